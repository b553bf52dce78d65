import Foundation
import Testing

/// Our HTML beside cmark-gfm's, over documents from a grammar and documents made of others by splicing.
@Suite struct GFMDifferentialTests {
    /// Documents to splice: the specification's examples, goldmark's cases and this project's own pages.
    private static func corpus() throws -> [String] {
        let content = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../content")
            .standardized
        let files =
            FileManager.default.enumerator(at: content, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
            ?? []
        let pages = try files.filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }
            .map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        let cases = try ["table", "tasklist", "strikethrough", "linkify"].flatMap {
            try GoldmarkCase.all($0).map(\.markdown)
        }
        return try CommonMarkExample.all().map(\.markdown) + cases + cases + pages
    }

    /// Front matter is not Markdown: no document begins with it.
    private static func bare(_ text: String) -> String {
        ["---", "+++", "{"].contains { text.hasPrefix($0) } ? "\n" + text : text
    }

    private static func differs(_ text: String) throws -> Bool {
        guard try bareHTML(text) != GFMOracle.html(text) else { return false }
        return try !GFMOracle.isExplained(text, GFMOracle.withoutFootnotes + GFMOracle.explanations)
    }

    /// What is left of a document when nothing can be taken away without losing the difference: lines, then characters.
    private static func minimised(_ text: String) throws -> String {
        var text = text
        for separator in ["\n", ""] {
            var parts =
                separator.isEmpty ? text.unicodeScalars.map { String($0) } : text.components(separatedBy: separator)
            var size = max(1, parts.count / 2)
            var isSmaller = true
            while size > 1 || isSmaller {
                if !isSmaller { size /= 2 }
                isSmaller = false
                var start = 0
                while start < parts.count {
                    let rest = Array(parts[..<start] + parts[min(parts.count, start + size)...])
                    if try differs(bare(rest.joined(separator: separator))) {
                        (parts, isSmaller) = (rest, true)
                    } else {
                        start += size
                    }
                }
            }
            text = parts.joined(separator: separator)
        }
        return text
    }

    /// The documents that differ, of all in `seeds`, which the cores share.
    private static func differences(_ seeds: Range<UInt64>, _ document: @escaping @Sendable (UInt64) -> String)
        async throws -> [String]
    {
        let workers = UInt64(ProcessInfo.processInfo.activeProcessorCount)
        return try await withThrowingTaskGroup(of: [String].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    try stride(from: seeds.lowerBound + worker, to: seeds.upperBound, by: Int(workers))
                        .map { bare(document($0)) }.filter(differs)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static func report(_ texts: [String]) throws {
        for text in texts.sorted(by: { $0.utf8.count < $1.utf8.count }).prefix(12) {
            let text = bare(try minimised(text))
            Issue.record(
                "\(text.debugDescription)\nours:   \(bareHTML(text).debugDescription)\ntheirs: \(try GFMOracle.html(text).debugDescription)"
            )
        }
        #expect(texts.isEmpty, "\(texts.count) documents differ")
    }

    private static let isSoak = ProcessInfo.processInfo.environment["OPSBOOK_SOAK"] != nil

    @Test func `generated documents become what cmark-gfm makes of them`() async throws {
        let count: UInt64 = Self.isSoak ? 60_000 : 300
        try Self.report(
            try await Self.differences(0..<count) { seed in
                var grammar = MarkdownGrammar(seed: seed)
                return grammar.document()
            })
    }

    @Test func `spliced documents become what cmark-gfm makes of them`() async throws {
        let corpus = try Self.corpus()
        let count: UInt64 = Self.isSoak ? 40_000 : 300
        try Self.report(
            try await Self.differences(0..<count) { seed in
                var mutator = MarkdownMutator(corpus: corpus, seed: seed)
                return mutator.document()
            })
    }

    @Test func `footnotes refer, are numbered and lead back as cmark-gfm's do`() throws {
        for seed in 0..<(Self.isSoak ? 10_000 : 100) as Range<UInt64> {
            var grammar = MarkdownGrammar(seed: seed, footnotes: true)
            let text = Self.bare(grammar.document())
            let ours = FootnoteStructure(bareHTML(text))
            let theirs = FootnoteStructure(try GFMOracle.html(text, extensions: GFMOracle.extensions + ["footnotes"]))
            guard ours != theirs, try !GFMOracle.isExplained(text, GFMOracle.explanations) else { continue }
            Issue.record("\(text.debugDescription)\nours:\n\(ours)\ntheirs:\n\(theirs)")
        }
    }
}
