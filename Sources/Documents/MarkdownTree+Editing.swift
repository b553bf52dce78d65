extension MarkdownTree {
    /// Adds a node that is no child of any yet.
    mutating func add(_ node: Node) -> NodeID {
        var node = node
        (node.parent, node.firstChild, node.lastChild, node.next) = (-1, -1, -1, -1)
        nodes.append(node)
        return NodeID(nodes.count - 1)
    }

    /// Puts another node, without children, in the place of one.
    mutating func replace(_ id: NodeID, with node: Node) {
        var node = node
        (node.parent, node.next) = (self[id].parent, self[id].next)
        (node.firstChild, node.lastChild) = (-1, -1)
        nodes[Int(id)] = node
    }

    /// Makes these nodes the children of another, in this order.
    mutating func setChildren(of parent: NodeID, _ children: [NodeID]) {
        nodes[Int(parent)].firstChild = children.first ?? -1
        nodes[Int(parent)].lastChild = children.last ?? -1
        for (index, child) in children.enumerated() {
            nodes[Int(child)].parent = parent
            nodes[Int(child)].next = index + 1 < children.count ? children[index + 1] : -1
        }
    }

    /// Makes a node that is in the tree already the last child of another; whoever had it lets go of it.
    mutating func appendExisting(_ id: NodeID, to parent: NodeID) {
        let last = self[parent].lastChild
        if last >= 0 { nodes[Int(last)].next = id } else { nodes[Int(parent)].firstChild = id }
        nodes[Int(parent)].lastChild = id
        nodes[Int(id)].parent = parent
        nodes[Int(id)].next = -1
    }

    /// Adds a node as the first child of `parent`.
    mutating func prepend(_ node: Node, to parent: NodeID) -> NodeID {
        let id = add(node)
        nodes[Int(id)].parent = parent
        nodes[Int(id)].next = self[parent].firstChild
        nodes[Int(parent)].firstChild = id
        if self[parent].lastChild < 0 { nodes[Int(parent)].lastChild = id }
        return id
    }

    /// A new node around another, in no place yet.
    mutating func wrap(_ id: NodeID, in kind: NodeKind) -> NodeID {
        var node = Node(kind: kind)
        (node.startLine, node.startColumn) = (self[id].startLine, self[id].startColumn)
        (node.endLine, node.endColumn) = (self[id].endLine, self[id].endColumn)
        let wrapper = add(node)
        appendExisting(id, to: wrapper)
        return wrapper
    }

    /// The items of a list that are something else, one by one, and the lists between them.
    mutating func parts(of list: NodeID, _ isOther: (NodeID) -> Bool) -> [NodeID] {
        var parts: [NodeID] = []
        var run: [NodeID] = []
        var isFirst = true
        let items = Array(children(of: list))
        guard items.contains(where: isOther) else { return [list] }
        func endRun(_ tree: inout MarkdownTree) {
            guard let first = run.first, let last = run.last else { return }
            var part = list
            if !isFirst {
                part = tree.add(tree[list])
                tree.nodes[Int(part)].startLine = tree[first].startLine
                tree.nodes[Int(part)].startColumn = tree[first].startColumn
            }
            tree.nodes[Int(part)].endLine = tree[last].endLine
            tree.setChildren(of: part, run)
            parts.append(part)
            run = []
            isFirst = false
        }
        for item in items {
            guard isOther(item) else {
                run.append(item)
                continue
            }
            endRun(&self)
            parts.append(item)
        }
        endRun(&self)
        return parts
    }

    /// Makes the lists loose in which something follows a block as if a blank line stood between.
    ///
    /// - Parameter isBorder: the items that stand for other blocks, which are in no list.
    mutating func loosen(around block: NodeID, notBeyond isBorder: (NodeID) -> Bool) {
        var id = block
        var isFollowed = self[id].next >= 0
        if isBorder(id), self[id].kind == .item {
            id = self[id].parent
            isFollowed = isFollowed || self[id].next >= 0
        }
        while self[id].parent >= 0, self[self[id].parent].kind == .item, !isBorder(self[id].parent) {
            let item = self[id].parent
            let list = self[item].parent
            if isFollowed || self[item].next >= 0 {
                nodes[Int(list)].isTight = false
                return
            }
            id = list
            isFollowed = self[id].next >= 0
        }
    }
}
