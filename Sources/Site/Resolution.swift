package import Addresses

/// What became of a reference: a closed set, so that emitting and judging agree.
package enum Resolution: Hashable, Sendable {
    /// Leaves the site; not looked at without a network.
    case external
    /// A scheme that is not followed from a page (`javascript:`).
    case unsafe(scheme: String)
    /// Leads to a page or a file; a fragment, where there is one, exists.
    case resolved(Destination)
    /// The page exists, the place on it does not.
    case missingAnchor(Destination, fragment: String)
    /// Nothing to link to.
    case unresolved(Unresolved)

    /// Where the reference leads, if anywhere in the site.
    package var destination: Destination? {
        switch self {
        case .resolved(let destination), .missingAnchor(let destination, _): destination
        case .external, .unsafe, .unresolved: nil
        }
    }
}
