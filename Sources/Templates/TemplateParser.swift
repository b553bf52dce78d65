import SourceText

/// Reads a template's bytes into nodes: tags, delimiters, the rules of tags that stand alone on their line, nesting.
///
/// The language is that of the core modules of the Mustache specification, 1.4: comments, delimiters, interpolation,
/// inverted, partials, sections. An error is reported and stepped over, so that one run finds them all.
struct TemplateParser {
    /// No theme nests sections this deep by hand, and what a name means is looked for through all of them.
    static let maximumDepth = 100

    let source: TemplateSource
    let lines: LineIndex
    var opening: [UInt8] = Array("{{".utf8)
    var closing: [UInt8] = Array("}}".utf8)
    var diagnostics: [Diagnostic] = []

    private var nodes: [TemplateNode] = []
    private var sections: [OpenSection] = []
    private var position = 0
    private var atLineStart = true

    private struct OpenSection {
        let tag: TemplateTag
        let name: TagName?
        /// Nil for a section that was reported and is left out, its contents kept.
        let node: Int?
    }

    static func parse(_ source: TemplateSource) -> (ParsedTemplate, [Diagnostic]) {
        var parser = TemplateParser(source: source, lines: LineIndex(source.bytes))
        parser.run()
        let template = ParsedTemplate(source: source, nodes: parser.nodes, lines: parser.lines)
        return (template, parser.diagnostics)
    }

    private init(source: TemplateSource, lines: LineIndex) {
        self.source = source
        self.lines = lines
    }

    private mutating func run() {
        let end = source.bytes.count
        while let start = find(opening, from: position) {
            switch scanTag(at: start) {
            case .tag(let tag):
                let indentation = writeText(before: tag)
                interpret(tag, indentation: indentation)
            case .broken(let resume):
                writeText(position..<start)
                position = resume
            case .unfinished:
                // The rest is inside a tag without an end; to call its sections unclosed would be one error told twice.
                return abandonSections()
            }
        }
        writeText(position..<end)
        for section in sections.reversed() { reportUnclosed(section) }
        abandonSections()
    }

    /// Writes the text before a tag, and steps over the tag. Returns the white space before a tag that stands alone on
    /// its line (which is left out, the line's end too), nil for any other.
    private mutating func writeText(before tag: TemplateTag) -> Range<Int>? {
        let bytes = source.bytes
        var lineStart = tag.range.lowerBound
        while lineStart > position, isBlank(bytes[lineStart - 1]) { lineStart -= 1 }
        let beginsLine = lineStart > position ? bytes[lineStart - 1] == 0x0A : atLineStart
        if tag.canStandAlone, beginsLine, let next = nextLine(after: tag.range.upperBound) {
            writeText(position..<lineStart)
            position = next
            atLineStart = true
            return lineStart..<tag.range.lowerBound
        }
        writeText(position..<tag.range.lowerBound)
        position = tag.range.upperBound
        startLine()
        return nil
    }

    /// The start of the next line where nothing but blanks stands between an offset and the line's end; else nil.
    private func nextLine(after offset: Int) -> Int? {
        let bytes = source.bytes
        var index = offset
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
        if index == bytes.count { return index }
        if bytes[index] == 0x0A { return index + 1 }
        return bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : nil
    }

    private mutating func writeText(_ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            startLine()
            var end = start
            while end < range.upperBound, source.bytes[end] != 0x0A { end += 1 }
            if end < range.upperBound {
                end += 1
                atLineStart = true
            }
            nodes.append(.text(start..<end))
            start = end
        }
    }

    private mutating func startLine() {
        if atLineStart { nodes.append(.lineStart) }
        atLineStart = false
    }

    private mutating func interpret(_ tag: TemplateTag, indentation: Range<Int>?) {
        switch tag.kind {
        case .comment: break
        case .delimiters: setDelimiters(tag)
        case .variable, .unescaped:
            if let name = name(of: tag) { nodes.append(.variable(name, escaped: tag.kind == .variable)) }
        case .section, .inverted: open(tag)
        case .close: close(tag)
        case .partial:
            if let name = partialName(of: tag) { nodes.append(.partial(name, indentation: indentation)) }
        }
    }
}

extension TemplateParser {
    private mutating func open(_ tag: TemplateTag) {
        guard let name = name(of: tag) else {
            return sections.append(OpenSection(tag: tag, name: nil, node: nil))
        }
        if sections.count == Self.maximumDepth {
            report(tag.range, "sections nest more than \(Self.maximumDepth) deep: move the inner ones to a partial")
        }
        if sections.count >= Self.maximumDepth {
            return sections.append(OpenSection(tag: tag, name: name, node: nil))
        }
        sections.append(OpenSection(tag: tag, name: name, node: nodes.count))
        nodes.append(.section(name, inverted: tag.kind == .inverted, end: nodes.count))
    }

    private mutating func close(_ tag: TemplateTag) {
        let written = text(tag.content)
        guard let index = sections.lastIndex(where: { text($0.tag.content) == written }) else {
            let inner = sections.last.map { text($0.tag.content) }
            return report(
                tag.range, "'\(written)' is closed here but not open: remove the tag or open the section before it",
                suggestion: inner.map(closeTag))
        }
        while sections.count > index + 1, let inner = sections.popLast() {
            reportUnclosed(inner)
            end(inner)
        }
        if let section = sections.popLast() { end(section) }
    }

    private mutating func end(_ section: OpenSection) {
        guard let node = section.node, let name = section.name else { return }
        nodes[node] = .section(name, inverted: section.tag.kind == .inverted, end: nodes.count)
        nodes.append(.end)
    }

    private mutating func abandonSections() {
        while let section = sections.popLast() { end(section) }
    }

    private mutating func reportUnclosed(_ section: OpenSection) {
        let name = text(section.tag.content)
        report(section.tag.range, "section '\(name)' is never closed: \(closeTag(name)) is missing")
    }

    private func closeTag(_ name: String) -> String {
        String(decoding: opening, as: UTF8.self) + "/" + name + String(decoding: closing, as: UTF8.self)
    }

    mutating func report(_ range: Range<Int>, _ message: String, suggestion: String? = nil) {
        diagnostics.append(
            Diagnostic(
                .templateSyntax, file: source.file, range: lines.sourceRange(range, in: source.bytes),
                message: message, suggestion: suggestion))
    }

    func text(_ range: Range<Int>) -> String { String(decoding: source.bytes[range], as: UTF8.self) }
}
