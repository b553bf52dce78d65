import Operations
import SourceText
import Testing

@Suite("The index chooses by authority, and names every place that disagrees")
struct OperationsIndexTests {
    private let severity3 = LevelName(family: .severity, rank: 3)

    private func page(_ time: String, intro: String = "") -> String {
        "# Incidents\n\n\(intro)\n\n## Severity Levels\n\n| Level | Response Time |\n|---|---|\n| SEV-3 | \(time) |\n"
    }

    @Test("On a tie the stricter value is in force, the other stands beside it")
    func tie() {
        let index = index(["operations/y.md": page("next day"), "runbooks/x.md": page("1 hour")])
        let field = index.level(severity3)?.field(.responseTime)
        #expect(field?.value.text == "1 hour")
        #expect(field?.conflicts.map(\.text) == ["next day"])
        let finding = index.diagnostics.first
        #expect(index.diagnostics.count == 1)
        #expect(finding?.rule == .severityConflict)
        #expect(finding?.file == "runbooks/x.md")
        #expect(finding?.range.start.line == 9)
        #expect(finding?.message == "SEV-3 response time is '1 hour' here, 'next day' in operations/y.md:9")
        #expect(
            finding?.notes.map { "\($0.file):\($0.range.start.line) \($0.message)" } == [
                "runbooks/x.md:9 SEV-3 response time: 1 hour", "operations/y.md:9 SEV-3 response time: next day",
            ])
    }

    @Test(
        "Authority decides before strictness",
        arguments: [
            ("b.md", "This page is the canonical source for severities."),
            ("b.md", "Canonical source for incident severity definitions."),
            ("b.md", "> **Note**: This document is the single source of truth."),
        ])
    func canonical(path: String, intro: String) {
        let index = index(["a.md": page("5 minutes"), "b.md": page("1 hour", intro: intro)])
        let field = index.level(severity3)?.field(.responseTime)
        #expect(field?.value.text == "1 hour")
        #expect(field?.value.authority == .canonical)
        #expect(index.diagnostics.map(\.rule) == [.severityConflict])
    }

    @Test(
        "What is legacy or archived weighs least",
        arguments: [
            ("archive/a.md", ""), ("docs/legacy/a.md", ""), ("a.md", "This page is deprecated."),
            ("a.md", "This document was superseded by [that](b.md)."),
        ])
    func legacy(path: String, intro: String) {
        let pages = [input(path, page("5 minutes", intro: intro)), input("b.md", page("1 hour"))]
        let field = OperationsIndex(pages: pages).level(severity3)?.field(.responseTime)
        #expect(field?.value.text == "1 hour")
        #expect(field?.conflicts.map(\.authority) == [.legacy])
    }

    @Test(
        "Pages that speak of others are ordinary",
        arguments: [
            "See the canonical guide.", "Canonical guide: [x](x.md)", "This page is not the source of truth.",
            "This page is about the legacy system.",
            "This section was merged from the legacy `operations.md`.", "👉 **See Canonical Guide**: [x](x.md)",
        ])
    func ordinary(intro: String) { #expect(operations(page("1 h", intro: intro)).standing == .ordinary) }

    @Test(
        "Front matter speaks for the page",
        arguments: [
            ("canonical: true", PageStanding.canonical), ("canonical: https://x.example/y", .ordinary),
            ("status: deprecated", .legacy), ("status: Active", .ordinary),
        ])
    func frontMatter(line: String, standing: PageStanding) {
        #expect(operations("---\n\(line)\n---\n" + page("1 h")).standing == standing)
    }

    @Test(
        "The same in other words is no conflict",
        arguments: [
            ("| Level | Response |\n|-|-|\n| SEV-3 | < 15 mins |", "| Level | SLA |\n|-|-|\n| SEV-3 | 15 minutes |"),
            ("- SEV-3 (Minor): Degraded.", "- **SEV3** – minor: degraded"),
            ("- SEV-3 (Critical): x", "- SEV-3 (Critical Outage): x"),
            ("- SEV-3: Some definition", "- SEV-3: Told in other words"),
            (
                "| Level | Response |\n|-|-|\n| SEV-3 | best effort |",
                "| Level | Response |\n|-|-|\n| SEV-3 | as staffed |"
            ),
        ])
    func agreement(a: String, b: String) {
        #expect(index(["a.md": "# Severities\n\n\(a)", "b.md": "# Severities\n\n\(b)"]).diagnostics.isEmpty)
    }

    @Test(
        "Labels, actions and times contradict each other",
        arguments: [
            ("- SEV-3 (Minor): x", "- SEV-3 (Major): x", "label"),
            ("- SEV-3: x. Action: Global halt.", "- SEV-3: x. Action: Investigate.", "action"),
            (
                "| Level | Updates |\n|-|-|\n| SEV-3 | 1 h |", "| Level | Updates |\n|-|-|\n| SEV-3 | daily |",
                "update interval"
            ),
            (
                "| Level | Response |\n|-|-|\n| SEV-3 | best effort |", "| Level | Response |\n|-|-|\n| SEV-3 | 1 h |",
                "response time"
            ),
            (
                "| Level | Impact | Post-mortem |\n|-|-|-|\n| SEV-3 | x | 1 day |",
                "| Level | Impact | Post-mortem |\n|-|-|-|\n| SEV-3 | x | 5 days |", "post mortem"
            ),
        ])
    func conflicts(a: String, b: String, field: String) {
        let findings = index(["a.md": "# Severities\n\n\(a)", "b.md": "# Severities\n\n\(b)"]).diagnostics
        #expect(findings.map(\.rule) == [.severityConflict])
        #expect(findings.first?.message.contains(" \(field) is ") ?? false)
    }

    @Test("The configuration settles a disagreement")
    func configuration() {
        let source = ClaimSource(file: "opsbook.yml", range: .fileStart, anchor: nil, form: .configuration)
        let claim = Claim(text: "2h", time: TimeLimit(reading: "2h"), source: source, authority: .configuration)
        let settled = LevelStatement(
            level: severity3, fields: [LevelFieldClaim(kind: .responseTime, claim: claim)], source: source,
            authority: .configuration)
        let index = index(
            ["a.md": page("1 hour"), "b.md": page("next day")], options: OperationsOptions(levels: [settled]))
        #expect(index.level(severity3)?.field(.responseTime)?.value.text == "2h")
        #expect(index.level(severity3)?.field(.responseTime)?.conflicts.count == 2)
        #expect(index.diagnostics.isEmpty)
    }

    @Test("A pair in one document joins two families; contradicting pairs join nothing")
    func pairs() {
        let paired = "# Severity Levels\n\n- SEV-1 (P1): a\n- SEV-2 (P2): b"
        let priorities = "# Priority Levels\n\n- P1: a\n- P4: d"
        let joined = index(["a.md": paired, "b.md": priorities])
        #expect(joined.severityScales.map { $0.levels.map(\.id) } == [["SEV-1", "SEV-2"], ["P4"]])
        #expect(
            joined.severityScales.first?.levels.map(\.pairedNames) == [
                [LevelName(family: .priority, rank: 1)], [LevelName(family: .priority, rank: 2)],
            ])
        #expect(joined.level(LevelName(family: .priority, rank: 1))?.id == "SEV-1")
        let torn = index(["a.md": paired, "b.md": "# Severity Levels\n\n- SEV-1 (P0): a", "c.md": priorities])
        #expect(torn.level(LevelName(family: .priority, rank: 1))?.id == "P1")
        #expect(torn.level(LevelName(family: .priority, rank: 2))?.id == "SEV-2")
    }

    @Test("Without a pair P1 never becomes SEV-1")
    func unpaired() {
        let index = index(["a.md": "# Severity Levels\n\n- SEV-1: a", "b.md": "# Priority Levels\n\n- P1: b"])
        #expect(index.severityScales.map { $0.levels.map(\.id) } == [["SEV-1"], ["P1"]])
    }

    @Test("The order of pages changes nothing")
    func order() {
        let pages = [
            input("c.md", page("1 hour")), input("a.md", page("2 hours")), input("b.md", page("1 hour")),
            input("runbooks/d.md", "---\nseverity: SEV-9\n---\n# D"),
            input("m.md", "# Metrics\n\n- `a_b`: x\n- `c_d`: y"),
        ]
        let first = OperationsIndex(pages: pages)
        for _ in 0..<5 {
            let other = OperationsIndex(pages: pages.shuffled())
            #expect(other.severityScales == first.severityScales)
            #expect(other.runbooks == first.runbooks)
            #expect(other.metrics == first.metrics)
            #expect(other.diagnostics == first.diagnostics)
        }
        #expect(first.level(severity3)?.field(.responseTime)?.value.source.file == "b.md")
    }

    @Test("No pages, no entities, no findings")
    func empty() {
        let index = OperationsIndex(pages: [])
        #expect(index.severityScales.isEmpty && index.runbooks.isEmpty && index.diagnostics.isEmpty)
    }
}

