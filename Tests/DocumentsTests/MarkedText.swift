import Documents
import SourceText
import Testing

/// A file with the places of what is expected marked in it, in order: `[x](«y.md»)`. The marks are no part of the file.
struct MarkedText: CustomTestStringConvertible {
    let marked: String
    let text: String
    /// As reports print them, `line:column-line:column`, in UTF-16 code units.
    let ranges: [String]
    let bytes: [Range<Int>]

    init(_ marked: String) {
        self.marked = marked
        var text = ""
        var places: [(printed: String, offset: Int)] = []
        var (line, column) = (1, 1)
        var wasReturn = false
        for scalar in marked.unicodeScalars {
            if scalar == "«" || scalar == "»" {
                places.append(("\(line):\(column)", text.utf8.count))
                continue
            }
            text.unicodeScalars.append(scalar)
            // A byte order mark has no column.
            column += scalar == "\u{FEFF}" ? 0 : UTF16.width(scalar)
            if scalar == "\n", wasReturn {
                column = 1
            } else if scalar == "\n" || scalar == "\r" {
                (line, column) = (line + 1, 1)
            }
            wasReturn = scalar == "\r"
        }
        self.text = text
        var ranges: [String] = []
        var bytes: [Range<Int>] = []
        for index in stride(from: 0, to: places.count - 1, by: 2) {
            ranges.append("\(places[index].printed)-\(places[index + 1].printed)")
            bytes.append(places[index].offset..<places[index + 1].offset)
        }
        (self.ranges, self.bytes) = (ranges, bytes)
    }

    var testDescription: String { marked }

    var document: Document { Document(path: "page.md", bytes: Array(text.utf8)) }

    var facts: PageFacts { document.compile().facts }

    /// What a range cuts from the file.
    func cut(_ range: SourceRange) -> String {
        String(decoding: Array(text.utf8)[range.bytes.lowerBound..<range.bytes.upperBound], as: UTF8.self)
    }
}

extension SourceRange {
    var printed: String { "\(start.line):\(start.column)-\(end.line):\(end.column)" }
}

func bareHTML(_ markdown: String, extensions: Bool = true) -> String {
    String(
        decoding: Document(path: "page.md", bytes: Array(markdown.utf8), extensions: extensions).html(),
        as: UTF8.self)
}
