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
    /// Files to copy: those beside pages, those that something links to, and those in place of a generated page.
    package let copiedFiles: [String]
    /// Sections whose index is generated, by their index in `tree`.
    package let generatedSections: [Int]
    /// Pages of the content that the site lacks, by source path.
    package let leftOut: [String: LeftOut]
    /// Findings of the pages and of the join, not yet of the references.
    package let diagnostics: [Diagnostic]

    /// - Parameters:
    ///   - objects: facts and operations of all pages, by source path.
    ///   - files: paths of the content's other files, sorted.
    ///   - unreadable: paths of pages that could not be read, so that links to them are told so.
    ///   - workers: how many tasks resolve references.
    package init(
        pages facts: [(facts: PageFacts, operations: PageOperations)], files: [String], unreadable: [String] = [],
        options: SiteOptions, workers: Int
    ) async {
        let drafts = options.includesDrafts ? [] : facts.map(\.facts).filter { $0.frontMatter.flag("draft") == true }
        var leftOut = Dictionary(unreadable.map { ($0, LeftOut.unreadable) }) { first, _ in first }
        for draft in drafts { leftOut[draft.path] = .draft }
        let included = drafts.isEmpty ? facts : facts.filter { leftOut[$0.facts.path] == nil }
        let plan = AddressPlan(sources: included.map(\.facts.path), files: files)
        self.leftOut = leftOut.merging(plan.leftOut) { first, _ in first }
        let published = Site.published(included, plan)
        let compiled = published.map(\.facts)
        let rootIndex = plan.pages.firstIndex { $0.output == "index.html" }
        name = options.name ?? rootIndex.map { compiled[$0].title } ?? options.fallbackName

        async let indexed = OperationsIndex(
            pages: published.map { PageInput(path: $0.facts.path, title: $0.facts.title, operations: $0.operations) })
        let tree = ContentTree(pages: compiled, outputs: plan.pages.map(\.output), siteName: name)
        self.tree = tree

        let operations = await indexed
        self.operations = operations
        let wanted = GeneratedPage.allCases.filter { $0.hasContent(operations) }
        let generated = wanted.filter { plan.owner(ofGenerated: $0.output) == nil }
        self.generated = generated

        let indexes = tree.sections.indices.filter {
            tree.sections[$0].indexPage == nil && plan.owner(ofGenerated: tree.sections[$0].output) == nil
        }
        generatedSections = indexes
        let book = AddressBook(
            pages: plan.pages, files: plan.files,
            generated: indexes.map { tree.sections[$0].output } + generated.map(\.output))
        self.book = book

        let anchors = GeneratedPage.anchors(operations)
        generatedAnchors = anchors
        let pages = Site.settled(compiled, book: book, generatedAnchors: anchors)
        self.pages = pages
        resolutions = await parallelMap(count: pages.count, workers: workers) { index in
            let base = folder(of: pages[index].path)
            return pages[index].references.map {
                Site.resolve($0, on: index, in: base, book: book, pages: pages, generatedAnchors: anchors)
            }
        }
        let resolved = resolutions
        async let referrers = Site.referrers(pages: pages, resolutions: resolved, tree: tree)
        metricUses = Site.metricUses(pages: pages, operations: operations, tree: tree)
        self.referrers = await referrers
        let inPlace = Set(wanted.map(\.output) + tree.sections.map(\.output) + ["robots.txt", "sitemap.xml"])
        copiedFiles = Site.copied(plan.files, pages: pages, resolutions: resolutions, inPlace: inPlace)
        diagnostics =
            plan.diagnostics + operations.diagnostics + pages.flatMap(\.diagnostics) + Site.duplicateIDs(pages)
            + Site.shadowing(wanted, tree, plan)
    }

    private static func published(
        _ facts: [(facts: PageFacts, operations: PageOperations)], _ plan: AddressPlan
    ) -> [(facts: PageFacts, operations: PageOperations)] {
        guard plan.pages.count < facts.count else { return facts }
        // By bytes: two names that differ only in their Unicode normalisation are equal as strings.
        let kept = Set(plan.pages.map { Array($0.source.utf8) })
        return facts.filter { kept.contains(Array($0.facts.path.utf8)) }
    }

    /// The pages with destinations as the files have them wherever these are found and the repaired ones are not: names
    /// on the disk, and ids of other pages, may be damaged as the text was.
    private static func settled(
        _ pages: [PageFacts], book: AddressBook, generatedAnchors: [String: Set<String>]
    ) -> [PageFacts] {
        var settled = pages
        for page in pages.indices {
            let base = folder(of: pages[page].path)
            for (index, reference) in pages[page].references.enumerated() {
                guard let written = reference.former else { continue }
                var former = reference
                (former.written, former.parsed) = (written, WrittenReference(written))
                func isFound(_ reference: PageReference) -> Bool {
                    let resolution = resolve(
                        reference, on: page, in: base, book: book, pages: pages, generatedAnchors: generatedAnchors)
                    if case .resolved = resolution { return true }
                    return false
                }
                if !isFound(reference), isFound(former) { settled[page].references[index] = former }
            }
        }
        return settled
    }

    private static func resolve(
        _ reference: PageReference, on page: Int, in base: String, book: AddressBook, pages: [PageFacts],
        generatedAnchors: [String: Set<String>]
    ) -> Resolution {
        let written = reference.parsed
        let destination: Destination
        switch written.form {
        case .absolute(let scheme):
            return isUnsafe(scheme: scheme, for: reference.kind, reference.written)
                ? .unsafe(scheme: scheme) : .external
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
            exists =
                pages[index].headings.contains { $0.id == fragment || $0.aliases.contains(fragment) }
                || pages[index].anchors.contains(fragment)
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
                    !operations.metrics[metric].definitions.contains(where: { $0.source.page == pages[page].path })
                else { continue }
                uses[metric].append(Referrer(page: page, heading: mention.heading))
            }
        }
        return uses
    }

    private static func copied(
        _ files: [String], pages: [PageFacts], resolutions: [[Resolution]], inPlace: Set<String>
    ) -> [String] {
        let folders = Set(pages.map { folder(of: $0.path) })
        var linked: Set<String> = []
        for resolution in resolutions.joined() {
            if case .file(let path)? = resolution.destination { linked.insert(path) }
        }
        return files.filter { folders.contains(folder(of: $0)) || linked.contains($0) || inPlace.contains($0) }
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
        for page in pages {
            var seen: Set<String> = []
            for heading in page.headings where !heading.id.isEmpty && !seen.insert(heading.id).inserted {
                findings.append(
                    Diagnostic(
                        .pageDuplicateID, file: page.path, range: heading.range,
                        message: "the id '\(heading.id)' is given twice; links reach the first", target: heading.id))
            }
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

    /// What of the content stands at the address of a page that would have been generated.
    private static func shadowing(_ wanted: [GeneratedPage], _ tree: ContentTree, _ plan: AddressPlan) -> [Diagnostic] {
        func finding(_ output: String, _ title: String) -> Diagnostic? {
            plan.owner(ofGenerated: output).map { owner in
                Diagnostic(
                    .pageShadowsGenerated, file: owner,
                    message:
                        "'\(owner)' takes the address \(output), so that the generated page '\(title)' is left out",
                    target: output)
            }
        }
        return wanted.compactMap { finding($0.output, $0.title) }
            + tree.sections.filter { $0.indexPage == nil }.compactMap { finding($0.output, $0.title) }
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
