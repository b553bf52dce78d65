private import COperatingSystem
internal import SourceText

#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

/// Which inotify watch stands for which paths, and what an event on it means.
struct WatchTree: Sendable {
    struct Event {
        var watch: Int32
        /// Nil where the event is about what is watched itself.
        var name: String?
        var hasArrived = false
        var hasMovedAway = false
        var hasEnded = false
        var hasOverflowed = false
    }

    /// What a watch is there for. One folder may be several things: the system has one watch for it.
    private enum Place: Hashable {
        /// A folder under a root, with what it holds.
        case folder(String)
        /// A symbolic link to a file: its folder's watch does not see the file's bytes change.
        case link(String)
        /// The folder that a root lies in, so that the root may come and go, or be replaced.
        case above(String, roots: Set<String>)
    }

    /// Whether the system refused a watch because there are too many.
    private(set) var isOverLimit = false
    private let descriptor: Int32
    private let roots: [String]
    private var places: [Int32: [Place]] = [:]
    private let files = DiskFileSystem()

    init(descriptor: Int32, roots: [String]) {
        self.descriptor = descriptor
        self.roots = roots
    }

    /// Watches all roots anew. False where the system's limit is met.
    mutating func watchAll() -> Bool {
        for watch in places.keys { csystem_watch_remove(descriptor, watch) }
        places = [:]
        var above: [String: Set<String>] = [:]
        for root in roots {
            let slash = root.lastIndex(of: "/")
            let folder = slash.map { $0 == root.startIndex ? "/" : String(root[..<$0]) } ?? "."
            above[folder, default: []].insert(root)
        }
        for (folder, roots) in above { add(.above(folder, roots: roots), folder) }
        var ignored: Set<String> = []
        for root in roots where files.kind(of: root) == .directory { addFolder(root, found: &ignored) }
        return !isOverLimit
    }

    mutating func apply(_ event: Event, to changes: inout Changes) {
        if event.hasOverflowed {
            changes = .everything
            _ = watchAll()
            return
        }
        var paths: Set<String> = []
        for place in places[event.watch] ?? [] { apply(event, at: place, to: &paths) }
        if event.hasEnded { places[event.watch] = nil }
        changes.merge(.paths(paths))
    }

    private mutating func apply(_ event: Event, at place: Place, to paths: inout Set<String>) {
        switch place {
        case .folder(let folder):
            guard let name = event.name else {
                if event.hasEnded { paths.insert(folder) }
                return
            }
            if !Watcher.isIgnored(name) { touch(folder + "/" + name, event, &paths) }
        case .above(let folder, let roots):
            guard let name = event.name else { return }
            let path = folder == "." ? name : folder == "/" ? "/" + name : folder + "/" + name
            if roots.contains(path) { touch(path, event, &paths) }
        case .link(let path):
            paths.insert(path)
            // The file was replaced: the link may lead to a new one.
            if event.hasEnded, files.kind(of: path) == .file { add(.link(path), path) }
        }
    }

    private mutating func touch(_ path: String, _ event: Event, _ paths: inout Set<String>) {
        paths.insert(path)
        if event.hasMovedAway || event.hasArrived { forget(path) }
        guard event.hasArrived else { return }
        switch files.kind(of: path) {
        case .directory: addFolder(path, found: &paths)
        case .file where isLink(path): add(.link(path), path)
        default: break
        }
    }

    private func isLink(_ path: String) -> Bool {
        var status = csystem_status()
        return unsafe csystem_status_of_path(path, 0, &status) == 0 && status.kind == CSYSTEM_KIND_LINK
    }

    /// Watches a folder with those in it. `found` gains the files: they may be older than the watch.
    private mutating func addFolder(_ root: String, found: inout Set<String>) {
        var pending = [root]
        while let folder = pending.popLast() {
            // Watched first and read then: what appears in between is met twice and never missed.
            guard add(.folder(folder), folder), let entries = try? files.list(folder) else { continue }
            for entry in entries where !Watcher.isIgnored(entry.name) {
                let path = folder + "/" + entry.name
                if entry.kind == .directory {
                    pending.append(path)
                } else {
                    found.insert(path)
                    if entry.isSymbolicLink, entry.kind == .file { add(.link(path), path) }
                }
            }
        }
    }

    /// False where there is nothing new to watch: the path is gone, or a link leads back to a folder above it.
    @discardableResult
    private mutating func add(_ place: Place, _ path: String) -> Bool {
        let watch = unsafe csystem_watch_add(descriptor, path)
        guard watch >= 0 else {
            if errno == ENOSPC { isOverLimit = true }
            return false
        }
        let known = places[watch] ?? []
        let leadsBack = known.contains { other in
            if case .folder(let above) = other { return path.hasPrefix(above + "/") }
            return false
        }
        guard !leadsBack, !known.contains(place) else { return false }
        places[watch, default: []].append(place)
        return true
    }

    /// Drops the watches of what was moved away; it may still exist under a name that is none of ours.
    private mutating func forget(_ path: String) {
        for (watch, known) in places {
            let left = known.filter { place in
                switch place {
                case .folder(let other), .link(let other): other != path && !other.hasPrefix(path + "/")
                case .above: true
                }
            }
            guard left.count < known.count else { continue }
            places[watch] = left.isEmpty ? nil : left
            if left.isEmpty { csystem_watch_remove(descriptor, watch) }
        }
    }
}
