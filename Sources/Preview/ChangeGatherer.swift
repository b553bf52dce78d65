/// Gathers changes until a burst is over, and then for as long as whoever asks for them is busy: a build that is
/// running leads to one more, however much is saved meanwhile.
actor ChangeGatherer {
    private let clock = ContinuousClock()
    private var pending = Changes.paths([])
    private var first: ContinuousClock.Instant?
    private var last: ContinuousClock.Instant?
    private var waiter: CheckedContinuation<Void, Never>?
    private var isFinished = false

    func add(_ changes: Changes) {
        guard !changes.isEmpty else { return }
        pending.merge(changes)
        last = clock.now
        first = first ?? last
        wake()
    }

    func finish() {
        isFinished = true
        wake()
    }

    /// The next changes, once their burst is over; nil when there will be no more, or the task was cancelled.
    func next() async -> Changes? {
        while pending.isEmpty, !isFinished, !Task.isCancelled {
            await withTaskCancellationHandler {
                await withCheckedContinuation { waiter = $0 }
            } onCancel: {
                Task { await self.wake() }
            }
        }
        while let first, let last, !isFinished {
            let end = min(last + quiet, first + longest)
            guard clock.now < end else { break }
            do { try await clock.sleep(until: end) } catch { return nil }
        }
        guard !isFinished, !Task.isCancelled else { return nil }
        defer { (pending, first, last) = (.paths([]), nil, nil) }
        return pending
    }

    /// For how long nothing may happen for a burst to count as over. An editor's save touches two or three names
    /// within a millisecond; more than that is a checkout or a copy, which pauses longer between files.
    private var quiet: Duration { count <= 4 ? .milliseconds(5) : .milliseconds(30) }

    /// When a burst that goes on is handed out as it is: soon where someone may be writing to one file without end,
    /// late where thousands of files change hands.
    private var longest: Duration { count <= 100 ? .milliseconds(200) : .seconds(2) }

    private var count: Int {
        switch pending {
        case .paths(let paths): paths.count
        case .everything: .max
        }
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }
}
