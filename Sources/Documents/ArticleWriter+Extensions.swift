internal import Addresses

/// The HTML of blocks that CommonMark does not have.
extension ArticleWriter {
    /// Writes what comes before a node's children; false where they are not to be visited, nor the node left.
    mutating func enterExtension(_ id: NodeID, _ node: Node) -> Bool {
        switch node.kind {
        case .admonition: openAdmonition(node)
        case .blockTitle: openTitle(node)
        case .tabs: newLine(); put("<div class=\"tabs\">\n")
        case .tab: newLine(); put("<div class=\"tab\">\n")
        case .definitionList: newLine(); put("<dl>\n")
        case .definitionTerm: newLine(); put("<dt>")
        case .definition: newLine(); put("<dd>")
        case .footnotes:
            newLine()
            put("<section class=\"footnotes\" data-footnotes")
            if form == .site { put(" aria-label=\"Footnotes\"") }
            put(">\n<ol>\n")
        case .footnoteDefinition: openFootnote(node)
        case .footnoteReference: writeFootnoteReference(node)
        case .tableOfContents: writeContents()
        default: break
        }
        return true
    }

    mutating func exitExtension(_ id: NodeID, _ node: Node) {
        switch node.kind {
        case .admonition: newLine(); put(node.level > 0 ? "</details>\n" : "</div>\n")
        case .blockTitle:
            put(tree[node.parent].kind == .admonition && tree[node.parent].level > 0 ? "</summary>\n" : "</p>\n")
        case .tabs, .tab: newLine(); put("</div>\n")
        case .definitionList: newLine(); put("</dl>\n")
        case .definitionTerm: put("</dt>\n")
        case .definition: put("</dd>\n")
        case .footnotes: put("</ol>\n</section>\n")
        case .footnoteDefinition: closeFootnote(node)
        default: break
        }
    }

    private mutating func openAdmonition(_ node: Node) {
        newLine()
        put(node.level > 0 ? "<details class=\"admonition " : "<div class=\"admonition ")
        putEscaped(node.literal)
        put(node.level == 2 ? "\" open>\n" : "\">\n")
    }

    private mutating func openTitle(_ node: Node) {
        newLine()
        let box = tree[node.parent]
        if box.kind == .tab {
            put("<p class=\"tab-title\">")
        } else {
            put(box.level > 0 ? "<summary class=\"admonition-title\">" : "<p class=\"admonition-title\">")
        }
    }

    /// The box of a task list's item, as cmark-gfm writes it; a reader who does not see it is told what it says.
    mutating func openItem(_ node: Node) {
        newLine()
        guard node.task != .none else { return put("<li>") }
        put(form == .site ? "<li class=\"task\"><input type=\"checkbox\"" : "<li><input type=\"checkbox\"")
        if node.task == .done { put(" checked=\"\"") }
        put(" disabled=\"\"")
        if form == .site { put(node.task == .done ? " aria-label=\"done\"" : " aria-label=\"to do\"") }
        put(" /> ")
    }

    /// The attributes that the source gives a block, its id left out where that is a heading's.
    mutating func putAttributes(of id: NodeID, isHeading: Bool = false) {
        guard !tree.attributes.isEmpty, let list = tree.attributes[id] else { return }
        put(list, isHeading: isHeading)
    }

    private mutating func put(_ list: AttributeList, isHeading: Bool = false) {
        if !isHeading, let name = list.id {
            anchors.append(name)
            put(" id=\"")
            appendEscaped(name, to: &body.html)
            put("\"")
        }
        // In a site a class may mean something of the theme's.
        if form == .bare, !list.classes.isEmpty {
            put(" class=\"")
            appendEscaped(list.classes.joined(separator: " "), to: &body.html)
            put("\"")
        }
    }

    /// The same of a link or an image, which may have a size and a direction as well.
    mutating func putInlineAttributes(of id: NodeID) {
        guard !tree.attributes.isEmpty, let list = tree.attributes[id] else { return }
        put(list)
        for pair in list.pairs where ["width", "height", "align", "title", "lang"].contains(pair.key) {
            put(" \(pair.key)=\"")
            appendEscaped(pair.value, to: &body.html)
            put("\"")
        }
    }

    /// The page's headings of levels 2 to 4, as nested lists of links.
    private mutating func writeContents() {
        newLine()
        var levels: [Int] = []
        for heading in headings where (2...4).contains(heading.level) && !heading.id.isEmpty {
            if levels.isEmpty { put("<nav class=\"toc-inline\" aria-label=\"Contents\">\n<ul>\n") }
            if let last = levels.last {
                if heading.level > last {
                    put("\n<ul>\n")
                } else {
                    put("</li>\n")
                    while levels.count > 1, heading.level < levels[levels.count - 1] {
                        put("</ul>\n</li>\n")
                        levels.removeLast()
                    }
                    levels.removeLast()
                }
            }
            levels.append(heading.level)
            put("<li><a href=\"#")
            appendEscaped(percentEncoded(heading.id), to: &body.html)
            put("\">")
            appendEscaped(heading.title, to: &body.html)
            put("</a>")
        }
        for _ in levels { put("</li>\n</ul>\n") }
        if !levels.isEmpty { put("</nav>\n") }
    }
}
