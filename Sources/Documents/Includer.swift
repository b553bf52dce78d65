internal import Addresses
internal import SourceText
internal import TextRepair

/// Follows the includes of a page, and those of the files they lead to.
///
/// Nothing is read that is not asked for; an include that cannot be followed stays as it is written.
struct Includer {
    private(set) var result: Inclusion

    private let reader: IncludeReader
    /// The page, and the files that are being put in, each into the one before it.
    private var stack: [Frame]
    /// Of what was included so far, against `IncludeLimits.bytes`.
    private var cost = 0
    private var fileIndexes: [String: Int]
    private var failures: [String: IncludeFailure] = [:]
    private var asked: Set<String> = []
    /// What came of an include, by its place: a file may be put in, and so be read, many times.
    private var followed: [Place: Result<Int, IncludeProblem>] = [:]
    private var reported: Set<Place> = []

    /// - Parameter result: with the page as its only file.
    init(_ result: Inclusion, reader: IncludeReader) {
        (self.result, self.reader) = (result, reader)
        let page = result.files[0]
        fileIndexes = [page.path: 0]
        self.result.bytes = Array(page.bytes[..<page.bodyStart])
        stack = [Frame(file: 0, insertion: 0, pieces: [page.bodyStart..<page.bytes.count], start: 0)]
        stack[0].keepsLastEnd = true
    }

    mutating func run() {
        while !stack.isEmpty { step() }
    }

    /// A file, or a part of one, that is being put in.
    private struct Frame: Sendable {
        var file: Int
        var insertion: UInt32
        var pieces: [Range<Int>]
        /// Where in `result.bytes` it began.
        var start: Int
        /// Whether anchors of mdBook are left out.
        var isSection = false
        /// What stands before every line but the first: the include's own indentation.
        var prefix: [UInt8] = []
        /// Whether the last line's ending stays, so that a blank line follows.
        var keepsLastEnd = false

        var piece = 0
        var position = -1
        var event = 0
        var isAtLineStart = false
        /// The include that the frame above follows.
        var directive: IncludeDirective?

        /// Whether it left from within what is now asked for, and so would come to the same include again.
        func left(from file: Int, _ pieces: [Range<Int>]) -> Bool {
            guard self.file == file, let directive else { return false }
            return pieces.contains { $0.contains(directive.range.lowerBound) }
        }
    }

    /// Where an include is written.
    private struct Place: Hashable {
        var file: Int
        var offset: Int
    }

    private var top: Int { stack.count - 1 }

    /// Goes on to the next event of the innermost file.
    private mutating func step() {
        let frame = stack[top]
        guard frame.piece < frame.pieces.count else { return finish() }
        let piece = frame.pieces[frame.piece]
        let marks = result.files[frame.file].marks
        if frame.position < 0 {
            beginPiece(piece, marks.events)
            return
        }
        guard frame.event < marks.events.count, marks.events[frame.event].range.lowerBound < piece.upperBound else {
            emit(frame.position..<piece.upperBound)
            stack[top].piece += 1
            stack[top].position = -1
            return
        }
        let event = marks.events[frame.event]
        stack[top].event += 1
        stack[top].position = max(frame.position, min(event.range.upperBound, piece.upperBound))
        switch event.kind {
        case .removed:
            emit(frame.position..<event.range.lowerBound)
            // Of an escape: what it leaves, `{{#include x}}`, is meant to be read.
            if event.range.count == 1 { result.unfollowed.insert(result.bytes.count) }
        case .anchor where frame.isSection: emit(frame.position..<event.range.lowerBound)
        case .anchor: emit(frame.position..<event.range.upperBound)
        case .include(let index):
            let directive = marks.directives[index]
            emit(frame.position..<event.range.lowerBound)
            stack[top].directive = directive
            if !enter(directive) { emit(event.range) }
        }
    }

