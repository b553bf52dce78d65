/// Takes offsets of a text back to the bytes it was made from: monotonic, and defined for every offset.
///
/// A map is a list of runs of equal units. Untouched text is a run of one byte for one byte, a character that was
/// repaired one unit of n bytes for m, a stretch of UTF-16 a run of units of two bytes each. A run of characters that
/// one codec spells whole has a scalar of the source for every byte of the text, and is followed through the source.
struct OffsetMap: Sendable {
    struct Run: Sendable {
        var text: UInt32
        var source: UInt32
        /// 0 for a run of a codec.
        var textUnit: UInt32
        /// The codec's slot, in a run of a codec.
        var sourceUnit: UInt32
    }

    /// Ordered by text offset, the first at 0; none means that nothing was changed.
    private(set) var runs: [Run] = []
    /// What the text was made from, where it has runs of a codec.
    private(set) var sourceBytes: [UInt8] = []

    var isIdentity: Bool { runs.isEmpty }

    init() {}

    /// The map of a text whose first byte comes from `source`.
    init(startingAt source: Int, sourceBytes: [UInt8] = []) {
        runs = [Run(text: 0, source: UInt32(source), textUnit: 1, sourceUnit: 1)]
        self.sourceBytes = sourceBytes
    }

    /// Adds a run, unless the last one goes on in the same way.
    mutating func append(text: Int, source: Int, textUnit: Int = 1, sourceUnit: Int = 1) {
        let run = Run(
            text: UInt32(text), source: UInt32(source), textUnit: UInt32(textUnit), sourceUnit: UInt32(sourceUnit))
        if let last = runs.last {
            if last.text == run.text {
                runs.removeLast()
            } else if last.textUnit == run.textUnit, last.sourceUnit == run.sourceUnit, last.textUnit > 0,
                (run.text - last.text) % last.textUnit == 0,
                run.source == last.source + (run.text - last.text) / last.textUnit * last.sourceUnit
            {
                return
            }
        }
        runs.append(run)
    }

    /// Adds a run of characters that a codec spells whole.
    mutating func append(text: Int, source: Int, codec: UInt8) {
        append(text: text, source: source, textUnit: 0, sourceUnit: Int(codec))
    }

    /// The source offset at which the unit that holds `offset` begins or, rounding up, by which it has ended.
    func source(of offset: Int, roundingUp: Bool) -> Int {
        guard !runs.isEmpty else { return offset }
        var low = 0
        var high = runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            // The end of a range belongs to the run before it.
            if Int(runs[middle].text) < offset + (roundingUp ? 0 : 1) { low = middle } else { high = middle }
        }
        let run = runs[low]
        if run.textUnit == 0 { return follow(run, to: offset, roundingUp: roundingUp) }
        let (units, rest) = (offset - Int(run.text)).quotientAndRemainder(dividingBy: Int(run.textUnit))
        return Int(run.source) + (units + (rest > 0 && roundingUp ? 1 : 0)) * Int(run.sourceUnit)
    }

    /// Follows a run of a codec, character by character.
    private func follow(_ run: Run, to offset: Int, roundingUp: Bool) -> Int {
        let span = sourceBytes.span
        var text = Int(run.text)
        var source = Int(run.source)
        while text < offset, source < span.count {
            let (scalar, _) = TextScanner.decode(span, at: source)
            let lead = UInt8(truncatingIfNeeded: ReverseMap.shared.row(scalar) >> UInt64(run.sourceUnit * 8))
            let length = UTF8Shape.length(lead) ?? 1
            if text + length > offset, !roundingUp { return source }
            text += length
            for _ in 0..<length where source < span.count {
                source += max(1, TextScanner.decode(span, at: source).length)
            }
        }
        return source
    }

    /// The source bytes of a range of the text. A range that cuts through a unit takes in all of it.
    func source(of range: Range<Int>) -> Range<Int> {
        let start = source(of: range.lowerBound, roundingUp: false)
        guard !range.isEmpty else { return start..<start }
        return start..<max(start, source(of: range.upperBound, roundingUp: true))
    }
}
