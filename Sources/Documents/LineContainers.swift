/// The block quotes and list items around a paragraph, and whether a line continues them all: a line that does not, and
/// is part of the paragraph all the same, is a lazy one (CommonMark 0.30, 5.1), and no row of a table.
struct LineContainers {
    private struct Container {
        var id: NodeID
        var node: Node
        /// Of a list item: the columns that a line has to be indented by.
        var indentation = 0
    }

    /// Where reading a line has come to; columns are those of CommonMark, with tab stops of 4.
    private struct Cursor {
        var offset: Int
        var end: Int
        /// Of the byte at `offset`, and how far reading is: behind it where a tab is read in part.
        var byteColumn = 0
        var column = 0

        mutating func indentation(_ text: [UInt8]) -> Int {
            var (index, column) = (offset, byteColumn)
            while index < end, isBlank(text[index]) {
                column += text[index] == 0x09 ? 4 - column % 4 : 1
                index += 1
            }
            return column - self.column
        }

        mutating func advance(columns: Int, _ text: [UInt8]) {
            column += columns
            while offset < end {
                let width = text[offset] == 0x09 ? 4 - byteColumn % 4 : 1
                guard byteColumn + width <= column else { return }
                byteColumn += width
                offset += 1
            }
        }

        mutating func quoteMark(_ text: [UInt8]) -> Bool {
            let indentation = indentation(text)
            guard indentation <= 3 else { return false }
            var probe = self
            probe.advance(columns: indentation, text)
            guard probe.offset < end, text[probe.offset] == 0x3E else { return false }
            self = probe
            advance(columns: 1, text)
            if offset < end, isBlank(text[offset]) { advance(columns: 1, text) }
            return true
        }

        /// The indentation of a list item's content from here on, its marker being next.
        func itemIndentation(_ text: [UInt8]) -> Int {
            var probe = self
            let offset = probe.indentation(text)
            probe.advance(columns: offset, text)
            var width = 1
            if probe.offset < end, (0x30...0x39).contains(text[probe.offset]) {
                var index = probe.offset
                while index < end, (0x30...0x39).contains(text[index]) { index += 1 }
                width = index - probe.offset + 1
            }
            probe.advance(columns: width, text)
            let gap = probe.indentation(text)
            let isBlankLine = text[probe.offset..<end].allSatisfy { isBlank($0) }
            return offset + width + (isBlankLine || gap > 4 ? 1 : gap)
        }
    }

    /// Deeper ones are taken to be continued: nobody writes them, and each costs a look at all around it.
    private static let deepest = 64

    private let lines: SourceLines
    private var containers: [Container] = []
    /// The block quotes among them, where there are more than `deepest`.
    private var quotesOfTooMany: Int

    init(of block: NodeID, in tree: MarkdownTree, lines: SourceLines) {
        self.lines = lines
        var ancestor = tree[block].parent
        while ancestor >= 0 {
            let node = tree[ancestor]
            if node.kind == .blockQuote || node.kind == .item {
                containers.append(Container(id: ancestor, node: node))
            }
            ancestor = node.parent
        }
        quotesOfTooMany = 0
        guard containers.count <= LineContainers.deepest else {
            quotesOfTooMany = containers.count { $0.node.kind == .blockQuote }
            containers = []
            return
        }
        containers.reverse()
        for index in containers.indices where containers[index].node.kind == .item {
            guard let cursor = cursor(behind: index, on: containers[index].node.startLine).cursor else { continue }
            containers[index].indentation = cursor.itemIndentation(lines.text)
        }
    }

    /// The outermost container that a line does not continue; nil where it continues all.
    func unmatched(by line: Int32) -> NodeID? {
        cursor(behind: containers.count, on: line).unmatched.map { containers[$0].id }
    }

    /// Where the text of a line of the paragraph begins: behind its containers and indentation; of a lazy line behind the
    /// containers that it does continue, its indentation kept, as libcmark keeps it (in code it shows).
    func contentStart(of line: Int32) -> Int {
        if quotesOfTooMany > 0 { return lines.contentStart(of: line, quotes: quotesOfTooMany) }
        let text = lines.text
        var cursor = Cursor(offset: lines.start(of: line), end: lines.end(of: line))
        for container in containers {
            guard advance(&cursor, over: container, on: line) else { return cursor.offset }
        }
        while cursor.offset < cursor.end, isBlank(text[cursor.offset]) { cursor.offset += 1 }
        return cursor.offset
    }

    private func advance(_ cursor: inout Cursor, over container: Container, on line: Int32) -> Bool {
        if container.node.kind == .blockQuote { return cursor.quoteMark(lines.text) }
        guard container.node.startLine == line || cursor.indentation(lines.text) >= container.indentation else {
            return false
        }
        cursor.advance(columns: container.indentation, lines.text)
        return true
    }

    /// Reads a line as far as the first containers reach.
    private func cursor(behind count: Int, on line: Int32) -> (cursor: Cursor?, unmatched: Int?) {
        var cursor = Cursor(offset: lines.start(of: line), end: lines.end(of: line))
        for index in 0..<count {
            guard advance(&cursor, over: containers[index], on: line) else { return (nil, index) }
        }
        return (cursor, nil)
    }
}
