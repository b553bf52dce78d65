extension Layers {
    /// Distances between neighbours in a layer.
    private enum Gap {
        static let nodes = 40
        static let labels = 20
        static let bends = 16
        static let groups = 24
    }

    /// The variables of the simplex: cells first, then the two sides of each group.
    private func leftSide(_ group: Int) -> Int { cells.count + 2 * group }
    private func rightSide(_ group: Int) -> Int { cells.count + 2 * group + 1 }

    /// The `x` of each cell's axis and the left and right side of each group: edges straight, the longest first, nothing
    /// over anything else, groups no wider than they need.
    func columns() -> (axes: [Int], sides: [(left: Int, right: Int)]) {
        var constraints: [NetworkSimplex.Edge] = []
        for row in rows {
            for (left, right) in zip(row, row.dropFirst()) { separate(left, right, &constraints) }
        }
        for (index, cell) in cells.enumerated() {
            guard let group = cell.group else { continue }
            let room = graph.groups[group]
            // What only passes through does not widen a group.
            let inset = cell.isBend ? 8 : 0
            constraints.append(
                .init(tail: leftSide(group), head: index, length: max(room.left - inset, 4) + cell.left, weight: 0))
            constraints.append(
                .init(tail: index, head: rightSide(group), length: max(room.right - inset, 4) + cell.right, weight: 0))
        }
        for (index, group) in graph.groups.enumerated() {
            constraints.append(
                .init(tail: leftSide(index), head: rightSide(index), length: group.least.width, weight: 96))
            guard let parent = group.parent else { continue }
            let room = graph.groups[parent]
            constraints.append(.init(tail: leftSide(parent), head: leftSide(index), length: room.left, weight: 0))
            constraints.append(.init(tail: rightSide(index), head: rightSide(parent), length: room.right, weight: 0))
        }
        var variables = cells.count + 2 * graph.groups.count
        for segment in segments {
            let (upper, lower) = (cells[segment.upper], cells[segment.lower])
            // A bend between two nodes costs the same anywhere between: it goes above the lower one. What leads back gives
            // way to what leads on.
            let weight = upper.isNode && lower.isNode ? 12 : upper.isNode ? 14 : lower.isNode ? 18 : 60
            let share = ranks.isReversed[segment.edge] ? weight / 2 : weight
            constraints.append(.init(tail: variables, head: segment.upper, length: 0, weight: share))
            constraints.append(.init(tail: variables, head: segment.lower, length: 0, weight: share))
            variables += 1
        }
        var simplex = NetworkSimplex(variables: variables, edges: constraints)
        let values = simplex.solve(balanced: true)
        return (
            Array(values.prefix(cells.count)),
            graph.groups.indices.map { (values[leftSide($0)], values[rightSide($0)]) }
        )
    }

    /// Two neighbours, or the groups around them that they do not share, keep their distance.
    private func separate(_ left: Int, _ right: Int, _ constraints: inout [NetworkSimplex.Edge]) {
        let leftPath = cells[left].group.map { paths[$0] } ?? []
        let rightPath = cells[right].group.map { paths[$0] } ?? []
        var depth = 0
        while depth < leftPath.count, depth < rightPath.count, leftPath[depth] == rightPath[depth] { depth += 1 }
        let leftGroup = depth < leftPath.count ? leftPath[depth] : nil
        let rightGroup = depth < rightPath.count ? rightPath[depth] : nil
        var gap = Gap.nodes
        if leftGroup != nil || rightGroup != nil {
            gap = Gap.groups
        } else if cells[left].isBend || cells[right].isBend {
            gap = Gap.bends
        } else if !cells[left].isNode || !cells[right].isNode {
            gap = Gap.labels
        }
        constraints.append(
            .init(
                tail: leftGroup.map(rightSide) ?? left, head: rightGroup.map(leftSide) ?? right,
                length: gap + (leftGroup == nil ? cells[left].right : 0) + (rightGroup == nil ? cells[right].left : 0),
                weight: 0))
    }

    /// Where the edges of each segment leave and enter their nodes, beside the axis: one goes straight on, the others stand
    /// apart on the side they come from.
    func ports(_ axes: [Int]) -> (upper: [Int], lower: [Int]) {
        var upper = Array(repeating: 0, count: segments.count)
        var lower = upper
        var leaving = Array(repeating: [Int](), count: cells.count)
        var entering = leaving
        for (index, segment) in segments.enumerated() {
            leaving[segment.upper].append(index)
            entering[segment.lower].append(index)
        }
        for (index, cell) in cells.enumerated() {
            guard case .node(let node) = cell.kind else { continue }
            let room = graph.nodes[node].outline.portRoom
            for (segment, offset) in spread(leaving[index].map { ($0, axes[segments[$0].lower] - axes[index]) }, room) {
                upper[segment] = offset
            }
            for (segment, offset) in spread(entering[index].map { ($0, axes[segments[$0].upper] - axes[index]) }, room)
            {
                lower[segment] = offset
            }
        }
        straighten(&upper, &lower, axes)
        return (upper, lower)
    }

    /// A line that is out of true by a few units looks like a mistake: it leaves a box beside its axis instead.
    private func straighten(_ upper: inout [Int], _ lower: inout [Int], _ axes: [Int]) {
        for (index, segment) in segments.enumerated() {
            let distance = axes[segment.lower] + lower[index] - axes[segment.upper] - upper[index]
            guard distance != 0, abs(distance) <= 10 else { continue }
            if room(segment.upper, beyond: upper[index] + distance) {
                upper[index] += distance
            } else if room(segment.lower, beyond: lower[index] - distance) {
                lower[index] -= distance
            }
        }
    }

    private func room(_ cell: Int, beyond offset: Int) -> Bool {
        guard case .node(let node) = cells[cell].kind else { return false }
        return 2 * abs(offset) <= graph.nodes[node].outline.flatWidth
    }

    private func spread(_ ends: [(segment: Int, distance: Int)], _ room: Int) -> [(segment: Int, offset: Int)] {
        let sorted = ends.sorted { ($0.distance, $0.segment) < ($1.distance, $1.segment) }
        guard sorted.count > 1 else { return sorted.map { ($0.segment, 0) } }
        let straight = sorted.indices.min { abs(sorted[$0].distance) < abs(sorted[$1].distance) } ?? 0
        let isStraight = abs(sorted[straight].distance) < 6
        let most = isStraight ? max(straight, sorted.count - 1 - straight) : sorted.count - 1
        let step = min(24, isStraight ? room / (2 * most) : room / most)
        return sorted.enumerated().map { index, end in
            (end.segment, isStraight ? (index - straight) * step : (2 * index - most) * step / 2)
        }
    }
}

extension Outline {
    /// The width over which edges meet the node at one height.
    fileprivate var flatWidth: Int {
        switch self {
        case .ellipse: 0
        case .polygon(let points): points.contains { $0.x == 0 } ? 0 : size.width * 3 / 5
        }
    }

    /// The width over which edges may meet the node.
    fileprivate var portRoom: Int {
        switch self {
        case .ellipse(let size): size.width / 2
        case .polygon(let points): points.contains { $0.y == 0 } ? size.width / 2 : size.width * 4 / 5
        }
    }
}
