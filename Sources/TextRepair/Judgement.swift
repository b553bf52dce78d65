package import SourceText

/// How one candidate for a repair was weighed, and what became of it.
package struct Judgement: Sendable, Hashable {
    package enum Verdict: Sendable, Hashable {
        case repaired
        /// Likely, but not sure enough to change the text.
        case doubtful
        /// It reads better as it stands.
        case rejected
    }

    /// Where it stands in the file.
    package var range: SourceRange
    package var before: String
    /// What it would stand for.
    package var after: String
    /// As in `Repair`.
    package var codec: String
    /// How much likelier it is than the text as it stands and than any other reading: a natural logarithm of odds. A
    /// score above the threshold is repaired, unless the place speaks against it.
    package var score: Double
    package var threshold: Double
    /// 0...1: how sure it is that `after` is the original text.
    package var confidence: Double
    package var verdict: Verdict
    /// What speaks for the verdict, in words.
    package var evidence: String
}

extension DecodedText {
    /// Every candidate of a file in the order of the file: what was repaired, what is in doubt, and what was looked at
    /// and left alone.
    package static func judgements(
        of original: [UInt8], options: RepairOptions = RepairOptions()
    ) -> [Judgement] {
        let decoding = Decoding(original)
        let plan = RepairPlan(decoding.bytes, options: options)
        let locator = Locator(decoded: decoding.bytes, decodeMap: decoding.map, repairMaps: plan.maps)
        func judgement(_ repair: Repair, _ piece: RepairPlan.Piece, _ verdict: Judgement.Verdict) -> Judgement {
            Judgement(
                range: repair.range, before: repair.before, after: repair.after, codec: repair.codec,
                score: Double(piece.margin), threshold: Double(RepairPass.close), confidence: repair.confidence,
                verdict: verdict, evidence: repair.evidence)
        }
        func judgement(_ doubt: RepairPlan.Doubt, _ verdict: Judgement.Verdict) -> Judgement {
            let after = String(decoding: doubt.proposal, as: UTF8.self)
            let repair = Repair(
                doubt.piece, stack: LayerWords(plan.stacks[Int(doubt.piece.stack)]), after: after, locator: locator)
            return judgement(repair, doubt.piece, verdict)
        }
        let repaired = zip(RepairList(plan, locator: locator), plan.pieces).map { judgement($0, $1, .repaired) }
        let left = plan.doubtful.map { judgement($0, .doubtful) } + plan.rejected.map { judgement($0, .rejected) }
        return (repaired + left).sorted { $0.range.start < $1.range.start }
    }
}
