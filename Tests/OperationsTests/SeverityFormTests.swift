import Operations
import Testing

@Suite("Severity levels are read in every form that documents use")
struct SeverityFormTests {
    /// A page, and what its levels say, one a line: `SEV-1 label=Critical responseTime=15 minutes`.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var markdown: String
        var levels: [String]
    }

    private static let lists = [
        Case(
            testDescription: "list in bold with an action (the seed)",
            markdown: """
                ### Severity Levels

                - **SEV-1 (Critical)**: Fund loss imminent or happening. Action: **Global Halt**.
                - **SEV-2 (Major)**: Trading stopped, no fund loss. Action: Investigate.
                - **SEV-3 (Minor)**: Degraded performance (e.g., logging lag).
                """,
            levels: [
                "SEV-1 label=Critical definition=Fund loss imminent or happening action=Global Halt",
                "SEV-2 label=Major definition=Trading stopped, no fund loss action=Investigate",
                "SEV-3 label=Minor definition=Degraded performance (e.g., logging lag)",
            ]),
        Case(
            testDescription: "plain list with bare names",
            markdown: "# Incident classification\n\n- S1: all users are down\n- S2 - Major: some are\n* S3 – Minor",
            levels: [
                "SEV-1 definition=all users are down", "SEV-2 label=Major definition=some are", "SEV-3 label=Minor",
            ]),
        Case(
            testDescription: "ordered list with nested bullets",
            markdown: """
                ## Priority Levels

                1. **P1 - Critical**
                   - Response Time: 15 minutes
                   - **Resolution Time**: 4 hours
                   - Examples:
                     - login down
                     - data loss
                2. **P2** (High)
                   - Respond within: 1 hour
                """,
            levels: [
                "P1 label=Critical responseTime=15 minutes resolveTime=4 hours examples=login down; data loss",
                "P2 label=High responseTime=1 hour",
            ]),
        Case(
            testDescription: "symbols before the name",
            markdown: "## Severities\n\n- 🔴 **SEV1**: red\n- 🟡 `SEV2`: yellow",
            levels: ["SEV-1 definition=red", "SEV-2 definition=yellow"]),
    ]

    private static let tables = [
        Case(
            testDescription: "table with aliases",
            markdown: """
                ## Severity Levels

                | Level | Name | Impact | Response Time | Update Frequency | Who | Notification | Post-mortem |
                |---|---|---|---|---|---|---|---|
                | SEV-1 | Critical | Fund loss | Immediate | 15 min | everyone | pager | 24 hours |
                | **SEV-2** | Major | No trading | < 15 min | 30 min | on-call | – | N/A |
                """,
            levels: [
                "SEV-1 label=Critical definition=Fund loss responseTime=Immediate updateEvery=15 min responders=everyone "
                    + "communication=pager post mortem=24 hours",
                "SEV-2 label=Major definition=No trading responseTime=< 15 min updateEvery=30 min responders=on-call",
            ]),
        Case(
            testDescription: "table without a heading, told by its level column",
            markdown: """
                | Priority | Description | Acknowledge |
                |:--|:--|--:|
                | Priority 1 | down | 5m |
                | Priority 2 | slow | 1h |
                """,
            levels: ["P1 definition=down responseTime=5m", "P2 definition=slow responseTime=1h"]),
        Case(
            testDescription: "bare numbers and a separator row under a heading",
            markdown: """
                # Severity definitions

                | Severity | Summary | Definition |
                |---|---|---|
                | 1 | Outage | All down |
                | **Below: no page** | | |
                | 2 - Minor | Slow | |
                """,
            levels: ["SEV-1 summary=Outage definition=All down", "SEV-2 label=Minor summary=Slow"]),
        Case(
            testDescription: "label with the name in parentheses",
            markdown: "## Severity\n\n|Class|Scope|\n|-|-|\n|Critical (SEV-1)|all|\n|🟠 SEV 2 (High)|some|",
            levels: ["SEV-1 label=Critical definition=all", "SEV-2 label=High definition=some"]),
        Case(
            testDescription: "transposed table",
            markdown: """
                ## Severity Levels

                | | SEV-1 | SEV-2 (Major) |
                |---|---|---|
                | Description | down | slow |
                | Response time | 5 min | 1 h |
                | Colour | red | |
                """,
            levels: [
                "SEV-1 definition=down responseTime=5 min colour=red",
                "SEV-2 label=Major definition=slow responseTime=1 h",
            ]),
        Case(
            testDescription: "transposed table with bare numbers",
            markdown: "# Priority Matrix\n\n| Field | 1 | 2 |\n|---|---|---|\n| Impact | all | one |",
            levels: ["P1 definition=all", "P2 definition=one"]),
    ]

    private static let headings = [
        Case(
            testDescription: "heading per level with marked fields",
            markdown: """
                ## Incident Severity Levels

                #### Severity 1 - Critical (Response Time: Immediate)

                **Impact**: Fund loss.
                **Examples**:

                - exchange key leaked
                - positions unknown

                #### Severity 2 – Major

                Trading stopped.

                Response: within 15 minutes
                """,
            levels: [
                "SEV-1 label=Critical responseTime=Immediate definition=Fund loss "
                    + "examples=exchange key leaked; positions unknown",
                "SEV-2 label=Major definition=Trading stopped responseTime=within 15 minutes",
            ]),
        Case(
            testDescription: "heading per level with bullets",
            markdown: """
                # Priority Definitions

                ### P0 - Critical
                - Response Time: 15 minutes
                - **Updates:** every 30 minutes
                - Runs around the clock: yes

                ### P1
                Everything that can wait.

                ### How we count
                - Response Time: starts with the page
                """,
            levels: [
                "P0 label=Critical responseTime=15 minutes updateEvery=every 30 minutes runs around the clock=yes",
                "P1 definition=Everything that can wait",
            ]),
        Case(
            testDescription: "sub-headings are fields",
            markdown:
                "# Severities\n\n## SEV-1\n\n### Examples\n\n- a\n- b\n\n### Response time\n\n15 min\n\n## SEV-2\n",
            levels: ["SEV-1 examples=a; b responseTime=15 min", "SEV-2"]),
    ]

    private static let pairs = [
        Case(
            testDescription: "two scales at once in headings",
            markdown: "## Severity Levels\n\n### SEV0 (P0) - Critical Outage\n\nAll down.\n\n### P1 / SEV1 - Major\n",
            levels: [
                "SEV-0=P0 label=Critical Outage definition=All down", "SEV-1=P1 label=Major",
            ]),
        Case(
            testDescription: "two scales at once in a table",
            markdown: "## Severities\n\n|Level|Impact|\n|-|-|\n|SEV1 (P1)|all|\n|S2/P2|some|",
            levels: ["SEV-1=P1 definition=all", "SEV-2=P2 definition=some"]),
    ]

    @Test("Each form, in variants", arguments: lists + tables + headings + pairs)
    func forms(example: Case) {
        let levels = operations(example.markdown).levels.map { level in
            let fields = level.fields.map { field in
                let name = if case .other(let header) = field.kind { header } else { "\(field.kind)" }
                return " \(name)=\(field.claim.text)"
            }
            return level.level.id + (level.pairedWith.map { "=\($0.id)" } ?? "") + fields.joined()
        }
        #expect(levels == example.levels)
    }

    @Test(
        "SEV1, Sev 1, Severity 1, S1 and SEV-1 are one level, P1 another",
        arguments: [
            ("SEV1", "SEV-1"), ("sev-1", "SEV-1"), ("Sev 1", "SEV-1"), ("Severity 1", "SEV-1"), ("SEVERITY-1", "SEV-1"),
            ("S1", "SEV-1"), ("P1", "P1"), ("Priority 1", "P1"), ("P-1", "P1"), ("SEV_1", "SEV-1"), ("SEV–1", "SEV-1"),
        ])
    func names(written: String, id: String) {
        let levels = operations("## Severity Levels\n\n- **\(written)**: x").levels
        #expect(levels.map(\.level.id) == [id])
    }

    @Test("Ranges are those of what was read")
    func ranges() {
        let markdown = """
            ---
            title: Severities — all
            ---
            ## Severity Levels ✓

            - **SEV-1 (Critical)**: äöü. Action: **halt**.

            | Level | Impact |
            |---|---|
            | SEV-2 | 😀 down |
            """
        let levels = operations(markdown).levels
        #expect(
            levels.map { cut($0.source, from: markdown) } == ["**SEV-1 (Critical)**: äöü. Action: **halt**.", "SEV-2"])
        #expect(levels.map(\.source.line) == [6, 10])
        #expect(levels.map(\.source.anchor) == ["severity-levels-", "severity-levels-"])
        #expect(levels.last?.claim(.definition).map { cut($0.source, from: markdown) } == "😀 down")
    }

    @Test("Fields of a heading's section know their own lines")
    func fieldLines() {
        let markdown = "# Severities\n\n## SEV-1\n\n**Impact**: all\n**Response Time**: 15m\n\n- Updates: 1h\n"
        let fields = operations(markdown).levels.first?.fields ?? []
        #expect(fields.map(\.claim.source.line) == [5, 6, 8])
        #expect(
            fields.map { cut($0.claim.source, from: markdown) } == [
                "**Impact**: all", "**Response Time**: 15m", "Updates: 1h",
            ])
    }

    @Test("What stands under a heading about legacy things is legacy")
    func legacy() {
        let markdown = "# Posture (Legacy)\n\n## Severity Levels\n\n- SEV-1: a\n\n# Severities\n\n- SEV-1: b"
        #expect(operations(markdown).levels.map(\.authority) == [.legacy, .page])
    }

    @Test("In one section a table, headings and a list all speak, and the index lets the table win")
    func precedence() {
        let markdown = """
            ## Severity Levels

            - SEV-1: x. Response Time: 5 minutes

            | Level | Response Time |
            |---|---|
            | SEV-1 | 15 minutes |

            ### SEV-1

            - Response Time: 10 minutes
            """
        let field = index(["a.md": markdown]).level(LevelName(family: .severity, rank: 1))?.field(.responseTime)
        #expect(field?.value.text == "15 minutes")
        #expect(field?.conflicts.map(\.text) == ["5 minutes", "10 minutes"])
    }
}
