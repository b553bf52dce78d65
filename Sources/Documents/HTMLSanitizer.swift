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
        fragment.append(tag.attributes, of: tag, in: piece, allowed: own)
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
            return fragment.note(tag.range, HTMLMessage.notPublished("<\(tag.name)>"))
        }
        fragment.note(tag.range, HTMLMessage.foreign(tag.name))
        if !tag.isSelfClosing { foreign = (tag.name, 1, depth) }
    }

    /// A placeholder in angle brackets: a reader must see it.
    private func show(_ tag: HTMLTag, of piece: ArraySlice<UInt8>, to fragment: inout HTMLFragment) {
        appendEscaped(piece[tag.range], to: &fragment.html)
        fragment.note(tag.range, HTMLMessage.placeholder(HTMLMessage.excerpt(piece[tag.range])))
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
