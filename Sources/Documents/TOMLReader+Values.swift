extension TOMLReader {
    mutating func value(depth: Int) throws(Failure) -> RawFrontMatter.Value {
        guard depth <= TOMLTables.deepest else {
            throw Failure("more than \(TOMLTables.deepest) levels lie in each other", index)
        }
        let start = index
        switch peek() {
        case nil, 0x0A, 0x0D, 0x23: throw Failure("a value is missing behind '='", index)
        case let quote? where quote == 0x22 || quote == 0x27:
            let text = try string(quote, multiline: true)
            return .scalar(text, start..<index)
        case 0x5B: return try array(depth: depth)
        case 0x7B: return try inlineTable(depth: depth)
        default: return try bareValue()
        }
    }

    private mutating func array(depth: Int) throws(Failure) -> RawFrontMatter.Value {
        let start = index
        index += 1
        var items: [RawFrontMatter.Value] = []
        while true {
            try skipBetween(start, "]")
            if peek() == 0x5D { break }
            items.append(try value(depth: depth + 1))
            try skipBetween(start, "]")
            if peek() == 0x5D { break }
            guard peek() == 0x2C else { throw Failure("',' or ']' is missing in a list", index) }
            index += 1
        }
        index += 1
        return .list(items)
    }

    private mutating func inlineTable(depth: Int) throws(Failure) -> RawFrontMatter.Value {
        let start = index
        index += 1
        let table = tables.scratch()
        while true {
            try skipBetween(start, "}")
            if peek() == 0x7D { break }
            // A section of its own: its keys with dots may add to each other.
            try pair(into: table, section: -2, depth: depth)
            try skipBetween(start, "}")
            if peek() == 0x7D { break }
            guard peek() == 0x2C else { throw Failure("',' or '}' is missing in a table", index) }
            index += 1
        }
        index += 1
        return .mapping(tables.take(table))
    }

    /// Blanks, line ends and comments between the items of what opened at a place.
    private mutating func skipBetween(_ start: Int, _ mark: String) throws(Failure) {
        while true {
            skipBlank(newLines: true)
            guard let byte = peek() else { throw Failure("what opens here has no '\(mark)'", start) }
            guard byte == 0x23 else { return }
            try skipComment()
        }
    }

    /// A number, a date or a boolean, as its source has it: what a key means decides how it is read.
    private mutating func bareValue() throws(Failure) -> RawFrontMatter.Value {
        let start = index
        skipBareValue()
        // A date, a space and a time are one value.
        if index - start == 10, peek() == 0x20, let digit = peek(1), (0x30...0x39).contains(digit),
            TOMLScalar.isDate(text[start..<index])
        {
            index += 1
            skipBareValue()
        }
        guard let value = TOMLScalar.text(of: text[start..<index]) else {
            let written = String(decoding: text[start..<min(index, start + 40)], as: UTF8.self)
            throw Failure("'\(written)' is no number, date or boolean; put text in quotes", start)
        }
        return .scalar(value, start..<index)
    }

    private mutating func skipBareValue() {
        while let byte = peek(), byte > 0x20, ![0x2C, 0x5D, 0x7D, 0x23].contains(byte) { index += 1 }
    }
}

/// What is written without quotes.
enum TOMLScalar {
    /// The text of a number, a date, a time or a boolean, without what only groups its digits; nil for anything else.
    static func text(of value: ArraySlice<UInt8>) -> String? {
        if value.elementsEqual("true".utf8) || value.elementsEqual("false".utf8) {
            return String(decoding: value, as: UTF8.self)
        }
        if isDate(value.prefix(10)) {
            let rest = value.dropFirst(10)
            guard let mark = rest.first else { return String(decoding: value, as: UTF8.self) }
            guard mark | 0x20 == 0x74 || mark == 0x20, isTime(rest.dropFirst(), mayHaveZone: true) else { return nil }
            return String(decoding: value, as: UTF8.self)
        }
        if isTime(value, mayHaveZone: false) { return String(decoding: value, as: UTF8.self) }
        guard isNumber(value) else { return nil }
        let digits = value.filter { $0 != 0x5F }
        return String(decoding: digits.first == 0x2B ? digits.dropFirst() : digits[...], as: UTF8.self)
    }

