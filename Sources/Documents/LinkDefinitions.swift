/// A page's link reference definitions (CommonMark 0.30, 4.7), which libcmark's tree leaves out.
///
/// They stand at the start of paragraphs; a paragraph of nothing else is gone from the tree, and its lines lie between
/// the blocks that are there.
struct LinkDefinitions {
    struct Definition {
        /// As written, without delimiters; the title with its quotes.
        var destination: [UInt8]
        var title: [UInt8]
        /// Where the destination stands in the page's text.
        var source: Range<Int>
    }

    private var definitions: [[UInt8]: Definition] = [:]

    /// None.
    init() {}

    init(tree: MarkdownTree, lines: SourceLines) {
        var nextLine: Int32 = 1
        var id = MarkdownTree.root
        while true {
            let node = tree[id]
            switch node.kind {
            case .paragraph, .definitionTerm, .heading, .codeBlock, .htmlBlock, .thematicBreak, .table:
                if node.startLine > nextLine {
                    add(
                        BlockContent(definitionLines: nextLine...(node.startLine - 1), lines: lines), isParagraph: false
                    )
                }
                if node.kind == .paragraph || node.kind == .heading {
                    let first = lines.range(of: node).lowerBound
                    if first < lines.text.count, lines.text[first] == 0x5B {
                        add(BlockContent(block: node, in: tree, lines: lines), isParagraph: true)
                    }
                }
                nextLine = max(nextLine, node.lastLine(in: tree) + 1)
            default:
                if node.firstChild >= 0 {
                    id = node.firstChild
                    continue
                }
            }
            while tree[id].next < 0 {
                id = tree[id].parent
                if id < 0 { break }
            }
            guard id >= 0 else { break }
            id = tree[id].next
        }
        if nextLine <= lines.count {
            add(BlockContent(definitionLines: nextLine...lines.count, lines: lines), isParagraph: false)
        }
    }

    /// What a label leads to: the first of its definitions counts.
    func definition(of label: ArraySlice<UInt8>) -> Definition? {
        definitions.isEmpty ? nil : definitions[LinkSyntax.normalized(label)]
    }

    private mutating func add(_ content: BlockContent, isParagraph: Bool) {
        let text = content.bytes
        var index = 0
        while index < text.count {
            let lineEnd = text[index...].firstIndex(of: 0x0A) ?? text.count
            if !isParagraph, let footnote = ConstructMarker.footnote(text[index..<lineEnd]) {
                index = footnote.text
            } else if let found = LinkSyntax.definition(text, at: index) {
                let label = LinkSyntax.normalized(text[found.label])
                if definitions[label] == nil, let source = content.source(of: found.destination) {
                    definitions[label] = Definition(
                        destination: Array(text[found.destination]), title: found.title.map { Array(text[$0]) } ?? [],
                        source: source)
                }
                index = found.end
            } else if isParagraph {
                return
            } else {
                index = lineEnd + 1
            }
        }
    }
}

extension Node {
    /// libcmark ends a fence that its container ends in the line behind it (0.30.2, `blocks.c`, `finalize`).
    fileprivate func lastLine(in tree: borrowing MarkdownTree) -> Int32 {
        guard kind == .codeBlock, endLine > startLine else { return endLine }
        return min(endLine, startLine + Int32(clamping: tree.bytes(literal).count { $0 == 0x0A }))
    }
}
