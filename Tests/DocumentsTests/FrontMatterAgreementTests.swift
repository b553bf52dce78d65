import Documents
import Testing

/// The flat reader answers only what Yams would, with the same places.
@Suite struct FrontMatterAgreementTests {
    private static let scalars = [
        "yes", "no", "true", "1.10", "0x1F", "0o7", "1e3", ".5", "-1", "+1", "a: b", "a:b", "\"x", "'x", "\"x\"", "'x'",
        "'it''s'",
        "\"a\\n\"", "- ", "-", "- a", "-a", "2024-01-02", "2024-01-02 10:00:00", "~", "~a", "é🔧", "日本語", "\u{A0}x",
        "a\u{2028}b",
        "a\u{85}b", "\u{FEFF}a", "x\ty", "\tx", "x ", "x  # c", "x# c", "x #c", "# c", "null", "Null", "NULL", "nULL",
        "", "\"\"", "''",
        "[a, b]", "[a,b,]", "[]", "[ ]", "[a", "a]", "[a, [b]]", "[\"a, b\"]", "['a', b]", "[a: b]", "[,]", "[a,, b]",
        "[yes, 1.10]",
        "{a: b}", "{", "}", "a, b", "|", ">", "| x", "&a x", "*a", "!t x", "%x", "@x", "`x`", "? x", "?x", ":x", ": x",
        "x:", "x: ",
        "https://h/a", "a\\b", "a'b", "a\"b", "=", "<<", "...", "--- x", "a - b", "x | y", "\u{7F}", "a\u{1}b",
        "[a #b]", "[a # b]",
        "\"a\" b", "'a' # c", "[~, null]", "[\"\"]", "\u{200B}", "..", "-.inf", "[-]", "[- a]", "[?]", "[a\tb]",
    ]
    private static let keys = [
        "title", "a", "b-c", "d_e", "yes", "1", "no", "é", "\"q\"", "a b", " a", "null", "true", "-", "-x", "<<", "_",
        "y", "0x1",
    ]

    private func scalar(_ random: inout SeededGenerator) -> String {
        random.once(in: 2)
            ? random.pick(Self.scalars) : random.pick(["x", "a b", "é🔧", "1.10", "yes", "2024-01-02", "[a, b]"])
    }

    private func block(_ random: inout SeededGenerator) -> String {
        var text = ""
        let end = random.once(in: 5) ? "\r\n" : "\n"
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let key = random.once(in: 6) ? random.pick(Self.keys) : random.pick(["title", "tags", "x", "Owner", "y"])
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                text += "\(key):" + random.pick(["", " ", "  # c"]) + end
                let indentation = random.pick(["", "  ", "    ", " "])
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    text += (random.once(in: 8) ? " " : indentation) + random.pick(["- ", "-", "-   "])
                    text += scalar(&random) + end
                }
            case 1: text += random.pick(["# comment", "", "  ", " # c", "text", "\t", "  more: x", "  more"]) + end
            default:
                text +=
                    key + (random.once(in: 5) ? random.pick([":  ", ":", ":\t", " : "]) : ": ") + scalar(&random) + end
            }
        }
        return text
    }

    @Test func `where the flat reader answers, it answers as Yams does`() {
        var random = SeededGenerator(seed: 1234)
        var answered = 0
        for _ in 0..<6000 {
            let text = block(&random)
            let bytes = Array(text.utf8)
            guard let flat = FlatFrontMatter.read(bytes, 0..<bytes.count) else { continue }
            answered += 1
            switch YAMLFrontMatter.read(bytes, 0..<bytes.count) {
            case .success(let fields): #expect(flat == fields, "\(text.debugDescription)")
            case .failure(let error): Issue.record("Yams: \(error.message), but read: \(text.debugDescription)")
            }
        }
        #expect(answered > 1000)
    }

    @Test(arguments: Self.scalars) func `a scalar alone is read the same by both`(scalar: String) {
        let bytes = Array("k: \(scalar)\n".utf8)
        guard let flat = FlatFrontMatter.read(bytes, 0..<bytes.count) else { return }
        let fields = try? YAMLFrontMatter.read(bytes, 0..<bytes.count).get()
        #expect(flat == fields)
    }
}
