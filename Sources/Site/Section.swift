internal import Addresses
internal import Documents

/// A folder of the content that holds pages, itself or below.
package struct Section: Sendable {
    /// Relative to the content root; the root is "".
    package var path: String
    package var title: String
    /// The output path of its index page.
    package var output: String
    /// The page that is its index; nil where the index is generated.
    package var indexPage: Int?
    /// Its pages but the index, in reading order.
    package var pages: [Int] = []
    /// Sections directly below, in reading order.
    package var sections: [Int] = []
    package var parent: Int?
}

/// The sections of a site and the order in which its pages are read.
package struct ContentTree: Sendable {
    /// The root first; a parent before its children.
    package private(set) var sections: [Section] = []
    /// The section that each page lies in (an index page: the section it is the index of).
    package private(set) var sectionOfPage: [Int]
    /// All pages, an index before its section's other pages.
    package private(set) var readingOrder: [Int] = []

    /// - Parameters:
    ///   - pages: every page.
    ///   - outputs: their addresses, as settled.
    ///   - siteName: what the root is called without an index page.
    init(pages: [PageFacts], outputs: [String], siteName: String) {
        sectionOfPage = [Int](repeating: 0, count: pages.count)
        var byPath: [String: Int] = [:]
        addSection("", &byPath)
        for (index, page) in pages.enumerated() {
            let section = addSection(folder(of: page.path), &byPath)
            sectionOfPage[index] = section
            if fileName(of: outputs[index]) == "index.html" {
                sections[section].indexPage = index
            } else {
                sections[section].pages.append(index)
            }
        }
        for index in sections.indices {
            sections[index].title =
                sections[index].indexPage.map { pages[$0].title }
                ?? (index == 0 ? siteName : readable(fileName(of: sections[index].path)))
        }
        sort(pages)
        readingOrder.reserveCapacity(pages.count)
        read()
    }

    @discardableResult
    private mutating func addSection(_ path: String, _ byPath: inout [String: Int]) -> Int {
        if let known = byPath[path] { return known }
        let parent = path.isEmpty ? nil : addSection(folder(of: path), &byPath)
        let index = sections.count
        sections.append(Section(path: path, title: "", output: joined(path, "index.html"), parent: parent))
        byPath[path] = index
        if let parent { sections[parent].sections.append(index) }
        return index
    }

    /// By `order` (or `weight`) in front matter, then by title; names that begin with a number before others and by
    /// that number, since somebody numbered them.
    private mutating func sort(_ pages: [PageFacts]) {
        struct Key: Comparable {
            var order: Int
            var number: Int
            var name: String
            var path: String

            static func < (a: Key, b: Key) -> Bool {
                (a.order, a.number, a.name, a.path) < (b.order, b.number, b.name, b.path)
            }
        }
        func key(_ page: PageFacts?, _ path: String, _ title: String) -> Key {
            let name = fileName(of: path)
            let digits = name.utf8.prefix { (0x30...0x39).contains($0) }
            let order = page?.frontMatter.text("order", "weight").flatMap { Int($0) } ?? Int.max
            return Key(
                order: order, number: Int(String(decoding: digits, as: UTF8.self)) ?? Int.max,
                name: (digits.isEmpty ? title : name).lowercased(), path: path)
        }
        for index in sections.indices {
            sections[index].pages = sections[index].pages
                .map { ($0, key(pages[$0], pages[$0].path, pages[$0].title)) }
                .sorted { $0.1 < $1.1 }.map(\.0)
            sections[index].sections = sections[index].sections
                .map { section in
                    let page = sections[section].indexPage.map { pages[$0] }
                    return (section, key(page, sections[section].path, sections[section].title))
                }
                .sorted { $0.1 < $1.1 }.map(\.0)
        }
    }

    private mutating func read() {
        var pending = [0]
        while let index = pending.popLast() {
            let section = sections[index]
            if let page = section.indexPage { readingOrder.append(page) }
            readingOrder += section.pages
            pending += section.sections.reversed()
        }
    }
}
