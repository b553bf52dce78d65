import Documents
import Publishing
import Site
import SiteSupport
import Testing

@Suite("Reading order")
struct ReadingOrderTests {
    /// Paths with their titles or front matter, and the order in which they are read.
    @Test(
        "Pages are read",
        arguments: [
            (
                "By title, not by name", ["z.md": "# Alpha", "a.md": "# beta", "m.md": "# Gamma"],
                ["z.md", "a.md", "m.md"]
            ),
            (
                "Numbers count as numbers, before other names",
                ["10-x.md": "# A", "2-y.md": "# B", "x.md": "# 1"], ["2-y.md", "10-x.md", "x.md"]
            ),
            (
                "Dates in order", ["2024-02-01-b.md": "# A", "2023-11-30-a.md": "# B"],
                ["2023-11-30-a.md", "2024-02-01-b.md"]
            ),
            (
                "A given order before everything",
                ["a.md": "# A", "b.md": "---\norder: 2\n---\n# B", "c.md": "---\nweight: 1\n---\n# C"],
                ["c.md", "b.md", "a.md"]
            ),
            ("Equal titles by path", ["b.md": "# Same", "a.md": "# Same"], ["a.md", "b.md"]),
            (
                "An index first, pages before folders, folders in depth",
                ["s/z.md": "# Z", "s/t/u.md": "# U", "b.md": "# B", "README.md": "# Zulu", "s/README.md": "# S"],
                ["README.md", "b.md", "s/README.md", "s/z.md", "s/t/u.md"]
            ),
        ] as [(String, [String: String], [String])])
    func order(_ name: String, _ texts: [String: String], _ order: [String]) async throws {
        let site = try await build(texts).site
        #expect(site.tree.readingOrder.map { site.pages[$0].path } == order, "\(name)")
    }

    @Test("A section is a folder with pages below it, its title its index's or its name's")
    func sections() async throws {
        let site = try await build([
            "on-call/rota.md": "# Rota", "db/deep/er/a.md": "# A", "db/README.md": "# Databases", "img/x.svg": "<svg/>",
        ]).site
        let sections = site.tree.sections.sorted { $0.path < $1.path }
        #expect(sections.map(\.path) == ["", "db", "db/deep", "db/deep/er", "on-call"])
        #expect(sections.map(\.title) == ["Handbook", "Databases", "Deep", "Er", "On call"])
        #expect(sections.map(\.output) == sections.map { $0.path.isEmpty ? "index.html" : $0.path + "/index.html" })
        #expect(sections.map { $0.indexPage == nil } == [true, false, true, true, true])
        for section in sections where !section.path.isEmpty {
            let parent = try #require(section.parent)
            #expect(section.path.hasPrefix(site.tree.sections[parent].path))
        }
        #expect(
            site.generatedSections.map { site.tree.sections[$0].path }.sorted() == [
                "", "db/deep", "db/deep/er", "on-call",
            ])
    }

    @Test(
        "The site is called as configured, else as its first page, else as its folder",
        arguments: [
            (["README.md": "# Titan"], "Given", "Given"), (["README.md": "# Titan"], nil, "Titan"),
            (["a.md": "# A"], nil, "folder"),
        ] as [([String: String], String?, String)])
    func name(_ texts: [String: String], _ given: String?, _ name: String) async throws {
        let site = try await build(texts) {
            $0.site.name = given
            $0.site.fallbackName = "folder"
        }.site
        #expect(site.name == name)
    }
}
