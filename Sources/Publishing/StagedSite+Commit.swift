internal import SourceText

extension StagedSite {
    /// Puts the new site in the old one's place and removes the old one.
    ///
    /// Throws with the old site where it was, but for `PublishError.targetIsAside` and for a failure while files are
    /// replaced one by one, which the next build completes. What was staged is gone then.
    package func commit() throws(PublishError) -> Publication {
        defer { area.close() }
        let entries = entries
        let unchanged = entries.filter { $0.value.isUnchanged }.map(\.key)
        let replacement = Replacement(
            manifest: Manifest(files: entries.mapValues(\.size)),
            written: entries.filter { !$0.value.isUnchanged }.map(\.key),
            removed: old.files.keys.filter { entries[$0] == nil })
        var publication = Publication(
            method: .unchanged, written: replacement.written.count, unchanged: unchanged.count,
            removed: replacement.removed.count)
        if isComplete, replacement.written.isEmpty, replacement.removed.isEmpty { return publication }

        let census: Census
        do { census = try takeCensus() } catch { throw .file(error) }
        let foreign = try settle(census, with: entries)
        publication.kept = foreign.filter { !$0.isHidden && !$0.isFolder }.map(\.path).sorted()
        let outcome: Outcome
        do throws(FileError) {
            if area.isInside {
                try replaceInPlace(replacement)
                outcome = .done(.replacedInPlace(cause: nil))
            } else {
                for path in unchanged { try adopt(path, isLink: census.links.contains(path)) }
                for name in foreign { try carry(name) }
                try files.write(replacement.manifest.encoded(), to: area.site + "/" + Manifest.fileName)
                if target.exists(files) { try files.copyPermissions(of: target.path, to: area.site) }
                outcome = try swap(replacement)
            }
        } catch {
            throw .file(error)
        }
        switch outcome {
        case .done(let method): publication.method = method
        case .stranded(let cause):
            area.leave()
            throw .targetIsAside(target: target.name, aside: area.aside, cause: cause)
        }
        return publication
    }

    /// What a commit brings about.
    struct Replacement {
        var manifest: Manifest
        /// Files in the staging folder.
        var written: [String]
        /// Files of the old site that the new one lacks.
        var removed: [String]
    }

    private enum Outcome {
        case done(Publication.Method)
        case stranded(FileError)
    }

    /// Whether the folder holds a whole site of ours.
    private var isComplete: Bool {
        old.isComplete && files.kind(of: target.path + "/" + Manifest.fileName) == .file
    }

    /// Gives a file of the old site a second name in the new. A symbolic link that someone put in its place has the
    /// bytes, but they are another's: those are copied.
    private func adopt(_ path: String, isLink: Bool) throws(FileError) {
        try makeFolder(of: path)
        let (from, to) = (target.path + "/" + path, area.site + "/" + path)
        if isLink { try files.copy(from, to: to) } else { try linkOrCopy(from, to: to) }
    }

    /// Not every file system has hard links, and Linux grants none to a stranger's file.
    func linkOrCopy(_ existing: String, to path: String) throws(FileError) {
        do {
            try files.link(existing, to: path)
        } catch {
            guard error.isUnsupported else { throw error }
            try files.copy(existing, to: path)
        }
    }

    private func swap(_ replacement: Replacement) throws(FileError) -> Outcome {
        guard target.exists(files) else {
            try files.rename(area.site, to: target.path)
            return .done(.moved)
        }
        let cause: FileError
        do {
            try files.exchange(area.site, target.path)
            return .done(.exchanged)
        } catch {
            guard error.isUnsupported else { throw error }
            cause = error
        }
        do {
            try files.rename(target.path, to: area.aside)
        } catch {
            guard error.isUnsupported else { throw error }
            try replaceInPlace(replacement)
            return .done(.replacedInPlace(cause: cause))
        }
        do {
            try files.rename(area.site, to: target.path)
            return .done(.movedInTurn(cause: cause))
        } catch {
            let failure = error
            do { try files.rename(area.aside, to: target.path) } catch { return .stranded(failure) }
            throw failure
        }
    }
}
