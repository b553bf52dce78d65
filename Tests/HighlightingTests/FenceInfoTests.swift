import Highlighting
import Testing

@Suite struct FenceInfoTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let info: String
        var language = ""
        var title: String?
        var first: Int?
        var lines: [ClosedRange<Int>] = []
        var isDestructive = false

        var testDescription: String { info }
    }

    @Test(arguments: [
        Case(info: ""),
        Case(info: "   "),
        Case(info: "yaml", language: "yaml"),
        Case(info: "c++", language: "c++"),
        Case(info: "suggestion:-0+0", language: "suggestion:-0+0"),
        Case(
            info: "yaml title=\"x.yml\" linenums=\"1\" hl_lines=\"2 3-5\"", language: "yaml", title: "x.yml", first: 1,
            lines: [2...2, 3...5]),
        Case(info: "{ .yaml title=\"a \\\"b\\\"\" }", language: "yaml", title: "a \"b\""),
        Case(info: "{.python .numberLines startFrom=\"10\"}", language: "python", first: 10),
        Case(info: "{#id .bash .destructive}", language: "bash", isDestructive: true),
        Case(
            info: "js {1,3-5} title=\"x\" showLineNumbers", language: "js", title: "x", first: 1, lines: [1...1, 3...5]),
        Case(info: "js{2}", language: "js", lines: [2...2]),
        Case(info: "js {2", language: "js"),
        Case(
            info: "go {linenos=table,hl_lines=[8,\"15-17\"],linenostart=199}", language: "go", first: 199,
            lines: [8...8, 15...17]),
        Case(info: "go {linenos=false}", language: "go"),
        Case(info: "rust,editable,ignore", language: "rust"),
        Case(
            info: "rust,linenos,linenostart=20,hl_lines=3-4 6", language: "rust", first: 20, lines: [3...4]),
        Case(info: "yaml:deploy/file.yml", language: "yaml", title: "deploy/file.yml"),
        Case(info: "text:file.txt", language: "text", title: "file.txt"),
        Case(info: "ts:line-numbers=2 {1}", language: "ts", first: 2, lines: [1...1]),
        Case(info: "js [server.js]", language: "js", title: "server.js"),
        Case(info: "bash destructive", language: "bash", isDestructive: true),
        Case(info: "console title='Drop it' destructive", language: "console", title: "Drop it", isDestructive: true),
        Case(info: "sh title=x hl_lines=5-2", language: "sh", title: "x", lines: [5...5]),
        Case(info: "sh hl_lines=99999999999999999999", language: "sh", lines: [9_999_999...9_999_999]),
        Case(info: "python title=", language: "python", title: ""),
        Case(info: "ruby startline=3 $%@#$", language: "ruby", first: 3),
        Case(info: "a } } ] , = == \"", language: "a"),
        Case(info: "title=\"x.txt\"", title: "x.txt"),
        Case(info: " hl_lines=\"1 3-4\"", lines: [1...1, 3...4]),
        Case(info: "linenums=\"5\" title='a: b'", title: "a: b", first: 5),
        Case(info: "{title=\"x\" hl_lines=2}", title: "x", lines: [2...2]),
        Case(info: "[notes.txt]", title: "notes.txt"),
        Case(info: "unknown=1"),
        Case(info: "title", language: "title"),
        Case(info: "js {highlight: [1]}", language: "js", lines: [1...1]),
        Case(info: "js {highlight: [1, 3-5]} [a.js]", language: "js", title: "a.js", lines: [1...1, 3...5]),
        Case(info: "js {numberLines: true, title: \"a.js\"}", language: "js", title: "a.js", first: 1),
        Case(info: "js {x [1]}", language: "js"),
        Case(info: "js { : [1]}", language: "js"),
    ])
    func `says what the info string says`(_ expected: Case) {
        let info = FenceInfo(Array(expected.info.utf8)[...])
        #expect(String(decoding: info.language, as: UTF8.self) == expected.language)
        #expect(info.title.map { String(decoding: $0, as: UTF8.self) } == expected.title)
        #expect(info.firstLineNumber == expected.first)
        #expect(info.highlightedLines == expected.lines)
        #expect(info.isDestructive == expected.isDestructive)
    }

    @Test func `garbage is read to its end, and bounded`() {
        var random = Seeded(state: 7)
        let alphabet = Array("{}[]=,.:#\"'\\ \t-12ab\u{0}é".utf8)
        for _ in 0..<3000 {
            let count = Int.random(in: 0...60, using: &random)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            #expect(FenceInfo(bytes[...]).highlightedLines.count <= 200)
        }
        for pattern in ["{", "[", "=", "\"", "a=\"", "1,", "{1}", "a={", "hl=1,", ".a", "\\", "a=["] {
            let info = FenceInfo(Array(String(repeating: pattern, count: 100_000).utf8)[...])
            #expect(info.highlightedLines.count <= 200)
        }
    }
}
