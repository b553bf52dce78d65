/// Documents made of others by splicing: pieces inserted, removed, moved, taken from elsewhere; lines indented, doubled, joined.
struct MarkdownMutator {
    let corpus: [String]
    private var random: SeededGenerator

    init(corpus: [String], seed: UInt64) {
        self.corpus = corpus
        random = SeededGenerator(seed: seed)
    }

    private static let longest = 600
    private static let pieces = [
        "\n", "\n\n", " ", "    ", "\t", "|", "\\", "`", "*", "_", "~", "~~", "**", "[", "]", "(", ")", "<", ">", "!",
        "&", ":", "-", "#", "> ",
        "- ", "1. ", "[ ] ", "[x] ", "|-|-|", "---", "www.", "http://", "@", ".", "\u{A0}", "é", "```\n", "<b>", "<!--",
        "-->", "<div>\n",
    ]

    mutating func document() -> String {
        var text = cut(random.pick(corpus))
        for _ in 0..<random.pick([0, 1, 1, 2, 3, 5, 8]) {
            if random.once(in: 2) { splice(&text) } else { rearrange(&text) }
        }
        return String(String.UnicodeScalarView(text))
    }

    /// Some lines of a long text.
    private mutating func cut(_ text: String) -> [Unicode.Scalar] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = text.utf8.count > Self.longest ? Int.random(in: 0..<lines.count, using: &random) : 0
        return Array(lines[start...].prefix(20).joined(separator: "\n").unicodeScalars.prefix(Self.longest))
    }

    private mutating func splice(_ text: inout [Unicode.Scalar]) {
        func place(_ text: [Unicode.Scalar], _ random: inout SeededGenerator) -> Int {
            Int.random(in: 0...text.count, using: &random)
        }
        let at = place(text, &random)
        let end = min(text.count, at + random.pick([1, 1, 2, 5, 20]))
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1: text.insert(contentsOf: random.pick(Self.pieces).unicodeScalars, at: at)
        case 2: text.removeSubrange(at..<end)
        case 3: text.insert(contentsOf: text[at..<end], at: place(text, &random))
        default:
            let other = cut(random.pick(corpus))
            let from = place(other, &random)
            text.insert(contentsOf: other[from...].prefix(random.pick([2, 5, 20, 60])), at: at)
        }
    }

    private mutating func rearrange(_ text: inout [Unicode.Scalar]) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        let line = Int.random(in: 0..<lines.count, using: &random)
        let prefix = Array(
            random.pick(["> ", "- ", "    ", " ", "\t", "  ", "1. ", "| ", "[ ] ", "   "]).unicodeScalars)
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: lines[line] = prefix + lines[line]
        case 2: lines.remove(at: line)
        case 3: lines.insert(random.pick(lines), at: line)
        case 4: lines.insert(cut(random.pick(corpus)).split(separator: "\n").first.map(Array.init) ?? [], at: line)
        default:
            let further = prefix.first == ">" ? prefix : [Unicode.Scalar](repeating: " ", count: prefix.count)
            lines = lines.enumerated().map { ($0 == 0 ? prefix : $1.isEmpty ? [] : further) + $1 }
        }
        text = Array(lines.joined(separator: ["\n"]))
    }
}
