/// One layer of mojibake taken off a text. A pass looks at nothing but the text, so that repeating it on its own
/// result tells whether there is more to do.
struct RepairPass {
    /// What is put in the place of a stretch: one character, or all those that one codec spells whole.
    struct Edit {
        /// In the text that the pass was given.
        var start: UInt32
        var end: UInt32
        /// Of what is put there, in bytes.
        var length: UInt16
        /// 0 for a run of whole characters of one codec: its bytes in that codec are what is put there.
        var scalar: UInt32
        /// Index in `layers`.
        var stack: UInt16
        /// How many characters it is, and how many of them are not certain.
        var count: UInt8 = 1
        var uncertain: UInt8 = 0
        /// The stretch of code that it is in, -1 outside code.
        var region: Int32
        /// How far it lies above the text as it stands and above other readings, that of the weakest character.
        var margin: Float
    }

    /// What looked like mojibake but was left as it is.
    private(set) var doubtful: [Edit] = []
    /// What was looked at and found unlikely.
    private(set) var rejected: [Edit] = []
    /// What the edits were misread as.
    private(set) var layers: [LayerStack] = []

    private let options: RepairOptions
    private let codecs: UInt16
    private let code: CodeRegions
    private var lines: LinesOfInterest
    private var evidence: Evidence
    /// What was found in a document that has nothing certain.
    private var found: [Edit] = []

    /// So many characters a run has at most: its counts are bytes.
    private static let longestRun = 255
    /// So many certain characters are evidence enough: the lines behind them are read once.
    private static let enough = 48
    /// Characters this far above the text as it stands count as evidence for the others.
    private static let certain: Float = 4
    /// A choice between readings as close as this is none: the odds are two to one.
    static let close: Float = 0.7

    /// Nil where the text has no candidate. `before` are the codecs of the layer taken off before, a bit each.
    init?(_ text: [UInt8], after before: UInt16 = 0, options: RepairOptions) {
        guard !options.codecs.isEmpty else { return nil }
        let scanner = TextScanner(codecs: options.codecs)
        let span = text.span
        var lines = LinesOfInterest(scanner, isAllForeign: false)
        guard lines.next(in: span, from: 0) != nil else { return nil }
        self.options = options
        codecs = UInt16(options.codecs.rawValue)
        code = CodeRegions(text)
        evidence = Evidence(before: before)
        self.lines = lines

        let first = solve(span, lines: lines, until: Self.enough)
        evidence = gather(first, in: span)
        evidence.before = before
        self.lines = LinesOfInterest(scanner, isAllForeign: true)
        if evidence.isEmpty {
            found = first
        } else {
            measure(span, lines: self.lines)
        }
    }

    /// Goes through the text the pass was made for, and hands out the edits, in order and in parts.
    mutating func run(on text: [UInt8], _ take: ([Edit], [LayerStack]) -> Void) {
        let span = text.span
        if evidence.isEmpty {
            take(settle(found, in: span), layers)
            found = []
            return
        }
        // With certain mojibake in the document, what proves nothing by itself is looked at too.
        let rest = solve(span, lines: lines) { pass, found in
            take(pass.settle(found, in: span), pass.layers)
        }
        take(settle(rest, in: span), layers)
    }

    /// The codecs of the innermost layers that the edits take off, a bit each.
    var innermostCodecs: UInt16 {
        layers.reduce(0) { $0 | 1 << UInt16($1[$1.count - 1].codec) }
    }

    // MARK: Stages

    /// So many edits are handed out at a time: a text that was misread as a whole has more of them than bytes to spare.
    private static let part = 1 << 14

    /// Reads lines until so many certain characters are found; hands out what is found in parts, and returns the last.
    private mutating func solve(
        _ span: borrowing Span<UInt8>, lines: LinesOfInterest, until enough: Int = .max,
        part: (inout RepairPass, [Edit]) -> Void = { _, _ in }
    ) -> [Edit] {
        var lines = lines
        var certain = 0
        var solver = LineSolver(codecs: options.codecs, evidence: evidence)
        var line = LineScalars()
        var cursor = CodeCursor(code)
        var found: [Edit] = []
        let whole = evidence.whole.flatMap { evidence.explainsCode($0) ? $0 : nil }
        var index = 0
        while let range = lines.next(in: span, from: index) {
            index = range.upperBound
            // A drawing is told by all of it.
            if enough == .max, found.count >= Self.part, let last = found.last, last.region < 0 {
                part(&self, found)
                found.removeAll(keepingCapacity: true)
            }
            if let whole, lines.holdsNoReferences(range, in: span),
                addWhole(span, range, codec: whole, code: &cursor, to: &found)
            {
                continue
            }
            guard line.read(span, range, map: solver.map, codecs: codecs, code: &cursor) else { continue }
            // Code and what is not are read apart: the one says nothing about the other.
            var start = 0
            while start < line.count {
                let region = line.cells[start].region
                var end = start + 1
                while end < line.count, line.cells[end].region == region { end += 1 }
                var tokens = solver.solve(line, start..<end).tokens
                if !tokens.isEmpty, line.isOtherwiseGarbage(start..<end, around: tokens) {
                    for index in tokens.indices { tokens[index].margin = min(tokens[index].margin, -1) }
                }
                for token in tokens {
                    if token.margin >= Self.certain, region < 0 { certain += 1 }
                    add(token, of: line, region: region, to: &found)
                }
                start = end
            }
            if certain >= enough { break }
        }
        return found
    }

