/// Reads mermaid's `stateDiagram` as a flowchart: states are rounded nodes, composite states are groups.
/// Documented at mermaid.js.org/syntax/stateDiagram.html.
struct StateParser {
    private let source: MermaidSource
    private var chart = Flowchart()
    private var nodeNumbers: [[UInt8]: Int] = [:]
    private var groupNumbers: [[UInt8]: Int] = [:]
    private var open: [(group: Int, place: Int)] = []
    private var styles = [[UInt8]: Flowchart.Style]()
    private var styled: [(node: [UInt8], name: [UInt8])] = []
    /// A note over several lines: its state and its lines.
    private var note: (node: Int, lines: [UInt8])?

    private init(_ source: MermaidSource) {
        self.source = source
        chart.caption.title = MermaidText.line(source.title[...])
    }

    static func parse(_ source: MermaidSource) throws(DiagramFault) -> Flowchart {
        var parser = StateParser(source)
        for line in source.text[source.start...].split(separator: 0x0A) {
            let line = line.trimmed
            if parser.note != nil {
                try parser.continueNote(line)
            } else if !line.isEmpty, !line.starts("%%") {
                try parser.statement(line.last == UInt8(ascii: ";") ? line.dropLast() : line)
            }
        }
        if let unclosed = parser.open.last {
            throw source.fault("this state has no end: expected `}`", at: unclosed.place)
        }
        if parser.note != nil { throw DiagramFault("a note has no end: expected `end note`") }
        return parser.resolved()
    }

    private func fault(_ reason: String, _ line: ArraySlice<UInt8>) -> DiagramFault {
        source.fault(reason, at: line.startIndex)
    }

    // MARK: Statements

    private mutating func statement(_ line: ArraySlice<UInt8>) throws(DiagramFault) {
        let word = line.prefix { !$0.isBlank && $0 != UInt8(ascii: ":") }
        let rest = line[word.endIndex...].trimmed
        switch String(decoding: word.count <= 14 ? word : [], as: UTF8.self) {
        case "state": try state(rest, line)
        case "}":
            guard open.popLast() != nil else { throw fault("`}` without an open state", line) }
        case "--", "hide", "scale", "style": break
        case "direction":
            guard let direction = Flowchart.Direction(rest) else {
                throw fault("expected TB, BT, LR or RL after `direction`", line)
            }
            if let group = open.last?.group {
                chart.groups[group].direction = direction
            } else {
                chart.direction = direction
            }
        case "note": try startNote(rest, line)
        case "classDef":
            let name = rest.prefix { !$0.isBlank }
            styles[Array(name)] = FlowchartParser.style(rest[name.endIndex...])
        case "class":
            let names = rest.prefix { !$0.isBlank }
            let style = Array(rest[names.endIndex...].trimmed)
            styled += names.split(separator: UInt8(ascii: ",")).map { (Array($0), style) }
        case "accTitle": chart.caption.accessibleTitle = MermaidText.line(rest.dropFirst())
        case "accDescr": chart.caption.description = MermaidText.line(rest.dropFirst())
        default: try transition(line)
        }
    }

