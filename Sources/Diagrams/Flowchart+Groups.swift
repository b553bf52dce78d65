extension Flowchart {
    /// Names become what they name: a node whose name is a group's is that group.
    mutating func replaceNodes(by group: (Node) -> Int?) {
        let groupOf = nodes.map(group)
        var number = Array(repeating: 0, count: nodes.count)
        var kept: [Node] = []
        for (index, node) in nodes.enumerated() where groupOf[index] == nil {
            number[index] = kept.count
            kept.append(node)
        }
        func end(_ end: LayeredGraph.End) -> LayeredGraph.End {
            guard case .node(let node) = end else { return end }
            return groupOf[node].map { .group($0) } ?? .node(number[node])
        }
        nodes = kept
        for index in edges.indices {
            edges[index].from = end(edges[index].from)
            edges[index].to = end(edges[index].to)
        }
    }

    /// A subgraph without nodes becomes a node with its title.
    mutating func settleGroups() {
        var isFilled = Array(repeating: false, count: groups.count)
        for node in nodes {
            var next = node.group
            while let group = next, !isFilled[group] {
                isFilled[group] = true
                next = groups[group].parent
            }
        }
        guard isFilled.contains(false) else { return }
        var number = Array(repeating: 0, count: groups.count)
        var kept: [Group] = []
        var placed: [(node: Int, group: Int?)] = []
        for (index, group) in groups.enumerated() {
            let parent = group.parent.map { number[$0] }
            if isFilled[index] {
                number[index] = kept.count
                kept.append(group)
                kept[kept.count - 1].parent = parent
            } else {
                // An empty group is never around a filled one.
                number[index] = nodes.count
                let around = group.parent.flatMap { isFilled[$0] ? number[$0] : nil }
                nodes.append(Node(id: group.id, text: group.title, style: group.style))
                placed.append((nodes.count - 1, around))
            }
        }
        for index in nodes.indices {
            if let group = nodes[index].group { nodes[index].group = number[group] }
        }
        for (node, group) in placed { nodes[node].group = group }
        func end(_ end: LayeredGraph.End) -> LayeredGraph.End {
            guard case .group(let group) = end else { return end }
            return isFilled[group] ? .group(number[group]) : .node(number[group])
        }
        for index in edges.indices {
            edges[index].from = end(edges[index].from)
            edges[index].to = end(edges[index].to)
        }
        groups = kept
    }

    /// Whether a group is, or lies within, another.
    func isWithin(_ group: Int?, _ other: Int) -> Bool {
        var next = group
        while let group = next {
            if group == other { return true }
            next = groups[group].parent
        }
        return false
    }

    /// Whether an end of an edge is something in a group, not the group itself.
    func isInside(_ end: LayeredGraph.End, _ group: Int) -> Bool {
        switch end {
        case .node(let node): isWithin(nodes[node].group, group)
        case .group(let inner): inner != group && isWithin(inner, group)
        }
    }
}
