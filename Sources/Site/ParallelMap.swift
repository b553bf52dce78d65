internal import Synchronization

/// The results of `body` for every index below `count`, in order, worked out by `workers` tasks that take the next
/// piece of work when they are done with one.
package func parallelMap<Result: Sendable>(
    count: Int, workers: Int, _ body: @escaping @Sendable (Int) -> Result
) async -> [Result] {
    let piece = 16
    return await withTaskGroup(of: [(Int, [Result])].self) { group in
        let shared = SharedCounter()
        for _ in 0..<max(1, min(workers, (count + piece - 1) / piece)) {
            group.addTask {
                var done: [(Int, [Result])] = []
                while true {
                    let start = shared.take(piece)
                    guard start < count else { return done }
                    done.append((start, (start..<min(start + piece, count)).map(body)))
                }
            }
        }
        var pieces: [(Int, [Result])] = []
        for await done in group { pieces += done }
        pieces.sort { $0.0 < $1.0 }
        return pieces.flatMap(\.1)
    }
}

/// A number that several tasks count up together.
private final class SharedCounter: Sendable {
    private let value = Atomic<Int>(0)

    func take(_ amount: Int) -> Int { value.add(amount, ordering: .relaxed).oldValue }
}
