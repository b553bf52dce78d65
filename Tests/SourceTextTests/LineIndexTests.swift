import SourceText
import Testing

@Suite struct LineIndexTests {
    @Test(arguments: [
        ("", [0]), ("a", [0]), ("a\n", [0, 2]), ("a\nb", [0, 2]), ("a\r\nb", [0, 3]), ("a\rb", [0, 2]),
        ("\r\r\n\n", [0, 1, 3, 4]), ("\n\r", [0, 1, 2]),
    ])
    func `lines begin behind a line feed, a carriage return, or both`(text: String, starts: [Int]) {
        let index = LineIndex(Array(text.utf8))
        #expect(index.count == starts.count)
        #expect((1...index.count).map { index.start(ofLine: $0) } == starts)
    }

    /// The definition, without an index: every valid character counts its UTF-16 units, every other byte one.
    private func naivePosition(_ offset: Int, _ bytes: [UInt8]) -> Position {
        var (line, column, index) = (1, 1, 0)
        while index < offset {
            let length = (1...4).first { length in
                index + length <= bytes.count
                    && String(validating: bytes[index..<(index + length)], as: UTF8.self)?.unicodeScalars.count == 1
            }
            let isBreak =
                bytes[index] == 0x0A || bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
            column += length == 4 ? 2 : 1
            index += length ?? 1
            if isBreak { (line, column) = (line + 1, 1) }
        }
        return Position(line: line, column: column)
    }

    @Test func `positions count UTF-16 units, and one for a byte that is none`() {
        var random = SeededLines(seed: 21)
        for _ in 0..<150 {
            let (bytes, boundaries) = random.text(pieces: 60)
            let index = LineIndex(bytes)
            for offset in boundaries {
                #expect(index.position(at: offset, in: bytes) == naivePosition(offset, bytes), "\(bytes) \(offset)")
            }
        }
    }

    @Test func `a long line counts as a short one does`() {
        var random = SeededLines(seed: 22)
        let (bytes, boundaries) = random.text(pieces: 4000, breaks: false)
        let index = LineIndex(bytes)
        for offset in boundaries.enumerated().filter({ $0.offset % 37 == 0 }).map(\.element) {
            #expect(
                index.position(at: offset, in: bytes).column == UInt32(1 + utf16Length(of: bytes, from: 0, to: offset)))
        }
        #expect(index.position(at: bytes.count, in: bytes) == naivePosition(bytes.count, bytes))
    }

    @Test func `an offset behind the end is on the last line`() {
        let index = LineIndex(Array("a\nb".utf8))
        #expect(index.line(at: 100) == 2)
        #expect(index.position(at: 100, in: Array("a\nb".utf8)) == Position(line: 2, column: 2))
    }
}

/// Bytes put together at random from characters and broken ones, and where these begin.
private struct SeededLines {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private static let pieces: [[UInt8]] =
        ["a", "é", "日", "🔧", " ", "\u{FFFD}"].map { Array($0.utf8) } + [
            [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0x80, 0x80, 0x80, 0x80],
        ]
    private static let breaks: [[UInt8]] = [[0x0A], [0x0D, 0x0A], [0x0D]]

    private mutating func next(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }

    mutating func text(pieces count: Int, breaks: Bool = true) -> (bytes: [UInt8], boundaries: [Int]) {
        var bytes: [UInt8] = []
        var boundaries = [0]
        for _ in 0..<count {
            let isBreak = breaks && next(8) == 0
            bytes += isBreak ? Self.breaks[next(Self.breaks.count)] : Self.pieces[next(Self.pieces.count)]
            // A letter behind broken bytes keeps them from making a character with the next piece.
            bytes.append(0x2E)
            boundaries.append(bytes.count)
        }
        return (bytes, boundaries)
    }
}
