internal import SourceText

extension OperationsIndex {
    /// Resolves what runbooks say of themselves, and gives each level its runbooks.
    mutating func readRunbooks(of pages: [PageInput], options: OperationsOptions) {
        for page in pages {
            guard let statement = page.operations.runbook else { continue }
            let operations = page.operations
            var runbook = Runbook(path: page.path, title: page.title, kind: statement.kind)
            runbook.owner = operations.owners.min(by: Claim.precedes)
            runbook.lastReviewed = operations.lastReviewed
            runbook.reviewEvery = operations.reviewEvery
            runbook.status = statement.status
            runbook.service = statement.service
            runbook.alerts = statement.alerts
            runbook.sections = statement.sections
            runbook.firstAction = statement.firstAction
            runbook.escalations = operations.escalations.map { $0.withContacts(of: page) }
            let severities = statement.severities.filter(\.isOfPage).map { resolve($0, options) }
            let ordered = severities.sorted { a, b in
                if a.claim.authority != b.claim.authority { return a.claim.authority > b.claim.authority }
                // On a tie the graver level is in force.
                if let first = a.name, let second = b.name, first != second { return first < second }
                return ClaimSource.precedes(a.claim.source, b.claim.source)
            }
            runbook.severity = ordered.first
            runbook.otherSeverities = Array(ordered.dropFirst())
            reportUnknownLevels(statement.severities.map { resolve($0, options) })
            if page.standing != .legacy { reportMissingEscalation(runbook) }
            if let level = runbook.severity?.level { addRunbook(page.path, to: level) }
            runbooksByPath[page.path] = runbooks.count
            runbooks.append(runbook)
        }
    }

    private func resolve(_ mention: SeverityMention, _ options: OperationsOptions) -> RunbookSeverity {
        if let name = mention.level {
            let level = level(name)?.name
            return RunbookSeverity(
                claim: mention.claim, name: name, level: level, resolution: level == nil ? .unknownLevel : .name)
        }
        // `Critical (trading stopped)`: what stands in parentheses explains.
        let text = PlainText(mention.claim.text.utf8)
        let word = text[..<(text.firstIndex(of: 0x28) ?? text.endIndex)].withoutSeparators.withoutFullStop.string
        if let level = options.labels[word.lowercased()] {
            return RunbookSeverity(claim: mention.claim, name: nil, level: level, resolution: .configuration)
        }
        // An alert's `critical` is a word of another scale; `Critical`, as the scale writes it, is the level's name.
        let named = severityScales.flatMap(\.levels).filter { $0.label == word }
        if named.count == 1, let level = named.first {
            return RunbookSeverity(claim: mention.claim, name: nil, level: level.name, resolution: .label)
        }
        return RunbookSeverity(claim: mention.claim, name: nil, level: nil, resolution: .word)
    }

    private mutating func addRunbook(_ path: String, to name: LevelName) {
        for scale in severityScales.indices {
            for level in severityScales[scale].levels.indices where severityScales[scale].levels[level].name == name {
                severityScales[scale].levels[level].runbooks.append(path)
            }
        }
    }

    // MARK: Findings

    /// A site without scales has no levels to miss.
    private mutating func reportUnknownLevels(_ severities: [RunbookSeverity]) {
        guard !severityScales.isEmpty else { return }
        let levels = severityScales.flatMap(\.levels)
        for severity in severities {
            let isUnknown =
                severity.resolution == .unknownLevel
                || severity.resolution == .word && severity.claim.source.form == .frontMatter
                    && !isAlertLabel(severity.claim.text)
            guard isUnknown else { continue }
            let known = levels.map(\.id).joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    .severityUnknownLevel, file: severity.claim.source.file, range: severity.claim.source.range,
                    message: "'\(severity.claim.text)' is no severity level of this site, which has \(known)",
                    target: severity.claim.text,
                    notes: levels.compactMap { level in
                        level.sources.first.map {
                            DiagnosticNote(file: $0.file, range: $0.range, message: "\(level.id) is defined here")
                        }
                    }))
        }
    }

    /// Severity labels that alerts carry by the custom of Prometheus' users; they are another scale than levels.
    private func isAlertLabel(_ text: String) -> Bool {
        [
            "critical", "major", "minor", "warning", "warn", "info", "page", "ticket", "none", "high", "medium", "low",
            "error", "emergency", "notice", "debug", "informational",
        ].contains(text.lowercased())
    }

    /// The two gravest levels need to say whom to call when the runbook does not help.
    private mutating func reportMissingEscalation(_ runbook: Runbook) {
        guard let severity = runbook.severity, let name = severity.level ?? severity.name else { return }
        let scale = severityScales.first { $0.family == name.family }
        let gravest = scale.map { $0.levels.prefix(2).map(\.name) }
        guard gravest?.contains(name) ?? (name.rank <= 2) else { return }
        guard runbook.escalations.isEmpty, !runbook.sections.contains(where: { $0.kind == .escalation }) else { return }
        diagnostics.append(
            Diagnostic(
                .escalationMissing, file: runbook.path, range: severity.claim.source.range,
                message: "runbook of severity \(name.id) has no escalation", target: name.id))
    }
}
