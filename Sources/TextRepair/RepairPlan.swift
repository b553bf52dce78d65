/// All layers of a text's repair, put together: which stretch became which, and how.
struct RepairPlan {
    /// A stretch of the text before repair that became a stretch of the text after it.
    struct Piece: Sendable {
        var source: Range<UInt32>
        var text: Range<UInt32>
        /// Index in `stacks`.
        var stack: UInt16
        var margin: Float
    }

    /// What was not repaired, and what it may stand for.
    struct Doubt: Sendable {
        var piece: Piece
        var proposal: [UInt8]
    }

    private(set) var result: [UInt8]
    /// Ways back, that of the last layer first.
    private(set) var maps: [OffsetMap] = []
    private(set) var pieces: [Piece] = []
    private(set) var doubtful: [Doubt] = []
    /// What was looked at and found unlikely.
    private(set) var rejected: [Doubt] = []
    private(set) var stacks: [LayerStack] = []

    /// So many layers are taken off at most. A text that is then still changing is not one that was misread.
    private static let deepest = 6

    init(_ text: [UInt8], options: RepairOptions) {
        result = text
        var before: UInt16 = 0
        for depth in 0... {
            guard var pass = RepairPass(result, after: before, options: options) else { return }
            var writer = run(&pass)
            // What another run of all this would still find belongs to this one.
            if writer == nil, before != 0, let fresh = RepairPass(result, options: options) {
                pass = fresh
                writer = run(&pass)
            }
            guard let writer else {
                doubtful = doubts(pass.doubtful, of: pass)
                rejected = doubts(pass.rejected, of: pass)
                return
            }
            if depth == Self.deepest {
                // Repeating it would go on changing something: not a repair.
                (result, maps, pieces) = (text, [], [])
                return
            }
            (result, pieces, stacks) = (writer.result, writer.pieces, writer.stacks)
            maps.insert(writer.map, at: 0)
            before = pass.innermostCodecs
        }
    }

    /// What a pass makes of the text so far; nil if it leaves it as it is.
    private func run(_ pass: inout RepairPass) -> LayerWriter? {
        var writer: LayerWriter?
        pass.run(on: result) { edits, layers in
            guard !edits.isEmpty else { return }
            if writer == nil { writer = LayerWriter(result, pieces, stacks) }
            writer?.write(edits, layers)
        }
        writer?.finish()
        return writer
    }

    private mutating func index(of stack: LayerStack) -> UInt16 {
        if let index = stacks.lastIndex(of: stack) { return UInt16(index) }
        stacks.append(stack)
        return UInt16(stacks.count - 1)
    }

    /// Doubts are told of the text before repair, as everything is.
    private mutating func doubts(_ edits: [RepairPass.Edit], of pass: RepairPass) -> [Doubt] {
        let text = result
        let span = text.span
        var doubts: [Doubt] = []
        for edit in edits {
            var range = Int(edit.start)..<Int(edit.end)
            for map in maps { range = map.source(of: range) }
            var proposal: [UInt8] = []
            RepairPass.append(edit, pass.layers, in: span, to: &proposal)
            let stack = index(of: pass.layers[Int(edit.stack)])
            let source = UInt32(range.lowerBound)..<UInt32(range.upperBound)
            if let last = doubts.last, last.piece.source.upperBound == source.lowerBound,
                stacks[Int(last.piece.stack)].sameCodecs(as: stacks[Int(stack)])
            {
                let place = doubts.count - 1
                doubts[place].proposal += proposal
                let (first, start) = (last.piece.source.lowerBound, last.piece.text.lowerBound)
                doubts[place].piece.source = first..<source.upperBound
                doubts[place].piece.text = start..<edit.end
                doubts[place].piece.margin = min(last.piece.margin, edit.margin)
                continue
            }
            let piece = Piece(source: source, text: edit.start..<edit.end, stack: stack, margin: edit.margin)
            doubts.append(Doubt(piece: piece, proposal: proposal))
        }
        return doubts
    }
}
