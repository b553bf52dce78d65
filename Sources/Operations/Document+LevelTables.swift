internal import Documents
internal import SourceText

extension Document {
    /// The levels of a table: one a row, or one a column.
    func tableLevels(_ block: Outline.Block, _ outline: Outline) -> [LevelStatement] {
        let section = outline.scope(of: .severity, at: block.heading)
        // Most tables end here, on their header.
        guard let header = tree.header(of: block.id), section != nil || LevelTable.levelColumn(header) != nil else {
            return []
        }
        let rows = tree.rows(of: block.id)
        let own = outline.ownTopics(at: block.heading)
        // Under `Escalation`, levels are those of the ladder.
        if own.contains(.escalation), !own.contains(.severity) { return [] }
        let table = LevelTable(
            header: header, rows: Array(rows.dropFirst()), section: section,
            numbers: section.map { numbers(at: $0, outline) })
        let source = ClaimSource(
            file: path, range: range(of: block.id), anchor: anchor(of: block.heading), form: .table)
        let authority = outline.authority(at: block.heading)
        var levels = rowLevels(table, source, authority)
        if levels.isEmpty, section != nil { levels = columnLevels(table, source, authority) }
        return levels
    }

    /// The family that bare numbers belong to below a heading.
    private func numbers(at section: Int, _ outline: Outline) -> LevelFamily {
        outline.ownTopics(at: section).contains(.priority) ? .priority : .severity
    }

    private func rowLevels(_ table: LevelTable, _ source: ClaimSource, _ authority: Authority) -> [LevelStatement] {
        guard let column = LevelTable.levelColumn(table.header) else { return [] }
        let kinds = LevelFieldKind.columns(table.header)
        let known = kinds.enumerated().contains { $0.offset != column && $0.element.isKnown && $0.element != .label }
        guard known else { return [] }
        var levels: [LevelStatement] = []
        for row in table.rows where column < row.count {
            let cell = row[column]
            guard let head = LevelHead(cell.text, place: .cell, numbers: table.numbers) else { continue }
            // Without a heading about severities, `S1` may be anything.
            if table.section == nil, head.isBare { return [] }
            // A level that stands twice is a property of the rows: a list of runbooks, of alerts.
            if levels.contains(where: { $0.level == head.level }) { return [] }
            var statement = LevelStatement(
                level: head.level, pairedWith: head.pairedWith, section: table.section ?? -2, source: source,
                authority: authority)
            statement.source.range = range(of: cell.id)
            statement.add(head)
            for (index, cell) in row.enumerated() where index != column && index < kinds.count {
                let title = table.header[index].text.string
                statement.add(kinds[index], title.isEmpty ? nil : title, cell.text, at: range(of: cell.id))
            }
            levels.append(statement)
        }
        return levels.count >= (table.section == nil ? 2 : 1) ? levels : []
    }

    /// The transposed table: the header names the levels, each row is a field.
    private func columnLevels(_ table: LevelTable, _ source: ClaimSource, _ authority: Authority) -> [LevelStatement] {
        var source = source
        source.form = .transposedTable
        var levels: [LevelStatement] = []
        for cell in table.header.dropFirst() {
            guard let head = LevelHead(cell.text, place: .cell, numbers: table.numbers),
                !levels.contains(where: { $0.level == head.level })
            else { return [] }
            var statement = LevelStatement(
                level: head.level, pairedWith: head.pairedWith, section: table.section ?? -2, source: source,
                authority: authority)
            statement.source.range = range(of: cell.id)
            statement.add(head)
            levels.append(statement)
        }
        guard levels.count >= 2, table.rows.contains(where: { $0.first?.isKnownField ?? false }) else { return [] }
        for row in table.rows {
            guard let name = row.first?.text, !name.isNothing else { continue }
            for (index, cell) in row.dropFirst().enumerated() where index < levels.count {
                levels[index].add(LevelFieldKind(naming: name), name.string, cell.text, at: range(of: cell.id))
            }
        }
        return levels
    }
}

private struct LevelTable {
    var header: [TableCell]
    var rows: [[TableCell]]
    /// The heading about severities above; nil where there is none.
    var section: Int?
    var numbers: LevelFamily?

    /// The column that names the level: the first, or one behind names and symbols alone.
    static func levelColumn(_ header: [TableCell]) -> Int? {
        for (index, cell) in header.enumerated() {
            if LevelFieldKind.isLevelHeader(cell.text) { return index }
            let isBefore = cell.text.withoutSeparators.isEmpty || LevelFieldKind.named(cell.text) == .label
            guard isBefore || cell.text.elementsEqual([0x23]) else { return nil }
        }
        return nil
    }
}

extension TableCell {
    fileprivate var isKnownField: Bool { LevelFieldKind.named(text) != nil }
}

extension LevelFieldKind {
    /// What the columns of a table are. Of several that define the level, the one that says so most plainly does.
    fileprivate static func columns(_ header: [TableCell]) -> [LevelFieldKind] {
        var kinds = header.map { LevelFieldKind(naming: $0.text) }
        let definitions = kinds.indices.filter { kinds[$0] == .definition }
        let plainest = ["definition", "description"].lazy.compactMap { name in
            definitions.first { header[$0].text.equals(name) }
        }.first
        for index in definitions where index != plainest ?? definitions[0] {
            kinds[index] = .other(header[index].text.key)
        }
        return kinds
    }

    fileprivate var isKnown: Bool {
        if case .other = self { return false }
        return true
    }
}
