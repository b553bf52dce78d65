/// Chooses the most likely reading of a line: every scalar is either kept or part of a token, and the best sum of
/// scores wins.
struct LineSolver: ~Copyable {
    /// What a token has to bring together before it is believed. Keeping the text costs nothing.
    static let threshold: Float = 5
    /// How far below the threshold a stretch may lie and still be reported as doubtful.
    static let doubt: Float = 2.5

    /// What it adds that all of a token was itself decoded from mojibake just now: chance does not do that.
    private static let freshness: Float = 2.5

    let codecs: UInt16
    let map: ReverseMap
    private let evidence: Evidence
    private let traits: Traits
    private let priors: [Float]
    private var searches: [LossySearch]

    private var tokens: [Token] = []
    private var nodes: [Node] = []

    /// The best reading up to a place in the line.
    private struct Node {
        var value: Float
        /// Index in `tokens` of the token that ends here, -1 if the scalar before was kept.
        var token: Int32
        /// The reading's last scalar, and the one before.
        var last: UInt32
        var secondLast: UInt32
    }

    init(codecs: CodecSet, evidence: Evidence) {
        self.codecs = UInt16(codecs.rawValue)
        map = ReverseMap.shared
        traits = Traits.shared
        self.evidence = evidence
        let priors = Codec.all.indices.map(evidence.prior)
        self.priors = priors
        searches = Codec.all.indices.map { LossySearch(codec: $0, evident: priors[$0] > 0.5) }
    }

    /// Adds the chosen tokens to `chosen` in ascending order. Tokens down to `doubt` below the threshold are among
    /// them, with a negative margin, where nothing better stands in their place.
    mutating func solve(_ line: borrowing LineScalars, into chosen: inout [Token]) {
        chosen.removeAll(keepingCapacity: true)
        tokens.removeAll(keepingCapacity: true)
        nodes.removeAll(keepingCapacity: true)
        let start = Node(value: -.infinity, token: -1, last: 0x0A, secondLast: 0x0A)
        nodes.append(contentsOf: repeatElement(start, count: line.count + 1))
        nodes[0].value = 0
        for index in 0..<line.count {
            let node = nodes[index]
            if node.value > nodes[index + 1].value {
                nodes[index + 1] = Node(
                    value: node.value, token: -1, last: line.cells[index].scalar, secondLast: node.last)
            }
            var leads = line.cells[index].mask & 0xFF
            while leads != 0 {
                let codec = leads.trailingZeroBitCount
                leads &= leads - 1
                if let token = line.strict(at: index, codec: codec) {
                    relax(token, in: line)
                } else {
                    searches[codec].search(line, at: index)
                    if let token = likeliest(searches[codec].candidates, in: line) { relax(token, in: line) }
                }
            }
        }
        var index = line.count
        while index > 0 {
            if nodes[index].token >= 0 {
                let token = tokens[Int(nodes[index].token)]
                chosen.append(token)
                index = token.start
            } else {
                index -= 1
            }
        }
        chosen.reverse()
    }

    private mutating func relax(_ token: Token, in line: borrowing LineScalars) {
        var token = token
        let node = nodes[token.start]
        token.margin = score(token, after: node, in: line) - Self.threshold
        guard token.margin > -Self.doubt else { return }
        // A doubtful token is worth next to nothing, so that it never displaces a believed one.
        let value = node.value + (token.margin > 0 ? token.margin : 0.01)
        if value > nodes[token.end].value {
            nodes[token.end] = Node(
                value: value, token: Int32(tokens.count), last: token.scalar, secondLast: node.last)
            tokens.append(token)
        }
    }

    /// The lossy token that fits best. It pays for a close runner-up.
    private func likeliest(_ candidates: [Token], in line: borrowing LineScalars) -> Token? {
        guard let first = candidates.first else { return nil }
        let node = nodes[first.start]
        var best: Token?
        var (bestWeight, secondWeight) = (-Float.infinity, -Float.infinity)
        for token in candidates {
            let codec = Int(token.layer.codec)
            let known = line.strict(at: token.end, codec: codec)?.scalar
            let right = known ?? line.scalar(token.end)
            // A lead that has lost its byte, too, tells nothing about the character it was.
            let isUnknown = known == nil && UTF8Shape.length(line.byte(token.end, codec)) != nil
            let weight =
                fit(token.scalar, left: node.last, beforeLeft: node.secondLast, right: right) - token.penalty
                + (CyrillicContext.weight(token.scalar, left: node.last, right: isUnknown ? 0 : right)
                    ?? Commonness.favourites[token.scalar] ?? min(traits.base(token.scalar), 3))
            if weight > bestWeight {
                // The same character by another way is no rival.
                if best?.scalar != token.scalar { secondWeight = bestWeight }
                bestWeight = weight
                best = token
            } else if weight > secondWeight, best?.scalar != token.scalar {
                secondWeight = weight
            }
        }
        let gap = bestWeight - secondWeight
        best?.penalty += gap < 0.15 ? 6 : max(0, 2 - gap) * 0.75
        return best
    }

