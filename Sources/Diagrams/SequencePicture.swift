/// Draws a sequence diagram from top to bottom, in layers: what lies behind, lifelines, bars, then everything with text.
struct SequencePicture {
    private let diagram: SequenceDiagram
    private let columns: SequenceColumns
    private var behind = SVGWriter()
    private var lines = SVGWriter()
    private var bars = SVGWriter()
    private var front = SVGWriter()
    private var y = 0
    /// Where the last message runs: bars begin and end there.
    private var lastLine = 0
    private var headBottom = 0
    private var activeSince: [[Int]]
    private var lifeStart: [Int]
    private var lifeEnd: [Int?]
    private var creating: Int?
    private var destroying: Int?
    private var blocks: [Block] = []
    private var number: (next: Int, step: Int)?
    private var left: Int
    private var right: Int

    private struct Block {
        var kind: [UInt8]?
        var color: [UInt8]?
        var top: Int
        var left = Int.max
        var right = Int.min
        var dividers: [(y: Int, text: TextBlock)] = []
        var text: TextBlock
        var depth: Int
    }

    static func draw(_ diagram: SequenceDiagram) throws(DiagramFault) -> DiagramPicture {
        guard !diagram.participants.isEmpty else { throw DiagramFault("the diagram has no participants") }
        var picture = SequencePicture(diagram)
        return picture.drawn()
    }

    private init(_ diagram: SequenceDiagram) {
        self.diagram = diagram
        columns = SequenceColumns(diagram)
        let count = diagram.participants.count
        activeSince = Array(repeating: [], count: count)
        lifeStart = Array(repeating: 0, count: count)
        lifeEnd = Array(repeating: nil, count: count)
        left = columns.left
        right = columns.right
    }

    private mutating func drawn() -> DiagramPicture {
        let frameTop = diagram.frames.map { $0.title.size.height }.max()
        headBottom = (columns.heads.map(\.height).max() ?? 0) + (frameTop.map { $0 + 10 } ?? 0)
        y = headBottom
        lastLine = y
        let created = Set(
            diagram.steps.compactMap { if case .create(let participant) = $0 { participant } else { nil } })
        for index in diagram.participants.indices where !created.contains(index) {
            head(index, bottom: headBottom)
            lifeStart[index] = headBottom
        }
        for (index, step) in diagram.steps.enumerated() { draw(step, next: diagram.steps.dropFirst(index + 1).first) }
        y += 24
        for participant in activeSince.indices {
            while let since = activeSince[participant].popLast() {
                bar(participant, since, y - 12, activeSince[participant].count)
            }
        }
        let end = y
        // The names again where the first ones are out of sight.
        let repeats = end - headBottom > 600
        for index in diagram.participants.indices {
            let bottom = lifeEnd[index] ?? end
            lines.raw("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".5\" stroke-dasharray=\"4 4\"")
            lines.raw(" d=\"M\(columns.axes[index]),\(lifeStart[index])V\(bottom)\"/>\n")
            if repeats, lifeEnd[index] == nil { head(index, bottom: end + columns.heads[index].height) }
        }
        if repeats { y += columns.heads.map(\.height).max() ?? 0 }
        if !diagram.frames.isEmpty { y += 8 }
        for frame in diagram.frames { draw(frame) }
        return assembled()
    }

    private func assembled() -> DiagramPicture {
        let margin = SequenceColumns.margin
        let title = TextBlock(diagram.caption.title.isEmpty ? [] : [diagram.caption.title])
        let top = margin + (title.isEmpty ? 0 : 30)
        let content = right - left
        let width = max(content, title.size.width) + 2 * margin
        let name = diagram.caption.name(else: "Sequence diagram")
        var writer = SVGWriter()
        writer.open(
            Size(width: width, height: y + top + margin), kind: "sequence", name: name,
            description: diagram.caption.description, hasLinks: !front.links.isEmpty)
        writer.block(title, at: Point(x: width / 2, y: 20), attributes: " font-weight=\"bold\"")
        writer.raw("<g transform=\"translate(\((width - content) / 2 - left) \(top))\">\n")
        for layer in [behind, lines, bars, front] { writer.append(layer) }
        writer.raw("</g>\n")
        writer.close()
        return DiagramPicture(svg: writer.bytes, name: name, links: writer.links)
    }

