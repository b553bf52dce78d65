internal import SourceText

/// Watches by looking: compares the status of every file with what it was.
final class PollingWatch: Sendable {
    private let task: Task<Void, Never>

    init(_ roots: [String], every interval: Duration, report: @escaping @Sendable (Changes) -> Void) {
        // Before anything is built, so that no change falls between.
        let start = Self.look(roots)
        task = Task {
            var last = start
            while true {
                do { try await Task.sleep(for: interval) } catch { return }
                let now = Self.look(roots)
                var changed = Set(now.filter { last[$0.key] != $0.value }.keys)
                changed.formUnion(last.keys.filter { now[$0] == nil })
                report(.paths(changed))
                last = now
            }
        }
    }

    deinit { task.cancel() }

    /// The status of all files under the roots; of a folder only that it is there.
    private static func look(_ roots: [String]) -> [String: FileStatus] {
        let files = DiskFileSystem()
        var found: [String: FileStatus] = [:]
        // With the folders that lead there, so that a link to one of them is not followed round and round.
        var pending: [(path: String, above: [FileIdentity])] = roots.map { ($0, []) }
        while let (path, above) = pending.popLast() {
            guard var status = files.status(of: path), found[path] == nil else { continue }
            if status.kind == .directory {
                (status.size, status.modified) = (0, 0)
                if !above.contains(status.identity), let entries = try? files.list(path) {
                    for entry in entries where !Watcher.isIgnored(entry.name) {
                        pending.append((path + "/" + entry.name, above + [status.identity]))
                    }
                }
            }
            found[path] = status
        }
        return found
    }
}
