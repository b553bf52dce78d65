internal import Addresses

/// Which HTML a document becomes.
package enum HTMLForm: Sendable {
    /// What CommonMark's and GFM's specifications show, byte for byte.
    case bare
    /// A page's article: heading ids, slots, boxes around tables.
    case site
}

/// A reference as the writer meets it: a node of the tree, or a stretch of raw HTML.
struct WrittenLink {
    var kind: ReferenceKind
    var written: String
    var parsed: WrittenReference
    var node: NodeID
    var isRawHTML: Bool
    var heading: Int32
}

/// A name as the writer meets it, in a text or code node.
struct WrittenName {
    var name: String
    var node: NodeID
    var heading: Int32
}

/// Writes a tree as HTML in one pass, and notes on the way what the page refers to and mentions.
///
/// The bare form follows libcmark's own writer (0.30.2, `html.c`) to the byte; the specification's examples hold it
/// there.
struct ArticleWriter {
    let tree: MarkdownTree
    let form: HTMLForm
    /// The ids of headings, in document order.
    let headings: [Heading]

    var body = PageBody()
    var links: [WrittenLink] = []
    /// Indices into `links`, in the order in which the links close in the source.
    var closingOrder: [Int] = []
    var names: [WrittenName] = []
    var anchors: [String] = []

    private var heading: Int32 = -1
    private var tables = 0
    /// Of the open table; and the column that is written.
    private var columnTitles: [String] = []
    private var column = 0
    /// Open links and headings: names in them are not linked.
    private var unlinkable = 0
    /// The link of each open link node.
    private var openLinks: [Int] = []

    init(tree: MarkdownTree, form: HTMLForm, headings: [Heading]) {
        self.tree = tree
        self.form = form
        self.headings = headings
        body.html.reserveCapacity(tree.arena.count * 3 / 2 + tree.nodes.count * 8)
    }

    mutating func write() {
        var id = MarkdownTree.root
        while true {
            let node = tree[id]
            let descends = enter(id, node)
            if descends, node.firstChild >= 0 {
                id = node.firstChild
                continue
            }
            if descends { exit(id, node) }
            while tree[id].next < 0 {
                id = tree[id].parent
                guard id >= 0 else { return }
                exit(id, tree[id])
            }
            id = tree[id].next
        }
    }

    /// Writes what comes before a node's children; false where they are not to be visited, nor the node left.
    private mutating func enter(_ id: NodeID, _ node: Node) -> Bool {
        switch node.kind {
        case .document: break
        case .text: writeText(id, node)
        case .softBreak: put("\n")
        case .lineBreak: put("<br />\n")
        case .code: writeCode(id, node)
        case .htmlInline: writeRawHTML(id, node)
        case .emphasis: put("<em>")
        case .strong: put("<strong>")
        case .link: openLink(id, node)
        case .image:
            writeImage(id, node)
            return false
        case .tableCell: openCell(node)
        default: return enterBlock(id, node)
        }
        return true
    }

    private mutating func enterBlock(_ id: NodeID, _ node: Node) -> Bool {
        switch node.kind {
        case .paragraph:
            // Empty where a table extension took all of it.
            if node.firstChild < 0 { return false }
            if !isTight(node) { newLine(); put("<p>") }
        case .heading: openHeading(node)
        case .blockQuote: newLine(); put("<blockquote>\n")
        case .list: openList(node)
        case .item: newLine(); put("<li>")
        case .codeBlock: writeCodeBlock(node)
        case .htmlBlock:
            newLine()
            writeRawHTML(id, node)
            newLine()
        case .thematicBreak: newLine(); put("<hr />\n")
        case .table: openTable(node)
        case .tableRow: openRow(id, node)
        default: break
        }
        return true
    }

