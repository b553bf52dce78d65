/// Writes the raw HTML of one page, piece by piece, as a policy has it.
///
/// What is safe is written anew from what a browser's tokenizer would see, in one form: names in lower case, values in
/// double quotes, nothing twice. No byte that might be markup reaches the page any other way, so that no reader of it
/// can understand it otherwise than it was judged.
package struct HTMLSanitizer {
    package let policy: HTMLPolicy
    private var balance = HTMLBalance()
    /// The open `svg` or `math`, how many of its name lie in each other, and the depth it was opened at.
    private var foreign: (name: String, count: Int, depth: Int)?
    /// Of the block that is being written, where its last text ends, tags behind it aside; nil of inline HTML.
    private var textEnd: Int?

    package init(policy: HTMLPolicy) { self.policy = policy }

    /// - Parameters:
    ///   - piece: a block of raw HTML, or one inline.
    ///   - depth: how many nodes of Markdown it lies in.
    package mutating func write(_ piece: ArraySlice<UInt8>, isBlock: Bool, depth: Int) -> HTMLFragment {
        switch policy {
        case .safe: return writeSafely(piece, isBlock: isBlock, depth: depth)
        case .escape: return HTMLSanitizer.escape(piece, isBlock: isBlock)
        case .trusted: return HTMLSanitizer.trust(piece)
        }
    }

    /// Whether ending a node of Markdown has raw elements to end first.
    package func hasOpen(depth: Int) -> Bool {
        foreign != nil || (balance.elements.last?.depth ?? -1) >= depth
    }

    /// The end tags of all that was opened at a depth and has no end: for before the end of the node that holds it.
    package mutating func leave(depth: Int) -> [UInt8] {
        if let open = foreign, open.depth >= depth { foreign = nil }
        var html: [UInt8] = []
        balance.leave(depth: depth, into: &html)
        return html
    }

    // MARK: Safe

    private mutating func writeSafely(_ piece: ArraySlice<UInt8>, isBlock: Bool, depth: Int) -> HTMLFragment {
        var fragment = HTMLFragment()
        fragment.html.append(contentsOf: leave(depth: depth + 1))
        textEnd = isBlock ? HTMLSanitizer.textEnd(of: piece) : nil
        var tokens = HTMLTokenizer(piece, filtersDisallowed: true)
        while let token = tokens.next() {
            if foreign != nil {
                skipForeign(token)
                continue
            }
            switch token {
            case .text(let range): HTMLSanitizer.appendText(piece[range], to: &fragment.html)
            case .disallowedTag(let tag):
                HTMLSanitizer.appendText(piece[tag.range], to: &fragment.html)
                fragment.note(tag.range, HTMLMessage.shownAsText(tag))
            case .comment(let range, let isClosed):
                if !isClosed { fragment.note(range, HTMLMessage.openComment) }
            case .declaration: break
            case .instruction(let range):
                fragment.note(range, HTMLMessage.notPublished(HTMLMessage.excerpt(piece[range])))
            case .unterminatedTag(let range):
                appendEscaped(piece[range], to: &fragment.html)
                fragment.note(range, HTMLMessage.unterminated(HTMLMessage.excerpt(piece[range])))
            case .tag(let tag): write(tag, of: piece, depth: depth, to: &fragment)
            }
        }
        if isBlock {
            foreign = nil
            balance.endBlock(depth: depth, into: &fragment.html)
        }
        return fragment
    }

    private static func textEnd(of piece: ArraySlice<UInt8>) -> Int {
        var end = piece.endIndex
        while end > piece.startIndex {
            if piece[end - 1] == 0x3E {
                end = piece[..<end].lastIndex(of: 0x3C) ?? piece.startIndex
            } else if isHTMLSpace(piece[end - 1]) {
                end -= 1
            } else {
                break
            }
        }
        return end
    }

    private mutating func skipForeign(_ token: HTMLToken) {
        guard case .tag(let tag) = token, let open = foreign, tag.name == open.name, !tag.isSelfClosing else { return }
        foreign?.count += tag.isEnd ? -1 : 1
        if foreign?.count == 0 { foreign = nil }
    }

    private mutating func write(
        _ tag: HTMLTag, of piece: ArraySlice<UInt8>, depth: Int, to fragment: inout HTMLFragment
    ) {
        var tag = tag
        let source = tag.name
        // Browsers read it so.
        if source == "center" { tag.name = "div" }
        // So do they with `</br>`.
        if source == "br" { tag.isEnd = false }
        guard let own = HTMLVocabulary.published[tag.name] else {
            return leaveOut(tag, of: piece, depth: depth, to: &fragment)
        }
        if !tag.isEnd, tag.attributes.isEmpty, HTMLVocabulary.pointlessAlone.contains(tag.name) {
            return show(tag, of: piece, to: &fragment)
        }
        do {
            if tag.isEnd {
                try balance.close(tag.name, depth: depth, into: &fragment.html)
                return
            }
            let isAnchor = tag.name == "a" && !tag.attributes.contains { $0.name == "href" }
            try balance.open(tag.name, isAnchor: isAnchor, depth: depth, into: &fragment.html)
        } catch {
            return fragment.note(tag.range, HTMLMessage.unbalanced(tag, named: source, error))
        }
        fragment.html.append(contentsOf: "<\(tag.name)".utf8)
        // Behind a blank line Markdown is read as such anyway, and so it is beside inline HTML.
        let holdsText = textEnd.map { tag.range.upperBound < $0 } ?? false
        fragment.append(tag.attributes, of: tag, in: piece, allowed: own, notesMarkdown: holdsText)
        if source == "center" { fragment.html.append(contentsOf: " align=\"center\"".utf8) }
        fragment.html.append(0x3E)
        // `<a name="x"/>` opens a link for browsers, and nobody means that.
        if tag.isSelfClosing { try? balance.close(tag.name, depth: depth, into: &fragment.html) }
    }

    private mutating func leaveOut(
        _ tag: HTMLTag, of piece: ArraySlice<UInt8>, depth: Int, to fragment: inout HTMLFragment
    ) {
        guard HTMLVocabulary.known.contains(tag.name),
            tag.isEnd || !tag.attributes.isEmpty || !HTMLVocabulary.pointlessAlone.contains(tag.name)
        else { return show(tag, of: piece, to: &fragment) }
        if tag.isEnd { return }
        guard HTMLVocabulary.foreign.contains(tag.name) else {
            return fragment.note(tag.range, HTMLMessage.leftOut(tag.name))
        }
        fragment.note(tag.range, HTMLMessage.foreign(tag.name))
        if !tag.isSelfClosing { foreign = (tag.name, 1, depth) }
    }

    /// A placeholder in angle brackets: a reader must see it.
    private func show(_ tag: HTMLTag, of piece: ArraySlice<UInt8>, to fragment: inout HTMLFragment) {
        appendEscaped(piece[tag.range], to: &fragment.html)
        let written = HTMLMessage.excerpt(piece[tag.range])
        let isComponent = isComponent(tag, of: piece)
        fragment.note(tag.range, isComponent ? HTMLMessage.component(written) : HTMLMessage.placeholder(written))
    }

    /// Whether a name that HTML does not have is one of MDX, `<Tabs>`: it has a value, an end, or a line of a block to itself;
    /// else it is a placeholder, `<Name>`.
    private func isComponent(_ tag: HTMLTag, of piece: ArraySlice<UInt8>) -> Bool {
        let name = piece[tag.range].dropFirst(tag.isEnd ? 2 : 1).prefix(tag.name.utf8.count)
        guard let first = name.first, (0x41...0x5A).contains(first), name.contains(where: { $0 >= 0x61 }),
            name.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2E })
        else { return false }
        if tag.isEnd || tag.isSelfClosing { return true }
        let before = piece[..<tag.range.lowerBound].last { !isBlank($0) } ?? 0x0A
        let after = piece[tag.range.upperBound...].first { !isBlank($0) && $0 != 0x0D } ?? 0x0A
        if textEnd != nil, before == 0x0A, after == 0x0A { return true }
        return tag.attributes.contains { $0.range.count > $0.name.utf8.count }
    }

    /// Text between tags: references in it are the author's, and stay.
    private static func appendText(_ text: ArraySlice<UInt8>, to html: inout [UInt8]) {
        for byte in text {
            switch byte {
            case 0: html.append(contentsOf: "\u{FFFD}".utf8)
            case 0x3C: html.append(contentsOf: "&lt;".utf8)
            default: html.append(byte)
            }
        }
    }
}

extension HTMLFragment {
    mutating func note(_ range: Range<Int>, _ message: String) {
        findings.append(HTMLFinding(range: range, message: message))
    }
}
