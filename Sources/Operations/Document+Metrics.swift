internal import Documents
internal import SourceText

/// Metrics are read from tables whose first column holds metrics and whose others describe them, and from lists under
/// headings that name metrics.
extension Document {
    func metrics(_ outline: Outline) -> [MetricStatement] {
        var metrics: [MetricStatement] = []
        var prefixes = PrefixCache()
        for block in outline.blocks {
            switch block.kind {
            case .table:
                let place = place(block.heading, outline, &prefixes)
                metrics += tableMetrics(block.id, place, isNamed: place.isAboutMetrics)
            case .list:
                let own = outline.ownTopics(at: block.heading)
                guard outline.topics(at: block.heading).contains(.metrics),
                    own.contains(.metrics) || !outline.isAside(block.heading, below: .metrics)
                else { continue }
                metrics += listMetrics(block.id, place(block.heading, outline, &prefixes))
            default: break
            }
        }
        return metrics
    }

    private struct PrefixCache {
        var heading = -2
        var prefix: String?
    }

    private func place(_ heading: Int, _ outline: Outline, _ cache: inout PrefixCache) -> MetricPlace {
        if cache.heading != heading {
            cache = PrefixCache(heading: heading, prefix: prefix(at: heading, outline))
        }
        return MetricPlace(
            section: heading < 0 ? nil : headings[heading].title, prefix: cache.prefix,
            isAboutMetrics: outline.topics(at: heading).contains(.metrics),
            source: ClaimSource(file: path, range: .fileStart, anchor: anchor(of: heading), form: .table),
            authority: outline.authority(at: heading))
    }

    /// The prefix of the nearest heading that gives one: it holds in its section, and ends with it.
    private func prefix(at heading: Int, _ outline: Outline) -> String? {
        var heading = heading
        while heading >= 0 {
            if let prefix = MetricName.prefix(in: PlainText(headings[heading].title.utf8)) { return prefix }
            heading = outline.parents[heading]
        }
        return nil
    }

    // MARK: Tables

    private func tableMetrics(_ table: NodeID, _ place: MetricPlace, isNamed: Bool) -> [MetricStatement] {
        // Most tables end here, on their header.
        guard let header = tree.header(of: table),
            let column = MetricColumn.metricColumn(of: header, underMetrics: isNamed)
        else { return [] }
        let rows = tree.rows(of: table)
        let columns = header.map { MetricColumn(naming: $0.text) }
        guard columns[(column + 1)...].contains(where: { $0 != .other }) else { return [] }
        let body = rows.dropFirst().filter { column < $0.count && !$0[column].text.isEmpty }
        let named = body.filter { !MetricName.all(in: $0[column].line).isEmpty }
        // Objectives, gaps and labels have such headers too, but no metrics below them.
        guard named.count * 2 > body.count else { return [] }
        var metrics: [MetricStatement] = []
        for row in named {
            let cell = row[column]
            let range = range(of: cell.id)
            for name in MetricName.all(in: cell.line) {
                var metric = place.statement(name, at: range, form: .table)
                for (index, cell) in row.enumerated().dropFirst(column + 1) where index < columns.count {
                    metric.add(columns[index], header[index].text, cell.line)
                }
                metrics.append(metric)
            }
        }
        return metrics
    }

    // MARK: Lists

    private func listMetrics(_ list: NodeID, _ place: MetricPlace) -> [MetricStatement] {
        var metrics: [MetricStatement] = []
        for item in tree.children(of: list) {
            guard let paragraph = tree.leadParagraph(of: item) else { continue }
            let line = tree.line(of: paragraph)
            guard let code = line.leadingCode, let name = MetricName.all(in: line.part(code)).first,
                name.isUnmistakable
            else { continue }
            var metric = place.statement(name, at: range(of: paragraph), form: .list)
            var rest = line.text[code.upperBound...].trimmed
            if rest.first == 0x28, let close = rest.firstIndex(of: 0x29) {
                let inner = rest[(rest.startIndex + 1)..<close].trimmed
                metric.addParenthesis(inner)
                rest = rest[(close + 1)...].trimmed
            }
            let meaning = rest.withoutLeadingSeparators
            // `x` and words right behind it is a sentence about a metric, not an entry.
            let isEntry = rest.isEmpty || rest.leadingSeparator != nil || metric.type != nil
            guard isEntry else { continue }
            if !meaning.isNothing { metric.meaning = meaning.withoutFullStop.string }
            for nested in tree.lists(in: item) {
                for detail in tree.children(of: nested) {
                    guard let paragraph = tree.leadParagraph(of: detail) else { continue }
                    let line = tree.line(of: paragraph)
                    guard let field = line.field, !field.value.isEmpty else { continue }
                    let column = MetricColumn(naming: field.name)
                    metric.add(column, field.name, line.part(field.value.startIndex..<field.value.endIndex))
                }
            }
            metrics.append(metric)
        }
        return metrics
    }
}

/// What holds for all metrics of a section.
struct MetricPlace {
    var section: String?
    var prefix: String?
    var isAboutMetrics: Bool
    var source: ClaimSource
    var authority: Authority

    fileprivate func statement(_ name: MetricName, at range: SourceRange, form: ClaimForm) -> MetricStatement {
        var source = source
        source.range = range
        source.form = form
        var metric = MetricStatement(
            name: name.full(with: prefix), written: name.text, section: section, source: source, authority: authority)
        metric.labels = name.labels
        return metric
    }
}

extension TextLine {
    /// The code that the line begins with, perhaps in strong or emphasis.
    fileprivate var leadingCode: Range<Int>? {
        marks.first { $0.kind == .code && $0.range.lowerBound == 0 }?.range
    }

    /// A stretch of the line as a line.
    func part(_ range: Range<Int>) -> TextLine {
        var part = TextLine(bytes: Array(bytes[range]), line: line)
        for mark in marks where range.contains(mark.range.lowerBound) && mark.range.upperBound <= range.upperBound {
            let start = mark.range.lowerBound - range.lowerBound
            part.marks.append(Mark(kind: mark.kind, range: start..<(start + mark.range.count)))
        }
        return part
    }
}
