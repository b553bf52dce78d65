import ArgumentParser
import Documents
import Publishing
import Site
import SourceText

/// What commands share: where findings go, and when a run ends because of them.
struct Run: Sendable {
    let terminal: Terminal
    let project: Project
    let strict: Bool
    let findingsStream: Terminal.Stream

    /// Ends the run with exit status 1 where the configuration or a template is wrong: what the site should be is not
    /// known then.
    func stopIfUnusable(_ templateFindings: [Diagnostic]) throws {
        let configuration = project.configuration.diagnostics
        guard !configuration.isEmpty || !templateFindings.isEmpty else { return }
        TextReport(terminal: terminal, stream: findingsStream, root: "").print(configuration)
        TextReport(terminal: terminal, stream: findingsStream, root: project.options.templates ?? "").print(
            templateFindings)
        throw ExitCode(1)
    }

    /// The findings about the configuration and the templates, their files named as seen from the content folder.
    func unusable(_ templateFindings: [Diagnostic]) -> [Diagnostic] {
        let content = project.content
        let configuration = project.configuration.diagnostics.map { finding in
            var finding = finding
            finding.file = Project.path(finding.file, from: content)
            return finding
        }
        let templates = templateFindings.map { finding in
            var finding = finding
            finding.file = Project.path(Project.path(finding.file, in: project.options.templates ?? ""), from: content)
            return finding
        }
        return configuration + templates
    }

    /// Prints a site's findings and figures.
    func report(_ joined: SiteBuilder.Joined) -> Summary {
        let summary = self.summary(joined)
        TextReport(terminal: terminal, stream: findingsStream, root: project.content).print(joined.findings)
        terminal.note(summary.text(terminal))
        if summary.pages == 0 { terminal.note("note: '\(project.content)' holds no Markdown (.md, .markdown)") }
        return summary
    }

    func summary(_ joined: SiteBuilder.Joined) -> Summary {
        Summary(
            joined.findings, pages: joined.site.pages.count,
            links: joined.site.pages.reduce(0) { $0 + $1.references.count })
    }
}
