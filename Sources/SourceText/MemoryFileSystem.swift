private import Synchronization

#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

/// What goes wrong in a `MemoryFileSystem`, so that a test can meet a full disk without filling one.
package struct MemoryFaults: Sendable {
    /// The write or copy of this number, counted from 1 since the file system was made, and all after it fail with
    /// `ENOSPC`.
    package var diskFullAtWrite: Int?
    /// Paths, as written by the caller, whose reading or listing fails with `EACCES`.
    package var unreadable: Set<String> = []
    /// Paths, as written by the caller, beneath which nothing can be made: `EACCES`.
    package var unwritable: Set<String> = []
    /// What every exchange fails with, `EXDEV` for one.
    package var exchange: Int32?
    /// What every hard link fails with, `EPERM` for one.
    package var link: Int32?
    /// Real paths at which another file system is mounted.
    package var mountPoints: Set<String> = []

    package init() {}
}

/// The disk's twin in memory, safe to use from several tasks. The working directory is the root.
package final class MemoryFileSystem: FileSystem {
    private struct State: Sendable {
        var tree = MemoryTree()
        var faults = MemoryFaults()
        var writes = 0
        var locked: Set<Int> = []
    }

    private let state = Mutex(State())

    /// - Parameter files: texts by path; their folders are made.
    package init(_ files: [String: String] = [:]) throws(FileError) {
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            if let slash = path.lastIndex(of: "/") { try makeDirectories(String(path[..<slash])) }
            try write(Array(text.utf8), to: path)
        }
        state.withLock { $0.writes = 0 }
    }

    /// What goes wrong from now on.
    package var faults: MemoryFaults {
        get { state.withLock { $0.faults } }
        set { state.withLock { $0.faults = newValue } }
    }

    /// Every file's bytes by its real path: for comparing all there is.
    package var files: [String: [UInt8]] { state.withLock { $0.tree.files() } }

    package func makeSymbolicLink(_ path: String, to target: String) throws(FileError) {
        try change(path, "link") { state throws(MemoryTree.Failure) in
            let place = try state.tree.find(path, following: false)
            guard place.node == nil else { throw MemoryTree.Failure(EEXIST) }
            try state.tree.add(.link(target), at: place)
        }
    }

    package func read(_ path: String) throws(FileError) -> [UInt8] {
        try change(path, "read") { state throws(MemoryTree.Failure) in
            if state.faults.unreadable.contains(path) { throw MemoryTree.Failure(EACCES) }
            guard case .file(let bytes) = state.tree.node(try state.tree.existing(path).node) else {
                throw MemoryTree.Failure(EISDIR)
            }
            return bytes
        }
    }

    package func list(_ directory: String) throws(FileError) -> [DirectoryEntry] {
        try change(directory, "list") { state throws(MemoryTree.Failure) in
            if state.faults.unreadable.contains(directory) { throw MemoryTree.Failure(EACCES) }
            let names = try state.tree.names(try state.tree.existing(directory).node)
            return names.map { name, node in
                var isLink = false
                if case .link = state.tree.node(node) { isLink = true }
                let kind = Self.status(of: directory + "/" + name, in: state)?.kind
                return DirectoryEntry(name: name, kind: kind, isSymbolicLink: isLink)
            }
        }
    }

    package func status(of path: String) -> FileStatus? {
        state.withLock { Self.status(of: path, in: $0) }
    }

    private static func status(of path: String, in state: State) -> FileStatus? {
        guard let (place, node) = try? state.tree.existing(path) else { return nil }
        var kind = FileKind.directory
        var size = 0
        if case .file(let bytes) = state.tree.node(node) { (kind, size) = (.file, bytes.count) }
        return FileStatus(
            kind: kind, size: size,
            identity: FileIdentity(device: UInt64(device(of: place, in: state)), inode: UInt64(node)),
            modified: state.tree.modified(node))
    }

    /// The length of the mount point's path: enough to tell nested ones apart, which are all that tests have.
    private static func device(of place: MemoryTree.Place, in state: State) -> Int {
        let path = place.realPath + "/"
        return state.faults.mountPoints.filter { path.hasPrefix($0 + "/") }.map(\.utf8.count).max() ?? 0
    }

    package func realPath(_ path: String) throws(FileError) -> String {
        try change(path, "find") { state throws(MemoryTree.Failure) in try state.tree.existing(path).place.realPath }
    }

    package func isMountPoint(_ path: String) -> Bool {
        guard let path = try? realPath(path) else { return false }
        return state.withLock { $0.faults.mountPoints.contains(path) }
    }

    package func file(_ path: String, holds bytes: RawSpan) -> Bool {
        guard let found = try? read(path) else { return false }
        return unsafe bytes.withUnsafeBytes { unsafe $0.elementsEqual(found) }
    }

    package func file(_ path: String, equals other: String) -> Bool {
        guard let a = try? read(path), let b = try? read(other) else { return false }
        return a == b
    }

    package func write(_ bytes: RawSpan, to path: String) throws(FileError) {
        let bytes = unsafe bytes.withUnsafeBytes { unsafe Array($0) }
        try change(path, "write") { state throws(MemoryTree.Failure) in
            state.writes += 1
            if let full = state.faults.diskFullAtWrite, state.writes >= full { throw MemoryTree.Failure(ENOSPC) }
            try Self.checkWritable(path, in: state)
            try state.tree.add(.file(bytes), at: try state.tree.find(path, following: false))
        }
    }

    package func write(_ bytes: RawSpan, to path: String, like existing: String) throws(FileError) {
        guard kind(of: existing) == .file else { throw failure(path, "write", ENOENT) }
        guard kind(of: path) == nil else { throw failure(path, "write", EEXIST) }
        try write(bytes, to: path)
    }

    package func copy(_ existing: String, to path: String) throws(FileError) {
        try write(try read(existing), to: path)
    }

    package func makeDirectory(_ path: String) throws(FileError) {
        try change(path, "create") { state throws(MemoryTree.Failure) in
            try Self.checkWritable(path, in: state)
            let place = try state.tree.find(path, following: false)
            guard place.node == nil else { throw MemoryTree.Failure(EEXIST) }
            try state.tree.add(.directory([:]), at: place)
        }
    }

    package func link(_ existing: String, to path: String) throws(FileError) {
        try change(path, "link") { state throws(MemoryTree.Failure) in
            if let code = state.faults.link { throw MemoryTree.Failure(code) }
            let (from, node) = try state.tree.existing(existing, following: false)
            if case .directory = state.tree.node(node) { throw MemoryTree.Failure(EPERM) }
            let place = try state.tree.find(path, following: false)
            guard place.node == nil else { throw MemoryTree.Failure(EEXIST) }
            try Self.checkSameDevice(from, place, in: state)
            try state.tree.name(node, at: place)
        }
    }

    package func copyPermissions(of existing: String, to path: String) throws(FileError) {
        _ = try realPath(existing)
        _ = try realPath(path)
    }
}

