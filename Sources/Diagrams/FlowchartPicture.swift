/// Draws a flowchart that has places.
struct FlowchartPicture {
    private let chart: Flowchart
    private let layout: FlowchartLayout
    private var writer = SVGWriter()

    static func draw(_ chart: Flowchart, kind: String) throws(DiagramFault) -> DiagramPicture {
        guard !chart.nodes.isEmpty else { throw DiagramFault("the diagram has no nodes") }
        let layout = try FlowchartLayout(chart)
        var picture = FlowchartPicture(chart: chart, layout: layout)
        return picture.drawn(kind)
    }

    private init(chart: Flowchart, layout: FlowchartLayout) {
        self.chart = chart
        self.layout = layout
    }

    private mutating func drawn(_ kind: String) -> DiagramPicture {
        let name = chart.caption.name(else: kind)
        let title = TextBlock(chart.caption.title.isEmpty ? [] : [chart.caption.title])
        let width = max(layout.size.width, title.size.width + 2 * LayeredLayout.margin)
        let top = title.isEmpty ? 0 : 30
        writer.open(
            Size(width: width, height: layout.size.height + top), kind: "flowchart", name: name,
            description: chart.caption.description, hasLinks: chart.nodes.contains { $0.destination != nil })
        writer.block(title, at: Point(x: width / 2, y: 18), attributes: " font-weight=\"bold\"")
        let left = (width - layout.size.width) / 2
        let isMoved = left > 0 || top > 0
        if isMoved { writer.raw("<g transform=\"translate(\(left) \(top))\">\n") }
        for (index, group) in chart.groups.enumerated() { draw(group, layout.groupBoxes[index]) }
        for (index, edge) in chart.edges.enumerated() {
            if let drawing = layout.drawings[index], edge.line != .invisible { draw(edge, drawing) }
        }
        for (index, group) in chart.groups.enumerated() { drawTitle(group, layout.groupBoxes[index]) }
        for (index, node) in chart.nodes.enumerated() { draw(node, at: layout.nodeCentres[index]) }
        for (index, edge) in chart.edges.enumerated() {
            if let place = layout.drawings[index]?.label {
                writer.block(edge.text, at: place, attributes: SVGWriter.rim)
            }
        }
        if isMoved { writer.raw("</g>\n") }
        writer.close()
        return DiagramPicture(svg: writer.bytes, name: name, links: writer.links)
    }

    private static func string(_ color: [UInt8]?) -> String {
        color.map { String(decoding: $0, as: UTF8.self) } ?? "currentColor"
    }

    private mutating func draw(_ group: Flowchart.Group, _ box: Box) {
        writer.raw("<rect class=\"group\" x=\"\(box.left)\" y=\"\(box.top)\" width=\"\(box.width)\"")
        writer.raw(" height=\"\(box.height)\" rx=\"6\" stroke=\"\(Self.string(group.style.stroke))\"")
        if group.style.stroke == nil { writer.raw(" stroke-opacity=\".45\"") }
        // Thin enough for text in the page's colour to stay legible on it, in light and in dark.
        let opacity = group.style.fill == nil ? ".04" : ".2"
        writer.raw(" fill=\"\(Self.string(group.style.fill))\" fill-opacity=\"\(opacity)\"/>\n")
    }

    /// In the corner, where few edges pass, with a rim that hides them.
    private mutating func drawTitle(_ group: Flowchart.Group, _ box: Box) {
        let place = Point(x: box.left + 12, y: box.top + 6 + group.title.size.height / 2)
        var attributes = " text-anchor=\"start\" font-weight=\"bold\""
        if group.style.fill == nil { attributes += SVGWriter.rim }
        writer.block(group.title, at: place, attributes: attributes)
    }

    private mutating func draw(_ edge: Flowchart.Edge, _ drawing: FlowchartLayout.Drawing) {
        let stroke = Self.string(edge.stroke)
        writer.raw("<path fill=\"none\" stroke=\"\(stroke)\"")
        switch edge.line {
        case .dotted: writer.raw(" stroke-width=\"1.5\" stroke-dasharray=\"3 4\"")
        case .thick: writer.raw(" stroke-width=\"3\"")
        default: writer.raw(" stroke-width=\"1.5\"")
        }
        writer.raw(" d=\"\(drawing.path)\"/>\n")
        writer.head(edge.start, tip: drawing.start.tip, direction: drawing.start.direction, stroke: stroke)
        writer.head(edge.end, tip: drawing.end.tip, direction: drawing.end.direction, stroke: stroke)
    }

    // MARK: Nodes

