import SourceText

/// One template file: the name that tags use, the path that findings use, its bytes.
package struct TemplateSource: Sendable {
    /// What a partial tag or a page names: `page` for `templates/page.mustache`.
    package var name: String
    package var file: String
    package var bytes: [UInt8]

    package init(name: String, file: String, bytes: [UInt8]) {
        self.name = name
        self.file = file
        self.bytes = bytes
    }
}

/// A template as parsed, its names not yet resolved.
struct ParsedTemplate {
    let source: TemplateSource
    let nodes: [TemplateNode]
    private let lines: LineIndex

    init(source: TemplateSource, nodes: [TemplateNode], lines: LineIndex) {
        self.source = source
        self.nodes = nodes
        self.lines = lines
    }

    func sourceRange(_ range: Range<Int>) -> SourceRange {
        lines.sourceRange(range, in: source.bytes)
    }
}

extension LineIndex {
    func sourceRange(_ range: Range<Int>, in bytes: [UInt8]) -> SourceRange {
        SourceRange(
            bytes: ByteRange(range.lowerBound, range.upperBound), start: position(at: range.lowerBound, in: bytes),
            end: position(at: range.upperBound, in: bytes))
    }
}

/// A name as written in a tag, at its place.
struct TagName {
    /// The parts of a dotted name; none for the implicit iterator `.`.
    let parts: [String]
    let range: Range<Int>

    var text: String { parts.isEmpty ? "." : parts.joined(separator: ".") }
}

/// A piece of a template. Sections are flat: an opening node knows where its closing node is, so that no depth of
/// nesting can exhaust the stack.
enum TemplateNode {
    case text(Range<Int>)
    /// The beginning of a line that will be written: where a partial's indentation goes.
    case lineStart
    case variable(TagName, escaped: Bool)
    case section(TagName, inverted: Bool, end: Int)
    case end
    /// `indentation` is the white space before a tag that stands alone on its line; nil for one within a line.
    case partial(TagName, indentation: Range<Int>?)
}
