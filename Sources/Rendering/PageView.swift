/// All that a page shows of other pages and of the site, as one value: a page is emitted again only if its object or
/// this has changed. Every address is relative to the page.
package struct PageView: Hashable, Sendable {
    package var title: String
    package var siteName: String
    package var language: String
    package var description: String?
    package var canonical: String?
    /// The path that relative links start from, where it is not the page's own: on 404.html, which is served at any
    /// depth.
    package var base: String?
    /// The way to the site's root: "" or "../" and so on.
    package var root: String
    package var menu: [MenuItem] = []
    package var breadcrumbs: [PageLink] = []
    package var section: SectionView?
    package var contents: [ContentsEntry] = []
    package var runbook: RunbookView?
    package var previous: PageLink?
    package var next: PageLink?
    package var referrers: ReferrersView?
    package var repairs: RepairsView?
    package var source: SourceView?
    package var home: HomeView?
    /// What fills the article's slots, as `PageBody.slots`; each a piece of HTML.
    package var slots: [String] = []
    /// What a generated page shows, where this is one.
    package var generated = GeneratedView()
}

package struct PageLink: Hashable, Sendable {
    package var title: String
    package var href: String
}

package struct MenuItem: Hashable, Sendable {
    package var title: String
    package var href: String
    package var isCurrent: Bool
}

/// The navigation of one section. Pages of a large folder see a window of it.
package struct SectionView: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var title: String
        package var href: String
        package var isCurrent = false
        package var isFolder = false
    }

    package struct All: Hashable, Sendable {
        package var count: Int
        package var href: String
    }

    package var title: String
    package var href: String
    package var isCurrent: Bool
    package var items: [Item]
    /// Set where `items` does not show every page.
    package var all: All?
    package var up: PageLink?
}

package struct ContentsEntry: Hashable, Sendable {
    package var title: String
    package var anchor: String
    package var isDeep: Bool
}

package struct SeverityBadge: Hashable, Sendable {
    package var id: String
    package var label: String?
    package var rank: Int
    package var href: String?

    /// Shapes, so that a level is told apart without its colour.
    var mark: String {
        switch rank {
        case ...1: "▲▲"
        case 2: "▲"
        case 3: "■"
        default: "●"
        }
    }
}

package struct RunbookView: Hashable, Sendable {
    package struct Alert: Hashable, Sendable {
        package var name: String
        package var href: String?
        package var isLast: Bool
    }

    package struct Escalation: Hashable, Sendable {
        package var after: String?
        package var target: String
        package var href: String?
    }

    package struct FirstAction: Hashable, Sendable {
        package var title: String
        package var anchor: String
    }

    package var severity: SeverityBadge?
    package var owner: String?
    package var lastReviewed: String?
    package var escalation: Escalation?
    package var alerts: [Alert]
    package var first: FirstAction?
}

package struct ReferrersView: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var title: String
        package var href: String
        package var heading: String?
    }

    package var count: Int
    package var items: [Item]
    /// How many are not in `items`.
    package var more: Int
}

/// What of the page was repaired, and where the list of all repairs is.
package struct RepairsView: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        /// The lines, behind the file where it is another than the page's.
        package var place: String
        package var before: String
        package var after: String
    }

    package var count: Int
    package var items: [Item]
    /// How many places are not in `items`.
    package var more: Int
    package var href: String?
}

package struct SourceView: Hashable, Sendable {
    package var path: String
    package var edit: String?
}

/// What the root's index shows before its own text.
package struct HomeView: Hashable, Sendable {
    package struct Runbook: Hashable, Sendable {
        package var title: String
        package var href: String
        package var severity: SeverityBadge?
    }

    package var runbooks: [Runbook]
    package var ladder: LadderView?
}
