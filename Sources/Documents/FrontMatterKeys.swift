internal import SourceText

/// The front matter keys that Opsbook reads.
package enum FrontMatterKeys {
    package static let known = [
        "title", "description", "summary", "aliases", "draft", "order", "weight", "tags", "kind", "status", "severity",
        "alerts", "owner", "team", "service", "escalation", "lastReviewed", "reviewed", "reviewEvery", "canonical",
        "template", "date",
    ]

    /// The known key that a key was surely meant to be; nil for known keys and for anything unlike them.
    static func misspelt(_ key: String) -> String? {
        let name = canonical(key)
        guard name.utf8.count >= 5, !known.contains(where: { canonical($0) == name }) else { return nil }
        return known.first { $0.utf8.count >= 5 && editDistance(canonical($0), name, atMost: 2) != nil }
    }
}
