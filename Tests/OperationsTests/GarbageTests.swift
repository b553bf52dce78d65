import Documents
import Operations
import SourceText
import Testing

@Suite("No text makes extraction crash, and every range lies in its file")
struct GarbageTests {
    /// A seeded generator (SplitMix64), so that a failing run can be repeated.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let pieces = [
        "# Severity Levels\n\n", "## Escalation\n\n", "## Metrics (`a_*` prefix)\n\n", "### SEV-1 (",
        "#### P0/SEV0 - x\n",
        "- **SEV-1 (", "- SEV-2", "- S1:", "1. Level 2: ", "  - Response: ", "| Level | Impact |\n|---|---|\n",
        "| SEV-1 | ",
        "|---|", "| Metric | Type |\n|-|-|\n", "| `x_total{` | ", "- `a_b` (", "```text\n", "```\n", "Level 1: x\n",
        "> ",
        "If it fails after 15 minutes, escalate to ", "**To X**:\n\n", "**Severity**: ", "Action: ", "(", ")", ":",
        " - ",
        " – ", "—", "·", "{{", "}}", "[x]", "<", ">", "é", "😀", "\u{00A0}", "\r\n", "\n", "\n\n", " ", "\t", "15-",
        "1h30", "m",
        ",", ".", "/", "=", "|", "\\", "`", "**", "*", "_", "&amp;", "<br>", "<!--", "-->", "and ", "to ", "or ",
        "page ", "P",
        "---\nescalation: [a, {to: b}]\nseverity: S1\n---\n", "after 2 hours to ", "is told", "\u{0}", "9999999999999",
    ]

    @Test("Random texts of the domain's own pieces", arguments: 0..<24)
    func pieces(seed: UInt64) {
        var generator = Generator(state: seed)
        for _ in 0..<60 {
            let count = Int.random(in: 1...60, using: &generator)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
            check(Array(text.utf8))
        }
    }

    @Test("Random bytes", arguments: 0..<8)
    func bytes(seed: UInt64) {
        var generator = Generator(state: seed &+ 1000)
        for _ in 0..<60 {
            let count = Int.random(in: 0...300, using: &generator)
            check((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    @Test("A real page, cut off at every byte")
    func truncated() {
        let page = Array(
            """
            # Severity Levels

            - **SEV-1 (Critical)**: x. Action: **halt**.

            | Level | Response |
            |---|---|
            | SEV-2 | 15–30 min |

            ## Escalation

            If it fails after 15 minutes, escalate to the CTO (#ops), after 2 hours to the CEO.
            """.utf8)
        for end in page.indices { check(Array(page[..<end])) }
    }

    @Test("Nesting and width of any size")
    func large() {
        check(Array(("# Severities\n\n" + String(repeating: "- ", count: 3000) + "SEV-1: x").utf8))
        check(Array(("## Escalation\n\n" + String(repeating: "escalate to a, after 1 h to b. ", count: 3000)).utf8))
        check(Array(("# Severities\n\n- SEV-1 " + String(repeating: "(", count: 20000)).utf8))
        check(Array(("# Severities\n\n" + String(repeating: "- SEV-1: Action: Action: \n", count: 2000)).utf8))
    }

    private func check(_ bytes: [UInt8]) {
        let document = Document(path: "runbooks/x.md", bytes: bytes)
        let page = document.operations()
        let index = OperationsIndex(pages: [PageInput(path: "runbooks/x.md", title: "x", operations: page)])
        var sources = page.levels.map(\.source) + page.levels.flatMap { $0.fields.map(\.claim.source) }
        sources += page.escalations.flatMap { $0.steps.map(\.source) } + page.metrics.map(\.source)
        sources += page.contacts.map(\.source) + page.owners.map(\.source)
        for source in sources {
            #expect(source.range.bytes.lowerBound <= source.range.bytes.upperBound)
            #expect(source.range.bytes.upperBound <= bytes.count)
            #expect(source.range.start <= source.range.end)
        }
        #expect(index.diagnostics.allSatisfy { $0.file == "runbooks/x.md" })
    }
}
