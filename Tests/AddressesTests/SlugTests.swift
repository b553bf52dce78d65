import Addresses
import Testing

@Suite struct SlugTests {
    @Test(arguments: [
        ("Severity Levels", "severity-levels"), ("What's new?", "whats-new"), ("A & B", "a--b"),
        ("1. First step", "1-first-step"),
        ("nats_consumer_lag", "nats_consumer_lag"), ("--flag", "--flag"), ("C++ / C#", "c--c"), ("🚀 Deploy", "-deploy"),
        ("Deploy 🚀", "deploy-"),
        ("Größe ÄÖÜ", "größe-äöü"), ("ПРИВЕТ, мир", "привет-мир"), ("日本語の 見出し", "日本語の-見出し"), ("हिन्दी", "हिन्दी"),
        ("العربية", "العربية"),
        ("e\u{301}", "e\u{301}"), ("½ and ²", "-and-"), ("Ⅷ", ""), ("‿ tie", "‿-tie"), ("a\tb", "ab"),
        ("a\u{A0}b", "ab"), ("İ", "i\u{307}"), ("", ""), ("!?", ""),
        ("a – b — c", "a--b--c"), ("“quoted”", "quoted"), ("٣", "٣"), ("ǅ", "ǆ"),
    ])
    func `a heading's id follows GitHub's algorithm`(text: String, id: String) {
        #expect(slug(of: text) == id)
    }

    @Test(arguments: [
        (["a", "a", "a"], ["a", "a-1", "a-2"]), (["a", "a-1", "a"], ["a", "a-1", "a-2"]),
        (["a-1", "a", "a"], ["a-1", "a", "a-2"]),
        (["a", "a", "a-1"], ["a", "a-1", "a-1-1"]), (["", ""], ["", "-1"]), (["A", "a!"], ["a", "a-1"]),
    ])
    func `repeats are numbered as github-slugger numbers them`(texts: [String], ids: [String]) {
        var slugger = Slugger()
        #expect(texts.map { slugger.id(for: $0) } == ids)
    }

    @Test func `ids are unique, however headings repeat`() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<200 {
            var slugger = Slugger()
            let ids = (0..<30).map { _ in slugger.id(for: random.text(of: ["a", "-1", "-2", " "], count: 0...4)) }
            #expect(Set(ids).count == ids.count, "\(ids)")
        }
    }

    @Test func `many equal headings cost no more than others`() {
        var slugger = Slugger()
        var last = ""
        for _ in 0..<20_000 { last = slugger.id(for: "Step") }
        #expect(last == "step-19999")
    }
}
