package import SourceText

/// A page's front matter: a YAML mapping at its very start, between two lines of `---`. Every key and value knows its
/// place.
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
    /// A first line of `---` opens it if a line of `---` or `...` closes it and some line between has a key: else the
    /// line is a thematic break, as GitHub and Jekyll have it.
    init(_ text: [UInt8]) {
        guard let block = RawFrontMatter.block(text) else { return }
        bodyStart = block.end
        if let fields = FlatFrontMatter.read(text, block.yaml) {
            self.fields = fields
            return
        }
        switch YAMLFrontMatter.read(text, block.yaml) {
        case .success(let fields): self.fields = fields
        case .failure(let error): failure = (error.message, error.offset)
        }
    }

    private static func block(_ text: [UInt8]) -> (yaml: Range<Int>, end: Int)? {
        guard let first = fence(text, at: 0), first.isOpening else { return nil }
        var lineStart = first.next
        var sawKey = false
        while lineStart < text.count {
            if let closing = fence(text, at: lineStart) {
                return sawKey ? (first.next..<lineStart, closing.next) : nil
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

    private static func fence(_ text: [UInt8], at start: Int) -> (next: Int, isOpening: Bool)? {
        guard start + 3 <= text.count else { return nil }
        let mark = text[start]
        guard mark == 0x2D || mark == 0x2E, text[start + 1] == mark, text[start + 2] == mark else { return nil }
        var index = start + 3
        while index < text.count, isBlank(text[index]) || text[index] == 0x0D { index += 1 }
        guard index == text.count || text[index] == 0x0A else { return nil }
        return (min(index + 1, text.count), mark == 0x2D)
    }
}
