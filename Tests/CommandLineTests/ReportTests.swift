import Foundation
import SiteSupport
import Testing

@Suite("What commands print")
struct ReportTests {
    private struct Report: Decodable {
        struct Summary: Decodable, Equatable {
            var errors: Int
            var warnings: Int
            var notices: Int
            var files: Int
            var links: Int
        }

        struct Finding: Decodable, Equatable {
            var rule: String
            var level: String
            var file: String
            var line: Int
            var column: Int
            var endLine: Int
            var endColumn: Int
            var target: String?
            var message: String
            var suggestion: String?
        }

        var version: Int
        var root: String
        var summary: Summary
        var findings: [Finding]
    }

    private func report(_ outcome: Outcome) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    }

    @Test("JSON is one object of version 1, positions 1-based with an exclusive end")
    func json() async throws {
        let place = try Workplace(
            Sample.clean.merging(["content/runbooks/a.md": "# A\n\n😀 [x](../guide.md#stepps)\n\n## B\n"]) { a, _ in a }
                .merging(["content/guide.md": "# Guide\n\n## Steps\n"]) { _, b in b })
        let outcome = try await place.run("check", "--format", "json")
        #expect(outcome.status == 1)
        let report = try report(outcome)
        #expect(report.version == 1)
        #expect(report.root == "content")
        #expect(report.summary == Report.Summary(errors: 1, warnings: 0, notices: 0, files: 3, links: 2))
        #expect(
            report.findings == [
                Report.Finding(
                    rule: "link/missing-anchor", level: "error", file: "runbooks/a.md", line: 3, column: 8, endLine: 3,
                    endColumn: 26, target: "../guide.md#stepps", message: "no heading or anchor 'stepps' in guide.md",
                    suggestion: "../guide.md#steps")
            ])
        #expect(outcome.errors.isEmpty)
    }

    @Test("JSON stays JSON where the configuration or a template is wrong")
    func jsonOfConfiguration() async throws {
        let place = try Workplace(Sample.clean)
        try place.folder.write("nmae: x\n", to: "opsbook.yml")
        let outcome = try await place.run("check", "--format", "json")
        #expect(outcome.status == 1)
        let configuration = try report(outcome)
        #expect(configuration.findings.map(\.file) == ["../opsbook.yml"])
        #expect(configuration.findings.map(\.suggestion) == ["name"])
        #expect(configuration.summary.errors == 1)

        try place.folder.write("name: x\n", to: "opsbook.yml")
        try place.folder.write("{{#breadcrumbs}}", to: "templates/page.mustache")
        let template = try report(try await place.run("check", "--format", "json"))
        #expect(template.findings.map(\.file) == ["../templates/page.mustache"])
    }

    @Test("JSON of a site without findings is whole too")
    func jsonOfNothing() async throws {
        let place = try Workplace(["content/a.txt": ""])
        let report = try report(try await place.run("check", "--format", "json"))
        #expect(report.findings.isEmpty)
        #expect(report.summary == Report.Summary(errors: 0, warnings: 0, notices: 0, files: 0, links: 0))
    }

    @Test(
        "Paths are relative to the working directory",
        arguments: [
            ("", ["check"], "content/broken.md:3:10:"),
            ("", ["check", "./content/"], "content/broken.md:3:10:"),
            ("", ["check", "ROOT/content"], "content/broken.md:3:10:"),
            ("content", ["check", "."], "broken.md:3:10:"),
            ("elsewhere", ["check", "../content"], "../content/broken.md:3:10:"),
        ])
    func paths(_ folder: String, _ arguments: [String], _ place: String) async throws {
        let work = try TemporaryFolder(Sample.errors)
        try work.write("", to: "elsewhere/file")
        let outcome = try await Command.run(
            arguments.map { $0.replacing("ROOT", with: work.path) }, in: work.path + "/" + folder)
        #expect(outcome.output.split(separator: "\n").first?.hasPrefix(place) == true, "\(outcome)")
    }

    @Test("Notices and accepted findings show with -v alone")
    func verbose() async throws {
        let place = try Workplace(Sample.warnings)
        try place.folder.write("---\ntilte: x\n---\n# Guide\n", to: "content/guide.md")
        try place.folder.write(
            "accept:\n  - rule: page/shadowed-index\n    file: README.md\n    reason: both are wanted\n",
            to: "opsbook.yml")
        let short = try await place.run("check", "--strict")
        #expect(short.status == 0)
        #expect(short.output.isEmpty)
        #expect(short.errors == "3 pages, 1 link: no errors, no warnings, 1 notice (1 accepted)\n")
        let long = try await place.run("check", "--strict", "-v")
        #expect(long.status == 0)
        #expect(long.output.contains("content/README.md:1:1: accepted: "))
        #expect(long.output.contains("\n  reason: both are wanted\n"))
        #expect(
            long.output.contains(
                "content/guide.md:2:1: notice: unknown front matter key 'tilte', did you mean 'title'? "
                    + "[frontmatter/unknown-key]\n"))
    }

    @Test("Levels can be changed, and rules turned off")
    func levels() async throws {
        let place = try Workplace(Sample.errors)
        try place.folder.write("rules: {link/missing-file: warning}\n", to: "opsbook.yml")
        #expect(try await place.run("check").status == 0)
        #expect(try await place.run("check", "--strict").status == 1)
        try place.folder.write("rules:\n  link/missing-file: off\n", to: "opsbook.yml")
        #expect(try await place.run("check", "--strict").output.isEmpty)
    }

    @Test(
        "Colours are for terminals, and for whoever asks",
        arguments: [
            (["check"], [:], false),
            (["check", "--color", "always"], [:], true),
            (["check", "--color", "always"], ["NO_COLOR": "1"], true),
            (["check", "--color", "never"], [:], false),
        ] as [([String], [String: String], Bool)])
    func colours(_ arguments: [String], _ environment: [String: String], _ isColoured: Bool) async throws {
        let place = try Workplace(Sample.errors)
        let outcome = try await Command.run(arguments, in: place.folder.path, environment: environment)
        #expect(outcome.output.contains("\u{1B}[") == isColoured)
    }

    @Test(
        "On a terminal, NO_COLOR and TERM=dumb turn colours off",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "needs script(1) for a terminal"),
        arguments: [([:], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false)] as [([String: String], Bool)])
    func terminal(_ environment: [String: String], _ isColoured: Bool) async throws {
        let place = try Workplace(Sample.errors)
        let log = try TemporaryFolder()
        let process = try Command.start(
            ["check"], in: place.folder.path, environment: ["TERM": "xterm"].merging(environment) { _, b in b },
            through: ["/usr/bin/env", "sh", "-c", "exec script -qec \"$0 $1\" /dev/null"], log: log)
        let outcome = try await Command.outcome(of: process, log)
        #expect(outcome.output.contains("broken.md:3:10:"))
        #expect(outcome.output.contains("\u{1B}[1m") == isColoured, "\(outcome)")
    }
}
