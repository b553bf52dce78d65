/// The start tags of a piece of raw HTML, with the attributes that carry addresses and ids (HTML Living Standard,
/// 13.2.5, as far as it concerns these). Comments, declarations and end tags are stepped over.
struct HTMLTagScanner {
    struct Attribute {
        /// In lower case.
        var name: String
        /// Of the value, without quotes; empty without one.
        var value: Range<Int>
    }

    struct Tag {
        /// In lower case.
        var name: String
        var attributes: [Attribute]

        /// Whether an attribute names a page, a picture or another file that the reader gets to see.
        func isAddress(_ attribute: Attribute) -> Bool {
            guard !attribute.value.isEmpty else { return false }
            return switch attribute.name {
            case "href": ["a", "area"].contains(name)
            case "src": ["img", "video", "audio", "source", "track", "embed"].contains(name)
            default: false
            }
        }
    }

    private let html: ArraySlice<UInt8>
    private var index: Int

    init(_ html: ArraySlice<UInt8>) {
        self.html = html
        index = html.startIndex
    }

    mutating func next() -> Tag? {
        while index < html.endIndex {
            guard html[index] == 0x3C else {
                index += 1
                continue
            }
            if html[index...].starts(with: "<!--".utf8) {
                skipComment()
            } else if index + 1 < html.endIndex, isLetter(html[index + 1]) {
                return tag()
            } else {
                index += 1
            }
        }
        return nil
    }

    private mutating func skipComment() {
        var end = index + 4
        while end + 2 < html.endIndex, !html[end...].starts(with: "-->".utf8) { end += 1 }
        index = min(end + 3, html.endIndex)
    }

    private mutating func tag() -> Tag {
        index += 1
        let name = word(until: [0x2F, 0x3E])
        var tag = Tag(name: name, attributes: [])
        while index < html.endIndex {
            switch html[index] {
            case 0x3E:
                index += 1
                return tag
            case 0x2F, 0x09, 0x0A, 0x0C, 0x0D, 0x20: index += 1
            default: tag.attributes.append(attribute())
            }
        }
        return tag
    }

    private mutating func attribute() -> Attribute {
        // A `=` at the start is part of the name (13.2.5.32).
        let start = index
        index += 1
        let rest = word(until: [0x2F, 0x3E, 0x3D])
        let name = (String(decoding: html[start...start], as: UTF8.self) + rest).lowercased()
        skipSpace()
        guard index < html.endIndex, html[index] == 0x3D else { return Attribute(name: name, value: index..<index) }
        index += 1
        skipSpace()
        guard index < html.endIndex else { return Attribute(name: name, value: index..<index) }
        let quote = html[index]
        if quote == 0x22 || quote == 0x27 {
            let start = index + 1
            let end = html[start...].firstIndex(of: quote) ?? html.endIndex
            index = min(end + 1, html.endIndex)
            return Attribute(name: name, value: start..<end)
        }
        let valueStart = index
        _ = word(until: [0x3E])
        return Attribute(name: name, value: valueStart..<index)
    }

    private mutating func word(until stops: [UInt8]) -> String {
        let start = index
        while index < html.endIndex, !isSpace(html[index]), !stops.contains(html[index]) { index += 1 }
        return String(decoding: html[start..<index], as: UTF8.self).lowercased()
    }

    private mutating func skipSpace() {
        while index < html.endIndex, isSpace(html[index]) { index += 1 }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
