/// What the generated pages show; on any other page, empty.
package struct GeneratedView: Hashable, Sendable {
    package var entries: [EntryView] = []
    package var hasRunbooks = false
    package var scales: [ScaleView] = []
    package var ladders: [LadderView] = []
    package var scopes: [ScopeView] = []
    package var metricGroups: [MetricGroupView] = []
    package var summary: SummaryView?
    package var files: [FileFindingsView] = []
    package var repaired: [RepairedFileView] = []
    package var siteMap: [PageLink] = []
}

/// A place in a source: `runbooks/x.md:12`, and the page's address where it has one.
package struct PlaceView: Hashable, Sendable {
    package var text: String
    package var href: String?
    package var isLast = false
}

/// A page in its section's index.
package struct EntryView: Hashable, Sendable {
    package var title: String
    package var href: String
    package var isFolder = false
    package var description: String?
    package var severity: SeverityBadge?
    package var owner: String?
    package var reviewed: String?
}

package struct ScaleView: Hashable, Sendable {
    package struct Level: Hashable, Sendable {
        package var badge: SeverityBadge
        package var anchor: String
        package var definition: String?
        package var fields: [Field]
        package var runbooks: [PageLink]
    }

    package struct Field: Hashable, Sendable {
        package var name: String
        package var value: String
        package var sources: [PlaceView]
        package var conflicts: [Conflict]
    }

    package struct Conflict: Hashable, Sendable {
        package var value: String
        package var sources: [PlaceView]
    }

    package var name: String
    package var levels: [Level]
}

package struct LadderView: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package var order: String
        package var after: String?
        package var target: String
        package var contact: String?
        package var authority: String?
        package var source: PlaceView
    }

    package var title: String
    package var href: String
    /// The time axis as SVG; empty without times.
    package var axis: String
    package var steps: [Step]
}

/// A runbook's own words on when to escalate.
package struct ScopeView: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package var after: String?
        package var target: String?
        package var text: String
        package var source: PlaceView
    }

    package var title: String
    package var href: String
    package var severity: SeverityBadge?
    package var steps: [Step]
}

package struct MetricGroupView: Hashable, Sendable {
    package struct Metric: Hashable, Sendable {
        package var name: String
        package var anchor: String
        package var type: String?
        package var labels: String?
        package var unit: String?
        package var meaning: String?
        package var source: PlaceView
        package var uses: [Use]
        /// How many pages use it that are not in `uses`.
        package var moreUses: Int
    }

    package struct Use: Hashable, Sendable {
        package var title: String
        package var href: String
        package var isLast: Bool
    }

    package var title: String
    package var href: String?
    package var metrics: [Metric]
}

package struct SummaryView: Hashable, Sendable {
    package var errors: Int
    package var warnings: Int
    package var notices: Int
    package var accepted: Int
    package var pages: Int
    package var links: Int
}

package struct FileFindingsView: Hashable, Sendable {
    package struct Finding: Hashable, Sendable {
        package var level: String
        package var rule: String
        package var place: String
        package var message: String
        package var suggestion: String?
        package var accepted: String?
    }

    package var path: String
    package var href: String?
    package var findings: [Finding]
}

package struct RepairedFileView: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var line: Int
        package var before: String
        package var after: String
        package var codec: String
    }

    package var path: String
    package var href: String?
    package var items: [Item]
}
