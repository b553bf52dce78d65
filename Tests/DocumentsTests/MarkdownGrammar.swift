/// Documents by chance: in an alternative, `{name}` stands for one alternative of the rule of that name, and
/// `{name@prefix}` for one whose further lines begin with the prefix. What stands first in a rule ends the growth.
struct MarkdownGrammar {
    private var random: SeededGenerator
    /// Bytes that may still be written before every choice is the rule's first.
    private var room = 0

    private let rules: [String: [String]]

    init(seed: UInt64, footnotes: Bool = false) {
        random = SeededGenerator(seed: seed)
        rules = footnotes ? Self.rules.merging(Self.footnoteRules) { $0 + $1 } : Self.rules
    }

    mutating func document() -> String {
        room = Int.random(in: 5...400, using: &random)
        return expand("document")
    }

    private mutating func expand(_ rule: String) -> String {
        guard let alternatives = rules[rule], let first = alternatives.first else { return rule }
        let alternative = room > 0 ? random.pick(alternatives) : first
        // Every expansion costs, so that rules which only name each other end, too.
        room -= alternative.utf8.count + 1
        var text = ""
        var rest = Substring(alternative)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            let name = rest[rest.index(after: open)..<close].split(
                separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            let expanded = expand(String(name[0]))
            text += name.count == 1 ? expanded : expanded.replacing("\n", with: "\n" + name[1])
            rest = rest[close...].dropFirst()
        }
        return text + rest
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// Added to the rules where footnotes are wanted.
    private static let footnoteRules: [String: [String]] = [
        "document": [
            "{blocks}\n\n[^1]: {inline}\n[^n]: {block@    }\n", "{blocks}[^1]\n\n{note}\n\n{note}\n",
            "a[^1]{blocks}\n\n[^1]: {inlines}\n",
        ],
        "block": ["{note}", "{inlines}[^1]", "{inlines}[^n] [^1]"],
        "inline": ["[^1]", "[^n]", "[^{name}]", "![^1]", "[^1](u)", "[^1][r]"],
        "note": [
            "[^1]: a", "[^{name}]: {block@    }", "[^{name}]: {blocks@    }", "[^n]: {inlines}", "[^{name}]:{inline}",
            "[^1]:\n    {block@    }",
            "[^1]: {block@  }", "[^n]: {inlines}\n{inlines}", "  [^n]: {inline}", "[^1]: ",
        ],
        "name": ["1", "n", "N", "2", "a-b", "a b", "x", "é", "*", "a]", "^", ""],
    ]

    private static let rules: [String: [String]] = [
        "document": ["{block}\n", "{blocks}\n", "{blocks}\n\n{block}", "{blocks}\n\n[r]: /r \"t\"\n[s]: <s s>\n"],
        "blocks": ["{block}", "{block}\n\n{block}", "{block}\n{blocks}", "{blocks}\n\n{block}"],
        "block": [
            "{inline}", "{inlines}", "{inlines}", "{inlines}\n{inlines}", "{table}", "{table}", "{table}", "{quote}",
            "{list}", "{list}", "{html}", "{fence}", "    {inlines}", "\t{inline}", "{atx}", "{inlines}\n{underline}",
            "{rule}", "[{label}]: {destination}", "{alone}",
        ],
        "quote": [
            "> {block@> }", "> {blocks@> }", ">{blocks@>}", "> {blocks@}", " >  {blocks@ >  }", "> {block}\n{inline}",
        ],
        "list": [
            "- {item@  }", "- {item@  }\n- {item@  }", "* {item@  }\n\n* {item@  }", "1. {item@   }\n2. {item@   }",
            "7) {item@   }", "-   {item@    }", "-\t{item@    }", "+ {item@}", "-\n  {item@  }",
            "- {inline}\n{item@  }",
            "- {item@  }\n\n  {block@  }", "1. {item@   }\n- {item@  }", " - {item@   }\n  - {item@    }",
        ],
        "item": [
            "{inline}", "{block}", "{block}", "{blocks}", "[ ] {block}", "[x] {block}", "[X] {inline}", "[ ] ", "[x]",
            "[ ]", "[x]  {inline}", "[ ]\t{inline}", "[y] {inline}", "[]", "[x](u) {inline}", " [ ] {inline}", "",
            "[ ]\n{inline}", "[x] {table}", "{inline}\n\n[ ] {inline}", "\\[ ] {inline}",
        ],
        "table": [
            "| a |\n| - |", "{row}\n{delimiters}\n{row}", "| {cell} | {cell} |\n| --- | :-: |\n{rows}",
            "| {cell} | {cell} |\n|:--|--:|\n{rows}\n{after}", "{cell}|{cell}\n-|-\n{rows}\n{after}",
            "| {cell} |\n|-|\n{rows}",
            "{inlines}\n| {cell} | {cell} |\n|---|---|\n{rows}", "|{cell}|{cell}\n{delimiters}\n{rows}\n{after}",
            "| {cell} |\n-\n{row}", "{cell}\n:-\n{row}",
            "{indent}|a|b|\n{indent}|-|-|\n{indent}|{cell}|\n{indent}{after}",
        ],
        "rows": ["|a|b|", "{row}", "{row}\n{row}", "{row}\n{rows}"],
        "row": [
            "| a |", "| {cell} | {cell} |", "|{cell}|{cell}|{cell}|", "{cell} | {cell}", "{cell}|", "|{cell}",
            "| {cell} |  ", "||", "|",
        ],
        "delimiters": [
            "|-|-|", "| - | - |", "-|-", ":-|-:", "|---", "---|", "| -- | |", "|- -|-|", "| :-: |", "|=|-|",
            "|--:|:::|", "|-|-|-|",
        ],
        "cell": [
            "a", "", " ", "b c", "{inline}", "{inline}", "{inlines}", "`x|y`", "`x\\|y`", "\\|", "\\\\|", "\\", "---",
            "- a", "[ ]", "*a\\|b*",
            "[a\\|b](u)", "http://a.b/c\\|d", "&#124;", "`\\\\|`", "# a", "> a",
        ],
        "after": [
            "a", "{inlines}", "{block}", "{list}", "{quote}", "{html}", "---", "    a", "===", "1. a", "2. a", "```",
            "|", "\\", "* a", "-",
        ],
        "indent": ["", " ", "   ", "    ", "\t"],
        "html": [
            "<div>\n*a*", "<div>\n\n*a*\n\n</div>", "<script>\n\n*a*\n</script> *b*", "<!-- *a*\n\nb --> *c*",
            "<?a\n\n?>", "<!A *a*>",
            "<![CDATA[\n\n]]>", "<b>\n*a*", "<b>*a*</b>", "<del>\n\n~~a~~", "<details><summary>\na|b\n-|-",
            "</td>\n|a|", "<a href='x'>", "<br />",
        ],
        "fence": [
            "```\na\n```", "~~~ sh\n{blocks}\n~~~", "````\n{inline}\n```", "  ```a\\*b&amp;\n    {inline}\n  ```",
            "```\n{table}",
        ],
        "atx": ["# a", "# {inlines}", "## {inlines} ##", "#\t{inline} #", "####### {inline}", "#{inline}", "   ###"],
        "underline": ["===", "---", " -", "= =", "    ===", "-  "],
        "rule": ["---", "***", " _ _ _", "- - -", "--", "    ---"],
        "alone": ["", "  ", "-", ">", "1.", "#", "*", "|", "```"],
        "inlines": [
            "a", "{inline}", "{inline}{inline}", "{inline} {inline}", "{inline}{inlines}", "{inline} {inlines}",
            "{inlines}{break}{inlines}",
        ],
        "inline": [
            "a", "{word}", "{word}", "{word}", "{run}{inlines}{run}", "{run}{inlines}{run}", "{run}", "{run}", "{code}",
            "{link}", "{link}",
            "{bare}", "{bare}", "{angle}", "{entity}", "\\{mark}", "{raw}", "{mark}", "*{inlines}*", "**{inlines}**",
            "~~{inlines}~~", "~{inline}~", "_{inlines}_",
        ],
        "word": words("a b foo é 字 🔧 a\u{301} “q” … x_y_z 2*3 don't \"q\" nats_lag www a-b 1"),
        "mark": words(". , : ; ! ? ( ) [ ] < > | \\ ` * _ ~ ~~ @ # - + / & ' \" = ^ $ \u{A0} \u{3000}"),
        "run": words("* ** *** **** _ __ ___ ~ ~~ ~~~ ~~~~ *_ ~* **~~ _~"),
        "code": [
            "`a`", "`a|b`", "`a\\|b`", "`` a`b ``", "`*a*", "``", "`~~a~~`", "`\\`", "```a`", "`a\nb`", "` a `",
            "`www.a.b`",
        ],
        "link": [
            "[a](u)", "[{inlines}]({destination})", "[{inlines}][{label}]", "[{label}]", "![{label}][]",
            "![{inlines}]({destination})", "[a]({destination}",
            "[{inlines}", "{inline}](u)", "[]({destination})", "[a [b](u) c](v)", "[{bare}](u)", "![{bare}]", "[r]: a",
        ],
        "label": ["r", "R", "s", "x", "t t", " ", "*r*", "r\\]", "a|b", "!"],
        "destination": [
            "u", "/u", "<u v>", "", "u \"t\"", "u 't'", "u (t)", "u(v)", "u\\)", "(u", "u \"*t*\"", "&amp;", "u|v",
            "u\\|v", "www.a.b", "u \"a|b\"", "u \"t\" x", "<u",
        ],
        "bare": [
            "www.a.b", "{before}www.{host}{path}{behind}", "{before}{scheme}{host}{path}{behind}",
            "{before}{mail}{behind}",
        ],
        "scheme": words("http:// https:// ftp:// HTTP:// http:/ httpx:// xhttp:// mailto: xmpp: https://www."),
        "host": words(
            "a.b a a_b.c a.b_c a.b_c.d a_b.c_d x..y .a é.com a-.b a.b. a:80 a~b.c a*b.c a@b.c _a.b localhost 1.2"),
        "path": [
            "", "", "/", "/a_b", "/a(b)c", "/(a", "/a)", "/(a))", "?q=1&b", "/a&amp;", "/a&b;", "/a&amp;b", "#f",
            "/*a*", "/~a~", "/~~a~~", "/a<b>", "/a\"b\"", "/a'", "/.", "/a,!?",
            "/a\\_", "/`b`", "/[a]", "/]b", "/|a", "/é", "/a&copy", "/:a:;", "/a\u{A0}b", "/{raw}",
        ],
        "mail": words(
            """
            a@b.c a.b@c.d a+b@c.d a_b@c.d a@b a@b.c. a@b.c- a@b.c_ a@b_c.d a@b..c @b.c a@ a@@b.c .a@b.c _a@b.c -a@b.c a@b.c@d.e a@b.c/d xmpp:a@b.c/d mailto:a@b.c/d xmpp:a@b.c/d/e a@1.2 \
            é@b.c x:a@b.c mailto:a a*b@c.d a~b@c.d a/b@c.d MAILTO:a@b.c
            """),
        "before": [
            "", "", " ", "(", "*", "**", "_", "~", "~~", "[", "<", "\"", ":", "/", "a", "é", "!", "|", "\n", ">",
            "[a](",
        ],
        "behind": [
            "", "", ".", ",", ":", ")", "*", "**", "_", "~", "~~", "<", ">", "!", "?", "\"", "'", "&amp;", ";", "]",
            "|", "\\", "](u)", "\n", "`", " a", ").", "&lt;",
        ],
        "angle": words(
            "<http://a.b> <a@b.c> <x:y> <xx:y*z*> <www.a.b> <http://a|b> <http://a\\|b> <http://[a]> <http://a`b>"),
        "entity": words("&amp; &lt; &#42; &#126; &#124; &copy; &nosuch; & &amp &#0; &nbsp; &#x5f; &quot;"),
        "raw": [
            "<b>", "</b>", "<a href=\"*\">", "<!-- a -->", "<?a?>", "<A>", "<br/>", "<a b='|'>", "<i\n>", "<3", "< b>",
            "<kbd>~</kbd>", "<b a=c d>",
        ],
        "break": ["\n", "\n", "  \n", "\\\n", "\n ", "\t", " \n"],
    ]
}
