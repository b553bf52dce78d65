import Publishing
import SiteSupport
import SourceText
import Testing

@Suite("Building a site")
struct SiteBuilderTests {
    @Test("An unreadable page is a finding, and links to it are told why")
    func unreadablePage() async throws {
        let files = try MemoryFileSystem(["content/a.md": "[b](b.md)", "content/b.md": "# B"])
        files.faults.unreadable = ["content/b.md"]
        let built = try await build(BuildOptions(content: "content"), files, theme: try .bare())
        #expect(
            built.report == """
                a.md:1:5: error: 'b.md' cannot be read, so the site lacks it [link/missing-file]
                b.md:1:1: error: the page cannot be read: Permission denied [page/unreadable]

                """)
        #expect(built.files["a.html"] != nil && built.files["b.html"] == nil)
    }

    @Test("A check finds what a build finds")
    func check() async throws {
        let files = try MemoryFileSystem(["content/a.md": "[b](b.md) <a id=\"x\"></a><a id=\"x\"></a>"])
        let builder = SiteBuilder(options: BuildOptions(content: "content"), fileSystem: files)
        let checked = try await builder.join(keepingBodies: false)
        let built = try await builder.join()
        #expect(checked.findings == built.findings)
        #expect(checked.findings.count == 2)
    }

    @Test("Templates are read from their folder, without hidden files, and told by their names")
    func templates() async throws {
        let files = try MemoryFileSystem([
            "content/a.md": "# A", "t/page.mustache": "ours {{title}}", "t/.page.mustache.swp": "{{#",
            "t/sub/x.mustache": "{{#",
        ])
        var options = BuildOptions(content: "content")
        options.templates = "t"
        let (theme, findings) = try SiteBuilder(options: options, fileSystem: files).theme()
        #expect(findings.isEmpty)
        let found = try #require(theme)
        #expect(try await build(options, files, theme: found)["a.html"] == "ours A")
        try files.write(Array("{{nope}}".utf8), to: "t/page.mustache")
        let broken = try SiteBuilder(options: options, fileSystem: files).theme()
        #expect(broken.theme == nil)
        #expect(broken.diagnostics.map(\.file) == ["page.mustache"])
    }

    @Test("A policy changes levels, drops rules, accepts with a reason, and counts one fault once")
    func policy() {
        func finding(_ rule: Rule, _ file: String) -> Diagnostic { Diagnostic(rule, file: file, message: "m") }
        var policy = FindingPolicy()
        policy.levels = [.linkMissingFile: .warning, .pageDuplicateID: nil]
        policy.acceptances = [
            FindingPolicy.Acceptance(rule: .linkWrongCase, file: "a.md", reason: "one"),
            FindingPolicy.Acceptance(rule: .pageUnreadable, file: nil, reason: "all"),
        ]
        let found = policy.apply(to: [
            finding(.pageUnreadable, "c.md"), finding(.linkWrongCase, "b.md"), finding(.linkWrongCase, "a.md"),
            finding(.linkMissingFile, "a.md"), finding(.linkMissingFile, "a.md"), finding(.pageDuplicateID, "a.md"),
        ])
        #expect(
            found.map { "\($0.file) \($0.rule.rawValue) \($0.level.name) \($0.accepted ?? "-")" } == [
                "a.md link/missing-file warning -", "a.md link/wrong-case error one", "b.md link/wrong-case error -",
                "c.md page/unreadable error all",
            ])
    }
}
