/// Links, images and references to footnotes (CommonMark 0.30, 6.3 and 6.4).
extension InlineParser {
    mutating func open(isImage: Bool) {
        let textStart = index + (isImage ? 2 : 1)
        var bracket = Bracket(
            piece: pieces.count, start: index, textStart: textStart, isImage: isImage, isInLink: !isImage,
            isInImage: isImage)
        if let outer = brackets.indices.last {
            brackets[outer].hasBracketAfter = true
            bracket.isInLink = bracket.isInLink || brackets[outer].isInLink
            bracket.isInImage = bracket.isInImage || brackets[outer].isInImage
        }
        add(.text, index..<textStart)
        brackets.append(bracket)
        index = textStart
    }

    mutating func close() {
        let closing = index
        index += 1
        guard let bracket = brackets.popLast() else { return add(.text, closing..<index) }
        let isActive = bracket.isImage || brackets.count >= inactive
        inactive = min(inactive, brackets.count)
        guard isActive else { return add(.text, closing..<index) }
        if let tail = LinkSyntax.tail(text, at: index) {
            let destination = make(LinkSyntax.cleanDestination(text[tail.destination], &self))
            let title = tail.title.map { make(LinkSyntax.cleanTitle(text[$0], &self)) }
            finish(bracket, destination, title ?? 0..<0, source: tail.destination, end: tail.end)
            return
        }
        var label = LinkSyntax.label(text, at: index)
        let end = label.map { $0.upperBound + 1 } ?? index
        if label.map({ text[$0].allSatisfy(isSpace) }) ?? true, !bracket.hasBracketAfter {
            label = bracket.textStart..<closing
        }
        if let label, let definition = definition(text[label]) {
            let destination = make(definition.destination)
            finish(bracket, destination, make(definition.title), source: definition.source, end: end)
            pieces[bracket.piece].isDefinition = true
        } else if !bracket.isImage, let footnote = footnoteLabel(at: bracket.textStart, end: closing) {
            refer(to: footnote, bracket)
        } else {
            add(.text, closing..<index)
        }
    }

    /// The definition of a label, its address and title as shown.
    private mutating func definition(_ label: ArraySlice<UInt8>) -> (
        destination: [UInt8], title: [UInt8], source: Range<Int>
    )? {
        guard label.count <= 1000, let found = definitions.definition(of: label) else { return nil }
        referenceBudget -= found.destination.count + found.title.count
        guard referenceBudget >= 0 else { return nil }
        let destination = LinkSyntax.cleanDestination(found.destination[...], &self)
        return (destination, LinkSyntax.cleanTitle(found.title[...], &self), found.source)
    }

    /// Makes the bracket's piece a link or an image of all that follows it.
    private mutating func finish(
        _ bracket: Bracket, _ destination: Range<Int>, _ title: Range<Int>, source: Range<Int>, end: Int
    ) {
        let id = bracket.piece
        pieces[id].kind = bracket.isImage ? .image : .link
        pieces[id].literal = destination
        pieces[id].isMade = true
        pieces[id].title = title
        pieces[id].source = source
        pieces[id].first = pieces[id].next
        if pieces[id].first >= 0 {
            pieces[id].last = last
            pieces[pieces[id].first].previous = -1
        }
        pieces[id].next = -1
        last = id
        matchDelimiters(from: bracket.textStart)
        if !bracket.isImage { deactivate() }
        index = end
        readAttributes()
    }

    /// `{ .class #id key=value }` right behind a link, an image or code is not shown.
    mutating func readAttributes() {
        guard index < text.count, text[index] == 0x7B else { return }
        let limit = min(index + 300, text.count)
        guard let end = text[index..<limit].firstIndex(where: { $0 == 0x7D || $0 == 0x0A }), text[end] == 0x7D,
            let list = AttributeList(text[index...end])
        else { return }
        pieces[last].attributes = list
        index = end + 1
    }

    /// No link goes around a link.
    private mutating func deactivate() {
        let start = min(inactive, brackets.count)
        for index in start..<brackets.count where brackets[index].isImage {
            brackets[index].isInImage = start > 0 && brackets[start - 1].isInImage
        }
        inactive = brackets.count
    }

    /// The label of a footnote that `^` begins and that is defined.
    func footnoteLabel(at start: Int, end: Int) -> [UInt8]? {
        guard !footnotes.isEmpty, start + 1 < end, text[start] == 0x5E, end - start <= 1000 else { return nil }
        let label = LinkSyntax.normalized(text[(start + 1)..<end])
        return footnotes.contains(label) ? label : nil
    }

    /// Makes the bracket's piece a reference; what was read of its label is dropped.
    private mutating func refer(to label: [UInt8], _ bracket: Bracket) {
        let id = bracket.piece
        pieces[id].kind = .footnoteReference
        pieces[id].literal = make(label)
        pieces[id].isMade = true
        pieces[id].source = bracket.start..<index
        pieces[id].next = -1
        last = id
        while lastDelimiter >= 0, delimiters[lastDelimiter].position >= bracket.textStart {
            lastDelimiter = delimiters[lastDelimiter].previous
        }
        if lastDelimiter >= 0 { delimiters[lastDelimiter].next = -1 }
    }
}

extension LinkSyntax {
    /// An address without its escapes, and the white space that `<>` may hold at its ends (`cmark_clean_url`).
    static func cleanDestination(_ written: ArraySlice<UInt8>, _ parser: inout InlineParser) -> [UInt8] {
        var address = written
        while let first = address.first, isSpace(first) { address.removeFirst() }
        while let last = address.last, isSpace(last) { address.removeLast() }
        return unescaped(address, &parser)
    }

    /// A title without its quotes and escapes (`cmark_clean_title`).
    static func cleanTitle(_ written: ArraySlice<UInt8>, _ parser: inout InlineParser) -> [UInt8] {
        guard written.count >= 2 else { return Array(written) }
        return unescaped(written.dropFirst().dropLast(), &parser)
    }

    /// Entities are replaced first, then backslashes go that escape punctuation, as libcmark does.
    private static func unescaped(_ written: ArraySlice<UInt8>, _ parser: inout InlineParser) -> [UInt8] {
        var bytes = Array(written)
        if bytes.contains(0x26) { bytes = parser.replacingEntities(in: bytes) }
        guard bytes.contains(0x5C) else { return bytes }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x5C, index + 1 < bytes.count, isPunctuation(bytes[index + 1]) { index += 1 }
            result.append(bytes[index])
            index += 1
        }
        return result
    }
}
