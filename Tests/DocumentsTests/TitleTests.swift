import Documents
import Testing

@Suite struct TitleTests {
    @Test(arguments: [
        ("---\ntitle: Given\n---\n# Heading\n", "a.md", "Given"), ("Text.\n\n# Heading\n", "a.md", "Heading"),
        ("## Leading\n\n### Next\n", "a.md", "Leading"), ("Text.\n\n## Purpose\n", "roles/scribe.md", "Scribe"),
        ("Text.\n", "roles/README.md", "Roles"), ("", "index.md", "Home"), ("#\n", "nats-outage.md", "Nats outage"),
    ])
    func `a page is called by its front matter, its title, the heading it begins with, or its file`(
        text: String, path: String, title: String
    ) {
        #expect(Document(path: path, bytes: Array(text.utf8)).title == title)
    }

    @Test func `a heading without text has no id, and no link to itself`() {
        let html = Document(path: "a.md", bytes: Array("#\n\n##\n".utf8)).compile().body.html
        #expect(String(decoding: html, as: UTF8.self) == "<h1></h1>\n<h2></h2>\n")
    }
}
