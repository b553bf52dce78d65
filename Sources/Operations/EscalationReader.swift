internal import SourceText

/// Collects the steps of a page section by section.
struct EscalationReader {
    struct Section {
        var heading: Int
        var title: String
        var anchor: String?
        var level: LevelName?
        var authority: Authority
    }

    private let path: String
    private(set) var section = Section(heading: -2, title: "", anchor: nil, level: nil, authority: .page)
    private var finished: [EscalationStatement] = []
    /// Steps of lists and sentences, which run on over the blocks of a section.
    private var running: [EscalationStep] = []
    var contacts: [EscalationContact] = []
    /// The ladder whose levels are headings that is being read.
    private var ladder: Ladder?

    private struct Ladder {
        var parent: Int
        var title: String
        var level: LevelName?
        var authority: Authority
        var steps: [EscalationStep] = []
    }

    /// The section is a level of a ladder whose levels are headings: its lists are read with it.
    private(set) var isInLadder = false

    init(path: String) { self.path = path }

    mutating func enter(_ section: Section) {
        guard section.heading != self.section.heading else { return }
        close()
        isInLadder = false
        self.section = section
    }

    /// Adds a level whose name is the heading of its section; levels under one heading are one ladder.
    mutating func addRung(_ step: EscalationStep, under parent: Int, title: String) {
        isInLadder = true
        if ladder?.parent != parent { closeLadder() }
        var open = ladder ?? Ladder(parent: parent, title: title, level: section.level, authority: section.authority)
        open.steps.append(step)
        ladder = open
    }

    private mutating func closeLadder() {
        guard let ladder else { return }
        self.ladder = nil
        append(ladder.steps, title: ladder.title, level: ladder.level, authority: ladder.authority)
    }

    mutating func add(_ steps: [EscalationStep]) { running += steps }

    /// Adds steps that stand for themselves: a table, a fence.
    mutating func addStatement(_ steps: [EscalationStep]) {
        guard !steps.isEmpty else { return }
        close()
        running = steps
        close()
    }

    mutating func statements() -> [EscalationStatement] {
        close()
        closeLadder()
        return finished.sorted { $0.source.range.start < $1.source.range.start }
    }

    private mutating func close() {
        append(running, title: section.title, level: section.level, authority: section.authority)
        running = []
    }

    private mutating func append(
        _ steps: [EscalationStep], title: String, level: LevelName?, authority: Authority
    ) {
        guard let first = steps.first else { return }
        let steps = steps.enumerated().map { index, step in
            var step = step
            step.order = index + 1
            return step
        }
        finished.append(
            EscalationStatement(title: title, level: level, steps: steps, source: first.source, authority: authority))
    }

    func source(_ range: SourceRange, _ form: ClaimForm) -> ClaimSource {
        ClaimSource(file: path, range: range, anchor: section.anchor, form: form)
    }

    /// `Primary: @alice`: who is reached how, without when.
    func contact(_ text: PlainText, _ range: SourceRange) -> EscalationContact? {
        guard let colon = text.prefix(60).firstIndex(of: 0x3A), colon > text.startIndex else { return nil }
        let name = text[..<colon].trimmed
        let value = text[(colon + 1)...].trimmed
        guard value.isContact, name.wordCount <= 5, EscalationCall(text) == nil, value.sentences.count == 1 else {
            return nil
        }
        return EscalationContact(
            role: name.string, details: [NamedText(name: "", text: value.string)],
            source: source(range, .contactTable), authority: section.authority)
    }

    mutating func addContact(
        header: [TableCell], kinds: [EscalationFieldKind], row: [TableCell], at range: SourceRange
    ) {
        let roleColumn = kinds.firstIndex(of: .target) ?? 0
        guard roleColumn < row.count, !row[roleColumn].text.isNothing else { return }
        var details: [NamedText] = []
        for (index, cell) in row.enumerated() where index < header.count && !cell.text.isNothing {
            if index == roleColumn, kinds.contains(.target) { continue }
            details.append(NamedText(name: header[index].text.string, text: cell.text.string))
        }
        contacts.append(
            EscalationContact(
                role: row[roleColumn].text.string, details: details, source: source(range, .contactTable),
                authority: section.authority))
    }

    /// `- Response: 15 minutes` in a fence.
    static func detail(_ line: PlainText) -> (name: PlainText, value: PlainText)? {
        let start = line.firstIndex(where: isAlphanumeric) ?? line.startIndex
        let text = line[start...]
        guard let colon = text.firstIndex(of: 0x3A), text[..<colon].wordCount <= 4 else { return nil }
        return (text[..<colon].trimmed, text[(colon + 1)...].trimmed)
    }
}

/// A line that says to whom what a list below it holds the conditions of: `Escalate to X if:`, `To management:`.
struct EscalationLead {
    var target: String?
    var contact: String?
    /// `Escalate immediately if:`.
    private var delay: (text: String, limit: TimeLimit)?

    init?(_ text: PlainText) {
        let line = text.trimmed
        guard line.last == 0x3A else { return nil }
        let body = line.dropLast().trimmed
        if body.begins(with: "to "), body.wordCount <= 6 {
            target = body.dropFirst(3).trimmed.string
            return
        }
        // Only the last sentence introduces the list.
        guard let last = body.sentences.last, let call = EscalationCall(last) else { return nil }
        target = call.target.map { last[$0].string }
        contact = call.contact.map { last[$0].string }
        delay = EscalationStep.delay(in: last.prefix(1000)).map { (last[$0.range].string, $0.limit) }
    }

    /// The step that a condition below the line states.
    func step(_ condition: PlainText, source: ClaimSource, authority: Authority) -> EscalationStep {
        var step = EscalationStep(text: condition.string, source: source)
        step.target = target
        step.contact = contact
        step.addCondition(condition, authority: authority)
        if step.after == nil, let delay {
            step.after = Claim(text: delay.text, time: delay.limit, source: source, authority: authority)
        }
        return step
    }
}

extension EscalationStep {
    /// Sets a condition, and the delay that it names.
    mutating func addCondition(_ text: PlainText, authority: Authority) {
        let text = text.withoutFullStop
        guard !text.isEmpty else { return }
        trigger = text.string
        if text.count <= 1000, let delay = EscalationStep.delay(in: text) {
            after = Claim(
                text: text[delay.range].string, time: delay.limit, source: source, authority: authority)
        }
    }
}
