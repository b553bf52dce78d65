import Documents
import SourceText
import Synchronization
import Testing

private func document(
    _ page: String, _ files: [String: [UInt8]] = [:], path: String = "page.md"
) -> (facts: PageFacts, body: PageBody) {
    let reader = IncludeReader(rootName: "docs") { path in
        files[path].map { .success(IncludeFile(path: path, bytes: $0)) } ?? .failure(.missing)
    }
    return Document(path: path, bytes: Array(page.utf8), includes: reader).compile()
}

private func document(_ page: String, _ files: [String: String]) -> (facts: PageFacts, body: PageBody) {
    document(page, files.mapValues { Array($0.utf8) })
}

private func html(_ body: PageBody) -> String { String(decoding: body.html, as: UTF8.self) }

extension Diagnostic {
    fileprivate var brief: String { "\(file):\(range.start.line):\(range.start.column) \(rule.rawValue)" }
}

struct IncludeTests {
    @Test(arguments: IncludeCase.snippets + IncludeCase.braces + IncludeCase.faults)
    func `a page is what it would be with the included text written into it`(_ test: IncludeCase) {
        let (facts, body) = document(test.page, test.files)
        let plain = Document(path: "page.md", bytes: Array(test.equals.utf8)).compile().body
        #expect(html(body).replacing("\r", with: "") == html(plain).replacing("\r", with: ""))
        #expect(facts.diagnostics.map(\.brief) == test.findings)
    }

