import Documents
import SourceText
import Testing

/// What `InlineParser` reads that CommonMark does not have, and where it says that things stand.
@Suite struct InlineTests {
    private func check(_ test: ConstructCase) { #expect(bareHTML(test.markdown) == test.html + "\n") }

    static let emoji: [ConstructCase] = [
        ConstructCase(":tada: :+1: :-1: :e-mail:", "<p>🎉 👍 👎 📧</p>"),
        ConstructCase("a:tada:b :tada::tada:", "<p>a🎉b 🎉🎉</p>"),
        ConstructCase("[x :tada:](y) *:tada:*", "<p><a href=\"y\">x 🎉</a> <em>🎉</em></p>"),
        ConstructCase("# :tada:", "<h1>🎉</h1>"),
        ConstructCase("| :tada: |\n|---|", "<table>\n<thead>\n<tr>\n<th>🎉</th>\n</tr>\n</thead>\n</table>"),
        ConstructCase(":thumbsup: :poop: :saluting_face: :octocat:", "<p>👍 💩 🫡 :octocat:</p>"),
        ConstructCase(":nosuch: :Tada: :tada :: ta:da", "<p>:nosuch: :Tada: :tada :: ta:da</p>"),
        ConstructCase("10:30:45 a:100:b", "<p>10:30:45 a:100:b</p>".replacing(":100:", with: "💯")),
        ConstructCase(
            "`:tada:` \\:tada: <ab:tada:>", "<p><code>:tada:</code> :tada: <a href=\"ab:tada:\">ab:tada:</a></p>"),
    ]

    @Test(arguments: emoji) func `short codes become pictures`(test: ConstructCase) { check(test) }

    static let attributes: [ConstructCase] = [
        ConstructCase("**`a`**{ #b }: c", "<p><strong id=\"b\"><code>a</code></strong>: c</p>"),
        ConstructCase("*a*{.b} _c_{.d}e", "<p><em class=\"b\">a</em> <em class=\"d\">c</em>e</p>"),
        ConstructCase(
            "**a**{b} **a** {.b} **a*{.b}",
            "<p><strong>a</strong>{b} <strong>a</strong> {.b} *<em class=\"b\">a</em></p>"),
        ConstructCase("## T { id=foo class=\"a b\" }", "<h2 id=\"foo\" class=\"a b\">T</h2>"),
        ConstructCase("[x](y){ .md-button .b }", "<p><a href=\"y\" class=\"md-button b\">x</a></p>"),
        ConstructCase("[x](y){#i}z", "<p><a href=\"y\" id=\"i\">x</a>z</p>"),
        ConstructCase(
            "[x][y]{.a} [y]{: .b}\n\n[y]: z", "<p><a href=\"z\" class=\"a\">x</a> <a href=\"z\" class=\"b\">y</a></p>"),
        ConstructCase("![x](y.png){width=50}", "<p><img src=\"y.png\" alt=\"x\" width=\"50\" /></p>"),
        ConstructCase("`a`{.c} ``b``{ #d }", "<p><code class=\"c\">a</code> <code id=\"d\">b</code></p>"),
        ConstructCase("[x](y) {.a}z", "<p><a href=\"y\">x</a> {.a}z</p>"),
        ConstructCase("[x](y){ } `a`{b} `c`{}", "<p><a href=\"y\">x</a>{ } <code>a</code>{b} <code>c</code>{}</p>"),
        ConstructCase("[x](y){.a", "<p><a href=\"y\">x</a>{.a</p>"),
        ConstructCase("[x](y){.a\n.b}z", "<p><a href=\"y\">x</a>{.a\n.b}z</p>"),
        ConstructCase(
            "*a*{.b} <https://a.b>{.c}z", "<p><em class=\"b\">a</em> <a href=\"https://a.b\">https://a.b</a>{.c}z</p>"),
    ]

    @Test(arguments: attributes) func `attributes stand right behind links, images and code`(test: ConstructCase) {
        check(test)
    }

    static let shortcodes: [ConstructCase] = [
        ConstructCase("a {{ x \"*y*\" }} *b*", "<p>a {{ x &quot;*y*&quot; }} <em>b</em></p>"),
        ConstructCase("{{< fig src=\"a_b_c\" >}}", "<p>{{&lt; fig src=&quot;a_b_c&quot; &gt;}}</p>"),
        ConstructCase("{% if a < b %} _c_ {% endif %}", "<p>{% if a &lt; b %} <em>c</em> {% endif %}</p>"),
        ConstructCase("{{ a\n*b* }}", "<p>{{ a\n*b* }}</p>"),
        ConstructCase("[{{ a }}](b)", "<p><a href=\"b\">{{ a }}</a></p>"),
        ConstructCase("{{ *a*", "<p>{{ <em>a</em></p>"),
        ConstructCase("{ *a* } {*b*}", "<p>{ <em>a</em> } {<em>b</em>}</p>"),
    ]

    @Test(arguments: shortcodes) func `short codes of other generators stay as they are written`(test: ConstructCase) {
        check(test)
    }

    static let notes: [ConstructCase] = [
        ConstructCase("![^1]", "<p>!⟦1→1⟧</p>"),
        ConstructCase("[^1][^1]", "<p>⟦1→1⟧⟦1→1⟧</p>"),
        ConstructCase("*a[^1]* **[^1]**", "<p><em>a⟦1→1⟧</em><strong>⟦1→1⟧</strong></p>"),
        ConstructCase("# a[^1]", "<h1>a⟦1→1⟧</h1>"),
        ConstructCase("| a[^1] |\n|---|", "<table><thead><tr><th>a⟦1→1⟧</th></tr></thead></table>"),
        ConstructCase("[^2] ![^2] [^] [^ ]", "<p>[^2] ![^2] [^] [^ ]</p>"),
        ConstructCase("[^*x*] [^a b]", "<p>[^<em>x</em>] [^a b]</p>"),
        ConstructCase("![^2](y.png)", "<p><img src=\"y.png\" alt=\"^2\" /></p>"),
        ConstructCase("\\[^1] `[^1]`", "<p>[^1]<code>[^1]</code></p>"),
    ]

    @Test(arguments: notes) func `references to footnotes; others are text`(test: ConstructCase) {
        #expect(FootnoteStructure(bareHTML(test.markdown + "\n\n[^1]: n")).body == test.html)
    }

    static let brackets: [ConstructCase] = [
        ConstructCase("[](<\t>) [](< a >)", "<p><a href=\"\"></a> <a href=\"a\"></a></p>"),
        ConstructCase("[x](y \"a\\\")", "<p><a href=\"y\" title=\"a\\\">x</a></p>"),
        ConstructCase("[x](y \"a\\\" b\")", "<p><a href=\"y\" title=\"a&quot; b\">x</a></p>"),
        ConstructCase("[x][ ] [x][\n]\n\n[x]: y", "<p><a href=\"y\">x</a> <a href=\"y\">x</a></p>"),
        ConstructCase("# [a]: b", "<h1>[a]: b</h1>"),
        ConstructCase(
            "+ ```\n[x]: y\n\n[x]", "<ul>\n<li>\n<pre><code></code></pre>\n</li>\n</ul>\n<p><a href=\"y\">x</a></p>"),
        ConstructCase(
            "- a\n\n  ```\n  [x]: z\n  ```\n[x]: y\n\n[x]",
            "<ul>\n<li>\n<p>a</p>\n<pre><code>[x]: z\n</code></pre>\n</li>\n</ul>\n<p><a href=\"y\">x</a></p>"),
        ConstructCase("```\n[x]: y", "<pre><code>[x]: y\n</code></pre>"),
        ConstructCase("[!]:\n|a|\n|-|", "<p>[!]:</p>\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>"),
    ]

    @Test(arguments: brackets) func `links and their definitions where libcmark has its own way`(test: ConstructCase) {
        check(test)
    }

    /// Each holds a link, so that libcmark does not read it.
    static let lazy: [ConstructCase] = [
        ConstructCase(
            "> [a](b) `c\n    > d`", "<blockquote>\n<p><a href=\"b\">a</a> <code>c     &gt; d</code></p>\n</blockquote>"
        ),
        ConstructCase(
            "> [a](b) `c\n>     > d`", "<blockquote>\n<p><a href=\"b\">a</a> <code>c &gt; d</code></p>\n</blockquote>"),
        ConstructCase(
            "- [a](b) `c\n  d`\n- [a](b) `c\n d`",
            "<ul>\n<li><a href=\"b\">a</a> <code>c d</code></li>\n<li><a href=\"b\">a</a> <code>c  d</code></li>\n</ul>"
        ),
        ConstructCase("> [a](b)\\\n  c", "<blockquote>\n<p><a href=\"b\">a</a><br />\n  c</p>\n</blockquote>"),
        ConstructCase(
            "- > [a](b)\n      > c",
            "<ul>\n<li>\n<blockquote>\n<p><a href=\"b\">a</a>\n&gt; c</p>\n</blockquote>\n</li>\n</ul>"),
        ConstructCase(
            "!!! note \"\"\n    > [a](b)\n    > c",
            "<div class=\"admonition note\">\n<blockquote>\n<p><a href=\"b\">a</a>\nc</p>\n</blockquote>\n</div>"),
        ConstructCase(
            "> T\n> :   > [a](b) `c\n>     > d`",
            "<blockquote>\n<dl>\n<dt>T</dt>\n<dd>\n<blockquote>\n<p><a href=\"b\">a</a> <code>c d</code></p>\n</blockquote>\n</dd>\n</dl>\n</blockquote>"
        ),
        ConstructCase(
            "> [!NOTE] t\n> - > [a](b) `c\n>   > d`",
            "<div class=\"admonition note\">\n<p class=\"admonition-title\">t</p>\n<ul>\n<li>\n<blockquote>\n<p><a href=\"b\">a</a> <code>c d</code></p>\n</blockquote>\n</li>\n</ul>\n</div>"
        ),
    ]

    @Test(arguments: lazy) func `lines lose the marks of their containers, and no more`(test: ConstructCase) {
        check(test)
    }

    static let addresses: [ReferenceCase] = [
        ReferenceCase("a «https://a.b/c?d=e_f», («http://x.y») b"),
        ReferenceCase("«www.a.b/c_d». *«www.a.b»* «ftp://a.b/»"),
        ReferenceCase("«me@a.b», x «mailto:me@a.b» y «a.b+c@d-e.f»"),
        ReferenceCase("> - a\n>   «https://a.b»\n> lazy «me@a.b»"),
        ReferenceCase("| «https://a.b» | «www.c.d» | «e@f.g» |\n|---|---|---|"),
        ReferenceCase("# «https://a.b» é «me@a.b»"),
        ReferenceCase("`https://a.b` [https://a.b](«x») «https://a.b»"),
        ReferenceCase("https://, w.a a@b @c.d «https://a.b»"),
    ]

    @Test(arguments: addresses) func `bare addresses are links, and stand where they are written`(test: ReferenceCase) {
        #expect(test.page.facts.references.map(\.range.printed) == test.page.ranges)
    }

    /// The same text in blocks that libcmark reads and, because of a link, in blocks that it does not.
    @Test(arguments: [
        "a «lag_of_a» e «f_total», `«depth_now»{i=\"j\"}` *«acks_in_all»*", "«nats_lag» `«nats_lagging»` «nats_lag»",
        "- a\n  «nats_acks»\n  - > «nats_up_now»\n    > `«nats_depth»`",
        "> a\nlazy «nats_acks»", "é 🔧 «nats_lag»", "a\\_ &amp; «nats_acks»",
    ])
    func `names stand where they are written, whoever reads the block`(marked: String) {
        for text in [marked, marked.replacing("\n", with: " [x](y)\n") + " [x](y)"] {
            let page = MarkedText(text)
            #expect(page.facts.mentions.map(\.range.printed) == page.ranges, "\(text)")
        }
    }
}
