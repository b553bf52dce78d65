import Diagrams
import Foundation
import Testing

/// Graphviz as the machine has it; `make test` installs it.
struct `A graph` {
    private let graphviz = GraphvizTool()

    private func drawn(_ text: String) async -> DiagramOutcome { await graphs([text], graphviz)[0] }

    @Test func `becomes a picture that a page can carry`() async throws {
        let outcome = await drawn(
            "digraph Failover { a -> b [label=\"R&D\"]; b [style=filled, fillcolor=lightyellow]; c [style=dashed] }")
        let reading = SVGReading(outcome.svg)
        #expect(reading.isWellFormed && reading.forbidden.isEmpty)
        let root = try #require(reading.elements.first)
        #expect(root.name == "svg" && root.attributes["role"] == "img" && root.attributes["aria-label"] == "Failover")
        #expect(
            root.attributes["viewBox"] == "0 0 \(root.attributes["width"] ?? "") \(root.attributes["height"] ?? "")")
        #expect(!outcome.svg.contains("<!") && !outcome.svg.contains("<?") && !outcome.svg.contains("<title"))
        #expect(!outcome.svg.contains("\"black\"") && !outcome.svg.contains("\"white\""))
        #expect(outcome.svg.contains("stroke=\"currentColor\"") && outcome.svg.contains("fill=\"lightyellow\""))
        // Text on the author's fill stays black, other text has the page's colour.
        let texts = reading.elements.filter { $0.name == "text" }
        #expect(texts.first { $0.text == "b" }?.attributes["fill"] == "#000")
        #expect(texts.first { $0.text == "a" }?.attributes["fill"] == nil)
        #expect(texts.contains { $0.text == "R&D" })
    }

    @Test(arguments: [
        ("digraph G { a }", "Diagram"), ("digraph { a }", "Diagram"), ("digraph Net { a }", "Net"),
        ("digraph Net { label=\"Two\\nlines\"; a }", "Two lines"),
    ])
    func `is named by its label, else by its name`(text: String, name: String) async {
        #expect(SVGReading(await drawn(text).svg).elements.first?.attributes["aria-label"] == name)
    }

    @Test(arguments: [
        "graph { bgcolor=lightblue; a }", "graph { subgraph cluster_a { style=filled; fillcolor=grey; a } }",
        "graph { a [shape=none label=<<TABLE><TR><TD BGCOLOR=\"red\">x</TD><TD>y</TD></TR></TABLE>>] }",
    ])
    func `with coloured areas stays on white`(text: String) async {
        let svg = await drawn(text).svg
        #expect(svg.contains("fill=\"#fff\"/>") && !svg.contains("currentColor"))
    }

    @Test(arguments: ["neato", "fdp", "circo", "twopi"])
    func `may choose another layout`(layout: String) async {
        #expect(await drawn("graph { layout=\(layout); a -- b -- c -- a }").picture != nil)
    }

    @Test func `keeps its gradients under ids of its own`() async {
        let first = await drawn("graph { a [style=filled fillcolor=\"red:blue\"] }").svg
        let second = await drawn("graph { b [style=filled fillcolor=\"red:green\"] }").svg
        let ids = [first, second].map { svg in
            SVGReading(svg).elements.first { $0.name == "linearGradient" }?.attributes["id"]
        }
        #expect(ids[0] != nil && ids[0] != ids[1])
        #expect(first.contains("url(#\(ids[0] ?? "-"))") && first.contains("stop-color=\"red\""))
        #expect(SVGReading(first).forbidden.isEmpty)
    }

    @Test func `links only to safe addresses`() async throws {
        let picture = try #require(
            await drawn(
                """
                digraph { a [URL="https://example.com/?x=1&y=2", tooltip="see <there>"]; b [URL="javascript:alert(1)"];
                c [href="JavaScript&#58;alert(1)"]; d [URL="data:text/html,x"]; e [URL="../page.md"]; a -> b [URL="vbscript:x"] }
                """
            ).picture)
        #expect(
            picture.links.map { String(decoding: $0.destination, as: UTF8.self) } == [
                "https://example.com/?x=1&y=2", "../page.md",
            ])
        let reading = SVGReading(String(decoding: picture.svg, as: UTF8.self))
        #expect(reading.isWellFormed && reading.forbidden.isEmpty)
        #expect(reading.elements.first?.attributes["role"] == "group")
    }

    @Test(arguments: [
        "digraph { a [image=\"FILE\"] }",
        "digraph { a [label=<<TABLE><TR><TD><IMG SRC=\"FILE\"/></TD></TR></TABLE>>] }",
        "digraph { a [shape=custom, shapefile=\"FILE\"] }", "digraph { imagepath=\"/\"; a [image=\"FILE\"] }",
        "digraph { a [shape=epsf, shapefile=\"FILE\"] }",
    ])
    func `reads no file, and says so`(text: String) async throws {
        // A picture that is really there: without the restriction Graphviz takes it.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("opsbook-\(UUID().uuidString).svg")
        try Data(
            "<svg width=\"10pt\" height=\"10pt\" viewBox=\"0 0 10 10\" xmlns=\"http://www.w3.org/2000/svg\"></svg>".utf8
        ).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = await drawn(text.replacingOccurrences(of: "FILE", with: file.path))
        #expect(outcome.fault?.reason.contains("without access to files") == true, "\(outcome.svg)")
    }

    @Test(arguments: [
        "digraph { stylesheet=\"http://x/y.css\"; a }", "digraph { a [label=\"<script>alert(1)</script>\"] }",
        "digraph { a [id=\"x\\\" onload=\\\"y\"; class=\"z\\\"><script>\"] }",
        "digraph { a [tooltip=\"</a><script>x</script>\"; URL=\"x\"] }",
        "digraph { a [color=\"url(http://x/y)\"; fontname=\"x\\\" onload=\\\"y\"] }",
        "digraph { a [style=filled fillcolor=\"url(#x)\"] }",
    ])
    func `brings no script, style or reference into the page`(text: String) async {
        let outcome = await drawn(text)
        let reading = SVGReading(outcome.svg)
        if outcome.picture != nil { #expect(reading.isWellFormed && reading.forbidden.isEmpty, "\(outcome.svg)") }
        #expect(!outcome.svg.contains("http://x"))
    }

    @Test func `that is broken is reported alone, with Graphviz' words and its line`() async throws {
        let texts = (0..<20).map { $0 == 7 ? "digraph {\n  a -> b\n  b -> ;\n}" : "digraph N\($0)x { a -> b\($0) }" }
        let outcomes = await graphs(texts, graphviz)
        for (index, outcome) in outcomes.enumerated() where index != 7 {
            #expect(SVGReading(outcome.svg).elements.first?.attributes["aria-label"] == "N\(index)x")
        }
        let fault = try #require(outcomes[7].fault)
        #expect(fault.line == 3 && fault.reason.contains("syntax error near ';'"), "\(fault)")
    }

    @Test(arguments: [
        ["digraph { a } digraph { b }", "// nothing", "digraph Last { c }"], ["digraph { a", "digraph Last { c }"],
        ["/* never closed", "digraph Mid { b } /* */", "digraph Last { c }"],
        ["digraph { a [label=\"open ] }", "digraph Last { c }"],
        ["# 99 \"elsewhere\"\ndigraph { -> }", "digraph Last { c }"],
    ])
    func `that spills over takes nothing from its neighbours`(texts: [String]) async {
        let outcomes = await graphs(texts, graphviz)
        #expect(outcomes.first?.fault != nil)
        #expect(SVGReading(outcomes.last?.svg ?? "").elements.first?.attributes["aria-label"] == "Last")
    }

    @Test func `is the same alone and among others`() async {
        let texts = (0..<5).map { "digraph { a\($0) -> b [style=filled fillcolor=\"red:blue\"] }" }
        let together = await graphs(texts, graphviz)
        for (text, outcome) in zip(texts, together) { #expect(await drawn(text) == outcome) }
    }

    @Test func `that takes too long is stopped and reported, and the others are drawn`() async throws {
        // A complete graph of this size takes dot minutes.
        let heavy = "digraph { " + (0..<140).map { a in (0..<140).map { "n\(a) -> m\($0);" }.joined() }.joined() + " }"
        let tool = GraphvizTool(seconds: 1)
        let outcomes = await graphs([heavy, "digraph Light { a }"], tool)
        #expect(outcomes[0].fault?.reason.contains("too long") == true)
        #expect(outcomes[1].picture != nil)
    }

    @Test func `that writes too much is stopped and reported`() async {
        let tool = GraphvizTool(outputLimit: 2000)
        let outcome = await graphs(["digraph { " + (0..<50).map { "n\($0);" }.joined() + " }"], tool)[0]
        #expect(outcome.fault?.reason.contains("too much") == true, "\(outcome)")
    }

    @Test func `stays code without Graphviz`() async throws {
        let outcome = await graphs(["digraph { a }"], GraphvizTool(executable: "no-such-dot"))[0]
        #expect(try #require(outcome.fault).reason.contains("Graphviz is not installed"))
    }
}

struct `A tool that ends before it has read all` {
    @Test func `does not end this process`() async {
        let long = "digraph { " + String(repeating: "a -> b; ", count: 30_000) + "}"
        for _ in 0..<10 {
            let outcome = await graphs([long], GraphvizTool(executable: "no-such-dot"))[0]
            #expect(outcome.fault != nil)
        }
    }
}

struct `Graphs in a row` {
    private static let picture = "<svg viewBox=\"0 0 8 8\"><g class=\"graph\"><title>x</title></g></svg>"

    @Test func `are drawn in few runs, equal ones once`() async {
        let tool = FakeTool { input in
            let marks = input.split(separator: "\n").filter { $0.hasPrefix("graph opsbook_") }.map {
                $0.split(separator: " ")[1]
            }
            let output =
                marks.isEmpty ? Self.picture : marks.map { Self.picture + "<svg><title>\($0)</title></svg>" }.joined()
            return .finished(output: Array(output.utf8), errors: [], succeeded: true)
        }
        let outcomes = await graphs((0..<40).map { "graph { n\($0 % 20) }" }, tool)
        #expect(outcomes.count == 40 && outcomes.allSatisfy { $0.picture != nil })
        #expect(await tool.inputs.count == 2)
    }

    @Test func `are drawn one by one after a time-out`() async {
        let tool = FakeTool { input in
            input.contains("slow")
                ? .timedOut : .finished(output: Array(Self.picture.utf8), errors: [], succeeded: true)
        }
        let outcomes = await graphs(["graph { a }", "graph { slow }", "graph { c }"], tool)
        #expect(outcomes.map { $0.fault == nil } == [true, false, true])
    }

    @Test func `without Graphviz get one notice each`() async {
        let tool = FakeTool { _ in .notInstalled }
        let outcomes = await graphs(["graph { a }", "graph { b }"], tool)
        #expect(outcomes.allSatisfy { $0.fault?.reason.contains("not installed") == true })
    }

    @Test func `that come back broken stay code`() async {
        for output in [
            "<svg viewBox=\"0 0 8 8\"><g></svg>", "<svg>", "", "<svg viewBox=\"0 0 -8 8\"></svg>",
            "<svg viewBox=\"0 0 1e99 8\"></svg>",
        ] {
            let tool = FakeTool { _ in .finished(output: Array(output.utf8), errors: [], succeeded: true) }
            #expect(await graphs(["graph { a }"], tool)[0].fault != nil, "\(output)")
        }
    }

    @Test(arguments: [("dot", true), ("Graphviz", true), ("gv", true), ("mermaid", true), ("yaml", false), ("", false)])
    func `are known by their fence's language`(word: String, isDiagram: Bool) {
        #expect((DiagramLanguage(fence: Array(word.utf8)[...]) != nil) == isDiagram)
    }
}
