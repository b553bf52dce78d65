internal import SourceText

/// Finds where in the source the destination of a link or an image stands.
///
/// libcmark keeps no such place: a link node has the position of its closing bracket, right but for indentation and
/// line breaks inside the brackets. So a place is always checked against the source; where it does not fit, the source
/// is searched, and in the end the block as a whole is named.
struct DestinationLocator {
    private let lines: SourceLines
    /// Destinations of reference definitions, made when the first reference link is met.
    private lazy var definitions = ReferenceDefinitions(lines.text)
    private var block: NodeID = -1
    private var bounds = 0..<0
    /// Links of a block close in source order: the next one is looked for from here.
    private var cursor = 0

    init(lines: SourceLines) { self.lines = lines }

    /// The place of the destination as written, without delimiters, of links and images asked for in the order in which
    /// they close.
    mutating func destination(
        of id: NodeID, in tree: MarkdownTree, cells: [Range<Int>]
    ) -> Range<Int> {
        let (owner, quotes) = enclosingBlock(of: id, in: tree)
        let blockNode = tree[owner]
        if owner != block {
            block = owner
            bounds = blockNode.cell >= 0 ? cells[Int(blockNode.cell)] : lines.range(of: blockNode)
            cursor = bounds.lowerBound
        }
        let node = tree[id]
        let url = tree.bytes(node.literal)
        var closing: Int?
        if !blockNode.isReparsed {
            let end = lines.offset(line: node.endLine, column: node.endColumn, in: blockNode, quotes: quotes)
            if end >= cursor, end < bounds.upperBound { closing = end }
        }
        if let closing, lines.text[closing] == 0x5D {
            cursor = closing + 1
            return definitions.place(of: url) ?? bracket(closing)
        }
        if let found = inlineDestination(url, closing: closing) ?? inlineDestination(url, closing: nil) {
            return found
        }
        if let found = autolink(url) { return found }
        return definitions.place(of: url) ?? bounds
    }

    private func enclosingBlock(of id: NodeID, in tree: MarkdownTree) -> (NodeID, quotes: Int) {
        var owner = tree[id].parent
        while tree[owner].kind.isInline { owner = tree[owner].parent }
        var quotes = 0
        var ancestor = tree[owner].parent
        while ancestor >= 0 {
            if tree[ancestor].kind == .blockQuote { quotes += 1 }
            ancestor = tree[ancestor].parent
        }
        return (owner, quotes)
    }

    /// The next `](destination…)` that closes where it should or, without such a place, whose destination fits.
    private mutating func inlineDestination(_ url: ArraySlice<UInt8>, closing: Int?) -> Range<Int>? {
        let text = lines.text
        var index = cursor
        while index + 1 < bounds.upperBound {
            defer { index += 1 }
            guard text[index] == 0x5D, text[index + 1] == 0x28,
                let tail = LinkTail(text, at: index + 2, end: bounds.upperBound)
            else { continue }
            let fits = closing.map { $0 == tail.close } ?? spells(text[tail.destination], url)
            if fits {
                cursor = tail.close
                return tail.destination
            }
        }
        return nil
    }

    private mutating func autolink(_ url: ArraySlice<UInt8>) -> Range<Int>? {
        let text = lines.text
        var index = cursor
        let address = url.starts(with: "mailto:".utf8) ? url.dropFirst(7) : url
        while index < bounds.upperBound {
            if text[index] == 0x3C, let end = text[index..<bounds.upperBound].firstIndex(of: 0x3E),
                text[(index + 1)..<end].elementsEqual(url) || text[(index + 1)..<end].elementsEqual(address)
            {
                cursor = end + 1
                return (index + 1)..<end
            }
            index += 1
        }
        return nil
    }

    /// From the bracket that `closing` closes.
    private func bracket(_ closing: Int) -> Range<Int> {
        var depth = 0
        var index = closing
        while index >= bounds.lowerBound {
            if lines.text[index] == 0x5D { depth += 1 }
            if lines.text[index] == 0x5B {
                depth -= 1
                if depth == 0 { return index..<(closing + 1) }
            }
            index -= 1
        }
        return bounds.lowerBound..<(closing + 1)
    }
}

