/// Reads mermaid's `flowchart` and `graph`, as documented at mermaid.js.org/syntax/flowchart.html.
struct FlowchartParser {
    let source: MermaidSource
    var at: Int
    var chart = Flowchart()
    var nodeNumbers: [[UInt8]: Int] = [:]
    var classes: [[UInt8]: Flowchart.Style] = [:]
    var nodeClasses: [(id: [UInt8], name: [UInt8])] = []
    var nodeStyles: [(id: [UInt8], style: Flowchart.Style)] = []
    var links: [(id: [UInt8], destination: [UInt8])] = []
    var linkStrokes: [(edge: Int?, stroke: [UInt8])] = []
    private var groupNumbers: [[UInt8]: Int] = [:]
    /// The groups that are open, with the nodes mentioned in each.
    private var open: [(group: Int, mentioned: [Int], line: Int)] = []

    private init(_ source: MermaidSource) {
        self.source = source
        at = source.start
        chart.caption.title = MermaidText.line(source.title[...])
    }

    static func parse(_ source: MermaidSource) throws(DiagramFault) -> Flowchart {
        var parser = FlowchartParser(source)
        parser.skipBlanks()
        let word = parser.peekWord()
        if let direction = Flowchart.Direction(word) {
            parser.chart.direction = direction
            parser.at = word.endIndex
        }
        while try parser.statement() {}
        if let unclosed = parser.open.last {
            throw source.fault("this subgraph has no end: expected `end`", at: unclosed.line)
        }
        parser.resolve()
        return parser.chart
    }

    // MARK: Reading

    var text: [UInt8] { source.text }
    var byte: UInt8? { at < text.count ? text[at] : nil }
    func looking(at word: StaticString) -> Bool { text[at...].starts(word) }

    mutating func skipBlanks() { while let byte, byte.isBlank { at += 1 } }
    mutating func skipSpace() { while let byte, byte.isSpace { at += 1 } }

    mutating func skipLine() { while let byte, byte != 0x0A { at += 1 } }

    func peekWord() -> ArraySlice<UInt8> {
        text[at...].prefix { !$0.isSpace && $0 != UInt8(ascii: ";") }
    }

    /// The rest of the statement, to the end of the line or a semicolon that does not end an entity.
    mutating func rest() -> ArraySlice<UInt8> {
        let start = at
        var entity = false
        while let byte, byte != 0x0A {
            if byte == UInt8(ascii: "#") {
                entity = true
            } else if byte == UInt8(ascii: ";") {
                if !entity { break }
                entity = false
            } else if !byte.isWord {
                entity = false
            }
            at += 1
        }
        return text[start..<at].trimmed
    }

    func fault(_ reason: String) -> DiagramFault { source.fault(reason, at: at) }

    // MARK: Statements

    /// Reads one statement; false at the end.
    private mutating func statement() throws(DiagramFault) -> Bool {
        while let byte, byte.isSpace || byte == UInt8(ascii: ";") { at += 1 }
        guard at < text.count else { return false }
        if looking(at: "%%") {
            skipLine()
            return true
        }
        let word = peekWord()
        if word.equals("subgraph") {
            try openGroup(word.endIndex)
        } else if word.equals("end") {
            at = word.endIndex
            guard let closed = open.popLast() else {
                throw source.fault("`end` without a subgraph", at: word.startIndex)
            }
            for node in closed.mentioned where chart.nodes[node].group == nil { chart.nodes[node].group = closed.group }
        } else if word.equals("direction") {
            at = word.endIndex
            skipBlanks()
            let direction = rest()
            guard let read = Flowchart.Direction(direction) else {
                throw fault("expected TB, BT, LR or RL after `direction`")
            }
            if let group = open.last?.group { chart.groups[group].direction = read } else { chart.direction = read }
        } else if try !styling(word) {
            try chain()
        }
        return true
    }

