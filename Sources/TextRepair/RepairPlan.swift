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
            guard var pass = RepairPass(result, after: before, options: options) else { break }
            // What another run of all this would still find belongs to this one.
            if pass.edits.isEmpty, before != 0, let fresh = RepairPass(result, options: options) { pass = fresh }
            if pass.edits.isEmpty {
                doubtful = doubts(pass.doubtful, of: pass)
                rejected = doubts(pass.rejected, of: pass)
                break
            }
            if depth == Self.deepest {
                // Repeating it would go on changing something: not a repair.
                (result, maps, pieces) = (text, [], [])
                break
            }
            compose(with: pass)
            let (next, map) = pass.apply(to: result)
            result = next
            maps.insert(map, at: 0)
            before = pass.innermostCodecs
        }
        group()
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
            pass.append(edit, in: span, to: &proposal)
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

    /// Puts the edits of one more pass on top of the pieces so far. What overlaps becomes one piece.
    private mutating func compose(with pass: RepairPass) {
        var composed: [Piece] = []
        composed.reserveCapacity(pieces.count + pass.edits.count)
        var (nextPiece, nextEdit) = (0, 0)
        // Between the text before the pass and the text before all of them, and the text after the pass.
        var (toSource, toText) = (0, 0)
        while nextPiece < pieces.count || nextEdit < pass.edits.count {
            let pieceStart = nextPiece < pieces.count ? pieces[nextPiece].text.lowerBound : .max
            let editStart = nextEdit < pass.edits.count ? pass.edits[nextEdit].start : .max
            let start = min(pieceStart, editStart)
            var end = start
            // What lies side by side went through the same layers: the first to be met stands for all.
            var (below, above): (LayerStack?, LayerStack?)
            var margin = Float.infinity
            let (sourceStart, textStart) = (Int(start) + toSource, Int(start) + toText)
            repeat {
                if nextPiece < pieces.count, pieces[nextPiece].text.lowerBound < max(end, start + 1) {
                    let piece = pieces[nextPiece]
                    end = max(end, piece.text.upperBound)
                    margin = min(margin, piece.margin)
                    below = below ?? stacks[Int(piece.stack)]
                    toSource = Int(piece.source.upperBound) - Int(piece.text.upperBound)
                    nextPiece += 1
                } else if nextEdit < pass.edits.count, pass.edits[nextEdit].start < max(end, start + 1) {
                    let edit = pass.edits[nextEdit]
                    end = max(end, edit.end)
                    margin = min(margin, edit.margin)
                    above = above ?? pass.layers[Int(edit.stack)]
                    // A byte order mark at the beginning is no part of the text.
                    let isMark = edit.scalar == 0xFEFF && Int(edit.start) + toText == 0
                    toText += (isMark ? 0 : Int(edit.length)) - Int(edit.end - edit.start)
                    nextEdit += 1
                } else {
                    break
                }
            } while true
            guard let stack = above.map({ below?.adding($0) ?? $0 }) ?? below else { break }
            composed.append(
                Piece(
                    source: UInt32(sourceStart)..<UInt32(Int(end) + toSource),
                    text: UInt32(textStart)..<UInt32(Int(end) + toText), stack: index(of: stack), margin: margin))
        }
        pieces = composed
    }

    /// Makes one of the pieces side by side, or with nothing but a space or a mark between them.
    private mutating func group() {
        var grouped: [Piece] = []
        for piece in pieces {
            if let last = grouped.last, isGap(Int(last.text.upperBound)..<Int(piece.text.lowerBound)),
                stacks[Int(last.stack)].sameCodecs(as: stacks[Int(piece.stack)])
            {
                var joined = last
                let (source, text) = (last.source.lowerBound, last.text.lowerBound)
                joined.source = source..<piece.source.upperBound
                joined.text = text..<piece.text.upperBound
                joined.margin = min(last.margin, piece.margin)
                if last.stack != piece.stack {
                    var stack = stacks[Int(last.stack)]
                    stack.formUnion(stacks[Int(piece.stack)])
                    joined.stack = index(of: stack)
                }
                grouped[grouped.count - 1] = joined
            } else {
                grouped.append(piece)
            }
        }
        pieces = grouped
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
