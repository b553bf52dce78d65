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

/// The levels of one family.
package struct SeverityScale: Hashable, Sendable {
    package var family: LevelFamily
    /// By rank, the gravest first.
    package var levels: [SeverityLevel]
}

package struct SeverityLevel: Hashable, Sendable {
    package var name: LevelName
    /// Names of another family that a document pairs with it.
    package var pairedNames: [LevelName] = []
    /// In the order in which they are shown.
    package var fields: [SeverityField]
    /// Every place that states the level, the most authoritative first.
    package var sources: [ClaimSource]
    /// Paths of the runbooks with this severity.
    package var runbooks: [String] = []

    package var id: String { name.id }
    package var rank: Int { name.rank }
    package var label: String? { field(.label)?.value.text }

    package func field(_ kind: LevelFieldKind) -> SeverityField? { fields.first { $0.kind == kind } }
}

/// One field of a level: what is in force, who agrees, and what else is said.
package struct SeverityField: Hashable, Sendable {
    package var kind: LevelFieldKind
    /// The header or field name as the claim in force writes it.
    package var title: String?
    /// By authority; on a tie the stricter.
    package var value: Claim
    package var agreeing: [Claim] = []
    /// The same in other words, where only a reader can say whether it is the same: definitions, examples.
    package var variants: [Claim] = []
    /// What contradicts the value; reported as `severity/conflict`.
    package var conflicts: [Claim] = []
}

/// Escalation of the site, or of one severity.
package struct EscalationLadder: Hashable, Sendable {
    package var title: String
    package var page: String
    package var pageTitle: String
    package var level: LevelName?
    /// Contacts filled in from contact tables of the same page.
    package var steps: [EscalationStep]
    package var source: ClaimSource
    package var authority: Authority
}

package struct Runbook: Hashable, Sendable {
    package var path: String
    package var title: String
    package var kind: RunbookKind?
    /// The claim about the page's severity that is in force, and the level that it names where a scale has it.
    package var severity: RunbookSeverity?
    /// Other values that the page gives itself.
    package var otherSeverities: [RunbookSeverity] = []
    package var owner: Claim?
    package var lastReviewed: Claim?
    package var reviewEvery: Claim?
    package var status: Claim?
    package var service: Claim?
    package var alerts: [Claim] = []
    package var sections: [RunbookSection] = []
    package var firstAction: FirstAction?
    package var escalations: [EscalationStatement] = []

    /// The first step with a delay and somebody to go to.
    package var firstEscalation: EscalationStep? {
        for escalation in escalations {
            if let step = escalation.steps.first(where: { $0.after != nil && $0.target != nil }) { return step }
        }
        return nil
    }
}

package struct RunbookSeverity: Hashable, Sendable {
    package var claim: Claim
    /// Nil where no scale has the level, or where the text is a word that nothing maps.
    package var level: LevelName?
    package var resolution: SeverityResolution
}

/// How a runbook's severity was matched with a level.
package enum SeverityResolution: UInt8, Sendable {
    /// By the level's name, by its label exactly as the scale writes it, by the configuration's mapping.
    case name, label, configuration
    /// A level's name that no scale has.
    case unknownLevel
    /// A word that nothing maps, such as an alert's `critical`.
    case word
}

package struct Metric: Hashable, Sendable {
    package var name: String
    /// Every place that catalogs it, the most authoritative first; never empty.
    package var definitions: [MetricStatement]

    /// What the definitions say, each from the first that says it.
    package var type: MetricType? { definitions.lazy.compactMap(\.type).first }
    package var labels: [String] { definitions.first { !$0.labels.isEmpty }?.labels ?? [] }
    package var unit: String? { definitions.lazy.compactMap(\.unit).first }
    package var meaning: String? { definitions.lazy.compactMap(\.meaning).first }
}

package struct MetricCatalog: Hashable, Sendable {
    package var path: String
    package var title: String
    package var sections: [Section]

    package struct Section: Hashable, Sendable {
        package var title: String?
        package var anchor: String?
        /// In the order of the text; indices into `OperationsIndex.metrics` are found by name.
        package var entries: [MetricStatement]
    }
}
