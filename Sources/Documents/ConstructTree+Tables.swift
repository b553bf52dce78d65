extension ConstructTree {
    /// Takes a table's header from the paragraph above it, whose last line it was; the paragraph is gone already where
    /// libcmark took its lines, the header with them, for definitions of links.
    mutating func cutHeader(
        of table: NodeID, _ construct: BlockConstruct, from children: inout [NodeID], in tree: inout MarkdownTree
    ) {
        let line = construct.line
        if let last = children.last, tree[last].kind == .paragraph, tree[last].endLine == line - 1 {
            tree.nodes[Int(last)].isReparsed = true
            children.removeLast()
        }
        guard construct.paragraph.line < line - 1 else { return }
        var lead = Node(kind: .paragraph)
        lead.parent = tree[table].parent
        (lead.startLine, lead.startColumn, lead.endLine) = (
            construct.paragraph.line, construct.paragraph.column, line - 2
        )
        lead.isReparsed = true
        // What begins with definitions of links keeps the rest.
        let text = BlockContent(block: lead, in: tree, lines: lines)
        guard text.bytes[text.textStart...].contains(where: { !isSpace($0) }) else { return }
        let id = tree.add(lead)
        pieces.add(text, owner: id)
        children.append(id)
    }

    mutating func fill(
        _ id: NodeID, with table: SourceTable, _ construct: BlockConstruct, in tree: inout MarkdownTree
    ) {
        var node = Node(kind: .table)
        (node.startLine, node.endLine, node.startColumn) = (construct.line - 1, construct.lastLine, 1)
        tree.replace(id, with: node)
        for (number, row) in table.rows.enumerated() {
            var rowNode = Node(kind: .tableRow)
            rowNode.level = number == 0 ? 1 : 0
            rowNode.startLine = construct.line + Int32(number == 0 ? -1 : number)
            rowNode.endLine = rowNode.startLine
            rowNode.startColumn = 1
            let rowID = tree.append(rowNode, to: id)
            for (column, alignment) in table.alignments.enumerated() {
                var cell = rowNode
                cell.kind = .tableCell
                cell.alignment = alignment
                cell.isReparsed = true
                guard column < row.cells.count else {
                    tree.append(cell, to: rowID)
                    continue
                }
                let source = row.cells[column]
                cell.cell = Int32(cells.count)
                cells.append(source)
                let cellID = tree.append(cell, to: rowID)
                if !source.isEmpty { pieces.add(BlockContent(cell: source, of: lines.text), owner: cellID) }
            }
        }
    }
}
