internal import Documents
internal import SourceText
package import Templates

extension PlaceView: TemplateView {
    package static let fields: TemplateFields<PlaceView> = [
        .text("text") { $0.text }, .optionalText("href") { $0.href }, .flag("last") { $0.isLast },
    ]
}

extension EntryView: TemplateView {
    package static let fields: TemplateFields<EntryView> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .flag("folder") { $0.isFolder },
        .optionalText("description") { $0.description }, .optionalRecord("severity") { $0.severity },
        .optionalText("owner") { $0.owner }, .optionalText("reviewed") { $0.reviewed },
    ]
}

extension ScaleView: TemplateView {
    package static let fields: TemplateFields<ScaleView> = [
        .text("name") { $0.name }, .list("levels") { $0.levels },
    ]
}

extension ScaleView.Level: TemplateView {
    package static let fields: TemplateFields<ScaleView.Level> = [
        .text("id") { $0.badge.id }, .text("anchor") { $0.anchor }, .text("rank") { String($0.badge.rank) },
        .text("mark") { $0.badge.mark }, .optionalText("label") { $0.badge.label },
        .optionalText("definition") { $0.definition }, .list("fields") { $0.fields }, .list("runbooks") { $0.runbooks },
    ]
}

extension ScaleView.Field: TemplateView {
    package static let fields: TemplateFields<ScaleView.Field> = [
        .text("name") { $0.name }, .text("value") { $0.value }, .list("sources") { $0.sources },
        .list("conflicts") { $0.conflicts },
    ]
}

extension ScaleView.Conflict: TemplateView {
    package static let fields: TemplateFields<ScaleView.Conflict> = [
        .text("value") { $0.value }, .list("sources") { $0.sources },
    ]
}

extension LadderView: TemplateView {
    package static let fields: TemplateFields<LadderView> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .raw("axis") { Array($0.axis.utf8) },
        .list("steps") { $0.steps },
    ]
}

extension LadderView.Step: TemplateView {
    package static let fields: TemplateFields<LadderView.Step> = [
        .text("order") { $0.order }, .optionalText("after") { $0.after }, .text("target") { $0.target },
        .optionalText("contact") { $0.contact }, .optionalText("authority") { $0.authority },
        .record("source") { $0.source },
    ]
}

extension ScopeView: TemplateView {
    package static let fields: TemplateFields<ScopeView> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .optionalRecord("severity") { $0.severity },
        .list("steps") { $0.steps },
    ]
}

extension ScopeView.Step: TemplateView {
    package static let fields: TemplateFields<ScopeView.Step> = [
        .optionalText("after") { $0.after }, .optionalText("target") { $0.target }, .text("text") { $0.text },
        .record("source") { $0.source },
    ]
}

extension MetricGroupView: TemplateView {
    package static let fields: TemplateFields<MetricGroupView> = [
        .text("title") { $0.title }, .optionalText("href") { $0.href }, .list("metrics") { $0.metrics },
    ]
}

extension MetricGroupView.Metric: TemplateView {
    package static let fields: TemplateFields<MetricGroupView.Metric> = [
        .text("name") { $0.name }, .text("anchor") { $0.anchor }, .optionalText("type") { $0.type },
        .optionalText("labels") { $0.labels }, .optionalText("unit") { $0.unit },
        .optionalText("meaning") { $0.meaning }, .record("source") { $0.source }, .list("uses") { $0.uses },
        .optionalText("moreUses") { $0.moreUses > 0 ? String($0.moreUses) : nil },
    ]
}

extension MetricGroupView.Use: TemplateView {
    package static let fields: TemplateFields<MetricGroupView.Use> = [
        .text("title") { $0.title }, .text("href") { $0.href }, .flag("last") { $0.isLast },
    ]
}

extension SummaryView: TemplateView {
    package static let fields: TemplateFields<SummaryView> = [
        .text("errors") { String($0.errors) }, .text("warnings") { String($0.warnings) },
        .text("notices") { String($0.notices) }, .text("accepted") { String($0.accepted) },
        .text("pages") { String($0.pages) }, .text("links") { String($0.links) },
    ]
}

extension FileFindingsView: TemplateView {
    package static let fields: TemplateFields<FileFindingsView> = [
        .text("path") { $0.path }, .optionalText("href") { $0.href }, .list("findings") { $0.findings },
    ]
}

extension FileFindingsView.Finding: TemplateView {
    package static let fields: TemplateFields<FileFindingsView.Finding> = [
        .text("level") { $0.level }, .text("rule") { $0.rule }, .text("place") { $0.place },
        .raw("message") { inReferences(VisibleText.harmless($0.message)) },
        .raw("suggestion") { inReferences(VisibleText.harmless($0.suggestion ?? "")) },
        .optionalText("accepted") { $0.accepted },
    ]
}

extension RepairedFileView: TemplateView {
    package static let fields: TemplateFields<RepairedFileView> = [
        .text("path") { $0.path }, .optionalText("href") { $0.href }, .list("items") { $0.items },
    ]
}

extension RepairedFileView.Item: TemplateView {
    package static let fields: TemplateFields<RepairedFileView.Item> = [
        .text("line") { String($0.line) }, .raw("before") { inReferences(VisibleText.spelt($0.before)) },
        .text("after") { VisibleText.spelt($0.after) }, .text("codec") { $0.codec },
    ]
}

func inReferences(_ text: String) -> [UInt8] {
    var html: [UInt8] = []
    appendInReferences(text, to: &html)
    return html
}
