// Markdown
extension Lexer {
    mutating func markdown() {
        if has("---", at: index), byte(index + 3) == 0x0A { readFrontMatter() }
        while index < end {
            let stop = lineEnd(index)
            readMarkdownLine(stop)
            index = min(max(index, stop) + 1, end)
        }
    }

    private mutating func readFrontMatter() {
        var line = lineEnd(index) + 1
        while line < end, !(has("---", at: line) && isSpaceOrEnd(byte(line + 3))) { line = lineEnd(line) + 1 }
        if line < end { within(line + 3) { $0.yaml() } }
    }

    private mutating func readMarkdownLine(_ stop: Int) {
        let line = index
        var text = afterBlanks(line)
        while byte(text) == 0x3E {
            add(.comment, text, text + 1)
            text = afterBlanks(text + 1)
        }
        let first = byte(text)
        if has("```", at: text) || has("~~~", at: text) { return readFence(text, stop, first) }
        if first == 0x23 {
            let hashes = wordEnd(text) { $0 == 0x23 }
            if hashes - text <= 6, isSpaceOrEnd(byte(hashes)) { return add(.heading, text, stop) }
        }
        if first == 0x2D || first == 0x2A || first == 0x2B, isBlank(byte(text + 1)) {
            add(.keyword, text, text + 1)
            text += 1
        } else if isDigit(first) {
            let digits = wordEnd(text, where: isDigit)
            if byte(digits) == 0x2E || byte(digits) == 0x29, isBlank(byte(digits + 1)) {
                add(.keyword, text, digits + 1)
                text = digits + 1
            }
        }
        index = text
        readMarkdownText(stop)
    }

    private mutating func readMarkdownText(_ stop: Int) {
        while index < stop {
            let start = index
            switch source[index] {
            case 0x5C: index += 2
            case 0x60: readCodeSpan(stop)
            case 0x5D where byte(index + 1) == 0x28:
                // An address is shorter than a line of text may be.
                guard let close = find(0x29, from: index, to: min(stop, index + 500)) else { fallthrough }
                add(.string, index + 1, close + 1)
                index = close + 1
            case 0x3C where has("<!--", at: index):
                while index < end, !has("-->", at: index) { index += 1 }
                index = min(index + 3, end)
                return add(.comment, start)
            default: index += 1
            }
        }
    }

    private mutating func readCodeSpan(_ stop: Int) {
        let start = index
        index = wordEnd(index) { $0 == 0x60 }
        let count = index - start
        var place = index
        let limit = min(stop, index + 1000)
        while place < limit {
            guard source[place] == 0x60 else {
                place += 1
                continue
            }
            let run = place
            place = wordEnd(place) { $0 == 0x60 }
            if place - run == count {
                index = place
                return add(.string, start)
            }
        }
    }

    /// A fence, its code by the rules of its language, and the closing fence.
    private mutating func readFence(_ fence: Int, _ stop: Int, _ mark: UInt8) {
        let infoStart = wordEnd(fence) { $0 == mark }
        add(.keyword, fence, stop)
        let count = infoStart - fence
        var line = min(stop + 1, end)
        while line < end {
            let text = afterBlanks(line)
            let close = wordEnd(text) { $0 == mark }
            if close - text >= count, beforeBlanks(lineEnd(close), from: close) == close { break }
            line = min(lineEnd(line) + 1, end)
        }
        let info = source[infoStart..<max(infoStart, beforeBlanks(stop, from: infoStart))]
        index = min(stop + 1, end)
        let language = isInside ? nil : Language.named(FenceInfo(info).language[...])
        if let language, line > index { within(line, language.read) }
        index = min(line, end)
        guard index < end else { return }
        let last = lineEnd(index)
        add(.keyword, afterBlanks(index), last)
        index = last
    }
}
