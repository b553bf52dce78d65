internal import SourceText

/// GFM pipe tables over libcmark's tree, which knows none: a paragraph whose second or later line is a delimiter row
/// becomes a table, and all cells of the page go through one more parse.
struct TableExtension {
    private let lines: SourceLines
    private let bodyStart: Int
    private(set) var pieces = InlinePieces()
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
        var candidates: [NodeID] = []
        tree.walk { id, node in
            // A heading of several lines is a paragraph that `---` or `===` stands under, which a table ends.
            if node.kind == .paragraph || node.kind == .heading, node.endLine > node.startLine { candidates.append(id) }
            return !node.kind.isInline && node.kind != .paragraph && node.kind != .heading
        }
        for id in candidates { convert(id, in: &tree) }
    }

    /// Whether some line has nothing but what delimiter rows are made of, a `-` and more than that.
    private func hasDelimiterRow() -> Bool {
        let span = lines.text.span
        var index = bodyStart
        var isRow = true
        var sawDash = false
        var sawMark = false
        while index < span.count {
            switch span[index] {
            case 0x2D: sawDash = true
            case 0x7C, 0x3A: sawMark = true
            // Marks of quotes and lists may come before; and `-` alone is a row of one column under such a mark.
            case 0x20, 0x09, 0x3E: break
            case 0x0A, 0x0D:
                if isRow, sawDash, sawMark { return true }
                (isRow, sawDash, sawMark) = (true, false, false)
            default: isRow = false
            }
            index += 1
        }
        return isRow && sawDash && sawMark
    }

    /// The text of a line of a paragraph.
    private func content(of line: Int32, in block: Node, quotes: Int) -> Range<Int> {
        let end = lines.end(of: line)
        let start =
            line == block.startLine ? lines.range(of: block).lowerBound : lines.contentStart(of: line, quotes: quotes)
        return min(start, end)..<end
    }

    private mutating func convert(_ id: NodeID, in tree: inout MarkdownTree) {
        let block = tree[id]
        let quotes = tree.quoteDepth(of: id)
        let last = block.kind == .heading ? block.endLine - 1 : block.endLine
        guard last > block.startLine else { return }
        for line in (block.startLine + 1)...last {
            guard let alignments = TableRow.delimiters(lines.text, content(of: line, in: block, quotes: quotes)) else {
                continue
            }
            let header = TableRow(lines.text, content(of: line - 1, in: block, quotes: quotes))
            let containers = LineContainers(of: id, in: tree, lines: lines)
            guard header.cells.count == alignments.count, containers.unmatched(by: line) == nil else { continue }
            var table = Table(headerLine: line - 1, alignments: alignments, rows: [header], lastLine: line)
            while table.lastLine < last, containers.unmatched(by: table.lastLine + 1) == nil {
                let row = TableRow(lines.text, content(of: table.lastLine + 1, in: block, quotes: quotes))
                if row.cells.isEmpty { break }
                table.rows.append(row)
                table.lastLine += 1
            }
            let rest = table.lastLine < last ? (table.lastLine + 1)...last : nil
            replace(id, by: table, in: &tree)
            if let rest {
                addParagraph(rest, block: block, quotes: quotes, behind: id, containers, in: &tree)
            } else if block.kind == .heading {
                addUnderline(block, behind: id, in: &tree)
            }
            addLead(block, quotes: quotes, before: id, table, in: &tree)
            return
        }
    }
}

/// A table as found in the lines of a paragraph.
private struct Table {
    var headerLine: Int32
    var alignments: [Alignment]
    var rows: [TableRow]
    var lastLine: Int32
}

// MARK: - Nodes

