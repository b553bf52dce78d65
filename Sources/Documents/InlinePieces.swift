/// Pieces of text that become inlines in another place of the tree than libcmark saw them in: the cells of tables and
/// the lines around them. One parse serves all of a page.
struct InlinePieces {
    private var owners: [NodeID] = []
    private var text: [UInt8] = []
    private var mayRefer = false

    /// - Parameter piece: one line, or the lines of a paragraph without their indentation.
    mutating func add(_ piece: [UInt8], owner: NodeID) {
        guard let first = piece.firstIndex(where: { !isSpace($0) }), let last = piece.lastIndex(where: { $0 != 0x0A })
        else { return }
        owners.append(owner)
        // A word before it keeps it a paragraph, and indentation keeps its further lines in it.
        text.append(contentsOf: [0x78, 0x20])
        for byte in piece[first...last] {
            if byte == 0x5B { mayRefer = true }
            text.append(byte)
            if byte == 0x0A { text.append(contentsOf: [0x20, 0x20, 0x20, 0x20]) }
        }
        text.append(contentsOf: [0x0A, 0x0A])
    }

    /// - Parameter page: follows the pieces where one may hold a reference link, so that its definitions apply.
    mutating func parse(into tree: inout MarkdownTree, page: ArraySlice<UInt8>) {
        guard !owners.isEmpty else { return }
        if mayRefer { text.append(contentsOf: page) }
        let parsed = MarkdownTree(commonMark: text.span)
        var paragraph = parsed[MarkdownTree.root].firstChild
        for owner in owners {
            guard paragraph >= 0 else { return }
            tree.graft(childrenOf: paragraph, of: parsed, to: owner)
            dropGuard(of: owner, in: &tree)
            paragraph = parsed[paragraph].next
        }
    }

    /// Takes the word that kept a piece a paragraph from its first text.
    private func dropGuard(of owner: NodeID, in tree: inout MarkdownTree) {
        let first = tree[owner].firstChild
        guard first >= 0, tree[first].kind == .text else { return }
        let literal = tree[first].literal
        if tree.bytes(literal).starts(with: [0x78, 0x20]) {
            tree.nodes[Int(first)].literal.start = literal.start + 2
        }
    }
}

extension MarkdownTree {
    /// Copies the nodes below one of another tree's.
    fileprivate mutating func graft(childrenOf source: NodeID, of other: MarkdownTree, to owner: NodeID) {
        var copies: [NodeID: NodeID] = [source: owner]
        other.walk(from: source) { id, node in
            guard id != source, let parent = copies[node.parent] else { return true }
            var copy = node
            copy.literal = store(other.bytes(node.literal))
            copy.title = store(other.bytes(node.title))
            copies[id] = append(copy, to: parent)
            return true
        }
    }
}
