// Comments, strings and what else begins with a mark
extension Lexer {
    /// Reads what the rule describes; false, with nothing read, if it is something else after all.
    mutating func read(_ rule: DelimiterRule, from start: Int) -> Bool {
        switch rule.form {
        case .lineComment(let spaced):
            if spaced, index > 0, !isSpaceOrEnd(source[index - 1]) { return false }
            index = lineEnd(index)
            add(.comment, start)
            return true
        case .blockComment(let nests):
            readComment(rule, nests: nests)
            return true
        case .string:
            readString(rule, from: start)
            return true
        case .character: return readCharacter(rule)
        case .hashedString: return readHashedString(from: start)
        case .hereDocument: return readHereDocument()
        case .regularExpression: return readRegularExpression()
        case .sigil: return readSigil(rule)
        case .directive, .section: return readLineOpening(rule)
        }
    }

    private mutating func readComment(_ rule: DelimiterRule, nests: Bool) {
        let start = index
        var depth = 1
        index += rule.open.count
        let first = rule.close[0]
        let opening = rule.open[0]
        while index < end {
            let byte = source[index]
            if byte == first, has(rule.close, at: index) {
                index += rule.close.count
                depth -= 1
                if depth == 0 { break }
            } else if nests, byte == opening, has(rule.open, at: index) {
                index += rule.open.count
                depth += 1
            } else {
                index += 1
            }
        }
        add(.comment, start)
    }

    private mutating func readString(_ rule: DelimiterRule, from start: Int) {
        var start = start
        index += rule.open.count
        let close = rule.close[0]
        let interpolation = rule.interpolation.first ?? 0
        while index < end {
            let byte = source[index]
            if byte == close, has(rule.close, at: index) {
                index += rule.close.count
                break
            } else if interpolation != 0, byte == interpolation, has(rule.interpolation, at: index) {
                if rule.interpolation.count == 1, self.byte(index + 1) == interpolation {
                    // `{{` stands for a brace.
                    index += 2
                    continue
                }
                add(rule.kind, start)
                start = index
                index += rule.interpolation.count
                skipInterpolation(rule.interpolation, isMultiline: rule.isMultiline)
                add(.variable, start)
                start = index
            } else if byte == rule.escape, byte != 0 {
                index = min(index + 2, end)
            } else if byte == 0x0A, !rule.isMultiline {
                break
            } else {
                index += 1
            }
        }
        add(rule.kind, start)
    }

    private mutating func skipInterpolation(_ opening: [UInt8], isMultiline: Bool) {
        let open = opening[opening.count - 1]
        let close: UInt8 = open == 0x28 ? 0x29 : 0x7D
        var depth = 1
        while index < end, depth > 0 {
            let byte = source[index]
            if byte == 0x0A, !isMultiline { return }
            if byte == open { depth += 1 } else if byte == close { depth -= 1 }
            index += 1
        }
    }

    private mutating func readCharacter(_ rule: DelimiterRule) -> Bool {
        var place = index + 1
        if byte(place) == 0x5C {
            place += 2
            // `\u{1F600}` and `\x41`
            let limit = place + 10
            while place < limit, byte(place) != rule.open[0], byte(place) > 0x20 { place += 1 }
        } else {
            place += 1
            while byte(place) & 0xC0 == 0x80 { place += 1 }
        }
        guard byte(place) == rule.open[0] else { return false }
        let start = index
        index = place + 1
        add(.string, start)
        return true
    }

    private mutating func readHashedString(from start: Int) -> Bool {
        guard start < index else { return false }
        var place = index
        while byte(place) == 0x23 { place += 1 }
        let hashes = place - index
        guard byte(place) == 0x22 else { return false }
        index = place + 1
        while index < end {
            let quote = source[index] == 0x22
            index += 1
            guard quote else { continue }
            var count = 0
            while count < hashes, byte(index) == 0x23 {
                count += 1
                index += 1
            }
            if count == hashes { break }
        }
        add(.string, start)
        return true
    }

