internal import SourceText

extension [PageInput] {
    /// What all pages state, with the page that does. A text that several pages include states a thing once: for the
    /// page that it is itself, else for the first that includes it.
    func statements<Statement>(
        _ list: KeyPath<PageOperations, [Statement]>, at source: KeyPath<Statement, ClaimSource>
    ) -> [(page: PageInput, statement: Statement)] {
        var owners: [Place: Int] = [:]
        for (index, page) in enumerated() {
            for statement in page.operations[keyPath: list] {
                let source = statement[keyPath: source]
                let place = Place(source)
                if source.range.file == nil || owners[place] == nil { owners[place] = index }
            }
        }
        return enumerated().flatMap { index, page in
            page.operations[keyPath: list]
                .filter { owners[Place($0[keyPath: source])] == index }
                .map { (page, $0) }
        }
    }
}

private struct Place: Hashable {
    var file: String
    var bytes: ByteRange

    init(_ source: ClaimSource) { (file, bytes) = (source.file, source.range.bytes) }
}
