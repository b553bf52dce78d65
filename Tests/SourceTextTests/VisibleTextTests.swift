import SourceText
import Testing

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("é 日本 🔧", "é 日本 🔧"), ("\u{1B}[31m\u{9B}1m", "\\u{1b}[31m\\u{9b}1m"), ("a\u{202E}b", "a\\u{202e}b"),
        ("a\u{A0}b", "a\u{A0}b"),
    ])
    func `what a terminal would obey is spelt out`(text: String, shown: String) {
        #expect(VisibleText.harmless(text) == shown)
    }

    @Test(arguments: [
        ("10Â\u{A0}km", "10Â\\u{a0}km"), ("â€\u{9D}", "â€\\u{9d}"), ("\u{AD}", "\\u{ad}"), ("\u{FEFF}", "\\u{feff}"),
        ("\u{301}a\u{301}", "\\u{301}a\u{301}"), ("🛠\u{FE0F}", "🛠\u{FE0F}"), ("\u{FE0F}", "\\u{fe0f}"),
        ("👩\u{200D}🔧", "👩\u{200D}🔧"), ("a\u{200D}", "a\\u{200d}"), ("\u{378}\u{E000}", "\\u{378}\\u{e000}"),
        ("a b\u{2003}c", "a b\\u{2003}c"), ("\u{FFFD}", "\u{FFFD}"),
    ])
    func `what cannot be told by its looks is spelt out`(text: String, shown: String) {
        #expect(VisibleText.spelt(text) == shown)
    }

    @Test(
        arguments: [
            (Array("a\té\n".utf8), "a\té\\u{a}"), ([0x63, 0xE9, 0x20, 0xE2, 0x80, 0x41], "c\\xE9 \\xE2\\x80A"),
            ([], ""),
            ([0xF0, 0x9F], "\\xF0\\x9F"),
        ] as [([UInt8], String)])
    func `bytes that are no text are told as bytes`(bytes: [UInt8], shown: String) {
        #expect(VisibleText.harmless(bytes) == shown)
    }
}
