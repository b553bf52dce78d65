import Addresses
import Testing

@Suite struct WrittenReferenceTests {
    @Test(arguments: [
        ("https://a/b?c#d", "https"), ("HTTP://a", "http"), ("mailto:a@b.c", "mailto"), ("tel:+1", "tel"),
        ("javascript:x", "javascript"),
        ("data:image/png,x", "data"), ("git+ssh://h", "git+ssh"), ("a.b-c:d", "a.b-c"), ("h2:x", "h2"),
    ])
    func `a scheme makes a reference absolute`(written: String, scheme: String) {
        let reference = WrittenReference(written)
        #expect(reference.form == .absolute(scheme: scheme))
        #expect(reference.path.isEmpty && reference.query.isEmpty && reference.fragment == nil)
    }

    @Test(
        arguments: [
            ("a/b.md", .relative, "a/b.md", "", nil), ("../a.md#b", .relative, "../a.md", "", "b"),
            ("/a.md", .rooted, "a.md", "", nil),
            ("/", .rooted, "", "", nil), ("", .samePage, "", "", nil), ("#", .samePage, "", "", ""),
            ("#a%20b", .samePage, "", "", "a b"),
            ("?q#f", .samePage, "", "?q", "f"), ("a?q=%41#%C3%BC", .relative, "a", "?q=%41", "ü"),
            ("a#b?c#d", .relative, "a", "", "b?c#d"),
            ("//host/p", .protocolRelative, "", "", nil), ("a%20b%2Fc.md", .relative, "a b/c.md", "", nil),
            ("100%.md", .relative, "100%.md", "", nil),
            ("a%zz%4", .relative, "a%zz%4", "", nil), ("%ff.md", .relative, "\u{FFFD}.md", "", nil),
            ("%F0%9F%94%A7.md", .relative, "🔧.md", "", nil),
            ("C:\\docs\\a.md", .relative, "C:\\docs\\a.md", "", nil), ("c:/a", .relative, "c:/a", "", nil),
            ("1a:b", .relative, "1a:b", "", nil),
            (":a", .relative, ":a", "", nil), ("./a:b.md", .relative, "./a:b.md", "", nil),
            ("a b.md", .relative, "a b.md", "", nil),
            ("日本/é.md", .relative, "日本/é.md", "", nil), ("a_b:c", .relative, "a_b:c", "", nil),
            ("%2e%2e/a", .relative, "../a", "", nil),
            (".", .relative, ".", "", nil), ("/%2F", .rooted, "/", "", nil),
        ] as [(String, WrittenReference.Form, String, String, String?)])
    func `other references are taken apart, and decoded`(
        written: String, form: WrittenReference.Form, path: String, query: String, fragment: String?
    ) {
        let reference = WrittenReference(written)
        #expect(reference.form == form)
        #expect(reference.path == path)
        #expect(reference.query == query)
        #expect(reference.fragment == fragment)
    }

    @Test(arguments: [
        ("a b", "a%20b"), ("a/b-c_d.~", "a/b-c_d.~"), ("é🔧", "é🔧"), ("a?b#c", "a%3Fb%23c"), ("100%", "100%25"),
        ("\"<>\\", "%22%3C%3E%5C"),
        ("a&b=c", "a&b=c"), ("[x]", "%5Bx%5D"), ("\n", "%0A"), ("", ""),
    ])
    func `what a path cannot hold is percent-encoded`(text: String, encoded: String) {
        #expect(percentEncoded(text) == encoded)
        #expect(percentDecoded(Array(encoded.utf8)[...]) == text)
    }

    @Test func `decoding undoes encoding`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let text = random.text(of: ["a", "%", "%41", " ", "é", "🔧", "#", "?", "/", "%2", "\u{1}"], count: 0...12)
            #expect(percentDecoded(Array(percentEncoded(text).utf8)[...]) == text)
        }
    }
}
