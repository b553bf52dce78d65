/// Emphasis and strikethrough (CommonMark 0.30, 6.2; GFM 0.29, 6.5).
extension InlineParser {
    mutating func delimiterRun() {
        let start = index
        let mark = text[index]
        while index < text.count, text[index] == mark { index += 1 }
        let before = scalarBefore(start)
        let after = scalarAfter(index)
        let opens = !after.isSpace && (!after.isPunctuation || before.isSpace || before.isPunctuation)
        let closes = !before.isSpace && (!before.isPunctuation || after.isSpace || after.isPunctuation)
        let canOpen = mark == 0x5F ? opens && (!closes || before.isPunctuation) : opens
        let canClose = mark == 0x5F ? closes && (!opens || after.isPunctuation) : closes
        add(.text, start..<index)
        // More than two tildes are text (cmark-gfm, `strikethrough.c`).
        guard canOpen || canClose, mark != 0x7E || index - start <= 2 else { return }
        let delimiter = Delimiter(
            piece: last, mark: mark, canOpen: canOpen, canClose: canClose, length: index - start, position: start,
            previous: lastDelimiter)
        if lastDelimiter >= 0 { delimiters[lastDelimiter].next = delimiters.count }
        lastDelimiter = delimiters.count
        delimiters.append(delimiter)
    }

    private enum Surrounding {
        case space, punctuation, other

        var isSpace: Bool { self == .space }
        var isPunctuation: Bool { self == .punctuation }
    }

    /// What stands before a run of marks. Tildes are looked through, so that emphasis may begin behind them.
    private func scalarBefore(_ start: Int) -> Surrounding {
        var index = start
        while index > 0, text[index - 1] == 0x7E { index -= 1 }
        guard index > 0 else { return .space }
        if text[index - 1] < 0x80 { return classOfASCII(text[index - 1]) }
        index -= 1
        while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
        return classOfScalar(at: index)
    }

    private func scalarAfter(_ end: Int) -> Surrounding {
        var index = end
        while index < text.count, text[index] == 0x7E { index += 1 }
        guard index < text.count else { return .space }
        return text[index] < 0x80 ? classOfASCII(text[index]) : classOfScalar(at: index)
    }

    private func classOfASCII(_ byte: UInt8) -> Surrounding {
        switch byte {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: .space
        default: isPunctuation(byte) ? .punctuation : .other
        }
    }

    private func classOfScalar(at index: Int) -> Surrounding {
        guard let scalar = unicodeScalar(text, at: index) else { return .space }
        return isUnicodeSpace(scalar) ? .space : isUnicodePunctuation(scalar) ? .punctuation : .other
    }

    /// Matches the marks from a position on, as `process_emphasis` does, and forgets them.
    mutating func matchDelimiters(from bottom: Int) {
        guard lastDelimiter >= 0, delimiters[lastDelimiter].position >= bottom else { return }
        // Below which no opener is for a closer of this kind: `*` by length and by whether it opens as well, `_`, `~`.
        var bottoms = [Int](repeating: bottom, count: 10)
        var closer = lastDelimiter
        while delimiters[closer].previous >= 0, delimiters[delimiters[closer].previous].position >= bottom {
            closer = delimiters[closer].previous
        }
        while closer >= 0 {
            let mark = delimiters[closer]
            guard mark.canClose else {
                closer = mark.next
                continue
            }
            let kind = Self.kind(of: mark)
            let opener = opener(for: mark, notBelow: bottoms[kind])
            if opener >= 0 {
                closer = mark.mark == 0x7E ? strike(opener, closer) : emphasize(opener, closer)
                continue
            }
            bottoms[kind] = mark.position
            let next = mark.next
            if !mark.canOpen { remove(closer) }
            closer = next
        }
        while lastDelimiter >= 0, delimiters[lastDelimiter].position >= bottom { remove(lastDelimiter) }
    }

    private static func kind(of mark: Delimiter) -> Int {
        switch mark.mark {
        case 0x5F: 6
        case 0x7E: 6 + mark.length
        default: (mark.canOpen ? 3 : 0) + mark.length % 3
        }
    }

