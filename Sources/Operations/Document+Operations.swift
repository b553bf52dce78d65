internal import Addresses
package import Documents
internal import SourceText

extension Document {
    /// What the page says about operations: severity levels, escalation, metrics, and what it is as a runbook.
    ///
    /// A page is asked first, by its headings, its front matter, its tables' headers and its marked names, whether
    /// there is anything to read: most pages are done then.
    package func operations() -> PageOperations {
        var page = PageOperations()
        let frontMatter = FrontMatterClaims(self.frontMatter, path: path)
        var outline = Outline(headings: headings, title: self.frontMatter.text("title"))
        // Templates hold what others shall fill in.
        guard !frontMatter.isTemplate, !isTemplate(outline) else { return page }
        page.owners = frontMatter.owners
        page.lastReviewed = frontMatter.lastReviewed
        page.reviewEvery = frontMatter.reviewEvery

        let signs = OperationsSigns(tree)
        let topics = outline.topics
        let mayBeRunbook = frontMatter.kind != nil || outline.hasRunbookSections || isInRunbookFolder
        let hasTopics = !topics.isDisjoint(with: [.severity, .escalation, .metrics])
        if hasTopics || mayBeRunbook || signs.hasFields || signs.hasTables {
            outline.readBlocks(of: tree, headingNodes: headingNodes)
        }
        let fields = signs.hasFields ? pageFields(outline) : PageFields()
        page.owners += fields.owners
        page.lastReviewed = page.lastReviewed ?? fields.lastReviewed
        page.reviewEvery = page.reviewEvery ?? fields.reviewEvery
        if topics.contains(.severity) || signs.hasTables { page.levels = levels(outline) }
        if topics.contains(.escalation) { readEscalation(outline, into: &page) }
        if topics.contains(.metrics) || signs.hasTables { page.metrics = metrics(outline) }
        if let escalation = frontMatter.escalation { page.escalations.insert(escalation, at: 0) }
        if mayBeRunbook { page.runbook = runbook(outline, frontMatter, fields) }
        page.standing = standing(frontMatter, outline, page)
        return page
    }

    private var isInRunbookFolder: Bool {
        folder(of: path).utf8.contains { lowercase($0) == 0x72 } && PlainText(path.utf8).find("runbook") != nil
    }

    /// `runbook-template.md`, a page in `templates/`, a page titled `… Template`.
    private func isTemplate(_ outline: Outline) -> Bool {
        let folders = folder(of: path).split(separator: "/")
        if folders.contains(where: { ["templates", "_templates", "template"].contains($0.lowercased()) }) {
            return true
        }
        let words = PlainText(stem(of: fileName(of: path)).utf8).words
        if words.first?.equals("template") ?? false || words.last?.equals("template") ?? false { return true }
        let title = headings.first { $0.level == 1 }?.title ?? ""
        return PlainText(title.utf8).words.last?.equals("template") ?? false
    }
}

extension Outline {
    fileprivate var hasRunbookSections: Bool { readings.count { $0.section != nil } >= 2 }
}

/// What a tree holds, told from its nodes without reading them.
private struct OperationsSigns {
    /// Tables whose first column's header names levels or metrics, or whose rows may.
    var hasTables = false
    /// Marked names of fields.
    var hasFields = false

    init(_ tree: MarkdownTree) {
        for index in tree.nodes.indices {
            switch tree.nodes[index].kind {
            case .table: hasTables = true
            case .strong, .emphasis:
                guard !hasFields else { continue }
                let child = tree.nodes[index].firstChild
                guard child >= 0, tree.nodes[Int(child)].kind == .text else { continue }
                hasFields = PageFields.isName(tree.bytes(tree.nodes[Int(child)].literal))
            default: continue
            }
        }
    }
}
