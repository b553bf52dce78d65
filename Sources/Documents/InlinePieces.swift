/// Blocks that are in the tree, and whose inlines are still to be read.
struct InlinePieces {
    private var pieces: [(content: BlockContent, owner: NodeID)] = []

    mutating func add(_ content: BlockContent, owner: NodeID) { pieces.append((content, owner)) }

    mutating func add(_ other: InlinePieces) { pieces += other.pieces }

    func parse(with parser: inout InlineParser, into tree: inout MarkdownTree) {
        for piece in pieces { parser.parse(piece.content, into: piece.owner, of: &tree) }
    }
}
