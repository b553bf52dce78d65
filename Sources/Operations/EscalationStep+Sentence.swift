internal import SourceText

/// Sentences such as `If recovery fails after 15 minutes, escalate to the on-call lead`.
extension EscalationStep {
    /// The steps that a sentence states: none where nobody is told of anything, two for `… to the CTO, after 2 hours
    /// to the CEO`.
    static func steps(of sentence: PlainText, source: ClaimSource, authority: Authority) -> [EscalationStep] {
        var step = EscalationStep(text: sentence.string, source: source)
        guard step.readSentence(sentence, authority: authority) else { return [] }
        guard sentence.count <= 1000, let next = continuation(of: sentence) else { return [step] }
        var second = step
        second.after = step.claim(sentence[next.time], next.limit, authority)
        second.target = sentence[next.target].string
        return [step, second]
    }

    /// Reads who is told, when, and on what condition; false where the sentence tells nobody.
    mutating func readSentence(_ sentence: PlainText, authority: Authority) -> Bool {
        // Nobody writes such a sentence by hand; reading looks several times over a sentence's whole length.
        guard sentence.count <= 1000 else { return false }
        let text = sentence.withoutFullStop
        guard let call = EscalationCall(text) else { return false }
        target = call.target.map { text[$0].string }
        contact = call.contact.map { text[$0].string }
        trigger = EscalationStep.condition(of: text, call)?.string
        if let delay = EscalationStep.delay(in: text) { after = claim(text[delay.range], delay.limit, authority) }
        // `Page a role by hand` explains how, `each level is called if …` whom: steps have a condition or a time, and
        // what only happens to somebody a time.
        return call.saysEscalate || after != nil || trigger != nil && !call.isPassive
    }

    private func claim(_ text: PlainText, _ limit: TimeLimit, _ authority: Authority) -> Claim {
        Claim(text: text.string, time: limit, source: source, authority: authority)
    }

    /// `if … ,` before the call, or `if …` behind it.
    private static func condition(of text: PlainText, _ call: EscalationCall) -> PlainText? {
        let words = ["if ", "when ", "once ", "unless ", "should ", "in case "]
        let before = text[..<call.start]
        if let word = words.first(where: { text.begins(with: $0) }) {
            let end = before.lastIndex { $0 == 0x2C || $0 == 0x3A } ?? call.start
            let start = text.startIndex + (word == "unless " ? 0 : word.utf8.count)
            return start < end ? text[start..<end].withoutSeparators : nil
        }
        // `No acknowledgement within 5 minutes: page the next level`.
        if before.trimmed.last == 0x3A { return before.withoutSeparators }
        for word in words {
            guard let found = text.findWord(PlainText(word.utf8).trimmed.string, from: call.end) else { continue }
            // `at once` is a time.
            if word == "once ", text[..<found.lowerBound].words.last?.equals("at") ?? false { continue }
            let clause = text[(word == "unless " ? found.lowerBound : found.upperBound)...].withoutSeparators
            if !clause.isEmpty { return clause }
        }
        return nil
    }

    /// The time that has to pass: one that follows `after`, `for`, `within`, `than`, or that `pass`, `later` follows.
    /// Other times are thresholds: `lag above 30 s`.
    static func delay(in text: PlainText) -> (limit: TimeLimit, range: Range<Int>)? {
        var start = text.startIndex
        while let found = TimeLimit.first(in: text, from: start) {
            let before = text[..<found.range.lowerBound].suffix(30).words.suffix(3)
            let behind = text[found.range.upperBound...].prefix(20).words.prefix(2)
            let isDelay =
                found.limit.kind != .elapsed
                || before.contains { word in
                    ["after", "for", "within", "than", "over", "exceeds", "in", "past", "lasts", "last"].contains {
                        word.equals($0)
                    }
                }
                || !text[..<found.range.lowerBound].endsInComparison
                    && behind.contains { word in
                        ["after", "later", "over", "passed", "pass", "elapsed"].contains { word.equals($0) }
                    }
            if isDelay { return found }
            start = found.range.upperBound
        }
        return nil
    }

