extension OperationsIndex {
    /// Collects escalation outside runbooks: it holds for the site, or for one severity.
    mutating func readLadders(of pages: [PageInput]) {
        let pages = pages.filter { $0.operations.runbook == nil }
        for (page, statement) in pages.statements(\.escalations, at: \.source) {
            let statement = statement.withContacts(of: page)
            ladders.append(
                EscalationLadder(
                    title: statement.title, page: page.path, pageTitle: page.title, level: statement.level,
                    steps: statement.steps, source: statement.source,
                    authority: statement.authority.on(page.standing)))
        }
        ladders.sort { a, b in
            if a.authority != b.authority { return a.authority > b.authority }
            return ClaimSource.precedes(a.source, b.source)
        }
    }
}

extension EscalationStatement {
    /// Gives each step the row of its target in the page's contact tables.
    func withContacts(of page: PageInput) -> EscalationStatement {
        guard !page.operations.contacts.isEmpty else { return self }
        var rows: [[PlainText]: EscalationContact] = [:]
        for contact in page.operations.contacts {
            let key = PlainText(contact.role.utf8).words
            if rows[key] == nil { rows[key] = contact }
        }
        var result = self
        for index in result.steps.indices {
            guard let target = result.steps[index].target else { continue }
            result.steps[index].contactRow = rows[PlainText(target.utf8).words]
        }
        return result
    }
}
