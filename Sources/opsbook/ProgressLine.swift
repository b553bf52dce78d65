import Publishing

/// Shows on a terminal how far a build is, once it has taken a second.
struct ProgressLine {
    /// Runs work with a progress line beside it; the line is gone when the work is done.
    static func during<Result: Sendable>(
        _ progress: BuildProgress, on terminal: Terminal, _ work: @Sendable () async throws -> Result
    ) async throws -> Result {
        guard terminal.showsProgress else { return try await work() }
        let line = Task {
            try await Task.sleep(for: .seconds(1))
            while !Task.isCancelled {
                let now = progress.now
                let amount = now.total > 0 ? " \(now.done)/\(now.total)" : ""
                terminal.write("\r\u{1B}[K\(now.phase)\(amount)", on: .error)
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        line.cancel()
        if case .success = await line.result {}
        terminal.write("\r\u{1B}[K", on: .error)
        return try result.get()
    }
}
