internal import Documents
internal import Site
internal import SourceText

extension ViewBuilder {
    /// What a page tells of its repairs; nil where nothing was repaired. What was repaired in the same way is told once,
    /// with its lines.
    func repairs(of facts: PageFacts, from output: String) -> RepairsView? {
        guard !facts.repairs.isEmpty else { return nil }
        var kinds: [RepairNote] = []
        var lines: [RepairNote: [Int]] = [:]
        for repair in facts.repairs {
            var kind = repair
            (kind.line, kind.column) = (0, 0)
            if lines[kind] == nil { kinds.append(kind) }
            lines[kind, default: []].append(repair.line)
        }
        let items = kinds.prefix(ViewBuilder.listedRepairs).map { kind in
            RepairsView.Item(
                place: (kind.file.map { $0 + ", " } ?? "") + ViewBuilder.place(lines[kind] ?? []),
                before: ViewBuilder.shortened(VisibleText.spelt(kind.before)),
                after: kind.after.isEmpty ? "(removed)" : ViewBuilder.shortened(VisibleText.spelt(kind.after)))
        }
        let more = kinds.dropFirst(items.count).reduce(0) { $0 + (lines[$1]?.count ?? 0) }
        let health = site.generated.contains(.health) ? href(GeneratedPage.health.output, from: output) : nil
        return RepairsView(count: facts.repairs.count, items: items, more: more, href: health)
    }

    /// The most kinds of repairs, and the most lines of one, that a page names: all of them are on the health page.
    private static let (listedRepairs, listedLines) = (24, 8)

    /// `line 3`, `lines 7, 8, 12`; a line with two repairs is named once.
    private static func place(_ lines: [Int]) -> String {
        var named: [Int] = []
        for line in lines where named.last != line { named.append(line) }
        let text = named.prefix(listedLines).map(String.init).joined(separator: ", ")
        return (named.count == 1 ? "line " : "lines ") + text + (named.count > listedLines ? ", …" : "")
    }

    private static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count > 80 ? String(String.UnicodeScalarView(scalars.prefix(80))) + "…" : text
    }
}
