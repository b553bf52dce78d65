// HTTP messages, diffs, logs
extension Lexer {
    /// Requests and responses, as in a specification, as `curl -v` prints them, or as editors' `.http` files hold them.
    mutating func http() {
        var isHead = true
        while index < end {
            let stop = lineEnd(index)
            let text = afterTrace(index)
            if has("###", at: text) {
                add(.comment, text, stop)
                isHead = true
            } else if text > index && source[index] == 0x2A || isHead && (byte(text) == 0x23 || has("//", at: text)) {
                add(.comment, index, stop)
            } else if readStartLine(text, stop) {
                isHead = true
            } else if isHead {
                isHead = text < beforeBlanks(stop, from: text)
                if isHead { readHeader(text, stop) } else { readBody(from: stop + 1) }
            }
            index = max(index, min(stop + 1, end))
        }
    }

    /// `> `, `< ` and `* ` of curl.
    private func afterTrace(_ line: Int) -> Int {
        let first = byte(line)
        guard first == 0x3E || first == 0x3C || first == 0x2A else { return line }
        let next = byte(line + 1)
        return isBlank(next) ? line + 2 : next == 0x0A || next == 0x0D ? line + 1 : line
    }

    private mutating func readStartLine(_ text: Int, _ stop: Int) -> Bool {
        let word = wordEnd(text, where: isLetter)
        if has("HTTP/", at: text) {
            let version = wordEnd(text) { !isSpaceOrEnd($0) }
            add(.keyword, text, version)
            let status = afterBlanks(version)
            add(.number, status, min(wordEnd(status, where: isDigit), stop))
            return true
        }
        guard word > text, httpMethods[source, text, word] != 0, isBlank(byte(word)) else { return false }
        add(.keyword, text, word)
        let path = afterBlanks(word)
        let pathEnd = min(wordEnd(path) { !isSpaceOrEnd($0) }, stop)
        index = path
        paint(.function, path, to: pathEnd)
        let version = afterBlanks(pathEnd)
        if has("HTTP/", at: version) { add(.keyword, version, beforeBlanks(stop, from: version)) }
        return true
    }

    private mutating func readHeader(_ text: Int, _ stop: Int) {
        guard let colon = find(0x3A, from: text, to: stop),
            colon == wordEnd(text, where: { !isSpaceOrEnd($0) && $0 != 0x3A })
        else { return }
        add(.function, text, colon)
        index = colon
        within(stop) { $0.template() }
    }

    /// A body is what it looks like, up to the next message.
    private mutating func readBody(from start: Int) {
        guard start < end else { return }
        var stop = start
        while stop < end {
            let text = afterTrace(stop)
            if has("HTTP/", at: text) || has("###", at: text) || text > stop && source[stop] == 0x2A { break }
            let word = wordEnd(text, where: isLetter)
            if word < text + 8, httpMethods[source, text, word] != 0, has(" http", at: word) || has(" /", at: word) {
                break
            }
            stop = min(lineEnd(stop) + 1, end)
        }
        index = start
        var first = start
        while first < stop, isSpaceOrEnd(source[first]) { first += 1 }
        switch byte(first) {
        case 0x7B, 0x5B: within(stop) { $0.code(.json) }
        case 0x3C where isLetter(byte(first + 1)) || byte(first + 1) == 0x21 || byte(first + 1) == 0x3F:
            within(stop) { $0.markup(isHTML: false) }
        default: within(stop) { $0.template() }
        }
    }

    /// Unified, context and plain diffs; what `git` says around them.
    mutating func diff() {
        while index < end {
            let stop = lineEnd(index)
            switch source[index] {
            case 0x2B: add(has("+++ ", at: index) && isAfterOldName(index) ? .heading : .inserted, index, stop)
            case 0x2D: add(has("--- ", at: index) && has("+++ ", at: stop + 1) ? .heading : .deleted, index, stop)
            case 0x3E where isBlank(byte(index + 1)): add(.inserted, index, stop)
            case 0x3C where isBlank(byte(index + 1)): add(.deleted, index, stop)
            case 0x40 where has("@@", at: index): readHunk(stop)
            case 0x5C, 0x23: add(.comment, index, stop)
            default:
                if diffWords[source, index, wordEnd(index)] != 0 { add(.heading, index, stop) }
            }
            index = min(stop + 1, end)
        }
    }

    private func isAfterOldName(_ line: Int) -> Bool {
        guard line > 0, let last = tokens.last else { return false }
        return Int(last.end) >= line - 1 && last.kind == .heading
    }

    /// `@@ -1,2 +3,4 @@`, without the function named behind it.
    private mutating func readHunk(_ stop: Int) {
        var place = index + 2
        while place + 1 < stop, !(source[place] == 0x40 && source[place + 1] == 0x40) { place += 1 }
        add(.heading, index, place + 1 < stop ? place + 2 : stop)
    }

    /// The time a line begins with, and the words that say how bad it is.
    mutating func log() {
        while index < end {
            let stop = lineEnd(index)
            let time = wordEnd(index) {
                isDigit($0) || [0x2D, 0x3A, 0x2E, 0x2C, 0x2F, 0x54, 0x5A, 0x2B, 0x5B, 0x5D].contains($0)
            }
            if time - index >= 8 { add(.comment, index, time) }
            index = max(index, time)
            while index < stop {
                let start = index
                index = wordEnd(index)
                if index == start {
                    index += 1
                } else if let kind = TokenKind(rawValue: logWords[source, start, index]) {
                    add(kind, start)
                }
            }
            index = min(max(stop, index) + 1, end)
        }
    }
}

private let httpMethods = WordTable([
    ("GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH PURGE PROPFIND QUERY", TokenKind.keyword.rawValue)
])

private let diffWords = WordTable([
    ("diff index Index new deleted rename similarity copy old Binary Only", TokenKind.heading.rawValue)
])

private let logWords = WordTable([
    ("ERROR FATAL CRITICAL PANIC ERR CRIT ALERT EMERG SEVERE error fatal panic", TokenKind.deleted.rawValue),
    ("WARN WARNING warn warning", TokenKind.variable.rawValue),
])
