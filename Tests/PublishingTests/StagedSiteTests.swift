import Publishing
import SourceText
import Testing

/// Publishes these texts and tells what came of it.
@discardableResult
func publish(
    _ texts: [String: String], to target: String, content: String = "/work/content", in files: any FileSystem
) async throws -> Publication {
    let site = try await StagedSite(target: target, content: content, fileSystem: files, patience: .zero)
    for (path, text) in texts { try site.write(Array(text.utf8), to: path) }
    return try site.commit()
}

/// A work folder in memory with content, and more files as a test needs.
func workFolder(_ files: [String: String] = [:]) throws -> MemoryFileSystem {
    let all = files.merging(["content/index.md": "# Hello"]) { mine, _ in mine }
    return try MemoryFileSystem(
        Dictionary(uniqueKeysWithValues: all.map { ($0.key.hasPrefix("/") ? $0.key : "/work/" + $0.key, $0.value) }))
}

extension MemoryFileSystem {
    /// The texts under a folder, our manifest left out.
    func texts(_ folder: String) -> [String: String] {
        var texts: [String: String] = [:]
        for (path, bytes) in files where path.hasPrefix(folder + "/") {
            texts[String(path.dropFirst(folder.count + 1))] = String(decoding: bytes, as: UTF8.self)
        }
        texts[Manifest.fileName] = nil
        return texts
    }

    /// Names beside the content and the site: there are none when nothing is left behind.
    func leftovers(_ folder: String = "/work") throws -> [String] {
        try list(folder).map(\.name).filter { !["content", "public"].contains($0) }.sorted()
    }
}

let siteA = ["index.html": "A", "runbooks/nats.html": "nats A", "style.css": "same"]
let siteB = ["index.html": "B", "runbooks/kafka.html": "kafka B", "style.css": "same"]

@Suite("A site takes its folder's place whole")
struct StagedSiteTests {
    @Test("The first site gets its folder, and nothing is left beside it")
    func firstPublish() async throws {
        let files = try workFolder()
        let publication = try await publish(siteA, to: "/work/public", in: files)
        #expect(publication.method == .moved)
        #expect(publication.written == 3)
        #expect(files.texts("/work/public") == siteA)
        #expect(try files.leftovers() == [])
    }

    @Test("The next site replaces it in one step, with what the old one lacks gone")
    func replace() async throws {
        let files = try workFolder()
        try await publish(siteA, to: "/work/public", in: files)
        let publication = try await publish(siteB, to: "/work/public", in: files)
        #expect(publication.method == .exchanged)
        #expect((publication.written, publication.unchanged, publication.removed) == (2, 1, 1))
        #expect(files.texts("/work/public") == siteB)
        #expect(try files.leftovers() == [])
        #expect(publication.notices(target: "public") == [])
    }

    @Test("The same site again touches nothing")
    func unchanged() async throws {
        let files = try workFolder()
        try await publish(siteA, to: "/work/public", in: files)
        let folder = files.status(of: "/work/public")?.identity
        let publication = try await publish(siteA, to: "/work/public", in: files)
        #expect(publication.method == .unchanged)
        #expect(publication.unchanged == 3)
        #expect(files.status(of: "/work/public")?.identity == folder)
        #expect(try files.leftovers() == [])
    }

    @Test("The same site has the same manifest, however it came about")
    func manifest() async throws {
        let (one, two) = (try workFolder(), try workFolder())
        try await publish(siteA, to: "/work/public", in: one)
        try await publish(siteB, to: "/work/public", in: two)
        try await publish(siteA, to: "/work/public", in: two)
        #expect(one.files["/work/public/" + Manifest.fileName] == two.files["/work/public/" + Manifest.fileName])
    }

    @Test("A file of the site that someone changed, removed or made a link is put right")
    func damage() async throws {
        let files = try workFolder()
        try await publish(siteA, to: "/work/public", in: files)
        try files.write(Array("X".utf8), to: "/work/public/index.html")
        try files.removeFile("/work/public/style.css")
        try files.write(Array("nats A".utf8), to: "/work/elsewhere")
        try files.removeFile("/work/public/runbooks/nats.html")
        try files.makeSymbolicLink("/work/public/runbooks/nats.html", to: "/work/elsewhere")
        let publication = try await publish(siteA, to: "/work/public", in: files)
        #expect(publication.written == 2)
        #expect(files.texts("/work/public") == siteA)
        let elsewhere = files.status(of: "/work/elsewhere")?.identity
        #expect(files.status(of: "/work/public/runbooks/nats.html")?.identity != elsewhere)
    }

