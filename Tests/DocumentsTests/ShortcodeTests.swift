import Documents
import Testing

@Suite struct ShortcodeTests {
    /// A text with what is to be found between `«` and `»`.
    struct Marked: CustomTestStringConvertible {
        var marked: String
        var bytes: [UInt8] = []
        var ranges: [Range<Int>] = []

        init(_ marked: String) {
            self.marked = marked
            var starts: [Int] = []
            for scalar in marked.unicodeScalars {
                switch scalar {
                case "«": starts.append(bytes.count)
                case "»": ranges.append((starts.popLast() ?? 0)..<bytes.count)
                default: bytes += Array(String(scalar).utf8)
                }
            }
        }

        var testDescription: String { marked }
    }

    static let pages: [Marked] = [
        Marked("«{{< figure src=\"a_b_c\" title=\"x > y\" >}}»"), Marked("a «{{% note %}}» *b* «{{% /note %}}»"),
        Marked("«{% hint style=\"info\" %}»\nx\n«{% endhint %}»"), Marked("«{%- if a -%}»b«{%- endif -%}»"),
        Marked("x «{{ config.site_name }}» y «{{macro(1)}}»"), Marked("«{{{ raw }}}» z"), Marked("a «<%= x %>» b"),
        Marked("«{{< x\n  y=\"1\"\n>}}» z"), Marked("é🔧 «{{ x }}»"), Marked("> «{{ x }}»\n- «{{ y }}»"),
        Marked("«:::note Title»\ntext\n«:::»"), Marked("«::: {.warning}»\n«:::»"), Marked("  «:::tip»\n"),
        Marked("«import Tabs from '@theme/Tabs';»\n\n«export const x = 1»\n"),
        Marked("import users from the old system\n"), Marked("import \"fmt\""), Marked("import 'x"),
        Marked("«import './x.css'»"), Marked("«import \"prism\";»"), Marked("import x from \"the system"),
        Marked("«export default function Page() {»"), Marked("«export default {»"),
        Marked("export default view of the dashboard"), Marked("export const values\nof the table"),
        Marked("a \\{{#include x}} b"), Marked("\\{{#include x}}\n\n\\{{< x >}} \\{{% y %}} \\{{{ z }}}"),
        Marked("# A «{{ b }}»\n\n| «{{ c }}» |\n|---|\n"),
        Marked("<div title=\"«{{ x }}»\">"),
        // Code, comments, escapes, and what is no shortcode.
        Marked("`{{ x }}` and `` {% y ` %} ``"), Marked("```yaml\n{{ $labels.instance }}\n```\n«{{ x }}»"),
        Marked("~~~\n{{ x }}\n```\n{{ y }}\n~~~"), Marked("- a\n\n  ```\n  {{ x }}\n  ```\n\n  «{{ y }}»"),
        Marked("a\n\n    {{ x }}\n\n    {{ y }}\n\nb «{{ z }}»"), Marked("- a\n\n    «{{ x }}»"),
        Marked("!!! note\n\n    «{{ x }}»\n\n        {{ code }}"), Marked("a\n    «{{ lazy }}»"),
        Marked("1. a\n\n   «{{ x }}»"), Marked("<!-- {{ x }}\n\n{{ y }} --> «{{ z }}»"), Marked("\\{{ x }} \\{% y %}"),
        Marked("{{ x"), Marked("{{ x\n\ny }}"), Marked("{ x }"), Marked("{#id .class}"), Marked("{{ a «{{ b }}»"),
        Marked("${{ secrets.X }}"), Marked("a ` b «{{ x }}»"), Marked("{"), Marked("{{"), Marked("{{<"), Marked(""),
        Marked("```\n{{ x }}"), Marked("a\r\n\r\n«{{ x }}»\r\n"), Marked("> ```\n> {{ x }}\n> ```\n"),
    ]

    @Test(arguments: pages) func `what others would run is found outside of code`(page: Marked) {
        let found = ShortcodeScanner.shortcodes(in: page.bytes).map(\.range)
        #expect(found == page.ranges)
    }

