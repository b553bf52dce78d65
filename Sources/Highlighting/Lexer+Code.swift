// Code by a grammar
extension Lexer {
    /// Reads to the end of the present language by a grammar.
    mutating func code(_ grammar: Grammar) {
        var isFirst = grammar.statements != .none
        var braces = 0
        while index < end {
            let byte = source[index]
            let flags = grammar.flags[Int(byte)]
            if flags & Grammar.word != 0 {
                readWord(grammar, isFirst: isFirst, isInBraces: braces > 0)
                isFirst = false
            } else if flags & Grammar.lead != 0, readDelimited(grammar, byte) {
                isFirst = isFirst && tokens.last?.kind == .comment
            } else if flags & Grammar.digit != 0 {
                readNumber()
                isFirst = false
            } else {
                if flags & Grammar.statementEnd != 0 {
                    isFirst = true
                } else if flags & Grammar.blank == 0, byte != 0x0A {
                    isFirst = false
                }
                if byte == 0x7B { braces += 1 } else if byte == 0x7D { braces -= 1 }
                index += 1
            }
        }
        index = end
    }

    private mutating func readWord(_ grammar: Grammar, isFirst: Bool, isInBraces: Bool) {
        let start = index
        index += 1
        while index < end, grammar.flags[Int(source[index])] & Grammar.wordPart != 0 { index += 1 }
        let traits = grammar.traits
        let value = grammar.words[source, start, index]
        let next = byte(index)
        if traits.contains(.stringPrefixes), next == 0x22 || next == 0x27 || next == 0x23, index - start <= 3,
            readDelimited(grammar, next, from: start)
        {
            return
        }
        if isKey(grammar, from: start, next, isInBraces: isInBraces) {
            add(traits.contains(.labels) ? .variable : .function, start)
        } else if let kind = TokenKind(rawValue: value) {
            add(kind, start)
            if traits.contains(.labels), kind == .keyword { readLabels() }
        } else if isFirst, beginsStatement(grammar) {
            add(.keyword, start)
        } else if next == 0x28, traits.contains(.calls) {
            add(.function, start)
        } else if next == 0x21, traits.contains(.macros), [0x28, 0x5B, 0x7B].contains(byte(index + 1)) {
            index += 1
            add(.function, start)
        } else if traits.contains(.hyphenatedCommands), find(0x2D, from: start, to: index) != nil {
            add(.function, start)
        }
    }

    private func beginsStatement(_ grammar: Grammar) -> Bool {
        switch grammar.statements {
        case .none: return false
        case .lines, .semicolons: return isSpaceOrEnd(byte(index)) || byte(index) == 0x3B || byte(index) == 0x7B
        case .blocks:
            let next = byte(afterBlanks(index))
            return next == 0x22 || next == 0x7B || isWordStart(next)
        }
    }

    /// Whether the word or string that ends here names what comes after it.
    private func isKey(_ grammar: Grammar, from start: Int, _ next: UInt8, isInBraces: Bool) -> Bool {
        let traits = grammar.traits
        guard !traits.isDisjoint(with: [.colonKeys, .equalKeys, .labels, .properties]) else { return false }
        let place = isBlank(next) ? afterBlanks(index) : index
        let mark = byte(place)
        let second = byte(place + 1)
        if mark == 0x3A, traits.contains(.colonKeys) { return second != 0x3A && second != 0x3D }
        if mark == 0x3A, traits.contains(.properties) { return isInBraces && isProperty(place + 1) }
        let isEqual = mark == 0x3D && second != 0x3D && second != 0x3E
        if traits.contains(.labels) {
            guard isInBraces || traits.contains(.labelFilters) else { return false }
            return isEqual || mark == 0x21 && (second == 0x3D || second == 0x7E)
        }
        return isEqual && traits.contains(.equalKeys) && (second != 0x7E)
    }

    /// Whether `;` or `}` comes before `{`, in sight.
    private func isProperty(_ start: Int) -> Bool {
        for place in start..<max(start, min(start + 200, end)) {
            switch source[place] {
            case 0x3B, 0x7D: return true
            case 0x7B: return false
            default: continue
            }
        }
        return true
    }

    /// The names in the parentheses after `by` and its like.
    private mutating func readLabels() {
        guard byte(afterBlanks(index)) == 0x28 else { return }
        index = afterBlanks(index) + 1
        while index < end {
            let start = index
            index = wordEnd(index)
            if index > start {
                add(.variable, start)
            } else if isSpaceOrEnd(source[index]) || source[index] == 0x2C {
                index += 1
            } else {
                return
            }
        }
    }

    /// Digits with what may follow them: points, exponents, units.
    mutating func readNumber() {
        let start = index
        let isHexadecimal = byte(index) == 0x30 && byte(index + 1) | 0x20 == 0x78
        index += 1
        while index < end {
            let next = source[index]
            if isWordByte(next) || next == 0x2E && isDigit(byte(index + 1)) {
                index += 1
            } else if next == 0x2B || next == 0x2D, source[index - 1] | 0x20 == 0x65, !isHexadecimal,
                isDigit(byte(index + 1)), isDigit(source[index - 2])
            {
                index += 2
            } else {
                break
            }
        }
        if index == start + 4, let stop = dateEnd(start) { index = stop }
        if byte(index) == 0x25, !isWordByte(byte(index + 1)), !isBlank(byte(index + 1)) { index += 1 }
        add(.number, start)
    }

    /// Where a date, perhaps with a time, ends: `1979-05-27T07:32:00Z`.
    func dateEnd(_ start: Int) -> Int? {
        for offset in 0..<10 {
            let byte = byte(start + offset)
            guard offset == 4 || offset == 7 ? byte == 0x2D : isDigit(byte) else { return nil }
        }
        return wordEnd(start + 10) { isDigit($0) || [0x2D, 0x3A, 0x2E, 0x2B, 0x54, 0x5A, 0x74, 0x7A].contains($0) }
    }

    /// Reads what a rule says begins here, if one does. `from`: where its token begins, if a prefix belongs to it.
    private mutating func readDelimited(_ grammar: Grammar, _ first: UInt8, from prefix: Int? = nil) -> Bool {
        for rule in grammar.rules.indices where grammar.rules[rule].open[0] == first {
            guard has(grammar.rules[rule].open, at: index) else { continue }
            let start = prefix ?? index
            var found = grammar.rules[rule]
            // Python's f"…".
            if prefix != nil, source[start] | 0x20 == 0x66 || source[index - 1] | 0x20 == 0x66 {
                found.interpolation = [0x7B]
            }
            if read(found, from: start) {
                if !grammar.traits.isDisjoint(with: [.colonKeys, .equalKeys]), first == 0x22 || first == 0x27,
                    isKey(grammar, from: start, byte(index), isInBraces: true)
                {
                    rename(.function, from: start)
                }
                return true
            }
        }
        return false
    }
}
