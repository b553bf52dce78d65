import Publishing
import SourceText
import Testing

@Suite("What a content folder holds")
struct ContentScanTests {
    private func scan(_ texts: [String: String], excluding: Set<String> = []) throws -> ContentScan {
        try ContentScan(root: "c", excluding: excluding, fileSystem: try MemoryFileSystem(texts))
    }

    @Test("Pages and files, sorted, without hidden names and without what is excluded")
    func lists() throws {
        let scan = try scan(
            [
                "c/b.md": "", "c/a/x.MARKDOWN": "", "c/a/x.md.txt": "", "c/.git/config": "", "c/a/.x.md": "",
                "c/no/x.md": "",
                "c/opsbook.yml": "", "c/md": "",
            ], excluding: ["no", "opsbook.yml"])
        #expect(scan.pages == ["a/x.MARKDOWN", "b.md"])
        #expect(scan.files == ["a/x.md.txt", "md"])
        #expect(scan.diagnostics.isEmpty)
    }

    @Test("A folder is entered once: by its own name, else by the first link, wherever the file system lists them")
    func links() throws {
        let files = try MemoryFileSystem(["c/real/x.md": "", "shared/deep/y.md": "", "one.md": ""])
        try files.makeSymbolicLink("c/a-link-to-real", to: "real")
        try files.makeSymbolicLink("c/real/up", to: "..")
        try files.makeSymbolicLink("c/z-shared", to: "../shared")
        try files.makeSymbolicLink("c/b-shared", to: "../shared")
        try files.makeSymbolicLink("c/page.md", to: "../one.md")
        let scan = try ContentScan(root: "c", excluding: [], fileSystem: files)
        #expect(scan.pages == ["b-shared/deep/y.md", "page.md", "real/x.md"])
        #expect(scan.diagnostics.isEmpty)
    }

    @Test("What cannot be read is a finding; only the content folder itself ends the run")
    func unreadable() throws {
        let files = try MemoryFileSystem(["c/shut/x.md": "", "c/open.md": ""])
        files.faults.unreadable = ["c/shut"]
        try files.makeSymbolicLink("c/nowhere.md", to: "gone.md")
        let scan = try ContentScan(root: "c", excluding: [], fileSystem: files)
        #expect(scan.pages == ["open.md"])
        #expect(
            scan.diagnostics.sorted().map { "\($0.file): \($0.message)" } == [
                "nowhere.md: this symbolic link leads nowhere; remove it or mend its target",
                "shut: the folder cannot be read: Permission denied",
            ])
        files.faults.unreadable = ["c"]
        #expect(throws: FileError.self) { try ContentScan(root: "c", excluding: [], fileSystem: files) }
    }
}
