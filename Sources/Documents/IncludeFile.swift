internal import Addresses
package import SourceText
package import TextRepair

/// A text that takes part in an inclusion: a page, or a file that one includes.
package struct IncludeFile: Sendable {
    /// Relative to the content root.
    let path: String
    let text: DecodedText
    /// What it was made of.
    let original: [UInt8]
    let marks: IncludeMarks
    let lines: LineIndex
    let locator: Locator
    /// Where the text behind front matter begins, in Markdown; else 0.
    let bodyStart: Int

    /// Reads a file that is to be included: decoded and repaired as pages are.
    ///
    /// - Parameter path: relative to the content root.
    package init(path: String, bytes: [UInt8], options: RepairOptions = RepairOptions()) {
        let text = DecodedText(decoding: bytes, options: options)
        self.init(
            path: path, text: text, original: bytes,
            bodyStart: isMarkdown(path) ? RawFrontMatter(text.bytes).bodyStart : 0)
    }

    init(path: String, text: DecodedText, original: [UInt8], bodyStart: Int) {
        (self.path, self.text, self.original, self.bodyStart) = (path, text, original, bodyStart)
        lines = LineIndex(text.bytes)
        marks = IncludeMarks(text.bytes, lines: lines)
        locator = text.locator()
    }

    var bytes: [UInt8] { text.bytes }

    /// Lines that have text or an end.
    var lineCount: Int { lines.start(ofLine: lines.count) == bytes.count ? lines.count - 1 : lines.count }

    /// The offset behind a line and its ending; `line` is 1-based, and at most `lines.count`.
    func end(ofLine line: Int) -> Int { line < lines.count ? lines.start(ofLine: line + 1) : bytes.count }

    /// What it counts to put in some pieces, each line behind a prefix.
    func price(of pieces: [Range<Int>], prefix: Int) -> Int {
        pieces.reduce(0) { price, piece in
            let newLines = lines.line(at: piece.upperBound) - lines.line(at: piece.lowerBound) + 1
            return price + piece.count + prefix * newLines + IncludeLimits.flatCost
        }
    }

    /// The stretches that a selection takes, each of whole lines; nil where it takes nothing.
    func pieces(of selection: IncludeSelection) -> [Range<Int>]? {
        switch selection {
        case .all: return [bodyStart..<bytes.count]
        case .section(let name): return marks.sections[Array(name.utf8)].map { [$0] }
        case .lines(let ranges):
            let pieces = ranges.compactMap { range -> Range<Int>? in
                let count = lineCount
                // A negative line counts from the end.
                let first = max(1, range.first.map { $0 < 0 ? count + 1 + $0 : $0 } ?? 1)
                let last = min(count, range.last.map { $0 < 0 ? count + 1 + $0 : $0 } ?? count)
                guard first <= last else { return nil }
                let start = range.first == nil ? bodyStart : lines.start(ofLine: first)
                return start..<max(start, end(ofLine: last))
            }
            return pieces.isEmpty ? nil : pieces
        }
    }
}

func isMarkdown(_ path: String) -> Bool { ["md", "markdown"].contains(fileExtension(of: path)) }

/// Why a file cannot be included.
package enum IncludeFailure: Error, Hashable, Sendable {
    case missing
    /// It lies outside the content folder, or a symbolic link leads out of it.
    case outside
    /// It is a folder, or another thing without text.
    case noFile
    /// It is larger than `IncludeLimits.bytes`.
    case tooLarge
    /// The system's own words.
    case unreadable(String)
}

/// What one page's includes may come to, so that a few small files that include each other many times stay small.
package enum IncludeLimits {
    /// Of included text.
    package static let bytes = 16 << 20
    /// Of includes inside of includes.
    static let depth = 32
    /// What a piece of a file counts besides its text, so that there cannot be millions of empty ones.
    static let flatCost = 256
}

/// The way from an include to the files of the content. It is asked by several compiles at once.
package struct IncludeReader: Sendable {
    /// The name of the content folder: MkDocs's paths lead from the folder above it, and begin with it.
    let rootName: String
    /// Reads a file by its path relative to the content root.
    let read: @Sendable (_ path: String) -> Result<IncludeFile, IncludeFailure>

    package init(rootName: String, read: @escaping @Sendable (String) -> Result<IncludeFile, IncludeFailure>) {
        (self.rootName, self.read) = (rootName, read)
    }
}

extension IncludeReader {
    /// The files that a page's includes ask for, found or not, and those that these ask for; relative to the content root.
    ///
    /// - Parameter path: the page's, relative to the content root.
    package func includedFiles(of page: [UInt8], at path: String) -> [String] {
        let text = DecodedText(decoding: page)
        let bodyStart = isMarkdown(path) ? RawFrontMatter(text.bytes).bodyStart : 0
        let inclusion = Inclusion(text, path: path, original: page, bodyStart: bodyStart, reader: self)
        return inclusion?.includes.map(\.path) ?? []
    }
}

/// A file that a page's includes asked for, found or not: when it changes, so may the page.
package struct PageInclude: Hashable, Sendable {
    /// Relative to the content root.
    package var path: String
    /// The page's own include that first led there.
    package var range: SourceRange
}
