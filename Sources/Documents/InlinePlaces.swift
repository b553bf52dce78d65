internal import SourceText

/// Finds where in the source the destinations of links and the names in the text stand.
struct InlinePlaces {
    private let tree: MarkdownTree
    private let lines: SourceLines
    private let cells: [Range<Int>]

    /// The node whose names were asked for last, and where its next one is looked for.
    private var node: NodeID = -1
    private var next = 0
    /// So many searches in raw HTML may fail, so that none costs the square of its length.
    private var searchesLeft = 0
    /// The places of the names of a block that libcmark read, and how many of them were asked for.
    private var block: NodeID = -1
    private var places: [Range<Int>] = []
    private var taken = 0

    init(tree: MarkdownTree, lines: SourceLines, cells: [Range<Int>]) {
        self.tree = tree
        self.lines = lines
        self.cells = cells
    }

    /// The place of a destination as written, without delimiters; of the block where it cannot be told. Links of one
    /// node are asked for in the order of the text.
    mutating func destination(of link: WrittenLink) -> Range<Int> {
        link.rawValue.map { rawPlace($0, in: link.node) } ?? source(of: link.node)
    }

    /// The place of a part of raw HTML, given as a range of the tree's arena, of parts asked for in order.
    mutating func rawPlace(_ part: Range<Int>, in id: NodeID) -> Range<Int> {
        let source = source(of: id)
        if node != id { (node, next, searchesLeft) = (id, source.lowerBound, 16) }
        guard searchesLeft > 0 else { return source }
        let wanted = tree.arena[part]
        // A block's HTML has the indentation of its first line, which its source has not.
        let html = tree.bytes(tree[id].literal)
        let start = html.firstIndex { !isBlank($0) } ?? html.startIndex
        // The marks of quotes and the indentation of further lines are in the source, and not in the HTML.
        let from = max(next, source.lowerBound + max(0, part.lowerBound - start))
        let line = wanted.prefix { $0 != 0x0A }
        guard let place = find(line, from: from, to: source.upperBound) else {
            searchesLeft -= 1
            return source
        }
        next = place.lowerBound
        return place.lowerBound..<min(place.upperBound + wanted.count - line.count, source.upperBound)
    }

    /// The place of a name, of names asked for in the order of the text.
    mutating func place(of name: WrittenName) -> Range<Int> {
        if let source = tree[name.node].source {
            if node != name.node { (node, next) = (name.node, source.lowerBound) }
            guard let place = find(name.name, in: next..<source.upperBound) else { return source }
            next = place.upperBound
            return place
        }
        let owner = tree.block(of: name.node)
        if block != owner { readNames(of: owner) }
        guard taken < places.count else { return lines.range(of: tree[owner]) }
        taken += 1
        return places[taken - 1]
    }

    private func source(of id: NodeID) -> Range<Int> {
        if let source = tree[id].source { return source }
        let block = tree[tree.block(of: id)]
        return block.cell >= 0 ? cells[Int(block.cell)] : lines.range(of: block)
    }

    private func find(_ wanted: ArraySlice<UInt8>, from: Int, to end: Int) -> Range<Int>? {
        var start = from
        while start + wanted.count <= end {
            if lines.text[start..<(start + wanted.count)].elementsEqual(wanted) {
                return start..<(start + wanted.count)
            }
            start += 1
        }
        return nil
    }

    private func find(_ name: String, in range: Range<Int>) -> Range<Int>? {
        let needle = Array(name.utf8)
        for start in range {
            if let end = NameScanner.end(of: needle, in: lines.text, at: start) { return start..<end }
        }
        return nil
    }

    /// Reads a block again that libcmark has read, for the sake of its places.
    private mutating func readNames(of owner: NodeID) {
        (block, taken, places) = (owner, 0, [])
        var copy = MarkdownTree()
        copy.append(Node(kind: .paragraph), to: -1)
        var parser = InlineParser(definitions: LinkDefinitions(), pageLength: lines.text.count)
        let content = BlockContent(block: tree[owner], in: tree, lines: lines)
        parser.parse(content, into: MarkdownTree.root, of: &copy)
        var found: [Range<Int>] = []
        copy.walk { _, node in
            let literal = copy.bytes(node.literal)
            guard let source = node.source else { return true }
            var next = source.lowerBound
            func note(_ name: Range<Int>) {
                let name = String(decoding: copy.arena[name], as: UTF8.self)
                guard let place = find(name, in: next..<source.upperBound) else { return found.append(source) }
                found.append(place)
                next = place.upperBound
            }
            if node.kind == .text { NameScanner.names(inText: literal, note) }
            if node.kind == .code, let name = NameScanner.nameOfCode(literal) { note(name) }
            return true
        }
        places = found
    }
}

extension MarkdownTree {
    /// The block that an inline lies in; of a block itself.
    func block(of id: NodeID) -> NodeID {
        var block = id
        while self[block].kind.isInline { block = self[block].parent }
        return block
    }

    /// How many block quotes a block lies in.
    func quoteDepth(of id: NodeID) -> Int {
        var depth = 0
        var ancestor = self[id].parent
        while ancestor >= 0 {
            depth += self[ancestor].ownQuotes
            ancestor = self[ancestor].parent
        }
        return depth
    }
}
