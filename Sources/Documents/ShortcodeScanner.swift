/// Finds in a page's text what other generators would execute, outside of code and comments.
///
/// It reads lines, not the tree: a paragraph that Markdown has cut up shows no shortcode any more. Fences, indented
/// code, code spans and comments are followed as far as pages have them; where it errs, a warning is too many or too
/// few, and the page shows the same.
package struct ShortcodeScanner {
    private let text: [UInt8]
    private var found: [Shortcode] = []
    /// The paragraph that is being read.
    private var paragraph = 0..<0
    private var fence: (byte: UInt8, length: Int)?
    /// Columns that a list item or an admonition indents what it holds by.
    private var indentation = 0
    private var wasBlank = true
    private var isCode = false
    /// The end of a comment.
    private var commentEnd = 0
    private var hasNoCommentEnd = false

    /// In the order of the text.
    package static func shortcodes(in text: [UInt8], from bodyStart: Int = 0) -> [Shortcode] {
        guard mayHold(text, from: bodyStart) else { return [] }
        var scanner = ShortcodeScanner(text: text)
        scanner.scan(from: bodyStart)
        return scanner.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Most pages hold none, and are not read by lines.
    private static func mayHold(_ text: [UInt8], from start: Int) -> Bool {
        let bytes = ByteSearch(text, in: start..<max(start, text.count))
        func byte(_ index: Int) -> UInt8 { index >= start && index < text.count ? text[index] : 0x0A }
        // `{{`, `{%`, `<%`, `::`
        if bytes.contains(0x7B, where: { byte($0 + 1) == 0x7B || byte($0 + 1) == 0x25 }) { return true }
        if bytes.contains(0x25, where: { byte($0 - 1) == 0x3C }) { return true }
        if bytes.contains(0x3A, where: { byte($0 + 1) == 0x3A }) { return true }
        // `import `, `export `
        func begins(_ index: Int) -> Bool {
            (byte(index) == 0x69 || byte(index) == 0x65) && byte(index + 2) == 0x70 && byte(index + 6) == 0x20
        }
        return begins(start) || bytes.contains(0x0A, where: { begins($0 + 1) })
    }

    private init(text: [UInt8]) { self.text = text }

    private mutating func scan(from bodyStart: Int) {
        var start = bodyStart
        while start < text.count {
            let next = (text[start...].firstIndex(of: 0x0A) ?? text.count - 1) + 1
            line(start..<next)
            start = next
        }
        endParagraph()
    }

    private mutating func line(_ line: Range<Int>) {
        var (content, column, marker) = ShortcodeScanner.content(of: line, in: text)
        if content < line.upperBound, text[content] == 0x0A || text[content] == 0x0D { content = line.upperBound }
        let run = fenceRun(content, line.upperBound)
        if let open = fence {
            if run.byte == open.byte, run.length >= open.length, isBlank(content + run.length, line.upperBound) {
                fence = nil
            }
            return
        }
        guard content < line.upperBound else {
            endParagraph()
            wasBlank = true
            return
        }
        if wasBlank || isCode {
            if column < indentation, wasBlank, marker == 0 { indentation = 0 }
            isCode = marker == 0 && column >= indentation + 4
            wasBlank = false
            if isCode { return }
        }
        wasBlank = false
        if marker > 0 { indentation = marker }
        if run.length >= 3, run.byte == 0x7E || !text[(content + run.length)..<line.upperBound].contains(0x60) {
            endParagraph()
            fence = (run.byte, run.length)
            return
        }
        if !paragraph.isEmpty, marker > 0 { endParagraph() }
        if content >= commentEnd { block(content..<line.upperBound) }
        paragraph = (paragraph.isEmpty ? line.lowerBound : paragraph.lowerBound)..<line.upperBound
    }

    /// Where a line's text begins, behind the marks of quotes and lists; its column; and the column of an item's text
    /// if one begins here.
    private static func content(of line: Range<Int>, in text: [UInt8]) -> (offset: Int, column: Int, marker: Int) {
        var (index, column, marker) = (line.lowerBound, 0, 0)
        while index < line.upperBound {
            let byte = text[index]
            let behind = index + 1 < line.upperBound ? text[index + 1] : 0x0A
            if byte == 0x20 {
                column += 1
            } else if byte == 0x09 {
                column += 4 - column % 4
            } else if byte == 0x3E {
                column = 0
            } else if [0x2D, 0x2A, 0x2B].contains(byte), behind <= 0x20 {
                column += 2
                marker = column
                index += 1
                if behind == 0x0A { break }
            } else if (0x30...0x39).contains(byte) {
                let end = text[index..<line.upperBound].firstIndex { !(0x30...0x39).contains($0) } ?? line.upperBound
                guard end + 1 < line.upperBound, text[end] == 0x2E || text[end] == 0x29, text[end + 1] <= 0x20 else {
                    break
                }
                column += end - index + 2
                marker = column
                index = end
            } else {
                break
            }
            index += 1
        }
        index = min(index, line.upperBound)
        // Admonitions, tabs and footnotes indent by four.
        let rest = text[index..<line.upperBound]
        if ["!!! ", "???", "=== \"", "[^"].contains(where: { rest.starts(with: $0.utf8) }) {
            marker = max(marker, column + 4)
        }
        return (index, column, marker)
    }

    private func fenceRun(_ start: Int, _ limit: Int) -> (byte: UInt8, length: Int) {
        guard start < limit, text[start] == 0x60 || text[start] == 0x7E else { return (0, 0) }
        var end = start
        while end < limit, text[end] == text[start] { end += 1 }
        return (text[start], end - start)
    }

    private func isBlank(_ start: Int, _ limit: Int) -> Bool {
        text[min(start, limit)..<limit].allSatisfy { $0 <= 0x20 }
    }

    /// What takes a line of its own.
    private mutating func block(_ line: Range<Int>) {
        var end = line.upperBound
        while end > line.lowerBound, text[end - 1] <= 0x20 { end -= 1 }
        let content = text[line.lowerBound..<end]
        if content.starts(with: ":::".utf8) {
            let name = content.drop { $0 == 0x3A || $0 == 0x20 || $0 == 0x7B || $0 == 0x2E }
                .prefix { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
            found.append(
                Shortcode(
                    form: .container, name: String(decoding: name, as: UTF8.self), range: line.lowerBound..<end,
                    isEnd: name.isEmpty))
        } else if let word = ShortcodeScanner.module(content) {
            found.append(Shortcode(form: .module, name: word, range: line.lowerBound..<end, isEnd: false))
        }
    }

    /// `import x from "…"`, `import "./…"`, `import "…";`, `export const x = …`: what prose and Go have not.
    private static func module(_ line: ArraySlice<UInt8>) -> String? {
        if line.starts(with: "import ".utf8) {
            let rest = String(decoding: line.dropFirst(7).prefix(400), as: UTF8.self)
            let isImport = ["\"", "'"].contains { quote in
                if let from = rest.firstRange(of: " from \(quote)") {
                    return rest[from.upperBound...].contains(quote)
                }
                guard rest.hasPrefix(quote), rest.dropFirst().contains(quote) else { return false }
                return rest.hasPrefix("\(quote).") || rest.hasSuffix(";")
            }
            return isImport ? "import" : nil
        }
        let exports = ["export default ", "export const ", "export function ", "export let "]
        guard exports.contains(where: { line.starts(with: $0.utf8) }) else { return nil }
        return line.contains { $0 == 0x3D || $0 == 0x28 || $0 == 0x7B } ? "export" : nil
    }

    // MARK: Inline

    private mutating func endParagraph() {
        let range = paragraph
        paragraph = 0..<0
        guard !range.isEmpty else { return }
        var code = CodeSpans(text, range)
        var index = max(range.lowerBound, commentEnd)
        while index < range.upperBound {
            switch text[index] {
            case 0x5C: index += 2
            case 0x60: index = code.end(at: index)
            case 0x3C where text[index...].starts(with: "<!--".utf8): index = skipComment(index)
            case 0x7B, 0x3C:
                guard let shortcode = Shortcode.at(index, in: text, limit: range.upperBound) else {
                    index += 1
                    continue
                }
                // `${{ … }}` is GitHub's, and means to be read.
                if index == 0 || text[index - 1] != 0x24 { found.append(shortcode) }
                index = shortcode.range.upperBound
            default: index += 1
            }
        }
    }

    private mutating func skipComment(_ start: Int) -> Int {
        var index = start + 4
        while !hasNoCommentEnd, index + 3 <= text.count {
            if text[index] == 0x2D, text[index...].starts(with: "-->".utf8) {
                commentEnd = index + 3
                return commentEnd
            }
            index += 1
        }
        hasNoCommentEnd = true
        return start + 4
    }

    /// The runs of backticks of a paragraph, asked for in order.
    private struct CodeSpans {
        private let text: [UInt8]
        private let range: Range<Int>
        /// Lengths without a run to come.
        private var hopeless: Set<Int> = []

        init(_ text: [UInt8], _ range: Range<Int>) { (self.text, self.range) = (text, range) }

        /// Behind the code that a run opens, or behind the run.
        mutating func end(at start: Int) -> Int {
            let length = run(at: start)
            guard !hopeless.contains(length) else { return start + length }
            var index = start + length
            while index < range.upperBound {
                if text[index] != 0x60 {
                    index += 1
                    continue
                }
                let next = run(at: index)
                index += next
                if next == length { return index }
            }
            hopeless.insert(length)
            return start + length
        }

        private func run(at start: Int) -> Int {
            var end = start
            while end < range.upperBound, text[end] == 0x60 { end += 1 }
            return end - start
        }
    }
}
