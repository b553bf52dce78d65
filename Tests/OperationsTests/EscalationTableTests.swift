import Operations
import Testing

@Suite("Escalation tables, contacts and front matter")
struct EscalationTableTests {
    private func steps(_ markdown: String) -> [EscalationStep] { operations(markdown).escalations.flatMap(\.steps) }

    @Test("Timelines per severity know their severity")
    func timeline() {
        let markdown = """
            ## Escalation

            ### SEV-1

            | Time | Action | Who |
            |---|---|---|
            | 0 min | Page | On-call |
            | 15 min | Call | CTO |

            ### SEV-2

            | Time | Action | Who |
            |---|---|---|
            | 1 h | Call | CTO |
            """
        let found = operations(markdown).escalations
        #expect(found.map(\.level?.id) == ["SEV-1", "SEV-2"])
        #expect(
            found.map { $0.steps.map { "\($0.after?.text ?? "") \($0.action ?? "") \($0.target ?? "")" } }
                == [["0 min Page On-call", "15 min Call CTO"], ["1 h Call CTO"]])
        #expect(found.first?.steps.last.map { cut($0.source, from: markdown) } == "15 min | Call | CTO")
    }

    @Test("A column of contacts names who is called, where nothing else does")
    func contactColumn() {
        let found = steps(
            "## Escalation\n\n|Level|Contact|Escalation Time|\n|-|-|-|\n|L1|On-call|0 min|\n|L2|Lead|15 min|")
        #expect(found.map(\.short) == ["0 min → On-call", "15 min → Lead"])
        #expect(found.map(\.number) == [1, 2])
    }

    @Test("Thresholds are no delays")
    func thresholds() {
        let found = steps(
            "## Escalation\n\nEscalate to the lead if:\n\n- it takes > 5s after a restart\n- it lasts 2 hours")
        #expect(found.map { $0.after?.text } == [nil, "2 hours"])
    }

    @Test("A row's severity is its step's")
    func severityColumn() {
        let found = steps("## Escalation\n\n|Severity|Escalate to|After|\n|-|-|-|\n|SEV-1|CTO|1h|\n|P2|lead|next day|")
        #expect(found.map(\.level?.id) == ["SEV-1", "P2"])
        #expect(found.map { $0.after?.time } == [TimeLimit(kind: .elapsed, amount: 3600), TimeLimit(kind: .nextDay)])
    }

    @Test("Contacts are no steps; the index gives them to the steps of their page")
    func contacts() {
        let page = """
            ## Escalation

            - If it lasts 15 minutes, escalate to the CTO.

            ### Contacts

            | Role | Pager | Channel |
            |---|---|---|
            | CTO | `titan-cto` | phone |

            | Primary | Secondary | Channel |
            |---|---|---|
            | Ann | Bob | #ops |

            - Vendor: support@vendor.example
            """
        let found = operations(page)
        #expect(found.escalations.flatMap(\.steps).map(\.target) == ["CTO"])
        #expect(found.contacts.map(\.role) == ["CTO", "Ann", "Vendor"])
        let row = index(["a.md": page]).ladders.first?.steps.first?.contactRow
        #expect(
            row?.details == [NamedText(name: "Pager", text: "titan-cto"), NamedText(name: "Channel", text: "phone")])
    }

    @Test("Front matter names steps in words or in fields")
    func frontMatter() {
        let markdown = """
            ---
            escalation:
              - {to: on-call lead, after: 15m, contact: "#ops", when: recovery fails}
              - cto
              - If all fails after 1 hour, escalate to the CEO
            ---
            # X
            """
        let found = operations(markdown).escalations
        #expect(found.map(\.authority) == [.frontMatter])
        #expect(
            found.flatMap(\.steps).map(\.short) == [
                "15m → on-call lead if recovery fails", "cto", "1 hour → CEO if all fails after 1 hour",
            ])
        #expect(found.first?.steps.first?.contact == "#ops")
        #expect(found.flatMap(\.steps).map(\.source.line) == [3, 4, 5])
    }
}
