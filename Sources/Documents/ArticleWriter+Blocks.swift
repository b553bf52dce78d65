internal import Addresses
internal import Highlighting

extension ArticleWriter {
    mutating func openHeading(_ id: NodeID, _ node: Node) {
        newLine()
        heading += 1
        unlinkable += 1
        put("<h")
        body.html.append(0x30 + node.level)
        // A heading without text may have no id.
        let hasOwnID = tree.attributes[id]?.id != nil
        if form == .site || hasOwnID, !headings[Int(heading)].id.isEmpty {
            put(" id=\"")
            appendEscaped(headings[Int(heading)].id, to: &body.html)
            put("\"")
        }
        putAttributes(of: id, isHeading: true)
        put(">")
        guard form == .site else { return }
        for alias in headings[Int(heading)].aliases {
            put("<a id=\"")
            appendInReferences(alias, to: &body.html)
            put("\"></a>")
        }
    }

    mutating func closeHeading(_ id: NodeID, _ node: Node) {
        unlinkable -= 1
        if form == .site, node.level > 1, !headings[Int(heading)].id.isEmpty {
            let heading = headings[Int(heading)]
            put("<a class=\"anchor\" href=\"#")
            appendEscaped(percentEncoded(heading.id), to: &body.html)
            put("\" aria-label=\"Link to ‘")
            appendEscaped(heading.title, to: &body.html)
            put("’\">#</a>")
        }
        put("</h")
        body.html.append(0x30 + node.level)
        put(">\n")
        guard node.level == 1 else { return }
        if !body.hasTitle, isFirst(id) { body.headingEnd = body.html.count }
        body.hasTitle = true
    }

    /// Whether nothing but comments, such as a licence or a linter's, stands before a block.
    private func isFirst(_ block: NodeID) -> Bool {
        for id in tree.children(of: MarkdownTree.root) {
            if id == block { return true }
            guard tree[id].kind == .htmlBlock, tree.bytes(tree[id].literal).starts(with: "<!--".utf8) else {
                return false
            }
        }
        return false
    }

    mutating func openList(_ id: NodeID, _ node: Node) {
        newLine()
        put(node.isOrdered ? "<ol" : "<ul")
        if node.isOrdered, node.listStart != 1 {
            put(" start=\"")
            put(String(node.listStart))
            put("\"")
        }
        putAttributes(of: id)
        put(">\n")
    }

    private static let drawn = ["dot", "graphviz", "gv", "mermaid"].map { Array($0.utf8) }

    mutating func writeCodeBlock(_ id: NodeID, _ node: Node) {
        newLine()
        if form == .site {
            let start = body.html.count
            if writesCode {
                CodeBlock.write(tree.bytes(node.literal), info: tree.bytes(node.title), into: &body.html)
            }
            let language = tree.bytes(node.title).prefix { isLetter($0) }
            if ArticleWriter.drawn.contains(where: { $0.elementsEqual(language) }) {
                diagrams.append((id, language, heading, start..<body.html.count))
            }
            return
        }
        let info = tree.bytes(node.title)
        if let end = info.firstIndex(where: { $0 == 0x20 || (0x09...0x0D).contains($0) }) ?? Optional(info.endIndex),
            end > info.startIndex
        {
            put("<pre><code class=\"language-")
            appendEscaped(info[..<end], to: &body.html)
            put("\">")
        } else {
            put("<pre><code>")
        }
        putEscaped(node.literal)
        put("</code></pre>\n")
    }

    mutating func openTable(_ node: Node) {
        newLine()
        guard form == .site else { return put("<table>\n") }
        tables += 1
        var columns = 0
        if node.firstChild >= 0 { for _ in tree.children(of: node.firstChild) { columns += 1 } }
        columnTitles = self.columnTitles(of: node)
        // Up to four columns stack on a phone; wider tables scroll, so the keyboard must reach them.
        guard columns > 4 else { return put("<div class=\"table\"><table>\n") }
        put("<div class=\"table wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table ")
        put(String(tables))
        if heading >= 0 {
            put(": ")
            appendEscaped(headings[Int(heading)].title, to: &body.html)
        }
        put("\"><table>\n")
    }

    private func columnTitles(of table: Node) -> [String] {
        guard table.firstChild >= 0 else { return [] }
        return tree.children(of: table.firstChild).map { tree.plainText(of: $0) }
    }

    mutating func closeTable(_ node: Node) {
        if node.firstChild >= 0, tree[node.firstChild].next >= 0 { put("</tbody>\n") }
        put(form == .site ? "</table></div>\n" : "</table>\n")
    }

    mutating func openRow(_ id: NodeID, _ node: Node) {
        if node.level == 1 {
            put("<thead>\n")
        } else if tree[tree[node.parent].firstChild].next == id {
            put("<tbody>\n")
        }
        put("<tr>\n")
        column = 0
    }

    mutating func closeRow(_ id: NodeID, _ node: Node) {
        put("</tr>\n")
        if node.level == 1 { put("</thead>\n") }
    }

    mutating func openCell(_ node: Node) {
        put(node.level == 1 ? "<th" : "<td")
        if form == .site {
            if node.level == 1 {
                put(" scope=\"col\"")
            } else if column > 0, column < columnTitles.count, columnTitles.count <= 4 {
                put(" data-label=\"")
                appendEscaped(columnTitles[column], to: &body.html)
                put("\"")
            }
            column += 1
        }
        switch node.alignment {
        case .none: break
        case .left: put(" align=\"left\"")
        case .center: put(" align=\"center\"")
        case .right: put(" align=\"right\"")
        }
        put(">")
    }
}
