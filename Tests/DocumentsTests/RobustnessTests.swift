import Documents
import SourceText
import Testing

@Suite struct RobustnessTests {
    /// Compiles a page, and checks that all it says of places lies in the file.
    private func check(_ bytes: [UInt8], _ comment: @autoclosure () -> String) {
        let document = Document(path: "page.md", bytes: bytes)
        let (facts, body) = document.compile()
        func isInside(_ range: SourceRange) -> Bool {
            range.bytes.lowerBound <= range.bytes.upperBound && range.bytes.upperBound <= bytes.count
                && range.start <= range.end && range.start.line >= 1 && range.start.column >= 1
        }
        var ranges = facts.references.map(\.range) + facts.mentions.map(\.range) + facts.headings.map(\.range)
        ranges += facts.diagnostics.map(\.range)
        for id in document.tree.nodes.indices where !document.tree.nodes[id].kind.isInline {
            ranges.append(document.range(of: NodeID(id)))
        }
        #expect(ranges.allSatisfy(isInside), "\(comment())")
        #expect(String(validating: body.html, as: UTF8.self) != nil, "\(comment())")
        #expect(zip(body.slots, body.slots.dropFirst()).allSatisfy { $0.offset <= $1.offset }, "\(comment())")
        #expect(body.slots.allSatisfy { Int($0.offset) <= body.html.count }, "\(comment())")
    }

    @Test(arguments: [
        ("> ", 25_000, "x [a](b.md) nats_lag"), ("- ", 25_000, "x [a](b.md)"), ("> - ", 12_000, "a | b\n-|-\n[x](y)"),
        ("[", 100_000, ""),
        ("![", 50_000, "a](b)"), ("[a](", 50_000, ""), ("[a][", 50_000, ""), ("*a_", 50_000, ""), ("`a``b", 30_000, ""),
        ("<", 100_000, ""),
        ("<!--", 5_000, ""), ("<a b='", 30_000, ""), ("[x]: y\n", 20_000, "[x]"), ("| a ", 20_000, "|\n|---|"),
        ("# a\n", 20_000, ""),
        ("a\n", 30_000, "-|\n"), ("nats_lag ", 30_000, ""), ("[x](y.md) ", 20_000, ""),
        ("x&#95;total nats_lag ", 5_000, ""),
        ("![[]()", 2_000, ""), ("&", 100_000, ""), ("\\", 100_000, ""), ("a  \n", 30_000, ""),
        ("---\na: b\n", 10_000, ""),
    ])
    func `malice costs time in proportion, and no stack`(piece: String, count: Int, end: String) {
        check(Array((String(repeating: piece, count: count) + end).utf8), piece)
    }

    @Test func `random bytes compile`() {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<1000 {
            let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            check(bytes, "\(bytes)")
        }
    }

    private static let pieces = [
        "a", " ", "    ", "\n", "\n\n", "\r\n", "\r", "\t", "#", "# ", "- ", "1. ", "> ", "|", "|---|", "---", "===",
        "```", "`", "*", "_", "[", "]", "(",
        ")", "![", "](x.md)", "[x]: y\n", "[x]", "<", ">", "<a href=\"y.md\">", "<!--", "-->", "<div>\n", "\\", "&amp;",
        "&", ":", "nats_lag",
        "é", "🔧", "â€”", "\u{0}", "\u{FEFF}", "---\nt: x\n---\n", "~~~", "{{", "<https://h>", "\"", "'", "\u{FFFD}",
    ]

    @Test func `random Markdown compiles, and every place lies in the file`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<3000 {
            let text = random.text(of: Self.pieces, count: 1...40)
            check(Array(text.utf8), text.debugDescription)
        }
    }

    @Test(arguments: [
        "a\u{0}b", "\u{0}", "[x](a\u{0}b)", "```\n\u{0}\n```", "| \u{0} |\n|---|", "<a href=\"\u{0}\">", "# \u{0}",
    ])
    func `a NUL is a replacement character`(text: String) {
        #expect(bareHTML(text) == bareHTML(text.replacing("\u{0}", with: "\u{FFFD}")))
        check(Array(text.utf8), text.debugDescription)
    }

    @Test func `a page cut off at any byte compiles`() {
        let page = Array(
            "---\ntitle: é\n---\n# 🔧 [x](y.md \"t\")\n\n| a | `b|` |\n|:-|-|\n| [r] | <a href='z'> |\n\n[r]: w\n".utf8)
        for count in 0...page.count { check(Array(page[..<count]), "\(count)") }
    }
}
