import Foundation
import SiteSupport
import Testing

@Suite("The configuration")
struct ConfigurationTests {
    @Test(
        "What is wrong names its line and column, and nothing is published",
        arguments: [
            ("name: [x\n", "opsbook.yml:2:1: error: the configuration cannot be read: not YAML: "),
            (
                "- a\n- b\n",
                "opsbook.yml:1:1: error: the configuration cannot be read: this is no mapping of keys to values"
            ),
            ("a: 1\na: 2\n", "error: the configuration cannot be read: the key 'a' is there twice [config/syntax]"),
            (
                "name: x\nbaseUrI: https://x/\n",
                "opsbook.yml:2:1: error: unknown key 'baseUrI', did you mean 'baseURL'? [config/unknown-key]"
            ),
            ("zzz: 1\n", "opsbook.yml:1:1: error: unknown key 'zzz' [config/unknown-key]"),
            (
                "name: x\nbaseURL: ops.example\n",
                "opsbook.yml:2:1: error: 'ops.example' is no address of a site: write https://host/path/ [config/value]"
            ),
            ("drafts: maybe\n", "opsbook.yml:1:1: error: 'drafts' takes true or false [config/value]"),
            ("html: raw\n", "opsbook.yml:1:1: error: 'html' takes safe, escape or trusted [config/value]"),
            ("name: [a, b]\n", "opsbook.yml:1:1: error: 'name' takes a text [config/value]"),
            ("exclude: [a, {b: c}]\n", "opsbook.yml:1:1: error: 'exclude' takes a list of paths [config/value]"),
            (
                "rules:\n  link/mising-file: off\n",
                "opsbook.yml:2:3: error: no rule 'link/mising-file', did you mean 'link/missing-file'? [config/value]"
            ),
            (
                "rules:\n  link/missing-file: fatal\n",
                "opsbook.yml:2:22: error: 'fatal' is no level: error, warning, notice or off [config/value]"
            ),
            (
                "rules:\n  link/missing-file: [off]\n",
                "opsbook.yml:2:3: error: 'link/missing-file' takes a level: error, warning, notice or off [config/value]"
            ),
            ("rules: strict\n", "opsbook.yml:1:1: error: 'rules' takes a mapping of rules to levels [config/value]"),
            (
                "accept:\n  - rule: page/duplicate-id\n",
                "opsbook.yml:2:11: error: a finding is accepted with a reason: add 'reason:' [config/value]"
            ),
            (
                "accept:\n  - rule: page/duplicate-id\n    because: x\n    reason: x\n",
                "opsbook.yml:3:5: error: unknown key 'because': known are rule, file and reason [config/unknown-key]"
            ),
            (
                "accept:\n  - rule: page/duplicate-id\n    file: [a]\n    reason: x\n",
                "opsbook.yml:3:5: error: 'file' takes a text [config/value]"
            ),
        ])
    func faults(_ text: String, _ message: String) async throws {
        let place = try Workplace(Sample.clean)
        try place.folder.write(text, to: "opsbook.yml")
        let check = try await place.run("check")
        #expect(check.status == 1)
        #expect(check.output.contains(message), "\(check)")
        let build = try await place.run("build")
        #expect(build.status == 1)
        #expect(build.errors.contains(message), "\(build)")
        #expect(try place.folder.names() == ["content", "opsbook.yml"])
    }

    /// The folder to run in, the arguments, and where the site of `repo/` goes.
    @Test(
        "It is found in CONTENT or above it, up to the repository's root",
        arguments: [
            ("repo", ["build"], "repo/site"),
            ("repo", ["build", "book/"], "repo/site"),
            ("repo/book/deep", ["build"], "repo/site"),
            ("repo/book", ["build", "."], "repo/site"),
            ("", ["build", "repo/book"], "repo/site"),
            ("", ["build", "ROOT/repo/book/."], "repo/site"),
            ("repo", ["build", "book/inner"], "repo/book/public"),
            ("", ["build", "repo/book", "--config", "other.yml"], "other"),
        ])
    func found(_ folder: String, _ arguments: [String], _ site: String) async throws {
        let work = try TemporaryFolder([
            "opsbook.yml": "output: wrong\n", "other.yml": "output: other\n",
            "repo/.git/HEAD": "", "repo/opsbook.yml": "content: book\noutput: site\n",
            "repo/book/deep/a.md": "# A\n", "repo/book/inner/.git/HEAD": "", "repo/book/inner/b.md": "# B\n",
        ])
        let outcome = try await Command.run(
            arguments.map { $0.replacing("ROOT", with: work.path) }, in: work.path + "/" + folder)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(work.has(site + "/index.html"), "\(outcome)")
    }

    @Test("One that lies in the content is no content, and the site goes beside the content")
    func inside() async throws {
        let place = try Workplace(["docs/opsbook.yml": "name: Inside\n", "docs/a.md": "# A\n"])
        #expect(try await place.run("build", "docs").status == 0)
        #expect(!place.folder.has("public/opsbook.yml"))
        #expect(try place.folder.read("public/index.html").contains("Inside"))
    }

    @Test("Excluded paths, the templates and the configuration are no content")
    func excluded() async throws {
        let place = try Workplace([
            "opsbook.yml": "content: .\noutput: ../SITE\nexclude: [old, notes.md]\n", "a.md": "# A\n",
            "notes.md": "# N\n",
            "old/b.md": "# B\n", "templates/page.mustache": "{{title}}", "templates/site.css": "body {}",
        ])
        let site = "\(place.folder.path)-site"
        try place.folder.write(
            try place.folder.read("opsbook.yml").replacing("../SITE", with: site), to: "opsbook.yml")
        defer { try? FileManager.default.removeItem(atPath: site) }
        #expect(try await place.run("build").status == 0)
        let names = Set(try fileTree(site).keys.filter { !$0.hasPrefix("assets/") })
        #expect(names == [".opsbook-manifest.json", "404.html", "a.html", "health/index.html", "index.html"])
        #expect(String(decoding: try fileTree(site)["a.html"] ?? [], as: UTF8.self) == "A")
    }
}
