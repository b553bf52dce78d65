/// Which severities a level belongs to: `SEV-1`, `Severity 1`, `S1` are one family, `P1`, `Priority 1` another. One
/// never becomes the other unless a document pairs them.
package enum LevelFamily: UInt8, Sendable, CaseIterable, Comparable {
    case severity, priority

    package static func < (a: LevelFamily, b: LevelFamily) -> Bool { a.rawValue < b.rawValue }
}

/// A severity level's name, however it is written.
package struct LevelName: Hashable, Sendable, Comparable {
    package var family: LevelFamily
    /// The digit: 0 or 1 is the gravest.
    package var rank: Int

    package init(family: LevelFamily, rank: Int) {
        self.family = family
        self.rank = rank
    }

    /// `SEV-1`, `P1`.
    package var id: String {
        switch family {
        case .severity: "SEV-\(rank)"
        case .priority: "P\(rank)"
        }
    }

    package static func < (a: LevelName, b: LevelName) -> Bool { (a.family, a.rank) < (b.family, b.rank) }
}

/// What is said of a level.
package enum LevelFieldKind: Hashable, Sendable {
    case label, definition, responseTime, resolveTime, updateEvery, examples, action, responders, communication
    /// Anything else, by its header in lower case.
    case other(String)

    /// The order in which fields are shown.
    var order: Int {
        switch self {
        case .label: 0
        case .definition: 1
        case .responseTime: 2
        case .resolveTime: 3
        case .updateEvery: 4
        case .action: 5
        case .responders: 6
        case .communication: 7
        case .examples: 8
        case .other: 9
        }
    }

    /// How messages call it.
    package var name: String {
        switch self {
        case .label: "label"
        case .definition: "definition"
        case .responseTime: "response time"
        case .resolveTime: "resolve time"
        case .updateEvery: "update interval"
        case .examples: "examples"
        case .action: "action"
        case .responders: "responders"
        case .communication: "communication"
        case .other(let header): header
        }
    }
}

/// A field of a level, as one place states it.
package struct LevelFieldClaim: Hashable, Sendable {
    package var kind: LevelFieldKind
    /// The header or field name as written; nil where the form has none, as for a definition behind a colon.
    package var title: String?
    package var claim: Claim

    package init(kind: LevelFieldKind, title: String? = nil, claim: Claim) {
        self.kind = kind
        self.title = title
        self.claim = claim
    }
}

/// One place that says what a severity level is.
package struct LevelStatement: Hashable, Sendable {
    package var level: LevelName
    /// The same level's name in another family, where the document pairs them: `SEV0 (P0)`.
    package var pairedWith: LevelName?
    /// The index of the heading that makes its section one about severities, -1 for the page's title, -2 for none:
    /// statements of one section are one voice.
    package var section: Int
    package var fields: [LevelFieldClaim] = []
    package var source: ClaimSource
    package var authority: Authority

    package init(
        level: LevelName, pairedWith: LevelName? = nil, section: Int = -2, fields: [LevelFieldClaim] = [],
        source: ClaimSource, authority: Authority
    ) {
        self.level = level
        self.pairedWith = pairedWith
        self.section = section
        self.fields = fields
        self.source = source
        self.authority = authority
    }
}
