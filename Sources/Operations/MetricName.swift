internal import Documents

/// A metric's name as a catalog writes it.
struct MetricName {
    var text: String
    /// Of `http_requests_total{method, code}`.
    var labels: [String] = []

    /// It has the shape that nearly all metrics have and few other words: `_` or `:` between letters.
    var isUnmistakable: Bool { text.utf8.dropFirst().contains { $0 == 0x5F || $0 == 0x3A } }

    /// With a section's prefix, unless the name has it, or is a recorded one (`job:up:avg`), which has none.
    func full(with prefix: String?) -> String {
        guard let prefix, !text.hasPrefix(prefix), !text.utf8.contains(0x3A) else { return text }
        return prefix + text
    }

    /// The names in a cell: its code spans, or the cell's bare words; none where anything else stands there.
    static func all(in line: TextLine) -> [MetricName] {
        let codes = line.marks.filter { $0.kind == .code }
        if !codes.isEmpty {
            let names = codes.compactMap { MetricName(line.text[$0.range], isMarked: true) }
            return names.count == codes.count ? names : []
        }
        var names: [MetricName] = []
        for part in line.text.splitOutsideBraces where !part.isEmpty {
            guard let name = MetricName(part, isMarked: false) else { return [] }
            names.append(name)
        }
        return names
    }

    /// - Parameter isMarked: written as code: a bare word needs an underscore to be a name.
    private init?(_ written: PlainText, isMarked: Bool) {
        let text = written.trimmed
        let end = text.firstIndex(of: 0x7B) ?? text.endIndex
        let name = text[..<end]
        guard let first = name.first, !isDigit(first),
            name.allSatisfy({ isAlphanumeric($0) || $0 == 0x5F || $0 == 0x3A }), first != 0x3A
        else { return nil }
        self.text = name.string
        guard isUnmistakable || isMarked && !name.contains(where: { (0x41...0x5A).contains($0) }) else { return nil }
        guard end < text.endIndex else { return }
        guard text.last == 0x7D else { return nil }
        for part in text[(end + 1)...].dropLast().split(separator: 0x2C) {
            let label = part.trimmed.prefix { isAlphanumeric($0) || $0 == 0x5F }
            if !label.isEmpty { labels.append(label.string) }
        }
    }

    /// The prefix that a heading gives its section: `titan_brain_` of ``Brain Metrics (`titan_brain_*` prefix)``.
    static func prefix(in title: PlainText) -> String? {
        for word in title.split(whereSeparator: { isSpace($0) || [0x28, 0x29, 0x2C, 0x60].contains($0) }) {
            var name = word
            if name.last == 0x3A { name = name.dropLast() }
            let hasStar = name.last == 0x2A
            if hasStar { name = name.dropLast() }
            guard hasStar || title.findWord("prefix") != nil, name.count >= 2, name.last == 0x5F,
                name.allSatisfy({ isAlphanumeric($0) || $0 == 0x5F }), !isDigit(name[name.startIndex])
            else { continue }
            return name.string
        }
        return nil
    }
}

extension PlainText {
    /// The words and list items of a cell, with `{…}` kept whole.
    fileprivate var splitOutsideBraces: [PlainText] {
        var parts: [PlainText] = []
        var depth = 0
        var start = startIndex
        for index in indices {
            switch self[index] {
            case 0x7B: depth += 1
            case 0x7D: depth -= 1
            case 0x2C, 0x20, 0x2F:
                guard depth == 0 else { continue }
                parts.append(self[start..<index])
                start = index + 1
            default: continue
            }
        }
        parts.append(self[start...])
        return parts
    }
}

/// A column of a metrics catalog.
enum MetricColumn {
    case type, labels, unit, meaning, other

    init(naming header: PlainText) {
        switch header.key {
        case "type", "metric type", "kind": self = .type
        case "labels", "label", "tags", "dimensions", "label names": self = .labels
        case "unit", "units": self = .unit
        case "meaning", "description", "help", "definition", "what it measures", "what", "measures", "details",
            "explanation", "purpose":
            self = .meaning
        default: self = .other
        }
    }

    /// The column that holds metrics: the first, or the one behind a column of numbers.
    static func metricColumn(of header: [TableCell], underMetrics: Bool) -> Int? {
        for (index, cell) in header.prefix(2).enumerated() {
            if namesMetric(cell.text, underMetrics: underMetrics) { return index }
            let isNumber = cell.text.isEmpty || cell.text.elementsEqual([0x23]) || cell.text.begins(with: "no")
            guard isNumber, cell.text.count <= 3 else { return nil }
        }
        return nil
    }

    /// Whether a table's first header says that its rows are metrics.
    static func namesMetric(_ header: PlainText, underMetrics: Bool) -> Bool {
        if ["metric", "metrics", "metric name", "metric names", "metrics name"].contains(where: { header.equals($0) }) {
            return true
        }
        return underMetrics && ["name", "series", "time series"].contains { header.equals($0) }
    }
}

extension MetricStatement {
    mutating func add(_ column: MetricColumn, _ header: PlainText, _ cell: TextLine) {
        let text = cell.text.trimmed
        guard !text.isNothing else { return }
        switch column {
        case .type where typeText == nil:
            typeText = text.string
            type = MetricType(rawValue: text.words.first?.string ?? "")
        case .labels:
            let codes = cell.marks.filter { $0.kind == .code }
            let parts = codes.isEmpty ? text.split(separator: 0x2C) : codes.map { cell.text[$0.range] }
            let names = parts.map(\.trimmed).filter { !$0.isEmpty && !$0.equals("none") }
            labels += names.map(\.string).filter { !labels.contains($0) }
        case .unit where unit == nil: unit = text.string
        case .meaning where meaning == nil: meaning = text.string
        default: details.append(NamedText(name: header.trimmed.string, text: text.string))
        }
    }

    /// `(Gauge)`, `(counter, labels: a, b)`; what is no type stays a detail.
    mutating func addParenthesis(_ text: PlainText) {
        if let word = text.words.first, let type = MetricType(rawValue: word.string) {
            self.type = type
            typeText = text.string
        } else if !text.isEmpty {
            details.append(NamedText(name: "", text: text.string))
        }
    }
}
