private import COperatingSystem

#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

/// The disk, through the system's own calls: no Foundation, one open, one fstat and one read for a small file.
package struct DiskFileSystem: FileSystem {
    package init() {}

    package func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = try Descriptor(reading: path)
        let size = try file.status(path).size
        guard size < 1 << 32 else { throw failure(path, "read", EFBIG) }
        var bytes: [UInt8] = []
        // One byte more than the file has: a read that does not fill it has met the end.
        var room = size + 1
        var count = 0
        repeat {
            let piece = try readPiece(of: file, path, room: room)
            count = piece.count
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            guard bytes.count < 1 << 32 else { throw failure(path, "read", EFBIG) }
            if count == room { room = max(room, 1 << 16) } else { room = 0 }
        } while room > 0
        return bytes
    }

    private func readPiece(of file: borrowing Descriptor, _ path: String, room: Int) throws(FileError) -> [UInt8] {
        let number = file.number
        var code: Int32 = 0
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            let read = unsafe csystem_read(number, buffer.baseAddress, room)
            if read < 0 { code = errno }
            count = max(0, Int(read))
        }
        if code != 0 { throw failure(path, "read", code) }
        return piece
    }

    package func status(of path: String) -> FileStatus? {
        guard isNameable(path) else { return nil }
        var status = csystem_status()
        guard unsafe csystem_status_of_path(path, 1, &status) == 0 else { return nil }
        return FileStatus(status)
    }

    package func realPath(_ path: String) throws(FileError) -> String {
        guard isNameable(path) else { throw failure(path, "find", EINVAL) }
        guard let resolved = unsafe realpath(path, nil) else { throw failure(path, "find", errno) }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    package func isMountPoint(_ path: String) -> Bool {
        unsafe isNameable(path) && csystem_is_mount_point(path) == 1
    }

    package func file(_ path: String, holds bytes: RawSpan) -> Bool {
        guard let file = try? Descriptor(reading: path), let status = try? file.status(path),
            status.size == bytes.byteCount
        else { return false }
        let number = file.number
        let room = min(bytes.byteCount + 1, 1 << 16)
        return unsafe withUnsafeTemporaryAllocation(byteCount: room, alignment: 16) { buffer in
            var offset = 0
            while true {
                let read = unsafe Int(csystem_read(number, buffer.baseAddress, buffer.count))
                guard read >= 0, offset + read <= bytes.byteCount else { return false }
                let same = unsafe bytes.withUnsafeBytes { expected in
                    guard read > 0, let start = expected.baseAddress, let found = buffer.baseAddress else {
                        return true
                    }
                    return unsafe memcmp(start + offset, found, read) == 0
                }
                guard same else { return false }
                offset += read
                if read < buffer.count { return offset == bytes.byteCount }
            }
        }
    }

    package func file(_ path: String, equals other: String) -> Bool {
        guard let a = try? Descriptor(reading: path), let b = try? Descriptor(reading: other),
            let first = try? a.status(path), let second = try? b.status(other), first.size == second.size
        else { return false }
        return csystem_same_bytes(a.number, b.number) == 1
    }
}

extension DiskFileSystem {
    package func write(_ bytes: RawSpan, to path: String) throws(FileError) {
        let file = try Descriptor(creating: path)
        if let code = file.write(bytes) { throw abandoned(path, code) }
        try file.close(path)
    }

    package func write(_ bytes: RawSpan, to path: String, like existing: String) throws(FileError) {
        let file = try Descriptor(creating: path, like: existing)
        if let code = file.write(bytes) ?? file.synchronize() { throw abandoned(path, code) }
        try file.close(path)
    }

    package func copy(_ existing: String, to path: String) throws(FileError) {
        let source = try Descriptor(reading: existing)
        _ = try source.status(existing)
        let file = try Descriptor(creating: path)
        guard csystem_copy(source.number, file.number) == 0 else { throw abandoned(path, errno) }
        try file.close(path)
    }

    /// A file that could not be written whole is worse than none.
    private func abandoned(_ path: String, _ code: Int32) -> FileError {
        unsafe unlink(path)
        return failure(path, "write", code)
    }

    package func makeDirectory(_ path: String) throws(FileError) {
        try check(path, "create") { unsafe mkdir(path, 0o777) }
    }

    package func link(_ existing: String, to path: String) throws(FileError) {
        guard isNameable(existing) else { throw failure(existing, "link", EINVAL) }
        try check(path, "link") { unsafe linkat(AT_FDCWD, existing, AT_FDCWD, path, 0) }
    }

    package func copyPermissions(of existing: String, to path: String) throws(FileError) {
        var status = csystem_status()
        try check(existing, "examine") { unsafe csystem_status_of_path(existing, 1, &status) }
        try check(path, "change the permissions of") { unsafe chmod(path, mode_t(status.permissions)) }
    }

