/// Feeds a page to libcmark so that it keeps the structure of blocks that it does not know.
///
/// Lines go to libcmark as they are until one looks like the beginning of such a block. Then the blocks that are open
/// there are known exactly, because libcmark has them. The block is spelled as one that behaves alike: what holds other
/// blocks, indented by four columns, as a list item; what is lines of its own as a block of HTML. Line for line, so that
/// places stay; `ConstructTree` gives the blocks in the tree their true kinds.
struct BlockSpeller {
    let lines: SourceLines
    let bodyStart: Int
    var constructs: [BlockConstruct] = []
    /// The first line where something may begin that is nested deeper than is looked for.
    private(set) var tooDeep: Int32?
    var open: OpenContainers
    /// The list marker that stands for ours: one that the page does not use, so that no list of its goes on in ours.
    private var bullet: UInt8 = 0
    /// Cells that rows of fewer cells may still be completed by.
    var cellsLeft = BlockSpeller.mostCompletedCells

    /// Short rows of wide tables would make pages of the square of their size; cmark-gfm 0.29.0.gfm.12 allows as many,
    /// for each table.
    private static let mostCompletedCells = 200_000
    /// Markers in one line: each costs the line's length.
    private static let mostInLine = 8
    private static let filler = Array("<??>".utf8)
    /// The columns of a marker and the blanks behind it, by which what it holds is indented.
    private static let contentColumns = 4

    init(lines: SourceLines, bodyStart: Int) {
        self.lines = lines
        self.bodyStart = bodyStart
        open = OpenContainers(lines: lines)
    }

    /// - Parameter unread: gets the paragraphs and headings whose inlines are for `InlineParser` to read.
    mutating func parse(unread: inout [NodeID]) -> MarkdownTree {
        let parser = CommonMarkParser()
        let text = lines.text
        var fed = bodyStart
        var line: Int32 = 1
        let mask = ImageMask(text)
        let plain = mask?.text ?? text
        while line <= lines.count {
            let start = lines.start(of: line)
            if start < text.count, let hint = CandidateLine(text, from: start) {
                parser.feed(plain.span.extracting(fed..<start))
                fed = start
                if let spelling = construct(at: line, hint, parser) {
                    parser.feed(spelling.span)
                    line = constructs[constructs.count - 1].lastLine
                    fed = lines.start(of: line + 1)
                }
            }
            line += 1
        }
        parser.feed(plain.span.extracting(fed...))
        var tree = parser.finish(reserving: text.count - bodyStart, unread: &unread) { lines.needsReading($0) }
        mask?.restore(&tree)
        return tree
    }

    /// The construct that begins at a line, added to the others, and its lines as libcmark gets them.
    private mutating func construct(
        at line: Int32, _ hint: CandidateLine, _ parser: borrowing CommonMarkParser
    ) -> [UInt8]? {
        guard open.refresh(parser) else {
            tooDeep = tooDeep ?? line
            return nil
        }
        let match = open.match(line)
        let isAllMatched = match.count == open.count
        if isAllMatched, let leaf = open.leaf {
            if leaf.kind == .htmlBlock || leaf.kind == .codeBlock && open.isCode(leaf, match) { return nil }
        }
        let inParagraph = open.leaf?.kind == .paragraph
        switch hint {
        case .delimiterRow:
            guard isAllMatched, inParagraph, let spelling = table(below: line, match.cursor) else { return nil }
            return spelling
        case .definition:
            guard let isLoose = isLooseDefinition(line, match, parser) else { return nil }
            return definition(line, match.cursor, isLoose: isLoose)
        case .marker:
            return markers(line, match.cursor, inParagraph: isAllMatched && inParagraph)
        }
    }

    /// Passes the containers that a line itself opens; false where it does otherwise.
    private func openContainers(at cursor: inout LineCursor, inParagraph: Bool) -> Bool {
        var inParagraph = inParagraph
        while true {
            let indentation = cursor.indentation
            guard indentation < 4 else { return false }
            let start = cursor.contentStart
            guard start < cursor.end else { return false }
            if cursor.quoteMark() {
                inParagraph = false
                continue
            }
            guard let marker = cursor.listMarker else { return true }
            let content = cursor.text[start..<cursor.end]
            if BlockStart.isThematicBreak(content) { return false }
            let isOrdered = (0x30...0x39).contains(content[start])
            if inParagraph, isOrdered, !(marker == 2 && content[start] == 0x31) { return false }
            cursor.advance(columns: cursor.itemIndentation(marker: marker))
            inParagraph = false
        }
    }

    /// Spells the markers in a line: a footnote may begin with others.
    private mutating func markers(_ line: Int32, _ start: LineCursor, inParagraph: Bool) -> [UInt8]? {
        let range = lines.start(of: line)..<lines.end(of: line)
        var spelled = SpelledLine(number: line, bytes: Array(lines.text[range]), source: range.lowerBound)
        spelled.cursor = start.cut(spelled.bytes, from: range.lowerBound)
        let known = constructs.count
        spellMarkers(in: &spelled, inParagraph: inParagraph)
        return constructs.count > known ? finish(spelled) : nil
    }

    /// Spells what a line has from the cursor on, after the containers that it opens.
    mutating func spellMarkers(in line: inout SpelledLine, inParagraph: Bool) {
        let known = constructs.count
        var inParagraph = inParagraph
        while constructs.count - known < BlockSpeller.mostInLine,
            openContainers(at: &line.cursor, inParagraph: inParagraph), spell(markerAt: &line)
        {
            inParagraph = false
        }
    }

