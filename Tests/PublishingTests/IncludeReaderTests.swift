import Publishing
import SiteSupport
import SourceText
import Testing

struct IncludeReaderTests {
    @Test func `nothing is included from outside of the content, whatever leads there`() async throws {
        let files = try MemoryFileSystem([
            "content/a.md": "{{#include link}} {{#include ../secret}} {{#include near}} {{#include there/secret}}\n",
            "content/near-file": "inside", "secret": "SECRET", "content2/x": "SECRET",
        ])
        try files.makeSymbolicLink("content/link", to: "../secret")
        try files.makeSymbolicLink("content/near", to: "near-file")
        try files.makeSymbolicLink("content/there", to: "..")
        var options = BuildOptions(content: "content")
        options.excluded = ["link", "there"]
        let built = try await build(options, files, theme: try .bare())
        #expect(built["a.html"].contains("inside") && !built["a.html"].contains("SECRET"))
        #expect(built.findings.map(\.rule) == [.includeMissing, .includeMissing, .includeMissing])
        #expect(built.findings.allSatisfy { $0.message.contains("lies outside the content folder") })
    }

    @Test func `what cannot be read is said why`() async throws {
        let files = try MemoryFileSystem([
            "content/a.md": "{{#include folder}}\n\n{{#include x/locked}}\n\n{{#include x/huge}}\n",
            "content/folder/b.txt": "", "content/x/locked": "x",
            "content/x/huge": String(repeating: "x", count: 17 << 20),
        ])
        files.faults.unreadable = ["content/x/locked"]
        var options = BuildOptions(content: "content")
        options.excluded = ["x"]
        let built = try await build(options, files, theme: try .bare())
        #expect(
            built.report == """
                a.md:1:1: error: 'folder' is a folder or another thing without text; name a file [include/missing]
                a.md:3:1: error: 'x/locked' cannot be read: Permission denied [include/missing]
                a.md:5:1: error: 'x/huge' is larger than 16 MB; link to it instead [include/limit]

                """)
    }

    @Test func `files that the site leaves out can be included`() async throws {
        let built = try await build([
            "a.md": "--8<-- \"parts/x.md\"\n--8<-- \".parts/y.md\"\n", "parts/x.md": "from x\n",
            ".parts/y.md": "from y\n",
        ]) { $0.excluded = ["parts"] }
        #expect(built["a.html"].contains("from x") && built["a.html"].contains("from y"))
        #expect(built.files["parts/x.html"] == nil)
        #expect(built.findings.isEmpty)
    }

    @Test func `a finding in a text that many pages include is reported once, where the text stands`() async throws {
        var files = ["parts/x.md": "---\ndraft: true\n---\n\n[x](gone.md) donâ€™t\n{{#include no}}\n"]
        for page in ["a/one.md", "b/two.md", "three.md"] { files[page] = "# T\n\n--8<-- \"parts/x.md\"\n" }
        let findings = try await build(files).findings
        #expect(
            findings.map { "\($0.file):\($0.range.start.line):\($0.range.start.column) \($0.rule.rawValue)" } == [
                "parts/x.md:5:5 link/missing-file", "parts/x.md:5:17 encoding/mojibake",
                "parts/x.md:6:1 include/missing",
            ])
        #expect(findings.first?.notes.map { "\($0.file):\($0.range.start.line)" } == ["a/one.md:3"])
    }

    @Test func `what a text claims that many pages include counts once, and is told with the text's own line`()
        async throws
    {
        let page = "## Severity levels\n\n{{#include levels.txt}}\n"
        let built = try await build([
            "a.md": page, "b.md": page,
            "c.md": "## Severity levels\n\n| Level | Response time |\n|---|---|\n| SEV-1 | 5 minutes |\n",
            "levels.txt": "| Level | Response time |\n|---|---|\n| SEV-1 | 15 minutes |\n",
        ])
        #expect(
            built.report == """
                c.md:5:11: warning: SEV-1 response time is '5 minutes' here, '15 minutes' in levels.txt:3 [severity/conflict]
                  c.md:5:11: note: SEV-1 response time: 5 minutes
                  levels.txt:3:11: note: SEV-1 response time: 15 minutes

                """)
    }
}
