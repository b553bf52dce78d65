/// What may have changed since the last build.
package enum Changes: Hashable, Sendable {
    /// Files and folders, as paths that begin with the watched root as it was given. A folder stands for all that
    /// is, or was, in it. A path says only that something may have happened there.
    case paths(Set<String>)
    /// Anything: the first build, or the system lost count.
    case everything

    package var isEmpty: Bool { self == .paths([]) }

    package mutating func merge(_ other: Changes) {
        switch (self, other) {
        case (.paths(let mine), .paths(let theirs)): self = .paths(mine.union(theirs))
        default: self = .everything
        }
    }
}
