/// One layer of mojibake taken off a text. A pass looks at nothing but the text, so that repeating it on its own
/// result tells whether there is more to do.
struct RepairPass {
    /// One character put in the place of a token.
    struct Edit {
        /// In the text that the pass was given.
        var start: Int
        var end: Int
        var scalar: UInt32
        var layer: Layer
        var margin: Float
    }

    private(set) var edits: [Edit] = []
    /// What looked like mojibake but was left as it is.
    private(set) var doubtful: [Edit] = []

    private let options: RepairOptions
    private let codecs: UInt16
    private let code: CodeRegions
    /// Where the pass before has put characters: offsets in this text.
    private let fresh: [Int]

    /// Nil where the text has no candidate.
    init?(_ text: [UInt8], fresh: [Int] = [], options: RepairOptions) {
        guard !options.codecs.isEmpty else { return nil }
        let scanner = TextScanner(codecs: options.codecs)
        let span = text.span
        var lines: [Range<Int>] = []
        var index = 0
        while case .candidate(let offset) = scanner.next(in: span, from: index) {
            let line = Self.line(span, around: offset)
            lines.append(line)
            index = line.upperBound
        }
        guard !lines.isEmpty else { return nil }
        self.options = options
        self.fresh = fresh
        codecs = UInt16(options.codecs.rawValue)
        code = CodeRegions(text)

        let first = solve(span, lines: lines, evidence: Evidence(), until: Self.enough)
        var evidence = gather(first, in: span)
        if evidence.isEmpty {
            settle(first, evidence: evidence)
            return
        }
        let all = Self.foreignLines(span)
        measure(span, lines: all, evidence: &evidence)
        // With certain mojibake in the document, what proves nothing by itself is looked at too.
        settle(solve(span, lines: all, evidence: evidence), evidence: evidence)
    }

    // MARK: Lines

    private static func line(_ span: borrowing Span<UInt8>, around offset: Int) -> Range<Int> {
        var start = offset
        while start > 0, span[start - 1] != 0x0A { start -= 1 }
        var end = offset
        while end < span.count, span[end] != 0x0A { end += 1 }
        return start..<end
    }

    private static func foreignLines(_ span: borrowing Span<UInt8>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var index = TextScanner.skipASCII(span, from: 0)
        while index < span.count {
            let line = line(span, around: index)
            lines.append(line)
            index = TextScanner.skipASCII(span, from: line.upperBound)
        }
        return lines
    }

    /// Counts how much of the text beyond ASCII each codec in evidence explains, outside code.
    private func measure(_ span: borrowing Span<UInt8>, lines: [Range<Int>], evidence: inout Evidence) {
        var line = LineScalars()
        var cursor = CodeCursor(code)
        var fresh = FreshCursor(fresh)
        let map = ReverseMap.shared
        let inEvidence = evidence.certain.indices.filter { evidence.certain[$0] > 0 }
        // Of a long text, evenly spread lines tell as much as all of them.
        for range in stride(from: 0, to: lines.count, by: 1 + lines.count / 4096).lazy.map({ lines[$0] }) {
            _ = line.read(span, range, map: map, codecs: codecs, code: &cursor, fresh: &fresh)
            for cell in line.cells where cell.scalar >= 0x80 && !cell.inCode { evidence.foreign += 1 }
            for codec in inEvidence {
                var index = 0
                while index < line.count {
                    let cell = line.cells[index]
                    if cell.mask >> UInt16(codec) & 1 == 1, let token = line.strict(at: index, codec: codec) {
                        if !cell.inCode { evidence.explained[codec] += token.length }
                        index += token.length
                    } else {
                        index += 1
                    }
                }
            }
        }
    }

    // MARK: Stages

    private struct Found {
        var edit: Edit
        var present: Int
        var inCode: Bool
        /// Continues the token before it.
        var joined: Bool
    }

    private func solve(
        _ span: borrowing Span<UInt8>, lines: [Range<Int>], evidence: Evidence, until enough: Int = .max
    ) -> [Found] {
        var certain = 0
        var solver = LineSolver(codecs: options.codecs, evidence: evidence)
        var line = LineScalars()
        var cursor = CodeCursor(code)
        var fresh = FreshCursor(fresh)
        var tokens: [Token] = []
        var found: [Found] = []
        for range in lines where line.read(span, range, map: solver.map, codecs: codecs, code: &cursor, fresh: &fresh) {
            if let codec = evidence.whole, Self.readWhole(line, codec: codec, into: &tokens) {
                // Nothing in the line is left over.
            } else {
                solver.solve(line, into: &tokens)
            }
            for token in tokens {
                let (start, end) = (line.offset(token.start), line.offset(token.end))
                if token.margin >= Self.certain, !line.cells[token.start].inCode { certain += 1 }
                let edit = Edit(start: start, end: end, scalar: token.scalar, layer: token.layer, margin: token.margin)
                found.append(
                    Found(
                        edit: edit, present: token.present, inCode: line.cells[token.start].inCode,
                        joined: found.last?.edit.end == start))
            }
            if certain >= enough { break }
        }
        return found
    }

