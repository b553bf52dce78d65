package import Addresses
package import Documents
package import Operations
package import SourceText

/// The join: everything that takes more than one page to know. Made of facts alone, without bodies.
package struct Site: Sendable {
    package let name: String
    /// By source path.
    package let pages: [PageFacts]
    package let operations: OperationsIndex
    package let book: AddressBook
    package let tree: ContentTree
    /// The generated pages that this site has: those with something to show whose address no source page has.
    package let generated: [GeneratedPage]
    /// The ids that generated pages have, by output path.
    package let generatedAnchors: [String: Set<String>]
    /// What became of each page's references, as `PageFacts.references`.
    package let resolutions: [[Resolution]]
    /// Who refers to each page, by reading order; one entry a page.
    package let referrers: [[Referrer]]
    /// Pages that mention each metric, by the metric's index in `operations`.
    package let metricUses: [[Referrer]]
    /// Files to copy: those beside pages, and those that something links to.
    package let copiedFiles: [String]
    /// Findings of the pages and of the join, not yet of the references.
    package let diagnostics: [Diagnostic]

    /// - Parameters:
    ///   - objects: facts and operations of all pages, by source path.
    ///   - files: paths of the content's other files, sorted.
    ///   - workers: how many tasks resolve references.
    package init(
        pages facts: [(facts: PageFacts, operations: PageOperations)], files: [String], options: SiteOptions, workers: Int
    ) async {
        let included = facts.filter { options.includesDrafts || $0.facts.frontMatter.flag("draft") != true }
        let plan = AddressPlan(sources: included.map(\.facts.path), files: files)
        let published = Site.published(included, plan)
        let pages = published.map(\.facts)
        self.pages = pages
        let rootIndex = plan.pages.firstIndex { $0.output == "index.html" }
        name = options.name ?? rootIndex.map { pages[$0].title } ?? options.fallbackName

        let operations = OperationsIndex(
            pages: published.map { PageInput(path: $0.facts.path, title: $0.facts.title, operations: $0.operations) })
        self.operations = operations
        let taken = Set(plan.pages.map(\.output))
        let generated = GeneratedPage.allCases.filter { $0.hasContent(operations) && !taken.contains($0.output) }
        self.generated = generated

        let bare = AddressBook(pages: plan.pages, files: [], generated: [])
        tree = ContentTree(pages: pages, book: bare, siteName: name)
        let indexes = tree.sections.filter { $0.indexPage == nil }.map(\.output)
        let book = AddressBook(
            pages: plan.pages, files: files, generated: indexes + generated.map(\.output))
        self.book = book

        let anchors = GeneratedPage.anchors(operations)
        generatedAnchors = anchors
        resolutions = await parallelMap(count: pages.count, workers: workers) { index in
            let base = folder(of: pages[index].path)
            return pages[index].references.map {
                Site.resolve($0, on: index, in: base, book: book, pages: pages, generatedAnchors: anchors)
            }
        }
        referrers = Site.referrers(pages: pages, resolutions: resolutions, tree: tree)
        metricUses = Site.metricUses(pages: pages, operations: operations, tree: tree)
        copiedFiles = Site.copied(files, pages: pages, resolutions: resolutions)
        diagnostics =
            plan.diagnostics + operations.diagnostics + pages.flatMap(\.diagnostics) + Site.duplicateIDs(pages)
            + Site.shadowing(taken: plan.pages, operations: operations)
    }

    private static func published(
        _ facts: [(facts: PageFacts, operations: PageOperations)], _ plan: AddressPlan
    ) -> [(facts: PageFacts, operations: PageOperations)] {
        guard plan.pages.count < facts.count else { return facts }
        let kept = Set(plan.pages.map(\.source))
        return facts.filter { kept.contains($0.facts.path) }
    }

    private static func resolve(
        _ reference: PageReference, on page: Int, in base: String, book: AddressBook, pages: [PageFacts],
        generatedAnchors: [String: Set<String>]
    ) -> Resolution {
        let written = reference.parsed
        let destination: Destination
        switch written.form {
        case .absolute(let scheme):
            return isUnsafe(scheme: scheme, for: reference.kind, reference.written) ? .unsafe(scheme: scheme) : .external
        case .protocolRelative: return .external
        case .samePage: destination = .page(page)
        case .rooted, .relative:
            switch book.resolve(written, in: base) {
            case .success(let found): destination = found
            case .failure(let reason): return .unresolved(reason)
            }
        }
        guard let fragment = written.fragment, !isAlwaysThere(fragment) else { return .resolved(destination) }
        let exists: Bool
        switch destination {
        case .page(let index):
            exists = pages[index].headings.contains { $0.id == fragment } || pages[index].anchors.contains(fragment)
        case .generated(let output): exists = generatedAnchors[output]?.contains(fragment) ?? false
        // What a fragment means in a file, its viewer decides.
        case .file: exists = true
        }
        return exists ? .resolved(destination) : .missingAnchor(destination, fragment: fragment)
    }

    /// The top of the document (HTML Living Standard, 7.4.6.4), and text fragments, which browsers look up themselves.
    private static func isAlwaysThere(_ fragment: String) -> Bool {
        fragment.isEmpty || fragment.lowercased() == "top" || fragment.utf8.starts(with: ":~:".utf8)
    }

    private static func referrers(
        pages: [PageFacts], resolutions: [[Resolution]], tree: ContentTree
    ) -> [[Referrer]] {
        var referrers = [[Referrer]](repeating: [], count: pages.count)
        for page in tree.readingOrder {
            for (reference, resolution) in zip(pages[page].references, resolutions[page]) {
                guard case .page(let target)? = resolution.destination, target != page,
                    referrers[target].last?.page != page
                else { continue }
                referrers[target].append(Referrer(page: page, heading: reference.heading))
            }
        }
        return referrers
    }

    private static func metricUses(pages: [PageFacts], operations: OperationsIndex, tree: ContentTree) -> [[Referrer]] {
        var uses = [[Referrer]](repeating: [], count: operations.metrics.count)
        guard !uses.isEmpty else { return uses }
        for page in tree.readingOrder {
            for mention in pages[page].mentions {
                guard let metric = operations.metric(named: mention.name), uses[metric].last?.page != page,
                    !operations.metrics[metric].definitions.contains(where: { $0.source.file == pages[page].path })
                else { continue }
                uses[metric].append(Referrer(page: page, heading: mention.heading))
            }
        }
        return uses
    }

    /// Files that lie beside pages, and those that a page links to.
    private static func copied(_ files: [String], pages: [PageFacts], resolutions: [[Resolution]]) -> [String] {
        let folders = Set(pages.map { folder(of: $0.path) })
        var linked: Set<String> = []
        for resolution in resolutions.joined() {
            if case .file(let path)? = resolution.destination { linked.insert(path) }
        }
        return files.filter { folders.contains(folder(of: $0)) || linked.contains($0) }
    }
}

