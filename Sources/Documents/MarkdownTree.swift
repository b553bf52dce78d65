/// What a node of a Markdown tree is: CommonMark's blocks and inlines, GFM's tables, and what else pages hold.
package enum NodeKind: UInt8, Sendable {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case table, tableRow, tableCell
    /// A box with a title: an alert of GitHub's, an admonition or a foldable one of MkDocs'.
    case admonition
    /// The inlines that an admonition or a tab is titled with; its first child.
    case blockTitle
    /// Tabs in a row, and one of them.
    case tabs, tab
    case definitionList, definitionTerm, definition
    /// The footnotes at the end of a page, and one.
    case footnotes, footnoteDefinition
    /// A list of the page's headings.
    case tableOfContents
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough, link, image
    case footnoteReference

    package var isInline: Bool { rawValue >= NodeKind.text.rawValue }
}

/// The index of a node in its tree.
package typealias NodeID = Int32

/// A stretch of a tree's arena.
package struct ArenaRange: Hashable, Sendable {
    package var start: UInt32 = 0
    package var end: UInt32 = 0

    package var isEmpty: Bool { start == end }
    package var range: Range<Int> { Int(start)..<Int(end) }
}

/// How the cells of a column are aligned.
package enum Alignment: UInt8, Sendable {
    case none, left, center, right
}

/// What the box of a task list's item says.
package enum TaskState: UInt8, Sendable {
    case none, open, done
}

/// One node; the fields that a kind does not use are zero.
package struct Node: Sendable {
    package var kind: NodeKind
    /// Heading level; 1 in the header row of a table; of an admonition: 1 where it is foldable, 2 where that is open.
    package var level: UInt8 = 0
    /// Of a list.
    package var isOrdered = false
    /// Of a list and of a definition.
    package var isTight = false
    /// Of a list's item.
    package var task: TaskState = .none
    /// The marks of block quotes that lines of the block have and its ancestors know nothing of: an alert is a quote in
    /// the source, and a footnote has left the quotes that it was defined in.
    package var quoteMarks: UInt8 = 0
    package var alignment: Alignment = .none
    /// Of a footnote and of a reference to one: its number.
    package var listStart: Int32 = 0
    /// The node's inlines come from another parse than their block (table cells): their positions say nothing.
    package var isReparsed = false
    /// Of a table cell or a title that stands in the source: its index in `Document.cells`. Of a reference to a
    /// footnote: which of the references to it this is, from 1. Else -1.
    package var cell: Int32 = -1

    package var parent: NodeID = -1
    package var firstChild: NodeID = -1
    package var lastChild: NodeID = -1
    package var next: NodeID = -1

    /// Text, code, HTML; the destination of a link or an image; the classes of an admonition; the label of a footnote.
    package var literal = ArenaRange()
    /// A link's title; a code block's info string.
    package var title = ArenaRange()

    /// As cmark counts them: 1-based lines and byte columns of the parsed text, ends inclusive.
    package var startLine: Int32 = 0
    package var startColumn: Int32 = 0
    package var endLine: Int32 = 0
    package var endColumn: Int32 = 0

    /// Of an inline that `InlineParser` read: what it comes from in the page's text, of a link its destination without
    /// delimiters.
    var source: Range<Int>? {
        get { sourceStart < 0 ? nil : Int(sourceStart)..<Int(sourceEnd) }
        set { (sourceStart, sourceEnd) = (Int32(newValue?.lowerBound ?? -1), Int32(newValue?.upperBound ?? -1)) }
    }
    private var sourceStart: Int32 = -1
    private var sourceEnd: Int32 = -1

    package init(kind: NodeKind) { self.kind = kind }

    /// How many marks of block quotes its lines have that those of its parent do not.
    var ownQuotes: Int { kind == .blockQuote ? 1 : Int(quoteMarks) }
}

/// A parsed document: flat nodes in document order (a parent before its children), and the bytes they speak of.
package struct MarkdownTree: Sendable {
    package internal(set) var nodes: [Node] = []
    /// Literals of all nodes, UTF-8.
    package internal(set) var arena: [UInt8] = []
    /// What `*[label]: expansion` says, by label.
    package internal(set) var abbreviations: [[UInt8]: [UInt8]] = [:]
    /// What `{#id .class}` says of headings, paragraphs and other blocks.
    package internal(set) var attributes: [NodeID: AttributeList] = [:]
    /// How many references each footnote has, by its number less one.
    package internal(set) var footnoteUses: [Int32] = []

    package static let root: NodeID = 0

    package subscript(id: NodeID) -> Node { nodes[Int(id)] }

    package func bytes(_ range: ArenaRange) -> ArraySlice<UInt8> { arena[range.range] }

    package func string(_ range: ArenaRange) -> String { String(decoding: arena[range.range], as: UTF8.self) }

    /// The children of a node, in order.
    package func children(of id: NodeID) -> ChildSequence { ChildSequence(tree: self, following: self[id].firstChild) }

    package struct ChildSequence: Sequence, IteratorProtocol {
        let tree: MarkdownTree
        var following: NodeID

        package mutating func next() -> NodeID? {
            guard following >= 0 else { return nil }
            defer { following = tree[following].next }
            return following
        }
    }

    /// Calls `visit` for a node and everything below it, in document order, without recursion; what it answers says
    /// whether to go below that node.
    package func walk(from top: NodeID = root, _ visit: (NodeID, Node) -> Bool) {
        var id = top
        while true {
            let node = self[id]
            if visit(id, node), node.firstChild >= 0 {
                id = node.firstChild
                continue
            }
            while id != top, self[id].next < 0 { id = self[id].parent }
            guard id != top else { return }
            id = self[id].next
        }
    }

    /// The text that a reader sees in a node: text and code, breaks as spaces. Image descriptions are left out, as
    /// GitHub leaves them out of heading ids.
    package func plainText(of id: NodeID) -> String {
        var result: [UInt8] = []
        appendPlainText(of: id, to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    package func appendPlainText(of top: NodeID, to result: inout [UInt8]) {
        walk(from: top) { _, node in
            switch node.kind {
            case .text, .code: result.append(contentsOf: arena[node.literal.range])
            case .softBreak, .lineBreak: result.append(0x20)
            case .image: return false
            case .paragraph, .item, .tableCell, .blockTitle, .definitionTerm, .definition:
                if let last = result.last, last != 0x20 { result.append(0x20) }
            default: break
            }
            return true
        }
    }
}

extension MarkdownTree {
    /// Adds a node as the last child of `parent`.
    @discardableResult
    mutating func append(_ node: Node, to parent: NodeID) -> NodeID {
        let id = NodeID(nodes.count)
        var node = node
        node.parent = parent
        node.firstChild = -1
        node.lastChild = -1
        node.next = -1
        nodes.append(node)
        guard parent >= 0 else { return id }
        let previous = nodes[Int(parent)].lastChild
        if previous >= 0 {
            nodes[Int(previous)].next = id
        } else {
            nodes[Int(parent)].firstChild = id
        }
        nodes[Int(parent)].lastChild = id
        return id
    }

    mutating func store(_ bytes: some Collection<UInt8>) -> ArenaRange {
        let start = UInt32(arena.count)
        arena.append(contentsOf: bytes)
        return ArenaRange(start: start, end: UInt32(arena.count))
    }
}
