/// The number of insertions, deletions, substitutions and swaps of neighbours that turn one text into the other
/// (optimal string alignment), counted in bytes; nil where it is over `limit`.
package func editDistance(_ a: String, _ b: String, atMost limit: Int) -> Int? {
    let a = Array(a.utf8)
    let b = Array(b.utf8)
    guard abs(a.count - b.count) <= limit else { return nil }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in 0..<a.count {
        row[0] = i + 1
        var best = row[0]
        for j in 0..<b.count {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row[j + 1] = cost
            best = min(best, cost)
        }
        if best > limit { return nil }
        (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count] <= limit ? last[b.count] : nil
}

/// The candidate nearest to a name, if it is near enough to be meant: within a third of the name's length, at most 3.
package func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let limit = min(3, max(1, name.utf8.count / 3))
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
        guard let distance = editDistance(name, candidate, atMost: best.map { min($0.distance, limit) } ?? limit) else {
            continue
        }
        if best.map({ distance < $0.distance || distance == $0.distance && candidate < $0.candidate }) ?? true {
            best = (candidate, distance)
        }
    }
    return best?.candidate
}