    // MARK: Participants

    private mutating func head(_ index: Int, bottom: Int) {
        let participant = diagram.participants[index]
        let (axis, size) = (columns.axes[index], columns.heads[index])
        if let destination = participant.destination { front.openLink(destination) }
        if participant.isActor {
            let top = bottom - size.height
            front.raw(
                "<circle class=\"box\" cx=\"\(axis)\" cy=\"\(top + 9)\" r=\"8\" fill=\"Canvas\" stroke=\"currentColor\" stroke-width=\"1.5\"/>\n"
            )
            front.raw("<path fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"")
            front.raw(
                " d=\"M\(axis),\(top + 17)v14M\(axis - 13),\(top + 22)h26M\(axis - 10),\(top + 43)l10,-12l10,12\"/>\n")
            let centre = Point(x: axis, y: bottom - 4 - participant.text.size.height / 2)
            front.block(participant.text, at: centre, attributes: SVGWriter.rim)
        } else {
            front.raw(
                "<rect class=\"box\" x=\"\(axis - size.width / 2)\" y=\"\(bottom - size.height)\" width=\"\(size.width)\""
            )
            front.raw(
                " height=\"\(size.height)\" rx=\"3\" fill=\"Canvas\" stroke=\"currentColor\" stroke-width=\"1.5\"/>\n")
            front.block(participant.text, at: Point(x: axis, y: bottom - size.height / 2))
        }
        if participant.destination != nil { front.raw("</a>\n") }
        widen(axis - size.width / 2, axis + size.width / 2)
    }

    private mutating func draw(_ frame: SequenceDiagram.Frame) {
        var (from, to) = (Int.max, Int.min)
        for index in frame.participants {
            from = min(from, columns.axes[index] - columns.heads[index].width / 2 - 8)
            to = max(to, columns.axes[index] + columns.heads[index].width / 2 + 8)
        }
        to = max(to, from + frame.title.size.width + 16)
        behind.raw("<rect class=\"group\" x=\"\(from)\" y=\"-4\" width=\"\(to - from)\" height=\"\(y + 4)\" rx=\"4\"")
        behind.raw(" stroke=\"currentColor\" stroke-opacity=\".45\"\(Self.tint(frame.color, usual: ".04"))/>\n")
        front.block(
            frame.title, at: Point(x: (from + to) / 2, y: frame.title.size.height / 2 + 2),
            attributes: " font-weight=\"bold\"")
        left = min(left, from)
        right = max(right, to)
    }

    /// Thin enough for text in the page's colour to stay legible, in light and in dark.
    private static func tint(_ color: [UInt8]?, usual: String) -> String {
        guard let color else { return " fill=\"currentColor\" fill-opacity=\"\(usual)\"" }
        return " fill=\"\(String(decoding: color, as: UTF8.self))\" fill-opacity=\".2\""
    }

    private mutating func widen(_ from: Int, _ to: Int) {
        left = min(left, from)
        right = max(right, to)
        guard let last = blocks.indices.last else { return }
        blocks[last].left = min(blocks[last].left, from)
        blocks[last].right = max(blocks[last].right, to)
    }

    // MARK: Steps

    private mutating func draw(_ step: SequenceDiagram.Step, next: SequenceDiagram.Step?) {
        switch step {
        case .message(let message): draw(message, next: next)
        case .note(let side, let first, let last, let text): note(side, first, last, text)
        case .activate(let participant): activeSince[participant].append(lastLine)
        case .deactivate(let participant):
            guard let since = activeSince[participant].popLast() else { break }
            bar(participant, since, max(lastLine, since + 16), activeSince[participant].count)
            y = max(y, since + 16)
        case .open(let kind, let text):
            y += 14
            blocks.append(Block(kind: kind, top: y, text: text, depth: blocks.count))
            y += max(text.size.height, TextWidth.lineHeight) + 6
            lastLine = y
        case .background(let color):
            y += 10
            blocks.append(Block(kind: nil, color: color, top: y, text: TextBlock(), depth: blocks.count))
            lastLine = y
        case .divide(let text):
            y += 12
            if let last = blocks.indices.last { blocks[last].dividers.append((y, text)) }
            y += max(text.size.height, 8) + 4
            lastLine = y
        case .close: closeBlock()
        case .number(let from, let by): number = from.map { ($0, by) }
        case .create(let participant): creating = participant
        case .destroy(let participant): destroying = participant
        }
    }

    private mutating func bar(_ participant: Int, _ top: Int, _ bottom: Int, _ level: Int) {
        let x = columns.axes[participant] - 5 + 4 * level
        bars.raw("<rect class=\"box\" x=\"\(x)\" y=\"\(top)\" width=\"10\" height=\"\(max(bottom - top, 8))\"")
        bars.raw(" fill=\"Canvas\" stroke=\"currentColor\"/>\n")
    }

    /// Where a line ends at a participant whose bars are so deep.
    private func edge(_ participant: Int, depth: Int, towardsRight: Bool) -> Int {
        let axis = columns.axes[participant]
        guard depth > 0 else { return axis }
        return towardsRight ? axis + 5 + 4 * (depth - 1) : axis - 5
    }

    private mutating func draw(_ message: SequenceDiagram.Message, next: SequenceDiagram.Step?) {
        var text = message.text
        if let current = number {
            text = TextBlock([Array("\(current.next). ".utf8) + (text.lines.first ?? [])] + text.lines.dropFirst())
            number = (current.next &+ current.step, current.step)
        }
        var depth = activeSince[message.to].count
        if case .activate(message.to) = next { depth += 1 }
        let created = creating == message.to ? message.to : nil
        creating = created == nil ? creating : nil
        y += 12 + text.size.height + 6
        if let created { y = max(y, lastLine + columns.heads[created].height / 2 + 10) }
        lastLine = y
        if message.from == message.to {
            loop(message, text, from: activeSince[message.from].count, to: depth)
        } else {
            let towardsRight = columns.axes[message.to] > columns.axes[message.from]
            let start = edge(message.from, depth: activeSince[message.from].count, towardsRight: towardsRight)
            var end = edge(message.to, depth: depth, towardsRight: !towardsRight)
            if let created {
                head(created, bottom: y + columns.heads[created].height / 2)
                lifeStart[created] = y + columns.heads[created].height / 2
                end = columns.axes[created] + (towardsRight ? -1 : 1) * columns.heads[created].width / 2
            }
            line(message, from: start, to: end)
            let middle = (columns.axes[message.from] + (created == nil ? columns.axes[message.to] : end)) / 2
            let centre = Point(x: middle, y: y - 5 - text.size.height / 2)
            front.block(text, at: centre, attributes: SVGWriter.rim)
            widen(min(start, end, middle - text.size.width / 2), max(start, end, middle + text.size.width / 2))
        }
        if let created { y = lifeStart[created] }
        if let destroyed = destroying, destroyed == message.from || destroyed == message.to {
            let axis = columns.axes[destroyed]
            front.raw(
                "<path fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" d=\"M\(axis - 8),\(y - 8)l16,16m0,-16l-16,16\"/>\n"
            )
            lifeEnd[destroyed] = y
            while let since = activeSince[destroyed].popLast() {
                bar(destroyed, since, y, activeSince[destroyed].count)
            }
            destroying = nil
            y += 8
        }
    }

    private static func stroke(_ message: SequenceDiagram.Message) -> String {
        "<path fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\""
            + (message.isDashed ? " stroke-dasharray=\"3 4\"" : "")
    }

    private static func head(_ head: SequenceDiagram.Head) -> Flowchart.Head {
        switch head {
        case .none: .none
        case .arrow, .both: .arrow
        case .cross: .cross
        case .open: .open
        }
    }

    private mutating func line(_ message: SequenceDiagram.Message, from start: Int, to end: Int) {
        let direction = end > start ? 1 : -1
        let head = Self.head(message.head)
        let first = start + (message.head == .both ? direction * Flowchart.Head.arrow.length : 0)
        front.raw(Self.stroke(message) + " d=\"M\(first),\(y)H\(end - direction * head.length)\"/>\n")
        front.head(head, tip: Point(x: end, y: y), direction: Point(x: direction, y: 0), stroke: "currentColor")
        if message.head == .both {
            front.head(
                .arrow, tip: Point(x: start, y: y), direction: Point(x: -direction, y: 0), stroke: "currentColor")
        }
    }

    private mutating func loop(_ message: SequenceDiagram.Message, _ text: TextBlock, from: Int, to: Int) {
        let start = edge(message.from, depth: from, towardsRight: true)
        let end = edge(message.to, depth: to, towardsRight: true)
        let (axis, reach) = (columns.axes[message.from], columns.axes[message.from] + SequenceColumns.loopWidth)
        let head = Self.head(message.head)
        front.raw(Self.stroke(message))
        front.raw(" d=\"M\(start),\(y)H\(reach - 6)q6,0 6,6v8q0,6 -6,6H\(end + head.length)\"/>\n")
        front.head(head, tip: Point(x: end, y: y + 20), direction: Point(x: -1, y: 0), stroke: "currentColor")
        let first = y - 5 - text.size.height / 2
        front.block(text, at: Point(x: axis + 10, y: first), attributes: " text-anchor=\"start\"" + SVGWriter.rim)
        widen(axis - 8, max(reach, axis + 10 + text.size.width) + 4)
        y += 20
        lastLine = y
    }

    private mutating func note(_ side: SequenceDiagram.Side, _ first: Int, _ last: Int, _ text: TextBlock) {
        y += 10
        let width = text.size.width + 2 * SequenceColumns.noteMargin
        let height = max(text.size.height, TextWidth.lineHeight) + 12
        var (from, to): (Int, Int)
        switch side {
        case .left: (from, to) = (columns.axes[first] - 14 - width, columns.axes[first] - 14)
        case .right: (from, to) = (columns.axes[last] + 14, columns.axes[last] + 14 + width)
        case .over:
            let middle = (columns.axes[first] + columns.axes[last]) / 2
            let half = max(width, first == last ? 0 : columns.axes[last] - columns.axes[first] + 40) / 2
            (from, to) = (middle - half, middle + half)
        }
        to = max(to, from + 24)
        front.raw("<rect class=\"note\" x=\"\(from)\" y=\"\(y)\" width=\"\(to - from)\" height=\"\(height)\"")
        front.raw(" fill=\"Canvas\" stroke=\"currentColor\" stroke-dasharray=\"2 2\"/>\n")
        front.block(text, at: Point(x: (from + to) / 2, y: y + height / 2))
        widen(from, to)
        y += height
        lastLine = y
    }

    private mutating func closeBlock() {
        guard var block = blocks.popLast() else { return }
        y += 12
        if block.left > block.right {
            (block.left, block.right) = (columns.axes.first ?? 0, columns.axes.last ?? 0)
        }
        let tab = block.kind.map { TextWidth.of($0) + 20 } ?? 0
        let from = block.left - 12
        let widest = max(block.text.size.width, block.dividers.map { $0.text.size.width }.max() ?? 0)
        let to = max(block.right + 12, from + tab + widest + 28)
        let frame = " x=\"\(from)\" y=\"\(block.top)\" width=\"\(to - from)\" height=\"\(y - block.top)\""
        if let kind = block.kind {
            front.raw("<rect\(frame) fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\"/>\n")
            front.raw("<path class=\"box\" fill=\"Canvas\" stroke=\"currentColor\" stroke-opacity=\".6\"")
            front.raw(" d=\"M\(from),\(block.top)h\(tab)v14l-6,6h\(6 - tab)Z\"/>\n")
            front.block(
                TextBlock([kind]), at: Point(x: from + (tab - 4) / 2, y: block.top + 10),
                attributes: " font-weight=\"bold\"")
            caption(block.text, x: from + tab + 10, top: block.top + 2)
            for divider in block.dividers {
                front.raw("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\" stroke-dasharray=\"4 3\"")
                front.raw(" d=\"M\(from),\(divider.y)H\(to)\"/>\n")
                caption(divider.text, x: from + tab + 10, top: divider.y + 2)
            }
        } else {
            // Inner blocks close first; a later writer lies above.
            var under = SVGWriter()
            under.raw("<rect\(frame) rx=\"3\"\(Self.tint(block.color, usual: ".07"))/>\n")
            under.append(behind)
            behind = under
        }
        lastLine = y
        widen(from, to)
    }

    private mutating func caption(_ text: TextBlock, x: Int, top: Int) {
        front.block(
            text, at: Point(x: x, y: top + text.size.height / 2),
            attributes: " text-anchor=\"start\"" + SVGWriter.rim)
    }
}
