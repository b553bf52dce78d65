package import SourceText

/// A file's text: valid UTF-8, its mojibake repaired, with a way back to the bytes it was made from.
package struct DecodedText: Sendable {
    /// Valid UTF-8 without a byte order mark or NUL. The original array itself where nothing had to be changed.
    package let bytes: [UInt8]
    /// What was repaired, in order.
    package let repairs: RepairList
    /// Bytes that were not in the file's encoding, in order.
    package let invalid: [InvalidBytes]
    /// What looks like mojibake but was left as it is: `after` is what it may stand for.
    package let doubtful: [Repair]
    package let encoding: Encoding
    /// How the encoding was told; nil where the file is UTF-8, or says what it is.
    package let detection: Detection?
    /// What the bytes were read as that are not UTF-8, in a file that is.
    package let strays: LegacyEncoding

    /// The text before its repair: columns count in it.
    private let decoded: [UInt8]
    private let decodeMap: OffsetMap
    private let repairMaps: [OffsetMap]

    /// Decodes a file, and repairs it. Text that needs neither costs one look at its bytes, and no memory.
    package init(decoding original: [UInt8], options: RepairOptions = .init()) {
        let scanner = TextScanner(codecs: options.codecs)
        let isMarked = original.count >= 2 && (original[0] == 0xEF || original[0] >= 0xFE)
        if !isMarked, scanner.next(in: original.span, from: 0) == .end,
            scanner.nextReferences(in: original.span, from: 0) == nil
        {
            bytes = original
            decoded = original
            (decodeMap, repairMaps) = (OffsetMap(), [])
            (repairs, invalid, doubtful) = (RepairList(), [], [])
            encoding = .utf8
            (detection, strays) = (nil, .windows1252)
            return
        }
        let decoding = Decoding(original)
        let plan = RepairPlan(decoding.bytes, options: options)
        bytes = plan.result
        decoded = decoding.bytes
        decodeMap = decoding.map
        repairMaps = plan.maps
        encoding = decoding.encoding
        strays = decoding.strays
        guard
            !plan.pieces.isEmpty || !plan.doubtful.isEmpty || !decoding.invalid.isEmpty || decoding.detected != nil
        else {
            (repairs, invalid, doubtful) = (RepairList(), [], [])
            detection = nil
            return
        }
        let locator = Locator(decoded: decoded, decodeMap: decodeMap, repairMaps: repairMaps)
        repairs = RepairList(plan, locator: locator)
        doubtful = plan.doubtful.map { doubt in
            Repair(
                doubt.piece, stack: LayerWords(plan.stacks[Int(doubt.piece.stack)]),
                after: String(decoding: doubt.proposal, as: UTF8.self), locator: locator)
        }
        detection = decoding.detected.map {
            Detection(confidence: $0.confidence, range: locator.rangeBeforeRepair($0.first))
        }
        invalid = decoding.invalid.map { item in
            InvalidBytes(
                range: locator.rangeBeforeRepair(item.text),
                bytes: Array(original[item.source]),
                decodedAs: String(decoding: decoding.bytes[item.text], as: UTF8.self))
        }
    }

    /// Makes the index that `range(of:)` needs; hold it where many ranges are asked for.
    package func locator() -> Locator {
        Locator(decoded: decoded, decodeMap: decodeMap, repairMaps: repairMaps)
    }

    /// One range of `bytes`, as `Locator.range(of:)` gives it. It reads the whole file: for many, use `locator()`.
    package func range(of text: Range<Int>) -> SourceRange { locator().range(of: text) }
}
