import Foundation
import Testing

/// One case of goldmark's tests of its extensions, as Debian's `golang-github-yuin-goldmark-dev` installs them; those of
/// tables, task lists, strikethrough and autolinks are the GFM specification's examples, and more.
struct GoldmarkCase: CustomTestStringConvertible {
    let file: String
    let number: Int
    let markdown: String
    let html: String

    var testDescription: String { "\(file) \(number)" }

    /// A head (number and title, options as JSON), the Markdown, and the HTML, parted by lines of dashes, ended by one of equals signs.
    static func all(_ file: String) throws -> [GoldmarkCase] {
        let folder = URL(fileURLWithPath: CommonMarkExample.file).deletingLastPathComponent()
        let path = folder.appending(path: "../extension/_test/\(file).txt").standardized
        let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
        return try text.split(separator: /(?m)^\/\/(= )+=\/\/\n/).filter { $0.contains("//- ") }.map { block in
            let parts = block.split(separator: /(?m)^\/\/(- )+-\/\/\n/, omittingEmptySubsequences: false).map(
                String.init)
            try #require(parts.count == 3, "\(file): \(block)")
            let number = try #require(parts[0].firstMatch(of: /\d+/).flatMap { Int($0.output) })
            let isEscaped = parts[0].contains(#""enableEscape": true"#)
            let markdown = isEscaped ? parts[1].replacing("\\t", with: "\t") : parts[1]
            return GoldmarkCase(file: file, number: number, markdown: markdown, html: parts[2])
        }
    }
}
