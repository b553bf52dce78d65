extension ConstructTree {
    /// The lines at the end of a box that are not indented as its content, as a paragraph of their own: libcmark has
    /// them go on lazily with a paragraph in the list item that the box was, and Python-Markdown has them end it.
    mutating func expelled(from box: NodeID, in tree: inout MarkdownTree) -> [NodeID] {
        var last = box
        while tree[last].lastChild >= 0, tree[last].kind != .paragraph { last = tree[last].lastChild }
        let block = tree[last]
        guard block.kind == .paragraph, block.endLine > block.startLine else { return [] }
        let marker = column(of: tree[box].startLine, Int(tree[box].startColumn) - 1)
        let containers = LineContainers(of: block, in: tree, lines: lines)
        var first = block.endLine + 1
        while first > block.startLine + 1 {
            let offset = containers.contentStart(of: first - 1) - lines.start(of: first - 1)
            guard column(of: first - 1, offset) <= marker else { break }
            first -= 1
        }
        guard first <= block.endLine else { return [] }
        var rest = block
        rest.startLine = first
        rest.startColumn = Int32(containers.contentStart(of: first) - lines.start(of: first) + 1)
        rest.isReparsed = true
        tree.nodes[Int(last)].endLine = first - 1
        tree.nodes[Int(last)].isReparsed = true
        tree.setChildren(of: last, [])
        pieces.add(BlockContent(block: tree[last], in: tree, lines: lines), owner: last)
        let id = tree.add(rest)
        pieces.add(BlockContent(block: rest, in: tree, lines: lines), owner: id)
        return [id]
    }

    /// The column, with tab stops of 4, of a byte of a line.
    private func column(of line: Int32, _ offset: Int) -> Int {
        let start = lines.start(of: line)
        return LineCursor(Array(lines.text[start..<min(start + offset, lines.text.count)]), at: offset).column
    }
}
