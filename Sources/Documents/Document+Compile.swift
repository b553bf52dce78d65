internal import Addresses
internal import SourceText
internal import TextRepair

extension Document {
    /// The page's facts and its article with slots.
    /// - Parameters:
    ///   - html: what becomes of raw HTML.
    ///   - hasBody: false where the facts are enough; the body then lacks its code.
    package func compile(html: HTMLPolicy = .safe, hasBody: Bool = true) -> (facts: PageFacts, body: PageBody) {
        var writer = ArticleWriter(tree: tree, form: .site, headings: headings, html: html)
        writer.writesCode = hasBody
        writer.write()
        var facts = PageFacts(path: path, title: title, summary: summary, frontMatter: frontMatter)
        facts.headings = headings
        facts.anchors = writer.anchors
        facts.references = references(of: writer)
        addFormerDestinations(to: &facts.references, html: html)
        facts.mentions = mentions(of: writer)
        facts.repairs = repairs
        facts.includes = includes
        facts.diagrams = writer.diagrams.map { diagram in
            DiagramFence(
                language: String(decoding: diagram.language, as: UTF8.self),
                text: Array(tree.bytes(tree[diagram.node].literal)), range: range(of: diagram.node),
                heading: diagram.heading, html: diagram.html)
        }
        facts.diagnostics = diagnostics + frontMatterFindings() + rawHTMLFindings(writer) + shortcodeFindings()
        return (facts, writer.body)
    }

    /// The front matter's `description`, else the first paragraph of the page that says something, cut at a word.
    private var summary: String? {
        if let description = frontMatter.text("description", "summary") { return description }
        for id in tree.children(of: MarkdownTree.root) where tree[id].kind == .paragraph && saysSomething(id) {
            var bytes: [UInt8] = []
            tree.appendPlainText(of: id, to: &bytes)
            if Document.notProse.contains(where: { bytes.starts(with: $0) }) { continue }
            return String(decoding: shortened(bytes, to: 200), as: UTF8.self)
        }
        return nil
    }

    /// What other generators would have executed, and includes that were not found.
    private static let notProse = ["{{", "{%", "<%", "--8<--", ":::", "import ", "export "].map { Array($0.utf8) }

    /// Whether a paragraph has words outside of links and images: `← [Index](README.md)` and badges have none.
    private func saysSomething(_ paragraph: NodeID) -> Bool {
        var hasWords = false
        tree.walk(from: paragraph) { _, node in
            if node.kind == .text || node.kind == .code {
                hasWords =
                    hasWords
                    || tree.string(node.literal).unicodeScalars.contains {
                        $0.properties.isAlphabetic || $0.properties.numericType != nil
                    }
            }
            return !hasWords && node.kind != .link && node.kind != .image
        }
        return hasWords
    }

    func references(of writer: borrowing ArticleWriter) -> [PageReference] {
        var places = InlinePlaces(tree: tree, lines: lines, cells: cells)
        return writer.links.map { link in
            PageReference(
                kind: link.kind, written: link.written, parsed: link.parsed,
                range: locator.range(of: places.destination(of: link)), heading: link.heading)
        }
    }

    private func mentions(of writer: borrowing ArticleWriter) -> [Mention] {
        var places = InlinePlaces(tree: tree, lines: lines, cells: cells)
        return writer.names.map { name in
            Mention(name: name.name, range: locator.range(of: places.place(of: name)), heading: name.heading)
        }
    }

    private func rawHTMLFindings(_ writer: borrowing ArticleWriter) -> [Diagnostic] {
        guard !writer.findings.isEmpty else { return [] }
        var places = InlinePlaces(tree: tree, lines: lines, cells: cells)
        return writer.findings.map { finding in
            Diagnostic(
                .markdownUnsafeHTML, file: path,
                range: locator.range(of: places.rawPlace(finding.range, in: finding.node)), message: finding.message)
        }
    }

    private func shortcodeFindings() -> [Diagnostic] {
        let shortcodes = ShortcodeScanner.shortcodes(in: lines.text, from: lines.start(of: 1))
            .filter { !unfollowedIncludes.contains($0.range.lowerBound) }
        return ShortcodeFinding.findings(shortcodes, in: lines.text).map { finding in
            Diagnostic(
                .markdownUnknownShortcode, file: path, range: locator.range(of: finding.range),
                message: finding.message,
                notes: finding.others.map {
                    DiagnosticNote(file: path, range: locator.range(of: $0), message: "and here")
                })
        }
    }

    /// Keys that are nearly ones we know, whole vocabularies of other generators pass; and values that a key cannot have.
    private func frontMatterFindings() -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for field in frontMatter.fields {
            if let expected = FrontMatterKeys.expectation(field) {
                findings.append(
                    Diagnostic(
                        .frontMatterType, file: path, range: field.keyRange,
                        message: "'\(field.key)' takes \(expected)", target: field.key))
            }
            guard let meant = FrontMatterKeys.misspelt(field.key) else { continue }
            findings.append(
                Diagnostic(
                    .frontMatterUnknownKey, file: path, range: field.keyRange,
                    message: "unknown front matter key '\(field.key)', did you mean '\(meant)'?", target: field.key,
                    suggestion: meant))
        }
        return findings
    }
}

/// At most `limit` bytes of a text, cut behind a whole word and marked with `…`.
func shortened(_ text: [UInt8], to limit: Int) -> [UInt8] {
    guard text.count > limit else { return text }
    let end = text[..<limit].lastIndex(of: 0x20) ?? text[..<limit].lastIndex(where: { $0 & 0xC0 != 0x80 }) ?? limit
    return text[..<end] + Array("…".utf8)
}
