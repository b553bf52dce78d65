extension MarkdownTree {
    /// Makes references of the texts `[^label]` whose label is defined.
    mutating func markFootnoteReferences() {
        let definitions = footnoteDefinitions()
        guard !definitions.isEmpty else { return }
        for index in 0..<nodes.count where nodes[index].kind == .text && nodes[index].parent >= 0 {
            var id = NodeID(index)
            var start = Int(nodes[index].literal.start)
            while let found = nextReference(Int(start)..<Int(self[id].literal.end), definitions) {
                let text = self[id]
                nodes[Int(id)].literal.end = UInt32(found.lowerBound - 2)
                var reference = text
                reference.kind = .footnoteReference
                reference.literal = ArenaRange(start: UInt32(found.lowerBound), end: UInt32(found.upperBound))
                let referenceID = insert(reference, behind: id)
                var rest = text
                rest.literal.start = UInt32(found.upperBound + 1)
                id = insert(rest, behind: referenceID)
                start = found.upperBound + 1
            }
        }
    }

    private func nextReference(_ range: Range<Int>, _ definitions: [[UInt8]: NodeID]) -> Range<Int>? {
        var index = range.lowerBound
        while index + 2 < range.upperBound {
            if arena[index] == 0x5B, arena[index + 1] == 0x5E,
                let end = arena[(index + 2)..<range.upperBound].firstIndex(where: { $0 == 0x5D || $0 == 0x5B })
            {
                let label = (index + 2)..<end
                if arena[end] == 0x5D, definitions[LinkSyntax.normalized(arena[label])] != nil { return label }
                index = end - 1
            }
            index += 1
        }
        return nil
    }

    private mutating func insert(_ node: Node, behind sibling: NodeID) -> NodeID {
        let id = add(node)
        let parent = self[sibling].parent
        nodes[Int(id)].parent = parent
        nodes[Int(id)].next = self[sibling].next
        nodes[Int(sibling)].next = id
        if self[parent].lastChild == sibling { nodes[Int(parent)].lastChild = id }
        return id
    }
}
