/// What a path names, symbolic links followed.
package enum FileKind: Sendable {
    case file, directory, other
}

/// A failed file operation: the path, what was tried, and the system's own words.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    package var path: String
    package var operation: String
    /// As `errno` numbers it, so that a caller can tell `ENOSPC` from `EACCES`.
    package var code: Int32
    package var reason: String

    package init(path: String, operation: String, code: Int32, reason: String) {
        self.path = path
        self.operation = operation
        self.code = code
        self.reason = reason
    }

    package var description: String { "cannot \(operation) '\(path)': \(reason)" }
}

/// One name in a folder.
package struct DirectoryEntry: Hashable, Sendable {
    /// Bytes that are no UTF-8 read as U+FFFD, and no file can be opened by such a name.
    package var name: String
    /// Symbolic links followed; nil where a link leads nowhere or in a loop.
    package var kind: FileKind?
    package var isSymbolicLink: Bool

    package init(name: String, kind: FileKind?, isSymbolicLink: Bool = false) {
        self.name = name
        self.kind = kind
        self.isSymbolicLink = isSymbolicLink
    }
}

/// What makes two paths one file: equal for hard links, and for a folder reached in two ways.
package struct FileIdentity: Hashable, Sendable {
    package var device: UInt64
    package var inode: UInt64

    package init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}

/// What the system knows of a file or folder without opening it.
package struct FileStatus: Hashable, Sendable {
    package var kind: FileKind
    /// In bytes; of no meaning for a folder.
    package var size: Int
    package var identity: FileIdentity
    /// Nanoseconds since 1970. For noticing changes only: no output may depend on it.
    package var modified: Int64

    package init(kind: FileKind, size: Int, identity: FileIdentity, modified: Int64) {
        self.kind = kind
        self.size = size
        self.identity = identity
        self.modified = modified
    }
}

/// An exclusive hold on a lock file, given up with the value. The system gives up a killed process's.
package struct FileLock: ~Copyable, Sendable {
    private let release: @Sendable () -> Void

    package init(release: @escaping @Sendable () -> Void) { self.release = release }

    deinit { release() }
}

/// The only way to the disk, so that every stage can be tested without one. Paths are absolute or relative to the
/// working directory, `/` between components; one with a NUL names nothing (`EINVAL`).
package protocol FileSystem: Sendable {
    /// A file's bytes. Throws `EFBIG` at 4 GiB, more than a `ByteRange` can say, and `EISDIR` or `EINVAL` for what
    /// is no file.
    func read(_ path: String) throws(FileError) -> [UInt8]
    /// The names in a folder without `.` and `..`, in no particular order.
    func list(_ directory: String) throws(FileError) -> [DirectoryEntry]
    /// Symbolic links followed; nil where they end at nothing.
    func status(of path: String) -> FileStatus?
    /// A path that two names of one file or folder share: absolute, without symbolic links.
    func realPath(_ path: String) throws(FileError) -> String
    /// Whether a file system, or a part of one, is mounted at the path, so that its name cannot be exchanged.
    func isMountPoint(_ path: String) -> Bool
    /// Whether a readable file holds these bytes and no others. Costs no read where the size differs.
    func file(_ path: String, holds bytes: RawSpan) -> Bool
    /// Whether two readable files hold the same bytes. Costs no read where the size differs.
    func file(_ path: String, equals other: String) -> Bool

    /// Writes a new file. An existing one is replaced, not written into: its other names keep its bytes.
    func write(_ bytes: RawSpan, to path: String) throws(FileError)
    /// Writes a new file with the permissions of an existing one that may be written, and its owner where the system
    /// lets us set it; the bytes are on the disk when this returns. Throws `EEXIST` where the name is taken.
    func write(_ bytes: RawSpan, to path: String, like existing: String) throws(FileError)
    /// Writes a new file with another file's bytes, as `write` does.
    func copy(_ existing: String, to path: String) throws(FileError)
    /// Makes one folder; throws `EEXIST` where the name is taken.
    func makeDirectory(_ path: String) throws(FileError)
    /// A second name for a file; of a symbolic link, a second name for the link itself.
    func link(_ existing: String, to path: String) throws(FileError)
    /// Gives a folder the permissions of another.
    func copyPermissions(of existing: String, to path: String) throws(FileError)
    /// Replaces a file or an empty folder at the new name.
    func rename(_ path: String, to newPath: String) throws(FileError)
    /// Swaps two names in one step; throws `EINVAL`, `EXDEV`, `EBUSY` or `ENOSYS` where the system cannot.
    func exchange(_ a: String, _ b: String) throws(FileError)
    /// Removes a file or a symbolic link.
    func removeFile(_ path: String) throws(FileError)
    /// Removes an empty folder; throws `ENOTEMPTY` for any other.
    func removeDirectory(_ path: String) throws(FileError)
    /// Removes a folder with all that is in it; follows no symbolic link and enters no other file system.
    func removeTree(_ directory: String) throws(FileError)
    /// Locks the file at a path, made where it is missing; nil where another holds the lock.
    func lock(_ path: String) throws(FileError) -> FileLock?
}

extension FileSystem {
    /// What a path names, symbolic links followed; nil for nothing.
    package func kind(of path: String) -> FileKind? { status(of: path)?.kind }

    /// Writes a new file; see `write(_:to:)` above.
    package func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        try unsafe write(bytes.span.bytes, to: path)
    }

    /// Writes a new file; see `write(_:to:like:)` above.
    package func write(_ bytes: [UInt8], to path: String, like existing: String) throws(FileError) {
        try unsafe write(bytes.span.bytes, to: path, like: existing)
    }

    /// Makes a folder and those above it that are missing; returns the made ones, the outermost first.
    @discardableResult
    package func makeDirectories(_ path: String) throws(FileError) -> [String] {
        if path.isEmpty || kind(of: path) == .directory { return [] }
        var made: [String] = []
        if let slash = path.utf8.lastIndex(of: 0x2F), slash != path.utf8.startIndex {
            made = try makeDirectories(String(path[..<slash]))
        }
        do {
            try makeDirectory(path)
            made.append(path)
        } catch {
            // Another process, or another thread, may have been faster.
            guard kind(of: path) == .directory else { throw error }
        }
        return made
    }
}