    private mutating func beginPiece(_ piece: Range<Int>, _ events: [IncludeMarks.Event]) {
        // Two pieces of a file stand on lines of their own, even if the first is the file's unended last line.
        if stack[top].piece > 0, let last = result.bytes.last, last != 0x0A, last != 0x0D,
            result.bytes.count > stack[top].start
        {
            result.bytes.append(0x0A)
            stack[top].isAtLineStart = true
        }
        var (low, high) = (0, events.count)
        while low < high {
            let middle = (low + high) / 2
            if events[middle].range.lowerBound < piece.lowerBound { low = middle + 1 } else { high = middle }
        }
        (stack[top].event, stack[top].position) = (low, piece.lowerBound)
    }

    /// Leaves a file. The ending of its last line goes: the line that asked for it has its own.
    private mutating func finish() {
        guard let frame = stack.popLast(), !frame.keepsLastEnd else { return }
        if result.bytes.count > frame.start, result.bytes.last == 0x0A { result.bytes.removeLast() }
        if result.bytes.count > frame.start, result.bytes.last == 0x0D { result.bytes.removeLast() }
        while let last = result.segments.last, last.text >= result.bytes.count, result.segments.count > 1 {
            result.segments.removeLast()
        }
    }

    private mutating func emit(_ range: Range<Int>) {
        let file = result.files[stack[top].file]
        guard !stack[top].prefix.isEmpty else { return append(range, of: file) }
        var position = range.lowerBound
        while position < range.upperBound {
            beginLine(at: position, in: file)
            let end = min(file.end(ofLine: file.lines.line(at: position)), range.upperBound)
            append(position..<end, of: file)
            stack[top].isAtLineStart = file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D
            position = end
        }
    }

    /// Writes what stands before a line; blank lines need no indentation.
    private mutating func beginLine(at position: Int, in file: IncludeFile) {
        guard stack[top].isAtLineStart else { return }
        stack[top].isAtLineStart = false
        let prefix = stack[top].prefix
        if position < file.bytes.count, file.bytes[position] == 0x0A || file.bytes[position] == 0x0D,
            prefix.allSatisfy(isBlank)
        {
            return
        }
        addSegment(source: position)
        result.bytes += prefix
        addSegment(source: position)
    }

    private mutating func append(_ range: Range<Int>, of file: IncludeFile) {
        guard !range.isEmpty else { return }
        addSegment(source: range.lowerBound)
        result.bytes += file.bytes[range]
    }

    private mutating func addSegment(source: Int) {
        let segment = Inclusion.Segment(
            text: UInt32(result.bytes.count), source: UInt32(source), insertion: stack[top].insertion)
        if let last = result.segments.last {
            if last.insertion == segment.insertion, last.text <= segment.text,
                Int(last.source) + Int(segment.text - last.text) == source
            {
                return
            }
            if last.text == segment.text { result.segments.removeLast() }
        }
        result.segments.append(segment)
    }

    // MARK: Following an include

    /// Begins to put in what an include asks for; false where it cannot be followed, and why is reported.
    private mutating func enter(_ directive: IncludeDirective) -> Bool {
        beginLine(at: directive.range.lowerBound, in: result.files[stack[top].file])
        let place = Place(file: stack[top].file, offset: directive.range.lowerBound)
        let found = followed[place] ?? file(for: directive)
        followed[place] = found
        let index: Int
        switch found {
        case .failure(let problem): return refuse(directive, at: place, problem)
        case .success(let file): index = file
        }
        let file = result.files[index]
        guard let pieces = file.pieces(of: directive.selection) else {
            return refuse(directive, at: place, .nothing(in: file, directive.selection))
        }
        if let first = stack.firstIndex(where: { $0.left(from: index, pieces) }) {
            return refuse(directive, at: place, .cycle(length: stack.count - first), way: first..<stack.count)
        }
        guard stack.count <= IncludeLimits.depth else {
            return refuse(directive, at: place, .tooDeep, way: 0..<1)
        }
        let prefix = stack[top].prefix + indentation(of: directive)
        let price = file.price(of: pieces, prefix: prefix.count)
        guard price <= IncludeLimits.bytes - cost else {
            return refuse(directive, at: place, .tooMuch, way: 0..<1)
        }
        cost += price
        var frame = Frame(
            file: index, insertion: UInt32(result.insertions.count), pieces: pieces, start: result.bytes.count)
        result.insertions.append(index)
        if case .section = directive.selection { frame.isSection = true }
        frame.prefix = prefix
        // pymdownx keeps the last line's ending (10.13), so that two Markdown files do not run together.
        frame.keepsLastEnd = directive.form == .snippet && directive.selection == .all && isMarkdown(file.path)
        stack.append(frame)
        return true
    }

