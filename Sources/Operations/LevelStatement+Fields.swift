internal import Documents
internal import SourceText

extension LevelStatement {
    func has(_ kind: LevelFieldKind) -> Bool { fields.contains { $0.kind == kind } }

    /// Adds what stands with the level's name: the label, and fields in parentheses.
    mutating func add(_ head: LevelHead) {
        if let label = head.label { add(.label, nil, label, at: source.range) }
        for field in head.fields { add(field.kind, field.name?.string, field.value, at: source.range) }
    }

    /// Adds a field, unless its value is nothing. A second column of the same meaning stays what its header says.
    mutating func add(
        _ kind: LevelFieldKind, _ title: String?, _ value: PlainText, items: [String] = [], at range: SourceRange
    ) {
        let value = value.trimmed
        guard !value.isNothing else { return }
        var kind = kind
        if has(kind), kind != .examples {
            guard let title else { return }
            kind = .other(PlainText(title.utf8).key)
        }
        let text = items.isEmpty ? value.withoutFullStop.string : value.string
        var source = self.source
        source.range = range
        let claim = Claim(
            text: text, items: items.count > 1 ? items : [], time: kind.namesTime ? TimeLimit(reading: text) : nil,
            source: source, authority: authority)
        fields.append(LevelFieldClaim(kind: kind, title: title, claim: claim))
    }

    /// Adds a definition, and the fields that follow it as sentences: `Fund loss. Action: global halt.`
    mutating func addDefinition(_ text: PlainText) {
        var parts: [(name: Range<Int>, kind: LevelFieldKind)] = []
        var index = text.startIndex
        while let colon = text[index...].firstIndex(of: 0x3A) {
            index = colon + 1
            let before = text[..<colon]
            let stop = before.lastIndex { $0 == 0x2E || $0 == 0x3B || $0 == 0x21 }
            let start = stop.map { $0 + 1 } ?? text.startIndex
            guard start == text.startIndex || start < colon && isSpace(text[start]),
                index == text.endIndex || isSpace(text[index]), let kind = LevelFieldKind.named(text[start..<colon])
            else { continue }
            parts.append((start..<colon, kind))
        }
        add(.definition, nil, text[..<(parts.first?.name.lowerBound ?? text.endIndex)], at: source.range)
        for (number, part) in parts.enumerated() {
            let end = number + 1 < parts.count ? parts[number + 1].name.lowerBound : text.endIndex
            let value = text[(part.name.upperBound + 1)..<end].trimmed
            let clean = value.last == 0x3B ? value.dropLast() : value
            add(part.kind, text[part.name].trimmed.string, clean, at: source.range)
        }
    }
}

extension TextLine {
    /// `**Name**: value`, `**Name:** value`, `Name: value`; the value may be empty.
    var field: (name: PlainText, value: PlainText)? {
        let text = text
        if let lead, marks.contains(where: { $0.kind != .code && $0.range == lead }) {
            let name = text[lead].withoutTrailingSeparators
            let rest = text[lead.upperBound...]
            let hasColon = text[name.endIndex...].trimmed.leadingSeparator != nil
            guard hasColon, !name.isEmpty, name.count <= 40 else { return nil }
            return (name, rest.withoutLeadingSeparators.trimmed)
        }
        guard let colon = text.prefix(41).firstIndex(of: 0x3A), colon > text.startIndex,
            colon + 1 == text.endIndex || isSpace(text[colon + 1])
        else { return nil }
        let name = text[..<colon].trimmed
        let isName = name.wordCount <= 4 && !name.contains { $0 == 0x2E || $0 == 0x2C || $0 == 0x28 }
        return isName && !name.isEmpty ? (name, text[(colon + 1)...].trimmed) : nil
    }
}