    private mutating func exit(_ id: NodeID, _ node: Node) {
        switch node.kind {
        case .emphasis: put("</em>")
        case .strong: put("</strong>")
        case .link:
            unlinkable -= 1
            put("</a>")
            if let link = openLinks.popLast() { closingOrder.append(link) }
        case .paragraph: if !isTight(node) { put("</p>\n") }
        case .heading: closeHeading(id, node)
        case .blockQuote: newLine(); put("</blockquote>\n")
        case .list: put(node.isOrdered ? "</ol>\n" : "</ul>\n")
        case .item: put("</li>\n")
        case .tableCell: put(node.level == 1 ? "</th>\n" : "</td>\n")
        case .tableRow: closeRow(id, node)
        case .table: closeTable(node)
        default: break
        }
    }

    private func isTight(_ paragraph: Node) -> Bool {
        let item = tree[paragraph.parent]
        return item.kind == .item && tree[item.parent].isTight
    }
}

// MARK: - Output

extension ArticleWriter {
    mutating func put(_ text: StaticString) {
        unsafe body.html.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(_ text: String) { body.html.append(contentsOf: text.utf8) }

    mutating func putEscaped(_ range: ArenaRange) { appendEscaped(tree.bytes(range), to: &body.html) }

    mutating func newLine() {
        if let last = body.html.last, last != 0x0A { body.html.append(0x0A) }
    }

    mutating func slot(_ kind: SlotKind, _ index: Int) {
        body.slots.append(Slot(offset: UInt32(body.html.count), kind: kind, index: UInt32(index)))
    }
}

// MARK: - Blocks

extension ArticleWriter {
    private mutating func openHeading(_ node: Node) {
        newLine()
        heading += 1
        unlinkable += 1
        put("<h")
        body.html.append(0x30 + node.level)
        if form == .site {
            put(" id=\"")
            appendEscaped(headings[Int(heading)].id, to: &body.html)
            put("\"")
        }
        put(">")
        if form == .site, let alias = headings[Int(heading)].alias {
            put("<a id=\"")
            appendEscaped(alias, to: &body.html)
            put("\"></a>")
        }
    }

    private mutating func closeHeading(_ id: NodeID, _ node: Node) {
        unlinkable -= 1
        if form == .site, node.level > 1 {
            let heading = headings[Int(heading)]
            put("<a class=\"anchor\" href=\"#")
            appendEscaped(percentEncoded(heading.id), to: &body.html)
            put("\" aria-label=\"Link to ‘")
            appendEscaped(heading.title, to: &body.html)
            put("’\">#</a>")
        }
        put("</h")
        body.html.append(0x30 + node.level)
        put(">\n")
        guard node.level == 1 else { return }
        if !body.hasTitle, isFirst(id) { body.headingEnd = body.html.count }
        body.hasTitle = true
    }

    /// Whether nothing but comments, such as a licence or a linter's, stands before a block.
    private func isFirst(_ block: NodeID) -> Bool {
        for id in tree.children(of: MarkdownTree.root) {
            if id == block { return true }
            guard tree[id].kind == .htmlBlock, tree.bytes(tree[id].literal).starts(with: "<!--".utf8) else { return false }
        }
        return false
    }

    private mutating func openList(_ node: Node) {
        newLine()
        if !node.isOrdered {
            put("<ul>\n")
        } else if node.listStart == 1 {
            put("<ol>\n")
        } else {
            put("<ol start=\"")
            put(String(node.listStart))
            put("\">\n")
        }
    }

    private mutating func writeCodeBlock(_ node: Node) {
        newLine()
        let info = tree.bytes(node.title)
        if let end = info.firstIndex(where: { $0 == 0x20 || (0x09...0x0D).contains($0) }) ?? Optional(info.endIndex),
            end > info.startIndex
        {
            put("<pre><code class=\"language-")
            appendEscaped(info[..<end], to: &body.html)
            put("\">")
        } else {
            put("<pre><code>")
        }
        putEscaped(node.literal)
        put("</code></pre>\n")
    }

