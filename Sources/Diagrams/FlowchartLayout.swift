/// A flowchart with places, in the picture's coordinates.
///
/// A subgraph with a direction of its own, and no edge between its inside and the outside, is laid out alone and then stands
/// in its surroundings like a node; mermaid does the same, and like it ignores the direction of other subgraphs.
struct FlowchartLayout {
    /// An edge's line, its tips with their directions, and its label's place.
    struct Drawing {
        var path = ""
        var start: (tip: Point, direction: Point)
        var end: (tip: Point, direction: Point)
        var label: Point?
    }

    let chart: Flowchart
    private(set) var size = Size(width: 0, height: 0)
    private(set) var nodeCentres: [Point]
    private(set) var groupBoxes: [Box]
    private(set) var drawings: [Drawing?]
    /// Of each group: the group whose layout it is in, itself if it has one; nil is the whole chart.
    private var regionOf: [Int?]

    init(_ chart: Flowchart) throws(DiagramFault) {
        self.chart = chart
        nodeCentres = Array(repeating: Point(x: 0, y: 0), count: chart.nodes.count)
        groupBoxes = Array(repeating: Box(left: 0, top: 0, right: 0, bottom: 0), count: chart.groups.count)
        drawings = Array(repeating: nil, count: chart.edges.count)
        regionOf = Array(repeating: nil, count: chart.groups.count)
        for (index, group) in chart.groups.enumerated() {
            let around = group.parent.flatMap { regionOf[$0] }
            let direction = around.flatMap { chart.groups[$0].direction } ?? chart.direction
            let isRegion = group.direction != nil && group.direction != direction && isClosed(index)
            regionOf[index] = isRegion ? index : around
        }
        for edge in chart.edges {
            for (end, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
                if case .group(let group) = end, chart.isInside(other, group) {
                    throw DiagramFault("an edge joins a subgraph with something inside it")
                }
            }
        }
        var regions: [Int?: Region] = [:]
        for group in chart.groups.indices.reversed() where regionOf[group] == group {
            regions[group] = try region(group, regions)
        }
        let whole = try region(nil, regions)
        regions[nil] = whole
        size = whole.size
        place(regions)
    }

    private func isClosed(_ group: Int) -> Bool {
        chart.edges.allSatisfy { chart.isInside($0.from, group) == chart.isInside($0.to, group) }
    }

    // MARK: Regions

    /// A layout of its own, and what its nodes, groups and edges are in the chart.
    private struct Region {
        var layout: LayeredLayout
        var direction: Flowchart.Direction
        var nodes: [Int]
        /// Groups that stand here as nodes, after the nodes.
        var boxes: [Int]
        var groups: [Int]
        var edges: [Int]

        var size: Size { direction.isHorizontal ? layout.size.transposed : layout.size }

        func point(_ point: Point) -> Point {
            switch direction {
            case .down: point
            case .up: Point(x: point.x, y: layout.size.height - point.y)
            case .right: Point(x: point.y, y: point.x)
            case .left: Point(x: layout.size.height - point.y, y: point.x)
            }
        }

        func vector(_ x: Int, _ y: Int) -> Point {
            switch direction {
            case .down: Point(x: x, y: y)
            case .up: Point(x: x, y: -y)
            case .right: Point(x: y, y: x)
            case .left: Point(x: -y, y: x)
            }
        }
    }

