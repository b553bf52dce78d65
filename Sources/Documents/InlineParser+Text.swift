/// Code, entities, emoji.
extension InlineParser {
    /// libcmark's `MAXBACKTICKS`: longer runs are text.
    private static let longestTicks = 80

    mutating func code() {
        let start = index
        let ticks = tickRun(at: index)
        index += ticks
        guard ticks <= Self.longestTicks, let end = closingTicks(ticks) else { return add(.text, start..<index) }
        let content = index..<end
        index = end + ticks
        let inner = trimmedCode(content)
        if text[inner].contains(0x0A) {
            let literal = make(text[inner].map { $0 == 0x0A ? 0x20 : $0 })
            append(Piece(kind: .code, literal: literal, isMade: true, source: inner))
        } else {
            add(.code, inner)
        }
        readAttributes()
    }

    /// libcmark means to know that there is no end to find, but a search that succeeds sets the run back: behind
    /// "`` `a`" a single backtick opens no code any more. The same is done here, so that both read a page alike.
    private mutating func closingTicks(_ ticks: Int) -> Int? {
        guard !sawAllTicks || lastTicks[ticks, default: 0] > index else { return nil }
        var search = index
        while search < text.count {
            guard text[search] == 0x60 else {
                search += 1
                continue
            }
            let run = tickRun(at: search)
            if run <= Self.longestTicks { lastTicks[run] = search }
            if run == ticks { return search }
            search += run
        }
        sawAllTicks = true
        return nil
    }

    private func tickRun(at start: Int) -> Int {
        var end = start
        while end < text.count, text[end] == 0x60 { end += 1 }
        return end - start
    }

    /// One space, or line end, at each end is dropped unless there is nothing else.
    private func trimmedCode(_ code: Range<Int>) -> Range<Int> {
        guard code.count >= 2, isSpaceInCode(code.lowerBound), isSpaceInCode(code.upperBound - 1),
            code.contains(where: { !isSpaceInCode($0) })
        else { return code }
        return (code.lowerBound + 1)..<(code.upperBound - 1)
    }

    private func isSpaceInCode(_ index: Int) -> Bool { text[index] == 0x20 || text[index] == 0x0A }

    /// What another generator would execute is shown as it is written.
    mutating func shortcode() -> Bool {
        guard let end = Shortcode.end(at: index, in: text) else { return false }
        var start = index
        while let lineEnd = text[start..<end].firstIndex(of: 0x0A) {
            add(.text, start..<lineEnd)
            add(.softBreak, lineEnd..<lineEnd)
            start = lineEnd + 1
        }
        add(.text, start..<end)
        index = end
        return true
    }

    mutating func entity() {
        let start = index
        if let (decoded, end) = entity(in: text, at: start) {
            index = end
            addMade(decoded, source: start..<end)
        } else {
            index += 1
            add(.text, start..<index)
        }
    }

    mutating func replacingEntities(in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x26, let (decoded, end) = entity(in: bytes, at: index) {
                result += decoded
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// `&name;`, `&#123;`, `&#x7B;`, decoded by libcmark itself: its table is not ours to copy.
    private mutating func entity(in bytes: [UInt8], at start: Int) -> (decoded: [UInt8], end: Int)? {
        // The longest name has 31 letters (HTML Living Standard, 13.5).
        let limit = min(start + 34, bytes.count)
        var end = start + 1
        while end < limit, bytes[end] != 0x3B {
            guard bytes[end] == 0x23 || isWordByte(bytes[end]) else { return nil }
            end += 1
        }
        guard end < limit, end > start + 1 else { return nil }
        let written = Array(bytes[start...end])
        if let known = entities[written] { return known.isEmpty ? nil : (known, end + 1) }
        let tree = MarkdownTree(commonMark: written.span)
        let decoded = tree.nodes.filter { $0.kind == .text }.flatMap { tree.bytes($0.literal) }
        entities[written] = decoded == written ? [] : decoded
        return decoded == written ? nil : (decoded, end + 1)
    }
}

/// An ASCII letter or digit.
func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }

/// An ASCII letter.
func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

// MARK: - Emoji

extension InlineParser {
    /// `:name:` as the picture that GitHub shows for it.
    mutating func emoji() -> Bool {
        let start = index + 1
        var end = start
        while end < text.count, isEmojiByte(text[end]) { end += 1 }
        guard end > start, end < text.count, text[end] == 0x3A, let picture = Emoji.picture(named: text[start..<end])
        else { return false }
        addMade(picture, source: index..<(end + 1))
        index = end + 1
        return true
    }

    private func isEmojiByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x5F, 0x2B, 0x2D: true
        default: false
        }
    }
}

/// GitHub's short codes (`emoji.txt`: a name and its picture a line, by the bytes of the names).
private enum Emoji {
    static func picture(named name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let lines = PackageResources.emoji_txt
        var (low, high) = (0, lines.count)
        while low < high {
            var start = (low + high) / 2
            while start > low, lines[start - 1] != 0x0A { start -= 1 }
            let end = lines[start...].firstIndex(of: 0x0A) ?? lines.count
            let space = lines[start..<end].firstIndex(of: 0x20) ?? end
            if lines[start..<space].elementsEqual(name) { return lines[min(space + 1, end)..<end] }
            if lines[start..<space].lexicographicallyPrecedes(name) { low = end + 1 } else { high = start }
        }
        return nil
    }
}
