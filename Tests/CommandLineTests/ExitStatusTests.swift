import Foundation
import SiteSupport
import Testing

@Suite("Exit status")
struct ExitStatusTests {
    struct Situation: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var texts: [String: String]
        var arguments: [String]
        var status: Int32
        /// What standard error or standard output must say.
        var says: String
        var publishes = false
    }

    static let findings: [Situation] = [
        Situation(
            testDescription: "a clean build", texts: Sample.clean, arguments: ["build"], status: 0,
            says: "2 pages, 1 link: no errors, no warnings\n", publishes: true),
        Situation(
            testDescription: "a build with errors publishes all the same", texts: Sample.errors, arguments: ["build"],
            status: 1, says: "3 pages, 2 links: 1 error, no warnings\n", publishes: true),
        Situation(
            testDescription: "a strict build with errors", texts: Sample.errors, arguments: ["build", "--strict"],
            status: 1, says: "nothing published: 'public' is as it was"),
        Situation(
            testDescription: "a build with warnings", texts: Sample.warnings, arguments: ["build"], status: 0,
            says: "1 warning", publishes: true),
        Situation(
            testDescription: "a strict build with warnings", texts: Sample.warnings, arguments: ["build", "--strict"],
            status: 1, says: "nothing published"),
        Situation(
            testDescription: "a clean check", texts: Sample.clean, arguments: ["check"], status: 0,
            says: "no errors, no warnings\n"),
        Situation(
            testDescription: "a check with errors", texts: Sample.errors, arguments: ["check"], status: 1,
            says: "content/broken.md:3:10: error: no file 'giude.md' in the content [link/missing-file]\n"
                + "  try: guide.md\n"),
        Situation(
            testDescription: "a check with warnings", texts: Sample.warnings, arguments: ["check"], status: 0,
            says: "content/README.md:1:1: warning: 'README.md' is not the index of its folder"),
        Situation(
            testDescription: "a strict check with warnings", texts: Sample.warnings, arguments: ["check", "--strict"],
            status: 1, says: "1 warning"),
        Situation(
            testDescription: "a quiet check with errors", texts: Sample.errors, arguments: ["check", "-q"], status: 1,
            says: "broken.md:3:10: error:"),
        Situation(
            testDescription: "a folder without pages", texts: ["content/notes.txt": "x"], arguments: ["build"],
            status: 0,
            says: "holds no Markdown", publishes: true),
        Situation(
            testDescription: "a folder of any name, without configuration", texts: ["wiki/a.md": "# A"],
            arguments: ["build", "wiki"], status: 0, says: "published public", publishes: true),
        Situation(
            testDescription: "docs/ in place of content/", texts: ["docs/a.md": "# A"], arguments: ["build"], status: 0,
            says: "published public", publishes: true),
    ]

    static let usage: [Situation] = [
        Situation(
            testDescription: "an unknown option", texts: Sample.clean, arguments: ["build", "--strickt"], status: 2,
            says: "Unknown option '--strickt'. Did you mean '--strict'?"),
        Situation(
            testDescription: "a value that is none of the allowed", texts: Sample.clean,
            arguments: ["check", "--format", "xml"], status: 2,
            says: "The value 'xml' is invalid for '--format <format>'"),
        Situation(
            testDescription: "no tasks", texts: Sample.clean, arguments: ["build", "-j", "0"], status: 2,
            says: "-j takes a number of at least 1, not 0."),
        Situation(
            testDescription: "a base URL that is none", texts: Sample.clean,
            arguments: ["build", "--base-url", "ops.example"], status: 2,
            says: "--base-url 'ops.example' is no address of a site: write https://host/path/"),
        Situation(
            testDescription: "no content folder", texts: ["README.md": ""], arguments: ["build"], status: 2,
            says: "there is no folder content/ or docs/ here; name the folder of Markdown: opsbook build FOLDER"),
        Situation(
            testDescription: "a content folder that is not there", texts: Sample.clean,
            arguments: ["check", "contnet"],
            status: 2, says: "the content folder 'contnet' does not exist"),
        Situation(
            testDescription: "a content folder that is a file", texts: Sample.clean,
            arguments: ["check", "content/guide.md"], status: 2,
            says: "the content folder 'content/guide.md' is no folder"),
        Situation(
            testDescription: "a configuration that is not there", texts: Sample.clean,
            arguments: ["check", "--config", "ops.yml"], status: 2,
            says: "cannot read 'ops.yml': No such file or directory"),
        Situation(
            testDescription: "an output inside the content", texts: Sample.clean,
            arguments: ["build", "-o", "content/public"], status: 2,
            says: "cannot publish into 'content/public': it lies inside the content folder 'content'"),
        Situation(
            testDescription: "an output above the content", texts: Sample.clean, arguments: ["build", "-o", "."],
            status: 2, says: "cannot publish into '.': the content folder 'content' lies inside it"),
        Situation(
            testDescription: "an output that is another's",
            texts: Sample.clean.merging(["site/a.txt": "mine"]) { a, _ in a },
            arguments: ["build", "-o", "site"], status: 2,
            says: "cannot publish into 'site': it holds 'a.txt' and was not made by opsbook"),
        Situation(
            testDescription: "an output that is a file", texts: Sample.clean,
            arguments: ["build", "-o", "content/guide.md"],
            status: 2, says: "cannot publish into 'content/guide.md': it is no folder"),
    ]

    @Test("The status says how a run ended", arguments: findings + usage)
    func status(_ situation: Situation) async throws {
        let place = try Workplace(situation.texts)
        let before = try place.folder.tree("")
        let outcome = try await Command.run(situation.arguments, in: place.folder.path)
        #expect(outcome.status == situation.status, "\(outcome)")
        #expect(outcome.signal == nil)
        #expect((outcome.output + outcome.errors).contains(situation.says), "\(outcome)")
        #expect(place.folder.has("public/.opsbook-manifest.json") == situation.publishes)
        if !situation.publishes { #expect(try place.folder.tree("") == before) }
    }

    @Test("Quiet leaves the status and the findings, and takes the rest away")
    func quiet() async throws {
        let place = try Workplace(Sample.errors)
        let outcome = try await place.run("build", "-q")
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 2, "\(outcome.errors)")
        #expect(try await place.run("check", "-q").errors.isEmpty)
    }

    @Test("A strict build with errors leaves the site that was there")
    func strictKeeps() async throws {
        let place = try Workplace(Sample.clean)
        #expect(try await place.run("build").status == 0)
        let site = try place.folder.tree("public")
        try place.folder.write("[gone](gone.md)", to: "content/guide.md")
        #expect(try await place.run("build", "--strict").status == 1)
        #expect(try place.folder.tree("public") == site)
        #expect(try place.folder.names() == ["content", "public"])
        #expect(try await place.run("build").status == 1)
        #expect(try place.folder.tree("public") != site)
    }

    @Test("Help and version are no failures", arguments: [["--help"], ["build", "--help"], ["--version"], []])
    func help(_ arguments: [String]) async throws {
        let outcome = try await Command.run(arguments, in: "/")
        #expect(outcome.status == 0)
        #expect(!outcome.output.isEmpty)
        #expect(outcome.errors.isEmpty)
    }
}
