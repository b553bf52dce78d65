extension FlowchartParser {
    private struct Bracket {
        let opening: StaticString
        let closing: [(StaticString, Flowchart.Shape)]
    }

    /// Longer brackets first: the first that fits is meant.
    private static let brackets: [Bracket] = [
        Bracket(opening: "(((", closing: [(")))", .doubleCircle)]),
        Bracket(opening: "((", closing: [("))", .circle)]),
        Bracket(opening: "([", closing: [("])", .stadium)]),
        Bracket(opening: "(-", closing: [("-)", .ellipse)]),
        Bracket(opening: "(", closing: [(")", .rounded)]),
        Bracket(opening: "[[", closing: [("]]", .subroutine)]),
        Bracket(opening: "[(", closing: [(")]", .cylinder)]),
        Bracket(opening: "[/", closing: [("/]", .leanRight), ("\\]", .trapezoid)]),
        Bracket(opening: "[\\", closing: [("\\]", .leanLeft), ("/]", .trapezoidAlternate)]),
        Bracket(opening: "[", closing: [("]", .box)]),
        Bracket(opening: "{{", closing: [("}}", .hexagon)]),
        Bracket(opening: "{", closing: [("}", .diamond)]),
        Bracket(opening: ">", closing: [("]", .flag)]),
    ]

    /// A shape with its text, if one stands here.
    mutating func shape() throws(DiagramFault) -> (Flowchart.Shape, TextBlock?)? {
        guard let bracket = Self.brackets.first(where: { looking(at: $0.opening) }) else { return nil }
        let start = at
        at += bracket.opening.utf8CodeUnitCount
        skipSpace()
        let words: ArraySlice<UInt8>
        if byte == UInt8(ascii: "\"") {
            words = try quoted()
            skipSpace()
            guard let closing = bracket.closing.first(where: { looking(at: $0.0) }) else {
                throw fault("expected `\(bracket.closing[0].0)` after the node's text")
            }
            at += closing.0.utf8CodeUnitCount
            return (closing.1, block(words, closing.1))
        }
        let from = at
        // The text may go over lines, but a bracket on a further line means that it was never closed.
        var isFurtherLine = false
        while let byte {
            if let closing = bracket.closing.first(where: { looking(at: $0.0) }) {
                words = text[from..<at]
                at += closing.0.utf8CodeUnitCount
                return (closing.1, block(words, closing.1))
            }
            if byte == 0x0A { isFurtherLine = true }
            if isFurtherLine, byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "|") {
                break
            }
            at += 1
        }
        throw source.fault("this node has no end: expected `\(bracket.closing[0].0)`", at: start)
    }

    private func block(_ words: ArraySlice<UInt8>, _ shape: Flowchart.Shape) -> TextBlock {
        TextBlock(MermaidText.lines(words, width: shape == .diamond || shape == .circle ? 140 : Self.textWidth))
    }

    /// The text between quotes; the place is at the first.
    mutating func quoted() throws(DiagramFault) -> ArraySlice<UInt8> {
        let start = at + 1
        guard let end = text[start...].firstIndex(of: UInt8(ascii: "\"")) else {
            throw source.fault("this text has no end: expected `\"`", at: at)
        }
        at = end + 1
        return text[start..<end]
    }

    /// A text up to a bracket, quoted or not; the place is after the opening one, and then after the closing one.
    mutating func nodeText(until closing: StaticString, after opening: Int) throws(DiagramFault) -> ArraySlice<UInt8> {
        skipBlanks()
        let words: ArraySlice<UInt8>
        if byte == UInt8(ascii: "\"") {
            words = try quoted()
            skipBlanks()
        } else {
            let from = at
            while let byte, byte != 0x0A, !looking(at: closing) { at += 1 }
            words = text[from..<at]
        }
        guard looking(at: closing) else { throw source.fault("expected `\(closing)`", at: opening) }
        at += closing.utf8CodeUnitCount
        return words
    }

    /// `A@{ shape: cyl, label: "Orders" }`
    mutating func attributes(of node: Int) throws(DiagramFault) {
        let start = at
        at += 2
        while true {
            while let byte, byte.isSpace || byte == UInt8(ascii: ",") { at += 1 }
            guard at < text.count else { throw source.fault("these attributes have no end: expected `}`", at: start) }
            if byte == UInt8(ascii: "}") {
                at += 1
                return
            }
            let key = text[at...].prefix { $0.isWord || $0 == UInt8(ascii: "-") }
            at = key.endIndex
            skipSpace()
            guard !key.isEmpty, byte == UInt8(ascii: ":") else { throw fault("expected `key: value` or `}`") }
            at += 1
            skipSpace()
            let value: ArraySlice<UInt8>
            if byte == UInt8(ascii: "\"") {
                value = try quoted()
            } else {
                value =
                    text[at...].prefix { !$0.isLineEnd && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }.trimmed
                at = value.endIndex
                skipBlanks()
            }
            if key.equals("label") { chart.nodes[node].text = block(value, chart.nodes[node].shape) }
            if key.equals("shape") {
                chart.nodes[node].shape = Flowchart.Shape(name: value) ?? .box
                chart.nodes[node].hasShape = true
            }
        }
    }
}

extension Flowchart.Shape {
    /// The names of `@{ shape: … }` for shapes that we draw; another shape becomes a box with its text.
    init?(name: ArraySlice<UInt8>) {
        guard let shape = Self.names[Array(name)] else { return nil }
        self = shape
    }

    private static let names: [[UInt8]: Flowchart.Shape] = {
        let lists: [(Flowchart.Shape, [String])] = [
            (.rounded, ["rounded", "event"]),
            (.stadium, ["stadium", "pill", "terminal"]),
            (.subroutine, ["subproc", "subprocess", "subroutine", "fr-rect", "framed-rectangle"]),
            (.cylinder, ["cyl", "cylinder", "database", "db", "das", "h-cyl", "lin-cyl", "disk"]),
            (.circle, ["circle", "circ"]),
            (.doubleCircle, ["dbl-circ", "double-circle"]),
            (.diamond, ["diam", "diamond", "decision", "question"]),
            (.hexagon, ["hex", "hexagon", "prepare"]),
            (.leanRight, ["lean-r", "lean-right", "in-out"]),
            (.leanLeft, ["lean-l", "lean-left", "out-in"]),
            (.trapezoid, ["trap-b", "trapezoid", "trapezoid-bottom", "priority"]),
            (.trapezoidAlternate, ["trap-t", "inv-trapezoid", "trapezoid-top", "manual"]),
            (.flag, ["odd"]),
        ]
        return Dictionary(uniqueKeysWithValues: lists.flatMap { shape, names in names.map { (Array($0.utf8), shape) } })
    }()
}
