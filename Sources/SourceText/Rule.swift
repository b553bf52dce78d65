/// Every rule that a finding can name, with its level unless the configuration says otherwise. A rule that nothing
/// reports yet is not here: a configuration that names it would be told it has an effect.
package enum Rule: String, Sendable, CaseIterable {
    case linkMissingFile = "link/missing-file"
    case linkMissingAnchor = "link/missing-anchor"
    case linkMissingImage = "link/missing-image"
    case linkWrongCase = "link/wrong-case"
    case linkOutsideContent = "link/outside-content"
    case linkUnsafeScheme = "link/unsafe-scheme"

    case pageAddressCollision = "page/address-collision"
    case pageCaseCollision = "page/case-collision"
    case pageShadowedIndex = "page/shadowed-index"
    case pageShadowsGenerated = "page/shadows-generated"
    case pageDuplicateID = "page/duplicate-id"
    case pageUnreadable = "page/unreadable"
    case pageTooDeep = "page/too-deep"

    case frontMatterSyntax = "frontmatter/syntax"
    case frontMatterType = "frontmatter/type"
    case frontMatterUnknownKey = "frontmatter/unknown-key"

    case markdownUnsafeHTML = "markdown/unsafe-html"
    case markdownUnknownShortcode = "markdown/unknown-shortcode"
    case diagramNotRendered = "diagram/not-rendered"

    case includeMissing = "include/missing"
    case includeCycle = "include/cycle"
    case includeLimit = "include/limit"

    case configSyntax = "config/syntax"
    case configUnknownKey = "config/unknown-key"
    case configValue = "config/value"

    case templateSyntax = "template/syntax"
    case templateUnknownName = "template/unknown-name"
    case templateMissingPartial = "template/missing-partial"

    case encodingInvalid = "encoding/invalid"
    case encodingMojibake = "encoding/mojibake"
    case encodingDoubtful = "encoding/doubtful"

    case severityConflict = "severity/conflict"
    case severityUnknownLevel = "severity/unknown-level"
    case escalationMissing = "escalation/missing"

    package var level: Level {
        switch self {
        case .pageShadowedIndex, .pageDuplicateID, .encodingInvalid, .encodingMojibake, .severityConflict,
            .severityUnknownLevel, .markdownUnsafeHTML, .markdownUnknownShortcode:
            .warning
        case .pageShadowsGenerated, .diagramNotRendered, .pageTooDeep, .frontMatterUnknownKey, .encodingDoubtful,
            .escalationMissing:
            .notice
        default: .error
        }
    }
}
