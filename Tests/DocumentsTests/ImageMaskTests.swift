import Documents
import Testing

/// A page with very many images is given to libcmark without them; nothing of that may show.
@Suite struct ImageMaskTests {
    private static let blocks = [
        "![a](b) ![[c](d)](e)", "> ![a](b)\n> ![c](d)", "- ![a](b)\n\n  ![c](d)", "1. ![a](b)", "# ![a](b)",
        "```\n![a](b)\n```", "    ![a](b)", "1.     ![a](b)", ">     ![a](b)", "<div>![a](b)</div>", "> <p>![a](b)</p>",
        "`![a](b)`", "| ![a](b) | c |\n|---|---|\n| `![d]` | ![e](f) |", "[![a](b)](c \"![d]\")",
        "a ![b] ![c][] \\![d](e)",
        "[x ![y]: /z", "!!! note \"![a](b)\"\n    ![c](d)", "```![a]\nb\n```",
    ]

    @Test func `each block of a long page is what it is alone`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<4 {
            // A comment between them keeps lists and code apart.
            let picked = (0..<1500).map { _ in random.pick(Self.blocks) }
            let page = picked.joined(separator: "\n\n<!-- -->\n\n")
            #expect(page.utf8.count > 20_000)
            let alone = picked.map { bareHTML($0) }.joined(separator: "<!-- -->\n")
            #expect(bareHTML(page) == alone)
        }
    }
}
