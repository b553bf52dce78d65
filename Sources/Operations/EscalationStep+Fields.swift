internal import SourceText

/// What a field or a column of an escalation says.
enum EscalationFieldKind {
    case number, after, target, contact, authority, trigger, action, severity, other

    /// What the columns of a table are. Where nobody else is named, a column `Contact` names who is called.
    static func columns(_ header: [TableCell]) -> [EscalationFieldKind] {
        var kinds = header.map { EscalationFieldKind(naming: $0.text) }
        if !kinds.contains(.target), let contact = header.firstIndex(where: { $0.text.equals("contact") }) {
            let others = kinds.contains { [.after, .trigger, .authority, .number].contains($0) }
            if others { kinds[contact] = .target }
        }
        return kinds
    }

    init(naming name: PlainText) {
        switch name.key {
        case "level", "tier", "step", "order", "stage", "escalation level": self = .number
        case "after", "time", "response", "response time", "timeout", "elapsed", "delay", "escalate after", "wait",
            "within", "timeframe", "time elapsed", "escalation time", "time since start":
            self = .after
        case "to", "target", "who", "role", "escalate to", "escalation", "team", "name", "owner", "responsible",
            "person", "group", "contact person", "escalation contact":
            self = .target
        case "contact", "channel", "phone", "email", "e mail", "mail", "slack", "how", "method", "pager",
            "pager schedule", "reach", "pagerduty", "schedule", "contact method", "contact info", "primary",
            "secondary", "backup":
            self = .contact
        case "authority", "decisions", "powers", "can", "can approve", "may", "can decide", "mandate":
            self = .authority
        case "trigger", "condition", "conditions", "when", "criteria", "if", "scope", "situation",
            "when to escalate", "escalate when", "escalate if":
            self = .trigger
        case "action", "actions", "what", "do", "what to do", "responsibility", "responsibilities": self = .action
        case "severity", "sev", "priority", "severity level", "incident severity": self = .severity
        default: self = .other
        }
    }
}

extension EscalationStep {
    /// Sets what a field says; a second value of the same meaning, and a field of unknown meaning, keeps its name.
    ///
    /// - Parameter kind: what the field means, where that does not follow from its name.
    mutating func add(
        _ name: PlainText, _ value: PlainText, as kind: EscalationFieldKind? = nil, at range: SourceRange,
        authority: Authority
    ) {
        let value = value.trimmed
        guard !value.isNothing else { return }
        let text = value.withoutFullStop.string
        switch kind ?? EscalationFieldKind(naming: name) {
        case .number where number == nil && level == nil && value.hasNumber:
            if let token = LevelToken.leading(in: value) { level = token.level } else { number = value.firstNumber }
        case .after where after == nil:
            var place = source
            place.range = range
            after = Claim(text: text, time: TimeLimit(reading: text), source: place, authority: authority)
        case .target where target == nil: target = text
        case .contact where contact == nil: contact = text
        case .authority where self.authority == nil: self.authority = text
        case .trigger where trigger == nil: trigger = text
        case .action where action == nil: action = text
        case .severity where level == nil && LevelToken.all(in: value).count == 1:
            level = LevelToken.all(in: value).first?.level
        default: details.append(NamedText(name: name.trimmed.string, text: text))
        }
    }

    /// Reads `Level 2: Operations Manager (15 minutes)`, `L1 – On-call`, `Tier 3 Vendor`: the head of a ladder's step.
    ///
    /// - Parameter number: of an ordered list's item, where the text itself needs none.
    mutating func readHead(_ text: PlainText, number: Int?, authority: Authority) -> Bool {
        var rest = text.trimmed
        if let (written, behind) = text.levelNumber {
            self.number = written
            rest = behind
        } else if let number {
            self.number = number
        } else {
            return false
        }
        readParentheses(&rest, authority: authority)
        rest = rest.withoutLeadingSeparators
        let end = rest.firstIndex { $0 == 0x28 || $0 == 0x3A || $0 == 0x2C } ?? rest.spacedDash ?? rest.endIndex
        let name = rest[..<end].withoutSeparators.withoutFullStop
        rest = rest[end...]
        readParentheses(&rest, authority: authority)
        let tail = rest.withoutLeadingSeparators.trimmed
        if !tail.isEmpty {
            if let delay = TimeLimit.first(in: tail), tail.wordCount <= 4, after == nil {
                after = Claim(text: tail.string, time: delay.limit, source: source, authority: authority)
            } else if tail.first != 0x2C {
                action = tail.withoutFullStop.string
            }
        }
        guard !name.isNothing else { return false }
        // `Level 1 Escalation` names the level, nobody to go to.
        if !name.equals("escalation") { target = name.string }
        // Without a word for the level, only a short name with a time is somebody to go to; the rest are sentences.
        return text.levelNumber != nil || after != nil && name.wordCount <= 5
    }

    private mutating func readParentheses(_ rest: inout PlainText, authority: Authority) {
        let text = rest.trimmed
        guard text.first == 0x28, let close = text.firstIndex(of: 0x29) else { return }
        let inner = text[(text.startIndex + 1)..<close].trimmed
        rest = text[(close + 1)...]
        if after == nil, let found = TimeLimit.first(in: inner) {
            after = Claim(text: inner.string, time: found.limit, source: source, authority: authority)
        } else if contact == nil, inner.isContact {
            contact = inner.string
        } else {
            details.append(NamedText(name: "", text: inner.string))
        }
    }
}

extension PlainText {
    /// The number of `Level 2`, `L2`, `Tier 2`, `Step 2`, and what follows it.
    var levelNumber: (number: Int, rest: PlainText)? {
        for word in ["level", "tier", "step", "stage", "l"] where begins(with: word) {
            let behind = dropFirst(word.utf8.count)
            let digits = behind.first == 0x20 || behind.first == 0x2D ? behind.dropFirst() : behind
            guard let digit = digits.first, isDigit(digit) else { continue }
            let rest = digits.dropFirst()
            if let next = rest.first, isAlphanumeric(next) { continue }
            return (Int(digit) - 0x30, rest)
        }
        return nil
    }

    fileprivate var hasNumber: Bool { contains(where: isDigit) }

    fileprivate var firstNumber: Int? {
        guard let start = firstIndex(where: isDigit) else { return nil }
        return self[start...].prefix { isDigit($0) }.prefix(4).reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    /// Where a dash between spaces stands.
    fileprivate var spacedDash: Int? {
        indices.dropFirst().first { index in
            guard self[index - 1] == 0x20, self[index] != 0x20, self[index] != 0x3A,
                let length = self[index...].leadingSeparator
            else { return false }
            return index + length < endIndex && self[index + length] == 0x20
        }
    }
}
