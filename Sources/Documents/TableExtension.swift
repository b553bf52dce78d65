internal import SourceText

/// GFM pipe tables over libcmark's tree, which knows none: a paragraph whose second or later line is a delimiter row
/// becomes a table, and all cells of the page go through one more parse.
struct TableExtension {
    /// What a paragraph of the second parse becomes.
    private struct Piece {
        var owner: NodeID
        var source: Range<Int>
        /// The text before a table in its paragraph is parsed as it stands, so that definitions in it are seen.
        var isCell: Bool
    }

    private let lines: SourceLines
    private let bodyStart: Int
    private var pieces: [Piece] = []
    /// The source of each cell, by the order in which cells were made.
    private(set) var cells: [Range<Int>] = []

    init(lines: SourceLines, bodyStart: Int) {
        self.lines = lines
        self.bodyStart = bodyStart
    }

    /// Turns the paragraphs of a tree that hold tables into tables.
    mutating func apply(to tree: inout MarkdownTree) {
        // Nearly every page without tables is told from its bytes alone.
        guard hasDelimiterRow() else { return }
        var paragraphs: [NodeID] = []
        tree.walk { id, node in
            if node.kind == .paragraph, node.endLine > node.startLine { paragraphs.append(id) }
            return !node.kind.isInline
        }
        for id in paragraphs { convert(id, in: &tree) }
        guard !pieces.isEmpty else { return }
        parsePieces(into: &tree)
    }

    private func hasDelimiterRow() -> Bool {
        let text = lines.text
        let span = text.span
        var index = bodyStart
        while index + 1 < span.count {
            // `|-`, `-|`, `| -`, `:-`: some two bytes that every delimiter row but a plain `-` row has.
            let byte = span[index]
            if byte == 0x7C || byte == 0x3A || byte == 0x2D {
                let next = span[index + 1]
                if byte != next, next == 0x2D || next == 0x7C || next == 0x3A || next == 0x20 { return true }
            }
            index += 1
        }
        return false
    }

    private mutating func convert(_ id: NodeID, in tree: inout MarkdownTree) {
        let paragraph = tree[id]
        let quotes = quoteDepth(of: id, in: tree)
        func content(_ line: Int32) -> Range<Int> {
            let end = lines.end(of: line)
            let start =
                line == paragraph.startLine
                ? lines.start(of: line) + Int(paragraph.startColumn) - 1 : lines.contentStart(of: line, quotes: quotes)
            return min(start, end)..<end
        }
        var line = paragraph.startLine + 1
        while line <= paragraph.endLine {
            if let alignments = TableRow.delimiters(lines.text, content(line)) {
                let header = TableRow(lines.text, content(line - 1))
                if header.cells.count == alignments.count {
                    let lead = line - 1 > paragraph.startLine ? content(paragraph.startLine).lowerBound..<content(line - 2).upperBound : nil
                    var rows = [header]
                    for row in (line + 1)..<(max(line, paragraph.endLine) + 1) {
                        rows.append(TableRow(lines.text, content(row)))
                    }
                    replace(id, lead: lead, rows: rows, alignments: alignments, headerLine: line - 1, in: &tree)
                    return
                }
            }
            line += 1
        }
    }

    private func quoteDepth(of id: NodeID, in tree: MarkdownTree) -> Int {
        var depth = 0
        var ancestor = tree[id].parent
        while ancestor >= 0 {
            if tree[ancestor].kind == .blockQuote { depth += 1 }
            ancestor = tree[ancestor].parent
        }
        return depth
    }

    /// Makes the paragraph node the table, with a paragraph before it for lines that came first.
    private mutating func replace(
        _ id: NodeID, lead: Range<Int>?, rows: [TableRow], alignments: [Alignment], headerLine: Int32,
        in tree: inout MarkdownTree
    ) {
        var table = id
        if let lead {
            // The node keeps its place and becomes the paragraph; the table follows as its next sibling.
            let original = tree[id]
            tree.nodes[Int(id)].firstChild = -1
            tree.nodes[Int(id)].lastChild = -1
            tree.nodes[Int(id)].endLine = headerLine - 1
            tree.nodes[Int(id)].isReparsed = true
            pieces.append(Piece(owner: id, source: lead, isCell: false))
            table = tree.insert(Node(kind: .table), after: id)
            tree.nodes[Int(table)].endLine = original.endLine
            tree.nodes[Int(table)].endColumn = original.endColumn
        } else {
            tree.nodes[Int(id)].firstChild = -1
            tree.nodes[Int(id)].lastChild = -1
        }
        tree.nodes[Int(table)].kind = .table
        tree.nodes[Int(table)].startLine = headerLine
        tree.nodes[Int(table)].startColumn = max(tree[table].startColumn, 1)
        for (number, row) in rows.enumerated() {
            var rowNode = Node(kind: .tableRow)
            rowNode.level = number == 0 ? 1 : 0
            rowNode.startLine = headerLine + Int32(number == 0 ? 0 : number + 1)
            rowNode.endLine = rowNode.startLine
            rowNode.startColumn = 1
            let rowID = tree.append(rowNode, to: table)
            for (column, alignment) in alignments.enumerated() {
                var cell = Node(kind: .tableCell)
                cell.alignment = alignment
                cell.level = rowNode.level
                cell.startLine = rowNode.startLine
                cell.endLine = rowNode.startLine
                cell.startColumn = 1
                cell.isReparsed = true
                let source = column < row.cells.count ? row.cells[column] : nil
                if source != nil { cell.cell = Int32(cells.count) }
                let cellID = tree.append(cell, to: rowID)
                guard let source else { continue }
                cells.append(source)
                if !source.isEmpty { pieces.append(Piece(owner: cellID, source: source, isCell: true)) }
            }
        }
    }

