import Diagrams
import Testing

struct `The layout of a flowchart` {
    /// Random charts: trees, circles, loops, groups, labels, in all directions.
    static func chart(_ seed: Int) -> String {
        var dice = Dice(seed)
        let count = Int.random(in: 1...24, using: &dice)
        let direction = ["TD", "BT", "LR", "RL"].randomElement(using: &dice) ?? "TD"
        var text = "graph \(direction)\n"
        let shapes = [
            ("[", "]"), ("(", ")"), ("([", "])"), ("[(", ")]"), ("((", "))"), ("{", "}"), ("{{", "}}"), ("[/", "/]"),
        ]
        let words = [
            "api", "the primary database", "x", "a rather long text that has to be broken into several lines to fit",
            "SEV-1", "日本語",
        ]
        for node in 0..<count {
            let (open, close) = shapes.randomElement(using: &dice) ?? ("[", "]")
            text += "n\(node)\(open)\"\(words.randomElement(using: &dice) ?? "")\"\(close)\n"
        }
        for _ in 0..<Int.random(in: 0...(count * 2), using: &dice) {
            let (from, to) = (Int.random(in: 0..<count, using: &dice), Int.random(in: 0..<count, using: &dice))
            let arrow =
                ["-->", "---", "-.->|maybe|", "==>", "-->|a label of words|", "---->"].randomElement(using: &dice)
                ?? "-->"
            text += "n\(from) \(arrow) n\(to)\n"
        }
        let groups = Int.random(in: 0...3, using: &dice)
        for group in 0..<groups {
            text += "subgraph g\(group) [Group number \(group)]\n"
            if Bool.random(using: &dice) { text += "direction \(Bool.random(using: &dice) ? "LR" : "TB")\n" }
            for node in 0..<count where Int.random(in: 0..<4, using: &dice) == 0 { text += "n\(node)\n" }
            if Bool.random(using: &dice) {
                text += "subgraph i\(group) [Inner]\nn\(Int.random(in: 0..<count, using: &dice))\nend\n"
            }
            text += "end\n"
        }
        return text
    }

    @Test(arguments: 0..<40)
    func `keeps nodes apart, everything in the picture, and is the same each time`(seed: Int) async throws {
        let text = Self.chart(seed)
        let outcome = await mermaid(text)
        try #require(outcome.picture != nil, "\(text)\n\(String(describing: outcome.fault))")
        let reading = SVGReading(outcome.svg)
        #expect(reading.isWellFormed && reading.forbidden.isEmpty)
        let nodes = reading.elements.filter { $0.attributes["class"] == "box" }.compactMap { $0.bounds }
        for (index, node) in nodes.enumerated() {
            #expect(reading.canvas.contains(node), "\(text)")
            #expect(!nodes[..<index].contains { node.overlaps($0) }, "\(text)")
        }
        for group in reading.elements where group.attributes["class"] == "group" {
            #expect(reading.canvas.contains(group.rect))
            // A node lies in a group or outside, not on its border.
            #expect(nodes.allSatisfy { group.rect.contains($0) || !group.rect.overlaps($0) }, "\(text)")
        }
        for path in reading.elements where path.attributes["d"] != nil && path.attributes["class"] == nil {
            #expect(path.pathEnds.allSatisfy { reading.canvas.contains(Rect(x: $0.0, y: $0.1, width: 0, height: 0)) })
        }
        #expect(await mermaid(text).svg == outcome.svg)
    }

    @Test(arguments: 0..<15)
    func `ends every arrow at a node`(seed: Int) async throws {
        let reading = SVGReading(await mermaid(Self.chart(seed)).svg)
        let nodes = reading.elements.filter { $0.attributes["class"] == "box" }.compactMap { $0.bounds }
        let heads = reading.elements.filter {
            $0.attributes["d"]?.hasSuffix("Z") == true && $0.attributes["fill"] == "currentColor"
        }
        for head in heads {
            let tip = try #require(head.pathEnds.first)
            let point = Rect(x: tip.0 - 2, y: tip.1 - 2, width: 4, height: 4)
            #expect(nodes.contains { $0.overlaps(point) }, "\(Self.chart(seed))")
        }
    }

