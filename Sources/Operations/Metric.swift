/// A metric, from all the catalogs that have it.
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
