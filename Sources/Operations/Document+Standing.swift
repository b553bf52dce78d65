internal import Addresses
internal import Documents

extension Document {
    /// What the page is among the others, by its front matter, its folder, or its own words.
    func standing(
        _ frontMatter: FrontMatterClaims, _ outline: Outline, _ page: borrowing PageOperations
    ) -> PageStanding {
        if frontMatter.isCanonical { return .canonical }
        if let status = frontMatter.status?.text.lowercased(),
            ["deprecated", "legacy", "archived", "superseded", "obsolete", "retired"].contains(status)
        {
            return .legacy
        }
        let folders = folder(of: path).split(separator: "/")
        let old = ["archive", "archived", "archives", "legacy", "old", "deprecated", "attic"]
        if folders.contains(where: { old.contains($0.lowercased()) }) { return .legacy }
        // Standing decides between claims; a page without any needs none.
        let hasClaims = !page.levels.isEmpty || !page.escalations.isEmpty || !page.metrics.isEmpty
        return hasClaims ? introducedStanding(outline) : .ordinary
    }

    /// What the paragraphs before the second section say: `This page is the canonical source for …`.
    private func introducedStanding(_ outline: Outline) -> PageStanding {
        let firstSection = headings.firstIndex { $0.level > 1 } ?? headings.count
        for block in outline.blocks where block.kind == .paragraph {
            guard block.heading <= firstSection else { break }
            let text = tree.line(of: block.id).text
            for sentence in text.sentences {
                if sentence.isCanonicalTitle { return .canonical }
                if let standing = PageStanding(of: sentence) { return standing }
            }
        }
        return .ordinary
    }
}

extension PageStanding {
    /// What a sentence says of the page that it stands on; nil where it speaks of something else.
    init?(of sentence: PlainText) {
        guard let this = sentence.findWord("this"), this.lowerBound - sentence.startIndex <= 12 else { return nil }
        let words = sentence[this.upperBound...].words
        let subjects = ["page", "document", "doc", "file", "guide", "handbook", "is", "catalog", "policy"]
        guard let subject = words.first?.string, subjects.contains(subject) else { return nil }
        guard !words.contains(where: { $0.equals("not") || $0.equals("isn") }) else { return nil }
        if sentence.findWord("canonical") != nil || sentence.find("source of truth") != nil
            || sentence.findWord("authoritative") != nil
        {
            self = .canonical
            return
        }
        // `This page is deprecated`, but not `This page is about the legacy system`.
        let old = ["deprecated", "legacy", "archived", "superseded", "obsolete", "outdated"]
        let verb = words.prefix(3).lastIndex { $0.equals("is") || $0.equals("was") }
        guard let verb, words[(verb + 1)...].prefix(2).contains(where: { old.contains($0.string) }) else { return nil }
        self = .legacy
    }
}

extension PlainText {
    /// `Canonical source for severity definitions`, as an introduction by itself.
    fileprivate var isCanonicalTitle: Bool {
        let text = begins(with: "the ") ? dropFirst(4) : self
        guard text.begins(with: "canonical ") || text.begins(with: "authoritative ") else { return false }
        let words = text.words.prefix(4)
        return words.dropFirst(2).contains { $0.equals("for") || $0.equals("of") } && !text.contains(0x3A)
    }

    /// The sentences of a text: parted behind `.`, `!` and `?` before white space, but not behind abbreviations.
    var sentences: [PlainText] {
        var parts: [PlainText] = []
        var start = startIndex
        var index = startIndex
        while index < endIndex {
            let byte = self[index]
            let isStop = byte == 0x2E || byte == 0x21 || byte == 0x3F
            if isStop, index + 1 < endIndex, isSpace(self[index + 1]), !endsInAbbreviation(at: index) {
                parts.append(self[start...index].trimmed)
                start = index + 1
            }
            index += 1
        }
        if start < endIndex { parts.append(self[start...].trimmed) }
        return parts.filter { !$0.isEmpty }
    }

    /// `e.g.`, `i.e.`, `etc.`, and single letters.
    private func endsInAbbreviation(at stop: Int) -> Bool {
        var start = stop
        while start > startIndex, isAlphanumeric(self[start - 1]) { start -= 1 }
        let word = self[start..<stop]
        if word.count == 1, let first = word.first { return !isDigit(first) }
        return ["etc", "vs", "approx", "min", "hrs"].contains { word.equals($0) }
    }
}
