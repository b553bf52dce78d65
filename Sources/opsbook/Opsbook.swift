import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct Opsbook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opsbook",
        abstract: "Turns a folder of ops Markdown into one cross-linked, checked static site.",
        discussion: """
            Without arguments, 'opsbook build' takes the content folder from opsbook.yml, else content/, else docs/, \
            and publishes into public/ beside it.

            Exit status: 0 clean; 1 findings at or above the failing level; 2 wrong usage, or a failure to read or \
            write.
            """,
        version: "0.1.0",
        subcommands: [Build.self, Check.self, Serve.self, RepairFiles.self, Inspect.self])

    /// ArgumentParser exits with 64 for wrong usage; ours is 2 for anything but findings.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let status as ExitCode {
            Glibc.exit(status.rawValue)
        } catch {
            guard exitCode(for: error) != .success else { exit(withError: error) }
            Terminal.error(fullMessage(for: error))
            Glibc.exit(2)
        }
    }
}
