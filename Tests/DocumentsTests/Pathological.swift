import Testing

/// Inputs that make a careless reader slow or deep: cmark's own, and those of GFM's extensions.
struct Pathological: CustomTestStringConvertible, Sendable {
    let name: String
    /// The text of about so many bytes.
    let text: @Sendable (Int) -> String

    var testDescription: String { name }

    private init(_ name: String, _ text: @escaping @Sendable (Int) -> String) { (self.name, self.text) = (name, text) }

    /// A piece as often as it fits, between a beginning and an end.
    private static func repeated(_ piece: String, from start: String = "", to end: String = "") -> Pathological {
        Pathological("\(start)… \(piece.debugDescription) …\(end)") { size in
            start + String(repeating: piece, count: max(1, size / piece.utf8.count)) + end
        }
    }

    /// The first half opens, the second closes.
    private static func nested(_ open: String, _ close: String, around middle: String = "a") -> Pathological {
        Pathological("\(open.debugDescription) … \(close.debugDescription)") { size in
            let count = max(1, size / (open.utf8.count + close.utf8.count))
            return String(repeating: open, count: count) + middle + String(repeating: close, count: count)
        }
    }

    static let all = inlines + blocks + tables + notes

    private static let inlines = [
        nested("*a **a ", "b** b*"), repeated("a** b"), repeated("a_ "), repeated("_a "), repeated("a**b c* "),
        repeated("*a_ "), repeated("**x [a*b**c*](d)"),
        repeated("a *b_ c* d_ "), nested("_ (", "_) "), repeated("***"), repeated("*_*_"), repeated("a*** b **c*"),
        nested("[", "]"), nested("![", "](u)"), repeated("["), repeated("!["),
        repeated("[a]("), repeated("[a](<b"), repeated("[a][", to: "]"), repeated("![[]()"), repeated("[](", to: ")"),
        nested("[a](", ")"), repeated("[ (]("), repeated("[a](b 'c"),
        Pathological("runs of backticks, longer and longer") { size in
            (1...max(1, Int((Double(size) * 2).squareRoot()))).map { "e" + String(repeating: "`", count: $0) }.joined()
        },
        repeated("`a``b"), repeated("\\`"), repeated("<"), repeated("<!--"), repeated("a <!-- "), repeated("<?"),
        repeated("a <?"), repeated("<!A "), repeated("a <![CDATA["), repeated("<a b='"), repeated("<a "),
        repeated("</a "), repeated("<http:"), repeated("&"), repeated("&a"), repeated("&#1"), repeated("\\"),
        repeated("a  \n"), repeated("~"), repeated("~a"), repeated("~a ~~b "), nested("~~a ", " b~~"),
        repeated("~a*"), repeated("*~_"), repeated("www."), repeated("www.a"), repeated("www.a_"), repeated("http://"),
        repeated("http://a("), repeated("http://a", to: ")))"), nested("www.a/(", ")"),
        repeated("@"), repeated("a@"), repeated("a@b."), repeated("a.b+"), repeated("a@b_"), repeated(":a"),
        repeated("www.a&amp;"), repeated("&amp;", from: "www.a/"), repeated(";", from: "www.a/&"),
        repeated("?!.,", from: "http://a.b/"), repeated("[www.a.b"), repeated("![a@b.c"), repeated("<a@b"),
        repeated("mailto:a@b.c/"), repeated(":+1"), repeated("{{"), repeated("a\u{301}"), repeated("\u{0}"),
    ]

    private static let blocks = [
        nested("> ", "\n", around: "a"), repeated("> ", to: "a"), repeated("- ", to: "a"), repeated("1. ", to: "a"),
        repeated("> - ", to: "a"), repeated("* a\n"), repeated("- [ ] ", to: "a"),
        Pathological("deeper and deeper lists") { size in
            (0..<Int(Double(size).squareRoot())).map { String(repeating: " ", count: $0) + "* a\n" }.joined()
        },
        Pathological("25,000 quotes, then lazy lines") {
            String(repeating: ">", count: 25_000) + "a\n" + String(repeating: "a\n", count: $0 / 2)
        },
        repeated("> a\n", to: "lazy\n"), repeated("- a\n\n"), repeated("# a\n"), repeated("a\n===\n"),
        repeated("```\n"), repeated("~~~ a\n"), repeated("\t"), repeated("    a\n\n"), repeated("<div>\n\n"),
        repeated("<!-- a\n"), repeated("---\n"), repeated("[a]: b\n", to: "[a]"), repeated("[a]: b 'c\n"),
        repeated("[a]:\n"),
        Pathological("many definitions, many references") { size in
            (0..<size / 16).map { "[\($0)]: u\n" }.joined() + "\n" + (0..<size / 16).map { "[\($0)]" }.joined()
        },
        Pathological("one long definition, many references") {
            "[a]: /" + String(repeating: "u", count: $0 / 2) + "\n\n" + String(repeating: "[a]", count: $0 / 6)
        },
        Pathological("a long label") { "[" + String(repeating: "a", count: $0) + "]" },
        repeated("a:\n: b\n"), repeated("!!! note\n    "), repeated("=== \"a\"\n    "), repeated("> [!NOTE]\n"),
        repeated("<details>\n"), repeated("*[a]: b\n", to: "a"),
    ]

    private static let tables = [
        repeated("|", from: "", to: "\n|-|"), repeated("| a ", to: "|\n|---|"), repeated("a|b\n"),
        repeated("a|b\n-|-\n"), repeated("|a\n", from: "|a|\n|-|\n"), repeated("a\n", from: "", to: "-|\n"),
        Pathological("10,000 columns") { _ in
            [String](repeating: "|a", count: 10_000).joined() + "|\n"
                + [String](repeating: "|-", count: 10_000).joined() + "|\n|b|\n"
        },
        Pathological("as many columns as rows, of one cell each") { size in
            let count = max(1, size / 6)
            return String(repeating: "|a", count: count) + "|\n" + String(repeating: "|-", count: count) + "|\n"
                + String(repeating: "|\n", count: count)
        },
        repeated("\\|", from: "|", to: "|\n|-|\n"), repeated("`|", from: "|", to: "|\n|-|\n"),
        repeated("> |a|\n> |-|\n"), repeated("- |a|\n  |-|\n"),
    ]

    private static let notes = [
        repeated("[^a]", to: "\n\n[^a]: b"), repeated("[^a]: [^a]\n\n"), repeated("[^"), repeated("[^a]: "),
        repeated("[^a]:\n"), nested("[^", "]"),
        Pathological("many notes, each referred to") { size in
            (0..<size / 16).map { "[^\($0)]" }.joined() + "\n\n" + (0..<size / 16).map { "[^\($0)]: a\n" }.joined()
        },
        Pathological("notes that refer to the next") { size in
            "[^0]\n\n" + (0..<size / 16).map { "[^\($0)]: [^\($0 + 1)]\n" }.joined()
        },
        Pathological("notes within notes") { size in
            (0..<Int((Double(size) / 2).squareRoot())).map { String(repeating: " ", count: 4 * $0) + "[^\($0)]: a\n" }
                .joined()
        },
    ]
}