    /// `state "text" as S`, `state S <<choice>>`, `state S {`.
    private mutating func state(_ rest: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>) throws(DiagramFault) {
        var rest = rest
        let isComposite = rest.last == UInt8(ascii: "{")
        if isComposite { rest = rest.dropLast().trimmed }
        var text: ArraySlice<UInt8>?
        if rest.first == UInt8(ascii: "\"") {
            guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\"")) else {
                throw fault("this text has no end: expected `\"`", line)
            }
            text = rest[(rest.startIndex + 1)..<end]
            rest = rest[(end + 1)...].trimmed
            guard rest.starts("as ") else { throw fault("expected `as` and a name after the text", line) }
            rest = rest.dropFirst(3).trimmed
        }
        let id = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: "<") }
        guard !id.isEmpty else { throw fault("expected the name of a state", line) }
        if isComposite {
            guard chart.groups.count < Flowchart.mostGroups else {
                throw fault("more than \(Flowchart.mostGroups) composite states: split the diagram into several", line)
            }
            let parent = open.last?.group
            groupNumbers[Array(id)] = chart.groups.count
            open.append((chart.groups.count, line.startIndex))
            chart.groups.append(.init(id: Array(id), title: TextBlock(MermaidText.lines(text ?? id)), parent: parent))
            return
        }
        let node = try number(of: id)
        if let text { chart.nodes[node].text = block(text) }
        let kind = rest[id.endIndex...].trimmed
        if kind.equals("<<choice>>") { chart.nodes[node].shape = .diamond }
        if kind.equals("<<fork>>") || kind.equals("<<join>>") { chart.nodes[node].shape = .bar }
        if !kind.isEmpty { chart.nodes[node].text = TextBlock() }
    }

    private mutating func transition(_ line: ArraySlice<UInt8>) throws(DiagramFault) {
        let colon = line.indices.first {
            line[$0] == UInt8(ascii: ":") && !line[$0...].starts(":::") && line[..<$0].last != UInt8(ascii: ":")
        }
        let head = line[..<(colon ?? line.endIndex)]
        let words = colon.map { line[($0 + 1)...].trimmed } ?? []
        var arrow: Int?
        for place in head.indices where head[place...].starts("-->") {
            arrow = place
            break
        }
        guard let arrow else {
            guard !head.trimmed.contains(0x20) else {
                throw fault("expected a transition such as `A --> B`, or a statement such as `state`", line)
            }
            let node = try number(of: head.trimmed)
            if !words.isEmpty { chart.nodes[node].text = block(words) }
            return
        }
        guard chart.edges.count < Flowchart.mostEdges else {
            throw fault("more than \(Flowchart.mostEdges) transitions: split the diagram into several", line)
        }
        let from = try end(head[..<arrow].trimmed, isStart: true, line)
        let to = try end(head[(arrow + 3)...].trimmed, isStart: false, line)
        var edge = Flowchart.Edge(from: .node(from), to: .node(to))
        if !words.isEmpty { edge.text = TextBlock(MermaidText.lines(words, width: 160)) }
        chart.edges.append(edge)
    }

    private mutating func end(_ id: ArraySlice<UInt8>, isStart: Bool, _ line: ArraySlice<UInt8>) throws(DiagramFault)
        -> Int
    {
        guard !id.isEmpty else { throw fault("expected the name of a state beside `-->`", line) }
        guard id.equals("[*]") else { return try number(of: id) }
        // One start and one end in each composite state. No name of an author's has a blank.
        let scope = open.last.map { "\($0.group)" } ?? ""
        let node = try number(of: Array("\(isStart ? "start" : "end") \(scope)".utf8)[...])
        chart.nodes[node].shape = isStart ? .start : .end
        chart.nodes[node].text = TextBlock()
        chart.nodes[node].hasShape = true
        return node
    }

    private func block(_ words: ArraySlice<UInt8>) -> TextBlock {
        TextBlock(MermaidText.lines(words, width: FlowchartParser.textWidth))
    }

    private mutating func number(of written: ArraySlice<UInt8>) throws(DiagramFault) -> Int {
        var id = written
        if let sign = written.indices.first(where: { written[$0...].starts(":::") }) {
            id = written[..<sign]
            styled.append((Array(id), Array(written[(sign + 3)...])))
        }
        if let number = nodeNumbers[Array(id)] { return number }
        guard chart.nodes.count < Flowchart.mostNodes else {
            throw fault("more than \(Flowchart.mostNodes) states: split the diagram into several", written)
        }
        nodeNumbers[Array(id)] = chart.nodes.count
        chart.nodes.append(.init(id: Array(id), text: block(id), shape: .rounded, group: open.last?.group))
        return chart.nodes.count - 1
    }

    // MARK: Notes

    private mutating func startNote(_ rest: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>) throws(DiagramFault) {
        let sides: [StaticString] = ["left of ", "right of "]
        guard let side = sides.first(where: { rest.starts($0) }) else {
            throw fault("expected `left of` or `right of` after `note`", line)
        }
        let place = rest.dropFirst(side.utf8CodeUnitCount)
        let colon = place.firstIndex(of: UInt8(ascii: ":"))
        let node = try number(of: place[..<(colon ?? place.endIndex)].trimmed)
        if let colon { try add(note: place[(colon + 1)...], to: node, line) } else { note = (node, []) }
    }

    private mutating func continueNote(_ line: ArraySlice<UInt8>) throws(DiagramFault) {
        guard let open = note else { return }
        if line.equals("end note") {
            note = nil
            try add(note: open.lines[...], to: open.node, line)
        } else {
            note?.lines += line + [0x0A]
        }
    }

    private mutating func add(note text: ArraySlice<UInt8>, to state: Int, _ line: ArraySlice<UInt8>)
        throws(DiagramFault)
    {
        let node = try number(of: Array("note \(chart.nodes.count)".utf8)[...])
        chart.nodes[node].text = block(text)
        chart.nodes[node].shape = .note
        chart.nodes[node].group = chart.nodes[state].group
        chart.edges.append(.init(from: .node(state), to: .node(node), line: .dotted, end: .none))
    }

    // MARK: The end

    private mutating func resolved() -> Flowchart {
        for (id, name) in styled {
            if let node = nodeNumbers[id], let style = styles[name] { chart.nodes[node].style.add(style) }
        }
        chart.replaceNodes { groupNumbers[$0.id] }
        chart.settleGroups()
        return chart
    }
}