    private mutating func openTable(_ node: Node) {
        newLine()
        guard form == .site else { return put("<table>\n") }
        tables += 1
        var columns = 0
        if node.firstChild >= 0 { for _ in tree.children(of: node.firstChild) { columns += 1 } }
        columnTitles = form == .site ? self.columnTitles(of: node) : []
        // Up to four columns stack on a phone; wider tables scroll, so the keyboard must reach them.
        guard columns > 4 else { return put("<div class=\"table\"><table>\n") }
        put("<div class=\"table wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table ")
        put(String(tables))
        if heading >= 0 {
            put(": ")
            appendEscaped(headings[Int(heading)].title, to: &body.html)
        }
        put("\"><table>\n")
    }

    private func columnTitles(of table: Node) -> [String] {
        guard table.firstChild >= 0 else { return [] }
        return tree.children(of: table.firstChild).map { tree.plainText(of: $0) }
    }

    private mutating func closeTable(_ node: Node) {
        if node.firstChild >= 0, tree[node.firstChild].next >= 0 { put("</tbody>\n") }
        put(form == .site ? "</table></div>\n" : "</table>\n")
    }

    private mutating func openRow(_ id: NodeID, _ node: Node) {
        if node.level == 1 {
            put("<thead>\n")
        } else if tree[tree[node.parent].firstChild].next == id {
            put("<tbody>\n")
        }
        put("<tr>\n")
        column = 0
    }

    private mutating func closeRow(_ id: NodeID, _ node: Node) {
        put("</tr>\n")
        if node.level == 1 { put("</thead>\n") }
    }

    private mutating func openCell(_ node: Node) {
        put(node.level == 1 ? "<th" : "<td")
        if form == .site {
            if node.level == 1 {
                put(" scope=\"col\"")
            } else if column > 0, column < columnTitles.count, columnTitles.count <= 4 {
                put(" data-label=\"")
                appendEscaped(columnTitles[column], to: &body.html)
                put("\"")
            }
            column += 1
        }
        switch node.alignment {
        case .none: break
        case .left: put(" align=\"left\"")
        case .center: put(" align=\"center\"")
        case .right: put(" align=\"right\"")
        }
        put(">")
    }
}

// MARK: - Inlines

extension ArticleWriter {
    private mutating func writeText(_ id: NodeID, _ node: Node) {
        guard form == .site, unlinkable == 0 else { return putEscaped(node.literal) }
        let text = tree.bytes(node.literal)
        var written = text.startIndex
        NameScanner.names(inText: text) { name in
            appendEscaped(text[written..<name.lowerBound], to: &body.html)
            mention(text[name], id)
            written = name.upperBound
        }
        appendEscaped(text[written...], to: &body.html)
    }

    /// A name between the two slots of a link that the join may make of it.
    private mutating func mention(_ name: ArraySlice<UInt8>, _ id: NodeID, markup: Range<Int>? = nil) {
        slot(.mentionStart, names.count)
        if let markup {
            put("<code>")
            appendEscaped(tree.arena[markup], to: &body.html)
            put("</code>")
        } else {
            appendEscaped(name, to: &body.html)
        }
        slot(.mentionEnd, names.count)
        names.append(
            WrittenName(name: String(decoding: name, as: UTF8.self), node: id, heading: heading))
    }

    private mutating func writeCode(_ id: NodeID, _ node: Node) {
        let code = tree.bytes(node.literal)
        if form == .site, unlinkable == 0, let name = NameScanner.nameOfCode(code) {
            mention(code[name], id, markup: node.literal.range)
            return
        }
        put("<code>")
        putEscaped(node.literal)
        put("</code>")
    }

    private mutating func openLink(_ id: NodeID, _ node: Node) {
        unlinkable += 1
        openLinks.append(links.count)
        put("<a")
        writeDestination(.link, id, node)
        writeTitle(node)
        put(">")
    }

