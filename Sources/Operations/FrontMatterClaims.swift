internal import Documents
internal import SourceText

/// What a page's front matter says about operations.
struct FrontMatterClaims {
    private let path: String
    private(set) var owners: [Claim] = []
    private(set) var lastReviewed: Claim?
    private(set) var reviewEvery: Claim?
    private(set) var severities: [SeverityMention] = []
    private(set) var alerts: [Claim] = []
    private(set) var kind: Claim?
    private(set) var status: Claim?
    private(set) var service: Claim?
    private(set) var escalation: EscalationStatement?
    private(set) var isCanonical = false
    private(set) var isTemplate = false

    init(_ frontMatter: FrontMatter, path: String) {
        self.path = path
        for field in frontMatter.fields { read(field) }
    }

    private mutating func read(_ field: YAMLField) {
        switch canonical(field.key) {
        case "owner", "owners", "team": owners += claims(field.value)
        case "lastreviewed", "reviewed", "lastreview": lastReviewed = lastReviewed ?? claims(field.value).first
        case "reviewevery", "reviewinterval", "reviewcycle":
            guard var claim = claims(field.value).first else { return }
            claim.time = TimeLimit(reading: claim.text)
            reviewEvery = claim
        case "severity": severities += claims(field.value).compactMap { SeverityMention($0, isOfPage: true) }
        case "alert", "alerts": alerts += claims(field.value)
        case "kind":
            kind = claims(field.value).first
            if kind?.text.lowercased() == "template" { isTemplate = true }
        case "status": status = claims(field.value).first
        case "service": service = claims(field.value).first
        // The key also holds addresses of pages elsewhere; only a plain yes speaks of this one.
        case "canonical": isCanonical = field.value.flag == true
        case "template": isTemplate = isTemplate || field.value.flag == true
        case "escalation": readEscalation(field)
        default: return
        }
    }

    /// The texts of a scalar or a list, placeholders left out.
    private func claims(_ value: YAMLValue) -> [Claim] {
        switch value {
        case .scalar(let text, let range):
            if PlainText(text.utf8).isNothing { return [] }
            return [Claim(text: text, source: source(range), authority: .frontMatter)]
        case .list(let items):
            return items.flatMap { item -> [Claim] in
                guard case .scalar = item else { return [] }
                return claims(item)
            }
        case .mapping, .null: return []
        }
    }

    private func source(_ range: SourceRange) -> ClaimSource {
        ClaimSource(file: path, range: range, anchor: nil, form: .frontMatter)
    }

    // MARK: Escalation

    private mutating func readEscalation(_ field: YAMLField) {
        let items: [YAMLValue] = if case .list(let items) = field.value { items } else { [field.value] }
        var steps: [EscalationStep] = []
        for item in items {
            guard var step = step(item) else { continue }
            step.order = steps.count + 1
            steps.append(step)
        }
        guard !steps.isEmpty else { return }
        escalation = EscalationStatement(
            title: field.key, level: nil, steps: steps, source: source(field.keyRange), authority: .frontMatter)
    }

    private func step(_ value: YAMLValue) -> EscalationStep? {
        switch value {
        case .scalar(let text, let range):
            let plain = PlainText(text.utf8)
            guard !plain.isNothing else { return nil }
            var step = EscalationStep(text: text, source: source(range))
            // A bare name is somebody to go to; anything longer is read as a sentence.
            if !step.readSentence(plain, authority: .frontMatter), plain.wordCount <= 4 { step.target = text }
            return step
        case .mapping(let fields):
            var step: EscalationStep?
            var texts: [String] = []
            for field in fields {
                guard case .scalar(let text, let range) = field.value, !PlainText(text.utf8).isNothing else { continue }
                var known = step ?? EscalationStep(text: "", source: source(range))
                known.add(PlainText(field.key.utf8), PlainText(text.utf8), at: range, authority: .frontMatter)
                known.source.range = known.source.range.extended(to: range)
                step = known
                texts.append("\(field.key): \(text)")
            }
            step?.text = texts.joined(separator: "; ")
            return step
        case .list, .null: return nil
        }
    }
}

extension SeverityMention {
    /// A severity that a page gives itself; nil for placeholders and for alternatives: `SEV-1 | SEV-2`.
    init?(_ claim: Claim, isOfPage: Bool) {
        let text = PlainText(claim.text.utf8)
        guard !text.isNothing else { return nil }
        let tokens = LevelToken.all(in: text)
        let names = Set(tokens.map(\.level))
        // One name of each family is a pair; two of one family are alternatives.
        guard Set(names.map(\.family)).count == names.count, !text.contains(0x7C) || names.isEmpty else { return nil }
        level = names.min() ?? LevelToken.bareNumber(in: text, family: .severity)?.level
        self.claim = claim
        self.isOfPage = isOfPage
    }
}
