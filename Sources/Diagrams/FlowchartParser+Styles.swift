extension FlowchartParser {
    /// Statements about looks, links and captions; false if `word` begins none.
    mutating func styling(_ word: ArraySlice<UInt8>) throws(DiagramFault) -> Bool {
        func begins(_ name: StaticString) -> Bool {
            word.starts(name) && !(word.dropFirst(name.utf8CodeUnitCount).first?.isWord ?? false)
        }
        if word.equals("classDef") {
            at = word.endIndex
            let (names, style) = split(rest())
            for name in names { classes[name] = Self.style(style) }
        } else if word.equals("class") {
            at = word.endIndex
            let (ids, name) = split(rest())
            nodeClasses += ids.map { ($0, Array(name)) }
        } else if word.equals("style") {
            at = word.endIndex
            let (ids, style) = split(rest())
            nodeStyles += ids.map { ($0, Self.style(style)) }
        } else if word.equals("linkStyle") {
            at = word.endIndex
            let (edges, style) = split(rest())
            guard let stroke = Self.style(style).stroke else { return true }
            linkStrokes += edges.map { (Int(String(decoding: $0, as: UTF8.self)), stroke) }
        } else if word.equals("click") {
            at = word.endIndex
            click(rest())
        } else if begins("accTitle") {
            at = word.startIndex + 8
            chart.caption.accessibleTitle = try captionText()
        } else if begins("accDescr") {
            at = word.startIndex + 8
            chart.caption.description = try captionText()
        } else {
            return false
        }
        return true
    }

    /// `: text`, or `{ text }` over lines.
    private mutating func captionText() throws(DiagramFault) -> [UInt8] {
        skipBlanks()
        if byte == UInt8(ascii: "{") {
            let start = at + 1
            guard let end = text[start...].firstIndex(of: UInt8(ascii: "}")) else {
                throw fault("expected `}` after this text")
            }
            at = end + 1
            return MermaidText.line(text[start..<end])
        }
        guard byte == UInt8(ascii: ":") else { throw fault("expected `:` and a text") }
        at += 1
        let start = at
        skipLine()
        return MermaidText.line(text[start..<at])
    }

    /// `a,b rest`
    private func split(_ text: ArraySlice<UInt8>) -> (names: [[UInt8]], rest: ArraySlice<UInt8>) {
        let names = text.prefix { !$0.isBlank }
        return (names.split(separator: UInt8(ascii: ",")).map { Array($0) }, text[names.endIndex...].trimmed)
    }

    /// What of a style is shown: three colours. The rest would need style sheets, and is left out.
    static func style(_ text: ArraySlice<UInt8>) -> Flowchart.Style {
        var style = Flowchart.Style()
        for property in text.split(whereSeparator: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }) {
            guard let colon = property.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let key = property[..<colon].trimmed
            guard let color = color(property[(colon + 1)...].trimmed) else { continue }
            if key.equals("fill") { style.fill = color }
            if key.equals("stroke") { style.stroke = color }
            if key.equals("color") { style.color = color }
        }
        return style
    }

    private static func color(_ value: ArraySlice<UInt8>) -> [UInt8]? {
        if value.first == UInt8(ascii: "#") {
            let digits = value.dropFirst()
            return [3, 4, 6, 8].contains(digits.count) && digits.allSatisfy(\.isHexDigit) ? Array(value) : nil
        }
        return !value.isEmpty && value.count <= 24 && value.allSatisfy(\.isLetter) ? Array(value) : nil
    }

    /// `click A "address"` and `click A href "address"`. A call of a script leads nowhere here.
    private mutating func click(_ text: ArraySlice<UInt8>) {
        let id = text.prefix { !$0.isBlank }
        var target = text[id.endIndex...].trimmed
        if target.starts("href") { target = target.dropFirst(4).trimmed }
        guard target.first == UInt8(ascii: "\"") else { return }
        let destination = target.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
        if SVGLinks.isSafe(destination) { links.append((Array(id), Array(destination))) }
    }

    /// Gives nodes, groups and edges their looks, in mermaid's order: the default class, classes, styles.
    mutating func apply() {
        var groupStyles = Array(repeating: Flowchart.Style(), count: chart.groups.count)
        if let usual = classes[Array("default".utf8)] {
            for index in chart.nodes.indices { chart.nodes[index].style = usual }
        }
        for (id, name) in nodeClasses {
            guard let style = classes[name] else { continue }
            if let group = groupNumber(id) { groupStyles[group].add(style) }
            if let node = nodeNumbers[id] { chart.nodes[node].style.add(style) }
        }
        for (id, style) in nodeStyles {
            if let group = groupNumber(id) { groupStyles[group].add(style) }
            if let node = nodeNumbers[id] { chart.nodes[node].style.add(style) }
        }
        for (group, style) in groupStyles.enumerated() { chart.groups[group].style = style }
        for (id, destination) in links {
            if let node = nodeNumbers[id] { chart.nodes[node].destination = destination }
        }
        for (edge, stroke) in linkStrokes {
            if let edge {
                if chart.edges.indices.contains(edge) { chart.edges[edge].stroke = stroke }
            } else {
                for index in chart.edges.indices { chart.edges[index].stroke = stroke }
            }
        }
    }
}
