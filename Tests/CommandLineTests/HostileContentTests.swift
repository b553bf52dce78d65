import Foundation
import SiteSupport
import Testing

@Suite("Content that means no good")
struct HostileContentTests {
    @Test("Two names that differ only in their Unicode normalisation are one address, and the second is told")
    func normalization() async throws {
        // Such names are equal as strings, and so would be keys of one dictionary.
        let work = try Workplace([:])
        for name in ["caf\u{E9}.md", "cafe\u{301}.md", "i\u{E9}.png", "ie\u{301}.png"] {
            try work.folder.write("# A\n", to: "content/" + name)
        }
        let outcome = try await work.run("build")
        #expect(outcome.status == 1)
        #expect(outcome.errors.components(separatedBy: "[page/address-collision]").count == 3)
        #expect(outcome.errors.contains("published public"))
    }

    @Test("A folder without Markdown does not take a site's place")
    func nothingToPublish() async throws {
        let work = try Workplace(["content/a.md": "# A\n", "empty/notes.txt": "x"])
        #expect(try await work.run("build", "-o", "site").status == 0)
        let outcome = try await work.run("build", "empty", "-o", "site")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("'empty' holds no Markdown"))
        #expect(FileManager.default.fileExists(atPath: work.folder.path + "/site/a.html"))
    }

    @Test("Control characters of a destination reach no terminal")
    func controlCharacters() async throws {
        let work = try Workplace(["content/a.md": "# A\n\n[x](<\u{1B}]0;pwned\u{7}.md>)\n"])
        let outcome = try await work.run("check")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("\\u{1b}]0;pwned\\u{7}.md"))
        #expect(!outcome.output.unicodeScalars.contains("\u{1B}"))
    }

    @Test("Results that cannot be written are no clean results")
    func fullOutput() async throws {
        let work = try Workplace(["content/a.md": "# A\n"])
        let script = "exec \"$0\" check --format json > /dev/full"
        let outcome = try await Command.run([], in: work.folder.path, through: ["/bin/sh", "-c", script])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("cannot write to standard output"))
    }
}
