import Testing

/// A page with one table, and the HTML it becomes, in GFM's form.
struct TableCase: CustomTestStringConvertible {
    var markdown: String
    var html: String

    /// - Parameters:
    ///   - alignments: a letter a column: `l`, `c`, `r`, or `-` for none.
    ///   - rows: the header and the other rows, as HTML.
    init(_ markdown: String, _ alignments: String, _ rows: [[String]], before: String = "", after: String = "") {
        self.markdown = markdown
        let attributes = alignments.map { letter in
            switch letter {
            case "l": " align=\"left\""
            case "c": " align=\"center\""
            case "r": " align=\"right\""
            default: ""
            }
        }
        var html = before + "<table>\n<thead>\n"
        for (index, row) in rows.enumerated() {
            let name = index == 0 ? "th" : "td"
            if index == 1 { html += "<tbody>\n" }
            html += "<tr>\n" + zip(attributes, row).map { "<\(name)\($0)>\($1)</\(name)>\n" }.joined() + "</tr>\n"
            if index == 0 { html += "</thead>\n" }
        }
        self.html = html + (rows.count > 1 ? "</tbody>\n" : "") + "</table>\n" + after
    }

    /// A page without a table.
    init(_ markdown: String, isNone html: String) {
        self.markdown = markdown
        self.html = html
    }

    var testDescription: String { markdown }

    static let tables: [TableCase] = [
        TableCase("| a | b |\n|---|---|\n| c | d |", "--", [["a", "b"], ["c", "d"]]),
        TableCase(
            "a | b | c | d\n:-- | :-: | --: | ---\n1 | 2 | 3 | 4", "lcr-",
            [["a", "b", "c", "d"], ["1", "2", "3", "4"]]),
        TableCase("|a|\n|:-|", "l", [["a"]]),
        TableCase("| a |\n| - |\n| b |", "-", [["a"], ["b"]]),
        TableCase("a\n:-:\nb", "c", [["a"], ["b"]]),
        TableCase("|a|b|\n|-|-|", "--", [["a", "b"]]),
        TableCase("a | b\n-|-\nc", "--", [["a", "b"], ["c", ""]]),
        TableCase("a | b\n-|-\nc | d | e", "--", [["a", "b"], ["c", "d"]]),
        TableCase("| a | b |\n|---|---|\n| | |\n|  | x", "--", [["a", "b"], ["", ""], ["", "x"]]),
        TableCase("| a |\n|---|\n| b \\| c |", "-", [["a"], ["b | c"]]),
        TableCase("| a |\n|---|\n| `b \\| c` |", "-", [["a"], ["<code>b | c</code>"]]),
        TableCase("| a | b |\n|---|---|\n| `c | d` |", "--", [["a", "b"], ["`c", "d`"]]),
        TableCase("| a |\n|---|\n| **b \\| c** |", "-", [["a"], ["<strong>b | c</strong>"]]),
        TableCase("a | b\n-|-\n*c | d*", "--", [["a", "b"], ["*c", "d*"]]),
        TableCase(
            "| a |\n|---|\n| - b |\n| # c |\n| 1. d |\n| > e |", "-", [["a"], ["- b"], ["# c"], ["1. d"], ["&gt; e"]]),
        TableCase("| a |\n|---|\n| --- |", "-", [["a"], ["---"]]),
        TableCase("lead\n| a |\n|---|\n| b |", "-", [["a"], ["b"]], before: "<p>lead</p>\n"),
        TableCase("l1\nl2\na | b\n-|-\nc | d", "--", [["a", "b"], ["c", "d"]], before: "<p>l1\nl2</p>\n"),
        TableCase("[d]: y\na | b\n-|-\n[d] | d", "--", [["a", "b"], ["<a href=\"y\">d</a>", "d"]]),
        TableCase(
            "| a |\n|---|\n| [x] [y](z) |\n\n[x]: u \"t\"", "-",
            [["a"], ["<a href=\"u\" title=\"t\">x</a> <a href=\"z\">y</a>"]]),
        TableCase("| a |\n|---|\n| b |\n\nafter", "-", [["a"], ["b"]], after: "<p>after</p>\n"),
        TableCase("| a |\n|---|\n| b |\nafter", "-", [["a"], ["b"], ["after"]]),
        TableCase("| a |\n|---|\n| b |\n> q", "-", [["a"], ["b"]], after: "<blockquote>\n<p>q</p>\n</blockquote>\n"),
        TableCase("| a |\n|---|\n| b |\n# h", "-", [["a"], ["b"]], after: "<h1>h</h1>\n"),
        TableCase(
            "> | a |\n> |---|\n> | b |", "-", [["a"], ["b"]], before: "<blockquote>\n", after: "</blockquote>\n"),
        TableCase("- | a |\n  |---|\n  | b |", "-", [["a"], ["b"]], before: "<ul>\n<li>\n", after: "</li>\n</ul>\n"),
        TableCase(
            "1. x\n\n   | a |\n   |---|\n   | b |", "-", [["a"], ["b"]], before: "<ol>\n<li>\n<p>x</p>\n",
            after: "</li>\n</ol>\n"),
        TableCase(
            "- x\n  | a |\n  |---|\n  | b |", "-", [["a"], ["b"]], before: "<ul>\n<li>x\n", after: "</li>\n</ul>\n"),
        // A lazy line is no row: it leaves the quote or the list.
        TableCase(
            "> | a |\n> |---|\n> | b |\nafter\n| c", "-", [["a"], ["b"]], before: "<blockquote>\n",
            after: "</blockquote>\n<p>after\n| c</p>\n"),
        TableCase(
            "- | a |\n  |---|\n| b |", "-", [["a"]], before: "<ul>\n<li>\n", after: "</li>\n</ul>\n<p>| b |</p>\n"),
        TableCase(
            "> - | a |\n>   |---|\n> | b |", "-", [["a"]], before: "<blockquote>\n<ul>\n<li>\n",
            after: "</li>\n</ul>\n<p>| b |</p>\n</blockquote>\n"),
        TableCase(
            "1.\t| a |\n\t|---|\n    | b |", "-", [["a"], ["b"]], before: "<ol>\n<li>\n", after: "</li>\n</ol>\n"),
        TableCase(
            "> a\n  > l\n> | a |\n   > |---|", "-", [["a"]], before: "<blockquote>\n<p>a\nl</p>\n",
            after: "</blockquote>\n"),
        // What would underline a heading ends a table.
        TableCase("| a |\n|---|\n| b |\n---", "-", [["a"], ["b"]], after: "<hr />\n"),
        TableCase("| a |\n|---|\n| b |\n===\n\nx", "-", [["a"], ["b"], ["==="]], after: "<p>x</p>\n"),
        TableCase("| a |\n|---|\n| b |\n|\nc", "-", [["a"], ["b"]], after: "<p>|\nc</p>\n"),
        TableCase("l\n    # m\n| a |\n|---|", "-", [["a"]], before: "<p>l\n# m</p>\n"),
        TableCase(
            "> l\n> m\n> | a |\n> |---|", "-", [["a"]], before: "<blockquote>\n<p>l\nm</p>\n", after: "</blockquote>\n"),
        TableCase("| a |\r\n|---|\r\n| b |\r\n", "-", [["a"], ["b"]]),
        TableCase("   | a |\n  |---|\n | b |", "-", [["a"], ["b"]]),
        TableCase("| a |\t\n|\t---\t|\n|\tb\t|", "-", [["a"], ["b"]]),
        TableCase("| 🔧 | é |\n|---|---|\n| 日本 | “q” |", "--", [["🔧", "é"], ["日本", "“q”"]]),
        TableCase(
            "| a<br>b | <i>c</i> |\n|---|---|\n| &amp; | <https://x> |", "--",
            [["a<br>b", "<i>c</i>"], ["&amp;", "<a href=\"https://x\">https://x</a>"]]),
        TableCase("| a\\\\ | b |\n|---|---|\n| c\\ | d |", "--", [["a\\", "b"], ["c\\", "d"]]),
        TableCase("| a |\n- | -\nb", isNone: "<p>| a |</p>\n<ul>\n<li>| -\nb</li>\n</ul>\n"),
    ]

