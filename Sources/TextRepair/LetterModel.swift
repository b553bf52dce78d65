internal import CRepairTables

/// The statistics of a language: how likely its letters follow each other or, of East Asian ones, its characters.
struct LetterModel {
    private let tables = StaticTable.languages
    private let script: UInt8
    /// Of the alphabet, with the end of a word and any other letter.
    private let size: Int
    private let offset: Int

    /// Letters of its script have numbers below; the last symbol is for those that the language does not have.
    private static let numbers = 128
    private static let eastAsian: UInt8 = 6

    init(_ language: Language) {
        let entry = 8 * Int(language.rawValue)
        script = tables[entry]
        size = Int(tables[entry + 1])
        offset = Int(tables.number(at: entry + 4)) | Int(tables.number(at: entry + 6)) << 16
    }

    /// The cost of a word in the language's own script.
    @inline(__always)
    func cost(_ letters: [UInt8], _ range: Range<Int>) -> Int {
        var sum = 0
        var last = 0
        let pairs = offset + Self.numbers
        for index in range {
            let symbol = Int(tables[offset + Int(letters[index])])
            sum += Int(tables[pairs + last * size + symbol])
            last = symbol
        }
        return sum + Int(tables[pairs + last * size])
    }

    /// The cost of a text, in eighths of a bit.
    func cost(_ text: SampleText) -> Int {
        var sum = text.fixed
        for word in text.words {
            if word.script == script {
                let own = cost(text.letters, word.range)
                // Names of programs and commands are English in every language.
                sum += word.isASCII ? min(own, word.english + 16) : own
            } else if word.script == 1 {
                sum += word.english + 16
            } else {
                sum += 24 + 96 * word.range.count
            }
        }
        guard script == Self.eastAsian else { return sum + 160 * text.hanCount }
        var last = 0
        for item in text.han {
            let kind = Int(item >> 16)
            sum += Int(tables[offset + last * 8 + kind])
            last = kind
            if kind != 0, kind != 7 { sum += cost(ofHan: Int(item & 0xFFFF)) }
        }
        return sum
    }

    private func cost(ofHan scalar: Int) -> Int {
        let table = offset + 64
        switch scalar {
        case 0x3000..<0x3100: return Int(tables[table + scalar - 0x3000])
        case 0xFF00..<0x10000: return Int(tables[table + 0x100 + scalar - 0xFF00])
        case 0x4E00..<0xA000: return Int(tables[table + 0x200 + scalar - 0x4E00])
        case 0xAC00..<0xD7A4 where isKorean: return Int(tables[table + 0x5400 + scalar - 0xAC00])
        default: return 128
        }
    }

    /// Of the East Asian tables, Korean's alone has syllables.
    private var isKorean: Bool { size == 1 }
}
