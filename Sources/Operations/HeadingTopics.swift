/// What a heading is about, told from its words alone.
struct HeadingTopics: OptionSet {
    let rawValue: UInt16

    /// It names severities, priority levels or the classification of incidents.
    static let severity = HeadingTopics(rawValue: 1 << 0)
    static let escalation = HeadingTopics(rawValue: 1 << 1)
    static let metrics = HeadingTopics(rawValue: 1 << 2)
    static let contacts = HeadingTopics(rawValue: 1 << 3)
    /// What stands below holds no longer.
    static let legacy = HeadingTopics(rawValue: 1 << 4)
    static let template = HeadingTopics(rawValue: 1 << 5)
    /// A list below it is no list of severity levels, or of metrics, whatever the headings above say.
    static let aside = HeadingTopics(rawValue: 1 << 6)
    /// It introduces what the heading above names: `Levels`, `Definitions`, `Overview`.
    static let definitions = HeadingTopics(rawValue: 1 << 7)
    /// It promises names in their order: `Escalation Chain`.
    static let ladder = HeadingTopics(rawValue: 1 << 9)
    /// It names priorities rather than severities.
    static let priority = HeadingTopics(rawValue: 1 << 8)
}

/// A heading's topics, and the section of a runbook that it opens.
struct HeadingReading {
    var topics: HeadingTopics = []
    var section: RunbookSectionKind?

    init(_ title: String) {
        var seen: Words = []
        var sections = SectionWords()
        var word: [UInt8] = []
        // Parentheses at the end and numbers at the start are no part of a section's name: `2. Mitigation (SRE)`.
        var depth = 0
        func finish(_ word: [UInt8]) {
            guard let entry = Vocabulary.entry(of: word) else {
                if depth == 0, word.contains(where: { !isDigit($0) }) { sections.hasOthers = true }
                return
            }
            seen.insert(entry.words)
            if depth == 0 { sections.add(entry) }
        }
        for byte in title.utf8 {
            if isAlphanumeric(byte) {
                word.append(lowercase(byte))
                continue
            }
            if !word.isEmpty {
                finish(word)
                word.removeAll(keepingCapacity: true)
            }
            if byte == 0x28 { depth += 1 }
            if byte == 0x29 { depth = max(0, depth - 1) }
        }
        if !word.isEmpty { finish(word) }
        topics = seen.topics
        section = sections.kind
    }
}

/// The words of a heading that rules ask for.
struct Words: OptionSet {
    let rawValue: UInt32

    static let severity = Words(rawValue: 1 << 0)
    static let priority = Words(rawValue: 1 << 1)
    static let incident = Words(rawValue: 1 << 2)
    static let level = Words(rawValue: 1 << 3)
    static let classification = Words(rawValue: 1 << 4)
    static let escalation = Words(rawValue: 1 << 5)
    static let metric = Words(rawValue: 1 << 6)
    static let contact = Words(rawValue: 1 << 7)
    static let legacy = Words(rawValue: 1 << 8)
    static let template = Words(rawValue: 1 << 9)
    static let aside = Words(rawValue: 1 << 10)
    static let definition = Words(rawValue: 1 << 11)
    static let immediate = Words(rawValue: 1 << 12)
    static let action = Words(rawValue: 1 << 13)
    static let sev = Words(rawValue: 1 << 14)
    static let filler = Words(rawValue: 1 << 15)
    static let ladder = Words(rawValue: 1 << 16)

    fileprivate var topics: HeadingTopics {
        var topics: HeadingTopics = []
        let kinds: Words = [.level, .classification, .definition]
        if contains(.severity) || contains(.sev) && !isDisjoint(with: kinds) { topics.insert(.severity) }
        // `Priorities` alone heads plans as often as incidents.
        if contains(.priority), contains(.incident) || !isDisjoint(with: kinds) {
            topics.formUnion([.severity, .priority])
        }
        if contains(.incident), contains(.classification) || contains(.level) { topics.insert(.severity) }
        if contains(.escalation) { topics.insert(.escalation) }
        if contains(.escalation), contains(.ladder) || contains(.level) { topics.insert(.ladder) }
        if contains(.metric) { topics.insert(.metrics) }
        if contains(.contact) { topics.insert(.contacts) }
        if contains(.legacy) { topics.insert(.legacy) }
        if contains(.template) { topics.insert(.template) }
        if contains(.aside) { topics.insert(.aside) }
        if !isDisjoint(with: kinds) { topics.insert(.definitions) }
        return topics
    }
}

/// Collects the words that make a title a section of a runbook: one that names the section, and fillers. `Recovery
/// Steps` is one, `Recovery Time Objectives` is none.
private struct SectionWords {
    var first: RunbookSectionKind?
    var words: Words = []
    var hasOthers = false

    mutating func add(_ entry: Vocabulary.Entry) {
        words.insert(entry.words)
        if let section = entry.section {
            if first == nil { first = section }
        } else if entry.words.isDisjoint(with: [.immediate, .action, .filler, .contact]) {
            hasOthers = true
        }
    }