    /// Reports why an include is not followed, once for each place; false.
    ///
    /// - Parameter way: the frames whose includes led here, as far as they matter.
    private mutating func refuse(
        _ directive: IncludeDirective, at place: Place, _ problem: IncludeProblem, way: Range<Int> = 0..<0
    ) -> Bool {
        result.unfollowed.insert(result.bytes.count)
        guard !directive.isQuoted, reported.insert(place).inserted else { return false }
        let range = range(of: directive, in: place.file)
        var finding = Diagnostic(
            problem.rule, file: result.files[place.file].path, range: range, message: problem.message(directive),
            target: directive.written)
        for frame in stack[way] where way.count > 1 || way.lowerBound < top {
            guard let left = frame.directive else { continue }
            let file = result.files[frame.file].path
            finding.notes.append(
                DiagnosticNote(
                    file: file, range: self.range(of: left, in: frame.file),
                    message: "'\(file)' includes '\(left.written)'"))
        }
        result.diagnostics.append(finding)
        return false
    }

    /// Where an include stands.
    private func range(of directive: IncludeDirective, in file: Int) -> SourceRange {
        var range = result.files[file].locator.range(of: directive.range)
        range.file = result.files[file].path
        return range
    }

    /// What the line of an include begins with, where that is only blanks, and for braces marks of block quotes.
    private func indentation(of directive: IncludeDirective) -> ArraySlice<UInt8> {
        let file = result.files[stack[top].file]
        let start = file.lines.start(ofLine: file.lines.line(at: directive.range.lowerBound))
        let lead = file.bytes[start..<directive.range.lowerBound]
        return lead.allSatisfy { isBlank($0) || $0 == 0x3E } ? lead : []
    }

    /// A file by the path of an include: from the file that asks, from the content root, from the folder above it.
    private mutating func file(for directive: IncludeDirective) -> Result<Int, IncludeProblem> {
        if directive.path.contains("://") { return .failure(.address) }
        let written = directive.path
        var paths = [
            normalized(written, in: folder(of: result.files[stack[top].file].path)), normalized(written, in: ""),
        ]
        if written.utf8.starts(with: "\(reader.rootName)/".utf8) {
            paths.append(normalized(String(written.dropFirst(reader.rootName.count + 1)), in: ""))
        }
        if written.utf8.first == 0x2F { paths = [nil] }
        var tried: [String] = []
        var failure: IncludeFailure?
        for case let path? in paths where !tried.contains(path) {
            tried.append(path)
            switch file(at: path) {
            case .success(let index): return .success(index)
            case .failure(.missing): continue
            case .failure(let reason): failure = failure ?? reason
            }
        }
        if failure == nil, paths.contains(nil) { failure = .outside }
        return .failure(.file(failure ?? .missing, tried))
    }

    private mutating func file(at path: String) -> Result<Int, IncludeFailure> {
        if asked.insert(path).inserted, let place = stack[0].directive?.range {
            result.includes.append(PageInclude(path: path, range: result.files[0].locator.range(of: place)))
        }
        if let index = fileIndexes[path] { return .success(index) }
        if let failure = failures[path] { return .failure(failure) }
        switch reader.read(path) {
        case .success(let file):
            fileIndexes[path] = result.files.count
            result.files.append(file)
            result.diagnostics += file.text.diagnostics(file: path)
            return .success(result.files.count - 1)
        case .failure(let failure):
            failures[path] = failure
            return .failure(failure)
        }
    }
}
