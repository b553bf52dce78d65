internal import Addresses
package import Diagrams
package import Documents
internal import Links
internal import Operations
package import Rendering
package import Site
package import SourceText
package import TextRepair

/// Everything that a build depends on, besides the files themselves.
package struct BuildOptions: Sendable {
    /// The content folder.
    package var content: String
    /// Paths in the content that are no content, such as the configuration.
    package var excluded: Set<String> = []
    /// The site's own templates; nil without any.
    package var templates: String?
    package var workers = 2
    package var site = SiteOptions()
    package var view = ViewOptions()
    package var repair = RepairOptions()
    package var html = HTMLPolicy.safe
    /// What draws the graphs of `dot` fences.
    package var diagramTool: any DiagramTool = GraphvizTool()
    package var policy = FindingPolicy()

    package init(content: String) { self.content = content }
}

/// Where the files of a site go.
package protocol SiteSink: Sendable {
    func write(_ bytes: [UInt8], to path: String) throws
    /// Adds a copy of a file of the content.
    func copy(_ source: String, to path: String) throws
}

/// The three steps over the cores: compile all pages, join them, emit them.
package struct SiteBuilder: Sendable {
    private let options: BuildOptions
    private let fileSystem: any FileSystem
    private let progress: BuildProgress

    package init(options: BuildOptions, fileSystem: any FileSystem, progress: BuildProgress = BuildProgress()) {
        self.options = options
        self.fileSystem = fileSystem
        self.progress = progress
    }

    /// A site, joined and judged, with what emitting needs.
    package struct Joined: Sendable {
        package let site: Site
        /// All findings, as the configuration has them count, sorted.
        package let findings: [Diagnostic]
        /// nil where the site was only checked.
        fileprivate let bodies: [PageBody]?
    }

    /// Compiles and joins.
    ///
    /// - Parameter keepingBodies: whether the site is to be emitted.
    /// - Throws: where the content folder itself cannot be read.
    package func join(keepingBodies: Bool = true) async throws(FileError) -> Joined {
        let scan = try ContentScan(root: options.content, excluding: options.excluded, fileSystem: fileSystem)
        let includes = try IncludeReader(root: options.content, repair: options.repair, fileSystem: fileSystem)
        progress.begin("compiling", total: scan.pages.count)
        var compiled = await parallelMap(count: scan.pages.count, workers: options.workers) { index in
            defer { progress.step() }
            return compile(scan.pages[index], includes, keepingBody: keepingBodies)
        }
        await draw(&compiled, keepingBodies: keepingBodies)
        progress.begin("joining", total: 0)
        var objects: [(facts: PageFacts, operations: PageOperations)] = []
        var bodies: [String: PageBody] = [:]
        var findings = scan.diagnostics
        var unreadable: [String] = []
        objects.reserveCapacity(compiled.count)
        for result in compiled {
            switch result {
            case .success(let object):
                objects.append((object.facts, object.operations))
                if keepingBodies { bodies[object.facts.path] = object.body }
            case .failure(let failure):
                unreadable.append(failure.diagnostic.file)
                findings.append(failure.diagnostic)
            }
        }
        let site = await Site(
            pages: objects, files: scan.files, unreadable: unreadable, options: options.site, workers: options.workers)
        findings += site.diagnostics + LinkJudge.findings(of: site)
        return Joined(
            site: site, findings: options.policy.apply(to: findings),
            bodies: keepingBodies ? site.pages.map { bodies[$0.path] ?? PageBody() } : nil)
    }

    /// Draws the diagrams of all pages together: a tool is started for many of them.
    private func draw(_ compiled: inout [Result<PageObject, Unreadable>], keepingBodies: Bool) async {
        var sources: [DiagramSource] = []
        var pages: [(index: Int, diagrams: Range<Int>)] = []
        for (index, result) in compiled.enumerated() {
            guard case .success(let object) = result, !object.facts.diagrams.isEmpty else { continue }
            let first = sources.count
            sources += object.diagrams
            pages.append((index, first..<sources.count))
        }
        guard !pages.isEmpty else { return }
        progress.begin("drawing", total: 0)
        let outcomes = await renderDiagrams(sources, tool: options.diagramTool, width: options.workers)
        for page in pages {
            guard case .success(var object) = compiled[page.index] else { continue }
            object.draw(Array(outcomes[page.diagrams]), hasBody: keepingBodies)
            compiled[page.index] = .success(object)
        }
    }

    private struct Unreadable: Error {
        var diagnostic: Diagnostic
    }

    private func compile(
        _ path: String, _ includes: IncludeReader, keepingBody: Bool
    ) -> Result<PageObject, Unreadable> {
        do throws(FileError) {
            let bytes = try fileSystem.read("\(options.content)/\(path)")
            return .success(
                PageObject(
                    path: path, bytes: bytes, options: options.repair, html: options.html, includes: includes,
                    keepsBody: keepingBody))
        } catch {
            return .failure(
                Unreadable(
                    diagnostic: Diagnostic(
                        .pageUnreadable, file: path, message: "the page cannot be read: \(error.reason)")))
        }
    }

    /// The theme, with the site's own templates; nil and why, where they do not compile.
    package func theme() throws(FileError) -> (theme: Theme?, diagnostics: [Diagnostic]) {
        guard let folder = options.templates else { return Theme.load(overrides: []) }
        var overrides: [(name: String, file: String, bytes: [UInt8])] = []
        for entry in try fileSystem.list(folder) where entry.kind == .file && !entry.name.utf8.starts(with: ".".utf8) {
            overrides.append((entry.name, entry.name, try fileSystem.read("\(folder)/\(entry.name)")))
        }
        return Theme.load(overrides: overrides.sorted { $0.name < $1.name })
    }

    /// Writes every file of a site. The first failure ends it.
    package func emit(_ joined: Joined, theme: Theme, into sink: any SiteSink) async throws {
        let site = joined.site
        let bodies = joined.bodies ?? []
        let builder = ViewBuilder(site: site, options: options.view, findings: joined.findings)
        let emitter = Emitter(theme: theme)
        progress.begin("writing", total: site.pages.count)
        let failures = await parallelMap(count: bodies.count, workers: options.workers) { index -> (any Error)? in
            defer { progress.step() }
            let view = builder.view(ofPage: index, slots: bodies[index].slots)
            do {
                try sink.write(emitter.emit(bodies[index], view), to: site.book.pages[index].output)
                return nil
            } catch {
                return error
            }
        }
        if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
        for section in site.generatedSections {
            let output = site.tree.sections[section].output
            try sink.write(emitter.emit(.section, builder.view(ofSection: section)), to: output)
        }
        for page in site.generated {
            try sink.write(emitter.emit(page.template, builder.view(of: page)), to: page.output)
        }
        for asset in theme.assetFiles { try sink.write(asset.bytes, to: asset.path) }
        for file in site.copiedFiles { try sink.copy("\(options.content)/\(file)", to: file) }
        guard let base = options.view.baseURL else { return }
        // A site's own robots.txt or sitemap says more than ours would.
        for (path, bytes) in [
            ("sitemap.xml", Sitemap.xml(site, baseURL: base)), ("robots.txt", Sitemap.robots(baseURL: base)),
        ] where !site.copiedFiles.contains(path) {
            try sink.write(bytes, to: path)
        }
    }
}

extension GeneratedPage {
    fileprivate var template: Theme.Kind {
        switch self {
        case .severity: .severity
        case .escalation: .escalation
        case .metrics: .metrics
        case .health: .health
        case .notFound: .notfound
        }
    }
}

extension StagedSite: SiteSink {}
