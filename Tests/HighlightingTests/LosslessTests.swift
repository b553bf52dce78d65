import Highlighting
import Testing

/// Wrong colours may happen; lost characters may not.
@Suite struct LosslessTests {
    static let samples =
        ShellTests.samples + YAMLTests.samples + QueryTests.samples + FormatTests.samples
        + ProgrammingTests.samples

    /// The text of the HTML is the code, with lines marked and without, and every tag closes.
    static func check(_ code: [UInt8], _ language: String) {
        for info in [language, language + " linenums=1 hl_lines=2-3"] {
            var html: [UInt8] = []
            CodeBlock.write(code[...], info: Array(info.utf8)[...], into: &html)
            let text = text(ofHTML: Array(html.dropLast()))
            #expect(
                text == code,
                "\(language): \(String(decoding: code, as: UTF8.self).debugDescription) became \(short(html))")
            // A tag between the bytes of a character would make two wrong ones of it.
            #expect(String(validating: html, as: UTF8.self) != nil || String(validating: code, as: UTF8.self) == nil)
        }
    }

    @Test(arguments: Highlighter.languages.map { $0[0] } + ["text"])
    func `the text of the HTML is the code, whatever is read as whatever`(_ language: String) {
        for sample in Self.samples { Self.check(Array(sample.code.utf8), language) }
    }

    @Test(arguments: Highlighter.languages.map { $0[0] })
    func `damaged code loses nothing`(_ language: String) {
        var random = Seeded(state: UInt64(language.utf8.reduce(5) { $0 &* 31 &+ Int($1) }))
        for _ in 0..<30 {
            let sample = Self.samples.randomElement(using: &random)?.code ?? ""
            Self.check(Self.damaged(Array(sample.unicodeScalars), &random), language)
        }
    }

    /// Cut short, pieces exchanged, marks that open something strewn in.
    static func damaged(_ scalars: [Unicode.Scalar], _ random: inout Seeded) -> [UInt8] {
        let marks: [Unicode.Scalar] = Array("\"'`{}()[]<>$#\\/*-+:=|@&%!~?;, \n\r\t\u{0}é❯😀1aA".unicodeScalars)
        var scalars = scalars
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let place = Int.random(in: 0...scalars.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: scalars = Array(scalars[..<place])
            case 1: scalars = Array(scalars[place...] + scalars[..<place])
            default: scalars.insert(marks.randomElement(using: &random) ?? "x", at: place)
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return Array(String(text).utf8)
    }

    @Test(arguments: Highlighter.languages.map { $0[0] })
    func `300 KB of one mark stay linear`(_ language: String) {
        let patterns = [
            "\"", "'", "{{", "$(", "\"$(", "<", "/[", "a: '\n", "$ \"\n", "<<E\n", "\\\"", "[", "é", "{%", "`", "(",
            "a@b", "/*", "@\"", "<A",
        ]
        let seed = language.utf8.reduce(0) { $0 &+ Int($1) }
        for pattern in [patterns[seed % patterns.count], "#"] {
            let code = Array(String(repeating: pattern, count: 300_000 / pattern.utf8.count).utf8)
            var html: [UInt8] = []
            Highlighter(language: Array(language.utf8)[...])?.write(code[...], into: &html)
            let text = text(ofHTML: html)
            #expect(text == code)
        }
    }
}