    @Test(arguments: [
        ("{{< figure src=x >}}", Shortcode.Form.shortcode, "figure", false),
        ("{{< /tabs >}}", .shortcode, "tabs", true),
        ("{{%expand%}}", .shortcode, "expand", false), ("{% endhint %}", .tag, "hint", true),
        ("{%- if a %}", .tag, "if", false),
        ("{{ $labels.instance }}", .expression, "$labels.instance", false), ("{{ f(1) | g }}", .expression, "f", false),
        ("{{ \"x\" }}", .expression, "{{ \"x\" }}", false), ("{{/* c */}}", .expression, "c", true),
        ("<%= name %>", .tag, "name", false), ("{{{x}}}", .expression, "x", false), ("{% end %}", .tag, "end", false),
    ])
    func `a construct has a name`(text: String, form: Shortcode.Form, name: String, isEnd: Bool) {
        let bytes = Array(text.utf8)
        let found = Shortcode.at(0, in: bytes)
        #expect(found?.form == form)
        #expect(found?.name == name)
        #expect(found?.isEnd == isEnd)
        #expect(found?.range == 0..<bytes.count)
    }

    @Test(arguments: ["{{ x\n \ny }}", "{{ a {{ b }}", "{{< x %}}", "{% x }}", "<% x", "{{", "{"])
    func `what does not end opens nothing`(text: String) {
        #expect(Shortcode.end(at: 0, in: Array(text.utf8)) == nil)
    }

    @Test func `each name is told of once, with its other places`() {
        let text = Array(
            "{{< a >}} {{< b >}}x{{< /b >}} {{< a y >}}\n\n{% if c %}d{% endif %} {{ e }} {{ e }}\n\n:::tip\n:::\n\n::: tabs\n:::\n"
                .utf8
        )
        let findings = ShortcodeFinding.findings(ShortcodeScanner.shortcodes(in: text), in: text)
        #expect(
            findings.map(\.message) == [
                "the shortcode '{{< a >}}' is shown as text; write what it stands for, or write it as code",
                "the shortcode '{{< b >}}' is shown as text; write what it stands for, or write it as code",
                "the template tag '{% if c %}' is shown as text; write what it stands for, or write it as code",
                "the template expression '{{ e }}' is shown as text; write its value, or write it as code",
                "the container ':::tip' is shown as text; write a quote that begins with '[!NOTE]'",
                "the container '::: tabs' is shown as text; write what it stands for, or write it as code",
            ])
        #expect(
            findings.map { $0.others.map { String(decoding: text[$0], as: UTF8.self) } } == [
                ["{{< a y >}}"], [], [], ["{{ e }}"], [], [],
            ])
    }

    @Test(arguments: [
        "{{<", "{{", "{", "{%", "<%", "{{ ", "{{ x }} ", "`", "```\n", "<!--", "{{\n", "- ", "> ", ":::\n", "{{<>",
        "{{ x\n",
        "`{{ ", "\\", "``` `", "import ", "{{%", "{% x", "a`b``", "    {{\n\n",
    ])
    func `three hundred kilobytes of openings are read once`(piece: String) {
        let text = Array(String(repeating: piece, count: 300_000 / piece.utf8.count).utf8)
        let found = ShortcodeScanner.shortcodes(in: text)
        #expect(found.allSatisfy { $0.range.upperBound <= text.count })
        var ends = 0
        for index in text.indices where Shortcode.end(at: index, in: text) != nil { ends += 1 }
        #expect(ends >= found.count { $0.form != .container && $0.form != .module })
    }

    private static let pieces = [
        "{{", "}}", "{%", "%}", "{{<", ">}}", " x ", "\n", "\n\n", "`", "```\n", "    ", "- ", "> ", ":::", "<!--",
        "-->", "\\",
        "{", "}", "<%", "%>", "é", "1. ", "a", "import \"x\"", "\r\n", "\t",
    ]

    @Test func `whatever the text, places are ordered and disjoint, and hold what they say`() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<3000 {
            let text = Array(random.text(of: Self.pieces, count: 0...40).utf8)
            var end = 0
            for shortcode in ShortcodeScanner.shortcodes(in: text)
            where shortcode.form != .module && shortcode.form != .container {
                #expect(shortcode.range.lowerBound >= end)
                end = shortcode.range.upperBound
                #expect(Shortcode.at(shortcode.range.lowerBound, in: text) == shortcode)
            }
        }
    }
}
