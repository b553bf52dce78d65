/// What is written in the text of CommonMark's own blocks and says more of them: the boxes of task lists, the marks of
/// alerts, attributes, and the place of a table of contents.
struct BlockMarks {
    let lines: SourceLines
    private(set) var pieces = InlinePieces()
    private(set) var cells: [Range<Int>]
    /// More tables of contents in a page stay text: each is as long as the page has headings.
    private var contentsLeft = 8

    init(lines: SourceLines, cells: [Range<Int>]) {
        self.lines = lines
        self.cells = cells
    }

    mutating func apply(to tree: inout MarkdownTree) {
        var quotes: [NodeID] = []
        var paragraphs: [NodeID] = []
        var headings: [NodeID] = []
        var items: [NodeID] = []
        tree.walk { id, node in
            switch node.kind {
            case .blockQuote: quotes.append(id)
            case .item: items.append(id)
            case .heading: headings.append(id)
            case .paragraph: paragraphs.append(id)
            default: break
            }
            return !node.kind.isInline && node.kind != .heading && node.kind != .paragraph && node.kind != .table
        }
        for id in headings { readAttributes(ofHeading: id, in: &tree) }
        for id in items { readTask(id, in: &tree) }
        for id in quotes { readAlert(id, in: &tree) }
        var removed: Set<NodeID> = []
        for id in paragraphs { readLine(id, &removed, in: &tree) }
        for parent in Set(removed.map { tree[$0].parent }) {
            tree.setChildren(of: parent, tree.children(of: parent).filter { !removed.contains($0) })
        }
    }

    private func firstParagraph(of id: NodeID, in tree: borrowing MarkdownTree) -> NodeID? {
        let first = tree[id].firstChild
        return first >= 0 && tree[first].kind == .paragraph ? first : nil
    }

    /// The first line of a paragraph.
    private func firstLine(of paragraph: Node) -> Range<Int> {
        let start = lines.range(of: paragraph).lowerBound
        return start..<max(start, lines.end(of: paragraph.startLine))
    }

    // MARK: Task lists

    /// GFM 0.29, 5.3: `[ ]` or `[x]` behind an item's marker, and a blank behind it.
    private mutating func readTask(_ item: NodeID, in tree: inout MarkdownTree) {
        let paragraph = tree[item].firstChild
        guard paragraph >= 0, tree[paragraph].kind == .paragraph || tree[paragraph].kind == .heading,
            tree[paragraph].startLine == tree[item].startLine
        else { return }
        let text = lines.text
        let line = firstLine(of: tree[paragraph])
        let start = line.lowerBound
        guard line.count > 3, text[start] == 0x5B, text[start + 2] == 0x5D, isSpace(text[start + 3]) else { return }
        switch text[start + 1] {
        case 0x20: tree.nodes[Int(item)].task = .open
        case 0x58, 0x78: tree.nodes[Int(item)].task = .done
        default: return
        }
        var rest = start + 4
        while rest < line.upperBound, isSpace(text[rest]) { rest += 1 }
        guard rest < line.upperBound else { return cutFirstLine(of: paragraph, in: &tree) }
        let first = tree[paragraph].firstChild
        if first >= 0, tree[first].kind == .text,
            tree.bytes(tree[first].literal).starts(with: text[start..<(start + 3)])
        {
            var literal = tree[first].literal
            literal.start += 3
            while !literal.isEmpty, isSpace(tree.arena[Int(literal.start)]) { literal.start += 1 }
            tree.nodes[Int(first)].literal = literal
            return
        }
        // `[x]` is a link, where the page defines one.
        tree.nodes[Int(paragraph)].startColumn += Int32(rest - start)
        reparse(paragraph, in: &tree)
    }

    /// Reads the inlines of a block anew, from the lines that it has now.
    private mutating func reparse(_ id: NodeID, in tree: inout MarkdownTree) {
        tree.setChildren(of: id, [])
        let content = BlockContent(block: tree[id], in: tree, lines: lines)
        pieces.add(content, owner: id)
    }

    // MARK: Alerts

    /// `> [!NOTE]` as GitHub has it, and with Obsidian's titles and folds: `> [!tip]- Title`.
    private mutating func readAlert(_ quote: NodeID, in tree: inout MarkdownTree) {
        guard let paragraph = firstParagraph(of: quote, in: tree) else { return }
        let block = tree[paragraph]
        let line = firstLine(of: block)
        let text = lines.text[line]
        guard text.starts(with: "[!".utf8), let end = text.firstIndex(of: 0x5D) else { return }
        let type = text[(line.lowerBound + 2)..<end]
        guard AdmonitionType.colour(of: type) != nil else { return }
        var titleStart = end + 1
        var level: UInt8 = 0
        if titleStart < line.upperBound, text[titleStart] == 0x2B || text[titleStart] == 0x2D {
            level = text[titleStart] == 0x2D ? 1 : 2
            titleStart += 1
        }
        guard titleStart == line.upperBound || isBlank(text[titleStart]) else { return }
        let title = trimmed(lines.text, titleStart..<line.upperBound)
        let hasMoreLines = block.endLine > block.startLine
        if title.isEmpty, !hasMoreLines, block.next < 0 { return }

        tree.nodes[Int(quote)].kind = .admonition
        tree.nodes[Int(quote)].level = level
        tree.nodes[Int(quote)].quoteMarks = 1
        tree.nodes[Int(quote)].literal = tree.store(AdmonitionType.classes([type]))
        cutFirstLine(of: paragraph, in: &tree)
        var node = Node(kind: .blockTitle)
        (node.startLine, node.endLine, node.startColumn) = (block.startLine, block.startLine, block.startColumn)
        if title.isEmpty {
            let id = tree.prepend(node, to: quote)
            var content = Node(kind: .text)
            content.literal = tree.store(AdmonitionType.title(type))
            tree.append(content, to: id)
        } else {
            node.cell = Int32(cells.count)
            cells.append(title)
            let id = tree.prepend(node, to: quote)
            pieces.add(BlockContent(cell: title, of: lines.text), owner: id)
        }
    }

