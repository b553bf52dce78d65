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
    /// Of an attribute in raw HTML: its value, in the tree's arena.
    var rawValue: Range<Int>?
    var heading: Int32
}

/// What of a node of raw HTML is not published as written.
struct WrittenFinding {
    var node: NodeID
    /// In the tree's arena.
    var range: Range<Int>
    var message: String
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
    var names: [WrittenName] = []
    var anchors: [String] = []
    var findings: [WrittenFinding] = []
    /// Fences that may be drawn, and where their code stands in the HTML.
    var diagrams: [(node: NodeID, language: ArraySlice<UInt8>, heading: Int32, html: Range<Int>)] = []

    /// Whether code blocks are written: nothing is found in them.
    var writesCode = true
    var sanitizer: HTMLSanitizer
    /// How many nodes are open.
    var depth = 0

    var heading: Int32 = -1
    var tables = 0
    /// Of the open table; and the column that is written.
    var columnTitles: [String] = []
    var column = 0
    /// Open links and headings: names in them are not linked.
    var unlinkable = 0
    /// Those of the page, where it has any.
    let abbreviations: Abbreviations?

    init(tree: MarkdownTree, form: HTMLForm, headings: [Heading], html: HTMLPolicy) {
        self.tree = tree
        sanitizer = HTMLSanitizer(policy: html)
        self.form = form
        self.headings = headings
        abbreviations = tree.abbreviations.isEmpty ? nil : Abbreviations(tree.abbreviations)
        body.html.reserveCapacity(tree.arena.count * 3 / 2 + tree.nodes.count * 8)
    }

    mutating func write() {
        var id = MarkdownTree.root
        while true {
            let node = tree[id]
            let descends = enter(id, node)
            if descends, node.firstChild >= 0 {
                id = node.firstChild
                depth += 1
                continue
            }
            if descends { exit(id, node) }
            while tree[id].next < 0 {
                id = tree[id].parent
                guard id >= 0 else { return }
                // What raw HTML has opened ends with the node that holds it.
                if sanitizer.hasOpen(depth: depth) { body.html += sanitizer.leave(depth: depth) }
                depth -= 1
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
        case .emphasis: put("<em"); putInlineAttributes(of: id); put(">")
        case .strong: put("<strong"); putInlineAttributes(of: id); put(">")
        case .strikethrough: put("<del>")
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
            if !isTight(node) { newLine(); put("<p"); putAttributes(of: id); put(">") }
        case .heading: openHeading(id, node)
        case .blockQuote: newLine(); put("<blockquote"); putAttributes(of: id); put(">\n")
        case .list: openList(id, node)
        case .item: openItem(node)
        case .codeBlock: writeCodeBlock(id, node)
        case .htmlBlock:
            newLine()
            writeRawHTML(id, node)
            newLine()
        case .thematicBreak: newLine(); put("<hr />\n")
        case .table: openTable(node)
        case .tableRow: openRow(id, node)
        default: return enterExtension(id, node)
        }
        return true
    }

    private mutating func exit(_ id: NodeID, _ node: Node) {
        switch node.kind {
        case .emphasis: put("</em>")
        case .strong: put("</strong>")
        case .strikethrough: put("</del>")
        case .link:
            unlinkable -= 1
            put("</a>")
        case .paragraph: if !isTight(node) { closeParagraph(id, node) }
        case .heading: closeHeading(id, node)
        case .blockQuote: newLine(); put("</blockquote>\n")
        case .list: put(node.isOrdered ? "</ol>\n" : "</ul>\n")
        case .item: put("</li>\n")
        case .tableCell: put(node.level == 1 ? "</th>\n" : "</td>\n")
        case .tableRow: closeRow(id, node)
        case .table: closeTable(node)
        default: exitExtension(id, node)
        }
    }

    private func isTight(_ paragraph: Node) -> Bool {
        let item = tree[paragraph.parent]
        if item.kind == .definition { return item.isTight }
        return item.kind == .item && tree[item.parent].isTight
    }
}

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
