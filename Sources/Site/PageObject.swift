package import Documents
package import Operations
package import TextRepair

/// What compiling one page gives: facts for the join, and an article that only lacks what the join finds.
package struct PageObject: Sendable {
    package var facts: PageFacts
    package var operations: PageOperations
    package var body: PageBody

    /// Compiles one page without knowing any other.
    ///
    /// - Parameters:
    ///   - path: relative to the content root.
    ///   - html: what becomes of raw HTML.
    ///   - includes: without it, includes are text.
    ///   - keepsBody: false where the page is only checked.
    package init(
        path: String, bytes: [UInt8], options: RepairOptions = RepairOptions(), html: HTMLPolicy = .safe,
        includes: IncludeReader? = nil, keepsBody: Bool = true
    ) {
        let document = Document(path: path, bytes: bytes, options: options, includes: includes)
        (facts, body) = document.compile(html: html, hasBody: keepsBody)
        if !keepsBody { body = PageBody() }
        operations = document.operations()
    }
}