    private mutating func add(_ token: Token, of line: borrowing LineScalars, region: Int32, to found: inout [Edit]) {
        let isPlain =
            !token.layer.lost && token.layer.variant != Codec.controls && token.inner.0 == 0xFF
            && token.scalar != 0xFEFF && token.length == UTF8Shape.count(token.scalar)
            && !(token.start..<token.end).contains { line.isReference($0) }
        let isUncertain = token.margin < Self.close
        var edit = Edit(
            start: UInt32(line.offset(token.start)), end: UInt32(line.offset(token.end)),
            length: UInt16(UTF8Shape.count(token.scalar)), scalar: isPlain ? 0 : token.scalar,
            stack: index(of: token.layers), region: region, margin: token.margin)
        edit.uncertain = isUncertain ? 1 : 0
        Self.append(edit, to: &found)
    }

    /// Adds an edit, or lengthens the run before it by it.
    private static func append(_ edit: Edit, to found: inout [Edit]) {
        if edit.scalar == 0, let last = found.last, last.scalar == 0, last.end == edit.start, last.stack == edit.stack,
            last.region == edit.region, Int(last.count) + Int(edit.count) <= longestRun
        {
            let index = found.count - 1
            found[index].end = edit.end
            found[index].length += edit.length
            found[index].count += edit.count
            found[index].uncertain += edit.uncertain
            found[index].margin = min(last.margin, edit.margin)
        } else {
            found.append(edit)
        }
    }

    private mutating func index(of stack: LayerStack) -> UInt16 {
        if let index = layers.lastIndex(of: stack) { return UInt16(index) }
        layers.append(stack)
        return UInt16(layers.count - 1)
    }

    /// Reads a line as whole characters of one codec throughout; false where it has anything else beyond ASCII.
    private mutating func addWhole(
        _ span: borrowing Span<UInt8>, _ line: Range<Int>, codec: Int, code: inout CodeCursor, to found: inout [Edit]
    ) -> Bool {
        let map = ReverseMap.shared
        let traits = Traits.shared
        let count = found.count
        var (stack, stackVariant) = (UInt16(0), UInt8.max)
        var index = TextScanner.skipASCII(span, from: line.lowerBound)
        while index < line.upperBound {
            let start = index
            var (value, left, length) = (UInt32(0), 0, 0)
            var variant: UInt8 = 0
            repeat {
                let (scalar, size) = TextScanner.decode(span, at: index)
                let byte = UInt8(truncatingIfNeeded: map.row(scalar) >> UInt64(codec * 8))
                variant = max(variant, Codec.variant(of: scalar, byte: byte, codec: codec))
                if length == 0 {
                    guard let announced = UTF8Shape.length(byte) else { break }
                    length = announced
                    left = announced - 1
                    value = UInt32(byte) & (0x7F >> UInt32(announced))
                } else {
                    guard byte & 0xC0 == 0x80 else { break }
                    value = value << 6 | UInt32(byte & 0x3F)
                    left -= 1
                }
                index += size
            } while left > 0 && index < line.upperBound
            guard length > 0, left == 0, UTF8Shape.isScalar(value, length: length),
                traits.base(value) > -5, value != 0xFEFF
            else {
                found.removeLast(found.count - count)
                return false
            }
            if variant != stackVariant {
                var layer = Layer(codec: UInt8(codec))
                layer.variant = variant
                stack = self.index(of: LayerStack(layer))
                stackVariant = variant
            }
            Self.append(
                Edit(
                    start: UInt32(start), end: UInt32(index), length: UInt16(length), scalar: 0, stack: stack,
                    region: code.region(at: start), margin: 12),
                to: &found)
            index = TextScanner.skipASCII(span, from: index)
        }
        return true
    }

    // MARK: Evidence

