package import SourceText

/// What the configuration makes of findings: other levels for rules, and findings that are accepted with a reason.
package struct FindingPolicy: Sendable {
    package struct Acceptance: Sendable {
        package var rule: Rule
        /// Relative to the content root; nil for every file.
        package var file: String?
        package var reason: String

        package init(rule: Rule, file: String?, reason: String) {
            self.rule = rule
            self.file = file
            self.reason = reason
        }
    }

    /// nil turns a rule off.
    package var levels: [Rule: Level?] = [:]
    package var acceptances: [Acceptance] = []

    package init() {}

    /// Why findings of a rule in a file are accepted; nil where they are not.
    ///
    /// - Parameter file: relative to the content root.
    package func reason(toAccept rule: Rule, in file: String) -> String? {
        acceptances.first { $0.rule == rule && ($0.file == nil || $0.file == file) }?.reason
    }

    /// The findings as they count, sorted, each once: a definition that is wrong is so for every link that uses it.
    /// Accepted ones stay, with their reason.
    package func apply(to findings: [Diagnostic]) -> [Diagnostic] {
        var result: [Diagnostic] = []
        result.reserveCapacity(findings.count)
        for finding in findings {
            var finding = finding
            if let level = levels[finding.rule] {
                guard let level else { continue }
                finding.level = level
            }
            finding.accepted = reason(toAccept: finding.rule, in: finding.file)
            result.append(finding)
        }
        result.sort()
        return result.enumerated().filter { $0.offset == 0 || $0.element != result[$0.offset - 1] }.map(\.element)
    }
}
