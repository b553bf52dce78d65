internal import Addresses
internal import DefaultTheme
package import SourceText
internal import Templates

/// The templates and assets of a site: the default theme, file by file replaced by the site's own.
package struct Theme: Sendable {
    /// Paths from the site's root, with a hash of their contents in the name, so that caches never serve an old one.
    package struct Assets: Hashable, Sendable {
        package var stylesheet: String
        package var script: String
        package var icon: String
    }

    package let assets: Assets
    /// What the site's `assets/` folder holds, by path from the site's root, sorted.
    package let assetFiles: [(path: String, bytes: [UInt8])]
    private let templates: [Kind: PageTemplate<PageModel>]

    /// The templates that pages are made with.
    package enum Kind: String, CaseIterable, Sendable {
        case page, section, severity, escalation, metrics, health, notfound
    }

    /// - Parameter overrides: the files of the site's own `templates/` folder: name, path for findings, contents.
    /// - Returns: nil and why, where a template does not compile.
    package static func load(
        overrides: [(name: String, file: String, bytes: [UInt8])]
    ) -> (theme: Theme?, diagnostics: [Diagnostic]) {
        let overridden = Set(overrides.map(\.name))
        let defaults = DefaultTheme.files.filter { !overridden.contains($0.name) }
        let files = overrides + defaults.map { ($0.name, "templates/\($0.name)", $0.bytes) }
        let sources = files.filter { fileExtension(of: $0.name) == "mustache" }.map {
            TemplateSource(name: stem(of: $0.name), file: $0.file, bytes: $0.bytes)
        }
        let (set, diagnostics) = TemplateSet.compile(
            sources: sources, pages: Kind.allCases.map { TemplatePage($0.rawValue, PageModel.self) })
        guard let set else { return (nil, diagnostics) }
        return (Theme(set: set, files: files), diagnostics)
    }

    private init(set: TemplateSet, files: [(name: String, file: String, bytes: [UInt8])]) {
        templates = Kind.allCases.reduce(into: [:]) { templates, kind in
            templates[kind] = set.page(kind.rawValue, for: PageModel.self)
        }
        var paths: [String: String] = [:]
        assetFiles = files.filter { Theme.assetExtensions.contains(fileExtension(of: $0.name)) }
            .map { file in
                let kind = fileExtension(of: file.name)
                let bytes = kind == "css" ? compact(file.bytes) : file.bytes
                let path = "assets/\(stem(of: file.name)).\(contentHash(bytes)).\(kind)"
                paths[file.name] = path
                return (path, bytes)
            }
            .sorted { $0.path < $1.path }
        assets = Assets(
            stylesheet: paths["site.css"] ?? "", script: paths["site.js"] ?? "", icon: paths["favicon.svg"] ?? "")
    }

    private static let assetExtensions: Set<String> = [
        "css", "js", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2",
    ]

    func render(_ kind: Kind, _ model: PageModel, into output: inout [UInt8]) {
        templates[kind]?.render(model, into: &output)
    }
}

/// FNV-1a, 64 bits, in hexadecimal: the same on every machine and in every run, unlike Swift's own hashes.
private func contentHash(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
