import ArgumentParser
import Publishing
import SourceText

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks every reference and every page, and publishes nothing.",
        discussion: "Exit status 1 if there are errors or, with --strict, warnings.")

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: "text or json.")
    var format: Format = .text

    @Flag(name: .long, help: "Include pages with 'draft: true'.")
    var drafts = false

    func run() async throws {
        let terminal = common.terminal
        let project = try Project(common, drafts: drafts)
        let progress = BuildProgress()
        let builder = SiteBuilder(options: project.options, fileSystem: DiskFileSystem(), progress: progress)
        let run = Run(terminal: terminal, project: project, strict: common.strict, findingsStream: .output)
        let (_, templateFindings) = try builder.theme()
        try run.stopIfUnusable(templateFindings)
        let joined = try await ProgressLine.during(progress, on: terminal) {
            try await builder.join(keepingBodies: false)
        }
        let summary: Summary
        switch format {
        case .text: summary = run.report(joined)
        case .json:
            summary = run.summary(joined)
            terminal.output(
                try JSONReport(root: project.content, summary: summary, findings: joined.findings).text())
        }
        if summary.fails(strict: common.strict) { throw ExitCode(1) }
    }
}
