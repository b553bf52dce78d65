import Documents
import Testing

/// What attackers have tried on sanitizers, through `safe`.
@Suite struct HTMLHostileTests {
    static let cases: [String] = [
        // Scripts, whole, broken and nested.
        "<script>alert(1)</script>", "<SCRIPT SRC=//h/x.js></SCRIPT>", "<script/x>alert(1)</script>",
        "<script\n>alert(1)",
        "<scr<script>ipt>alert(1)</scr</script>ipt>", "<<script>alert(1)//<</script>", "<script", "</script",
        "<script><!--<script>--></script>", "<div><script a='<img src=x onerror=alert(1)>'></div>",
        "<script\u{0}>alert(1)</script>", "<\u{0}script>alert(1)</script>", "<scrip\u{17F}>alert(1)</scrip\u{17F}>",
        "<\u{212A}bd onclick=alert(1)>", "<lin\u{212A} rel=stylesheet href=x>",
        // Handlers.
        "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<img src=\"x\"onerror=alert(1)>",
        "<IMG SRC=x OnErRoR=alert(1)>", "<img src=x oNerror\n=\nalert(1)>", "<img src='x' a=\"b\"onerror='alert(1)'>",
        "<a onmouseover=alert(1)>x</a>", "<details open ontoggle=alert(1)>",
        "<video onloadstart=alert(1)><source></video>",
        "<p/onclick=alert(1)>x</p>", "</p/onclick=alert(1)>", "<b/alt=\"1\"onmouseover=alert(1)>x</b>",
        "<img src=x =onerror=alert(1)>", "<img src=x \"onerror=alert(1)\">", "<img src=`x`onerror=alert(1)>",
        "<img src=\"`><img src=x onerror=alert(1)>\">", "<img alt=\"`\" title=\"` onerror=alert(1)\">",
        "<div aria-x\"onclick=alert(1)=\"y\">", "<div aria-=x aria-onclick=x>",
        "<audio controls autoplay src=x onplay=a>",
        "<img title='\"onerror=alert(1) x=\"'>", "<img title=\"&quot;onerror=alert(1)\">",
        "<img title='a&#34; onerror=alert(1)'>", "<p title='\"><script>alert(1)</script>'>",
        "<p title='<!--' id='-->'>",
        // Schemes.
        "<a href=javascript:alert(1)>x</a>", "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<a href=\"\u{1}javascript:alert(1)\">x</a>", "<a href=\"java\tscript:alert(1)\">x</a>",
        "<a href=\"java\nscript:alert(1)\">x</a>", "<a href=\"java&#10;script:alert(1)\">x</a>",
        "<a href=\"java&#x0A;script:alert(1)\">x</a>", "<a href=\"java&Tab;script&colon;alert(1)\">x</a>",
        "<a href=\"java&NewLine;script:alert(1)\">x</a>", "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "<a href=\"&#0000106avascript:alert(1)\">x</a>", "<a href=\"&#x6a&#x61vascript:alert(1)\">x</a>",
        "<a href=\"javascript&#58;alert(1)\">x</a>", "<a href=\"javascript&#x3A;alert(1)\">x</a>",
        "<a href=\"&#1;javascript:alert(1)\">x</a>", "<a href=\"&#14;  javascript:alert(1)\">x</a>",
        "<a href=\"vbscript:msgbox(1)\">x</a>", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"data:image/png;base64,AAAA\">x</a>", "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
        "<img src=\"data:text/html,x\">", "<img src=\"DATA:IMAGE/SVG+XML;base64,AAAA\">",
        "<a href=\"file:///etc/passwd\">x</a>",
        "<img srcset=\"a.png 1x, javascript:alert(1) 2x\">", "<img srcset=\"java&#9;script:alert(1)\">",
        "<video poster=javascript:alert(1) src=javascript:alert(2)></video>", "<q cite=\"javascript:alert(1)\">x</q>",
        "<a href=\"blob:https://h/x\">x</a>", "<a href=\"view-source:x\">x</a>",
        "<a href=\"javascript\u{0}:alert(1)\">x</a>",
        "<a href=\"x\" href=\"javascript:alert(1)\">x</a>", "<a href=\"javascript:alert(1)\" href=\"x\">x</a>",
        "<a HREF=\"javascript:alert(1)\" href=\"x\">x</a>", "<a href=javascript&colon;alert(1)>x</a>",
        "<a href=\"&amp;#106;avascript:x\">x</a>", "<img longdesc='javascript:alert(1)' src=x>",
        "<a href=\"java&#173;script:alert(1)\">x</a>", "<a href=\"&NonExistent;javascript:x\">x</a>",
        // Elements that must not be.
        "<iframe src=x></iframe>", "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=x></object>",
        "<embed src=x>", "<base href=//h/>", "<meta http-equiv=refresh content='0;url=javascript:x'>",
        "<link rel=stylesheet href=//h/x.css>", "<form action=x><input type=submit formaction=javascript:x></form>",
        "<button onclick=x>b</button>", "<isindex action=javascript:x>", "<body onload=alert(1)>",
        "<frameset onload=x>",
        "<marquee onstart=alert(1)>x</marquee>", "<style>@import '//h/x'</style>",
        "<p style=\"background:url(//h)\">x</p>",
        "<applet code=x>", "<keygen autofocus onfocus=x>", "<template><script>x</script></template>", "<dialog open>x",
        "<input type=checkbox checked disabled>", "<textarea></textarea><img src=x onerror=x>", "<title></title><b>",
        "<plaintext>", "<xmp><b></xmp>", "<noembed><img src=x onerror=x></noembed>", "<image src=x onerror=alert(1)>",
        // Foreign content and mutations.
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg/onload=alert(1)//",
        "<svg><a><b></svg></b>",
        "<svg><p><style><img src=x onerror=alert(1)></style></svg>", "<math><mi xlink:href=javascript:x>y</mi></math>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=x>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<svg><svg></svg><b onclick=x>",
        "<svg><desc><svg/></desc></svg><b>x</b>",
        // Comments, declarations, instructions, unfinished things.
        "<!--><img src=x onerror=alert(1)>-->", "<!---><img src=x onerror=alert(1)>-->",
        "<!-- --!><img src=x onerror=x>-->",
        "<!-- > <script>alert(1)</script> -->", "<!--<img src=\"--><img src=x onerror=alert(1)//\">", "<!-- open <b>",
        "<![CDATA[<script>alert(1)</script>]]>", "<![CDATA[ > <img src=x onerror=x> ]]>", "<?php echo '<script>' ?>",
        "<? > <img src=x onerror=alert(1)>", "<!DOCTYPE html [<!ENTITY x \"<script>\">]>", "<!x><b onclick=x>",
        "</ onclick=x><b>", "</3 <b onclick=x>y</b>", "<a href=\"x\" <script>alert(1)</script>", "<a href=\"x",
        "<img src=x onerror=alert(1)", "<div <b onclick=x>", "<a<b onclick=x>", "<a\u{B}href=javascript:x>", "<",
        "<b></b", "</", "<!", "<!-", "<?", "<a/", "<a =", "<a b=", "<a b='", "&lt;script&gt;",
        "<b>&#60;script&#62;</b>",
        "<a href='&quot;><script>x</script>'>x</a>", "<a title=a\"onclick=x>", "<a title=a<script>", "<a title=\u{0}x>",
        // The page around.
        "</div></main></article></body></html>", "</p></li></ul></td></tr></table>", "<li>x", "<td>x", "<tr><td>x",
        "<dd>x",
        "<table><tr><td></div></main><td>x", "<div></section></div></div>", "<b><i></b></i>", "<a href=x><a href=y>",
        "<p><p><p>", "<table><table></table>", "</br></p>", "<h1><h2></h1></h2>", "<col><caption>",
    ]

