extension FlowchartParser {
    /// An arrow with its text, if one stands here. Its ends are not set yet.
    mutating func link() throws(DiagramFault) -> Flowchart.Edge? {
        let start = at
        var edge = Flowchart.Edge(from: .node(0), to: .node(0))
        if let byte, at + 1 < text.count, let head = Self.head(byte, opening: true), Self.isStroke(text[at + 1]) {
            edge.start = head
            at += 1
        }
        guard let stroke = byte else { return nil }
        switch stroke {
        case UInt8(ascii: "~") where looking(at: "~~~"):
            edge.line = .invisible
            edge.end = .none
            edge.length = max(1, run(stroke) - 2)
        case UInt8(ascii: "-") where looking(at: "-."):
            edge.line = .dotted
            at += 1
            try finish(&edge, stroke: UInt8(ascii: "."), start)
        case UInt8(ascii: "-") where looking(at: "--"):
            try finish(&edge, stroke: stroke, start)
        case UInt8(ascii: "=") where looking(at: "=="):
            edge.line = .thick
            try finish(&edge, stroke: stroke, start)
        default:
            at = start
            return nil
        }
        skipBlanks()
        if byte == UInt8(ascii: "|") {
            let opening = at
            at += 1
            edge.text = TextBlock(MermaidText.lines(try nodeText(until: "|", after: opening), width: 160))
        }
        return edge
    }

    private static func isStroke(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=") }

    private static func head(_ byte: UInt8, opening: Bool) -> Flowchart.Head? {
        switch byte {
        case UInt8(ascii: "<") where opening, UInt8(ascii: ">") where !opening: .arrow
        case UInt8(ascii: "o"): .circle
        case UInt8(ascii: "x"): .cross
        default: nil
        }
    }

    private mutating func run(_ stroke: UInt8) -> Int {
        let start = at
        while byte == stroke { at += 1 }
        return at - start
    }

    /// The arrow after its first strokes: `-->`, `---`, or `--` with a text and a second half.
    private mutating func finish(_ edge: inout Flowchart.Edge, stroke: UInt8, _ start: Int) throws(DiagramFault) {
        let isDotted = stroke == UInt8(ascii: ".")
        let strokes = run(stroke)
        if isDotted ? close(dotted: &edge, strokes) : close(&edge, strokes) { return }
        // A text up to the second half. That half decides on length and head.
        let from = at
        skipBlanks()
        var words: ArraySlice<UInt8>?
        if byte == UInt8(ascii: "\"") { words = try quoted() }
        while let byte, byte != 0x0A, !isSecondHalf(stroke) { at += 1 }
        guard let byte, byte != 0x0A else {
            let whole = isDotted ? "-.->" : stroke == UInt8(ascii: "=") ? "==>" : "-->"
            throw source.fault("this arrow has a text but no second half: expected `\(whole)`", at: start)
        }
        edge.text = TextBlock(MermaidText.lines(words ?? text[from..<at], width: 160))
        let second = run(stroke)
        if !(isDotted ? close(dotted: &edge, second) : close(&edge, second)) {
            throw fault("expected the end of an arrow such as `-->`")
        }
    }

    private func isSecondHalf(_ stroke: UInt8) -> Bool {
        if stroke == UInt8(ascii: ".") { return looking(at: ".-") || looking(at: "..-") }
        return byte == stroke && at + 1 < text.count && text[at + 1] == stroke
    }

    private mutating func close(_ edge: inout Flowchart.Edge, _ strokes: Int) -> Bool {
        if let byte, let head = Self.head(byte, opening: false), strokes >= 2 {
            at += 1
            edge.end = head
            edge.length = min(strokes - 1, Self.longest)
            return true
        }
        guard strokes >= 3 else { return false }
        edge.end = .none
        edge.length = min(strokes - 2, Self.longest)
        return true
    }

    private mutating func close(dotted edge: inout Flowchart.Edge, _ strokes: Int) -> Bool {
        guard byte == UInt8(ascii: "-") else { return false }
        at += 1
        edge.length = min(max(strokes, 1), Self.longest)
        edge.end = .none
        if let byte, let head = Self.head(byte, opening: false) {
            at += 1
            edge.end = head
        }
        return true
    }

    /// Longer arrows say nothing more.
    private static var longest: Int { 10 }
}
