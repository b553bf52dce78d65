import SourceRepair
import SourceText
import TextRepair
import Testing

/// Text as it is once its UTF-8 has been read as Windows-1252, the undefined bytes kept.
func damaged(_ text: String) -> String {
    let rows = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
    var result = String.UnicodeScalarView()
    for byte in text.utf8 {
        result.append((0x80...0x9F).contains(byte) ? rows[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return String(result)
}

/// A file in UTF-16 with its byte order mark.
func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return bigEndian ? [high, low] : [low, high]
    }
}

@Suite struct FileRepairTests {
    private let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    @Test func `a clean file is left alone`() {
        for text in ["", "# A\n", "Größe — 日本\r\n", "\u{FEFF}é"] {
            let repair = FileRepair(Array(text.utf8))
            #expect(!repair.isChanged && repair.changes.isEmpty && repair.obstacle == nil)
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"], [false, true])
    func `a file in UTF-8 changes where it is damaged, and nowhere else`(ending: String, marked: Bool) {
        let text = ["# Größe — “x”", "", "clean", "\t10\u{A0}km → 🔧"].joined(separator: ending) + ending
        let prefix = marked ? mark : []
        let repair = FileRepair(prefix + Array(damaged(text).utf8))
        #expect(repair.after == prefix + Array(text.utf8))
        #expect(repair.obstacle == nil && !repair.isConverted)
        #expect(repair.changedLines.map(\.number) == [1, 4])
    }

    @Test func `changes tell the line, the column in UTF-16 units, and what was there`() {
        let repair = FileRepair(Array("🔧 é\n\n😀 â€” x Ã©\n".utf8))
        #expect(repair.changes.map(\.place.start) == [Position(line: 3, column: 4), Position(line: 3, column: 10)])
        #expect(repair.changes.map(\.before) == [.text("â€”"), .text("Ã©")])
        #expect(repair.changes.map(\.after) == ["—", "é"])
    }

    @Test func `stray bytes of Windows-1252 become UTF-8, and bytes of no encoding stay`() {
        let repair = FileRepair(Array("caf".utf8) + [0xE9, 0x20, 0xE2, 0x80, 0x0A] + Array(damaged("— ü").utf8))
        #expect(repair.after == Array("café ".utf8) + [0xE2, 0x80, 0x0A] + Array("— ü".utf8))
        #expect(repair.changes.first?.before == .byte(0xE9))
        #expect(repair.changes.first?.place.start == Position(line: 1, column: 4))
        #expect(repair.leftBytes.map(\.bytes) == [[0xE2, 0x80]])
        #expect(repair.obstacle == nil)
    }

    @Test func `bytes of no encoding alone are no change`() {
        let repair = FileRepair([0x61, 0xE2, 0x80, 0x0A])
        #expect(!repair.isChanged && repair.leftBytes.count == 1)
    }

    @Test(arguments: [false, true]) func `UTF-16 becomes UTF-8, damaged or not`(bigEndian: Bool) {
        let text = "# A — 🔧\r\nGröße\r\n"
        for source in [text, damaged(text)] {
            let repair = FileRepair(utf16(source, bigEndian: bigEndian))
            #expect(repair.after == Array(text.utf8))
            #expect(repair.isConverted && repair.isChanged && repair.obstacle == nil)
        }
    }

    @Test func `the lines of a file that had to be decoded are told before and after`() throws {
        let repair = FileRepair(utf16("a\né â€” b Ã© c\n"))
        let line = try #require(repair.changedLines.first)
        #expect(repair.changedLines.count == 1 && line.number == 2)
        #expect(
            line.pieces == [
                .same(Array("é ".utf8)), .change(0), .same(Array(" b ".utf8)), .change(1), .same(Array(" c".utf8)),
            ])
        #expect(repair.changes.map { String(decoding: repair.before[$0.range], as: UTF8.self) } == ["â€”", "Ã©"])
    }

    @Test func `NUL bytes show that a file is no text`() {
        #expect(FileRepair(Array("a\0 â€” Ã©".utf8)).obstacle == .binary)
    }

    @Test func `what UTF-8 could not hold is not lost`() {
        let lone: [UInt8] = [0xFF, 0xFE, 0x41, 0x00, 0x0A, 0x00, 0x42, 0x00, 0x00, 0xD8, 0x43, 0x00]
        #expect(FileRepair(lone).obstacle == .undecodable(Position(line: 2, column: 2)))
        // A replacement character of the file's own is a character.
        #expect(FileRepair(utf16("a\u{FFFD}é")).obstacle == nil)
    }

    @Test func `a file that would change once more is not stable`() {
        // The mark that is repaired away uncovers another, which then is the file's.
        let repair = FileRepair(Array("ï»¿\u{FEFF}x â€” y\n".utf8))
        #expect(repair.changes.contains { $0.after.isEmpty })
        #expect(repair.obstacle == .unstable)
    }

    @Test func `random damage: what is written decodes to what a site shows, and stays so`() {
        let pieces: [[UInt8]] =
            ["â€”", "Ã©", "Â\u{A0}", "ðŸ”§", "é", "—", "\n", "\r\n", "a", " ", "`", "```\n", "ï»¿"].map {
                Array($0.utf8)
            }
            + [[0xE9], [0xE2, 0x80], [0xF0, 0x9F], [0xFF], mark]
        var random = SeededGenerator(seed: 4)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 1...12, using: &random)).flatMap { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
            let repair = FileRepair(bytes)
            guard repair.isChanged, repair.obstacle == nil else { continue }
            #expect(DecodedText(decoding: repair.after).bytes == DecodedText(decoding: bytes).bytes, "\(bytes)")
            #expect(!FileRepair(repair.after).isChanged, "\(bytes)")
            // Put back, the changes give the file as it was, unless it was of another encoding.
            guard !repair.isConverted else { continue }
            var original = repair.after
            for change in repair.changes.reversed() {
                let shift = repair.changes.prefix { $0 != change }.reduce(0) {
                    $0 + $1.after.utf8.count - $1.range.count
                }
                let start = change.range.lowerBound + shift
                original.replaceSubrange(start..<start + change.after.utf8.count, with: bytes[change.range])
            }
            #expect(original == bytes)
        }
    }
}

@Suite struct WritingTests {
    @Test func `a repaired file is written in place of the damaged one`() throws {
        let files = try MemoryFileSystem(["a.md": "It â€” fails\n"])
        #expect(try FileRepair(try files.read("a.md")).write(to: "a.md", files))
        #expect(files.files == ["/a.md": Array("It — fails\n".utf8)])
    }

    @Test func `a file that an editor saved meanwhile is left`() throws {
        let files = try MemoryFileSystem(["a.md": "It â€” fails\n"])
        let repair = FileRepair(try files.read("a.md"))
        try files.write(Array("It â€” fails, and more\n".utf8), to: "a.md")
        #expect(try !repair.write(to: "a.md", files))
        #expect(files.files == ["/a.md": Array("It â€” fails, and more\n".utf8)])
    }
}

/// A seeded generator (SplitMix64), so that a failing run can be repeated.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
