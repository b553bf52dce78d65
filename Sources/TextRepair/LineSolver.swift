/// Chooses the most likely reading of a stretch of a line: every scalar is either kept or part of a token.
///
/// The reading is the one that best explains the text as a clean text that was damaged (a noisy channel): the language
/// model says how likely the clean text is, and the channel how likely the damage. A beam of the best readings is
/// carried along, since what a character that has lost bytes was shows in the two before it and those behind it.
struct LineSolver: ~Copyable {
    /// The best reading of a stretch, and how sure it is.
    struct Reading {
        /// In ascending order. Of a reading that was not believed, what it would have been.
        var tokens: [Token] = []
        /// How far the reading lies above the text as it stands; below zero, the text is kept.
        var margin: Float = -.infinity
    }

    /// Readings that end alike differ in so many of their last tokens, or the difference is an old one, and noted.
    private static let reach = 16
    /// So many readings are carried along.
    private static let width = 6
    /// Readings this far behind the best are given up.
    private static let depth: Float = 13
    /// Tokens this far behind the best one at their place are given up.
    private static let hopeless: Float = 9
    /// A reading this far below the text as it stands is still reported.
    static let doubt: Float = 2.5
    /// What a character that could be a part of mojibake and is none costs in a line that was damaged.
    private static let spared: Float = 0.3

    /// What it adds that a quotation mark has its mate before it.
    private static let closing: Float = 4

    /// What it adds that a letter stands alone in a document that is mostly clean: it may be an item of a list.
    private static let lone: Float = 3

    let codecs: UInt16
    let map: ReverseMap
    private let model: LanguageModel
    private let traits: Traits
    private let evidence: Evidence
    /// What it costs that a text was misread in a codec at all.
    private let entries: [Float]
    private let wide: Int?
    /// No codec explains much of the document.
    private let isMostlyClean: Bool
    private let searches: [TokenSearch]

    private struct State {
        var score: Float
        /// The last two characters of the reading.
        var a: UInt32
        var b: UInt32
        /// The codec of its last token, -1 as long as it has none.
        var codec: Int8
        /// Index of its last token in `nodes`, -1 if it has none.
        var node: Int32
    }

    private struct Node {
        var token: Token
        var parent: Int32
        /// How far behind the best other reading that ends alike was.
        var gap: Float
    }

    /// The states at a place, by the place's last six bits: a token of three layers takes up 36 scalars at most.
    private var beams: [[State]] = Array(repeating: [], count: 64)
    private var nodes: [Node] = []
    private var tokens: [Token] = []

    init(codecs: CodecSet, evidence: Evidence) {
        self.codecs = UInt16(codecs.rawValue)
        map = ReverseMap.shared
        model = LanguageModel.shared
        traits = Traits.shared
        self.evidence = evidence
        entries = Codec.all.indices.map(evidence.entry)
        wide = evidence.wide
        isMostlyClean = !evidence.certain.indices.contains { evidence.certain[$0] > 0 && evidence.coverage($0) >= 0.5 }
        searches = Codec.all.indices.map { TokenSearch(codec: $0, evidence: evidence) }
    }

    /// Reads the cells of a range, with what stands around them as they are.
    mutating func solve(_ line: borrowing LineScalars, _ range: Range<Int>) -> Reading {
        nodes.removeAll(keepingCapacity: true)
        for index in beams.indices { beams[index].removeAll(keepingCapacity: true) }
        var nextForeign = line.foreign.partition(upTo: range.lowerBound)
        guard nextForeign < line.foreign.count, line.foreign[nextForeign] < range.upperBound else { return Reading() }
        var index = line.foreign[nextForeign]
        beams[index & 63].append(
            State(score: 0, a: line.scalar(index - 2), b: line.scalar(index - 1), codec: -1, node: -1))
        while index < range.upperBound {
            while nextForeign < line.foreign.count, line.foreign[nextForeign] < index { nextForeign += 1 }
            let next =
                nextForeign < line.foreign.count ? min(line.foreign[nextForeign], range.upperBound) : range.upperBound
            let before = nextForeign > 0 ? line.foreign[nextForeign - 1] : -8
            reduce(index & 63)
            if next > index, index - before >= 6 {
                // All readings have come to the same two letters: nothing tells them apart up to the next one.
                for state in beams[index & 63].indices {
                    beams[index & 63][state].a = line.scalar(next - 2)
                    beams[index & 63][state].b = line.scalar(next - 1)
                }
                if next != index {
                    beams[next & 63] = beams[index & 63]
                    if next & 63 != index & 63 { beams[index & 63].removeAll(keepingCapacity: true) }
                    index = next
                }
                continue
            }
            step(line, index, in: range)
            beams[index & 63].removeAll(keepingCapacity: true)
            index += 1
        }
        // How well the readings end.
        for state in beams[index & 63].indices {
            let last = beams[index & 63][state]
            beams[index & 63][state].score += score(line.scalar(index), after: last.b, last.a)
        }
        reduce(index & 63)
        return result(beams[index & 63])
    }

