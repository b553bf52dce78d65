import Diagrams
import Testing

struct `Hostile mermaid` {
    private static let size = 99_000

    private static func many(_ part: String) -> String { String(repeating: part, count: size / part.utf8.count) }

    /// Each is read in one pass, so the long ones are harmless; a quadratic reader would run for minutes.
    @Test(arguments: [
        "-->", "A-->", "A-->A\n", "subgraph x\n", "subgraph ", "end\n", "A[", "A[\"", "A{{", "[", "((((", "A & ",
        "A --", "A -- x ",
        "A@{", "A@{ a: b ", ":::", "|", "%%{", "%%\n", "A[/", "&quot;", "A(((", "-.", "===", "direction LR\n",
        "style A fill:#fff\n",
        "click A \"x\"\n", "accDescr {", "classDef a fill:red\n", "A;", "<br/>", "n\n",
    ])
    func `flowcharts end in a picture or a fault`(part: String) async {
        _ = await mermaid("graph TD\n" + Self.many(part))
        _ = await mermaid("graph TD\nA[\"" + Self.many(part) + "\"] --> B")
    }

    @Test(arguments: [
        "A->>", "A->>A: x\n", "loop x\n", "rect red\n", "end\n", "Note over A: ", "-->", "box a\n", "A->>+A\n",
        "activate A\n", "alt ", "-x", "<<",
        "autonumber 1 9223372036854775807\n", "participant ", " as ", "create participant ", ";", "#", "accDescr {",
    ])
    func `sequences end in a picture or a fault`(part: String) async {
        _ = await mermaid("sequenceDiagram\n" + Self.many(part))
        _ = await mermaid("sequenceDiagram\nA->>B: " + Self.many(part))
    }

    @Test(arguments: ["[*] --> ", "state x {\n", "state \"", "note left of ", "A --> B\n", "}", "A:", ":::", "-->"])
    func `states end in a picture or a fault`(part: String) async {
        _ = await mermaid("stateDiagram-v2\n" + Self.many(part))
    }

    @Test func `longer than anyone draws stays code`() async throws {
        #expect(
            try #require(await mermaid("graph TD\n" + String(repeating: "A-->B\n", count: 50_000)).fault).reason
                .contains("too large"))
    }

    @Test func `front matter without an end is an empty diagram`() async {
        #expect(await mermaid("---\n" + Self.many("title: x\n")).fault != nil)
    }

    @Test func `nested groups to the limit are drawn`() async {
        let text =
            "graph TD\n" + (0..<100).map { "subgraph g\($0)\n" }.joined() + "A --> B\n"
            + String(repeating: "end\n", count: 100)
        #expect(await mermaid(text).picture != nil)
    }

    @Test func `a chart at the limits ends`() async {
        var dice = Dice(7)
        var text = "graph LR\n"
        for _ in 0..<2000 {
            text += "n\(Int.random(in: 0..<500, using: &dice)) --> n\(Int.random(in: 0..<500, using: &dice))\n"
        }
        let outcome = await mermaid(text)
        #expect(outcome.picture != nil || outcome.fault?.reason.contains("too large") == true)
    }

    @Test(arguments: 0..<100)
    func `random bytes and broken charts end in a picture that is well-formed or a fault`(seed: Int) async {
        var dice = Dice(seed)
        let kinds = ["graph TD\n", "sequenceDiagram\n", "stateDiagram\n"]
        let parts = [
            "A", "B", "-->", "--", "[", "]", "(", ")", "{", "}", "\"", "|", "\n", " ", ";", "subgraph x", "end", "&",
            ":", "->>", "loop", "Note over A",
            "\u{0}", "\u{1F600}", "<", "]]>", "&amp;", "#quot;", "@{", "~~~", "%%", "[*]", "<script>", "\" onload=\"x",
            "activate A", "state",
        ]
        var text = kinds[seed % 3]
        for _ in 0..<Int.random(in: 1...60, using: &dice) { text += parts.randomElement(using: &dice) ?? "" }
        let outcome = await mermaid(text)
        if outcome.picture != nil {
            let reading = SVGReading(outcome.svg)
            #expect(reading.isWellFormed && reading.forbidden.isEmpty, "\(text)")
        }
    }

    @Test func `markup in texts stays text`() async {
        let svg = await mermaid("graph TD\nA[\"<script>alert(1)</script>\"]--> B\nsubgraph S [<img src=x>]\nA\nend").svg
        let reading = SVGReading(svg)
        #expect(reading.isWellFormed && reading.forbidden.isEmpty)
        #expect(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }
}
