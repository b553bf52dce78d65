/// A block that CommonMark does not have, as found in the lines of a page.
struct BlockConstruct {
    enum Kind {
        case table(SourceTable)
        case admonition(SourceAdmonition)
        /// The range of its title.
        case tab(Range<Int>)
        /// Its label, without `^`.
        case footnote(Range<Int>)
        /// Of a term. What it begins with is parted from its term by a blank line where it is loose.
        case definition(isLoose: Bool)
        case abbreviation(label: Range<Int>, expansion: Range<Int>)
    }

    var kind: Kind
    /// As libcmark counts.
    var line: Int32
    var lastLine: Int32
    /// Where the marker stands in its line as libcmark was given it, a 1-based byte column.
    var column: Int32
    /// What leads from there to the marker in the source, and from columns behind the marker to those of the source.
    var markerShift: Int32 = 0
    var contentShift: Int32 = 0
    /// Of a table: where the paragraph begins whose last line became its header.
    var paragraph: (line: Int32, column: Int32) = (0, 0)
    /// Its item begins with a block that is there for the item's sake only.
    var hasFiller = false
}

/// A pipe table as found in the lines of a page. Ranges are offsets into its text.
struct SourceTable {
    var alignments: [Alignment]
    /// The header and the others; of the delimiter row nothing is kept.
    var rows: [TableRow]
}

/// Ranges are offsets into the page's text.
struct SourceAdmonition {
    var classes: [Range<Int>]
    var title: Range<Int>?
    var isCollapsible: Bool
    var isOpen: Bool
}
