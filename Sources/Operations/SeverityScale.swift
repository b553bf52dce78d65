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
