extension Layers {
    /// Orders every layer so that few edges cross, with the cells of a group side by side and groups in one order
    /// throughout. Barycentres, swept down and up, then swaps of neighbours; the best of all orders seen is taken.
    mutating func order() {
        var neighbours = Neighbours(self)
        var best = rows
        var fewest = Int.max
        // As written, and the other way round: each way gets stuck at other crossings.
        for isBackwards in [false, true] where fewest > 0 {
            place(by: firstVisit(neighbours, isBackwards: isBackwards))
            neighbours.note(all: rows)
            sweep(&neighbours, &best, &fewest)
        }
        rows = best
        neighbours.note(all: rows)
        swapNeighbours(&neighbours)
    }

    private mutating func sweep(_ neighbours: inout Neighbours, _ best: inout [[Int]], _ fewest: inout Int) {
        for sweep in 0..<24 {
            let count = crossings(neighbours)
            if count < fewest {
                fewest = count
                best = rows
            }
            if fewest == 0 { return }
            let groupKeys = groupKeys(neighbours)
            let downwards = sweep % 2 == 0
            for index in rows.indices {
                let rank = downwards ? index : rows.count - 1 - index
                arrange(rank, groupKeys) { cell, place in
                    let others = downwards ? neighbours.up[cell] : neighbours.down[cell]
                    guard !others.isEmpty else { return place }
                    return others.reduce(0) { $0 + neighbours.place[$1] } / Double(others.count)
                }
                neighbours.note(rows[rank])
            }
            if sweep % 4 >= 2 { swapNeighbours(&neighbours) }
        }
    }

    /// Which cells an edge joins, and where they stand.
    private struct Neighbours {
        var up: [[Int]]
        var down: [[Int]]
        /// In parts of the layer, from 0 to 1.
        var place: [Double]
        /// Counted from the left.
        var column: [Int]

        init(_ layers: Layers) {
            up = Array(repeating: [], count: layers.cells.count)
            down = up
            place = Array(repeating: 0, count: layers.cells.count)
            column = Array(repeating: 0, count: layers.cells.count)
            for segment in layers.segments {
                up[segment.lower].append(segment.upper)
                down[segment.upper].append(segment.lower)
            }
            note(all: layers.rows)
        }

        mutating func note(_ row: [Int]) {
            for (index, cell) in row.enumerated() {
                place[cell] = (Double(index) + 0.5) / Double(row.count)
                column[cell] = index
            }
        }

        mutating func note(all rows: [[Int]]) { rows.forEach { note($0) } }
    }

    /// The turn in which a walk along the edges meets each cell.
    private func firstVisit(_ neighbours: Neighbours, isBackwards: Bool) -> [Double] {
        var turn = Array(repeating: -1.0, count: cells.count)
        var next = 0.0
        let starts = cells.indices.sorted { (cells[$0].rank, $0) < (cells[$1].rank, $1) }
        for start in starts where turn[start] < 0 {
            var stack = [start]
            while let cell = stack.popLast() {
                guard turn[cell] < 0 else { continue }
                turn[cell] = next
                next += 1
                stack += isBackwards ? neighbours.down[cell] : neighbours.down[cell].reversed()
            }
        }
        return turn
    }

    private mutating func place(by key: [Double]) {
        var sums = Array(repeating: (sum: 0.0, count: 0.0), count: graph.groups.count)
        for (index, cell) in cells.enumerated() {
            for group in cell.group.map({ paths[$0] }) ?? [] {
                sums[group].sum += key[index]
                sums[group].count += 1
            }
        }
        let groupKeys = sums.map { $0.count > 0 ? $0.sum / $0.count : 0 }
        for rank in rows.indices { arrange(rank, groupKeys) { cell, _ in key[cell] } }
    }

