internal import Addresses
internal import Documents
internal import Operations
package import Site
internal import SourceText

extension ViewBuilder {
    /// The view of a generated page.
    package func view(of page: GeneratedPage) -> PageView {
        let output = page.output
        var view = frame(title: page.title, output: output)
        view.breadcrumbs = breadcrumbs(to: 0, from: output)
        switch page {
        case .severity:
            view.generated.scales = site.operations.severityScales.map { scale($0, from: output) }
            view.contents = site.operations.severityScales.flatMap { scale in
                scale.levels.map { level in
                    let title = [level.id, level.label].compactMap(\.self).joined(separator: " ")
                    return ContentsEntry(title: title, anchor: GeneratedPage.anchor(of: level.name), isDeep: false)
                }
            }
        case .escalation:
            view.generated.ladders = site.operations.ladders.map { ladder($0, from: output) }
            view.generated.scopes = scopes(from: output)
        case .metrics:
            view.generated.metricGroups = metricGroups(from: output)
        case .health:
            (view.generated.summary, view.generated.files) = findingsView(from: output)
            view.generated.repaired = repairedFiles(from: output)
        case .notFound: return notFoundView()
        }
        return view
    }

    /// The view of a section's generated index.
    package func view(ofSection index: Int) -> PageView {
        let section = site.tree.sections[index]
        var view = frame(title: section.title, output: section.output)
        view.breadcrumbs = breadcrumbs(to: section.parent, from: section.output)
        view.section = sectionView(index)
        if index == 0 { view.home = home(from: section.output) }
        let pages = section.pages.map { page in
            let facts = site.pages[page]
            let runbook = site.operations.runbook(at: facts.path)
            let link = link(to: page, from: section.output)
            return EntryView(
                title: link.title, href: link.href, description: facts.summary,
                severity: runbook.flatMap { badge(of: $0, from: section.output) }, owner: runbook?.owner?.text,
                reviewed: runbook?.lastReviewed?.text)
        }
        let folders = section.sections.map { child in
            EntryView(
                title: site.tree.sections[child].title,
                href: href(site.tree.sections[child].output, from: section.output),
                isFolder: true, description: site.tree.sections[child].indexPage.flatMap { site.pages[$0].summary })
        }
        view.generated.entries = pages + folders
        view.generated.hasRunbooks = pages.contains { $0.severity != nil || $0.owner != nil || $0.reviewed != nil }
        return view
    }

    private func scale(_ scale: SeverityScale, from output: String) -> ScaleView {
        let levels = scale.levels.map { level in
            var badge = badge(of: level, from: output)
            badge.href = nil
            return ScaleView.Level(
                badge: badge, anchor: GeneratedPage.anchor(of: level.name),
                definition: level.field(.definition)?.value.text,
                fields: level.fields.filter { $0.kind != .label }.map { field($0, from: output) },
                runbooks: level.runbooks.compactMap { pageIndex(of: $0) }.map { link(to: $0, from: output) })
        }
        return ScaleView(name: scale.family == .severity ? "Severity levels" : "Priority levels", levels: levels)
    }

    private func field(_ field: SeverityField, from output: String) -> ScaleView.Field {
        let name = field.kind.name
        // Claims that contradict in the same words stand together.
        var conflicts: [(text: String, claims: [Claim])] = []
        for claim in field.conflicts + field.variants {
            if let same = conflicts.firstIndex(where: { $0.text == claim.text }) {
                conflicts[same].claims.append(claim)
            } else {
                conflicts.append((claim.text, [claim]))
            }
        }
        return ScaleView.Field(
            name: name.prefix(1).uppercased() + name.dropFirst(), value: field.value.text,
            sources: places([field.value] + field.agreeing, from: output),
            conflicts: conflicts.map { ScaleView.Conflict(value: $0.text, sources: places($0.claims, from: output)) })
    }

    private func scopes(from output: String) -> [ScopeView] {
        site.operations.runbooks.compactMap { runbook in
            guard let page = pageIndex(of: runbook.path) else { return nil }
            let link = link(to: page, from: output)
            return ScopeView(
                title: link.title, href: link.href, severity: badge(of: runbook, from: output),
                steps: runbook.escalations.flatMap(\.steps).map { step in
                    ScopeView.Step(
                        after: step.after?.text, target: step.target, text: step.text,
                        source: place(step.source, from: output))
                })
        }
    }

