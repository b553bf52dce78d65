import Operations
import Testing

@Suite("The Titan handbook is understood")
struct TitanHandbookTests {
    @Test("Its three levels come from the canonical page, and the legacy seed agrees")
    func severities() throws {
        let index = OperationsIndex(pages: try handbook())
        let levels = index.severityScales.flatMap(\.levels)
        #expect(levels.map(\.id) == ["SEV-1", "SEV-2", "SEV-3"])
        #expect(levels.map(\.label) == ["Critical", "Major", "Minor"])
        for level in levels {
            #expect(
                level.sources.map(\.file) == [
                    "operations/troubleshooting/incident-response.md", "operations/README.md",
                ])
            #expect(level.field(.definition)?.agreeing.map(\.authority) == [.legacy])
            #expect(level.fields.allSatisfy { $0.conflicts.isEmpty })
            #expect(!level.runbooks.isEmpty)
        }
        #expect(levels.map { $0.field(.responseTime)?.value.time?.seconds } == [0, 900, 3600])
        #expect(levels.first?.field(.action)?.value.text == "Global Halt")
        #expect(levels.first?.field(.other("post mortem"))?.value.text == "within 24 hours")
    }

    @Test("The ladder has five levels with their contacts")
    func ladder() throws {
        let ladder = OperationsIndex(pages: try handbook()).ladders.first
        #expect(ladder?.authority == .canonical)
        #expect(ladder?.steps.map(\.number) == [1, 2, 3, 4, 5])
        #expect(
            ladder?.steps.map(\.target) == [
                "On-call Engineer", "Operations Manager", "Technical Director", "CTO", "CEO",
            ])
        #expect(ladder?.steps.map { $0.after?.time?.seconds } == [0, 900, 1800, 3600, 7200])
        #expect(ladder?.steps.allSatisfy { $0.authority != nil && $0.contactRow != nil } ?? false)
    }

    @Test("Every runbook has a level, an owner, a review date, sections and an escalation")
    func runbooks() throws {
        let pages = try handbook()
        let index = OperationsIndex(pages: pages)
        #expect(index.runbooks.count >= 19)
        for runbook in index.runbooks {
            #expect(runbook.severity?.resolution == .name, "\(runbook.path)")
            #expect(runbook.owner != nil && runbook.lastReviewed != nil && runbook.kind != nil, "\(runbook.path)")
            #expect(runbook.firstEscalation?.target != nil, "\(runbook.path)")
            #expect(!runbook.sections.isEmpty, "\(runbook.path)")
        }
        #expect(index.diagnostics.isEmpty)
        #expect(index.runbook(at: "runbooks/README.md") == nil)
    }

    @Test("All cataloged metrics have their full names, and no other table is a catalog")
    func metrics() throws {
        let index = OperationsIndex(pages: try handbook())
        #expect(index.catalogs.map(\.path) == ["operations/README.md", "operations/metrics-catalog.md"])
        #expect(index.metrics.count == 52)
        for name in [
            "titan_brain_decisions_total", "titan_scavenger_binance_ticks_total", "up",
            "titan_brain_health_status", "titan_scavenger_health_status", "titan:equity:delta_1d",
            "titan_execution_order_latency_seconds_bucket",
        ] {
            #expect(index.metric(named: name) != nil, "\(name)")
        }
        #expect(index.metric(named: "phase_id") == nil)
        let exposure = index.metric(named: "titan_risk_exposure_notional").map { index.metrics[$0] }
        #expect(exposure?.definitions.map(\.source.file) == ["operations/metrics-catalog.md", "operations/README.md"])
        #expect(exposure?.type == .gauge)
    }
}