    private func region(_ root: Int?, _ inner: [Int?: Region]) throws(DiagramFault) -> Region {
        let direction = root.flatMap { chart.groups[$0].direction } ?? chart.direction
        func turned(_ size: Size) -> Size { direction.isHorizontal ? size.transposed : size }
        func turned(_ outline: Outline) -> Outline {
            let upright = direction.isHorizontal ? outline.transposed : outline
            return direction == .up || direction == .left ? upright.mirrored : upright
        }
        var graph = LayeredGraph()
        var ends: [LayeredGraph.End: LayeredGraph.End] = [:]
        var groupNumbers: [Int: Int] = [:]
        var (nodes, boxes, groups, edges) = ([Int](), [Int](), [Int](), [Int]())
        for (index, group) in chart.groups.enumerated() where regionOf[index] == root && index != root {
            groupNumbers[index] = graph.groups.count
            ends[.group(index)] = .group(graph.groups.count)
            graph.groups.append(layered(group, direction, parent: group.parent.flatMap { groupNumbers[$0] }))
            groups.append(index)
        }
        for (index, node) in chart.nodes.enumerated() where node.group.flatMap({ regionOf[$0] }) == root {
            ends[.node(index)] = .node(graph.nodes.count)
            let outline = node.shape.outline(node.shape.size(for: node.text.size))
            graph.nodes.append(.init(outline: turned(outline), group: node.group.flatMap { groupNumbers[$0] }))
            nodes.append(index)
        }
        for (index, group) in chart.groups.enumerated() where regionOf[index] == index && index != root {
            guard group.parent.flatMap({ regionOf[$0] }) == root, let region = inner[index] else { continue }
            ends[.group(index)] = .node(graph.nodes.count)
            let outline = Outline.box(turned(boxSize(group, region)))
            graph.nodes.append(.init(outline: outline, group: group.parent.flatMap { groupNumbers[$0] }))
            boxes.append(index)
        }
        for (index, edge) in chart.edges.enumerated() {
            guard let from = ends[edge.from], let to = ends[edge.to] else { continue }
            let size = edge.text.size
            let label = edge.text.isEmpty ? nil : turned(Size(width: size.width + 8, height: size.height + 8))
            graph.edges.append(.init(from: from, to: to, length: edge.length, label: label))
            edges.append(index)
            if from == to, case .node(let node) = from {
                let room = LayeredLayout.loopReach + 12 + (label?.width ?? 0)
                graph.nodes[node].loopRoom = max(graph.nodes[node].loopRoom, room)
            }
        }
        let layout = try LayeredLayout(graph)
        return Region(layout: layout, direction: direction, nodes: nodes, boxes: boxes, groups: groups, edges: edges)
    }

    private static let groupMargin = 12
    private static func titleHeight(_ group: Flowchart.Group) -> Int {
        group.title.isEmpty ? groupMargin : group.title.size.height + 14
    }

    private func layered(_ group: Flowchart.Group, _ direction: Flowchart.Direction, parent: Int?) -> LayeredGraph.Group
    {
        let title = Self.titleHeight(group)
        let least = Size(width: group.title.size.width + 2 * Self.groupMargin, height: title)
        var layered = LayeredGraph.Group(parent: parent)
        switch direction {
        case .down: layered.top = title
        case .up: layered.bottom = title
        case .left, .right: layered.left = title
        }
        layered.least = direction.isHorizontal ? least.transposed : least
        return layered
    }

    private func boxSize(_ group: Flowchart.Group, _ region: Region) -> Size {
        let content = region.size
        let width = max(content.width + 2 * 4, group.title.size.width + 2 * Self.groupMargin)
        return Size(width: (width + 1) / 2 * 2, height: (content.height + Self.titleHeight(group) + 1) / 2 * 2)
    }

    // MARK: Places

