// Values without quotes, as configuration has them
extension Lexer {
    /// Whether all of this is a number, with a unit perhaps, or a constant.
    func isScalarConstant(_ start: Int, _ stop: Int) -> Bool {
        guard start < stop, stop - start <= 32 else { return false }
        if scalarWords[source, start, stop] != 0 { return true }
        var place = start
        if source[place] == 0x2D || source[place] == 0x2B { place += 1 }
        guard place < stop, isDigit(source[place]) || source[place] == 0x2E && isDigit(byte(place + 1)) else {
            return false
        }
        if source[place] == 0x30, byte(place + 1) | 0x20 == 0x78 {
            return place + 2 < stop
                && (place + 2..<stop).allSatisfy { isDigit(source[$0]) || (source[$0] | 0x20) &- 0x61 < 6 }
        }
        if dateEnd(start) == stop { return true }
        while place < stop {
            if isDigit(source[place]) || source[place] == 0x2E || source[place] == 0x5F {
                place += 1
                continue
            }
            var letters = place
            while letters < stop, isLetter(source[letters]) || source[letters] == 0x25 || source[letters] >= 0x80 {
                letters += 1
            }
            guard letters > place else {
                // The sign of an exponent.
                guard source[place - 1] | 0x20 == 0x65, source[place] == 0x2B || source[place] == 0x2D else {
                    return false
                }
                place += 1
                continue
            }
            guard units[source, place, letters] != 0 else { return false }
            place = letters
        }
        return true
    }

    /// A value of a line `name = value`: strings, variables, or a constant as a whole.
    mutating func readSettingValue(to stop: Int) {
        let last = beforeBlanks(stop, from: index)
        if isScalarConstant(index, last) { add(.number, index, last) }
        while index < stop {
            let start = index
            switch source[index] {
            case 0x22, 0x27:
                let quote = source[index]
                // An apostrophe in a sentence is none.
                guard start == 0 || !isWordByte(source[start - 1]), let close = closingQuote(quote, to: stop) else {
                    index += 1
                    continue
                }
                paint(.string, start, to: close)
            case 0x24: readSettingVariable(to: stop)
            case 0x7B: if !readAction() || index > stop { index = max(index, start + 1) }
            // systemd's specifiers
            case 0x25 where isLetter(byte(start + 1)) && !isWordByte(byte(start + 2)):
                index += 2
                add(.variable, start)
            default: index += 1
            }
        }
        index = max(index, stop)
    }

    private func closingQuote(_ quote: UInt8, to stop: Int) -> Int? {
        var place = index + 1
        while place < min(stop, index + 500) {
            if source[place] == quote { return place + 1 }
            place += source[place] == 0x5C ? 2 : 1
        }
        return nil
    }

    private mutating func readSettingVariable(to stop: Int) {
        let start = index
        if byte(index + 1) == 0x7B, let close = find(0x7D, from: index, to: min(stop, index + 200)) {
            index = close + 1
        } else {
            index = min(wordEnd(index + 1), stop)
        }
        if index > start + 1 { add(.variable, start) }
        index = max(index, start + 1)
    }
}

private let scalarWords = WordTable(
    foldsCase: true, [("true false null yes no on off ~ .inf -.inf .nan none", TokenKind.number.rawValue)])

/// Of durations, of sizes, of exponents.
private let units = WordTable([
    (
        "e E ns us µs ms s sec m min h d w y k K M G T P Ki Mi Gi Ti Pi B b kB KB MB GB TB KiB MiB GiB TiB %",
        TokenKind.number.rawValue
    )
])
