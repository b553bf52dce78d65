/// What becomes of a piece of raw HTML.
package struct HTMLFragment {
    package var html: [UInt8] = []
    /// In the order in which they stand.
    package var addresses: [HTMLAddress] = []
    /// Ids and names that are published, as the author meant them.
    package var anchors: [String] = []
    package var findings: [HTMLFinding] = []

    package init() {}
}

/// An address in raw HTML that is published.
package struct HTMLAddress {
    /// References decoded, and without what no browser reads.
    package var address: String
    package var isImage: Bool
    /// Where it stands in the piece; the whole value of its attribute where references keep it from being placed.
    package var source: Range<Int>
    /// Where it stands in the fragment's `html`, written as an attribute's text: a slot may take its place.
    package var output: Range<Int>
}

/// What of a piece is not published as its author wrote it.
package struct HTMLFinding {
    /// Indices of the piece.
    package var range: Range<Int>
    /// In the words of a diagnostic.
    package var message: String
}