    @Test(arguments: 0..<20)
    func `leads no line through a node`(seed: Int) async {
        let text = Self.chart(seed)
        let reading = SVGReading(await mermaid(text).svg)
        let nodes = reading.elements.filter { $0.attributes["class"] == "box" }.compactMap { $0.bounds }
        for path in reading.elements where path.attributes["fill"] == "none" && path.attributes["stroke-width"] != "2" {
            let points = path.samples
            guard let first = points.first, let last = points.last else { continue }
            for node in nodes {
                // Slanted outlines let a line end within their bounds.
                let inner = Rect(x: node.x + 3, y: node.y + 3, width: node.width - 6, height: node.height - 6)
                let isEnd = [first, last].contains {
                    Rect(x: $0.0 - 12, y: $0.1 - 12, width: 24, height: 24).overlaps(node)
                }
                guard !isEnd else { continue }
                #expect(!points.contains { inner.overlaps(Rect(x: $0.0, y: $0.1, width: 0.1, height: 0.1)) }, "\(text)")
            }
        }
    }

    @Test func `gives every text its room`() async {
        for seed in 0..<15 {
            let reading = SVGReading(await mermaid(Self.chart(seed)).svg)
            var box: Rect?
            for element in reading.elements {
                if element.attributes["class"] == "box" { box = element.bounds }
                guard element.name == "text", element.attributes["class"] == nil, let box else { continue }
                let width = Double(element.text.utf8.count) * 4
                let middle = element.number("x")
                #expect(
                    middle - width / 2 >= box.x - 40
                        && box.contains(Rect(x: middle, y: element.number("y"), width: 0, height: 0)))
            }
        }
    }
}

extension SVGReading.Element {
    var bounds: Rect? {
        switch name {
        case "rect": return rect
        case "circle":
            let r = number("r")
            return Rect(x: number("cx") - r, y: number("cy") - r, width: 2 * r, height: 2 * r)
        case "ellipse":
            let (rx, ry) = (number("rx"), number("ry"))
            return Rect(x: number("cx") - rx, y: number("cy") - ry, width: 2 * rx, height: 2 * ry)
        case "polygon":
            let points = (attributes["points"] ?? "").split(separator: " ").map {
                $0.split(separator: ",").compactMap { Double($0) }
            }
            let (xs, ys) = (points.map { $0[0] }, points.map { $0[1] })
            guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
                return nil
            }
            return Rect(x: left, y: top, width: right - left, height: bottom - top)
        case "path":
            // A cylinder: Mx,y a rx,8 … width,0 V bottom
            let numbers = (attributes["d"] ?? "").split { "MaVhvLZm, ".contains($0) }.compactMap { Double($0) }
            guard numbers.count > 9 else { return nil }
            return Rect(x: numbers[0], y: numbers[1] - 8, width: numbers[7], height: numbers[9] - numbers[1] + 16)
        default: return nil
        }
    }

    /// The absolute points of a path of M, L and C.
    var commands: [(Character, [(Double, Double)])] {
        var found: [(Character, [(Double, Double)])] = []
        for character in attributes["d"] ?? "" {
            if character.isLetter { found.append((character, [])) }
        }
        let parts = (attributes["d"] ?? "").split { $0.isLetter }
        for (index, part) in parts.enumerated() where index < found.count {
            let numbers = part.split { $0 == " " || $0 == "," }.compactMap { Double($0) }
            found[index].1 = stride(from: 0, to: numbers.count - 1, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
        }
        return found
    }

    var pathEnds: [(Double, Double)] {
        guard (attributes["d"] ?? "").allSatisfy({ !$0.isLetter || "MLCZ".contains($0) }) else { return [] }
        return commands.compactMap { $0.1.last }
    }

    /// Points along the line.
    var samples: [(Double, Double)] {
        guard !pathEnds.isEmpty else { return [] }
        var points: [(Double, Double)] = []
        for (letter, arguments) in commands {
            guard let end = arguments.last else { continue }
            if letter == "C", let start = points.last {
                for step in 1...10 {
                    let t = Double(step) / 10
                    let (a, b, c, d) = (
                        (1 - t) * (1 - t) * (1 - t), 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t * t * t
                    )
                    points.append(
                        (
                            a * start.0 + b * arguments[0].0 + c * arguments[1].0 + d * end.0,
                            a * start.1 + b * arguments[0].1 + c * arguments[1].1 + d * end.1
                        ))
                }
            } else if letter == "L", let start = points.last {
                for step in 1...10 {
                    let t = Double(step) / 10
                    points.append((start.0 + (end.0 - start.0) * t, start.1 + (end.1 - start.1) * t))
                }
            } else {
                points.append(end)
            }
        }
        return points
    }
}
