import Documents
import Testing

@Suite struct SlotTests {
    /// A page's body with its slots shown: `{d0}` a destination, `{r0}` one in raw HTML, `{m0}`…`{/m0}` a mention.
    private func shown(_ markdown: String) -> String {
        let body = Document(path: "a.md", bytes: Array(markdown.utf8)).compile().body
        var result: [UInt8] = []
        var written = 0
        for slot in body.slots {
            result.append(contentsOf: body.html[written..<Int(slot.offset)])
            written = Int(slot.offset)
            let mark =
                switch slot.kind {
                case .destination: "{d\(slot.index)}"
                case .rawDestination: "{r\(slot.index)}"
                case .mentionStart: "{m\(slot.index)}"
                case .mentionEnd: "{/m\(slot.index)}"
                }
            result.append(contentsOf: mark.utf8)
        }
        result.append(contentsOf: body.html[written...])
        if result.last == 0x0A { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    @Test(arguments: [
        ("[x](y.md)", "<p><a{d0}>x</a></p>"),
        ("[x](/y.md \"t\")", "<p><a{d0} title=\"t\">x</a></p>"),
        ("[x](#y)", "<p><a href=\"#y\">x</a></p>"),
        ("[x](https://h)", "<p><a class=\"external\" href=\"https://h\">x</a></p>"),
        ("[x](//h/p)", "<p><a class=\"external\" href=\"//h/p\">x</a></p>"),
        ("[x](javascript:a)", "<p><a class=\"broken\">x</a></p>"),
        ("[x](JaVaScRiPt:a) [x](vbscript:a)", "<p><a class=\"broken\">x</a> <a class=\"broken\">x</a></p>"),
        (
            "![x](data:image/png;base64,AA)",
            "<p><img src=\"data:image/png;base64,AA\" alt=\"x\" loading=\"lazy\" /></p>"
        ),
        ("![x](data:text/html,AA)", "<p><img class=\"broken\" alt=\"x\" loading=\"lazy\" /></p>"),
        ("![*x* `y`](z.png)", "<p><img{d0} alt=\"x y\" loading=\"lazy\" /></p>"),
        ("[![x](z.png)](y.md)", "<p><a{d0}><img{d1} alt=\"x\" loading=\"lazy\" /></a></p>"),
        ("<a href=\"y.md\">x</a>", "<p><a href=\"{r0}\">x</a></p>"),
        ("<a href='https://h'>x</a>", "<p><a href=\"https://h\">x</a></p>"),
        ("<img src=z.png>", "<img src=\"{r0}\">"),
        ("<link href=\"y.css\">", ""),
        ("<!-- <a href=\"y.md\"> -->", ""),
    ])
    func `addresses inside the site are slots, others are written`(markdown: String, html: String) {
        #expect(shown(markdown) == html)
    }

    @Test(arguments: [
        ("nats_lag", "<p>{m0}nats_lag{/m0}</p>"),
        ("a nats_lag, b_c_d.", "<p>a {m0}nats_lag{/m0}, {m1}b_c_d{/m1}.</p>"),
        ("NatsLagHigh: fires", "<p>{m0}NatsLagHigh{/m0}: fires</p>"),
        ("job:lag:rate5m", "<p>{m0}job:lag:rate5m{/m0}</p>"),
        ("**nats_lag** _nats_lag_", "<p><strong>{m0}nats_lag{/m0}</strong> <em>{m1}nats_lag{/m1}</em></p>"),
        ("`nats_lag`", "<p>{m0}<code>nats_lag</code>{/m0}</p>"),
        ("`nats_lag{a=\"b\"}`", "<p>{m0}<code>nats_lag{a=&quot;b&quot;}</code>{/m0}</p>"),
        (
            "`nats_lag[5m]` `nats_lag > 5`",
            "<p>{m0}<code>nats_lag[5m]</code>{/m0} {m1}<code>nats_lag &gt; 5</code>{/m1}</p>"
        ),
        ("`rate(nats_lag[5m])`", "<p><code>rate(nats_lag[5m])</code></p>"),
        ("`nats_lag.sh`", "<p><code>nats_lag.sh</code></p>"),
        ("nats-lag Nats HTTP a_b", "<p>nats-lag Nats HTTP a_b</p>"),
        (
            "https://h/nats_lag ./nats_lag.md --nats_lag $nats_lag nats_lag@h",
            "<p><a class=\"external\" href=\"https://h/nats_lag\">https://h/nats_lag</a> ./nats_lag.md --nats_lag $nats_lag nats_lag@h</p>"
        ),
        ("énats_lag nats_lagé", "<p>énats_lag nats_lagé</p>"),
        ("MAX_CONNECTIONS __init", "<p>MAX_CONNECTIONS {m0}__init{/m0}</p>"),
        ("[nats_lag](y.md)", "<p><a{d0}>nats_lag</a></p>"),
        ("# nats_lag", "<h1 id=\"nats_lag\">nats_lag</h1>"),
        ("    nats_lag", "<pre><code>nats_lag\n</code></pre>"),
        ("<b>nats_lag</b>", "<p><b>{m0}nats_lag{/m0}</b></p>"),
        ("![nats_lag](z.png)", "<p><img{d0} alt=\"nats_lag\" loading=\"lazy\" /></p>"),
    ])
    func `names in the text are mentions, but not in links, headings, paths and code`(markdown: String, html: String) {
        #expect(shown(markdown) == html)
    }

    static let mentions: [MarkedText] = [
        MarkedText("[nats_lag](nats_lag.md) «nats_lag»"),
        MarkedText("![nats_lag](nats_lag.png) <a title=\"nats_lag\"> «nats_lag»"),
        MarkedText("`rate(nats_lag)` nats_lag_x/y a-nats_lag «nats_lag»"),
        MarkedText("«nats\\_lag» and «nats_lag»"),
        MarkedText("`«nats_lag»{a=\"nats_lag\"}` «nats_lag»"),
        MarkedText("«nats_lag_total» «nats_lag» **«nats_lag»** __«nats_lag»__"),
        MarkedText("- a «nats_lag»\n      b «nats_lag»\nlazy 🔧 «nats_lag»"),
        MarkedText(
            "> a\n> «nats_lag»\n\n| «nats_lag» | «NatsLagHigh» |\n|---|---|\n| `«nats_lag»` | [nats_lag](x) «nats_lag» |"
        ),
        MarkedText("â€” «nats_lag» cafÃ© «nats_lag»"),
        MarkedText("[nats_lag]: x\n«nats_lag» [nats_lag] «nats_lag»"),
    ]

    @Test(arguments: mentions) func `a mention's range is the name as written`(page: MarkedText) {
        #expect(page.facts.mentions.map(\.range.printed) == page.ranges)
    }

    @Test func `ids and names of raw HTML are anchors`() {
        let page = MarkedText(
            "<a id=\"one\"></a> <a name='two'></a>\n\n<div ID=three name=\"no\">\n<p id='a&amp;b'></p>\n<!-- <a id=\"no\"> -->\n</div>\n"
        )
        #expect(page.facts.anchors == ["one", "two", "three", "a&b"])
    }
}
