import ArgumentParser
import Publishing
import SourceRepair
import SourceText

struct RepairFiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Shows what repairing damaged text would change in the sources and, with --write, changes it.",
        discussion: """
            Of a folder, the Markdown that a build would read is looked at, and what it includes. A file is replaced in \
            one step, and keeps its permissions, line endings and byte order mark; UTF-16 and other old encodings become \
            UTF-8. What is in doubt, and what opsbook.yml accepts, is left as it is. With '-' for a path, standard \
            input is repaired to standard output.

            Exit status: 0 nothing is left to repair; 1 something would change, or with --write was left as it is; \
            2 wrong usage, or a failure to read or write.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Argument(help: "Files and folders. By default the content folder, as for 'build'.")
    var paths: [String] = []

    @Flag(name: .long, help: "Replace the files by their repaired selves.")
    var write = false

    @Option(name: .long, help: "text or json.")
    var format: Format = .text

    @OptionGroup var options: RunOptions

    func validate() throws {
        guard paths.contains("-") else { return }
        if paths.count > 1 { throw ValidationError("'-' is standard input, and stands alone.") }
        if write || format == .json {
            throw ValidationError("'-' writes the repaired text, and takes neither --write nor --format.")
        }
    }

    func run() async throws {
        let terminal = options.terminal
        if paths == ["-"] { return try filter(terminal) }
        let scope = try RepairScope(paths, configuration: options.config)
        guard scope.findings.isEmpty else {
            TextReport(terminal: terminal, stream: .error, root: "").print(scope.findings)
            terminal.note("nothing repaired: what the configuration accepts is not known")
            throw ExitCode(2)
        }
        let progress = BuildProgress()
        let workers = options.workers
        var run = try await ProgressLine.during(progress, on: terminal) {
            await RepairRun(scope, workers: workers, progress: progress)
        }
        if write { run.write() }
        switch format {
        case .text: RepairReport(terminal: terminal, showsLines: !write).print(run)
        case .json: terminal.output(try RepairJSON(run).text())
        }
        for failure in run.failures { Terminal.error("Error: \(VisibleText.harmless(failure))") }
        if run.status != 0 { throw ExitCode(run.status) }
    }

    /// Repairs standard input to standard output. What must not be repaired passes as it is.
    private func filter(_ terminal: Terminal) throws {
        let bytes = Terminal.input()
        let repair = FileRepair(bytes)
        let state = RepairRun.state(of: repair)
        guard state == .pending else {
            Terminal.output(bytes)
            guard case .left(let reason) = state else { return }
            Terminal.error("Error: standard input was left as it is: \(reason)")
            throw ExitCode(1)
        }
        Terminal.output(repair.after)
        terminal.note(RepairReport.what(repair))
    }
}
