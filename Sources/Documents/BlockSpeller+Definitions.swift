extension BlockSpeller {
    /// Whether a blank line stands before a definition; nil where it has no term, nor another definition above.
    func isLooseDefinition(
        _ line: Int32, _ match: OpenContainers.Match, _ parser: borrowing CommonMarkParser
    ) -> Bool? {
        guard match.cursor.indentation < 4, lines.text[match.cursor.contentStart] == 0x3A else { return nil }
        let wasBlank = line > 1 && open.match(line - 1).cursor.isBlankLine
        if match.count < open.count {
            let item = open.container(at: match.count)
            let isOurs = item.kind == .item && isDefinition(at: item.startLine, column: item.startColumn)
            return isOurs ? wasBlank : nil
        }
        let container = match.count > 0 ? open.container(at: match.count - 1) : nil
        guard let (term, endLine) = parser.lastBlock(in: container), term.kind == .paragraph else { return nil }
        let isOpen = open.leaf?.kind == .paragraph
        // A paragraph of several lines that a blank line ends is one: nobody has so many terms.
        guard isOpen || endLine == line - 2 && endLine == term.startLine && wasBlank else { return nil }
        return mayDefineLinks(term) ? nil : !isOpen
    }

    /// Whether a paragraph looks as if it began with definitions of links: then no term may be left of it.
    private func mayDefineLinks(_ term: OpenBlock) -> Bool {
        let start = lines.start(of: term.startLine) + Int(term.startColumn) - 1
        let end = lines.end(of: term.startLine)
        guard start < end, lines.text[start] == 0x5B else { return false }
        var previous: UInt8 = 0
        for byte in lines.text[start..<end] {
            if previous == 0x5D, byte == 0x3A { return true }
            previous = byte
        }
        return false
    }

    private func isDefinition(at line: Int32, column: Int32) -> Bool {
        var (low, high) = (0, constructs.count)
        while low < high {
            let middle = (low + high) / 2
            if constructs[middle].line < line { low = middle + 1 } else { high = middle }
        }
        guard low < constructs.count, constructs[low].line == line, constructs[low].column == column else {
            return false
        }
        if case .definition = constructs[low].kind { return true }
        return false
    }

    mutating func definition(_ number: Int32, _ cursor: LineCursor, isLoose: Bool) -> [UInt8]? {
        let range = lines.start(of: number)..<lines.end(of: number)
        var line = SpelledLine(number: number, bytes: Array(lines.text[range]), source: range.lowerBound)
        line.cursor = cursor.cut(line.bytes, from: range.lowerBound)
        let mark = line.cursor.contentStart
        var content = line.cursor
        content.advance(columns: line.cursor.indentation + 1)
        let text = content.contentStart
        guard text < line.bytes.count else { return nil }
        if content.indentation > 4 {
            // What is aligned further to the right is no code.
            spellItem(.definition(isLoose: isLoose), text: text, in: &line)
        } else {
            line.bytes[mark] = bullet(before: line.bytes[text...])
            constructs.append(
                BlockConstruct(
                    kind: .definition(isLoose: isLoose), line: number, lastLine: number, column: Int32(mark + 1)))
            line.cursor = LineCursor(line.bytes, at: text)
        }
        spellMarkers(in: &line, inParagraph: false)
        return finish(line)
    }
}
