extension BlockSpeller {
    mutating func table(below line: Int32, _ cursor: LineCursor) -> [UInt8]? {
        guard cursor.indentation < 4, let paragraph = open.leaf,
            let alignments = TableRow.delimiters(lines.text, cursor.contentStart..<cursor.end)
        else { return nil }
        let header = TableRow(lines.text, headerRange(line - 1, paragraph))
        guard header.cells.count == alignments.count else { return nil }
        var table = SourceTable(alignments: alignments, rows: [header])
        var spelling = prefix(line, cursor)
        var construct = BlockConstruct(
            kind: .table(table), line: line, lastLine: line, column: Int32(spelling.count + 1))
        spelling.append(contentsOf: "<?".utf8)
        var next = line + 1
        while next <= lines.count, lines.start(of: next) < lines.text.count {
            let match = open.match(next)
            guard match.count == open.count, !match.cursor.isBlankLine, !BlockStart.begins(at: match.cursor) else {
                break
            }
            let row = TableRow(lines.text, match.cursor.contentStart..<match.cursor.end)
            guard !row.cells.isEmpty, row.cells.count + cellsLeft >= alignments.count else { break }
            cellsLeft -= max(0, alignments.count - row.cells.count)
            table.rows.append(row)
            spelling.append(contentsOf: [0x0A] + prefix(next, match.cursor))
            spelling.append(0x78)
            construct.lastLine = next
            next += 1
        }
        if construct.lastLine > line { spelling.removeLast() }
        construct.kind = .table(table)
        constructs.append(construct)
        return spelling + Array("?>\n".utf8)
    }

    private func prefix(_ line: Int32, _ cursor: LineCursor) -> [UInt8] {
        Array(lines.text[lines.start(of: line)..<cursor.offset])
            + repeatElement(0x20, count: cursor.column - cursor.byteColumn)
    }

    /// The text of a paragraph's last line.
    private func headerRange(_ line: Int32, _ paragraph: OpenBlock) -> Range<Int> {
        let (start, end) = (lines.start(of: line), lines.end(of: line))
        guard paragraph.startLine == line else {
            // cmark-gfm keeps the indentation of a lazy line, which makes a cell of its own in front of a pipe.
            let match = open.match(line)
            if match.count < open.count, match.cursor.contentStart > match.cursor.offset,
                lines.text[match.cursor.contentStart...].first == 0x7C
            {
                return start..<start
            }
            return min(lines.contentStart(of: line, quotes: open.quotes), end)..<end
        }
        // The construct in whose first line the paragraph begins, if there is one.
        // Behind the last construct of that line that it stands in.
        let outer = constructs.reversed().prefix { $0.line == line }.first { $0.column < paragraph.startColumn }
        return min(start + Int(paragraph.startColumn + (outer?.contentShift ?? 0)) - 1, end)..<end
    }
}
