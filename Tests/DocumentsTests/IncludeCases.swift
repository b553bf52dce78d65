import Documents
import Testing

/// A page, the files beside it, and what the page is with them put in.
struct IncludeCase: Sendable, CustomTestStringConvertible {
    var name: String
    var page: String
    var files: [String: String]
    /// The HTML, as the page alone would give it that has the text itself.
    var equals: String
    /// `file:line:column rule`, in order.
    var findings: [String]

    init(_ name: String, _ page: String, _ files: [String: String] = [:], equals: String, _ findings: [String] = []) {
        (self.name, self.page, self.files, self.equals, self.findings) = (name, page, files, equals, findings)
    }

    var testDescription: String { name }
}

extension IncludeCase {
    private static let lines = ["x.yml": "one\ntwo\nthree\nfour\nfive\n"]
    private static let marked = [
        "x.yml": """
        # --8<-- [start:all]
        a: 1
        # --8<-- [start:db]
        db: 2
        # --8<-- [ End : db ]
        // ;--8<-- [start:shown]
        c: 3
        # --8<-- [end:all]
        d: 4
        """
    ]
    private static let anchored = [
        "x.rs": "// ANCHOR: a\nfn a()\n// ANCHOR: b\nfn b()\n// ANCHOR_END: b\nfn c()\n// ANCHOR_END: a\nfn d()\n"
    ]

    private static func fence(_ text: String) -> String { "```\n\(text)\n```\n" }