    /// All ways on from a place.
    private mutating func step(_ line: borrowing LineScalars, _ index: Int, in range: Range<Int>) {
        let cell = line.cells[index]
        tokens.removeAll(keepingCapacity: true)
        // In a document that was misread as a whole, what is whole in its codec needs no other reading.
        let isPlain = wide.map { addPlain(line, index, codec: $0) } ?? false
        if !isPlain { addAll(line, index) }
        prune(against: beams[index & 63].first)
        // A letter alone, or a unit: `Ã`, `Å³`, `Å±2`.
        let isUnit = (0xB1...0xB3).contains(line.scalar(index + 1))
        let next = line.scalar(isUnit ? index + 2 : index + 1)
        let isLone =
            isMostlyClean && cell.scalar >= 0x80 && traits.script(cell.scalar) != .none && next < 0x80
            && traits.script(next) == .none && traits.script(line.scalar(index - 1)) == .none
        for state in beams[index & 63] {
            if !isPlain { keep(cell, index, isLone: isLone, state) }
            for token in tokens where token.end <= range.upperBound {
                var read = state
                read.score += score(token.scalar, after: state.b, state.a) - token.penalty
                let isControl = token.layer.variant == Codec.controls
                if Int8(token.layer.codec) != state.codec, !isControl { read.score -= entries[Int(token.layer.codec)] }
                if token.layer.droppedMask != 0, evidence.keptUndefined, evidence.lossy == 0 { read.score -= 3 }
                guard read.score > state.score - 40 else { continue }
                read.a = state.b
                read.b = token.scalar
                if !isControl { read.codec = Int8(token.layer.codec) }
                read.node = Int32(nodes.count)
                nodes.append(Node(token: token, parent: state.node, gap: .infinity))
                beams[token.end & 63].append(read)
            }
        }
    }

    private mutating func addPlain(_ line: borrowing LineScalars, _ index: Int, codec: Int) -> Bool {
        guard line.cells[index].mask >> UInt16(codec) & 1 == 1, let token = line.strict(at: index, codec: codec),
            traits.base(token.scalar) > Commonness.unheardOf
        else { return false }
        tokens.append(token)
        return true
    }

    private mutating func addAll(_ line: borrowing LineScalars, _ index: Int) {
        let cell = line.cells[index]
        var leads = cell.mask & 0xFF
        while leads != 0 {
            let codec = leads.trailingZeroBitCount
            leads &= leads - 1
            searches[codec].search(line, at: index, into: &tokens)
        }
        if let token = Token(control: cell.scalar, at: index) {
            let (last, next) = (line.scalar(index - 1), line.scalar(index + 1))
            // Inside of a word there are letters and apostrophes, and no other signs.
            let isInWord = traits.script(last) == .latin && traits.script(next) == .latin
            if isLatin(last), isLatin(next),
                !isInWord || token.scalar == 0x2019 || traits.script(token.scalar) == .latin
            {
                tokens.append(token)
            }
        }
        // In code one layer is taken off at a time, since an example of mojibake may be below it.
        guard cell.region < 0, wide == nil else { return }
        for token in tokens where !token.layer.lost {
            line.addLayers(below: token, map: map, codecs: codecs, to: &tokens)
        }
    }

    private func isLatin(_ scalar: UInt32) -> Bool {
        let script = traits.script(scalar)
        return script == .latin || script == .none
    }

    /// Carries a reading on by a character as it stands.
    private mutating func keep(_ cell: LineScalars.Cell, _ index: Int, isLone: Bool, _ state: State) {
        var kept = state
        kept.score += score(cell.scalar, after: state.b, state.a) + (cell.closes ? Self.closing : 0)
        if isLone { kept.score += Self.lone }
        if cell.scalar >= 0x80, state.codec >= 0 {
            // Right behind a repaired character, a byte of the same codec is unlikely to be clean.
            let isBehindToken = state.node >= 0 && nodes[Int(state.node)].token.end == index
            if isBehindToken, cell.row >> UInt64(state.codec * 8) & 0xFF != 0 {
                kept.score -= 4
            } else if (cell.mask | cell.mask >> 8) >> UInt16(state.codec) & 1 == 1 {
                kept.score -= wide.map { cell.mask >> UInt16($0) & 1 == 1 } == true ? 5 : Self.spared
            }
        }
        kept.a = state.b
        kept.b = cell.scalar
        beams[(index + 1) & 63].append(kept)
    }

