import SiteSupport
import Testing

@Suite("inspect markdown")
struct InspectTests {
    private func inspect(_ arguments: String..., input: String = "", files: [String: String] = [:]) async throws
        -> Outcome
    {
        let place = try Workplace(files)
        return try await Command.run(["inspect", "markdown"] + arguments, in: place.folder.path, input: input)
    }

    @Test("Standard input, a file and a folder become the HTML of their bodies")
    func sources() async throws {
        #expect(try await inspect(input: "# a ~~b~~\n").output == "<h1>a <del>b</del></h1>\n")
        #expect(try await inspect("-", input: "a\n").output == "<p>a</p>\n")
        let files = ["d/a.md": "---\ntitle: x\n---\na\n", "d/e/b.markdown": "b\n", "d/c.txt": "c\n"]
        #expect(try await inspect("d/a.md", files: files).output == "<p>a</p>\n")
        #expect(try await inspect("d", files: files).output == "<p>a</p>\n<p>b</p>\n")
        let missing = try await inspect("nowhere.md")
        #expect(missing.status == 2 && missing.errors.contains("nowhere.md"))
    }

    @Test(
        "Raw HTML and extensions are as they are asked for",
        arguments: [
            ([], "<p>x <b>y</b> &lt;pod&gt; <del>z</del></p>\n"),
            (["--html", "escape"], "<p>x &lt;b onclick=q&gt;y&lt;/b&gt; &lt;pod&gt; <del>z</del></p>\n"),
            (["--html", "trusted"], "<p>x <b onclick=q>y</b> <pod> <del>z</del></p>\n"),
            (["--html", "trusted", "--no-extensions"], "<p>x <b onclick=q>y</b> <pod> ~~z~~</p>\n"),
        ])
    func options(arguments: [String], html: String) async throws {
        let place = try Workplace([:])
        let outcome = try await Command.run(
            ["inspect", "markdown"] + arguments, in: place.folder.path, input: "x <b onclick=q>y</b> <pod> ~~z~~\n")
        #expect(outcome.output == html)
    }

    @Test("JSON is answered line by line, in order, with the ids that were given")
    func jsonLines() async throws {
        let input = """
            {"id": "a", "markdown": "*x*\\n"}
            {"id": 2, "markdown": "<i>x</i> ~~y~~", "html": "trusted", "extensions": false}
            {"markdown": ""}

            """
        let outcome = try await inspect("--json-lines", input: input)
        #expect(
            outcome.output == """
                {"html":"<p><em>x</em></p>\\n","id":"a"}
                {"html":"<p><i>x</i> ~~y~~</p>\\n","id":2}
                {"html":""}

                """)
    }

    @Test(
        "A line that is no request is answered with its fault, and those behind it with their HTML",
        arguments: [
            ("{\"id\": 1}", "{\"error\":\"the key 'markdown' is missing\"}"),
            ("x", "{\"error\":\"this is not JSON\"}"), ("[]", "{\"error\":\"a request is an object\"}"),
            (
                "{\"markdown\": \"\", \"extensions\": \"no\"}",
                "{\"error\":\"the value of 'extensions' is of the wrong type\"}"
            ),
            (
                "{\"id\": 1, \"markdown\": \"\", \"html\": \"raw\"}",
                "{\"error\":\"'html' takes safe, escape or trusted\",\"id\":1}"
            ),
        ])
    func badLine(line: String, answer: String) async throws {
        let outcome = try await inspect("--json-lines", input: "\(line)\n\n{\"markdown\": \"a\"}\n")
        #expect(outcome.output == "\(answer)\n{\"html\":\"<p>a</p>\\n\"}\n")
        #expect(outcome.status == 1)
    }

    @Test("JSON is read from standard input alone")
    func noPath() async throws {
        #expect(try await inspect("--json-lines", "a.md", files: ["a.md": "a"]).status == 2)
    }
}
