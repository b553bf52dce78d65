import Operations
import Testing

@Suite("What is no severity level is not read as one")
struct SeverityScopeTests {
    @Test(
        "Pages without levels have none",
        arguments: [
            // A diagram, a formula, a bucket, a plan: no heading names severities.
            "# Architecture\n\n- P0 -> P1: data flows\n- S3: bucket for backups\n- P1: next quarter",
            "# Storage\n\n- **S3**: the archive bucket\n- **S1**: the hot one",
            "# Priorities\n\n- P0: fix the login\n- P1: write docs",
            "# Latency\n\n`P0 = 3`, P1 is 4.\n\n```text\nSEV-1: x\n```\n\n<!-- - SEV-1: x -->",
            // Alternatives and placeholders say nothing.
            "## Severity Levels\n\n- SEV-1 | SEV-2: what it is\n- [level]: x\n- SEV-<N>: y\n- SEV-1/SEV-2: z\n- SEV-1 or SEV-2: w",
            "## Severity Levels\n\n- SEV-1 – SEV-3: page\n- SEV-1, SEV-2: page\n- SEV-1 to SEV-3: page",
            // Sentences about levels.
            "## Severity Levels\n\n- A SEV-2 with open positions becomes SEV-1.\n- SEV-3 that stops trading becomes SEV-2.",
            // Fences and comments.
            "## Severity Levels\n\n```text\n- SEV-1 (Critical): x\n```\n\n<!--\n- SEV-1: x\n-->",
            // The severities of alerts are another scale.
            "## Severities\n\n- **critical**: pages\n- **warning**: chat",
            "## Severities\n\n| Severity | Impact |\n|---|---|\n| critical | all |\n| warning | some |",
            // Numbers that go on, or belong to something else.
            "## Severity Levels\n\n- S30: x\n- P1.5: y\n- SEV12: z\n- S3_bucket: w\n- PS1: v\n- s3: bucket",
            "## Severity Levels\n\n| Level | Impact |\n|---|---|\n| 3 hosts | x |\n| 10 | y |",
            // Checklists by level.
            "## Severity Response\n\n### SEV-1 Response Checklist\n\n- page\n\n### SEV-2 Communication Template\n\nx",
            // Levels of the ladder.
            "## Escalation\n\n| Level | Role | Response | Authority |\n|---|---|---|---|\n| 1 | On-call | now | all |\n| 2 | CTO | 1h | all |",
        ])
    func none(markdown: String) { #expect(operations(markdown).levels.isEmpty) }

    @Test(
        "Tables outside such a heading need a level column of unmistakable names, each once",
        arguments: [
            "# Alerts\n\n| Alert | Severity | Response |\n|---|---|---|\n| A | SEV-1 | now |\n| B | SEV-2 | 1h |",
            "# Runbooks\n\n| Severity | Description |\n|---|---|\n| SEV-1 | a |\n| SEV-2 | b |\n| SEV-1 | c |",
            "# Drives\n\n| Level | Description |\n|---|---|\n| S1 | sleeping |\n| S3 | suspended |",
            "# Counts\n\n| Severity | Incidents |\n|---|---|\n| SEV-1 | 3 |\n| SEV-2 | 4 |",
            "# One\n\n| Severity | Description |\n|---|---|\n| SEV-1 | a |",
            "# RAID\n\n| Level | Description |\n|---|---|\n| 0 | striping |\n| 1 | mirroring |",
        ])
    func tables(markdown: String) { #expect(operations(markdown).levels.isEmpty) }

    @Test(
        "Templates are for others to fill in",
        arguments: [
            ("templates/incident.md", "## Severity Levels\n\n- SEV-1: x"),
            ("runbook-template.md", "## Severity Levels\n\n- SEV-1: x"),
            ("a.md", "# Incident Template\n\n## Severity Levels\n\n- SEV-1: x"),
            ("a.md", "---\ntemplate: true\n---\n## Severity Levels\n\n- SEV-1: x"),
            ("a.md", "---\nkind: template\nowner: x\n---\n## Severity Levels\n\n- SEV-1: x"),
        ])
    func templates(path: String, markdown: String) {
        #expect(operations(markdown, path: path) == PageOperations())
    }

    @Test(
        "Headings that name severities, priority levels or the classification of incidents open a scope",
        arguments: [
            "Severity Levels", "Severities", "3. Incident Severity (all teams)", "SEV levels", "Priority Levels",
            "Incident priority", "Incident Classification", "Incident Levels", "Severity & Escalation",
        ])
    func scopes(title: String) { #expect(operations("# \(title)\n\n- SEV-1: x").levels.count == 1) }

    @Test(
        "Other headings do not",
        arguments: [
            "Levels", "Priorities", "Priority", "Several things", "Server levels", "Incidents", "Classification",
        ])
    func others(title: String) { #expect(operations("# \(title)\n\n- SEV-1: x").levels.isEmpty) }

    @Test("A list needs the heading itself, or one that introduces the levels below it")
    func nearest() {
        #expect(operations("# Severity\n\n## Definitions\n\n- SEV-1: x").levels.count == 1)
        #expect(operations("# Severity\n\n## Who does what\n\n- SEV-1: x").levels.isEmpty)
        #expect(operations("---\ntitle: Severity Levels\n---\n- SEV-1: x").levels.count == 1)
    }
}