    /// Gives up tokens that are far behind others in the best reading so far: of the many that a lead
    /// alone can stand for, few are worth a look in every reading.
    private mutating func prune(against best: State?) {
        guard tokens.count > 4, let best else { return }
        for index in tokens.indices {
            tokens[index].margin = score(tokens[index].scalar, after: best.b, best.a) - tokens[index].penalty
        }
        let limit = (tokens.lazy.map(\.margin).max() ?? 0) - Self.hopeless
        tokens.removeAll { $0.margin < limit && $0.layer.lost }
    }

    /// Keeps the best states of a place, one of those that end alike.
    private mutating func reduce(_ slot: Int) {
        guard beams[slot].count > 1 else { return }
        beams[slot].sort { $0.score > $1.score }
        var kept: [State] = []
        kept.reserveCapacity(Self.width)
        let best = beams[slot][0].score
        for state in beams[slot] {
            if state.score < best - Self.depth { break }
            if let same = kept.firstIndex(where: { $0.codec == state.codec && $0.b == state.b && $0.a == state.a }) {
                let winner = kept[same]
                part(winner.node, from: state.node, by: best - state.score)
                continue
            }
            if kept.count < Self.width { kept.append(state) }
        }
        beams[slot] = kept
    }

    /// Notes on the tokens of one reading that are not in another how far that one was behind.
    private mutating func part(_ winner: Int32, from loser: Int32, by gap: Float, steps: Int = Self.reach) {
        var (winner, loser) = (winner, loser)
        var left = steps
        while winner != loser, winner >= 0, left > 0 {
            left -= 1
            let token = nodes[Int(winner)].token
            let other = loser >= 0 ? nodes[Int(loser)].token : Token(start: -1)
            if other.start > token.start {
                loser = nodes[Int(loser)].parent
                continue
            }
            if other.start != token.start || other.scalar != token.scalar {
                nodes[Int(winner)].gap = min(nodes[Int(winner)].gap, gap)
            }
            winner = nodes[Int(winner)].parent
            if other.start == token.start { loser = nodes[Int(loser)].parent }
        }
    }

    private mutating func result(_ states: [State]) -> Reading {
        var reading = Reading()
        guard let best = states.first(where: { $0.node >= 0 }) else { return reading }
        let clean = states.first { $0.node < 0 }
        let bestOther = states.first { $0.node >= 0 && $0.codec != best.codec }
        if let bestOther { part(best.node, from: bestOther.node, by: best.score - bestOther.score, steps: .max) }
        reading.margin = best.score - (clean?.score ?? best.score - Self.depth)
        var node = best.node
        while node >= 0 {
            var token = nodes[Int(node)].token
            token.margin = min(reading.margin, nodes[Int(node)].gap)
            reading.tokens.append(token)
            node = nodes[Int(node)].parent
        }
        reading.tokens.reverse()
        return reading
    }

    // MARK: Scoring

    private func score(_ c: UInt32, after b: UInt32, _ a: UInt32) -> Float {
        let (before, kind) = (traits.kind(b), traits.kind(c))
        var score = likelihood(c, kind, after: b, before)
        // Dashes and arrows are set by taste, not by language.
        if c != 0x2013, c != 0x2014, !(0x2190...0x2193).contains(c) {
            score = max(score, model.score(model.fold(c), after: model.fold(b), model.fold(a)))
        }
        if kind == .space, before == .space { score = -5 }
        // A letter of these scripts hardly ever stands alone.
        let script = traits.script(b)
        if Script.standsInWords(script), traits.script(a) != script, traits.script(c) != script { score -= 3 }
        // An alphabet is written in pairs: `АаБбВв`.
        let isPair = b >= 0x80 && c >= 0x80 && b != c && model.fold(b) == model.fold(c)
        if isPair { return max(score, -2.5) }
        switch kind {
        case .upper:
            if before == .lower, a != b, model.fold(a) == model.fold(b) { return max(score, -3.5) }
            score -= before == .lower ? (c < 0x80 ? 4.5 : 7.5) : before == .upper ? 0.7 : 1.5
        case .lower where before == .upper:
            score -= traits.kind(a) != .upper ? 0.3 : c < 0x80 ? 2.5 : 7
        default: break
        }
        return score
    }

