import Documents
import Foundation
import Testing

/// One of CommonMark 0.30's examples.
struct CommonMarkExample: Decodable {
    var markdown: String
    var html: String
    var example: Int
    var section: String

    /// `OPSBOOK_COMMONMARK_SPEC` names the file; by default Debian's, of `golang-github-yuin-goldmark-dev`.
    static let file =
        ProcessInfo.processInfo.environment["OPSBOOK_COMMONMARK_SPEC"]
        ?? "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json"

    static func all() throws -> [CommonMarkExample] {
        try JSONDecoder().decode([CommonMarkExample].self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    }
}

@Suite struct CommonMarkSpecificationTests {
    /// Examples that our extensions read otherwise, each with its reason.
    static let changedByExtensions: [Int: String] = [
        601: "GFM links a bare address", 605: "GFM links a bare address of mail", 607: "GFM links a bare address",
        610: "GFM links a bare address", 611: "GFM links a bare address of mail",
    ]

    @Test func `all 652 examples give the specification's output, byte for byte`() throws {
        let examples = try CommonMarkExample.all()
        #expect(examples.count == 652)
        for example in examples {
            #expect(
                bareHTML(example.markdown, extensions: false) == example.html,
                "example \(example.example), \(example.section): \(example.markdown.debugDescription)")
        }
    }

    @Test func `with extensions they give the same, but for those explained`() throws {
        for example in try CommonMarkExample.all() {
            let isSame = bareHTML(example.markdown) == example.html
            let reason = Self.changedByExtensions[example.example]
            #expect(
                isSame == (reason == nil),
                "example \(example.example), \(example.section): \(example.markdown.debugDescription)")
        }
    }

    @Test func `carriage returns and line feeds end lines alike`() throws {
        for example in try CommonMarkExample.all() where !example.markdown.contains("\r") {
            let markdown = example.markdown.replacing("\n", with: "\r\n")
            #expect(bareHTML(markdown, extensions: false) == example.html, "example \(example.example)")
        }
    }
}
