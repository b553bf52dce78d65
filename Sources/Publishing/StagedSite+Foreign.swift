internal import SourceText

/// What someone else put into the output folder.
struct ForeignName: Sendable {
    /// Relative to the output folder.
    var path: String
    var isFolder: Bool

    /// Whether it, or a folder it lies in, has a name that begins with a dot.
    var isHidden: Bool { path.hasPrefix(".") || path.contains("/.") }
}

extension StagedSite {
    /// What the output folder holds besides the old site.
    struct Census {
        var foreign: [ForeignName] = []
        /// Files of the old site that are symbolic links now.
        var links: Set<String> = []
    }

    /// Looks through the old site's folder for what the manifest does not name: `.git`, `.gitignore`, a `CNAME` that
    /// someone put there. A folder stands before what it holds.
    func takeCensus() throws(FileError) -> Census {
        var census = Census()
        guard target.exists(files) else { return census }
        var pending = [""]
        while let folder = pending.popLast() {
            for entry in try files.list(target.path + "/" + folder) {
                let path = folder + entry.name
                if path == Manifest.fileName || path == StagingArea.innerName { continue }
                if entry.kind == .directory, !entry.isSymbolicLink {
                    pending.append(path + "/")
                    // Git needs its empty folders; others come with their files.
                    if path.hasPrefix(".") { census.foreign.append(ForeignName(path: path, isFolder: true)) }
                } else if old.files[path] == nil {
                    census.foreign.append(ForeignName(path: path, isFolder: false))
                } else if entry.isSymbolicLink {
                    census.links.insert(path)
                }
            }
        }
        return census
    }

    /// What is to be carried over. Throws where the new site needs a name that is taken, unless by the same bytes.
    func settle(_ census: Census, with entries: [String: Entry]) throws(PublishError) -> [ForeignName] {
        guard !census.foreign.isEmpty else { return [] }
        let folders = Set(entries.keys.flatMap(Self.foldersAbove))
        var carried: [ForeignName] = []
        for name in census.foreign {
            let isFile = entries[name.path] != nil
            if isFile, !name.isFolder, files.file(area.site + "/" + name.path, equals: target.path + "/" + name.path) {
                continue
            }
            let blocked = Self.foldersAbove(name.path).first { entries[$0] != nil }
            if let blocked { throw .foreignFile(path: blocked, target: target.name) }
            if isFile || !name.isFolder && folders.contains(name.path) {
                throw .foreignFile(path: name.path, target: target.name)
            }
            carried.append(name)
        }
        return carried
    }

    func carry(_ name: ForeignName) throws(FileError) {
        let (from, to) = (target.path + "/" + name.path, area.site + "/" + name.path)
        if name.isFolder {
            try files.makeDirectories(to)
            try files.copyPermissions(of: from, to: to)
        } else {
            try makeFolder(of: name.path)
            try linkOrCopy(from, to: to)
        }
    }
}
