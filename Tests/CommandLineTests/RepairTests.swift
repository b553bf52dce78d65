import Foundation
import SiteSupport
import SourceText
import Testing

@Suite("repair")
struct RepairTests {
    private static let damage = "# Plan\n\nIt â€” fails\nclean\n[â† Back](x)\n"
    private static let repaired = "# Plan\n\nIt — fails\nclean\n[← Back](x)\n"
    private static let shown = """
        content/a.md:3
        - It â€” fails
        + It — fails
          'â€”' → '—'
        content/a.md:5
        - [â† Back](x)
        + [← Back](x)
          'â†' → '←'

        """

    @Test("Without --write, each line is shown before and after, nothing is written, and the status is 1")
    func dryRun() async throws {
        let place = try Workplace(["content/a.md": RepairTests.damage, "content/b.md": "# Clean é\n"])
        let outcome = try await place.run("repair")
        #expect(outcome.output == RepairTests.shown)
        #expect(
            outcome.errors == """
                2 files: 1 to repair, in 2 places
                nothing is written yet: with --write the files are repaired

                """)
        #expect(outcome.status == 1)
        #expect(try place.folder.read("content/a.md") == RepairTests.damage)
        #expect(try await place.run("repair", "content/b.md").status == 0)
    }

    @Test("With --write the file is what it should be, and there is nothing left to do")
    func write() async throws {
        let place = try Workplace(["content/a.md": RepairTests.damage, "content/b.md": "# Clean é\n"])
        let outcome = try await place.run("repair", "--write")
        #expect(outcome.output == "content/a.md: 2 places repaired\n")
        #expect(outcome.errors == "2 files: 1 repaired, in 2 places\n")
        #expect(outcome.status == 0)
        #expect(try place.folder.read("content/a.md") == RepairTests.repaired)
        #expect(try place.folder.names(in: "content") == ["a.md", "b.md"])
        let again = try await place.run("repair", "--write")
        #expect(again.status == 0 && again.output.isEmpty)
        #expect(again.errors == "2 files: nothing to repair\n")
    }

    @Test("Line endings, a byte order mark and permissions stay; other encodings become UTF-8")
    func form() async throws {
        let place = try Workplace([:])
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        try place.folder.write(mark + Array("It â€” x\r\nÃ©\r".utf8), to: "docs/a.md")
        try place.folder.write(utf16("It â€” x\r\n"), to: "docs/b.md")
        try place.folder.write(utf16("Größe\n", bigEndian: true), to: "docs/c.md")
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: place.folder.path + "/docs/a.md")
        let outcome = try await place.run("repair", "--write")
        #expect(
            outcome.output == """
                docs/a.md: 2 places repaired
                docs/b.md: UTF-16 LE → UTF-8, 1 place repaired
                docs/c.md: UTF-16 BE → UTF-8

                """)
        let files = try place.folder.tree("docs")
        #expect(files["a.md"] == mark + Array("It — x\r\né\r".utf8))
        #expect(files["b.md"] == Array("It — x\r\n".utf8))
        #expect(files["c.md"] == Array("Größe\n".utf8))
        let attributes = try manager.attributesOfItem(atPath: place.folder.path + "/docs/a.md")
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try await place.run("repair").status == 0)
    }

    @Test("Stray bytes become UTF-8; those of no encoding stay, and are told with -v")
    func strays() async throws {
        let place = try Workplace([:])
        try place.folder.write(Array("caf".utf8) + [0xE9, 0x20, 0xE2, 0x80, 0x0A], to: "docs/a.md")
        let outcome = try await place.run("repair", "-v")
        #expect(
            outcome.output == """
                docs/a.md:1
                - caf\\xE9 \\xE2\\x80
                + café \\xE2\\x80
                  column 4: '\\xE9' → 'é': cp1252: the byte is not UTF-8, and this character in Windows-1252
                docs/a.md:1:6: \\xE2\\x80 is no text in any encoding, and stays

                """)
        #expect(try await place.run("repair", "--write").status == 0)
        #expect(try place.folder.tree("docs")["a.md"] == Array("café ".utf8) + [0xE2, 0x80, 0x0A])
    }

    @Test("What the configuration accepts is left, wherever the run is started, and why is told")
    func accepted() async throws {
        let place = try Workplace([
            "opsbook.yml": """
            accept:
              - rule: encoding/mojibake
                file: kept/a.md
                reason: as it was handed over
            """,
            "content/kept/a.md": RepairTests.damage, "content/b.md": "It â€” x\n",
        ])
        let line = "a.md: left as it is: opsbook.yml accepts encoding/mojibake here: as it was handed over\n"
        let all = try await place.run("repair", "--write")
        #expect(all.output == "content/b.md: 1 place repaired\ncontent/kept/\(line)")
        #expect(all.errors == "2 files: 1 repaired, in 1 place; 1 left as opsbook.yml accepts it\n")
        #expect(all.status == 0)
        for (arguments, folder, path) in [
            (["content/kept/a.md"], "", "content/kept/"), (["content/kept"], "", "content/kept/"),
            (["a.md"], "/content/kept", ""), (["."], "/content/kept", ""), ([".."], "/content/kept", "../kept/"),
        ] {
            let outcome = try await Command.run(["repair", "--write"] + arguments, in: place.folder.path + folder)
            #expect(outcome.output == path + line, "\(arguments)")
            #expect(outcome.status == 0)
        }
        #expect(try place.folder.read("content/kept/a.md") == RepairTests.damage)
    }

    @Test("With a configuration that cannot be read nothing is written")
    func brokenConfiguration() async throws {
        let place = try Workplace(["opsbook.yml": "acept:\n", "content/a.md": RepairTests.damage])
        let outcome = try await place.run("repair", "--write")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("unknown key 'acept', did you mean 'accept'?"))
        #expect(outcome.errors.hasSuffix("nothing repaired: what the configuration accepts is not known\n"))
        #expect(try place.folder.read("content/a.md") == RepairTests.damage)
    }

    @Test(
        "Of a folder, what a build reads is looked at: pages, drafts and includes, nothing that is excluded or hidden")
    func scope() async throws {
        let damage = "It â€” x\n"
        let place = try Workplace([
            "opsbook.yml": "exclude: [archive, snippets]\n", "content/a.md": "--8<-- \"snippets/in.txt\"\n",
            "content/draft.md": "---\ndraft: true\n---\nÃ¤\n", "content/archive/old.md": damage,
            "content/snippets/in.txt": damage, "content/snippets/other.txt": damage, "content/.hidden.md": damage,
            "content/data.csv": damage, "content/sub/b.markdown": damage,
        ])
        let outcome = try await place.run("repair", "--write")
        #expect(
            outcome.output == """
                content/draft.md: 1 place repaired
                content/snippets/in.txt: 1 place repaired
                content/sub/b.markdown: 1 place repaired

                """)
        #expect(
            outcome.errors == "4 files: 3 repaired, in 3 places; not looked at: 1 file that is no Markdown\n")
        // What is named is looked at, whatever it is.
        let named = try await place.run(
            "repair", "--write", "content/data.csv", "content/archive", "content/.hidden.md")
        #expect(
            named.output == """
                content/.hidden.md: 1 place repaired
                content/archive/old.md: 1 place repaired
                content/data.csv: 1 place repaired

                """)
    }

    @Test("A link within the folder is its file; one that leads out is left, unless it is named")
    func links() async throws {
        let place = try Workplace(["content/a.md": "It â€” x\n", "elsewhere/b.md": "It â€” x\n"])
        let manager = FileManager.default
        let content = place.folder.path + "/content"
        try manager.createSymbolicLink(atPath: content + "/0.md", withDestinationPath: "a.md")
        try manager.createSymbolicLink(atPath: content + "/out.md", withDestinationPath: "../elsewhere/b.md")
        let outcome = try await place.run("repair", "--write")
        #expect(
            outcome.output == """
                content/a.md: 1 place repaired
                content/out.md: left as it is: this symbolic link leads out of the folder; name the file that it leads to

                """)
        #expect(outcome.errors == "2 files: 1 repaired, in 1 place; 1 left as it is\n")
        #expect(outcome.status == 1)
        #expect(try place.folder.read("elsewhere/b.md") == "It â€” x\n")
        #expect(try await place.run("repair", "--write", "content/out.md").status == 0)
        #expect(try place.folder.read("elsewhere/b.md") == "It — x\n")
        #expect(try manager.destinationOfSymbolicLink(atPath: content + "/out.md") == "../elsewhere/b.md")
    }

    @Test("What is no text, or would not be stable, is left, and the others are repaired")
    func left() async throws {
        let place = try Workplace([
            "docs/a.md": "a\0 It â€” x\n", "docs/b.md": "ï»¿\u{FEFF}x â€” y\n", "docs/c.md": "It â€” x\n",
        ])
        try place.folder.write([0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00], to: "docs/d.md")
        let outcome = try await place.run("repair", "--write")
        #expect(
            outcome.output == """
                docs/a.md: left as it is: it has NUL bytes, so it is no text
                docs/b.md: left as it is: repaired once more it would change once more; mend it by hand
                docs/c.md: 1 place repaired
                docs/d.md: left as it is: at 1:2 it has what is no character of UTF-16 LE, and would be lost \
                in UTF-8

                """)
        #expect(outcome.status == 1)
        #expect(try await place.run("repair").status == 1)
    }

    @Test("A path that is not there, or a link that leads nowhere, fails the run and keeps nothing else")
    func failures() async throws {
        let place = try Workplace(["docs/a.md": "It â€” x\n"])
        try FileManager.default.createSymbolicLink(
            atPath: place.folder.path + "/docs/lost.md", withDestinationPath: "nowhere")
        let outcome = try await place.run("repair", "--write", "docs", "gone.md", "/dev/null")
        #expect(outcome.status == 2)
        #expect(outcome.output == "docs/a.md: 1 place repaired\n")
        for line in [
            "Error: docs/lost.md: this symbolic link leads nowhere; remove it or mend its target\n",
            "Error: cannot read 'gone.md': it does not exist\n", "Error: cannot repair '/dev/null': it is no file\n",
        ] {
            #expect(outcome.errors.contains(line), "\(outcome.errors)")
        }
    }

    /// Root writes everything, so the run is another user's.
    @Test(
        "A file that cannot be read or written is told, and the others are repaired",
        .enabled(if: getuid() == 0 && Tool.setpriv != nil, "needs root, and setpriv to be somebody else"))
    func permissions() async throws {
        let place = try Workplace([
            "docs/a.md": "It â€” x\n", "docs/closed.md": "It â€” x\n", "docs/locked/b.md": "It â€” x\n",
            "docs/readonly.md": "It â€” x\n",
        ])
        let manager = FileManager.default
        for (path, mode, owner) in [
            ("", 0o777, 65534), ("/docs", 0o777, 65534), ("/docs/a.md", 0o644, 65534), ("/docs/closed.md", 0o000, 0),
            ("/docs/locked", 0o755, 0), ("/docs/locked/b.md", 0o666, 0), ("/docs/readonly.md", 0o444, 65534),
        ] {
            try manager.setAttributes(
                [.posixPermissions: mode, .ownerAccountID: owner], ofItemAtPath: place.folder.path + path)
        }
        let tool = try #require(Tool.setpriv)
        let copy = place.folder.path + "/opsbook"
        try manager.copyItem(atPath: Command.path, toPath: copy)
        let outcome = try await Command.run(
            ["repair", "--write"], in: place.folder.path,
            through: [
                tool, "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", "exec \(copy) \"$1\" \"$2\"",
            ])
        #expect(outcome.status == 2, "\(outcome)")
        #expect(
            outcome.output == """
                docs/a.md: 1 place repaired
                docs/locked/b.md: error: cannot replace 'docs/locked/b.md': Permission denied
                docs/readonly.md: error: cannot replace 'docs/readonly.md': Permission denied

                """)
        #expect(outcome.errors.contains("Error: cannot read 'docs/closed.md': Permission denied\n"))
        #expect(outcome.errors.contains("4 files: 1 repaired, in 1 place; 2 failed\n"), "\(outcome.errors)")
        #expect(try place.folder.read("docs/a.md") == "It — x\n")
        #expect(try place.folder.read("docs/locked/b.md") == "It â€” x\n")
    }

    @Test(
        "A full disk leaves the file, and nothing beside it",
        .enabled(if: Tool.canMount, "needs root, and leave to mount a tmpfs"))
    func fullDisk() async throws {
        let work = try TemporaryFolder(["disk/x": ""])
        let disk = work.path + "/disk"
        #expect(Tool.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]) == 0)
        defer { #expect(Tool.run(["umount", disk]) == 0) }
        let text = String(repeating: "All work and no play â€” Jack.\n", count: 20_000)
        try work.write(text, to: "disk/a.md")
        let outcome = try await Command.run(["repair", "--write", "disk", "-q"], in: work.path)
        #expect(outcome.status == 2)
        #expect(outcome.output.hasSuffix("cannot replace 'disk/a.md': No space left on device\n"), "\(outcome)")
        #expect(try work.read("disk/a.md") == text)
        #expect(try work.names(in: "disk") == ["a.md"])
    }

    @Test("Colours mark the characters that differ, for terminals and whoever asks")
    func colours() async throws {
        let place = try Workplace(["docs/a.md": "It â€” fails\n"])
        let coloured = try await place.run("repair", "--color", "always", environment: ["NO_COLOR": "1"])
        #expect(
            coloured.output == """
                \u{1B}[1mdocs/a.md:1\u{1B}[0m
                \u{1B}[31m-\u{1B}[0m \u{1B}[31mIt \u{1B}[0m\u{1B}[31;7mâ€”\u{1B}[0m\u{1B}[31m fails\u{1B}[0m
                \u{1B}[32m+\u{1B}[0m \u{1B}[32mIt \u{1B}[0m\u{1B}[32;7m—\u{1B}[0m\u{1B}[32m fails\u{1B}[0m

                """)
    }

    @Test("Of a long line what lies around its changes is shown, cut between characters")
    func longLine() async throws {
        let far = String(repeating: "ü", count: 200)
        let place = try Workplace(["docs/a.md": "\(far)â€”\(far)Ã©\(far)\n"])
        let lines = try await place.run("repair").output.split(separator: "\n")
        let near = String(repeating: "ü", count: 30)
        #expect(lines.dropFirst(2).first == "+ …\(near)—\(near)…\(near)é\(near)…")
    }

    @Test("What a terminal would obey is spelt out")
    func hostile() async throws {
        let place = try Workplace(["docs/a\u{1B}]0;x\u{7}.md": "\u{1B}[2J It â€” x \u{202E}\n"])
        let outcome = try await place.run("repair", "-v")
        #expect(outcome.output.contains("docs/a\\u{1b}]0;x\\u{7}.md:1\n- \\u{1b}[2J It â€” x \\u{202e}\n"))
        #expect(!outcome.output.unicodeScalars.contains("\u{1B}"))
    }

    @Test("With -v, how sure each repair is, what speaks for it, and what is in doubt")
    func verbose() async throws {
        let place = try Workplace(["docs/a.md": "It â€” x, né, and `Ã©`\n"])
        let short = try await place.run("repair")
        #expect(short.errors.hasPrefix("1 file: 1 to repair, in 1 place; 1 place in doubt (-v shows them)\n"))
        let outcome = try await place.run("repair", "-v")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[3].hasPrefix("  column 4: 'â€”' → '—': cp1252→utf-8, "))
        #expect(lines[4].hasPrefix("docs/a.md:1:20: in doubt: 'Ã©' → 'é' (UTF-8 read as Windows-1252; "))
        try place.folder.write("rules: {encoding/doubtful: off}\n", to: "opsbook.yml")
        #expect(try await place.run("repair").errors.hasPrefix("1 file: 1 to repair, in 1 place\n"))
    }
}