    @Test func `links know the file and the line they are written in`() {
        let page = MarkedText(
            "---\ntitle: A\n---\n[a](«a») {{#include v}} [é](«b»)\n\n  --8<-- \"x.md:3:\"\n\n[c](«c»)\n")
        let file = MarkedText(
            "---\na: 1\n---\n\n[x](«x»), 😀 [y](«y»)\n\n- z\n\n      [no]\n- [z](«z»)\n\n[def]: «def»\n")
        let facts = document(page.text, ["x.md": file.text, "v": "1.2\n"]).facts
        let references =
            facts.references + document("[a][def]\n\n--8<-- \"x.md\"\n", ["x.md": file.text]).facts.references.prefix(1)
        #expect(
            references.map { "\($0.range.file ?? "") \($0.range.printed)" } == [
                " \(page.ranges[0])", " \(page.ranges[1])", "x.md \(file.ranges[0])", "x.md \(file.ranges[1])",
                "x.md \(file.ranges[2])", " \(page.ranges[2])", "x.md \(file.ranges[3])",
            ])
    }

    @Test func `headings, tables and names know the file they are written in`() {
        let facts = document(
            "# A\n\n--8<-- \"x.md\"\n\n## C\n", ["x.md": "\n## B\n\n| a |\n|---|\n| [l](u) |\n\nSee `nats_up_total`.\n"]
        ).facts
        #expect(facts.headings.map { "\($0.range.file ?? "") \($0.range.start.line)" } == [" 1", "x.md 2", " 5"])
        #expect(facts.references.map { "\($0.range.file ?? "") \($0.range.printed)" } == ["x.md 6:7-6:8"])
        #expect(facts.mentions.map { "\($0.range.file ?? "") \($0.range.printed)" } == ["x.md 8:6-8:19"])
    }

    @Test func `a range that goes on in another file ends with its own`() {
        let facts = document("a\n{{#include x}}\n===\n", ["x": "b\nc\n"]).facts
        #expect(facts.headings.map { "\($0.range.file ?? "") \($0.range.printed)" } == [" 1:1-3:4"])
        let inner = document("{{#include x}}\nmore\n===\n", ["x": "b\nc\n"]).facts
        #expect(inner.headings.map { "\($0.range.file ?? "") \($0.range.printed)" } == ["x 1:1-2:2"])
    }

    @Test func `included files are decoded and repaired, and report it themselves`() {
        let utf16: [UInt8] = [0xFF, 0xFE] + "[ä](a)\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let latin: [UInt8] = Array("ok\nGr".utf8) + [0xFC] + Array("n [x](b)\n".utf8)
        let (facts, body) = document(
            "--8<-- \"a\"\n\n--8<-- \"b\"\n\n--8<-- \"c\"\n\n--8<-- \"c\"\n",
            ["a": utf16, "b": latin, "c": Array("one\nwe donâ€™t [y](c)\n".utf8)])
        #expect(html(body).contains("Grün"))
        #expect(html(body).contains("we don’t"))
        #expect(
            facts.references.map { "\($0.range.file ?? "") \($0.range.printed)" }.prefix(3) == [
                "a 1:5-1:6", "b 2:10-2:11", "c 2:16-2:17",
            ])
        #expect(facts.diagnostics.map(\.brief) == ["b:2:3 encoding/invalid", "c:2:7 encoding/mojibake"])
        #expect(facts.repairs.map { "\($0.file ?? "") \($0.line):\($0.column) \($0.after)" } == ["c 2:7 ’"])
    }

    @Test func `a cycle names its way`() {
        let facts = document(
            "--8<-- \"x.md\"\n", ["x.md": "\n--8<-- \"y.md\"\n", "y.md": "{{#include x.md}}\n"]
        ).facts
        #expect(facts.diagnostics.map(\.brief) == ["y.md:1:1 include/cycle"])
        #expect(facts.diagnostics.first?.notes.map { "\($0.file):\($0.range.start.line)" } == ["x.md:2", "y.md:1"])
    }

    @Test func `facts name every file that was asked for, found or not`() {
        let facts = document("\n--8<-- \"in/x.md\"\n{{#include no}}\n", ["in/x.md": "--8<-- \"y\"\n", "y": "y"]).facts
        #expect(facts.includes.map { "\($0.path) \($0.range.start.line)" } == ["in/x.md 2", "in/y 2", "y 2", "no 3"])
    }

    @Test func `files that double each other end, and say so`() {
        var files: [String: String] = ["f0": String(repeating: "x", count: 1000)]
        for level in 1...20 { files["f\(level)"] = "{{#include f\(level - 1)}}\n{{#include f\(level - 1)}}\n" }
        let (facts, body) = document("{{#include f20}}\n", files)
        #expect(body.html.count <= IncludeLimits.bytes * 2)
        #expect(!facts.diagnostics.isEmpty)
        #expect(Set(facts.diagnostics.map(\.rule)) == [.includeLimit])
        #expect(facts.diagnostics.count == Set(facts.diagnostics).count)
    }

    @Test func `empty files that double each other end too`() {
        var files: [String: String] = ["f0": ""]
        for level in 1...25 { files["f\(level)"] = "{{#include f\(level - 1)}}{{#include f\(level - 1)}}" }
        let facts = document("{{#include f25}}\n", files).facts
        #expect(Set(facts.diagnostics.map(\.rule)) == [.includeLimit])
    }

    @Test func `a long indentation before a long file is counted`() {
        let file = String(repeating: "x\n", count: 100_000)
        let facts = document(String(repeating: " ", count: 1000) + "--8<-- \"x\"\n", ["x": file]).facts
        #expect(facts.diagnostics.map(\.brief) == ["page.md:1:1001 include/limit"])
    }

    @Test func `includes nest as deep as the limit, and no deeper`() {
        var files: [String: String] = ["f0": "end"]
        for level in 1...40 { files["f\(level)"] = "{{#include f\(level - 1)}}" }
        #expect(document("{{#include f31}}\n", files).facts.diagnostics.isEmpty)
        #expect(document("{{#include f32}}\n", files).facts.diagnostics.map(\.brief) == ["f1:1:1 include/limit"])
    }

    @Test(arguments: [
        "{{#include ", "{{#include x}", "--8<--\n", "-8<", "8<-8<-", "{{", "\\{{#include x}}", "--8<--\nx.md\n",
        "--8<-- \"x:1:1,1:1,1:1\"\n", "ANCHOR: a ", "# --8<-- [start:a]\n", "--8<-- \":::::::::\"\n",
    ])
    func `no text of includes costs more than its length`(_ part: String) {
        let page = String(repeating: part, count: 300_000 / part.utf8.count)
        _ = document(page, ["x": "{{#include y}}\n", "x.md": ""])
    }

    @Test func `a page without includes asks for nothing, and its ranges name no file`() {
        let asked = Mutex(0)
        let reader = IncludeReader(rootName: "docs") { _ in
            asked.withLock { $0 += 1 }
            return .failure(.missing)
        }
        let facts = Document(
            path: "page.md", bytes: Array("# A\n\n[x](y) 8 < 9 {x} `{{ y }}` --8<-- text\n".utf8), includes: reader
        ).compile().facts
        #expect(asked.withLock { $0 } == 0)
        #expect(facts.diagnostics.isEmpty)
        #expect(facts.references.allSatisfy { $0.range.file == nil })
    }

    @Test func `front matter and code that only looks like an include are left alone`() {
        let facts = document("---\ntitle: \"{{#include x}}\"\n---\n\na\n", ["x": "no"]).facts
        #expect(facts.title == "{{#include x}}")
    }
}
