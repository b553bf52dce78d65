internal import SourceText

/// Reads the inlines of a block whose text libcmark does not read to the end: cells of tables, and whatever holds links
/// or GFM's inlines.
///
/// GFM's strikethrough takes part in the matching of emphasis, and its autolinks are text before emphasis is looked for:
/// neither can be added to a tree that has its emphasis already. And libcmark does not say where a link's destination
/// stands. So such a block is read here again, as libcmark reads it (0.30.2, `inlines.c`) with cmark-gfm's additions
/// (0.29.0.gfm.6, `extensions/`), and each node knows the source it came from. One pass, linear in the text but for
/// what cmark, too, bounds.
struct InlineParser: ~Copyable {
    /// An inline on its way into the tree: text is still a place in the content, or made of entities and the like.
    struct Piece {
        var kind: NodeKind
        /// Of its literal: in `text`, or in `made`.
        var literal: Range<Int>
        var isMade = false
        var title = 0..<0
        /// What it comes from, in `text`: of a link its destination, without delimiters.
        var source: Range<Int>
        /// Whether `source` is in the page's text: the destination stands in a definition.
        var isDefinition = false
        var attributes: AttributeList?
        var first = -1
        var last = -1
        var previous = -1
        var next = -1
    }

    struct Delimiter {
        var piece: Int
        var mark: UInt8
        var canOpen: Bool
        var canClose: Bool
        /// As written; the piece's literal shrinks as it is used up.
        var length: Int
        var position: Int
        var previous = -1
        var next = -1
    }

    struct Bracket {
        var piece: Int
        /// Of `[` or `![`.
        var start: Int
        /// Behind it.
        var textStart: Int
        var isImage: Bool
        var hasBracketAfter = false
        /// Whether a link, or an image, has been begun around here that has not ended: no bare address is linked there.
        var isInLink: Bool
        var isInImage: Bool
    }

    let definitions: LinkDefinitions
    /// The labels of footnotes that are defined, normalised.
    let footnotes: Set<[UInt8]>

    var content = BlockContent()
    var text: [UInt8] = []
    var index = 0
    /// Literals that are not in the text as they are.
    var made: [UInt8] = []
    var pieces: [Piece] = []
    var first = -1
    var last = -1

    var delimiters: [Delimiter] = []
    var lastDelimiter = -1
    var brackets: [Bracket] = []
    /// Brackets below this one lie around a link: they can open images only.
    var inactive = 0

    /// By length, the last run of backticks that was met in looking for an end; and whether all have been met.
    var lastTicks: [Int: Int] = [:]
    var sawAllTicks = false
    /// Before here no bare host begins.
    var noHostBefore = 0
    /// Marks that are known not to come any more.
    var unclosedHTML: Set<[UInt8]> = []
    /// What libcmark makes of named entities, as far as the page has them.
    var entities: [[UInt8]: [UInt8]] = [:]
    /// How many bytes reference links may still add (libcmark's `max_ref_size`): one long address, used again and
    /// again, would make the output quadratic.
    var referenceBudget: Int

    init(definitions: LinkDefinitions, footnotes: Set<[UInt8]> = [], pageLength: Int) {
        self.definitions = definitions
        self.footnotes = footnotes
        referenceBudget = max(pageLength, 100_000)
    }

    /// Reads a block's text and appends its inlines to the block's node.
    ///
    /// - Parameter content: of a paragraph, without the definitions at its start.
    mutating func parse(_ content: BlockContent, into owner: NodeID, of tree: inout MarkdownTree) {
        self.content = content
        text = content.bytes
        index = content.textStart
        while let last = text.last, isSpace(last) { text.removeLast() }
        made.removeAll(keepingCapacity: true)
        pieces.removeAll(keepingCapacity: true)
        (first, last) = (-1, -1)
        delimiters.removeAll(keepingCapacity: true)
        lastDelimiter = -1
        brackets.removeAll(keepingCapacity: true)
        inactive = 0
        if !lastTicks.isEmpty { lastTicks = [:] }
        sawAllTicks = false
        noHostBefore = 0
        if !unclosedHTML.isEmpty { unclosedHTML = [] }
        while index < text.count { step() }
        matchDelimiters(from: 0)
        emit(to: owner, of: &tree)
    }

    private mutating func step() {
        switch text[index] {
        case 0x0A: lineEnd()
        case 0x5C: backslash()
        case 0x60: code()
        case 0x26: entity()
        case 0x7B where shortcode(): break
        case 0x3C: if !shortcode() { angle() }
        case 0x2A, 0x5F, 0x7E: delimiterRun()
        case 0x21 where isImageStart: open(isImage: true)
        case 0x5B: open(isImage: false)
        case 0x5D: close()
        case 0x3A where colon(): break
        case 0x77 where bareHost(): break
        default: plainText()
        }
    }

    private var isImageStart: Bool {
        guard index + 1 < text.count, text[index + 1] == 0x5B else { return false }
        // `![^1]` is an exclamation mark and a footnote, as cmark-gfm has it.
        guard index + 2 < text.count, text[index + 2] == 0x5E, !footnotes.isEmpty else { return true }
        return footnoteLabel(at: index + 2, end: text[index...].firstIndex(of: 0x5D) ?? index) == nil
    }

