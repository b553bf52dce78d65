import Documents
import SourceText
import Testing

@Suite struct FrontMatterTests {
    static let positions: [MarkedText] = [
        MarkedText("---\n«title»: «Outage»\n«tags»: [«a», «b c»]\n---\n"),
        MarkedText("---\r\n«title»: «Outage»  \r\n«n»: «1.10»\r\n---\r\n# x\r\n"),
        MarkedText("\u{FEFF}---\n«title»: «x»\n---\n"),
        MarkedText("---\n«title»: «🔧 é fix»\n«owner»: «日本»\n---\n"),
        MarkedText("---\n«title»: «\"🔧: quoted\"»\n«aliases»:\n  - «a/b.md»\n  - «'c'»\n«date»: «2024-01-02»\n---\n"),
        MarkedText("---\n# 🔧 comment\n«title»: «a#b»\n---\n"),
        MarkedText("---\n«x»: {«k»: «🔧», «l»: «v»}\n---\n"),
        MarkedText("---\n«k»:   «'it''s'»   # why\n...\ntext"),
    ]

    @Test(arguments: positions) func `keys and values know their places, in UTF-16 columns`(page: MarkedText) {
        let document = page.document
        var ranges: [String] = []
        func add(_ value: YAMLValue) {
            switch value {
            case .null: break
            case .scalar(_, let range): ranges.append(range.printed)
            case .list(let items): items.forEach { add($0) }
            case .mapping(let fields):
                for field in fields {
                    ranges.append(field.keyRange.printed)
                    add(field.value)
                }
            }
        }
        add(.mapping(document.frontMatter.fields))
        #expect(document.diagnostics.isEmpty)
        #expect(ranges == page.ranges)
    }

    @Test(arguments: [
        "---\ntitle: x\ntext", "---\n\ntext\n\n---\n", "---\n---\ntext", "----\ntitle: x\n----\n",
        "--- x\ntitle: x\n---\n",
        " ---\ntitle: x\n---\n", "text\n---\ntitle: x\n---\n", "---\n- a: b\n---\n", "---\n# a: b\n---\n",
        "...\na: b\n...\n", "---",
        "--", "", "***\na: b\n***\n",
    ])
    func `what opens with a line and closes without keys is Markdown`(text: String) {
        #expect(Document(path: "a.md", bytes: Array(text.utf8)).frontMatter.fields.isEmpty)
        #expect(bareHTML(text) == bareHTML(text, extensions: false))
    }

    @Test(arguments: [
        "---\ntitle: x\n---\n", "---\ntitle: x\n...\n", "---  \r\ntitle: x\r\n--- \r\n", "\u{FEFF}---\ntitle: x\n---\n",
    ])
    func `front matter is no part of the text`(head: String) {
        #expect(bareHTML(head + "*a*\n") == "<p><em>a</em></p>\n")
    }

    static let failures: [(MarkedText, String)] = [
        (MarkedText("---\ntitle: [a, b\n«»---\n"), "not YAML: did not find expected ',' or ']'"),
        (MarkedText("---\n🔧: «»\"é\n---\n"), "not YAML: found unexpected end of stream"),
        (MarkedText("---\ntitle: x\n«»\ta: b\n---\n"), "not YAML: found a tab character that violates indentation"),
        (MarkedText("---\ntitle: a«»: b\n---\n"), "not YAML: mapping values are not allowed in this context"),
        (MarkedText("---\na: 1\n«»a: 2\n---\n"), "the key 'a' is there twice"),
        (MarkedText("---\n«»\"a: b\"\n---\n"), "this is no mapping of keys to values"),
    ]

    @Test(arguments: failures) func `what cannot be read is told of where it stands`(page: MarkedText, message: String)
    {
        let document = page.document
        let finding = document.diagnostics.first
        #expect(document.diagnostics.count == 1)
        #expect(finding?.rule == .frontMatterSyntax)
        #expect(finding?.range.printed == page.ranges.first)
        #expect(finding?.message == "the front matter cannot be read: \(message)")
        #expect(document.frontMatter.fields.isEmpty)
    }

    @Test func `a key that is nearly a known one is a notice with what was meant`() {
        let page = MarkedText("---\n«descripton»: x\nlast_reviewed: 2024-01-01\nmyOwn: x\n---\n")
        let findings = page.facts.diagnostics
        #expect(findings.map(\.range.printed) == page.ranges)
        #expect(findings.first?.suggestion == "description")
    }

    @Test func `keys are found whatever their case, hyphens and underscores`() {
        let front = MarkedText("---\nlast_reviewed: 2024-01-02\nREVIEW-EVERY: 30d\ndraft: Yes\ntags: a\n---\n").document
            .frontMatter
        #expect(front.text("lastReviewed") == "2024-01-02")
        #expect(front.text("nothing", "reviewEvery") == "30d")
        #expect(front.flag("draft") == true)
        #expect(front.texts("tags").map(\.text) == ["a"])
    }
}
