import Foundation
import SiteSupport
import SourceText
import Testing

/// The repository's own content, built as its users build it.
@Suite("The handbook")
struct HandbookTests {
    static let repository = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    @Test("It passes a strict check, and shows the seed's damage as accepted")
    func check() async throws {
        let outcome = try await Command.run(["check", "content", "--strict", "-v"], in: HandbookTests.repository)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(!outcome.output.contains(": error:") && !outcome.output.contains(": warning:"), "\(outcome.output)")
        let accepted = outcome.output.split(separator: "\n").filter { $0.contains(": accepted: ") }
        #expect(!accepted.isEmpty)
        #expect(
            accepted.allSatisfy {
                $0.hasPrefix("content/operations/README.md:") && $0.hasSuffix("[encoding/mojibake]")
                    || $0.hasPrefix("content/handbook/examples/") && $0.hasSuffix("[markdown/unknown-shortcode]")
            })
        #expect(outcome.errors.contains("no errors, no warnings"))
    }

    @Test("Every address in its site leads to a file, and every fragment to an id")
    func links() async throws {
        let work = try TemporaryFolder()
        let outcome = try await Command.run(
            ["build", "-o", work.path + "/site", "--base-url", "https://ops.example/book/"],
            in: HandbookTests.repository)
        #expect(outcome.status == 0, "\(outcome)")
        let checker = SiteChecker(files: try work.tree("site"), mount: "/book/")
        let dead = checker.deadLinks()
        #expect(dead.isEmpty, "\(dead.joined(separator: "\n"))")
        #expect(checker.checked > 1000)
    }
}

/// Follows every `href` and `src` of a site's pages, as a browser would.
final class SiteChecker {
    private let files: [String: [UInt8]]
    /// The path under which the site is served.
    private let mount: String
    private var ids: [String: Set<String>] = [:]
    private(set) var checked = 0

    init(files: [String: [UInt8]], mount: String) {
        self.files = files
        self.mount = mount
        for (path, bytes) in files where path.hasSuffix(".html") {
            let html = String(decoding: bytes, as: UTF8.self)
            ids[path] = Set(SiteChecker.values(of: ["id", "name"], in: html))
        }
    }

    func deadLinks() -> [String] {
        var dead: [String] = []
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".html") {
            var html = String(decoding: bytes, as: UTF8.self)
            var base = mount + path
            if let found = html.firstMatch(of: /<base href="([^"]*)">/) {
                base = String(found.output.1)
                html.removeSubrange(found.range)
            }
            for address in SiteChecker.values(of: ["href", "src"], in: html) {
                checked += 1
                if let reason = fault(of: address, from: base) { dead.append("\(path): \(address): \(reason)") }
            }
        }
        return dead
    }

    private func fault(of address: String, from base: String) -> String? {
        let base = URL(
            string: "https://host" + (base.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? base))
        guard let url = URL(string: address, relativeTo: base)?.absoluteURL else { return "no address" }
        guard url.host == "host", let parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else { return nil }
        guard parts.path.hasPrefix(mount) else { return "leads out of the site" }
        let path = String(parts.path.dropFirst(mount.count))
        guard files[path] != nil else { return "no file '\(path)'" }
        guard let fragment = parts.fragment, !fragment.isEmpty, let ids = ids[path] else { return nil }
        return ids.contains(fragment) ? nil : "no id '\(fragment)' in '\(path)'"
    }

    /// The values of attributes, in tags alone: text has its angle brackets escaped.
    private static func values(of names: Set<String>, in html: String) -> [String] {
        let tag = /<[a-zA-Z][^<>]*>/
        let attribute = /\s([a-z]+)=(?:"([^"]*)"|'([^']*)')/
        var values: [String] = []
        for match in html.matches(of: tag) {
            for found in match.output.matches(of: attribute) where names.contains(String(found.output.1)) {
                let value = String(found.output.2 ?? found.output.3 ?? "")
                values.append(
                    value.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
                        .replacing("&gt;", with: ">").replacing("&amp;", with: "&"))
            }
        }
        return values
    }
}
