import Operations
import Testing

@Suite("Escalation is read from sentences, conditions, ladders and tables")
struct EscalationTests {
    private func steps(_ markdown: String) -> [EscalationStep] { operations(markdown).escalations.flatMap(\.steps) }

    @Test(
        "Sentences",
        arguments: [
            (
                "If recovery fails after 15 minutes, escalate to the on-call lead.",
                ["15 minutes → on-call lead if recovery fails after 15 minutes"]
            ),
            (
                "Escalate to the CTO if it is not fixed within 1 hour.",
                ["1 hour → CTO if it is not fixed within 1 hour"]
            ),
            ("After 30 minutes, page the head of operations.", ["30 minutes → head of operations"]),
            ("Escalate immediately to the database team.", ["immediately → database team"]),
            (
                "When lag stays above 30 s for 10 minutes, notify #titan-incidents.",
                ["10 minutes → #titan-incidents if lag stays above 30 s for 10 minutes"]
            ),
            ("Management is told at once.", ["at once → Management"]),
            ("With open positions it is SEV-1, and management is told after 5 minutes.", ["5 minutes → management"]),
            ("An outage of more than 2 hours goes to management.", ["2 hours → management"]),
            (
                "If funds are at risk after 1 hour, escalate to the CTO, after 2 hours to the CEO.",
                ["1 hour → CTO if funds are at risk after 1 hour", "2 hours → CEO if funds are at risk after 1 hour"]
            ),
            (
                "If it fails, roll back and escalate to the technical director and open a bridge.",
                ["technical director if it fails"]
            ),
            (
                "No acknowledgement within 5 minutes: page the next level.",
                ["5 minutes → next level if No acknowledgement within 5 minutes"]
            ),
            // How to, and prose about escalation, are no steps.
            ("Page a role by hand: `/page`. Never hesitate to escalate.", []),
            ("Each further level is called if nothing helps.", []),
            ("See [the policy](x.md).", []),
        ])
    func sentences(text: String, expected: [String]) {
        #expect(steps("## Escalation\n\n\(text)").map(\.short) == expected)
        #expect(steps("# Weather\n\n\(text)").isEmpty)
    }

    @Test("Sentences in list items; what is not understood stays beside them as it stands")
    func items() {
        let markdown = "## Escalation\n\n- Escalate to the lead after 15m.\n- Losses go up the line whatever happens.\n"
        let found = steps(markdown)
        #expect(found.map(\.short) == ["15m → lead", "?"])
        #expect(found.map(\.text) == ["Escalate to the lead after 15m.", "Losses go up the line whatever happens."])
        #expect(found.map(\.order) == [1, 2])
        #expect(found.map { cut($0.source, from: markdown) } == found.map(\.text))
    }

    @Test(
        "Condition lists",
        arguments: [
            (
                "Escalate to the cluster administrator if:\n\n- several hosts fail\n- it lasts longer than 2 hours",
                [
                    "cluster administrator if several hosts fail",
                    "2 hours → cluster administrator if it lasts longer than 2 hours",
                ]
            ),
            ("**To Management**:\n\n- every SEV-1\n- [reason]\n", ["Management if every SEV-1"]),
            ("- **To the CTO:**\n  - losses over $10,000\n", ["the CTO if losses over $10,000"]),
            ("- To management: every SEV-1", ["management if every SEV-1"]),
            ("Escalate **immediately** if:\n\n- [ ] data is lost", ["immediately → ? if data is lost"]),
            ("Tell management (`m@titan.example`) of:\n\n- outages", ["management if outages"]),
        ])
    func conditions(text: String, expected: [String]) {
        #expect(steps("## Escalation\n\n\(text)").map(\.short) == expected)
    }

    @Test("The contact of a lead is that of its conditions")
    func leadContact() {
        let found = steps("## Escalation\n\nTell management (`m@titan.example`, or by phone) of:\n\n- outages")
        #expect(found.first?.contact == "m@titan.example, or by phone")
    }

