/// The types of admonitions and alerts, and the five by which they are coloured.
enum AdmonitionType: String {
    case note, tip, important, warning, caution

    /// GitHub's alerts; and the types that Material for MkDocs and Obsidian know, with their other names.
    private static let known: [String: AdmonitionType] = [
        "note": .note, "info": .note, "abstract": .note, "summary": .note, "tldr": .note, "todo": .note,
        "question": .note, "help": .note, "faq": .note, "example": .note, "quote": .note, "cite": .note,
        "seealso": .note,
        "tip": .tip, "hint": .tip, "success": .tip, "check": .tip, "done": .tip,
        "important": .important,
        "warning": .warning, "attention": .warning,
        "caution": .caution, "danger": .caution, "error": .caution, "bug": .caution, "failure": .caution,
        "fail": .caution, "missing": .caution,
    ]

    /// What a type is coloured as; nil where nobody knows it.
    static func colour(of type: ArraySlice<UInt8>) -> AdmonitionType? {
        known[String(decoding: type, as: UTF8.self).lowercased()]
    }

    /// Whether a marker's classes are one type that is known: enough to tell it from text.
    static func isKnown(_ classes: [ArraySlice<UInt8>]) -> Bool { classes.count == 1 && colour(of: classes[0]) != nil }

    /// The classes of a box: as written, in lower case, and its colour's.
    static func classes(_ written: [ArraySlice<UInt8>]) -> [UInt8] {
        var names: [[UInt8]] = written.map { Array(String(decoding: $0, as: UTF8.self).lowercased().utf8) }
        let colour = written.lazy.compactMap { AdmonitionType.colour(of: $0) }.first ?? .note
        let name = Array(colour.rawValue.utf8)
        if !names.contains(name) { names.append(name) }
        return Array(names.joined(separator: [0x20]))
    }

    /// A type as a title.
    static func title(_ type: ArraySlice<UInt8>) -> [UInt8] {
        let name = String(decoding: type, as: UTF8.self).lowercased()
        return Array((name.prefix(1).uppercased() + name.dropFirst()).utf8)
    }
}