    package func rename(_ path: String, to newPath: String) throws(FileError) {
        guard isNameable(newPath) else { throw failure(newPath, "rename to", EINVAL) }
        try check(path, "rename") { renamePath(path, newPath) }
    }

    package func exchange(_ a: String, _ b: String) throws(FileError) {
        guard isNameable(b) else { throw failure(b, "exchange", EINVAL) }
        try check(a, "exchange") { unsafe csystem_exchange(a, b) }
    }

    package func removeFile(_ path: String) throws(FileError) {
        try check(path, "remove") { unsafe unlink(path) }
    }

    package func removeDirectory(_ path: String) throws(FileError) {
        try check(path, "remove") { unsafe rmdir(path) }
    }

    package func lock(_ path: String) throws(FileError) -> FileLock? {
        guard isNameable(path) else { throw failure(path, "lock", EINVAL) }
        let number = unsafe csystem_lock(path)
        if number < 0 {
            let code = errno
            if code == EWOULDBLOCK { return nil }
            throw failure(path, "lock", code)
        }
        return FileLock { _ = close(number) }
    }

    private func check(_ path: String, _ operation: String, _ call: () -> Int32) throws(FileError) {
        guard isNameable(path) else { throw failure(path, operation, EINVAL) }
        guard call() == 0 else { throw failure(path, operation, errno) }
    }
}

/// An open file, closed at the end of its life.
private struct Descriptor: ~Copyable {
    let number: Int32

    init(reading path: String) throws(FileError) {
        guard isNameable(path) else { throw failure(path, "read", EINVAL) }
        let number = unsafe csystem_open_for_reading(path)
        guard number >= 0 else { throw failure(path, "read", errno) }
        self.number = number
    }

    /// A new file at a path, in place of the one there may be.
    init(creating path: String) throws(FileError) {
        guard isNameable(path) else { throw failure(path, "write", EINVAL) }
        var number = unsafe csystem_create(path)
        if number < 0, errno == EEXIST {
            guard unsafe unlink(path) == 0 else { throw failure(path, "write", errno) }
            number = unsafe csystem_create(path)
        }
        guard number >= 0 else { throw failure(path, "write", errno) }
        self.number = number
    }

    /// A new file with the permissions and owner of another.
    init(creating path: String, like existing: String) throws(FileError) {
        guard isNameable(path), isNameable(existing) else { throw failure(path, "write", EINVAL) }
        let number = unsafe csystem_create_like(path, existing)
        guard number >= 0 else { throw failure(path, "write", errno) }
        self.number = number
    }

    /// What prevented it, as `errno` numbers it; nil for success.
    func write(_ bytes: RawSpan) -> Int32? {
        let number = number
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe csystem_write(number, buffer.baseAddress, buffer.count) == 0 ? nil : errno
        }
    }

    /// Waits until the file is on the disk. What prevented it, as `errno` numbers it; nil for success.
    func synchronize() -> Int32? { fsync(number) == 0 ? nil : errno }

    /// The status of what must be a regular file.
    func status(_ path: String) throws(FileError) -> FileStatus {
        var status = csystem_status()
        guard unsafe csystem_status_of_descriptor(number, &status) == 0 else { throw failure(path, "read", errno) }
        guard status.kind == CSYSTEM_KIND_FILE else {
            throw failure(path, "read", status.kind == CSYSTEM_KIND_DIRECTORY ? EISDIR : EINVAL)
        }
        return FileStatus(status)
    }

    /// Closes with a word on what only shows now: a network file system may report a full disk here.
    consuming func close(_ path: String) throws(FileError) {
        let number = self.number
        discard self
        if closeDescriptor(number) != 0 { throw failure(path, "write", errno) }
    }

    deinit { _ = closeDescriptor(number) }
}

extension FileStatus {
    fileprivate init(_ status: csystem_status) {
        self.init(
            kind: FileKind(system: status.kind) ?? .other, size: Int(status.size),
            identity: FileIdentity(device: status.device, inode: status.inode), modified: status.modified_nanoseconds)
    }
}

extension FileKind {
    init?(system kind: Int32) {
        switch Int(kind) {
        case CSYSTEM_KIND_FILE: self = .file
        case CSYSTEM_KIND_DIRECTORY: self = .directory
        case CSYSTEM_KIND_UNKNOWN: return nil
        default: self = .other
        }
    }
}

// Outside the types above, whose own methods hide the system's of the same name.
private func renamePath(_ path: String, _ newPath: String) -> Int32 { unsafe rename(path, newPath) }
private func closeDescriptor(_ number: Int32) -> Int32 { close(number) }

/// C would take a path with a NUL for the part before it.
func isNameable(_ path: String) -> Bool { !path.utf8.contains(0) }

/// The error that `errno` tells of.
func failure(_ path: String, _ operation: String, _ code: Int32) -> FileError {
    FileError(path: path, operation: operation, code: code, reason: unsafe String(cString: strerror(code)))
}