    static let snippets: [IncludeCase] = [
        IncludeCase("a file", "a\n\n--8<-- \"x.yml\"\n\nb\n", lines, equals: "a\n\none\ntwo\nthree\nfour\nfive\n\nb\n"),
        IncludeCase("one dash", "-8<- \"x.md\"\n", ["x.md": "hi"], equals: "hi\n"),
        IncludeCase("many dashes", "------8<--- 'x.md'\n", ["x.md": "hi"], equals: "hi\n"),
        IncludeCase("no dash is no marker", "8<-- \"x.md\"\n", equals: "8&lt;-- &quot;x.md&quot;\n"),
        IncludeCase("cut marks of another kind", "-->8-- \"x.md\"\n", equals: "--&gt;8-- &quot;x.md&quot;\n"),
        IncludeCase("not alone", "see --8<-- \"x.md\"\n", equals: "see --8&lt;-- &quot;x.md&quot;\n"),
        IncludeCase("escaped", ";--8<-- \"x.md\"\n", equals: "--8&lt;-- &quot;x.md&quot;\n"),
        IncludeCase("escaped twice", ";;--8<-- \"x.md\"\n", equals: ";--8&lt;-- &quot;x.md&quot;\n"),
        IncludeCase("disabled", "a\n--8<-- \"; x.md\"\nb\n", equals: "a\nb\n"),
        IncludeCase("in a fence", fence("--8<-- \"x.yml:1:2\""), lines, equals: fence("one\ntwo")),
        IncludeCase("from a line", fence("--8<-- \"x.yml:4\""), lines, equals: fence("four\nfive")),
        IncludeCase("to a line", fence("--8<-- \"x.yml::2\""), lines, equals: fence("one\ntwo")),
        IncludeCase("lines", fence("--8<-- \"x.yml:2:3\""), lines, equals: fence("two\nthree")),
        IncludeCase("several ranges", fence("--8<-- \"x.yml:5:5,1:2\""), lines, equals: fence("five\none\ntwo")),
        IncludeCase(
            "several ranges of a file without a last line ending", fence("--8<-- \"x:2:2,1:1\""), ["x": "a\nb"],
            equals: fence("b\na")),
        IncludeCase("from the end", fence("--8<-- \"x.yml:-2:-1\""), lines, equals: fence("four\nfive")),
        IncludeCase("further than the end", fence("--8<-- \"x.yml:4:99\""), lines, equals: fence("four\nfive")),
        IncludeCase(
            "a section, without the marks of others", fence("--8<-- \"x.yml:all\""), marked,
            equals: fence("a: 1\ndb: 2\n// --8<-- [start:shown]\nc: 3")),
        IncludeCase("a section within", fence("--8<-- \"x.yml:db\""), marked, equals: fence("db: 2")),
        IncludeCase(
            "a file without its marks", fence("--8<-- \"x.yml\""), marked,
            equals: fence("a: 1\ndb: 2\n// --8<-- [start:shown]\nc: 3\nd: 4")),
        IncludeCase("a mark in the page", "a\n<!-- --8<-- [start:x] -->\nb\n", equals: "a\nb\n"),
        IncludeCase(
            "a mark that is only spoken of", "a `--8<-- [start:x]`\n", equals: "a `--8<-- [start:x]`\n"),
        IncludeCase(
            "an anchor as a section", fence("--8<-- \"x.rs:b\""), anchored, equals: fence("fn b()")),
        IncludeCase(
            "a block", "--8<--\nx.md\n\n; y.md\nz.md\n--8<--\n", ["x.md": "x", "z.md": "z"], equals: "x\n\nz\n"),
        IncludeCase(
            "marks where to cut", fence("--8<--\nkubectl get pods\n--8<--"),
            equals: fence("--8<--\nkubectl get pods\n--8<--")),
        IncludeCase("a block without an end", fence("--8<--\nx.md"), equals: fence("--8<--\nx.md")),
        IncludeCase(
            "indented", "- a\n\n    --8<-- \"x.md\"\n\n    c\n", ["x.md": "b\n\n```\nx\n\ny\n```\n"],
            equals: "- a\n\n    b\n\n    ```\n    x\n\n    y\n    ```\n\n    c\n"),
        IncludeCase(
            "indented twice", "- a\n\n  --8<-- \"x.md\"\n", ["x.md": "- b\n\n  --8<-- \"y.md\"\n", "y.md": "c\n\nd\n"],
            equals: "- a\n\n  - b\n\n    c\n\n    d\n"),
        IncludeCase(
            "Markdown files do not run together", "--8<-- \"x.md\"\n--8<-- \"x.md\"\n", ["x.md": "x\n"],
            equals: "x\n\nx\n"),
        IncludeCase("an empty file", "a\n\n--8<-- \"x.yml\"\n\nb\n", ["x.yml": ""], equals: "a\n\n\n\nb\n"),
        IncludeCase(
            "front matter is not included", "--8<-- \"x.md\"\n", ["x.md": "---\ntitle: X\n---\nhi\n"], equals: "hi\n"),
        IncludeCase(
            "what looks like front matter in other files is", fence("--8<-- \"x.yml\""),
            ["x.yml": "---\na: 1\n---\nb: 2\n"],
            equals: fence("---\na: 1\n---\nb: 2")),
        IncludeCase(
            "line ends of its own", fence("--8<-- \"x\""), ["x": "a\r\nb\r\n"], equals: fence("a\r\nb")),
        IncludeCase("in a page of CRLF", "a\r\n\r\n--8<-- \"x\"\r\n\r\nb\r\n", ["x": "x\n"], equals: "a\n\nx\n\nb\n"),
        IncludeCase("at the end of a page", "--8<-- \"x\"", ["x": "x\n"], equals: "x"),
        IncludeCase(
            "from the folder that includes", "--8<-- \"in/x.md\"\n",
            ["in/x.md": "--8<-- \"y\"\n", "in/y": "near", "y": "far"],
            equals: "near\n"),
        IncludeCase(
            "from the content root", "--8<-- \"in/x.md\"\n", ["in/x.md": "--8<-- \"y\"\n", "y": "far"],
            equals: "far\n"),
        IncludeCase("from the folder above the content", "--8<-- \"docs/x\"\n", ["x": "hi"], equals: "hi\n"),
        IncludeCase("a path with dots", "--8<-- \"./in/../x\"\n", ["x": "hi"], equals: "hi\n"),
    ]

