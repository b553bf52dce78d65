import Addresses
import Documents
import Publishing
import Rendering
import Site
import SiteSupport
import Testing

@Suite("Addresses")
struct AddressTests {
    static let texts = [
        "README.md": "# Home\n\n<a name=\"mark\"></a>\n", "a b.md": "# Spaced\n", "c.md": "# C\n\n## Wo, größe?\n",
        "d/README.md": "# D\n", "d/e.markdown": "# E\n", "f/g.md": "# G\n", "f/data.csv": "1,2\n", "lone/x.bin": "x",
        "old.html": "<p>old</p>", "draft.md": "---\ndraft: true\n---\n# Draft\n",
    ]

    enum Expected: Sendable {
        case page(String), file(String), generated(String), external, unsafe, outside
        case missing(String), missingAnchor(String)
    }

    @Test(
        "What a reference leads to",
        arguments: [
            ("c.md", .page("c.html")), ("c", .page("c.html")), ("c.html", .page("c.html")), ("./c.md", .page("c.html")),
            ("d/../c.md", .page("c.html")), ("/c.md", .page("c.html")), ("c.md?x=1#", .page("c.html")),
            ("c.md#wo-größe", .page("c.html")), ("c.md#wo-gr%C3%B6%C3%9Fe", .page("c.html")),
            ("a%20b.md", .page("a b.html")), ("#mark", .page("index.html")), ("#TOP", .page("index.html")),
            (".", .page("index.html")), ("./", .page("index.html")), ("/", .page("index.html")),
            ("d", .page("d/index.html")), ("d/", .page("d/index.html")), ("d/index.html", .page("d/index.html")),
            ("d/e.md", .missing("d/e.md")), ("d/e.markdown", .page("d/e.html")), ("d/e", .page("d/e.html")),
            ("f/", .generated("f/index.html")), ("f/data.csv#L1", .file("f/data.csv")),
            ("lone/x.bin", .file("lone/x.bin")),
            ("old.html", .file("old.html")), ("health/", .generated("health/index.html")),
            ("https://example.com", .external), ("//example.com", .external), ("mailto:x@example.com", .external),
            ("tel:+491234", .external), ("javascript:void(0)", .unsafe), ("JavaScript:void(0)", .unsafe),
            ("../x.md", .outside), ("/../x.md", .outside), ("d/../../x.md", .outside),
            ("C.md", .missing("C.md")), ("nothing/", .missing("nothing")), ("draft.md", .missing("draft.md")),
            ("c.md#nothing", .missingAnchor("c.html")), ("f/#nothing", .missingAnchor("f/index.html")),
            ("#nothing", .missingAnchor("index.html")),
        ] as [(String, Expected)])
    func resolution(_ written: String, _ expected: Expected) async throws {
        var texts = AddressTests.texts
        texts["README.md"]? += "\n[x](<\(written)>)\n"
        let site = try await build(texts).site
        let page = try #require(site.pages.firstIndex { $0.path == "README.md" })
        let found = try #require(site.resolutions[page].last)
        let output = found.destination.map { site.book.output(of: $0) }
        switch (expected, found) {
        case (.page(let path), .resolved(.page)), (.file(let path), .resolved(.file)),
            (.generated(let path), .resolved(.generated)), (.missingAnchor(let path), .missingAnchor):
            #expect(output == path)
        case (.missing(let path), .unresolved(.missing(let looked))): #expect(looked == path)
        case (.external, .external), (.unsafe, .unsafe), (.outside, .unresolved(.outside)): break
        default: Issue.record("\(found)")
        }
    }

    @Test("Files beside pages and linked files are copied, others are not")
    func copied() async throws {
        let built = try await build([
            "README.md": "[x](far/linked.txt), ![y](far/seen.png)", "beside.csv": "", "far/linked.txt": "",
            "far/seen.png": "",
            "far/other.txt": "", ".hidden/x.txt": "",
        ])
        #expect(built.site.copiedFiles == ["beside.csv", "far/linked.txt", "far/seen.png"])
    }

    @Test("A source at the address of a generated page takes its place, whatever it is, and nothing is written twice")
    func shadowed() async throws {
        let built = try await build(
            [
                "health/index.md": "# Ours\n", "404.html": "ours", "s/index.html": "ours", "s/page.md": "# P\n",
                "robots.txt": "ours", "sitemap.xml": "ours",
            ], { $0.view.baseURL = "https://ops.example/" })
        #expect(built["404.html"] == "ours" && built["s/index.html"] == "ours")
        #expect(built["robots.txt"] == "ours" && built["sitemap.xml"] == "ours")
        #expect(built["health/index.html"].contains("Ours"))
        #expect(built.site.generated.isEmpty)
        #expect(
            built.report == """
                404.html:1:1: notice: '404.html' takes the address 404.html, so that the generated page 'Page not found' \
                is left out [page/shadows-generated]
                health/index.md:1:1: notice: 'health/index.md' takes the address health/index.html, so that the generated \
                page 'Health' is left out [page/shadows-generated]
                s/index.html:1:1: notice: 's/index.html' takes the address s/index.html, so that the generated page 'S' \
                is left out [page/shadows-generated]

                """)
    }

    @Test("A file named as a generated page's folder leaves that page out")
    func fileForFolder() async throws {
        let built = try await build(["a.md": "# A\n", "health": "a file"])
        #expect(built["health"] == "a file")
        #expect(built.files["health/index.html"] == nil)
        #expect(built.report.hasPrefix("health:1:1: notice: 'health' takes the address health/index.html"))
    }
}
