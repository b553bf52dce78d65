package import Publishing
package import Rendering
package import Site
package import SourceText
internal import Synchronization

/// A site built in memory.
package struct Built: Sendable {
    package var site: Site
    /// As the configuration has them count, sorted.
    package var findings: [Diagnostic]
    /// By output path.
    package var files: [String: [UInt8]]

    /// A file's text; empty where the site has no such file.
    package subscript(path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

    package var report: String { reportText(findings) }
}

/// Builds a site of Markdown texts by path, without a disk.
///
/// - Parameter theme: by default a bare one: a page is its article.
package func build(
    _ texts: [String: String], theme: Theme? = nil, _ change: (inout BuildOptions) -> Void = { _ in }
) async throws -> Built {
    let contents = Dictionary(uniqueKeysWithValues: texts.map { ("content/" + $0.key, $0.value) })
    let files = try MemoryFileSystem(contents)
    if texts.isEmpty { try files.makeDirectory("content") }
    var options = BuildOptions(content: "content")
    change(&options)
    return try await build(options, files, theme: try theme ?? .bare())
}

/// Builds a site from any file system.
package func build(_ options: BuildOptions, _ files: any FileSystem, theme: Theme) async throws -> Built {
    let builder = SiteBuilder(options: options, fileSystem: files)
    let joined = try await builder.join()
    let sink = GatheringSink(files)
    try await builder.emit(joined, theme: theme, into: sink)
    return Built(site: joined.site, findings: joined.findings, files: sink.files)
}

/// Findings as the command line prints them, paths relative to the content.
package func reportText(_ findings: [Diagnostic]) -> String {
    var text = ""
    for finding in findings {
        let start = finding.range.start
        let level = finding.accepted == nil ? finding.level.name : "accepted"
        text +=
            "\(finding.file):\(start.line):\(start.column): \(level): \(finding.message) [\(finding.rule.rawValue)]\n"
        for note in finding.notes {
            text += "  \(note.file):\(note.range.start.line):\(note.range.start.column): note: \(note.message)\n"
        }
        if let suggestion = finding.suggestion { text += "  try: \(suggestion)\n" }
        if let reason = finding.accepted { text += "  reason: \(reason)\n" }
    }
    return text
}

extension Theme {
    /// A theme in which a page is its article, and the generated pages are empty.
    package static func bare(_ templates: [String: String] = [:]) throws -> Theme {
        var files = [
            "page.mustache": "{{{heading}}}{{{content}}}",
            "section.mustache": "{{{heading}}}",
            "severity.mustache": "", "escalation.mustache": "", "metrics.mustache": "", "health.mustache": "",
            "notfound.mustache": "", "site.css": "", "site.js": "", "favicon.svg": "",
        ]
        files.merge(templates) { _, given in given }
        return try load(files)
    }

    /// The default theme with some files replaced.
    package static func load(_ files: [String: String]) throws -> Theme {
        let (theme, findings) = Theme.load(
            overrides: files.sorted { $0.key < $1.key }.map { ($0.key, $0.key, Array($0.value.utf8)) })
        guard let theme else { throw BrokenTheme(description: reportText(findings)) }
        return theme
    }
}

private struct BrokenTheme: Error, CustomStringConvertible {
    var description: String
}

/// Keeps what is written, and refuses to be written twice, as publishing does.
private final class GatheringSink: SiteSink {
    private struct WrittenTwice: Error {
        var path: String
    }

    private let source: any FileSystem
    private let gathered = Mutex<[String: [UInt8]]>([:])

    init(_ source: any FileSystem) { self.source = source }

    var files: [String: [UInt8]] { gathered.withLock { $0 } }

    func write(_ bytes: [UInt8], to path: String) throws {
        let isFirst = gathered.withLock { $0.updateValue(bytes, forKey: path) == nil }
        guard isFirst else { throw WrittenTwice(path: path) }
    }

    func copy(_ source: String, to path: String) throws { try write(try self.source.read(source), to: path) }
}
