extension TOMLReader {
    /// At a quote: the string's text.
    mutating func string(_ quote: UInt8, multiline: Bool) throws(Failure) -> String {
        let start = index
        let isLong = multiline && peek(1) == quote && peek(2) == quote
        index += isLong ? 3 : 1
        if isLong, isNewLine() { index += peek() == 0x0D ? 2 : 1 }
        var bytes: [UInt8] = []
        while let byte = peek() {
            if byte == quote {
                guard isLong else {
                    index += 1
                    return String(decoding: bytes, as: UTF8.self)
                }
                var run = 0
                while run < 5, peek(run) == quote { run += 1 }
                // Up to two quotes may stand before the three that end it.
                bytes.append(contentsOf: [UInt8](repeating: quote, count: run < 3 ? run : run - 3))
                index += run
                if run >= 3 { return String(decoding: bytes, as: UTF8.self) }
            } else if byte == 0x5C, quote == 0x22 {
                try escape(into: &bytes, isLong: isLong)
            } else if isNewLine() {
                guard isLong else { break }
                bytes.append(0x0A)
                index += byte == 0x0D ? 2 : 1
            } else {
                try refuseControl()
                bytes.append(byte)
                index += 1
            }
        }
        throw Failure("a string has no end", start)
    }

    private mutating func escape(into bytes: inout [UInt8], isLong: Bool) throws(Failure) {
        let start = index
        index += 2
        switch peek(-1) {
        case 0x62: bytes.append(0x08)
        case 0x74: bytes.append(0x09)
        case 0x6E: bytes.append(0x0A)
        case 0x66: bytes.append(0x0C)
        case 0x72: bytes.append(0x0D)
        case 0x65: bytes.append(0x1B)
        case 0x22: bytes.append(0x22)
        case 0x5C: bytes.append(0x5C)
        case 0x78: try codePoint(2, from: start, into: &bytes)
        case 0x75: try codePoint(4, from: start, into: &bytes)
        case 0x55: try codePoint(8, from: start, into: &bytes)
        default:
            // A backslash at the end of a line takes what is blank behind it away.
            index = start + 1
            skipBlank(newLines: false)
            guard isLong, isNewLine() else {
                throw Failure("a backslash is written '\\\\', or the string in single quotes", start)
            }
            skipBlank(newLines: true)
        }
    }

    private mutating func codePoint(_ count: Int, from start: Int, into bytes: inout [UInt8]) throws(Failure) {
        let digits = text[index..<min(index + count, end)]
        let isNumber = digits.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF) && byte >= 0x41
        }
        guard digits.count == count, isNumber, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw Failure("an escape that is no character", start) }
        index += count
        bytes.append(contentsOf: String(Character(scalar)).utf8)
    }
}
