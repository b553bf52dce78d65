/// The beginnings of HTML blocks (CommonMark 0.30, 4.6), all seven kinds.
enum HTMLBlockStart {
    /// Kind 6, each between bars.
    private static let blockNames = Array(
        """
        |address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt\
        |fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li\
        |link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|section|source|summary|table|tbody|td|tfoot|th\
        |thead|title|tr|track|ul|
        """.utf8)
    /// Kind 1.
    private static let rawNames = Array("|script|pre|style|textarea|".utf8)
    private static let longestName = 10

    /// Whether the bytes from a `<` to the end of its line begin an HTML block that stands in no paragraph.
    static func begins(_ line: ArraySlice<UInt8>) -> Bool {
        var index = line.startIndex + 1
        guard index < line.endIndex else { return false }
        switch line[index] {
        case 0x3F: return true
        case 0x21:
            let rest = line[(index + 1)...]
            return rest.starts(with: "--".utf8) || rest.starts(with: "[CDATA[".utf8)
                || rest.first.map { (0x41...0x5A).contains($0) } ?? false
        default: break
        }
        let isClosing = line[index] == 0x2F
        if isClosing { index += 1 }
        let nameStart = index
        while index < line.endIndex, isNameByte(line[index]) { index += 1 }
        let name = line[nameStart..<index]
        guard let first = name.first, isLetter(first) else { return false }
        let next = index < line.endIndex ? line[index] : 0x20
        if name.count <= longestName {
            let wanted = [0x7C] + name.map { isLetter($0) ? $0 | 0x20 : $0 } + [0x7C]
            let isEnd = isSpace(next) || next == 0x3E
            if !isClosing, isEnd, contains(rawNames, wanted) { return true }
            let isEmptyTag = next == 0x2F && index + 1 < line.endIndex && line[index + 1] == 0x3E
            if isEnd || isEmptyTag, contains(blockNames, wanted) { return true }
        }
        guard let end = isClosing ? closingTagEnd(line, index) : openTagEnd(line, index) else { return false }
        return line[end...].allSatisfy(isSpace)
    }

    private static func contains(_ names: [UInt8], _ wanted: [UInt8]) -> Bool {
        names.indices.contains { names[$0...].starts(with: wanted) }
    }

    private static func closingTagEnd(_ line: ArraySlice<UInt8>, _ start: Int) -> Int? {
        let index = behindSpace(line, start)
        return index < line.endIndex && line[index] == 0x3E ? index + 1 : nil
    }

    /// Behind an open tag (6.6), from the end of its name.
    private static func openTagEnd(_ line: ArraySlice<UInt8>, _ start: Int) -> Int? {
        var index = start
        while true {
            let attribute = behindSpace(line, index)
            guard attribute < line.endIndex else { return nil }
            if line[attribute] == 0x3E { return attribute + 1 }
            if line[attribute] == 0x2F {
                return attribute + 1 < line.endIndex && line[attribute + 1] == 0x3E ? attribute + 2 : nil
            }
            guard attribute > index, let end = attributeEnd(line, attribute) else { return nil }
            index = end
        }
    }

    private static func attributeEnd(_ line: ArraySlice<UInt8>, _ start: Int) -> Int? {
        guard isLetter(line[start]) || line[start] == 0x5F || line[start] == 0x3A else { return nil }
        var index = start
        while index < line.endIndex, isNameByte(line[index]) || [0x5F, 0x2E, 0x3A].contains(line[index]) { index += 1 }
        var value = behindSpace(line, index)
        guard value < line.endIndex, line[value] == 0x3D else { return index }
        value = behindSpace(line, value + 1)
        guard value < line.endIndex else { return nil }
        if line[value] == 0x22 || line[value] == 0x27 {
            return line[(value + 1)...].firstIndex(of: line[value]).map { $0 + 1 }
        }
        index = value
        while index < line.endIndex, !isSpace(line[index]), !"\"'=<>`".utf8.contains(line[index]) { index += 1 }
        return index > value ? index : nil
    }

    private static func behindSpace(_ line: ArraySlice<UInt8>, _ start: Int) -> Int {
        line[start...].firstIndex { !isSpace($0) } ?? line.endIndex
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
}