    /// `, after 2 hours to the CEO`.
    private static func continuation(
        of text: PlainText
    ) -> (limit: TimeLimit, time: Range<Int>, target: Range<Int>)? {
        guard let after = text.find(", after "), let time = TimeLimit.first(in: text, from: after),
            text[time.range.upperBound...].begins(with: " to ")
        else { return nil }
        let target = EscalationCall.target(in: text, from: time.range.upperBound + 4)
        return target.isEmpty ? nil : (time.limit, time.range, target)
    }
}

/// The words of a sentence that say who is told.
struct EscalationCall {
    /// Where the verb stands.
    var start: Int
    /// Where the target ends, else the verb.
    var end: Int
    var target: Range<Int>?
    var contact: Range<Int>?
    var saysEscalate = false
    var isPassive = false

    init?(_ text: PlainText) {
        if let verb = EscalationCall.escalate(in: text) {
            (start, end, saysEscalate) = (verb.lowerBound, verb.upperBound, true)
            // `escalate this to`, `escalate immediately to`: the target stands behind the first `to` that is near.
            let rest = text[verb.upperBound...]
            if let to = rest.findWord("to"), rest[..<to.lowerBound].wordCount <= 4,
                !rest[..<to.lowerBound].contains(0x2C)
            {
                read(text, from: to.upperBound)
            }
            return
        }
        if let verb = EscalationCall.imperative(in: text) {
            (start, end) = (verb.lowerBound, verb.upperBound)
            read(text, from: verb.upperBound)
            if target != nil { return }
        }
        guard let passive = EscalationCall.passive(in: text) else { return nil }
        (start, end, target, isPassive) = (passive.lowerBound, passive.upperBound, passive, true)
    }

    private mutating func read(_ text: PlainText, from start: Int) {
        let range = EscalationCall.target(in: text, from: start)
        guard !range.isEmpty else { return }
        target = range
        end = range.upperBound
        contact = EscalationCall.contact(in: text, from: end)
    }

    private static func escalate(in text: PlainText) -> Range<Int>? {
        for verb in ["escalate", "escalates", "escalated", "escalating", "goes", "hand over"] {
            guard let found = text.findWord(verb) else { continue }
            let rest = text[found.upperBound...].trimmed
            if !["goes", "hand over"].contains(verb) || rest.begins(with: "to ") { return found }
        }
        return nil
    }

    /// A verb with its object, where a clause begins: behind a comma, a colon, `then`, `and`, or at the start.
    private static func imperative(in text: PlainText) -> Range<Int>? {
        for verb in ["page", "call", "notify", "contact", "inform", "alert", "tell", "ping", "involve", "engage"] {
            var start = text.startIndex
            while let found = text.findWord(verb, from: start) {
                start = found.upperBound
                let before = text[..<found.lowerBound].trimmed
                let opens =
                    before.isEmpty || before.last == 0x2C || before.last == 0x3A || before.last == 0x3B
                    || before.last.map { $0 > 0x7F } ?? false
                let follows = before.words.last.map { word in
                    ["then", "and", "please", "also", "must", "should"].contains { word.equals($0) }
                }
                let isObject = found.upperBound < text.endIndex && text[found.upperBound] == 0x20
                if isObject, opens || follows ?? false { return found }
            }
        }
        return nil
    }