extension MemoryFileSystem {
    package func rename(_ path: String, to newPath: String) throws(FileError) {
        try change(path, "rename") { state throws(MemoryTree.Failure) in
            try Self.checkWritable(newPath, in: state)
            let from = try state.tree.existing(path, following: false).place
            let to = try state.tree.find(newPath, following: false)
            try Self.checkSameDevice(from, to, in: state)
            try state.tree.move(from, to: to)
        }
    }

    package func exchange(_ a: String, _ b: String) throws(FileError) {
        try change(a, "exchange") { state throws(MemoryTree.Failure) in
            let (first, firstNode) = try state.tree.existing(a, following: false)
            let (second, secondNode) = try state.tree.existing(b, following: false)
            if let code = state.faults.exchange { throw MemoryTree.Failure(code) }
            try Self.checkSameDevice(first, second, in: state)
            try state.tree.name(secondNode, at: first)
            try state.tree.name(firstNode, at: second)
        }
    }

    package func removeFile(_ path: String) throws(FileError) {
        try remove(path) { node throws(MemoryTree.Failure) in
            if case .directory = node { throw MemoryTree.Failure(EISDIR) }
        }
    }

    package func removeDirectory(_ path: String) throws(FileError) {
        try remove(path) { node throws(MemoryTree.Failure) in
            guard case .directory(let names) = node else { throw MemoryTree.Failure(ENOTDIR) }
            guard names.isEmpty else { throw MemoryTree.Failure(ENOTEMPTY) }
        }
    }

    package func removeTree(_ directory: String) throws(FileError) {
        try remove(directory) { node throws(MemoryTree.Failure) in
            guard case .directory = node else { throw MemoryTree.Failure(ENOTDIR) }
        }
    }

    private func remove(
        _ path: String, _ check: (MemoryTree.Node) throws(MemoryTree.Failure) -> Void
    ) throws(FileError) {
        try change(path, "remove") { state throws(MemoryTree.Failure) in
            let (place, node) = try state.tree.existing(path, following: false)
            try check(state.tree.node(node))
            if state.faults.mountPoints.contains(place.realPath) { throw MemoryTree.Failure(EBUSY) }
            try state.tree.name(nil, at: place)
        }
    }

    package func lock(_ path: String) throws(FileError) -> FileLock? {
        let node: Int? = try change(path, "lock") { state throws(MemoryTree.Failure) in
            try Self.checkWritable(path, in: state)
            let place = try state.tree.find(path)
            var node = place.node
            if node == nil { node = try state.tree.add(.file([]), at: place) }
            guard let node, state.locked.insert(node).inserted else { return nil }
            return node
        }
        guard let node else { return nil }
        return FileLock { _ = self.state.withLock { $0.locked.remove(node) } }
    }

    private static func checkSameDevice(
        _ a: MemoryTree.Place, _ b: MemoryTree.Place, in state: State
    ) throws(MemoryTree.Failure) {
        for place in [a, b] where state.faults.mountPoints.contains(place.realPath) {
            throw MemoryTree.Failure(EBUSY)
        }
        guard device(of: a, in: state) == device(of: b, in: state) else { throw MemoryTree.Failure(EXDEV) }
    }

    private static func checkWritable(_ path: String, in state: State) throws(MemoryTree.Failure) {
        for folder in state.faults.unwritable where path.hasPrefix(folder == "/" ? folder : folder + "/") {
            // A mounted folder keeps its own permissions beneath an unwritable one.
            let mounted = state.faults.mountPoints.contains { $0 != folder && path.hasPrefix($0 + "/") }
            if !mounted { throw MemoryTree.Failure(EACCES) }
        }
    }

    private func change<Value: Sendable>(
        _ path: String, _ operation: String, _ body: (inout State) throws(MemoryTree.Failure) -> Value
    ) throws(FileError) -> Value {
        let outcome: Result<Value, MemoryTree.Failure> = state.withLock { state in
            do throws(MemoryTree.Failure) { return .success(try body(&state)) } catch { return .failure(error) }
        }
        switch outcome {
        case .success(let value): return value
        case .failure(let error): throw failure(path, operation, error.code)
        }
    }
}
