package import SourceText

/// How a site came to its folder, and what was changed there.
package struct Publication: Sendable {
    /// How the new site took the old one's place.
    package enum Method: Sendable, Hashable {
        /// Not at all: every byte was there.
        case unchanged
        /// There was no folder: the new one got its name.
        case moved
        /// In one step.
        case exchanged
        /// In two steps, between which there was no site for a moment. The next build puts the old one back if this
        /// one was killed then.
        case movedInTurn(cause: FileError)
        /// File by file, each whole, pages after what they show; a reader, or a killed build, may have met old and
        /// new files side by side. The next build completes what this one left.
        case replacedInPlace(cause: FileError?)
    }

    package var method: Method
    package var written: Int
    package var unchanged: Int
    /// Files of the old site that the new one does not have.
    package var removed: Int
    /// What others put into the folder and we left there, names that begin with a dot not counted: paths relative to
    /// it, sorted. Only looked for when something else has changed.
    package var kept: [String] = []

    /// What the user should be told, if anything: facts in lower case, without a full stop.
    package func notices(target: String) -> [String] {
        var notices: [String] = []
        switch method {
        case .unchanged, .moved, .exchanged: break
        case .movedInTurn(let cause):
            notices.append(
                "'\(target)' could not be exchanged in one step (\(cause.reason)): "
                    + "the site was missing for a moment while it was renamed")
        case .replacedInPlace(let cause):
            let reason = cause?.reason ?? "a mount point, the working directory, or in a read-only folder"
            notices.append(
                "'\(target)' could not be replaced as a whole (\(reason)): its files were replaced one by one")
        }
        if !kept.isEmpty {
            let list = kept.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
            let more = kept.count > 3 ? " and \(kept.count - 3) more" : ""
            notices.append("'\(target)' holds what opsbook did not write, and keeps it: \(list)\(more)")
        }
        return notices
    }
}
