internal import Documents
internal import SourceText

/// A line of a paragraph, or a cell, as a reader sees it, and where its marks lie.
struct TextLine {
    struct Mark {
        /// `strong`, `emphasis`, `code` or `link`.
        var kind: NodeKind
        var range: Range<Int>
    }

    var bytes: [UInt8] = []
    var marks: [Mark] = []
    /// As cmark counts; 0 where it says nothing.
    var line: Int32 = 0

    var text: PlainText { bytes[...] }

    /// What the line begins with, if that is marked as strong, emphasis or code; marks around it count as one.
    var lead: Range<Int>? {
        marks.first { mark in mark.kind != .link && mark.range.lowerBound == 0 && !mark.range.isEmpty }?.range
    }
}

extension MarkdownTree {
    /// A node's whole text in one line.
    func line(of id: NodeID) -> TextLine {
        var result = TextLine()
        var open: [(node: NodeID, mark: Int)] = []
        walk(from: id) { inner, node in
            while let last = open.last, !isNode(inner, below: last.node) {
                result.marks[last.mark].range = result.marks[last.mark].range.lowerBound..<result.bytes.count
                open.removeLast()
            }
            append(inner, node, to: &result, &open)
            return node.kind != .image && node.kind != .list
        }
        for last in open {
            result.marks[last.mark].range = result.marks[last.mark].range.lowerBound..<result.bytes.count
        }
        return result
    }

    private func append(
        _ id: NodeID, _ node: Node, to line: inout TextLine, _ open: inout [(node: NodeID, mark: Int)]
    ) {
        let start = line.bytes.count
        switch node.kind {
        case .text: line.bytes.append(contentsOf: arena[node.literal.range])
        case .code:
            line.bytes.append(contentsOf: arena[node.literal.range])
            line.marks.append(TextLine.Mark(kind: .code, range: start..<line.bytes.count))
        case .strong, .emphasis, .link:
            open.append((id, line.marks.count))
            line.marks.append(TextLine.Mark(kind: node.kind, range: start..<start))
        case .softBreak, .lineBreak: line.bytes.append(0x20)
        case .htmlInline where bytes(node.literal).begins(with: "<br"): line.bytes.append(0x20)
        default: break
        }
    }

    private func isNode(_ id: NodeID, below top: NodeID) -> Bool {
        var id = self[id].parent
        while id > top { id = self[id].parent }
        return id == top
    }

    /// The lines of a paragraph, parted where the source breaks them.
    func lines(of paragraph: NodeID) -> [TextLine] {
        var lines = [TextLine()]
        lines[0].line = self[paragraph].isReparsed ? 0 : self[paragraph].startLine
        for child in children(of: paragraph) {
            let node = self[child]
            if node.kind == .softBreak || node.kind == .lineBreak {
                var line = TextLine()
                line.line = lines[lines.count - 1].line == 0 ? 0 : lines[lines.count - 1].line + 1
                lines.append(line)
                continue
            }
            let part = self.line(of: child)
            let offset = lines[lines.count - 1].bytes.count
            lines[lines.count - 1].bytes.append(contentsOf: part.bytes)
            for mark in part.marks {
                let range = (mark.range.lowerBound + offset)..<(mark.range.upperBound + offset)
                lines[lines.count - 1].marks.append(TextLine.Mark(kind: mark.kind, range: range))
            }
        }
        return lines
    }

    /// The paragraph that a list item begins with.
    func leadParagraph(of item: NodeID) -> NodeID? {
        let first = self[item].firstChild
        return first >= 0 && self[first].kind == .paragraph ? first : nil
    }

    /// The lists in a list item.
    func lists(in item: NodeID) -> [NodeID] { children(of: item).filter { self[$0].kind == .list } }

    /// The cells of a table's header.
    func header(of table: NodeID) -> [TableCell]? {
        let row = self[table].firstChild
        return row < 0 ? nil : children(of: row).map { TableCell(id: $0, line: line(of: $0)) }
    }

    /// The rows of a table as lines, the header first, each cell with its node.
    func rows(of table: NodeID) -> [[TableCell]] {
        children(of: table).map { row in children(of: row).map { TableCell(id: $0, line: line(of: $0)) } }
    }
}

struct TableCell {
    var id: NodeID
    var line: TextLine

    var text: PlainText { line.text.trimmed }
}
