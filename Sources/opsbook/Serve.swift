import ArgumentParser
import Foundation
import Preview
import Publishing
import Rendering
import SourceText

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the site on this machine and rebuilds it on every change.",
        discussion: """
            The browser reloads by itself. The folder of the published site is not touched. Ctrl-C ends it.
            """)

    @OptionGroup var common: CommonOptions

    @Option(name: [.short, .long], help: "The port; where it is in use, the next free one of twenty.")
    var port: UInt16 = 8000

    @Option(name: .long, help: "The address to listen on. Any but this machine's own shows the site to others.")
    var host = "127.0.0.1"

    @Flag(name: .long, help: "Open the site in the browser.")
    var open = false

    @Flag(name: .long, help: "Include pages with 'draft: true'.")
    var drafts = false

    func run() async throws {
        let terminal = common.terminal
        let project = try Project(common, drafts: drafts)
        var options = PreviewOptions()
        options.host = host
        options.port = port
        // Where there is no configuration yet, its place is watched.
        let configured = project.configuration.file ?? Project.path("opsbook.yml", in: project.configuration.folder)
        let roots = [project.content, project.options.templates, configured].compactMap(\.self)
        let opens = open
        try await serve(options, watching: roots) { [self] _ in
            await build(on: terminal)
        } log: { event in
            switch event {
            case .ready(let address, let wanted):
                if wanted != 0, address.port != wanted { terminal.note("port \(wanted) is in use") }
                terminal.note("serving \(terminal.styled(address.url, .bold, on: .error)) — Ctrl-C ends")
                if opens { Task { await Serve.openBrowser(address.url, terminal) } }
            case .changed: break
            case .built(let build, let took):
                let milliseconds = took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000
                terminal.note("built in \(milliseconds) ms: \(build.message ?? build.summary)")
            }
        }
    }

    /// One build from scratch, configuration and templates included; what prevents it becomes a message on the page.
    private func build(on terminal: Terminal) async -> PreviewBuild {
        do {
            let project = try Project(common, drafts: drafts)
            // The preview has no address but its own.
            var options = project.options
            options.view.baseURL = nil
            options.view.basePath = "/"
            let builder = SiteBuilder(options: options, fileSystem: DiskFileSystem())
            let run = Run(terminal: terminal, project: project, strict: common.strict, findingsStream: .error)
            let (theme, templateFindings) = try builder.theme()
            guard let theme, project.configuration.diagnostics.isEmpty else {
                let findings = project.configuration.diagnostics + templateFindings
                let report = TextReport(
                    terminal: Terminal(color: .never, isQuiet: true, isVerbose: false), stream: .error, root: "")
                return PreviewBuild(site: nil, message: report.text(findings))
            }
            let joined = try await builder.join()
            TextReport(terminal: terminal, stream: .error, root: project.content).print(joined.findings)
            let sink = MemorySink(fileSystem: DiskFileSystem())
            try await builder.emit(joined, theme: theme, into: sink)
            return PreviewBuild(site: BuiltSite(files: sink.files), summary: run.summary(joined).text(terminal))
        } catch {
            return PreviewBuild(site: nil, message: "\(error)")
        }
    }

    private static func openBrowser(_ url: String, _ terminal: Terminal) async {
        #if os(macOS)
            let opener = "open"
        #else
            let opener = "xdg-open"
        #endif
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [opener, url]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status = await withCheckedContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(returning: 127) }
        }
        if status != 0 {
            terminal.note("no browser could be opened ('\(opener)' did not work); open \(url) yourself")
        }
    }
}
