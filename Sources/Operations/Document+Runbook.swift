internal import Addresses
internal import Documents
internal import SourceText

extension Document {
    /// What the page says as a runbook; nil where it is none.
    ///
    /// A runbook says so in its front matter, lies in a folder named for runbooks, or has two of a runbook's sections.
    func runbook(_ outline: Outline, _ frontMatter: FrontMatterClaims, _ fields: PageFields) -> RunbookStatement? {
        let sections = sections(outline)
        guard isRunbook(sections, frontMatter.kind?.text.lowercased()) else { return nil }
        var runbook = RunbookStatement()
        runbook.kind = frontMatter.kind.flatMap { RunbookKind(rawValue: $0.text.lowercased()) }
        runbook.status = frontMatter.status ?? fields.status
        runbook.service = frontMatter.service ?? fields.service
        runbook.severities = frontMatter.severities + fields.severities
        runbook.alerts = frontMatter.alerts
        runbook.sections = sections.map(\.section)
        runbook.firstAction = firstAction(sections, outline)
        return runbook
    }

    private typealias FoundSection = (section: RunbookSection, heading: Int)

    /// The headings that open a runbook's sections; the page's own title is none.
    private func sections(_ outline: Outline) -> [FoundSection] {
        var found: [FoundSection] = []
        for (index, heading) in headings.enumerated() where index > 0 || heading.level > 1 {
            guard let kind = outline.readings[index].section else { continue }
            found.append(
                (RunbookSection(kind: kind, title: heading.title, anchor: heading.id, range: heading.range), index))
        }
        return found
    }

    private func isRunbook(_ sections: [FoundSection], _ kind: String?) -> Bool {
        if let kind { return kind == "runbook" || RunbookKind(rawValue: kind) != nil }
        // Handbooks, reports and indexes have these too.
        let common: Set<RunbookSectionKind> = [.escalation, .prevention, .related, .impact]
        let kinds = Set(sections.map(\.section.kind))
        if kinds.count >= 2, !kinds.subtracting(common).isEmpty, kinds.subtracting([.related, .escalation]).count >= 2 {
            return true
        }
        guard !indexNames.contains(stem(of: fileName(of: path)).lowercased()) else { return false }
        return folder(of: path).split(separator: "/").contains { ["runbooks", "runbook"].contains($0.lowercased()) }
    }

    /// The first step of the first section of immediate actions, else of mitigation.
    private func firstAction(_ sections: [FoundSection], _ outline: Outline) -> FirstAction? {
        let first =
            sections.first { $0.section.kind == .immediateActions }
            ?? sections.first { $0.section.kind == .mitigation }
        guard let (section, heading) = first else { return nil }
        var action = FirstAction(title: section.title, anchor: section.anchor, range: section.range)
        var lead: NodeID?
        search: for block in outline.blocks where outline.isHeading(block.heading, in: heading) {
            switch block.kind {
            case .paragraph: lead = lead ?? block.id
            case .list:
                // A list of steps, or one that a paragraph introduces; bullets behind prose only explain it.
                if let found = lead, !tree[block.id].isOrdered, tree.line(of: found).text.trimmed.last != 0x3A {
                    break search
                }
                lead = firstStep(of: block.id) ?? lead
                break search
            // What follows code belongs to a later step.
            case .codeBlock where lead != nil: break search
            default: continue
            }
        }
        guard let lead else { return action }
        action.step = tree.line(of: lead).text.trimmed.withoutCheckbox.string
        action.range = range(of: lead)
        return action
    }

    private func firstStep(of list: NodeID) -> NodeID? {
        for item in tree.children(of: list) {
            if let paragraph = tree.leadParagraph(of: item) { return paragraph }
        }
        return nil
    }
}

extension PlainText {
    /// Without the `[ ]` of a task list.
    var withoutCheckbox: PlainText {
        guard count > 4, first == 0x5B, self[startIndex + 2] == 0x5D, isSpace(self[startIndex + 3]) else { return self }
        return dropFirst(4).trimmed
    }
}

/// Fields that a page gives itself in its text: `**Severity**: SEV-2`, `> **Owner**: platform`.
struct PageFields {
    var severities: [SeverityMention] = []
    var owners: [Claim] = []
    var lastReviewed: Claim?
    var reviewEvery: Claim?
    var status: Claim?
    var service: Claim?
}

extension Document {
    /// The fields of paragraphs and of list items. All but severities count only in the page's beginning, before its
    /// second section.
    func pageFields(_ outline: Outline) -> PageFields {
        var fields = PageFields()
        let firstSection = headings.firstIndex { $0.level > 1 } ?? headings.count
        for block in outline.blocks where block.kind == .paragraph || block.kind == .list {
            tree.walk(from: block.id) { id, node in
                guard node.kind == .paragraph else { return !node.kind.isInline }
                for line in tree.lines(of: id) where !line.marks.isEmpty {
                    let parts = line.markedFields
                    guard !parts.isEmpty else { continue }
                    let source = ClaimSource(
                        file: path, range: range(of: line, in: id), anchor: anchor(of: block.heading), form: .field)
                    for part in parts {
                        let claim = Claim(
                            text: part.value.string, source: source, authority: outline.authority(at: block.heading))
                        fields.add(part.name, claim, isOfPage: block.heading <= firstSection)
                    }
                }
                return false
            }
        }
        return fields
    }
}

extension PageFields {
    /// Whether a marked text names a field that `add` takes.
    static func isName(_ text: PlainText) -> Bool {
        guard let first = text.first, text.count <= 20 else { return false }
        switch lowercase(first) {
        case 0x73:
            return text.begins(with: "severity") || text.begins(with: "status") || text.begins(with: "service")
        case 0x6F: return text.begins(with: "owner")
        case 0x74: return text.begins(with: "team")
        case 0x6C: return text.begins(with: "last review")
        case 0x72: return text.begins(with: "review")
        case 0x70: return text.begins(with: "priority")
        default: return false
        }
    }

    fileprivate mutating func add(_ name: PlainText, _ claim: Claim, isOfPage: Bool) {
        switch name.key {
        case "severity", "priority", "severity level":
            if let mention = SeverityMention(claim, isOfPage: isOfPage) { severities.append(mention) }
        case "owner", "owners", "team": if isOfPage { owners.append(claim) }
        case "last reviewed", "last review", "reviewed": if isOfPage { lastReviewed = lastReviewed ?? claim }
        case "review every", "review cycle", "review frequency", "review interval":
            guard isOfPage else { return }
            reviewEvery = claim
            reviewEvery?.time = TimeLimit(reading: claim.text)
        case "status": if isOfPage { status = status ?? claim }
        case "service": if isOfPage { service = service ?? claim }
        default: return
        }
    }
}

extension TextLine {
    /// The fields of a line whose names are marked and known: `**Severity**: SEV-2 | **Owner**: platform`.
    fileprivate var markedFields: [(name: PlainText, value: PlainText)] {
        let names = marks.filter { mark in
            (mark.kind == .strong || mark.kind == .emphasis)
                && PageFields.isName(text[mark.range].withoutTrailingSeparators)
        }
        var fields: [(PlainText, PlainText)] = []
        for (number, mark) in names.enumerated() {
            let name = text[mark.range].withoutTrailingSeparators
            let end = number + 1 < names.count ? names[number + 1].range.lowerBound : text.endIndex
            guard mark.range.upperBound <= end else { continue }
            let hasColon = text[name.endIndex..<end].trimmed.leadingSeparator != nil
            let value = text[mark.range.upperBound..<end].withoutSeparators
            if hasColon, !value.isNothing { fields.append((name, value)) }
        }
        return fields
    }
}
