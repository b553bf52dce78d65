import Addresses
import Publishing
import Rendering
import Site
import SiteSupport
import Testing

@Suite("Pages")
struct PageTests {
    private static let links = "{{root}}|{{stylesheet}}|{{#menu}}{{href}} {{/menu}}|{{{content}}}"

    @Test(
        "Links are relative from every depth",
        arguments: [
            ("a.md", "", "index.html"), ("x/a.md", "../", "../index.html"),
            ("x/y/z/a.md", "../../../", "../../../index.html"),
            ("x/README.md", "../", "../index.html"), ("README.md", "", "index.html"),
        ])
    func depth(_ path: String, _ root: String, _ home: String) async throws {
        var texts = ["README.md": "# Home\n"]
        texts[path] = "# A\n\n[home](/README.md)\n"
        let theme = try Theme.bare(["page.mustache": PageTests.links])
        let built = try await build(texts, theme: theme)
        let output = try #require(built.site.book.pages.first { $0.source == path }?.output)
        #expect(
            built[output]
                == "\(root)|\(root)assets/site.cbf29ce484222325.css|\(root)health/index.html |<p><a href=\"\(home)\">home</a></p>\n"
        )
    }

    @Test(
        "The page for what is not there links from the base URL's path, where it is known: it is shown at any depth",
        arguments: [
            (nil, ""), ("https://ops.example/", "/"), ("https://ops.example/a/b/", "/a/b/"),
            ("http://host:8080/ops/", "/ops/"),
        ] as [(String?, String)])
    func notFound(_ baseURL: String?, _ base: String) async throws {
        let theme = try Theme.bare([
            "notfound.mustache": """
            {{base}}|{{stylesheet}}|{{#menu}}{{href}}{{/menu}}|{{#siteMap}}{{href}} {{/siteMap}}|{{canonical}}
            """,
            "page.mustache": "{{base}}",
        ])
        let built = try await build(["x y/a.md": "# A\n"], theme: theme, { $0.view.baseURL = baseURL })
        #expect(
            built["404.html"]
                == "\(base)|assets/site.cbf29ce484222325.css|health/index.html|index.html x%20y/index.html |")
        #expect(built["x y/a.html"].isEmpty)
    }

    @Test("Only a site that knows its address has a sitemap, of URIs in order")
    func sitemap() async throws {
        let texts = [
            "ü & b.md": "# A\n", "README.md": "# Home\n", "draft.md": "---\ndraft: true\n---\n", "s/p.md": "# P\n",
        ]
        #expect(try await build(texts).files["sitemap.xml"] == nil)
        let built = try await build(texts) { $0.view.baseURL = "https://ops.example/book/" }
        let found = built["sitemap.xml"].matches(of: /<loc>([^<]*)<\/loc>/).map { String($0.output.1) }
        #expect(
            found
                == [
                    "health/index.html", "index.html", "s/index.html", "s/p.html", "%C3%BC%20&amp;%20b.html",
                ].map { "https://ops.example/book/" + $0 })
        #expect(built["robots.txt"] == "User-agent: *\nAllow: /\nSitemap: https://ops.example/book/sitemap.xml\n")
    }

    @Test("A page of a folder of 80 shows a window of 60 around itself, and the way to all")
    func window() async throws {
        let texts = Dictionary(uniqueKeysWithValues: (10..<90).map { ("s/\($0).md", "# Page \($0)\n") })
        let theme = try Theme.bare([
            "page.mustache": """
            {{#section}}{{#items}}{{title}}{{#current}}*{{/current}},{{/items}}{{#all}}{{count}} {{href}}{{/all}}{{/section}}
            """,
            "section.mustache": "{{#entries}}{{title}},{{/entries}}",
        ])
        let built = try await build(texts, theme: theme)
        for (page, first, last) in [(10, 10, 69), (39, 10, 69), (40, 10, 69), (41, 11, 70), (60, 30, 89), (89, 30, 89)]
        {
            let titles = (first...last).map { "Page \($0)" + ($0 == page ? "*" : "") }
            #expect(built["s/\(page).html"] == titles.joined(separator: ",") + ",80 index.html")
        }
        #expect(built["s/index.html"] == (10..<90).map { "Page \($0)," }.joined())
    }

    @Test("A page that everything leads to lists the first of its referrers and counts the rest")
    func referrers() async throws {
        var texts = ["t.md": "# T\n"]
        for index in 100..<140 { texts["\(index).md"] = "# P\(index)\n\n[t](t.md)\n" }
        let theme = try Theme.bare([
            "page.mustache": "{{#referrers}}{{count}}: {{#items}}{{title}},{{/items}} {{more}}{{/referrers}}"
        ])
        let listed = (100..<124).map { "P\($0)," }.joined()
        #expect(try await build(texts, theme: theme)["t.html"] == "40: \(listed) 16")
    }

    @Test("What leads nowhere is no link, and what would run a script is none either")
    func broken() async throws {
        let built = try await build([
            "a.md": """
            [gone](gone.md), ![gone](gone.png), [script](javascript:x), [place](#nowhere)

            <p><a href="gone.md">raw HTML stays as it is</a></p>

            """
        ])
        #expect(
            built["a.html"] == """
                <h1>A</h1>
                <p><a class="broken">gone</a>, <img alt="gone" loading="lazy" />, <a class="broken">script</a>, \
                <a href="#nowhere">place</a></p>
                <p><a href="gone.md">raw HTML stays as it is</a></p>

                """)
    }

    @Test("What authors write cannot leave its place")
    func escaping() async throws {
        let hostile = "\"><script>alert(1)</script>&amp;'"
        let built = try await build(
            [
                "a.md": "---\ntitle: '\(hostile.replacing("'", with: "''"))'\n---\n[x](b.md?\(hostile))\n",
                "b.md": "# B\n",
            ],
            theme: try .load([:])
        ) {
            $0.site.name = hostile
            $0.view.editURL = "https://git.example/{path}?\(hostile)"
        }
        for page in ["a.html", "b.html", "index.html", "404.html", "health/index.html"] {
            #expect(!built[page].isEmpty)
            #expect(!built[page].contains("<script>"), "\(page)")
        }
    }
}