@Suite("repair for programs")
struct RepairProgramTests {
    private struct Report: Decodable {
        struct Repair: Decodable, Equatable {
            var line: Int
            var col: Int
            var before: String?
            var byte: String?
            var after: String
            var codec: String
            var confidence: Double?
            var evidence: String?
        }

        struct File: Decodable {
            var path: String
            var encoding: String
            var becomesUTF8: Bool
            var state: String
            var reason: String?
            var repairs: [Repair]
            var doubtful: [Repair]
        }

        var version: Int
        var summary: [String: Int]
        var files: [File]
        var failures: [String]
    }

    private func report(_ outcome: Outcome) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    }

    @Test("JSON is one object of version 1: files, their repairs, what was written, and why not")
    func json() async throws {
        let place = try Workplace([
            "opsbook.yml": "accept: [{rule: encoding/mojibake, file: kept.md, reason: R}]\n",
            "docs/a.md": "é\n😀 â€” and `Ã©`\n", "docs/kept.md": "It â€” x\n", "docs/clean.md": "é\n",
            "docs/nul.md": "\0 â€”\n", "docs/z.txt": "",
        ])
        try place.folder.write(utf16("é\n"), to: "docs/b.md")
        let dry = try await place.run("repair", "--format", "json", "docs", "gone.md")
        #expect(dry.status == 2)
        var found = try report(dry)
        #expect(found.version == 1)
        #expect(
            found.files.map { "\($0.path) \($0.encoding) \($0.state) \($0.reason ?? "")" } == [
                "docs/a.md UTF-8 to-repair ", "docs/b.md UTF-16 LE to-repair ",
                "docs/kept.md UTF-8 accepted R", "docs/nul.md UTF-8 left it has NUL bytes, so it is no text",
            ])
        let repair = try #require(found.files[0].repairs.first)
        #expect(repair.line == 2 && repair.col == 4 && repair.before == "â€”" && repair.after == "—")
        #expect(repair.codec == "cp1252→utf-8" && repair.confidence ?? 0 > 0.5 && repair.evidence?.isEmpty == false)
        #expect(found.files[0].doubtful.map(\.col) == [13])
        #expect(found.files.map(\.becomesUTF8) == [false, true, false, false])
        #expect(found.failures == ["cannot read 'gone.md': it does not exist"])
        #expect(
            found.summary == [
                "files": 5, "toRepair": 2, "written": 0, "accepted": 1, "left": 1, "failed": 1, "repairs": 1,
                "doubtful": 1, "notLookedAt": 1,
            ])
        let written = try await place.run("repair", "--format", "json", "--write")
        #expect(written.status == 1)
        found = try report(written)
        #expect(found.files.map(\.state) == ["written", "written", "accepted", "left"])
        #expect(found.summary["written"] == 2 && found.summary["toRepair"] == 0)
    }

    @Test("Standard input is repaired to standard output, byte for byte but for the damage")
    func filter() async throws {
        let place = try Workplace([:])
        let outcome = try await place.run("repair", "-", input: "It â€” fails\r\nno end Ã©")
        #expect(outcome.output == "It — fails\r\nno end é")
        #expect(outcome.errors == "2 places repaired\n")
        #expect(outcome.status == 0)
        #expect(try await place.run("repair", "-q", "-", input: "Ã©").errors.isEmpty)
        let clean = try await place.run("repair", "-", input: "é")
        #expect(clean.output == "é" && clean.errors.isEmpty && clean.status == 0)
        let binary = try await place.run("repair", "-", input: "\0 â€”")
        #expect(binary.output == "\0 â€”" && binary.status == 1)
        #expect(binary.errors == "Error: standard input was left as it is: it has NUL bytes, so it is no text\n")
    }

    @Test(
        "Standard input is neither a file to write nor one of several",
        arguments: [["-", "a.md"], ["-", "--write"], ["-", "--format", "json"], ["-j", "0"]])
    func usage(_ arguments: [String]) async throws {
        let place = try Workplace(["a.md": "â€”"])
        #expect(try await Command.run(["repair"] + arguments, in: place.folder.path).status == 2)
    }
}
