internal import Addresses

extension ArticleWriter {
    mutating func writeText(_ id: NodeID, _ node: Node) {
        guard form == .site, unlinkable == 0 else { return putText(tree.bytes(node.literal)) }
        let text = tree.bytes(node.literal)
        var written = text.startIndex
        NameScanner.names(inText: text) { name in
            putText(text[written..<name.lowerBound])
            mention(text[name], id)
            written = name.upperBound
        }
        putText(text[written...])
    }

    /// A name between the two slots of a link that the join may make of it.
    mutating func mention(_ name: ArraySlice<UInt8>, _ id: NodeID, markup: Range<Int>? = nil) {
        slot(.mentionStart, names.count)
        if let markup {
            put("<code>")
            appendEscaped(tree.arena[markup], to: &body.html)
            put("</code>")
        } else {
            appendEscaped(name, to: &body.html)
        }
        slot(.mentionEnd, names.count)
        names.append(
            WrittenName(name: String(decoding: name, as: UTF8.self), node: id, heading: heading))
    }

    mutating func writeCode(_ id: NodeID, _ node: Node) {
        let code = tree.bytes(node.literal)
        if form == .site, unlinkable == 0, let name = NameScanner.nameOfCode(code) {
            mention(code[name], id, markup: node.literal.range)
            return
        }
        put("<code")
        putAttributes(of: id)
        put(">")
        putEscaped(node.literal)
        put("</code>")
    }

    mutating func openLink(_ id: NodeID, _ node: Node) {
        unlinkable += 1
        put("<a")
        writeDestination(.link, id, node)
        writeTitle(node)
        putInlineAttributes(of: id)
        put(">")
    }

    mutating func writeImage(_ id: NodeID, _ node: Node) {
        put("<img")
        writeDestination(.image, id, node)
        put(" alt=\"")
        writeAlternative(id)
        put("\"")
        writeTitle(node)
        putInlineAttributes(of: id)
        if form == .site { put(" loading=\"lazy\"") }
        put(" />")
    }

    mutating func writeDestination(_ kind: ReferenceKind, _ id: NodeID, _ node: Node) {
        let url = tree.bytes(node.literal)
        let written = String(decoding: url, as: UTF8.self)
        let parsed = WrittenReference(written)
        let index = links.count
        links.append(
            WrittenLink(kind: kind, written: written, parsed: parsed, node: id, heading: heading))
        switch parsed.form {
        case .rooted, .relative:
            if form == .site { slot(.destination, index) } else { writeAttribute(kind, url) }
        case .absolute(let scheme) where isUnsafe(scheme: scheme, for: kind, written) && isGuarded:
            put(form == .site ? " class=\"broken\"" : kind == .link ? " href=\"\"" : " src=\"\"")
        case .absolute, .protocolRelative:
            if form == .site, kind == .link { put(" class=\"external\"") }
            writeAttribute(kind, url)
        case .samePage: writeAttribute(kind, url)
        }
    }

    /// A site has no address that runs code, whatever its policy for raw HTML.
    private var isGuarded: Bool { form == .site || sanitizer.policy != .trusted }

    mutating func writeAttribute(_ kind: ReferenceKind, _ url: ArraySlice<UInt8>) {
        put(kind == .link ? " href=\"" : " src=\"")
        appendEscapedURL(url, to: &body.html)
        put("\"")
    }

    mutating func writeTitle(_ node: Node) {
        guard !node.title.isEmpty else { return }
        put(" title=\"")
        putEscaped(node.title)
        put("\"")
    }

    /// An image's description without markup, as `html.c` writes it.
    mutating func writeAlternative(_ image: NodeID) {
        let tree = tree
        tree.walk(from: image) { _, node in
            switch node.kind {
            case .text, .code, .htmlInline: putEscaped(node.literal)
            case .softBreak, .lineBreak: put(" ")
            default: break
            }
            return true
        }
    }

    /// Raw HTML as the policy has it, with slots for the addresses that only the join knows.
    mutating func writeRawHTML(_ id: NodeID, _ node: Node) {
        let fragment = sanitizer.write(tree.bytes(node.literal), isBlock: node.kind == .htmlBlock, depth: depth)
        findings += fragment.findings.map { WrittenFinding(node: id, range: $0.range, message: $0.message) }
        guard form == .site else { return body.html.append(contentsOf: fragment.html) }
        anchors += fragment.anchors
        var written = 0
        for address in fragment.addresses {
            let parsed = WrittenReference(address.address)
            if parsed.form == .relative || parsed.form == .rooted {
                body.html.append(contentsOf: fragment.html[written..<address.output.lowerBound])
                slot(.rawDestination, links.count)
                written = address.output.upperBound
            }
            links.append(
                WrittenLink(
                    kind: address.isImage ? .image : .link, written: address.address, parsed: parsed, node: id,
                    rawValue: address.source, heading: heading))
        }
        body.html.append(contentsOf: fragment.html[written...])
    }
}

/// Schemes that run code or reach into the reader's machine; images may be `data:` of an image type.
package func isUnsafe(scheme: String, for kind: ReferenceKind, _ written: String) -> Bool {
    switch scheme {
    case "javascript", "vbscript", "file": true
    case "data": kind == .link || !written.lowercased().hasPrefix("data:image/")
    default: false
    }
}
