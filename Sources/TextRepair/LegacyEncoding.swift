/// An encoding that files had before UTF-8. The single-byte ones come first, in the order of their tables.
package enum LegacyEncoding: UInt8, Sendable, Hashable, CaseIterable {
    case windows1252, windows1251, windows1250, latin2, windows1253, latinGreek, windows1254, windows1255, windows1256
    case windows1257, latin9, latinCyrillic, koi8R, koi8U, macRoman, macCyrillic, codePage437, codePage850
    case codePage852, codePage866
    case shiftJIS, gb18030, eucJP, big5, eucKR

    /// As people and editors call it.
    package var title: String {
        switch self {
        case .windows1252: "Windows-1252"
        case .windows1251: "Windows-1251"
        case .windows1250: "Windows-1250"
        case .latin2: "ISO-8859-2"
        case .windows1253: "Windows-1253"
        case .latinGreek: "ISO-8859-7"
        case .windows1254: "Windows-1254"
        case .windows1255: "Windows-1255"
        case .windows1256: "Windows-1256"
        case .windows1257: "Windows-1257"
        case .latin9: "ISO-8859-15"
        case .latinCyrillic: "ISO-8859-5"
        case .koi8R: "KOI8-R"
        case .koi8U: "KOI8-U"
        case .macRoman: "Mac OS Roman"
        case .macCyrillic: "Mac OS Cyrillic"
        case .codePage437: "code page 437"
        case .codePage850: "code page 850"
        case .codePage852: "code page 852"
        case .codePage866: "code page 866"
        case .shiftJIS: "Shift_JIS"
        case .gb18030: "GB18030"
        case .eucJP: "EUC-JP"
        case .big5: "Big5"
        case .eucKR: "EUC-KR"
        }
    }

    var isSingleByte: Bool { rawValue < LegacyEncoding.shiftJIS.rawValue }

    /// What was written in it.
    var languages: [Language] {
        switch self {
        case .windows1252, .latin9, .macRoman, .codePage437, .codePage850: Language.western
        case .windows1250, .latin2, .codePage852: Language.central
        case .windows1251, .latinCyrillic, .macCyrillic: Language.cyrillic
        case .koi8R: [.russian, .bulgarian]
        case .koi8U: [.ukrainian]
        case .codePage866: [.russian, .ukrainian, .belarusian, .bulgarian]
        case .windows1253, .latinGreek: [.greek]
        case .windows1254: [.turkish]
        case .windows1255: [.hebrew]
        case .windows1256: [.arabic, .persian]
        case .windows1257: [.lithuanian, .latvian, .estonian]
        case .shiftJIS, .eucJP: [.japanese]
        case .gb18030: [.simplifiedChinese, .traditionalChinese]
        case .big5: [.traditionalChinese]
        case .eucKR: [.korean]
        }
    }

    /// How much less usual than Windows-1252 it is, in bits: what a text must speak for it before it is believed.
    var rarity: Int {
        switch self {
        case .windows1252: 0
        case .shiftJIS, .gb18030: 4
        case .windows1251: 5
        case .windows1250, .eucJP, .big5, .eucKR, .windows1253, .windows1254: 7
        case .windows1256, .latin2, .latinGreek, .koi8R, .latin9: 8
        case .windows1255, .codePage866, .macRoman: 9
        case .koi8U, .windows1257: 10
        case .latinCyrillic, .macCyrillic: 11
        case .codePage437, .codePage850, .codePage852: 12
        }
    }
}
