internal import Documents

/// A page's blocks under their headings, and what each heading is about: what all readers of a page ask first.
struct Outline {
    /// A block outside lists and tables, with the index of the heading that it stands under; -1 before the first.
    struct Block {
        var id: NodeID
        var kind: NodeKind
        var heading: Int
    }

    /// By index in `Document.headings`.
    let readings: [HeadingReading]
    /// The enclosing heading of each; -1 at the top.
    let parents: [Int]
    /// Topics of the heading and all above it, the page's title included.
    let inherited: [HeadingTopics]
    let titleTopics: HeadingTopics
    private(set) var blocks: [Block] = []

    init(headings: [Heading], title: String?) {
        readings = headings.map { HeadingReading($0.title) }
        titleTopics = title.map { HeadingReading($0).topics } ?? []
        var parents: [Int] = []
        var inherited: [HeadingTopics] = []
        var open: [Int] = []
        for index in headings.indices {
            while let last = open.last, headings[last].level >= headings[index].level { open.removeLast() }
            let parent = open.last ?? -1
            parents.append(parent)
            inherited.append(readings[index].topics.union(parent < 0 ? titleTopics : inherited[parent]))
            open.append(index)
        }
        self.parents = parents
        self.inherited = inherited
    }

    /// All topics that any heading has.
    var topics: HeadingTopics { readings.reduce(into: titleTopics) { $0.formUnion($1.topics) } }

    /// The topics that hold where a block stands.
    func topics(at heading: Int) -> HeadingTopics { heading < 0 ? titleTopics : inherited[heading] }

    /// The topics of the nearest heading alone.
    func ownTopics(at heading: Int) -> HeadingTopics { heading < 0 ? titleTopics : readings[heading].topics }

    /// The nearest heading, from `heading` upwards, whose own words are about a topic; -1 for the page's title, nil
    /// for none.
    func scope(of topic: HeadingTopics, at heading: Int) -> Int? {
        var heading = heading
        while heading >= 0 {
            if readings[heading].topics.contains(topic) { return heading }
            heading = parents[heading]
        }
        return titleTopics.contains(topic) ? -1 : nil
    }

    /// Whether a heading, or one between it and the nearest about a topic, speaks of something else.
    func isAside(_ heading: Int, below topic: HeadingTopics) -> Bool {
        var heading = heading
        while heading >= 0, !readings[heading].topics.contains(topic) {
            if readings[heading].topics.contains(.aside) { return true }
            heading = parents[heading]
        }
        return false
    }

    /// Whether a heading lies below another; -1 holds the page.
    func isHeading(_ heading: Int, in section: Int) -> Bool {
        var heading = heading
        while heading > section { heading = parents[heading] }
        return heading == section
    }

    /// Collects the blocks, those of block quotes and other boxes included.
    mutating func readBlocks(of tree: MarkdownTree, headingNodes: [NodeID]) {
        var heading = -1
        tree.walk { id, node in
            switch node.kind {
            case .document, .blockQuote, .admonition, .tabs, .tab, .definitionList, .definition, .footnotes,
                .footnoteDefinition:
                return true
            case .blockTitle, .tableOfContents: return false
            case .heading:
                if heading + 1 < headingNodes.count, headingNodes[heading + 1] == id { heading += 1 }
                blocks.append(Block(id: id, kind: .heading, heading: heading))
            case .list:
                blocks.append(Block(id: id, kind: .list, heading: heading))
                // Headings in lists count as headings of the page: skipping them would shift all that follow.
                tree.walk(from: id) { inner, node in
                    if node.kind == .heading, heading + 1 < headingNodes.count, headingNodes[heading + 1] == inner {
                        heading += 1
                    }
                    return !node.kind.isInline && node.kind != .paragraph
                }
            default: blocks.append(Block(id: id, kind: node.kind, heading: heading))
            }
            return false
        }
    }
}
