import Links
import Site
import SiteSupport
import SourceText
import Testing

@Suite("What a broken reference is told")
struct SuggestionTests {
    static let texts = [
        "runbooks/nats-outage.md": "# NATS outage\n\n## Severity levels\n\n## Größe\n\n<a id=\"by-Hand\"></a>\n",
        "runbooks/README.md": "# Runbooks\n", "operations/README.md": "# Operations\n",
        "operations/metrics-catalog.md": "",
        "team/a/rota.md": "# Rota\n", "team/b/rota.md": "# Rota\n", "team/b/c/rota.md": "# Rota\n",
        "img/topology.svg": "<svg/>", "img/nats.png": "", "with space.md": "# S\n", "notes.txt": "",
    ]

    @Test(
        "The nearest thing that exists, written as the page would write it",
        arguments: [
            // A slip: a letter changed, left out, added, swapped.
            ("runbooks/nats-outagw.md", "runbooks/nats-outage.md"),
            ("runbooks/nats-outge.md", "runbooks/nats-outage.md"),
            ("runbooks/nats-outtage.md", "runbooks/nats-outage.md"),
            ("runbooks/nats-otuage.md", "runbooks/nats-outage.md"),
            // Moved, and what was written behind the path kept.
            ("ops/nats-outage.md?raw=1#severity-levels", "runbooks/nats-outage.md?raw=1#severity-levels"),
            ("ops/nats-outage.html", "runbooks/nats-outage.md"), ("/nats-outage.md", "/runbooks/nats-outage.md"),
            ("nats-outage", "runbooks/nats-outage.md"),
            // The fragment is mended too.
            ("ops/nats-outage.md#severty-levels", "runbooks/nats-outage.md#severity-levels"),
            // Of several of one name, the nearest.
            ("team/b/d/rota.md", "team/b/rota.md"), ("team/b/c/d/rota.md", "team/b/c/rota.md"),
            ("rota.md", "team/a/rota.md"),
            // An index goes by its folder's name.
            ("operation/README.md", "operations/README.md"), ("old/operations/README.md", "operations/README.md"),
            ("old/elsewhere/README.md", nil), ("runbook/", "runbooks"),
            // Names grow at their end.
            ("operations/metrics.md", "operations/metrics-catalog.md"), ("nats.md", "runbooks/nats-outage.md"),
            // Case.
            ("Runbooks/NATS-Outage.md#Severity-Levels", "runbooks/nats-outage.md#severity-levels"),
            ("RUNBOOKS/", "runbooks"), ("Notes.txt", "notes.txt"),
            // Escapes.
            ("wiht%20space.md", "with%20space.md"), ("runbooks/nats-outage.md#grüße", "runbooks/nats-outage.md#größe"),
            // Pages are not suggested for images, nor images for pages.
            ("topology.md", nil), ("nothing/like-it.md", nil),
        ] as [(String, String?)])
    func link(_ written: String, _ suggestion: String?) async throws {
        var texts = SuggestionTests.texts
        texts["page.md"] = "[x](<\(written)>)\n"
        let finding = try #require(try await build(texts).findings.first { $0.file == "page.md" })
        #expect(finding.suggestion == suggestion)
        #expect(finding.target == written)
        guard let suggestion else { return }
        // Ready to paste: the suggestion itself is no fault.
        texts["page.md"] = "[x](<\(suggestion)>)\n"
        #expect(try await build(texts).findings.filter { $0.file == "page.md" }.isEmpty)
    }

    @Test(
        "Images",
        arguments: [
            ("img/toplogy.svg", "img/topology.svg"), ("topology.svg", "img/topology.svg"),
            ("IMG/nats.png", "img/nats.png"),
            ("img/nats-outage.png", nil),
        ] as [(String, String?)])
    func image(_ written: String, _ suggestion: String?) async throws {
        var texts = SuggestionTests.texts
        texts["page.md"] = "![x](\(written))\n"
        let finding = try #require(try await build(texts).findings.first { $0.file == "page.md" })
        #expect(finding.suggestion == suggestion)
        #expect(finding.rule == (written.hasPrefix("IMG") ? .linkWrongCase : .linkMissingImage))
    }

    @Test(
        "Anchors",
        arguments: [
            ("severitys", "severity-levels"), ("severity", "severity-levels"), ("Severity-Levels", "severity-levels"),
            ("severity-level", "severity-levels"), ("by-hand", "by-Hand"), ("byhand", "by-Hand"),
            ("nats-outages", "nats-outage"),
            ("se", nil), ("something-else", nil),
        ] as [(String, String?)])
    func anchor(_ fragment: String, _ suggestion: String?) async throws {
        var texts = SuggestionTests.texts
        texts["page.md"] = "[x](runbooks/nats-outage.md#\(fragment))\n"
        let finding = try #require(try await build(texts).findings.first { $0.file == "page.md" })
        #expect(finding.rule == .linkMissingAnchor)
        #expect(finding.message == "no heading or anchor '\(fragment)' in runbooks/nats-outage.md")
        #expect(finding.suggestion == suggestion.map { "runbooks/nats-outage.md#\($0)" })
    }

    @Test("A page that the site leaves out is not called missing")
    func leftOut() async throws {
        let built = try await build([
            "a.md": "[1](draft.md) [2](draft) [3](draft.html#x) [4](new/) [5](taken.md)\n",
            "draft.md": "---\ndraft: true\n---\n", "new/README.md": "---\ndraft: true\n---\n", "taken.md": "# T\n",
            "taken.html": "",
        ])
        #expect(
            built.findings.filter { $0.rule == .linkMissingFile }.map(\.message) == [
                "'draft.md' is a draft, and the site is built without drafts",
                "'draft.md' is a draft, and the site is built without drafts",
                "'draft.md' is a draft, and the site is built without drafts",
                "'new/README.md' is a draft, and the site is built without drafts",
                "'taken.md' is left out of the site: its address is taken",
            ])
    }

    @Test("Every finding of a large broken site is there, with its suggestion")
    func many() async throws {
        // 2,000 faults over 2,000 pages that all have the same name, and one page with 2,000 headings.
        var texts: [String: String] = [:]
        for index in 0..<2000 { texts["service\(index)/runbook.md"] = "# R\n\n[x](../servce\(index)/runbook.md)\n" }
        texts["all.md"] = (0..<2000).map { "## Heading number \($0)\n\n[x](#heading-numbr-\($0))\n" }.joined(
            separator: "\n")
        let findings = try await build(texts).findings
        #expect(findings.count == 4000)
        #expect(findings.allSatisfy { $0.suggestion != nil })
    }
}
