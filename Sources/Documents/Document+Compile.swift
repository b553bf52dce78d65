internal import Addresses
internal import SourceText
internal import TextRepair

extension Document {
    /// The page's facts and its article with slots.
    package func compile() -> (facts: PageFacts, body: PageBody) {
        var writer = ArticleWriter(tree: tree, form: .site, headings: headings)
        writer.write()
        var facts = PageFacts(path: path, title: title, summary: summary, frontMatter: frontMatter)
        facts.headings = headings
        facts.anchors = writer.anchors
        facts.references = references(of: writer)
        facts.mentions = mentions(of: writer)
        facts.repairs = text.repairs.map {
            RepairNote(line: Int($0.range.start.line), before: $0.before, after: $0.after, codec: $0.codec)
        }
        facts.diagnostics = diagnostics + frontMatterFindings()
        return (facts, writer.body)
    }

    /// The front matter's `description`, else the first paragraph of the page, cut at a word.
    private var summary: String? {
        if let description = frontMatter.text("description", "summary") { return description }
        for id in tree.children(of: MarkdownTree.root) where tree[id].kind == .paragraph {
            var bytes: [UInt8] = []
            tree.appendPlainText(of: id, to: &bytes)
            guard bytes.count > 3 else { continue }
            return String(decoding: shortened(bytes, to: 200), as: UTF8.self)
        }
        return nil
    }

    private func references(of writer: borrowing ArticleWriter) -> [PageReference] {
        var destinations = DestinationLocator(lines: lines)
        var ranges = [Range<Int>](repeating: 0..<0, count: writer.links.count)
        for index in writer.closingOrder {
            let link = writer.links[index]
            ranges[index] =
                link.isRawHTML
                ? rawRange(of: link) : destinations.destination(of: link.node, in: tree, cells: cells)
        }
        return writer.links.enumerated().map { index, link in
            PageReference(
                kind: link.kind, written: link.written, parsed: link.parsed, range: locator.range(of: ranges[index]),
                heading: link.heading)
        }
    }

    /// Where an address of raw HTML stands: its first mention in the lines of its block.
    private func rawRange(of link: WrittenLink) -> Range<Int> {
        let block = blockRange(of: link.node)
        return find(Array(link.written.utf8), in: block) ?? block
    }

    private func blockRange(of id: NodeID) -> Range<Int> {
        var block = id
        while tree[block].kind.isInline { block = tree[block].parent }
        let node = tree[block]
        return node.cell >= 0 ? cells[Int(node.cell)] : lines.range(of: node)
    }

    private func find(_ needle: [UInt8], in range: Range<Int>) -> Range<Int>? {
        guard let first = needle.first, range.count >= needle.count else { return nil }
        let bytes = text.bytes
        var index = range.lowerBound
        while index + needle.count <= range.upperBound {
            if bytes[index] == first, bytes[index..<(index + needle.count)].elementsEqual(needle) {
                return index..<(index + needle.count)
            }
            index += 1
        }
        return nil
    }

    /// Names are met in source order, so each is looked for behind the one before it in its block.
    private func mentions(of writer: borrowing ArticleWriter) -> [Mention] {
        var block = 0..<0
        var cursor = 0
        return writer.names.map { name in
            let range = blockRange(of: name.node)
            if range != block {
                block = range
                cursor = range.lowerBound
            }
            let place = find(Array(name.name.utf8), in: max(cursor, range.lowerBound)..<range.upperBound) ?? range
            cursor = place == range ? cursor : place.upperBound
            return Mention(name: name.name, range: locator.range(of: place), heading: name.heading)
        }
    }

    /// Keys that are nearly ones we know; whole vocabularies of other generators pass.
    private func frontMatterFindings() -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for field in frontMatter.fields {
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
