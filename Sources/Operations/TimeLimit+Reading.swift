extension TimeLimit {
    /// The first time that a text names, or nil: `< 15 min`, `within 15 minutes`, `1h 30m`, `immediately`, `next
    /// business day`. A range counts by its upper end.
    package init?(reading text: String) {
        guard let found = TimeLimit.first(in: Array(text.utf8)[...]) else { return nil }
        self = found.limit
    }

    /// The first time at or after `start`, and the stretch that names it.
    static func first(in text: PlainText, from start: Int? = nil) -> (limit: TimeLimit, range: Range<Int>)? {
        let tokens = TimeToken.tokens(of: text, from: start ?? text.startIndex)
        for index in tokens.indices {
            if let (limit, count) = phrase(tokens[index...]) ?? amount(tokens[index...]) {
                return (limit, tokens[index].range.lowerBound..<tokens[index + count - 1].range.upperBound)
            }
        }
        return nil
    }

    /// Times of words alone, with how many words they take.
    private static func phrase(_ tokens: ArraySlice<TimeToken>) -> (TimeLimit, Int)? {
        func word(_ offset: Int) -> String {
            let index = tokens.startIndex + offset
            guard index < tokens.endIndex, case .word(let word) = tokens[index].kind else { return "" }
            return word
        }
        let (first, second, third) = (word(0), word(1), word(2))
        switch first {
        case "immediate", "immediately", "instantly": return (TimeLimit(kind: .immediate), 1)
        case "at" where second == "once": return (TimeLimit(kind: .immediate), 2)
        case "right" where second == "away", "straight" where second == "away":
            return (TimeLimit(kind: .immediate), 2)
        case "same" where second == "day": return (TimeLimit(kind: .sameDay), 2)
        case "same" where ["business", "working"].contains(second) && third == "day":
            return (TimeLimit(kind: .sameDay), 3)
        case "next" where second == "day": return (TimeLimit(kind: .nextDay), 2)
        case "next" where ["business", "working"].contains(second) && third == "day":
            return (TimeLimit(kind: .businessDays, amount: 1), 3)
        case "half" where ["an", "a"].contains(second) && third == "hour":
            return (TimeLimit(kind: .elapsed, amount: 1800), 3)
        case "hourly": return (TimeLimit(kind: .elapsed, amount: 3600), 1)
        case "daily": return (TimeLimit(kind: .elapsed, amount: 86400), 1)
        case "weekly": return (TimeLimit(kind: .elapsed, amount: 7 * 86400), 1)
        case "monthly": return (TimeLimit(kind: .elapsed, amount: 30 * 86400), 1)
        case "quarterly": return (TimeLimit(kind: .elapsed, amount: 90 * 86400), 1)
        case "annually", "yearly": return (TimeLimit(kind: .elapsed, amount: 365 * 86400), 1)
        default: return nil
        }
    }

    /// A number with its unit, and what continues it: a smaller unit, or the upper end of a range.
    private static func amount(_ tokens: ArraySlice<TimeToken>) -> (TimeLimit, Int)? {
        guard let first = tokens.first, let thousandths = first.number else { return nil }
        var rest = tokens.dropFirst()
        // `15-30 minutes`: the unit stands behind the upper end.
        if rest.first?.isRange == true, let upper = rest.dropFirst().first?.number,
            let (limit, count) = measured(upper, rest.dropFirst(2))
        {
            return (limit, 3 + count)
        }
        guard var (limit, count) = measured(thousandths, rest) else { return nil }
        rest = rest.dropFirst(count)
        count += 1
        // `15 min – 1 hour`.
        if rest.first?.isRange == true, let upper = rest.dropFirst().first?.number,
            let (larger, more) = measured(upper, rest.dropFirst(2)), larger.kind == limit.kind
        {
            return (max(limit, larger), count + 2 + more)
        }
        // `1h 30m`, `1 hour and 30 minutes`.
        let joint = rest.first?.kind == .word("and") ? 1 : 0
        if limit.kind == .elapsed, let number = rest.dropFirst(joint).first?.number,
            let (smaller, more) = measured(number, rest.dropFirst(joint + 1)), smaller.kind == .elapsed,
            smaller.amount < limit.amount
        {
            limit.amount += smaller.amount
            return (limit, count + joint + 1 + more)
        }
        return (limit, count)
    }

    /// A number of thousandths with the unit that the tokens begin with, and how many tokens the unit takes.
    private static func measured(_ thousandths: Int, _ tokens: ArraySlice<TimeToken>) -> (TimeLimit, Int)? {
        guard let first = tokens.first, case .word(let word) = first.kind else { return nil }
        if word == "business" || word == "working" {
            guard case .word(let unit)? = tokens.dropFirst().first?.kind else { return nil }
            switch unit {
            case "hour", "hours": return (TimeLimit(kind: .businessHours, amount: thousandths * 3600 / 1000), 2)
            case "day", "days": return (TimeLimit(kind: .businessDays, amount: thousandths / 1000), 2)
            default: return nil
            }
        }
        guard let seconds = secondsPerUnit(word) else { return nil }
        return (TimeLimit(kind: .elapsed, amount: thousandths * seconds / 1000), 1)
    }

    private static func secondsPerUnit(_ unit: String) -> Int? {
        switch unit {
        case "s", "sec", "secs", "second", "seconds": 1
        case "m", "min", "mins", "minute", "minutes": 60
        case "h", "hr", "hrs", "hour", "hours": 3600
        case "d", "day", "days": 86400
        case "w", "wk", "wks", "week", "weeks": 7 * 86400
        case "month", "months": 30 * 86400
        case "y", "year", "years": 365 * 86400
        default: nil
        }
    }
}

