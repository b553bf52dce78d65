/// Gives the blocks that `BlockSpeller` spelled as others their true kinds, in the tree that libcmark made of them.
struct ConstructTree {
    let lines: SourceLines
    private let constructs: [BlockConstruct]
    /// The node of each construct; -1 where there is none.
    private var nodes: [NodeID]
    var pieces = InlinePieces()
    /// The source of each cell and title, by the order in which they were made.
    var cells: [Range<Int>] = []

    init(lines: SourceLines, constructs: [BlockConstruct]) {
        self.lines = lines
        self.constructs = constructs
        nodes = [NodeID](repeating: -1, count: constructs.count)
    }

    /// False where a construct is not in the tree as it was spelled, which is then of no use.
    mutating func apply(to tree: inout MarkdownTree) -> Bool {
        locate(in: &tree)
        guard nodes.allSatisfy({ $0 >= 0 }) else { return false }
        var parents: [NodeID] = []
        var construct: [NodeID: Int] = [:]
        for (index, id) in nodes.enumerated() {
            construct[id] = index
            let parent = tree[id].kind == .item ? tree[tree[id].parent].parent : tree[id].parent
            if parents.last != parent { parents.append(parent) }
        }
        // What loosens the list around it does so as it stands, so before anything is moved.
        for (index, id) in nodes.enumerated() where endsAsBlankLine(id, constructs[index], in: tree) {
            tree.loosen(around: id) { construct[$0] != nil }
        }
        var rebuilt: Set<NodeID> = []
        for parent in parents where rebuilt.insert(parent).inserted { rebuild(parent, construct, in: &tree) }
        return true
    }

    /// Whether cmark-gfm takes a block for one that a blank line ends, though none does: a table without rows and a
    /// footnote without text, of whose last lines nothing is left when they have been read.
    private func endsAsBlankLine(
        _ id: NodeID, _ construct: BlockConstruct, in tree: borrowing MarkdownTree
    ) -> Bool {
        switch construct.kind {
        case .table(let table): table.rows.count == 1
        case .footnote: construct.hasFiller && tree[id].firstChild == tree[id].lastChild
        default: false
        }
    }

    /// Finds the nodes of the constructs, and puts what stands in their first lines to its place in the source.
    private mutating func locate(in tree: inout MarkdownTree) {
        var next = 0
        var id = MarkdownTree.root
        while true {
            let node = tree[id]
            while next < constructs.count, constructs[next].line < node.startLine { next += 1 }
            if next < constructs.count, constructs[next].line == node.startLine, node.kind != .document {
                place(id, node, from: next, in: &tree)
            }
            if node.firstChild >= 0, !tree[node.firstChild].kind.isInline {
                id = node.firstChild
                continue
            }
            while tree[id].next < 0 {
                id = tree[id].parent
                if id < 0 { return }
            }
            id = tree[id].next
        }
    }

    /// Looks for a block's place among the constructs that begin in its first line.
    private mutating func place(_ id: NodeID, _ node: Node, from first: Int, in tree: inout MarkdownTree) {
        var found: Int?
        var index = first
        while index < constructs.count, constructs[index].line == node.startLine,
            constructs[index].column <= node.startColumn
        {
            found = index
            index += 1
        }
        guard let found else { return }
        let construct = constructs[found]
        guard construct.column == node.startColumn else {
            tree.nodes[Int(id)].startColumn += construct.contentShift
            return
        }
        tree.nodes[Int(id)].startColumn += construct.markerShift
        if node.kind == .item || node.kind == .htmlBlock { nodes[found] = id }
    }

    /// Makes the children of a block anew, with ours lifted out of the lists that they were spelled as.
    private mutating func rebuild(_ parent: NodeID, _ construct: [NodeID: Int], in tree: inout MarkdownTree) {
        var children: [NodeID] = []
        for child in Array(tree.children(of: parent)) {
            if let index = construct[child] {
                place(child, constructs[index], behind: &children, in: &tree)
            } else if tree[child].kind == .list {
                for part in tree.parts(of: child, { construct[$0] != nil }) {
                    guard let index = construct[part] else {
                        children.append(part)
                        continue
                    }
                    place(part, constructs[index], behind: &children, in: &tree)
                }
            } else {
                children.append(child)
            }
        }
        tree.setChildren(of: parent, children)
    }

    private mutating func place(
        _ id: NodeID, _ construct: BlockConstruct, behind children: inout [NodeID], in tree: inout MarkdownTree
    ) {
        if construct.hasFiller { tree.setChildren(of: id, Array(tree.children(of: id).dropFirst())) }
        switch construct.kind {
        case .table(let table):
            cutHeader(of: id, construct, from: &children, in: &tree)
            fill(id, with: table, construct, in: &tree)
            children.append(id)
        case .admonition(let admonition):
            tree.nodes[Int(id)].kind = .admonition
            tree.nodes[Int(id)].level = admonition.isOpen ? 2 : admonition.isCollapsible ? 1 : 0
            let classes = admonition.classes.map { lines.text[$0] }
            tree.nodes[Int(id)].literal = tree.store(AdmonitionType.classes(classes))
            if let title = admonition.title {
                if !title.isEmpty { addTitle(title, to: id, line: construct.line, in: &tree) }
            } else if let type = classes.first {
                addTitle(AdmonitionType.title(type), to: id, line: construct.line, in: &tree)
            }
            children.append(id)
            children += expelled(from: id, in: &tree)
        case .tab(let title):
            tree.nodes[Int(id)].kind = .tab
            addTitle(title, to: id, line: construct.line, in: &tree)
            if let last = children.last, tree[last].kind == .tabs {
                tree.appendExisting(id, to: last)
            } else {
                children.append(tree.wrap(id, in: .tabs))
            }
            children += expelled(from: id, in: &tree)
        case .footnote(let label):
            tree.nodes[Int(id)].kind = .footnoteDefinition
            tree.nodes[Int(id)].literal = tree.store(lines.text[label])
            children.append(id)
        case .definition(let isLoose): placeDefinition(id, isLoose: isLoose, behind: &children, in: &tree)
        case .abbreviation(let label, let expansion):
            let name = Array(lines.text[label])
            if tree.abbreviations[name] == nil { tree.abbreviations[name] = Array(lines.text[expansion]) }
        }
    }

    private mutating func addTitle(_ source: Range<Int>, to id: NodeID, line: Int32, in tree: inout MarkdownTree) {
        var node = Node(kind: .blockTitle)
        (node.startLine, node.endLine, node.startColumn) = (line, line, 1)
        node.cell = Int32(cells.count)
        cells.append(source)
        let title = tree.prepend(node, to: id)
        pieces.add(BlockContent(cell: source, of: lines.text), owner: title)
    }

    /// A title that the source does not have.
    private func addTitle(_ text: [UInt8], to id: NodeID, line: Int32, in tree: inout MarkdownTree) {
        var node = Node(kind: .blockTitle)
        (node.startLine, node.endLine, node.startColumn) = (line, line, 1)
        let title = tree.prepend(node, to: id)
        var content = Node(kind: .text)
        content.literal = tree.store(text)
        tree.append(content, to: title)
    }
}
