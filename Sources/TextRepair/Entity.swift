/// A character reference of HTML for a character that Windows-1252 or ISO-8859-1 has (HTML 4.01, section 24): mojibake
/// that a program has escaped is spelled in them, `&acirc;&euro;&trade;`.
struct Entity {
    var scalar: UInt32
    /// In bytes, with the ampersand and the semicolon.
    var length: Int

    /// The reference at the beginning of a range; nil for what is none, or stands for something else.
    init?(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        guard range.count >= 4, bytes[range.lowerBound] == 0x26 else { return nil }
        var index = range.lowerBound + 1
        let end = min(range.upperBound, index + 9)
        if bytes[index] == 0x23 {
            index += 1
            let isHex = bytes[index] | 0x20 == 0x78
            if isHex { index += 1 }
            let digits = index
            var value: UInt32 = 0
            while index < end, let digit = Self.digit(bytes[index], isHex: isHex) {
                value = value * (isHex ? 16 : 10) + digit
                index += 1
            }
            guard index > digits, index < end, bytes[index] == 0x3B, value >= 0x80, value < 0x3000 else { return nil }
            scalar = value
        } else {
            // Names are at most eight letters: they fit a word.
            var name: UInt64 = 0
            while index < end, Kind.isASCIILetter(bytes[index]) || bytes[index] &- 0x30 < 10 {
                name = name << 8 | UInt64(bytes[index])
                index += 1
            }
            guard index < end, bytes[index] == 0x3B, let value = Self.names[name] else { return nil }
            scalar = value
        }
        length = index + 1 - range.lowerBound
    }

    private static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
        if byte &- 0x30 < 10 { return UInt32(byte - 0x30) }
        let letter = (byte | 0x20) &- 0x61
        return isHex && letter < 6 ? UInt32(letter) + 10 : nil
    }

    private static let names: [UInt64: UInt32] = {
        let latin1 = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
            micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
            AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
            times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
            egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
            ugrave uacute ucirc uuml yacute thorn yuml
            """
        let others: KeyValuePairs<String, UInt32> = [
            "euro": 0x20AC, "sbquo": 0x201A, "fnof": 0x192, "bdquo": 0x201E, "hellip": 0x2026, "dagger": 0x2020,
            "Dagger": 0x2021, "circ": 0x2C6, "permil": 0x2030, "Scaron": 0x160, "lsaquo": 0x2039, "OElig": 0x152,
            "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D, "bull": 0x2022, "ndash": 0x2013,
            "mdash": 0x2014, "tilde": 0x2DC, "trade": 0x2122, "scaron": 0x161, "rsaquo": 0x203A, "oelig": 0x153,
            "Yuml": 0x178,
        ]
        func key(_ name: some StringProtocol) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
        var names: [UInt64: UInt32] = [:]
        for (index, name) in latin1.split(separator: " ").enumerated() { names[key(name)] = 0xA0 + UInt32(index) }
        for (name, scalar) in others { names[key(name)] = scalar }
        return names
    }()
}
