/// Addresses that are links without brackets (GFM 0.29, 6.9), as cmark-gfm finds them (0.29.0.gfm.6, `autolink.c`).
extension InlineParser {
    private static let schemes = ["http", "https", "ftp"].map { Array($0.utf8) }

    private var isInBrackets: Bool { brackets.last.map { $0.isInLink || $0.isInImage } ?? false }

    /// At a colon: behind the scheme of an address, or before an emoji's name.
    mutating func colon() -> Bool {
        if index + 2 < text.count, text[index + 1] == 0x2F, text[index + 2] == 0x2F { return bareAddress() }
        return emoji()
    }

    /// `https://host/path`: its scheme has been read as text, which it is taken from.
    private mutating func bareAddress() -> Bool {
        guard !isInBrackets, index + 3 < text.count else { return false }
        var start = index
        while start > 0, isLetter(text[start - 1]) { start -= 1 }
        guard Self.schemes.contains(where: { isSame(text[start..<index], $0) }),
            isHostCharacter(at: index + 3), let host = hostEnd(index + 3, needsDot: false)
        else { return false }
        let end = addressEnd(from: index, host)
        takeBack(index - start)
        link(start..<end, to: text[start..<end], source: start..<end)
        index = end
        return true
    }

    /// `www.host/path`, behind a space or one of `*_~(`.
    mutating func bareHost() -> Bool {
        guard index + 3 < text.count, text[index + 1] == 0x77, text[index + 2] == 0x77, text[index + 3] == 0x2E,
            !isInBrackets
        else { return false }
        if index > 0, !isSpace(text[index - 1]), ![0x2A, 0x5F, 0x7E, 0x28].contains(text[index - 1]) { return false }
        guard let host = hostEnd(index, needsDot: true) else { return false }
        let end = addressEnd(from: index, host)
        guard end > index else { return false }
        link(index..<end, to: Array("http://".utf8) + text[index..<end], source: index..<end)
        index = end
        return true
    }

    private mutating func link(_ shown: Range<Int>, to address: some Collection<UInt8>, source: Range<Int>) {
        append(Piece(kind: .link, literal: make(address), isMade: true, source: source))
        let link = last
        pieces[link].first = pieces.count
        pieces[link].last = pieces.count
        pieces.append(Piece(kind: .text, literal: shown, source: shown))
    }

    /// Takes the last bytes of the text from what was read of it.
    private mutating func takeBack(_ count: Int) {
        var count = count
        var piece = last
        while count > 0, piece >= 0, pieces[piece].kind == .text {
            let taken = min(count, pieces[piece].literal.count)
            let literal = pieces[piece].literal
            pieces[piece].literal = literal.lowerBound..<(literal.upperBound - taken)
            count -= taken
            piece = pieces[piece].previous
        }
    }

    /// Whether a word is written, in capitals or not.
    func isSame(_ written: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
        written.count == word.count && zip(written, word).allSatisfy { isLetter($0) ? $0 | 0x20 == $1 : $0 == $1 }
    }

    private func isHostCharacter(at index: Int) -> Bool {
        if text[index] < 0x80 { return !isSpace(text[index]) && !isPunctuation(text[index]) }
        guard let scalar = unicodeScalar(text, at: index) else { return false }
        return !isUnicodeSpace(scalar) && !isUnicodePunctuation(scalar)
    }

    /// Where a host ends; nil where it is none: an underscore in its last two parts, or no dot where one must be.
    private mutating func hostEnd(_ start: Int, needsDot: Bool) -> Int? {
        // What ends in two parts that no host ends in is none wherever it begins.
        guard start >= noHostBefore else { return nil }
        var (dots, underscoresBefore, underscores) = (0, 0, 0)
        var (lastDot, dotBefore) = (start, start)
        var end = start + 1
        while end < text.count - 1 {
            if text[end] == 0x5F {
                underscores += 1
            } else if text[end] == 0x2E {
                (underscoresBefore, underscores) = (underscores, 0)
                (dotBefore, lastDot) = (lastDot, end)
                dots += 1
            } else if text[end] != 0x2D, !isHostCharacter(at: end) {
                break
            }
            end += 1
        }
        guard underscoresBefore == 0, underscores == 0 else {
            noHostBefore = max(noHostBefore, dotBefore)
            return nil
        }
        return dots > 0 || !needsDot ? end : nil
    }

    /// Everything up to a space or `<`, without the punctuation of the sentence around it.
    private func addressEnd(from start: Int, _ host: Int) -> Int {
        var end = min(host, text.count)
        while end < text.count, !isSpace(text[end]), text[end] != 0x3C { end += 1 }
        return trimmedAddress(text[start..<end])
    }
}