@Suite("The index resolves what runbooks say")
struct RunbookIndexTests {
    private let scale = "# Severity Levels\n\n- **SEV-1 (Critical)**: a\n- **SEV-2 (Major)**: b\n- **SEV-3 (Minor)**: c"

    private func runbook(_ severity: String, _ body: String = "", options: OperationsOptions = .init())
        -> OperationsIndex
    {
        index(["s.md": scale, "runbooks/x.md": "---\nseverity: \(severity)\n---\n# X\n\n\(body)"], options: options)
    }

    @Test(
        "A severity is a level by its name, or by its label as the scale writes it",
        arguments: [
            ("SEV-2", "SEV-2" as String?, SeverityResolution.name), ("Sev 2", "SEV-2", .name), ("2", "SEV-2", .name),
            ("Major", "SEV-2", .label), ("Major (trading stopped)", "SEV-2", .label), ("critical", nil, .word),
            ("SEV-5", nil, .unknownLevel), ("P2", nil, .unknownLevel),
        ])
    func resolution(text: String, level: String?, resolution: SeverityResolution) {
        let index = runbook(text)
        #expect(index.runbook(at: "runbooks/x.md")?.severity?.level?.id == level)
        #expect(index.runbook(at: "runbooks/x.md")?.severity?.resolution == resolution)
        let runbooks = index.severityScales.first?.levels.flatMap(\.runbooks)
        #expect(runbooks == (level == nil ? [] : ["runbooks/x.md"]))
    }

