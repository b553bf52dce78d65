internal import Addresses
internal import Documents
package import Site
package import SourceText

/// Words what is wrong with a site's references, each with the nearest thing that exists.
package struct LinkJudge: Sendable {
    private let site: Site
    private let suggestions: Suggestions

    /// The findings of every reference of a site, in no particular order.
    package static func findings(of site: Site) -> [Diagnostic] {
        var judge: LinkJudge?
        var findings: [Diagnostic] = []
        for (page, resolutions) in site.resolutions.enumerated() {
            for (index, resolution) in resolutions.enumerated() {
                switch resolution {
                case .external, .resolved: continue
                case .unsafe, .missingAnchor, .unresolved:
                    // Suggestions need an index over all paths: only a site with faults pays for it.
                    let judging = judge ?? LinkJudge(site)
                    judge = judging
                    findings.append(judging.finding(site.pages[page].references[index], resolution, on: page))
                }
            }
        }
        return findings
    }

    private init(_ site: Site) {
        self.site = site
        suggestions = Suggestions(site.book)
    }

    private func finding(_ reference: PageReference, _ resolution: Resolution, on page: Int) -> Diagnostic {
        let file = site.pages[page].path
        func make(_ rule: Rule, _ message: String, _ suggestion: String? = nil) -> Diagnostic {
            Diagnostic(
                rule, file: file, range: reference.range, message: message, target: reference.written,
                suggestion: suggestion)
        }
        switch resolution {
        case .unsafe(let scheme):
            return make(.linkUnsafeScheme, "'\(scheme):' addresses are not linked from a page")
        case .missingAnchor(let destination, let fragment):
            return anchorFinding(reference, destination, fragment, on: page)
        case .unresolved(.outside):
            return make(
                .linkOutsideContent,
                "'\(reference.parsed.path)' lies outside the content, so the site cannot hold it")
        case .unresolved(.missing(let path)):
            return missing(path, reference, in: folder(of: file), make)
        case .external, .resolved:
            // Not reached: the caller passes faults only.
            return make(.linkMissingFile, "resolves")
        }
    }

    private func missing(
        _ path: String, _ reference: PageReference, in base: String, _ make: (Rule, String, String?) -> Diagnostic
    ) -> Diagnostic {
        let rest = reference.parsed.query + (reference.parsed.fragment.map { "#\($0)" } ?? "")
        func written(_ target: String) -> String {
            let path = reference.parsed.form == .rooted ? "/" + target : relativePath(from: joined(base, "x"), to: target)
            return percentEncoded(path) + rest
        }
        if let real = suggestions.spelling(of: path) {
            return make(.linkWrongCase, "'\(path)' is spelt '\(real)'", written(real))
        }
        let rule: Rule = reference.kind == .image ? .linkMissingImage : .linkMissingFile
        let what = reference.kind == .image ? "image" : path.isEmpty || fileExtension(of: path).isEmpty ? "page or folder" : "file"
        return make(rule, "no \(what) '\(path)' in the content", suggestions.nearest(to: path).map(written))
    }

    private func anchorFinding(
        _ reference: PageReference, _ destination: Destination, _ fragment: String, on page: Int
    ) -> Diagnostic {
        var known: [String] = []
        var name = site.book.output(of: destination)
        if case .page(let target) = destination {
            name = target == page ? "this page" : site.pages[target].path
            known = site.pages[target].headings.map(\.id) + site.pages[target].anchors
        } else if case .generated(let output) = destination {
            known = (site.generatedAnchors[output] ?? []).sorted()
        }
        let meant = known.first { $0.lowercased() == fragment.lowercased() } ?? nearest(to: fragment, in: known)
            ?? known.first { $0.utf8.starts(with: "\(fragment)-".utf8) || fragment.utf8.starts(with: "\($0)-".utf8) }
        let path = reference.written.prefix { $0 != "#" }
        return Diagnostic(
            .linkMissingAnchor, file: site.pages[page].path, range: reference.range,
            message: "no heading or anchor '\(fragment)' in \(name)", target: reference.written,
            suggestion: meant.map { "\(path)#\(percentEncoded($0))" })
    }
}
