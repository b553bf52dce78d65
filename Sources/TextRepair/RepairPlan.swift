internal import SourceText

/// All layers of a text's repair, put together: which stretch became which, and how.
struct RepairPlan {
    /// A stretch of the text before repair that became a stretch of the text after it.
    struct Piece {
        var source: Range<Int>
        var text: Range<Int>
        var layers: LayerStack
        var margin: Float
        /// What it may stand for, where it was not repaired.
        var proposal: UInt32 = 0
    }

    private(set) var result: [UInt8]
    private(set) var map = OffsetMap()
    private(set) var pieces: [Piece] = []
    private(set) var doubtful: [Piece] = []

    /// So many layers are taken off at most. A text that is then still changing is not one that was misread.
    private static let deepest = 6

    init(_ text: [UInt8], options: RepairOptions) {
        result = text
        var fresh: [Int] = []
        for depth in 0... {
            guard let pass = RepairPass(result, fresh: fresh, options: options) else {
                doubtful = []
                break
            }
            if depth == Self.deepest, !pass.edits.isEmpty {
                // Repeating it would go on changing something: not a repair.
                (result, pieces, doubtful) = (text, [], [])
                break
            }
            doubtful = pass.doubtful.map { edit in
                Piece(
                    source: edit.start..<edit.end, text: edit.start..<edit.end, layers: LayerStack(edit.layer),
                    margin: edit.margin, proposal: edit.scalar)
            }
            if pass.edits.isEmpty { break }
            pieces = Self.compose(pieces, with: pass.edits)
            (result, fresh) = pass.apply(to: result)
        }
        finish()
    }

    private mutating func finish() {
        guard !pieces.isEmpty else { return }
        map = OffsetMap(startingAt: 0)
        for piece in pieces {
            // What became nothing has no offsets.
            if piece.text.isEmpty {
                map.append(text: piece.text.upperBound, source: piece.source.upperBound)
                continue
            }
            map.append(
                text: piece.text.lowerBound, source: piece.source.lowerBound, textUnit: piece.text.count,
                sourceUnit: piece.source.count)
            map.append(text: piece.text.upperBound, source: piece.source.upperBound)
        }
        let map = map
        // A doubt is told of the text before repair, as everything is.
        for index in doubtful.indices { doubtful[index].source = map.source(of: doubtful[index].text) }
    }

    /// Puts the edits of one more pass on top of the pieces so far.
    private static func compose(_ inner: [Piece], with edits: [RepairPass.Edit]) -> [Piece] {
        var result: [Piece] = []
        result.reserveCapacity(inner.count + edits.count)
        var next = 0
        // Between the text before the pass and the text before all of them, and the text after the pass.
        var toSource = 0
        var toText = 0
        func pass(_ piece: Piece) {
            var moved = piece
            moved.text = piece.text.lowerBound + toText..<piece.text.upperBound + toText
            result.append(moved)
            toSource = piece.source.upperBound - piece.text.upperBound
        }
        for edit in edits {
            while next < inner.count, inner[next].text.upperBound <= edit.start {
                pass(inner[next])
                next += 1
            }
            var layers: LayerStack?
            var margin = edit.margin
            let start = edit.start + toSource
            while next < inner.count, inner[next].text.lowerBound < edit.end {
                let piece = inner[next]
                if layers == nil { layers = piece.layers } else { layers?.formUnion(piece.layers) }
                margin = min(margin, piece.margin)
                toSource = piece.source.upperBound - piece.text.upperBound
                next += 1
            }
            if layers == nil { layers = LayerStack(edit.layer) } else { layers?.append(edit.layer) }
            let isMark = edit.scalar == 0xFEFF && edit.start + toText == 0
            let length = isMark ? 0 : edit.scalar < 0x80 ? 1 : edit.scalar < 0x800 ? 2 : edit.scalar < 0x10000 ? 3 : 4
            let text = edit.start + toText
            result.append(
                Piece(
                    source: start..<edit.end + toSource, text: text..<text + length,
                    layers: layers ?? LayerStack(edit.layer), margin: margin))
            toText += length - (edit.end - edit.start)
        }
        while next < inner.count {
            pass(inner[next])
            next += 1
        }
        return result
    }

    // MARK: Records

    /// The repairs of pieces: those side by side, or with nothing but a space or a mark between them, are one.
    func repairs(_ pieces: [Piece], in text: [UInt8], locator: Locator) -> [Repair] {
        var repairs: [Repair] = []
        var index = 0
        while index < pieces.count {
            var group = pieces[index]
            var margin = group.margin
            let isProposal = group.proposal != 0
            var proposal: [UInt8] = []
            if isProposal { proposal.appendUTF8(group.proposal) }
            index += 1
            while index < pieces.count, pieces[index].layers.sameCodecs(as: group.layers),
                let gap = gap(from: group.text.upperBound, to: pieces[index].text.lowerBound)
            {
                let piece = pieces[index]
                if isProposal {
                    proposal.append(contentsOf: result[gap])
                    proposal.appendUTF8(piece.proposal)
                }
                group.source = group.source.lowerBound..<piece.source.upperBound
                group.text = group.text.lowerBound..<piece.text.upperBound
                group.layers.formUnion(piece.layers)
                margin = gap.isEmpty ? margin + max(piece.margin, 0) : min(margin, piece.margin)
                index += 1
            }
            repairs.append(
                Repair(
                    range: locator.rangeBeforeRepair(group.source), text: group.text,
                    before: String(decoding: text[group.source], as: UTF8.self),
                    after: String(decoding: isProposal ? proposal[...] : result[group.text], as: UTF8.self),
                    codec: group.layers.chain,
                    reading: reading(group.layers), confidence: Self.confidence(margin),
                    evidence: Self.words(group.layers, margin)))
        }
        return repairs
    }

    /// What lies between two pieces that are told of together: nothing, or at most two bytes of ASCII that are
    /// neither letter, digit nor line end.
    private func gap(from start: Int, to end: Int) -> Range<Int>? {
        guard end >= start, end - start <= 2 else { return nil }
        for index in start..<end {
            let byte = result[index]
            guard byte == 0x20 || byte > 0x20 && byte < 0x7F && Kind(UInt32(byte)) == .mark else { return nil }
        }
        return start..<end
    }

    private func reading(_ layers: LayerStack) -> String {
        var titles: [String] = []
        for index in 0..<layers.count where !titles.contains(layers[index].title) { titles.append(layers[index].title) }
        let times = layers.count == 1 ? "" : layers.count == 2 ? ", twice" : ", \(layers.count) times"
        return "UTF-8 read as \(titles.joined(separator: " and "))\(times)"
    }

    /// A token at the threshold is right four times in five.
    private static func confidence(_ margin: Float) -> Double {
        // 1 / (1 + e^-x) without a mathematics library: e^x by squaring (1 + x/1024) ten times.
        let x = max(-20, min(20, Double(margin) + 1.4))
        var power = 1 - x / 1024
        for _ in 0..<10 { power *= power }
        return (1000 / (1 + power)).rounded() / 1000
    }

    private static func words(_ layers: LayerStack, _ margin: Float) -> String {
        let how = layers.lost ? "bytes lost on the way are restored by what is usual" : "every byte is there"
        let sure = margin >= 3 ? "the text as it stands is in no language" : "the text as it stands is unlikely"
        return "\(sure); \(how)"
    }
}