    @Test("The words of alerts are mapped by the configuration alone")
    func labels() {
        let options = OperationsOptions(labels: ["critical": LevelName(family: .severity, rank: 1)])
        let severity = runbook("Critical", options: options).runbook(at: "runbooks/x.md")?.severity
        #expect(severity?.level?.id == "SEV-1")
        #expect(severity?.resolution == .configuration)
    }

    @Test("A level that no scale has is reported with the levels there are")
    func unknownLevel() {
        let finding = runbook("SEV-5", "## Escalation\n\nx").diagnostics.first
        #expect(finding?.rule == .severityUnknownLevel)
        #expect(finding?.file == "runbooks/x.md")
        #expect(finding?.range.start.line == 2)
        #expect(finding?.message == "'SEV-5' is no severity level of this site, which has SEV-1, SEV-2, SEV-3")
        #expect(finding?.notes.map(\.range.start.line) == [3, 4, 5])
    }

    @Test(
        "Words of alerts, and sites without levels, are not reported",
        arguments: ["critical", "warning", "page", "High"])
    func unreported(word: String) { #expect(runbook(word).diagnostics.isEmpty) }

    @Test("A site without scales has no level to miss")
    func noScales() {
        #expect(index(["runbooks/x.md": "---\nseverity: SEV-7\n---\n# X"]).diagnostics.isEmpty)
    }

    @Test(
        "Runbooks of the two gravest levels need an escalation",
        arguments: [
            ("SEV-1", "", true), ("SEV-2", "", true), ("SEV-3", "", false),
            ("SEV-1", "## Escalation\n\nSee [x](y.md).", false),
            ("critical", "", false),
        ])
    func missingEscalation(severity: String, body: String, isMissing: Bool) {
        let findings = runbook(severity, body).diagnostics.filter { $0.rule == .escalationMissing }
        #expect(findings.map(\.message) == (isMissing ? ["runbook of severity \(severity) has no escalation"] : []))
        #expect(findings.allSatisfy { $0.level == .notice })
    }

    @Test("Front matter is in force over the text, and the graver of two texts")
    func ownSeverities() {
        let both = runbook("SEV-2", "**Severity**: SEV-3\n").runbook(at: "runbooks/x.md")
        #expect(both?.severity?.level?.id == "SEV-2")
        #expect(both?.otherSeverities.map(\.level?.id) == ["SEV-3"])
        let texts = index(["s.md": scale, "runbooks/x.md": "# X\n\n**Severity**: SEV-3\n**Severity**: SEV-2\n"])
        #expect(texts.runbook(at: "runbooks/x.md")?.severity?.level?.id == "SEV-2")
    }

    @Test("A runbook's escalation is its own; ladders are those of other pages")
    func ladders() {
        let escalation = "## Escalation\n\n- After 15 minutes, page the CTO.\n"
        let index = index(["runbooks/x.md": "# X\n\n\(escalation)", "p.md": "# Policy\n\n\(escalation)"])
        #expect(index.ladders.map(\.page) == ["p.md"])
        #expect(index.runbook(at: "runbooks/x.md")?.firstEscalation?.target == "CTO")
    }
}
