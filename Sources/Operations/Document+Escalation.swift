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
            case .heading: readLadderHeading(index, outline, into: &reader)
            case .list where reader.isInLadder: continue
            case .paragraph:
                let line = tree.line(of: block.id)
                let next = index + 1 < outline.blocks.count ? outline.blocks[index + 1].kind : .paragraph
                lead = next == .list ? EscalationLead(line.text) : nil
                if lead == nil { readSentences(of: block.id, into: &reader) }
            case .list:
                readList(block.id, lead: lead, own: own, into: &reader)
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

    /// A heading per level, `### Level 2: Operations Manager`, with the fields of the lists below it.
    private func readLadderHeading(_ index: Int, _ outline: Outline, into reader: inout EscalationReader) {
        let block = outline.blocks[index]
        guard block.heading >= 0 else { return }
        let heading = headings[block.heading]
        let text = PlainText(heading.title.utf8)
        var step = EscalationStep(text: heading.title, source: reader.source(heading.range, .ladder))
        guard text.levelNumber != nil, !text.begins(with: "st"),
            step.readHead(text, number: nil, authority: reader.section.authority)
        else {
            return
        }
        for below in outline.blocks[(index + 1)...].prefix(while: { $0.heading == block.heading }) {
            if below.kind == .list { readDetails(below.id, into: &step, authority: reader.section.authority) }
        }
        let parent = outline.parents[block.heading]
        reader.addRung(step, under: parent, title: parent < 0 ? title : headings[parent].title)
    }

    // MARK: Sentences

    private func readSentences(of paragraph: NodeID, into reader: inout EscalationReader) {
        let place = range(of: paragraph)
        for sentence in tree.line(of: paragraph).text.sentences {
            let source = reader.source(place, .sentence)
            let steps = EscalationStep.steps(of: sentence, source: source, authority: reader.section.authority)
            // Prose speaks of escalation without being a step of it; a step says whom to go to.
            if steps.first?.target != nil { reader.add(steps) }
        }
    }

    // MARK: Lists

    private func readList(
        _ list: NodeID, lead: EscalationLead?, own: HeadingTopics, into reader: inout EscalationReader
    ) {
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
        if steps.isEmpty, own.contains(.ladder), tree[list].isOrdered {
            steps = loose.filter { PlainText($0.text.utf8).wordCount <= 5 }
            for index in steps.indices { steps[index].target = steps[index].text }
            loose = []
        }
        if own.contains(.escalation), !steps.isEmpty {
            steps = (steps + loose).sorted { $0.source.range.start < $1.source.range.start }
        }
        reader.add(steps)
    }

    /// `To management: every SEV-1`, or sentences.
    private func steps(ofItem text: PlainText, _ source: ClaimSource, _ authority: Authority) -> [EscalationStep] {
        if let colon = text.firstIndex(of: 0x3A), text.begins(with: "to "), text[..<colon].wordCount <= 6 {
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
            let text = tree.line(of: paragraph).text.trimmed.withoutCheckbox
            guard !text.isNothing else { continue }
            let source = reader.source(range(of: paragraph), .conditions)
            reader.add([lead.step(text, source: source, authority: reader.section.authority)])
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
        guard info.isEmpty || ["text", "txt", "plain", "plaintext"].contains(where: { info.equals($0) }) else { return }
        let texts = tree.bytes(node.literal).split(separator: 0x0A, omittingEmptySubsequences: false)
        // The literal ends in a line feed; a block with more lines than that has a fence before its text.
        let hasFence = Int(node.endLine - node.startLine) + 1 > texts.count - 1
        var steps: [EscalationStep] = []
        var line = node.startLine - (hasFence ? 0 : 1)
        // `↓ (15 min)` between two levels is the delay of the lower one.
        var delay: Claim?
        for text in texts {
            line += 1
            let text = text.trimmed
            let source = reader.source(range(ofLines: line...line, in: id), .ladder)
            var step = EscalationStep(text: text.string, source: source)
            if text.levelNumber != nil {
                guard step.readHead(text, number: nil, authority: reader.section.authority) else { continue }
                step.after = step.after ?? delay
                delay = nil
                steps.append(step)
            } else if text.first == 0xE2, let time = TimeLimit.first(in: text) {
                delay = Claim(
                    text: text[time.range].string, time: time.limit, source: source,
                    authority: reader.section.authority)
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
        let kinds = EscalationFieldKind.columns(header)
        let isLadder =
            kinds.contains(.after) && (kinds.contains(.target) || kinds.contains(.action))
            || kinds.contains(.target) && (kinds.contains(.authority) || kinds.contains(.trigger))
            || kinds.contains(.target) && kinds.contains(.number)
            || kinds.contains(.severity) && kinds.contains(.target)
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
                    text: row.map(\.text.string).joined(separator: " | "),
                    source: reader.source(place, .escalationTable))
                for (index, cell) in row.enumerated() where index < header.count {
                    step.add(
                        header[index].text, cell.text, as: kinds[index], at: range(of: cell.id),
                        authority: reader.section.authority)
                }
                if step.target != nil || step.action != nil || step.after != nil { steps.append(step) }
            } else {
                reader.addContact(header: header, kinds: kinds, row: row, at: place)
            }
        }
        reader.addStatement(steps)
    }
}
