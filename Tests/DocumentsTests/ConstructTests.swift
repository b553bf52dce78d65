import Documents
import SourceText
import Testing

@Suite struct ConstructTests {
    private func check(_ test: ConstructCase) {
        #expect(bareHTML(test.markdown) == test.html + (test.html.isEmpty ? "" : "\n"))
        let windows = test.markdown.replacing("\n", with: "\r\n")
        #expect(bareHTML(windows) == test.html + (test.html.isEmpty ? "" : "\n"))
    }

    @Test(arguments: ConstructCase.admonitions) func `admonitions`(test: ConstructCase) { check(test) }

    @Test(arguments: ConstructCase.alerts) func `alerts`(test: ConstructCase) { check(test) }

    @Test(arguments: ConstructCase.tabs) func `tabs`(test: ConstructCase) { check(test) }

    @Test(arguments: ConstructCase.definitions) func `definition lists`(test: ConstructCase) { check(test) }

    @Test(arguments: ConstructCase.attributes) func `attributes`(test: ConstructCase) { check(test) }

    @Test(arguments: ConstructCase.tablesOfContents) func `tables of contents`(test: ConstructCase) { check(test) }

    @Test(arguments: ConstructCase.abbreviations) func `abbreviations`(test: ConstructCase) { check(test) }

    @Test(arguments: ConstructCase.tasks) func `task lists`(test: ConstructCase) { check(test) }

    @Test(arguments: ConstructCase.footnotes) func `footnotes`(test: ConstructCase) { check(test) }

    @Test(arguments: [
        "!!! note\n    x", "=== \"A\"\n    a", "a\n: b", "x[^1]\n\n[^1]: a b", "| a |\n|---|", "- [ ] a", "# a {#b}",
        "[TOC]",
        "*[a]: b\n\na", "> [!NOTE]\n> x",
    ])
    func `without extensions none of it happens`(markdown: String) {
        let html = bareHTML(markdown, extensions: false)
        #expect(!["<div", "<dl", "<sup", "<table", "<input", "id=", "<nav", "<abbr"].contains { html.contains($0) })
    }

    static let places: [ReferenceCase] = [
        ReferenceCase("!!! note \"a [t](«t.md»)\"\n    b [x](«x.md»)\n    c [y](«y.md»)\n\n    - [z](«z.md»)"),
        ReferenceCase("!!! note\n    a [x](«x.md»)\nb [y](«y.md»)\nc [z](«z.md»)"),
        ReferenceCase("> ??? tip \"[t](«t.md»)\"\n>     b [x](«x.md»)\n>     c [y](«y.md»)"),
        ReferenceCase(
            "- a\n\n    !!! note\n        b\n        c [y](«y.md»)\n\n        | [h](«h.md») |\n        |---|"),
        ReferenceCase("=== \"[t](«t.md»)\"\n\n\ta [x](«x.md»)\n\tb [y](«y.md»)"),
        ReferenceCase("a [^long label]\n[^long]: [x](«x.md»)\n    [y](«y.md»)\n\n    - [z](«z.md»)\n\nb[^long]"),
        ReferenceCase("b[^1] [w](«w.md»)\n\n> [^1]: > [x](«x.md»)\n>     > [y](«y.md»)\n>\n>     [z](«z.md»)"),
        ReferenceCase("b[^1]\n\n[^1]: | [x](«x.md») |\n    |---|\n    | [y](«y.md») |"),
        ReferenceCase("b[^1]\n\n  [^1]:   # [x](«x.md»)"),
        ReferenceCase(
            "[s](«s.md»)\n[t](«t.md»)\n:   [x](«x.md»)\n    [y](«y.md»)\n\n    [z](«z.md»)\n:         [a](«a.md»)"),
        ReferenceCase("> [s](«s.md»)\n> : [x](«x.md»)\n>   [y](«y.md»)"),
        ReferenceCase("> [!NOTE] [t](«t.md»)\n> [x](«x.md»)\n> [y](«y.md»)"),
        ReferenceCase("> [!NOTE]\n> [x](«x.md»)\n> [y](«y.md»)\n>\n> - [z](«z.md»)\n>   [a](«a.md»)"),
        ReferenceCase("- [ ] [x](«x.md»)\n  [y](«y.md»)\n- [x] [x](«x.md») [x]\n\n[x]: «d.md»", order: [0, 1, 2, 3]),
        ReferenceCase("*[a]: b\n[x](«x.md»)\n*[c]: d\n[y](«y.md»)"),
        ReferenceCase("# [x](«x.md») {#a}\n[y](«y.md»)\n{: .b }"),
        ReferenceCase("[l](«l.md»)\n[m](«m.md»)\n| [h](«h.md») |\n|---|\n# [x](«x.md»)"),
    ]

