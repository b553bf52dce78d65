/// How much a finding matters. The failing level of a run is `error`, or `warning` with `--strict`.
package enum Level: UInt8, Sendable, Comparable, CaseIterable {
    case notice, warning, error

    package var name: String {
        switch self {
        case .notice: "notice"
        case .warning: "warning"
        case .error: "error"
        }
    }

    package init?(name: some StringProtocol) {
        guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
}

/// A further place that a finding speaks of, with what stands there.
package struct DiagnosticNote: Hashable, Sendable {
    package var file: String
    package var range: SourceRange
    package var message: String

    /// - Parameter file: unless the range names another.
    package init(file: String, range: SourceRange, message: String) {
        self.file = range.file ?? file
        self.range = range
        self.range.file = nil
        self.message = message
    }
}

/// One finding about the input. Content problems are diagnostics, never exceptions: a run collects them all.
package struct Diagnostic: Hashable, Sendable {
    package var rule: Rule
    package var level: Level
    /// Relative to the content root, `/` between components; `../x` where the file lies outside.
    package var file: String
    package var range: SourceRange
    /// States the fact: lower case, no full stop.
    package var message: String
    /// The reference as written, for findings about references.
    package var target: String?
    /// What to write instead, ready to paste.
    package var suggestion: String?
    package var notes: [DiagnosticNote]
    /// The reason for which the finding was accepted; an accepted finding is shown but never fails a run.
    package var accepted: String?

    /// - Parameter file: unless the range names another.
    package init(
        _ rule: Rule, file: String, range: SourceRange = .fileStart, message: String, target: String? = nil,
        suggestion: String? = nil, notes: [DiagnosticNote] = []
    ) {
        self.rule = rule
        self.level = rule.level
        self.file = range.file ?? file
        self.range = range
        self.range.file = nil
        self.message = message
        self.target = target
        self.suggestion = suggestion
        self.notes = notes
    }
}

extension Diagnostic: Comparable {
    /// By file, line, column, rule, message: the order of every report.
    package static func < (a: Diagnostic, b: Diagnostic) -> Bool {
        if a.file != b.file { return a.file < b.file }
        if a.range.start != b.range.start { return a.range.start < b.range.start }
        return (a.rule.rawValue, a.message) < (b.rule.rawValue, b.message)
    }
}
