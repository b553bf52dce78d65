import Documents
import SourceText
import Testing

/// A page with its destinations marked, and which mark each reference leads to, in the order of the page.
struct ReferenceCase: CustomTestStringConvertible {
    var page: MarkedText
    var order: [Int]

    init(_ marked: String, order: [Int]? = nil) {
        page = MarkedText(marked)
        self.order = order ?? Array(page.ranges.indices)
    }

    var testDescription: String { page.marked }
}

/// A reference's range is its destination as written, without delimiters.
@Suite struct ReferenceRangeTests {
    private func check(_ test: ReferenceCase) {
        let references = test.page.facts.references
        #expect(references.map(\.range.printed) == test.order.map { test.page.ranges[$0] })
        #expect(
            references.map { $0.range.bytes.lowerBound..<$0.range.bytes.upperBound }
                == test.order.map { test.page.bytes[$0] })
    }

    static let inline: [ReferenceCase] = [
        ReferenceCase("[x](«y.md»)"),
        ReferenceCase("[x]( «y.md» )"),
        ReferenceCase("[x](«y.md» \"title\")"),
        ReferenceCase("[x](«y.md» 'it (is) y.md')"),
        ReferenceCase("[x](«y.md» (y.md))"),
        ReferenceCase("[x](<«y z.md»>)"),
        ReferenceCase("[x](<«y.md»> \"title\")"),
        ReferenceCase("[x](«»)"),
        ReferenceCase("[x](<«»>)"),
        ReferenceCase("[](«y.md»)"),
        ReferenceCase("[x](«a(b)c.md»)"),
        ReferenceCase("![x](«y.png»)"),
        ReferenceCase("a [x](«y.md») b [x](«y.md») c"),
        ReferenceCase("*[x](«y.md»)* **[z](«z.md»)**"),
        ReferenceCase("[![alt](«i.png»)](«y.md»)", order: [1, 0]),
        ReferenceCase("[a ![b](«i.png») c ![d](«j.png») e](«y.md») [z](«z.md»)", order: [2, 0, 1, 3]),
        ReferenceCase("![a [b](i.md) c](«y.png»)"),
        ReferenceCase("[a [x](«y.md») b](z.md)"),
        ReferenceCase("[a *b* `c` d](«y.md»)"),
        ReferenceCase("[[x]](«y.md»)"),
        ReferenceCase("[x] [y](«z.md»)"),
        ReferenceCase("] [y](«z.md»)"),
        ReferenceCase("[ [y](«z.md»)"),
        ReferenceCase("[x]\n(y.md) [z](«z.md»)"),
        ReferenceCase("[x](y z) [z](«z.md»)"),
        ReferenceCase("`[x](y.md)` [x](«y.md»)"),
        ReferenceCase("``a` [x](y.md)`` [x](«y.md»)"),
        ReferenceCase("` [x](«y.md»)"),
        ReferenceCase("\\[x](y.md) [x](«y.md»)"),
        ReferenceCase("\\\\[x](«y.md»)"),
        ReferenceCase("[x\\]](«y.md»)"),
        ReferenceCase("[x`](y.md)`](«z.md»)"),
        ReferenceCase("[x](«a\\(b.md») [y](«a\\)b.md»)"),
        ReferenceCase("[x](«a&amp;b.md») [y](«c&#46;md»)"),
        ReferenceCase("[x](«a%20b.md»)"),
        ReferenceCase("[x](«a\\*b.md#x_y»)"),
        ReferenceCase("<!-- [x](y.md) -->\n\n[x](«y.md»)"),
        ReferenceCase("a <!-- [x](y.md) --> [x](«y.md»)"),
        ReferenceCase("<i title=\"[x](y.md)\"> [x](«y.md»)"),
        ReferenceCase("[x](«y.md»)[z](«z.md»)"),
        ReferenceCase("[x](«#a»)\n[x](«#b»)\n[x](«?q»)"),
    ]

    @Test(arguments: inline) func `inline links and images`(test: ReferenceCase) { check(test) }

    static let blocks: [ReferenceCase] = [
        ReferenceCase("# a [x](«y.md») b"),
        ReferenceCase("## [x](«y.md») ##"),
        ReferenceCase("  ###   [x](«y.md»)"),
        ReferenceCase("[x](«y.md»)\n==="),
        ReferenceCase("a\n  [x](«y.md»)\n---"),
        ReferenceCase("- a\n      b [x](«y.md»)"),
        ReferenceCase("- a\n  b [x](«y.md»)\n  c [z](«z.md»)"),
        ReferenceCase("- a\nlazy [x](«y.md»)"),
        ReferenceCase("1. a\n   - b [x](«y.md»)\n     c [z](«z.md»)"),
        ReferenceCase("10) [x](«y.md»)"),
        ReferenceCase("-\ta [x](«y.md»)\n\tb [x](«y.md»)"),
        ReferenceCase("> a [x](«y.md»)\n> b [x](«y.md»)"),
        ReferenceCase("> a\nlazy [x](«y.md»)"),
        ReferenceCase(">a [x](«y.md»)\n>b [x](«y.md»)"),
        ReferenceCase("> > a [x](«y.md»)\n> b [x](«y.md»)\n>> c [x](«y.md»)"),
        ReferenceCase("> - a\n>   b [x](«y.md»)\n> lazy [x](«z.md»)"),
        ReferenceCase("- > a [x](«y.md»)\n  > b [x](«y.md»)"),
        ReferenceCase("   a [x](«y.md»)\n       b [x](«y.md»)"),
        ReferenceCase("a  \n[x](«y.md»)\\\n[z](«z.md»)"),
        ReferenceCase("[x\ny](«y.md»)"),
        ReferenceCase("[x](\n«y.md»\n\"title\")"),
        ReferenceCase("> [x](\n> «y.md»\n> \"title\") [z](«z.md»)"),
        ReferenceCase("[x](«y.md»\n'title\n(z.md)') [z](«z.md»)"),
        ReferenceCase("- a [x\n  y](«y.md») [z](«z.md»)"),
        ReferenceCase("`a\nb` [x](«y.md»)"),
        ReferenceCase("<b\nc> [x](«y.md») [x](«y.md»)"),
        ReferenceCase("    [x](y.md)\n\n[x](«y.md»)"),
        ReferenceCase("```\n[x](y.md)\n```\n[x](«y.md»)"),
        ReferenceCase("a\r\n[x](«y.md»)\r\n\r\n- b\r\n  [z](«z.md»)\r\n"),
        ReferenceCase("a\r[x](«y.md»)\r"),
        ReferenceCase("---\ntitle: \"[x](y.md)\"\n---\n[x](«y.md»)"),
    ]

    @Test(arguments: blocks) func `links in headings, lists, quotes and continuation lines`(test: ReferenceCase) {
        check(test)
    }

    static let definitions: [ReferenceCase] = [
        ReferenceCase("[x]\n\n[x]: «y.md»"),
        ReferenceCase("[x][] and [x] and [a][x] and ![x]\n\n[x]: «y.md» \"t\"", order: [0, 0, 0, 0]),
        ReferenceCase("[x]: <«y z.md»>\n\n[x]"),
        ReferenceCase("[x]:\n   «y.md»\n  'title'\n\n[x]"),
        ReferenceCase("> [x]: «y.md»\n\n[x]"),
        ReferenceCase("- [x]: «y.md»\n\n  [x]"),
        ReferenceCase("[x] [z]\n\n[x]: «y.md»\n[z]: «y.md»"),
        ReferenceCase("[x]: «y.md»\n[x]: z.md\n\n[x]"),
        ReferenceCase("```\n[x]: y.md\n```\n[x]\n\n[x]: «y.md»"),
        ReferenceCase("a\n[x]: y.md\n\n[x]\n\n[X ]: «y.md»", order: [0, 0]),
        ReferenceCase("[Foo\n  bar]\n\n[foo bar]: «y.md»"),
        ReferenceCase("[x][y] [z](«z.md»)\n\n[y]: «y.md»", order: [1, 0]),
        ReferenceCase("[x](no link) [z](«z.md»)\n\n[x]: «y.md»", order: [1, 0]),
        ReferenceCase("[x]: «y.md»\ntext [x] [z](«z.md»)", order: [0, 1]),
        ReferenceCase("[x]: «a&amp;b»\n[z]: «a\\*b»\n\n[z] [x]", order: [1, 0]),
        ReferenceCase("# [x]\n\n[x]: «y.md»"),
        ReferenceCase("[ẞ]\n\n[SS]: «y.md»"),
        ReferenceCase("[x]: «»<> \n\n[z]: «y.md»\n\n[z]", order: [1]),
    ]

    @Test(arguments: definitions) func `reference links name the destination of their definition`(test: ReferenceCase) {
        check(test)
    }

    static let tables: [ReferenceCase] = [
        ReferenceCase("| a | [h](«h.md») |\n|---|---|\n| [x](«y.md») | [x](«y.md») |\n| | [z](«z.md») |"),
        ReferenceCase("a | b\n-|-\n`[x](y.md)` | [x](«y.md»)"),
        ReferenceCase("| a |\n|---|\n| [x\\|y](«a\\|b.md») |"),
        ReferenceCase("| a |\n|---|\n| [x] |\n\n[x]: «y.md»"),
        ReferenceCase("[l](«l.md»)\n| a |\n|---|\n| [x](«y.md») |"),
        ReferenceCase("> | a |\n> |---|\n> | [x](«y.md») |"),
        ReferenceCase("- | a |\n  |---|\n  | [x](«y.md») ![i](«i.png») |"),
        ReferenceCase("| a |\n|---|\n| <«https://x»> |"),
        ReferenceCase("| a |\n|---|\n| <a href=\"«y.md»\">b</a> |"),
    ]

    @Test(arguments: tables) func `links in tables`(test: ReferenceCase) { check(test) }

    static let rest: [ReferenceCase] = [
        ReferenceCase("<«https://a.b/c»> <«mailto:a@b.c»> <«a@b.c»>"),
        ReferenceCase("`<https://a.b/c>` <«https://a.b/c»>"),
        // An autolink in a link is one, says libcmark.
        ReferenceCase("[<«https://a.b»>](«x») [z](«z.md»)", order: [1, 0, 2]),
        ReferenceCase("🔧 é [x](«y.md») 日本 [z](«ü.md»)"),
        ReferenceCase("â€” [x](«y.md») cafÃ© [z](«z.md»)"),
        ReferenceCase("| â€” | ðŸ”§ [x](«y.md») |\n|---|---|\n| â€œaâ€\u{9D} | [z](«z.md») |"),
        ReferenceCase("\u{FEFF}[x](«y.md»)"),
        ReferenceCase("<a href=\"«y.md»\">y.md</a>"),
        ReferenceCase("a <a class='y.md' href='«y.md»'>y.md</a> <img alt=\"i.png\" src=«i.png»>"),
        ReferenceCase("<div>\n<a href=\"«y.md»\">x</a>\n<img\n  src=\"«i.png»\">\n</div>"),
        ReferenceCase("y.md <a href=\"«y.md»\">x</a> [x](«y.md»)"),
        ReferenceCase("> <a\n> href=\"«y.md»\">x</a>"),
        ReferenceCase("<a href=\"«y.md?a&amp;b»\">x</a>"),
        ReferenceCase("<a href=\"«y.md»\">x</a> <a href=\"«y.md»\">x</a>"),
        ReferenceCase("<!-- <a href=\"y.md\"> -->\n<a href=\"«y.md»\">x</a>"),
        ReferenceCase("a\u{0}b [x](«y.md»)"),
    ]

    @Test(arguments: rest) func `autolinks, other scripts, repaired text and raw HTML`(test: ReferenceCase) {
        check(test)
    }
}
