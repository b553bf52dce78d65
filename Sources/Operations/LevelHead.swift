/// What a document writes where it names a level: `SEV-1 (Critical)`, `SEV0 (P0) - Critical Outage`, `Severity 1 –
/// Critical (Response Time: Immediate)`.
struct LevelHead {
    enum Place {
        /// All of the text is about the name.
        case cell, heading
        /// What follows the name and its label is the definition.
        case item
    }

    var level: LevelName
    var pairedWith: LevelName?
    var label: PlainText?
    /// Fields in parentheses.
    var fields: [(kind: LevelFieldKind, name: PlainText?, value: PlainText)] = []
    /// Of an item: the text behind the label.
    var definition = PlainText()
    /// The name is a letter and a digit, or a digit: too little without a heading about severities.
    var isBare = false

    /// Nil where the text names no level, several, or a placeholder.
    ///
    /// - Parameters:
    ///   - lead: of an item, what is marked at its start.
    ///   - numbers: the family of bare numbers, where they count.
    init?(_ text: PlainText, place: Place, lead: Range<Int>? = nil, numbers: LevelFamily? = nil) {
        let start = LevelHead.skippingSymbols(text)
        let token =
            LevelToken.leading(in: start) ?? numbers.flatMap { LevelToken.bareNumber(in: start, family: $0) }
        guard let token else {
            guard place == .cell, let named = LevelHead.trailing(text) else { return nil }
            self = named
            return
        }
        level = token.level
        isBare = start[token.range].count { isAlphanumeric($0) && !isDigit($0) } <= 1 || !token.isNamed
        guard var rest = readAlternatives(start[token.range.upperBound...]) else { return nil }
        switch place {
        case .cell, .heading: guard readLabel(rest) else { return nil }
        case .item:
            if let lead, lead.upperBound > rest.startIndex, lead.contains(token.range.lowerBound) {
                guard readLabel(rest[..<lead.upperBound]) else { return nil }
                rest = rest[lead.upperBound...]
            } else if lead.map({ !$0.contains(token.range.lowerBound) }) ?? true, isProse(rest) {
                return nil
            }
            guard readParentheses(&rest) else { return nil }
            readDefinition(rest)
        }
        if label?.isNothing ?? false { label = nil }
        if primaryIsPriority, let other = pairedWith { (level, pairedWith) = (other, level) }
    }

    private init(level: LevelName, label: PlainText) {
        self.level = level
        self.label = label
    }

    private var primaryIsPriority: Bool { level.family == .priority && pairedWith?.family == .severity }

    /// Without emoji and bullets in front of the name.
    private static func skippingSymbols(_ text: PlainText) -> PlainText {
        let start = text.prefix(16).firstIndex(where: isAlphanumeric) ?? text.startIndex
        return text[..<start].contains(0x5B) || text[..<start].contains(0x3C) ? text.prefix(0) : text[start...]
    }

    /// `Critical (SEV-1)`, `Critical - SEV-1`.
    private static func trailing(_ text: PlainText) -> LevelHead? {
        let tokens = LevelToken.all(in: text)
        guard tokens.count == 1, let token = tokens.first else { return nil }
        let before = text[..<token.range.lowerBound]
        let after = text[token.range.upperBound...].trimmed
        guard after.isEmpty || after.elementsEqual([0x29]), let last = before.trimmed.last,
            last == 0x28 || last == 0x2D || last > 0x7F || last == 0x2F
        else { return nil }
        let label = PlainText(before.trimmed.dropLast(last < 0x80 ? 1 : 0)).withoutSeparators
        guard !label.isEmpty, label.wordCount <= 4 else { return nil }
        return LevelHead(level: token.level, label: label)
    }

    /// Reads `/P0`, `= P0`; nil where another level of the same family follows: a list of alternatives.
    private mutating func readAlternatives(_ text: PlainText) -> PlainText? {
        var rest = text
        while true {
            let next = rest.trimmed
            guard let first = next.first else { return rest }
            var other = next.dropFirst().trimmed
            for word in ["or ", "and ", "to "] where next.begins(with: word) {
                other = next.dropFirst(word.utf8.count).trimmed
            }
            if let length = next.leadingSeparator { other = next.dropFirst(length).trimmed }
            guard !isAlphanumeric(first) || other.startIndex > next.startIndex + 1,
                let token = LevelToken.leading(in: other)
            else { return rest }
            if token.level.family == level.family { return token.level == level ? rest : nil }
            guard [0x2F, 0x3D, 0x7C].contains(first) else { return rest }
            pairedWith = token.level
            rest = other[token.range.upperBound...]
        }
    }

