internal import CRepairTables

/// A sample of a file as one encoding reads it, made ready to be judged as text of one language after the other.
///
/// Costs are in eighths of a bit (−log₂ of a probability), so costs of different readings of the same bytes compare.
struct SampleText {
    struct Word {
        /// Into `letters`.
        var range: Range<Int>
        var script: UInt8
        /// What the word costs as English.
        var english: Int
        var isASCII: Bool
    }

    /// What does not depend on the language: capitals within words, symbols and where they stand, scripts that mix.
    private(set) var fixed = 0
    /// The numbers of letters in their scripts.
    private(set) var letters: [UInt8] = []
    private(set) var words: [Word] = []
    /// East Asian characters, with their classes above 16 bits; 0 for a stretch of ASCII.
    private(set) var han: [UInt32] = []
    private(set) var hanCount = 0
    /// Readings with equal fingerprints are the same text.
    private(set) var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325

    private let tables = StaticTable.languages
    private let english = LetterModel(.english)

    // What came before.
    private var script: UInt8 = 0
    private var wordStart = 0
    private var wordIsASCII = true
    private var capitals = 0
    private var lastIsCapital = false
    private var pending: Pending?
    private var last: UInt32 = 0x20

    /// A symbol whose right neighbour is not known yet.
    private struct Pending {
        var place: UInt16
        var afterLetter: Bool
    }

    /// `stray` is the cost of a byte that alone is a character beyond ASCII.
    init(
        _ bytes: borrowing Span<UInt8>, ranges: [Range<Int>], by decoder: some ScalarDecoder, alignment: Int = 1,
        stray: Int = 0
    ) {
        var index = 0
        for range in ranges {
            // A stretch that goes on where the last one ended may do so within a character.
            if range.lowerBound > index {
                add(0x0A)
                index = range.lowerBound / alignment * alignment
            }
            while index < range.upperBound {
                let (scalar, length) = decoder.next(bytes, at: index)
                fingerprint = (fingerprint ^ UInt64(scalar)) &* 0x100_0000_01B3
                if scalar == cutScalar { fixed += 64 * length }
                if stray > 0, length == 1, scalar >= 0x80 { fixed += stray }
                add(scalar)
                index += length
            }
        }
        add(0x0A)
    }

    private mutating func add(_ scalar: UInt32) {
        let trait: UInt16
        switch scalar {
        case 0..<0x700: trait = tables.number(at: REPAIR_TRAITS + 2 * Int(scalar))
        case 0x2000..<0x2700: trait = tables.number(at: REPAIR_TRAITS + 2 * (Int(scalar) - 0x2000 + 0x700))
        default:
            addOther(scalar)
            last = scalar
            return
        }
        let newScript = UInt8(trait >> 8 & 7)
        if newScript != 0, trait & 0x7F != 0 {
            addLetter(trait, script: newScript, isASCII: scalar < 0x80)
        } else {
            let afterLetter = script != 0
            endWord()
            // Behind a word, a space is no surprise: that the word ends is in the language's statistics.
            if !(scalar == 0x20 && afterLetter) { fixed += Int(trait & 0xFF) }
            if scalar >= 0x80 {
                // Symbols are repeated, and lines of a drawing are joined to its corners.
                let isDrawing = (0x2500..<0x2580).contains(scalar) && (0x2500..<0x2580).contains(last)
                let isLine = scalar == 0x2500 || scalar == 0x2550 || last == 0x2500 || last == 0x2550
                if scalar == last {
                    fixed -= Int(trait & 0xFF) * 3 / 4
                } else if isDrawing {
                    fixed += isLine ? -48 : 24
                }
                if trait >> 11 == 1, afterLetter { fixed += 80 }
                pending = Pending(place: trait >> 11, afterLetter: afterLetter)
                han.append(7 << 16)
            } else {
                addASCII()
            }
        }
        last = scalar
    }

    private mutating func addASCII() {
        if let kind = han.last, kind != 0 { han.append(0) }
    }

    private mutating func addLetter(_ trait: UInt16, script newScript: UInt8, isASCII: Bool) {
        if let pending {
            switch pending.place {
            case 0: fixed += pending.afterLetter ? 56 : 8
            case 2: fixed += 48
            case 4: fixed += pending.afterLetter ? 24 : 0
            default: break
            }
            self.pending = nil
        }
        if script != newScript {
            if script != 0 { fixed += 80 }
            endWord()
            script = newScript
        }
        let isCapital = trait & 0x80 != 0
        let length = letters.count - wordStart
        // The costs of a capital behind a small letter (an error, but for names of programs), and the like.
        if length == 0 {
            fixed += isCapital ? 22 : 2
        } else if isCapital {
            fixed += !lastIsCapital ? 64 : length == 1 ? 16 : 4
        } else if lastIsCapital {
            fixed += capitals > 1 ? 40 : 3
        }
        lastIsCapital = isCapital
        if isCapital { capitals += 1 }
        letters.append(UInt8(trait & 0x7F))
        if !isASCII {
            wordIsASCII = false
            han.append(7 << 16)
        } else {
            addASCII()
        }
    }

    private mutating func endWord() {
        if script != 0 {
            let range = wordStart..<letters.count
            let cost = script == 1 ? english.cost(letters, range) : 0
            words.append(Word(range: range, script: script, english: cost, isASCII: wordIsASCII))
        } else if let pending, pending.place == 0, pending.afterLetter {
            fixed += 8
        }
        pending = nil
        wordStart = letters.count
        (script, wordIsASCII, capitals, lastIsCapital) = (0, true, 0, false)
    }

    /// East Asian text, other scripts, and what is no text.
    private mutating func addOther(_ scalar: UInt32) {
        endWord()
        let kind: UInt32
        switch scalar {
        case 0x3041..<0x30A0: kind = 1
        case 0x30A0..<0x3100: kind = 2
        case 0x4E00..<0xA000: kind = 3
        case 0x3000..<0x3041, 0xFF01..<0xFF61: kind = 4
        case 0xFF61..<0xFFA0: kind = 5
        case 0xAC00..<0xD7A4: kind = 6
        default:
            // Scripts without statistics: a letter in the neighbourhood of the last one.
            let isNear = scalar < 0x2000 && scalar >> 7 == last >> 7
            switch scalar {
            case noScalar: fixed += 200
            // One a byte has been counted.
            case cutScalar: break
            case 0x700..<0x1E00: fixed += isNear ? 48 : 160
            case 0x1E00..<0x2000: fixed += isNear ? 64 : 80
            case 0x2700..<0x2C00, 0x1F000..<0x1FB00, 0xFE0F, 0xFB01, 0xFB02: fixed += 96
            case 0x3400..<0x4E00, 0x3100..<0x3400, 0xF900..<0xFB00, 0xFFE0..<0xFFEF: fixed += 144
            default: fixed += 192
            }
            return
        }
        han.append(kind << 16 | scalar)
        hanCount += 1
    }
}
