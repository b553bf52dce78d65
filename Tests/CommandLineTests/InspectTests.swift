import Foundation
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
            ("{\"id\": 1}", "{\"error\":\"the key 'markdown' is missing\",\"id\":1}"),
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

@Suite("inspect text")
struct InspectTextTests {
    private func answers(_ requests: [(id: String, bytes: [UInt8])]) async throws -> [[String: Any]] {
        let input = requests.map {
            "{\"id\": \"\($0.id)\", \"bytes_b64\": \"\(Data($0.bytes).base64EncodedString())\"}\n"
        }
        let place = try Workplace([:])
        let outcome = try await place.run("inspect", "text", "--json-lines", input: input.joined())
        #expect(outcome.status == 0)
        return try outcome.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test("JSON is answered line by line: text, repairs with their places, and how much is in doubt")
    func jsonLines() async throws {
        let found = try await answers([
            ("a", Array("é\n😀 â€” and `Ã©`\n".utf8)), ("b", []), ("c", utf16("ü\r\n")), ("d", [0x63, 0xE9]),
        ])
        #expect(found.map { $0["id"] as? String } == ["a", "b", "c", "d"])
        #expect(found.map { $0["text"] as? String } == ["é\n😀 — and `Ã©`\n", "", "ü\r\n", "cé"])
        #expect(found.map { $0["unsure"] as? Int } == [1, 0, 0, 0])
        let repairs = try #require(found[0]["repairs"] as? [[String: Any]])
        #expect(repairs.count == 1)
        #expect(Set(repairs[0].keys) == ["line", "col", "before", "after", "codec", "confidence"])
        #expect(repairs[0]["line"] as? Int == 2 && repairs[0]["col"] as? Int == 4)
        #expect(repairs[0]["before"] as? String == "â€”" && repairs[0]["after"] as? String == "—")
    }

    @Test(
        "A line that is no request is answered with its fault",
        arguments: [
            ("{\"id\": \"x\"}", "{\"error\":\"the key 'bytes_b64' is missing\",\"id\":\"x\"}"),
            ("{\"id\": 7, \"bytes_b64\": \"%\"}", "{\"error\":\"'bytes_b64' is not Base64\",\"id\":7}"),
            ("{\"id\": 7, \"bytes_b64\": 1}", "{\"error\":\"the value of 'bytes_b64' is of the wrong type\",\"id\":7}"),
            ("{\"id\": [], \"bytes_b64\": \"\"}", "{\"error\":\"the value of 'id' is of the wrong type\"}"),
            ("{\"id\":", "{\"error\":\"this is not JSON\"}"),
        ])
    func badLine(line: String, answer: String) async throws {
        let place = try Workplace([:])
        let outcome = try await place.run(
            "inspect", "text", "--json-lines", input: "\(line)\n\n{\"bytes_b64\": \"YQ==\"}\n")
        #expect(outcome.output == "\(answer)\n{\"repairs\":[],\"text\":\"a\",\"unsure\":0}\n")
        #expect(outcome.status == 1)
    }

    @Test("Each line is answered before the next is written")
    func interactive() async throws {
        let place = try Workplace([
            "ask.sh": """
            exec 3<>/dev/null
            mkfifo in out
            "$1" inspect text --json-lines < in > out &
            exec 4> in 5< out
            for id in 1 2 3; do
              echo "{\\"id\\": $id, \\"bytes_b64\\": \\"YQ==\\"}" >&4
              read -r answer <&5
              echo "$answer"
            done
            exec 4>&-
            wait

            """
        ])
        let log = try TemporaryFolder()
        let process = try Command.start(
            [], in: place.folder.path, through: ["/usr/bin/timeout", "20", "/bin/sh", "ask.sh"], log: log)
        let outcome = try await Command.outcome(of: process, log)
        #expect(outcome.output.split(separator: "\n").count == 3, "\(outcome)")
        #expect(outcome.status == 0)
    }

    @Test("A person is shown the encoding, each candidate and why it was judged so")
    func report() async throws {
        let place = try Workplace([:])
        try place.folder.write(Array("10Â\u{A0}km â€” and `Ã©` ".utf8) + [0xE9, 0x20, 0xE2, 0x80, 0x0A], to: "a.md")
        let lines = try await place.run("inspect", "text", "a.md").output.split(separator: "\n").map(String.init)
        #expect(lines.first == "a.md: UTF-8: all of it is valid but for 3 bytes")
        #expect(lines.contains("1:3 repaired  'Â\\u{a0}' → '\\u{a0}'"), "\(lines)")
        #expect(lines.contains("1:8 repaired  'â€”' → '—'"))
        #expect(lines.contains("1:17 doubtful, left as it is  'Ã©' → 'é'"))
        #expect(lines.contains { $0.hasPrefix("  cp1252→utf-8; score ") && $0.hasSuffix(" % sure") })
        #expect(lines.contains("1:21 invalid  \\xE9 → 'é'"))
        #expect(lines.contains("1:23 invalid  \\xE2\\x80 → '\u{FFFD}\u{FFFD}'"))
        #expect(lines.last == "2 repaired, 1 doubtful, 0 left alone, 2 invalid")
    }

    @Test(
        "The encoding is told with its reason",
        arguments: [
            (Array("a\n".utf8), "standard input: UTF-8: it is all ASCII"),
            (Array("é\n".utf8), "standard input: UTF-8: all of it is valid"),
            (
                [0xEF, 0xBB, 0xBF, 0x61],
                "standard input: UTF-8 with a byte order mark: it begins with the byte order mark EF BB BF"
            ),
        ] as [([UInt8], String)])
    func encoding(bytes: [UInt8], line: String) async throws {
        let place = try Workplace([:])
        let outcome = try await place.run("inspect", "text", input: String(decoding: bytes, as: UTF8.self))
        #expect(outcome.output == "\(line)\n\nnothing looks like mojibake\n")
    }

    @Test("JSON is read from standard input alone, and a file that is not there is an error")
    func usage() async throws {
        let place = try Workplace(["a.md": "a"])
        #expect(try await place.run("inspect", "text", "--json-lines", "a.md").status == 2)
        let missing = try await place.run("inspect", "text", "nowhere.md")
        #expect(missing.status == 2 && missing.errors.contains("nowhere.md"))
    }
}