    private func metricGroups(from output: String) -> [MetricGroupView] {
        // A name that two places catalog is one row, where it is met first, so that its anchor is one.
        var shown: Set<String> = []
        var groups: [MetricGroupView] = []
        for catalog in site.operations.catalogs {
            for section in catalog.sections {
                var metrics: [MetricGroupView.Metric] = []
                for entry in section.entries where shown.insert(entry.name).inserted {
                    guard let index = site.operations.metric(named: entry.name) else { continue }
                    metrics.append(metric(index, entry, from: output))
                }
                guard !metrics.isEmpty else { continue }
                let page = pageIndex(of: catalog.path)
                let address = page.map { href(site.book.pages[$0].output, from: output, fragment: section.anchor) }
                groups.append(
                    MetricGroupView(title: section.title ?? catalog.title, href: address, metrics: metrics))
            }
        }
        return groups
    }

    private func metric(_ index: Int, _ entry: MetricStatement, from output: String) -> MetricGroupView.Metric {
        let metric = site.operations.metrics[index]
        let all = site.metricUses[index]
        let uses = all.prefix(ViewBuilder.listedReferrers)
        return MetricGroupView.Metric(
            name: metric.name, anchor: metric.name, type: metric.type?.rawValue,
            labels: metric.labels.isEmpty ? nil : metric.labels.joined(separator: ", "), unit: metric.unit,
            meaning: metric.meaning, source: place(entry.source, from: output),
            uses: uses.enumerated().map { position, use in
                MetricGroupView.Use(
                    title: site.pages[use.page].title,
                    href: href(site.book.pages[use.page].output, from: output, fragment: site.heading(of: use)?.id),
                    isLast: position == uses.count - 1)
            },
            moreUses: all.count - uses.count)
    }

    private func findingsView(from output: String) -> (SummaryView, [FileFindingsView]) {
        var byFile: [FileFindingsView] = []
        for finding in findings {
            if byFile.last?.path != finding.file {
                byFile.append(
                    FileFindingsView(
                        path: finding.file,
                        href: pageIndex(of: finding.file).map { href(site.book.pages[$0].output, from: output) },
                        findings: []))
            }
            byFile[byFile.count - 1].findings.append(
                FileFindingsView.Finding(
                    level: finding.level.name, rule: finding.rule.rawValue,
                    place: "\(finding.range.start.line):\(finding.range.start.column)", message: finding.message,
                    // Messages that name it themselves need no second line.
                    suggestion: finding.suggestion.flatMap { finding.message.contains($0) ? nil : $0 },
                    accepted: finding.accepted))
        }
        func count(_ level: Level) -> Int { findings.count { $0.level == level && $0.accepted == nil } }
        let summary = SummaryView(
            errors: count(.error), warnings: count(.warning), notices: count(.notice),
            accepted: findings.count { $0.accepted != nil }, pages: site.pages.count,
            links: site.pages.reduce(0) { $0 + $1.references.count })
        return (summary, byFile)
    }

    private func repairedFiles(from output: String) -> [RepairedFileView] {
        // A file that several pages include is listed once, whatever each shows of it.
        var byFile: [String: Set<RepairNote>] = [:]
        for page in site.pages {
            for var repair in page.repairs {
                let file = repair.file ?? page.path
                repair.file = nil
                byFile[file, default: []].insert(repair)
            }
        }
        return byFile.sorted { $0.key < $1.key }.map { path, repairs in
            RepairedFileView(
                path: path, href: pageIndex(of: path).map { href(site.book.pages[$0].output, from: output) },
                items: repairs.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.map {
                    RepairedFileView.Item(line: $0.line, before: $0.before, after: $0.after, codec: $0.codec)
                })
        }
    }

    /// The page that a server shows for addresses that do not exist, at any depth: its links are relative to the site's
    /// place on its host, where that is known.
    private func notFoundView() -> PageView {
        var view = frame(title: GeneratedPage.notFound.title, output: GeneratedPage.notFound.output)
        view.base = options.basePath
        view.canonical = nil
        let sections = site.tree.sections.sorted { $0.path < $1.path }
        view.generated.siteMap = sections.map { PageLink(title: $0.title, href: percentEncoded($0.output)) }
        return view
    }
}