    /// Reads a line as tokens of one codec throughout; false where it has anything else beyond ASCII.
    private static func readWhole(_ line: borrowing LineScalars, codec: Int, into tokens: inout [Token]) -> Bool {
        tokens.removeAll(keepingCapacity: true)
        var index = 0
        while index < line.count {
            if line.cells[index].scalar < 0x80 {
                index += 1
                continue
            }
            guard var token = line.strict(at: index, codec: codec), Traits.shared.base(token.scalar) > -5 else {
                return false
            }
            token.margin = 3
            tokens.append(token)
            index += token.length
        }
        return true
    }

    /// So many certain tokens are evidence enough: the lines behind them are read once.
    private static let enough = 48

    /// Tokens this far above the threshold count as evidence for the others.
    private static let certain: Float = 0.5

    private func gather(_ found: [Found], in span: borrowing Span<UInt8>) -> Evidence {
        var evidence = Evidence()
        for (index, item) in found.enumerated() where item.edit.margin >= Self.certain {
            if item.inCode, options.code == .literal, !isDrawing(found, index) { continue }
            let codec = Int(item.edit.layer.codec)
            evidence.certain[codec] += 1
            let script = Script(item.edit.scalar)
            if script != .none, script != .latin { evidence.scripts |= 1 << UInt16(script.rawValue) }
            if item.edit.layer.lost { evidence.lossy += 1 }
            if codec == 0, keepsUndefined(span, item.edit) { evidence.keptUndefined = true }
        }
        return evidence
    }

    private func keepsUndefined(_ span: borrowing Span<UInt8>, _ edit: Edit) -> Bool {
        (edit.start..<edit.end - 1).contains { index in
            span[index] == 0xC2 && Codec.isUndefinedInWindows1252(span[index + 1])
        }
    }

    /// Lines and corners of a box or a tree: nobody quotes these as an example of mojibake.
    private func isDrawing(_ found: [Found], _ index: Int) -> Bool {
        func draws(_ other: Int) -> Bool {
            found.indices.contains(other) && (0x2500...0x259F).contains(found[other].edit.scalar)
        }
        guard draws(index) else { return false }
        return found[index].joined && draws(index - 1)
            || index + 1 < found.count && found[index + 1].joined && draws(index + 1)
    }

    /// Divides what was found into edits and doubts, by stretches of tokens side by side.
    private mutating func settle(_ found: [Found], evidence: Evidence) {
        var start = 0
        while start < found.count {
            var end = start + 1
            var sum = found[start].edit.margin
            while end < found.count, found[end].joined {
                sum += found[end].edit.margin
                end += 1
            }
            for index in start..<end {
                let item = found[index]
                let literal =
                    item.inCode && options.code == .literal
                    && !evidence.explainsCode(Int(item.edit.layer.codec)) && !isDrawing(found, index)
                if sum > 0, !literal {
                    edits.append(item.edit)
                } else if item.edit.margin > (evidence.isEmpty || item.inCode ? -0.5 : -LineSolver.doubt) {
                    doubtful.append(item.edit)
                }
            }
            start = end
        }
    }

    /// The text with the edits made, and the offsets in it of what they put there.
    func apply(to text: [UInt8]) -> (text: [UInt8], fresh: [Int]) {
        var result: [UInt8] = []
        var fresh: [Int] = []
        fresh.reserveCapacity(edits.count)
        let span = text.span
        result.reserveCapacity(text.count)
        var index = 0
        for edit in edits {
            for offset in index..<edit.start { result.append(span[offset]) }
            fresh.append(result.count)
            // A byte order mark is no part of the text.
            if edit.scalar != 0xFEFF || !result.isEmpty { result.appendUTF8(edit.scalar) }
            index = edit.end
        }
        result.append(contentsOf: text[index...])
        return (result, fresh)
    }
}

/// Walks offsets of fresh characters along with ascending offsets.
struct FreshCursor {
    private let offsets: [Int]
    private var index = 0

    init(_ offsets: [Int]) { self.offsets = offsets }

    mutating func contains(_ offset: Int) -> Bool {
        while index < offsets.count, offsets[index] < offset { index += 1 }
        return index < offsets.count && offsets[index] == offset
    }
}

extension [UInt8] {
    /// Appends a scalar as UTF-8.
    mutating func appendUTF8(_ scalar: UInt32) {
        switch scalar {
        case 0..<0x80: append(UInt8(scalar))
        case 0..<0x800:
            append(UInt8(0xC0 | scalar >> 6))
            append(UInt8(0x80 | scalar & 0x3F))
        case 0..<0x10000:
            append(UInt8(0xE0 | scalar >> 12))
            append(UInt8(0x80 | scalar >> 6 & 0x3F))
            append(UInt8(0x80 | scalar & 0x3F))
        default:
            append(UInt8(0xF0 | scalar >> 18))
            append(UInt8(0x80 | scalar >> 12 & 0x3F))
            append(UInt8(0x80 | scalar >> 6 & 0x3F))
            append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
