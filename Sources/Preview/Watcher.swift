internal import SourceText
private import Synchronization

/// Tells what changes under some folders and files.
///
/// Editors save in many ways: in place, through a temporary file that is renamed over the old one, with backup and
/// swap files beside. All of them end in one batch that names the file. A root may be missing, and come and go.
package final class Watcher: Sendable {
    private let roots: [String]
    private let gatherer = ChangeGatherer()
    private let watch: Mutex<Watch>

    private enum Watch: Sendable {
        case system(InotifyWatch)
        case polling(PollingWatch)
        case stopped
    }

    /// Begins to watch: what changes from now on is told.
    /// - Parameters:
    ///   - roots: folders, with all that is in them, and files.
    ///   - interval: how often to look, for file systems that report nothing (network mounts, shared folders of
    ///     virtual machines). Nil relies on inotify, and looks twice a second where there is none or its limit is met.
    package init(_ roots: [String], pollingEvery interval: Duration? = nil) {
        self.roots = roots
        watch = Mutex(.stopped)
        if interval == nil, let system = InotifyWatch(roots, report: report, giveUp: { [weak self] in self?.poll() }) {
            watch.withLock { $0 = .system(system) }
        } else {
            poll(every: interval ?? .milliseconds(500))
        }
    }

    /// Whether changes are looked for rather than reported by the system.
    package var isPolling: Bool {
        watch.withLock { watch in
            if case .polling = watch { return true }
            return false
        }
    }

    /// The changes, a batch for each burst; those that come while a batch is being worked on are one batch. For one
    /// reader.
    package var batches: AsyncStream<Changes> {
        AsyncStream { [gatherer] in await gatherer.next() }
    }

    package func stop() {
        watch.withLock { $0 = .stopped }
        Task { [gatherer] in await gatherer.finish() }
    }

    private var report: @Sendable (Changes) -> Void {
        { [gatherer] changes in Task { await gatherer.add(changes) } }
    }

    private func poll(every interval: Duration = .milliseconds(500)) {
        let polling = PollingWatch(roots, every: interval, report: report)
        watch.withLock { $0 = .polling(polling) }
    }

    /// Whether a name is none of the content's: hidden, or one of those that editors write beside a file.
    static func isIgnored(_ name: String) -> Bool {
        // Vim tries whether it may write a folder with a file called 4913.
        name.hasPrefix(".") || name.hasSuffix("~") || name.hasPrefix("#") || name == "4913"
            || name.hasPrefix("___jb_") || name.hasSuffix(".swp")
    }
}
