/// Where reading a line has come to. Columns are those of CommonMark, with tab stops of 4.
struct LineCursor {
    let text: [UInt8]
    private(set) var offset: Int
    let end: Int
    /// Of the byte at `offset`, and how far reading is: behind it where a tab is read in part.
    private(set) var byteColumn = 0
    private(set) var column = 0

    init(_ text: [UInt8], _ line: Range<Int>) {
        self.text = text
        offset = line.lowerBound
        end = line.upperBound
    }

    /// At a place in a line that is read otherwise than by columns.
    init(_ line: [UInt8], at offset: Int) {
        self.init(line, 0..<line.count)
        while self.offset < offset, self.offset < end {
            advance(columns: line[self.offset] == 0x09 ? 4 - byteColumn % 4 : 1)
        }
    }

    /// The same place in a line alone, cut from the text that it begins in at `start`.
    func cut(_ line: [UInt8], from start: Int) -> LineCursor {
        var cursor = LineCursor(line, 0..<line.count)
        (cursor.offset, cursor.byteColumn, cursor.column) = (offset - start, byteColumn, column)
        return cursor
    }

    /// The columns of blank before the next other byte.
    var indentation: Int {
        var (index, column) = (offset, byteColumn)
        while index < end, isBlank(text[index]) {
            column += text[index] == 0x09 ? 4 - column % 4 : 1
            index += 1
        }
        return column - self.column
    }

    /// The first byte that is not blank; `end` where there is none.
    var contentStart: Int {
        var index = offset
        while index < end, isBlank(text[index]) { index += 1 }
        return index
    }

    var isBlankLine: Bool { contentStart == end }

    mutating func advance(columns: Int) {
        column += columns
        while offset < end {
            let width = text[offset] == 0x09 ? 4 - byteColumn % 4 : 1
            guard byteColumn + width <= column else { return }
            byteColumn += width
            offset += 1
        }
    }

    /// Passes the mark of a block quote and one blank behind it (CommonMark 0.30, 5.1), if it comes next.
    mutating func quoteMark() -> Bool {
        let indentation = indentation
        guard indentation <= 3, contentStart < end, text[contentStart] == 0x3E else { return false }
        advance(columns: indentation + 1)
        if offset < end, isBlank(text[offset]) { advance(columns: 1) }
        return true
    }

    /// The indentation of a list item's content from here on, its marker of so many bytes being next.
    func itemIndentation(marker: Int) -> Int {
        var probe = self
        let offset = probe.indentation
        probe.advance(columns: offset + marker)
        let gap = probe.indentation
        return offset + marker + (probe.isBlankLine || gap > 4 ? 1 : gap)
    }

    /// The bytes of the list marker that comes next, a blank or the line's end behind it; nil where none does.
    var listMarker: Int? {
        let start = contentStart
        guard start < end else { return nil }
        var index = start
        switch text[start] {
        case 0x2A, 0x2B, 0x2D: index += 1
        case 0x30...0x39:
            while index < end, index - start < 9, (0x30...0x39).contains(text[index]) { index += 1 }
            guard index < end, text[index] == 0x2E || text[index] == 0x29 else { return nil }
            index += 1
        default: return nil
        }
        return index == end || isSpace(text[index]) ? index - start : nil
    }
}
