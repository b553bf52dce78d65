/// Footnotes as cmark-gfm writes them (0.29.0.gfm.6, `html.c`).
extension ArticleWriter {
    mutating func writeFootnoteReference(_ node: Node) {
        put("<sup class=\"footnote-ref\"><a href=\"#fn-")
        putLabel(node)
        put("\" id=\"fnref-")
        putLabel(node)
        if node.cell > 1 {
            put("-")
            put(String(node.cell))
        }
        put("\" data-footnote-ref>")
        put(String(node.listStart))
        put("</a></sup>")
    }

    mutating func openFootnote(_ node: Node) {
        newLine()
        put("<li id=\"fn-")
        putLabel(node)
        put("\">\n")
        anchors.append("fn-" + tree.string(node.literal))
    }

    mutating func closeFootnote(_ node: Node) {
        let last = node.lastChild
        if last < 0 || tree[last].kind != .paragraph {
            newLine()
            putBackReferences(node)
            put("\n")
        }
        put("</li>\n")
    }

    /// Behind the text of a footnote's last paragraph: the ways back to what refers to it.
    mutating func closeParagraph(_ id: NodeID, _ node: Node) {
        let parent = tree[node.parent]
        if parent.kind == .footnoteDefinition, parent.lastChild == id {
            put(" ")
            putBackReferences(parent)
        }
        put("</p>\n")
    }

    private mutating func putBackReferences(_ footnote: Node) {
        for use in 1...max(1, tree.footnoteUses[Int(footnote.listStart) - 1]) {
            if use > 1 { put(" ") }
            put("<a href=\"#fnref-")
            putLabel(footnote)
            if use > 1 {
                put("-")
                put(String(use))
            }
            put("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
            if use > 1 {
                put("<sup class=\"footnote-ref\">")
                put(String(use))
                put("</sup>")
            }
            put("</a>")
        }
    }

    private mutating func putLabel(_ node: Node) { appendEscapedURL(tree.bytes(node.literal), to: &body.html) }
}
