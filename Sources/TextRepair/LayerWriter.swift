/// Writes the text that the edits of a pass make, its way back, and what becomes of the pieces repaired before.
struct LayerWriter {
    private let text: [UInt8]
    private let before: [RepairPlan.Piece]
    private(set) var result: [UInt8] = []
    private(set) var map: OffsetMap
    private(set) var pieces: [RepairPlan.Piece] = []
    private(set) var stacks: [LayerStack]

    /// How far the text is written.
    private var index = 0
    private var nextBefore = 0
    /// From the text before the pass to the text before all passes.
    private var toSource = 0
    private var open: Cluster?

    /// Edits and pieces that overlap: they become one piece.
    private struct Cluster {
        /// In the text before the pass.
        var range: Range<Int>
        var sourceStart: Int
        var textStart: Int
        /// What lies side by side went through the same layers: the first to be met stands for all.
        var below: LayerStack?
        var above: LayerStack?
        var margin: Float
    }

    /// `before` are the pieces of the text that earlier passes repaired.
    init(_ text: [UInt8], _ before: [RepairPlan.Piece], _ stacks: [LayerStack]) {
        self.text = text
        self.before = before
        self.stacks = stacks
        map = OffsetMap(startingAt: 0, textCapacity: text.count, sourceCapacity: text.count)
        result.reserveCapacity(text.count)
    }

    /// Writes up to the end of the last edit.
    mutating func write(_ edits: [RepairPass.Edit], _ layers: [LayerStack]) {
        let text = text
        let span = text.span
        for edit in edits {
            takePieces(before: Int(edit.start))
            take(Int(edit.start)..<Int(edit.end), above: layers[Int(edit.stack)], margin: edit.margin)
            if edit.scalar == 0xFEFF, edit.start == 0 {
                // A byte order mark is no part of the text.
                map = OffsetMap(startingAt: Int(edit.end), textCapacity: text.count, sourceCapacity: text.count)
            } else {
                copy(to: Int(edit.start))
                append(edit, layers, in: span)
            }
            index = Int(edit.end)
        }
    }

    /// Writes the rest.
    mutating func finish() {
        takePieces(before: .max)
        copy(to: text.count)
        close()
    }

    private mutating func append(
        _ edit: RepairPass.Edit, _ layers: [LayerStack], in span: borrowing Span<UInt8>
    ) {
        var written: [UInt8] = []
        swap(&written, &result)
        RepairPass.append(edit, layers, in: span, to: &written) { map.append(text: $0, source: $1) }
        swap(&written, &result)
    }

    private mutating func copy(to end: Int) {
        result.append(contentsOf: text[index..<end])
        map.append(same: end - index)
        index = end
    }

    // MARK: Pieces

    private mutating func takePieces(before end: Int) {
        while nextBefore < before.count, before[nextBefore].text.lowerBound < end {
            let piece = before[nextBefore]
            nextBefore += 1
            let range = Int(piece.text.lowerBound)..<Int(piece.text.upperBound)
            take(range, below: stacks[Int(piece.stack)], margin: piece.margin)
            toSource = Int(piece.source.upperBound) - range.upperBound
        }
    }

    /// Adds an edit or a piece to the open cluster, or opens one with it.
    private mutating func take(
        _ range: Range<Int>, below: LayerStack? = nil, above: LayerStack? = nil, margin: Float
    ) {
        if var cluster = open, range.lowerBound < cluster.range.upperBound {
            cluster.range = cluster.range.lowerBound..<max(cluster.range.upperBound, range.upperBound)
            cluster.below = cluster.below ?? below
            cluster.above = cluster.above ?? above
            cluster.margin = min(cluster.margin, margin)
            open = cluster
        } else {
            copy(to: max(index, min(range.lowerBound, text.count)))
            close()
            open = Cluster(
                range: range, sourceStart: range.lowerBound + toSource, textStart: result.count, below: below,
                above: above, margin: margin)
        }
    }

    /// Makes a piece of the open cluster, or a part of the last piece, if nothing but a space or a mark is between them.
    private mutating func close() {
        guard let cluster = open else { return }
        open = nil
        let end = result.count - (index - cluster.range.upperBound)
        guard let stack = cluster.above.map({ cluster.below?.adding($0) ?? $0 }) ?? cluster.below else { return }
        let source = UInt32(cluster.sourceStart)..<UInt32(cluster.range.upperBound + toSource)
        let text = UInt32(cluster.textStart)..<UInt32(end)
        if let last = pieces.last, isGap(Int(last.text.upperBound)..<cluster.textStart),
            stacks[Int(last.stack)].sameCodecs(as: stack)
        {
            var union = stacks[Int(last.stack)]
            union.formUnion(stack)
            let joined = union == stacks[Int(last.stack)] ? last.stack : index(of: union)
            pieces[pieces.count - 1] = RepairPlan.Piece(
                source: last.source.lowerBound..<source.upperBound, text: last.text.lowerBound..<text.upperBound,
                stack: joined, margin: min(last.margin, cluster.margin))
        } else {
            // Grown by what is to be expected: doubled, a long list would take up more than the text.
            if pieces.count == pieces.capacity, index > 1 << 16 {
                pieces.reserveCapacity(Int(Double(pieces.count) * Double(self.text.count) / Double(index) * 1.05) + 64)
            }
            pieces.append(RepairPlan.Piece(source: source, text: text, stack: index(of: stack), margin: cluster.margin))
        }
    }

    private mutating func index(of stack: LayerStack) -> UInt16 {
        if let index = stacks.lastIndex(of: stack) { return UInt16(index) }
        stacks.append(stack)
        return UInt16(stacks.count - 1)
    }

    /// Whether there is nothing in a range of the result, or at most two bytes of ASCII that are neither letter, digit
    /// nor line end.
    private func isGap(_ range: Range<Int>) -> Bool {
        range.count <= 2
            && range.allSatisfy { index in
                let byte = result[index]
                return byte == 0x20 || byte > 0x20 && byte < 0x7F && Kind(UInt32(byte)) == .mark
            }
    }
}
