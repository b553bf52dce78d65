import Templates

/// A page, as the tests of findings and of views know it.
struct PageView: TemplateView {
    var title = "Restart <NATS>"
    var owner: String?
    var body: [UInt8] = []
    var isDraft = false
    var site = SiteView()
    var next: SiteView?
    var items: [ItemView] = []
    var tags: [String] = []

    static let fields: TemplateFields<PageView> = [
        .text("title") { $0.title }, .optionalText("owner") { $0.owner }, .raw("body") { $0.body },
        .flag("isDraft") { $0.isDraft }, .record("site") { $0.site }, .optionalRecord("next") { $0.next },
        .list("items") { $0.items }, .texts("tags") { $0.tags },
    ]
}

struct SiteView: TemplateView {
    var name = "Titan"
    var language: String? = "en"

    static let fields: TemplateFields<SiteView> = [
        .text("name") { $0.name }, .optionalText("language") { $0.language },
    ]
}

/// An item with items of its own kind.
struct ItemView: TemplateView {
    var label: String
    var owner: String?
    var title: String?
    var items: [ItemView] = []

    static let fields: TemplateFields<ItemView> = [
        .text("label") { $0.label }, .optionalText("owner") { $0.owner },
        .optionalText("title", inherits: true) { $0.title }, .list("items") { $0.items },
    ]
}

/// Compiles a page and its partials and renders a view; nil where there are findings.
func render(_ page: String, partials: [String: String] = [:], _ view: PageView = PageView()) -> String? {
    let sources = partials.merging(["page": page]) { _, page in page }.map {
        TemplateSource(name: $0.key, file: $0.key + ".mustache", bytes: Array($0.value.utf8))
    }
    let set = TemplateSet.compile(sources: sources, pages: [TemplatePage("page", PageView.self)]).set
    guard let page = set?.page("page", for: PageView.self) else { return nil }
    var output: [UInt8] = []
    page.render(view, into: &output)
    return String(decoding: output, as: UTF8.self)
}
