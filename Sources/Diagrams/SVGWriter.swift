/// Writes an SVG as bytes, and notes its links' places.
struct SVGWriter {
    private(set) var bytes: [UInt8] = []
    private(set) var links: [DiagramLink] = []

    /// Markup as it is.
    mutating func raw(_ markup: String) { bytes += markup.utf8 }

    /// Text or an attribute's value, escaped; what XML cannot hold is left out.
    mutating func text(_ text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case 0x09, 0x0A, 0x20...0x7E, 0x80...: bytes.append(byte)
            default: break
            }
        }
    }

    mutating func attribute(_ name: String, _ value: some Sequence<UInt8>) {
        raw(" \(name)=\"")
        text(value)
        raw("\"")
    }

    /// The start of a link; the address must have passed `SVGLinks.isSafe`.
    mutating func openLink(_ destination: [UInt8]) {
        raw("<a href=\"")
        let start = bytes.count
        text(destination)
        links.append(DiagramLink(range: start..<bytes.count, destination: destination))
        raw("\">")
    }

    /// What another writer has written.
    mutating func append(_ other: SVGWriter) {
        links += other.links.map {
            DiagramLink(
                range: $0.range.lowerBound + bytes.count..<$0.range.upperBound + bytes.count,
                destination: $0.destination)
        }
        bytes += other.bytes
    }

    /// Text with a rim of the page's colour, which hides the lines below it.
    static let rim = " class=\"rim\" stroke=\"Canvas\" stroke-width=\"4\" paint-order=\"stroke\""

    /// Begins the picture. `hasLinks` tells assistive technology that there is something inside.
    mutating func open(
        _ size: Size, kind: String, name: [UInt8], description: [UInt8], hasLinks: Bool, color: String = "currentColor"
    ) {
        // Far wider than a column of text: the style sheet may let it scroll.
        let wide = size.width > 1000 ? " wide" : ""
        raw("<svg class=\"\(kind)\(wide)\" viewBox=\"0 0 \(size.width) \(size.height)\"")
        raw(" width=\"\(size.width)\" height=\"\(size.height)\" role=\"\(hasLinks ? "group" : "img")\"")
        attribute("aria-label", name)
        raw(" font-size=\"\(TextWidth.fontSize)\" text-anchor=\"middle\" fill=\"\(color)\">\n")
        if !description.isEmpty {
            raw("<desc>")
            text(description)
            raw("</desc>\n")
        }
    }

    mutating func close() { raw("</svg>\n") }

    /// Lines of text around a centre.
    mutating func block(_ block: TextBlock, at centre: Point, attributes: String = "") {
        let first = centre.y - (block.lines.count - 1) * TextWidth.lineHeight / 2 + 5
        for (index, line) in block.lines.enumerated() where !line.isEmpty {
            raw("<text x=\"\(centre.x)\" y=\"\(first + index * TextWidth.lineHeight)\"\(attributes)>")
            text(line)
            raw("</text>\n")
        }
    }

    /// The head of an arrow whose tip is at a point; the direction is along an axis.
    mutating func head(_ head: Flowchart.Head, tip: Point, direction: Point, stroke: String) {
        func at(_ along: Int, _ across: Int) -> String {
            "\(tip.x - direction.x * along - direction.y * across),\(tip.y - direction.y * along + direction.x * across)"
        }
        switch head {
        case .none: break
        case .arrow: raw("<path fill=\"\(stroke)\" d=\"M\(at(0, 0))L\(at(10, 5))L\(at(10, -5))Z\"/>\n")
        case .open:
            raw(
                "<path fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"1.5\" d=\"M\(at(9, 5))L\(at(0, 0))L\(at(9, -5))\"/>\n"
            )
        case .circle:
            raw(
                "<circle cx=\"\(tip.x - direction.x * 5)\" cy=\"\(tip.y - direction.y * 5)\" r=\"5\" fill=\"\(stroke)\"/>\n"
            )
        case .cross:
            raw("<path fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"2\"")
            raw(" d=\"M\(at(2, 5))L\(at(12, -5))M\(at(2, -5))L\(at(12, 5))\"/>\n")
        }
    }
}

extension Flowchart.Head {
    /// How much of the line the head covers.
    var length: Int { self == .none || self == .open ? 0 : self == .arrow ? 8 : 10 }
}
