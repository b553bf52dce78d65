internal import Addresses
package import SourceText
package import TextRepair

/// One page's source, decoded, repaired and parsed: what writing and extraction work from. It lives for the length of
/// one compile.
package struct Document: ~Copyable {
    /// Relative to the content root.
    package let path: String
    package let text: DecodedText
    package let frontMatter: FrontMatter
    package let tree: MarkdownTree
    package let headings: [Heading]
    /// The heading nodes, as `headings`.
    package let headingNodes: [NodeID]
    /// The files that includes asked for, found or not.
    package let includes: [PageInclude]
    /// Diagnostics of decoding, front matter and includes.
    package let diagnostics: [Diagnostic]

    let lines: SourceLines
    /// The sources of table cells, as offsets into the text.
    let cells: [Range<Int>]
    let locator: PageLocator
    /// Where in the text includes stand that were not followed, and are reported as that.
    let unfollowedIncludes: Set<Int>
    /// The repairs of what the page shows, in its own file or in one that it includes.
    let repairs: [RepairNote]
    /// What the page was made of.
    let original: [UInt8]
    let reader: IncludeReader?

    var isRepaired: Bool { !repairs.isEmpty }

    /// - Parameters:
    ///   - path: relative to the content root.
    ///   - extensions: whether anything beyond CommonMark is understood.
    ///   - includes: without it, includes are text.
    package init(
        path: String, bytes: [UInt8], options: RepairOptions = RepairOptions(), extensions: Bool = true,
        includes reader: IncludeReader? = nil
    ) {
        self.path = path
        (original, self.reader) = (bytes, reader)
        let text = DecodedText(decoding: bytes, options: options)
        self.text = text
        let own = text.locator()
        var diagnostics = text.diagnostics(file: path)
        let raw = extensions ? RawFrontMatter(text.bytes) : RawFrontMatter()
        frontMatter = FrontMatter(raw, locator: own)
        if let failure = raw.failure {
            let place = own.range(of: failure.offset..<failure.offset)
            diagnostics.append(
                Diagnostic(
                    .frontMatterSyntax, file: path, range: place,
                    message: "the front matter cannot be read: \(failure.message)"))
        }
        let inclusion = Inclusion(
            text, path: path, original: bytes, bodyStart: raw.bodyStart, reader: extensions ? reader : nil)
        includes = inclusion?.includes ?? []
        unfollowedIncludes = inclusion?.unfollowed ?? []
        diagnostics += inclusion?.diagnostics ?? []
        let repairs = text.repairs.map { RepairNote($0) } + (inclusion?.repairs ?? [])
        self.repairs = repairs
        let locator = PageLocator(own, inclusion)
        self.locator = locator

        let whole = inclusion?.bytes ?? text.bytes
        let lines = SourceLines(
            text: whole, bodyStart: raw.bodyStart, index: inclusion == nil ? own.linesOfText : nil)
        self.lines = lines
        if extensions {
            let page = ExtendedPage(lines: lines, bodyStart: raw.bodyStart)
            (tree, cells) = (page.tree, page.cells)
            if let line = page.tooDeep {
                let place = lines.start(of: line)..<lines.end(of: line)
                diagnostics.append(
                    Diagnostic(
                        .pageTooDeep, file: path, range: locator.range(of: place),
                        message: "nested deeper than \(OpenContainers.deepest) quotes and lists, so that it is read as "
                            + "CommonMark alone; nest it less deeply"))
            }
        } else {
            var tree = MarkdownTree(commonMark: whole.span)
            tree.correctHeadings(lines)
            tree.correctHTML()
            (self.tree, cells) = (tree, [])
        }
        self.diagnostics = diagnostics
        var headings: [Heading]
        (headings, headingNodes) = Document.headings(of: tree, lines: lines, locator: locator)
        if !repairs.isEmpty {
            Document.addFormerIDs(
                to: &headings, taken: tree.attributes.values.compactMap(\.id), path, bytes, extensions: extensions,
                includes: reader)
        }
        self.headings = headings
    }

    private static func headings(
        of tree: borrowing MarkdownTree, lines: borrowing SourceLines, locator: PageLocator
    ) -> ([Heading], [NodeID]) {
        var slugger = Slugger()
        var headings: [Heading] = []
        var nodes: [NodeID] = []
        // Ids of the author's own are not given to other headings.
        for list in tree.attributes.values { if let id = list.id { slugger.take(id) } }
        tree.walk { id, node in
            if node.kind == .heading {
                let title = tree.plainText(of: id)
                let own = tree.attributes[id]?.id
                headings.append(
                    Heading(
                        level: Int(node.level), title: title, id: own ?? (title.isEmpty ? "" : slugger.id(for: title)),
                        range: locator.range(of: lines.range(of: node))))
                nodes.append(id)
            }
            return !node.kind.isInline && node.kind != .heading && node.kind != .paragraph && node.kind != .table
                && node.kind != .blockTitle
        }
        Document.addAliases(to: &headings)
        return (headings, nodes)
    }

    private static func addAliases(to headings: inout [Heading]) {
        guard headings.contains(where: { MkDocsSlugger.mayDiffer(from: $0.id) }) else { return }
        var slugger = MkDocsSlugger()
        var ids: Set<String> = []
        for index in headings.indices {
            let heading = headings[index]
            guard !heading.title.isEmpty, let alias = slugger.id(for: heading.title), alias != heading.id else {
                continue
            }
            if ids.isEmpty { ids = Set(headings.map(\.id)) }
            if ids.insert(alias).inserted { headings[index].aliases.append(alias) }
        }
    }

    /// The source of a block, of a table's cell, or of the block that holds an inline.
    package func range(of id: NodeID) -> SourceRange {
        let node = tree[tree.block(of: id)]
        if node.cell >= 0 { return locator.range(of: cells[Int(node.cell)]) }
        return locator.range(of: lines.range(of: node))
    }

    /// The page's title: front matter, else the first heading of level 1, else the heading it begins with, else the file name.
    package var title: String {
        if let title = frontMatter.text("title") { return title }
        if let heading = headings.first(where: { $0.level == 1 }) ?? leadingHeading, !heading.title.isEmpty {
            return heading.title
        }
        let name = stem(of: fileName(of: path))
        let isIndex = indexNames.contains(name.lowercased())
        let source = isIndex ? fileName(of: folder(of: path)) : name
        return source.isEmpty ? "Home" : readable(source)
    }

    /// The heading that the page begins with, whatever its level.
    private var leadingHeading: Heading? {
        headingNodes.first == tree[MarkdownTree.root].firstChild ? headings.first : nil
    }

    /// The page's HTML alone, as `inspect markdown` shows it; addresses that only a site knows are as they were written.
    package func html(_ form: HTMLForm = .bare, html: HTMLPolicy = .trusted) -> [UInt8] {
        var writer = ArticleWriter(tree: tree, form: form, headings: headings, html: html)
        writer.write()
        guard !writer.body.slots.isEmpty else { return writer.body.html }
        var filled: [UInt8] = []
        var position = 0
        for slot in writer.body.slots {
            filled += writer.body.html[position..<Int(slot.offset)]
            position = Int(slot.offset)
            guard slot.kind == .destination || slot.kind == .rawDestination else { continue }
            let link = writer.links[Int(slot.index)]
            let isAttribute = slot.kind == .destination
            if isAttribute { filled += (link.kind == .link ? " href=\"" : " src=\"").utf8 }
            appendEscaped(link.written, to: &filled)
            if isAttribute { filled.append(0x22) }
        }
        return filled + writer.body.html[position...]
    }
}

/// A file name as words: `nats-outage` → `Nats outage`; a name with capitals stays as it is.
package func readable(_ name: String) -> String {
    let words = name.split(whereSeparator: { $0 == "-" || $0 == "_" }).joined(separator: " ")
    guard name.utf8.allSatisfy({ !(0x41...0x5A).contains($0) }) else { return name }
    return words.prefix(1).uppercased() + words.dropFirst()
}

extension RawFrontMatter {
    /// None: for text in which everything is Markdown.
    fileprivate init() {}
}

extension FrontMatter {
    init(_ raw: RawFrontMatter, locator: Locator) {
        fields = raw.fields.map { YAMLField($0, locator) }
    }
}
