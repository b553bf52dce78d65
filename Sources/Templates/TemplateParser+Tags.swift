import SourceText

/// A tag as written: its sigil's meaning and where its content stands, white space left out.
struct TemplateTag {
    enum Kind {
        case comment, delimiters, variable, unescaped, section, inverted, close, partial
    }

    let kind: Kind
    let range: Range<Int>
    let content: Range<Int>

    /// Whether a line that holds nothing else is left out of the output.
    var canStandAlone: Bool { kind != .variable && kind != .unescaped }
}

enum ScannedTag {
    case tag(TemplateTag)
    /// Reported; reading goes on at the offset.
    case broken(resume: Int)
    /// Reported; no end of the tag is in sight.
    case unfinished
}

extension TemplateParser {
    mutating func scanTag(at start: Int) -> ScannedTag {
        let bytes = source.bytes
        var content = start + opening.count
        while content < bytes.count, isSpace(bytes[content]) { content += 1 }
        let (kind, sigil) = kind(at: content)
        content += sigil
        var terminator = closing
        if sigil == 1, kind == .unescaped, bytes[content - 1] == 0x7B { terminator = [0x7D] + closing }
        if kind == .delimiters { terminator = [0x3D] + closing }

        let opened = start..<min(content, bytes.count)
        let message = "tag is not closed: '\(String(decoding: terminator, as: UTF8.self))' is missing"
        guard let end = find(terminator, from: content) else {
            report(opened, message)
            return .unfinished
        }
        if kind != .comment, kind != .delimiters, let next = find(opening, from: content), next < end {
            report(opened, message)
            return .broken(resume: next)
        }
        let tag = TemplateTag(
            kind: kind, range: start..<end + terminator.count, content: trimmed(content..<end))
        return .tag(tag)
    }

    /// What the byte after the delimiter makes of the tag, and how many bytes say so.
    private func kind(at offset: Int) -> (TemplateTag.Kind, sigil: Int) {
        guard offset < source.bytes.count else { return (.variable, 0) }
        return switch source.bytes[offset] {
        case 0x21: (.comment, 1)
        case 0x3D: (.delimiters, 1)
        case 0x26, 0x7B: (.unescaped, 1)
        case 0x23: (.section, 1)
        case 0x5E: (.inverted, 1)
        case 0x2F: (.close, 1)
        case 0x3E: (.partial, 1)
        default: (.variable, 0)
        }
    }

    mutating func setDelimiters(_ tag: TemplateTag) {
        let parts = source.bytes[tag.content].split(whereSeparator: isSpace).map(Array.init)
        guard parts.count == 2, !parts.joined().contains(0x3D) else {
            return report(
                tag.range,
                "delimiters are set by two marks with a space between them and no '=' in them, as in {{=<% %>=}}"
            )
        }
        opening = parts[0]
        closing = parts[1]
    }

    /// The name of a variable or section, or nil and a report.
    mutating func name(of tag: TemplateTag) -> TagName? {
        let content = text(tag.content)
        if content == "." { return TagName(parts: [], range: tag.content) }
        let parts = content.split(separator: ".", omittingEmptySubsequences: false)
        if parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isNameByte) }) {
            return TagName(parts: parts.map(String.init), range: tag.content)
        }
        reportName(tag, content)
        return nil
    }

    mutating func partialName(of tag: TemplateTag) -> TagName? {
        let content = text(tag.content)
        if !content.isEmpty, content.utf8.allSatisfy({ isNameByte($0) || $0 == 0x2E || $0 == 0x2F }) {
            return TagName(parts: [content], range: tag.content)
        }
        reportName(tag, content)
        return nil
    }

    private mutating func reportName(_ tag: TemplateTag, _ content: String) {
        if content.isEmpty {
            report(tag.range, "tag names nothing: write the name of a field in it")
        } else if tag.kind == .partial, content.hasPrefix("*") {
            report(tag.content, "dynamic partial names are not supported: name the partial itself")
        } else if content.hasPrefix("<") || content.hasPrefix("$") {
            report(tag.content, "template inheritance is not supported: use partials")
        } else {
            report(
                tag.content,
                "'\(content)' is not a name: use letters, digits, '-' and '_', and '.' between a record and its field"
            )
        }
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isSpace(source.bytes[start]) { start += 1 }
        while end > start, isSpace(source.bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    func find(_ pattern: [UInt8], from start: Int) -> Int? {
        let bytes = source.bytes.span
        guard let first = pattern.first else { return nil }
        var index = start
        while index + pattern.count <= bytes.count {
            if bytes[index] == first, pattern.indices.allSatisfy({ bytes[index + $0] == pattern[$0] }) { return index }
            index += 1
        }
        return nil
    }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

private func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0A || byte == 0x0D }

private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x80...: true
    default: false
    }
}
