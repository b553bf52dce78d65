internal import Addresses
internal import Operations
internal import Documents
internal import Site

extension ViewBuilder {
    /// The header of a runbook's page; nil for other pages.
    func runbook(of page: Int, from output: String) -> RunbookView? {
        guard let runbook = site.operations.runbook(at: site.pages[page].path) else { return nil }
        let escalation = runbook.firstEscalation
        return RunbookView(
            severity: badge(of: runbook, from: output),
            owner: runbook.owner?.text, lastReviewed: runbook.lastReviewed?.text,
            escalation: escalation.flatMap { step in
                step.target.map { target in
                    RunbookView.Escalation(
                        after: step.after?.text, target: target,
                        href: step.source.anchor.map { "#" + percentEncoded($0) })
                }
            },
            alerts: runbook.alerts.enumerated().map { index, alert in
                RunbookView.Alert(name: alert.text, isLast: index == runbook.alerts.count - 1)
            },
            first: runbook.firstAction.map {
                RunbookView.FirstAction(title: $0.step ?? $0.title, anchor: percentEncoded($0.anchor))
            })
    }

    /// The severity that a runbook gives itself, linked to its level. A word that names no level is shown as it is
    /// written, without a rank's colour.
    func badge(of runbook: Runbook, from output: String) -> SeverityBadge? {
        guard let severity = runbook.severity else { return nil }
        guard let name = severity.level, let level = site.operations.level(name) else {
            return SeverityBadge(id: severity.claim.text, rank: severity.level?.rank ?? 9)
        }
        return badge(of: level, from: output)
    }

    func badge(of level: SeverityLevel, from output: String) -> SeverityBadge {
        SeverityBadge(
            id: level.id, label: level.label, rank: level.rank,
            href: site.generated.contains(.severity)
                ? href(GeneratedPage.severity.output, from: output, fragment: GeneratedPage.anchor(of: level.name))
                : nil)
    }

    /// A claim's place, linked to its heading on the page that says it.
    func place(_ source: ClaimSource, from output: String) -> PlaceView {
        PlaceView(
            text: "\(source.file):\(source.line)",
            href: pageIndex(of: source.page).map {
                href(site.book.pages[$0].output, from: output, fragment: source.anchor)
            })
    }

    func places(_ claims: [Claim], from output: String) -> [PlaceView] {
        claims.enumerated().map { index, claim in
            var view = place(claim.source, from: output)
            view.isLast = index == claims.count - 1
            return view
        }
    }

    /// The root's index: the gravest runbooks first, and whom to call.
    func home(from output: String) -> HomeView? {
        let ranked = site.operations.runbooks.compactMap { runbook -> (Int, HomeView.Runbook)? in
            guard let page = pageIndex(of: runbook.path), let badge = badge(of: runbook, from: output),
                runbook.severity?.level != nil
            else { return nil }
            let link = link(to: page, from: output)
            return (badge.rank, HomeView.Runbook(title: link.title, href: link.href, severity: badge))
        }
        let runbooks = ranked.filter { $0.0 <= 2 }.enumerated()
            .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
        let ladder = site.operations.ladders.first { $0.level == nil && $0.steps.count > 1 }
            .map { self.ladder($0, from: output) }
        guard !runbooks.isEmpty || ladder != nil else { return nil }
        return HomeView(runbooks: runbooks, ladder: ladder)
    }

    func ladder(_ ladder: EscalationLadder, from output: String) -> LadderView {
        let steps = ladder.steps.map { step in
            LadderView.Step(
                order: String(step.number ?? step.order), after: step.after?.text,
                target: step.target ?? step.action ?? step.text,
                contact: step.contact, authority: step.authority, source: place(step.source, from: output))
        }
        let title = ladder.title == ladder.pageTitle ? ladder.title : "\(ladder.title) · \(ladder.pageTitle)"
        return LadderView(
            title: title,
            href: pageIndex(of: ladder.page).map {
                href(site.book.pages[$0].output, from: output, fragment: ladder.source.anchor)
            } ?? "",
            axis: TimeAxis(ladder.steps).svg, steps: steps)
    }

    func pageIndex(of path: String) -> Int? {
        // Pages are sorted by source path.
        var low = 0
        var high = site.pages.count
        while low < high {
            let middle = (low + high) / 2
            if site.pages[middle].path < path { low = middle + 1 } else { high = middle }
        }
        return low < site.pages.count && site.pages[low].path == path ? low : nil
    }
}
