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

/// The only way to the disk, so that every stage can be tested without one. Paths are absolute or relative to the
/// working directory, `/` between components.
package protocol FileSystem: Sendable {
    func read(_ path: String) throws(FileError) -> [UInt8]
    /// The names in a folder without `.` and `..`, in no particular order.
    func list(_ directory: String) throws(FileError) -> [DirectoryEntry]
    func kind(of path: String) -> FileKind?
    /// A path that two names of one file or folder share: absolute, without symbolic links.
    func realPath(_ path: String) throws(FileError) -> String

    /// Writes a new file; an existing one is replaced.
    func write(_ bytes: [UInt8], to path: String) throws(FileError)
    func makeDirectory(_ path: String) throws(FileError)
    /// A second name for a file's bytes.
    func link(_ existing: String, to path: String) throws(FileError)
    /// Replaces a file or an empty folder at the new name.
    func rename(_ path: String, to newPath: String) throws(FileError)
    /// Swaps two names in one step; throws `EINVAL`, `EXDEV`, `EBUSY` or `ENOSYS` where the system cannot.
    func exchange(_ a: String, _ b: String) throws(FileError)
    func removeFile(_ path: String) throws(FileError)
    func removeTree(_ directory: String) throws(FileError)
}
