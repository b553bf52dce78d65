/// Footnotes as GitHub has them: numbered by the first reference to each, written at the end of the page; those that
/// nothing refers to are left out. Of several definitions of a label the first counts.
///
/// Source: cmark-gfm 0.29.0.gfm.6, `blocks.c`, `process_footnotes`.
extension MarkdownTree {
    /// The definitions of footnotes, by what their labels are compared by. Ask before `arrangeFootnotes`.
    func footnoteDefinitions() -> [[UInt8]: NodeID] {
        var definitions: [[UInt8]: NodeID] = [:]
        for index in nodes.indices where nodes[index].kind == .footnoteDefinition && nodes[index].parent >= 0 {
            let label = LinkSyntax.normalized(bytes(nodes[index].literal))
            if definitions[label] == nil { definitions[label] = NodeID(index) }
        }
        return definitions
    }

    /// Numbers the references (`footnoteReference`, their `literal` a label that is defined) and what they refer to,
    /// and moves that to the end.
    mutating func arrangeFootnotes() {
        let definitions = footnoteDefinitions()
        guard !definitions.isEmpty else { return }
        var references: [NodeID] = []
        var parents: [NodeID] = []
        var moved: Set<NodeID> = []
        walk { id, node in
            if node.kind == .footnoteReference { references.append(id) }
            if node.kind == .footnoteDefinition {
                moved.insert(id)
                parents.append(node.parent)
            }
            return true
        }
        var order: [NodeID] = []
        for reference in references {
            guard let definition = definitions[LinkSyntax.normalized(bytes(self[reference].literal))] else { continue }
            if self[definition].listStart == 0 {
                order.append(definition)
                footnoteUses.append(0)
                nodes[Int(definition)].listStart = Int32(order.count)
            }
            let number = self[definition].listStart
            footnoteUses[Int(number) - 1] += 1
            nodes[Int(reference)].listStart = number
            nodes[Int(reference)].cell = footnoteUses[Int(number) - 1]
            // Ids come from the label as its definition has it.
            nodes[Int(reference)].literal = self[definition].literal
        }
        for id in moved { nodes[Int(id)].quoteMarks = UInt8(clamping: quoteDepth(of: id)) }
        for parent in Set(parents) {
            setChildren(of: parent, children(of: parent).filter { !moved.contains($0) })
        }
        for id in moved { nodes[Int(id)].parent = -1 }
        guard !order.isEmpty else { return }
        let section = append(Node(kind: .footnotes), to: MarkdownTree.root)
        setChildren(of: section, order)
    }
}
