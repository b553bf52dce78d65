/// What became of a fence.
package enum DiagramOutcome: Hashable, Sendable {
    case picture(DiagramPicture)
    /// The fence stays code. The reason is worded for `diagram/not-rendered`: lower case, without a full stop.
    case notRendered(DiagramFault)
}

/// A picture to be put into a page as it is: one `<svg>` element without `style`, scripts, external references, or ids
/// that are not made of the source.
package struct DiagramPicture: Hashable, Sendable {
    package let svg: [UInt8]
    /// The accessible name that the SVG carries, as plain text.
    package let name: [UInt8]
    /// The links in the picture, in the order of their places.
    package let links: [DiagramLink]
}

/// A link in a picture. It has passed the same rule as a link in text that is neither a script nor data: `http`, `https`,
/// `mailto` or a path.
package struct DiagramLink: Hashable, Sendable {
    /// Where the attribute's value stands in the SVG, in bytes, so that the page can put another address there.
    package let range: Range<Int>
    /// As the author wrote it, without HTML escapes.
    package let destination: [UInt8]
}

/// Why a diagram is not drawn.
package struct DiagramFault: Error, Hashable, Sendable {
    package let reason: String
    /// The line within the fence, from 1; nil if the fault is of the whole.
    package let line: Int?

    package init(_ reason: String, line: Int? = nil) {
        self.reason = reason
        self.line = line
    }
}
