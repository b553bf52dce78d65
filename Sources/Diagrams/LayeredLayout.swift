/// A laid out `LayeredGraph`, in its own coordinates, from 0 to `size`.
struct LayeredLayout {
    /// An edge's path from its upper to its lower end: straight down within a layer, curved between two.
    struct Route {
        /// Stretches straight down, each with the curve to the next.
        var stretches: [(x: Int, top: Int, bottom: Int)]
        var isReversed: Bool
    }

    /// An edge from a node back to itself, on the side of the larger `x`.
    struct Loop {
        var top: Point
        var bottom: Point
        var reach: Int
    }

    var size = Size(width: 0, height: 0)
    var centres: [Point] = []
    var groups: [Box] = []
    var routes: [Route?] = []
    var loops: [Int: Loop] = [:]
    var labels: [Point?] = []

    static let margin = 8

    /// Throws if the graph is too large.
    init(_ graph: LayeredGraph) throws(DiagramFault) {
        var layers = try Layers(graph, graph.layered())
        layers.order()
        let (axes, sides) = layers.columns()
        let ports = layers.ports(axes)
        var rows = LayerRows(layers, axes, ports)
        // A group whose title needs more height than its content gets it below.
        for (index, group) in graph.groups.enumerated() {
            rows.lengthen(index, by: group.least.height - rows.box(of: index).height)
        }
        groups = graph.groups.indices.map { index in
            let box = rows.box(of: index)
            return Box(left: sides[index].left, top: box.top, right: sides[index].right, bottom: box.bottom)
        }
        for (index, cell) in layers.cells.enumerated() {
            guard case .node = cell.kind else { break }
            centres.append(Point(x: axes[index], y: rows.centres[cell.rank]))
        }
        labels = Array(repeating: nil, count: graph.edges.count)
        for (index, cell) in layers.cells.enumerated() {
            if case .label(let edge) = cell.kind { labels[edge] = Point(x: axes[index], y: rows.centres[cell.rank]) }
        }
        addRoutes(layers, axes, ports, rows)
        addLoops(graph)
        fit(layers, axes, rows)
    }

    private mutating func addRoutes(
        _ layers: Layers, _ axes: [Int], _ ports: (upper: [Int], lower: [Int]), _ rows: LayerRows
    ) {
        var segment = 0
        for (index, edge) in layers.graph.edges.enumerated() {
            let chain = layers.chains[index]
            guard chain.count > 1 else {
                routes.append(nil)
                continue
            }
            let isReversed = layers.ranks.isReversed[index]
            let (upper, lower) = isReversed ? (edge.to, edge.from) : (edge.from, edge.to)
            let last = segment + chain.count - 2
            var stretches = chain.map { cell in
                let rank = layers.cells[cell].rank
                return (x: axes[cell], top: rows.tops[rank], bottom: rows.bottoms[rank])
            }
            let (first, end) = (ports.upper[segment], ports.lower[last])
            stretches[0].x += first
            stretches[chain.count - 1].x += end
            segment = last + 1
            if case .node(let node) = upper {
                stretches[0].top = centres[node].y + layers.graph.nodes[node].outline.reach(at: first).down
            }
            if case .node(let node) = lower {
                stretches[chain.count - 1].bottom = centres[node].y - layers.graph.nodes[node].outline.reach(at: end).up
            }
            // An edge of a group begins at its border and leaves out what lies within.
            if case .group(let group) = upper,
                let inside = stretches.lastIndex(where: { $0.bottom <= groups[group].bottom })
            {
                stretches.removeFirst(min(inside, stretches.count - 2))
                stretches[0].top = groups[group].bottom
                stretches[0].bottom = max(stretches[0].top, stretches[0].bottom)
            }
            if case .group(let group) = lower, let inside = stretches.firstIndex(where: { $0.top >= groups[group].top })
            {
                stretches.removeLast(min(stretches.count - 1 - inside, stretches.count - 2))
                stretches[stretches.count - 1].bottom = groups[group].top
                stretches[stretches.count - 1].top = min(groups[group].top, stretches[stretches.count - 1].top)
            }
            routes.append(Route(stretches: stretches, isReversed: isReversed))
        }
    }

    private mutating func addLoops(_ graph: LayeredGraph) {
        var count = Array(repeating: 0, count: graph.nodes.count)
        for edge in graph.edges where graph.isLoop(edge) {
            if case .node(let node) = edge.from { count[node] += 1 }
        }
        var seen = Array(repeating: 0, count: graph.nodes.count)
        for (index, edge) in graph.edges.enumerated() where graph.isLoop(edge) {
            guard case .node(let node) = edge.from else { continue }
            let outline = graph.nodes[node].outline.transposed
            let slot = (graph.nodes[node].outline.size.height - 4) / count[node]
            let middle = slot * (2 * seen[node] - count[node] + 1) / 2
            seen[node] += 1
            let (top, bottom) = (middle - min(slot / 2, 9), middle + min(slot / 2, 9))
            let centre = centres[node]
            let side = graph.nodes[node].outline.size.width / 2
            loops[index] = Loop(
                top: Point(x: centre.x + outline.reach(at: top).down, y: centre.y + top),
                bottom: Point(x: centre.x + outline.reach(at: bottom).down, y: centre.y + bottom),
                reach: centre.x + side + Self.loopReach)
            if let label = edge.label {
                labels[index] = Point(
                    x: centre.x + side + Self.loopReach + 4 + (label.width + 1) / 2, y: centre.y + middle)
            }
        }
    }

