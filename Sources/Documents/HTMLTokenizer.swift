/// Takes a piece of raw HTML apart as a browser would (HTML Living Standard, 13.2.5), in one pass.
///
/// Two things differ, since what is found is written anew and never passed on as bytes: a `<` that begins neither a
/// tag nor a comment is text even where browsers make a comment of it (`</3`), and instructions end where CommonMark
/// ends them, for browsers would show the rest of `<?php $a->b ?>`.
package struct HTMLTokenizer {
    let html: ArraySlice<UInt8>
    var index: Int
    private let filtersDisallowed: Bool
    private var pending: HTMLToken?
    /// The element whose text is no markup.
    private var rawText: String?
    /// Marks that are known not to come any more.
    private var missing: Set<[UInt8]> = []

    /// - Parameter filtersDisallowed: whether the tags that GFM disallows are text, with what stands between them open
    ///   to view; else their content is skipped, as a browser does.
    package init(_ html: ArraySlice<UInt8>, filtersDisallowed: Bool) {
        self.html = html
        self.filtersDisallowed = filtersDisallowed
        index = html.startIndex
    }

    package mutating func next() -> HTMLToken? {
        if let token = pending {
            pending = nil
            return token
        }
        let start = index
        if let rawText { skipRawText(rawText) }
        while index < html.endIndex {
            let mark = index
            guard html[index] == 0x3C, let token = markup() else {
                index = mark + 1
                continue
            }
            guard mark > start else { return token }
            pending = token
            return .text(start..<mark)
        }
        return index > start ? .text(start..<index) : nil
    }

    /// At a `<`; nil where it is text.
    private mutating func markup() -> HTMLToken? {
        let start = index
        // `{{<x>}}` is a shortcode, and shown as written.
        guard !html[max(html.startIndex, start - 2)..<start].elementsEqual([0x7B, 0x7B]) else { return nil }
        guard let byte = byte(at: start + 1) else { return nil }
        switch byte {
        case 0x21:
            if starts("<!--") { return comment() }
            if starts("<![CDATA[") { return instruction(end: "]]>") }
            guard let end = position(of: ">", from: start + 2) else { return nil }
            index = end
            return .declaration(start..<end)
        case 0x3F: return instruction(end: "?>")
        case 0x2F:
            guard let letter = self.byte(at: start + 2), isLetter(letter) else { return nil }
            return tag(nameStart: start + 2, isEnd: true)
        default: return isLetter(byte) ? tag(nameStart: start + 1, isEnd: false) : nil
        }
    }

    // MARK: Comments and their like

    private mutating func comment() -> HTMLToken {
        let start = index
        index += 4
        // `<!-->` and `<!--->` are comments.
        if starts(">") || starts("->") {
            index += starts(">") ? 1 : 2
            return .comment(start..<index, isClosed: true)
        }
        while index < html.endIndex {
            if html[index] == 0x2D, starts("-->") || starts("--!>") {
                index += starts("-->") ? 3 : 4
                return .comment(start..<index, isClosed: true)
            }
            index += 1
        }
        return .comment(start..<index, isClosed: false)
    }

    private mutating func instruction(end mark: String) -> HTMLToken? {
        let start = index
        guard let end = position(of: mark, from: start + 2) ?? position(of: ">", from: start + 2) else { return nil }
        index = end
        return .instruction(start..<end)
    }

    /// Where a mark ends that stands somewhere behind.
    private mutating func position(of mark: String, from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        guard !missing.contains(mark) else { return nil }
        var index = start
        while index + mark.count <= html.endIndex {
            if html[index] == mark[0], html[index..<(index + mark.count)].elementsEqual(mark) {
                return index + mark.count
            }
            index += 1
        }
        missing.insert(mark)
        return nil
    }

    private mutating func skipRawText(_ name: String) {
        rawText = nil
        let mark = Array(name.utf8)
        while index < html.endIndex {
            if html[index] == 0x3C, byte(at: index + 1) == 0x2F, index + 2 + mark.count <= html.endIndex,
                html[(index + 2)..<(index + 2 + mark.count)].elementsEqual(mark, by: { $0 | 0x20 == $1 })
            {
                return
            }
            index += 1
        }
    }

    // MARK: Tags

    private mutating func tag(nameStart: Int, isEnd: Bool) -> HTMLToken {
        let start = index
        index = nameStart
        let name = word { $0 == 0x2F || $0 == 0x3E }
        var tag = HTMLTag(name: name, isEnd: isEnd, range: start..<index)
        if filtersDisallowed, HTMLVocabulary.disallowed.contains(name) { return .disallowedTag(tag) }
        while let byte = byte(at: index) {
            switch byte {
            case 0x3E:
                index += 1
                tag.range = start..<index
                if !isEnd, !filtersDisallowed, HTMLVocabulary.disallowed.contains(name) { rawText = name }
                return .tag(tag)
            case 0x2F:
                index += 1
                tag.isSelfClosing = self.byte(at: index) == 0x3E
            case _ where isHTMLSpace(byte): index += 1
            default: tag.attributes.append(attribute())
            }
        }
        return .unterminatedTag(start..<html.endIndex)
    }

    private mutating func attribute() -> HTMLAttribute {
        let start = index
        // A `=` at the start is part of the name.
        let first = html[start]
        if first == 0x3D { index += 1 }
        var name = word { $0 == 0x2F || $0 == 0x3E || $0 == 0x3D }
        if first == 0x3D { name = "=" + name }
        let end = index
        skipSpace()
        guard byte(at: index) == 0x3D else {
            return HTMLAttribute(name: name, value: end..<end, range: start..<end)
        }
        index += 1
        skipSpace()
        let value = attributeValue()
        return HTMLAttribute(name: name, value: value, range: start..<index)
    }

    private mutating func attributeValue() -> Range<Int> {
        guard let quote = byte(at: index) else { return index..<index }
        if quote == 0x22 || quote == 0x27 {
            let start = index + 1
            index = start
            while let byte = byte(at: index), byte != quote { index += 1 }
            defer { index = min(index + 1, html.endIndex) }
            // What follows the end of the piece would still be the value: there is no tag.
            return start..<index
        }
        let start = index
        while let byte = byte(at: index), byte != 0x3E, !isHTMLSpace(byte) { index += 1 }
        return start..<index
    }

    private mutating func word(until isEnd: (UInt8) -> Bool) -> String {
        let start = index
        while let byte = byte(at: index), !isHTMLSpace(byte), !isEnd(byte) { index += 1 }
        // ASCII alone: U+212A is no `k` to a browser.
        return String(decoding: html[start..<index].map { isLetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private mutating func skipSpace() {
        while let byte = byte(at: index), isHTMLSpace(byte) { index += 1 }
    }

    private func byte(at index: Int) -> UInt8? { index < html.endIndex ? html[index] : nil }

    private func starts(_ mark: String) -> Bool { html[index...].starts(with: mark.utf8) }
}

func isHTMLSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
}