    static func isDate(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count == 10 else { return false }
        let start = value.startIndex
        guard value[start + 4] == 0x2D, value[start + 7] == 0x2D, let year = number(value[start..<(start + 4)]),
            let month = number(value[(start + 5)..<(start + 7)]), let day = number(value[(start + 8)...])
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        return (1...12).contains(month) && (1...days).contains(day)
    }

    /// `07:32`, `07:32:00.5`, with a zone `Z` or `+01:00` behind a date.
    private static func isTime(_ value: ArraySlice<UInt8>, mayHaveZone: Bool) -> Bool {
        var rest = value
        guard isClock(rest.prefix(5), hours: 23) else { return false }
        rest = rest.dropFirst(5)
        if rest.first == 0x3A {
            guard let second = number(rest.dropFirst().prefix(2)), second <= 60 else { return false }
            rest = rest.dropFirst(3)
            if rest.first == 0x2E {
                let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
                guard !digits.isEmpty else { return false }
                rest = rest.dropFirst(1 + digits.count)
            }
        }
        guard mayHaveZone, let zone = rest.first else { return rest.isEmpty }
        if zone | 0x20 == 0x7A { return rest.count == 1 }
        return (zone == 0x2B || zone == 0x2D) && isClock(rest.dropFirst(), hours: 23)
    }

    private static func isClock(_ value: ArraySlice<UInt8>, hours: Int) -> Bool {
        let start = value.startIndex
        guard value.count == 5, value[start + 2] == 0x3A, let hour = number(value.prefix(2)),
            let minute = number(value.suffix(2))
        else { return false }
        return hour <= hours && minute <= 59
    }

    /// Two or four digits.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.count == 2 || digits.count == 4, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func isNumber(_ value: ArraySlice<UInt8>) -> Bool {
        var rest = value
        let isSigned = rest.first == 0x2B || rest.first == 0x2D
        if isSigned { rest = rest.dropFirst() }
        if rest.elementsEqual("inf".utf8) || rest.elementsEqual("nan".utf8) { return true }
        if rest.first == 0x30, let base = rest.dropFirst().first, [0x78, 0x6F, 0x62].contains(base) {
            let digits = rest.dropFirst(2)
            return !isSigned
                && areDigits(digits) { byte in
                    switch byte {
                    case 0x30, 0x31: true
                    case 0x32...0x37: base != 0x62
                    case 0x38, 0x39, 0x41...0x46, 0x61...0x66: base == 0x78
                    default: false
                    }
                }
        }
        let whole = rest.prefix { (0x30...0x39).contains($0) || $0 == 0x5F }
        guard areDecimal(whole), whole.count == 1 || whole.first != 0x30 else { return false }
        rest = rest.dropFirst(whole.count)
        if rest.first == 0x2E {
            let fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) || $0 == 0x5F }
            guard areDecimal(fraction) else { return false }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard let mark = rest.first else { return true }
        rest = rest.dropFirst()
        if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
        return mark | 0x20 == 0x65 && areDecimal(rest)
    }

    private static func areDecimal(_ digits: ArraySlice<UInt8>) -> Bool {
        areDigits(digits) { (0x30...0x39).contains($0) }
    }

    /// Digits with single underscores between.
    private static func areDigits(_ digits: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
        guard let last = digits.last, last != 0x5F else { return false }
        var wasDigit = false
        for byte in digits {
            if byte == 0x5F ? !wasDigit : !isDigit(byte) { return false }
            wasDigit = byte != 0x5F
        }
        return true
    }
}
