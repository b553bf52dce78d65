/// Autolinks and raw HTML (CommonMark 0.30, 6.5 and 6.6).
extension InlineParser {
    mutating func angle() {
        let start = index
        if let (end, isMail) = autolinkEnd(start + 1) {
            autolink((start + 1)..<(end - 1), isMail: isMail)
            index = end
        } else if let end = htmlEnd(start + 1) {
            add(.htmlInline, start..<end)
            index = end
        } else {
            index = start + 1
            add(.text, start..<index)
        }
    }

    private mutating func autolink(_ inner: Range<Int>, isMail: Bool) {
        let shown = replacingEntities(in: Array(text[inner]))
        append(
            Piece(
                kind: .link, literal: make((isMail ? Array("mailto:".utf8) : []) + shown), isMade: true, source: inner))
        pieces[last].first = pieces.count
        pieces[last].last = pieces.count
        pieces.append(Piece(kind: .text, literal: make(shown), isMade: true, source: inner))
    }

    /// `scheme:…>` or `name@host>`.
    private func autolinkEnd(_ start: Int) -> (end: Int, isMail: Bool)? {
        var index = start
        var colon: Int?
        var at: Int?
        while index < text.count, text[index] != 0x3E {
            switch text[index] {
            case 0...0x20, 0x3C: return nil
            case 0x3A: if colon == nil { colon = index }
            case 0x40: if at == nil { at = index }
            default: break
            }
            index += 1
        }
        guard index < text.count else { return nil }
        if let colon, isScheme(start..<colon) { return (index + 1, false) }
        guard let at, at > start, at + 1 < index else { return nil }
        let isName = text[start..<at].allSatisfy { isWordByte($0) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }
        let host = text[(at + 1)..<index].split(separator: 0x2E, omittingEmptySubsequences: false)
        let isHost = host.allSatisfy { label in
            (1...63).contains(label.count) && label.first != 0x2D && label.last != 0x2D
                && label.allSatisfy { isWordByte($0) || $0 == 0x2D }
        }
        return isName && isHost ? (index + 1, true) : nil
    }

    private func isScheme(_ range: Range<Int>) -> Bool {
        guard (2...32).contains(range.count), isLetter(text[range.lowerBound]) else { return false }
        return text[range].allSatisfy { isWordByte($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    }

    private mutating func htmlEnd(_ start: Int) -> Int? {
        guard start < text.count else { return nil }
        switch text[start] {
        case 0x21:
            if text[start...].starts(with: "!--".utf8) { return commentEnd(start + 3) }
            if text[start...].starts(with: "![".utf8), isSame(text[(start + 2)...].prefix(6), Array("cdata[".utf8)) {
                return end(after: "]]>", from: start + 8)
            }
            return declarationEnd(start + 1)
        case 0x3F: return end(after: "?>", from: start + 1)
        case 0x2F: return closingTagEnd(start + 1)
        default: return openTagEnd(start)
        }
    }

    /// A comment neither begins with `>` or `->`, nor holds `--`, nor ends with `-`.
    private mutating func commentEnd(_ start: Int) -> Int? {
        let rest = text[start...]
        if rest.starts(with: "-->".utf8) { return start + 3 }
        if rest.starts(with: ">".utf8) || rest.starts(with: "->".utf8) { return nil }
        guard let end = end(after: "--", from: start), end < text.count, text[end] == 0x3E else { return nil }
        return end + 1
    }

    /// libcmark still asks for capitals and a space, as CommonMark 0.29 did.
    private mutating func declarationEnd(_ start: Int) -> Int? {
        var index = start
        while index < text.count, (0x41...0x5A).contains(text[index]) { index += 1 }
        guard index > start, index < text.count, isSpace(text[index]) else { return nil }
        return end(after: ">", from: index)
    }

    private mutating func end(after mark: String, from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        guard !unclosedHTML.contains(mark) else { return nil }
        var index = start
        while index + mark.count <= text.count {
            if text[index] == mark[0], text[index..<(index + mark.count)].elementsEqual(mark) {
                return index + mark.count
            }
            index += 1
        }
        unclosedHTML.insert(mark)
        return nil
    }

    private func closingTagEnd(_ start: Int) -> Int? {
        guard var index = tagNameEnd(start) else { return nil }
        while index < text.count, isSpace(text[index]) { index += 1 }
        return index < text.count && text[index] == 0x3E ? index + 1 : nil
    }

    private func openTagEnd(_ start: Int) -> Int? {
        guard var index = tagNameEnd(start) else { return nil }
        while index < text.count {
            let spaceStart = index
            while index < text.count, isSpace(text[index]) { index += 1 }
            guard index < text.count else { return nil }
            if text[index] == 0x3E { return index + 1 }
            if text[index] == 0x2F { return index + 1 < text.count && text[index + 1] == 0x3E ? index + 2 : nil }
            guard index > spaceStart, let end = attributeEnd(index) else { return nil }
            index = end
        }
        return nil
    }

    private func tagNameEnd(_ start: Int) -> Int? {
        guard start < text.count, isLetter(text[start]) else { return nil }
        var index = start
        while index < text.count, isWordByte(text[index]) || text[index] == 0x2D { index += 1 }
        return index
    }

    private func attributeEnd(_ start: Int) -> Int? {
        var index = start
        guard isLetter(text[index]) || text[index] == 0x5F || text[index] == 0x3A else { return nil }
        while index < text.count, isWordByte(text[index]) || [0x5F, 0x2E, 0x3A, 0x2D].contains(text[index]) {
            index += 1
        }
        var value = index
        while value < text.count, isSpace(text[value]) { value += 1 }
        guard value < text.count, text[value] == 0x3D else { return index }
        value += 1
        while value < text.count, isSpace(text[value]) { value += 1 }
        guard value < text.count else { return nil }
        if text[value] == 0x22 || text[value] == 0x27 {
            return text[(value + 1)...].firstIndex(of: text[value]).map { $0 + 1 }
        }
        index = value
        while index < text.count, !isSpace(text[index]), !"\"'=<>`".utf8.contains(text[index]) { index += 1 }
        return index > value ? index : nil
    }
}
