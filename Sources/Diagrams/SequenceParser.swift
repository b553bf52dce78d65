/// Reads mermaid's `sequenceDiagram`, as documented at mermaid.js.org/syntax/sequenceDiagram.html.
struct SequenceParser {
    private let source: MermaidSource
    private var diagram = SequenceDiagram()
    private var numbers: [[UInt8]: Int] = [:]
    /// Blocks that are open: the place of each, and whether it is a `box`.
    private var open: [(place: Int, isBox: Bool)] = []
    private var box: (title: TextBlock, color: [UInt8]?, first: Int)?
    private var active: [Int: Int] = [:]

    static func parse(_ source: MermaidSource) throws(DiagramFault) -> SequenceDiagram {
        var parser = SequenceParser(source: source)
        parser.diagram.caption.title = MermaidText.line(source.title[...])
        var at = source.start
        let text = source.text
        while at < text.count {
            let end = Self.statementEnd(text, at)
            let line = text[at..<end].trimmed
            at = end + 1
            if line.isEmpty || line.starts("%%") { continue }
            if line.starts("accDescr"), line.contains(UInt8(ascii: "{")) {
                at = try parser.longDescription(line)
                continue
            }
            try parser.statement(line)
            guard parser.diagram.steps.count <= SequenceDiagram.mostSteps else {
                throw source.fault(
                    "more than \(SequenceDiagram.mostSteps) steps: split the diagram into several", at: line.startIndex)
            }
        }
        if let unclosed = parser.open.last {
            throw source.fault("this block has no end: expected `end`", at: unclosed.place)
        }
        return parser.diagram
    }

    private init(source: MermaidSource) { self.source = source }

    /// A line ends a statement, and so does a semicolon that does not end an entity such as `#quot;`.
    private static func statementEnd(_ text: [UInt8], _ start: Int) -> Int {
        var at = start
        var inEntity = false
        while at < text.count, text[at] != 0x0A {
            if text[at] == UInt8(ascii: "#") || text[at] == UInt8(ascii: "&") {
                inEntity = true
            } else if text[at] == UInt8(ascii: ";") {
                if !inEntity { return at }
                inEntity = false
            } else if !text[at].isWord {
                inEntity = false
            }
            at += 1
        }
        return at
    }

    private mutating func longDescription(_ line: ArraySlice<UInt8>) throws(DiagramFault) -> Int {
        let start = (line.firstIndex(of: UInt8(ascii: "{")) ?? line.startIndex) + 1
        guard let end = source.text[start...].firstIndex(of: UInt8(ascii: "}")) else {
            throw source.fault("this text has no end: expected `}`", at: line.startIndex)
        }
        diagram.caption.description = MermaidText.line(source.text[start..<end])
        return end + 1
    }

    // MARK: Statements

