import SourceText

/// A template with the place of an expected finding marked in it: `{{#«items»}}`. The marks are no part of the bytes.
struct MarkedTemplate {
    let text: String
    /// As reports print it, `line:column-line:column`, in UTF-16 code units; nil without marks.
    let range: String?

    init(_ marked: String) {
        var text = ""
        var places: [String] = []
        var (line, column) = (1, 1)
        for unicode in marked.unicodeScalars {
            if unicode == "«" || unicode == "»" {
                places.append("\(line):\(column)")
                continue
            }
            text.unicodeScalars.append(unicode)
            column += UTF16.width(unicode)
            if unicode == "\n" { (line, column) = (line + 1, 1) }
        }
        self.text = text
        range = places.isEmpty ? nil : places.joined(separator: "-")
    }
}

extension SourceRange {
    var printed: String { "\(start.line):\(start.column)-\(end.line):\(end.column)" }
}
