import Highlighting
import Testing

@Suite struct CodeBlockTests {
    static func block(_ code: String, _ info: String) -> String {
        var html: [UInt8] = []
        CodeBlock.write(Array(code.utf8)[...], info: Array(info.utf8)[...], into: &html)
        return String(decoding: html, as: UTF8.self)
    }

    @Test(arguments: [
        ("", "a\n", "<pre><code>a\n</code></pre>\n"),
        ("", "", "<pre><code></code></pre>\n"),
        ("foo", "<a> & \"b\"\n", "<pre><code class=\"language-foo\">&lt;a&gt; &amp; &quot;b&quot;\n</code></pre>\n"),
        ("a\"<b", "x\n", "<pre><code class=\"language-a&quot;&lt;b\">x\n</code></pre>\n"),
        ("text", "<HOST>\n", "<pre><code class=\"language-text\"><mark>&lt;HOST&gt;</mark>\n</code></pre>\n"),
        (
            "toml", "a = 1\n",
            "<pre><code class=\"language-toml\"><span class=\"f\">a</span> = <span class=\"n\">1</span>\n</code></pre>\n"
        ),
        (
            "text title=\"a & b\"", "x\n",
            "<div class=\"code\"><p class=\"code-title\">a &amp; b</p><pre><code class=\"language-text\">x\n</code></pre></div>\n"
        ),
        ("text destructive", "x\n", "<pre class=\"destructive\"><code class=\"language-text\">x\n</code></pre>\n"),
        (
            "text linenums=1", "x\n\ny\n",
            """
            <pre class="numbered"><code class="language-text"><span class="l" data-n="1">x
            </span><span class="l" data-n="2">
            </span><span class="l" data-n="3">y
            </span></code></pre>

            """
        ),
        (
            "text linenums=10 {2} destructive", "x\ny",
            """
            <pre class="destructive numbered"><code class="language-text"><span class="l" data-n="10">x
            </span><span class="l hl" data-n="11">y</span></code></pre>

            """
        ),
        (
            "go {1}", "/* a\n\nb */ x\n",
            """
            <pre><code class="language-go"><span class="l hl"><span class="c">/* a</span>
            </span><span class="l">
            </span><span class="l"><span class="c">b */</span> x
            </span></code></pre>

            """
        ),
        (
            "console {1}", "$ ls\na\nb\n",
            """
            <pre><code class="language-console"><span class="l hl"><span class="p">$ </span><span class="f">ls</span>
            </span><span class="l"><span class="o">a
            </span></span><span class="l"><span class="o">b
            </span></span></code></pre>

            """
        ),
    ])
    func `writes the block`(_ info: String, _ code: String, _ expected: String) {
        #expect(Self.block(code, info) == expected)
    }

    @Test func `a placeholder is marked as one though the language divides it`() {
        #expect(coloured("sql", "a <SELECT> b") == "a mark‹<SELECT>› b")
        #expect(
            coloured("bash", "echo '<NAME>' <user-name> >out") == "f‹echo› s‹'mark‹<NAME>›'› mark‹<user-name>› >out")
        #expect(coloured("bash", "sort <in>out <IN >OUT") == "f‹sort› <in>out <IN >OUT")
        for name in ["instance label from alert", "YOUR CHUNK BUCKET NAME", "if then", "name, e.g. web-1", "a 10"] {
            #expect(coloured("bash", "echo <\(name)> x") == "f‹echo› mark‹<\(name)>› x")
            #expect(coloured("bash", "echo 'a <\(name)>'") == "f‹echo› s‹'a mark‹<\(name)>›'›")
        }
        for redirection in [
            "<in >out", "<in x >out", "<in 2>&1", "<in 2> err", "<in x>out", "<in.txt x> out", "<in.txt> out",
            "<in -u> out",
            "<in x>>out", "<in x>&2", "<(ls) x> out", "<in /x> out", "<in  x> out",
        ] {
            #expect(!coloured("bash", "sort \(redirection)").contains("mark"), "\(redirection)")
        }
        #expect(coloured("console", "$ get <pod name>\n<pod name>").split(separator: "mark‹").count == 2)
        #expect(coloured("sql", "A <B AND C> D") == "A <B k‹AND› C> D")
        #expect(coloured("java", "List<T> x = \"<T>\";") == "List<T> x = s‹\"mark‹<T>›\"›;")
        #expect(coloured("xml", "<A>x</A>") == "k‹<A›>xk‹</A›>")
    }

    @Test func `names have aliases, in whatever case`() {
        for names in Highlighter.languages {
            for name in names {
                #expect(Highlighter(language: Array(name.utf8)[...]) != nil)
                #expect(Highlighter(language: Array(name.uppercased().utf8)[...]) != nil)
            }
        }
        let all = Highlighter.languages.flatMap { $0 }
        #expect(Set(all).count == all.count)
        for name in ["", "text", "plain", "yam", "yamll", "é"] {
            #expect(Highlighter(language: Array(name.utf8)[...]) == nil)
        }
    }
}
