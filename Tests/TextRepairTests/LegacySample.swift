import Foundation
import TextRepair
import Testing

/// A text in a legacy encoding, from `Tests/TextRepairData/legacy-encodings.tsv`: the bytes are Python's, not ours.
struct LegacySample: Sendable, CustomTestStringConvertible {
    var encoding: LegacyEncoding
    var language: String
    var text: String
    var bytes: [UInt8]

    var testDescription: String { "\(language) in \(encoding.title): \(text.prefix(24))" }

    static let all: [LegacySample] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "../TextRepairData/legacy-encodings.tsv")
        guard let rows = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return rows.split(separator: "\n").compactMap { row in
            let fields = row.split(separator: "\t")
            guard fields.count == 4, let encoding = LegacyEncoding.allCases.first(where: { "\($0)" == fields[0] })
            else { return nil }
            let digits = fields[3].utf8.map { $0 < 0x41 ? $0 - 0x30 : $0 - 0x57 }
            let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
            return LegacySample(
                encoding: encoding, language: String(fields[1]), text: String(fields[2]), bytes: bytes)
        }
    }()
}
