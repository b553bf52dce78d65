/// Tells the encoding of a file that is no UTF-8, by what reads best as text of some language.
///
/// Every encoding that comes into question reads a sample; the reading is scored as text of each of its languages, by
/// how likely its letters follow each other, or how usual its characters are. All costs are probabilities of the same
/// bytes, so an encoding of two bytes a character and one of single bytes compare.
struct EncodingDetector {
    enum Reading: Hashable {
        /// UTF-8, with bytes that are none: these are of the encoding named.
        case utf8(strays: LegacyEncoding)
        case legacy(LegacyEncoding)
        case utf16(bigEndian: Bool)
        /// No text in any encoding.
        case noise

        var title: String {
            switch self {
            case .utf8(let strays): "UTF-8 with bytes of \(strays.title)"
            case .legacy(let encoding): encoding.title
            case .utf16(let bigEndian): bigEndian ? "UTF-16 BE" : "UTF-16 LE"
            case .noise: "no text"
            }
        }

        /// See `LegacyEncoding.rarity`.
        fileprivate var rarity: Int {
            switch self {
            case .utf8(.windows1252): 2
            case .utf8: 14
            case .legacy(let encoding): encoding.rarity
            case .utf16: 10
            case .noise: 16
            }
        }

        fileprivate var languages: [Language] {
            switch self {
            case .legacy(let encoding): encoding.languages
            case .utf8, .utf16: Language.allCases
            case .noise: []
            }
        }
    }

    private struct Candidate {
        var reading: Reading
        var languages: [Language]
        var cost = 0
        var fingerprint: UInt64 = 0

        /// `size` is the sample's, in bytes.
        mutating func judge(_ text: SampleText, size: Int) {
            fingerprint = text.fingerprint
            let costs = languages.map { (language: $0, cost: LetterModel($0).cost(text)) }
                .sorted { $0.cost < $1.cost }
            languages = costs.prefix(4).map(\.language)
            // Where there is no text, all bytes are equally likely.
            cost = (costs.first?.cost ?? 64 * size) + 8 * reading.rarity
        }
    }

    /// How far behind the best one a candidate is given up after a first look, in eighths of a bit.
    private static let hopeless = 8 * 40

    /// A file of fewer bytes with at most two beyond ASCII is Windows-1252.
    private static let least = 6

    /// What was not given up at the first look, the best first, with costs in eighths of a bit.
    let ranking: [(reading: Reading, cost: Int)]
    let reading: Reading
    /// 0...1: how sure it is that the text is the right one.
    let confidence: Double

    init(_ bytes: borrowing Span<UInt8>) {
        let readings = Self.readings(bytes)
        var candidates = readings.map { Candidate(reading: $0, languages: $0.languages) }
        for limit in [512, 4096] {
            let sample = EncodingSample(bytes, limit: limit)
            for index in candidates.indices {
                candidates[index].judge(Self.read(candidates[index].reading, bytes, sample), size: sample.count)
            }
            candidates.sort { ($0.cost, $0.reading.rarity) < ($1.cost, $1.reading.rarity) }
            let most = candidates[0].cost + Self.hopeless
            candidates.removeAll { $0.cost > most }
        }
        let best = candidates[0]
        reading = best.reading
        ranking = candidates.map { ($0.reading, $0.cost) }
        let rival = candidates.first { $0.fingerprint != best.fingerprint }
        confidence = Self.confidence(rival.map { $0.cost - best.cost } ?? Self.hopeless)
    }