    @Test(arguments: cases) func `nothing of an attack is left`(attack: String) {
        for isBlock in [true, false] {
            let page = RawPage(.safe, [.init(attack, depth: 2, isBlock: isBlock)])
            #expect(HTMLOutputCheck.fault(page.html) == nil, "\(page.html)")
            let inside = RawPage(.safe, [.init("<table><tr><td>"), .init(attack), .init("</td></tr></table>")])
            #expect(HTMLOutputCheck.fault(inside.html) == nil, "\(inside.html)")
        }
    }

    private static let pieces = [
        "<", ">", "/", "\"", "'", "=", " ", "\n", "-", "!", "--", "<!--", "-->", "<a", " href=", "javascript:", "x",
        "b",
        "</", "div", "table", "td", "tr", "li", "ul", "p", "<p>", "<div>", "</div>", "<table>", "<td>", "</table>",
        "<li>",
        "<ul>", "</ul>", "<b>", "</b>", "<a href=x>", "</a>", "<svg>", "</svg>", "<script>", "</script>", "<img src=",
        " onerror=alert(1)", " style=x", "&", "&#10;", "&colon;", "&amp;", ";", "<pod-name>", "<details>", "<summary>",
        "</summary>", "</details>", "<br/>", "<hr>", "<?", "?>", "<![CDATA[", "]]>", "\u{0}", "é", " id=", " name=",
        " srcset=",
        "a.png 2x,", "\t", "`", "<input>", "<form>", "<h2>", "</h2>", "<dl>", "<dd>", "<dt>", "</p>", "<title>",
        "<center>",
        "</center>", "<a name=y/>", "<rt>", "<ruby>", "<source>", "<caption>", "<tbody>", "<col>", " class=\"", "\">",
    ]

    @Test func `tag soup in pieces becomes well nested elements of the list`() {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<1500 {
            var depth = 0
            let pieces = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                depth = max(0, depth + Int.random(in: -2...1, using: &random))
                return RawPage.Piece(
                    random.text(of: Self.pieces, count: 1...12), depth: depth, isBlock: random.once(in: 2))
            }
            let page = RawPage(.safe, pieces)
            #expect(HTMLOutputCheck.fault(page.html) == nil, "\(pieces) -> \(page.html)")
            #expect(page.areRangesInside, "\(pieces)")
            let bytes = Array(page.html.utf8)
            for address in page.addresses {
                var escaped: [UInt8] = []
                appendEscaped(address.address, to: &escaped)
                #expect(bytes[address.output].elementsEqual(escaped), "\(pieces)")
            }
        }
    }

    @Test(arguments: [
        "<", "<!--", "<a ", "<a b='", "<script ", "<?", "<? > ", "<![CDATA[", "<![CDATA[>", "</", "<b>", "</b>", "<td>",
        "<table>",
        "<a href=", "&", "<a x ", "<div", "<svg>", "<x-y>", "<p>", "<li>", "<ul><li>", "<a b=\"c\" ", "<title>",
        "</title", "<a name=x>",
        "<img srcset='", "a, ", "<i></b>", "<a href=x><b>", "--!", "&#",
    ])
    func `three hundred kilobytes of malice are read once`(piece: String) {
        for (policy, size) in [(HTMLPolicy.safe, 300_000), (.safe, 20_000), (.escape, 20_000), (.trusted, 20_000)] {
            let text = String(repeating: piece, count: size / piece.utf8.count)
            let page = RawPage(policy, [.init("<img srcset='"), .init(text), .init("x", depth: 3, isBlock: false)])
            if policy == .safe, size < 300_000 { #expect(HTMLOutputCheck.fault(page.html) == nil) }
            #expect(!page.html.isEmpty)
        }
    }
}