    /// Counts how much of the text beyond ASCII each codec explains, outside code.
    private mutating func measure(_ span: borrowing Span<UInt8>, lines: LinesOfInterest) {
        var lines = lines
        var line = LineScalars()
        var cursor = CodeCursor(code)
        let map = ReverseMap.shared
        // Of a long text, stretches of lines evenly spread tell as much as all of it.
        let step = max(1, span.count / Self.sampled)
        var (index, read) = (0, 0)
        while let range = lines.next(in: span, from: index) {
            index = range.upperBound
            read += range.count
            if read > Self.sampled / 64, step > 1 {
                index = min(index + read * (step - 1), span.count)
                read = 0
            }
            _ = line.read(span, range, map: map, codecs: codecs, code: &cursor)
            for place in line.foreign where line.cells[place].region < 0 { evidence.foreign += 1 }
            for codec in evidence.certain.indices {
                var explained = -1
                for place in line.foreign where place >= explained {
                    let cell = line.cells[place]
                    guard cell.mask >> UInt16(codec) & 1 == 1 else { continue }
                    let length =
                        line.strict(at: place, codec: codec)?.length
                        ?? line.remains(at: place, codec: codec, alone: explained == place)
                    if length > 0 {
                        if cell.region < 0 { evidence.explained[codec] += length }
                        explained = place + length
                    }
                }
            }
        }
    }

    /// So many bytes of a text are measured, about.
    private static let sampled = 1 << 18

    private func gather(_ found: [Edit], in span: borrowing Span<UInt8>) -> Evidence {
        var evidence = Evidence()
        let drawings = drawings(found, in: span)
        for (index, edit) in found.enumerated() where edit.margin >= Self.certain {
            if edit.region >= 0, options.code == .literal, !drawings[index] { continue }
            if isQuoted(edit, in: span) || isAlone(edit, in: span) { continue }
            let layer = layers[Int(edit.stack)][0]
            if layer.variant == Codec.controls { continue }
            evidence.certain[Int(layer.codec)] += Int(edit.count)
            if layer.lost { evidence.lossy += 1 }
            if layer.variant == 1 { evidence.hasControls = true }
            if layer.codec == 0, keepsUndefined(span, edit) { evidence.keptUndefined = true }
        }
        return evidence
    }

    private func keepsUndefined(_ span: borrowing Span<UInt8>, _ edit: Edit) -> Bool {
        (Int(edit.start)..<Int(edit.end) - 1).contains { index in
            span[index] == 0xC2 && Codec.isUndefinedInWindows1252(span[index + 1])
        }
    }

    /// Whether an edit is all that stands between two quotation marks: an example, unless the document has more.
    private func isQuoted(_ edit: Edit, in span: borrowing Span<UInt8>) -> Bool {
        guard edit.start > 0, Int(edit.end) < span.count else { return false }
        let next = Int(edit.end)
        var last = Int(edit.start) - 1
        while last > 0, span[last] & 0xC0 == 0x80 { last -= 1 }
        let before = span[last] < 0x80 ? UInt32(span[last]) : TextScanner.decode(span, at: last).scalar
        let behind = span[next] < 0x80 ? UInt32(span[next]) : TextScanner.decode(span, at: next).scalar
        func isMark(_ scalar: UInt32) -> Bool {
            scalar == 0x22 || scalar == 0x27 || scalar == 0x300C || scalar == 0x300D || Kind.isQuotationMark(scalar)
        }
        return isMark(before) && isMark(behind)
    }

    /// Whether an edit is one letter or quotation mark between spaces or bars, and what it stands for stands so beside it
    /// in its line: an example, too (`| Ã¼ | ü |`).
    private func isAlone(_ edit: Edit, in span: borrowing Span<UInt8>) -> Bool {
        let (start, end) = (Int(edit.start), Int(edit.end))
        guard edit.count == 1, layers[Int(edit.stack)][0].variant != Codec.controls, Self.isAlone(start..<end, span)
        else { return false }
        var bytes: [UInt8] = []
        Self.append(edit, layers, in: span, to: &bytes)
        guard bytes.count > 1 else { return false }
        let scalar = TextScanner.decode(bytes.span, at: 0).scalar
        switch scalar {
        // Words of one letter: é, è, à, ó, ö, å …
        case 0xC0, 0xC1, 0xC5, 0xC8...0xCA, 0xCC, 0xCD, 0xD2...0xD4, 0xD6, 0xD9, 0xDA: return false
        case 0xE0, 0xE1, 0xE5, 0xE8...0xEA, 0xEC, 0xED, 0xF2...0xF4, 0xF6, 0xF9, 0xFA: return false
        default: guard Script(scalar) == .latin || Kind.isQuotationMark(scalar) else { return false }
        }
        var line = start
        while line > 0, start - line < Self.nearby, span[line - 1] != 0x0A { line -= 1 }
        while line < span.count, line - end < Self.nearby, span[line] != 0x0A {
            if line + bytes.count <= span.count, bytes.indices.allSatisfy({ span[line + $0] == bytes[$0] }),
                Self.isAlone(line..<line + bytes.count, span)
            {
                return true
            }
            line += 1
        }
        return false
    }

