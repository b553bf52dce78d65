package import Operations

/// The pages that Opsbook makes itself.
package enum GeneratedPage: String, CaseIterable, Sendable {
    case severity, escalation, metrics, health, notFound

    /// Relative to the site's root.
    package var output: String {
        switch self {
        case .notFound: "404.html"
        default: "\(rawValue)/index.html"
        }
    }

    package var title: String {
        switch self {
        case .severity: "Severity"
        case .escalation: "Escalation"
        case .metrics: "Metrics"
        case .health: "Health"
        case .notFound: "Page not found"
        }
    }
}

extension GeneratedPage {
    /// The id of a level on the severity page.
    package static func anchor(of level: LevelName) -> String { level.id.lowercased() }

    /// The ids of the generated pages that others link into, by output path.
    static func anchors(_ operations: OperationsIndex) -> [String: Set<String>] {
        [
            severity.output: Set(operations.severityScales.flatMap { $0.levels.map { anchor(of: $0.name) } }),
            metrics.output: Set(operations.metrics.map(\.name)),
        ]
    }
}