/// Whether a destination as written is the address that libcmark made of it: the same, or different only by escapes.
func spells(_ written: ArraySlice<UInt8>, _ url: ArraySlice<UInt8>) -> Bool {
    if written.elementsEqual(url) { return true }
    if written.contains(0x26) { return true }
    guard written.contains(0x5C) else { return false }
    return written.filter { $0 != 0x5C }.elementsEqual(url.filter { $0 != 0x5C })
}

/// What follows `](`: a destination, perhaps a title, a closing parenthesis (CommonMark 0.30, 6.3).
private struct LinkTail {
    var destination: Range<Int>
    /// The offset of the closing parenthesis.
    var close: Int

    init?(_ text: [UInt8], at start: Int, end: Int) {
        var index = LinkTail.skipSpace(text, start, end)
        guard let destination = LinkTail.destination(text, &index, end) else { return nil }
        self.destination = destination
        index = LinkTail.skipSpace(text, index, end)
        if index < end, let closer = LinkTail.closer(of: text[index]) {
            index += 1
            while index < end, text[index] != closer { index += text[index] == 0x5C ? 2 : 1 }
            index = LinkTail.skipSpace(text, index + 1, end)
        }
        guard index < end, text[index] == 0x29 else { return nil }
        close = index
    }

    static func destination(_ text: [UInt8], _ index: inout Int, _ end: Int) -> Range<Int>? {
        if index < end, text[index] == 0x3C {
            let start = index + 1
            index = start
            while index < end, text[index] != 0x3E {
                if text[index] == 0x0A { return nil }
                index += text[index] == 0x5C ? 2 : 1
            }
            guard index < end else { return nil }
            index += 1
            return start..<(index - 1)
        }
        let start = index
        var depth = 0
        while index < end {
            switch text[index] {
            case 0x5C: index += 1
            case 0x28: depth += 1
            case 0x29:
                if depth == 0 { return start..<index }
                depth -= 1
            case 0...0x20: return start..<index
            default: break
            }
            index += 1
        }
        index = min(index, end)
        return start..<index
    }

    static func skipSpace(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
        var index = start
        // Quote marks of continuation lines lie between; a destination cannot begin with one.
        var atLineStart = false
        while index < end {
            switch text[index] {
            case 0x20, 0x09: break
            case 0x0A, 0x0D: atLineStart = true
            case 0x3E where atLineStart: break
            default: return index
            }
            index += 1
        }
        return index
    }

    private static func closer(of opener: UInt8) -> UInt8? {
        switch opener {
        case 0x22: 0x22
        case 0x27: 0x27
        case 0x28: 0x29
        default: nil
        }
    }
}

/// The destinations of a text's link reference definitions (CommonMark 0.30, 4.7), which libcmark's tree leaves out.
struct ReferenceDefinitions {
    private var places: [Range<Int>] = []
    private let text: [UInt8]

    init(_ text: [UInt8]) {
        self.text = text
        var lineStart = 0
        while lineStart < text.count {
            let lineEnd = text[lineStart...].firstIndex(of: 0x0A) ?? text.count
            if let place = ReferenceDefinitions.destination(text, lineStart, lineEnd) { places.append(place) }
            lineStart = lineEnd + 1
        }
    }

    /// The first definition that leads to this address.
    func place(of url: ArraySlice<UInt8>) -> Range<Int>? {
        places.first { spells(text[$0], url) }
    }

    private static func destination(_ text: [UInt8], _ lineStart: Int, _ lineEnd: Int) -> Range<Int>? {
        var index = lineStart
        while index < lineEnd, isBlank(text[index]) || text[index] == 0x3E { index += 1 }
        guard index < lineEnd, text[index] == 0x5B else { return nil }
        while index < lineEnd, text[index] != 0x5D { index += text[index] == 0x5C ? 2 : 1 }
        guard index + 1 < lineEnd, text[index + 1] == 0x3A else { return nil }
        index = LinkTail.skipSpace(text, index + 2, text.count)
        guard let place = LinkTail.destination(text, &index, text.count), !place.isEmpty else { return nil }
        return place
    }
}
