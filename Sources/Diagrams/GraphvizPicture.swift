/// Makes of Graphviz' SVG one that may stand in a page: known elements and attributes only, colours that follow the page.
struct GraphvizPicture {
    private var writer = SVGWriter()
    private let tokens: [XMLScanner.Token]
    private let source: [UInt8]
    /// What was opened here and is to be closed; nil for what is left out.
    private var open: [String?] = []
    /// Depth of the element that is left out with all it holds.
    private var skipped = 0
    /// Colours stay as they are, on white.
    private let onPaper: Bool
    /// Text stands on a fill of the author's.
    private var onFill: [Bool] = []
    private let filledNodes: Set<Int>
    private var seenBackground = false

    static func rewrite(_ svg: ArraySlice<UInt8>, of source: [UInt8]) -> DiagramOutcome {
        var scanner = XMLScanner(svg)
        var tokens: [XMLScanner.Token] = []
        while let token = scanner.next() { tokens.append(token) }
        var picture = GraphvizPicture(tokens, source)
        guard let drawn = picture.drawn() else {
            return .notRendered(DiagramFault("Graphviz wrote a picture that could not be read"))
        }
        return .picture(drawn)
    }

    private init(_ tokens: [XMLScanner.Token], _ source: [UInt8]) {
        self.tokens = tokens
        self.source = source
        let fills = GraphvizFills(tokens)
        onPaper = fills.needsPaper
        filledNodes = fills.filledNodes
    }

    private mutating func drawn() -> DiagramPicture? {
        let caption = GraphvizCaption(tokens)
        for (index, token) in tokens.enumerated() {
            switch token {
            case .open(let element):
                if skipped > 0 {
                    if !element.isClosed { skipped += 1 }
                } else if element.name.equals("svg") {
                    guard open.isEmpty, begin(element, caption) else { return nil }
                } else {
                    begin(element, index)
                }
            case .close:
                if skipped > 0 {
                    skipped -= 1
                } else if let name = open.popLast() {
                    onFill.removeLast()
                    if let name { writer.raw("</\(name)>\n") }
                }
            case .text(let text):
                guard skipped == 0, open.last == "text" else { continue }
                writer.text(text)
            }
        }
        guard open.isEmpty, skipped == 0, !writer.bytes.isEmpty else { return nil }
        return DiagramPicture(svg: writer.bytes, name: caption.name, links: writer.links)
    }

    private mutating func begin(_ svg: XMLScanner.Element, _ caption: GraphvizCaption) -> Bool {
        guard let box = svg.attributes.first(where: { $0.name.equals("viewBox") })?.value else { return false }
        let numbers = box.split(separator: 0x20).map { Double(String(decoding: $0, as: UTF8.self)) ?? -1 }
        guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0, numbers[2] < 1e6, numbers[3] < 1e6 else {
            return false
        }
        // One unit is one pixel: Graphviz' points would make its text larger than the page's.
        let size = Size(width: Int(numbers[2].rounded(.up)), height: Int(numbers[3].rounded(.up)))
        let hasLinks = caption.hasLinks
        writer.open(
            size, kind: onPaper ? "graphviz paper" : "graphviz", name: caption.name, description: [],
            hasLinks: hasLinks,
            color: onPaper ? "#000" : "currentColor")
        if onPaper { writer.raw("<rect width=\"\(size.width)\" height=\"\(size.height)\" fill=\"#fff\"/>\n") }
        open.append("svg")
        onFill.append(false)
        return true
    }

    // MARK: Elements

    private static let elements: Set<[UInt8]> = names(
        "g a path polygon polyline ellipse circle rect text tspan defs linearGradient radialGradient stop")
    private static let attributes: Set<[UInt8]> = names(
        "d points cx cy r rx ry x y x1 y1 x2 y2 fx fy width height transform fill fill-opacity stroke stroke-width "
            + "stroke-dasharray stroke-opacity text-anchor text-decoration font-family font-size font-weight font-style "
            + "baseline-shift gradientUnits offset")

    private static func names(_ list: String) -> Set<[UInt8]> { Set(list.split(separator: " ").map { Array($0.utf8) }) }

