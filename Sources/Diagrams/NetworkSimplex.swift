/// Assigns whole numbers to variables so that every edge spans at least its length and the weighted sum of the spans is
/// least: the network simplex of Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs" (1993).
/// It serves twice: for the ranks of nodes and for their places within the ranks.
struct NetworkSimplex {
    struct Edge {
        var tail: Int
        var head: Int
        var length: Int
        var weight: Int
    }

    private let edges: [Edge]
    private let count: Int
    private(set) var values: [Int]
    /// The spanning tree: an edge's index for each variable but the root, and what follows from it.
    private var treeEdges: [[Int]]
    private var inTree: [Bool]
    private var parentEdge: [Int]
    private var members: [Int]
    private var order: [Int]
    private var balance: [Int]
    private var position: [Int]

    /// `edges` must be free of cycles. A variable that nothing holds is held at 0.
    init(variables: Int, edges: [Edge]) {
        count = variables + 1
        self.edges = edges + (0..<variables).map { Edge(tail: variables, head: $0, length: 0, weight: 0) }
        values = Array(repeating: 0, count: count)
        treeEdges = Array(repeating: [], count: count)
        inTree = Array(repeating: false, count: self.edges.count)
        parentEdge = Array(repeating: -1, count: count)
        members = Array(repeating: 0, count: count)
        order = []
        balance = Array(repeating: 0, count: count)
        position = Array(repeating: 0, count: count)
    }

    /// The variables' values, the least of them 0. `balanced` moves what may stand anywhere between two places half-way.
    mutating func solve(balanced: Bool) -> [Int] {
        start()
        rebuild()
        // Work is bounded, not time: a larger graph gets fewer improvements, and stays right without them.
        var budget = 30_000_000 / (count + edges.count) + 20
        var next = 0
        while budget > 0, let leaving = leavingEdge(from: &next), let entering = enteringEdge(for: leaving) {
            exchange(leaving, entering)
            budget -= 1
        }
        if balanced { centre() }
        let least = values.dropLast().min() ?? 0
        return values.dropLast().map { $0 - least }
    }

    private func slack(_ edge: Edge) -> Int { values[edge.head] - values[edge.tail] - edge.length }

    /// Longest paths. The edge that decides a variable's value is tight; these edges are the first tree.
    private mutating func start() {
        var waiting = Array(repeating: 0, count: count)
        var outgoing = Array(repeating: [Int](), count: count)
        for (index, edge) in edges.enumerated() {
            waiting[edge.head] += 1
            outgoing[edge.tail].append(index)
        }
        var deciding = Array(repeating: -1, count: count)
        var ready = [count - 1]
        values = Array(repeating: Int.min / 2, count: count)
        values[count - 1] = 0
        while let variable = ready.popLast() {
            for index in outgoing[variable] {
                let edge = edges[index]
                let value = values[variable] + edge.length
                if value > values[edge.head] {
                    values[edge.head] = value
                    deciding[edge.head] = index
                }
                waiting[edge.head] -= 1
                if waiting[edge.head] == 0 { ready.append(edge.head) }
            }
        }
        for index in deciding where index >= 0 {
            inTree[index] = true
            treeEdges[edges[index].tail].append(index)
            treeEdges[edges[index].head].append(index)
        }
        for edge in edges {
            balance[edge.tail] += edge.weight
            balance[edge.head] -= edge.weight
        }
    }

    /// Numbers the tree so that a subtree is a range of numbers, and sums the balance of each subtree: the weight of the
    /// edges that leave it less that of those that enter.
    private mutating func rebuild() {
        order.removeAll(keepingCapacity: true)
        var stack = [count - 1]
        parentEdge[count - 1] = -1
        while let variable = stack.popLast() {
            position[variable] = order.count
            order.append(variable)
            for index in treeEdges[variable] where index != parentEdge[variable] {
                let other = edges[index].tail == variable ? edges[index].head : edges[index].tail
                parentEdge[other] = index
                stack.append(other)
            }
        }
        // In this order a subtree follows its root; `members` counts them.
        subtreeBalance = balance
        for index in members.indices { members[index] = 1 }
        for variable in order.reversed() where parentEdge[variable] >= 0 {
            let parent = self.parent(of: variable)
            members[parent] += members[variable]
            subtreeBalance[parent] += subtreeBalance[variable]
        }
    }

    private var subtreeBalance: [Int] = []

    private func parent(of variable: Int) -> Int {
        let edge = edges[parentEdge[variable]]
        return edge.tail == variable ? edge.head : edge.tail
    }

    private func isIn(_ variable: Int, subtreeOf root: Int) -> Bool {
        position[variable] >= position[root] && position[variable] < position[root] + members[root]
    }

    /// What cutting the edge above `variable` would gain if negative.
    private func cut(above variable: Int) -> Int {
        edges[parentEdge[variable]].tail == variable ? subtreeBalance[variable] : -subtreeBalance[variable]
    }

    /// A variable whose edge to its parent should leave the tree. The search goes on where the last one ended.
    private func leavingEdge(from next: inout Int) -> Int? {
        for _ in 0..<count {
            next = next + 1 < count ? next + 1 : 0
            if parentEdge[next] >= 0, cut(above: next) < 0 { return next }
        }
        return nil
    }

    /// The tightest edge that joins the two halves the other way round.
    private func enteringEdge(for child: Int) -> Int? {
        let tailIsBelow = edges[parentEdge[child]].tail == child
        var best: Int?
        var least = Int.max
        for (index, edge) in edges.enumerated() where !inTree[index] {
            let tailInside = isIn(edge.tail, subtreeOf: child)
            guard tailInside != isIn(edge.head, subtreeOf: child), tailInside != tailIsBelow else { continue }
            let slack = slack(edge)
            if slack < least {
                least = slack
                best = index
            }
        }
        return best
    }

    private mutating func shift(subtreeOf child: Int, along entering: Int, by amount: Int) {
        let delta = isIn(edges[entering].tail, subtreeOf: child) ? amount : -amount
        guard delta != 0 else { return }
        for index in position[child]..<position[child] + members[child] { values[order[index]] += delta }
    }

    private mutating func exchange(_ child: Int, _ entering: Int) {
        shift(subtreeOf: child, along: entering, by: slack(edges[entering]))
        let leaving = parentEdge[child]
        inTree[leaving] = false
        inTree[entering] = true
        for end in [edges[leaving].tail, edges[leaving].head] { treeEdges[end].removeAll { $0 == leaving } }
        for end in [edges[entering].tail, edges[entering].head] { treeEdges[end].append(entering) }
        rebuild()
    }

    private mutating func centre() {
        for variable in order where parentEdge[variable] >= 0 && cut(above: variable) == 0 {
            guard let entering = enteringEdge(for: variable) else { continue }
            let slack = slack(edges[entering])
            if slack > 1 { shift(subtreeOf: variable, along: entering, by: slack / 2) }
        }
    }
}
