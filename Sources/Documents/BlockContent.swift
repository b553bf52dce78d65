/// The text of one block as cmark's inline parser gets it — container marks and indentation gone, line ends `\n` — with
/// the way back to the source.
struct BlockContent {
    /// From `start` in the content, its bytes stand one for one from `source` in the page's text.
    private struct Run {
        var start: Int
        var source: Int
    }

    private(set) var bytes: [UInt8] = []
    /// Behind the definitions that a paragraph may begin with.
    private(set) var textStart = 0
    private var runs: [Run] = []

    /// Of no block.
    init() {}

    /// The text of a paragraph or a heading, or the lines of a block of raw HTML.
    ///
    /// - Parameter block: a node of the tree, or one like it with other lines.
    init(block: Node, in tree: borrowing MarkdownTree, lines: SourceLines) {
        let containers = block.endLine > block.startLine ? LineContainers(of: block, in: tree, lines: lines) : nil
        let isHeading = block.kind == .heading
        // The last line of a heading of several is its underline.
        let last = isHeading && block.endLine > block.startLine ? block.endLine - 1 : block.endLine
        for line in block.startLine...max(block.startLine, last) {
            let end = lines.end(of: line)
            let start =
                line == block.startLine
                ? lines.range(of: block).lowerBound : containers?.keptStart(of: line) ?? end
            let range = min(start, end)..<end
            let isMarked = isHeading && block.endLine == block.startLine
            append(line: isMarked ? BlockContent.withoutMarks(lines.text, range) : range, of: lines.text)
        }
        // A heading's text is one that an underline follows: a `#` begins no definition.
        guard bytes.first == 0x5B, block.kind != .htmlBlock, !isHeading || block.endLine > block.startLine else {
            return
        }
        while let definition = LinkSyntax.definition(bytes, at: textStart) { textStart = definition.end }
    }

    /// The text of an ATX heading (CommonMark 0.30, 4.2).
    private static func withoutMarks(_ text: [UInt8], _ line: Range<Int>) -> Range<Int> {
        var (start, end) = (line.lowerBound, line.upperBound)
        while start < end, text[start] == 0x23 { start += 1 }
        let inner = trimmed(text, start..<end)
        (start, end) = (inner.lowerBound, inner.upperBound)
        while end > start, text[end - 1] == 0x23 { end -= 1 }
        // A mark that no space stands before is text.
        guard end == start || end < inner.upperBound && isBlank(text[end - 1]) else { return inner }
        return trimmed(text, start..<end)
    }

    /// A table's cell: its escaped pipes are pipes, even in code.
    init(cell: Range<Int>, of text: [UInt8]) {
        var index = cell.lowerBound
        var start = index
        while index + 1 < cell.upperBound {
            if text[index] == 0x5C, text[index + 1] == 0x7C {
                append(start..<index, of: text)
                start = index + 1
                index += 1
            }
            index += 1
        }
        append(start..<cell.upperBound, of: text)
    }

    /// Lines that no block of the tree holds, without the marks of quotes and list items.
    init(definitionLines: ClosedRange<Int32>, lines: SourceLines) {
        for line in definitionLines {
            let end = lines.end(of: line)
            var start = lines.start(of: line)
            while start < end, let next = BlockContent.behindMarker(lines.text, start, end) { start = next }
            append(line: start..<end, of: lines.text)
        }
    }

    private mutating func append(line: Range<Int>, of text: [UInt8]) {
        append(line, of: text)
        bytes.append(0x0A)
    }

    private mutating func append(_ range: Range<Int>, of text: [UInt8]) {
        guard !range.isEmpty else { return }
        runs.append(Run(start: bytes.count, source: range.lowerBound))
        bytes.append(contentsOf: text[range])
    }

    private static func behindMarker(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
        switch text[start] {
        case 0x20, 0x09, 0x3E: return start + 1
        case 0x2A, 0x2B, 0x2D, 0x3A: return start + 1 < end && isBlank(text[start + 1]) ? start + 1 : nil
        case 0x30...0x39:
            var index = start
            while index < end, (0x30...0x39).contains(text[index]) { index += 1 }
            guard index + 1 < end, text[index] == 0x2E || text[index] == 0x29, isBlank(text[index + 1]) else {
                return nil
            }
            return index + 1
        default: return nil
        }
    }

    /// The source of a stretch of the content, from its first byte to its last.
    func source(of range: Range<Int>) -> Range<Int>? {
        guard let start = source(of: range.lowerBound) else { return nil }
        guard !range.isEmpty, let last = source(of: range.upperBound - 1) else { return start..<start }
        return start..<max(start, last + 1)
    }

    private func source(of offset: Int) -> Int? {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return runs.first?.source }
        return runs[low - 1].source + offset - runs[low - 1].start
    }
}