    @Test(arguments: places) func `places inside of them are those of the file`(test: ReferenceCase) {
        let references = test.page.facts.references
        #expect(references.map(\.range.printed) == test.order.map { test.page.ranges[$0] })
    }

    @Test func `an id of the author's own is not given to another heading`() {
        let facts = MarkedText("# a\n## x {#a}\n## b {#B .c}").facts
        #expect(facts.headings.map(\.id) == ["a-1", "a", "B"])
        #expect(facts.headings.map(\.title) == ["a", "x", "b"])
    }

    @Test func `headings keep the order in which they are written`() {
        let facts = MarkedText("# a\n\n[^1]: ## c\n\n!!! note\n    ## b\n\nx[^1] [y](y.md)").facts
        #expect(facts.headings.map(\.title) == ["a", "b", "c"])
        #expect(facts.references.map(\.heading) == [1])
    }

    @Test func `what lies too deep is left to CommonMark, and reported`() {
        let page = MarkedText(
            String(repeating: "> ", count: 70) + "a\n«" + String(repeating: "> ", count: 70) + "!!! note»")
        #expect(page.facts.diagnostics.map(\.rule) == [.pageTooDeep])
        #expect(page.facts.diagnostics.map(\.range.printed) == page.ranges)
    }

    @Test func `short rows of wide tables are completed up to a limit, and then end the table`() {
        let columns = String(repeating: "|a", count: 2000)
        let rules = String(repeating: "|-", count: 2000)
        let html = bareHTML("\(columns)\n\(rules)\n" + String(repeating: "b\n", count: 200))
        #expect(html.utf8.count < 3_000_000)
        #expect(html.hasSuffix("b</p>\n"))
    }

    private static let pieces = [
        "!!! note\n", "!!! a \"t\"\n", "??? tip\n", "=== \"t\"\n", "[^1]: ", "[^1]", "\n: ", "*[a]: b\n",
        "| a |\n|---|\n", "|-|",
        "> ", "> [!NOTE]\n", "- ", "- [ ] ", "1. ", "    ", "\n    ", "\n\n", "\n", "\r\n", "\t", "a", "text", "```\n",
        "<div>\n",
        "[x](y.md)", "{#a}", "{: .b }", "[TOC]", "# ", "---\n", "***", "+ ", "* ", "<??>", "é",
    ]

    @Test func `random constructs compile, and nothing is lost`() {
        var random = SeededGenerator(seed: 303)
        for _ in 0..<4000 {
            let text = random.text(of: Self.pieces, count: 1...30) + "\n\nlast[^1]"
            let document = Document(path: "page.md", bytes: Array(text.utf8))
            let (facts, _) = document.compile()
            let html = bareHTML(text)
            #expect(!html.contains("<??>") || text.contains("<??>"), "\(text.debugDescription)")
            #expect(html.contains("last"), "\(text.debugDescription)")
            for reference in facts.references {
                #expect(MarkedText(text).cut(reference.range) == reference.written, "\(text.debugDescription)")
            }
        }
    }

    @Test(arguments: [
        ("!!! a\n", 50_000), ("!!! note\n", 30_000), ("=== \"a\"\n", 30_000), ("| a |\n|-|\n", 25_000),
        ("[^a]: ", 50_000),
        ("[^a]: x\n", 30_000), (": x\n", 60_000), ("a\n: x\n", 50_000), ("> [!NOTE]\n> x\n\n", 15_000),
        ("*[a]: b\na\n", 25_000),
        ("!!! note\n    a\nb\n", 15_000), ("[TOC]\n\n## a\n", 20_000), ("# a {#b}\n", 30_000), ("- [^a]:", 40_000),
        ("!!! note\n[^a]: b\nc\n: d\n=== \"e\"\n| f |\n|-|\n", 7_000),
    ])
    func `many of them cost time in proportion`(piece: String, count: Int) {
        let text = String(repeating: piece, count: count)
        #expect(!MarkedText(text).document.compile().body.html.isEmpty || piece.hasPrefix("[^a]"))
    }

    @Test func `25,000 levels of them overflow no stack`() {
        let nested = (0..<380).map { String(repeating: " ", count: 4 * $0) + "!!! note\n" }.joined()
        let quoted = String(repeating: "> ", count: 25_000) + "!!! note\n"
        for text in [nested, quoted] { #expect(!MarkedText(text).document.compile().body.html.isEmpty) }
    }
}
