import Documents
import SourceText
import Testing

@Suite struct RawHTMLFindingTests {
    static let pages: [MarkedText] = [
        MarkedText("use «<pod-name>» in «<namespace>» and «<pod-name>»\n"), MarkedText("<b>x</b> y«</b>»\n"),
        MarkedText("é🔧 `<a>` <b «onclick=x»>y</b>\n"), MarkedText("> - a «<x-y>»\n>   b «<z-w>»\n"),
        MarkedText("<div>\n  <p «style='x'»>y\n</div>\n"),
        MarkedText("> <div>\n>   «<script»>\n> «</script»>\n> </div>\n"),
        MarkedText("a\n\n«<script»>\nx\n«</script»>\n\nb\n"), MarkedText("> «<style»>\n> x\n> «</style»>\n"),
        MarkedText("<div «markdown=\"1\"»>\n*x*\n</div>\n"), MarkedText("| a |\n|---|\n| «<x-y>» \\| «<z>» |\n"),
        MarkedText("# A «<host>»\n"),
        MarkedText("<div>\r\n«<x-y>»\r\n</div>\r\n"),
        MarkedText("![a <q-r>](b.png) «<x-y>»\n"), MarkedText("a <b\nclass=x> «<x-y>»\n"),
    ]

    @Test(arguments: pages) func `a finding about raw HTML stands where the HTML does`(page: MarkedText) {
        let findings = page.facts.diagnostics.filter { $0.rule == .markdownUnsafeHTML }
        #expect(findings.map(\.range.printed) == page.ranges, "\(findings.map(\.message))")
        #expect(findings.allSatisfy { $0.level == .warning })
    }

    static let shortcodes: [MarkedText] = [
        MarkedText("a \\{{#include x}}\n\n\\{{#include y}}\n\n«{{ z }}»\n"),
        MarkedText("---\ntitle: x\n---\n«{{< a >}}» `{{< b >}}`\n"), MarkedText("é🔧 «{{ a }}»\n\n```\n{{ b }}\n```\n"),
    ]

    @Test(arguments: shortcodes) func `a finding about a shortcode stands where it does`(page: MarkedText) {
        let findings = page.facts.diagnostics.filter { $0.rule == .markdownUnknownShortcode }
        #expect(findings.map(\.range.printed) == page.ranges)
    }

    private func html(_ markdown: String, _ policy: HTMLPolicy = .safe) -> String {
        String(decoding: Document(path: "a.md", bytes: Array(markdown.utf8)).html(.bare, html: policy), as: UTF8.self)
    }

    @Test(arguments: [
        ("- <b>x\n- y</b>\n", "<ul>\n<li><b>x</b></li>\n<li>y</li>\n</ul>\n"),
        ("<div>\n\n> x</div>\n", "<div>\n<blockquote>\n<p>x</p>\n</blockquote>\n</div>"),
        ("*<i>x*</i> y\n", "<p><em><i>x</i></em> y</p>\n"), ("# a <b>c\n\nd\n", "<h1>a <b>c</b></h1>\n<p>d</p>\n"),
        (
            "<details>\n<summary>s</summary>\n\n*x*\n\n</details>\n",
            "<details>\n<summary>s</summary>\n<p><em>x</em></p>\n</details>\n"
        ),
        (
            "| a |\n|---|\n| <b>x |\n| y |\n",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><b>x</b></td>\n</tr>\n<tr>\n<td>y</td>\n</tr>\n</tbody>\n</table>\n"
        ),
        ("</main>\n\nx\n", "\n<p>x</p>\n"), ("a <!-- b --> c\n", "<p>a  c</p>\n"),
    ])
    func `raw HTML ends with the Markdown that holds it`(markdown: String, expected: String) {
        #expect(html(markdown) == expected)
    }

    @Test func `escaped HTML is shown in bare form too`() {
        #expect(
            html("<div>\n*x*\n</div>\n\na <b>c</b>\n", .escape)
                == "<p>&lt;div&gt;\n*x*\n&lt;/div&gt;</p>\n<p>a &lt;b&gt;c&lt;/b&gt;</p>\n")
    }

    private static let pieces = [
        "<div>", "</div>", "<b>", "</b>", "<table><tr><td>", "</td></tr></table>", "\n", "\n\n", "> ", "- ", "  ", "*",
        "**", "`",
        "x", "<p>", "</p>", "<ul><li>", "</ul>", "[a](b)", "<a href=c>", "</a>", "<svg>", "| a | b |\n|---|---|\n",
        "| c |\n", "# ",
        "<details>", "<summary>", "</details>", "<!--", "-->", "<script>", "<x-y>", "1. ", "<a name=z>",
        "\n\n<div>\n\n", "\n\n</div>\n\n",
    ]

    @Test func `a whole page is well nested, whatever raw HTML is in it`() {
        var random = SeededGenerator(seed: 77)
        for _ in 0..<1500 {
            let markdown = random.text(of: Self.pieces, count: 1...30)
            let page = html(markdown).replacing("<br />", with: "<br>").replacing("<hr />", with: "<hr>")
            #expect(
                HTMLOutputCheck.fault(page.replacing(" />", with: ">")) == nil,
                "\(markdown.debugDescription) -> \(page)")
        }
    }
}
