import Foundation
import Publishing
import SiteSupport
import SourceText
import Testing

/// Builds each case of `Tests/Golden` and compares every file of the site, and every finding, with what was recorded.
/// `OPSBOOK_RECORD=1` records anew.
@Suite("Golden sites")
struct GoldenTests {
    static let root: String = {
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return "/" + tests + "/Golden"
    }()

    static let records = ProcessInfo.processInfo.environment["OPSBOOK_RECORD"] == "1"

    @Test("A site is what was recorded", arguments: GoldenCase.all)
    func matches(_ golden: GoldenCase) async throws {
        let folder = "\(GoldenTests.root)/\(golden.name)"
        var options = BuildOptions(content: folder + "/source")
        golden.change(&options)
        let built = try await build(options, DiskFileSystem(), theme: try golden.theme())
        if GoldenTests.records { return try record(built, in: folder) }

        let expected = try fileTree(folder + "/expected")
        for path in Set(expected.keys).union(built.files.keys).sorted() {
            let change = difference(expected: expected[path], found: built.files[path])
            #expect(change == nil, "\(golden.name)/expected/\(path)")
        }
        let findings = try DiskFileSystem().read(folder + "/findings.txt")
        #expect(difference(expected: findings, found: Array(built.report.utf8)) == nil, "\(golden.name)/findings.txt")
    }

    @Test("A site does not depend on how many tasks build it", arguments: GoldenCase.all)
    func workers(_ golden: GoldenCase) async throws {
        var options = BuildOptions(content: "\(GoldenTests.root)/\(golden.name)/source")
        golden.change(&options)
        var sites: [Built] = []
        for workers in [1, 8] {
            options.workers = workers
            sites.append(try await build(options, DiskFileSystem(), theme: try golden.theme()))
        }
        #expect(sites[0].files == sites[1].files)
        #expect(sites[0].report == sites[1].report)
    }

    @Test("Every folder is a case")
    func completeness() throws {
        let folders = try DiskFileSystem().list(GoldenTests.root).map(\.name)
        #expect(Set(folders) == Set(GoldenCase.all.map(\.name)))
    }

    private func record(_ built: Built, in folder: String) throws {
        let files = DiskFileSystem()
        if files.kind(of: folder + "/expected") != nil { try files.removeTree(folder + "/expected") }
        for (path, bytes) in built.files {
            let file = "\(folder)/expected/\(path)"
            try files.makeDirectories(String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]))
            try files.write(bytes, to: file)
        }
        try files.write(Array(built.report.utf8), to: folder + "/findings.txt")
    }

    /// The first line that differs; nil where nothing does.
    private func difference(expected: [UInt8]?, found: [UInt8]?) -> String? {
        guard expected != found else { return nil }
        guard let expected else { return "not expected, but there" }
        guard let found else { return "expected, but missing" }
        let old = String(decoding: expected, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let new = String(decoding: found, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for line in 0..<max(old.count, new.count) {
            let (before, after) = (line < old.count ? old[line] : "(end)", line < new.count ? new[line] : "(end)")
            if before != after { return "line \(line + 1)\n- \(before)\n+ \(after)" }
        }
        return "the bytes differ"
    }
}