    // MARK: Scoring

    private func score(_ token: Token, after node: Node, in line: borrowing LineScalars) -> Float {
        let codec = Int(token.layer.codec)
        let right = line.strict(at: token.end, codec: codec)?.scalar ?? line.scalar(token.end)
        var score = traits.base(token.scalar) + raw(line, token, after: node) - token.penalty + priors[codec]
        score += fit(token.scalar, left: node.last, beforeLeft: node.secondLast, right: right)
        if line.isFresh(token.start..<token.end) { score += Self.freshness }
        if evidence.scripts != 0 {
            let script = traits.script(token.scalar)
            if script != .none, evidence.scripts >> UInt16(script.rawValue) & 1 == 1 { score += 2 }
        }
        // C1 controls that survived speak against dropped bytes, unless some were dropped for certain.
        if token.layer.droppedMask != 0, evidence.keptUndefined, evidence.lossy == 0 { score -= 2 }
        // Of two codecs that read the same, the more usual one.
        if codec > 0 { score -= 0.5 }
        return score
    }

    /// How odd the text is as it stands.
    private func raw(_ line: borrowing LineScalars, _ token: Token, after node: Node) -> Float {
        let isWindows1252 = token.layer.codec == 0
        var left = traits.kind(line.scalar(token.start - 1))
        var sum: Float = 0
        // Lone `Ã` and `Â` are the commonest leads of all, and rare as letters unless in capitals.
        let lead = line.cells[token.start].scalar
        if isWindows1252, lead == 0xC2 || lead == 0xC3, left != .upper { sum += 1.5 }
        // Capitals in a row are a word in capitals, unless the first is a part of mojibake itself.
        if left == .upper, node.token < 0, traits.kind(lead) == .upper { sum -= 1.5 }
        let (leftScript, leadScript) = (traits.script(line.scalar(token.start - 1)), traits.script(lead))
        if leftScript != leadScript, leftScript != .none, leadScript != .none { sum += 2.5 }
        for index in token.start..<token.end {
            let scalar = line.cells[index].scalar
            var kind = traits.kind(scalar)
            if isWindows1252, index > token.start, Oddness.isStray(scalar) { kind = .hard }
            sum += Oddness.pair(left, kind)
            left = kind
        }
        // Two spaces in a row are one that was a no-break space.
        if token.layer.space, line.scalar(token.end) == 0x20 { sum += 1 }
        return sum + Oddness.pair(left, traits.kind(line.scalar(token.end)))
    }

    /// How well the character fits between its neighbours to be.
    private func fit(_ scalar: UInt32, left: UInt32, beforeLeft: UInt32, right: UInt32) -> Float {
        let script = traits.script(scalar)
        let (leftScript, rightScript) = (traits.script(left), traits.script(right))
        var fit: Float = 0
        switch script {
        case .none:
            if (0x300...0x36F).contains(scalar) { fit += leftScript == .none ? -3 : 1 }
            // A C1 control among the bytes of a deeper layer is at home.
            if (0x80...0x9F).contains(scalar), (0x80...0xFF).contains(left) { fit += 3 }
        case .latin:
            if leftScript == .latin || rightScript == .latin {
                fit += 1
            } else if !Self.standsAlone(scalar) {
                fit -= 1.5
            }
            if leftScript != .latin && leftScript != .none || rightScript != .latin && rightScript != .none {
                fit -= 3
            }
            let (kind, leftKind) = (traits.kind(scalar), traits.kind(left))
            if kind == .lower, leftKind == .upper,
                traits.kind(beforeLeft) == .upper || traits.kind(right) == .upper
            {
                fit -= 3
            }
            if kind == .upper, leftKind == .lower { fit -= 4 }
        default:
            if leftScript == script { fit += 3 }
            if rightScript == script { fit += 1.5 }
            if leftScript != script, rightScript != script {
                // A word of one letter stands among words of its script.
                fit += left == 0x20 && traits.script(beforeLeft) == script ? 1 : -2
            }
            if leftScript == .latin || rightScript == .latin { fit -= script == .eastAsian ? 2 : 4 }
        }
        return fit
    }

    /// Words of one accented letter: `à`, `é`, `ó`.
    private static func standsAlone(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xC0, 0xE0, 0xE1, 0xE8, 0xE9, 0xEA, 0xF3, 0xF4: true
        default: false
        }
    }
}
