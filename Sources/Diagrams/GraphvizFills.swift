/// Which fills in Graphviz' SVG are the author's. Text in the page's colour would not be legible on them in the dark: in a
/// filled node it stays black; where more than single nodes are filled, the whole picture stays on white.
struct GraphvizFills {
    private(set) var needsPaper = false
    /// The places of the groups of filled nodes among the tokens.
    private(set) var filledNodes: Set<Int> = []

    fileprivate struct Group {
        let index: Int
        let kind: [UInt8]
        var filled = 0
        var blank = 0
        var hasText = false
        var hasBlack = false
    }

    init(_ tokens: [XMLScanner.Token]) {
        // Only groups with a class; the others belong to those around them.
        var groups: [Group?] = []
        for (index, token) in tokens.enumerated() {
            switch token {
            case .open(let element):
                var opened: Group?
                if element.name.equals("g"),
                    let kind = element.attributes.first(where: { $0.name.equals("class") })?.value
                {
                    opened = Group(index: index, kind: kind)
                } else if let last = groups.lastIndex(where: { $0 != nil }), var group = groups[last] {
                    group.note(element)
                    groups[last] = group
                }
                if !element.isClosed { groups.append(opened) }
            case .close:
                if let closed = groups.popLast(), let group = closed { judge(group) }
            case .text: break
            }
        }
    }

    private mutating func judge(_ group: Group) {
        if group.kind.starts("node") {
            // A black node without text is a point, and takes the page's colour.
            let filled = group.filled + (group.hasText && group.hasBlack ? 1 : 0)
            guard filled > 0 else { return }
            if group.blank > 0 { needsPaper = true }
            filledNodes.insert(group.index)
        } else if !group.kind.starts("edge"), group.filled > 0 || group.hasBlack {
            needsPaper = true
        }
    }
}

extension GraphvizFills.Group {
    fileprivate mutating func note(_ element: XMLScanner.Element) {
        if element.name.equals("text") { hasText = true }
        let isBackground = kind.starts("graph")
        guard element.name.equals("polygon") || element.name.equals("ellipse") || element.name.equals("path"),
            let fill = element.attributes.first(where: { $0.name.equals("fill") })?.value
        else { return }
        if fill.equals("none") || fill.equals("transparent") || (fill.equals("white") && isBackground) {
            // A second outline is blank too; cells of a table are polygons.
            if !isBackground, element.name.equals("polygon") { blank += 1 }
        } else if fill.equals("black") {
            hasBlack = true
        } else {
            filled += 1
        }
    }
}

/// What a graph is called, and whether it has links.
struct GraphvizCaption {
    private(set) var name: [UInt8] = []
    private(set) var hasLinks = false

    /// Its label, else its name unless that says nothing, else "Diagram".
    init(_ tokens: [XMLScanner.Token]) {
        var path: [ArraySlice<UInt8>] = []
        var title: [UInt8] = []
        for token in tokens {
            switch token {
            case .open(let element):
                if !element.isClosed { path.append(element.name) }
                if element.name.equals("a"),
                    element.attributes.contains(where: {
                        $0.name.equals("xlink:href") && SVGLinks.isSafe($0.value[...])
                    })
                {
                    hasLinks = true
                }
            case .close: path = path.dropLast()
            case .text(let text):
                guard path.count == 3 || (path.count == 5 && path[3].equals("a")), let last = path.last else {
                    continue
                }
                if last.equals("title"), title.isEmpty { title = Array(text.trimmed) }
                if last.equals("text"), !text.trimmed.isEmpty { name += (name.isEmpty ? [] : [0x20]) + text.trimmed }
            }
        }
        if name.isEmpty, title.count > 1, title.first != UInt8(ascii: "%") { name = title }
        if name.isEmpty { name = Array("Diagram".utf8) }
    }
}
