// XML, HTML, and what looks like it
extension Lexer {
    mutating func markup(isHTML: Bool) {
        while index < end {
            switch source[index] {
            case 0x3C: readMarkup(isHTML: isHTML)
            case 0x26:
                let start = index
                let stop = wordEnd(index + 1) { isLetter($0) || isDigit($0) || $0 == 0x23 }
                index += 1
                if stop > start + 1, stop < start + 16, byte(stop) == 0x3B {
                    index = stop + 1
                    add(.number, start)
                }
            case 0x7B: if !readAction() { index += 1 }
            default: index += 1
            }
        }
    }

    private mutating func readMarkup(isHTML: Bool) {
        let start = index
        if has("<!--", at: index) {
            index = after("-->", from: index + 4)
            add(.comment, start)
        } else if has("<![CDATA[", at: index) {
            index += 9
            add(.keyword, start)
            let text = index
            index = after("]]>", from: index)
            add(.string, text)
        } else if byte(index + 1) == 0x21 || byte(index + 1) == 0x3F {
            index = after(">", from: index)
            add(.comment, start)
        } else {
            readTag(isHTML: isHTML)
        }
    }

    private func after(_ text: StaticString, from start: Int) -> Int {
        var place = start
        while place < end {
            if has(text, at: place) { return place + text.utf8CodeUnitCount }
            place += 1
        }
        return end
    }

    private mutating func readTag(isHTML: Bool) {
        let start = index
        index += 1
        let isClosing = byte(index) == 0x2F
        if isClosing { index += 1 }
        let name = index
        guard isWordStart(byte(index)) else { return }
        index = wordEnd(index) { isWordByte($0) || $0 == 0x2D || $0 == 0x3A || $0 == 0x2E }
        let nameEnd = index
        add(.keyword, start)
        while index < end, source[index] != 0x3E, source[index] != 0x3C { readAttribute() }
        let isEmpty = source[index - 1] == 0x2F
        guard index < end, source[index] == 0x3E else { return }
        index += 1
        guard isHTML, !isClosing, !isEmpty else { return }
        readRawText(of: name..<nameEnd)
    }

    private mutating func readAttribute() {
        let start = index
        switch source[index] {
        case 0x22, 0x27:
            let quote = source[index]
            index = (find(quote, from: index + 1, to: end) ?? end - 1) + 1
            let stop = index
            index = start
            paint(.string, start, to: stop)
        case let byte where isWordStart(byte) || byte == 0x40 || byte == 0x3A:
            index = wordEnd(index + 1) { isWordByte($0) || $0 == 0x2D || $0 == 0x3A || $0 == 0x2E }
            add(.function, start)
            guard self.byte(index) == 0x3D else { return }
            index += 1
            let value = index
            guard index < end, ![0x22, 0x27, 0x7B].contains(source[index]) else { return }
            index = wordEnd(index) { !isSpaceOrEnd($0) && $0 != 0x3E }
            add(.string, value)
        case 0x7B: if !readAction() { index += 1 }
        default: index += 1
        }
    }

    /// What stands in `<script>` and `<style>`.
    private mutating func readRawText(of name: Range<Int>) {
        let isScript = name.count == 6 && has("script", at: name.lowerBound)
        guard isScript || name.count == 5 && has("style", at: name.lowerBound) else { return }
        var stop = index
        while stop < end, !(source[stop] == 0x3C && has(isScript ? "</script" : "</style", at: stop)) { stop += 1 }
        within(stop) { $0.code(isScript ? .javascript : .css) }
    }
}
