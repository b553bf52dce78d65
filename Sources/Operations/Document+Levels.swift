internal import Documents
internal import SourceText

/// Severity levels are read under headings that name severities, priority levels or the classification of incidents;
/// elsewhere only from tables that cannot be anything else.
extension Document {
    func levels(_ outline: Outline) -> [LevelStatement] {
        var levels: [LevelStatement] = []
        for (index, block) in outline.blocks.enumerated() {
            switch block.kind {
            case .table: levels += tableLevels(block, outline)
            case .heading:
                if let level = headingLevel(index, outline) { levels.append(level) }
            case .list:
                let own = outline.ownTopics(at: block.heading)
                let isScope = own.contains(.severity) || own.contains(.definitions) && !own.contains(.aside)
                if isScope, let section = outline.scope(of: .severity, at: block.heading) {
                    levels += listLevels(block, section: section, outline)
                }
            default: break
            }
        }
        return levels
    }

    // MARK: A list item per level

    private func listLevels(_ block: Outline.Block, section: Int, _ outline: Outline) -> [LevelStatement] {
        var levels: [LevelStatement] = []
        for item in tree.children(of: block.id) {
            guard let paragraph = tree.leadParagraph(of: item) else { continue }
            let line = tree.line(of: paragraph)
            guard let head = LevelHead(line.text, place: .item, lead: line.lead) else { continue }
            let source = ClaimSource(
                file: path, range: range(of: paragraph), anchor: anchor(of: block.heading), form: .list)
            var statement = LevelStatement(
                level: head.level, pairedWith: head.pairedWith, section: section, source: source,
                authority: outline.authority(at: block.heading))
            statement.add(head)
            statement.addDefinition(head.definition)
            for list in tree.lists(in: item) { readBullets(list, into: &statement) }
            levels.append(statement)
        }
        return levels
    }

    /// Bullets below a level: `Name: value` is a field, the others together are the definition, or examples of it.
    func readBullets(_ list: NodeID, as kind: LevelFieldKind? = nil, into statement: inout LevelStatement) {
        var others: [(text: String, range: SourceRange)] = []
        for item in tree.children(of: list) {
            guard let paragraph = tree.leadParagraph(of: item) else { continue }
            let line = tree.line(of: paragraph)
            let place = range(of: paragraph)
            let nested = tree.lists(in: item)
            if kind == nil, let field = line.field {
                if field.value.isEmpty, let first = nested.first {
                    let kind = LevelFieldKind(naming: field.name)
                    readBullets(first, as: kind, into: &statement)
                } else {
                    statement.add(LevelFieldKind(naming: field.name), field.name.string, field.value, at: place)
                }
            } else if !line.text.isNothing {
                others.append((line.text.trimmed.string, place))
            }
        }
        guard let first = others.first, let last = others.last else { return }
        let place = first.range.extended(to: last.range)
        let texts = others.map(\.text)
        let wanted = kind ?? (statement.has(.definition) ? .examples : .definition)
        statement.add(wanted, nil, PlainText(texts.joined(separator: "; ").utf8), items: texts, at: place)
    }

    // MARK: A heading per level

    private func headingLevel(_ index: Int, _ outline: Outline) -> LevelStatement? {
        let heading = outline.blocks[index].heading
        guard heading >= 0, let section = outline.scope(of: .severity, at: outline.parents[heading]) else { return nil }
        let title = headings[heading].title
        guard let head = LevelHead(PlainText(title.utf8), place: .heading), !head.isOfSomethingElse else { return nil }
        let source = ClaimSource(
            file: path, range: headings[heading].range, anchor: headings[heading].id, form: .heading)
        var statement = LevelStatement(
            level: head.level, pairedWith: head.pairedWith, section: section, source: source,
            authority: outline.authority(at: heading))
        statement.add(head)
        readLevelSection(index, outline, into: &statement)
        return statement
    }

    /// Reads the blocks below a level's heading, up to the next heading that is none of its own.
    private func readLevelSection(_ index: Int, _ outline: Outline, into statement: inout LevelStatement) {
        let heading = outline.blocks[index].heading
        // The field whose value the next list or paragraph holds.
        var open: LevelFieldKind?
        for block in outline.blocks[(index + 1)...] {
            guard outline.isHeading(block.heading, in: heading) else { return }
            switch block.kind {
            case .heading:
                let title = PlainText(headings[block.heading].title.utf8)
                open = LevelFieldKind.named(title)
                if open == nil { open = .other(title.key) }
            case .paragraph: readLevelParagraph(block.id, open: &open, into: &statement)
            case .list:
                readBullets(block.id, as: open, into: &statement)
                open = nil
            default: open = nil
            }
        }
    }

    private func readLevelParagraph(
        _ id: NodeID, open: inout LevelFieldKind?, into statement: inout LevelStatement
    ) {
        let lines = tree.lines(of: id)
        guard lines.contains(where: { $0.field != nil }) else {
            let text = tree.line(of: id).text
            statement.add(
                open ?? (statement.has(.definition) ? .other("notes") : .definition), nil, text, at: range(of: id))
            open = nil
            return
        }
        open = nil
        for line in lines {
            guard let field = line.field else { continue }
            let kind = LevelFieldKind(naming: field.name)
            if field.value.isEmpty {
                open = kind
            } else {
                statement.add(kind, field.name.string, field.value, at: range(of: line, in: id))
            }
        }
    }
}

extension Document {
    func anchor(of heading: Int) -> String? { heading < 0 ? nil : headings[heading].id }

    /// The source of a line of a paragraph.
    func range(of line: TextLine, in paragraph: NodeID) -> SourceRange {
        line.line == 0 ? range(of: paragraph) : range(ofLines: line.line...line.line, in: paragraph)
    }
}

extension Outline {
    /// What stands under a heading about legacy things holds no longer.
    func authority(at heading: Int) -> Authority { topics(at: heading).contains(.legacy) ? .legacy : .page }
}

extension LevelHead {
    /// A heading such as `SEV-1 Response Checklist` names what is done at a level, not the level.
    fileprivate var isOfSomethingElse: Bool {
        guard let label else { return false }
        let words = label.words
        if words.count > 5 { return true }
        if words.count == 1, words[0].equals("incidents") { return true }
        let others = [
            "response", "procedure", "procedures", "process", "checklist", "communication", "escalation", "example",
            "examples", "steps", "runbook", "runbooks", "actions", "timeline", "template", "contacts", "workflow",
        ]
        return words.contains { others.contains($0.string) }
    }
}
