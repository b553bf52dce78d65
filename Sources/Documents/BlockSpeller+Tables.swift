extension BlockSpeller {
    mutating func table(below line: Int32, _ cursor: LineCursor) -> [UInt8]? {
        guard cursor.indentation < 4, let paragraph = open.leaf,
            let alignments = TableRow.delimiters(lines.text, cursor.contentStart..<cursor.end)
        else { return nil }
        let header = header(line - 1, paragraph)
        guard header.cells.count == alignments.count else { return nil }
        var table = SourceTable(alignments: alignments, rows: [header])
        var spelling = prefix(line, cursor)
        var construct = BlockConstruct(
            kind: .table(table), line: line, lastLine: line, column: Int32(spelling.count + 1))
        construct.paragraph = (paragraph.startLine, sourceColumn(of: paragraph))
        spelling.append(contentsOf: "<?".utf8)
        var next = line + 1
        while next <= lines.count, lines.start(of: next) < lines.text.count {
            let match = open.match(next)
            guard match.count == open.count, !match.cursor.isBlankLine, !BlockStart.begins(at: match.cursor) else {
                break
            }
            let row = TableRow(lines.text, match.cursor.contentStart..<match.cursor.end)
            // `{: .class }` is of the table, and no row.
            let content = lines.text[trimmed(lines.text, match.cursor.contentStart..<match.cursor.end)]
            if content.starts(with: [0x7B, 0x3A]), AttributeList(content) != nil { break }
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

    /// A paragraph's last line as a row.
    private func header(_ line: Int32, _ paragraph: OpenBlock) -> TableRow {
        let end = lines.end(of: line)
        guard paragraph.startLine < line else {
            let start = lines.start(of: line) + Int(sourceColumn(of: paragraph)) - 1
            return TableRow(lines.text, min(start, end)..<end)
        }
        let match = open.match(line)
        let start = match.cursor.contentStart
        var row = TableRow(lines.text, start..<end)
        // cmark-gfm keeps the indentation of a lazy line, which makes a cell of its own in front of a pipe.
        if match.count < open.count, match.cursor.offset < start, start < end, lines.text[start] == 0x7C {
            row.cells.insert(start..<start, at: 0)
        }
        return row
    }

    /// Where a paragraph begins in its line as the source has it.
    private func sourceColumn(of paragraph: OpenBlock) -> Int32 {
        // Behind the last construct of that line that it stands in.
        let outer = constructs.reversed().prefix { $0.line >= paragraph.startLine }
            .first { $0.line == paragraph.startLine && $0.column < paragraph.startColumn }
        return paragraph.startColumn + (outer?.contentShift ?? 0)
    }
}