    private mutating func place(_ regions: [Int?: Region]) {
        for root in [Int?.none] + chart.groups.indices.map({ $0 }) {
            guard let region = regions[root] else { continue }
            var offset = Point(x: 0, y: 0)
            if let root {
                let box = groupBoxes[root]
                offset = Point(
                    x: box.left + (box.width - region.size.width) / 2,
                    y: box.top + Self.titleHeight(chart.groups[root]) - 4)
            }
            func point(_ x: Int, _ y: Int) -> Point {
                let point = region.point(Point(x: x, y: y))
                return Point(x: point.x + offset.x, y: point.y + offset.y)
            }
            let centres = region.layout.centres.map { point($0.x, $0.y) }
            for (index, node) in region.nodes.enumerated() { nodeCentres[node] = centres[index] }
            for (index, group) in region.boxes.enumerated() {
                guard let inner = regions[group] else { continue }
                let size = boxSize(chart.groups[group], inner)
                let centre = centres[region.nodes.count + index]
                groupBoxes[group] = Box(
                    left: centre.x - size.width / 2, top: centre.y - size.height / 2, right: centre.x + size.width / 2,
                    bottom: centre.y + size.height / 2)
            }
            for (index, group) in region.groups.enumerated() {
                let box = region.layout.groups[index]
                let (first, second) = (point(box.left, box.top), point(box.right, box.bottom))
                groupBoxes[group] = Box(
                    left: min(first.x, second.x), top: min(first.y, second.y), right: max(first.x, second.x),
                    bottom: max(first.y, second.y))
            }
            for (index, edge) in region.edges.enumerated() {
                drawings[edge] = drawing(index, chart.edges[edge], region, point)
                drawings[edge]?.label = region.layout.labels[index].map { point($0.x, $0.y) }
            }
        }
    }

    private func drawing(
        _ index: Int, _ edge: Flowchart.Edge, _ region: Region, _ point: (Int, Int) -> Point
    ) -> Drawing? {
        func at(_ x: Int, _ y: Int) -> String {
            let point = point(x, y)
            return "\(point.x),\(point.y)"
        }
        if let loop = region.layout.loops[index] {
            let control = loop.top.x + (loop.reach - loop.top.x) * 4 / 3
            let path =
                "M\(at(loop.top.x + edge.start.length, loop.top.y))C\(at(control, loop.top.y)) "
                + "\(at(control, loop.bottom.y)) \(at(loop.bottom.x + edge.end.length, loop.bottom.y))"
            return Drawing(
                path: path, start: (point(loop.top.x, loop.top.y), region.vector(-1, 0)),
                end: (point(loop.bottom.x, loop.bottom.y), region.vector(-1, 0)))
        }
        guard let route = region.layout.routes[index], let first = route.stretches.first,
            let last = route.stretches.last
        else { return nil }
        let (upper, lower) = route.isReversed ? (edge.end, edge.start) : (edge.start, edge.end)
        var stretches = route.stretches
        // The line ends under its heads.
        stretches[0].top += upper.length
        stretches[0].bottom = max(stretches[0].bottom, stretches[0].top)
        let end = stretches.count - 1
        stretches[end].bottom -= lower.length
        stretches[end].top = min(stretches[end].top, stretches[end].bottom)
        var path = "M\(at(stretches[0].x, stretches[0].top))"
        for (number, stretch) in stretches.enumerated() {
            if number > 0 {
                let from = stretches[number - 1]
                let middle = (from.bottom + stretch.top) / 2
                path +=
                    from.x == stretch.x
                    ? "L\(at(stretch.x, stretch.top))"
                    : "C\(at(from.x, middle)) \(at(stretch.x, middle)) \(at(stretch.x, stretch.top))"
            }
            // The line stops at its label and goes on behind it.
            if let label = region.layout.labels[index], label.x == stretch.x, stretch.top...stretch.bottom ~= label.y {
                let size = edge.text.size
                let half = (region.direction.isHorizontal ? size.width : size.height) / 2 + 4
                path += "L\(at(label.x, label.y - half))M\(at(label.x, label.y + half))"
            }
            if stretch.bottom > stretch.top { path += "L\(at(stretch.x, stretch.bottom))" }
        }
        let top = (tip: point(first.x, first.top), direction: region.vector(0, -1))
        let bottom = (tip: point(last.x, last.bottom), direction: region.vector(0, 1))
        return route.isReversed
            ? Drawing(path: path, start: bottom, end: top) : Drawing(path: path, start: top, end: bottom)
    }
}
