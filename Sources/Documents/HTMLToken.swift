/// What stands in a piece of raw HTML. Ranges are indices of the piece.
package enum HTMLToken {
    case text(Range<Int>)
    case tag(HTMLTag)
    /// `<` and the name of a tag that GFM disallows; what follows is text.
    case disallowedTag(HTMLTag)
    /// A comment without its end hides all that follows.
    case comment(Range<Int>, isClosed: Bool)
    /// `<!DOCTYPE html>` and the like.
    case declaration(Range<Int>)
    /// `<?php … ?>`, `<![CDATA[ … ]]>`.
    case instruction(Range<Int>)
    /// A tag without its end: the rest of the piece.
    case unterminatedTag(Range<Int>)
}

package struct HTMLTag {
    /// In lower case, as far as ASCII goes.
    package var name: String
    package var isEnd = false
    package var isSelfClosing = false
    package var attributes: [HTMLAttribute] = []
    package var range: Range<Int>
}

package struct HTMLAttribute {
    /// In lower case, as far as ASCII goes.
    package var name: String
    /// Without quotes; empty without one.
    package var value: Range<Int>
    package var range: Range<Int>
}

/// An address in raw HTML, as the tokenizer sees it.
struct HTMLAddressPlace {
    /// Of the address, or of the whole attribute's value where references in it keep it from being placed.
    var range: Range<Int>
    /// References decoded.
    var value: [UInt8]
    var isImage: Bool
}

extension HTMLTag {
    /// Whether an attribute names a page, a picture or another file that the reader gets to see.
    func isAddress(_ attribute: HTMLAttribute) -> Bool {
        guard !isEnd, !attribute.value.isEmpty else { return false }
        return switch attribute.name {
        case "href": ["a", "area"].contains(name)
        case "src": ["img", "video", "audio", "source", "track", "embed"].contains(name)
        case "srcset": ["img", "source"].contains(name)
        case "poster": name == "video"
        default: false
        }
    }

    /// The addresses of an attribute that is one: several in a `srcset`.
    func addresses(of attribute: HTMLAttribute, in html: ArraySlice<UInt8>) -> [HTMLAddressPlace] {
        let raw = html[attribute.value]
        let value = HTMLReferences.decode(raw)
        let isImage = name == "img" || attribute.name == "srcset" || attribute.name == "poster"
        guard attribute.name == "srcset" else {
            return [HTMLAddressPlace(range: attribute.value, value: value, isImage: isImage)]
        }
        return HTMLSourceSet.candidates(value[...]).map { candidate in
            let isExact = value.count == raw.count
            let start = raw.startIndex + candidate.address.lowerBound
            return HTMLAddressPlace(
                range: isExact ? start..<(start + candidate.address.count) : attribute.value,
                value: Array(value[candidate.address]), isImage: true)
        }
    }
}
