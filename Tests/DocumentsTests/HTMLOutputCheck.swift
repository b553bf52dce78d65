/// A check of what the policy `safe` writes that shares nothing with it: a grammar so narrow that there is one way to
/// read it, and lists of its own.
enum HTMLOutputCheck {
    static let elements: Set<String> = Set(
        """
        a img picture source video audio track table caption colgroup col thead tbody tfoot tr td th p div section
        article aside blockquote pre hr h1 h2 h3 h4 h5 h6 figure figcaption address details summary ul ol li dl dt dd br
        wbr span b i u s strike em strong small tt code kbd samp var sub sup mark q cite dfn abbr bdi bdo ins del time
        ruby rb rt rtc rp
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    static let void: Set<String> = ["br", "col", "hr", "img", "source", "track", "wbr"]
    static let addresses: Set<String> = ["href", "src", "srcset", "poster", "cite", "longdesc"]
    static let neverAttributes: Set<String> = [
        "style", "srcdoc", "action", "formaction", "data", "xmlns", "target", "autoplay", "autofocus", "is", "slot",
        "nonce", "background", "ping", "popover", "http-equiv", "content", "usemap", "ismap", "tabindex",
    ]

    /// What is wrong; nil if nothing is.
    static func fault(_ html: String) -> String? {
        var rest = Substring(html).utf8
        var open: [String] = []
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "<") { continue }
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return "a tag without its end" }
            let tag = String(rest[..<end]) ?? ""
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                let name = String(tag.dropFirst())
                guard open.popLast() == name else { return "</\(name)> does not fit" }
                continue
            }
            let name = String(tag.prefix { $0 != " " })
            guard elements.contains(name) else { return "<\(name)>" }
            if !void.contains(name) { open.append(name) }
            if let fault = attributesFault(tag.dropFirst(name.count)) { return "<\(name)>: \(fault)" }
        }
        return open.isEmpty ? nil : "\(open) open"
    }

    private static func attributesFault(_ text: Substring) -> String? {
        var rest = text
        var names: Set<String> = []
        while !rest.isEmpty {
            guard rest.first == " ", let equals = rest.firstIndex(of: "=") else { return "'\(rest)'" }
            let name = String(rest[rest.index(after: rest.startIndex)..<equals])
            guard !name.isEmpty, name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }) else {
                return "attribute '\(name)'"
            }
            if name.hasPrefix("on") || neverAttributes.contains(name) { return "attribute \(name)" }
            if !names.insert(name).inserted { return "\(name) twice" }
            rest = rest[rest.index(after: equals)...]
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return "value of \(name)" }
            let value = rest[rest.index(after: rest.startIndex)..<end]
            if value.contains("<") { return "'<' in \(name)" }
            if addresses.contains(name), let fault = addressFault(value) { return fault }
            rest = rest[rest.index(after: end)...]
        }
        return nil
    }

    /// An address is escaped in full: only these references are in it, and what is left must not name a bad scheme.
    private static func addressFault(_ value: Substring) -> String? {
        var text = ""
        for (index, part) in value.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                text += part
                continue
            }
            let names = ["amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\""]
            guard let name = names.keys.first(where: { part.hasPrefix($0) }) else { return "'&\(part)' in an address" }
            text += (names[name] ?? "") + part.dropFirst(name.count)
        }
        let bare = text.unicodeScalars.filter { $0.value > 0x20 }
        let words = String(String.UnicodeScalarView(bare)).lowercased().split(separator: ",")
        for word in words {
            for scheme in ["javascript:", "vbscript:", "livescript:", "file:", "blob:", "data:text", "data:image/svg"] {
                if word.hasPrefix(scheme) { return "'\(word)'" }
            }
        }
        return nil
    }
}