/// Where an address ends without what belongs to the sentence (`autolink_delim`): punctuation, an entity, closing
/// parentheses that outnumber the opening ones.
func trimmedAddress(_ text: ArraySlice<UInt8>) -> Int {
    let start = text.startIndex
    var end = text.firstIndex(of: 0x3C) ?? text.endIndex
    // Of `(` less `)`; counted once, and kept up as the end moves.
    var balance = 0
    for byte in text[start..<end] { balance += byte == 0x28 ? 1 : byte == 0x29 ? -1 : 0 }
    while end > start {
        switch text[end - 1] {
        case 0x3F, 0x21, 0x2E, 0x2C, 0x3A, 0x2A, 0x5F, 0x7E, 0x27, 0x22: end -= 1
        case 0x3B:
            var ampersand = end - 2
            while ampersand > start, isLetter(text[ampersand]) { ampersand -= 1 }
            end = ampersand >= start && ampersand < end - 2 && text[ampersand] == 0x26 ? ampersand : end - 1
        case 0x29 where balance < 0:
            balance += 1
            end -= 1
        default: return end
        }
    }
    return end
}

extension MarkdownTree {
    /// Appends a text, with links of the addresses of mail in it (`postprocess_text`).
    mutating func appendLinkingMail(_ text: Node, to parent: NodeID) {
        // Offsets into the source are those of the text as long as nothing was escaped in it.
        let source = text.source.flatMap { $0.count == text.literal.range.count ? $0 : nil }
        var rest = text
        func part(_ range: Range<Int>) -> Node {
            var node = rest
            node.literal = ArenaRange(start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
            guard let source else { return node }
            let shift = source.lowerBound - text.literal.range.lowerBound
            node.source = (range.lowerBound + shift)..<(range.upperBound + shift)
            return node
        }
        var search = text.literal.range.lowerBound
        let end = text.literal.range.upperBound
        while let found = MailAddress.next(in: arena[rest.literal.range], from: search) {
            let shown = found.range
            if shown.lowerBound > rest.literal.range.lowerBound {
                append(part(rest.literal.range.lowerBound..<shown.lowerBound), to: parent)
            }
            var link = part(shown)
            link.kind = .link
            link.literal = store((found.hasScheme ? [] : Array("mailto:".utf8)) + arena[shown])
            append(part(shown), to: append(link, to: parent))
            rest = part(shown.upperBound..<end)
            search = shown.upperBound
        }
        if !rest.literal.isEmpty { append(rest, to: parent) }
    }
}

/// An address of mail in running text.
private struct MailAddress {
    var range: Range<Int>
    /// Whether `mailto:` or `xmpp:` is written before it, and part of it.
    var hasScheme = false

    static func next(in text: ArraySlice<UInt8>, from start: Int) -> MailAddress? {
        var search = start
        while let at = text[search...].firstIndex(of: 0x40) {
            if let address = address(text, at: at, from: search) { return address }
            search = at + 1
        }
        return nil
    }

    private static func address(_ text: ArraySlice<UInt8>, at: Int, from earliest: Int) -> MailAddress? {
        var (start, hasScheme, isXMPP) = (at, false, false)
        scan: while start > earliest {
            switch text[start - 1] {
            case 0x2E, 0x2B, 0x2D, 0x5F: start -= 1
            case 0x3A:
                if isScheme("mailto:", text, before: start) {
                    hasScheme = true
                } else if isScheme("xmpp:", text, before: start) {
                    (hasScheme, isXMPP) = (true, true)
                } else {
                    break scan
                }
                start -= 1
            default:
                guard isWordByte(text[start - 1]) else { break scan }
                start -= 1
            }
        }
        guard start < at else { return nil }
        var (end, ats, dots) = (at, 0, 0)
        scan: while end < text.endIndex {
            switch text[end] {
            case 0x40:
                ats += 1
                // A second one makes it no address, and need not be looked behind.
                if ats > 1 { return nil }
            case 0x2E where end + 1 < text.endIndex && isWordByte(text[end + 1]): dots += 1
            case 0x2D, 0x5F: break
            case 0x2F where isXMPP: break
            default: guard isWordByte(text[end]) else { break scan }
            }
            end += 1
        }
        guard end - at >= 2, dots > 0, isLetter(text[end - 1]) || text[end - 1] == 0x2E else { return nil }
        end = trimmedAddress(text[at..<end])
        return end > at ? MailAddress(range: start..<end, hasScheme: hasScheme) : nil
    }

    /// Whether a scheme ends before an offset, and begins a word.
    private static func isScheme(_ scheme: StaticString, _ text: ArraySlice<UInt8>, before end: Int) -> Bool {
        let start = end - scheme.utf8CodeUnitCount
        guard start >= text.startIndex, text[start..<end].elementsEqual(scheme.description.utf8) else { return false }
        return start == text.startIndex || !isWordByte(text[start - 1])
    }
}