extension TableExtension {
    private mutating func replace(_ id: NodeID, by table: Table, in tree: inout MarkdownTree) {
        var node = Node(kind: .table)
        node.startLine = table.headerLine
        node.endLine = table.lastLine
        node.startColumn = table.headerLine == tree[id].startLine ? max(tree[id].startColumn, 1) : 1
        tree.replace(id, with: node)
        for (number, row) in table.rows.enumerated() {
            var rowNode = Node(kind: .tableRow)
            rowNode.level = number == 0 ? 1 : 0
            rowNode.startLine = table.headerLine + Int32(number == 0 ? 0 : number + 1)
            rowNode.endLine = rowNode.startLine
            rowNode.startColumn = 1
            let rowID = tree.append(rowNode, to: id)
            for (column, alignment) in table.alignments.enumerated() {
                var cell = rowNode
                cell.kind = .tableCell
                cell.alignment = alignment
                cell.isReparsed = true
                let source = column < row.cells.count ? row.cells[column] : nil
                if source != nil { cell.cell = Int32(cells.count) }
                let cellID = tree.append(cell, to: rowID)
                guard let source else { continue }
                cells.append(source)
                if !source.isEmpty { pieces.add(BlockContent(cell: source, of: lines.text), owner: cellID) }
            }
        }
    }

    /// The lines before a table in its paragraph stay one, but for definitions at its start.
    private mutating func addLead(
        _ block: Node, quotes: Int, before table: NodeID, _ found: Table, in tree: inout MarkdownTree
    ) {
        guard found.headerLine > block.startLine else { return }
        var lead = block
        lead.kind = .paragraph
        lead.level = 0
        lead.endLine = found.headerLine - 1
        lead.isReparsed = true
        // The paragraph takes the node that comes first, and the table one behind it.
        let moved = tree.insert(tree[table], after: table)
        tree.adopt(childrenOf: table, by: moved)
        tree.replace(table, with: lead)
        pieces.add(BlockContent(block: table, in: tree, lines: lines), owner: table)
    }

    /// Lines that no longer belong to the table: behind it or, where they left its quote or list, behind that.
    private mutating func addParagraph(
        _ range: ClosedRange<Int32>, block: Node, quotes: Int, behind table: NodeID, _ containers: LineContainers,
        in tree: inout MarkdownTree
    ) {
        var paragraph = Node(kind: .paragraph)
        paragraph.startLine = range.lowerBound
        paragraph.endLine = block.endLine
        paragraph.startColumn =
            Int32(lines.contentStart(of: range.lowerBound, quotes: quotes) - lines.start(of: range.lowerBound)) + 1
        paragraph.isReparsed = true
        var sibling = table
        if let left = containers.unmatched(by: range.lowerBound), tree.isLast(table, in: left) {
            sibling = tree[left].kind == .item ? tree[left].parent : left
        }
        if block.kind == .heading, sibling == table {
            paragraph.kind = .heading
            paragraph.level = block.level
        }
        let id = tree.insert(paragraph, after: sibling)
        pieces.add(BlockContent(block: id, in: tree, lines: lines), owner: id)
    }

    /// What looked like the underline of a heading, under a table.
    private mutating func addUnderline(_ heading: Node, behind table: NodeID, in tree: inout MarkdownTree) {
        let line = heading.endLine
        let start = lines.contentStart(of: line, quotes: tree.quoteDepth(of: table))
        let underline = trimmed(lines.text, start..<lines.end(of: line))
        var node = Node(kind: .thematicBreak)
        node.startLine = line
        node.endLine = line
        node.startColumn = Int32(start - lines.start(of: line)) + 1
        if lines.text[underline].first == 0x2D, underline.count >= 3 {
            _ = tree.insert(node, after: table)
        } else if lines.text[underline].first == 0x2D, underline.count == 1 {
            node.kind = .list
            node.isTight = true
            let list = tree.insert(node, after: table)
            node.kind = .item
            tree.append(node, to: list)
        } else {
            node.kind = .tableRow
            node.startColumn = 1
            let row = tree.append(node, to: table)
            node.kind = .tableCell
            node.isReparsed = true
            for (column, alignment) in tree.children(of: tree[table].firstChild).map({ tree[$0].alignment })
                .enumerated()
            {
                node.alignment = alignment
                node.cell = column == 0 ? Int32(cells.count) : -1
                let cell = tree.append(node, to: row)
                guard column == 0 else { continue }
                cells.append(underline)
                pieces.add(BlockContent(cell: underline, of: lines.text), owner: cell)
            }
            tree.nodes[Int(table)].endLine = line
        }
    }
}