    private mutating func statement(_ line: ArraySlice<UInt8>) throws(DiagramFault) {
        let word = line.prefix { !$0.isBlank && $0 != UInt8(ascii: ":") }
        let rest = line[word.endIndex...].trimmed
        switch String(decoding: word.count <= 14 ? word : [], as: UTF8.self) {
        case "participant": try participant(rest, isActor: false)
        case "actor": try participant(rest, isActor: true)
        case "create":
            let kind = rest.prefix { !$0.isBlank }
            let number = try participant(rest[kind.endIndex...].trimmed, isActor: kind.equals("actor"))
            diagram.steps.append(.create(number))
        case "destroy": diagram.steps.append(.destroy(try number(of: rest)))
        case "activate": activate(try number(of: rest))
        case "deactivate": try deactivate(try number(of: rest), line)
        case "loop", "alt", "opt", "par", "critical", "break", "par_over":
            open.append((line.startIndex, false))
            diagram.steps.append(.open(kind: word.equals("par_over") ? Array("par".utf8) : Array(word), block(rest)))
        case "else", "and", "option":
            guard let block = open.last, !block.isBox else {
                throw fault("`\(text(word))` without an open block", line)
            }
            diagram.steps.append(.divide(self.block(rest)))
        case "rect":
            open.append((line.startIndex, false))
            diagram.steps.append(.background(SequenceColor.value(rest)))
        case "box": try openBox(rest, line)
        case "end": try close(line)
        case "autonumber": autonumber(rest)
        case "Note", "note": try note(rest, line)
        case "title":
            diagram.caption.title = MermaidText.line(rest.first == UInt8(ascii: ":") ? rest.dropFirst() : rest)
        case "accTitle": diagram.caption.accessibleTitle = MermaidText.line(rest.dropFirst())
        case "accDescr": diagram.caption.description = MermaidText.line(rest.dropFirst())
        case "links", "properties", "details": break
        case "link": link(rest)
        default: try message(line)
        }
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes.prefix(40), as: UTF8.self) }

    private func fault(_ reason: String, _ line: ArraySlice<UInt8>) -> DiagramFault {
        source.fault(reason, at: line.startIndex)
    }

    private func block(_ words: ArraySlice<UInt8>, width: Int = 260) -> TextBlock {
        let words = words.starts("wrap:") ? words.dropFirst(5) : words.starts("nowrap:") ? words.dropFirst(7) : words
        return TextBlock(words.isEmpty ? [] : MermaidText.lines(words, width: width))
    }

    @discardableResult
    private mutating func participant(_ rest: ArraySlice<UInt8>, isActor: Bool) throws(DiagramFault) -> Int {
        var id = rest
        var label = rest
        // ` as ` stands between the name and the text.
        var at = rest.startIndex
        while at + 4 < rest.endIndex {
            if rest[at].isBlank, rest[(at + 1)...].starts("as"), rest[at + 3].isBlank {
                (id, label) = (rest[..<at].trimmed, rest[(at + 4)...].trimmed)
                break
            }
            at += 1
        }
        if let brace = id.firstIndex(of: UInt8(ascii: "@")), id[brace...].starts("@{") {
            if label == id { label = id[..<brace].trimmed }
            id = id[..<brace].trimmed
        }
        let number = try number(of: id)
        diagram.participants[number].text = block(label, width: 150)
        diagram.participants[number].isActor = isActor
        return number
    }

    private mutating func number(of id: ArraySlice<UInt8>) throws(DiagramFault) -> Int {
        let name = Array(id.trimmed)
        guard !name.isEmpty else { throw source.fault("expected the name of a participant", at: id.startIndex) }
        if let number = numbers[name] { return number }
        guard diagram.participants.count < SequenceDiagram.mostParticipants else {
            throw fault(
                "more than \(SequenceDiagram.mostParticipants) participants: split the diagram into several", id)
        }
        numbers[name] = diagram.participants.count
        diagram.participants.append(.init(id: name, text: block(name[...], width: 150)))
        return diagram.participants.count - 1
    }

    private mutating func activate(_ participant: Int) {
        active[participant, default: 0] += 1
        diagram.steps.append(.activate(participant))
    }

    private mutating func deactivate(_ participant: Int, _ line: ArraySlice<UInt8>) throws(DiagramFault) {
        guard let depth = active[participant], depth > 0 else {
            throw fault("`\(text(diagram.participants[participant].id[...]))` is not active here", line)
        }
        active[participant] = depth - 1
        diagram.steps.append(.deactivate(participant))
    }

    private mutating func openBox(_ rest: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>) throws(DiagramFault) {
        guard box == nil else { throw fault("a box within a box", line) }
        open.append((line.startIndex, true))
        var title = rest
        let word = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: "(") }
        var color: [UInt8]?
        if let (value, end) = SequenceColor.leading(rest, word) {
            color = value
            title = rest[end...].trimmed
        }
        box = (block(title), color, diagram.participants.count)
    }

    private mutating func close(_ line: ArraySlice<UInt8>) throws(DiagramFault) {
        guard let closed = open.popLast() else { throw fault("`end` without an open block", line) }
        guard closed.isBox else {
            diagram.steps.append(.close)
            return
        }
        if let box, diagram.participants.count > box.first {
            let range = box.first...(diagram.participants.count - 1)
            diagram.frames.append(.init(title: box.title, color: box.color, participants: range))
        }
        box = nil
    }

    private mutating func autonumber(_ rest: ArraySlice<UInt8>) {
        let values = rest.split(separator: 0x20).map { Int(String(decoding: $0.prefix(9), as: UTF8.self)) }
        let isOff = rest.equals("off")
        diagram.steps.append(
            .number(from: isOff ? nil : (values.first ?? 1) ?? 1, by: (values.count > 1 ? values[1] : 1) ?? 1))
    }

    private mutating func note(_ rest: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>) throws(DiagramFault) {
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else {
            throw fault("expected `:` and the note's text", line)
        }
        var place = rest[..<colon]
        let side: SequenceDiagram.Side
        let lower = place.prefix(9).map { $0 | 0x20 }
        if lower.starts("left of ") {
            side = .left
            place = place.dropFirst(8)
        } else if lower.starts("right of ") {
            side = .right
            place = place.dropFirst(9)
        } else if lower.starts("over ") {
            side = .over
            place = place.dropFirst(5)
        } else {
            throw fault("expected `left of`, `right of` or `over` after `Note`", line)
        }
        var ends: [Int] = []
        for name in place.split(separator: UInt8(ascii: ","), maxSplits: 1) { ends.append(try number(of: name)) }
        guard let first = ends.min(), let last = ends.max() else {
            throw fault("expected the name of a participant", line)
        }
        let words = block(rest[(colon + 1)...].trimmed, width: 200)
        diagram.steps.append(.note(side, first: first, last: last, words))
    }

    /// `link Alice: Dashboard @ https://…`: the first of a participant's links is the one it carries.
    private mutating func link(_ rest: ArraySlice<UInt8>) {
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")), let number = numbers[Array(rest[..<colon].trimmed)],
            let at = rest[colon...].firstIndex(of: UInt8(ascii: "@"))
        else { return }
        let destination = rest[(at + 1)...].trimmed
        guard SVGLinks.isSafe(destination), diagram.participants[number].destination == nil else { return }
        diagram.participants[number].destination = Array(destination)
    }

    // MARK: Messages

    private struct Arrow {
        let sign: StaticString
        let isDashed: Bool
        let head: SequenceDiagram.Head
    }

    private static let arrows: [Arrow] = [
        Arrow(sign: "<<-->>", isDashed: true, head: .both), Arrow(sign: "<<->>", isDashed: false, head: .both),
        Arrow(sign: "-->>", isDashed: true, head: .arrow), Arrow(sign: "->>", isDashed: false, head: .arrow),
        Arrow(sign: "-->", isDashed: true, head: .none), Arrow(sign: "->", isDashed: false, head: .none),
        Arrow(sign: "--x", isDashed: true, head: .cross), Arrow(sign: "-x", isDashed: false, head: .cross),
        Arrow(sign: "--)", isDashed: true, head: .open), Arrow(sign: "-)", isDashed: false, head: .open),
    ]

    private mutating func message(_ line: ArraySlice<UInt8>) throws(DiagramFault) {
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        let head = line[..<colon]
        guard let (arrow, place) = Self.arrow(in: head) else {
            throw fault(
                "expected a message such as `A->>B: text`, or a statement such as `participant` or `loop`", line)
        }
        let from = try number(of: head[..<place])
        var target = head[(place + arrow.sign.utf8CodeUnitCount)...].trimmed
        var sign: UInt8?
        if let first = target.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            sign = first
            target = target.dropFirst()
        }
        guard !target.trimmed.isEmpty else { throw fault("expected the name of a participant after the arrow", line) }
        let to = try number(of: target)
        let words = colon < line.endIndex ? block(line[(colon + 1)...].trimmed) : TextBlock()
        diagram.steps.append(
            .message(.init(from: from, to: to, text: words, isDashed: arrow.isDashed, head: arrow.head)))
        if sign == UInt8(ascii: "+") { activate(to) }
        if sign == UInt8(ascii: "-") { try deactivate(from, line) }
    }

    /// The first arrow with `>`, else the first without: `-x` and `-)` are also found within names.
    private static func arrow(in text: ArraySlice<UInt8>) -> (Arrow, Int)? {
        var other: (Arrow, Int)?
        for place in text.indices where text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "<") {
            let rest = text[place...]
            guard let arrow = arrows.first(where: { rest.starts($0.sign) }) else { continue }
            if arrow.head != .cross, arrow.head != .open { return (arrow, place) }
            if other == nil { other = (arrow, place) }
        }
        return other
    }
}
