import Documents
import Testing

@Suite struct HTMLSanitizerTests {
    struct Case: CustomTestStringConvertible {
        var pieces: [RawPage.Piece]
        var html: String
        var findings: [String]

        init(_ text: String, _ html: String, _ findings: String...) {
            (self.pieces, self.html, self.findings) = ([.init(text)], html, findings)
        }

        init(_ pieces: [RawPage.Piece], _ html: String, _ findings: String...) {
            (self.pieces, self.html, self.findings) = (pieces, html, findings)
        }

        var testDescription: String { "\(pieces)" }
    }

    /// A piece of inline HTML in a paragraph.
    private static func inline(_ text: String) -> RawPage.Piece { .init(text, depth: 1, isBlock: false) }

    private static func lost(_ what: String) -> String {
        "raw HTML '\(what)' is not published; write it as code, or set html: trusted"
    }

    private static func text(_ what: String) -> String {
        "raw HTML '\(what)' is shown as text; remove it, write it as code, or set html: trusted"
    }

    private static func leftOut(_ what: String, holds: Bool = true) -> String {
        "raw HTML '\(what)' is left out\(holds ? ", what is inside it stays" : ""); remove it, or set html: trusted"
    }

    private static func component(_ what: String) -> String {
        "'\(what)' is a component of MDX, which is not rendered, and is shown as text; "
            + "write what it stands for, or write it as code"
    }

    private static let markdown =
        "the attribute 'markdown' has no effect here; leave a blank line behind the tag so that what follows is read as "
        + "Markdown"

    private static func removed(_ what: String) -> String {
        "raw HTML '\(what)' is not published; remove it, or set html: trusted"
    }

    private static func placeholder(_ what: String) -> String {
        "'\(what)' means nothing in HTML and is shown as text; write it as code, or as '\\\(what)'"
    }

