internal import SourceText

/// The repairs of a text, in order. They are kept short, and made when they are asked for: a long text that was
/// misread as a whole has more of them than it has lines.
package struct RepairList: RandomAccessCollection, Sendable {
    private let pieces: [RepairPlan.Piece]
    private let stacks: [LayerWords]
    private let after: [UInt8]
    private let locator: Locator?

    /// Of a text that needed none.
    init() {
        (pieces, stacks, after, locator) = ([], [], [], nil)
    }

    init(_ plan: RepairPlan, locator: Locator) {
        pieces = plan.pieces
        stacks = plan.stacks.map(LayerWords.init)
        after = plan.result
        self.locator = locator
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { pieces.count }

    package subscript(index: Int) -> Repair {
        let piece = pieces[index]
        let text = Int(piece.text.lowerBound)..<Int(piece.text.upperBound)
        return Repair(
            piece, stack: stacks[Int(piece.stack)], after: String(decoding: after[text], as: UTF8.self),
            locator: locator)
    }
}

/// What is told of layers, made once for all repairs that went through them.
struct LayerWords: Sendable {
    let stack: LayerStack
    let chain: String
    let reading: String

    init(_ stack: LayerStack) {
        self.stack = stack
        (chain, reading) = (stack.chain, stack.reading)
    }
}

extension Repair {
    init(_ piece: RepairPlan.Piece, stack words: LayerWords, after: String, locator: Locator?) {
        let source = Int(piece.source.lowerBound)..<Int(piece.source.upperBound)
        let zero = Position(line: 1, column: 1)
        self.init(
            range: locator?.rangeBeforeRepair(source)
                ?? SourceRange(bytes: ByteRange(source.lowerBound, source.upperBound), start: zero, end: zero),
            text: Int(piece.text.lowerBound)..<Int(piece.text.upperBound),
            before: locator?.textBeforeRepair(source) ?? "", after: after, codec: words.chain, reading: words.reading,
            confidence: Self.confidence(piece.margin), evidence: Self.words(words.stack, piece.margin))
    }

    /// The probability that odds of `margin`, a natural logarithm, stand for.
    private static func confidence(_ margin: Float) -> Double {
        // 1 / (1 + e^-x) without a mathematics library: e^x by squaring (1 + x/1024) ten times.
        let x = max(-20, min(20, Double(margin)))
        var power = 1 - x / 1024
        for _ in 0..<10 { power *= power }
        return (1000 / (1 + power)).rounded() / 1000
    }

    /// Literals: a long list of repairs shares them.
    private static func words(_ stack: LayerStack, _ margin: Float) -> String {
        switch (stack.lost, margin) {
        case (false, 8...): "the text as it stands is in no language; every byte is there"
        case (false, 2...): "the text as it stands is unlikely; every byte is there"
        case (false, _): "other readings are nearly as likely; every byte is there"
        case (true, 8...):
            "the text as it stands is in no language; what was lost on the way is restored by what is usual there"
        case (true, 2...):
            "the text as it stands is unlikely; what was lost on the way is restored by what is usual there"
        case (true, _):
            "other readings are nearly as likely; what was lost on the way is restored by what is usual there"
        }
    }
}
