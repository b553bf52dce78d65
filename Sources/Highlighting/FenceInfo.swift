/// What the info string of a code fence says, in the ways of GitHub, MkDocs Material, Pandoc, Docusaurus, Hugo, mdBook,
/// Zola and VitePress. What it does not know, it passes over.
package struct FenceInfo: Sendable, Equatable {
    /// The language as written, without what is attached to it; empty if none is named.
    package private(set) var language: [UInt8] = []
    package private(set) var title: [UInt8]?
    /// The number shown at the first line; nil if lines are not numbered.
    package private(set) var firstLineNumber: Int?
    /// Lines to highlight. They count from 1, whatever number the first line is shown with. At most 200 ranges.
    package private(set) var highlightedLines: [ClosedRange<Int>] = []
    /// The word `destructive`: the author says that the commands destroy something.
    package private(set) var isDestructive = false

    private static let longest = 1024
    private static let mostRanges = 200

    /// - Parameter info: decoded, as the Markdown parser gives it. What comes after 1024 bytes is not read.
    package init(_ info: ArraySlice<UInt8>) {
        var reader = InfoReader(bytes: Array(info.prefix(Self.longest)))
        reader.skipSeparators()
        if ![0x7B, 0x5B].contains(reader.next), !reader.isAtOption { readLanguage(reader.word(until: isLanguageEnd)) }
        while true {
            reader.skipSeparators()
            switch reader.next {
            case 0: return
            case 0x7B:
                if let lines = reader.lineGroup() { highlight(lines) } else { reader.index += 1 }
            case 0x5B:
                let name = reader.bracketed()
                // In braces it is what a name stands for, or lines.
                if !reader.isBraced { title = title ?? name }
            default: readAttribute(&reader)
            }
        }
    }

    /// `yaml`, `yaml:values.yaml`, `ts:line-numbers=2`.
    private mutating func readLanguage(_ word: [UInt8]) {
        language = word
        guard let colon = word.firstIndex(of: 0x3A), colon + 1 < word.count,
            Language.named(word[..<colon]) != nil || plainNames[word, 0, colon] != 0
        else { return }
        language = Array(word[..<colon])
        let rest = Array(word[(colon + 1)...])
        if rest.starts(with: Array("line-numbers".utf8)) {
            number(from: rest)
        } else {
            title = rest
        }
    }

    private mutating func readAttribute(_ reader: inout InfoReader) {
        let isClass = reader.next == 0x2E
        if isClass { reader.index += 1 }
        var name = reader.word(until: isNameEnd)
        if reader.isBraced, name.count > 1, name.last == 0x3A {
            // `{highlight: [1, 3-5]}`
            name.removeLast()
            while isBlank(reader.next) { reader.index += 1 }
        } else {
            guard reader.next == 0x3D else {
                // What is no name at all must not be read again.
                if name.isEmpty { reader.index += 1 }
                return readWord(name, isClass: isClass || reader.isBraced)
            }
            reader.index += 1
        }
        let value = reader.value()
        switch InfoKey(rawValue: keys[name, 0, name.count]) {
        case .title: title = value
        case .numbers: if isFalse(value) { firstLineNumber = nil } else { number(from: value) }
        case .start: firstLineNumber = numbers(in: value).first?.lowerBound ?? firstLineNumber
        case .lines: highlight(value)
        case nil: break
        }
    }

    /// A word alone, or a class.
    private mutating func readWord(_ word: [UInt8], isClass: Bool) {
        if keys[word, 0, word.count] == InfoKey.numbers.rawValue {
            firstLineNumber = firstLineNumber ?? 1
        } else if word == Array("destructive".utf8) {
            isDestructive = true
        } else if isClass, language.isEmpty, let first = word.first, isWordStart(first) {
            language = word
        }
    }

    /// Numbers are on; the first is in the value, perhaps.
    private mutating func number(from value: [UInt8]) {
        firstLineNumber = numbers(in: value).first?.lowerBound ?? firstLineNumber ?? 1
    }

    private mutating func highlight(_ value: [UInt8]) {
        let room = max(0, Self.mostRanges - highlightedLines.count)
        highlightedLines += numbers(in: value).prefix(room)
    }

    private func isFalse(_ value: [UInt8]) -> Bool { value == Array("false".utf8) || value == Array("no".utf8) }

    /// `2`, `3-5`, `7..9` and what is between them.
    private func numbers(in value: [UInt8]) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        var index = 0
        while index < value.count {
            guard isDigit(value[index]) else {
                index += 1
                continue
            }
            let first = integer(value, &index)
            var dash = index
            while dash < value.count, dash < index + 2, value[dash] == 0x2D || value[dash] == 0x2E { dash += 1 }
            guard dash > index, dash < value.count, isDigit(value[dash]) else {
                ranges.append(first...first)
                continue
            }
            index = dash
            ranges.append(first...max(first, integer(value, &index)))
        }
        return ranges
    }

    private func integer(_ value: [UInt8], _ index: inout Int) -> Int {
        var number = 0
        while index < value.count, isDigit(value[index]) {
            number = min(number * 10 + Int(value[index] - 0x30), 9_999_999)
            index += 1
        }
        return number
    }
}

