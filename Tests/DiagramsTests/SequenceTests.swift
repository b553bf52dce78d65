import Diagrams
import Testing

struct `A sequence diagram` {
    @Test(arguments: [
        ("sequenceDiagram\nAlice->>Bob: Hello\nBob-->>Alice: Hi", ["Alice", "Bob", "Hello", "Hi"]),
        (
            "sequenceDiagram\nparticipant A as Long<br/>name\nactor B\nA->B: 1\nA-->B: 2\nA-xB: 3\nA--xB: 4\nA-)B: 5\nA--)B: 6\nA<<->>B: 7",
            ["Long", "name", "7"]
        ),
        ("sequenceDiagram\nA->>+B: on\nB-->>-A: off\nactivate A\ndeactivate A", ["on", "off"]),
        (
            "sequenceDiagram\nNote left of A: one\nNote right of A: two\nNote over A,B: three<br/>four",
            ["one", "two", "three", "four"]
        ),
        ("sequenceDiagram\nloop every minute\nA->>B: ping\nend", ["loop", "every minute", "ping"]),
        (
            "sequenceDiagram\nalt ok\nA->>B: x\nelse broken\nA->>B: y\nend\nopt more\nA->>A: self\nend",
            ["alt", "ok", "broken", "opt", "self"]
        ),
        (
            "sequenceDiagram\npar one\nA->>B: x\nand two\nA->>C: y\nend\ncritical c\nA->>B: z\noption d\nB->>A: e\nend\nbreak f\nA->>B: g\nend",
            ["par", "one", "two", "critical", "c", "d", "break", "f"]
        ),
        (
            "sequenceDiagram\nrect rgb(0, 10, 200)\nA->>B: x\nend\nbox lightblue Team one\nparticipant C\nend\nbox Just words\nparticipant D\nend",
            ["Team one", "Just words"]
        ),
        ("sequenceDiagram\nautonumber 10 5\nA->>B: x\nB->>A: y\nautonumber off\nA->>B: z", ["10. x", "15. y", "z"]),
        (
            "sequenceDiagram\nA->>B: hi\ncreate participant C as New one\nB->>C: born\ndestroy C\nB-xC: dead",
            ["New one", "born", "dead"]
        ),
        (
            "---\ntitle: Way in\n---\nsequenceDiagram\nweb-x-1->>db_y: a#59; b #quot;c#quot;",
            ["Way in", "web-x-1", "db_y", "a; b \"c\""]
        ),
        ("sequenceDiagram; A->>B: x; B->>A: y", ["x", "y"]),
        ("sequenceDiagram\nJohn Doe->>Jane Roe: with blanks", ["John Doe", "Jane Roe"]),
    ])
    func `is read as mermaid reads it`(text: String, words: [String]) async throws {
        let outcome = await mermaid(text)
        try #require(outcome.picture != nil, "\(String(describing: outcome.fault))")
        let reading = SVGReading(outcome.svg)
        #expect(reading.isWellFormed && reading.forbidden.isEmpty)
        let shown = reading.elements.filter { $0.name == "text" }.map(\.text)
        for word in words { #expect(shown.contains(word), "\(shown)") }
    }

    @Test(arguments: [
        ("sequenceDiagram\nA->>B: x\nnonsense", 3, "A->>B"),
        ("sequenceDiagram\nloop x\nA->>B: y", 2, "`end`"),
        ("sequenceDiagram\nend", 2, "without an open block"),
        ("sequenceDiagram\nA->>B: x\nelse y", 3, "`else`"),
        ("sequenceDiagram\ndeactivate A", 2, "not active"),
        ("sequenceDiagram\nNote beside A: x", 2, "`left of`"),
        ("sequenceDiagram\nNote over A", 2, "`:`"),
        ("sequenceDiagram\nA->>: x", 2, "name of a participant"),
        ("sequenceDiagram\n->>B: x", 2, "name of a participant"),
    ])
    func `that is broken says where and what was expected`(text: String, line: Int, words: String) async throws {
        let fault = try #require(await mermaid(text).fault)
        #expect(fault.line == line)
        #expect(fault.reason.contains(words), "\(fault.reason)")
    }

    static func diagram(_ seed: Int) -> String {
        var dice = Dice(seed)
        let names = ["Client", "Load balancer", "API", "Primary database", "Q"]
        var text = "sequenceDiagram\n" + (Bool.random(using: &dice) ? "autonumber\n" : "")
        var open = 0
        for _ in 0..<Int.random(in: 1...25, using: &dice) {
            let (from, to) = (names.randomElement(using: &dice) ?? "Q", names.randomElement(using: &dice) ?? "Q")
            let words =
                ["GET /", "a rather long message that says all there is to say about it", "ok<br/>two lines", ""]
                .randomElement(using: &dice) ?? ""
            switch Int.random(in: 0..<9, using: &dice) {
            case 0:
                text += "\(["loop", "alt", "opt"].randomElement(using: &dice) ?? "opt") \(words)\n"
                open += 1
            case 1 where open > 0:
                text += "end\n"
                open -= 1
            case 2:
                text +=
                    "Note \(["left of", "right of", "over"].randomElement(using: &dice) ?? "over") \(from): note \(words)\n"
            case 3: text += "Note over \(from),\(to): \(words)\n"
            case 4: text += "\(from)->>+\(to): \(words)\n\(to)-->>-\(from): \(words)\n"
            default:
                text +=
                    "\(from)\(["->>", "-->>", "-x", "-)", "->"].randomElement(using: &dice) ?? "->>")\(to): \(words)\n"
            }
        }
        return text + String(repeating: "end\n", count: open)
    }

    @Test(arguments: 0..<60)
    func `keeps its heads apart, everything in the picture, and is the same each time`(seed: Int) async throws {
        let text = Self.diagram(seed)
        let outcome = await mermaid(text)
        try #require(outcome.picture != nil, "\(text)\(String(describing: outcome.fault))")
        let reading = SVGReading(outcome.svg)
        #expect(reading.isWellFormed && reading.forbidden.isEmpty)
        let shift = reading.elements.first { $0.attributes["transform"] != nil }?.attributes["transform"] ?? ""
        let by = shift.split { "translate() ".contains($0) }.compactMap { Double($0) }
        try #require(by.count == 2)
        func placed(_ rect: Rect) -> Rect {
            Rect(x: rect.x + by[0], y: rect.y + by[1], width: rect.width, height: rect.height)
        }
        let rects = reading.elements.filter { $0.name == "rect" }
        #expect(rects.allSatisfy { reading.canvas.contains(placed($0.rect)) }, "\(text)")
        let heads = rects.filter { $0.attributes["rx"] == "3" && $0.attributes["class"] == "box" }.map(\.rect)
        for (index, head) in heads.enumerated() { #expect(!heads[..<index].contains { $0.overlaps(head) }, "\(text)") }
        // At half the width that is reckoned with, every text lies within the picture.
        for element in reading.elements where element.name == "text" {
            let half =
                Double(element.text.unicodeScalars.count) * 3.5 / (element.attributes["text-anchor"] == "start" ? 1 : 2)
            let x = element.number("x") + by[0]
            #expect(
                x - (element.attributes["text-anchor"] == "start" ? 0 : half) >= 0 && x + half <= reading.canvas.width,
                "\(text)")
        }
        #expect(await mermaid(text).svg == outcome.svg)
    }
}
