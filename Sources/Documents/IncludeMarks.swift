internal import SourceText

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What a text says about includes: those it asks for, the marks of its sections, and what an escape has hidden.
struct IncludeMarks: Sendable {
    enum Kind: Hashable, Sendable {
        /// An include, by its index in `directives`.
        case include(Int)
        /// A line or an escape that is never shown.
        case removed
        /// A line with an mdBook anchor: not shown where a section is included (mdBook shows it elsewhere).
        case anchor
    }

    struct Event: Hashable, Sendable {
        var range: Range<Int>
        var kind: Kind
    }

    /// In order, none within another.
    private(set) var events: [Event] = []
    private(set) var directives: [IncludeDirective] = []
    /// The lines between a section's marks, by the bytes of its name; of two sections of one name the first.
    private(set) var sections: [[UInt8]: Range<Int>] = [:]

    /// Whether a text may hold any of this: it has `8<` or `{{`. Nearly no page has, so it is the system that looks.
    static func mayStand(in text: [UInt8], from start: Int) -> Bool {
        unsafe text.withUnsafeBytes { bytes in
            unsafe holds(0x3C, behind: 0x38, in: bytes, from: start)
                || holds(0x7B, behind: 0x7B, in: bytes, from: start)
        }
    }

    private static func holds(_ byte: UInt8, behind other: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int)
        -> Bool
    {
        var index = start
        while index < bytes.count, let base = bytes.baseAddress,
            let found = unsafe memchr(base + index, Int32(byte), bytes.count - index)
        {
            index = unsafe UnsafeRawPointer(found) - base
            if index > start, unsafe bytes[index - 1] == other { return true }
            index += 1
        }
        return false
    }

    private let text: [UInt8]
    private let lines: LineIndex
    private var openSections: [[UInt8]: Int] = [:]

    init(_ text: [UInt8], lines: LineIndex) {
        (self.text, self.lines) = (text, lines)
        var line = 1
        while let next = nextCandidate(from: line) { line = read(next) }
        for (name, start) in openSections where sections[name] == nil { sections[name] = start..<text.count }
        openSections = [:]
    }

    /// The next line that holds `8<`, `{{` or `ANCHOR`.
    private func nextCandidate(from line: Int) -> Int? {
        guard line <= lines.count else { return nil }
        let span = text.span
        for index in lines.start(ofLine: line)..<max(span.count - 1, lines.start(ofLine: line)) {
            switch (span[index], span[index + 1]) {
            case (0x38, 0x3C), (0x7B, 0x7B), (0x41, 0x4E): return lines.line(at: index)
            default: continue
            }
        }
        return nil
    }

    /// A line without its ending.
    private func content(ofLine line: Int) -> ArraySlice<UInt8> {
        var end = line < lines.count ? lines.start(ofLine: line + 1) : text.count
        let start = lines.start(ofLine: line)
        while end > start, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
        return text[start..<end]
    }

    /// A line with its ending.
    private func whole(_ line: Int) -> Range<Int> {
        lines.start(ofLine: line)..<(line < lines.count ? lines.start(ofLine: line + 1) : text.count)
    }

    private mutating func add(_ directive: IncludeDirective) {
        events.append(Event(range: directive.range, kind: .include(directives.count)))
        directives.append(directive)
    }

    /// Reads a line, and those that belong to it; returns the line to go on with.
    private mutating func read(_ line: Int) -> Int {
        let content = content(ofLine: line)
        if let marker = Scissors(leading: content) {
            let rest = content[marker.end...]
            if marker.end == content.endIndex || rest.allSatisfy(isBlank) {
                return readBlock(from: line, marker)
            }
            if let quoted = quoted(rest),
                let path = IncludeDirective(snippet: quoted, range: marker.start..<content.endIndex)
            {
                if let escape = marker.escape {
                    events.append(Event(range: escape..<escape + 1, kind: .removed))
                } else if quoted.first == 0x3B {
                    events.append(Event(range: whole(line), kind: .removed))
                } else {
                    add(path)
                }
                return line + 1
            }
        }
        if !readSnippetSection(content, line), !readAnchor(content, line) { readBraces(content) }
        return line + 1
    }

    // MARK: Snippets

    /// What stands in quotation marks, alone behind a marker and blanks.
    private func quoted(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let inner = trimmedBlanks(text)
        guard let first = text.first, isBlank(first), let mark = inner.first, mark == 0x22 || mark == 0x27,
            inner.count > 2, inner.last == mark
        else { return nil }
        let path = inner.dropFirst().dropLast()
        return path.contains(mark) ? nil : trimmedBlanks(path)
    }

    /// A line of `--8<--`, paths, and a line of `--8<--` again. Such lines also mark where to cut: unless what lies
    /// between could be paths, they are text.
    private mutating func readBlock(from line: Int, _ marker: Scissors) -> Int {
        if let escape = marker.escape {
            events.append(Event(range: escape..<escape + 1, kind: .removed))
            return line + 1
        }
        var paths: [(line: Int, path: ArraySlice<UInt8>)] = []
        var last = line + 1
        while last <= lines.count {
            let content = content(ofLine: last)
            if let end = Scissors(leading: content), content[end.end...].allSatisfy(isBlank) { break }
            let path = trimmedBlanks(content)
            if !path.isEmpty {
                guard path.first == 0x3B || !path.contains(where: isBlank) else { return line + 1 }
                paths.append((last, path))
            }
            last += 1
        }
        guard last <= lines.count, !paths.isEmpty else { return line + 1 }
        events.append(Event(range: whole(line), kind: .removed))
        for (line, path) in paths {
            if path.first != 0x3B,
                let directive = IncludeDirective(snippet: path, range: path.startIndex..<path.endIndex)
            {
                add(directive)
            } else {
                events.append(Event(range: whole(line), kind: .removed))
            }
        }
        events.append(Event(range: whole(last), kind: .removed))
        return last + 1
    }

