private import COperatingSystem

#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

extension DiskFileSystem {
    package func list(_ directory: String) throws(FileError) -> [DirectoryEntry] {
        let stream = try DirectoryStream(directory)
        var entries: [DirectoryEntry] = []
        while let entry = try stream.next(in: directory) { entries.append(entry) }
        return entries
    }

    package func removeTree(_ directory: String) throws(FileError) {
        guard let device = status(of: directory)?.identity.device else {
            throw failure(directory, "remove", ENOENT)
        }
        // Folders in the order found, so that each stands before those within it.
        var folders = [directory]
        var index = 0
        while index < folders.count {
            let folder = folders[index]
            index += 1
            let stream = try DirectoryStream(folder)
            // Names are gathered first: removing while reading may skip some.
            var files: [String] = []
            while let (name, isDirectory) = try stream.nextName(in: folder) {
                if isDirectory { folders.append(folder + "/" + name) } else { files.append(folder + "/" + name) }
            }
            guard try stream.device(folder) == device else { throw failure(folder, "remove", EXDEV) }
            for file in files { try removeIfThere(file) { unsafe unlink(file) } }
        }
        for folder in folders.reversed() { try removeIfThere(folder) { unsafe rmdir(folder) } }
    }

    private func removeIfThere(_ path: String, _ call: () -> Int32) throws(FileError) {
        guard call() != 0, errno != ENOENT else { return }
        throw failure(path, "remove", errno)
    }
}

/// An open folder, closed at the end of its life.
@safe private struct DirectoryStream: ~Copyable {
    private let handle: UnsafeMutableRawPointer

    init(_ path: String) throws(FileError) {
        guard isNameable(path) else { throw failure(path, "list", EINVAL) }
        guard let handle = unsafe csystem_directory_open(path) else { throw failure(path, "list", errno) }
        unsafe self.handle = handle
    }

    func next(in path: String) throws(FileError) -> DirectoryEntry? {
        var name: UnsafePointer<CChar>?
        var kind: Int32 = 0
        guard try unsafe advance(&name, &kind, path), let name = unsafe name else { return nil }
        let isLink = kind == CSYSTEM_KIND_LINK
        if isLink { kind = unsafe csystem_directory_kind(handle, name, 1) }
        return unsafe DirectoryEntry(
            name: String(cString: name), kind: FileKind(system: kind), isSymbolicLink: isLink)
    }

    /// As `next`, for removal: a link to a folder is no folder.
    func nextName(in path: String) throws(FileError) -> (name: String, isDirectory: Bool)? {
        var name: UnsafePointer<CChar>?
        var kind: Int32 = 0
        guard try unsafe advance(&name, &kind, path), let name = unsafe name else { return nil }
        return unsafe (String(cString: name), kind == CSYSTEM_KIND_DIRECTORY)
    }

    private func advance(
        _ name: inout UnsafePointer<CChar>?, _ kind: inout Int32, _ path: String
    ) throws(FileError) -> Bool {
        let answer = unsafe csystem_directory_next(handle, &name, &kind)
        if answer < 0 { throw failure(path, "list", errno) }
        // Some file systems keep no kinds in their folders.
        if answer == 1, kind == CSYSTEM_KIND_UNKNOWN { kind = unsafe csystem_directory_kind(handle, name, 0) }
        return answer == 1
    }

    func device(_ path: String) throws(FileError) -> UInt64 {
        var status = csystem_status()
        guard unsafe csystem_status_of_path(path, 0, &status) == 0 else { throw failure(path, "list", errno) }
        return status.device
    }

    deinit { unsafe csystem_directory_close(handle) }
}