extension Site {
    /// The heading that a referrer stands under; nil before the first, and under the page's own title.
    package func heading(of referrer: Referrer) -> Heading? {
        guard referrer.heading >= 0 else { return nil }
        let heading = pages[referrer.page].headings[Int(referrer.heading)]
        return heading.level == 1 ? nil : heading
    }

    private static func duplicateIDs(_ pages: [PageFacts]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for page in pages where !page.anchors.isEmpty {
            var seen = Set(page.headings.map(\.id))
            for anchor in page.anchors where !seen.insert(anchor).inserted {
                findings.append(
                    Diagnostic(
                        .pageDuplicateID, file: page.path,
                        range: page.headings.first { $0.id == anchor }?.range ?? .fileStart,
                        message: "the id '\(anchor)' is given twice; links reach the first", target: anchor))
            }
        }
        return findings
    }

    /// Source pages at the address of a page that would have been generated.
    private static func shadowing(taken: [AddressBook.Page], operations: OperationsIndex) -> [Diagnostic] {
        GeneratedPage.allCases.filter { $0.hasContent(operations) }.compactMap { page in
            guard let owner = taken.first(where: { $0.output == page.output }) else { return nil }
            return Diagnostic(
                .pageShadowsGenerated, file: owner.source,
                message: "takes the address \(page.output), so the generated page '\(page.title)' is left out",
                target: page.output)
        }
    }
}

extension GeneratedPage {
    fileprivate func hasContent(_ operations: OperationsIndex) -> Bool {
        switch self {
        case .severity: !operations.severityScales.isEmpty
        case .escalation:
            !operations.ladders.isEmpty || operations.runbooks.contains { !$0.escalations.isEmpty }
        case .metrics: !operations.metrics.isEmpty
        case .health, .notFound: true
        }
    }
}
