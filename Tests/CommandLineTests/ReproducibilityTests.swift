import SiteSupport
import Testing

@Suite("The same sources give the same bytes")
struct ReproducibilityTests {
    private static var sources: [String: String] {
        var texts = ["README.md": "# Home\n\n[a](gone.md)\n", "img/x.svg": "<svg/>"]
        for index in 0..<40 {
            texts["s\(index % 5)/p\(index).md"] = "# Page \(index)\n\n[next](../s\((index + 1) % 5)/p\(index + 1).md)\n"
        }
        return texts
    }

    @Test("Once more, by one task or by many, in another folder, and over a folder that is written in another order")
    func bytes() async throws {
        let first = try TemporaryFolder()
        for (path, text) in ReproducibilityTests.sources.sorted(by: { $0.key < $1.key }) {
            try first.write(text, to: "content/" + path)
        }
        let second = try TemporaryFolder()
        for (path, text) in ReproducibilityTests.sources.sorted(by: { $0.key > $1.key }) {
            try second.write(text, to: "deeper/content/" + path)
        }
        _ = try await Command.run(["build", "-j", "1"], in: first.path)
        let site = try first.tree("public")
        #expect(site.count > 45)
        let again = try await Command.run(["build", "-j", "2"], in: first.path)
        #expect(again.errors.contains("0 files written"), "\(again)")
        #expect(try first.tree("public") == site)
        _ = try await Command.run(["build", "-j", "2", "-o", "other"], in: first.path)
        #expect(try first.tree("other") == site)
        _ = try await Command.run(
            ["build"], in: second.path + "/deeper", environment: ["LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"])
        #expect(try second.tree("deeper/public") == site)
    }
}
