import Foundation
import SiteSupport
import SourceText
import Testing

@Suite("When things go wrong")
struct AnomalyTests {
    @Test("Two builds into one folder leave one whole site, and both succeed or one does")
    func twoBuilds() async throws {
        let work = try TemporaryFolder()
        for index in 0..<60 {
            try work.write("# A \(index)\n", to: "a/content/p\(index).md")
            try work.write("# B \(index)\n", to: "b/content/p\(index).md")
        }
        for name in ["a", "b"] {
            #expect(
                try await Command.run(["build", "\(name)/content", "-o", "only-\(name)"], in: work.path).status == 0)
        }
        for _ in 0..<3 {
            async let first = Command.run(["build", "a/content", "-o", "site"], in: work.path)
            async let second = Command.run(["build", "b/content", "-o", "site"], in: work.path)
            let statuses = [try await first.status, try await second.status]
            #expect(statuses.contains(0))
            #expect(statuses.allSatisfy { $0 == 0 || $0 == 2 })
            let site = try work.tree("site")
            #expect(try site == work.tree("only-a") || site == work.tree("only-b"))
            #expect(try work.names() == ["a", "b", "only-a", "only-b", "site"])
        }
    }

    @Test(
        "Text that nests 25,000 deep is a page like any other",
        arguments: [
            ("quotes", String(repeating: ">", count: 25_000) + " a [x](gone.md)\n"),
            ("lists", String(repeating: "- ", count: 25_000) + "a\n"),
            ("brackets", String(repeating: "[", count: 25_000) + "a](gone.md)\n"),
            ("emphasis", String(repeating: "*a _a ", count: 25_000) + "\n"),
            ("raw HTML", String(repeating: "<div>", count: 25_000) + "\n"),
        ])
    func nesting(_ name: String, _ text: String) async throws {
        let place = try Workplace(["content/a.md": "# \(name)\n\n" + text])
        let outcome = try await place.run("build")
        #expect(outcome.signal == nil)
        #expect(outcome.status == (text.contains("gone.md") ? 1 : 0), "\(outcome)")
        #expect(place.folder.has("public/a.html"))
    }

    @Test("A dangling link, a loop of links and a folder named like a page are findings or nothing, never the end")
    func oddEntries() async throws {
        let place = try Workplace(Sample.clean)
        let content = place.folder.path + "/content"
        try FileManager.default.createSymbolicLink(atPath: content + "/dangling.md", withDestinationPath: "nowhere.md")
        try FileManager.default.createSymbolicLink(atPath: content + "/loop", withDestinationPath: "loop")
        try FileManager.default.createSymbolicLink(atPath: content + "/self", withDestinationPath: ".")
        try place.folder.write("# In a folder\n", to: "content/folder.md/page.md")
        let outcome = try await place.run("build")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                """
                content/dangling.md:1:1: error: this symbolic link leads nowhere; remove it or mend its target [page/unreadable]
                content/loop:1:1: error: this symbolic link leads nowhere; remove it or mend its target [page/unreadable]
                3 pages, 1 link: 2 errors, no warnings

                """), "\(outcome)")
        #expect(place.folder.has("public/folder.md/page.html"))
        #expect(!place.folder.has("public/self"))
    }

    @Test("A name that is not UTF-8 is a finding")
    func notUTF8() async throws {
        let place = try Workplace(Sample.clean)
        let folder = place.folder.path + "/content"
        // The file system of the sources has no way to name these.
        defer { #expect(Tool.run(["rm", "-rf", folder]) == 0) }
        for name in ["caf\\351.md", "bild\\351.svg"] {
            let maker = Process()
            maker.executableURL = URL(fileURLWithPath: "/bin/sh")
            maker.arguments = ["-c", "printf '# x' > \"$0/$(printf '\(name)')\"", folder]
            try maker.run()
            maker.waitUntilExit()
        }
        let outcome = try await place.run("build")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(
            outcome.errors.contains("error: the name is not UTF-8, so nothing can lead here; rename it"), "\(outcome)")
        #expect(outcome.errors.contains("2 errors"), "\(outcome)")
        #expect(place.folder.has("public/guide.html"))
    }

    /// Root reads everything, so the run is another user's.
    @Test(
        "An unreadable page or folder is a finding, and the rest is published",
        .enabled(if: getuid() == 0 && Tool.setpriv != nil, "needs root, and setpriv to be somebody else"))
    func unreadable() async throws {
        let place = try Workplace(Sample.clean)
        try place.folder.write("# Closed\n", to: "content/closed.md")
        try place.folder.write("# Inside\n", to: "content/vault/inside.md")
        try place.folder.write("[closed](closed.md)\n", to: "content/linking.md")
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: place.folder.path)
        try manager.setAttributes([.posixPermissions: 0o000], ofItemAtPath: place.folder.path + "/content/closed.md")
        try manager.setAttributes([.posixPermissions: 0o000], ofItemAtPath: place.folder.path + "/content/vault")
        let tool = try #require(Tool.setpriv)
        // The build folder may not be open to others: they get a copy.
        let copy = place.folder.path + "/opsbook"
        try manager.copyItem(atPath: Command.path, toPath: copy)
        let outcome = try await Command.run(
            ["build"], in: place.folder.path,
            through: [tool, "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", "exec \(copy) \"$1\""])
        #expect(outcome.status == 1, "\(outcome)")
        for line in [
            "content/closed.md:1:1: error: the page cannot be read: Permission denied [page/unreadable]",
            "content/vault:1:1: error: the folder cannot be read: Permission denied [page/unreadable]",
            "content/linking.md:1:10: error: 'closed.md' cannot be read, so the site lacks it [link/missing-file]",
        ] {
            #expect(outcome.errors.contains(line), "\(outcome)")
        }
        #expect(place.folder.has("public/guide.html"))
        try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place.folder.path + "/content/vault")
    }

    /// A tmpfs of one megabyte, which only root can mount.
    @Test(
        "A full disk leaves the site that was there",
        .enabled(if: Tool.canMount, "needs root, and leave to mount a tmpfs"))
    func fullDisk() async throws {
        let work = try TemporaryFolder(Sample.clean)
        try work.write("", to: "disk/x")
        let disk = work.path + "/disk"
        #expect(Tool.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]) == 0)
        defer { #expect(Tool.run(["umount", disk]) == 0) }
        #expect(try await Command.run(["build", "-o", "disk/public"], in: work.path).status == 0)
        let site = try fileTree(disk)
        let bulk = String(repeating: "All work and no play. ", count: 1000)
        for index in 0..<100 { try work.write("# \(index)\n\n\(bulk)\n", to: "content/p\(index).md") }
        let outcome = try await Command.run(["build", "-o", "disk/public"], in: work.path)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("No space left on device"), "\(outcome)")
        #expect(try fileTree(disk) == site)
    }
}

/// Programs of the system that some tests need.
enum Tool {
    static let setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].first { FileManager.default.isExecutableFile(atPath: $0) }

    static let canMount: Bool = {
        guard getuid() == 0, let folder = try? TemporaryFolder(["disk/x": ""]) else { return false }
        guard run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.path + "/disk"]) == 0 else { return false }
        return run(["umount", folder.path + "/disk"]) == 0
    }()

    static func run(_ words: [String]) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
