import Documents
import Operations
import Site
import SiteSupport
import Testing

@Suite("Back-references")
struct ReferrerTests {
    @Test("A page knows who leads to it: once each, by reading order, with the heading, itself left out")
    func referrers() async throws {
        let site = try await build([
            "README.md": "# Home\n\n[t](t.md)\n", "t.md": "# Target\n\n[self](t.md), [self](#target)\n\n## Wait\n",
            "b.md": "# B\n\n## First\n\n[t](t.md#wait)\n\n## Second\n\n[t](t.md)\n",
            "a.md": "[t](t.md#no-such-place)\n",
            "z/deep.md": "# Zulu\n\n## There\n\n![not a link to a page](../t.md)\n",
        ]).site
        let target = try #require(site.pages.firstIndex { $0.path == "t.md" })
        let found = site.referrers[target].map { "\(site.pages[$0.page].path) \(site.heading(of: $0)?.title ?? "-")" }
        #expect(found == ["README.md -", "a.md -", "b.md First", "z/deep.md There"])
    }

    @Test("A metric knows the pages that use it, but not the catalog that defines it")
    func metrics() async throws {
        let site = try await build([
            "catalog.md": """
            # Metrics catalog

            ## NATS

            | Metric | Type | Meaning |
            |---|---|---|
            | `nats_lag_seconds` | gauge | Age of the oldest message |

            """,
            "nats.md": "# NATS\n\n## Look\n\n`nats_lag_seconds`, and again `nats_lag_seconds`\n",
        ]).site
        let metric = try #require(site.operations.metric(named: "nats_lag_seconds"))
        let uses = site.metricUses[metric].map { "\(site.pages[$0.page].path) \(site.heading(of: $0)?.title ?? "-")" }
        #expect(uses == ["nats.md Look"])
    }
}
