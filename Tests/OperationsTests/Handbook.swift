import Documents
import Operations
import SourceText

/// A page given as text, for tests.
func operations(_ markdown: String, path: String = "page.md") -> PageOperations {
    Document(path: path, bytes: Array(markdown.utf8)).operations()
}

/// What a claim's range cuts from the page it was read from.
func cut(_ source: ClaimSource, from markdown: String) -> String {
    let bytes = source.range.bytes
    return String(decoding: Array(markdown.utf8)[bytes.lowerBound..<bytes.upperBound], as: UTF8.self)
}

/// The index of some pages, given by path and text.
func index(_ pages: KeyValuePairs<String, String>, options: OperationsOptions = .init()) -> OperationsIndex {
    OperationsIndex(pages: pages.map { input($0.key, $0.value) }, options: options)
}

func input(_ path: String, _ markdown: String) -> PageInput {
    let document = Document(path: path, bytes: Array(markdown.utf8))
    return PageInput(path: path, title: document.title, operations: document.operations())
}

/// All Markdown of the repository's own handbook.
func handbook() throws -> [PageInput] {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let files = DiskFileSystem()
    var pages: [PageInput] = []
    var folders = ["/\(root)/content"]
    while let folder = folders.popLast() {
        for entry in try files.list(folder) {
            let path = "\(folder)/\(entry.name)"
            if entry.kind == .directory { folders.append(path) }
            guard path.hasSuffix(".md") else { continue }
            let name = String(path.dropFirst(root.count + "/content/".count + 1))
            let document = Document(path: name, bytes: try files.read(path))
            pages.append(PageInput(path: name, title: document.title, operations: document.operations()))
        }
    }
    return pages
}

extension LevelStatement {
    func text(_ kind: LevelFieldKind) -> String? { fields.first { $0.kind == kind }?.claim.text }

    func claim(_ kind: LevelFieldKind) -> Claim? { fields.first { $0.kind == kind }?.claim }
}

extension EscalationStep {
    /// `15 minutes → on-call lead if recovery fails`.
    var short: String {
        let delay = after.map { "\($0.text) → " } ?? ""
        return delay + (target ?? "?") + (trigger.map { " if \($0)" } ?? "")
    }
}
