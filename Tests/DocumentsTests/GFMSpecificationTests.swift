import Documents
import Testing

@Suite struct GFMSpecificationTests {
    private static let files = ["table", "tasklist", "strikethrough", "linkify"]

    /// Where goldmark by design writes something else than cmark-gfm, cmark-gfm says what is right.
    static let decidedByOracle = [
        "tasklist 1": "the order of a checkbox's attributes", "tasklist 2": "the order of a checkbox's attributes",
        "linkify 12": "an apostrophe in an address is a reference",
    ]

    private static func cases() throws -> [(case: GoldmarkCase, html: String)] {
        try files.flatMap { try GoldmarkCase.all($0) }.map { test in
            (test, decidedByOracle[test.testDescription] == nil ? test.html : try GFMOracle.html(test.markdown))
        }
    }

    @Test func `every case of tables, task lists, strikethrough and autolinks gives its HTML`() throws {
        let cases = try Self.cases()
        #expect(cases.count >= 35)
        for (test, html) in cases {
            #expect(bareHTML(test.markdown) == html, "\(test): \(test.markdown.debugDescription)")
        }
    }

    @Test func `where goldmark has its own way, it still differs from cmark-gfm`() throws {
        for test in try Self.files.flatMap({ try GoldmarkCase.all($0) }) {
            let isSame = try GFMOracle.html(test.markdown) == test.html
            #expect(isSame == (Self.decidedByOracle[test.testDescription] == nil), "\(test)")
        }
    }

    /// An article without what it adds for its readers: tables that scroll, cells that name their column, external links
    /// and tasks marked.
    private static func bared(_ html: String) -> String {
        html.replacing("<div class=\"table\"><table>", with: "<table>").replacing("</table></div>", with: "</table>")
            .replacing(/\ (data-label|aria-label)="[^"]*"/, with: "").replacing(" scope=\"col\"", with: "")
            .replacing(/\ class="(external|task)"/, with: "")
    }

    @Test func `a built page's article says the same`() throws {
        for (test, html) in try Self.cases() {
            let (_, body) = Document(path: "page.md", bytes: Array(test.markdown.utf8)).compile()
            guard body.slots.isEmpty else { continue }
            #expect(Self.bared(String(decoding: body.html, as: UTF8.self)) == html, "\(test)")
        }
    }

    @Test func `footnotes refer, are numbered and lead back as in goldmark's cases`() throws {
        for test in try GoldmarkCase.all("footnote") {
            let (ours, theirs) = (FootnoteStructure(bareHTML(test.markdown)), FootnoteStructure(test.html))
            #expect(ours == theirs, "\(test): \(test.markdown.debugDescription)\n\(ours)\n\(theirs)")
        }
    }

    @Test func `definition lists are goldmark's, but for white space between tags`() throws {
        func joined(_ html: String) -> String { html.replacing(/>\s+/, with: ">").replacing(/\s+</, with: "<") }
        for test in try GoldmarkCase.all("definition_list") {
            #expect(joined(bareHTML(test.markdown)) == joined(test.html), "\(test): \(test.markdown.debugDescription)")
        }
    }
}
