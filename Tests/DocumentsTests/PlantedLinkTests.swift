import Documents
import SourceText
import Testing

/// Documents made at random, in which every address is another, so that what a range cuts from the file tells whether
/// it is the right place.
@Suite struct PlantedLinkTests {
    private struct Garden {
        var random: SeededGenerator
        private var planted = 0

        init(seed: UInt64) { random = SeededGenerator(seed: seed) }

        private mutating func address() -> String {
            planted += 1
            return random.pick(["p\(planted).md", "../q/p\(planted).md#a", "p\(planted)(x).md", "https://h/\(planted)"])
        }

        private mutating func words() -> String {
            random.text(
                of: [
                    "word ", "*", "**", "`", "``", "[", "]", "(", ")", "!", "\\", "é ", "🔧", "â€” ", "cafÃ© ", "<", ">",
                    "x_y",
                    " ", "&amp;", "\\[", "\\`", "<b>", "<!-- c -->", "[r] ", "|",
                ], count: 0...3)
        }

        private mutating func link(depth: Int = 0) -> String {
            let text = words() + (depth < 2 && random.once(in: 4) ? link(depth: depth + 1) : "") + words()
            return switch Int.random(in: 0..<9, using: &random) {
            case 0: "![\(text)](\(address()))"
            case 1: "[\(text)](<\(address())> 'title')"
            case 2: "[\(text)]( \(address()) \"it (is) `so`\" )"
            case 3: "<https://host/\(address())>"
            case 4: "`[code](\(address()))`"
            case 5: "<a title='t' href=\"\(address())\">"
            default: "[\(text)](\(address()))"
            }
        }

        private mutating func line() -> String {
            let count = Int.random(in: 0...3, using: &random)
            return words() + (0..<count).map { _ in link() + words() }.joined()
        }

        private mutating func lines(prefix: String, lazy: [String]) -> String {
            var lines = [line()]
            for _ in 0..<Int.random(in: 0...3, using: &random) { lines.append(random.pick(lazy) + line()) }
            return prefix + lines.joined(separator: random.once(in: 5) ? "\r\n" : "\n")
        }

        private mutating func block() -> String {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: return "## " + line()
            case 1: return line() + "\n---"
            case 2: return lines(prefix: "- ", lazy: ["  ", "", "      ", " "])
            case 3: return lines(prefix: "> ", lazy: ["> ", "", ">", ">   "])
            case 4: return lines(prefix: "> - ", lazy: [">   ", "> ", "", ">      "])
            case 5: return lines(prefix: "1. > ", lazy: ["   > ", "   ", ""])
            case 6: return "a | b\n--|--\n\(line()) | \(line())\n| \(line()) |"
            case 7: return "    " + line()
            case 8: return "```\n\(line())\n```"
            case 9: return "<div>\n\(line())\n<img src='\(address())'>\n</div>"
            case 10: return "[d\(planted)]: \(address())\n\(line()) [d\(planted)] [d\(planted - 1)]"
            default: return lines(prefix: "", lazy: ["", "  ", "     "])
            }
        }

        mutating func document() -> String {
            let count = Int.random(in: 1...6, using: &random)
            return (0..<count).map { _ in block() }.joined(separator: random.once(in: 4) ? "\n" : "\n\n")
                + "\n\n[r]: R.md\n"
        }
    }

    @Test func `a reference's range cuts its destination from the file`() {
        var references = 0
        for seed in 0..<1500 {
            var garden = Garden(seed: UInt64(seed))
            let page = MarkedText(garden.document())
            for reference in page.facts.references {
                references += 1
                // A bare address goes on to the next space, and what is repaired in it is not as it stands in the file.
                if !reference.written.utf8.allSatisfy({ $0 < 0x80 }) { continue }
                #expect(page.cut(reference.range) == reference.written, "seed \(seed): \(page.text.debugDescription)")
            }
        }
        #expect(references > 4000)
    }
}
