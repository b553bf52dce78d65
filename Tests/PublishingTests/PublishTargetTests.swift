import Publishing
import SourceText
import Testing

@Suite("A folder is replaced only if it is safe to")
struct PublishTargetTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var target: String
        /// The beginning of the message after "cannot publish into '…': "; nil where publishing is safe.
        var refusal: String?
        var content = "/work/content"

        var testDescription: String { "\(target) over \(content): \(refusal ?? "safe")" }
    }

    static let cases = [
        Case(target: "/work/public"),
        Case(target: "work/public/"),
        Case(target: "/work/new/deep/public"),
        Case(target: "/work/missing/../public"),
        Case(target: "/work/empty"),
        Case(target: "/work/dotted"),
        Case(target: "/work/contents"),
        Case(target: "/work/link-to-empty"),
        Case(target: "/work/foreign", refusal: "it holds 'a.txt' and was not made by opsbook"),
        Case(target: "/work/link-to-foreign", refusal: "it holds 'a.txt'"),
        Case(target: "/work/file", refusal: "it is no folder"),
        Case(target: "/work/damaged", refusal: "its .opsbook-manifest.json is damaged"),
        Case(target: "/work/newer", refusal: "a newer opsbook published there"),
        Case(target: "/work/content", refusal: "it is the content folder"),
        Case(target: "/work/content/../content/.", refusal: "it is the content folder"),
        Case(target: "/work/link-to-content", refusal: "it is the content folder"),
        Case(target: "/work/content", refusal: "it is the content folder", content: "/work/link-to-content"),
        Case(target: "/work/content/public", refusal: "it lies inside the content folder"),
        Case(target: "/work/content/a/b/c", refusal: "it lies inside the content folder"),
        Case(target: "/work/link-to-content/public", refusal: "it lies inside the content folder"),
        Case(target: "/work/content/public", refusal: "it lies inside", content: "/work/link-to-content"),
        Case(target: "/work", refusal: "it holds"),
        Case(target: "/", refusal: "the content folder '/work/content' lies inside it"),
        Case(target: "/work", refusal: "the content folder"),
        Case(target: "/work/link-to-work", refusal: "the content folder"),
    ]

    private func ground() throws -> MemoryFileSystem {
        let files = try workFolder([
            "dotted/.gitignore": "*", "foreign/a.txt": "a", "foreign/z.txt": "z", "file": "",
            "damaged/.opsbook-manifest.json": "{\"opsbook\": 1, \"files\"",
            "newer/.opsbook-manifest.json": "{\"opsbook\": 2}",
        ])
        try files.makeDirectory("/work/empty")
        for (link, to) in [("empty", "empty"), ("foreign", "foreign"), ("content", "/work/content"), ("work", ".")] {
            try files.makeSymbolicLink("/work/link-to-" + link, to: to)
        }
        return files
    }

    @Test("Of all the folders one can name", arguments: cases.filter { $0.refusal != "it holds" })
    func safety(example: Case) async throws {
        let files = try ground()
        let before = files.files
        do {
            try await publish(siteA, to: example.target, content: example.content, in: files)
            #expect(example.refusal == nil)
        } catch let error as PublishError {
            let refusal = try #require(example.refusal, "\(error)")
            #expect(error.description.hasPrefix("cannot publish into '\(example.target)': \(refusal)"), "\(error)")
            #expect(files.files == before)
        }
    }

    @Test("A link to a folder is published through, and stays a link")
    func throughLink() async throws {
        let files = try ground()
        for site in [siteA, siteB] {
            try await publish(site, to: "/work/link-to-empty", in: files)
            #expect(files.texts("/work/empty") == site)
            #expect(files.kind(of: "/work/link-to-empty") == .directory)
            #expect(try files.realPath("/work/link-to-empty") == "/work/empty")
        }
    }

    @Test("A missing content folder is an error before anything is made")
    func missingContent() async throws {
        let files = try ground()
        await #expect(throws: PublishError.self) {
            try await publish(siteA, to: "/work/public", content: "/work/none", in: files)
        }
        #expect(files.kind(of: "/work/public") == nil)
    }

    @Test(
        "A manifest is read as it was written, and nothing else is read as one",
        arguments: [
            [:], ["index.html": 0], ["a \"quoted\" \\ name\n.html": 1, "é/日本.html": 1 << 40, "\u{1}": 2],
        ] as [[String: Int]])
    func manifest(files: [String: Int]) throws {
        for isComplete in [true, false] {
            let manifest = Manifest(isComplete: isComplete, files: files)
            let bytes = manifest.encoded()
            #expect(try Manifest(parsing: bytes) == manifest)
            for length in 0..<(bytes.count - 1) {
                #expect(throws: Manifest.Problem.self) { try Manifest(parsing: Array(bytes[..<length])) }
            }
            #expect(throws: Manifest.Problem.self) { try Manifest(parsing: bytes + [0x20, 0x78]) }
        }
    }
}