    var kind: RunbookSectionKind? {
        guard !hasOthers else { return nil }
        if words.contains(.immediate), first == nil || first == .mitigation {
            if words.contains(.action) || first == .mitigation { return .immediateActions }
        }
        return first
    }
}

/// The words of headings that mean something, by their first letter.
private enum Vocabulary {
    struct Entry {
        /// In lower case.
        var word: String
        /// Words that begin with it count too.
        var isPrefix: Bool
        var words: Words
        var section: RunbookSectionKind?
    }

    static func entry(of word: [UInt8]) -> Entry? {
        guard let letter = word.first, (0x61...0x7A).contains(letter) else { return nil }
        return byLetter[Int(letter) - 0x61].first { entry in
            word[...].begins(with: entry.word) && (entry.isPrefix || word.count == entry.word.utf8.count)
        }
    }

    private static let byLetter: [[Entry]] = {
        var table = [[Entry]](repeating: [], count: 26)
        for entry in entries {
            let letter = entry.word.utf8.first ?? 0x61
            table[Int(letter) - 0x61].append(entry)
        }
        return table
    }()

    private static func begins(_ word: String, _ words: Words, _ section: RunbookSectionKind? = nil) -> Entry {
        Entry(word: word, isPrefix: true, words: words, section: section)
    }

    private static func exactly(_ word: String, _ words: Words, _ section: RunbookSectionKind? = nil) -> Entry {
        Entry(word: word, isPrefix: false, words: words, section: section)
    }

    private static let topics: [Entry] = [
        begins("severit", .severity), exactly("sev", .sev), exactly("sevs", .severity),
        exactly("priority", .priority), exactly("priorities", .priority), begins("incident", .incident),
        exactly("level", .level), exactly("levels", .level), begins("classif", .classification),
        exactly("metric", .metric), exactly("metrics", .metric), begins("contact", .contact),
        exactly("legacy", .legacy), exactly("archive", .legacy), exactly("archived", .legacy),
        begins("template", .template), begins("definition", .definition), exactly("overview", .definition),
        exactly("matrix", .definition), exactly("scale", .definition), begins("guideline", .definition),
        begins("gap", .aside), exactly("tag", .aside), exactly("tags", .aside), exactly("label", .aside),
        exactly("labels", .aside), begins("missing", .aside),
        begins("todo", .aside), begins("planned", .aside), begins("nam", .aside), begins("convention", .aside),
        begins("bucket", .aside), begins("example", .aside), begins("endpoint", .aside), begins("quer", .aside),
        begins("alert", .aside), begins("objective", .aside), begins("target", .aside), begins("removed", .aside),
        begins("deprecated", .aside), begins("threshold", .aside),
    ]

    private static let sections: [Entry] = [
        exactly("meaning", [], .meaning), begins("symptom", [], .symptoms), begins("detect", [], .symptoms),
        exactly("impact", [], .impact), exactly("impacts", [], .impact), begins("diagnos", [], .diagnosis),
        begins("investigat", [], .diagnosis), begins("troubleshoot", [], .diagnosis),
        exactly("checks", .filler, .diagnosis), begins("mitigat", [], .mitigation),
        begins("resolution", [], .mitigation), exactly("resolve", [], .mitigation),
        exactly("resolving", [], .mitigation), begins("remediat", [], .mitigation),
        exactly("recovery", [], .mitigation), exactly("recover", [], .mitigation), exactly("fix", [], .mitigation),
        exactly("fixes", [], .mitigation), begins("verif", [], .verification), begins("rollback", [], .rollback),
        begins("escalat", .escalation, .escalation), begins("prevent", [], .prevention),
        exactly("related", [], .related),
    ]

    private static let fillers: [Entry] = [
        exactly("immediate", .immediate), exactly("first", .immediate), exactly("initial", .immediate),
        exactly("action", .action), exactly("actions", .action), exactly("steps", .action), exactly("step", .action),
        exactly("response", .action), exactly("procedure", .action), exactly("procedures", .action),
        exactly("process", .filler), exactly("plan", .filler), exactly("policy", .filler),
        exactly("path", [.filler, .ladder]),
        exactly("paths", [.filler, .ladder]), exactly("chain", [.filler, .ladder]),
        exactly("order", [.filler, .ladder]), exactly("criteria", .filler), exactly("and", .filler),
        exactly("the", .filler),
        exactly("of", .filler), exactly("to", .filler), exactly("when", .filler), exactly("how", .filler),
        exactly("possible", .filler), exactly("root", .filler), exactly("cause", .filler), exactly("runbooks", .filler),
        exactly("links", .filler), exactly("documents", .filler), exactly("documentation", .filler),
        exactly("pages", .filler), exactly("information", .filler), exactly("measures", .filler),
        exactly("guide", .filler), exactly("if", .filler), exactly("it", .filler),
        exactly("ladder", [.filler, .ladder]),
    ]

    private static let entries = topics + sections + fillers
}
