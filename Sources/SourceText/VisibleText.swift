/// Text that is shown to people: what cannot be seen, or what a terminal would obey, is written as `\u{9d}`.
package enum VisibleText {
    /// Without control characters, and those that reorder or hide text.
    package static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return text.unicodeScalars.map { isControl($0) ? escaped($0) : String($0) }.joined()
    }

    /// With everything that cannot be told by its looks spelt out: spaces but the plain one, marks without a letter
    /// before them, what is no character yet.
    package static func spelt(_ text: String) -> String {
        var result = ""
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            let isSeen = isControl(scalar) ? false : scalar.isASCII || isSeen(scalar, after: previous)
            result += isSeen ? String(scalar) : escaped(scalar)
            previous = isSeen ? scalar : nil
        }
        return result
    }

    /// Bytes of a text as they are, but for control characters, and for bytes that are no UTF-8: these become `\xE9`.
    package static func harmless(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)
        var result = ""
        var iterator = bytes.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let units):
                let scalar = Unicode.UTF8.decode(units)
                result += isControl(scalar) && scalar != "\t" ? escaped(scalar) : String(scalar)
                offset += units.count
            case .error(let length):
                for bad in bytes[offset..<offset + length] { result += byte(bad) }
                offset += length
            case .emptyInput: return result
            }
        }
    }

    /// A byte that is no text.
    package static func byte(_ byte: UInt8) -> String {
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String { "\\u{\(String(scalar.value, radix: 16))}" }

    /// C0, DEL, C1, and the characters that reorder or hide text.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x200B, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func isSeen(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .surrogate, .privateUse, .unassigned: false
        // What joins emoji is part of their looks.
        case .format: scalar.value == 0x200D && previous.map { !$0.isASCII } ?? false
        case .nonspacingMark, .enclosingMark: previous.map { $0 != " " } ?? false
        default: true
        }
    }
}
