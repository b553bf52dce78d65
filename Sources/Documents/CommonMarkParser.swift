internal import CCommonMark
internal import COperatingSystem

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// libcmark's parser (CommonMark 0.30), fed in pieces, with a view of the blocks that are open between two lines.
///
/// Its nodes live in this thread's arena and are dropped with it: nothing of libcmark's leaves this file, and a thread
/// has one parser at a time.
@safe struct CommonMarkParser: ~Copyable {
    // libcmark keeps the pointer.
    private let memory: UnsafeMutablePointer<cmark_mem>
    private let parser: OpaquePointer?
    /// The document that is being built; nil where this libcmark makes it elsewhere.
    private let document: OpaquePointer?

    init() {
        csystem_arena_reset()
        unsafe memory = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
        unsafe memory.initialize(
            to: cmark_mem(
                calloc: csystem_arena_calloc, realloc: csystem_arena_realloc, free: csystem_arena_free))
        unsafe parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory)
        // libcmark 0.30 hands its document out only when it is done; it is the second thing that a parser makes.
        let made = unsafe OpaquePointer(csystem_arena_block(1))
        if let made = unsafe made, unsafe cmark_node_get_type(made) == CMARK_NODE_DOCUMENT {
            unsafe document = unsafe made
        } else {
            unsafe document = nil
        }
    }

    deinit {
        csystem_arena_reset()
        unsafe memory.deallocate()
    }

    /// - Parameter text: valid UTF-8 without NUL; the next piece goes on where it ends.
    func feed(_ text: borrowing Span<UInt8>) {
        guard !text.isEmpty else { return }
        unsafe text.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                unsafe cmark_parser_feed(parser, characters.baseAddress, characters.count)
            }
        }
    }

    /// Ends the text and copies the tree.
    /// - Parameters:
    ///   - unread: gets the paragraphs and headings whose inlines were left out.
    ///   - leavesOut: whether those of a paragraph or a heading are to be left out.
    consuming func finish(
        reserving count: Int, unread: inout [NodeID], leavingOut leavesOut: (Node) -> Bool
    ) -> MarkdownTree {
        var tree = MarkdownTree()
        tree.nodes.reserveCapacity(count / 10 + 8)
        tree.arena.reserveCapacity(count + 64)
        if let root = unsafe cmark_parser_finish(parser) {
            unsafe tree.copy(root, &unread, leavesOut)
        } else {
            tree.nodes = [Node(kind: .document)]
        }
        return tree
    }
}

/// A block that the next line may go on with.
@safe struct OpenBlock {
    fileprivate let node: OpaquePointer
    let kind: NodeKind
    let startLine: Int32
    let startColumn: Int32

    func isSame(as other: OpenBlock) -> Bool { unsafe node == other.node }
}

extension CommonMarkParser {
    /// Lists the open blocks below the document from the outside in; false where there are more than `limit`.
    ///
    /// A block is open as long as its end has not been set: libcmark makes it end where it starts, in column 0, and an
    /// HTML block that ends in its first line ends a line above it (0.30.2, `make_block` and `finalize`).
    func readOpenBlocks(limit: Int, into blocks: inout [OpenBlock]) -> Bool {
        blocks.removeAll(keepingCapacity: true)
        guard var node = unsafe document else { return false }
        while let child = unsafe cmark_node_last_child(node) {
            guard unsafe cmark_node_get_end_column(child) == 0,
                unsafe cmark_node_get_end_line(child) == cmark_node_get_start_line(child)
            else { break }
            guard blocks.count < limit else { return false }
            blocks.append(unsafe block(child))
            unsafe node = unsafe child
        }
        return true
    }

    /// The last block in a container, or in the document, and where it ends.
    func lastBlock(in container: OpenBlock?) -> (block: OpenBlock, endLine: Int32)? {
        guard let node = unsafe container?.node ?? document, let child = unsafe cmark_node_last_child(node) else {
            return nil
        }
        return (unsafe block(child), unsafe cmark_node_get_end_line(child))
    }

    private func block(_ node: OpaquePointer) -> OpenBlock {
        let kind = NodeKind(unsafe cmark_node_get_type(node)) ?? .paragraph
        return unsafe OpenBlock(
            node: node, kind: kind, startLine: cmark_node_get_start_line(node),
            startColumn: cmark_node_get_start_column(node))
    }
}

extension MarkdownTree {
    /// Parses CommonMark, all of it at once.
    /// - Parameter text: valid UTF-8 without NUL.
    init(commonMark text: borrowing Span<UInt8>) {
        let parser = CommonMarkParser()
        parser.feed(text)
        var unread: [NodeID] = []
        self = parser.finish(reserving: text.count, unread: &unread) { _ in false }
    }