    static let loopReach = 28

    /// Moves everything so that it begins at the margin.
    private mutating func fit(_ layers: Layers, _ axes: [Int], _ rows: LayerRows) {
        var (left, right) = (Int.max, Int.min)
        for (index, cell) in layers.cells.enumerated() {
            left = min(left, axes[index] - cell.left)
            right = max(right, axes[index] + cell.right)
        }
        var top = rows.tops.first ?? 0
        var bottom = rows.bottoms.last ?? 0
        for group in groups {
            left = min(left, group.left)
            right = max(right, group.right)
            top = min(top, group.top)
            bottom = max(bottom, group.bottom)
        }
        guard left <= right else { return }
        let (dx, dy) = (Self.margin - left, Self.margin - top)
        size = Size(width: right - left + 2 * Self.margin, height: bottom - top + 2 * Self.margin)
        func moved(_ point: Point) -> Point { Point(x: point.x + dx, y: point.y + dy) }
        centres = centres.map(moved)
        labels = labels.map { $0.map(moved) }
        groups = groups.map { Box(left: $0.left + dx, top: $0.top + dy, right: $0.right + dx, bottom: $0.bottom + dy) }
        for index in routes.indices {
            guard var route = routes[index] else { continue }
            route.stretches = route.stretches.map { ($0.x + dx, $0.top + dy, $0.bottom + dy) }
            routes[index] = route
        }
        loops = loops.mapValues { Loop(top: moved($0.top), bottom: moved($0.bottom), reach: $0.reach + dx) }
    }
}

/// The `y` of the layers, and of the groups over them.
struct LayerRows {
    private let layers: Layers
    private let gaps: [Int]
    private var extra: [Int]
    private(set) var tops: [Int] = []
    private(set) var centres: [Int] = []
    private(set) var bottoms: [Int] = []

    init(_ layers: Layers, _ axes: [Int], _ ports: (upper: [Int], lower: [Int])) {
        self.layers = layers
        extra = Array(repeating: 0, count: layers.graph.groups.count)
        // Where edges go far to the side, layers stand apart, so that no edge lies flat.
        var widest = Array(repeating: 0, count: layers.rows.count)
        for (index, segment) in layers.segments.enumerated() {
            let start = axes[segment.upper] + ports.upper[index]
            let distance = abs(axes[segment.lower] + ports.lower[index] - start)
            let rank = layers.cells[segment.upper].rank
            widest[rank] = max(widest[rank], distance)
        }
        gaps = widest.map { (layers.ranks.unit == 2 ? 24 : 44) + min($0 / 10, 48) }
        place()
    }

    mutating func lengthen(_ group: Int, by missing: Int) {
        guard missing > 0 else { return }
        extra[group] += missing
        place()
    }

    private mutating func place() {
        let groups = layers.graph.groups
        let spans = layers.groupSpans
        var above = Array(repeating: 0, count: layers.rows.count)
        var below = above
        for index in groups.indices {
            above[spans[index].lowerBound] = max(above[spans[index].lowerBound], outerTop(of: index))
            below[spans[index].upperBound] = max(below[spans[index].upperBound], outerBottom(of: index))
        }
        (tops, centres, bottoms) = ([], [], [])
        var y = 0
        for (rank, row) in layers.rows.enumerated() {
            let height = row.reduce(0) { max($0, layers.cells[$1].height) }
            y += above[rank]
            tops.append(y)
            centres.append(y + (height + 1) / 2)
            y += height
            bottoms.append(y)
            y += below[rank] + gaps[rank]
        }
    }

    /// What a group and the groups in it need above their first layer.
    private func outerTop(of group: Int) -> Int { nested(group).top }
    private func outerBottom(of group: Int) -> Int { nested(group).bottom }

    private func nested(_ group: Int) -> (top: Int, bottom: Int) {
        let groups = layers.graph.groups
        let spans = layers.groupSpans
        var top = Array(repeating: 0, count: groups.count)
        var bottom = top
        // Groups come after those around them.
        for index in groups.indices.reversed() {
            top[index] += groups[index].top
            bottom[index] += groups[index].bottom + extra[index]
            guard let parent = groups[index].parent else { continue }
            if spans[parent].lowerBound == spans[index].lowerBound { top[parent] = max(top[parent], top[index]) }
            if spans[parent].upperBound == spans[index].upperBound {
                bottom[parent] = max(bottom[parent], bottom[index])
            }
        }
        return (top[group], bottom[group])
    }

    func box(of group: Int) -> Box {
        let span = layers.groupSpans[group]
        return Box(
            left: 0, top: tops[span.lowerBound] - outerTop(of: group), right: 0,
            bottom: bottoms[span.upperBound] + outerBottom(of: group))
    }
}
