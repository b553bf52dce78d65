import Addresses
import Testing

@Suite struct AddressBookTests {
    private static let book = AddressBook(
        pages: [
            AddressBook.Page(source: "README.md", output: "index.html"),
            AddressBook.Page(source: "runbooks/nats.md", output: "runbooks/nats.html"),
            AddressBook.Page(source: "runbooks/index.md", output: "runbooks/index.html"),
            AddressBook.Page(source: "a b/ü.markdown", output: "a b/ü.html"),
            AddressBook.Page(source: "severity.md", output: "severity.html"),
            AddressBook.Page(source: "metrics/README.md", output: "metrics/index.html"),
            AddressBook.Page(source: "w.markdown", output: "moved/w.html"),
            AddressBook.Page(source: "v.md", output: "moved/v.html"),
        ],
        files: ["img/a.png", "runbooks/nats", "data.csv"],
        generated: ["alerts/NatsDown.html", "severity/index.html", "metrics/index.html", "v.html"])

    @Test(
        arguments: [
            ("nats.md", "runbooks", .page(1)), ("runbooks/nats.md", "", .page(1)),
            ("./nats.md#x", "runbooks", .page(1)),
            ("../README.md", "runbooks", .page(0)), ("..", "runbooks", .page(0)), ("/", "runbooks", .page(0)),
            ("/runbooks/nats.md", "x/y", .page(1)),
            ("nats.html", "runbooks", .page(1)), ("runbooks/", "", .page(2)), ("runbooks", "", .page(2)),
            (".", "runbooks", .page(2)),
            ("runbooks/index.html", "", .page(2)), ("../runbooks/", "metrics", .page(2)),
            ("a%20b/%C3%BC", "", .page(3)), ("a b/ü.markdown", "", .page(3)),
            ("a%20b/%C3%BC.html", "", .page(3)), ("runbooks/nats", "", .file("runbooks/nats")),
            ("img/a.png", "", .file("img/a.png")),
            ("../img/a.png?raw=1", "runbooks", .file("img/a.png")),
            ("alerts/NatsDown.html", "", .generated("alerts/NatsDown.html")),
            ("alerts/NatsDown", "", .generated("alerts/NatsDown.html")),
            ("severity/", "", .generated("severity/index.html")),
            ("severity.md", "", .page(4)), ("metrics/", "", .page(5)), ("metrics/index.html", "", .page(5)),
            ("nats.md/", "runbooks", .page(1)), ("w", "", .page(6)), ("v", "", .page(7)),
            ("v.html", "", .generated("v.html")),
        ] as [(String, String, Destination)])
    func `references resolve to pages, generated pages and files`(
        written: String, base: String, destination: Destination
    ) {
        #expect(Self.book.resolve(WrittenReference(written), in: base) == .success(destination))
    }

    @Test(
        arguments: [
            ("nope.md", "runbooks", .missing("runbooks/nope.md")),
            ("NATS.md", "runbooks", .missing("runbooks/NATS.md")),
            ("../../x.md", "runbooks", .outside), ("/../x", "", .outside), ("img", "", .missing("img")),
            ("img/a.png.md", "", .missing("img/a.png.md")),
            ("%2e%2e/%2e%2e/etc/passwd", "runbooks", .outside),
        ] as [(String, String, Unresolved)])
    func `what is not there, and what lies outside, is told apart`(written: String, base: String, reason: Unresolved) {
        #expect(Self.book.resolve(WrittenReference(written), in: base) == .failure(reason))
    }

    @Test func `every destination has an output path`() {
        #expect(Self.book.output(of: .page(1)) == "runbooks/nats.html")
        #expect(Self.book.output(of: .file("img/a.png")) == "img/a.png")
        #expect(Self.book.output(of: .generated("severity/index.html")) == "severity/index.html")
    }

    @Test func `suggestions are sources, files and generated pages, each once`() {
        let paths = Self.book.suggestedPaths
        #expect(paths == paths.sorted())
        #expect(Set(paths).count == paths.count)
        #expect(
            paths.contains("alerts/NatsDown.html") && paths.contains("img/a.png") && paths.contains("runbooks/nats.md"))
        #expect(!paths.contains("runbooks") && !paths.contains("runbooks/nats.html"))
    }
}
