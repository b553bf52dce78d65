import SourceText
import Testing
import TextRepair

/// Pages about mojibake quote it in code, where it is to stay.
@Suite struct CodeTests {
    private func repaired(_ page: String, code: RepairOptions.CodePolicy = .literal) -> String {
        String(
            decoding: DecodedText(decoding: Array(page.utf8), options: RepairOptions(code: code)).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "An em dash misread is `â€”`, a quote is `â€œ`.",
        "Look for this:\n\n```text\nItâ€™s broken â€” badly\n```\n\nand fix it.",
        "Use ``â€” ` é`` as a sample.",
        "> ~~~\n> cafÃ©\n> ~~~\n",
        "- item\n\n  ```\n  naÃ¯ve\n  ```\n",
    ])
    func `examples in code are left alone`(page: String) {
        #expect(repaired(page) == page)
    }

    @Test func `prose beside a quoted example is repaired, the example is not`() {
        let page = "Das schöne Beispiel für Ärger: `cafÃ©` – größer.\n\nIt â€” fails. Später mehr über Öl."
        #expect(
            repaired(page) == "Das schöne Beispiel für Ärger: `cafÃ©` – größer.\n\nIt — fails. Später mehr über Öl.")
    }

    @Test func `where one codec explains the whole page its code is repaired, too`() {
        let page = "Title â€” one\n\n```\necho â€œhiâ€ # cafÃ©\n```\n\nAnd `naÃ¯ve` â€¦ more â€” text"
        #expect(repaired(page) == "Title — one\n\n```\necho “hi” # café\n```\n\nAnd `naïve` … more — text")
    }

    @Test func `a damaged page about mojibake loses one layer and keeps its examples`() {
        let page = "The em dash — and ‘quotes’ — turn into mojibake: `â€”` and `cafÃ©` …"
        #expect(repaired(Damage.windows1252.apply(to: page)) == page)
    }

    @Test func `trees and boxes in fences are repaired without other evidence`() {
        #expect(repaired("```\nâ”œâ”€â”€ src\nâ””â”€â”€ main.swift\n```\n") == "```\n├── src\n└── main.swift\n```\n")
    }

    @Test func `code is repaired like prose where that is asked for`() {
        #expect(repaired("Say `â€”` now.", code: .repaired) == "Say `—` now.")
    }

    @Test func `an example in code is told of as doubtful`() {
        let text = DecodedText(decoding: Array("Say `â€”` now.".utf8))
        #expect(text.doubtful.map(\.before) == ["â€”"])
        #expect(text.doubtful.map(\.after) == ["—"])
        #expect(text.diagnostics(file: "a.md").map(\.rule) == [.encodingDoubtful])
    }
}