    static let kept: [Case] = [
        Case([.init("<div class=\"grid\" markdown>\n<p markdown=\"1\">\n")], "<div class=\"grid\">\n<p>\n</p></div>"),
        Case([inline("<span markdown=\"1\">"), inline("</span>")], "<span></span>"),
        Case("<kbd>Ctrl</kbd>+<KBD>C</KBD> H<sub>2</sub>O", "<kbd>Ctrl</kbd>+<kbd>C</kbd> H<sub>2</sub>O"),
        Case(
            "<table border=1><tr><th align=left colspan='2'>a<td width=\"10%\">b</table>",
            "<table border=\"1\"><tr><th align=\"left\" colspan=\"2\">a</th><td width=\"10%\">b</td></tr></table>"),
        Case(
            "<table><thead><tr><th>a<tbody><tr><td>b<tr><td>c</table>",
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr><tr><td>c</td></tr></tbody></table>"),
        Case(
            "<table><colgroup><col><col width=3><tr><td>x</table>",
            "<table><colgroup><col><col width=\"3\"></colgroup>"
                + "<tr><td>x</td></tr></table>"),
        Case("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
        Case("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
        Case("<p>a<p>b<div>c</div>", "<p>a</p><p>b</p><div>c</div>"),
        Case("<a name=\"x\"></a><a id=y />z", "<a name=\"x\"></a><a id=\"y\"></a>z"),
        Case("<br><br/><BR /></br><hr><wbr>", "<br><br><br><br><hr><wbr>"),
        Case("<p>{{<figure src=\"x\">}}</p>", "<p>{{&lt;figure src=\"x\">}}</p>"),
        Case("<center>a</center>", "<div align=\"center\">a</div>"),
        Case(
            "<p align=\"center\"><img src=\"a.png\" width=200></p>",
            "<p align=\"center\"><img src=\"a.png\" width=\"200\"></p>"),
        Case("<details open><summary>x</summary>y</details>", "<details open=\"\"><summary>x</summary>y</details>"),
        Case("<abbr title=\"a &amp; b &mdash; c\">x</abbr>", "<abbr title=\"a &amp; b &mdash; c\">x</abbr>"),
        Case(
            "<ol type=a start=3 reversed><li value=4>x</ol>",
            "<ol type=\"a\" start=\"3\" reversed=\"\"><li value=\"4\">x</li></ol>"),
        Case("a &amp; b &copy; < c > d \"e\"", "a &amp; b &copy; &lt; c > d \"e\""),
        Case("<ruby>a<rp>(<rt>b<rp>)</ruby>", "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>"),
        Case("<div aria-label=\"x\" role=note data-x=1 foo>y</div>", "<div aria-label=\"x\" role=\"note\">y</div>"),
        Case("a<!-- note to self -->b<!DOCTYPE html>c", "abc"),
        Case("<a href=\"slack://channel?id=1&amp;team=2\">x</a>", "<a href=\"slack://channel?id=1&amp;team=2\">x</a>"),
        Case("<a href=\"?a=1&copy=2&b\">x</a>", "<a href=\"?a=1&amp;copy=2&amp;b\">x</a>"),
        Case("<img src=\"data:image/png;base64,iVBO\">", "<img src=\"data:image/png;base64,iVBO\">"),
        Case(
            "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"d.png, e.png 2x\"><img alt='x' src=l.png></picture>",
            "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"d.png, e.png 2x\">"
                + "<img alt=\"x\" src=\"l.png\"></picture>"),
        Case("<img srcset='a.png 1x,b.png 640w , c.png oops'>", "<img srcset=\"a.png 1x, b.png 640w, c.png\">"),
        Case(
            "<video src=a.mp4 controls poster=b.png></video>",
            "<video src=\"a.mp4\" controls=\"\" poster=\"b.png\"></video>"),
    ]

    @Test(arguments: kept) func `what is on the list is written anew, without a finding`(test: Case) {
        let page = RawPage(.safe, test.pieces)
        #expect(page.html == test.html)
        #expect(page.findings == [])
    }

    static let reported: [Case] = [
        Case("<strong> <title> <style>", "<strong> &lt;title> &lt;style></strong>", text("<title>"), text("<style>")),
        Case(
            "<blockquote>\n  <xmp> is. <XMP> too.\n</blockquote>\n",
            "<blockquote>\n  &lt;xmp> is. &lt;XMP> too.\n</blockquote>\n",
            text("<xmp>"), text("<xmp>")),
        Case("<script>x</script>", "&lt;script>x&lt;/script>", text("<script>"), text("</script>")),
        Case(
            "use <pod-name> in <Namespace>", "use &lt;pod-name&gt; in &lt;Namespace&gt;", placeholder("<pod-name>"),
            placeholder("<Namespace>")),
        Case(
            "docker pull <image> to the <source> host", "docker pull &lt;image&gt; to the &lt;source&gt; host",
            placeholder("<image>"), placeholder("<source>")),
        Case(
            "<x y=\"&amp;\">z</x>", "&lt;x y=&quot;&amp;amp;&quot;&gt;z&lt;/x&gt;", placeholder("<x y=\"&amp;\">"),
            placeholder("</x>")),
        Case("<font color=red>a</font>", "a", leftOut("<font>")),
        Case("<button onclick=x>b</button>", "b", leftOut("<button>")),
        Case("<label>a <input type=checkbox> b</label>", "a  b", leftOut("<label>"), leftOut("<input>", holds: false)),
        Case([.init("<Tabs>\n")], "&lt;Tabs&gt;\n", component("<Tabs>")),
        Case(
            "<Tab a=b><X.Yz /></Tab>", "&lt;Tab a=b&gt;&lt;X.Yz /&gt;&lt;/Tab&gt;", component("<Tab a=b>"),
            component("<X.Yz />"), component("</Tab>")),
        Case([inline("<Name>")], "&lt;Name&gt;", placeholder("<Name>")),
        Case(
            "<Name> <Your name> <NAME a=b>", "&lt;Name&gt; &lt;Your name&gt; &lt;NAME a=b&gt;", placeholder("<Name>"),
            placeholder("<Your name>"), placeholder("<NAME a=b>")),
        Case([.init("<div markdown=\"1\">\n*x*\n</div>\n")], "<div>\n*x*\n</div>\n", markdown),
        Case([.init("<p markdown=span>x</p>\n<p markdown>\n\n")], "<p>x</p>\n<p>\n\n</p>", markdown),
        Case("<p style=\"color:red\" onclick=x>y</p>", "<p>y</p>", removed("style"), removed("onclick")),
        Case("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>", removed("href=\"javascript:alert(1)\"")),
        Case(
            "a<svg><text>b</text></svg>c", "ac",
            "raw HTML '<svg>' is not published, nor what it holds; make it a picture's file, or set html: trusted"),
        Case("<?php x() ?>", "", lost("<?php x() ?>")),
        Case(
            "a <b", "a &lt;b",
            "the tag '<b' has no '>' and is shown as text, with what follows it; close it, or write '&lt;'"),
        Case(
            "<div>a\n<!-- b\n</div>", "<div>a\n</div>",
            "the comment does not end in its block and hides the rest of it; end it with '-->'"),
        Case("a</div>b", "ab", "'</div>' closes nothing that is open here and is left out; remove it"),
        Case("<td>a", "a", "'<td>' stands outside of a table and is left out; put it into one"),
        Case("<li>a", "a", "'<li>' stands outside of a list and is left out; put it into one"),
    ]

    @Test(arguments: reported) func `what is not published as written is told of`(test: Case) {
        let page = RawPage(.safe, test.pieces)
        #expect(page.html == test.html)
        #expect(page.findings == test.findings)
    }

    static let stray = "'</div>' closes nothing that is open here and is left out; remove it"

    static let pieces: [Case] = [
        // `a`, `b`: what Markdown writes between is not shown.
        Case(
            [.init("<details>\n<summary>x</summary>\n"), inline("<b>"), inline("</b>"), .init("</details>\n")],
            "<details>\n<summary>x</summary>\n<b></b></details>\n"),
        Case([.init("<div align=\"center\">\n"), .init("</div>\n")], "<div align=\"center\">\n</div>\n"),
        Case(
            [.init("<table>"), .init("<tr>"), .init("<td>a"), inline("<b>"), .init("<td>b"), .init("</table>")],
            "<table><tr><td>a<b></b></td><td>b</td></tr></table>"),
        // A paragraph in a paragraph ends it; its end tag is no stray.
        Case([.init("<p align=\"center\">\n"), inline("<b>"), .init("</p>\n")], "<p align=\"center\">\n</p><b></b>\n"),
        // A mark that its author left open is no link around the page.
        Case(
            [.init("<a name=\"top\">\n"), inline("<a href=\"x\">"), inline("</a>"), .init("</a>")],
            "<a name=\"top\">\n</a><a href=\"x\"></a>"),
        Case([.init("<a href=\"x\">"), inline("<img alt=y>"), .init("</a>")], "<a href=\"x\"><img alt=\"y\"></a>"),
        // What is open ends with the Markdown that holds it.
        Case([.init("<div>", depth: 2), .init("</div>", depth: 0)], "<div></div>", stray),
        Case([.init("<div>", depth: 0), .init("</div>", depth: 2), .init("</div>", depth: 0)], "<div></div>", stray),
        Case([inline("<b>"), .init("<i>", depth: 2, isBlock: false), inline("</b>")], "<b><i></i></b>"),
        Case(
            [.init("<svg>", depth: 1, isBlock: false), inline("<path d=x>"), inline("</svg>"), inline("<b>")],
            "<b></b>",
            "raw HTML '<svg>' is not published, nor what it holds; make it a picture's file, or set html: trusted"),
        Case(
            [.init("<svg>", depth: 1, isBlock: false), .init("<b>x</b>")], "<b>x</b>",
            "raw HTML '<svg>' is not published, nor what it holds; make it a picture's file, or set html: trusted"),
    ]

    @Test(arguments: pieces) func `an element reaches over pieces of its own depth, and no further`(test: Case) {
        let page = RawPage(.safe, test.pieces)
        #expect(page.html == test.html)
        #expect(page.findings == test.findings)
    }

    @Test(arguments: [HTMLPolicy.safe, .trusted]) func `addresses and anchors are told with their places`(
        policy: HTMLPolicy
    ) {
        let page = RawPage(
            policy,
            [
                .init("<a id='s&amp;t' href=a.md?x=1&amp;y>z</a> <img src=\"b.png\" srcset='c.png 2x, d.png'>"),
                .init("<video poster=e.png></video><a name=u>"),
            ])
        #expect(page.addresses.map(\.address) == ["a.md?x=1&y", "b.png", "c.png", "d.png", "e.png"])
        #expect(page.sources == ["a.md?x=1&amp;y", "b.png", "c.png", "d.png", "e.png"])
        #expect(page.addresses.map(\.isImage) == [false, true, true, true, true])
        #expect(page.anchors == ["s&t", "u"])
        let html = Array(page.html.utf8)
        #expect(page.addresses.map { String(decoding: html[$0.output], as: UTF8.self) } == page.sources)
    }

    @Test func `findings point at what they are about`() {
        let page = RawPage(.safe, [.init("a <x-y> <p style='z'> <img srcset='a.png, javascript:x 2x'> <script>")])
        #expect(page.findingSources == ["<x-y>", "style='z'", "javascript:x", "<script"])
    }

    static let escaped: [Case] = [
        Case(
            "<div>\n<b onclick=\"x\">&amp;</b>\n</div>\n",
            "<p>&lt;div&gt;\n&lt;b onclick=&quot;x&quot;&gt;&amp;amp;&lt;/b&gt;\n&lt;/div&gt;</p>"),
        Case([inline("<script>"), inline("<!-- x -->"), inline("</script>")], "&lt;script&gt;&lt;/script&gt;"),
        Case("<!-- x -->\n", ""), Case("<a href", "<p>&lt;a href</p>"),
    ]

    @Test(arguments: escaped) func `escaped HTML is text, without its comments`(test: Case) {
        #expect(RawPage(.escape, test.pieces).html == test.html)
        #expect(RawPage(.escape, test.pieces).findings == [])
    }

    @Test(arguments: ["<script>a<b</script><x onclick='y'>", "</div><!-- x --><?php ?>", "<a href='javascript:x'", "<"])
    func `trusted HTML is what was written`(html: String) {
        let page = RawPage(.trusted, [.init(html)])
        #expect(page.html == html)
        #expect(page.findings == [])
    }

    @Test func `what a script holds has no addresses`() {
        let page = RawPage(.trusted, [.init("<script>x('<a href=\"a\">')</script><a href=b>")])
        #expect(page.addresses.map(\.address) == ["b"])
    }

    @Test func `no more is nested than browsers nest`() {
        let page = RawPage(.safe, [.init(String(repeating: "<div>", count: 200) + "<br>")])
        #expect(HTMLOutputCheck.fault(page.html) == nil)
        #expect(page.findings.count == 72)
        #expect(page.html.contains("<br></div>"))
    }
}