    private mutating func readHereDocument() -> Bool {
        var place = index + 2
        if byte(place) == 0x2D || byte(place) == 0x7E { place += 1 }
        let word = place
        place = wordEnd(place)
        guard place > word, byte(place) == 0x0A || byte(place) == 0x0D else { return false }
        let start = index
        let terminator = Array(source[word..<place])
        index = afterHereDocument(terminator, from: lineEnd(place) + 1)
        add(.string, start)
        return true
    }

    /// The place after the line that is this word, blanks aside, or the end.
    func afterHereDocument(_ terminator: [UInt8], from start: Int) -> Int {
        var line = start
        while line < end {
            let stop = lineEnd(line)
            let text = afterBlanks(line)
            if has(terminator, at: text), beforeBlanks(stop, from: text) == text + terminator.count { return stop }
            line = stop + 1
        }
        return end
    }

    private mutating func readRegularExpression() -> Bool {
        // After a value it is a division.
        var before = index - 1
        while before >= 0, before > index - 64, isBlank(source[before]) { before -= 1 }
        if before >= 0, source[before] == 0x29 || source[before] == 0x5D || isWordByte(source[before]) {
            guard wordBefore(before + 1, is: "return") else { return false }
        }
        var place = index + 1
        var isInClass = false
        let limit = min(end, index + 300)
        guard byte(place) != 0x20, byte(place) != 0x3E else { return false }
        while place < limit, source[place] != 0x0A {
            switch source[place] {
            case 0x5C: place += 1
            case 0x5B: isInClass = true
            case 0x5D: isInClass = false
            case 0x2F where !isInClass:
                let start = index
                index = wordEnd(place + 1)
                add(.string, start)
                return true
            default: break
            }
            place += 1
        }
        return false
    }

    private func wordBefore(_ stop: Int, is word: StaticString) -> Bool {
        let start = stop - word.utf8CodeUnitCount
        return has(word, at: start) && (start == 0 || !isWordByte(source[start - 1]))
    }

    private mutating func readSigil(_ rule: DelimiterRule) -> Bool {
        let mark = rule.open[0]
        let start = index
        var place = index + rule.open.count
        let first = byte(place)
        // `::int` is a cast, `a@b` an address.
        if start > 0, source[start - 1] == mark || mark != 0x24 && isWordByte(source[start - 1]) { return false }
        if mark == 0x24, first == 0x7B {
            place += 1
            while place < end, source[place] != 0x7D, source[place] != 0x0A { place += 1 }
            guard byte(place) == 0x7D else {
                index = place
                return true
            }
            place += 1
        } else if isWordStart(first) || mark == 0x24 && isDigit(first) {
            // An annotation is a path: `@app.route`.
            let isScoped = mark == 0x24 && (has("$env:", at: index) || has("$script:", at: index))
            while isWordByte(byte(place)) || mark == 0x40 && byte(place) == 0x2E || isScoped && byte(place) == 0x3A {
                place += 1
            }
        } else {
            return false
        }
        index = place
        add(rule.kind, start)
        return true
    }

    /// `#include` and `[section]`: only where a line begins.
    private mutating func readLineOpening(_ rule: DelimiterRule) -> Bool {
        var before = index
        while before > 0, index - before < 64, isBlank(source[before - 1]) { before -= 1 }
        guard before == 0 || source[before - 1] == 0x0A else { return false }
        let start = index
        if rule.open[0] == 0x5B {
            let stop = lineEnd(index)
            var last = beforeBlanks(stop, from: index)
            if let comment = find(0x23, from: index, to: stop) { last = beforeBlanks(comment, from: index) }
            guard source[last - 1] == 0x5D else { return false }
            index = last
        } else {
            index = wordEnd(afterBlanks(index + rule.open.count))
        }
        add(rule.kind, start)
        return true
    }
}
