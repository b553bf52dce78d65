import Testing

/// A page, and the HTML that it becomes in its bare form, without the line break at its end.
struct ConstructCase: CustomTestStringConvertible {
    var markdown: String
    var html: String

    init(_ markdown: String, _ html: String) {
        self.markdown = markdown
        self.html = html
    }

    var testDescription: String { markdown }

    private static func box(_ classes: String, _ title: String?, _ content: String) -> String {
        let title = title.map { "<p class=\"admonition-title\">\($0)</p>\n" } ?? ""
        return "<div class=\"admonition \(classes)\">\n\(title)\(content)\n</div>"
    }

    private static func details(_ classes: String, _ title: String, _ content: String, open: Bool = false) -> String {
        "<details class=\"admonition \(classes)\"\(open ? " open" : "")>\n"
            + "<summary class=\"admonition-title\">\(title)</summary>\n\(content)\n</details>"
    }

    static let admonitions: [ConstructCase] = [
        ConstructCase(
            "!!! note\n    Text *a*.\n\n    More\n\nafter",
            box("note", "Note", "<p>Text <em>a</em>.</p>\n<p>More</p>") + "\n<p>after</p>"),
        ConstructCase(
            "para\n!!! warning \"My *T* [l](x.md)\"\n    body\nafter\nmore",
            "<p>para</p>\n" + box("warning", "My <em>T</em> <a href=\"x.md\">l</a>", "<p>body</p>")
                + "\n<p>after\nmore</p>"),
        ConstructCase("!!! danger \"\"\n    body", box("danger caution", nil, "<p>body</p>")),
        ConstructCase("!!! Info\n\n    body", box("info note", "Info", "<p>body</p>")),
        ConstructCase("!!! note inline end \"T\"\n    x", box("note inline end", "T", "<p>x</p>")),
        ConstructCase("!!! mine\n    x", box("mine note", "Mine", "<p>x</p>")),
        ConstructCase("!!! note\n", "<div class=\"admonition note\">\n<p class=\"admonition-title\">Note</p>\n</div>"),
        ConstructCase("??? tip\n    hidden", details("tip", "Tip", "<p>hidden</p>")),
        ConstructCase("???+ bug \"T\"\n    shown", details("bug caution", "T", "<p>shown</p>", open: true)),
        ConstructCase("??? \"Only a title\"\n    x", details("note", "Only a title", "<p>x</p>")),
        ConstructCase(
            "!!! note\n    !!! tip\n        inner\n    outer",
            box("note", "Note", box("tip", "Tip", "<p>inner</p>") + "\n<p>outer</p>")),
        ConstructCase(
            "- a\n\n    !!! note\n        in list\n\n- b",
            "<ul>\n<li>\n<p>a</p>\n" + box("note", "Note", "<p>in list</p>") + "\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
        ConstructCase(
            "1. a\n   !!! tip\n       in\n2. b",
            "<ol>\n<li>a\n" + box("tip", "Tip", "<p>in</p>") + "\n</li>\n<li>b</li>\n</ol>"),
        ConstructCase(
            "> - !!! tip\n>       in",
            "<blockquote>\n<ul>\n<li>\n" + box("tip", "Tip", "<p>in</p>") + "\n</li>\n</ul>\n</blockquote>"),
        ConstructCase(
            "!!! note\n    ```\n    !!! tip\n    ```\n\n        code",
            box(
                "note", "Note",
                "<pre><code>!!! tip\n</code></pre>\n<pre><code>code\n</code></pre>")),
        ConstructCase(
            "- a\n- b\n\n!!! note\n    - c\n\n- d\n- e\n\n+ f\n\n* g",
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n" + box("note", "Note", "<ul>\n<li>c</li>\n</ul>")
                + "\n<ul>\n<li>d</li>\n<li>e</li>\n</ul>\n<ul>\n<li>f</li>\n</ul>\n<ul>\n<li>g</li>\n</ul>"),
        ConstructCase(
            "\t!!! note\n\n> !!! note\n>\t    x",
            "<pre><code>!!! note\n</code></pre>\n<blockquote>\n" + box("note", "Note", "<p>x</p>") + "\n</blockquote>"),
    ]

    static let alerts: [ConstructCase] = [
        ConstructCase("> [!NOTE]\n> Text\n> *b*", box("note", "Note", "<p>Text\n<em>b</em></p>")),
        ConstructCase("> [!caution]\n>\n> para", box("caution", "Caution", "<p>para</p>")),
        ConstructCase("> [!TIP]\nlazy", box("tip", "Tip", "<p>lazy</p>")),
        ConstructCase(
            "> [!warning] Title *x*\n> Text\n> - a",
            box("warning", "Title <em>x</em>", "<p>Text</p>\n<ul>\n<li>a</li>\n</ul>")),
        ConstructCase("> [!faq]- Fold\n> b", details("faq note", "Fold", "<p>b</p>")),
        ConstructCase("> [!tip]+\n> b", details("tip", "Tip", "<p>b</p>", open: true)),
        ConstructCase(
            "> [!NOTE]\n> | a |\n> |---|",
            box("note", "Note", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>")),
        ConstructCase(
            "- > [!IMPORTANT]\n  > in list",
            "<ul>\n<li>\n" + box("important", "Important", "<p>in list</p>") + "\n</li>\n</ul>"),
        ConstructCase("> [!NOTE]", "<blockquote>\n<p>[!NOTE]</p>\n</blockquote>"),
        ConstructCase("> [!mine]\n> x", "<blockquote>\n<p>[!mine]\nx</p>\n</blockquote>"),
        ConstructCase("> a\n> [!NOTE]\n> x", "<blockquote>\n<p>a\n[!NOTE]\nx</p>\n</blockquote>"),
        ConstructCase("[!NOTE]\nx", "<p>[!NOTE]\nx</p>"),
    ]

    static let tabs: [ConstructCase] = [
        ConstructCase(
            "=== \"A\"\n\n    a\n\n=== \"*B*\"\n    ```sh\n    b\n    ```\n\nend",
            "<div class=\"tabs\">\n<div class=\"tab\">\n<p class=\"tab-title\">A</p>\n<p>a</p>\n</div>\n<div class=\"tab\">\n"
                + "<p class=\"tab-title\"><em>B</em></p>\n<pre><code class=\"language-sh\">b\n</code></pre>\n</div>\n</div>\n"
                + "<p>end</p>"),
        ConstructCase(
            "=== \"A\"\n    a\nout",
            "<div class=\"tabs\">\n<div class=\"tab\">\n<p class=\"tab-title\">A</p>\n<p>a</p>\n</div>\n</div>\n<p>out</p>"
        ),
        ConstructCase("a\n===", "<h1>a</h1>"),
        ConstructCase("=== A", "<p>=== A</p>"),
    ]

    static let definitions: [ConstructCase] = [
        ConstructCase(
            "Apple\n:   Pomaceous\nfruit.\n\nOrange\n:   The *fruit*.",
            "<dl>\n<dt>Apple</dt>\n<dd>Pomaceous\nfruit.</dd>\n<dt>Orange</dt>\n<dd>The <em>fruit</em>.</dd>\n</dl>"),
        ConstructCase(
            "Term 1\n*Term 2*\n: a\n: b\n\nTerm 3\n: c",
            "<dl>\n<dt>Term 1</dt>\n<dt><em>Term 2</em></dt>\n<dd>a</dd>\n<dd>b</dd>\n<dt>Term 3</dt>\n<dd>c</dd>\n</dl>"
        ),
        ConstructCase(
            "Apple\n\n:   One\n    two\n\n:    Three",
            "<dl>\n<dt>Apple</dt>\n<dd>\n<p>One\ntwo</p>\n</dd>\n<dd>\n<p>Three</p>\n</dd>\n</dl>"),
        ConstructCase(
            "T\n:   a\n\n        code\n\n    > q\n\n    1.  x",
            "<dl>\n<dt>T</dt>\n<dd>a\n<pre><code>code\n</code></pre>\n<blockquote>\n<p>q</p>\n</blockquote>\n<ol>\n"
                + "<li>x</li>\n</ol>\n</dd>\n</dl>"),
        ConstructCase("T\n:\t```\n\t\t0", "<dl>\n<dt>T</dt>\n<dd>\n<pre><code>\t0\n</code></pre>\n</dd>\n</dl>"),
        ConstructCase("T\n:        far", "<dl>\n<dt>T</dt>\n<dd>far</dd>\n</dl>"),
        ConstructCase(
            "> T\n> : d\n>   e", "<blockquote>\n<dl>\n<dt>T</dt>\n<dd>d\ne</dd>\n</dl>\n</blockquote>"),
        ConstructCase("T\n: d\n\n- real", "<dl>\n<dt>T</dt>\n<dd>d</dd>\n</dl>\n<ul>\n<li>real</li>\n</ul>"),
        ConstructCase("a\n::: x", "<p>a\n::: x</p>"),
        ConstructCase("a\n:smile: b", "<p>a\n😄 b</p>"),
        ConstructCase("a\n:: b", "<p>a\n:: b</p>"),
        ConstructCase("a\n:", "<p>a\n:</p>"),
        ConstructCase(": b", "<p>: b</p>"),
        ConstructCase("# a\n: b", "<h1>a</h1>\n<p>: b</p>"),
        ConstructCase("a\nb\n\n: c", "<p>a\nb</p>\n<p>: c</p>"),
        ConstructCase("a\n\n\n: c", "<p>a</p>\n<p>: c</p>"),
        ConstructCase("> a\n: b", "<blockquote>\n<p>a\n: b</p>\n</blockquote>"),
        ConstructCase("[a]: b\n: c", "<p>: c</p>"),
        ConstructCase("```\na\n: b\n```", "<pre><code>a\n: b\n</code></pre>"),
    ]

    static let attributes: [ConstructCase] = [
        ConstructCase("## Title {#id .a .b}", "<h2 id=\"id\" class=\"a b\">Title</h2>"),
        ConstructCase("## Two *x* {: #y } ##", "<h2 id=\"y\">Two <em>x</em></h2>"),
        ConstructCase("Set {#s data-x=\"a b\"}\n---", "<h2 id=\"s\">Set</h2>"),
        ConstructCase("## A {-}", "<h2 class=\"unnumbered\">A</h2>"),
        ConstructCase("# a {b}", "<h1>a {b}</h1>"),
        ConstructCase("# {x} y", "<h1>{x} y</h1>"),
        ConstructCase("# a{#b}", "<h1>a{#b}</h1>"),
        ConstructCase("# a {}", "<h1>a {}</h1>"),
        ConstructCase("# a `{#b}`", "<h1>a <code>{#b}</code></h1>"),
        ConstructCase("# a {#b c}", "<h1>a {#b c}</h1>"),
        ConstructCase("text\n{: .big #p }", "<p id=\"p\" class=\"big\">text</p>"),
        ConstructCase("> q\n\n{: .d}\n\nx", "<blockquote class=\"d\">\n<p>q</p>\n</blockquote>\n<p>x</p>"),
        ConstructCase("{{ .Values.x }}", "<p>{{ .Values.x }}</p>"),
        ConstructCase("{ x }", "<p>{ x }</p>"),
        ConstructCase("a {: .b}", "<p>a {: .b}</p>"),
    ]

    private static let contents =
        "<nav class=\"toc-inline\" aria-label=\"Contents\">\n<ul>\n<li><a href=\"#b\">B</a>\n<ul>\n"
        + "<li><a href=\"#c--d\">C &amp; D</a></li>\n</ul>\n</li>\n<li><a href=\"#e\">E</a></li>\n</ul>\n</nav>\n"
    private static let headings = "<h1>A</h1>\n<h2>B</h2>\n<h3>C &amp; D</h3>\n<h2>E</h2>\n<h5>F</h5>"
    private static let page = "\n\n# A\n## B\n### C & D\n## E\n##### F"

    static let tablesOfContents: [ConstructCase] = [
        ConstructCase("[TOC]" + page, contents + headings),
        ConstructCase("[[_TOC_]]" + page, contents + headings),
        ConstructCase("[[TOC]]" + page, contents + headings),
        ConstructCase("{:toc}" + page, contents + headings),
        ConstructCase("* TOC\n{:toc}" + page, contents + headings),
        ConstructCase("[TOC]", ""),
        ConstructCase("a [TOC]", "<p>a [TOC]</p>"),
        ConstructCase("[TOC]\n\n[toc]: x", "<p><a href=\"x\">TOC</a></p>"),
    ]

    static let abbreviations: [ConstructCase] = [
        ConstructCase(
            "The HTML of W3C, XHTML, HTML5 `HTML`\n\n*[HTML]: Hyper <Text>\n*[W3C]:  World Wide",
            "<p>The <abbr title=\"Hyper &lt;Text&gt;\">HTML</abbr> of <abbr title=\"World Wide\">W3C</abbr>, XHTML, HTML5 "
                + "<code>HTML</code></p>"),
        ConstructCase("a\n*[a]: b\nc", "<p><abbr title=\"b\">a</abbr></p>\n<p>c</p>"),
        ConstructCase("*[New York]: NY\n\nNew York", "<p><abbr title=\"NY\">New York</abbr></p>"),
        ConstructCase("```\n*[a]: b\n```\na", "<pre><code>*[a]: b\n</code></pre>\n<p>a</p>"),
        ConstructCase("*[a]: c*", "<p><em>[a]: c</em></p>"),
        ConstructCase("*[a](b): c*", "<p><em><a href=\"b\">a</a>: c</em></p>"),
    ]

    static let tasks: [ConstructCase] = [
        ConstructCase(
            "- [ ] a\n- [x] b\n- [X] *c*\n- [ ]\n- [ ]x\n- [y] z",
            "<ul>\n<li><input type=\"checkbox\" disabled=\"\" /> a</li>\n"
                + "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> b</li>\n"
                + "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> <em>c</em></li>\n"
                + "<li>[ ]</li>\n<li>[ ]x</li>\n<li>[y] z</li>\n</ul>"),
        ConstructCase(
            "- [ ] \n- [x]\t\n  a\n-\n  [x] b",
            "<ul>\n<li><input type=\"checkbox\" disabled=\"\" /> </li>\n"
                + "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n<li>[x] b</li>\n</ul>"),
        ConstructCase(
            "- [x] a\n  ===",
            "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> \n<h1>a</h1>\n</li>\n</ul>"),
        ConstructCase(
            "1. [ ] a\n\n   b",
            "<ol>\n<li><input type=\"checkbox\" disabled=\"\" /> \n<p>a</p>\n<p>b</p>\n</li>\n</ol>"),
        ConstructCase(
            "> * [x] [x]\n\n[x]: y",
            "<blockquote>\n<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> <a href=\"y\">x</a></li>\n"
                + "</ul>\n</blockquote>"),
        ConstructCase("[ ] a", "<p>[ ] a</p>"),
    ]

    private static func note(_ label: String, _ content: String, back: String? = nil) -> String {
        "<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-\(label)\">\n" + content
            + "\n</li>\n</ol>\n</section>"
    }

    private static func back(_ id: String, _ use: Int = 1) -> String {
        let (suffix, number) = use > 1 ? ("-\(use)", "<sup class=\"footnote-ref\">\(use)</sup>") : ("", "")
        return "<a href=\"#fnref-\(id)\(suffix)\" class=\"footnote-backref\" data-footnote-backref "
            + "aria-label=\"Back to content\">↩\(number)</a>"
    }

    private static func reference(_ id: String, _ number: Int, _ use: Int = 1) -> String {
        "<sup class=\"footnote-ref\"><a href=\"#fn-\(id)\" id=\"fnref-\(id)\(use > 1 ? "-\(use)" : "")\" data-footnote-ref>"
            + "\(number)</a></sup>"
    }

    static let footnotes: [ConstructCase] = [
        ConstructCase(
            "a[^1] b[^1]\n\n[^1]: t\n\n    p",
            "<p>a\(reference("1", 1)) b\(reference("1", 1, 2))</p>\n"
                + note("1", "<p>t</p>\n<p>p \(back("1")) \(back("1", 2))</p>")),
        ConstructCase(
            "a[^X]\n[^x]: - l\n\n      code?\n\n        code\n[^y]: unused",
            "<p>a\(reference("x", 1))</p>\n"
                + note("x", "<ul>\n<li>\n<p>l</p>\n<p>code?</p>\n<p>code</p>\n</li>\n</ul>\n\(back("x"))")),
        ConstructCase(
            "a[^1]\n\n> [^1]: q\n>     r\n\n[^1]: second",
            "<p>a\(reference("1", 1))</p>\n<blockquote>\n</blockquote>\n" + note("1", "<p>q\nr \(back("1"))</p>")),
        ConstructCase(
            "a[^1]\n\n[^1]: | a |\n    |---|",
            "<p>a\(reference("1", 1))</p>\n"
                + note("1", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>\n\(back("1"))")),
        ConstructCase(
            "a[^1]\n\n[^1]: !!! note\n        in",
            "<p>a\(reference("1", 1))</p>\n" + note("1", box("note", "Note", "<p>in</p>") + "\n" + back("1"))),
        ConstructCase("a[^1] `[^2]`\n\n[^2]: x", "<p>a[^1] <code>[^2]</code></p>"),
        ConstructCase(
            "a[^1]\n\n[^1]: [^2]:\n    b",
            "<p>a\(reference("1", 1))</p>\n" + note("1", "<p>b \(back("1"))</p>")),
        ConstructCase(
            "a[^1] [x]\n\n[^1]: [x]: y",
            "<p>a\(reference("1", 1)) <a href=\"y\">x</a></p>\n" + note("1", back("1"))),
        ConstructCase("[^a b]: x y\n\n[^] z", "<p>[^a b]: x y</p>\n<p>[^] z</p>"),
        ConstructCase("    [^1]: x\n\n[^1]", "<pre><code>[^1]: x\n</code></pre>\n<p>[^1]</p>"),
    ]
}
