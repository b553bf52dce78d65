package import SourceText

/// A page's front matter, at its very start: YAML between two lines of `---`, TOML between two of `+++`, or an object
/// of JSON. Every key and value knows its place.
package struct FrontMatter: Hashable, Sendable {
    package var fields: [YAMLField] = []

    package init(fields: [YAMLField] = []) { self.fields = fields }

    /// The first field with one of these names. Case, `_` and `-` do not count: `last_reviewed` is `lastReviewed`.
    package func field(_ names: String...) -> YAMLField? {
        for name in names {
            let wanted = canonical(name)
            if let field = fields.first(where: { canonical($0.key) == wanted }) { return field }
        }
        return nil
    }

    /// The text of a scalar; nil where there is none, or something else.
    package func text(_ names: String...) -> String? {
        for name in names {
            if case .scalar(let text, _)? = field(name)?.value, !text.isEmpty { return text }
        }
        return nil
    }

    /// What a key that takes yes or no says; nil where it is missing or says something else.
    package func flag(_ name: String) -> Bool? {
        field(name)?.value.flag
    }

    /// The texts of a list, or a scalar as a list of one.
    package func texts(_ names: String...) -> [(text: String, range: SourceRange)] {
        for name in names {
            guard let value = field(name)?.value else { continue }
            switch value {
            case .scalar(let text, let range): return text.isEmpty ? [] : [(text, range)]
            case .list(let items):
                return items.compactMap { if case .scalar(let text, let range) = $0 { (text, range) } else { nil } }
            case .mapping, .null: continue
            }
        }
        return []
    }
}

/// A key without what writers vary in it: case, `_`, `-`.
package func canonical(_ key: String) -> String {
    String(decoding: key.utf8.lazy.filter { $0 != 0x5F && $0 != 0x2D }, as: UTF8.self).lowercased()
}

/// Front matter as found in a text: offsets, not yet places.
package struct RawFrontMatter {
    package indirect enum Value: Equatable {
        case null
        case scalar(String, Range<Int>)
        case list([Value])
        case mapping([Field])
    }

    package struct Field: Equatable {
        package var key: String
        package var keyRange: Range<Int>
        package var value: Value
    }

    var fields: [Field] = []
    /// Where the page's text begins.
    var bodyStart = 0
    /// What is wrong, and where.
    var failure: (message: String, offset: Int)?

    /// Finds and reads the front matter of a text; without one, `bodyStart` is 0.
    ///
    /// A first line of `---` opens YAML if a line of `---` or `...` closes it and some line between has a key: else the
    /// line is a thematic break, as GitHub and Jekyll have it. A first line of `+++` opens TOML if another closes it. A
    /// first `{` opens JSON, as Hugo has it, if a key follows, and nothing but the end of a line its `}`.
    init(_ text: [UInt8]) {
        guard let block = RawFrontMatter.block(text) else { return }
        bodyStart = block.end
        switch block.language {
        case .yaml:
            if let fields = FlatFrontMatter.read(text, block.range) {
                self.fields = fields
                return
            }
            readYAML(text, block.range)
        // JSON is YAML.
        case .json: readYAML(text, block.range)
        case .toml:
            switch TOMLFrontMatter.read(text, block.range) {
            case .success(let fields): self.fields = fields
            case .failure(let error): failure = (error.message, error.offset)
            }
        }
    }

    private mutating func readYAML(_ text: [UInt8], _ range: Range<Int>) {
        switch YAMLFrontMatter.read(text, range) {
        case .success(let fields): self.fields = fields
        case .failure(let error): failure = (error.message, error.offset)
        }
    }

    private enum Language { case yaml, toml, json }

    private static func block(_ text: [UInt8]) -> (language: Language, range: Range<Int>, end: Int)? {
        if text.first == 0x7B {
            guard let object = JSONObject.range(text) else { return nil }
            return (.json, 0..<object.end, object.next)
        }
        guard let first = fence(text, at: 0), first.mark != 0x2E else { return nil }
        let isYAML = first.mark == 0x2D
        var lineStart = first.next
        var sawKey = !isYAML
        while lineStart < text.count {
            if let closing = fence(text, at: lineStart), isYAML == (closing.mark != 0x2B) {
                return sawKey ? (isYAML ? .yaml : .toml, first.next..<lineStart, closing.next) : nil
            }
            let lineEnd = text[lineStart...].firstIndex(of: 0x0A) ?? text.count
            if let byte = text[lineStart..<lineEnd].first, byte > 0x20, byte != 0x23, byte != 0x2D,
                text[lineStart..<lineEnd].contains(0x3A)
            {
                sawKey = true
            }
            lineStart = lineEnd + 1
        }
        return nil
    }

    private static func fence(_ text: [UInt8], at start: Int) -> (next: Int, mark: UInt8)? {
        guard start + 3 <= text.count else { return nil }
        let mark = text[start]
        guard mark == 0x2D || mark == 0x2E || mark == 0x2B, text[start + 1] == mark, text[start + 2] == mark else {
            return nil
        }
        var index = start + 3
        while index < text.count, isBlank(text[index]) || text[index] == 0x0D { index += 1 }
        guard index == text.count || text[index] == 0x0A else { return nil }
        return (min(index + 1, text.count), mark)
    }
}
