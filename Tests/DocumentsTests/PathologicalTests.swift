import Documents
import Foundation
import SourceText
import Testing

/// The suite must end; how long it takes is measured elsewhere (`make bench`). Unoptimised code gets less of each but in
/// `make soak`.
@Suite struct PathologicalTests {
    private static let size = ProcessInfo.processInfo.environment["OPSBOOK_SOAK"] == nil ? 60_000 : 300_000

    @Test(.timeLimit(.minutes(3)), arguments: Pathological.all)
    func `hostile text becomes HTML of a bounded size`(input: Pathological) {
        let bytes = Array(input.text(Self.size).utf8)
        let (_, body) = Document(path: "page.md", bytes: bytes).compile()
        #expect(String(validating: body.html, as: UTF8.self) != nil)
        #expect(body.html.count < 64 * bytes.count + 4096, "\(body.html.count) bytes of HTML")
    }

    /// What a fuzzer found (`make fuzz`) is kept in `Found/`.
    private static func found() throws -> [URL] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Found")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).sorted {
            $0.path < $1.path
        }
    }

    @Test func `every input that a fuzzer found is read without harm`() throws {
        for file in try Self.found() where file.pathExtension == "md" {
            let document = Document(path: "page.md", bytes: Array(try Data(contentsOf: file)))
            let (facts, body) = document.compile()
            #expect(String(validating: body.html, as: UTF8.self) != nil, "\(file.lastPathComponent)")
            #expect(body.slots.allSatisfy { Int($0.offset) <= body.html.count }, "\(file.lastPathComponent)")
            let ranges = facts.references.map(\.range) + facts.diagnostics.map(\.range)
            #expect(ranges.allSatisfy { $0.start <= $0.end }, "\(file.lastPathComponent)")
        }
    }
}
