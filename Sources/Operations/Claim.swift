package import SourceText

/// How a document says what it says.
package enum ClaimForm: UInt8, Sendable {
    /// A table with a level a row, or a level a column.
    case table, transposedTable
    /// A heading for each level, with fields or bullets below.
    case heading
    case list
    /// A key of the front matter.
    case frontMatter
    /// `**Severity**: SEV-2` in the text.
    case field
    case sentence
    /// `Escalate to X if:`, or `**To X**:`, and bullets.
    case conditions
    /// `Level 2: Operations Manager` in a list or in a fence of plain text.
    case ladder
    /// A row of an escalation table or of a contact table.
    case escalationTable, contactTable
    case machineFile
    case configuration

    /// In one section a table says more than headings, and headings more than a list: the larger number is in force.
    var precedence: UInt8 {
        switch self {
        case .table, .transposedTable: 2
        case .heading: 1
        default: 0
        }
    }
}

/// Whose word counts, weakest first: what is marked as legacy or lies in an archive, a page, a page that calls itself
/// canonical, the files that machines read, front matter, the configuration.
package enum Authority: UInt8, Sendable, Comparable {
    case legacy, page, canonical, machineFile, frontMatter, configuration

    package static func < (a: Authority, b: Authority) -> Bool { a.rawValue < b.rawValue }
}

/// Where a claim stands.
package struct ClaimSource: Hashable, Sendable {
    /// The page or other file that says it, relative to the content root.
    package var page: String
    package var range: SourceRange
    /// The id of the heading of `page` that it stands under; nil before the first, and in front matter.
    package var anchor: String?
    package var form: ClaimForm

    package init(file: String, range: SourceRange, anchor: String?, form: ClaimForm) {
        self.page = file
        self.range = range
        self.anchor = anchor
        self.form = form
    }

    /// Where it is written: in `page`, or in a file that the page includes.
    package var file: String { range.file ?? page }

    /// 1-based.
    package var line: Int { Int(range.start.line) }
}

/// A value that a document states: what the site shows, with the place it was read from.
package struct Claim: Hashable, Sendable {
    /// As a reader sees it, without markup.
    package var text: String
    /// The items, where the value is a list; `text` then joins them with `; `.
    package var items: [String] = []
    /// The time that the text names, if it names one.
    package var time: TimeLimit?
    package var source: ClaimSource
    package var authority: Authority

    package init(
        text: String, items: [String] = [], time: TimeLimit? = nil, source: ClaimSource, authority: Authority
    ) {
        self.text = text
        self.items = items
        self.time = time
        self.source = source
        self.authority = authority
    }
}

extension Claim {
    /// Authority, highest first, then path, line and column: the order of all lists of claims.
    static func precedes(_ a: Claim, _ b: Claim) -> Bool {
        if a.authority != b.authority { return a.authority > b.authority }
        return ClaimSource.precedes(a.source, b.source)
    }
}

extension ClaimSource {
    static func precedes(_ a: ClaimSource, _ b: ClaimSource) -> Bool {
        if a.file != b.file { return a.file < b.file }
        if a.range.start != b.range.start { return a.range.start < b.range.start }
        return a.page < b.page
    }
}
