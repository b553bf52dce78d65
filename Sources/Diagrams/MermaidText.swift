/// Texts in mermaid's diagrams: entities, line breaks, markup, and the lines they are set in.
enum MermaidText {
    /// The lines of a label as written, the longer ones broken between words to `width`.
    static func lines(_ raw: ArraySlice<UInt8>, width: Int = .max) -> [[UInt8]] {
        let plain = plain(raw)
        var lines: [[UInt8]] = []
        for line in plain.split(separator: 0x0A, omittingEmptySubsequences: false) {
            lines += wrapped(line, width)
        }
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        while let first = lines.first, first.isEmpty { lines.removeFirst() }
        return lines
    }

    /// The text in one line.
    static func line(_ raw: ArraySlice<UInt8>) -> [UInt8] { Array(lines(raw).joined(separator: [0x20])) }

    private static let tags: Set<[UInt8]> = Set(
        [
            "b", "i", "u", "s", "em", "strong", "code", "small", "big", "sub", "sup", "span", "div", "p", "center",
            "font",
        ]
        .map { Array($0.utf8) })

    /// Without markup; line breaks are line feeds. What is no markup that we know stays text.
    private static func plain(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        var text = raw.trimmed
        let isMarkdown = text.count > 1 && text.first == UInt8(ascii: "`") && text.last == UInt8(ascii: "`")
        if isMarkdown { text = text.dropFirst().dropLast() }
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var at = text.startIndex
        while at < text.endIndex {
            let rest = text[at...]
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "<"):
                if let (end, isBreak) = tag(rest) {
                    if isBreak { out.append(0x0A) }
                    at = end
                    continue
                }
            case UInt8(ascii: "#"), UInt8(ascii: "&"):
                if let (end, bytes) = entity(rest) {
                    out += bytes
                    at = end
                    continue
                }
            case UInt8(ascii: "\\"):
                if rest.dropFirst().first == UInt8(ascii: "n") {
                    out.append(0x0A)
                    at += 2
                    continue
                }
            case UInt8(ascii: "*") where isMarkdown:
                at += 1
                continue
            case UInt8(ascii: "f") where rest.starts("fa:fa-"):
                at = rest.firstIndex { $0.isSpace } ?? text.endIndex
                continue
            default: break
            }
            if byte >= 0x20 || byte == 0x0A { out.append(byte) } else if byte == 0x09 { out.append(0x20) }
            at += 1
        }
        return out
    }

    /// Longer than any tag that is markup.
    private static let longestTag = 200

    private static func tag(_ text: ArraySlice<UInt8>) -> (end: Int, isBreak: Bool)? {
        guard let close = text.prefix(longestTag).firstIndex(of: UInt8(ascii: ">")) else { return nil }
        var name = text[(text.startIndex + 1)..<close]
        if name.first == UInt8(ascii: "/") { name = name.dropFirst() }
        let word = name.prefix { $0.isLetter }.map { $0 | 0x20 }
        let after = name.dropFirst(word.count).first
        guard after == nil || after == 0x20 || after == UInt8(ascii: "/") else { return nil }
        if word == Array("br".utf8) { return (close + 1, true) }
        return tags.contains(word) ? (close + 1, false) : nil
    }

    private static let entities: [[UInt8]: String] = [
        Array("quot".utf8): "\"", Array("amp".utf8): "&", Array("lt".utf8): "<", Array("gt".utf8): ">",
        Array("apos".utf8): "'", Array("nbsp".utf8): "\u{A0}", Array("semi".utf8): ";", Array("num".utf8): "#",
        Array("lbrack".utf8): "[", Array("rbrack".utf8): "]", Array("lpar".utf8): "(", Array("rpar".utf8): ")",
        Array("rarr".utf8): "→", Array("larr".utf8): "←", Array("hellip".utf8): "…", Array("ndash".utf8): "–",
        Array("mdash".utf8): "—", Array("infin".utf8): "∞", Array("check".utf8): "✓", Array("hearts".utf8): "♥",
    ]

    /// `#quot;` and `#35;` are mermaid's own way of writing them, `&quot;` and `&#35;` HTML's.
    private static func entity(_ text: ArraySlice<UInt8>) -> (end: Int, bytes: [UInt8])? {
        guard let semicolon = text.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        var name = text[(text.startIndex + 1)..<semicolon]
        if name.first == UInt8(ascii: "#") { name = name.dropFirst() }
        if let known = entities[Array(name)] { return (semicolon + 1, Array(known.utf8)) }
        guard let scalar = scalar(name), scalar.value >= 0x20 else { return nil }
        return (semicolon + 1, Array(String(Character(scalar)).utf8))
    }

    /// `#35` and `#x23`.
    static func reference(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        name.first == UInt8(ascii: "#") ? scalar(name.dropFirst()) : nil
    }

    private static func scalar(_ digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let isHex = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
        let number = isHex ? digits.dropFirst() : digits
        guard !number.isEmpty, number.count < 8 else { return nil }
        var value: UInt32 = 0
        for digit in number {
            guard isHex ? digit.isHexDigit : digit.isDigit else { return nil }
            value = value * (isHex ? 16 : 10) + UInt32(digit.isDigit ? digit - 0x30 : (digit | 0x20) - 0x57)
        }
        return Unicode.Scalar(value)
    }

    private static func wrapped(_ line: ArraySlice<UInt8>, _ width: Int) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var current: [UInt8] = []
        var used = 0
        for word in line.split(separator: 0x20) {
            let needed = TextWidth.of(word)
            if !current.isEmpty, used + 5 + needed > width {
                lines.append(current)
                (current, used) = ([], 0)
            }
            if !current.isEmpty { current.append(0x20) }
            current += word
            used += needed + 5
        }
        return lines + [current]
    }
}

/// Lines of text as they stand in a box.
struct TextBlock: Hashable {
    var lines: [[UInt8]] = []

    init(_ lines: [[UInt8]] = []) { self.lines = lines }

    var isEmpty: Bool { lines.isEmpty }

    var size: Size {
        Size(width: lines.map { TextWidth.of($0) }.max() ?? 0, height: lines.count * TextWidth.lineHeight)
    }
}