    static let none: [TableCase] = [
        TableCase("| a | b |\n|---|", isNone: "<p>| a | b |\n|---|</p>\n"),
        TableCase("| a |\n|---|---|", isNone: "<p>| a |\n|---|---|</p>\n"),
        TableCase("| a |\n| |", isNone: "<p>| a |\n| |</p>\n"),
        TableCase("| a |\n|:|", isNone: "<p>| a |\n|:|</p>\n"),
        TableCase("| a |\n|::-|", isNone: "<p>| a |\n|::-|</p>\n"),
        TableCase("| a |\n|- -|", isNone: "<p>| a |\n|- -|</p>\n"),
        TableCase("| a |\n|-x|", isNone: "<p>| a |\n|-x|</p>\n"),
        TableCase("| a |\n\n|---|", isNone: "<p>| a |</p>\n<p>|---|</p>\n"),
        TableCase("|---|\n|---|", "-", [["---"]]),
        TableCase("|---|", isNone: "<p>|---|</p>\n"),
        TableCase("> a\n|---|", isNone: "<blockquote>\n<p>a\n|---|</p>\n</blockquote>\n"),
        TableCase("- a\n|---|", isNone: "<ul>\n<li>a\n|---|</li>\n</ul>\n"),
        TableCase("a\n---\nb", isNone: "<h2>a</h2>\n<p>b</p>\n"),
        TableCase("    | a |\n    |---|", isNone: "<pre><code>| a |\n|---|\n</code></pre>\n"),
        TableCase("```\n| a |\n|---|\n```", isNone: "<pre><code>| a |\n|---|\n</code></pre>\n"),
        TableCase("a | b\n- | -", isNone: "<p>a | b</p>\n<ul>\n<li>| -</li>\n</ul>\n"),
    ]
}
