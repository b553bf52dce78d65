import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct Rect: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func contains(_ other: Rect, slack: Double = 0.6) -> Bool {
        other.x >= x - slack && other.y >= y - slack && other.x + other.width <= x + width + slack
            && other.y + other.height <= y + height + slack
    }

    func overlaps(_ other: Rect) -> Bool {
        x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
}

/// An SVG as a strict XML parser reads it.
final class SVGReading: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        var text = ""

        func number(_ key: String) -> Double { Double(attributes[key] ?? "") ?? 0 }
        var rect: Rect { Rect(x: number("x"), y: number("y"), width: number("width"), height: number("height")) }
    }

    private(set) var elements: [Element] = []
    private(set) var isWellFormed = false
    private var path: [Int] = []

    init(_ svg: String) {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        path.append(elements.count)
        elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        path.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if let last = path.last { elements[last].text += string }
    }

    var canvas: Rect {
        let box = (elements.first?.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
        return box.count == 4
            ? Rect(x: box[0], y: box[1], width: box[2], height: box[3]) : Rect(x: 0, y: 0, width: 0, height: 0)
    }

    /// What a page's policy would refuse, or a reader should not meet.
    var forbidden: [String] {
        let refused = ["script", "style", "image", "foreignobject", "use", "iframe", "animate", "set"]
        var found: [String] = []
        for element in elements {
            if refused.contains(element.name.lowercased()) { found.append(element.name) }
            for (key, value) in element.attributes {
                let value = value.lowercased()
                if key == "style" || key.hasPrefix("on") { found.append(key) }
                if key == "id", !value.hasPrefix("g") { found.append(value) }
                if value.contains("javascript:") || value.contains("data:") { found.append(value) }
                if value.contains("url("), !value.hasPrefix("url(#g") { found.append(value) }
            }
        }
        return found
    }
}
