import SourceText
import Testing
import TextRepair

@Suite struct OffsetTests {
    @Test(arguments: Damage.allCases) func `the map of a repaired text is monotonic and total`(damage: Damage) {
        let text = "# Größe — 日本\n\nIt’s “naïve” 🔧 → done\r\nПривет, мир\n"
        let original = Array(damage.apply(to: text).utf8)
        let decoded = DecodedText(decoding: original)
        #expect(!decoded.repairs.isEmpty)
        expectProperties(of: original, "\(damage)")
    }

    @Test func `random bytes give valid text and a total map`() {
        var random = SeededGenerator(seed: 20_261_123)
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            expectProperties(of: bytes, "\(bytes)")
        }
    }

    @Test func `random pieces of damaged text give valid, stable text`() {
        let pieces = [
            "â", "€", "”", "Ã", "Â", " ", "ð", "Ÿ", "\u{9F}", "\u{FFFD}", "©", "É", "a", "\n", "`", "```\n", "Ð", "Ñ",
            "¸",
            "\"", "Ă", "√", "Γ", "Р", "°", "ï", "»", "¿", "\u{A0}", "|", "«", "š",
        ]
        var random = SeededGenerator(seed: 7)
        for _ in 0..<600 {
            let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            expectProperties(of: Array(text.utf8), "\(text)")
        }
    }

    /// `«` and `»` mark, in the repaired text, what `‹` and `›` mark in the file.
    @Test(arguments: [
        ("It â€” ‹fails›", "It — «fails»", 8, 13),
        ("ðŸ”§ ‹[x](y)› â€”", "🔧 «[x](y)» —", 6, 12),
        ("naÃ¯ve ‹cafÃ©› é🔧", "naïve «café» é🔧", 8, 13),
        ("é🔧 ‹â€œaâ€›", "é🔧 «“a”»", 5, 11),
    ])
    func `columns count the UTF-16 units of the file before its repair`(
        damaged: String, repaired: String, start: Int, end: Int
    ) throws {
        let original = Array(damaged.replacing("‹", with: "").replacing("›", with: "").utf8)
        let decoded = DecodedText(decoding: original)
        let marked = Array(repaired.utf8)
        let open = try #require(repaired.utf8.count > 0 ? marked.firstRange(of: Array("«".utf8)) : nil).lowerBound
        let close = try #require(marked.firstRange(of: Array("»".utf8))).lowerBound - 2
        #expect(decoded.bytes == Array(repaired.replacing("«", with: "").replacing("»", with: "").utf8))
        let range = decoded.range(of: open..<close)
        #expect(range.start == Position(line: 1, column: start))
        #expect(range.end == Position(line: 1, column: end))
        let before = damaged.prefix { $0 != "‹" }.utf8.count
        #expect(range.bytes.lowerBound == before)
    }

    @Test func `a range that cuts through a repaired character takes in all of it`() {
        let decoded = DecodedText(decoding: Array("It â€” fails".utf8))
        #expect(decoded.range(of: 4..<5).bytes == ByteRange(3, 11))
        #expect(decoded.range(of: 4..<4).bytes == ByteRange(3, 3))
    }
}
