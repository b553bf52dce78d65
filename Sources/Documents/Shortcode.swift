/// What another generator would execute: a shortcode, a template's tag or expression, a container, an import of MDX.
package struct Shortcode: Hashable, Sendable {
    package enum Form: UInt8, Sendable {
        /// `{{< name … >}}`, `{{% name … %}}`: Hugo.
        case shortcode
        /// `{% name … %}`: Jinja, Liquid, GitBook; `<% … %>`: ERB.
        case tag
        /// `{{ … }}`: Jinja, Liquid, Go, MkDocs macros.
        case expression
        /// `:::name`: Docusaurus, VuePress, Pandoc.
        case container
        /// `import … from "…"`, `export const …`: MDX.
        case module
    }

    package var form: Form
    /// Of an end tag the name of what it ends; of an expression its first word.
    package var name: String
    package var range: Range<Int>
    /// `{{< /name >}}`, `{% endname %}`, `:::`.
    package var isEnd: Bool

    /// Where a construct ends that opens at a place with `{{<`, `{{%`, `{{`, `{%` or `<%`; nil where none does.
    ///
    /// It ends with its first closing mark, before the next opening one and before a blank line: so that looking at
    /// every place of a text reads it twice at most.
    package static func end(at start: Int, in text: [UInt8], limit: Int? = nil) -> Int? {
        let limit = limit ?? text.count
        guard start + 3 < limit, let mark = Mark(at: start, in: text, limit) else { return nil }
        var index = start + mark.opening
        while index + mark.closing.count <= limit {
            switch text[index] {
            case mark.closing[0] where text[index..<(index + mark.closing.count)].elementsEqual(mark.closing):
                // Of `{{{ x }}}` all belongs to it.
                var end = index + mark.closing.count
                while mark.opening > 2, mark.form == .expression, end < limit, text[end] == 0x7D { end += 1 }
                return end
            case 0x7B where text[index + 1] == 0x7B || text[index + 1] == 0x25: return nil
            case 0x3C where text[index + 1] == 0x25: return nil
            case 0x0A where isBlankLine(text, index + 1, limit): return nil
            default: index += 1
            }
        }
        return nil
    }

    /// The construct that opens at a place.
    package static func at(_ start: Int, in text: [UInt8], limit: Int? = nil) -> Shortcode? {
        guard let end = end(at: start, in: text, limit: limit), let mark = Mark(at: start, in: text, end) else {
            return nil
        }
        let content = (start + mark.opening)..<max(start + mark.opening, end - mark.closing.count)
        let (name, isEnd) = name(of: text[content], mark.form)
        // `{{}}` and `{{ "…" }}` are named as they are written.
        let written = name.isEmpty ? String(decoding: text[start..<min(end, start + 24)], as: UTF8.self) : name
        return Shortcode(form: mark.form, name: written, range: start..<end, isEnd: isEnd)
    }

    private struct Mark {
        var form: Form
        var opening: Int
        var closing: [UInt8]

        init?(at start: Int, in text: [UInt8], _ limit: Int) {
            guard start + 1 < limit else { return nil }
            switch (text[start], text[start + 1]) {
            case (0x3C, 0x25): (form, opening, closing) = (.tag, 2, [0x25, 0x3E])
            case (0x7B, 0x25) where start == 0 || text[start - 1] != 0x7B:
                (form, opening, closing) = (.tag, 2, [0x25, 0x7D])
            case (0x7B, 0x7B) where start == 0 || text[start - 1] != 0x7B:
                var end = start + 2
                while end < limit, text[end] == 0x7B { end += 1 }
                let next = end < limit ? text[end] : 0
                (form, opening) = (.expression, end - start)
                closing = [0x7D, 0x7D]
                guard opening == 2, next == 0x3C || next == 0x25 else { return }
                (form, opening) = (.shortcode, 3)
                closing = [next == 0x3C ? 0x3E : 0x25, 0x7D, 0x7D]
            default: return nil
            }
        }
    }

    private static func isBlankLine(_ text: [UInt8], _ start: Int, _ limit: Int) -> Bool {
        var index = start
        while index < limit, isBlank(text[index]) || text[index] == 0x0D { index += 1 }
        return index < limit && text[index] == 0x0A
    }

    private static func name(of content: ArraySlice<UInt8>, _ form: Form) -> (name: String, isEnd: Bool) {
        var content = content
        // `{%-`, `<%=`, `{{/*`, `{{#if`, `{{!`: marks of the template languages, no part of a name.
        while let first = content.first, first <= 0x20 || "-=#!^&~+*{".utf8.contains(first) { content.removeFirst() }
        var isEnd = content.first == 0x2F
        if isEnd { content.removeFirst() }
        content = content.drop { $0 <= 0x20 || $0 == 0x2A }
        let word = content.prefix { $0 > 0x20 && !"(|,)=}%>\"'`".utf8.contains($0) }
        var name = String(decoding: word.prefix(60), as: UTF8.self)
        if form == .tag, name.hasPrefix("end"), name.utf8.count > 3 {
            name.removeFirst(3)
            isEnd = true
        }
        return (name, isEnd)
    }
}
