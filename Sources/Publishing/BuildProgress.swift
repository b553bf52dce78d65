private import Synchronization

/// How far a build is: written by the build, read by whoever shows it.
package final class BuildProgress: Sendable {
    private struct State: Sendable {
        var phase: String = ""
        var total = 0
    }

    private let state = Mutex(State())
    private let done = Atomic<Int>(0)

    package init() {}

    package func begin(_ phase: String, total: Int) {
        state.withLock { $0 = State(phase: phase, total: total) }
        done.store(0, ordering: .relaxed)
    }

    package func step() { done.add(1, ordering: .relaxed) }

    /// What is being done, how much of it is done, and of how much (0 where that is not known).
    package var now: (phase: String, done: Int, total: Int) {
        let state = state.withLock { $0 }
        return (state.phase, done.load(ordering: .relaxed), state.total)
    }
}
