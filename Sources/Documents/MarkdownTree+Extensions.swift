/// A page with all that is understood beyond CommonMark.
struct ExtendedPage {
    let tree: MarkdownTree
    /// The sources of its cells and titles.
    let cells: [Range<Int>]
    /// The first line, as libcmark counts, that might hold more, but lies deeper in quotes and lists than is looked.
    let tooDeep: Int32?

    init(lines: SourceLines, bodyStart: Int) {
        var speller = BlockSpeller(lines: lines, bodyStart: bodyStart)
        var unread: [NodeID] = []
        var tree = speller.parse(unread: &unread)
        var sources: [Range<Int>] = []
        var pieces = InlinePieces()
        if !speller.constructs.isEmpty {
            var constructs = ConstructTree(lines: lines, constructs: speller.constructs)
            if constructs.apply(to: &tree) {
                (sources, pieces) = (constructs.cells, constructs.pieces)
            } else {
                // Never lose text: what was not spelled as libcmark understood it stays plain CommonMark.
                assertionFailure("a construct is missing from the tree")
                tree = MarkdownTree(commonMark: lines.text.span.extracting(bodyStart...))
                unread = []
            }
        }
        tree.correctHeadings(lines)
        tree.correctHTML()
        for id in unread where !tree[id].isReparsed {
            pieces.add(BlockContent(block: tree[id], in: tree, lines: lines), owner: id)
        }
        let footnotes = tree.footnoteDefinitions()
        let text = lines.text
        // `]:`
        let hasDefinitions = ByteSearch(text, in: 0..<text.count).contains(0x5D) {
            $0 + 1 < text.count && text[$0 + 1] == 0x3A
        }
        var parser = InlineParser(
            definitions: hasDefinitions ? LinkDefinitions(tree: tree, lines: lines) : LinkDefinitions(),
            footnotes: Set(footnotes.keys), pageLength: lines.text.count)
        pieces.parse(with: &parser, into: &tree)
        var marks = BlockMarks(lines: lines, cells: sources)
        marks.apply(to: &tree)
        marks.pieces.parse(with: &parser, into: &tree)
        tree.arrangeFootnotes()
        (self.tree, cells, tooDeep) = (tree, marks.cells, speller.tooDeep)
    }
}