    /// Reads the rest of a name as its label, parentheses apart.
    private mutating func readLabel(_ text: PlainText) -> Bool {
        var rest = text.trimmed
        guard readParentheses(&rest) else { return false }
        rest = rest.withoutSeparators
        if let open = rest.firstIndex(of: 0x28), rest.last == 0x29 {
            var tail = rest[open...]
            let before = label
            guard readParentheses(&tail) else { return false }
            // Parentheses that hold no field belong to the label as it stands.
            if label != before { label = before } else { rest = rest[..<open].withoutSeparators }
        }
        if !rest.isEmpty { label = rest }
        return true
    }

    /// Reads what stands in parentheses at the start of a text; false where that makes it no level.
    private mutating func readParentheses(_ rest: inout PlainText) -> Bool {
        let text = rest.withoutLeadingSeparators
        guard text.first == 0x28, let close = text.firstIndex(of: 0x29) else { return true }
        let inner = text[(text.startIndex + 1)..<close]
        rest = text[(close + 1)...]
        var labels: [PlainText] = []
        for part in inner.split(whereSeparator: { $0 == 0x2C || $0 == 0x3B }).map(\.trimmed) where !part.isEmpty {
            if let token = LevelToken.leading(in: part), token.range.upperBound == part.endIndex {
                if token.level.family != level.family {
                    pairedWith = token.level
                } else if token.level != level {
                    return false
                }
            } else if let colon = part.firstIndex(of: 0x3A), let kind = LevelFieldKind.named(part[..<colon]) {
                fields.append((kind, part[..<colon].trimmed, part[(colon + 1)...].trimmed))
            } else if part.begins(with: "respon") || part.begins(with: "ack"), TimeLimit.first(in: part) != nil {
                fields.append((.responseTime, nil, part))
            } else {
                labels.append(part)
            }
        }
        if let first = labels.first, let last = labels.last, label == nil {
            label = inner[first.startIndex..<last.endIndex]
        }
        return true
    }

    /// Text behind an unmarked name that goes on as a sentence: `SEV-3 that stops trading becomes SEV-2`.
    private func isProse(_ rest: PlainText) -> Bool {
        let text = rest.trimmed
        guard let first = text.first, isAlphanumeric(first) || first == 0x2C else { return false }
        let head = text.prefix(40)
        guard let end = head.firstIndex(of: 0x3A) ?? head.firstDash else { return true }
        return text[..<end].wordCount > 3
    }

    /// Parts the label from the definition: `- Critical: everything is down`, `: everything is down`.
    private mutating func readDefinition(_ rest: PlainText) {
        let text = rest.trimmed
        let body = text.withoutLeadingSeparators
        guard label == nil, !body.isEmpty else {
            definition = body
            return
        }
        let beganWithColon = text[..<body.startIndex].contains(0x3A)
        let end = beganWithColon ? nil : body.firstIndex(of: 0x3A) ?? body.firstDash
        if let end, body[..<end].wordCount <= 3, end > body.startIndex {
            label = body[..<end].withoutSeparators
            definition = body[end...].withoutLeadingSeparators
        } else if !beganWithColon, body.wordCount <= 3, body.last != 0x2E {
            label = body
        } else {
            definition = body
        }
    }
}

extension PlainText {
    /// Where a dash between spaces stands: ` - `, ` – `, ` — `.
    fileprivate var firstDash: Int? {
        var index = startIndex
        while index + 2 < endIndex {
            if self[index] == 0x20, let length = self[(index + 1)...].leadingSeparator, self[index + 1] != 0x20,
                self[index + 1] != 0x3A, index + 1 + length < endIndex, self[index + 1 + length] == 0x20
            {
                return index + 1
            }
            index += 1
        }
        return nil
    }
}
