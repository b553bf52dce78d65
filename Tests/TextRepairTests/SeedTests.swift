import SourceText
import Testing
import TextRepair

/// The page that the whole project started from: `content/operations/README.md`, damaged as it came.
@Suite struct SeedTests {
    private func seed() throws -> [UInt8] {
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        return try DiskFileSystem().read(path + "/content/operations/README.md")
    }

    @Test(arguments: [
        (3, "[← Back to Index](../README.md)"),
        (5, "## 🩺 System Reliability"),
        (7, "- [**Data Governance**](data-governance.md) — Schema enforcement and migration policies."),
        (11, "## 🔧 Troubleshooting"),
        (16, "## 📜 Governance"),
        (20, "## 📊 Observability"),
        (42, "👉 **See Canonical Guide**: [deployment-standard.md](../deployment-standard.md)"),
        (70, "👉 **Runbooks located in**: [RUNBOOKS/](../runbooks/README.md)"),
    ])
    func `the seed page's lines come out as they were written`(line: Int, text: String) throws {
        let repaired = DecodedText(decoding: try seed())
        let lines = String(decoding: repaired.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[line - 1] == text)
    }

    @Test func `damaging the repaired seed page in the same way gives the page as it came`() throws {
        let original = try seed()
        let repaired = String(decoding: DecodedText(decoding: original).bytes, as: UTF8.self)
        #expect(Damage.windows1252Dropping.apply(to: repaired) == String(decoding: original, as: UTF8.self))
    }

    @Test func `nothing in the seed page is left damaged or in doubt`() throws {
        let text = DecodedText(decoding: try seed())
        #expect(text.repairs.count == 16)
        #expect(text.doubtful.isEmpty)
        #expect(text.invalid.isEmpty)
        let foreign = Set(String(decoding: text.bytes, as: UTF8.self).unicodeScalars.filter { $0.value > 0x7F })
        #expect(foreign == Set("←🩺—🔧📜📊👉".unicodeScalars))
    }

    @Test func `the seed page's lost byte is named, and where it was`() throws {
        let arrow = try #require(DecodedText(decoding: try seed()).repairs.first)
        #expect(arrow.before == "â†")
        #expect(arrow.after == "←")
        #expect(arrow.codec == "cp1252[drop 90]→utf-8")
        #expect(arrow.range.start == Position(line: 3, column: 2))
        #expect(arrow.range.end == Position(line: 3, column: 4))
    }
}
