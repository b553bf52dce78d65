internal import Addresses
internal import Documents
internal import Site

/// The navigation of one section, as its pages show it: made once, marked for each.
struct SectionNavigation: Sendable {
    /// The most items that a page shows of its section, so that pages do not grow with their folder.
    private static let window = 60

    private let title: String
    private let output: String
    private let indexPage: Int?
    private let items: [SectionView.Item]
    /// The page that each item leads to; nil for folders.
    private let pages: [Int?]
    private let positions: [Int: Int]
    private let up: PageLink?

    init(section index: Int, site: Site) {
        let section = site.tree.sections[index]
        title = section.title
        output = section.output
        indexPage = section.indexPage
        func item(_ title: String, _ output: String, isFolder: Bool) -> SectionView.Item {
            SectionView.Item(
                title: title, href: percentEncoded(relativePath(from: section.output, to: output)), isFolder: isFolder)
        }
        items =
            section.pages.map { item(site.pages[$0].title, site.book.pages[$0].output, isFolder: false) }
            + section.sections.map { item(site.tree.sections[$0].title, site.tree.sections[$0].output, isFolder: true) }
        pages = section.pages.map { $0 } + section.sections.map { _ in nil }
        positions = Dictionary(uniqueKeysWithValues: section.pages.enumerated().map { ($1, $0) })
        up = section.parent.map { parent in
            let above = site.tree.sections[parent]
            return PageLink(
                title: above.title, href: percentEncoded(relativePath(from: section.output, to: above.output)))
        }
    }

    /// A window of a large section, except on its index, which lists it all.
    /// - Parameter current: the page that is shown; nil for the section's generated index.
    func view(current: Int?) -> SectionView {
        let position = current.flatMap { positions[$0] }
        let shown = position.map { SectionNavigation.shown(around: $0, of: items.count) } ?? 0..<items.count
        var visible = Array(items[shown])
        if let position { visible[position - shown.lowerBound].isCurrent = true }
        return SectionView(
            title: title, href: percentEncoded(fileName(of: output)), isCurrent: position == nil, items: visible,
            all: shown.count < items.count
                ? SectionView.All(count: items.count, href: percentEncoded(fileName(of: output))) : nil,
            up: up)
    }

    private static func shown(around position: Int, of count: Int) -> Range<Int> {
        guard count > window else { return 0..<count }
        let start = min(max(0, position - window / 2), count - window)
        return start..<(start + window)
    }
}