/// A number, a word, or a mark between them.
private struct TimeToken {
    enum Kind: Equatable {
        /// In thousandths.
        case number(Int)
        /// In lower case.
        case word(String)
        case dash
        case other
    }

    var kind: Kind
    var range: Range<Int>

    var number: Int? {
        switch kind {
        case .number(let thousandths): thousandths
        case .word(let word): TimeToken.words[word]
        case .dash, .other: nil
        }
    }

    var isRange: Bool { kind == .dash || kind == .word("to") }

    private static let words = [
        "a": 1000, "an": 1000, "one": 1000, "two": 2000, "three": 3000, "four": 4000, "five": 5000, "six": 6000,
        "eight": 8000, "ten": 10000, "fifteen": 15000, "thirty": 30000,
    ]

    static func tokens(of text: PlainText, from start: Int) -> [TimeToken] {
        var tokens: [TimeToken] = []
        var index = start
        while index < text.endIndex {
            let byte = text[index]
            let begin = index
            if isSpace(byte) {
                index += 1
            } else if text[index...].starts(with: [0xC2, 0xA0]) {
                index += 2
            } else if isDigit(byte) {
                let number = number(in: text, at: &index)
                tokens.append(TimeToken(kind: .number(number), range: begin..<index))
            } else if isAlphanumeric(byte) {
                // A unit may stick to its number and to the next one: `1h30m`; elsewhere digits belong to the word.
                let isUnit = begin > start && isDigit(text[begin - 1])
                while index < text.endIndex, isAlphanumeric(text[index]), !isUnit || !isDigit(text[index]) {
                    index += 1
                }
                let word = String(decoding: text[begin..<index].map(lowercase), as: UTF8.self)
                tokens.append(TimeToken(kind: .word(word), range: begin..<index))
            } else {
                let length = text[index...].leadingSeparator
                index += length ?? 1
                let isDash = byte == 0x2D || length == 3
                tokens.append(TimeToken(kind: isDash ? .dash : .other, range: begin..<index))
            }
        }
        return tokens
    }

    /// Digits with thousands' commas and up to three decimals.
    private static func number(in text: PlainText, at index: inout Int) -> Int {
        var value = 0
        func digit(_ at: Int) -> Int? { at < text.endIndex && isDigit(text[at]) ? Int(text[at]) - 0x30 : nil }
        while true {
            if let digit = digit(index) {
                // Nobody waits that long; no number of digits may overflow.
                value = min(value * 10 + digit, 999_999)
                index += 1
            } else if index < text.endIndex, text[index] == 0x2C, digit(index + 1) != nil, digit(index + 3) != nil {
                index += 1
            } else {
                break
            }
        }
        value *= 1000
        guard index < text.endIndex, text[index] == 0x2E, digit(index + 1) != nil else { return value }
        index += 1
        var unit = 100
        while let digit = digit(index) {
            value += digit * unit
            unit /= 10
            index += 1
        }
        return value
    }
}
