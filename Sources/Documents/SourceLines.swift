internal import SourceText

/// The lines of a page's text, and the way from cmark's positions back to offsets in that text.
///
/// libcmark counts lines from the start of what it was given, and columns in bytes; its inline columns ignore what was
/// stripped from the start of continuation lines (0.30.2, `inlines.c`, `subj->column_offset`).
struct SourceLines {
    let text: [UInt8]
    private let index: LineIndex
    /// Lines of front matter before the text that libcmark was given.
    private let skippedLines: Int

    init(text: [UInt8], bodyStart: Int) {
        self.text = text
        index = LineIndex(text)
        skippedLines = index.line(at: bodyStart) - 1
    }

    /// The offset where a line of cmark's begins.
    func start(of line: Int32) -> Int {
        let line = Int(line) + skippedLines
        return line <= index.count ? index.start(ofLine: max(line, 1)) : text.count
    }

    /// The offset where a line of cmark's ends, its line ending left out.
    func end(of line: Int32) -> Int {
        var end = start(of: line + 1)
        let start = start(of: line)
        while end > start, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// The bytes of a block's lines, from its first column to the end of its last line.
    func range(of block: Node) -> Range<Int> {
        let start = min(start(of: block.startLine) + Int(block.startColumn) - 1, text.count)
        return start..<max(start, end(of: max(block.endLine, block.startLine)))
    }

    /// Where the text of a paragraph's continuation line begins: behind the markers of the block quotes it lies in, as
    /// far as they are written, and behind any indentation.
    func contentStart(of line: Int32, quotes: Int) -> Int {
        var offset = start(of: line)
        let end = end(of: line)
        var quotes = quotes
        while offset < end {
            switch text[offset] {
            case 0x20, 0x09: offset += 1
            case 0x3E where quotes > 0:
                offset += 1
                quotes -= 1
            default: return offset
            }
        }
        return end
    }

    /// The offset of an inline position in the block that holds it.
    func offset(line: Int32, column: Int32, in block: Node, quotes: Int) -> Int {
        let base =
            line == block.startLine
            ? start(of: line) + Int(block.startColumn) - 1 : contentStart(of: line, quotes: quotes)
        return min(base + Int(column - block.startColumn), text.count)
    }
}
