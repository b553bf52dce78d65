internal import SourceText

/// The lines of a page's text, and the way from cmark's positions back to offsets in that text.
///
/// libcmark counts lines from the start of what it was given, and columns in bytes. Only its blocks' positions are used:
/// those of its inlines ignore what was stripped from lines.
struct SourceLines {
    let text: [UInt8]
    private let index: LineIndex
    /// Lines of front matter before the text that libcmark was given.
    private let skippedLines: Int

    /// - Parameter index: of the text, where it is known.
    init(text: [UInt8], bodyStart: Int, index known: LineIndex? = nil) {
        self.text = text
        let index = known ?? LineIndex(text)
        self.index = index
        skippedLines = index.line(at: bodyStart) - 1
    }

    /// The last line, as cmark counts.
    var count: Int32 { Int32(index.count - skippedLines) }

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
}

extension MarkdownTree {
    /// Ends headings where their underline is: libcmark ends them a line later unless the text ends there (0.30.2,
    /// `blocks.c`, `finalize`).
    mutating func correctHeadings(_ lines: SourceLines) {
        for id in nodes.indices where nodes[id].kind == .heading && nodes[id].endLine > nodes[id].startLine + 1 {
            let underline = nodes[id].endLine - 1
            let start = LineContainers(of: nodes[id], in: self, lines: lines).contentStart(of: underline)
            let mark = trimmed(lines.text, start..<lines.end(of: underline))
            guard let first = lines.text[mark].first, first == 0x3D || first == 0x2D,
                lines.text[mark].allSatisfy({ $0 == first })
            else { continue }
            nodes[id].endLine = underline
        }
    }

    /// Ends HTML blocks where their text does: libcmark ends those that a mark ends, `</script>` or `-->`, a line earlier.
    mutating func correctHTML() {
        for id in nodes.indices where nodes[id].kind == .htmlBlock {
            let html = bytes(nodes[id].literal)
            let breaks = html.count { $0 == 0x0A }
            let last = nodes[id].startLine + Int32(clamping: html.last == 0x0A ? breaks - 1 : breaks)
            nodes[id].endLine = max(nodes[id].endLine, last)
        }
    }
}