    /// Spells the marker that comes next in a line; false where none does, or nothing can follow it.
    private mutating func spell(markerAt line: inout SpelledLine) -> Bool {
        let start = line.cursor.contentStart
        let content = line.bytes[start...]
        let source = line.source
        if let footnote = ConstructMarker.footnote(content) {
            spellItem(.footnote(footnote.label.moved(by: source)), text: footnote.text, in: &line)
            return footnote.text < content.endIndex
        }
        if let title = ConstructMarker.tab(content) {
            spellItem(.tab(title.moved(by: source)), text: nil, in: &line)
        } else if let found = ConstructMarker.abbreviation(content) {
            spellAbbreviation(found.label.moved(by: source), found.expansion.moved(by: source), in: &line)
        } else if let found = ConstructMarker.admonition(content),
            found.title != nil || AdmonitionType.isKnown(found.classes) || hasContent(below: line.number)
        {
            let admonition = SourceAdmonition(
                classes: found.classes.map { ($0.startIndex..<$0.endIndex).moved(by: source) },
                title: found.title?.moved(by: source), isCollapsible: found.isCollapsible, isOpen: found.isOpen)
            spellItem(.admonition(admonition), text: nil, in: &line)
        }
        return false
    }

    /// Whether the next line that is not blank is indented as what a marker holds.
    private func hasContent(below line: Int32) -> Bool {
        var next = line + 1
        while next <= lines.count {
            let match = open.match(next)
            if !match.cursor.isBlankLine {
                return match.count == open.count && match.cursor.indentation >= BlockSpeller.contentColumns
            }
            next += 1
        }
        return false
    }
}

// MARK: - Spelling

extension BlockSpeller {
    /// - Parameter content: what follows in the line. With the same mark it could be a thematic break; a `+` cannot.
    mutating func bullet(before content: ArraySlice<UInt8>) -> UInt8 {
        if bullet == 0 { bullet = BlockSpeller.unusedBullet(in: lines.text[bodyStart...]) }
        return content.allSatisfy { $0 == bullet || isBlank($0) } ? 0x2B : bullet
    }

    /// A bullet that no line of a text has in front of a blank where a list item might begin; else the rarest in use.
    private static func unusedBullet(in text: ArraySlice<UInt8>) -> UInt8 {
        let bullets: [UInt8] = [0x2B, 0x2A, 0x2D]
        var counts = [0, 0, 0]
        var previous: UInt8 = 0x20
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if let kind = bullets.firstIndex(of: byte), isSpace(previous) || previous == 0x3E,
                index + 1 == text.endIndex || isSpace(text[index + 1])
            {
                counts[kind] += 1
            }
            previous = byte
            index += 1
        }
        return zip(counts, bullets).min { $0.0 < $1.0 }?.1 ?? 0x2B
    }

    /// A list item that holds what comes behind a marker, from `text` on, and below it.
    mutating func spellItem(_ kind: BlockConstruct.Kind, text: Int?, in line: inout SpelledLine) {
        let text = text ?? line.bytes.count
        var bytes = line.prefix
        let column = bytes.count
        let lineStart = lines.start(of: line.number)
        let content = text < line.bytes.count ? line.bytes[text...] : BlockSpeller.filler[...]
        bytes.append(contentsOf: [bullet(before: content), 0x20, 0x20, 0x20])
        var construct = BlockConstruct(
            kind: kind, line: line.number, lastLine: line.number, column: Int32(column + 1))
        construct.markerShift = Int32(line.cursor.contentStart + line.source - lineStart - column)
        let shift = text - bytes.count
        construct.contentShift = Int32(shift + line.source - lineStart)
        construct.hasFiller = text == line.bytes.count
        bytes.append(contentsOf: content)
        line.bytes = bytes
        line.source += shift
        line.cursor = LineCursor(bytes, at: column + BlockSpeller.contentColumns)
        constructs.append(construct)
    }

    private mutating func spellAbbreviation(
        _ label: Range<Int>, _ expansion: Range<Int>, in line: inout SpelledLine
    ) {
        let prefix = line.prefix
        line.bytes = prefix + BlockSpeller.filler
        constructs.append(
            BlockConstruct(
                kind: .abbreviation(label: label, expansion: expansion), line: line.number, lastLine: line.number,
                column: Int32(prefix.count + 1)))
    }

    /// A spelled line as libcmark gets it.
    mutating func finish(_ line: SpelledLine) -> [UInt8] {
        open.respell(line.number, line.bytes)
        return line.bytes + [0x0A]
    }
}

/// A line on its way to another spelling.
struct SpelledLine {
    let number: Int32
    var bytes: [UInt8]
    /// Leads from a place in `bytes` that is not spelled yet to its place in the text.
    var source: Int
    var cursor: LineCursor

    init(number: Int32, bytes: [UInt8], source: Int) {
        self.number = number
        self.bytes = bytes
        self.source = source
        cursor = LineCursor(bytes, 0..<bytes.count)
    }

    /// The bytes up to the cursor, with what is read of a tab as spaces.
    var prefix: [UInt8] {
        Array(bytes[..<cursor.offset]) + repeatElement(0x20, count: cursor.column - cursor.byteColumn)
    }
}

extension Range<Int> {
    fileprivate func moved(by distance: Int) -> Range<Int> { (lowerBound + distance)..<(upperBound + distance) }
}
