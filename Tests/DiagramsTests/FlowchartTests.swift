import Diagrams
import Testing

struct `A flowchart` {
    /// Each text with what its picture must hold as text.
    @Test(arguments: [
        ("graph TD\nA --> B", ["A", "B"]),
        ("flowchart LR\nA[One] --> B(Two) --> C([Three]) --> D[[Four]]", ["One", "Two", "Three", "Four"]),
        ("flowchart\nA[(Data)] --- B((Circle)) --- C{Choice} --- D{{Hex}}", ["Data", "Circle", "Choice", "Hex"]),
        (
            "graph TB; A>Flag] --> B[/in/] --> C[\\out\\]; C --> D[/up\\] --> E[\\down/]",
            ["Flag", "in", "out", "up", "down"]
        ),
        ("graph TD\nA(((Double))) --> B(-Ellipse-)", ["Double", "Ellipse"]),
        ("graph TD\nA -->|yes| B\nA -- no --> C\nB -. maybe .-> C\nC == sure ==> D", ["yes", "no", "maybe", "sure"]),
        ("graph TD\nA -->|\"a | b\"| B", ["a | b"]),
        ("graph TD\nA-->B-->C & D --> E", ["A", "B", "C", "D", "E"]),
        ("graph TD\nA[\"say #quot;hi#quot; #amp; go\"] --> B[\"1 #lt; 2\"]", ["say \"hi\" & go", "1 < 2"]),
        ("graph TD\nA[\"one<br/>two\"] --> B[three<br>four]", ["one", "two", "three", "four"]),
        ("graph TD\nA[\"`**bold** text`\"]", ["bold text"]),
        ("graph TD\nA[\"ssh <host>\"]", ["ssh <host>"]),
        (
            "graph TD\nsubgraph one [First zone]\nA --> B\nend\nsubgraph two\nC\nend\none --> two",
            ["First zone", "two", "A", "C"]
        ),
        ("graph TD\nsubgraph \"Quoted title\"\nA\nend", ["Quoted title"]),
        ("---\ntitle: The way in\n---\ngraph TD\nA", ["The way in", "A"]),
        ("%%{init: {\"theme\": \"dark\"}}%%\n%% a comment\ngraph TD\nA --> B %% not this\n%% nor this", ["A", "B"]),
        ("graph TD\nA@{ shape: cyl, label: \"Orders\" } --> B@{ shape: unheard-of, label: x }", ["Orders", "x"]),
        ("graph TD\nA e1@--> B\ne1@{ animate: true }", ["A", "B"]),
        ("graph TD\nA o--o B\nB x--x C\nC <--> D\nD ~~~ E\nA ----> E\nE -..-> F ==== G", ["A", "G"]),
        ("graph TD\nend-node --> x-ray --> a.b --> naïve", ["end-node", "x-ray", "a.b", "naïve"]),
        ("graph TD\nA --> A\nA -->|again| A", ["again"]),
        (
            "graph TD\nclassDef hot fill:#f00,color:#fff\nA:::hot --> B\nclass B hot\nstyle A stroke:red\nlinkStyle 0 stroke:red",
            ["A"]
        ),
        ("graph TD\nclick A callback\nA --> B\nclick B href \"https://example.com/x\"", ["A", "B"]),
        ("graph TD\nA[multi\nline] --> B", ["multi", "line"]),
        (
            "stateDiagram-v2\n[*] --> Idle\nIdle --> Busy : work\nstate Busy {\n[*] --> Deep\n}\nBusy --> [*]",
            ["Idle", "Busy", "Deep", "work"]
        ),
        (
            "stateDiagram\nstate \"Long words\" as L\nL : other words\nnote right of L\nseen\nend note\nstate c <<choice>>\nL --> c",
            ["other words", "seen"]
        ),
    ])
    func `is read as mermaid reads it`(text: String, words: [String]) async throws {
        let outcome = await mermaid(text)
        try #require(outcome.picture != nil, "\(String(describing: outcome.fault))")
        let reading = SVGReading(outcome.svg)
        #expect(reading.isWellFormed)
        #expect(reading.forbidden.isEmpty)
        let shown = reading.elements.filter { $0.name == "text" }.map(\.text)
        for word in words { #expect(shown.contains(word), "\(shown)") }
    }

    @Test(arguments: [
        ("graph TD\nA --> B[open\nC --> D[x]", 2, "`]`"),
        ("graph TD\nA --> B{open", 2, "`}`"),
        ("graph TD\nA[\"open", 2, "`\"`"),
        ("graph TD\nA --> B\nA -- words", 3, "second half"),
        ("graph TD\nA -->", 2, "name of a node"),
        ("graph TD\n\nA ? B", 3, "arrow"),
        ("graph TD\nsubgraph one\nA", 2, "`end`"),
        ("graph TD\nA\nend", 3, "without a subgraph"),
        ("graph TD\nA -->|x B", 2, "`|`"),
        ("graph TD\ndirection SIDEWAYS", 2, "TB, BT, LR or RL"),
        ("graph TD\nA@{ shape: cyl", 2, "`}`"),
        ("---\ntitle: x\n---\ngantt\nsection A", 4, "`gantt`"),
        ("pie title Pets\n\"Dogs\" : 386", 1, "`pie`"),
        ("stateDiagram\nA --> B\nnonsense here", 3, "transition"),
        ("stateDiagram\nstate A {", 2, "`}`"),
    ])
    func `that is broken says where and what was expected`(text: String, line: Int, words: String) async throws {
        let fault = try #require(await mermaid(text).fault)
        #expect(fault.line == line)
        #expect(fault.reason.contains(words), "\(fault.reason)")
    }

    @Test func `of too many nodes stays code and says so`() async throws {
        let text = "graph TD\n" + (0..<600).map { "n\($0) --> m\($0)\n" }.joined()
        #expect(try #require(await mermaid(text).fault).reason.contains("500 nodes"))
        let product =
            "graph TD\n" + Array(repeating: "a", count: 100).joined(separator: " & ") + " --> "
            + Array(repeating: "b", count: 100).joined(separator: " & ")
        #expect(try #require(await mermaid(product).fault).reason.contains("2000 edges"))
    }

    @Test func `without nodes is no picture`() async {
        #expect(await mermaid("graph TD\n").fault != nil)
        #expect(await mermaid("").fault != nil)
        #expect(await mermaid("%% only a comment").fault != nil)
    }

    @Test func `links only to safe addresses`() async throws {
        let text =
            "graph TD\nA --> B --> C --> D\nclick A \"https://example.com/?a=1&b=2\"\nclick B \"javascript:alert(1)\"\n"
            + "click C \"java\tscript:alert(1)\"\nclick D \"../runbook.md\""
        let picture = try #require(await mermaid(text).picture)
        #expect(
            picture.links.map { String(decoding: $0.destination, as: UTF8.self) } == [
                "https://example.com/?a=1&b=2", "../runbook.md",
            ])
        #expect(
            picture.links.map { String(decoding: picture.svg[$0.range], as: UTF8.self) } == [
                "https://example.com/?a=1&amp;b=2", "../runbook.md",
            ])
    }

    @Test func `carries its accessible name and description`() async throws {
        let outcome = await mermaid("graph TD\naccTitle: Way of a page\naccDescr { from alert\nto close }\nA --> B")
        let root = try #require(SVGReading(outcome.svg).elements.first)
        #expect(root.attributes["aria-label"] == "Way of a page")
        #expect(root.attributes["role"] == "img")
        #expect(SVGReading(outcome.svg).elements.first { $0.name == "desc" }?.text == "from alert to close")
    }

    @Test func `takes no colour that is more than a colour`() async {
        let svg = await mermaid(
            "graph TD\nA --> B\nstyle A fill:url(http://x/y),stroke:red\" onload=\"x,color:expression(1)"
        ).svg
        #expect(!svg.contains("http") && !svg.contains("onload=\"") && !svg.contains("expression"))
    }
}
