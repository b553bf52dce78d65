/// How a preview is served.
package struct PreviewOptions: Sendable {
    /// An IP address of this machine, or `localhost`. Any but a loopback address shows the site to others.
    package var host = "127.0.0.1"
    /// The first of twenty to try; 0 for any that is free.
    package var port: UInt16 = 8000
    /// Host names besides the address, under which the user reaches the preview.
    package var names: [String] = []
    /// Looks for changes this often; nil has the system report them.
    package var pollingInterval: Duration?

    package init() {}
}

/// What a preview tells while it runs, for the terminal.
package enum PreviewEvent: Sendable {
    /// Ready for the browser; once, after the first build.
    case ready(PreviewAddress, wantedPort: UInt16)
    case changed(Changes)
    case built(PreviewBuild, took: Duration)
}

/// Builds, serves, and builds again on every change, until a signal ends it or the task is cancelled.
///
/// Builds run one at a time; what changes during one leads to one more. Requests are answered from the last good
/// site all the while. Returns at once on Ctrl-C, without waiting for a build that is under way: a build must
/// leave nothing on the disk.
/// - Parameters:
///   - roots: the folders and files to watch.
///   - build: makes a site, given what may have changed since its last call; `everything` at first.
package func serve(
    _ options: PreviewOptions, watching roots: [String],
    build: @escaping @Sendable (Changes) async -> PreviewBuild,
    log: @escaping @Sendable (PreviewEvent) -> Void
) async throws {
    let state = PreviewState()
    let server = PreviewServer(host: options.host, port: options.port, names: options.names, state: state)
    let signals = TerminationSignals()
    // From before the first build, so that no change is missed.
    let watcher = Watcher(roots, pollingEvery: options.pollingInterval)
    defer { watcher.stop() }
    try await server.run { address in
        await withTaskGroup { group in
            group.addTask {
                guard let signals else { return await untilCancelled() }
                for await _ in signals.arrivals { return }
            }
            group.addTask {
                @Sendable func rebuild(_ changes: Changes) async -> Bool {
                    let clock = ContinuousClock()
                    let start = clock.now
                    guard let made = await unlessCancelled({ await build(changes) }) else { return false }
                    state.update(made)
                    log(.built(made, took: clock.now - start))
                    return true
                }
                guard await rebuild(.everything) else { return }
                log(.ready(address, wantedPort: options.port))
                for await changes in watcher.batches {
                    log(.changed(changes))
                    guard await rebuild(changes) else { return }
                }
            }
            await group.next()
            group.cancelAll()
        }
    }
}

private func untilCancelled() async {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
}

/// The work's result; nil as soon as the task is cancelled, whether the work heeds that or not.
private func unlessCancelled<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value? {
    let (stream, continuation) = AsyncStream.makeStream(of: Value.self)
    let task = Task.detached {
        continuation.yield(await work())
        continuation.finish()
    }
    for await value in stream { return value }
    task.cancel()
    return nil
}
