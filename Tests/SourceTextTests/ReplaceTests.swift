import SourceText
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite struct ReplaceTests {
    private let old = Array("old".utf8)
    private let new = Array("new and longer".utf8)

    @Test(arguments: Twin.allCases) func `a file that is as it was known is replaced, and nothing is left beside it`(
        twin: Twin
    ) throws {
        let ground = try twin.ground()
        try ground.files.write(old, to: ground.root + "/a")
        #expect(try ground.files.replace(ground.root + "/a", holding: old, with: new))
        #expect(try ground.files.read(ground.root + "/a") == new)
        #expect(try ground.files.list(ground.root).map(\.name) == ["a"])
    }

    @Test(arguments: Twin.allCases, ["other", "ol", "olds", ""])
    func `a file that has changed meanwhile is left, and nothing is left beside it`(twin: Twin, now: String) throws {
        let ground = try twin.ground()
        try ground.files.write(Array(now.utf8), to: ground.root + "/a")
        #expect(try !ground.files.replace(ground.root + "/a", holding: old, with: new))
        #expect(try ground.files.read(ground.root + "/a") == Array(now.utf8))
        #expect(try ground.files.list(ground.root).map(\.name) == ["a"])
    }

    @Test(arguments: Twin.allCases) func `a file that is gone is an error that names it`(twin: Twin) throws {
        let ground = try twin.ground()
        let error = #expect(throws: FileError.self) {
            try ground.files.replace(ground.root + "/a", holding: old, with: new)
        }
        #expect(error?.path == ground.root + "/a" && error?.isMissing == true)
        #expect(try ground.files.list(ground.root).isEmpty)
    }

    @Test(arguments: Twin.allCases) func `a link stays, and what it leads to is replaced where it lies`(
        twin: Twin
    ) throws {
        let ground = try twin.ground()
        try ground.files.makeDirectory(ground.root + "/far")
        try ground.files.write(old, to: ground.root + "/far/a")
        try ground.symbolicLink("link", to: "far/a")
        #expect(try ground.files.replace(ground.root + "/link", holding: old, with: new))
        #expect(try ground.files.read(ground.root + "/far/a") == new)
        #expect(try ground.files.list(ground.root).first { $0.name == "link" }?.isSymbolicLink == true)
        #expect(try ground.files.list(ground.root + "/far").map(\.name) == ["a"])
    }

    @Test func `a full disk leaves the file`() throws {
        let files = try MemoryFileSystem(["d/a": "old"])
        files.faults.diskFullAtWrite = 1
        let error = #expect(throws: FileError.self) { try files.replace("d/a", holding: old, with: new) }
        #expect(error?.code == ENOSPC && error?.path == "d/a")
        #expect(files.files == ["/d/a": old])
    }

    @Test(arguments: [0o640, 0o600, 0o444, 0o755, 0o666] as [mode_t])
    func `permissions stay, whatever the mask`(mode: mode_t) throws {
        let ground = try Ground.onDisk()
        let path = ground.root + "/a"
        try ground.files.write(old, to: path)
        #expect(unsafe chmod(path, mode) == 0)
        // Only root may write what nobody may.
        guard getuid() == 0 || mode & 0o200 != 0 else {
            #expect(throws: FileError.self) { try ground.files.replace(path, holding: old, with: new) }
            return
        }
        #expect(try ground.files.replace(path, holding: old, with: new))
        var status = stat()
        #expect(unsafe stat(path, &status) == 0)
        #expect(status.st_mode & 0o7777 == mode)
    }

    @Test(.enabled(if: getuid() == 0, "needs root, to give files away"))
    func `the owner stays where the system lets us set it`() throws {
        let ground = try Ground.onDisk()
        let path = ground.root + "/a"
        try ground.files.write(old, to: path)
        #expect(unsafe chown(path, 1234, 2345) == 0)
        #expect(try ground.files.replace(path, holding: old, with: new))
        var status = stat()
        #expect(unsafe stat(path, &status) == 0)
        #expect(status.st_uid == 1234 && status.st_gid == 2345)
    }
}
