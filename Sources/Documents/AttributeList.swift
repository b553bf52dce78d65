/// Attributes written in braces behind something: `{#id .class key=value}`, `{: .class }`.
///
/// Read strictly, so that no text in braces is taken for one: each word is an id, a class or a pair, and there is at
/// least one. Sources: Python-Markdown 3, `attr_list`; kramdown, "Inline attribute lists"; Pandoc, `header_attributes`.
package struct AttributeList: Hashable, Sendable {
    package struct Pair: Hashable, Sendable {
        package var key: String
        package var value: String
    }

    package var id: String?
    package var classes: [String] = []
    package var pairs: [Pair] = []

    /// The list that a text consists of.
    package init?(_ text: ArraySlice<UInt8>) {
        guard let first = text.first, let last = text.last, first == 0x7B, last == 0x7D, text.count > 2 else {
            return nil
        }
        let end = text.endIndex - 1
        var index = text.startIndex + 1
        if text[index] == 0x3A { index += 1 }
        var isEmpty = true
        while true {
            while index < end, isSpace(text[index]) { index += 1 }
            guard index < end else { break }
            guard let next = read(text, index, end) else { return nil }
            index = next
            guard index == end || isSpace(text[index]) else { return nil }
            isEmpty = false
        }
        if isEmpty { return nil }
    }

    /// The list that a text ends with, set apart by a blank, and where it begins.
    package static func trailing(_ text: ArraySlice<UInt8>) -> (list: AttributeList, start: Int)? {
        guard text.last == 0x7D, let start = text.lastIndex(of: 0x7B),
            start == text.startIndex || isSpace(text[start - 1]),
            let list = AttributeList(text[start...])
        else { return nil }
        return (list, start)
    }

    private mutating func read(_ text: ArraySlice<UInt8>, _ start: Int, _ end: Int) -> Int? {
        let isID = text[start] == 0x23
        if isID || text[start] == 0x2E {
            let stop = nameEnd(text, start + 1, end)
            guard stop > start + 1 else { return nil }
            let name = String(decoding: text[(start + 1)..<stop], as: UTF8.self)
            if isID { id = name } else { classes.append(name) }
            return stop
        }
        // Pandoc's short form of `.unnumbered`.
        if text[start] == 0x2D, start + 1 == end || isSpace(text[start + 1]) {
            classes.append("unnumbered")
            return start + 1
        }
        let stop = nameEnd(text, start, end)
        guard stop > start, stop + 1 < end, text[stop] == 0x3D else { return nil }
        var value = (stop + 1)..<end
        var next: Int
        if text[value.lowerBound] == 0x22 || text[value.lowerBound] == 0x27 {
            let quote = text[value.lowerBound]
            guard let close = text[(value.lowerBound + 1)..<end].firstIndex(of: quote) else { return nil }
            value = (value.lowerBound + 1)..<close
            next = close + 1
        } else {
            next = text[value].firstIndex { isSpace($0) } ?? end
            value = value.lowerBound..<next
            guard !text[value].contains(where: { "\"'<>`=".utf8.contains($0) }) else { return nil }
        }
        let key = String(decoding: text[start..<stop], as: UTF8.self)
        let written = String(decoding: text[value], as: UTF8.self)
        switch key {
        // An id with a space in it leads nowhere.
        case "id" where !written.isEmpty && !text[value].contains(where: isSpace): id = written
        case "class": classes += written.split(separator: " ").map(String.init)
        default: pairs.append(Pair(key: key, value: written))
        }
        return next
    }

    private func nameEnd(_ text: ArraySlice<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            switch text[index] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x80...0xFF: index += 1
            case 0x2E, 0x3A: if index == start { return index } else { index += 1 }
            default: return index
            }
        }
        return index
    }
}