    private mutating func writeImage(_ id: NodeID, _ node: Node) {
        put("<img")
        closingOrder.append(links.count)
        writeDestination(.image, id, node)
        put(" alt=\"")
        writeAlternative(id)
        put("\"")
        writeTitle(node)
        if form == .site { put(" loading=\"lazy\"") }
        put(" />")
    }

    private mutating func writeDestination(_ kind: ReferenceKind, _ id: NodeID, _ node: Node) {
        let url = tree.bytes(node.literal)
        let written = String(decoding: url, as: UTF8.self)
        let parsed = WrittenReference(written)
        let index = links.count
        links.append(
            WrittenLink(kind: kind, written: written, parsed: parsed, node: id, isRawHTML: false, heading: heading))
        switch parsed.form {
        case .rooted, .relative:
            if form == .site { slot(.destination, index) } else { writeAttribute(kind, url) }
        case .absolute(let scheme) where form == .site && isUnsafe(scheme: scheme, for: kind, written):
            put(" class=\"broken\"")
        case .absolute, .protocolRelative:
            if form == .site, kind == .link { put(" class=\"external\"") }
            writeAttribute(kind, url)
        case .samePage: writeAttribute(kind, url)
        }
    }

    private mutating func writeAttribute(_ kind: ReferenceKind, _ url: ArraySlice<UInt8>) {
        put(kind == .link ? " href=\"" : " src=\"")
        appendEscapedURL(url, to: &body.html)
        put("\"")
    }

    private mutating func writeTitle(_ node: Node) {
        guard !node.title.isEmpty else { return }
        put(" title=\"")
        putEscaped(node.title)
        put("\"")
    }

    /// An image's description without markup, as `html.c` writes it.
    private mutating func writeAlternative(_ image: NodeID) {
        let tree = tree
        tree.walk(from: image) { _, node in
            switch node.kind {
            case .text, .code, .htmlInline: putEscaped(node.literal)
            case .softBreak, .lineBreak: put(" ")
            default: break
            }
            return true
        }
    }

    /// Raw HTML as it is, but for the addresses in it.
    private mutating func writeRawHTML(_ id: NodeID, _ node: Node) {
        let html = tree.bytes(node.literal)
        guard form == .site else { return body.html.append(contentsOf: html) }
        var written = html.startIndex
        var scanner = HTMLTagScanner(html)
        while let tag = scanner.next() {
            for attribute in tag.attributes where !attribute.value.isEmpty {
                let value = html[attribute.value]
                switch attribute.name {
                case "id": anchors.append(decodingEntities(value))
                case "name" where tag.name == "a": anchors.append(decodingEntities(value))
                case _ where tag.isAddress(attribute):
                    let text = decodingEntities(value)
                    let parsed = WrittenReference(text)
                    let kind: ReferenceKind = tag.name == "img" ? .image : .link
                    if parsed.form == .relative || parsed.form == .rooted {
                        body.html.append(contentsOf: html[written..<attribute.value.lowerBound])
                        slot(.rawDestination, links.count)
                        written = attribute.value.upperBound
                    }
                    closingOrder.append(links.count)
                    links.append(
                        WrittenLink(kind: kind, written: text, parsed: parsed, node: id, isRawHTML: true, heading: heading))
                default: break
                }
            }
        }
        body.html.append(contentsOf: html[written...])
    }

    private func decodingEntities(_ value: ArraySlice<UInt8>) -> String {
        let text = String(decoding: value, as: UTF8.self)
        guard value.contains(0x26) else { return text }
        return text.split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&")
    }
}

/// Schemes that run code or reach into the reader's machine; images may be `data:` of an image type.
package func isUnsafe(scheme: String, for kind: ReferenceKind, _ written: String) -> Bool {
    switch scheme {
    case "javascript", "vbscript", "file": true
    case "data": kind == .link || !written.lowercased().hasPrefix("data:image/")
    default: false
    }
}
