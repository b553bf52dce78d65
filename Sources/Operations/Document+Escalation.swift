internal import Documents
internal import SourceText

/// Escalation is read under headings that name it.
extension Document {
    func readEscalation(_ outline: Outline, into page: inout PageOperations) {
        var reader = EscalationReader(path: path)
        var lead: EscalationLead?
        for (index, block) in outline.blocks.enumerated() {
            let own = outline.ownTopics(at: block.heading)
            guard outline.scope(of: .escalation, at: block.heading) != nil, !own.contains(.template) else { continue }
            reader.enter(section(block.heading, outline))
            switch block.kind {
            case .paragraph:
                let line = tree.line(of: block.id)
                let next = index + 1 < outline.blocks.count ? outline.blocks[index + 1].kind : .paragraph
                lead = next == .list ? EscalationLead(line.text) : nil
                if lead == nil { readSentences(of: block.id, into: &reader) }
            case .list:
                readList(block.id, lead: lead, isOwn: own.contains(.escalation), into: &reader)
                lead = nil
            case .codeBlock: readFence(block.id, into: &reader)
            case .table: readTable(block.id, into: &reader)
            default: break
            }
        }
        page.escalations += reader.statements()
        page.contacts += reader.contacts
    }

    private func section(_ heading: Int, _ outline: Outline) -> EscalationReader.Section {
        var level: LevelName?
        var above = heading
        while above >= 0, level == nil {
            let tokens = LevelToken.all(in: PlainText(headings[above].title.utf8))
            if tokens.count == 1 { level = tokens.first?.level }
            above = outline.parents[above]
        }
        return EscalationReader.Section(
            heading: heading, title: heading < 0 ? title : headings[heading].title, anchor: anchor(of: heading),
            level: level, authority: outline.authority(at: heading))
    }

    // MARK: Sentences

    private func readSentences(of paragraph: NodeID, into reader: inout EscalationReader) {
        let place = range(of: paragraph)
        for sentence in tree.line(of: paragraph).text.sentences {
            let source = reader.source(place, .sentence)
            reader.add(EscalationStep.steps(of: sentence, source: source, authority: reader.section.authority))
        }
    }

    // MARK: Lists

    private func readList(_ list: NodeID, lead: EscalationLead?, isOwn: Bool, into reader: inout EscalationReader) {
        if let lead {
            readConditions(list, lead, into: &reader)
            return
        }
        var steps: [EscalationStep] = []
        var loose: [EscalationStep] = []
        var number = Int(tree[list].listStart)
        for item in tree.children(of: list) {
            defer { number += 1 }
            guard let paragraph = tree.leadParagraph(of: item) else { continue }
            let text = tree.line(of: paragraph).text
            let place = range(of: paragraph)
            let nested = tree.lists(in: item)
            if let first = nested.first, text.levelNumber == nil, let lead = EscalationLead(text) {
                reader.add(steps)
                steps = []
                readConditions(first, lead, into: &reader)
                continue
            }
            var step = EscalationStep(text: text.trimmed.string, source: reader.source(place, .ladder))
            if step.readHead(text, number: tree[list].isOrdered ? number : nil, authority: reader.section.authority) {
                for list in nested { readDetails(list, into: &step, authority: reader.section.authority) }
                steps.append(step)
            } else if let contact = reader.contact(text, place) {
                reader.contacts.append(contact)
            } else {
                let sentences = self.steps(ofItem: text, reader.source(place, .sentence), reader.section.authority)
                if sentences.isEmpty {
                    loose.append(EscalationStep(text: text.trimmed.string, source: reader.source(place, .sentence)))
                }
                steps += sentences
            }
        }
        // Beside steps, an item that we do not understand is likely one too, and is shown as it stands.
        if isOwn, !steps.isEmpty { steps = (steps + loose).sorted { $0.source.range.start < $1.source.range.start } }
        reader.add(steps)
    }

