/// What footnotes are, apart from the classes, ids and signs that each program gives them: which reference has which
/// number and leads to which note, what a note says, and how many ways lead back from it.
struct FootnoteStructure: Equatable, CustomStringConvertible {
    /// The text before the notes; a reference is `⟦number→place of its note⟧`.
    var body = ""
    var notes: [String] = []
    /// To every note, its references in the order of its ways back, each by its place among all references.
    var back: [[Int]] = []
    /// Ids that occur twice, and addresses that lead nowhere.
    var faults: [String] = []

    init(_ html: String) {
        let parts = html.split(
            separator: /<(section|div)[^>]*footnotes[^>]*>/, maxSplits: 1, omittingEmptySubsequences: false)
        let list = parts.count == 2 ? String(parts[1]) : ""
        let items = list.matches(of: /<li id="([^"]*fn[^"]*)"[^>]*>/)
        let ids = items.map { String($0.output.1) }
        let references = html.matches(of: Self.reference).map { Self.value("id", in: $0.output.1 + " " + $0.output.2) }
        let all = ids + references
        faults = Set(all.filter { id in all.count(where: { $0 == id }) > 1 }).sorted()
        body = plain(String(parts[0]), ids)
        for (index, item) in items.enumerated() {
            let end = index + 1 < items.count ? items[index + 1].range.lowerBound : list.endIndex
            let text = String(list[item.range.upperBound..<end])
            back.append(
                text.matches(of: Self.wayBack).map {
                    references.firstIndex(of: Self.value("href", in: $0.output.1)) ?? -1
                })
            notes.append(plain(text, ids))
        }
        if back.contains(where: { $0.contains(-1) }) { faults.append("a way back that leads nowhere") }
    }

    private static var reference: Regex<(Substring, Substring, Substring, Substring)> {
        /<sup([^>]*)><a([^>]*)>([^<]*)<\/a><\/sup>/
    }
    private static var wayBack: Regex<(Substring, Substring)> {
        /(?:\s|&#160;)*<a([^>]*(?:backref|backlink)[^>]*)>(?:.*?)<\/a>/
    }

    /// An attribute's value; without the mark of an address in the page.
    private static func value(_ name: String, in attributes: Substring) -> String {
        let found = attributes.split(separator: " ").first { $0.hasPrefix(name + "=\"") }
        return String(found?.dropFirst(name.count + 2).prefix { $0 != "\"" } ?? "").replacing("#", with: "")
    }

    private func plain(_ html: String, _ ids: [String]) -> String {
        html.replacing(Self.wayBack, with: "")
            .replacing(Self.reference) { match in
                let place = ids.firstIndex(of: Self.value("href", in: match.output.2)) ?? -1
                return "⟦\(match.output.3)→\(place + 1)⟧"
            }
            .replacing(/<\/?(section|ol|hr|h2)[^>]*>|<\/li>|<\/div>/, with: "")
            .replacing(/\s+/, with: " ").replacing(/> | (?=<)/) { $0.output.first == ">" ? ">" : "" }
            .replacing(/^ | $/, with: "")
    }

    var description: String { "\(body)\n\(zip(notes, back).map { "\($0) ↩\($1)" }.joined(separator: "\n"))\n\(faults)" }
}
