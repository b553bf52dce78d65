internal import Addresses
package import Documents
internal import Operations
package import Site
package import SourceText

/// What views take from the configuration.
package struct ViewOptions: Sendable {
    package var language = "en"
    /// Ends with a slash; nil without one.
    package var baseURL: String? {
        didSet { basePath = baseURL.map(ViewOptions.path) }
    }
    /// Where the site lies on its host, such as `/ops/`: the path of `baseURL`; nil where nobody knows.
    package var basePath: String?
    /// Where a source can be edited; `{path}` stands for its path in the content.
    package var editURL: String?

    package init() {}

    /// `https://host/ops/` → `/ops/`.
    private static func path(ofURL url: String) -> String {
        let rest = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return rest.count == 4 ? "/" + rest[3] : "/"
    }
}

/// Makes the views of a site's pages. Values that many pages share are made once.
package struct ViewBuilder: Sendable {
    let site: Site
    let options: ViewOptions
    /// All findings of the run, for the health page.
    let findings: [Diagnostic]
    private let menu: [(title: String, output: String)]
    private let positions: [Int]
    private let navigation: [SectionNavigation]

    package init(site: Site, options: ViewOptions, findings: [Diagnostic]) {
        self.site = site
        self.options = options
        self.findings = findings
        menu = [GeneratedPage.severity, .escalation, .metrics, .health].compactMap { page in
            site.generated.contains(page) || site.book.pages.contains { $0.output == page.output }
                ? (page.title, page.output) : nil
        }
        var positions = [Int](repeating: 0, count: site.pages.count)
        for (position, page) in site.tree.readingOrder.enumerated() { positions[page] = position }
        self.positions = positions
        navigation = site.tree.sections.indices.map { SectionNavigation(section: $0, site: site) }
    }

    /// The view of a source page.
    ///
    /// - Parameter slots: the slots of the page's body; `view.slots` answers them one by one.
    package func view(ofPage page: Int, slots: [Slot]) -> PageView {
        let facts = site.pages[page]
        let output = site.book.pages[page].output
        let section = site.tree.sectionOfPage[page]
        var view = frame(title: facts.title, output: output)
        view.description = facts.summary
        let isIndex = site.tree.sections[section].indexPage == page
        view.breadcrumbs = breadcrumbs(to: isIndex ? site.tree.sections[section].parent : section, from: output)
        view.section = navigation[section].view(current: page)
        view.contents = contents(of: facts)
        let position = positions[page]
        view.previous = position > 0 ? link(to: site.tree.readingOrder[position - 1], from: output) : nil
        view.next =
            position + 1 < site.tree.readingOrder.count
            ? link(to: site.tree.readingOrder[position + 1], from: output) : nil
        view.referrers = referrers(of: page, from: output)
        view.repairs = repairs(of: facts, from: output)
        view.source = SourceView(
            path: facts.path, edit: options.editURL.map { $0.replacing("{path}", with: percentEncoded(facts.path)) })
        view.runbook = runbook(of: page, from: output)
        if section == 0, isIndex { view.home = home(from: output) }
        view.slots = slots.map { html(of: $0, on: page, facts, from: output) }
        return view
    }

    /// What every page has.
    func frame(title: String, output: String) -> PageView {
        let depth = output.utf8.count { $0 == 0x2F }
        let root = String(repeating: "../", count: depth)
        var view = PageView(
            title: title, siteName: site.name, language: options.language,
            canonical: options.baseURL.map { $0 + percentEncoded(output) }, root: root)
        view.menu = menu.map { MenuItem(title: $0.title, href: root + $0.output, isCurrent: $0.output == output) }
        return view
    }

    func breadcrumbs(to section: Int?, from output: String) -> [PageLink] {
        var links: [PageLink] = []
        var next = section
        while let index = next {
            let section = site.tree.sections[index]
            links.append(
                PageLink(title: index == 0 ? "Home" : section.title, href: href(section.output, from: output)))
            next = section.parent
        }
        return links.reversed()
    }

    func sectionView(_ section: Int) -> SectionView { navigation[section].view(current: nil) }

    private func contents(of facts: PageFacts) -> [ContentsEntry] {
        let entries = facts.headings.filter { $0.level == 2 || $0.level == 3 }
        return entries.map { ContentsEntry(title: $0.title, anchor: percentEncoded($0.id), isDeep: $0.level == 3) }
    }

    func link(to page: Int, from output: String) -> PageLink {
        PageLink(title: site.pages[page].title, href: href(site.book.pages[page].output, from: output))
    }

    func href(_ target: String, from output: String, fragment: String? = nil) -> String {
        let path = percentEncoded(relativePath(from: output, to: target))
        return fragment.map { "\(path)#\(percentEncoded($0))" } ?? path
    }

    /// The most referrers that a page or a metric lists, the rest being counted: the index that every page leads back to
    /// would list the whole site.
    static let listedReferrers = 24

    private func referrers(of page: Int, from output: String) -> ReferrersView? {
        let all = site.referrers[page]
        guard !all.isEmpty else { return nil }
        let items = all.prefix(ViewBuilder.listedReferrers).map { referrer in
            let heading = site.heading(of: referrer)
            return ReferrersView.Item(
                title: site.pages[referrer.page].title,
                href: href(site.book.pages[referrer.page].output, from: output, fragment: heading?.id),
                heading: heading?.title)
        }
        return ReferrersView(count: all.count, items: items, more: all.count - items.count)
    }
}

// MARK: - Slots

extension ViewBuilder {
    private func html(of slot: Slot, on page: Int, _ facts: PageFacts, from output: String) -> String {
        switch slot.kind {
        case .destination:
            let reference = facts.references[Int(slot.index)]
            guard let address = address(of: Int(slot.index), on: page, from: output) else {
                // What leads nowhere is no link; the report says why.
                return reference.kind == .link ? " class=\"broken\"" : ""
            }
            return (reference.kind == .link ? " href=\"" : " src=\"") + escaped(address) + "\""
        case .rawDestination:
            return escaped(
                address(of: Int(slot.index), on: page, from: output) ?? facts.references[Int(slot.index)].written)
        case .mentionStart:
            guard let target = mentioned(Int(slot.index), facts) else { return "" }
            return
                "<a class=\"metric\" href=\"\(escaped(href(target.output, from: output, fragment: target.anchor)))\">"
        case .mentionEnd: return mentioned(Int(slot.index), facts) == nil ? "" : "</a>"
        }
    }

    private func address(of reference: Int, on page: Int, from output: String) -> String? {
        guard let destination = site.resolutions[page][reference].destination else { return nil }
        let written = site.pages[page].references[reference].parsed
        return percentEncoded(relativePath(from: output, to: site.book.output(of: destination))) + written.query
            + (written.fragment.map { "#\(percentEncoded($0))" } ?? "")
    }

    /// The entry of the operations index that a name in the text stands for.
    private func mentioned(_ mention: Int, _ facts: PageFacts) -> (output: String, anchor: String)? {
        guard site.generated.contains(.metrics),
            let metric = site.operations.metric(named: facts.mentions[mention].name)
        else { return nil }
        return (GeneratedPage.metrics.output, site.operations.metrics[metric].name)
    }
}
