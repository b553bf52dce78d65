package import Templates

/// A page as templates see it: its view, its article, and the theme's files.
struct PageModel: TemplateView {
    var view: PageView
    /// The article's first heading, and what follows; HTML.
    var heading: [UInt8]
    var content: [UInt8]
    var assets: Theme.Assets

    static let fields: TemplateFields<PageModel> = [
        .text("lang") { $0.view.language },
        .text("title") { $0.view.title },
        .text("siteName") { $0.view.siteName },
        .optionalText("description") { $0.view.description },
        .optionalText("canonical") { $0.view.canonical },
        .optionalText("base") { $0.view.base },
        .text("root") { $0.view.root },
        .text("stylesheet") { $0.view.root + $0.assets.stylesheet },
        .text("script") { $0.view.root + $0.assets.script },
        .text("icon") { $0.view.root + $0.assets.icon },
        .list("menu") { $0.view.menu },
        .flag("hasBreadcrumbs") { !$0.view.breadcrumbs.isEmpty },
        .list("breadcrumbs") { $0.view.breadcrumbs },
        .optionalRecord("section") { $0.view.section },
        .flag("hasContents") { !$0.view.contents.isEmpty },
        .list("contents") { $0.view.contents },
        .raw("heading") { $0.heading },
        .raw("content") { $0.content },
        .optionalRecord("runbook") { $0.view.runbook },
        .flag("hasNeighbours") { $0.view.previous != nil || $0.view.next != nil },
        .optionalRecord("previous") { $0.view.previous },
        .optionalRecord("next") { $0.view.next },
        .optionalRecord("referrers") { $0.view.referrers },
        .optionalRecord("repairs") { $0.view.repairs },
        .optionalRecord("source") { $0.view.source },
        .optionalRecord("home") { $0.view.home },
        .list("entries") { $0.view.generated.entries },
        .flag("hasRunbooks") { $0.view.generated.hasRunbooks },
        .list("scales") { $0.view.generated.scales },
        .list("ladders") { $0.view.generated.ladders },
        .list("scopes") { $0.view.generated.scopes },
        .list("groups") { $0.view.generated.metricGroups },
        .optionalRecord("summary") { $0.view.generated.summary },
        .list("files") { $0.view.generated.files },
        .list("repaired") { $0.view.generated.repaired },
        .list("siteMap") { $0.view.generated.siteMap },
    ]
}

extension PageLink: TemplateView {
    package static let fields: TemplateFields<PageLink> = [.text("title") { $0.title }, .text("href") { $0.href }]
}

extension MenuItem: TemplateView {
    package static let fields: TemplateFields<MenuItem> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .flag("current") { $0.isCurrent },
    ]
}

extension SectionView: TemplateView {
    package static let fields: TemplateFields<SectionView> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .flag("current") { $0.isCurrent },
        .list("items") { $0.items }, .optionalRecord("all") { $0.all }, .optionalRecord("up") { $0.up },
    ]
}

extension SectionView.Item: TemplateView {
    package static let fields: TemplateFields<SectionView.Item> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .flag("current") { $0.isCurrent },
        .flag("folder") { $0.isFolder },
    ]
}

extension SectionView.All: TemplateView {
    package static let fields: TemplateFields<SectionView.All> = [
        .text("count") { String($0.count) }, .text("href") { $0.href },
    ]
}

extension ContentsEntry: TemplateView {
    package static let fields: TemplateFields<ContentsEntry> = [
        .text("title") { $0.title }, .text("anchor") { $0.anchor }, .flag("deep") { $0.isDeep },
    ]
}

extension SeverityBadge: TemplateView {
    package static let fields: TemplateFields<SeverityBadge> = [
        .text("id") { $0.id }, .optionalText("label") { $0.label }, .text("rank") { String($0.rank) },
        .text("mark") { $0.mark }, .optionalText("href") { $0.href },
    ]
}

extension RunbookView: TemplateView {
    package static let fields: TemplateFields<RunbookView> = [
        .optionalRecord("severity") { $0.severity }, .optionalText("owner") { $0.owner },
        .optionalText("lastReviewed") { $0.lastReviewed }, .optionalRecord("escalation") { $0.escalation },
        .list("alerts") { $0.alerts }, .optionalRecord("first") { $0.first },
    ]
}

extension RunbookView.Alert: TemplateView {
    package static let fields: TemplateFields<RunbookView.Alert> = [
        .text("name") { $0.name }, .optionalText("href") { $0.href }, .flag("last") { $0.isLast },
    ]
}

extension RunbookView.Escalation: TemplateView {
    package static let fields: TemplateFields<RunbookView.Escalation> = [
        .optionalText("after") { $0.after }, .text("target") { $0.target }, .optionalText("href") { $0.href },
    ]
}

extension RunbookView.FirstAction: TemplateView {
    package static let fields: TemplateFields<RunbookView.FirstAction> = [
        .text("title") { $0.title }, .text("anchor") { $0.anchor },
    ]
}

extension ReferrersView: TemplateView {
    package static let fields: TemplateFields<ReferrersView> = [
        .text("count") { String($0.count) }, .list("items") { $0.items },
        .optionalText("more") { $0.more > 0 ? String($0.more) : nil },
    ]
}

extension ReferrersView.Item: TemplateView {
    package static let fields: TemplateFields<ReferrersView.Item> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .optionalText("heading") { $0.heading },
    ]
}

extension RepairsView: TemplateView {
    package static let fields: TemplateFields<RepairsView> = [
        .text("count") { String($0.count) }, .flag("one") { $0.count == 1 }, .list("items") { $0.items },
        .optionalText("more") { $0.more > 0 ? String($0.more) : nil }, .optionalText("href") { $0.href },
    ]
}

extension RepairsView.Item: TemplateView {
    package static let fields: TemplateFields<RepairsView.Item> = [
        .text("place") { $0.place }, .raw("before") { inReferences($0.before) }, .text("after") { $0.after },
    ]
}

extension SourceView: TemplateView {
    package static let fields: TemplateFields<SourceView> = [
        .text("path") { $0.path }, .optionalText("edit") { $0.edit },
    ]
}

extension HomeView: TemplateView {
    package static let fields: TemplateFields<HomeView> = [
        .flag("hasRunbooks") { !$0.runbooks.isEmpty },
        .list("runbooks") { $0.runbooks }, .optionalRecord("ladder") { $0.ladder },
    ]
}

extension HomeView.Runbook: TemplateView {
    package static let fields: TemplateFields<HomeView.Runbook> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .optionalRecord("severity") { $0.severity },
    ]
}