    private func opener(for closer: Delimiter, notBelow bottom: Int) -> Int {
        var opener = closer.previous
        while opener >= 0, delimiters[opener].position >= bottom {
            let mark = delimiters[opener]
            if mark.canOpen, mark.mark == closer.mark {
                // What could both open and close matches only what makes no multiple of three with it.
                let isOdd = (closer.canOpen || mark.canClose) && closer.length % 3 != 0
                if !isOdd || (mark.length + closer.length) % 3 != 0 { return opener }
            }
            opener = mark.previous
        }
        return -1
    }

    private mutating func emphasize(_ opener: Int, _ closer: Int) -> Int {
        let (start, end) = (delimiters[opener].piece, delimiters[closer].piece)
        let used = pieces[start].literal.count >= 2 && pieces[end].literal.count >= 2 ? 2 : 1
        shorten(start, by: used)
        shorten(end, by: used)
        while delimiters[closer].previous != opener { remove(delimiters[closer].previous) }
        enclose(in: used == 1 ? .emphasis : .strong, after: start, before: end)
        if pieces[start].literal.isEmpty { remove(opener) }
        guard pieces[end].literal.isEmpty else { return closer }
        let next = delimiters[closer].next
        remove(closer)
        readAttributes(of: pieces[start].next, behind: end)
        return next
    }

    /// `{ #id .class }` right behind emphasis, as behind links: by now it has been read as text.
    private mutating func readAttributes(of emphasis: Int, behind closer: Int) {
        let following = pieces[closer].next
        guard following >= 0, pieces[following].kind == .text, !pieces[following].isMade else { return }
        let literal = pieces[following].literal
        guard text[literal].first == 0x7B, let end = text[literal].prefix(300).firstIndex(of: 0x7D),
            let list = AttributeList(text[literal.lowerBound...end])
        else { return }
        pieces[emphasis].attributes = list
        pieces[following].literal = (end + 1)..<literal.upperBound
    }

    /// Only runs of the same length make strikethrough; others stay, and lose no mark between them.
    private mutating func strike(_ opener: Int, _ closer: Int) -> Int {
        let next = delimiters[closer].next
        let (start, end) = (delimiters[opener].piece, delimiters[closer].piece)
        guard pieces[start].literal.count == pieces[end].literal.count else { return next }
        while delimiters[closer].previous != opener { remove(delimiters[closer].previous) }
        remove(closer)
        remove(opener)
        shorten(start, by: pieces[start].literal.count)
        shorten(end, by: pieces[end].literal.count)
        enclose(in: .strikethrough, after: start, before: end)
        return next
    }

    private mutating func shorten(_ piece: Int, by count: Int) {
        let literal = pieces[piece].literal
        pieces[piece].literal = literal.lowerBound..<(literal.upperBound - count)
    }

    /// Puts the pieces between two into a new one.
    private mutating func enclose(in kind: NodeKind, after start: Int, before end: Int) {
        let source = pieces[start].source.lowerBound..<pieces[end].source.upperBound
        let id = pieces.count
        var piece = Piece(kind: kind, literal: 0..<0, source: source)
        if pieces[start].next != end {
            piece.first = pieces[start].next
            piece.last = pieces[end].previous
            pieces[piece.first].previous = -1
            pieces[piece.last].next = -1
        }
        piece.previous = start
        piece.next = end
        pieces.append(piece)
        pieces[start].next = id
        pieces[end].previous = id
    }

    private mutating func remove(_ delimiter: Int) {
        let (previous, next) = (delimiters[delimiter].previous, delimiters[delimiter].next)
        if previous >= 0 { delimiters[previous].next = next }
        if next >= 0 { delimiters[next].previous = previous } else { lastDelimiter = previous }
    }
}

/// The scalar whose UTF-8 begins at an index; nil where none does.
func unicodeScalar(_ text: [UInt8], at index: Int) -> Unicode.Scalar? {
    var decoder = UTF8()
    var bytes = text[index..<min(index + 4, text.count)].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) { return scalar }
    return nil
}

/// CommonMark's Unicode whitespace: `Zs`, tab, line feed, form feed, carriage return.
func isUnicodeSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0C, 0x0D: true
    default: scalar.properties.generalCategory == .spaceSeparator
    }
}

/// ASCII punctuation, and what Unicode has under `P`.
func isUnicodePunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return isPunctuation(UInt8(scalar.value)) }
    return switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation:
        true
    default: false
    }
}
