/// What stands before a command in a session.
struct Prompt {
    enum Program {
        case shell
        case powershell
        case sql
        case python
        case other
    }

    let program: Program
    /// Where the command begins.
    let end: Int
    /// `#`, `%` or `>` alone, which may be something else: a comment, an answer, a further line. Else 0.
    var weakSign: UInt8 = 0
    /// Only after another line: `... `, `db-> `.
    var isContinuation = false
}

extension Lexer {
    /// The prompt a line begins with.
    func prompt(at line: Int) -> Prompt? {
        let place = afterEnvironment(line)
        switch byte(place) {
        case 0x24: return bare(place, 1, .shell)
        case 0x3E where has(">>>", at: place): return bare(place, 3, .python)
        case let sign where sign == 0x23 || sign == 0x25 || sign == 0x3E:
            return bare(place, 1, .shell).map { Prompt(program: .shell, end: $0.end, weakSign: sign) }
        case 0x2E: return has("...", at: place) ? continuation(bare(place, 3, .python)) : nil
        case 0xE2:  // ❯ ➜
            return has("❯", at: place) || has("➜", at: place) ? bare(place, 3, .shell) : nil
        case 0x5B: return bracketed(place)
        case 0x50 where has("PS ", at: place) || has("PS>", at: place):
            return sign(from: place + 2, allowingBlanks: true, [0x3E], .powershell)
        default: break
        }
        guard isWordByte(byte(place)) || isBlank(byte(place)) else { return nil }
        if isLetter(byte(place)), has(":\\", at: place + 1) {
            return sign(from: place, allowingBlanks: true, [0x3E], .other)
        }
        return named(place)
    }

    /// The place after `(venv) `.
    private func afterEnvironment(_ line: Int) -> Int {
        guard byte(line) == 0x28 else { return line }
        let name = wordEnd(line + 1) { isWordByte($0) || $0 == 0x2D || $0 == 0x2E }
        return name > line + 1 && byte(name) == 0x29 && byte(name + 1) == 0x20 ? name + 2 : line
    }

    /// A sign, then a blank or the end of the line.
    private func bare(_ place: Int, _ count: Int, _ program: Prompt.Program) -> Prompt? {
        let next = byte(place + count)
        guard isSpaceOrEnd(next) else { return nil }
        return Prompt(program: program, end: place + count + (isBlank(next) ? 1 : 0))
    }

    /// `[root@host ~]# `
    private func bracketed(_ place: Int) -> Prompt? {
        var close = place + 1
        let limit = place + 100
        while close < limit, byte(close) >= 0x20, byte(close) != 0x5D { close += 1 }
        guard byte(close) == 0x5D,
            find(0x40, from: place, to: close) != nil || find(0x7E, from: place, to: close) != nil
        else { return nil }
        return [0x24, 0x23, 0x25, 0x3E].contains(byte(close + 1)) ? bare(close + 1, 1, .shell) : nil
    }

    /// A sign that a path stands before.
    private func sign(
        from start: Int, allowingBlanks: Bool, _ signs: [UInt8], _ program: Prompt.Program
    ) -> Prompt? {
        var place = start
        let limit = start + 150
        var blanks = 0
        while place < limit, byte(place) >= 0x20 {
            if signs.contains(byte(place)), let prompt = bare(place, 1, program) { return prompt }
            if byte(place) == 0x20 { blanks += 1 }
            guard allowingBlanks || blanks <= 3, ![0x22, 0x27, 0x3B, 0x7C, 0x3D, 0x2C].contains(byte(place)) else {
                return nil
            }
            place += 1
        }
        return nil
    }

    /// `user@host:~/dir$ `, `db=> `, `mysql> `.
    private func named(_ place: Int) -> Prompt? {
        let start = afterBlanks(place)
        if has("->", at: start), start > place { return continuation(bare(start, 2, .sql)) }
        let name = wordEnd(start) { isWordByte($0) || $0 == 0x2D || $0 == 0x2E }
        guard start == place, name > start, name - start < 64 else { return nil }
        if byte(name) == 0x40, isWordByte(byte(name + 1)) {
            return sign(from: name + 1, allowingBlanks: false, [0x24, 0x23, 0x25, 0x3E], .shell)
        }
        // psql says before the sign what is open.
        let sign = source[name - 1] == 0x2D ? name : name + 1
        if byte(sign) == 0x3E || byte(sign) == 0x23, sign - 1 > start, psqlStates.contains(byte(sign - 1)),
            let prompt = bare(sign, 1, .sql)
        {
            return byte(sign - 1) == 0x3D ? prompt : continuation(prompt)
        }
        guard databases[source, start, name] != 0 else { return nil }
        return self.sign(from: name, allowingBlanks: false, [0x3E], .sql)
    }

    private func continuation(_ prompt: Prompt?) -> Prompt? {
        prompt.map { Prompt(program: $0.program, end: $0.end, isContinuation: true) }
    }
}

private let psqlStates = Array("=-(\"'!^*$".utf8)

private let databases = WordTable([
    ("mysql MariaDB MySQL sqlite cqlsh ksql spark-sql trino presto", TokenKind.prompt.rawValue)
])
