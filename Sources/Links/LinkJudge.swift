internal import Addresses
internal import Documents
package import Site
package import SourceText

/// Words what is wrong with a site's references, each with the nearest thing that exists.
package struct LinkJudge {
    private let site: Site
    /// Made for the first fault that asks: only a site with faults pays for them.
    private lazy var suggestions = Suggestions(site.book)
    private var anchors: [Destination: AnchorSuggestions] = [:]
    /// The pages that the site lacks, by all the paths that would have led to them.
    private let leftOut: [String: String]

    /// The findings of every reference of a site, in no particular order.
    ///
    /// A text that several pages include is judged as the first of them shows it, and names that page.
    package static func findings(of site: Site) -> [Diagnostic] {
        var judge = LinkJudge(site: site)
        var findings: [Diagnostic] = []
        var places: Set<Place> = []
        for (page, resolutions) in site.resolutions.enumerated() {
            for (index, resolution) in resolutions.enumerated() {
                let fault = Fault(file: site.pages[page].path, reference: site.pages[page].references[index])
                var finding: Diagnostic
                switch resolution {
                case .external, .resolved: continue
                case .unsafe(let scheme): finding = fault.unsafeScheme(scheme)
                case .missingAnchor(let destination, let fragment):
                    finding = judge.missingAnchor(fault, destination, fragment, on: page)
                case .unresolved(.outside): finding = fault.outside()
                case .unresolved(.missing(let path)): finding = judge.missing(fault, path)
                }
                guard places.insert(Place(finding)).inserted else { continue }
                if finding.file != fault.file { finding.notes += site.pages[page].notes(of: finding) }
                findings.append(finding)
            }
        }
        return findings
    }

    private init(site: Site) {
        self.site = site
        var leftOut: [String: String] = [:]
        for source in site.leftOut.keys.sorted() {
            let folder = folder(of: source)
            let page = joined(folder, stem(of: fileName(of: source)))
            for path in [source, page, page + ".html"] { leftOut[path] = source }
            if indexRank(of: fileName(of: source)) != nil { leftOut[folder] = source }
        }
        self.leftOut = leftOut
    }

    private mutating func missing(_ fault: Fault, _ path: String) -> Diagnostic {
        if let source = leftOut[path], let reason = site.leftOut[source] { return fault.notPublished(source, reason) }
        if let real = suggestions.spelling(of: path) {
            return fault.finding(.linkWrongCase, "'\(path)' is spelt '\(real)'", written(real, for: fault))
        }
        let isImage = fault.reference.kind == .image
        let isFile = !fileExtension(of: path).isEmpty
        return fault.finding(
            isImage ? .linkMissingImage : .linkMissingFile,
            "no \(isImage ? "image" : isFile ? "file" : "page or folder") '\(path)' in the content",
            suggestions.nearest(to: path).map { written($0, for: fault) })
    }

    /// A path of the content as the fault's page would write it, with the query that was written, and the fragment, as
    /// far as the path has one like it.
    private mutating func written(_ target: String, for fault: Fault) -> String {
        let reference = fault.reference.parsed
        let path =
            reference.form == .rooted
            ? "/" + target : relativePath(from: joined(folder(of: fault.file), "x"), to: target)
        var fragment = reference.fragment
        if let wanted = fragment, !wanted.isEmpty,
            case .success(let destination) = site.book.resolve(WrittenReference("/" + percentEncoded(target)), in: "")
        {
            fragment = suggestions(on: destination).nearest(to: wanted) ?? wanted
        }
        return percentEncoded(path) + reference.query + (fragment.map { "#\(percentEncoded($0))" } ?? "")
    }

    private mutating func missingAnchor(
        _ fault: Fault, _ destination: Destination, _ fragment: String, on page: Int
    ) -> Diagnostic {
        var name = site.book.output(of: destination)
        if case .page(let target) = destination { name = target == page ? "this page" : site.pages[target].path }
        let near = suggestions(on: destination).nearest(to: fragment)
        let path = fault.reference.written.prefix { $0 != "#" }
        return fault.finding(
            .linkMissingAnchor, "no heading or anchor '\(fragment)' in \(name)",
            near.map { "\(path)#\(percentEncoded($0))" })
    }

    private mutating func suggestions(on destination: Destination) -> AnchorSuggestions {
        if let known = anchors[destination] { return known }
        let made: AnchorSuggestions
        switch destination {
        case .page(let page):
            let headings = site.pages[page].headings
            made = AnchorSuggestions(
                headings.map { ($0.id, $0.id) } + site.pages[page].anchors.map { ($0, $0) }
                    + headings.flatMap { heading in heading.aliases.map { ($0, heading.id) } })
        case .generated(let output):
            made = AnchorSuggestions((site.generatedAnchors[output] ?? []).sorted().map { ($0, $0) })
        case .file: made = AnchorSuggestions([])
        }
        anchors[destination] = made
        return made
    }
}

/// What makes two findings one, though pages that include the same text see it from different places.
private struct Place: Hashable {
    var rule: Rule
    var file: String
    var range: SourceRange
    var target: String?

    init(_ finding: Diagnostic) {
        (rule, file, range, target) = (finding.rule, finding.file, finding.range, finding.target)
    }
}

extension PageFacts {
    /// Where the page includes the file of a finding.
    fileprivate func notes(of finding: Diagnostic) -> [DiagnosticNote] {
        includes.filter { $0.path == finding.file }.map {
            DiagnosticNote(file: path, range: $0.range, message: "included here; its links lead from '\(path)'")
        }
    }
}

/// A reference that leads nowhere, and where it stands.
private struct Fault {
    var file: String
    var reference: PageReference

    func finding(_ rule: Rule, _ message: String, _ suggestion: String? = nil) -> Diagnostic {
        Diagnostic(
            rule, file: file, range: reference.range, message: message, target: reference.written,
            suggestion: suggestion)
    }

    func unsafeScheme(_ scheme: String) -> Diagnostic {
        let what = reference.kind == .image ? "shown on" : "linked from"
        return finding(
            .linkUnsafeScheme, "a '\(scheme):' address is not \(what) a page; name a file of the content, or https:")
    }

    func outside() -> Diagnostic {
        finding(
            .linkOutsideContent,
            "'\(reference.parsed.path)' lies outside the content folder; copy it into the content, or link to where it is "
                + "served")
    }

    func notPublished(_ source: String, _ reason: LeftOut) -> Diagnostic {
        switch reason {
        case .draft: finding(.linkMissingFile, "'\(source)' is a draft, and the site is built without drafts")
        case .unreadable: finding(.linkMissingFile, "'\(source)' cannot be read, so the site lacks it")
        case .addressTaken: finding(.linkMissingFile, "'\(source)' is left out of the site: its address is taken")
        }
    }
}
