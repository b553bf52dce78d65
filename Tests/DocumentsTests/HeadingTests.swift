import Documents
import Testing

@Suite struct HeadingTests {
    @Test(arguments: [
        ("# Plain *text*", "Plain text", "plain-text"),
        ("## `code_name` and [a link](x.md)", "code_name and a link", "code_name-and-a-link"),
        ("# ![logo](l.png) Title", " Title", "-title"),
        ("# A &amp; B \\* C", "A & B * C", "a--b--c"),
        ("# Title ##", "Title", "title"),
        ("Two\nlines\n===", "Two lines", "two-lines"),
        ("# 🚀 Deploy", "🚀 Deploy", "-deploy"),
        ("# Größe <b>x</b>", "Größe x", "größe-x"),
        ("#", "", ""),
    ])
    func `a heading's text is what a reader sees, its id GitHub's`(markdown: String, title: String, id: String) {
        let headings = MarkedText(markdown).facts.headings
        #expect(headings.map(\.title) == [title])
        #expect(headings.map(\.id) == [id])
    }

    @Test func `repeated headings are numbered, and numbers that are taken stepped over`() {
        let facts = MarkedText("# a\n# a\n# a-1\n# a\n> # A\n- # a\n").facts
        #expect(facts.headings.map(\.id) == ["a", "a-1", "a-1-1", "a-2", "a-3", "a-4"])
        #expect(facts.headings.map(\.level) == [1, 1, 1, 1, 1, 1])
    }

    @Test(arguments: [
        MarkedText("«# a»\n\ntext\n\n«b\n---»\n\ntext"), MarkedText("«b\n---»\ntext"), MarkedText("> «# é 🔧»\n> x"),
        MarkedText("«a\nb\n===»\n---\n"),
        MarkedText("---\ntitle: x\n---\n\n  «## a ##»\nx"),
    ])
    func `a heading's range is its lines`(page: MarkedText) {
        #expect(page.facts.headings.map(\.range.printed) == page.ranges)
    }

    @Test(arguments: [
        ("---\ntitle: Front\n---\n# Head\n", "a/b.md", "Front"), ("# Head\n", "a/b.md", "Head"),
        ("## Two\n\n# One\n", "a/b.md", "One"),
        ("## Two\n", "a/b.md", "Two"), ("text", "a/nats-outage.md", "Nats outage"), ("text", "a/README.md", "A"),
        ("", "index.md", "Home"),
        ("", "x/API_v2.md", "API_v2"),
    ])
    func `a title comes from front matter, headings or the file's name`(text: String, path: String, title: String) {
        #expect(Document(path: path, bytes: Array(text.utf8)).title == title)
    }

    @Test(arguments: [
        ("---\ndescription: D\n---\nText.", "D"),
        ("# T\n\nThe *first* [paragraph](x.md).\n\nMore.", "The first paragraph."),
        ("[← Back to Index](README.md)\n\n# T\n\nText.", "Text."),
        ("← [Index](README.md) | [Next](b.md) →\n\nText.", "Text."),
        ("[![build](b.svg)](https://ci) ![cov](c.svg)\n\nText.", "Text."),
        ("**[Home](README.md)** » [Runbooks](r.md)\n\nText here.", "Text here."),
        ("{{< toc >}}\n\nimport A from 'a';\n\n--8<-- \"gone\"\n\nText.", "Text."),
        ("- item\n\n> quote\n\nText.", "Text."),
        ("See [the runbook](x.md) first.", "See the runbook first."),
        ("# T", nil),
    ])
    func `a summary is the first paragraph that says something`(text: String, summary: String?) {
        #expect(MarkedText(text).facts.summary == summary)
    }

    @Test func `a long summary is cut behind a word`() {
        let summary = MarkedText(String(repeating: "wörd ", count: 100)).facts.summary
        #expect(summary?.hasSuffix("wörd…") == true)
        #expect((summary?.utf8.count ?? 0) <= 203)
    }
}