    private static let ladders = [
        """
        ## Escalation

        ```text
        Level 1: On-call Engineer
        - Response: Immediate
        - Authority: Restarts

        Level 2: Operations Manager
        - Response: 15 minutes
        - Authority: Emergency procedures
        - Scope: SEV-1 only
        - Vacation: none
        ```
        """,
        """
        ## Escalation Path

        1. **Level 1**: On-call Engineer
           - Response: Immediate
           - Authority: Restarts
        2. **Level 2** – Operations Manager (15 minutes)
           - Authority: Emergency procedures
           - When: SEV-1 only
           - Vacation: none
        """,
        """
        ## Escalation

        | Level | Role | Response | Authority | Condition | Vacation |
        |---|---|---|---|---|---|
        | 1 | On-call Engineer | Immediate | Restarts | – | – |
        | 2 | Operations Manager | 15 minutes | Emergency procedures | SEV-1 only | none |
        """,
        """
        ## Escalation

        - L1: On-call Engineer, immediately
          - Can: Restarts
        - L2: Operations Manager - 15 minutes
          - Authority: Emergency procedures
          - Criteria: SEV-1 only
          - Vacation: none
        """,
        """
        ## Escalation Levels

        ### Level 1: On-call Engineer

        - **Response Time**: Immediate
        - Authority: Restarts

        ### Level 2: Operations Manager (15 minutes)

        - Authority: Emergency procedures
        - When: SEV-1 only
        - Vacation: none

        ### Afterwards

        Nothing.
        """,
    ]

    @Test("Ladders in fences, lists and tables", arguments: ladders)
    func ladder(markdown: String) {
        let found = steps(markdown)
        #expect(operations(markdown).escalations.map(\.title) == [markdown.titleOfFirstHeading])
        #expect(found.map(\.number) == [1, 2])
        #expect(found.map(\.order) == [1, 2])
        #expect(found.map(\.target) == ["On-call Engineer", "Operations Manager"])
        #expect(found.map { $0.after?.time?.seconds } == [0, 900])
        #expect(found.map(\.authority) == ["Restarts", "Emergency procedures"])
        #expect(found.last?.trigger == "SEV-1 only")
        #expect(found.last?.details == [NamedText(name: "Vacation", text: "none")])
    }

    @Test("The lines of a fence are where they are")
    func fenceLines() {
        let fenced = "## Escalation\n\n```\nLevel 1: A\n- Response: 5m\n```\n"
        let quoted = "> ## Escalation\n>\n> ```text\n> Level 1: A\n> - Response: 5m\n> ```\n"
        let indented = "## Escalation\n\n    Level 1: A\n    - Response: 5m\n"
        for markdown in [fenced, quoted, indented] {
            let step = steps(markdown).first
            #expect(step.map { cut($0.source, from: markdown) } == "Level 1: A")
            #expect(step?.after.map { cut($0.source, from: markdown) } == "- Response: 5m")
        }
    }

    @Test("Arrows between the levels of a fence hold the delay of the lower one")
    func arrows() {
        let found = steps("## Escalation\n\n```\nLevel 1: A\n    ↓ (15 min no response)\nLevel 2: B + C\n```")
        #expect(found.map(\.short) == ["A", "15 min → B + C"])
    }

    @Test("Under a heading that promises an order, numbered names alone are a ladder")
    func chain() {
        let list = "\n\n1. On-call Engineer\n2. Service Owner\n"
        #expect(steps("## Escalation Chain\(list)").map(\.target) == ["On-call Engineer", "Service Owner"])
        #expect(steps("## Escalation\(list)").isEmpty)
    }

    @Test("Fences of commands hold no ladder")
    func commands() { #expect(steps("## Escalation\n\n```bash\nLevel 1: A\n```").isEmpty) }

    @Test("Short numbered names with a time are a ladder, other numbered items are sentences or nothing")
    func numbered() {
        let found = steps(
            "## Escalation\n\n1. On-call engineer (immediately)\n2. Team lead – 15 min\n3. Open a war room")
        #expect(found.map(\.short) == ["immediately → On-call engineer", "15 min → Team lead", "?"])
        #expect(steps("## Escalation\n\n1. Open a war room\n2. Take notes").isEmpty)
    }
}

extension String {
    fileprivate var titleOfFirstHeading: String {
        split(separator: "\n").first.map { String($0.drop { $0 == "#" || $0 == " " }) } ?? ""
    }
}
