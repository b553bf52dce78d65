extension HTMLFragment {
    /// Writes the attributes of a published start tag that are published too, each once.
    ///
    /// - Parameter notesMarkdown: whether `markdown="1"`, which Python's Markdown obeys, is missed.
    mutating func append(
        _ attributes: [HTMLAttribute], of tag: HTMLTag, in piece: ArraySlice<UInt8>, allowed own: Set<String>,
        notesMarkdown: Bool
    ) {
        var seen: Set<String> = []
        for attribute in attributes where seen.insert(attribute.name).inserted {
            guard HTMLVocabulary.publishes(attribute.name, on: own) else {
                if attribute.name.hasPrefix("on") || attribute.name == "style" {
                    note(attribute.range, HTMLMessage.removed(attribute.name))
                } else if attribute.name == "markdown", notesMarkdown {
                    note(attribute.range, HTMLMessage.markdownAttribute)
                }
                continue
            }
            switch attribute.name {
            case "srcset": appendSourceSet(attribute, of: tag, in: piece)
            case "href", "src", "poster", "cite", "longdesc": appendAddress(attribute, of: tag, in: piece)
            default: append(attribute, of: tag, in: piece)
            }
        }
    }

    mutating func addAnchor(_ name: [UInt8]) { anchors.append(String(decoding: name, as: UTF8.self)) }

    private mutating func append(_ attribute: HTMLAttribute, of tag: HTMLTag, in piece: ArraySlice<UInt8>) {
        let value = piece[attribute.value]
        if !value.isEmpty, attribute.name == "id" || attribute.name == "name" && tag.name == "a" {
            addAnchor(HTMLReferences.decode(value))
        }
        open(attribute.name)
        // References stay as written: no address is in it, and a browser ends no value in one.
        for byte in value {
            switch byte {
            case 0: html.append(contentsOf: "\u{FFFD}".utf8)
            case 0x22: html.append(contentsOf: "&quot;".utf8)
            case 0x3C: html.append(contentsOf: "&lt;".utf8)
            case 0x3E: html.append(contentsOf: "&gt;".utf8)
            default: html.append(byte)
            }
        }
        html.append(0x22)
    }

    private mutating func appendAddress(_ attribute: HTMLAttribute, of tag: HTMLTag, in piece: ArraySlice<UInt8>) {
        let isImage = tag.name == "img" || attribute.name == "poster"
        let address = HTMLScheme.cleaned(HTMLReferences.decode(piece[attribute.value]))
        guard !HTMLScheme.isDangerous(address, isImage: isImage) else {
            return note(attribute.range, HTMLMessage.dangerous(attribute.name, address))
        }
        open(attribute.name)
        let start = html.count
        append(address)
        if tag.isAddress(attribute) { add(address, isImage, attribute.value, from: start) }
        html.append(0x22)
    }

    private mutating func appendSourceSet(_ attribute: HTMLAttribute, of tag: HTMLTag, in piece: ArraySlice<UInt8>) {
        let value = HTMLReferences.decode(piece[attribute.value])
        let places = tag.addresses(of: attribute, in: piece)
        var isFirst = true
        for (candidate, place) in zip(HTMLSourceSet.candidates(value[...]), places) {
            let address = HTMLScheme.cleaned(place.value)
            guard !HTMLScheme.isDangerous(address, isImage: true) else {
                note(place.range, HTMLMessage.dangerous(attribute.name, address))
                continue
            }
            guard !address.isEmpty else { continue }
            if isFirst { open(attribute.name) } else { html.append(contentsOf: ", ".utf8) }
            isFirst = false
            let start = html.count
            append(address)
            add(address, true, place.range, from: start)
            if !candidate.descriptor.isEmpty {
                html.append(0x20)
                html.append(contentsOf: value[candidate.descriptor])
            }
        }
        if !isFirst { html.append(0x22) }
    }

    private mutating func open(_ attribute: String) { html.append(contentsOf: " \(attribute)=\"".utf8) }

    /// What was judged, so that a browser reads just that.
    private mutating func append(_ address: [UInt8]) {
        var clean = address[...]
        while let zero = clean.firstIndex(of: 0) {
            appendEscaped(clean[..<zero], to: &html)
            html.append(contentsOf: "\u{FFFD}".utf8)
            clean = clean[(zero + 1)...]
        }
        appendEscaped(clean, to: &html)
    }

    private mutating func add(_ address: [UInt8], _ isImage: Bool, _ source: Range<Int>, from start: Int) {
        addresses.append(
            HTMLAddress(
                address: String(decoding: address, as: UTF8.self), isImage: isImage, source: source,
                output: start..<html.count))
    }
}
