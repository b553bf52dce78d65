import ArgumentParser
import Publishing
import SourceText

struct Build: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the site and publishes it.",
        discussion: """
            The new site replaces the old one in one step, and only when it is complete. With errors the site is \
            published and the exit status is 1; with --strict nothing is published then.
            """)

    @OptionGroup var common: CommonOptions

    @Option(
        name: [.short, .long], help: "The folder of the site. By default public/ beside the configuration or CONTENT.")
    var output: String?

    @Option(name: .long, help: "The address the site will have, for its sitemap and canonical links.")
    var baseUrl: String?

    @Flag(name: .long, help: "Include pages with 'draft: true'.")
    var drafts = false

    func run() async throws {
        let terminal = common.terminal
        let project = try Project(common, output: output, baseURL: baseUrl, drafts: drafts)
        let progress = BuildProgress()
        let builder = SiteBuilder(options: project.options, fileSystem: DiskFileSystem(), progress: progress)
        let run = Run(terminal: terminal, project: project, strict: common.strict, findingsStream: .error)
        try run.stopIfUnusable([])

        let (theme, templateFindings) = try builder.theme()
        guard let theme else { return try run.stopIfUnusable(templateFindings) }
        // Opened first: a folder that cannot be published into is told before the work, not after.
        let (staged, joined) = try await ProgressLine.during(progress, on: terminal) {
            let staged = try await StagedSite(
                target: project.output, content: project.content, fileSystem: DiskFileSystem())
            return (staged, try await builder.join())
        }
        let summary = run.report(joined)
        if common.strict, summary.fails(strict: true) {
            staged.abandon()
            terminal.note("nothing published: '\(project.output)' is as it was")
            throw ExitCode(1)
        }
        if summary.pages == 0, staged.replacesSite {
            staged.abandon()
            throw Failure(
                description: "'\(project.content)' holds no Markdown (.md, .markdown), so the site in "
                    + "'\(project.output)' was left as it is; remove that folder if it is to be empty")
        }
        let publication = try await ProgressLine.during(progress, on: terminal) {
            try await builder.emit(joined, theme: theme, into: staged)
            return try staged.commit()
        }
        for notice in publication.notices(target: project.output) { terminal.note("note: \(notice)") }
        terminal.note(
            "published \(project.output): \(publication.written) files written, \(publication.unchanged) unchanged, "
                + "\(publication.removed) removed")
        if summary.fails(strict: common.strict) { throw ExitCode(1) }
    }
}