    private mutating func plainText() {
        let start = index
        index += 1
        scan: while index < text.count {
            switch text[index] {
            case 0x0A, 0x5C, 0x60, 0x26, 0x3C, 0x2A, 0x5F, 0x7E, 0x5B, 0x5D: break scan
            case 0x7B where index + 1 < text.count && (text[index + 1] == 0x7B || text[index + 1] == 0x25): break scan
            case 0x21 where index + 1 < text.count && text[index + 1] == 0x5B: break scan
            case 0x3A: break scan
            case 0x77 where index + 3 < text.count && text[index + 1] == 0x77 && text[index + 2] == 0x77: break scan
            default: index += 1
            }
        }
        var end = index
        // Before a line's end trailing spaces are not shown.
        if index < text.count, text[index] == 0x0A {
            while end > start, isSpace(text[end - 1]) { end -= 1 }
        }
        add(.text, start..<end)
    }

    private mutating func lineEnd() {
        let end = index
        index += 1
        while index < text.count, isBlank(text[index]) { index += 1 }
        let isHard = end > 1 && text[end - 1] == 0x20 && text[end - 2] == 0x20
        add(isHard ? .lineBreak : .softBreak, end..<end)
    }

    private mutating func backslash() {
        let start = index
        index += 1
        guard index < text.count else { return add(.text, start..<index) }
        if isPunctuation(text[index]) {
            index += 1
            add(.text, (start + 1)..<index, source: start..<index)
        } else if text[index] == 0x0A {
            index += 1
            add(.lineBreak, index..<index)
        } else {
            add(.text, start..<index)
        }
    }
}

// MARK: - Pieces

extension InlineParser {
    mutating func add(_ kind: NodeKind, _ literal: Range<Int>) { add(kind, literal, source: literal) }

    mutating func add(_ kind: NodeKind, _ literal: Range<Int>, source: Range<Int>) {
        append(Piece(kind: kind, literal: literal, source: source))
    }

    /// Adds text that does not stand in the source as it is shown.
    mutating func addMade(_ bytes: some Collection<UInt8>, source: Range<Int>) {
        append(Piece(kind: .text, literal: make(bytes), isMade: true, source: source))
    }

    mutating func make(_ bytes: some Collection<UInt8>) -> Range<Int> {
        let start = made.count
        made.append(contentsOf: bytes)
        return start..<made.count
    }

    mutating func append(_ piece: Piece) {
        let id = pieces.count
        pieces.append(piece)
        pieces[id].previous = last
        if last >= 0 { pieces[last].next = id } else { first = id }
        last = id
    }

    func bytes(of piece: Piece) -> ArraySlice<UInt8> {
        piece.isMade ? made[piece.literal] : text[piece.literal]
    }

    /// Copies the pieces into the tree: neighbouring texts as one, addresses of mail in them as links.
    private mutating func emit(to owner: NodeID, of tree: inout MarkdownTree) {
        var open: [(piece: Int, node: NodeID, isLink: Bool)] = []
        var piece = first
        var parent = owner
        var isInLink = false
        while true {
            while piece < 0 {
                guard let (outer, node, wasLink) = open.popLast() else { return }
                piece = pieces[outer].next
                parent = tree[node].parent
                if !wasLink { isInLink = false }
            }
            if pieces[piece].kind == .text {
                piece = emitText(from: piece, to: parent, isInLink: isInLink, of: &tree)
                continue
            }
            let id = tree.append(node(of: pieces[piece], in: &tree), to: parent)
            if let attributes = pieces[piece].attributes { tree.attributes[id] = attributes }
            guard pieces[piece].first >= 0 else {
                piece = pieces[piece].next
                continue
            }
            open.append((piece, id, isInLink))
            isInLink = isInLink || pieces[piece].kind == .link
            parent = id
            piece = pieces[piece].first
        }
    }

    private func node(of piece: Piece, in tree: inout MarkdownTree) -> Node {
        var node = Node(kind: piece.kind)
        if !piece.literal.isEmpty { node.literal = tree.store(bytes(of: piece)) }
        if !piece.title.isEmpty { node.title = tree.store(made[piece.title]) }
        node.source = piece.isDefinition ? piece.source : content.source(of: piece.source)
        return node
    }

    /// One text node of a run of texts; more where addresses of mail stand in it. Answers with the piece behind them.
    private func emitText(from start: Int, to parent: NodeID, isInLink: Bool, of tree: inout MarkdownTree) -> Int {
        var node = Node(kind: .text)
        node.literal.start = UInt32(tree.arena.count)
        var piece = start
        var end = pieces[start].source.upperBound
        var mayHoldMail = false
        while piece >= 0, pieces[piece].kind == .text {
            let bytes = bytes(of: pieces[piece])
            if !mayHoldMail, !isInLink, bytes.contains(0x40) { mayHoldMail = true }
            tree.arena.append(contentsOf: bytes)
            end = pieces[piece].source.upperBound
            piece = pieces[piece].next
        }
        node.literal.end = UInt32(tree.arena.count)
        guard !node.literal.isEmpty else { return piece }
        node.source = content.source(of: pieces[start].source.lowerBound..<end)
        if mayHoldMail {
            tree.appendLinkingMail(node, to: parent)
        } else {
            tree.append(node, to: parent)
        }
        return piece
    }
}