    private mutating func draw(_ node: Flowchart.Node, at centre: Point) {
        if let destination = node.destination { writer.openLink(destination) }
        let size = node.shape.size(for: node.text.size)
        draw(node.shape, size, at: centre, paint(node))
        let color = node.style.color ?? node.style.fill.map { Self.contrast(to: $0) }
        let attribute = color.map { " fill=\"\(String(decoding: $0, as: UTF8.self))\"" } ?? ""
        let place = node.shape == .cylinder ? Point(x: centre.x, y: centre.y + 6) : centre
        switch node.shape {
        case .start, .end, .bar: break
        default: writer.block(node.text, at: place, attributes: attribute)
        }
        if node.destination != nil { writer.raw("</a>\n") }
    }

    /// An author's fill stays; else the style sheet may give one by the class.
    private func paint(_ node: Flowchart.Node) -> String {
        let stroke = " stroke=\"\(Self.string(node.style.stroke))\" stroke-width=\"1.5\""
        if let fill = node.style.fill { return " fill=\"\(String(decoding: fill, as: UTF8.self))\"" + stroke }
        return " class=\"box\" fill=\"Canvas\"" + stroke
    }

    /// The colour of text on an author's fill: black, as authors have seen it, unless the fill is known to be dark.
    private static func contrast(to fill: [UInt8]) -> [UInt8] {
        let digits = fill.dropFirst().map { $0.isDigit ? Int($0) - 0x30 : Int($0 | 0x20) - 0x57 }
        guard fill.first == UInt8(ascii: "#"), digits.count >= 3 else {
            let dark: Set<[UInt8]> = Set(
                [
                    "black", "navy", "blue", "darkblue", "maroon", "purple", "darkgreen", "darkred", "indigo",
                    "midnightblue",
                ]
                .map { Array($0.utf8) })
            return Array((dark.contains(fill) ? "#fff" : "#111").utf8)
        }
        let step = digits.count >= 6 ? 2 : 1
        let (red, green, blue) = (digits[0], digits[step], digits[2 * step])
        return Array((red * 30 + green * 59 + blue * 11 < 700 ? "#fff" : "#111").utf8)
    }

    private mutating func draw(_ shape: Flowchart.Shape, _ size: Size, at centre: Point, _ paint: String) {
        let (width, height) = (size.width, size.height)
        let (left, top) = (centre.x - width / 2, centre.y - height / 2)
        func box(_ radius: Int) -> String {
            "<rect\(paint) x=\"\(left)\" y=\"\(top)\" width=\"\(width)\" height=\"\(height)\" rx=\"\(radius)\"/>\n"
        }
        func circle(_ radius: Int, _ paint: String) -> String {
            "<circle\(paint) cx=\"\(centre.x)\" cy=\"\(centre.y)\" r=\"\(radius)\"/>\n"
        }
        switch shape {
        case .box: writer.raw(box(3))
        case .note: writer.raw(box(0))
        case .rounded: writer.raw(box(10))
        case .stadium: writer.raw(box(height / 2))
        case .subroutine:
            writer.raw(box(0))
            for x in [left + 8, left + width - 8] {
                writer.raw("<path stroke=\"\(Self.string(nil))\" stroke-width=\"1.5\" d=\"M\(x),\(top)v\(height)\"/>\n")
            }
        case .cylinder:
            let (rx, bottom) = (width / 2, top + height)
            writer.raw("<path\(paint) d=\"M\(left),\(top + 8)a\(rx),8 0 0 1 \(width),0V\(bottom - 8)")
            writer.raw("a\(rx),8 0 0 1 \(-width),0Zm0,0a\(rx),8 0 0 0 \(width),0\"/>\n")
        case .circle: writer.raw(circle(width / 2, paint))
        case .doubleCircle: writer.raw(circle(width / 2, paint) + circle(width / 2 - 5, paint))
        case .ellipse:
            writer.raw(
                "<ellipse\(paint) cx=\"\(centre.x)\" cy=\"\(centre.y)\" rx=\"\(width / 2)\" ry=\"\(height / 2)\"/>\n")
        case .start: writer.raw(circle(8, ""))
        case .end:
            writer.raw(circle(9, " fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"") + circle(5, ""))
        case .bar: writer.raw("<rect x=\"\(left)\" y=\"\(top)\" width=\"\(width)\" height=\"\(height)\"/>\n")
        case .flag:
            let (x, y) = (left + height / 2, centre.y)
            writer.raw("<path\(paint) d=\"M\(left),\(top)h\(width)v\(height)h\(-width)L\(x),\(y)Z\"/>\n")
        case .diamond, .hexagon, .leanRight, .leanLeft, .trapezoid, .trapezoidAlternate:
            let points = shape.corners(size).map { "\(centre.x + $0.x),\(centre.y + $0.y)" }.joined(separator: " ")
            writer.raw("<polygon\(paint) points=\"\(points)\"/>\n")
        }
    }
}
