internal import SourceText

/// The front matter keys that Opsbook reads.
package enum FrontMatterKeys {
    package static let known = [
        "title", "description", "summary", "aliases", "draft", "order", "weight", "tags", "kind", "status", "severity",
        "alert", "alerts", "owner", "owners", "team", "service", "escalation", "lastReviewed", "lastReview", "reviewed",
        "reviewEvery", "reviewInterval", "reviewCycle", "canonical", "template", "date",
    ]

    /// The known key that a key was surely meant to be; nil for known keys and for anything unlike them.
    static func misspelt(_ key: String) -> String? {
        let name = canonical(key)
        guard name.utf8.count >= 5, !known.contains(where: { canonical($0) == name }) else { return nil }
        return known.first { $0.utf8.count >= 5 && editDistance(canonical($0), name, atMost: 2) != nil }
    }

    /// What a key takes, where its value is something else.
    static func expectation(_ field: YAMLField) -> String? {
        guard field.value != .null else { return nil }
        let text: String? = if case .scalar(let text, _) = field.value { text } else { nil }
        switch canonical(field.key) {
        case "draft": return field.value.flag == nil ? "true or false" : nil
        case "order", "weight": return text.flatMap { Int($0) } == nil ? "a whole number" : nil
        case "title": return text == nil ? "a text" : nil
        default: return nil
        }
    }
}
