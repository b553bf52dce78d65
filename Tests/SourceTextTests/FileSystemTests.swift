import SourceText
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A fresh folder, on the disk or in memory, so that one set of rules holds both twins to the same behaviour.
final class Ground: Sendable, CustomTestStringConvertible {
    let files: any FileSystem
    let root: String
    let testDescription: String
    private let onDisk: Bool

    static func onDisk() throws -> Ground {
        let files = DiskFileSystem()
        let root = "/tmp/opsbook-test-\(UInt64.random(in: .min ... .max))"
        try files.makeDirectory(root)
        return Ground(files, try files.realPath(root), "on disk", onDisk: true)
    }

    static func inMemory() throws -> Ground {
        let files = try MemoryFileSystem()
        try files.makeDirectory("/test")
        return Ground(files, "/test", "in memory", onDisk: false)
    }

    private init(_ files: any FileSystem, _ root: String, _ name: String, onDisk: Bool) {
        (self.files, self.root, testDescription, self.onDisk) = (files, root, name, onDisk)
    }

    deinit { if onDisk { try? files.removeTree(root) } }

    func symbolicLink(_ name: String, to target: String) throws {
        if let memory = files as? MemoryFileSystem {
            try memory.makeSymbolicLink(root + "/" + name, to: target)
        } else {
            #expect(unsafe symlink(target, root + "/" + name) == 0)
        }
    }
}

enum Twin: CaseIterable, Sendable {
    case disk, memory

    func ground() throws -> Ground {
        switch self {
        case .disk: try .onDisk()
        case .memory: try .inMemory()
        }
    }
}

@Suite("The disk and its twin in memory behave alike")
struct FileSystemTests {
    private func code(_ body: () throws(FileError) -> Void) -> Int32? {
        do throws(FileError) { try body() } catch { return error.code }
        return nil
    }

