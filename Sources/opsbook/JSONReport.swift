import FoundationEssentials
import SourceText

/// Findings for programs: one JSON object, version 1.
struct JSONReport: Encodable {
    struct Counts: Encodable {
        var errors: Int
        var warnings: Int
        var notices: Int
        var accepted: Int
        var files: Int
        var links: Int
    }

    struct Finding: Encodable {
        var rule: String
        var level: String
        var file: String
        var line: UInt32
        var column: UInt32
        var endLine: UInt32
        var endColumn: UInt32
        var target: String?
        var message: String
        var suggestion: String?
        var notes: [Note]?
        var accepted: String?
    }

    struct Note: Encodable {
        var file: String
        var line: UInt32
        var column: UInt32
        var message: String
    }

    var version = 1
    var root: String
    var summary: Counts
    var findings: [Finding]

    init(root: String, summary: Summary, findings: [Diagnostic]) {
        self.root = root
        self.summary = Counts(
            errors: summary.errors, warnings: summary.warnings, notices: summary.notices, accepted: summary.accepted,
            files: summary.pages, links: summary.links)
        self.findings = findings.map { finding in
            Finding(
                rule: finding.rule.rawValue, level: finding.level.name, file: finding.file,
                line: finding.range.start.line, column: finding.range.start.column, endLine: finding.range.end.line,
                endColumn: finding.range.end.column, target: finding.target, message: finding.message,
                suggestion: finding.suggestion,
                notes: finding.notes.isEmpty
                    ? nil
                    : finding.notes.map {
                        Note(
                            file: $0.file, line: $0.range.start.line, column: $0.range.start.column, message: $0.message
                        )
                    },
                accepted: finding.accepted)
        }
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
