import Foundation
import SiteSupport
import Testing

@Suite("A build that is killed")
struct KillTests {
    /// How many builds are killed.
    private static let rounds = ProcessInfo.processInfo.environment["OPSBOOK_SOAK"] == "1" ? 60 : 20

    /// Two contents: most pages differ, some are the same, some are there on one side only.
    private func contents() throws -> TemporaryFolder {
        let work = try TemporaryFolder()
        for index in 0..<60 {
            try work.write("# A \(index)\n\n[next](p\((index + 1) % 60).md)\n", to: "a/content/p\(index).md")
            if index % 10 != 0 { try work.write("# B \(index)\n", to: "b/content/p\(index).md") }
            if index % 10 == 0 { try work.write("# Only B\n", to: "b/content/sub/q\(index).md") }
        }
        return work
    }

    @Test("The site is the old one or the new one, whole, whenever the kill comes")
    func kill() async throws {
        let work = try contents()
        var sites: [[String: [UInt8]]] = []
        for name in ["a", "b"] {
            _ = try await Command.run(["build", "\(name)/content", "-o", "only-\(name)", "-q"], in: work.path)
            sites.append(try work.tree("only-\(name)"))
        }
        let first = try await Command.run(["build", "a/content", "-o", "site"], in: work.path)
        #expect(first.status == 0)

        // How long a build takes: less after each that was over before its kill, more after each that was not.
        var took = 0.1
        var (killed, rounds, last, seen) = (0, 0, 0, Set<Int>())
        while killed < KillTests.rounds, rounds < 6 * KillTests.rounds {
            rounds += 1
            let next = 1 - last
            let log = try TemporaryFolder()
            let process = try Command.start(
                ["build", ["a", "b"][next] + "/content", "-o", "site"], in: work.path, log: log)
            // Every other kill comes late, when the site is published.
            let moment = took * (rounds % 2 == 0 ? Double.random(in: 0..<1.1) : Double.random(in: 0.7..<1.1))
            try await Task.sleep(for: .seconds(moment))
            Foundation.kill(process.processIdentifier, SIGKILL)
            let outcome = try await Command.outcome(of: process, log)
            if outcome.signal == nil {
                took *= 0.8
                #expect(outcome.status == 0, "\(outcome)")
            } else {
                took *= 1.2
                killed += 1
            }
            let stands = try work.tree("site")
            let found = try #require(
                sites.firstIndex { $0.keys == stands.keys && $0 == stands },
                "killed after \(moment) s: neither site, but a mixture")
            if outcome.signal == nil { #expect(found == next, "it was not killed, and published nothing") }
            last = found
            seen.insert(found)
        }
        #expect(killed == KillTests.rounds)
        #expect(seen.count == 2, "every build was killed before it published, or none was")

        let final = try await Command.run(["build", "b/content", "-o", "site"], in: work.path)
        #expect(final.status == 0)
        #expect(try work.tree("site") == sites[1])
        #expect(try work.names() == ["a", "b", "only-a", "only-b", "site"], "what dead builds left is cleared")
    }
}