    @Test("What was written is read back, from none to many bytes", arguments: Twin.allCases, [0, 1, 5000, 300_000])
    func roundTrip(twin: Twin, count: Int) throws {
        let ground = try twin.ground()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try ground.files.write(bytes, to: ground.root + "/a")
        #expect(try ground.files.read(ground.root + "/a") == bytes)
        #expect(ground.files.status(of: ground.root + "/a")?.size == count)
        #expect(unsafe ground.files.file(ground.root + "/a", holds: bytes.span.bytes))
        let longer = bytes + [7]
        #expect(unsafe !ground.files.file(ground.root + "/a", holds: longer.span.bytes))
        if count > 0 {
            var other = bytes
            other[count - 1] ^= 1
            #expect(unsafe !ground.files.file(ground.root + "/a", holds: other.span.bytes))
        }
        try ground.files.copy(ground.root + "/a", to: ground.root + "/b")
        #expect(ground.files.file(ground.root + "/a", equals: ground.root + "/b"))
        #expect(
            ground.files.status(of: ground.root + "/a")?.identity
                != ground.files.status(of: ground.root + "/b")?.identity)
    }

    @Test("Writing to a name leaves the file's other names alone", arguments: Twin.allCases)
    func writeBreaksLink(twin: Twin) throws {
        let ground = try twin.ground()
        let (a, b) = (ground.root + "/a", ground.root + "/b")
        try ground.files.write([1], to: a)
        try ground.files.link(a, to: b)
        #expect(ground.files.status(of: a)?.identity == ground.files.status(of: b)?.identity)
        try ground.files.write([2, 2], to: b)
        #expect(try ground.files.read(a) == [1])
        #expect(try ground.files.read(b) == [2, 2])
    }

    @Test("A folder lists its names with their kinds, links followed", arguments: Twin.allCases)
    func listing(twin: Twin) throws {
        let ground = try twin.ground()
        let root = ground.root
        try ground.files.makeDirectory(root + "/folder")
        try ground.files.write([], to: root + "/file")
        try ground.symbolicLink("to-folder", to: "folder")
        try ground.symbolicLink("to-file", to: root + "/file")
        try ground.symbolicLink("dangling", to: "nothing")
        try ground.symbolicLink("loop", to: "loop")
        let found = Set(try ground.files.list(root))
        #expect(
            found == [
                DirectoryEntry(name: "folder", kind: .directory), DirectoryEntry(name: "file", kind: .file),
                DirectoryEntry(name: "to-folder", kind: .directory, isSymbolicLink: true),
                DirectoryEntry(name: "to-file", kind: .file, isSymbolicLink: true),
                DirectoryEntry(name: "dangling", kind: nil, isSymbolicLink: true),
                DirectoryEntry(name: "loop", kind: nil, isSymbolicLink: true),
            ])
        #expect(ground.files.kind(of: root + "/to-folder") == .directory)
        #expect(ground.files.kind(of: root + "/loop") == nil)
        #expect(try ground.files.realPath(root + "/to-folder/../to-file") == root + "/file")
        #expect(code { () throws(FileError) in _ = try ground.files.read(root + "/loop") } == ELOOP)
        #expect(code { () throws(FileError) in _ = try ground.files.realPath(root + "/dangling") } == ENOENT)
        #expect(code { () throws(FileError) in _ = try ground.files.read(root + "/folder") } == EISDIR)
        #expect(code { () throws(FileError) in _ = try ground.files.list(root + "/file") } == ENOTDIR)
        #expect(code { () throws(FileError) in _ = try ground.files.read(root + "/none") } == ENOENT)
    }

    @Test("A path with a NUL names nothing", arguments: Twin.allCases)
    func nulInPath(twin: Twin) throws {
        let ground = try twin.ground()
        try ground.files.write([1], to: ground.root + "/a")
        let path = ground.root + "/a\u{0}b"
        #expect(ground.files.status(of: path) == nil)
        #expect(code { () throws(FileError) in _ = try ground.files.read(path) } == EINVAL)
        #expect(code { () throws(FileError) in try ground.files.write([2], to: path) } == EINVAL)
        #expect(try ground.files.read(ground.root + "/a") == [1])
    }

    @Test("Missing folders are made, and told from those that stood", arguments: Twin.allCases)
    func makeDirectories(twin: Twin) throws {
        let ground = try twin.ground()
        let root = ground.root
        #expect(try ground.files.makeDirectories(root + "/a/b") == [root + "/a", root + "/a/b"])
        #expect(try ground.files.makeDirectories(root + "/a/b") == [])
        #expect(code { () throws(FileError) in try ground.files.makeDirectory(root + "/a") } == EEXIST)
        try ground.files.write([], to: root + "/file")
        #expect(code { () throws(FileError) in try ground.files.makeDirectories(root + "/file/c") } == EEXIST)
    }

    @Test("Renaming and exchanging follow the system's rules", arguments: Twin.allCases)
    func renaming(twin: Twin) throws {
        let ground = try twin.ground()
        let (files, root) = (ground.files, ground.root)
        try files.makeDirectories(root + "/a/inner")
        try files.makeDirectory(root + "/empty")
        try files.write([1], to: root + "/file")
        #expect(code { () throws(FileError) in try files.rename(root + "/empty", to: root + "/a") } == ENOTEMPTY)
        #expect(code { () throws(FileError) in try files.rename(root + "/a", to: root + "/file") } == ENOTDIR)
        #expect(code { () throws(FileError) in try files.rename(root + "/file", to: root + "/a") } == EISDIR)
        #expect(code { () throws(FileError) in try files.rename(root + "/a", to: root + "/a/inner/x") } == EINVAL)
        #expect(code { () throws(FileError) in try files.exchange(root + "/a", root + "/none") } == ENOENT)
        try files.exchange(root + "/a", root + "/file")
        #expect(try files.read(root + "/a") == [1])
        #expect(files.kind(of: root + "/file/inner") == .directory)
        try files.rename(root + "/file", to: root + "/empty")
        #expect(files.kind(of: root + "/empty/inner") == .directory)
        #expect(files.kind(of: root + "/file") == nil)
        #expect(code { () throws(FileError) in try files.removeDirectory(root + "/empty") } == ENOTEMPTY)
    }

    @Test("Removing a tree follows no link out of it", arguments: Twin.allCases)
    func removeTree(twin: Twin) throws {
        let ground = try twin.ground()
        let (files, root) = (ground.files, ground.root)
        try files.makeDirectories(root + "/tree/a/b")
        try files.makeDirectory(root + "/outside")
        try files.write([1], to: root + "/outside/kept")
        try files.write([1], to: root + "/tree/a/gone")
        try ground.symbolicLink("tree/a/b/way-out", to: root + "/outside")
        try files.removeTree(root + "/tree")
        #expect(files.kind(of: root + "/tree") == nil)
        #expect(try files.read(root + "/outside/kept") == [1])
    }

    @Test("A lock is held by one at a time and given up with its value", arguments: Twin.allCases)
    func locking(twin: Twin) throws {
        let ground = try twin.ground()
        let path = ground.root + "/lock"
        func holdsWhileAnotherTries() throws -> Bool {
            let held = try ground.files.lock(path)
            let second = try ground.files.lock(path)
            let isFree = second != nil
            return (held != nil) && !isFree
        }
        #expect(try holdsWhileAnotherTries())
        #expect(try holdsWhileAnotherTries())
    }

    @Test("A named pipe is refused at once, without waiting for a writer")
    func namedPipe() throws {
        let ground = try Ground.onDisk()
        #expect(unsafe mkfifo(ground.root + "/pipe", 0o600) == 0)
        #expect(code { () throws(FileError) in _ = try ground.files.read(ground.root + "/pipe") } == EINVAL)
        #expect(try ground.files.list(ground.root) == [DirectoryEntry(name: "pipe", kind: .other)])
    }

    @Test("A file of 4 GiB is refused where it is read")
    func tooLarge() throws {
        let ground = try Ground.onDisk()
        try ground.files.write([], to: ground.root + "/sparse")
        #expect(unsafe truncate(ground.root + "/sparse", 1 << 32) == 0)
        #expect(code { () throws(FileError) in _ = try ground.files.read(ground.root + "/sparse") } == EFBIG)
    }

    @Test("A file whose size the system does not tell is read whole")
    func unknownSize() throws {
        let bytes = try DiskFileSystem().read("/proc/self/status")
        #expect(bytes.count > 100)
    }

    @Test("Files that were read, listed or failed leave no descriptor open")
    func noLeaks() throws {
        let ground = try Ground.onDisk()
        let (files, root) = (ground.files, ground.root)
        func exercise() throws {
            try files.write([1], to: root + "/a")
            _ = try files.read(root + "/a")
            _ = try files.list(root)
            _ = try? files.read(root)
            _ = try? files.copy(root, to: root + "/b")
            _ = try? files.copy(root + "/a", to: root + "/none/b")
            _ = try files.lock(root + "/lock")
        }
        // Other tests open files at the same time: many rounds tell a leak from them.
        for _ in 0..<2000 { try exercise() }
        #expect(try files.list("/proc/self/fd").count < 500)
    }

    @Test("A full disk, a forbidden file and an impossible exchange can be had in memory")
    func faults() throws {
        let files = try MemoryFileSystem(["/a/one": "1", "/b/two": "2"])
        files.faults.diskFullAtWrite = 2
        files.faults.unreadable = ["/a/one"]
        files.faults.exchange = EXDEV
        #expect(code { () throws(FileError) in try files.write([1], to: "/x") } == nil)
        #expect(code { () throws(FileError) in try files.write([1], to: "/y") } == ENOSPC)
        #expect(files.kind(of: "/y") == nil)
        #expect(code { () throws(FileError) in _ = try files.read("/a/one") } == EACCES)
        #expect(code { () throws(FileError) in try files.exchange("/a", "/b") } == EXDEV)
        files.faults.mountPoints = ["/b"]
        files.faults.exchange = nil
        #expect(code { () throws(FileError) in try files.exchange("/a", "/b") } == EBUSY)
        #expect(code { () throws(FileError) in try files.rename("/a/one", to: "/b/one") } == EXDEV)
        #expect(files.isMountPoint("/b"))
    }
}