    /// `# --8<-- [start:name]`: behind the punctuation of a comment. What stands behind words speaks of a mark.
    private mutating func readSnippetSection(_ content: ArraySlice<UInt8>, _ line: Int) -> Bool {
        let lead = content.prefix { !isSectionStart($0) && !(0x30...0x39).contains($0) && $0 != 0x60 }
        guard lead.endIndex < content.endIndex, text[lead.endIndex] == 0x38,
            let marker = Scissors(digit: lead.endIndex, in: content)
        else { return false }
        let blanks = content[marker.end...].prefix(while: isBlank)
        guard !blanks.isEmpty, let (isStart, name) = sectionMark(content[blanks.endIndex...]) else { return false }
        if let escape = marker.escape {
            events.append(Event(range: escape..<escape + 1, kind: .removed))
        } else {
            events.append(Event(range: whole(line), kind: .removed))
            mark(name, isStart: isStart, line)
        }
        return true
    }

    /// `[start:name]`
    private func sectionMark(_ text: ArraySlice<UInt8>) -> (isStart: Bool, name: ArraySlice<UInt8>)? {
        guard text.first == 0x5B else { return nil }
        var rest = text.dropFirst().drop(while: isBlank)
        let word = rest.prefix(while: isSectionStart)
        let isStart = word.elementsEqual("start".utf8) { $0 | 0x20 == $1 }
        guard isStart || word.elementsEqual("end".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        rest = rest[word.endIndex...].drop(while: isBlank)
        guard rest.first == 0x3A else { return nil }
        rest = rest.dropFirst().drop(while: isBlank)
        let name = rest.prefix(while: isSectionName)
        guard let first = name.first, isSectionStart(first), rest[name.endIndex...].drop(while: isBlank).first == 0x5D
        else { return nil }
        return (isStart, name)
    }

    private mutating func mark(_ name: ArraySlice<UInt8>, isStart: Bool, _ line: Int) {
        let name = Array(name)
        if isStart {
            if openSections[name] == nil { openSections[name] = whole(line).upperBound }
        } else if let start = openSections[name], sections[name] == nil {
            sections[name] = start..<lines.start(ofLine: line)
        }
    }

    // MARK: mdBook

    /// `ANCHOR: name` and `ANCHOR_END: name`, wherever in a line.
    private mutating func readAnchor(_ content: ArraySlice<UInt8>, _ line: Int) -> Bool {
        for index in content.indices where content[index] == 0x41 {
            var rest = content[index...]
            guard rest.starts(with: "ANCHOR".utf8) else { continue }
            rest = rest.dropFirst(6)
            let isEnd = rest.starts(with: "_END".utf8)
            if isEnd { rest = rest.dropFirst(4) }
            guard rest.first == 0x3A else { continue }
            let name = rest.dropFirst().drop(while: isBlank).prefix { isSectionName($0) || $0 >= 0x80 }
            guard !name.isEmpty else { continue }
            mark(name, isStart: !isEnd, line)
            events.append(Event(range: whole(line), kind: .anchor))
            return true
        }
        return false
    }

    /// `{{#include path}}` within a line, and `\{{#include path}}`, of which the backslash is not shown.
    private mutating func readBraces(_ content: ArraySlice<UInt8>) {
        var index = content.startIndex
        var close = content.startIndex
        while index + 1 < content.endIndex {
            guard content[index] == 0x7B, content[index + 1] == 0x7B else {
                index += 1
                continue
            }
            // The brace that ends it is looked for once, however many begin before it.
            if close <= index + 1 {
                guard let found = content[(index + 2)...].firstIndex(of: 0x7D) else { return }
                close = found
            }
            guard close + 1 < content.endIndex, content[close + 1] == 0x7D,
                let argument = includeArgument(content[(index + 2)..<close]),
                var directive = IncludeDirective(braces: argument, range: index..<close + 2)
            else {
                index += close + 1 < content.endIndex && content[close + 1] == 0x7D ? close + 2 - index : 1
                continue
            }
            if index > content.startIndex, content[index - 1] == 0x5C {
                events.append(Event(range: index - 1..<index, kind: .removed))
            } else {
                directive.isQuoted =
                    index > content.startIndex && content[index - 1] == 0x60 && close + 2 < content.endIndex
                    && content[close + 2] == 0x60
                add(directive)
            }
            index = close + 2
        }
    }

    /// What follows `#include` or `#rustdoc_include`.
    private func includeArgument(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let text = text.drop(while: isBlank)
        guard text.first == 0x23 else { return nil }
        let name = text.dropFirst().prefix { !isBlank($0) }
        guard name.elementsEqual("include".utf8) || name.elementsEqual("rustdoc_include".utf8) else { return nil }
        let argument = trimmedBlanks(text[name.endIndex...])
        return argument.isEmpty ? nil : argument
    }
}
