/// Blocks that are in the tree, and whose inlines are still to be read.
struct InlinePieces {
    private var pieces: [(content: BlockContent, owner: NodeID)] = []

    mutating func add(_ content: BlockContent, owner: NodeID) { pieces.append((content, owner)) }

    func parse(with parser: inout InlineParser, into tree: inout MarkdownTree) {
        for piece in pieces { parser.parse(piece.content, into: piece.owner, of: &tree) }
    }
}

extension MarkdownTree {
    mutating func insert(_ node: Node, after sibling: NodeID) -> NodeID {
        let id = NodeID(nodes.count)
        var node = node
        node.parent = self[sibling].parent
        node.next = self[sibling].next
        node.firstChild = -1
        node.lastChild = -1
        nodes.append(node)
        nodes[Int(sibling)].next = id
        if self[node.parent].lastChild == sibling { nodes[Int(node.parent)].lastChild = id }
        return id
    }

    /// Puts another node, without children, in the place of one.
    mutating func replace(_ id: NodeID, with node: Node) {
        var node = node
        node.parent = self[id].parent
        node.next = self[id].next
        node.firstChild = -1
        node.lastChild = -1
        nodes[Int(id)] = node
    }

    /// Gives the children of one node to another that has none.
    mutating func adopt(childrenOf source: NodeID, by owner: NodeID) {
        nodes[Int(owner)].firstChild = self[source].firstChild
        nodes[Int(owner)].lastChild = self[source].lastChild
        var child = self[source].firstChild
        while child >= 0 {
            nodes[Int(child)].parent = owner
            child = self[child].next
        }
        nodes[Int(source)].firstChild = -1
        nodes[Int(source)].lastChild = -1
    }

    /// Whether nothing follows a node inside another that holds it.
    func isLast(_ id: NodeID, in container: NodeID) -> Bool {
        var id = id
        while id >= 0, id != container {
            if self[id].next >= 0 { return false }
            id = self[id].parent
        }
        return id == container
    }
}
