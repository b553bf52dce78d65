/// The writing systems that the scoring tells apart; digits, punctuation and symbols have none.
enum Script: UInt8, Sendable {
    case none, latin, greek, cyrillic, hebrew, arabic, indic, thai, eastAsian, hangul, other

    init(_ scalar: UInt32) {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1E00...0x1EFF,
            0xFB00...0xFB06:
            self = .latin
        case 0..<0x370: self = .none
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x590...0x5FF, 0xFB1D...0xFB4F: self = .hebrew
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: self = .arabic
        case 0x900...0xDFF, 0xF00...0xFFF, 0x1000...0x109F, 0x1780...0x17FF: self = .indic
        case 0xE00...0xEFF: self = .thai
        case 0x2000...0x2BFF, 0x3000...0x3004, 0x3008...0x3020, 0x30FB, 0xFF01...0xFF20, 0xFF3B...0xFF40,
            0xFF5B...0xFF65:
            self = .none
        case 0x3000...0x30FF, 0x31F0...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3134F:
            self = .eastAsian
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: self = .hangul
        case 0xE000...0xF8FF, 0xFE00...0xFE0F, 0xFEFF, 0xFFF0..., 0x2C00...0x2FFF: self = .none
        default: self = .other
        }
    }
}

extension Script {
    /// Whether a word of one letter is a rarity.
    @inline(__always)
    static func standsInWords(_ script: Script) -> Bool {
        switch script {
        case .hebrew, .arabic, .indic, .thai, .hangul, .other: true
        default: false
        }
    }
}

/// What a scalar is to its neighbours: the rows and columns of the table in `Oddness`.
enum Kind: UInt8, Sendable {
    case space, mark, digit, lower, upper, hard, open, close, apostrophe, attached, control, box

    @inline(__always)
    static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// Emoji and the symbols that may be shown as such.
    @inline(__always)
    static func isPictogram(_ scalar: UInt32) -> Bool {
        (0x2190...0x2BFF).contains(scalar) || (0x1F000...0x1FAFF).contains(scalar)
    }

    @inline(__always)
    static func isQuotationMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: true
        default: false
        }
    }

    init(_ scalar: UInt32) {
        switch scalar {
        case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: self = .space
        case 0x30...0x39: self = .digit
        case 0x41...0x5A: self = .upper
        case 0x61...0x7A: self = .lower
        case 0..<0x80: self = .mark
        case 0x80...0x9F: self = .control
        // What may follow a letter: a trade mark, a superscript, an ordinal, a middle dot.
        case 0xAA, 0xAE, 0xB0...0xB3, 0xB7, 0xB9, 0xBA, 0xD7, 0xF7, 0x2020, 0x2021, 0x2122: self = .attached
        case 0xAB, 0xA1, 0xBF, 0x2018, 0x201A, 0x201C, 0x201E, 0x2039: self = .open
        case 0xBB, 0x201D, 0x203A, 0x2013, 0x2014, 0x2026: self = .close
        case 0x2019: self = .apostrophe
        case 0xA0...0xBF: self = .hard
        case 0xC0...0xDE: self = .upper
        case 0xDF...0xFF: self = .lower
        case 0x100...0x17F:
            // Capitals are even, but odd from U+0139 to U+0148 and from U+0179 on (Unicode, Latin Extended-A).
            let oddCapitals = (0x139...0x148).contains(scalar) || (0x179...0x17E).contains(scalar)
            self = scalar == 0x178 || (scalar & 1 == 1) == oddCapitals ? .upper : .lower
        case 0x370...0x3AB: self = .upper
        case 0x3AC...0x3FF: self = .lower
        case 0x400...0x42F: self = .upper
        case 0x430...0x45F: self = .lower
        case 0x460...0x52F, 0x1E00...0x1EFF: self = scalar & 1 == 0 ? .upper : .lower
        case 0x2500...0x259F: self = .box
        case 0xFB01, 0xFB02, 0x180...0x2AF: self = .lower
        default: self = Script(scalar) == .none ? .hard : .lower
        }
    }
}