    /// Takes the first line from a paragraph that its container begins with, and the paragraph where it has no other.
    private mutating func cutFirstLine(of paragraph: NodeID, in tree: inout MarkdownTree) {
        guard tree[paragraph].endLine > tree[paragraph].startLine else {
            let parent = tree[paragraph].parent
            return tree.setChildren(of: parent, Array(tree.children(of: parent).dropFirst()))
        }
        let line = tree[paragraph].startLine + 1
        // The mark alone in its line is a text and a break.
        let first = tree[paragraph].firstChild
        let second = first >= 0 ? tree[first].next : -1
        let isPlain =
            second >= 0 && tree[first].kind == .text && tree[second].kind == .softBreak && tree[second].next >= 0
        let rest = isPlain ? Array(tree.children(of: paragraph).dropFirst(2)) : []
        tree.nodes[Int(paragraph)].startLine = line
        let start = LineContainers(of: tree[paragraph], in: tree, lines: lines).contentStart(of: line)
        tree.nodes[Int(paragraph)].startColumn = Int32(start - lines.start(of: line) + 1)
        if isPlain { tree.setChildren(of: paragraph, rest) } else { reparse(paragraph, in: &tree) }
    }

    // MARK: Attributes and tables of contents

    private func readAttributes(ofHeading id: NodeID, in tree: inout MarkdownTree) {
        let last = tree[id].lastChild
        guard last >= 0, tree[last].kind == .text,
            let (list, start) = AttributeList.trailing(tree.bytes(tree[last].literal))
        else { return }
        tree.attributes[id] = list
        var end = start
        while end > Int(tree[last].literal.start), isSpace(tree.arena[end - 1]) { end -= 1 }
        tree.nodes[Int(last)].literal.end = UInt32(end)
    }

    private static let contents: [[UInt8]] = ["[TOC]", "[[TOC]]", "[[_TOC_]]", "{:toc}", "${toc}"].map {
        Array($0.utf8)
    }

    /// What a paragraph's last line says, if it is no text: attributes, or the place of a table of contents.
    private mutating func readLine(_ id: NodeID, _ removed: inout Set<NodeID>, in tree: inout MarkdownTree) {
        let node = tree[id]
        var last = lines.end(of: node.endLine)
        guard last > 0 else { return }
        while last > 0, isBlank(lines.text[last - 1]) { last -= 1 }
        guard last > 0, lines.text[last - 1] == 0x7D || lines.text[last - 1] == 0x5D else { return }
        let isWhole = node.startLine == node.endLine
        let start =
            isWhole
            ? firstLine(of: node).lowerBound
            : LineContainers(of: node, in: tree, lines: lines).contentStart(of: node.endLine)
        guard start < last else { return }
        let line = lines.text[start..<last]
        if BlockMarks.contents.contains(where: { $0.elementsEqual(line) }) {
            placeContents(id, isWhole: isWhole, line, in: &tree)
            return
        }
        guard let list = AttributeList(line) else { return }
        if !isWhole {
            guard cutLastText(of: id, in: &tree) else { return }
            tree.attributes[id] = list
            return
        }
        // A list that stands alone is of the block above it.
        var previous: NodeID = -1
        for child in tree.children(of: node.parent) {
            if child == id { break }
            previous = child
        }
        if previous >= 0 { tree.attributes[previous] = list }
        removed.insert(id)
    }

    private mutating func placeContents(
        _ id: NodeID, isWhole: Bool, _ line: ArraySlice<UInt8>, in tree: inout MarkdownTree
    ) {
        for child in tree.children(of: id) where tree[child].kind == .link { return }
        contentsLeft -= 1
        guard contentsLeft >= 0 else { return }
        var place = id
        if !isWhole {
            // kramdown's: a list of one item, whose last line says that it stands for the contents.
            let item = tree[id].parent
            guard line.first == 0x7B, tree[item].kind == .item, tree[item].firstChild == id, tree[id].next < 0,
                tree[item].next < 0, tree[tree[item].parent].firstChild == item
            else { return }
            place = tree[item].parent
        }
        var node = Node(kind: .tableOfContents)
        (node.startLine, node.startColumn) = (tree[place].startLine, tree[place].startColumn)
        (node.endLine, node.endColumn) = (tree[place].endLine, tree[place].endColumn)
        tree.replace(place, with: node)
    }

    /// Takes the last line of a paragraph from it, where that is one text.
    private func cutLastText(of id: NodeID, in tree: inout MarkdownTree) -> Bool {
        var children = Array(tree.children(of: id))
        guard let text = children.popLast(), tree[text].kind == .text, let lineBreak = children.popLast(),
            tree[lineBreak].kind == .softBreak || tree[lineBreak].kind == .lineBreak
        else { return false }
        tree.setChildren(of: id, children)
        return true
    }
}
