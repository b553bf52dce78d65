import Rendering
import SiteSupport
import Testing

@Suite("What a site tells of repaired text")
struct RepairNoteTests {
    private static let note = """
        {{#repairs}}{{count}}{{#one}} one{{/one}}:{{#items}} {{place}} [{{{before}}}|{{after}}]{{/items}} {{more}} {{href}}{{/repairs}}
        """

    private func page(_ name: String, of texts: [String: String]) async throws -> String {
        try await build(texts, theme: try .bare(["page.mustache": RepairNoteTests.note]))[name]
    }

    @Test("A page tells its repairs, before and after, and names no damaged text in its bytes")
    func page() async throws {
        #expect(
            try await page("a/b.html", of: ["a/b.md": "# A\n\nIt â€” fails\n"])
                == "1 one: line 3 [&#xe2;&#x20ac;&#x201d;|—]  ../health/index.html")
        #expect(try await page("b.html", of: ["b.md": "# A\n\nIt — fails\n"]).isEmpty)
    }

    @Test("What cannot be seen is spelt out: a control character has no reference, and a space no looks")
    func invisible() async throws {
        #expect(
            try await page("b.html", of: ["b.md": "# â€œAâ€\u{9D}\n\n10Â\u{A0}km\n"])
                == "3: line 1 [&#xe2;&#x20ac;&#x153;|“] line 1 [&#xe2;&#x20ac;\\u{9d}|”] line 3 [&#xc2;\\u{a0}|\\u{a0}]  "
                + "health/index.html")
    }

    @Test("What was repaired in the same way is told once, with its lines")
    func alike() async throws {
        let text = "â€” x Ã©\n\nâ€” y â€” z\n\nâ€”\n"
        #expect(
            try await page("b.html", of: ["b.md": text])
                == "5: lines 1, 3, 5 [&#xe2;&#x20ac;&#x201d;|—] line 1 [&#xc3;&#xa9;|é]  health/index.html")
        let long = try await page("b.html", of: ["b.md": String(repeating: "â€” y\n", count: 30)])
        #expect(long == "30: lines 1, 2, 3, 4, 5, 6, 7, 8, … [&#xe2;&#x20ac;&#x201d;|—]  health/index.html")
    }

    @Test("Of many kinds of repairs a page lists the first 24, and counts the places of the rest")
    func many() async throws {
        // Ã followed by each of ¡ to ¾: à to þ, of which 30 are letters here.
        let text = (0..<30).map {
            "x Ã\(Unicode.Scalar(0xA1 + UInt8($0))) y, Ã\(Unicode.Scalar(0xA1 + UInt8($0))) z\n\n"
        }
        let note = try await page("b.html", of: ["b.md": "â€” Ã¼\n\n" + text.joined()])
        #expect(note.hasPrefix("61: line 1 ["))
        #expect(note.hasSuffix(" 14 health/index.html"))
    }

    @Test("What was repaired in an included file is told with its name, and once on the health page")
    func included() async throws {
        let texts = [
            "a.md": "# A\n\n--8<-- \"part.txt\"\n", "b.md": "# B\n\n--8<-- \"part.txt\"\n\nÃ¤ â€” Ã¶\n",
            "part.txt": "From here â€” on\n",
        ]
        #expect(
            try await page("a.html", of: texts)
                == "1 one: part.txt, line 1 [&#xe2;&#x20ac;&#x201d;|—]  health/index.html")
        let health = try await build(
            texts,
            theme: try .bare([
                "health.mustache":
                    "{{#repaired}}{{path}} {{href}}:{{#items}} {{line}} {{{before}}} {{after}}{{/items}}\n{{/repaired}}"
            ]))["health/index.html"]
        #expect(
            health == """
                b.md ../b.html: 5 &#xc3;&#xa4; &#xe2;&#x20ac;&#x201d; &#xc3;&#xb6; ä — ö
                part.txt : 1 &#xe2;&#x20ac;&#x201d; —

                """)
    }

    @Test("In the default theme it is a closed disclosure outside of the article")
    func theme() async throws {
        let built = try await build(["a.md": "# A\n\nIt â€” fails\n"], theme: try .load([String: String]()))
        let html = built["a.html"]
        let end = try #require(html.firstRange(of: "</article>"))
        let rest = html[end.upperBound...]
        #expect(rest.contains("<details class=\"repairs\">\n<summary>1 place repaired in this page</summary>"))
        #expect(rest.contains("line 3: <code>&#xe2;&#x20ac;&#x201d;</code> → <code>—</code>"))
    }
}
