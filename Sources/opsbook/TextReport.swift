import Addresses
import SourceText

/// Findings for people: `path:line:column: level: message [rule]`, paths relative to the working directory, as
/// compilers write them and editors jump to them.
struct TextReport {
    let terminal: Terminal
    let stream: Terminal.Stream
    /// The content folder, before each path; as seen from the working directory, where it lies within.
    let root: String

    init(terminal: Terminal, stream: Terminal.Stream, root: String) {
        self.terminal = terminal
        self.stream = stream
        let here = (try? DiskFileSystem().realPath(".")).map { $0 + "/" }
        var root = root
        for prefix in [here, "./"].compactMap(\.self) where root.hasPrefix(prefix) {
            root = String(root.dropFirst(prefix.count))
        }
        self.root = root
    }

    func print(_ findings: [Diagnostic]) {
        let text = text(findings)
        if !text.isEmpty { terminal.write(text, on: stream) }
    }

    func text(_ findings: [Diagnostic]) -> String {
        findings.lazy.filter(isShown).map { line(visible($0)) }.joined()
    }

    /// A finding without control characters, which file names and destinations may hold and a terminal would obey.
    private func visible(_ finding: Diagnostic) -> Diagnostic {
        var finding = finding
        finding.file = VisibleText.harmless(finding.file)
        finding.message = VisibleText.harmless(finding.message)
        finding.suggestion = finding.suggestion.map(VisibleText.harmless)
        finding.notes = finding.notes.map {
            DiagnosticNote(
                file: VisibleText.harmless($0.file), range: $0.range, message: VisibleText.harmless($0.message))
        }
        return finding
    }

    private func isShown(_ finding: Diagnostic) -> Bool {
        terminal.isVerbose || finding.accepted == nil && finding.level > .notice
    }

    private func line(_ finding: Diagnostic) -> String {
        let place = "\(path(finding.file)):\(finding.range.start.line):\(finding.range.start.column):"
        var text = terminal.styled(place, .bold, on: stream)
        if let reason = finding.accepted {
            text += " \(terminal.styled("accepted:", .dim, on: stream)) \(finding.message)"
            text += terminal.styled(" [\(finding.rule.rawValue)]", .dim, on: stream) + "\n"
            return text + "  reason: \(reason)\n"
        }
        text += " " + level(finding.level) + " " + finding.message
        text += terminal.styled(" [\(finding.rule.rawValue)]", .dim, on: stream) + "\n"
        for note in finding.notes {
            text += "  \(path(note.file)):\(note.range.start.line):\(note.range.start.column): note: \(note.message)\n"
        }
        // Messages that ask the question themselves need no second.
        if let suggestion = finding.suggestion, !finding.message.contains(suggestion) {
            text += "  \(terminal.styled("try:", .cyan, on: stream)) \(suggestion)\n"
        }
        return text
    }

    private func level(_ level: Level) -> String {
        switch level {
        case .error: terminal.styled("error:", .bold, .red, on: stream)
        case .warning: terminal.styled("warning:", .bold, .yellow, on: stream)
        case .notice: terminal.styled("notice:", .bold, .blue, on: stream)
        }
    }

    private func path(_ file: String) -> String {
        if root.isEmpty || root == "." { return file }
        return normalized(file, in: root.hasPrefix("/") ? String(root.dropFirst()) : root)
            .map { root.hasPrefix("/") ? "/" + $0 : $0 } ?? "\(root)/\(file)"
    }
}

/// The figures at the end of a run.
struct Summary {
    var errors = 0
    var warnings = 0
    var notices = 0
    var accepted = 0
    var pages = 0
    var links = 0

    init(_ findings: [Diagnostic], pages: Int, links: Int) {
        for finding in findings {
            if finding.accepted != nil {
                accepted += 1
            } else {
                switch finding.level {
                case .error: errors += 1
                case .warning: warnings += 1
                case .notice: notices += 1
                }
            }
        }
        self.pages = pages
        self.links = links
    }

    /// `32 pages, 347 links: no errors, 2 warnings (1 accepted)`.
    func text(_ terminal: Terminal) -> String {
        func count(_ number: Int, _ name: String) -> String {
            number == 1 ? "1 \(name)" : "\(number == 0 ? "no" : String(number)) \(name)s"
        }
        var text = "\(count(pages, "page")), \(count(links, "link")): "
        let errorText = count(errors, "error")
        text += errors > 0 ? terminal.styled(errorText, .bold, .red, on: .error) : errorText
        text += ", " + count(warnings, "warning")
        if notices > 0 { text += ", " + count(notices, "notice") }
        if accepted > 0 { text += " (\(accepted) accepted)" }
        return text
    }

    /// Whether a run with these findings fails.
    func fails(strict: Bool) -> Bool { errors > 0 || strict && warnings > 0 }
}
