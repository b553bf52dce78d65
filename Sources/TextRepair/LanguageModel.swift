internal import CRepairTables

/// How likely a character is behind two others, in any language: natural logarithms of probabilities.
///
/// One table of character trigrams, bigrams and single characters of some eighty languages, made by
/// `Sources/CRepairTables/train.py`. Where a trigram was never met, the bigram counts, then the character alone,
/// each with the weight that the context leaves for what it has not been seen with (interpolated absolute discounting,
/// worked out at training). Letters are lower case, digits are one, white space is one: case is weighed apart.
///
/// The bytes: the number of slots (4), the folding of U+0000...U+27FF (2 each), then the slots (4 each): twenty bits of
/// the key's hash, six of the probability in steps of 1/4, six of the weight in steps of 1/8.
struct LanguageModel: Sendable {
    static let shared = LanguageModel()

    private static let foldLimit: UInt32 = 0x2800
    private static let slots = 4 + Int(foldLimit) * 2
    private let count: UInt64

    private init() {
        count = UInt64(repair_language_model_word(0))
    }

    /// A character as the table has it.
    @inline(__always)
    func fold(_ scalar: UInt32) -> UInt32 {
        guard scalar < Self.foldLimit else { return scalar }
        // Whether a dash is short or long is taste, not language.
        if scalar == 0x2013 { return 0x2014 }
        return repair_language_model_word(4 + Int(scalar) * 2) & 0xFFFF
    }

    /// The logarithm of the probability of `c` behind `a` and `b`, all folded.
    @inline(__always)
    func score(_ c: UInt32, after b: UInt32, _ a: UInt32) -> Float {
        let pair = UInt64(b) << 21 | UInt64(c)
        let triple = slot(Self.marker | UInt64(a) << 42 | pair)
        if triple != 0 { return Self.probability(triple) }
        var score: Float = 0
        let context = slot(Self.marker | UInt64(a) << 21 | UInt64(b))
        if context != 0 { score = Self.weight(context) }
        let double = slot(Self.marker | pair)
        if double != 0 { return score + Self.probability(double) }
        let before = slot(UInt64(b))
        score += before == 0 ? -2 : Self.weight(before)
        return score + alone(c)
    }

    /// The logarithm of the probability of a character whatever stands before it.
    @inline(__always)
    func alone(_ scalar: UInt32) -> Float {
        scalar < 0x10000 ? Self.aloneTable[Int(scalar)] : Self.alone(scalar, 0)
    }

    private static let aloneTable: [Float] = (0..<0x10000).map { alone($0, shared.slot(UInt64($0))) }

    private static func alone(_ scalar: UInt32, _ single: UInt32) -> Float {
        let usual = Traits.shared.base(scalar) - 15
        if single == 0 { return min(usual, scalar < 0x2000 || scalar >= 0x2C00 ? -12 : 0) }
        return max(usual, probability(single))
    }

    private static let marker: UInt64 = 1 << 63

    @inline(__always)
    private static func probability(_ slot: UInt32) -> Float { Float(slot >> 20 & 63) * -0.25 }

    @inline(__always)
    private static func weight(_ slot: UInt32) -> Float { Float(slot >> 26) * -0.125 }

    /// The slot of a key, 0 if it has none. Slots are filled in the order of the hash, an empty one ends the search.
    @inline(__always)
    private func slot(_ key: UInt64) -> UInt32 {
        var hash = (key ^ key >> 29) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 32) &* 0x94D0_49BB_1331_11EB
        hash ^= hash >> 31
        let check = max(UInt32(truncatingIfNeeded: hash) & 0xF_FFFF, 1)
        var offset = Self.slots + Int(((hash >> 32) &* count) >> 32) * 4
        while true {
            let slot = repair_language_model_word(offset)
            if slot & 0xF_FFFF == check { return slot }
            if slot == 0 { return 0 }
            offset += 4
        }
    }
}
