/// A file's bytes made valid UTF-8, before any repair.
struct Decoding: Sendable {
    /// A stretch of bytes that was not in the file's encoding, and what it was read as.
    struct Invalid: Sendable {
        /// In the text.
        var text: Range<Int>
        var source: Range<Int>
    }

    var bytes: [UInt8]
    /// Takes the text back to the file.
    var map = OffsetMap()
    var invalid: [Invalid] = []
    var encoding = DecodedText.Encoding.utf8

    init(_ original: [UInt8]) {
        let head = original.prefix(3)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes = []
            encoding = .utf8WithBOM
            // Files put together from marked ones may have several.
            var start = 3
            while original[start...].starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
            decodeUTF8(original, from: start)
        } else if head.starts(with: [0xFF, 0xFE]) {
            bytes = []
            encoding = .utf16LittleEndian
            decodeUTF16(original, high: 1)
        } else if head.starts(with: [0xFE, 0xFF]) {
            bytes = []
            encoding = .utf16BigEndian
            decodeUTF16(original, high: 0)
        } else {
            bytes = original
            if TextScanner(codecs: []).next(in: original.span, from: 0) != .end {
                bytes = []
                decodeUTF8(original, from: 0)
            }
        }
    }

    // MARK: UTF-8

    private mutating func decodeUTF8(_ original: [UInt8], from start: Int) {
        let scanner = TextScanner(codecs: [])
        let span = original.span
        bytes.reserveCapacity(original.count + original.count / 64)
        map = OffsetMap(startingAt: start)
        var index = start
        loop: while true {
            let stop = scanner.next(in: span, from: index)
            switch stop {
            case .end, .candidate:
                bytes.append(contentsOf: original[index...])
                break loop
            case .null(let offset):
                bytes.append(contentsOf: original[index..<offset])
                replace(offset..<offset + 1, by: 0xFFFD)
                index = offset + 1
            case .invalid(let offset):
                bytes.append(contentsOf: original[index..<offset])
                index = decodeInvalid(span, at: offset)
            }
        }
    }

    /// Reads the bytes of one broken sequence as Windows-1252, and gives the offset behind it.
    ///
    /// The beginning of a sequence that was cut off (`E2 80`) is another thing than a letter of Windows-1252 that
    /// strayed in: read as letters and symbols it would be mojibake made by us. It becomes U+FFFD, one a byte, since
    /// columns count an invalid byte as one.
    private mutating func decodeInvalid(_ span: borrowing Span<UInt8>, at offset: Int) -> Int {
        let length = Self.truncatedLength(span, at: offset)
        let cut = length > 1 && (0x80...0x9F).contains(span[offset + 1]) && !(0x91...0x97).contains(span[offset + 1])
        for index in offset..<offset + length {
            let byte = span[index]
            let scalar =
                cut || byte < 0x80 || Codec.isUndefinedInWindows1252(byte)
                ? 0xFFFD : Codec.windows1252.upperHalf[Int(byte - 0x80)]
            let text = bytes.count
            replace(index..<index + 1, by: scalar)
            if let last = invalid.last, last.source.upperBound == index {
                invalid[invalid.count - 1].source = last.source.lowerBound..<index + 1
                invalid[invalid.count - 1].text = last.text.lowerBound..<bytes.count
            } else {
                invalid.append(Invalid(text: text..<bytes.count, source: index..<index + 1))
            }
        }
        return offset + length
    }

    /// The length of the longest beginning of a valid sequence (the maximal subpart of Unicode 17, 3.9), at least 1.
    private static func truncatedLength(_ span: borrowing Span<UInt8>, at offset: Int) -> Int {
        let lead = span[offset]
        let full = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard (0xC2...0xF4).contains(lead) else { return 1 }
        var length = 1
        while length < full, offset + length < span.count {
            let byte = span[offset + length]
            var range: ClosedRange<UInt8> = 0x80...0xBF
            if length == 1 {
                switch lead {
                case 0xE0: range = 0xA0...0xBF
                case 0xED: range = 0x80...0x9F
                case 0xF0: range = 0x90...0xBF
                case 0xF4: range = 0x80...0x8F
                default: break
                }
            }
            guard range.contains(byte) else { break }
            length += 1
        }
        return length
    }

    private mutating func replace(_ source: Range<Int>, by scalar: UInt32) {
        let text = bytes.count
        bytes.appendUTF8(scalar)
        map.append(text: text, source: source.lowerBound, textUnit: bytes.count - text, sourceUnit: source.count)
        map.append(text: bytes.count, source: source.upperBound)
    }

    // MARK: UTF-16

    private mutating func decodeUTF16(_ original: [UInt8], high: Int) {
        bytes.reserveCapacity(original.count)
        var index = 2
        func unit(_ at: Int) -> UInt32 {
            UInt32(original[at + high]) << 8 | UInt32(original[at + 1 - high])
        }
        while index < original.count {
            let start = bytes.count
            var length = min(2, original.count - index)
            var scalar = length == 2 ? unit(index) : 0xFFFD
            var isValid = length == 2
            if (0xD800...0xDBFF).contains(scalar), index + 3 < original.count,
                (0xDC00...0xDFFF).contains(unit(index + 2))
            {
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (unit(index + 2) - 0xDC00)
                length = 4
            } else if (0xD800...0xDFFF).contains(scalar) {
                isValid = false
            }
            if scalar == 0xFEFF, bytes.isEmpty {
                index += length
                map = OffsetMap(startingAt: index)
                continue
            }
            bytes.appendUTF8(isValid && scalar != 0 ? scalar : 0xFFFD)
            map.append(text: start, source: index, textUnit: bytes.count - start, sourceUnit: length)
            if !isValid {
                invalid.append(Invalid(text: start..<bytes.count, source: index..<index + length))
            }
            index += length
        }
        // An empty text still begins behind the byte order mark.
        if map.isIdentity { map = OffsetMap(startingAt: 2) }
    }
}