    /// How likely a character of one kind is behind one of another, where the model has not met the two: it has seen
    /// prose of many languages, and neither symbols nor the letters of the others.
    private func likelihood(_ c: UInt32, _ kind: Kind, after b: UInt32, _ before: Kind) -> Float {
        let isBehindLetter = before == .lower || before == .upper
        switch kind {
        case .space:
            if c > 0x20 { return c == 0xA0 ? -7 : c == 0x202F ? -9 : c == 0x3000 ? -8 : -15 }
            if before == .box { return Self.end(ofDrawing: b) }
            return isBehindLetter ? -3 : -1.5
        case .mark: return -4
        case .digit:
            if isBehindLetter || Kind.isPictogram(b) { return -6 }
            return before == .hard || before == .attached ? -2 : -4
        case .open, .close, .apostrophe:
            if c == 0x2014 { return before == .digit ? -9 : -6.5 }
            if c == 0x2013 { return before == .digit ? -6.5 : -7.5 }
            return -6.5 - Oddness.pair(before, kind)
        case .attached: return traits.base(c) - 10 - Oddness.pair(before, kind)
        case .control: return -16
        case .box: return Self.drawing(c, after: b, before)
        case .hard:
            if (0x3000...0x30FF).contains(c) || (0xFF00...0xFF65).contains(c) { return model.alone(c) - 2.5 }
            if c == 0x200D, Kind.isPictogram(b) { return -2.5 }
            if c == 0xFE0F, Kind.isPictogram(b) { return -1.5 }
            if Kind.isPictogram(c), b == 0x200D || b == 0xFE0F { return -4 }
            // A combining mark needs a letter.
            if (0x300...0x36F).contains(c) { return isBehindLetter ? traits.base(c) - 12 : -18 }
            return traits.base(c) - 13 - Oddness.pair(before, kind)
        case .lower, .upper:
            let (script, other) = (traits.script(c), traits.script(b))
            // Formulas have Greek letters beside their signs.
            if script == .greek, before == .hard { return -7 }
            // Of thousands of characters, most are rare.
            if script == .eastAsian || script == .hangul {
                return model.alone(c) - (script == other || other == .eastAsian ? 2.5 : other == .none ? 3 : 7)
            }
            let usual = traits.base(c) - 11 - Oddness.pair(before, kind)
            return script == other ? usual : other == .none ? usual - 1.5 : usual - 6
        }
    }

    /// How likely a drawing pauses behind a character: behind an edge on the right, not behind one on the left.
    private static func end(ofDrawing scalar: UInt32) -> Float {
        switch scalar {
        case 0x2502, 0x2503, 0x2510, 0x2513, 0x2518, 0x251B, 0x2524, 0x252B, 0x2551, 0x2557, 0x255D, 0x2563, 0x256E,
            0x256F:
            -0.5
        case 0x250C, 0x250F, 0x2514, 0x2517, 0x251C, 0x2523, 0x2554, 0x255A, 0x2560, 0x256D, 0x2570: -5
        default: -2
        }
    }

    /// How likely a line or corner is: drawings are of light lines, else of double ones, seldom of heavy ones, and
    /// hardly ever of two kinds.
    private static func drawing(_ c: UInt32, after b: UInt32, _ before: Kind) -> Float {
        func family(_ scalar: UInt32) -> Int {
            switch scalar {
            case 0x2500, 0x2502, 0x250C, 0x2510, 0x2514, 0x2518, 0x251C, 0x2524, 0x252C, 0x2534, 0x253C,
                0x256D...0x2570:
                0
            case 0x2550, 0x2551, 0x2554, 0x2557, 0x255A, 0x255D, 0x2560, 0x2563, 0x2566, 0x2569, 0x256C: 1
            case 0x2501, 0x2503, 0x250F, 0x2513, 0x2517, 0x251B, 0x2523, 0x252B, 0x2533, 0x253B, 0x254B: 2
            case 0x2580...0x259F: 3
            default: 4
            }
        }
        let own = family(c)
        let rarity: Float = own == 0 ? 0 : own == 1 ? 0.5 : own == 4 ? 4 : 1.5
        guard before == .box else { return -8 - rarity }
        return -2.5 - rarity - (family(b) == own ? 0 : 2)
    }
}

extension [Int] {
    /// Index of the first element that is not below a value, in an ascending array.
    func partition(upTo value: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