    /// What comes into question.
    private static func readings(_ bytes: borrowing Span<UInt8>) -> [Reading] {
        let (isUTF8, isOther) = census(bytes)
        var readings: [Reading] = [.noise]
        if isOther {
            var (foreign, nulls) = (0, 0)
            for index in 0..<min(bytes.count, least) {
                if bytes[index] >= 0x80 { foreign += 1 }
                if bytes[index] == 0 { nulls += 1 }
            }
            // Too little to tell by.
            if bytes.count < least, foreign <= 2, nulls == 0 {
                return [.legacy(.windows1252), .utf8(strays: .windows1252)]
            }
            readings += LegacyEncoding.allCases.map { .legacy($0) }
        }
        // Without a byte that is no UTF-8, NULs have led here.
        if isUTF8 || !isOther { readings += [.utf8(strays: .windows1252), .utf8(strays: .windows1251)] }
        for bigEndian in [true, false] where mayBeUTF16(bytes, bigEndian: bigEndian, isOther: isOther) {
            readings.append(.utf16(bigEndian: bigEndian))
        }
        return readings
    }

    /// Whether there are characters of UTF-8 beyond ASCII, be they cut off, and whether there is anything else.
    private static func census(_ bytes: borrowing Span<UInt8>) -> (isUTF8: Bool, isOther: Bool) {
        var (isUTF8, isOther) = (false, false)
        var index = TextScanner.skipASCII(bytes, from: 0)
        while index < bytes.count, !(isUTF8 && isOther) {
            var length = 1
            if bytes[index] != 0 {
                length = TextScanner.decode(bytes, at: index).length
                if length > 0 {
                    isUTF8 = true
                } else if case .stray = MixedDecoder.broken(bytes, at: index) {
                    (isOther, length) = (true, 1)
                } else {
                    (isUTF8, isOther, length) = (true, true, 1)
                }
            }
            index = TextScanner.skipASCII(bytes, from: index + length)
        }
        return (isUTF8, isOther)
    }

    /// ASCII with a NUL in it is UTF-16 only where the high bytes are those of alphabets: East Asian text of nothing but
    /// bytes of ASCII is a chance that a stray NUL does not make likely.
    private static func mayBeUTF16(_ bytes: borrowing Span<UInt8>, bigEndian: Bool, isOther: Bool) -> Bool {
        guard !isOther else { return bytes.count % 2 == 0 }
        var (alphabetic, count) = (0, 0)
        for index in stride(from: 0, to: min(bytes.count, 4096) - 1, by: 2) {
            let (high, low) = bigEndian ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            count += 1
            if high < 0x20, high | low != 0 { alphabetic += 1 }
        }
        return count > 0 && alphabetic * 5 >= count * 4
    }

    private static func read(
        _ reading: Reading, _ bytes: borrowing Span<UInt8>, _ sample: EncodingSample
    ) -> SampleText {
        let ranges = sample.ranges
        switch reading {
        case .utf8(let strays):
            // Of a file that is UTF-8, few bytes are not.
            return SampleText(bytes, ranges: ranges, by: MixedDecoder(strays: SingleByteDecoder(strays)), stray: 48)
        case .utf16(let bigEndian):
            return SampleText(bytes, ranges: ranges, by: UTF16Decoder(high: bigEndian ? 0 : 1), alignment: 2)
        case .legacy(.shiftJIS): return SampleText(bytes, ranges: ranges, by: ShiftJISDecoder())
        case .legacy(.gb18030): return SampleText(bytes, ranges: ranges, by: GB18030Decoder())
        case .legacy(.eucJP): return SampleText(bytes, ranges: ranges, by: EUCJPDecoder())
        case .legacy(.big5): return SampleText(bytes, ranges: ranges, by: Big5Decoder())
        case .legacy(.eucKR): return SampleText(bytes, ranges: ranges, by: EUCKRDecoder())
        case .legacy(let encoding): return SampleText(bytes, ranges: ranges, by: SingleByteDecoder(encoding))
        case .noise: return SampleText(bytes, ranges: [], by: SingleByteDecoder(.windows1252))
        }
    }

    /// Measured on held-out text: one bit of advantage is worth less than a factor of two.
    private static func confidence(_ advantage: Int) -> Double {
        var odds = 1.0
        for _ in 0..<min(advantage / 16, 40) { odds *= 2 }
        return odds / (1 + odds)
    }
}