    /// Preorder, by cmark's own links instead of recursion: nesting is bounded by memory, not by the stack.
    fileprivate mutating func copy(
        _ root: OpaquePointer, _ unread: inout [NodeID], _ leavesOut: (Node) -> Bool
    ) {
        var source = unsafe root
        var parent: NodeID = -1
        while true {
            let id = unsafe copyNode(source, to: parent)
            let kind = self[id].kind
            let isLeft = kind == .paragraph || kind == .heading ? leavesOut(self[id]) : false
            if isLeft { unread.append(id) }
            if !isLeft, let child = unsafe cmark_node_first_child(source) {
                unsafe source = child
                parent = id
                continue
            }
            while true {
                if source == root { return }
                if let sibling = unsafe cmark_node_next(source) {
                    unsafe source = sibling
                    break
                }
                guard let up = unsafe cmark_node_parent(source) else { return }
                unsafe source = up
                parent = parent < 0 ? parent : self[parent].parent
            }
        }
    }

    private mutating func copyNode(_ source: OpaquePointer, to parent: NodeID) -> NodeID {
        let type = unsafe cmark_node_get_type(source)
        guard let kind = NodeKind(type) else { return append(Node(kind: .paragraph), to: parent) }
        if kind == .text, parent >= 0, let merged = unsafe mergeText(source, into: parent) { return merged }
        var node = Node(kind: kind)
        node.startLine = unsafe cmark_node_get_start_line(source)
        node.startColumn = unsafe cmark_node_get_start_column(source)
        node.endLine = unsafe cmark_node_get_end_line(source)
        node.endColumn = unsafe cmark_node_get_end_column(source)
        switch kind {
        case .text, .code, .htmlInline, .htmlBlock:
            node.literal = unsafe store(cmark_node_get_literal(source))
        case .codeBlock:
            node.literal = unsafe store(cmark_node_get_literal(source))
            let info = unsafe cmark_node_get_fence_info(source)
            node.title = unsafe store(info)
        case .link, .image:
            node.literal = unsafe store(cmark_node_get_url(source))
            node.title = unsafe store(cmark_node_get_title(source))
        case .heading:
            node.level = UInt8(clamping: unsafe cmark_node_get_heading_level(source))
        case .list:
            node.isOrdered = unsafe cmark_node_get_list_type(source) == CMARK_ORDERED_LIST
            node.listStart = unsafe cmark_node_get_list_start(source)
            node.isTight = unsafe cmark_node_get_list_tight(source) != 0
        default: break
        }
        return append(node, to: parent)
    }

    /// libcmark leaves text in pieces around characters that might have been markup (`a`, `_`, `b`); readers of the
    /// tree want it whole. The pieces of one text lie one after the other in the arena.
    private mutating func mergeText(_ source: OpaquePointer, into parent: NodeID) -> NodeID? {
        let last = self[parent].lastChild
        guard last >= 0, self[last].kind == .text, self[last].literal.end == UInt32(arena.count) else { return nil }
        nodes[Int(last)].literal.end = unsafe store(cmark_node_get_literal(source)).end
        nodes[Int(last)].endLine = unsafe cmark_node_get_end_line(source)
        nodes[Int(last)].endColumn = unsafe cmark_node_get_end_column(source)
        return last
    }

    private mutating func store(_ string: UnsafePointer<CChar>?) -> ArenaRange {
        guard let string = unsafe string else { return ArenaRange() }
        let count = unsafe strlen(string)
        return unsafe string.withMemoryRebound(to: UInt8.self, capacity: count) {
            unsafe store(UnsafeBufferPointer(start: $0, count: count))
        }
    }
}

extension NodeKind {
    fileprivate init?(_ type: cmark_node_type) {
        switch type {
        case CMARK_NODE_DOCUMENT: self = .document
        case CMARK_NODE_BLOCK_QUOTE: self = .blockQuote
        case CMARK_NODE_LIST: self = .list
        case CMARK_NODE_ITEM: self = .item
        case CMARK_NODE_CODE_BLOCK: self = .codeBlock
        case CMARK_NODE_HTML_BLOCK: self = .htmlBlock
        case CMARK_NODE_PARAGRAPH: self = .paragraph
        case CMARK_NODE_HEADING: self = .heading
        case CMARK_NODE_THEMATIC_BREAK: self = .thematicBreak
        case CMARK_NODE_TEXT: self = .text
        case CMARK_NODE_SOFTBREAK: self = .softBreak
        case CMARK_NODE_LINEBREAK: self = .lineBreak
        case CMARK_NODE_CODE: self = .code
        case CMARK_NODE_HTML_INLINE: self = .htmlInline
        case CMARK_NODE_EMPH: self = .emphasis
        case CMARK_NODE_STRONG: self = .strong
        case CMARK_NODE_LINK: self = .link
        case CMARK_NODE_IMAGE: self = .image
        default: return nil
        }
    }
}