    private mutating func openGroup(_ afterWord: Int) throws(DiagramFault) {
        let start = at
        at = afterWord
        skipBlanks()
        guard chart.groups.count < Flowchart.mostGroups else {
            throw fault("more than \(Flowchart.mostGroups) subgraphs: split the diagram into several")
        }
        var id: ArraySlice<UInt8> = []
        var title: ArraySlice<UInt8>?
        if byte == UInt8(ascii: "\"") {
            title = try quoted()
        } else {
            let line = text[at...].prefix { !$0.isLineEnd && $0 != UInt8(ascii: ";") }
            if let bracket = line.firstIndex(of: UInt8(ascii: "[")) {
                id = text[at..<bracket].trimmed
                at = bracket + 1
                title = try nodeText(until: "]", after: bracket)
            } else {
                id = rest()
            }
        }
        let name = id.isEmpty ? Array(title ?? []) : Array(id)
        if groupNumbers[name] == nil { groupNumbers[name] = chart.groups.count }
        let words = TextBlock(MermaidText.lines(title ?? id))
        open.append((chart.groups.count, [], start))
        chart.groups.append(
            Flowchart.Group(id: name, title: words, parent: open.dropLast().last?.group))
    }

    /// A node, or nodes joined by edges: `A & B --> C --> D`.
    private mutating func chain() throws(DiagramFault) {
        var left = try nodes()
        while true {
            skipBlanks()
            skipEdgeName()
            guard let link = try link() else { break }
            skipSpace()
            let right = try nodes()
            for from in left {
                for to in right {
                    guard chart.edges.count < Flowchart.mostEdges else {
                        throw fault("more than \(Flowchart.mostEdges) edges: split the diagram into several")
                    }
                    var edge = link
                    edge.from = .node(from)
                    edge.to = .node(to)
                    chart.edges.append(edge)
                }
            }
            left = right
        }
        skipBlanks()
        if looking(at: "%%") { skipLine() }
        guard let byte, !byte.isLineEnd, byte != UInt8(ascii: ";") else { return }
        throw fault("expected an arrow such as `-->`, or the end of the line")
    }

    /// `e1@` before a link names the edge.
    private mutating func skipEdgeName() {
        let name = text[at...].prefix { $0.isWord }
        if !name.isEmpty, text[name.endIndex...].starts("@"), !text[name.endIndex...].starts("@{") {
            at = name.endIndex + 1
        }
    }

    private mutating func nodes() throws(DiagramFault) -> [Int] {
        var numbers = [try node()]
        while true {
            let before = at
            skipSpace()
            guard byte == UInt8(ascii: "&") else {
                at = before
                return numbers
            }
            at += 1
            skipSpace()
            numbers.append(try node())
        }
    }

    private func isID(_ place: Int) -> Bool {
        let byte = text[place]
        if byte.isWord { return true }
        let next = place + 1 < text.count ? text[place + 1] : 0x0A
        switch byte {
        case UInt8(ascii: "-"): return next.isWord && place > at
        case UInt8(ascii: "."): return next.isWord
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "*"),
            UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "/"), UInt8(ascii: "\\"):
            return true
        default: return false
        }
    }

    private mutating func node() throws(DiagramFault) -> Int {
        var end = at
        while end < text.count, isID(end) { end += 1 }
        guard end > at else { throw fault("expected the name of a node") }
        let id = Array(text[at..<end])
        at = end
        let number = try number(of: id)
        if let (shape, words) = try shape() {
            chart.nodes[number].shape = shape
            chart.nodes[number].hasShape = true
            if let words { chart.nodes[number].text = words }
        }
        if looking(at: "@{") { try attributes(of: number) }
        if looking(at: ":::") {
            at += 3
            let name = text[at...].prefix { $0.isWord || $0 == UInt8(ascii: "-") }
            at = name.endIndex
            nodeClasses.append((id, Array(name)))
        }
        return number
    }

    private mutating func number(of id: [UInt8]) throws(DiagramFault) -> Int {
        let number: Int
        if let known = nodeNumbers[id] {
            number = known
        } else {
            number = chart.nodes.count
            guard number < Flowchart.mostNodes else {
                throw fault("more than \(Flowchart.mostNodes) nodes: split the diagram into several")
            }
            nodeNumbers[id] = number
            chart.nodes.append(.init(id: id, text: TextBlock(MermaidText.lines(id[...], width: Self.textWidth))))
        }
        if !open.isEmpty { open[open.count - 1].mentioned.append(number) }
        return number
    }

    /// Where a label is broken into lines, in units of the picture.
    static let textWidth = 210

    // MARK: The end

    private mutating func resolve() {
        apply()
        chart.replaceNodes { $0.hasShape ? nil : groupNumbers[$0.id] }
        chart.settleGroups()
    }

    func groupNumber(_ id: [UInt8]) -> Int? { groupNumbers[id] }
}
