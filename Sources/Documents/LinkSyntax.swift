/// The parts of links and link reference definitions (CommonMark 0.30, 4.7 and 6.3), read as libcmark reads them
/// (0.30.2, `inlines.c`): each function takes a place and answers with the place behind the part, or nil.
enum LinkSyntax {
    /// Deeper parentheses in a destination end it (`manual_scan_link_url_2`).
    private static let deepestParentheses = 32
    private static let longestLabel = 1000

    struct Destination {
        /// Without `<` and `>`.
        var range: Range<Int>
        var end: Int
    }

    static func destination(_ text: [UInt8], at start: Int) -> Destination? {
        guard start < text.count else { return nil }
        if text[start] == 0x3C { return pointyDestination(text, at: start + 1) }
        var index = start
        var depth = 0
        loop: while index < text.count {
            switch text[index] {
            case 0x5C where index + 1 < text.count && isPunctuation(text[index + 1]): index += 1
            case 0x28:
                depth += 1
                if depth > deepestParentheses { return nil }
            case 0x29:
                if depth == 0 { break loop }
                depth -= 1
            case 0x20, 0x09...0x0D:
                if index == start { return nil }
                break loop
            case 0...0x1F, 0x7F: return nil
            default: break
            }
            index += 1
        }
        guard index < text.count, depth == 0 else { return nil }
        return Destination(range: start..<index, end: index)
    }

    private static func pointyDestination(_ text: [UInt8], at start: Int) -> Destination? {
        var index = start
        while index < text.count {
            switch text[index] {
            case 0x3E: return Destination(range: start..<index, end: index + 1)
            case 0x5C: index += 1
            case 0x0A, 0x3C: return nil
            default: break
            }
            index += 1
        }
        return nil
    }

    /// A quote behind a backslash may end a title, too, where no other does: libcmark takes the longest that there is.
    static func title(_ text: [UInt8], at start: Int) -> Int? {
        guard start < text.count else { return nil }
        let closer: UInt8
        switch text[start] {
        case 0x22, 0x27: closer = text[start]
        case 0x28: closer = 0x29
        default: return nil
        }
        var escapedEnd: Int?
        for index in (start + 1)..<max(start + 1, text.count) {
            let isEscaped = text[index - 1] == 0x5C
            if text[index] == closer {
                if !isEscaped { return index + 1 }
                escapedEnd = index + 1
            } else if closer == 0x29, text[index] == 0x28, !isEscaped {
                break
            }
        }
        return escapedEnd
    }

    /// `[label]`: the label alone. Not nil for `[]`.
    static func label(_ text: [UInt8], at start: Int) -> Range<Int>? {
        guard start < text.count, text[start] == 0x5B else { return nil }
        var index = start + 1
        while index < text.count, index - start <= longestLabel + 1 {
            switch text[index] {
            case 0x5B: return nil
            case 0x5D: return (start + 1)..<index
            case 0x5C: if index + 1 < text.count, isPunctuation(text[index + 1]) { index += 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Behind `]`: `(destination "title")`; the title with its quotes.
    static func tail(_ text: [UInt8], at start: Int) -> (destination: Range<Int>, title: Range<Int>?, end: Int)? {
        guard start < text.count, text[start] == 0x28,
            let found = destination(text, at: behindSpace(text, start + 1))
        else { return nil }
        var index = behindSpace(text, found.end)
        var titleRange: Range<Int>?
        if index > found.end, let end = title(text, at: index) {
            titleRange = index..<end
            index = behindSpace(text, end)
        }
        guard index < text.count, text[index] == 0x29 else { return nil }
        return (found.range, titleRange, index + 1)
    }

    struct Definition {
        var label: Range<Int>
        var destination: Range<Int>
        /// With its quotes.
        var title: Range<Int>?
        /// The start of the line behind it.
        var end: Int
    }

    /// A definition at the start of a line.
    static func definition(_ text: [UInt8], at start: Int) -> Definition? {
        guard let label = label(text, at: start), text[label].contains(where: { !isSpace($0) }),
            label.upperBound + 1 < text.count, text[label.upperBound + 1] == 0x3A,
            let destination = destination(text, at: behindLineBreak(text, label.upperBound + 2))
        else { return nil }
        let titleStart = behindLineBreak(text, destination.end)
        if titleStart > destination.end, let titleEnd = title(text, at: titleStart),
            let end = lineEnd(text, titleEnd)
        {
            return Definition(label: label, destination: destination.range, title: titleStart..<titleEnd, end: end)
        }
        // What follows a title makes it text again; libcmark keeps it as the title, too.
        let titleEnd = titleStart > destination.end ? title(text, at: titleStart) : nil
        return lineEnd(text, destination.end).map {
            Definition(label: label, destination: destination.range, title: titleEnd.map { titleStart..<$0 }, end: $0)
        }
    }

    /// What labels are compared by: case folded, space collapsed.
    static func normalized(_ label: ArraySlice<UInt8>) -> [UInt8] {
        let words = Array(label.split(whereSeparator: isSpace).joined(separator: [0x20]))
        if words.allSatisfy({ $0 < 0x80 }) {
            return words.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
        }
        // Lower, upper, lower: `ẞ`, `ß` and `SS` are the same under full case folding, and so they are here.
        return Array(String(decoding: words, as: UTF8.self).lowercased().uppercased().lowercased().utf8)
    }

    private static func behindSpace(_ text: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < text.count, isSpace(text[index]) { index += 1 }
        return index
    }

    /// Behind blanks with at most one line break among them.
    private static func behindLineBreak(_ text: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < text.count, isBlank(text[index]) { index += 1 }
        guard index < text.count, text[index] == 0x0A else { return index }
        index += 1
        while index < text.count, isBlank(text[index]) { index += 1 }
        return index
    }

    private static func lineEnd(_ text: [UInt8], _ start: Int) -> Int? {
        var index = start
        while index < text.count, isBlank(text[index]) { index += 1 }
        guard index < text.count else { return index }
        return text[index] == 0x0A ? index + 1 : nil
    }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

/// ASCII punctuation, which a backslash escapes (CommonMark 0.30, 2.4).
func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
}
