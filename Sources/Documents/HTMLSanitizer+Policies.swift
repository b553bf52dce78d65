/// The two policies that judge nothing.
extension HTMLSanitizer {
    /// The piece as text, in a paragraph where it is a block. Comments stay out: they are not meant for readers.
    static func escape(_ piece: ArraySlice<UInt8>, isBlock: Bool) -> HTMLFragment {
        var text: [UInt8] = []
        var tokens = HTMLTokenizer(piece, filtersDisallowed: true)
        while let token = tokens.next() {
            switch token {
            case .text(let range), .declaration(let range), .instruction(let range), .unterminatedTag(let range):
                appendEscaped(piece[range], to: &text)
            case .tag(let tag), .disallowedTag(let tag): appendEscaped(piece[tag.range], to: &text)
            case .comment: break
            }
        }
        var fragment = HTMLFragment()
        guard isBlock else {
            fragment.html = text
            return fragment
        }
        while let last = text.last, isHTMLSpace(last) { text.removeLast() }
        guard text.contains(where: { !isHTMLSpace($0) }) else { return fragment }
        fragment.html = Array("<p>".utf8) + text + Array("</p>".utf8)
        return fragment
    }

    /// The piece as it is, with its addresses.
    static func trust(_ piece: ArraySlice<UInt8>) -> HTMLFragment {
        var fragment = HTMLFragment()
        fragment.html = Array(piece)
        var tokens = HTMLTokenizer(piece, filtersDisallowed: false)
        while let token = tokens.next() {
            guard case .tag(let tag) = token, !tag.isEnd else { continue }
            for attribute in tag.attributes where !attribute.value.isEmpty {
                if attribute.name == "id" || attribute.name == "name" && tag.name == "a" {
                    fragment.addAnchor(HTMLReferences.decode(piece[attribute.value]))
                } else if tag.isAddress(attribute) {
                    for place in tag.addresses(of: attribute, in: piece) {
                        let start = place.range.lowerBound - piece.startIndex
                        fragment.addresses.append(
                            HTMLAddress(
                                address: String(decoding: HTMLScheme.cleaned(place.value), as: UTF8.self),
                                isImage: place.isImage, source: place.range,
                                output: start..<(start + place.range.count)))
                    }
                }
            }
        }
        return fragment
    }
}