    /// `To management: every SEV-1`, or sentences.
    private func steps(ofItem text: PlainText, _ source: ClaimSource, _ authority: Authority) -> [EscalationStep] {
        if let colon = text.firstIndex(of: 0x3A), text.begins(with: "to "), text[..<colon].words.count <= 6 {
            var step = EscalationStep(text: text.trimmed.string, source: source)
            step.target = text[text.index(text.startIndex, offsetBy: 3)..<colon].trimmed.string
            step.addCondition(text[(colon + 1)...].trimmed, authority: authority)
            return [step]
        }
        return text.sentences.flatMap { EscalationStep.steps(of: $0, source: source, authority: authority) }
    }

    private func readConditions(_ list: NodeID, _ lead: EscalationLead, into reader: inout EscalationReader) {
        for item in tree.children(of: list) {
            guard let paragraph = tree.leadParagraph(of: item) else { continue }
            let text = tree.line(of: paragraph).text.trimmed
            guard !text.isNothing else { continue }
            var step = EscalationStep(text: text.string, source: reader.source(range(of: paragraph), .conditions))
            step.target = lead.target
            step.contact = lead.contact
            step.addCondition(text, authority: reader.section.authority)
            reader.add([step])
        }
    }

    private func readDetails(_ list: NodeID, into step: inout EscalationStep, authority: Authority) {
        for item in tree.children(of: list) {
            guard let paragraph = tree.leadParagraph(of: item) else { continue }
            let line = tree.line(of: paragraph)
            let place = range(of: paragraph)
            if let field = line.field {
                step.add(field.name, field.value, at: place, authority: authority)
            } else if !line.text.isNothing {
                step.details.append(NamedText(name: "", text: line.text.trimmed.string))
            }
        }
    }

    // MARK: Fences

    /// A ladder in a fence without a language, or of plain text; other fences are commands and their output.
    private func readFence(_ id: NodeID, into reader: inout EscalationReader) {
        let node = tree[id]
        let info = tree.bytes(node.title).trimmed
        guard node.isFenced, info.isEmpty || ["text", "txt", "plain", "plaintext"].contains(where: { info.equals($0) })
        else { return }
        var steps: [EscalationStep] = []
        var line = node.startLine
        for text in tree.bytes(node.literal).split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            let text = text.trimmed
            let source = reader.source(range(ofLines: line...line, in: id), .ladder)
            var step = EscalationStep(text: text.string, source: source)
            if text.levelNumber != nil {
                if step.readHead(text, number: nil, authority: reader.section.authority) { steps.append(step) }
            } else if !steps.isEmpty, let detail = EscalationReader.detail(text) {
                steps[steps.count - 1].add(
                    detail.name, detail.value, at: source.range, authority: reader.section.authority)
            }
        }
        reader.addStatement(steps)
    }

    // MARK: Tables

    private func readTable(_ table: NodeID, into reader: inout EscalationReader) {
        let rows = tree.rows(of: table)
        guard let header = rows.first else { return }
        let kinds = header.map { EscalationFieldKind(naming: $0.text) }
        let isLadder =
            kinds.contains(.after) && (kinds.contains(.target) || kinds.contains(.action))
            || kinds.contains(.target) && (kinds.contains(.authority) || kinds.contains(.trigger))
            || kinds.contains(.target) && kinds.contains(.number) || kinds.contains(.severity) && kinds.contains(.target)
        let isContacts = kinds.contains(.contact)
        guard isLadder || isContacts else { return }
        var steps: [EscalationStep] = []
        for row in rows.dropFirst() {
            guard let first = row.first(where: { !$0.text.isEmpty }), let last = row.last else { continue }
            var place = range(of: first.id)
            let end = range(of: row.last { $0.text.isEmpty == false }?.id ?? last.id)
            place.end = end.end
            place.bytes.end = end.bytes.end
            if isLadder {
                var step = EscalationStep(
                    text: row.map(\.text.string).joined(separator: " | "), source: reader.source(place, .escalationTable))
                for (index, cell) in row.enumerated() where index < header.count {
                    step.add(
                        header[index].text, cell.text, at: range(of: cell.id), authority: reader.section.authority)
                }
                if step.target != nil || step.action != nil || step.after != nil { steps.append(step) }
            } else {
                reader.addContact(header: header, kinds: kinds, row: row, at: place)
            }
        }
        reader.addStatement(steps)
    }
}