    static let braces: [IncludeCase] = [
        IncludeCase("a file", "a\n\n{{#include x}}\n\nb\n", ["x": "x\ny\n"], equals: "a\n\nx\ny\n\nb\n"),
        IncludeCase("in a line", "Version {{ #include x }}, out\n", ["x": "1.2\n"], equals: "Version 1.2, out\n"),
        IncludeCase("two in a line", "{{#include x}}{{#include x}}\n", ["x": "1"], equals: "11\n"),
        IncludeCase("a line", fence("{{#include x.yml:2}}"), lines, equals: fence("two")),
        IncludeCase("lines", fence("{{#include x.yml:2:3}}"), lines, equals: fence("two\nthree")),
        IncludeCase("to a line", fence("{{#include x.yml::2}}"), lines, equals: fence("one\ntwo")),
        IncludeCase("from a line", fence("{{#include x.yml:4:}}"), lines, equals: fence("four\nfive")),
        IncludeCase("all", fence("{{#include x.yml:}}"), lines, equals: fence("one\ntwo\nthree\nfour\nfive")),
        IncludeCase("an anchor", fence("{{#include x.rs:a}}"), anchored, equals: fence("fn a()\nfn b()\nfn c()")),
        IncludeCase("for rustdoc", fence("{{#rustdoc_include x.rs:b}}"), anchored, equals: fence("fn b()")),
        IncludeCase(
            "anchors show where no anchor is asked for", fence("{{#include x.rs:1:2}}"), anchored,
            equals: fence("// ANCHOR: a\nfn a()")),
        IncludeCase(
            "an anchor without an end", fence("{{#include x:a}}"), ["x": "ANCHOR: a\nb\nc"], equals: fence("b\nc")),
        IncludeCase("in quotation marks", "{{#include \"a b\":1}}\n", ["a b": "x\ny\n"], equals: "x\n"),
        IncludeCase("escaped", fence("\\{{#include x}}"), equals: fence("{{#include x}}")),
        IncludeCase("another tag", "`{{#title x}} {{#if y}}`\n", equals: "`{{#title x}} {{#if y}}`\n"),
        IncludeCase("unended", "{{#include x\n", equals: "{{#include x\n"),
        IncludeCase("spoken of", "`{{#include x}}`\n", equals: "`{{#include x}}`\n"),
        IncludeCase("as code", "`{{#include x}}`\n", ["x": "1.2\n"], equals: "`1.2`\n"),
        IncludeCase("in a quote", "> {{#include x}}\n> c\n", ["x": "a\n\nb\n"], equals: "> a\n>\n> b\n> c\n"),
        IncludeCase(
            "in a fence of a list", "1. a\n   ```\n   {{#include x}}\n   ```\n", ["x": "a:\n  b\n"],
            equals: "1. a\n   ```\n   a:\n     b\n   ```\n"),
        IncludeCase(
            "part of its own file", "<!-- ANCHOR: a -->\nx\n<!-- ANCHOR_END: a -->\n\n{{#include page.md:a}}\n",
            equals: "<!-- ANCHOR: a -->\nx\n<!-- ANCHOR_END: a -->\n\nx\n"),
    ]

    static let faults: [IncludeCase] = [
        IncludeCase(
            "a missing file", "a\n\n  --8<-- \"no.md\"\n", equals: "a\n\n--8<-- \"no.md\"\n",
            ["page.md:3:3 include/missing"]),
        IncludeCase(
            "a missing file of a file", "a\n\n--8<-- \"in/x.md\"\n", ["in/x.md": "b\n\n{{#include no}}\n"],
            equals: "a\n\nb\n\n{{#include no}}\n", ["in/x.md:3:1 include/missing"]),
        IncludeCase(
            "a missing file, asked for twice", "--8<-- \"x.md\"\n--8<-- \"x.md\"\n", ["x.md": "{{#include no}}\n"],
            equals: "{{#include no}}\n\n{{#include no}}\n", ["x.md:1:1 include/missing"]),
        IncludeCase(
            "a missing section", fence("--8<-- \"x.yml:no\""), marked, equals: fence("--8<-- \"x.yml:no\""),
            ["page.md:2:1 include/missing"]),
        IncludeCase(
            "a missing line", fence("{{#include x.yml:9}}"), lines, equals: fence("{{#include x.yml:9}}"),
            ["page.md:2:1 include/missing"]),
        IncludeCase(
            "outside", "{{#include ../x}}\n", equals: "{{#include ../x}}\n", ["page.md:1:1 include/missing"]),
        IncludeCase(
            "absolute", "{{#include /etc/passwd}}\n", ["etc/passwd": "x"], equals: "{{#include /etc/passwd}}\n",
            ["page.md:1:1 include/missing"]),
        IncludeCase(
            "an address", "--8<-- \"https://x.example/y.md\"\n", equals: "--8<-- \"https://x.example/y.md\"\n",
            ["page.md:1:1 include/missing"]),
        IncludeCase(
            "itself", "a\n\n--8<-- \"page.md\"\n", equals: "a\n\n--8<-- \"page.md\"\n", ["page.md:3:1 include/cycle"]),
        IncludeCase(
            "itself by way of another", "--8<-- \"x.md\"\n", ["x.md": "x\n\n--8<-- \"page.md\"\n"],
            equals: "x\n\n--8<-- \"page.md\"\n", ["x.md:3:1 include/cycle"]),
        IncludeCase(
            "a cycle of others", "{{#include x.md}}\n",
            ["x.md": "x\n\n{{#include y.md}}", "y.md": "y\n\n{{#include x.md}}"],
            equals: "x\n\ny\n\n{{#include x.md}}\n", ["y.md:3:1 include/cycle"]),
        IncludeCase(
            "in a block", "--8<--\nno.md\n--8<--\n", equals: "no.md\n", ["page.md:2:1 include/missing"]),
    ]
}
