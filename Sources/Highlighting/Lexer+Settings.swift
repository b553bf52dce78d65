// Files of lines: INI, systemd, properties, .env; Dockerfile; Makefile
extension Lexer {
    enum SettingsStyle: Sendable {
        /// `;` and `#` begin comments, at the end of a line too.
        case ini
        /// Comments stand on lines of their own: systemd, Java properties.
        case plain
        /// Shell-like: `export NAME=value # comment`.
        case environment
    }

    mutating func settings(_ style: SettingsStyle) {
        var continues = false
        while index < end {
            let stop = lineEnd(index)
            let text = afterBlanks(index)
            if text < stop { readSetting(style, text, stop, continues: continues) }
            continues = stop > 0 && source[stop - 1] == 0x5C && byte(text) != 0x23
            index = min(stop + 1, end)
        }
    }

    private mutating func readSetting(_ style: SettingsStyle, _ text: Int, _ stop: Int, continues: Bool) {
        let first = source[text]
        index = text
        if first == 0x23 || first == 0x3B || first == 0x21 && style == .plain { return add(.comment, text, stop) }
        if first == 0x5B, let close = find(0x5D, from: text, to: stop), !continues {
            add(.heading, text, close + 1)
            index = close + 1
        } else if !continues {
            readSettingName(style, text, stop)
        }
        var valueEnd = stop
        if style != .plain, let comment = inlineComment(from: index, to: stop, semicolon: style == .ini) {
            valueEnd = comment
        }
        index = min(afterBlanks(index), valueEnd)
        readSettingValue(to: valueEnd)
        add(.comment, valueEnd, stop)
    }

    private mutating func readSettingName(_ style: SettingsStyle, _ text: Int, _ stop: Int) {
        var start = text
        if has("export ", at: text) {
            add(.keyword, text, text + 6)
            start = afterBlanks(text + 6)
        }
        var place = start
        while place < stop {
            if source[place] == 0x3D || source[place] == 0x3A && style != .environment {
                add(.function, start, beforeBlanks(place, from: start))
                index = place + 1
                return
            }
            place += 1
        }
        // A name alone, as my.cnf has them.
        if style == .ini, wordEnd(start, where: { !isSpaceOrEnd($0) }) == beforeBlanks(stop, from: start) {
            index = stop
            add(.function, start)
        }
    }

    /// Where a comment begins behind a value: a mark between blanks, outside quotes.
    private func inlineComment(from start: Int, to stop: Int, semicolon: Bool) -> Int? {
        var quote: UInt8 = 0
        for place in start..<max(start, stop) {
            let byte = source[place]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27, place == start || !isWordByte(source[place - 1]) {
                quote = byte
            } else if byte == 0x23 || byte == 0x3B && semicolon, place > 0, isBlank(source[place - 1]) {
                return place
            }
        }
        return nil
    }
}

extension Lexer {
    mutating func dockerfile() {
        while index < end {
            let line = index
            let stop = lineEnd(line)
            let text = afterBlanks(line)
            let word = wordEnd(text)
            if byte(text) == 0x23 {
                add(.comment, text, stop)
                index = min(stop + 1, end)
                continue
            }
            let instruction = DockerInstruction(rawValue: dockerInstructions[source, text, word])
            if instruction != nil { add(.keyword, text, word) }
            index = min(max(word, text), stop)
            let last = instructionEnd(from: index)
            switch instruction {
            case .running: readDockerCommand(to: last)
            case .other: within(last) { $0.code(.dockerArguments) }
            case nil: index = last
            }
            if index < end { index += 1 }
        }
    }

    /// Where the lines of an instruction end: without a `\`, and behind its here-documents.
    private func instructionEnd(from start: Int) -> Int {
        var stop = lineEnd(start)
        var text = start
        while stop < end {
            let last = beforeBlanks(stop, from: text)
            let next = afterBlanks(stop + 1)
            // Comments between the lines of an instruction do not end it.
            let goesOn =
                last > text && source[last - 1] == 0x5C
                || stop > start && byte(afterBlanks(text)) == 0x23 && text > start
            guard goesOn, next < end || stop + 1 < end else { break }
            text = stop + 1
            stop = lineEnd(text)
        }
        guard let mark = hereMark(from: start, to: lineEnd(start)) else { return stop }
        return afterHereDocument(mark, from: stop + 1)
    }

