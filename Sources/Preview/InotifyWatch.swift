private import COperatingSystem
private import Dispatch

#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

/// Watches through inotify, on a thread of its own that sleeps until the system reports something.
final class InotifyWatch: Sendable {
    /// Closed to end the thread.
    private let stopEnd: Int32

    /// Nil where the system has no inotify, or its limits are too low for the roots.
    /// - Parameter giveUp: called when a limit is met later; nothing is reported from then on.
    init?(
        _ roots: [String], report: @escaping @Sendable (Changes) -> Void, giveUp: @escaping @Sendable () -> Void
    ) {
        let descriptor = csystem_watch_open()
        guard descriptor >= 0 else { return nil }
        var (stopReading, stopWriting): (Int32, Int32) = (-1, -1)
        var tree = WatchTree(descriptor: descriptor, roots: roots)
        guard tree.watchAll(), unsafe csystem_pipe(&stopReading, &stopWriting) == 0 else {
            close(descriptor)
            return nil
        }
        stopEnd = stopWriting
        let (start, wake) = (tree, stopReading)
        // Blocks for as long as it watches: not a matter for the threads that Swift's tasks share.
        DispatchQueue(label: "opsbook.watch").async {
            var tree = start
            while csystem_wait(descriptor, wake) == 1 {
                let changes = Self.read(from: descriptor, into: &tree)
                if !changes.isEmpty { report(changes) }
                if tree.isOverLimit {
                    giveUp()
                    break
                }
            }
            close(descriptor)
            close(wake)
        }
    }

    deinit { close(stopEnd) }

    /// All events that wait.
    private static func read(from descriptor: Int32, into tree: inout WatchTree) -> Changes {
        var changes = Changes.paths([])
        let size = 1 << 16
        unsafe withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { buffer in
            while true {
                let count = unsafe csystem_watch_read(descriptor, buffer.baseAddress, size)
                guard count > 0 else { return }
                var offset = 0
                while offset < count {
                    var raw = unsafe csystem_watch_event()
                    offset = unsafe csystem_watch_event_at(buffer.baseAddress, offset, &raw)
                    let flags = Int(unsafe raw.flags)
                    let event = unsafe WatchTree.Event(
                        watch: raw.watch, name: raw.name.map { unsafe String(cString: $0) },
                        hasArrived: flags & CSYSTEM_WATCH_ARRIVED != 0,
                        hasMovedAway: flags & CSYSTEM_WATCH_MOVED_AWAY != 0,
                        hasEnded: flags & CSYSTEM_WATCH_ENDED != 0,
                        hasOverflowed: flags & CSYSTEM_WATCH_OVERFLOWED != 0)
                    tree.apply(event, to: &changes)
                }
            }
        }
        return changes
    }
}
