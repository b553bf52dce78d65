package import SourceText

/// What a page is among the others, by its own words.
package enum PageStanding: UInt8, Sendable, Comparable {
    /// Its front matter says deprecated, superseded or archived, or it lies in a folder named for that.
    case legacy
    case ordinary
    /// It calls itself canonical, the source of truth, or authoritative.
    case canonical

    package static func < (a: PageStanding, b: PageStanding) -> Bool { a.rawValue < b.rawValue }
}

/// Everything that one page says about operations, in the order of its text.
package struct PageOperations: Hashable, Sendable {
    package var standing: PageStanding = .ordinary
    /// `owner` or `team`, in front matter or as a field of the page's beginning.
    package var owners: [Claim] = []
    /// As written, such as `2026-10-12`.
    package var lastReviewed: Claim?
    /// With its time, where it is one.
    package var reviewEvery: Claim?
    package var levels: [LevelStatement] = []
    package var escalations: [EscalationStatement] = []
    package var contacts: [EscalationContact] = []
    package var metrics: [MetricStatement] = []
    /// Nil for pages that are no runbook.
    package var runbook: RunbookStatement?

    package init() {}
}

/// What a runbook is for.
package enum RunbookKind: String, Sendable {
    case alert, procedure, service
}

/// The sections that runbooks have, by what they are for.
package enum RunbookSectionKind: UInt8, Sendable, CaseIterable {
    case meaning, symptoms, impact, immediateActions, diagnosis, mitigation, verification, rollback
    case escalation, prevention, related
}

package struct RunbookSection: Hashable, Sendable {
    package var kind: RunbookSectionKind
    /// As a reader sees it.
    package var title: String
    package var anchor: String
    package var range: SourceRange
}

/// What to do first: the first step below the first heading of immediate actions, else of mitigation.
package struct FirstAction: Hashable, Sendable {
    package var title: String
    package var anchor: String
    /// The step's first paragraph; nil where the section has neither list nor paragraph.
    package var step: String?
    /// Of the step, else of the heading.
    package var range: SourceRange
}

/// A severity that a page gives itself or a part of it.
package struct SeverityMention: Hashable, Sendable {
    /// Nil for words, such as `critical`.
    package var level: LevelName?
    package var claim: Claim
    /// It speaks of the page as a whole: front matter, or a field before the second section.
    package var isOfPage: Bool
}

package struct RunbookStatement: Hashable, Sendable {
    package var kind: RunbookKind?
    package var status: Claim?
    package var service: Claim?
    package var severities: [SeverityMention] = []
    /// The alerts that front matter names.
    package var alerts: [Claim] = []
    package var sections: [RunbookSection] = []
    package var firstAction: FirstAction?
}

/// One escalation as a section writes it: a ladder, a table, conditions, or sentences.
package struct EscalationStatement: Hashable, Sendable {
    /// The heading above, or the front matter key.
    package var title: String
    /// The severity it is for, where a heading names one.
    package var level: LevelName?
    package var steps: [EscalationStep]
    package var source: ClaimSource
    package var authority: Authority
}

package struct EscalationStep: Hashable, Sendable {
    /// From 1, in the order of the text.
    package var order = 0
    /// The number that the document gives: 2 of `Level 2: Operations Manager`.
    package var number: Int?
    /// The severity that the step is for, where its row names one.
    package var level: LevelName?
    /// The condition, without `if`.
    package var trigger: String?
    /// The delay as written, with its time.
    package var after: Claim?
    package var target: String?
    package var contact: String?
    package var authority: String?
    package var action: String?
    /// Further fields, by their names as written.
    package var details: [NamedText] = []
    /// The row of a contact table for this target; the index fills it in from tables of the same page.
    package var contactRow: EscalationContact?
    /// The whole as a reader sees it.
    package var text: String
    package var source: ClaimSource
}

/// A value with the name that the document gives it, such as a column's header.
package struct NamedText: Hashable, Sendable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// A row of a contact table: how a role is reached.
package struct EscalationContact: Hashable, Sendable {
    package var role: String
    package var details: [NamedText]
    package var source: ClaimSource
    package var authority: Authority
}

package enum MetricType: String, Sendable {
    case counter, gauge, histogram, summary, info, untyped
}

/// One entry of a metrics catalog.
package struct MetricStatement: Hashable, Sendable {
    /// In full: with the prefix of its section.
    package var name: String
    /// As written.
    package var written: String
    package var type: MetricType?
    package var typeText: String?
    package var labels: [String] = []
    package var unit: String?
    package var meaning: String?
    /// Further columns, by their headers.
    package var details: [NamedText] = []
    /// The heading of its section.
    package var section: String?
    package var source: ClaimSource
    package var authority: Authority
}
