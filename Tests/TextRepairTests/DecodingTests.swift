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
        #expect(decoded.encoding == .utf8)
        #expect(decoded.diagnostics(file: "a.md").isEmpty)
        #expect(decoded.bytes == Array("a\u{FFFD}b".utf8))
        #expect(decoded.range(of: 4..<5).bytes == ByteRange(2, 3))
        #expect(decoded.range(of: 4..<5).start == Position(line: 1, column: 3))
    }

    @Test(arguments: [
        ([0x63, 0x61, 0x66, 0xE9, 0x20], "café "), ([0x91, 0x61, 0x92], "‘a’"), ([0x61, 0x81, 0x62], "a\u{FFFD}b"),
        ([0x4E, 0xC3, 0x4F], "NÃO"), ([0xE2, 0x80], "\u{FFFD}\u{FFFD}"), ([0xFF], "ÿ"), ([0xE9], "é"),
        ([0xF0, 0x9F, 0x94, 0x20], "\u{FFFD}\u{FFFD}\u{FFFD} "), ([0xE9, 0xE9, 0x94, 0x20], "éé” "),
        // Longer forms than needed, a lone surrogate, and a scalar beyond the last: nothing is read into them.
        ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
        ([0xE0, 0x80, 0xAF], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80, 0x78], "\u{FFFD}\u{FFFD}\u{FFFD}x"),
        ([0xF0, 0x80, 0x80, 0xAF], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ])
    func `in a file of UTF-8, stray bytes are Windows-1252, and broken sequences replacement characters`(
        bytes: [UInt8], expected: String
    ) {
        let decoded = DecodedText(decoding: Array("Größe — ".utf8) + bytes)
        #expect(decoded.encoding == .utf8)
        #expect(decoded.detection == nil)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "Größe — " + expected)
        #expect(decoded.invalid.map { $0.bytes.count }.reduce(0, +) == bytes.count { $0 >= 0x80 })
    }

    @Test func `stray bytes beside Cyrillic letters are Windows-1251`() throws {
        let decoded = DecodedText(
            decoding: Array("Сервер — отвечает. ".utf8) + [0xD1, 0xE5, 0xF0, 0xE2, 0xE5, 0xF0] + Array(" работает".utf8)
        )
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "Сервер — отвечает. Сервер работает")
        let message = try #require(decoded.diagnostics(file: "a.md").first).message
        #expect(message == "bytes D1 E5 F0 E2 E5 F0 are not UTF-8: read as 'Сервер' (Windows-1251)")
    }

    @Test func `pairs of surrogates in UTF-8 are what they mean`() throws {
        let decoded = DecodedText(decoding: Array("Größe ".utf8) + [0xED, 0xA0, 0xBD, 0xED, 0xB4, 0xA7, 0x21])
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "Größe 🔧!")
        #expect(decoded.invalid.map(\.bytes.count) == [6])
        #expect(decoded.range(of: 8..<12).bytes == ByteRange(8, 14))
        let message = try #require(decoded.diagnostics(file: "a.md").first).message
        #expect(message == "bytes ED A0 BD ED B4 A7 are not UTF-8: read as '🔧' (surrogate pairs)")
    }

    @Test func `a sequence that was cut off is no mojibake of Windows-1252`() {
        #expect(text(Array("It is late".utf8) + [0xE2, 0x80]) == "It is late\u{FFFD}\u{FFFD}")
        #expect(text(Array("A wrench: ".utf8) + [0xF0, 0x9F, 0x94]) == "A wrench: \u{FFFD}\u{FFFD}\u{FFFD}")
    }

    @Test(arguments: [true, false], ["# Titel\n\nText", "Größe\n", "日本語の設定\n障害対応", "Привет, мир", "日本語の設定と障害対応"])
    func `UTF-16 without a byte order mark is known by what it says`(bigEndian: Bool, text: String) throws {
        let bytes = Array(Self.utf16(text, bigEndian: bigEndian).dropFirst(2))
        let decoded = DecodedText(decoding: bytes)
        #expect(decoded.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
        let message = try #require(decoded.diagnostics(file: "a.md").first).message
        #expect(message.contains(" without a byte order mark, not UTF-8: read as such ("))
        #expect(decoded.range(of: 0..<decoded.bytes.count).bytes == ByteRange(0, bytes.count))
    }

    @Test(arguments: ["[x](a\0b)", "```\n\0\n```", "a\0b\0c d e f", "| \0 |\n|---|", "Größe\0 — x", "\0\0"])
    func `text with a stray NUL is no UTF-16`(text: String) {
        let decoded = DecodedText(decoding: Array(text.utf8))
        #expect(decoded.encoding == .utf8)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == text.replacing("\0", with: "\u{FFFD}"))
        #expect(decoded.diagnostics(file: "a.md").isEmpty)
    }

    @Test(arguments: [true, false]) func `UTF-32 with a byte order mark is decoded`(bigEndian: Bool) {
        let bytes = "\u{FEFF}Größe 🔧".unicodeScalars.flatMap { scalar -> [UInt8] in
            let big = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (24 - 8 * $0)) }
            return bigEndian ? big : big.reversed()
        }
        let decoded = DecodedText(decoding: bytes + [0])
        #expect(decoded.encoding == (bigEndian ? .utf32BigEndian : .utf32LittleEndian))
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "Größe 🔧\u{FFFD}")
        #expect(decoded.invalid.map(\.bytes) == [[0]])
        #expect(decoded.range(of: 8..<12).bytes == ByteRange(28, 32))
    }

    @Test func `what is no text in any encoding is read byte by byte, with findings`() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<40 {
            let bytes = (0..<400).map { _ in UInt8.random(in: 0...255, using: &random) }
            let decoded = DecodedText(decoding: bytes)
            #expect(decoded.encoding == .utf8)
            #expect(decoded.invalid.count > 20)
        }
    }

    @Test(arguments: [
        ([0xFF], "ÿ"), ([0xE9, 0x0A], "é\n"), ([0x61, 0xD6, 0xC4], "aÖÄ"), ([0xE2, 0x80], "\u{FFFD}\u{FFFD}"),
    ])
    func `a file of hardly anything is Windows-1252`(bytes: [UInt8], expected: String) {
        #expect(text(bytes) == expected)
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
