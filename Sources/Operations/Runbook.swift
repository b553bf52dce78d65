/// A page that says what to do, as the index knows it.
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
    /// The level that the text names, whether or not a scale has it; nil for words.
    package var name: LevelName?
    /// The level of a scale; nil where no scale has it, or where the text is a word that nothing maps.
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
