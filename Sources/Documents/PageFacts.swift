package import Addresses
package import SourceText
internal import TextRepair

/// A heading of a page.
package struct Heading: Hashable, Sendable {
    package var level: Int
    /// As a reader sees it, without markup.
    package var title: String
    /// Unique in its page; empty for a heading without text.
    package var id: String
    /// Further ids, that no other heading has: the one that MkDocs gives the heading, and the one that its text had before
    /// its repair. Deep links that were written to them lead here too.
    package var aliases: [String] = []
    package var range: SourceRange
}

/// How a reference is used.
package enum ReferenceKind: UInt8, Sendable {
    case link, image
}

/// A link or an image, as written.
package struct PageReference: Hashable, Sendable {
    package var kind: ReferenceKind
    /// The destination after Markdown's own escapes.
    package var written: String
    /// What it was before its repair, where that is another.
    package var former: String?
    package var parsed: WrittenReference
    /// Of the destination, without delimiters.
    package var range: SourceRange
    /// The index of the heading above; -1 before the first.
    package var heading: Int32

    package init(kind: ReferenceKind, written: String, parsed: WrittenReference, range: SourceRange, heading: Int32) {
        (self.kind, self.written, self.parsed, self.range, self.heading) = (kind, written, parsed, range, heading)
    }
}

/// A name in the text that may be a metric, an alert or another thing of the operations index.
package struct Mention: Hashable, Sendable {
    package var name: String
    package var range: SourceRange
    /// The index of the heading above; -1 before the first.
    package var heading: Int32
}

/// What one page says, told in values: all that the join needs of it.
package struct PageFacts: Sendable {
    /// Relative to the content root.
    package var path: String
    package var title: String
    /// The page's first paragraph, or its front matter's `description`; plain text.
    package var summary: String?
    package var frontMatter: FrontMatter
    package var headings: [Heading] = []
    /// Ids and names of raw HTML.
    package var anchors: [String] = []
    package var references: [PageReference] = []
    package var mentions: [Mention] = []
    package var repairs: [RepairNote] = []
    package var includes: [PageInclude] = []
    package var diagrams: [DiagramFence] = []
    package var diagnostics: [Diagnostic] = []
}

/// A fence that may become a picture.
package struct DiagramFence: Sendable {
    /// The fence's first word: `dot`, `mermaid`.
    package var language: String
    package var text: [UInt8]
    package var range: SourceRange
    /// The index of the heading above; -1 before the first.
    package var heading: Int32
    /// Where its code stands in the HTML of the body.
    package var html: Range<Int>
}

/// A repair of what a page shows, in the words of its report.
package struct RepairNote: Hashable, Sendable {
    /// Relative to the content root, where it is not the page.
    package var file: String?
    package var line: Int
    package var column: Int
    package var before: String
    package var after: String
    package var codec: String

    init(_ repair: Repair, in file: String? = nil) {
        self.file = file
        (line, column) = (Int(repair.range.start.line), Int(repair.range.start.column))
        (before, after, codec) = (repair.before, repair.after, repair.codec)
    }
}

/// Where emitting puts what only the join knows.
package enum SlotKind: UInt8, Sendable {
    /// The whole attribute with the address of `references[index]`.
    case destination
    /// The value of an attribute in raw HTML: the address of `references[index]`, or what was written.
    case rawDestination
    /// The start and the end of a link around `mentions[index]`; nothing where the name is not known.
    case mentionStart, mentionEnd
}

/// A place in a page's HTML that emitting fills.
package struct Slot: Sendable {
    /// Into the HTML without slots.
    package var offset: UInt32
    package var kind: SlotKind
    package var index: UInt32

    package init(offset: UInt32, kind: SlotKind, index: UInt32) {
        (self.offset, self.kind, self.index) = (offset, kind, index)
    }
}

/// A page's article, final but for its slots.
package struct PageBody: Sendable {
    package var html: [UInt8] = []
    /// By offset.
    package var slots: [Slot] = []
    /// Where the article's heading of level 1 ends if it begins with one, comments aside; else 0.
    package var headingEnd = 0
    /// Whether the article has a heading of level 1 anywhere.
    package var hasTitle = false

    package init() {}
}