    private func hereMark(from start: Int, to stop: Int) -> [UInt8]? {
        for place in start..<max(start, stop) where source[place] == 0x3C && byte(place + 1) == 0x3C {
            var word = place + 2
            while [0x2D, 0x22, 0x27].contains(byte(word)) { word += 1 }
            let last = wordEnd(word)
            return last > word ? Array(source[word..<last]) : nil
        }
        return nil
    }

    private mutating func readDockerCommand(to stop: Int) {
        index = afterBlanks(index)
        while has("--", at: index), index < stop { index = afterBlanks(wordEnd(index) { !isSpaceOrEnd($0) }) }
        if has("CMD", at: index) {
            add(.keyword, index, index + 3)
            index = afterBlanks(index + 3)
        }
        let isList = byte(index) == 0x5B
        // A here-document of RUN holds commands itself.
        let isHere = has("<<", at: index)
        within(stop) { lexer in
            if isList { return lexer.code(.json) }
            if isHere {
                lexer.add(.string, lexer.index, lexer.lineEnd(lexer.index))
                lexer.index = lexer.lineEnd(lexer.index)
            }
            lexer.shell()
        }
    }
}

private enum DockerInstruction: UInt8 {
    case running = 1
    case other
}

private let dockerInstructions = WordTable(
    foldsCase: true,
    [
        ("run cmd entrypoint healthcheck shell", DockerInstruction.running.rawValue),
        (
            "from add copy env arg label maintainer expose onbuild stopsignal user volume workdir include",
            DockerInstruction.other.rawValue
        ),
    ])

extension Lexer {
    mutating func makefile() {
        while index < end {
            let stop = makeLineEnd(index)
            let text = afterBlanks(index)
            if byte(index) == 0x09, text < stop {
                var command = text
                while [0x40, 0x2D, 0x2B].contains(byte(command)) { command += 1 }
                index = command
                within(stop) { lexer in
                    var state = ShellState()
                    state.isMake = true
                    lexer.shell(&state)
                }
            } else {
                readMakeLine(text, stop)
            }
            index = min(max(index, stop) + 1, end)
        }
    }

    private func makeLineEnd(_ start: Int) -> Int {
        var stop = lineEnd(start)
        while stop < end, stop > start, source[stop - 1] == 0x5C { stop = lineEnd(stop + 1) }
        return stop
    }

    private mutating func readMakeLine(_ text: Int, _ stop: Int) {
        index = text
        if byte(text) == 0x23 { return add(.comment, text, stop) }
        let word = wordEnd(text) { isWordByte($0) || $0 == 0x2D }
        if makeWords[source, text, word] != 0 {
            index = word
            add(.keyword, text)
        } else {
            var place = text
            while place < stop, source[place] != 0x3D, source[place] != 0x3A, source[place] != 0x23 {
                place += source[place] == 0x24 ? 2 : 1
            }
            if place < stop, source[place] != 0x23 {
                var last = place
                while last > text, [0x3F, 0x2B, 0x21].contains(source[last - 1]) { last -= 1 }
                let isName = source[place] == 0x3D || byte(place + 1) == 0x3D || has("::=", at: place)
                add(isName ? .variable : .function, text, beforeBlanks(last, from: text))
                index = place
            }
        }
        readMakeText(to: stop)
    }

    private mutating func readMakeText(to stop: Int) {
        while index < stop {
            let start = index
            if source[index] == 0x23, index == 0 || isSpaceOrEnd(source[index - 1]) {
                index = stop
                add(.comment, start)
            } else if source[index] == 0x24, let after = makeVariableEnd(index) {
                index = min(after, stop)
                add(.variable, start)
            } else {
                index += 1
            }
        }
    }

    /// Where `$(name)`, `${name}` or `$@` ends.
    func makeVariableEnd(_ start: Int) -> Int? {
        let open = byte(start + 1)
        guard open == 0x28 || open == 0x7B else { return open > 0x20 && open != 0x24 && open < 0x80 ? start + 2 : nil }
        let close: UInt8 = open == 0x28 ? 0x29 : 0x7D
        var depth = 0
        var place = start + 1
        while place < end, source[place] != 0x0A {
            if source[place] == open { depth += 1 } else if source[place] == close { depth -= 1 }
            place += 1
            if depth == 0 { break }
        }
        return place
    }
}

private let makeWords = WordTable([
    (
        "ifeq ifneq ifdef ifndef else endif include -include sinclude define endef export unexport override vpath",
        TokenKind.keyword.rawValue
    )
])
