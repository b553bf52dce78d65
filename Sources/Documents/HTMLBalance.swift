/// The elements that raw HTML has opened and not closed, across the pieces of a page: so that no piece closes an
/// element of the page around it, and none stays open beyond the Markdown that holds it.
///
/// An element belongs to the depth of Markdown it was opened at. Its end tag must stand at that depth: block HTML
/// reaches over the blocks beside it, inline HTML to the end of its paragraph. Elements end where HTML lets them end
/// without a tag (Living Standard, 13.2.6.4.7 to 15), as far as these rules keep to the elements of one depth.
struct HTMLBalance {
    struct Element {
        var name: String
        var depth: Int
        /// Of a link that leads nowhere: it marks a place and holds nothing.
        var isAnchor = false
        /// It has ended with its block, but its end tag may still come.
        var hasEnded = false
    }

    enum Fault: Error {
        /// A part of a table or a list without one.
        case outside(String)
        /// The end tag of nothing that is open here.
        case stray
        case tooDeep
        /// A link in a link.
        case nested
    }

    /// Browsers nest 512 elements and put the others beside them; nobody means more.
    static let deepest = 128

    private(set) var elements: [Element] = []

    /// Notes a start tag, and writes the end tags that it implies.
    mutating func open(
        _ name: String, isAnchor: Bool = false, depth: Int, into html: inout [UInt8]
    ) throws(Fault) {
        let isVoid = HTMLVocabulary.void.contains(name)
        guard isVoid || elements.count < HTMLBalance.deepest else { throw .tooDeep }
        try endWhat(name, implies: depth, into: &html)
        if !isVoid { elements.append(Element(name: name, depth: depth, isAnchor: isAnchor)) }
    }

    /// Writes an end tag, and those of what is open inside.
    mutating func close(_ name: String, depth: Int, into html: inout [UInt8]) throws(Fault) {
        let walls: Set<String> =
            name == "table" ? [] : HTMLVocabulary.tableParts.contains(name) ? ["table"] : HTMLVocabulary.walls
        let scope = name == "li" ? walls.union(["ul", "ol"]) : walls
        guard let index = innermost([name], depth, walls: scope.subtracting([name]), ended: true) else { throw .stray }
        if elements[index].hasEnded {
            elements.remove(at: index)
        } else {
            end(from: index, into: &html)
        }
    }

    /// Ends what was opened at a depth, or below.
    mutating func leave(depth: Int, into html: inout [UInt8]) {
        guard let index = elements.firstIndex(where: { $0.depth >= depth }) else { return }
        end(from: index, into: &html)
    }

    /// Ends what no block reaches beyond: a paragraph, since Markdown's own would end it, and a link that only marks a
    /// place, which authors leave open.
    mutating func endBlock(depth: Int, into html: inout [UInt8]) {
        let start = elements.lastIndex { $0.depth != depth }.map { $0 + 1 } ?? 0
        guard
            let first = elements[start...].firstIndex(where: { !$0.hasEnded && ($0.name == "p" || $0.isAnchor) })
        else { return }
        let ended = Set(elements[first...].filter { $0.name == "p" || $0.isAnchor }.map(\.name))
        end(from: first, into: &html)
        let kept = Set(elements[start...].filter(\.hasEnded).map(\.name))
        for name in ended.subtracting(kept).sorted() {
            elements.append(Element(name: name, depth: depth, hasEnded: true))
        }
    }

    private mutating func end(from index: Int, into html: inout [UInt8]) {
        while elements.count > index, let element = elements.popLast() {
            if element.hasEnded { continue }
            html.append(contentsOf: "</\(element.name)>".utf8)
        }
    }

    /// The innermost of some elements, of one depth, inside of all walls.
    private func innermost(_ names: Set<String>, _ depth: Int, walls: Set<String>, ended: Bool = false) -> Int? {
        for index in elements.indices.reversed() {
            let element = elements[index]
            guard element.depth == depth else { return nil }
            if names.contains(element.name), ended || !element.hasEnded { return index }
            if walls.contains(element.name) { return nil }
        }
        return nil
    }

    private mutating func endWhat(_ name: String, implies depth: Int, into html: inout [UInt8]) throws(Fault) {
        if HTMLVocabulary.tableParts.contains(name) { return try endTableParts(name, depth, into: &html) }
        switch name {
        case "li": try endItem(["li"], of: ["ul", "ol"], depth, into: &html)
        case "dt", "dd": try endItem(["dt", "dd"], of: ["dl"], depth, into: &html)
        case "a": try endLink(depth, into: &html)
        case "table":
            let inner = innermost(HTMLVocabulary.walls, depth, walls: [])
            if let inner, elements[inner].name == "table" { end(from: inner, into: &html) }
        case "rt", "rp", "rb", "rtc":
            if let last = elements.last, last.depth == depth, ["rt", "rp", "rb"].contains(last.name) {
                end(from: elements.count - 1, into: &html)
            }
        default: break
        }
        guard HTMLVocabulary.endingParagraphs.contains(name) else { return }
        if let index = innermost(["p"], depth, walls: HTMLVocabulary.walls) { end(from: index, into: &html) }
        if HTMLVocabulary.headings.contains(name), let last = elements.last, last.depth == depth,
            HTMLVocabulary.headings.contains(last.name)
        {
            end(from: elements.count - 1, into: &html)
        }
    }

    /// An item outside of a list would end the item of Markdown's list that it stands in.
    private mutating func endItem(
        _ items: Set<String>, of lists: Set<String>, _ depth: Int, into html: inout [UInt8]
    ) throws(Fault) {
        guard let list = innermost(lists, depth, walls: HTMLVocabulary.walls) else { throw .outside("list") }
        if let item = innermost(items, depth, walls: HTMLVocabulary.walls), item > list { end(from: item, into: &html) }
    }

    private mutating func endTableParts(_ name: String, _ depth: Int, into html: inout [UInt8]) throws(Fault) {
        guard let table = innermost(["table"], depth, walls: []) else { throw .outside("table") }
        let ended: Set<String> =
            switch name {
            case "td", "th": ["td", "th", "caption", "colgroup"]
            case "tr": ["tr", "td", "th", "caption", "colgroup"]
            case "col": HTMLVocabulary.tableParts.subtracting(["colgroup"])
            default: HTMLVocabulary.tableParts
            }
        guard let first = elements[(table + 1)...].firstIndex(where: { ended.contains($0.name) }) else { return }
        end(from: first, into: &html)
    }

    private mutating func endLink(_ depth: Int, into html: inout [UInt8]) throws(Fault) {
        if let link = innermost(["a"], depth, walls: HTMLVocabulary.walls) { end(from: link, into: &html) }
        guard !elements.contains(where: { $0.name == "a" && !$0.hasEnded }) else { throw .nested }
    }
}
