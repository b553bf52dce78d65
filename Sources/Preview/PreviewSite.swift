/// What is served: asked for one file at a time, so that a page need not be made before someone looks at it.
package protocol PreviewSite: Sendable {
    /// The bytes of a file, by its path relative to the site's root; nil where there is none. Never asked for a path
    /// that is absolute or has empty names, `.` or `..` in it.
    func file(_ path: String) async -> [UInt8]?
}

/// A site that was built as a whole.
package struct BuiltSite: PreviewSite {
    private let files: [String: [UInt8]]

    /// - Parameter files: bytes by path, as a build would write them.
    package init(files: [String: [UInt8]]) { self.files = files }

    package func file(_ path: String) async -> [UInt8]? { files[path] }
}

/// What came of one build.
package struct PreviewBuild: Sendable {
    /// Nil keeps the last good site.
    package var site: (any PreviewSite)?
    /// The findings in a line or more, for the terminal.
    package var summary: String
    /// What the author must know while looking at a page, a failure for one; shown over it, line breaks kept.
    package var message: String?

    package init(site: (any PreviewSite)?, summary: String = "", message: String? = nil) {
        self.site = site
        self.summary = summary
        self.message = message
    }
}
