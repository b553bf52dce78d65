internal import SourceText

/// Finds where in the source the destinations of links stand, and the names in the text.
///
/// libcmark's own positions do not serve: its columns ignore what was stripped from lines, its lines drift behind a
/// line break in a link's tail and behind definitions, table cells come from another parse, and reference links hide
/// their label. So the source of a block is scanned again, once, and what is found is matched in order with what the
/// tree holds; what should not match is passed over, and in the end the block as a whole is named.
struct DestinationLocator {
    private let tree: MarkdownTree
    private let lines: SourceLines
    private let cells: [Range<Int>]
    /// Made when the first brackets are met that may be a reference link.
    private var definitions: LinkDefinitions?

    private var owner: NodeID = -1
    private var bounds = 0..<0
    private var content = BlockContent()
    private var scanner = InlineScanner()
    private var nextPlace = 0
    private var nextByte = 0
    private var nextHidden = 0
    /// So many searches of a block may fail, so that none costs the square of its length.
    private var searchesLeft = 0

    init(tree: MarkdownTree, lines: SourceLines, cells: [Range<Int>]) {
        self.tree = tree
        self.lines = lines
        self.cells = cells
    }

    /// The place of a destination as written, without delimiters, of links asked for in the order in which they close.
    mutating func destination(of link: WrittenLink) -> Range<Int> {
        enterBlock(of: link.node)
        guard searchesLeft > 0 else { return bounds }
        let wanted: InlineScanner.Kind = link.isRawHTML ? .rawHTML : link.kind == .image ? .image : .link
        for index in nextPlace..<scanner.places.count {
            let place = scanner.places[index]
            guard place.kind == wanted else { continue }
            let written = place.isDefinition ? lines.text[place.destination] : content.bytes[place.destination]
            guard spells(written, link.written) else { continue }
            nextPlace = index + 1
            return place.isDefinition ? place.destination : content.source(of: place.destination) ?? bounds
        }
        searchesLeft -= 1
        return bounds
    }

    /// The place of a name, of names asked for in the order of the text.
    mutating func place(of name: WrittenName) -> Range<Int> {
        enterBlock(of: name.node)
        guard searchesLeft > 0 else { return bounds }
        let needle = Array(name.name.utf8)
        let (byte, hidden) = (nextByte, nextHidden)
        while nextByte < content.bytes.count {
            if nextHidden < scanner.hidden.count, scanner.hidden[nextHidden].lowerBound <= nextByte {
                nextByte = max(nextByte, scanner.hidden[nextHidden].upperBound)
                nextHidden += 1
                continue
            }
            if let end = NameScanner.end(of: needle, in: content.bytes, at: nextByte) {
                defer { nextByte = end }
                return content.source(of: nextByte..<end) ?? bounds
            }
            nextByte += 1
        }
        (nextByte, nextHidden) = (byte, hidden)
        searchesLeft -= 1
        return bounds
    }

    private mutating func enterBlock(of id: NodeID) {
        var block = id
        while tree[block].kind.isInline { block = tree[block].parent }
        guard block != owner else { return }
        owner = block
        (nextPlace, nextByte, nextHidden, searchesLeft) = (0, 0, 0, 16)
        let node = tree[block]
        if node.cell >= 0 {
            bounds = cells[Int(node.cell)]
            content = BlockContent(cell: bounds, of: lines.text)
        } else {
            bounds = lines.range(of: node)
            content = BlockContent(block: node, quotes: tree.quoteDepth(of: block), lines: lines)
        }
        if node.kind == .htmlBlock {
            scanner = InlineScanner(htmlBlock: content.bytes)
            return
        }
        var definitions = definitions
        let (tree, lines) = (tree, lines)
        scanner = InlineScanner(content.bytes) { label in
            let made = definitions ?? LinkDefinitions(tree: tree, lines: lines)
            definitions = made
            return made.place(of: label)
        }
        self.definitions = definitions
    }
}

extension MarkdownTree {
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

/// Whether a destination as written can be the address that libcmark made of it: the same, but for escapes, entities,
/// and an autolink's `mailto:`.
func spells(_ written: ArraySlice<UInt8>, _ address: String) -> Bool {
    if written.elementsEqual(address.utf8) || written.contains(0x26) { return true }
    if written.contains(0x40), address.utf8.elementsEqual(Array("mailto:".utf8) + written) { return true }
    guard written.contains(0x5C) else { return false }
    return written.filter { $0 != 0x5C }.elementsEqual(address.utf8.filter { $0 != 0x5C })
}
