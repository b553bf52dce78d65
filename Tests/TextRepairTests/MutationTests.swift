import Foundation
import Testing

/// Texts of `Cases/`, cut, joined and hurt at random: nearer to what breaks a repair than random bytes.
@Suite struct MutationTests {
    private static let rounds = ProcessInfo.processInfo.environment["OPSBOOK_SOAK"] == nil ? 1_500 : 100_000

    @Test func `spliced and hurt texts keep every property`() throws {
        let texts = try TextCase.Origin.allCases.flatMap { try TextCase.all($0) }.map(\.bytes).filter { $0.count < 400 }
        var random = SeededGenerator(seed: 4)
        for round in 0..<Self.rounds {
            let first = texts[Int.random(in: 0..<texts.count, using: &random)]
            let second = texts[Int.random(in: 0..<texts.count, using: &random)]
            var bytes = Array(Self.piece(of: first, using: &random) + Self.piece(of: second, using: &random))
            for _ in 0..<Int.random(in: 0...3, using: &random) { Self.hurt(&bytes, using: &random) }
            expectProperties(of: bytes, "round \(round): \(bytes)")
        }
    }

    private static func piece(of text: [UInt8], using random: inout SeededGenerator) -> ArraySlice<UInt8> {
        let start = Bool.random(using: &random) ? 0 : Int.random(in: 0...text.count, using: &random)
        let end = Bool.random(using: &random) ? text.count : Int.random(in: start...text.count, using: &random)
        return text[start..<max(start, end)]
    }

    private static func hurt(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 2: bytes[place] = [0x00, 0x0A, 0x20, 0x60, 0x7C, 0x80, 0xA0, 0xFF][Int.random(in: 0..<8, using: &random)]
        default: bytes.insert(contentsOf: Array("\u{FFFD}".utf8), at: place)
        }
    }
}