    /// So far around an example what it stands for is looked for.
    private static let nearby = 200

    private static func isAlone(_ range: Range<Int>, _ span: borrowing Span<UInt8>) -> Bool {
        (range.lowerBound == 0 || parts(span[range.lowerBound - 1]))
            && (range.upperBound == span.count || parts(span[range.upperBound]))
    }

    private static func parts(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x7C: true
        default: false
        }
    }

    /// Which edits in code are those of a drawing: a box or a tree with what is written in it. Nobody quotes these as
    /// an example of mojibake. A stretch of code is one where at least half of its characters, and at least two, are
    /// lines or corners.
    private func drawings(_ found: [Edit], in span: borrowing Span<UInt8>) -> [Bool] {
        guard found.contains(where: { $0.region >= 0 }) else { return [Bool](repeating: false, count: found.count) }
        var drawings = [Bool](repeating: false, count: found.count)
        var start = 0
        while start < found.count {
            var end = start + 1
            while end < found.count, found[end].region == found[start].region { end += 1 }
            if found[start].region >= 0 {
                var (lines, all) = (0, 0)
                for edit in found[start..<end] {
                    all += Int(edit.count)
                    lines += linesAndCorners(of: edit, in: span)
                }
                if lines >= 2, lines * 2 >= all {
                    for index in start..<end { drawings[index] = true }
                }
            }
            start = end
        }
        return drawings
    }

    private func linesAndCorners(of edit: Edit, in span: borrowing Span<UInt8>) -> Int {
        if edit.scalar != 0 { return (0x2500...0x259F).contains(edit.scalar) ? 1 : 0 }
        var bytes: [UInt8] = []
        Self.append(edit, layers, in: span, to: &bytes)
        // U+2500...U+259F are E2 94 80 to E2 96 9F.
        return bytes.indices.dropLast().count { bytes[$0] == 0xE2 && (0x94...0x96).contains(bytes[$0 + 1]) }
    }

    // MARK: Result

    /// Divides what was found into edits and doubts, by stretches side by side. A stretch of which half or more could
    /// as well be something else is left alone; in one that is certain else, the likeliest is taken, and so it is in a
    /// document that was misread as a whole.
    private mutating func settle(_ found: [Edit], in span: borrowing Span<UInt8>) -> [Edit] {
        var edits: [Edit] = []
        edits.reserveCapacity(found.count)
        let drawings = drawings(found, in: span)
        var start = 0
        while start < found.count {
            var end = start + 1
            var count = Int(found[start].count)
            var uncertain = Int(found[start].uncertain)
            while end < found.count, found[end].start == found[end - 1].end {
                count += Int(found[end].count)
                uncertain += Int(found[end].uncertain)
                end += 1
            }
            for index in start..<end {
                let edit = found[index]
                let codec = Int(layers[Int(edit.stack)][0].codec)
                let literal =
                    edit.region >= 0 && options.code == .literal && !evidence.explainsCode(codec)
                    && !drawings[index]
                let isExample =
                    evidence.isEmpty && isQuoted(edit, in: span) || !evidence.isWhole && isAlone(edit, in: span)
                let isChosen = evidence.isWhole ? edit.margin >= 0 : uncertain * 2 < count
                if isChosen, !literal, !isExample {
                    edits.append(edit)
                } else if edit.margin > -LineSolver.doubt {
                    doubtful.append(edit)
                } else {
                    rejected.append(edit)
                }
            }
            start = end
        }
        return edits
    }

    /// Appends what an edit puts in its place, and tells of each character how many bytes it has and had.
    static func append(
        _ edit: Edit, _ layers: [LayerStack], in span: borrowing Span<UInt8>, to result: inout [UInt8],
        unit: (Int, Int) -> Void = { _, _ in }
    ) {
        guard edit.scalar == 0 else {
            result.appendUTF8(edit.scalar)
            return unit(Int(edit.length), Int(edit.end - edit.start))
        }
        let map = ReverseMap.shared
        let shift = UInt64(layers[Int(edit.stack)][0].codec) * 8
        var index = Int(edit.start)
        while index < Int(edit.end) {
            let start = index
            var count = 1
            var left = 1
            while left > 0, index < Int(edit.end) {
                let (scalar, length) = TextScanner.decode(span, at: index)
                let byte = UInt8(truncatingIfNeeded: map.row(scalar) >> shift)
                if index == start {
                    count = UTF8Shape.length(byte) ?? 1
                    left = count
                }
                result.append(byte)
                left -= 1
                index += max(length, 1)
            }
            unit(count, index - start)
        }
    }
}