    /// One parse for all cells: each is a paragraph of its own, kept from being any other block by a word before it.
    ///
    /// Where a cell may hold a reference link, the page's text follows the cells, so that its definitions apply.
    private func parsePieces(into tree: inout MarkdownTree) {
        var text: [UInt8] = []
        var mayRefer = false
        for piece in pieces {
            if piece.isCell { text.append(contentsOf: [0x78, 0x20]) }
            var index = piece.source.lowerBound
            while index < piece.source.upperBound {
                let byte = lines.text[index]
                index += 1
                if piece.isCell, byte == 0x5C, index < piece.source.upperBound, lines.text[index] == 0x7C { continue }
                if byte == 0x5B { mayRefer = true }
                text.append(byte)
            }
            // A lead of definitions alone must leave a paragraph too, or the next pieces would be taken for this one.
            if !piece.isCell { text.append(contentsOf: [0x0A, 0x78]) }
            text.append(contentsOf: [0x0A, 0x0A])
        }
        if mayRefer { text.append(contentsOf: lines.text[bodyStart...]) }
        let parsed = MarkdownTree(commonMark: text.span)
        var paragraph = parsed[MarkdownTree.root].firstChild
        for piece in pieces {
            guard paragraph >= 0 else { return }
            tree.graft(childrenOf: paragraph, of: parsed, to: piece.owner)
            if piece.isCell { dropLeadingGuard(of: piece.owner, in: &tree) } else { tree.dropTrailingGuard(of: piece.owner) }
            paragraph = parsed[paragraph].next
        }
    }

    /// Takes the word that kept a cell a paragraph from the cell's first text.
    private func dropLeadingGuard(of owner: NodeID, in tree: inout MarkdownTree) {
        let first = tree[owner].firstChild
        guard first >= 0, tree[first].kind == .text else { return }
        let literal = tree[first].literal
        if tree.bytes(literal).starts(with: [0x78, 0x20]) {
            tree.nodes[Int(first)].literal.start = literal.start + 2
        }
    }
}

extension MarkdownTree {
    /// Unlinks the line that kept a lead a paragraph: its word, and the line break before it.
    fileprivate mutating func dropTrailingGuard(of owner: NodeID) {
        var kept: NodeID = -1
        var beforeLast: NodeID = -1
        var id = self[owner].firstChild
        while id >= 0, self[id].next >= 0 {
            kept = beforeLast
            beforeLast = id
            id = self[id].next
        }
        if beforeLast >= 0, self[beforeLast].kind != .softBreak { kept = beforeLast }
        nodes[Int(owner)].lastChild = kept
        if kept >= 0 { nodes[Int(kept)].next = -1 } else { nodes[Int(owner)].firstChild = -1 }
    }
}

extension MarkdownTree {
    fileprivate mutating func insert(_ node: Node, after sibling: NodeID) -> NodeID {
        let id = NodeID(nodes.count)
        var node = node
        node.parent = self[sibling].parent
        node.next = self[sibling].next
        nodes.append(node)
        nodes[Int(sibling)].next = id
        if self[node.parent].lastChild == sibling { nodes[Int(node.parent)].lastChild = id }
        return id
    }

    /// Copies the nodes below one of another tree's.
    fileprivate mutating func graft(childrenOf source: NodeID, of other: MarkdownTree, to owner: NodeID) {
        var copies: [NodeID: NodeID] = [source: owner]
        other.walk(from: source) { id, node in
            guard id != source, let parent = copies[node.parent] else { return true }
            var copy = node
            copy.literal = store(other.bytes(node.literal))
            copy.title = store(other.bytes(node.title))
            copies[id] = append(copy, to: parent)
            return true
        }
    }
}