/// Goes over an info string.
private struct InfoReader {
    let bytes: [UInt8]
    var index = 0
    /// Inside `{…}`.
    var isBraced = false

    var next: UInt8 { index < bytes.count ? max(bytes[index], 1) : 0 }

    /// Whether `name=` stands here; `ts:line-numbers=2` begins with a language.
    var isAtOption: Bool {
        let rest = bytes[min(index, bytes.count)...]
        guard let end = rest.firstIndex(where: isNameEnd) else { return false }
        return bytes[end] == 0x3D && !rest[..<end].contains(0x3A)
    }

    /// Blanks, commas and braces that close.
    mutating func skipSeparators() {
        while index < bytes.count {
            let byte = bytes[index]
            guard isSpaceOrEnd(byte) || byte == 0x2C || byte == 0x7D || byte == 0x5D else { break }
            if byte == 0x7D { isBraced = false }
            index += 1
        }
        if next == 0x7B { isBraced = true }
    }

    mutating func word(until ends: (UInt8) -> Bool) -> [UInt8] {
        let start = index
        while index < bytes.count, !ends(bytes[index]) { index += 1 }
        return Array(bytes[start..<index])
    }

    /// `{1,3-5}`, with the braces, if nothing else is in it.
    mutating func lineGroup() -> [UInt8]? {
        guard let close = bytes[index...].firstIndex(of: 0x7D) else { return nil }
        let inside = bytes[(index + 1)..<close]
        let isLines = inside.allSatisfy { isDigit($0) || isBlank($0) || $0 == 0x2C || $0 == 0x2D || $0 == 0x2E }
        guard isLines, inside.contains(where: isDigit) else { return nil }
        index = close + 1
        isBraced = false
        return Array(inside)
    }

    /// `[server.js]`, without the brackets.
    mutating func bracketed() -> [UInt8]? {
        guard let close = bytes[index...].firstIndex(of: 0x5D) else {
            index += 1
            return nil
        }
        let inside = Array(bytes[(index + 1)..<close])
        index = close + 1
        return inside.isEmpty ? nil : inside
    }

    /// What stands after `=`: quoted, in brackets or braces, or a word, with the commas between its numbers.
    mutating func value() -> [UInt8] {
        switch next {
        case 0x22, 0x27:
            let quote = bytes[index]
            var value: [UInt8] = []
            index += 1
            while index < bytes.count, bytes[index] != quote {
                if bytes[index] == 0x5C, index + 1 < bytes.count, bytes[index + 1] == quote { index += 1 }
                value.append(bytes[index])
                index += 1
            }
            index = min(index + 1, bytes.count)
            return value
        case 0x5B: return bracketed() ?? []
        case 0x7B: return lineGroup() ?? []
        default:
            let start = index
            while index < bytes.count, !isSpaceOrEnd(bytes[index]), bytes[index] != 0x7D {
                if bytes[index] == 0x2C, index + 1 == bytes.count || !isDigit(bytes[index + 1]) { break }
                index += 1
            }
            return Array(bytes[start..<index])
        }
    }
}

private enum InfoKey: UInt8 {
    case title = 1
    case numbers
    case start
    case lines
}

private let keys = WordTable(
    foldsCase: true,
    [
        ("title filename file name caption", InfoKey.title.rawValue),
        (
            "linenums linenos showlinenumbers linenumbers line-numbers numberlines number-lines lineno numbered",
            InfoKey.numbers.rawValue
        ),
        ("linenostart startfrom start startline start-line lineno-start firstnumber", InfoKey.start.rawValue),
        ("hl_lines highlight emphasize-lines hl mark lines", InfoKey.lines.rawValue),
    ])

/// Languages without colours, which may have a file's name behind a colon too.
private let plainNames = WordTable(foldsCase: true, [("text txt plain plaintext output", 1)])

private func isLanguageEnd(_ byte: UInt8) -> Bool {
    isSpaceOrEnd(byte) || byte == 0x2C || byte == 0x7B
}

private func isNameEnd(_ byte: UInt8) -> Bool {
    isSpaceOrEnd(byte) || byte == 0x2C || byte == 0x3D || byte == 0x7B || byte == 0x7D || byte == 0x5B || byte == 0x5D
}
