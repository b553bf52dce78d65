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
        if format == .text { try run.stopIfUnusable(templateFindings) }
        let unusable = run.unusable(templateFindings)
        guard unusable.isEmpty else {
            try print(unusable, Summary(unusable, pages: 0, links: 0), of: project, on: terminal)
            throw ExitCode(1)
        }
        let joined = try await ProgressLine.during(progress, on: terminal) {
            try await builder.join(keepingBodies: false)
        }
        let summary: Summary
        switch format {
        case .text: summary = run.report(joined)
        case .json:
            summary = run.summary(joined)
            try print(joined.findings, summary, of: project, on: terminal)
        }
        if summary.fails(strict: common.strict) { throw ExitCode(1) }
    }

    /// Prints findings for programs.
    private func print(
        _ findings: [Diagnostic], _ summary: Summary, of project: Project, on terminal: Terminal
    ) throws {
        terminal.output(try JSONReport(root: project.content, summary: summary, findings: findings).text())
    }
}