    /// Sorts a layer by the keys of the groups around each cell, outermost first, then by its own.
    private mutating func arrange(_ rank: Int, _ groupKeys: [Double], by key: (Int, Double) -> Double) {
        let row = rows[rank]
        let sorted = row.enumerated().map { column, cell in
            (
                cell: cell, path: cells[cell].group.map { paths[$0] } ?? [],
                key: key(cell, (Double(column) + 0.5) / Double(row.count)), column: column
            )
        }
        .sorted { left, right in
            var depth = 0
            while depth < left.path.count, depth < right.path.count, left.path[depth] == right.path[depth] {
                depth += 1
            }
            let leftGroup = depth < left.path.count ? left.path[depth] : nil
            let rightGroup = depth < right.path.count ? right.path[depth] : nil
            let leftKey = leftGroup.map { groupKeys[$0] } ?? left.key
            let rightKey = rightGroup.map { groupKeys[$0] } ?? right.key
            if leftKey != rightKey { return leftKey < rightKey }
            // A cell of its own comes before a group, groups keep their numbers' order on all layers.
            return (leftGroup ?? -1, left.column) < (rightGroup ?? -1, right.column)
        }
        rows[rank] = sorted.map(\.cell)
    }

    /// One number a group, so that two groups stand in the same order on every layer.
    private func groupKeys(_ neighbours: Neighbours) -> [Double] {
        var outside = Array(repeating: (sum: 0.0, count: 0.0), count: graph.groups.count)
        var own = outside
        for (index, cell) in cells.enumerated() {
            for group in cell.group.map({ paths[$0] }) ?? [] {
                own[group].sum += neighbours.place[index]
                own[group].count += 1
                for other in neighbours.up[index] + neighbours.down[index] {
                    if let around = cells[other].group, paths[around].contains(group) { continue }
                    outside[group].sum += neighbours.place[other]
                    outside[group].count += 1
                }
            }
        }
        return zip(outside, own).map { outside, own in
            // Half its own place, so that sweeps settle.
            let ownPlace = own.count > 0 ? own.sum / own.count : 0.5
            return outside.count > 0 ? (outside.sum / outside.count + ownPlace) / 2 : ownPlace
        }
    }

    private mutating func swapNeighbours(_ neighbours: inout Neighbours) {
        for _ in 0..<4 {
            var gained = false
            for rank in rows.indices {
                for column in rows[rank].indices.dropFirst() {
                    let (left, right) = (rows[rank][column - 1], rows[rank][column])
                    guard cells[left].group == cells[right].group,
                        inversions(left, right, neighbours) > inversions(right, left, neighbours)
                    else { continue }
                    rows[rank].swapAt(column - 1, column)
                    neighbours.column[left] = column
                    neighbours.column[right] = column - 1
                    gained = true
                }
                neighbours.note(rows[rank])
            }
            if !gained { return }
        }
    }

    /// Crossings between the edges of two neighbours in this order, both ways.
    private func inversions(_ left: Int, _ right: Int, _ neighbours: Neighbours) -> Int {
        var count = 0
        for side in [neighbours.up, neighbours.down] {
            let others = side[right].map { neighbours.column[$0] }.sorted()
            for other in side[left] {
                let column = neighbours.column[other]
                count += others.partitioningIndex { $0 >= column }
            }
        }
        return count
    }

    /// Crossings between all neighbouring layers.
    private func crossings(_ neighbours: Neighbours) -> Int {
        var count = 0
        for (upper, lower) in zip(rows, rows.dropFirst()) {
            // A Fenwick tree over the lower layer counts the ends already passed.
            var tree = Array(repeating: 0, count: lower.count + 1)
            var passed = 0
            for cell in upper {
                let ends = neighbours.down[cell].map { neighbours.column[$0] }
                for end in ends {
                    var index = end + 1
                    count += passed
                    while index > 0 {
                        count -= tree[index]
                        index -= index & -index
                    }
                }
                for end in ends {
                    var index = end + 1
                    while index < tree.count {
                        tree[index] += 1
                        index += index & -index
                    }
                    passed += 1
                }
            }
        }
        return count
    }
}

extension Array {
    /// The first index whose element fulfils a condition that all after it fulfil too.
    func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
