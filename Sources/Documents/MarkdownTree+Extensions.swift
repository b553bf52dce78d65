/// A page with all that is understood beyond CommonMark.
struct ExtendedPage {
    let tree: MarkdownTree
    /// The sources of its cells and titles.
    let cells: [Range<Int>]
    /// The first line, as libcmark counts, that might hold more, but lies deeper in quotes and lists than is looked.
    let tooDeep: Int32?

    init(lines: SourceLines, bodyStart: Int) {
        var speller = BlockSpeller(lines: lines, bodyStart: bodyStart)
        var tree = speller.parse()
        var sources: [Range<Int>] = []
        if !speller.constructs.isEmpty {
            var constructs = ConstructTree(lines: lines, constructs: speller.constructs)
            if constructs.apply(to: &tree, bodyStart: bodyStart) {
                sources = constructs.cells
            } else {
                // Never lose text: what was not spelled as libcmark understood it stays plain CommonMark.
                assertionFailure("a construct is missing from the tree")
                tree = MarkdownTree(commonMark: lines.text.span.extracting(bodyStart...))
            }
        }
        tree.correctHeadings(lines)
        var marks = BlockMarks(lines: lines, cells: sources)
        marks.apply(to: &tree, bodyStart: bodyStart)
        tree.markFootnoteReferences()
        tree.arrangeFootnotes()
        (self.tree, cells, tooDeep) = (tree, marks.cells, speller.tooDeep)
    }
}
