/// The layer of every node, and which edges run against the layers.
struct Ranks {
    var ranks: [Int]
    /// The upper and the lower node of each edge, or nil for a loop.
    var spans: [(upper: Int, lower: Int)?]
    /// Edges drawn from their lower end to their upper end.
    var isReversed: [Bool]
    /// Layers from one node to the next: 2 where labels need layers between them.
    var unit: Int
}

extension LayeredGraph {
    /// Layers such that edges lead downwards, those that would close a circle excepted, and are short.
    func layered() -> Ranks {
        let unit = edges.contains { $0.label != nil && !isLoop($0) } ? 2 : 1
        let content = members()
        var spans = edges.map { edge -> (upper: Int, lower: Int)? in
            guard !isLoop(edge), let from = end(edge.from, in: content, leaving: true),
                let to = end(edge.to, in: content, leaving: false), from != to
            else { return nil }
            return (from, to)
        }
        let isReversed = edgesClosingCircles(spans)
        for (index, span) in spans.enumerated() where isReversed[index] {
            spans[index] = span.map { ($0.lower, $0.upper) }
        }

        var constraints: [NetworkSimplex.Edge] = []
        for (edge, span) in zip(edges, spans) {
            guard let span else { continue }
            constraints.append(.init(tail: span.upper, head: span.lower, length: unit * edge.length, weight: 4))
        }
        var variables = nodes.count
        // The nodes of a group keep together.
        for group in content {
            constraints += group.map { .init(tail: variables, head: $0, length: 0, weight: 1) }
            variables += 1
        }
        for (index, span) in spans.enumerated() where span != nil {
            separate(edges[index], isReversed[index], unit, content, &constraints, &variables)
        }
        var simplex = NetworkSimplex(variables: variables, edges: constraints)
        let solved = simplex.solve(balanced: false).prefix(nodes.count)
        let first = solved.min() ?? 0
        let ranks = solved.map { $0 - first }
        for (index, edge) in edges.enumerated() {
            guard let span = spans[index] else { continue }
            let (upper, lower) = isReversed[index] ? (edge.to, edge.from) : (edge.from, edge.to)
            var better = span
            if case .group(let group) = upper {
                better.upper = outermost(content[group], by: { -ranks[$0] }) ?? span.upper
            }
            if case .group(let group) = lower {
                better.lower = outermost(content[group], by: { ranks[$0] }) ?? span.lower
            }
            if ranks[better.upper] < ranks[better.lower] { spans[index] = better }
        }
        return Ranks(ranks: ranks, spans: spans, isReversed: isReversed, unit: unit)
    }

    /// The nodes of each group and of the groups in it.
    func members() -> [[Int]] {
        var content = Array(repeating: [Int](), count: groups.count)
        for (index, node) in nodes.enumerated() {
            for group in groupsUp(from: node.group) { content[group].append(index) }
        }
        return content
    }

    /// Where an edge of a group is held: at a node that leads nowhere within the group, or that nothing leads to.
    private func end(_ end: End, in content: [[Int]], leaving: Bool) -> Int? {
        switch end {
        case .node(let node): return node
        case .group(let group):
            var inside = Set(content[group])
            for edge in edges {
                if case .node(let from) = edge.from, case .node(let to) = edge.to, inside.contains(from),
                    inside.contains(to)
                {
                    inside.remove(leaving ? from : to)
                }
            }
            return content[group].first { inside.contains($0) } ?? content[group].first
        }
    }

    private func outermost(_ nodes: [Int], by rank: (Int) -> Int) -> Int? {
        nodes.min { (rank($0), $0) < (rank($1), $1) }
    }

    /// Edges are taken as they were written: who draws a process writes the way on before the ways back. An edge that would
    /// close a circle with earlier ones is drawn upwards.
    private func edgesClosingCircles(_ spans: [(upper: Int, lower: Int)?]) -> [Bool] {
        var outgoing = Array(repeating: [Int](), count: nodes.count)
        var seenFor = Array(repeating: -1, count: nodes.count)
        return spans.enumerated().map { index, span in
            guard let span else { return false }
            var waiting = [span.lower]
            while let node = waiting.popLast() {
                if node == span.upper {
                    outgoing[span.lower].append(span.upper)
                    return true
                }
                guard seenFor[node] != index else { continue }
                seenFor[node] = index
                waiting += outgoing[node]
            }
            outgoing[span.upper].append(span.lower)
            return false
        }
    }

    /// What an edge of a group leads to stands below the whole group, unless something of it leads back.
    private func separate(
        _ edge: Edge, _ isReversed: Bool, _ unit: Int, _ content: [[Int]], _ constraints: inout [NetworkSimplex.Edge],
        _ variables: inout Int
    ) {
        let (upper, lower) = isReversed ? (edge.to, edge.from) : (edge.from, edge.to)
        func nodes(of end: End) -> [Int] {
            switch end {
            case .node(let node): [node]
            case .group(let group): content[group]
            }
        }
        guard case (.node, .node) = (upper, lower) else {
            let below = nodes(of: lower)
            var outgoing = Array(repeating: [Int](), count: variables)
            for constraint in constraints { outgoing[constraint.tail].append(constraint.head) }
            var reached = Array(repeating: false, count: variables)
            var waiting = below
            while let node = waiting.popLast() {
                if reached[node] { continue }
                reached[node] = true
                waiting += outgoing[node]
            }
            let above = nodes(of: upper).filter { !reached[$0] }
            constraints += above.map { .init(tail: $0, head: variables, length: unit * edge.length, weight: 0) }
            constraints += below.map { .init(tail: variables, head: $0, length: 0, weight: 0) }
            variables += 1
            return
        }
    }
}
