internal import SourceText

/// One row of a GFM pipe table, cut into cells. Offsets are into the page's text.
///
/// Source: GFM 0.29, 4.10: cells are separated by pipes that no backslash precedes, code spans or not; a leading and a
/// trailing pipe are recommended, not needed; spaces around a cell's content are trimmed.
struct TableRow {
    /// None in a line of nothing but one pipe.
    var cells: [Range<Int>] = []

    init(_ text: [UInt8], _ line: Range<Int>) {
        var start = line.lowerBound
        var end = line.upperBound
        while start < end, isBlank(text[start]) { start += 1 }
        while end > start, isBlank(text[end - 1]) { end -= 1 }
        if start < end, text[start] == 0x7C { start += 1 }
        var cellStart = start
        var index = start
        while index < end {
            if text[index] == 0x5C, index + 1 < end, text[index + 1] == 0x7C {
                index += 2
                continue
            }
            if text[index] == 0x7C {
                cells.append(trimmed(text, cellStart..<index))
                cellStart = index + 1
            }
            index += 1
        }
        // Behind a trailing pipe there is no cell; a pipe alone has none.
        if cellStart < end { cells.append(trimmed(text, cellStart..<end)) }
    }

    /// The alignments that a delimiter row sets, or nil where the line is none.
    static func delimiters(_ text: [UInt8], _ line: Range<Int>) -> [Alignment]? {
        var sawDash = false
        for index in line {
            switch text[index] {
            case 0x2D: sawDash = true
            case 0x3A, 0x7C, 0x20, 0x09: break
            default: return nil
            }
        }
        guard sawDash else { return nil }
        var alignments: [Alignment] = []
        for cell in TableRow(text, line).cells {
            guard let alignment = alignment(text[cell]) else { return nil }
            alignments.append(alignment)
        }
        return alignments
    }

    private static func alignment(_ cell: ArraySlice<UInt8>) -> Alignment? {
        guard let first = cell.first, let last = cell.last else { return nil }
        let dashes = cell.dropFirst(first == 0x3A ? 1 : 0).dropLast(last == 0x3A && cell.count > 1 ? 1 : 0)
        guard !dashes.isEmpty, dashes.allSatisfy({ $0 == 0x2D }) else { return nil }
        return switch (first == 0x3A, last == 0x3A) {
        case (true, true): .center
        case (true, false): .left
        case (false, true): .right
        case (false, false): Alignment.none
        }
    }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isBlank(text[start]) { start += 1 }
    while end > start, isBlank(text[end - 1]) { end -= 1 }
    return start..<end
}
