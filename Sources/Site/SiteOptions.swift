/// What the join can be told.
package struct SiteOptions: Sendable {
    /// The site's name; by default the title of the root's index, else the name of the content folder.
    package var name: String?
    package var fallbackName: String
    /// Whether pages with `draft: true` are part of the site.
    package var includesDrafts = false

    package init(name: String? = nil, fallbackName: String = "Handbook", includesDrafts: Bool = false) {
        self.name = name
        self.fallbackName = fallbackName
        self.includesDrafts = includesDrafts
    }
}
