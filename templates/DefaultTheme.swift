/// The default theme's files, as they lie in this folder and, embedded, in the binary.
package enum DefaultTheme {
    /// By name. A test holds the list against the folder.
    package static let files: [(name: String, bytes: [UInt8])] = [
        ("breadcrumbs.mustache", PackageResources.breadcrumbs_mustache),
        ("contents.mustache", PackageResources.contents_mustache),
        ("escalation.mustache", PackageResources.escalation_mustache),
        ("favicon.svg", PackageResources.favicon_svg),
        ("foot.mustache", PackageResources.foot_mustache),
        ("head.mustache", PackageResources.head_mustache),
        ("health.mustache", PackageResources.health_mustache),
        ("home.mustache", PackageResources.home_mustache),
        ("ladder.mustache", PackageResources.ladder_mustache),
        ("metrics.mustache", PackageResources.metrics_mustache),
        ("notfound.mustache", PackageResources.notfound_mustache),
        ("page.mustache", PackageResources.page_mustache),
        ("pager.mustache", PackageResources.pager_mustache),
        ("place.mustache", PackageResources.place_mustache),
        ("repairs.mustache", PackageResources.repairs_mustache),
        ("runbook-header.mustache", PackageResources.runbook_header_mustache),
        ("section.mustache", PackageResources.section_mustache),
        ("severity-badge.mustache", PackageResources.severity_badge_mustache),
        ("severity.mustache", PackageResources.severity_mustache),
        ("site.css", PackageResources.site_css),
        ("site.js", PackageResources.site_js),
        ("sources.mustache", PackageResources.sources_mustache),
    ]
}
