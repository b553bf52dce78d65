/// What a node of a Markdown tree is: CommonMark's blocks and inlines, and GFM's tables.
package enum NodeKind: UInt8, Sendable {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case table, tableRow, tableCell
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough, link, image, footnoteReference

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

/// One node; the fields that a kind does not use are zero.
package struct Node: Sendable {
    package var kind: NodeKind
    /// Heading level; 1 in the header row of a table.
    package var level: UInt8 = 0
    /// Of a list.
    package var isOrdered = false
    package var isTight = false
    package var alignment: Alignment = .none
    package var listStart: Int32 = 0
    /// The node's inlines come from another parse than their block (table cells): their positions say nothing.
    package var isReparsed = false
    /// Of a table cell that stands in the source: its index in `Document.cells`; else -1.
    package var cell: Int32 = -1

    package var parent: NodeID = -1
    package var firstChild: NodeID = -1
    package var lastChild: NodeID = -1
    package var next: NodeID = -1

    /// Text, code, HTML; the destination of a link or an image; the label of a footnote.
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
}

/// A parsed document: flat nodes in document order (a parent before its children), and the bytes they speak of.
package struct MarkdownTree: Sendable {
    package internal(set) var nodes: [Node] = []
    /// Literals of all nodes, UTF-8.
    package internal(set) var arena: [UInt8] = []

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
            case .paragraph, .item, .tableCell:
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
