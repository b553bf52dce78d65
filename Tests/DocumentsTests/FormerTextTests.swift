import Documents
import SourceText
import Testing

private func facts(_ page: String, _ files: [String: String] = [:]) -> PageFacts {
    let reader = IncludeReader(rootName: "docs") { path in
        files[path].map { .success(IncludeFile(path: path, bytes: Array($0.utf8))) } ?? .failure(.missing)
    }
    return Document(path: "page.md", bytes: Array(page.utf8), includes: reader).compile().facts
}

@Suite struct FormerTextTests {
    /// The old ids are those that GitHub gives the damaged text.
    @Test(
        arguments: [
            ("## ðŸ”§ Troubleshooting\n", ["-troubleshooting"], [["troubleshooting", "ðÿ-troubleshooting"]]),
            ("## GrÃ¶ÃŸe `x` *y*\n", ["größe-x-y"], [["grããÿe-x-y"]]),
            ("Zwei\nZeilen â€” so\n===\n", ["zwei-zeilen--so"], [["zwei-zeilen-â-so", "zwei-zeilen-so"]]),
            ("> ## Ã¤ [link][a]\n\n[a]: x.md\n", ["ä-link"], [["ã-link"]]),
            ("---\ntitle: GrÃ¼n\n---\n\r\n## Ã¤\r\n", ["ä"], [["ã"]]),
            // Repeats were numbered then as now.
            ("## Ã¤\n## Ã¤\n", ["ä", "ä-1"], [["ã"], ["ã-1"]]),
            // What was no repeat then: its old id is that of another now.
            ("## Ã¤ x â€” y\n## ä\n## Ã¤\n", ["ä-x--y", "ä", "ä-1"], [["ã-x-â-y"], [], ["ã"]]),
            // Taken: by another heading, by an id of the author's, by MkDocs's.
            ("## Ã¤ â€” é\n## ã\n## Ã¤\n", ["ä--é", "ã", "ä"], [["ã-â-é"], [], ["ã-1"]]),
            ("## Ã¤ â€” é\n\nText\n{#ã}\n\n## Ã¤\n", ["ä--é", "ä"], [["ã-â-é"], ["ã-1"]]),
            ("## Ã¤ â€” é {#own}\n", ["own"], [[]]),
            // Nothing of it in the headings.
            ("# A\n\nIt â€” Ã¤\n", ["a"], [[]]),
            ("# é\n\nIt â€” Ã¤\n", ["é"], [[]]),
            ("#\n\nIt â€” Ã¤\n", [""], [[]]),
        ] as [(String, [String], [[String]])])
    func `a repaired heading answers to the id of its damaged text`(
        page: String, ids: [String], aliases: [[String]]
    ) {
        let headings = facts(page).headings
        #expect(headings.map(\.id) == ids)
        #expect(headings.map { $0.aliases.sorted() } == aliases.map { $0.sorted() })
    }

    @Test func `so does a heading that is included, as often as it is`() {
        let headings = facts("--8<-- \"x.md\"\n\n## Ã¤ â€” A\n\n--8<-- \"x.md\"\n", ["x.md": "## Ã¼ â€” B\n"]).headings
        #expect(headings.map(\.id) == ["ü--b", "ä--a", "ü--b-1"])
        #expect(headings.map { $0.aliases.filter { $0.contains("â") } } == [["ã-â-b"], ["ã-â-a"], ["ã-â-b-1"]])
    }

    @Test func `the old id stands in the page, where no search for damaged text finds it`() {
        let body = Document(path: "a.md", bytes: Array("## GrÃ¶ÃŸe â€” x\n".utf8)).compile().body
        let html = String(decoding: body.html, as: UTF8.self)
        #expect(html.hasPrefix("<h2 id=\"größe--x\"><a id=\"gr&#xe3;&#xe3;&#xff;e-&#xe2;-x\"></a>"))
    }

    @Test func `a destination is known as the file has it, where it was repaired`() {
        let facts = facts(
            """
            # It â€” fails

            [a](cafÃ©.md) [b](plain.md) [c](caf%C3%83%C2%A9.md "tÃ¼") ![d](<bild Ã¤.png>) [e][r] é [f](ü.md)

            [r]: grÃ¼n.md#â€”
            """)
        #expect(facts.references.map(\.written).contains("café.md"))
        #expect(
            facts.references.map(\.former) == ["cafÃ©.md", nil, nil, "bild Ã¤.png", "grÃ¼n.md#â€”", nil],
            "\(facts.references.map(\.written))")
    }

    @Test func `repairs of what is included are told with their file, as far as the page shows it`() {
        let file = "Ã¤ one\n\ntwo\n\nthree â€” Ã¼\n"
        let notes = facts("â€” page\n\n--8<-- \"x.txt:1:2\"\n\n--8<-- \"x.txt:1:3\"\n", ["x.txt": file]).repairs
        #expect(notes.map { "\($0.file ?? "") \($0.line) \($0.after)" } == [" 1 —", "x.txt 1 ä"])
        #expect(facts("{{#include x.txt:5}}\n", ["x.txt": file]).repairs.map(\.line) == [5])
    }
}
