import Foundation
import SiteSupport
import Testing

/// Where a check says that damaged text stands: the line and column of the file as decoded, before its repair.
@Suite("Where damaged text is found")
struct EncodingFindingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var file = "a.md"
        var bytes: [UInt8]
        /// `line:column-endLine:endColumn rule`
        var findings: [String]
    }

    static let cases = [
        Case(
            testDescription: "lines", bytes: Array("# A\n\nIt â€” x\n😀 Ã©\n".utf8),
            findings: ["3:4-3:7 encoding/mojibake", "4:4-4:6 encoding/mojibake"]),
        Case(
            testDescription: "CRLF", bytes: Array("# A\r\n\r\nIt â€” x\r\né Ã©\r\n".utf8),
            findings: ["3:4-3:7 encoding/mojibake", "4:3-4:5 encoding/mojibake"]),
        Case(
            testDescription: "CR alone", bytes: Array("# A\r\rIt â€” x\r".utf8), findings: ["3:4-3:7 encoding/mojibake"]
        ),
        Case(
            testDescription: "a byte order mark", bytes: [0xEF, 0xBB, 0xBF] + Array("â€” A\n".utf8),
            findings: ["1:1-1:4 encoding/mojibake"]),
        Case(
            testDescription: "front matter", bytes: Array("---\ntitle: GrÃ¼n\nowner: \"Ã¤\"\n---\n\nIt â€” x\n".utf8),
            findings: ["2:10-2:12 encoding/mojibake", "3:9-3:11 encoding/mojibake", "6:4-6:7 encoding/mojibake"]),
        Case(
            testDescription: "UTF-16, little-endian", bytes: utf16("# A\r\n\r\n😀 It â€” x\r\n"),
            findings: ["3:7-3:10 encoding/mojibake"]),
        Case(
            testDescription: "UTF-16, big-endian", bytes: utf16("# A\n\n😀 It â€” x\n", bigEndian: true),
            findings: ["3:7-3:10 encoding/mojibake"]),
        Case(
            testDescription: "stray bytes, each a column",
            bytes: Array("# A\n\ncaf".utf8) + [0xE9] + Array(" â€” ".utf8) + [0xE2, 0x80] + Array(" Ã©\n".utf8),
            findings: [
                "3:4-3:5 encoding/invalid", "3:6-3:9 encoding/mojibake", "3:10-3:12 encoding/invalid",
                "3:13-3:15 encoding/mojibake",
            ]),
        Case(
            testDescription: "code that is left in doubt", bytes: Array("# A\n\nIt â€” x, né, and `Ã©`\n".utf8),
            findings: ["3:4-3:7 encoding/mojibake", "3:20-3:22 encoding/doubtful"]),
    ]

    private struct Report: Decodable {
        struct Finding: Decodable {
            var rule: String
            var file: String
            var line: Int
            var column: Int
            var endLine: Int
            var endColumn: Int

            var place: String { "\(line):\(column)-\(endLine):\(endColumn) \(rule)" }
        }

        var findings: [Finding]
    }

    @Test("In text and in JSON, findings name line and column of the file", arguments: cases)
    func place(_ test: Case) async throws {
        let place = try Workplace([:])
        try place.folder.write(test.bytes, to: "content/" + test.file)
        let json = try await place.run("check", "--format", "json")
        let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
        #expect(report.findings.map(\.place) == test.findings)
        let text = try await place.run("check", "-v")
        let places = text.output.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: ":")
            return line.contains("[encoding/") ? "\(parts[1]):\(parts[2])" : nil
        }
        #expect(places == test.findings.map { String($0.prefix { $0 != "-" }) })
    }

    @Test("In an included file, findings name that file and its lines, once for all pages")
    func included() async throws {
        let place = try Workplace([
            "content/a.md": "# A\n\n--8<-- \"part.txt:2:\"\n", "content/b.md": "# B\n\n{{#include part.txt}}\n",
            "content/part.txt": "one\n\n😀 It â€” x\n",
        ])
        let json = try await place.run("check", "--format", "json")
        let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
        #expect(report.findings.map { "\($0.file) \($0.place)" } == ["part.txt 3:7-3:10 encoding/mojibake"])
    }
}

/// A file in UTF-16 with its byte order mark.
func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return bigEndian ? [high, low] : [low, high]
    }
}
