import Publishing
import SourceText
import Synchronization
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite("On a real disk")
struct PublishDiskTests {
    /// A folder of its own with content, removed afterwards.
    private final class Ground: Sendable {
        let files = DiskFileSystem()
        let root: String

        init() throws {
            let name = "/tmp/opsbook-publish-\(UInt64.random(in: .min ... .max))"
            try files.makeDirectories(name + "/content")
            root = try files.realPath(name)
        }

        deinit { try? files.removeTree(root) }

        func publish(_ texts: [String: String]) async throws -> Publication {
            try await PublishingTests.publish(texts, to: root + "/public", content: root + "/content", in: files)
        }

        func texts() throws -> [String: String] {
            var texts: [String: String] = [:]
            var pending = [""]
            while let folder = pending.popLast() {
                for entry in try files.list(root + "/public/" + folder) {
                    let path = folder + entry.name
                    if entry.kind == .directory {
                        pending.append(path + "/")
                    } else {
                        texts[path] = String(decoding: try files.read(root + "/public/" + path), as: UTF8.self)
                    }
                }
            }
            texts[Manifest.fileName] = nil
            return texts
        }

        func names() throws -> [String] { try files.list(root).map(\.name).sorted() }
    }

    @Test("An unchanged file keeps its inode from site to site, a changed one gets a new one")
    func hardLinks() async throws {
        let ground = try Ground()
        func identity(_ path: String) -> FileIdentity? {
            ground.files.status(of: ground.root + "/public/" + path)?.identity
        }
        #expect(try await ground.publish(siteA).method == .moved)
        let (style, index) = (identity("style.css"), identity("index.html"))
        #expect(try await ground.publish(siteB).method == .exchanged)
        #expect(identity("style.css") == style)
        #expect(identity("index.html") != index)
        #expect(try ground.texts() == siteB)
        #expect(try ground.names() == ["content", "public"])
        #expect(try await ground.publish(siteB).method == .unchanged)
        #expect(try ground.names() == ["content", "public"])
    }

    @Test("The folder's permissions, a repository in it and its links stay")
    func carriedOver() async throws {
        let ground = try Ground()
        let folder = ground.root + "/public"
        try ground.files.makeDirectories(folder + "/.git/refs/tags")
        try ground.files.write(Array("main".utf8), to: folder + "/.git/HEAD")
        #expect(unsafe chmod(folder + "/.git", 0o700) == 0)
        #expect(unsafe symlink("nowhere", folder + "/.current") == 0)
        #expect(unsafe chmod(folder, 0o2775) == 0)
        _ = try await ground.publish(siteA)
        _ = try await ground.publish(siteB)
        var status = stat()
        #expect(unsafe stat(folder, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o2775)
        #expect(unsafe stat(folder + "/.git", &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o700)
        #expect(unsafe lstat(folder + "/.current", &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
        #expect(ground.files.kind(of: folder + "/.git/refs/tags") == .directory)
        #expect(try ground.files.read(folder + "/.git/HEAD") == Array("main".utf8))
    }

    @Test("Readers find a whole page at every moment while sites are exchanged")
    func readers() async throws {
        let ground = try Ground()
        _ = try await ground.publish(siteA)
        let isDone = Atomic(false)
        let reading = Task.detached {
            var whole = 0
            for _ in 0..<2000 {
                // A folder that is removed between the look-up of its name and of the page's answers "missing".
                guard let bytes = try? ground.files.read(ground.root + "/public/index.html") else { continue }
                #expect([Array("A".utf8), Array("B".utf8)].contains(bytes))
                whole += 1
            }
            return whole
        }
        let publishing = Task.detached {
            var rounds = 0
            while !isDone.load(ordering: .relaxed), rounds < 5000 {
                _ = try await ground.publish(rounds % 2 == 0 ? siteB : siteA)
                rounds += 1
            }
        }
        #expect(await reading.value > 1000)
        isDone.store(true, ordering: .relaxed)
        try await publishing.value
    }

    @Test("Builds of several descriptors take turns on one lock file that comes and goes")
    func turns() async throws {
        let ground = try Ground()
        try await withThrowingTaskGroup { group in
            for index in 0..<16 {
                group.addTask {
                    let site = try await StagedSite(
                        target: ground.root + "/public", content: ground.root + "/content",
                        fileSystem: ground.files, patience: .seconds(120))
                    for (path, text) in index % 2 == 0 ? siteA : siteB { try site.write(Array(text.utf8), to: path) }
                    _ = try site.commit()
                }
            }
            try await group.waitForAll()
        }
        let stands = try ground.texts()
        #expect(stands == siteA || stands == siteB)
        #expect(try ground.names() == ["content", "public"])
    }
}
