import SourceText
import Testing
import TextRepair

@Suite struct DecodingTests {
    private func text(_ bytes: [UInt8]) -> String {
        String(decoding: DecodedText(decoding: bytes).bytes, as: UTF8.self)
    }

    private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return bigEndian ? [high, low] : [low, high]
        }
    }

    @Test func `a byte order mark is removed, and no column counts it`() {
        let decoded = DecodedText(decoding: [0xEF, 0xBB, 0xBF] + Array("# Título".utf8))
        #expect(decoded.encoding == .utf8WithBOM)
        #expect(decoded.bytes == Array("# Título".utf8))
        #expect(decoded.repairs.isEmpty)
        let range = decoded.range(of: 2..<9)
        #expect(range.bytes == ByteRange(5, 12))
        #expect(range.start == Position(line: 1, column: 3))
        #expect(range.end == Position(line: 1, column: 9))
    }

    @Test(arguments: [true, false]) func `UTF-16 with a byte order mark is decoded, and mapped back`(bigEndian: Bool) {
        let bytes = Self.utf16("# Größe\r\n日本 🔧 x", bigEndian: bigEndian)
        let decoded = DecodedText(decoding: bytes)
        #expect(decoded.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "# Größe\r\n日本 🔧 x")
        // The wrench: 11 bytes before the second line, 7 in it.
        let range = decoded.range(of: 18..<22)
        #expect(range.bytes == ByteRange(26, 30))
        #expect(range.start == Position(line: 2, column: 4))
        #expect(range.end == Position(line: 2, column: 6))
    }

    @Test func `mojibake in UTF-16 is repaired and found in the file`() throws {
        let decoded = DecodedText(decoding: Self.utf16("It â€” fails", bigEndian: false))
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "It — fails")
        #expect(try #require(decoded.repairs.first).range.bytes == ByteRange(8, 14))
    }

    @Test func `half of a surrogate pair and an odd byte are invalid`() {
        let decoded = DecodedText(decoding: [0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00, 0x43])
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "A\u{FFFD}B\u{FFFD}")
        #expect(decoded.invalid.map(\.bytes) == [[0x00, 0xD8], [0x43]])
    }

    @Test func `NUL becomes the replacement character`() {
        let decoded = DecodedText(decoding: [0x61, 0, 0x62])
        #expect(decoded.bytes == Array("a\u{FFFD}b".utf8))
        #expect(decoded.range(of: 4..<5).bytes == ByteRange(2, 3))
        #expect(decoded.range(of: 4..<5).start == Position(line: 1, column: 3))
    }

    @Test(arguments: [
        ([0x63, 0x61, 0x66, 0xE9, 0x20], "café "), ([0x91, 0x61, 0x92], "‘a’"), ([0x61, 0x81, 0x62], "a\u{FFFD}b"),
        ([0x4E, 0xC3, 0x4F], "NÃO"), ([0xC0, 0xAF], "À¯"), ([0xE2, 0x80], "\u{FFFD}\u{FFFD}"),
        ([0xF0, 0x9F, 0x94, 0x20], "\u{FFFD}\u{FFFD}\u{FFFD} "), ([0xED, 0xA0, 0x80, 0x78], "í\u{A0}€x"),
        ([0xFF], "ÿ"), ([0xE2, 0x80, 0x94, 0xE9], "—é"),
    ])
    func `bytes that are no UTF-8 are read as Windows-1252, cut-off sequences as replacement characters`(
        bytes: [UInt8], expected: String
    ) {
        #expect(text(bytes) == expected)
        #expect(!DecodedText(decoding: bytes).invalid.isEmpty)
    }

    @Test func `an invalid byte counts one column`() throws {
        let decoded = DecodedText(decoding: Array("a".utf8) + [0xE9, 0xE2, 0x80] + Array("é[x](y)".utf8))
        let invalid = try #require(decoded.invalid.first)
        #expect(invalid.bytes == [0xE9, 0xE2, 0x80])
        #expect(invalid.range.start == Position(line: 1, column: 2))
        #expect(invalid.range.end == Position(line: 1, column: 5))
        let link = decoded.bytes.count - 6
        #expect(decoded.range(of: link..<link + 6).start == Position(line: 1, column: 6))
    }

    @Test(arguments: [
        [], [0xEF], [0xEF, 0xBB], [0xFF], [0xFE, 0xFF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xC3], [0],
    ])
    func `the shortest files decode`(bytes: [UInt8]) {
        let decoded = DecodedText(decoding: bytes)
        #expect(String(validating: decoded.bytes, as: UTF8.self) != nil)
        #expect(decoded.range(of: 0..<decoded.bytes.count).bytes.upperBound <= bytes.count)
    }
}
