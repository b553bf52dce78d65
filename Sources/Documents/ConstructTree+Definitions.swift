extension ConstructTree {
    mutating func placeDefinition(
        _ id: NodeID, isLoose: Bool, behind children: inout [NodeID], in tree: inout MarkdownTree
    ) {
        var paragraphs = 0
        for child in tree.children(of: id) where tree[child].kind == .paragraph { paragraphs += 1 }
        tree.nodes[Int(id)].kind = .definition
        tree.nodes[Int(id)].isTight = !isLoose && paragraphs < 2
        if let last = children.last, tree[last].kind == .definitionList {
            tree.appendExisting(id, to: last)
            return
        }
        let list = tree.wrap(id, in: .definitionList)
        guard let term = children.last, tree[term].kind == .paragraph else {
            children.append(list)
            return
        }
        children.removeLast()
        let terms = terms(of: term, in: &tree)
        // Terms right behind definitions are of the same list.
        if let last = children.last, tree[last].kind == .definitionList {
            for term in terms { tree.appendExisting(term, to: last) }
            tree.setChildren(of: list, [])
            tree.appendExisting(id, to: last)
        } else {
            tree.setChildren(of: list, terms + [id])
            tree.nodes[Int(list)].startLine = tree[term].startLine
            tree.nodes[Int(list)].startColumn = tree[term].startColumn
            children.append(list)
        }
    }

    /// Makes each line of a paragraph a term.
    private mutating func terms(of paragraph: NodeID, in tree: inout MarkdownTree) -> [NodeID] {
        let block = tree[paragraph]
        tree.nodes[Int(paragraph)].kind = .definitionTerm
        guard block.endLine > block.startLine else { return [paragraph] }
        let containers = LineContainers(of: block, in: tree, lines: lines)
        tree.setChildren(of: paragraph, [])
        tree.nodes[Int(paragraph)].isReparsed = true
        var terms: [NodeID] = []
        for line in block.startLine...block.endLine {
            var term = block
            term.kind = .definitionTerm
            (term.startLine, term.endLine) = (line, line)
            if line > block.startLine {
                term.startColumn = Int32(containers.contentStart(of: line) - lines.start(of: line) + 1)
            }
            let id = line == block.startLine ? paragraph : tree.add(term)
            tree.nodes[Int(id)].endLine = line
            terms.append(id)
            pieces.add(BlockContent(block: term, in: tree, lines: lines), owner: id)
        }
        return terms
    }
}
