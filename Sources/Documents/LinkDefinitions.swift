/// The destinations of a page's link reference definitions (CommonMark 0.30, 4.7), which libcmark's tree leaves out.
///
/// They stand at the start of paragraphs; a paragraph of nothing else is gone from the tree, and its lines lie between
/// the blocks that are there.
struct LinkDefinitions {
    private var places: [[UInt8]: Range<Int>] = [:]

    init(tree: MarkdownTree, lines: SourceLines) {
        var nextLine: Int32 = 1
        var quotes = 0
        var id = MarkdownTree.root
        while true {
            let node = tree[id]
            quotes += node.ownQuotes
            switch node.kind {
            case .paragraph, .heading, .codeBlock, .htmlBlock, .thematicBreak, .table:
                if node.startLine > nextLine {
                    add(
                        BlockContent(definitionLines: nextLine...(node.startLine - 1), lines: lines), isParagraph: false
                    )
                }
                if node.kind == .paragraph || node.kind == .heading {
                    let first = lines.range(of: node).lowerBound
                    if first < lines.text.count, lines.text[first] == 0x5B {
                        add(BlockContent(block: node, quotes: quotes, lines: lines), isParagraph: true)
                    }
                }
                nextLine = max(nextLine, node.endLine + 1)
            default:
                if node.firstChild >= 0 {
                    id = node.firstChild
                    continue
                }
            }
            while tree[id].next < 0 {
                quotes -= tree[id].ownQuotes
                id = tree[id].parent
                if id < 0 { break }
            }
            guard id >= 0 else { break }
            quotes -= tree[id].ownQuotes
            id = tree[id].next
        }
        if nextLine <= lines.count {
            add(BlockContent(definitionLines: nextLine...lines.count, lines: lines), isParagraph: false)
        }
    }

    /// Where the destination stands that a label leads to: the first definition counts.
    func place(of label: ArraySlice<UInt8>) -> Range<Int>? { places[LinkSyntax.normalized(label)] }

    private mutating func add(_ content: BlockContent, isParagraph: Bool) {
        let text = content.bytes
        var index = 0
        while index < text.count {
            if let found = LinkSyntax.definition(text, at: index) {
                let label = LinkSyntax.normalized(text[found.label])
                if places[label] == nil, let place = content.source(of: found.destination) { places[label] = place }
                index = found.end
            } else if isParagraph {
                return
            } else {
                index = (text[index...].firstIndex(of: 0x0A) ?? text.count) + 1
            }
        }
    }
}
