/// A mermaid fence without what may stand before the diagram: front matter, directives, comments.
struct MermaidSource {
    let text: [UInt8]
    /// The word that names the kind, such as `flowchart`.
    private(set) var kind: ArraySlice<UInt8> = []
    /// Where the diagram goes on after that word.
    private(set) var start = 0
    private(set) var title: [UInt8] = []

    init(_ text: [UInt8]) {
        self.text = text
        var at = 0
        var isFirst = true
        while at < text.count {
            let end = text[at...].firstIndex(of: 0x0A) ?? text.count
            let line = text[at..<end].trimmed
            if isFirst, line.equals("---") {
                at = frontMatter(from: min(end + 1, text.count))
            } else if line.starts("%%{") {
                at = directiveEnd(line.startIndex)
            } else if line.isEmpty || line.starts("%%") {
                at = end + 1
            } else {
                let wordEnd = line.firstIndex { $0.isSpace || $0 == UInt8(ascii: ";") } ?? line.endIndex
                kind = line[..<wordEnd]
                start = wordEnd
                return
            }
            if !line.isEmpty { isFirst = false }
        }
        start = text.count
    }

    private func directiveEnd(_ start: Int) -> Int {
        var at = start + 3
        while at + 2 < text.count {
            if text[at...].starts("}%%") { return at + 3 }
            at += 1
        }
        return text.count
    }

    private mutating func frontMatter(from start: Int) -> Int {
        var at = start
        while at < text.count {
            let end = text[at...].firstIndex(of: 0x0A) ?? text.count
            let line = text[at..<end]
            if line.trimmed.equals("---") { return min(end + 1, text.count) }
            if line.starts("title:") {
                var value = line.dropFirst(6).trimmed
                if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), value.count > 1,
                    value.last == quote
                {
                    value = value.dropFirst().dropLast()
                }
                title = Array(value)
            }
            at = end + 1
        }
        return text.count
    }

    /// The line of a place, from 1.
    func line(at place: Int) -> Int { text[..<min(place, text.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 } }

    func fault(_ reason: String, at place: Int) -> DiagramFault { DiagramFault(reason, line: line(at: place)) }
}

/// What a diagram says of itself to those who do not see it.
struct DiagramCaption: Hashable {
    /// Shown above the picture.
    var title: [UInt8] = []
    var accessibleTitle: [UInt8] = []
    var description: [UInt8] = []

    func name(else kind: String) -> [UInt8] {
        !accessibleTitle.isEmpty ? accessibleTitle : !title.isEmpty ? title : Array(kind.utf8)
    }
}
