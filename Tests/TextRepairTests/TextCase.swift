import Foundation

/// One text of `Cases/`, and what its repair is to give. Each file holds the texts of one origin.
struct TextCase: Decodable, Sendable, CustomStringConvertible {
    enum Origin: String, CaseIterable, Sendable {
        /// Shapes of damage that were met in the wild, in words of our own.
        case inTheWild = "in-the-wild"
        /// Damaged on purpose.
        case synthetic
        /// Clean, and stays as it is, though it looks damaged.
        case negative
        /// What is not yet repaired as it should be.
        case knownFailures = "known-failures"
    }

    let label: String
    /// The text, or the bytes of a file that is not UTF-8.
    let bytes: [UInt8]
    /// The same as `original` in a negative case.
    let fixed: String
    /// The file in which a known failure belongs once it passes.
    let origin: String?

    var description: String { label }

    private enum Key: String, CodingKey { case label, original, hex, fixed, origin }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        label = try fields.decode(String.self, forKey: .label)
        let original = try fields.decodeIfPresent(String.self, forKey: .original)
        if let hex = try fields.decodeIfPresent(String.self, forKey: .hex) {
            bytes = try Self.bytes(hex: hex, in: fields)
        } else {
            bytes = Array(try fields.decode(String.self, forKey: .original).utf8)
        }
        fixed = try fields.decodeIfPresent(String.self, forKey: .fixed) ?? original ?? ""
        origin = try fields.decodeIfPresent(String.self, forKey: .origin)
    }

    private static func bytes(hex: String, in fields: KeyedDecodingContainer<Key>) throws -> [UInt8] {
        let digits = hex.filter { $0 != " " }.compactMap(\.hexDigitValue)
        guard digits.count.isMultiple(of: 2), digits.count == hex.filter({ $0 != " " }).count else {
            throw DecodingError.dataCorruptedError(forKey: .hex, in: fields, debugDescription: "not pairs of digits")
        }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    static func all(_ origin: Origin) throws -> [TextCase] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let file = folder.appending(path: origin.rawValue + ".json")
        return try JSONDecoder().decode([TextCase].self, from: Data(contentsOf: file))
    }
}