    @Test("Files named with a dot, and what others put there, stay")
    func foreign() async throws {
        let files = try workFolder(["public/.gitignore": "*", "public/.git/HEAD": "main"])
        try files.makeDirectories("/work/public/.git/refs/tags")
        try await publish(siteA, to: "/work/public", in: files)
        try files.write(Array("ops.example".utf8), to: "/work/public/CNAME")
        try files.makeDirectory("/work/public/runbooks/mine")
        try files.write(Array("mine".utf8), to: "/work/public/runbooks/mine/notes.txt")
        let publication = try await publish(siteB, to: "/work/public", in: files)
        let kept = [
            ".gitignore": "*", ".git/HEAD": "main", "CNAME": "ops.example", "runbooks/mine/notes.txt": "mine",
        ]
        #expect(files.texts("/work/public") == siteB.merging(kept) { mine, _ in mine })
        #expect(files.kind(of: "/work/public/.git/refs/tags") == .directory)
        #expect(publication.kept == ["CNAME", "runbooks/mine/notes.txt"])
        #expect(
            publication.notices(target: "public")
                == ["'public' holds what opsbook did not write, and keeps it: 'CNAME', 'runbooks/mine/notes.txt'"])
    }

    @Test(
        "A name that someone else has taken is not overwritten",
        arguments: [
            ("CNAME", "CNAME"), ("guide", "guide/index.html"), ("guide/notes.txt", "guide"),
            (".well-known/a", ".well-known"), (".nojekyll", ".nojekyll"),
        ])
    func conflict(foreign: String, ours: String) async throws {
        let files = try workFolder()
        try await publish(siteA, to: "/work/public", in: files)
        try files.makeDirectories("/work/public/" + foreign)
        try files.removeDirectory("/work/public/" + foreign)
        try files.write(Array("theirs".utf8), to: "/work/public/" + foreign)
        let before = files.texts("/work/public")
        await #expect(throws: PublishError.self) {
            try await publish([ours: "ours"], to: "/work/public", in: files)
        }
        #expect(files.texts("/work/public") == before)
        #expect(try files.leftovers() == [])
        // The same bytes are no conflict.
        if foreign == ours { try await publish([ours: "theirs"], to: "/work/public", in: files) }
    }

    @Test(
        "A path that leads out of the site, or is ours alone, is refused",
        arguments: [
            "", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a/", ".", "..", "a/..", "a\u{0}b",
            Manifest.fileName,
            ".opsbook-staging/x",
        ])
    func escape(path: String) async throws {
        let files = try workFolder()
        let site = try await StagedSite(target: "/work/public", content: "/work/content", fileSystem: files)
        #expect(throws: PublishError.self) { try site.write([1], to: path) }
        #expect(throws: PublishError.self) { try site.copy("/work/content/index.md", to: path) }
    }

    @Test("A path is written once")
    func twice() async throws {
        let files = try workFolder()
        let site = try await StagedSite(target: "/work/public", content: "/work/content", fileSystem: files)
        try site.write([1], to: "a.html")
        #expect(throws: PublishError.self) { try site.write([2], to: "a.html") }
    }

    @Test("An asset is copied, and left alone while it is the same")
    func assets() async throws {
        let files = try workFolder(["content/logo.svg": "<svg/>"])
        for expected in [Publication.Method.moved, .unchanged] {
            let site = try await StagedSite(target: "/work/public", content: "/work/content", fileSystem: files)
            try site.copy("/work/content/logo.svg", to: "img/logo.svg")
            #expect(try site.commit().method == expected)
        }
        #expect(files.texts("/work/public") == ["img/logo.svg": "<svg/>"])
        let original = files.status(of: "/work/content/logo.svg")?.identity
        #expect(files.status(of: "/work/public/img/logo.svg")?.identity != original)
    }

    @Test("An abandoned site leaves the old one and nothing else, folders made on the way included")
    func abandon() async throws {
        let files = try workFolder()
        for target in ["/work/public", "/work/deep/down/public"] {
            let site = try await StagedSite(target: target, content: "/work/content", fileSystem: files)
            try site.write([1], to: "a/b.html")
            site.abandon()
        }
        #expect(try files.leftovers() == [])
        _ = try await StagedSite(target: "/work/public", content: "/work/content", fileSystem: files)
        #expect(try files.leftovers() == [])
        #expect(files.kind(of: "/work/public") == nil)
    }

    @Test("Several tasks write at once")
    func concurrent() async throws {
        let files = try workFolder()
        let site = try await StagedSite(target: "/work/public", content: "/work/content", fileSystem: files)
        try await withThrowingTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for page in 0..<50 { try site.write([UInt8(page)], to: "folder\(page % 7)/\(task)/\(page).html") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try site.commit().written == 400)
        #expect(files.texts("/work/public").count == 400)
    }
}
