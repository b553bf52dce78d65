/// The layers with all that stands in them: nodes, the bends and labels of long edges, and fillers that keep a group's
/// place where it has nothing.
struct Layers {
    enum Kind: Hashable {
        case node(Int)
        case bend(edge: Int)
        case label(edge: Int)
        case filler
    }

    struct Cell {
        var kind: Kind
        var rank: Int
        var group: Int?
        /// From its axis towards smaller and larger `x`.
        var left: Int
        var right: Int
        var height: Int

        var isNode: Bool { if case .node = kind { true } else { false } }
        var isBend: Bool { if case .bend = kind { true } else { false } }
    }

    /// A piece of an edge, from one layer to the next.
    struct Segment {
        var upper: Int
        var lower: Int
        var edge: Int
    }

    /// More cells than this are too many for a picture anyone could read.
    static let most = 4000

    let graph: LayeredGraph
    let ranks: Ranks
    var cells: [Cell] = []
    var segments: [Segment] = []
    /// The cells of each edge from its upper to its lower end.
    var chains: [[Int]] = []
    /// The first and last layer of each group.
    var groupSpans: [ClosedRange<Int>] = []
    /// The groups around each group, outermost first, itself last.
    let paths: [[Int]]
    /// The cells of each layer in their order.
    var rows: [[Int]] = []

    /// Throws if there are too many.
    init(_ graph: LayeredGraph, _ ranks: Ranks) throws(DiagramFault) {
        self.graph = graph
        self.ranks = ranks
        paths = graph.groups.indices.map { graph.groupsUp(from: $0).reversed() }
        for (index, node) in graph.nodes.enumerated() {
            let size = node.outline.size
            cells.append(
                Cell(
                    kind: .node(index), rank: ranks.ranks[index], group: node.group, left: size.width / 2,
                    right: size.width / 2 + node.loopRoom, height: size.height))
        }
        groupSpans = graph.members().map { members in
            let ranks = members.map { ranks.ranks[$0] }
            return (ranks.min() ?? 0)...(ranks.max() ?? 0)
        }
        for index in graph.edges.indices { try addChain(of: index) }
        try addFillers()
        rows = Array(repeating: [], count: (cells.map(\.rank).max() ?? 0) + 1)
        for (index, cell) in cells.enumerated() { rows[cell.rank].append(index) }
    }

    private mutating func addChain(of index: Int) throws(DiagramFault) {
        guard let span = ranks.spans[index] else {
            chains.append([])
            return
        }
        let (first, last) = (ranks.ranks[span.upper], ranks.ranks[span.lower])
        var chain = [span.upper]
        // The label stands beside the node that the edge leaves: it says which way to go.
        let labelRank = ranks.isReversed[index] ? last - 1 : first + 1
        for rank in (first + 1)..<max(last, first + 1) {
            guard cells.count < Self.most else { throw Self.tooLarge }
            let group = bendGroup(from: span.upper, to: span.lower, at: rank)
            var cell = Cell(kind: .bend(edge: index), rank: rank, group: group, left: 0, right: 0, height: 0)
            if rank == labelRank, let label = graph.edges[index].label {
                cell.kind = .label(edge: index)
                cell.left = (label.width + 1) / 2
                cell.right = cell.left
                cell.height = label.height
            }
            chain.append(cells.count)
            cells.append(cell)
        }
        chain.append(span.lower)
        for (upper, lower) in zip(chain, chain.dropFirst()) {
            segments.append(Segment(upper: upper, lower: lower, edge: index))
        }
        chains.append(chain)
    }

    static let tooLarge = DiagramFault("the diagram is too large to draw: split it into several")

    /// An edge leaves the groups of its upper end at their lower side, and enters those of its lower end at their top.
    private func bendGroup(from upper: Int, to lower: Int, at rank: Int) -> Int? {
        let above = graph.groupsUp(from: graph.nodes[upper].group)
        let below = graph.groupsUp(from: graph.nodes[lower].group)
        let common = Set(above).intersection(below)
        if let group = above.first(where: { !common.contains($0) && groupSpans[$0].upperBound >= rank }) {
            return group
        }
        if let group = below.first(where: { !common.contains($0) && groupSpans[$0].lowerBound <= rank }) {
            return group
        }
        return above.first { common.contains($0) }
    }

    private mutating func addFillers() throws(DiagramFault) {
        var present = groupSpans.map { span in span.map { _ in false } }
        func mark(_ cell: Cell) {
            var next = cell.group
            while let group = next {
                if groupSpans[group].contains(cell.rank) {
                    present[group][cell.rank - groupSpans[group].lowerBound] = true
                }
                next = graph.groups[group].parent
            }
        }
        cells.forEach(mark)
        for group in graph.groups.indices.reversed() {
            for rank in groupSpans[group] where !present[group][rank - groupSpans[group].lowerBound] {
                guard cells.count < Self.most else { throw Self.tooLarge }
                let cell = Cell(kind: .filler, rank: rank, group: group, left: 0, right: 0, height: 0)
                cells.append(cell)
                mark(cell)
            }
        }
    }
}
