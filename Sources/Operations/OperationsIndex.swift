package import SourceText

/// A page as the index takes it.
package struct PageInput: Sendable {
    /// Relative to the content root.
    package var path: String
    package var title: String
    package var operations: PageOperations
    package var standing: PageStanding

    /// - Parameter standing: by default, what the page says of itself.
    package init(path: String, title: String, operations: PageOperations, standing: PageStanding? = nil) {
        self.path = path
        self.title = title
        self.operations = operations
        self.standing = standing ?? operations.standing
    }
}

/// What only the configuration can say.
package struct OperationsOptions: Hashable, Sendable {
    /// Words of another scale, in lower case, and the level each stands for: `severities.labels`.
    package var labels: [String: LevelName]
    /// Values that settle a disagreement: `severities: {SEV-3: {responseTime: 1h}}`.
    package var levels: [LevelStatement]

    package init(labels: [String: LevelName] = [:], levels: [LevelStatement] = []) {
        self.labels = labels
        self.levels = levels
    }
}

/// What all pages together say about operations: entities that hold claims, in an order that depends on nothing but
/// the sources.
package struct OperationsIndex: Sendable {
    /// By family. Empty where no page defines severity levels.
    package var severityScales: [SeverityScale] = []
    /// Escalation that holds for more than one runbook, the most authoritative first.
    package var ladders: [EscalationLadder] = []
    /// By path.
    package var runbooks: [Runbook] = []
    /// By name.
    package var metrics: [Metric] = []
    /// The pages that catalog metrics, by path, with their sections.
    package var catalogs: [MetricCatalog] = []
    /// Sorted.
    package var diagnostics: [Diagnostic] = []

    /// Of full names, and of the series of histograms and summaries.
    var metricsByName: [String: Int] = [:]
    var runbooksByPath: [String: Int] = [:]

    /// Joins what pages say. The result does not depend on the order of `pages`.
    package init(pages: [PageInput], options: OperationsOptions = OperationsOptions()) {
        let pages = pages.sorted { $0.path < $1.path }
        readLevels(of: pages, options: options)
        readRunbooks(of: pages, options: options)
        readLadders(of: pages)
        readMetrics(of: pages)
        diagnostics.sort()
    }

    /// The index in `metrics` of a name as it stands in a text: a series `x_bucket`, `x_sum` or `x_count` is its
    /// histogram or summary.
    package func metric(named name: String) -> Int? { metricsByName[name] }

    /// The runbook on a page.
    package func runbook(at path: String) -> Runbook? { runbooksByPath[path].map { runbooks[$0] } }

    /// The level with this name, in whatever scale it was paired into.
    package func level(_ name: LevelName) -> SeverityLevel? {
        for scale in severityScales {
            if let level = scale.levels.first(where: { $0.name == name || $0.pairedNames.contains(name) }) {
                return level
            }
        }
        return nil
    }
}
