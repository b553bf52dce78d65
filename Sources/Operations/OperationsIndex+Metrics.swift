extension OperationsIndex {
    mutating func readMetrics(of pages: [PageInput]) {
        var byName: [String: [MetricStatement]] = [:]
        for page in pages where !page.operations.metrics.isEmpty {
            var catalog = MetricCatalog(path: page.path, title: page.title, sections: [])
            for var metric in page.operations.metrics {
                metric.authority = metric.authority.on(page.standing)
                let last = catalog.sections.count - 1
                if last >= 0, catalog.sections[last].anchor == metric.source.anchor {
                    catalog.sections[last].entries.append(metric)
                } else {
                    catalog.sections.append(
                        MetricCatalog.Section(
                            title: metric.section, anchor: metric.source.anchor, entries: [metric]))
                }
            }
            catalogs.append(catalog)
        }
        for (page, metric) in pages.statements(\.metrics, at: \.source) {
            var metric = metric
            metric.authority = metric.authority.on(page.standing)
            byName[metric.name, default: []].append(metric)
        }
        metrics = byName.sorted { $0.key < $1.key }.map { name, definitions in
            Metric(
                name: name,
                definitions: definitions.sorted { a, b in
                    if a.authority != b.authority { return a.authority > b.authority }
                    return ClaimSource.precedes(a.source, b.source)
                })
        }
        for (index, metric) in metrics.enumerated() { metricsByName[metric.name] = index }
        // A series' name is its histogram's or summary's only where that is known to be one, and only where no metric
        // has the name for itself.
        for (index, metric) in metrics.enumerated() {
            let suffixes: [String] =
                switch metric.type {
                case .histogram: ["_bucket", "_sum", "_count"]
                case .summary: ["_sum", "_count"]
                default: []
                }
            for suffix in suffixes where metricsByName[metric.name + suffix] == nil {
                metricsByName[metric.name + suffix] = index
            }
        }
    }
}
