import SourceText
import Testing
import TextRepair

@Suite struct DiagnosticTests {
    private func findings(_ text: String) -> [Diagnostic] {
        DecodedText(decoding: Array(text.utf8)).diagnostics(file: "a.md")
    }

    @Test func `a repair is told with before and after, the encoding, and how sure it is`() throws {
        let finding = try #require(findings("# A\n\nIt â€” fails").first)
        #expect(finding.rule == .encodingMojibake)
        #expect(finding.level == .warning)
        #expect(finding.message.hasPrefix("'â€”' is mojibake for '—' (UTF-8 read as Windows-1252; "))
        #expect(finding.message.hasSuffix(" % sure)"))
        #expect(finding.target == "â€”")
        #expect(finding.suggestion == "—")
        #expect(finding.range.start == Position(line: 3, column: 4))
        #expect(finding.range.end == Position(line: 3, column: 7))
    }

    @Test func `a lost byte is told`() throws {
        let finding = try #require(findings("[â† Back](x.md)").first)
        #expect(finding.message.hasPrefix("'â†' is mojibake for '←' (UTF-8 read as Windows-1252, byte 90 lost; "))
    }

    @Test func `layers are told`() throws {
        let repair = try #require(DecodedText(decoding: Array("It Ã¢â‚¬â€\u{9D} fails".utf8)).repairs.first)
        #expect(repair.after == "—" || repair.after == "”")
        #expect(repair.codec == "cp1252→utf-8→cp1252→utf-8")
    }

    @Test func `a damaged sentence is one finding, not one a letter`() {
        let sentence = Damage.windows1252.apply(to: "Съешь же ещё этих мягких булок")
        #expect(findings(sentence).count == 1)
    }

    @Test func `repairs on two lines are two findings`() {
        #expect(findings("one â€”\nâ€” two").map(\.range.start.line) == [1, 2])
    }

    @Test func `invalid bytes are told with what they were read as`() throws {
        let finding = try #require(
            DecodedText(decoding: Array("Größe: caf".utf8) + [0xE9]).diagnostics(file: "a.md").first)
        #expect(finding.rule == .encodingInvalid)
        #expect(finding.message == "byte E9 is not UTF-8: read as 'é' (Windows-1252)")
        let cut = try #require(DecodedText(decoding: [0x61, 0xE2, 0x80]).diagnostics(file: "a.md").first)
        #expect(cut.message == "bytes E2 80 are not UTF-8: read as '\u{FFFD}\u{FFFD}'")
    }
}
