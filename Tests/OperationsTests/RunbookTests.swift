import Operations
import Testing

@Suite("Runbooks say what they are, how grave, whose, and what comes first")
struct RunbookTests {
    @Test(
        "A page is a runbook by its kind, its folder, or two of a runbook's sections",
        arguments: [
            ("a.md", "---\nkind: runbook\n---\n# X", true), ("a.md", "---\nkind: alert\n---\n# X", true),
            ("ops/runbooks/a.md", "# X", true), ("Runbooks/a.md", "# X", true),
            ("a.md", "# X\n\n## Meaning\n\n## Impact\n", true),
            ("a.md", "# X\n\n## 1. Symptoms (users)\n\n## 2) Mitigation Steps:\n", true),
            ("a.md", "# X\n\n## Possible Checks\n\n## Fixes and Root Cause\n", true),
            ("a.md", "# X\n\n## Escalation\n\n## Related\n", false),
            ("a.md", "# X\n\n## Impact\n\n## Prevention\n", false),
            ("a.md", "# Troubleshooting\n\n## Recovery\n", false),
            ("a.md", "# X\n\n## Recovery Time Objectives\n\n## Impact Assessment\n", false),
            ("runbooks/README.md", "# Runbooks\n", false), ("runbooks/index.md", "# Runbooks\n", false),
            ("runbooks/a.md", "---\nkind: reference\n---\n# X", false),
            ("runbooks.md", "# X", false), ("runbooks/template.md", "# X\n\n## Meaning\n\n## Impact\n", false),
        ])
    func isRunbook(path: String, markdown: String, expected: Bool) {
        #expect((operations(markdown, path: path).runbook != nil) == expected)
    }

    @Test("Front matter fills the header")
    func frontMatter() {
        let markdown = """
            ---
            severity: SEV-2
            owner: titan-platform
            team: ops
            last_reviewed: 2026-10-14
            reviewEvery: 90d
            kind: service
            status: active
            service: nats
            alerts: [ServiceDown, NatsLag]
            ---
            # NATS Outage
            """
        let page = operations(markdown)
        let runbook = page.runbook
        #expect(runbook?.kind == .service)
        #expect(runbook?.status?.text == "active")
        #expect(runbook?.service?.text == "nats")
        #expect(runbook?.alerts.map(\.text) == ["ServiceDown", "NatsLag"])
        #expect(runbook?.alerts.map { cut($0.source, from: markdown) } == ["ServiceDown", "NatsLag"])
        #expect(runbook?.severities.map(\.level?.id) == ["SEV-2"])
        #expect(runbook?.severities.map(\.claim.source.line) == [2])
        #expect(page.owners.map(\.text) == ["titan-platform", "ops"])
        #expect(page.lastReviewed?.text == "2026-10-14")
        #expect(page.reviewEvery?.time == TimeLimit(kind: .elapsed, amount: 90 * 86400))
    }

    @Test(
        "A severity stands in fields of many shapes",
        arguments: [
            ("**Severity**: SEV-2", "SEV-2", "SEV-2" as String?),
            ("**Severity:** Critical (pages)", "Critical (pages)", nil),
            ("> **Severity**: SEV-2", "SEV-2", "SEV-2"), ("- *Severity*: critical", "critical", nil),
            ("**Owner**: ops | **Severity**: P1", "P1", "P1"),
            ("**Severity**: Critical (SEV-1)", "Critical (SEV-1)", "SEV-1"),
            ("Some text\n**Severity**: SEV1 / P1\nmore", "SEV1 / P1", "SEV-1"), ("**Priority**: P0", "P0", "P0"),
        ])
    func severityFields(line: String, text: String, level: String?) {
        let markdown = "# X\n\n\(line)\n\n## Meaning\n"
        let severities = operations(markdown, path: "runbooks/x.md").runbook?.severities ?? []
        #expect(severities.map(\.claim.text) == [text])
        #expect(severities.map(\.level?.id) == [level])
        #expect(severities.allSatisfy { $0.isOfPage })
    }

    @Test(
        "Alternatives, placeholders and plain words are no severity",
        arguments: [
            "**Severity**: SEV-1 | SEV-2", "**Severity**: [level]", "**Severity**: <level>", "**Severity**: TBD",
            "**Severity**: SEV-1 or SEV-2", "Severity: SEV-1", "**Severity** matters", "`Severity`: SEV-1",
            "**Severity**: {{ severity }}", "```\n**Severity**: SEV-1\n```", "<!-- **Severity**: SEV-1 -->",
        ])
    func noSeverity(line: String) {
        #expect(operations("# X\n\n\(line)\n", path: "runbooks/x.md").runbook?.severities == [])
    }

    @Test("Fields below the second section are of that section, not of the page")
    func sectionFields() {
        let markdown =
            "# X\n\n**Owner**: a\n\n## Meaning\n\n**Severity**: SEV-3\n\n## Alert B\n\n**Severity**: SEV-1\n**Owner**: b\n"
        let page = operations(markdown, path: "runbooks/x.md")
        #expect(page.runbook?.severities.map(\.isOfPage) == [true, false])
        #expect(page.runbook?.severities.map(\.claim.source.line) == [7, 11])
        #expect(page.owners.map(\.text) == ["a"])
    }

    @Test("Sections by kind, whatever they are called")
    func sections() {
        let titles: [(String, RunbookSectionKind)] = [
            ("Meaning", .meaning), ("Detection", .symptoms), ("Impact", .impact),
            ("Immediate Actions", .immediateActions),
            ("3. Troubleshooting Steps", .diagnosis), ("Remediation (SRE only)", .mitigation), ("Fix", .mitigation),
            ("Verify", .verification), ("Rollback Procedure", .rollback), ("Escalation Path", .escalation),
            ("Prevention", .prevention), ("Related Runbooks", .related),
        ]
        let markdown = "# X\n\n" + titles.map { "## \($0.0)\n\n" }.joined()
        let sections = operations(markdown).runbook?.sections ?? []
        #expect(sections.map(\.kind) == titles.map(\.1))
        #expect(sections.map(\.title) == titles.map(\.0))
        #expect(sections.map(\.anchor).prefix(3) == ["meaning", "detection", "impact"])
    }

    @Test(
        "The first action",
        arguments: [
            (
                "## Mitigation\n\nm\n\n## Immediate Actions\n\nIn order:\n\n1. Halt.\n2. Look.", "Immediate Actions",
                "Halt." as String?
            ),
            ("## Mitigation\n\n- [ ] Restart it", "Mitigation", "Restart it"),
            (
                "## Impact\n\nx\n\n## Resolution\n\nRestart it. Then wait.\n\n- why: memory", "Resolution",
                "Restart it. Then wait."
            ),
            ("## Impact\n\n## Fix\n\nDo:\n\n- restart", "Fix", "restart"),
            ("## Impact\n\n## Fix\n\n### By hand\n\n1. `docker restart`", "Fix", "docker restart"),
            ("## Impact\n\n## Fix\n\n```bash\nx\n```\n", "Fix", nil),
        ])
    func firstAction(body: String, title: String, step: String?) {
        let action = operations("# X\n\n\(body)\n", path: "runbooks/x.md").runbook?.firstAction
        #expect(action?.title == title)
        #expect(action?.step == step)
    }
}
