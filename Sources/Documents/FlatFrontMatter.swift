/// The front matter that most pages have, read without a YAML parser: keys with plain or simply quoted scalars, and
/// flat lists of them. Anything else is left to Yams, which costs 45 µs for eight lines; a test holds the two equal.
package enum FlatFrontMatter {
    /// nil where the text needs a YAML parser.
    package static func read(_ text: [UInt8], _ range: Range<Int>) -> [RawFrontMatter.Field]? {
        // U+007F and most of U+0080…U+009F are no characters of YAML (1.2.2, 5.1), and U+0085, U+2028, U+2029 and
        // U+FEFF mean something to libyaml.
        for index in range where text[index] >= 0x7F && isSpecial(text, index) { return nil }
        var fields: [RawFrontMatter.Field] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let end = lineEnd(text, index, range.upperBound)
            let line = index..<end.content
            index = end.next
            if line.isEmpty || text[line.lowerBound] == 0x23 { continue }
            if text[line].allSatisfy({ $0 == 0x20 }) { continue }
            guard let (key, rest) = key(text, line), !fields.contains(where: { $0.key == key.name }) else { return nil }
            var value: RawFrontMatter.Value
            if rest.isEmpty {
                guard let items = blockList(text, &index, range.upperBound) else { return nil }
                value = items.isEmpty ? .null : .list(items)
            } else if text[rest.lowerBound] == 0x5B {
                guard let items = flowList(text, rest) else { return nil }
                value = .list(items)
            } else {
                guard let scalar = scalar(text, rest, inFlow: false) else { return nil }
                value = scalar
            }
            // A line that is indented continues the value: YAML's business.
            if index < range.upperBound, isBlank(text[index]) { return nil }
            fields.append(RawFrontMatter.Field(key: key.name, keyRange: key.range, value: value))
        }
        return fields
    }

    private static func isSpecial(_ text: [UInt8], _ index: Int) -> Bool {
        switch text[index] {
        case 0x7F: true
        case 0xC2: text[index + 1] < 0xA0
        case 0xE2: text[index + 1] == 0x80 && (text[index + 2] == 0xA8 || text[index + 2] == 0xA9)
        case 0xEF: text[index + 1] == 0xBB || text[index + 1] == 0xBF
        default: false
        }
    }

    private static func lineEnd(_ text: [UInt8], _ start: Int, _ limit: Int) -> (content: Int, next: Int) {
        var end = start
        while end < limit, text[end] != 0x0A { end += 1 }
        let next = min(end + 1, limit)
        if end > start, text[end - 1] == 0x0D { end -= 1 }
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        return (end, next)
    }

    private static func key(
        _ text: [UInt8], _ line: Range<Int>
    ) -> (key: (name: String, range: Range<Int>), rest: Range<Int>)? {
        var index = line.lowerBound
        while index < line.upperBound, isKeyByte(text[index]) { index += 1 }
        guard index > line.lowerBound, index < line.upperBound, text[index] == 0x3A else { return nil }
        let range = line.lowerBound..<index
        // A key of digits alone is a number, and `true` a boolean; nobody means them: leave them to YAML.
        guard !(0x30...0x39).contains(text[range.lowerBound]) else { return nil }
        index += 1
        guard index == line.upperBound || text[index] == 0x20 else { return nil }
        while index < line.upperBound, text[index] == 0x20 { index += 1 }
        return ((String(decoding: text[range], as: UTF8.self), range), index..<line.upperBound)
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D: true
        default: false
        }
    }

    private static func blockList(_ text: [UInt8], _ index: inout Int, _ limit: Int) -> [RawFrontMatter.Value]? {
        var items: [RawFrontMatter.Value] = []
        var indentation: Int?
        while index < limit {
            var start = index
            while start < limit, text[start] == 0x20 { start += 1 }
            guard start + 1 < limit, text[start] == 0x2D, text[start + 1] == 0x20 else { break }
            if indentation == nil { indentation = start - index }
            guard indentation == start - index else { return nil }
            let end = lineEnd(text, start, limit)
            start += 2
            while start < end.content, text[start] == 0x20 { start += 1 }
            guard start < end.content, let item = scalar(text, start..<end.content, inFlow: false) else { return nil }
            items.append(item)
            index = end.next
        }
        return items
    }

    private static func flowList(_ text: [UInt8], _ range: Range<Int>) -> [RawFrontMatter.Value]? {
        guard text[range.upperBound - 1] == 0x5D, range.count >= 2 else { return nil }
        let inner = trimmed(text, (range.lowerBound + 1)..<(range.upperBound - 1))
        if inner.isEmpty { return [] }
        var items: [RawFrontMatter.Value] = []
        var start = inner.lowerBound
        for index in inner.lowerBound...inner.upperBound where index == inner.upperBound || text[index] == 0x2C {
            let item = trimmed(text, start..<index)
            guard !item.isEmpty, let value = scalar(text, item, inFlow: true) else { return nil }
            items.append(value)
            start = index + 1
        }
        return items
    }

    /// A scalar that is surely what it looks like: YAML's indicators (1.2.2, 5.3) are left to YAML.
    private static func scalar(_ text: [UInt8], _ range: Range<Int>, inFlow: Bool) -> RawFrontMatter.Value? {
        let first = text[range.lowerBound]
        if first == 0x22 || first == 0x27 {
            guard range.count >= 2, text[range.upperBound - 1] == first else { return nil }
            let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
            for byte in text[inner] where byte == first || byte == 0x5C || inFlow && byte == 0x2C { return nil }
            return .scalar(String(decoding: text[inner], as: UTF8.self), range)
        }
        switch first {
        case 0x21, 0x23, 0x25, 0x26, 0x2A, 0x2C, 0x2D, 0x3A, 0x3E, 0x3F, 0x40, 0x5B, 0x5D, 0x60, 0x7B, 0x7C, 0x7D:
            return nil
        case 0x7E: return nil
        default: break
        }
        for index in range {
            switch text[index] {
            case 0x3A, 0x23, 0x09, 0x5C: return nil
            case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D: if inFlow { return nil }
            case 0..<0x20: return nil
            default: break
            }
        }
        let value = String(decoding: text[range], as: UTF8.self)
        if ["null", "Null", "NULL"].contains(value) { return .null }
        return .scalar(value, range)
    }
}
