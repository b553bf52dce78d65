import Publishing
import Rendering
import Site
import SiteSupport
import SourceText
import Testing

/// A folder of `Tests/Golden`, and what its site is built with.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    var name: String
    var theme: @Sendable () throws -> Theme = { try .golden() }
    var change: @Sendable (inout BuildOptions) -> Void = { _ in }

    var testDescription: String { name }

    static let all: [GoldenCase] = [
        GoldenCase(name: "plain"),
        GoldenCase(name: "indexes"),
        GoldenCase(name: "sections"),
        GoldenCase(name: "links"),
        GoldenCase(name: "includes", theme: { try .goldenOperations() }),
        GoldenCase(name: "collisions", change: { $0.view.baseURL = "https://ops.example/" }),
        GoldenCase(name: "duplicates"),
        GoldenCase(name: "operations", theme: { try .goldenOperations() }),
        GoldenCase(
            name: "encoding",
            change: {
                $0.policy.acceptances = [
                    FindingPolicy.Acceptance(rule: .encodingMojibake, file: "damaged.md", reason: "kept as handed over")
                ]
            }),
        GoldenCase(name: "drafts"),
        GoldenCase(
            name: "names",
            change: {
                $0.view.baseURL = "https://ops.example/b%C3%BCcher/"
                $0.view.editURL = "https://git.example/edit/{path}"
            }),
        GoldenCase(name: "frontmatter"),
        GoldenCase(
            name: "default-theme", theme: { try .load(["site.css": "", "site.js": "", "favicon.svg": ""]) },
            change: {
                $0.site.name = "Handbook & notes"
                $0.view.baseURL = "https://ops.example/book/"
            }),
    ]
}
