import Documents
import SourceText
import Testing

/// Front matter in TOML and JSON, beside YAML.
@Suite struct FrontMatterLanguageTests {
    @Test(arguments: [
        "+++\ntitle = 'x'\n+++\n", "+++  \r\ntitle = \"x\"\r\n+++\r\n", "\u{FEFF}+++\n+++\n",
        "{\"title\": \"x\", \"a\": {\"b\": [1]}}\n",
        "{\n\t\"title\":\"}\\\"{\"\n}\r\n",
    ])
    func `front matter is no part of the text`(head: String) {
        #expect(bareHTML(head + "*a*\n") == "<p><em>a</em></p>\n")
    }

    @Test(arguments: [
        "+++\ntitle = 'x'\n", "text\n+++\na = 1\n+++\n", "++++\na = 1\n++++\n", "+++ x\n+++\n", "+++\na = 1\n---\n",
        "---\na: 1\n+++\n",
        "{{< x >}}\n", "{% x %}\n", "{ \"a\": 1\n", "{\"a\": 1} text\n", "{}\n", "{a: 1}\n", "{\"",
    ])
    func `what has no end, or a text behind it, is Markdown`(text: String) {
        #expect(bareHTML(text) == bareHTML(text, extensions: false))
    }

    @Test func `the title of either language is the page's`() {
        for head in [
            "+++\ntitle = \"A é\"\n[params]\nowner = 'x'\n+++\n",
            "{\"title\": \"A \\u00e9\", \"params\": {\"owner\": \"x\"}}\n",
        ] {
            let document = Document(path: "a.md", bytes: Array((head + "# B\n").utf8))
            #expect(document.title == "A é")
            #expect(document.diagnostics.isEmpty)
            guard case .mapping(let params)? = document.frontMatter.field("params")?.value else {
                Issue.record("\(head)")
                continue
            }
            #expect(params.map(\.key) == ["owner"])
        }
    }

    @Test(arguments: [
        (
            MarkedText("+++\ntitle = «»My page\n+++\n"),
            "not TOML: 'My' is no number, date or boolean; put text in quotes"
        ),
        (MarkedText("+++\n🔧 = 1\n+++\n".replacing("🔧", with: "«»🔧")), "not TOML: a key is missing"),
        (MarkedText("+++\na = \"é\"\n«»a = 2\n+++\n"), "not TOML: the key 'a' is there twice"),
    ])
    func `what cannot be read is told of where it stands`(page: MarkedText, message: String) {
        let document = page.document
        #expect(document.diagnostics.map(\.rule) == [.frontMatterSyntax])
        #expect(document.diagnostics.first?.range.printed == page.ranges.first)
        #expect(document.diagnostics.first?.message == "the front matter cannot be read: \(message)")
    }

    @Test func `a key of TOML that is nearly a known one is a notice at its place`() {
        let page = MarkedText("+++\n«descripton» = 'x'\n+++\n")
        #expect(page.facts.diagnostics.map(\.range.printed) == page.ranges)
    }
}