    /// `Management is told at once`: the words before the verb, from the last comma or `and` on.
    private static func passive(in text: PlainText) -> Range<Int>? {
        for verb in ["told", "paged", "called", "notified", "informed", "involved"] {
            for auxiliary in ["is ", "are "] {
                guard let found = text.find(auxiliary + verb), found > text.startIndex, isSpace(text[found - 1]) else {
                    continue
                }
                let before = text[..<(found - 1)]
                var start = before.lastIndex { $0 == 0x2C || $0 == 0x3A }.map { $0 + 1 } ?? before.startIndex
                if before[start...].trimmed.begins(with: "and "), let and = before.findWord("and", from: start) {
                    start = and.upperBound
                }
                // `After 2 hours management is told`.
                if before[start...].trimmed.begins(with: "after "), let time = TimeLimit.first(in: before, from: start)
                {
                    start = time.range.upperBound
                }
                let range = withoutArticle(text, text[start..<(found - 1)].trimmed)
                if !range.isEmpty, text[range].wordCount <= 5 { return range }
            }
        }
        return nil
    }

    /// Whoever is named from an offset on, up to what ends a name; without an article.
    static func target(in text: PlainText, from start: Int) -> Range<Int> {
        var index = start
        while index < text.endIndex, isSpace(text[index]) { index += 1 }
        let begin = index
        let enders = [
            "if", "when", "after", "within", "via", "at", "on", "by", "in", "unless", "for", "who", "with", "through",
            "using", "immediately", "once", "about", "that", "to", "then", "as",
        ]
        scan: while index < text.endIndex {
            switch text[index] {
            case 0x2C, 0x3B, 0x3A, 0x28: break scan
            case 0x2E where index + 1 == text.endIndex || isSpace(text[index + 1]): break scan
            case 0x20:
                let rest = text[(index + 1)...]
                if rest.leadingSeparator != nil { break scan }
                if enders.contains(where: { rest.beginsWithWord($0) }) { break scan }
                if rest.begins(with: "of "), !endsInOffice(text[begin..<index]) { break scan }
                // `and open a ticket` goes on with something else; `and the CTO` does not.
                if rest.begins(with: "and "), let next = rest.dropFirst(4).first, (0x61...0x7A).contains(next),
                    !rest.dropFirst(4).begins(with: "the ")
                {
                    break scan
                }
            default: break
            }
            index += 1
        }
        let range = withoutArticle(text, text[begin..<index].trimmed)
        return text[range].wordCount <= 8 ? range : begin..<begin
    }

    /// `head of operations` is one name, `management of every outage` is not.
    private static func endsInOffice(_ text: PlainText) -> Bool {
        guard let word = text.words.last else { return false }
        return ["head", "director", "vp", "president", "chief", "manager", "lead"].contains { word.equals($0) }
    }

    private static func withoutArticle(_ text: PlainText, _ name: PlainText) -> Range<Int> {
        for article in ["the ", "a ", "an ", "your ", "our "] where name.begins(with: article) {
            return (name.startIndex + article.utf8.count)..<name.endIndex
        }
        return name.startIndex..<name.endIndex
    }

    /// `(#incidents)`, `(mail@example.org, or by phone)`, `via PagerDuty`.
    private static func contact(in text: PlainText, from end: Int) -> Range<Int>? {
        let rest = text[end...]
        let next = rest.trimmed
        if next.first == 0x28, let close = next.firstIndex(of: 0x29) {
            let inner = text[(next.startIndex + 1)..<close]
            return inner.isContact ? inner.startIndex..<inner.endIndex : nil
        }
        for word in ["via", "through", "using"] {
            guard next.beginsWithWord(word) else { continue }
            let range = target(in: text, from: next.startIndex + word.utf8.count)
            return range.isEmpty ? nil : range
        }
        return nil
    }
}

extension PlainText {
    fileprivate var endsInComparison: Bool { trimmed.last == 0x3E || trimmed.last == 0x3C }

    /// A channel, an address, a number: what one reaches somebody by.
    var isContact: Bool {
        let text = trimmed
        guard let first = text.first else { return false }
        return [0x23, 0x40, 0x2B].contains(first) || text.contains(0x40) || text.find("://") != nil
            || text.find("pager") != nil || text.find("phone") != nil || text.find("slack") != nil
    }
}
