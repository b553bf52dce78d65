internal import CCommonMark
internal import CSystem

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension MarkdownTree {
    /// Parses CommonMark 0.30 with libcmark, and copies its tree at once.
    ///
    /// libcmark's nodes live in this thread's arena and are dropped with it: nothing of libcmark's leaves this file.
    /// - Parameters:
    ///   - text: valid UTF-8 without NUL.
    ///   - unread: gets the paragraphs and headings whose inlines were left out.
    ///   - leavesOut: whether a paragraph's or heading's inlines are to be left out.
    init(
        commonMark text: borrowing Span<UInt8>, unread: inout [NodeID], leavingOut leavesOut: (Node) -> Bool
    ) {
        nodes.reserveCapacity(text.count / 10 + 8)
        arena.reserveCapacity(text.count + 64)
        defer { csystem_arena_reset() }
        var memory = unsafe cmark_mem(
            calloc: csystem_arena_calloc, realloc: csystem_arena_realloc, free: csystem_arena_free)
        // libcmark keeps the pointer, so it has to outlive the copying.
        unsafe withUnsafeMutablePointer(to: &memory) { memory in
            let parser = unsafe cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory)
            unsafe text.withUnsafeBufferPointer { buffer in
                unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                    unsafe cmark_parser_feed(parser, characters.baseAddress, characters.count)
                }
            }
            if let root = unsafe cmark_parser_finish(parser) {
                unsafe copy(root, &unread, leavesOut)
            } else {
                nodes = [Node(kind: .document)]
            }
        }
    }

    /// Parses CommonMark to the end.
    init(commonMark text: borrowing Span<UInt8>) {
        var unread: [NodeID] = []
        self.init(commonMark: text, unread: &unread) { _ in false }
    }

    /// Preorder, by cmark's own links instead of recursion: nesting is bounded by memory, not by the stack.
    private mutating func copy(
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