    private mutating func begin(_ element: XMLScanner.Element, _ index: Int) {
        guard Self.elements.contains(Array(element.name)), !isBackground(element) else {
            if !element.isClosed { skipped = 1 }
            return
        }
        var name = String(decoding: element.name, as: UTF8.self)
        let isFilled = onFill.last == true || filledNodes.contains(index)
        if name == "a" {
            if let link = element.attributes.first(where: { $0.name.equals("xlink:href") || $0.name.equals("href") })?
                .value,
                SVGLinks.isSafe(link[...])
            {
                writer.openLink(link)
            } else {
                // It has only a tooltip, or an address that is not safe.
                name = "g"
                writer.raw("<g>")
            }
            tooltip(element)
        } else {
            writer.raw("<\(name)")
            attributes(of: element, name, onFill: isFilled)
            writer.raw(element.isClosed ? "/>\n" : ">")
        }
        guard !element.isClosed else {
            if name == "a" || name == "g" { writer.raw("</\(name)>") }
            return
        }
        open.append(name)
        onFill.append(isFilled)
    }

    /// The page is the background.
    private mutating func isBackground(_ element: XMLScanner.Element) -> Bool {
        guard element.name.equals("polygon"), !seenBackground else { return false }
        seenBackground = true
        guard !onPaper else { return false }
        let fill = element.attributes.first { $0.name.equals("fill") }?.value ?? []
        return fill.equals("white") || fill.equals("none") || fill.equals("transparent")
    }

    private mutating func tooltip(_ element: XMLScanner.Element) {
        guard let title = element.attributes.first(where: { $0.name.equals("xlink:title") })?.value, !title.isEmpty,
            title.first != UInt8(ascii: "<")
        else { return }
        writer.raw("<title>")
        writer.text(title)
        writer.raw("</title>")
    }

    private mutating func attributes(of element: XMLScanner.Element, _ name: String, onFill: Bool) {
        var hasFill = false
        for (key, value) in element.attributes {
            if key.equals("id"), name.hasSuffix("Gradient") {
                writer.attribute("id", prefixed(value[...]))
            } else if key.equals("style"), name == "stop" {
                stop(value)
            } else if Self.attributes.contains(Array(key)) {
                let isPaint = key.equals("fill") || key.equals("stroke")
                if key.equals("fill") { hasFill = true }
                guard let kept = isPaint ? paint(value, isFill: key.equals("fill"), onFill: onFill) : Self.plain(value)
                else { continue }
                writer.attribute(String(decoding: key, as: UTF8.self), kept)
            }
        }
        if name == "text", !hasFill, onFill { writer.raw(" fill=\"#000\"") }
    }

    /// Ids are of the graph's content, so that pictures in one page do not meet.
    private func prefixed(_ id: ArraySlice<UInt8>) -> [UInt8] {
        var hash = FNV()
        hash.add(source)
        return Array("g\(hash.hex)-".utf8) + id.filter { $0.isWord && $0 < 0x80 }
    }

    /// Values of attributes that are no paint: nothing in them refers to anything.
    private static func plain(_ value: [UInt8]) -> [UInt8]? {
        value.contains { $0 == UInt8(ascii: "\\") || $0 < 0x09 } || value.map({ $0 | 0x20 }).contains(sequence: "url(")
            ? nil : value
    }

    private func paint(_ value: [UInt8], isFill: Bool, onFill: Bool) -> [UInt8]? {
        if value.starts("url(#"), value.last == UInt8(ascii: ")") {
            return Array("url(#".utf8) + prefixed(value.dropFirst(5).dropLast()) + Array(")".utf8)
        }
        if value.equals("transparent") { return Array("none".utf8) }
        if value.equals("black"), !onPaper { return Array((isFill && onFill ? "#000" : "currentColor").utf8) }
        return Self.plain(value)
    }

    /// `stop-color:red;stop-opacity:1.;`
    private mutating func stop(_ style: [UInt8]) {
        for property in style.split(separator: UInt8(ascii: ";")) {
            guard let colon = property.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let (key, value) = (property[..<colon].trimmed, Array(property[(colon + 1)...].trimmed))
            guard key.equals("stop-color") || key.equals("stop-opacity"), let plain = Self.plain(value) else {
                continue
            }
            writer.attribute(String(decoding: key, as: UTF8.self), plain)
        }
    }
}

extension Collection<UInt8> {
    func contains(sequence: StaticString) -> Bool {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.starts(sequence) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
