/// The block quotes and list items around a block, and where a line of its text begins behind their marks.
///
/// A line that does not go on with them all, and belongs to the block all the same, is a lazy one (CommonMark 0.30, 5.1):
/// what looks like the mark of a quote may be text there, and libcmark keeps its indentation.
struct LineContainers {
    private struct Container {
        var isQuote: Bool
        /// Of what is indented: where it begins, and the columns that its further lines have to be indented by.
        var startLine: Int32 = 0
        var indentation = 0
    }

    /// Of deeper blocks quotes alone are known: nobody writes them, and each look at a line costs their number.
    private static let deepest = OpenContainers.deepest
    /// The columns by which what is behind our own markers is indented.
    private static let contentColumns = 4

    private let lines: SourceLines
    private var containers: [Container] = []

    /// - Parameter block: a node of the tree, or one like it with other lines.
    init(of block: Node, in tree: borrowing MarkdownTree, lines: SourceLines) {
        self.lines = lines
        var ancestors: [Node] = []
        var ancestor = block.parent
        while ancestor >= 0 {
            let node = tree[ancestor]
            if node.ownQuotes > 0 || node.isIndented { ancestors.append(node) }
            ancestor = node.parent
        }
        let isTooDeep = ancestors.count > LineContainers.deepest
        for node in ancestors.reversed() {
            containers += repeatElement(Container(isQuote: true), count: node.ownQuotes)
            guard node.isIndented, !isTooDeep else { continue }
            let indentation = indentation(of: node)
            containers.append(Container(isQuote: false, startLine: node.startLine, indentation: indentation))
        }
    }

    /// Where the text of a line behind the block's first begins.
    func contentStart(of line: Int32) -> Int { match(line).cursor.contentStart }

    /// The same as libcmark has it, which keeps the indentation of a lazy line: it shows in code.
    func keptStart(of line: Int32) -> Int {
        let (cursor, isLazy) = match(line)
        return isLazy ? cursor.offset : cursor.contentStart
    }

    private func match(_ line: Int32) -> (cursor: LineCursor, isLazy: Bool) {
        var cursor = LineCursor(lines.text, lines.start(of: line)..<lines.end(of: line))
        for container in containers {
            if container.isQuote {
                guard cursor.quoteMark() else { return (cursor, true) }
            } else if container.startLine == line || cursor.indentation >= container.indentation {
                cursor.advance(columns: container.indentation)
            } else {
                return (cursor, true)
            }
        }
        return (cursor, false)
    }

    private func indentation(of node: Node) -> Int {
        var (cursor, _) = match(node.startLine)
        let start = lines.start(of: node.startLine) + Int(node.startColumn) - 1
        // What is in the first line of a block of ours follows its marker, whose width the columns do not tell.
        if cursor.contentStart != start {
            cursor = LineCursor(lines.text, lines.start(of: node.startLine)..<cursor.end)
            while cursor.offset < start, cursor.offset < cursor.end { cursor.advance(columns: 1) }
        }
        if let marker = cursor.listMarker { return cursor.itemIndentation(marker: marker) }
        let offset = cursor.indentation
        guard cursor.contentStart < cursor.end, lines.text[cursor.contentStart] == 0x3A else {
            return offset + LineContainers.contentColumns
        }
        return min(cursor.itemIndentation(marker: 1), offset + LineContainers.contentColumns)
    }
}

extension Node {
    /// Whether what it holds is indented in the source, behind a marker.
    fileprivate var isIndented: Bool {
        switch kind {
        case .item, .tab, .footnoteDefinition, .definition: true
        case .admonition: quoteMarks == 0
        default: false
        }
    }
}
