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
    /// What was found where nothing in the file says its encoding.
    var detected: Detected?
    /// The encoding of the bytes that are not UTF-8, where the rest is.
    var strays = LegacyEncoding.windows1252

    struct Detected: Sendable {
        var confidence: Double
        /// In the text: the first character that is not the same in UTF-8.
        var first: Range<Int>
    }

    init(_ original: [UInt8]) {
        if let mark = ByteOrderMark(original) {
            bytes = []
            encoding = mark.encoding
            decode(original, from: mark.count)
            return
        }
        bytes = original
        guard TextScanner(codecs: []).next(in: original.span, from: 0) != .end else { return }
        bytes = []
        let detector = EncodingDetector(original.span)
        switch detector.reading {
        case .noise: break
        case .utf8(let encoding): strays = encoding
        case .legacy(let legacy): encoding = .legacy(legacy)
        case .utf16(let bigEndian): encoding = bigEndian ? .utf16BigEndian : .utf16LittleEndian
        }
        decode(original, from: 0)
        guard encoding != .utf8 else { return }
        var first = 0
        if case .legacy = encoding { first = TextScanner.skipASCII(original.span, from: 0) }
        let end = bytes[min(first + 1, bytes.count)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
        detected = Detected(confidence: detector.confidence, first: first..<end)
    }

    private mutating func decode(_ original: [UInt8], from start: Int) {
        switch encoding {
        case .utf8, .utf8WithBOM: decodeUTF8(original, from: start, strays: SingleByteDecoder(strays))
        case .utf16LittleEndian: decode(original, from: start, by: UTF16Decoder(high: 1))
        case .utf16BigEndian: decode(original, from: start, by: UTF16Decoder(high: 0))
        case .utf32LittleEndian: decode(original, from: start, by: UTF32Decoder(isBigEndian: false))
        case .utf32BigEndian: decode(original, from: start, by: UTF32Decoder(isBigEndian: true))
        case .legacy(.shiftJIS): decode(original, from: start, by: ShiftJISDecoder())
        case .legacy(.gb18030): decode(original, from: start, by: GB18030Decoder())
        case .legacy(.eucJP): decode(original, from: start, by: EUCJPDecoder())
        case .legacy(.big5): decode(original, from: start, by: Big5Decoder())
        case .legacy(.eucKR): decode(original, from: start, by: EUCKRDecoder())
        case .legacy(let legacy): decode(original, from: start, by: SingleByteDecoder(legacy))
        }
    }

    // MARK: One encoding throughout

    private mutating func decode(_ original: [UInt8], from start: Int, by decoder: some ScalarDecoder) {
        let span = original.span
        // Most texts fit. Memory that is not written to costs nothing.
        let capacity = original.count * 2
        bytes.reserveCapacity(capacity)
        var units = OffsetMap(startingAt: start, textCapacity: capacity, sourceCapacity: original.count)
        var index = start
        while index < span.count {
            let (scalar, length) = decoder.next(span, at: index)
            let text = bytes.count
            if scalar == noScalar {
                bytes.appendUTF8(0xFFFD)
                addInvalid(Invalid(text: text..<bytes.count, source: index..<index + length))
            } else {
                bytes.appendUTF8(scalar == 0 ? 0xFFFD : scalar)
            }
            units.append(text: bytes.count - text, source: length)
            index += length
        }
        map = units
    }

    private mutating func addInvalid(_ item: Invalid) {
        if let last = invalid.last, last.source.upperBound == item.source.lowerBound {
            invalid[invalid.count - 1].text = last.text.lowerBound..<item.text.upperBound
            invalid[invalid.count - 1].source = last.source.lowerBound..<item.source.upperBound
        } else {
            invalid.append(item)
        }
    }

    // MARK: UTF-8

    private mutating func decodeUTF8(_ original: [UInt8], from start: Int, strays: SingleByteDecoder) {
        let scanner = TextScanner(codecs: [])
        let span = original.span
        bytes.reserveCapacity(original.count + original.count / 64)
        var units = OffsetMap(startingAt: start, textCapacity: original.count, sourceCapacity: original.count)
        var index = start
        while index < span.count {
            let stop = scanner.next(in: span, from: index)
            var end = span.count
            switch stop {
            case .null(let offset), .invalid(let offset): end = offset
            case .end, .candidate: break
            }
            bytes.append(contentsOf: original[index..<end])
            units.append(same: end - index)
            index = end
            if case .null = stop {
                bytes.appendUTF8(0xFFFD)
                units.append(text: 3, source: 1)
                index += 1
            } else if case .invalid = stop {
                index = decodeBroken(span, at: index, strays: strays, &units)
            }
        }
        map = units
    }

    /// Reads the bytes of one broken sequence, and gives the offset behind it.
    private mutating func decodeBroken(
        _ span: borrowing Span<UInt8>, at offset: Int, strays: SingleByteDecoder, _ units: inout OffsetMap
    ) -> Int {
        var (scalar, count, width) = (UInt32(0xFFFD), 1, 1)
        switch MixedDecoder.broken(span, at: offset) {
        case .stray:
            let stray = strays.next(span, at: offset).scalar
            if stray != noScalar { scalar = stray }
        case .cut(let length): count = length
        case .surrogates(let meant): (scalar, width) = (meant, 6)
        }
        for index in 0..<count {
            let text = bytes.count
            bytes.appendUTF8(scalar)
            units.append(text: bytes.count - text, source: width)
            let source = offset + index
            addInvalid(Invalid(text: text..<bytes.count, source: source..<source + width))
        }
        return offset + count * width
    }
}
