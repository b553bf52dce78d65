import Preview
import SourceText
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A folder of its own that is watched, removed afterwards.
final class WatchedFolder: Sendable {
    let files = DiskFileSystem()
    let root: String

    init(_ texts: [String: String] = [:]) throws {
        let name = "/tmp/opsbook-watch-\(UInt64.random(in: .min ... .max))"
        try files.makeDirectories(name + "/content")
        root = try files.realPath(name)
        for (path, text) in texts { try write(text, to: path) }
    }

    deinit { try? files.removeTree(root) }

    func path(_ relative: String) -> String { root + "/" + relative }

    /// Writes into the file that is there, as `echo >` does.
    func write(_ text: String, to relative: String) throws {
        let path = path(relative)
        if let slash = path.lastIndex(of: "/") { try files.makeDirectories(String(path[..<slash])) }
        let file = unsafe fopen(path, "w")
        #expect(unsafe file != nil)
        if let file = unsafe file {
            unsafe fputs(text, file)
            unsafe fclose(file)
        }
    }
}

/// Whether a batch that names the path comes, within a time that no machine needs.
func hears(of path: String, _ watcher: Watcher) async -> Bool {
    await firstBatch(watcher) { changes in
        switch changes {
        case .everything: true
        case .paths(let paths): paths.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
    } != nil
}

func firstBatch(_ watcher: Watcher, where matches: @escaping @Sendable (Changes) -> Bool) async -> Changes? {
    await withTaskGroup(of: Changes?.self) { group in
        group.addTask {
            for await changes in watcher.batches where matches(changes) { return changes }
            return nil
        }
        group.addTask {
            try? await Task.sleep(for: .seconds(20))
            return nil
        }
        defer { group.cancelAll() }
        return await group.next() ?? nil
    }
}

@Suite("The watcher tells what changed")
struct WatcherTests {
    /// A way of changing a file, as editors and people have them.
    struct Action: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// What must be named, or a folder above it.
        var path = "content/page.md"
        var act: @Sendable (WatchedFolder) throws -> Void

        init(
            _ name: String, path: String = "content/page.md", _ act: @escaping @Sendable (WatchedFolder) throws -> Void
        ) {
            (testDescription, self.path, self.act) = (name, path, act)
        }
    }

    static let actions: [Action] = [
        Action("written in place") { try $0.write("new text", to: "content/page.md") },
        Action("saved atomically") { folder in
            try folder.write("new text", to: "content/.page.md.swp")
            try folder.files.rename(folder.path("content/.page.md.swp"), to: folder.path("content/page.md"))
        },
        Action("saved with a backup, as vim does") { folder in
            try folder.write("", to: "content/4913")
            try folder.files.removeFile(folder.path("content/4913"))
            try folder.files.rename(folder.path("content/page.md"), to: folder.path("content/page.md~"))
            try folder.write("new text", to: "content/page.md")
            try folder.files.removeFile(folder.path("content/page.md~"))
        },
        Action("removed") { try $0.files.removeFile($0.path("content/page.md")) },
        Action("created", path: "content/new.md") { try $0.write("new", to: "content/new.md") },
        Action("renamed", path: "content/other.md") {
            try $0.files.rename($0.path("content/page.md"), to: $0.path("content/other.md"))
        },
        Action("in a folder", path: "content/a/b/deep.md") { try $0.write("new text", to: "content/a/b/deep.md") },
        Action("in new folders", path: "content/x/y/z/new.md") { try $0.write("new", to: "content/x/y/z/new.md") },
        Action("a folder moved away", path: "content/a") {
            try $0.files.rename($0.path("content/a"), to: $0.path("elsewhere"))
        },
        Action("a folder moved in", path: "content/in/draft.md") {
            try $0.files.rename($0.path("outside"), to: $0.path("content/in"))
        },
        Action("a folder removed", path: "content/a") { try $0.files.removeTree($0.path("content/a")) },
        Action("a folder replaced by a link", path: "content/a") { folder in
            try folder.files.removeTree(folder.path("content/a"))
            #expect(unsafe symlink(folder.path("outside"), folder.path("content/a")) == 0)
        },
        Action("the root replaced", path: "content") { folder in
            try folder.files.rename(folder.path("content"), to: folder.path("old"))
            try folder.write("other", to: "content/page.md")
        },
        Action("made readable", path: "content/page.md") { _ = unsafe chmod($0.path("content/page.md"), 0o600) },
        Action("a watched file written", path: "opsbook.yml") { try $0.write("title: New", to: "opsbook.yml") },
        Action("a watched file saved atomically", path: "opsbook.yml") { folder in
            try folder.write("title: Newer", to: "opsbook.yml.tmp")
            try folder.files.rename(folder.path("opsbook.yml.tmp"), to: folder.path("opsbook.yml"))
        },
        Action("a watched folder that was missing", path: "templates/page.html") {
            try $0.write("{{content}}", to: "templates/page.html")
        },
        Action("a linked file's target written", path: "content/linked.md") {
            try $0.write("new", to: "outside/draft.md")
        },
    ]

    private func ground() throws -> WatchedFolder {
        let folder = try WatchedFolder([
            "content/page.md": "text", "content/a/b/deep.md": "text", "outside/draft.md": "draft",
            "opsbook.yml": "title: A",
        ])
        #expect(unsafe symlink(folder.path("outside/draft.md"), folder.path("content/linked.md")) == 0)
        #expect(unsafe symlink("..", folder.path("content/a/loop")) == 0)
        return folder
    }

    private func watcher(_ folder: WatchedFolder, polling: Bool) -> Watcher {
        Watcher(
            ["content", "templates", "opsbook.yml"].map(folder.path), pollingEvery: polling ? .milliseconds(20) : nil)
    }

    @Test("However a file is changed", arguments: actions)
    func reported(action: Action) async throws {
        let folder = try ground()
        let watcher = watcher(folder, polling: false)
        defer { watcher.stop() }
        try action.act(folder)
        #expect(await hears(of: folder.path(action.path), watcher))
    }

    @Test("By looking as well", arguments: actions.filter { $0.testDescription != "made readable" })
    func polled(action: Action) async throws {
        let folder = try ground()
        let watcher = watcher(folder, polling: true)
        defer { watcher.stop() }
        #expect(watcher.isPolling)
        try action.act(folder)
        #expect(await hears(of: folder.path(action.path), watcher))
    }

    @Test("After a folder came, went and came again, what happens in it is still told")
    func comingAndGoing() async throws {
        let folder = try ground()
        let watcher = watcher(folder, polling: false)
        defer { watcher.stop() }
        for round in 0..<5 {
            try folder.files.rename(folder.path("content"), to: folder.path("away\(round)"))
            try folder.files.makeDirectory(folder.path("content"))
            #expect(await hears(of: folder.path("content"), watcher))
            try folder.write("round \(round)", to: "content/sub/page.md")
            #expect(await hears(of: folder.path("content/sub/page.md"), watcher))
            try folder.write("again \(round)", to: "content/sub/page.md")
            #expect(await hears(of: folder.path("content/sub/page.md"), watcher))
        }
    }

    @Test("Hidden, backup and swap files are nobody's business", arguments: [false, true])
    func ignored(polling: Bool) async throws {
        let folder = try ground()
        let watcher = watcher(folder, polling: polling)
        defer { watcher.stop() }
        for name in [".page.md.swp", "page.md~", "#page.md#", ".#page.md", "4913", ".git/HEAD", "page.md.swp"] {
            try folder.write("x", to: "content/" + name)
        }
        try folder.write("x", to: "other.yml")
        try folder.write("new", to: "content/last.md")
        let changes = await firstBatch(watcher) { !$0.isEmpty }
        #expect(changes == .paths([folder.path("content/last.md")]))
    }

    @Test("A burst is one batch, and what comes while a batch is worked on is one more")
    func bursts() async throws {
        let folder = try ground()
        let watcher = watcher(folder, polling: false)
        defer { watcher.stop() }
        for page in 0..<200 { try folder.write("x", to: "content/page\(page).md") }
        var batches = 0
        var seen: Set<String> = []
        for await changes in watcher.batches {
            guard case .paths(let paths) = changes else { break }
            seen.formUnion(paths)
            batches += 1
            if batches == 1 {
                // A long build.
                for page in 200..<400 {
                    try folder.write("x", to: "content/page\(page).md")
                    if page % 50 == 0 { try await Task.sleep(for: .milliseconds(60)) }
                }
            }
            if seen.contains(folder.path("content/page399.md")) { break }
        }
        #expect(seen.count >= 400)
        // Of more than a thousand events.
        #expect(batches <= 10)
    }

    @Test("When the system loses count, everything may have changed, and watching goes on")
    func overflow() async throws {
        guard let limit = try? DiskFileSystem().read("/proc/sys/fs/inotify/max_queued_events"),
            let events = Int(String(decoding: limit, as: UTF8.self).filter(\.isNumber)), events <= 20_000
        else { return }
        let folder = try ground()
        let watcher = watcher(folder, polling: false)
        defer { watcher.stop() }
        // Two names in turn: the system merges events that are alike and follow each other.
        let (a, b) = (folder.path("content/a1.md"), folder.path("content/a2.md"))
        try folder.write("x", to: "content/a1.md")
        var sawEverything = false
        for _ in 0..<20 where !sawEverything {
            for _ in 0..<events {
                try folder.files.rename(a, to: b)
                try folder.files.rename(b, to: a)
            }
            sawEverything = await firstBatch(watcher) { !$0.isEmpty } == .everything
        }
        // A reader that keeps up is no failure; on one that did not, what follows must still be told.
        try folder.write("new", to: "content/fresh/page.md")
        #expect(await hears(of: folder.path("content/fresh/page.md"), watcher))
    }

    @Test("A stopped watcher ends its batches")
    func stopping() async throws {
        let folder = try ground()
        let watcher = watcher(folder, polling: false)
        let reading = Task {
            for await _ in watcher.batches {}
            return true
        }
        watcher.stop()
        #expect(await reading.value)
    }
}
