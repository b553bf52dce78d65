/// What an address of the site names.
package enum Destination: Hashable, Sendable {
    /// A page made from a source file, by its index in the book.
    case page(Int)
    /// A page that Opsbook generates, by its output path.
    case generated(String)
    /// A file that is copied as it is, by its path in the content.
    case file(String)
}

/// Why a path leads nowhere.
package enum Unresolved: Hashable, Error, Sendable {
    /// Nothing has this path; the path as looked up, relative to the content root.
    case missing(String)
    /// The path climbs out of the content.
    case outside
}

/// Every address of a site: where each source goes, and what a reference as written leads to.
package struct AddressBook: Sendable {
    package struct Page: Sendable {
        /// Relative to the content root.
        package var source: String
        /// Relative to the site's root.
        package var output: String

        package init(source: String, output: String) {
            self.source = source
            self.output = output
        }
    }

    package private(set) var pages: [Page]
    private var destinations: [String: Destination] = [:]

    /// - Parameters:
    ///   - files: paths of the content's other files.
    ///   - generated: output paths of generated pages. A source page of the same address has precedence.
    package init(pages: [Page], files: [String], generated: [String]) {
        self.pages = pages
        destinations.reserveCapacity(pages.count * 2 + files.count + generated.count)
        for output in generated {
            add(output, .generated(output))
            if fileName(of: output) == "index.html" { add(folder(of: output), .generated(output)) }
        }
        for file in files { add(file, .file(file)) }
        for (index, page) in pages.enumerated() {
            add(page.output, .page(index))
            if fileName(of: page.output) == "index.html" { add(folder(of: page.output), .page(index)) }
        }
        // Sources last: `a.md` names the page even where a copied file or a folder has the same name.
        for (index, page) in pages.enumerated() { add(page.source, .page(index)) }
    }

    private mutating func add(_ path: String, _ destination: Destination) {
        destinations[path] = destination
    }

    /// The output path of a destination.
    package func output(of destination: Destination) -> String {
        switch destination {
        case .page(let index): pages[index].output
        case .generated(let output): output
        case .file(let path): path
        }
    }

    /// Resolves a path reference written on a page of the folder `base` (of the source; links are written for it).
    ///
    /// In this order: the path as it is (source, output, copied file, folder with an index); with `.md`; with
    /// `.markdown`; as the page that `x.html` or `x/` would be on MkDocs, Hugo or GitHub.
    package func resolve(_ reference: WrittenReference, in base: String) -> Result<Destination, Unresolved> {
        guard let path = normalized(reference.path, in: reference.form == .rooted ? "" : base) else {
            return .failure(.outside)
        }
        if let destination = destinations[path] { return .success(destination) }
        for suffix in [".md", ".markdown", ".html"] {
            if let destination = destinations[path + suffix] { return .success(destination) }
        }
        return .failure(.missing(path))
    }

    /// What a broken reference can be told to name instead: sources, copied files and generated pages, sorted.
    package var suggestedPaths: [String] {
        let others = destinations.keys.filter { path in
            switch destinations[path] {
            case .file: true
            case .generated(let output): path == output
            case .page, nil: false
            }
        }
        return (pages.map(\.source) + others).sorted()
    }
}

/// The output path of a source file, if its folder's index is `index`: `a/b.md` → `a/b.html`, the index itself →
/// `a/index.html`.
package func outputPath(ofSource source: String, isIndex: Bool) -> String {
    let name = fileName(of: source)
    return joined(folder(of: source), isIndex ? "index.html" : stem(of: name) + ".html")
}

/// The names a folder's index can have, the preferred first. Compared without regard to case.
package let indexNames = ["index", "_index", "readme"]

/// How good an index a file name makes: lower is better, nil for none.
package func indexRank(of name: String) -> Int? {
    guard ["md", "markdown"].contains(fileExtension(of: name)) else { return nil }
    return indexNames.firstIndex(of: stem(of: name).lowercased())
}
