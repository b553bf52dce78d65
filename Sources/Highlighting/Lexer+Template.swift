// Templates: `{{ … }}` of Go, Helm, Jinja and GitHub Actions, `{% … %}` and `{# … #}` of Jinja
extension Lexer {
    /// Text with actions in it.
    mutating func template() {
        while index < end {
            if source[index] != 0x7B || !readAction() { index += 1 }
        }
    }

    /// Paints up to `stop` in one kind, but for the actions in it, and goes on there.
    mutating func paint(_ kind: TokenKind, _ start: Int, to stop: Int) {
        within(stop) { lexer in
            var start = start
            while lexer.index < lexer.end {
                let place = lexer.index
                guard lexer.source[place] == 0x7B, lexer.actionEnd(place) != nil else {
                    lexer.index = place + 1
                    continue
                }
                lexer.add(kind, start, place)
                _ = lexer.readAction()
                start = lexer.index
            }
            lexer.add(kind, start, lexer.end)
        }
    }

    /// Where the action that begins here ends. A mark that is nowhere closed is searched once.
    private mutating func actionEnd(_ start: Int) -> Int? {
        let mark = byte(start + 1)
        let bit: UInt8
        switch mark {
        case 0x7B: bit = 1
        case 0x25: bit = 2
        case 0x23: bit = 4
        default: return nil
        }
        guard missingClosers & bit == 0 else { return nil }
        let first = mark == 0x7B ? 0x7D : mark
        var place = start + 2
        while place + 1 < end {
            if source[place] == first, source[place + 1] == 0x7D { return place + 2 }
            place += 1
        }
        missingClosers |= bit
        return nil
    }

    /// Reads the action that begins here, if one does: a variable as a whole, but for the keywords and strings in it.
    mutating func readAction() -> Bool {
        guard let stop = actionEnd(index) else { return false }
        let start = index
        var inside = index + 2
        if byte(inside) == 0x2D { inside += 1 }
        inside = afterBlanks(inside)
        if byte(start + 1) == 0x23 || has("/*", at: inside) || byte(inside) == 0x21 {
            index = stop
            add(.comment, start)
            return true
        }
        within(stop) { $0.readActionParts(from: start) }
        return true
    }

    private mutating func readActionParts(from start: Int) {
        var start = start
        while index < end {
            let byte = source[index]
            let place = index
            if byte == 0x22 || byte == 0x27 || byte == 0x60 {
                index += 1
                while index < end - 2, source[index] != byte {
                    index += source[index] == 0x5C && byte != 0x60 ? 2 : 1
                }
                index = min(index + 1, end - 2)
                add(.variable, start, place)
                add(.string, place)
                start = index
                if index <= place { index = place + 1 }
            } else if isWordStart(byte) || byte == 0x2E || byte == 0x24 {
                index += 1
                while index < end, isWordByte(source[index]) || source[index] == 0x2E { index += 1 }
                if templateKeywords[source, place, index] != 0 {
                    add(.variable, start, place)
                    add(.keyword, place)
                    start = index
                }
            } else {
                index += 1
            }
        }
        add(.variable, start)
    }
}

private let templateKeywords = WordTable([
    (
        """
        if else end range with define template block include break continue for endfor elif elseif endif set endset in not and
        or is extends endblock macro endmacro import from call raw endraw filter endfilter
        """, TokenKind.keyword.rawValue
    )
])
