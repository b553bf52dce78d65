/// A severity level's name in a text.
struct LevelToken {
    var level: LevelName
    var range: Range<Int>
    /// It says of itself that it is a severity or a priority; a bare number does not.
    var isNamed = true
}

extension LevelToken {
    /// The level's name that a text begins with: `SEV`, `Severity`, `S`, `P` or `Priority`, perhaps a separator, one
    /// digit. Single letters count in upper case only, as file names and units have them in lower case.
    static func leading(in text: PlainText) -> LevelToken? {
        var family: LevelFamily?
        var index = text.startIndex
        for (word, wordFamily) in words where text.begins(with: word) {
            if word.utf8.count == 1, let first = text.first, lowercase(first) == first { continue }
            guard let digit = digit(in: text, behind: text.startIndex + word.utf8.count) else { continue }
            family = wordFamily
            index = digit
            break
        }
        guard let family else { return nil }
        let level = LevelName(family: family, rank: Int(text[index]) - 0x30)
        return LevelToken(level: level, range: text.startIndex..<(index + 1))
    }

    private static let words: [(String, LevelFamily)] = [
        ("severity", .severity), ("sev", .severity), ("s", .severity), ("priority", .priority), ("p", .priority),
    ]

    /// The offset of the level's only digit, behind at most one separator.
    private static func digit(in text: PlainText, behind start: Int) -> Int? {
        var index = start
        if index < text.endIndex, let length = separator(text[index...]) { index += length }
        guard index < text.endIndex, isDigit(text[index]) else { return nil }
        let next = index + 1
        guard next < text.endIndex else { return index }
        if isAlphanumeric(text[next]) || text[next] == 0x5F { return nil }
        // `P1.5` and `10,5` are numbers.
        if text[next] == 0x2E || text[next] == 0x2C, next + 1 < text.endIndex, isDigit(text[next + 1]) { return nil }
        return index
    }

    private static func separator(_ text: PlainText) -> Int? {
        switch text.first {
        case 0x20, 0x2D, 0x5F: return 1
        case 0xE2: return text.leadingSeparator
        case 0xC2: return text.starts(with: [0xC2, 0xA0]) ? 2 : nil
        default: return nil
        }
    }

    /// A level given by its digit alone, such as `1` or `Level 1`, where the heading says what is counted.
    static func bareNumber(in text: PlainText, family: LevelFamily) -> LevelToken? {
        let start = text.begins(with: "level ") ? text.startIndex + 6 : text.startIndex
        guard start < text.endIndex, isDigit(text[start]) else { return nil }
        let rest = text[(start + 1)...]
        // A number behind which words follow at once counts things: `3 hosts`.
        guard rest.isEmpty || rest.trimmed.leadingSeparator != nil || rest.trimmed.first == 0x28 else { return nil }
        if let next = rest.first, next == 0x2D || isAlphanumeric(next) { return nil }
        return LevelToken(
            level: LevelName(family: family, rank: Int(text[start]) - 0x30), range: text.startIndex..<(start + 1),
            isNamed: false)
    }

    /// Every level's name in a text, each at the start of a word.
    static func all(in text: PlainText) -> [LevelToken] {
        var tokens: [LevelToken] = []
        var index = text.startIndex
        while index < text.endIndex {
            let isStart = index == text.startIndex || !isAlphanumeric(text[index - 1]) && text[index - 1] != 0x5F
            if isStart, let token = leading(in: text[index...]) {
                tokens.append(token)
                index = token.range.upperBound
            } else {
                index += 1
            }
        }
        return tokens
    }
}
