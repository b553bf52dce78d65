internal import SourceText

extension StagedSite {
    /// Replaces the old site's files one by one, for a folder that cannot be exchanged.
    ///
    /// Each file is whole at every moment. A page comes after the pictures and styles it may need, and what the new
    /// site lacks goes last. First of all the manifest names old and new files alike, so that a build that is killed
    /// on the way leaves a folder that the next one knows as its own, to the last file.
    func replaceInPlace(_ replacement: Replacement) throws(FileError) {
        var union = Manifest(isComplete: false, files: old.files)
        union.files.merge(replacement.manifest.files) { $1 }
        try place(union)
        let removed = replacement.removed.sorted()
        let (blocking, others) = divide(removed, for: replacement.written)
        try remove(blocking)
        let (pages, parts) = (replacement.written.sorted()).reduce(into: ([String](), [String]())) { split, path in
            if path.hasSuffix(".html") { split.0.append(path) } else { split.1.append(path) }
        }
        for path in parts + pages { try place(path) }
        try remove(others)
        try place(replacement.manifest)
    }

    /// Old files that stand where a new folder must be, or within a folder where a new file must be, and the rest.
    private func divide(_ removed: [String], for written: [String]) -> (blocking: [String], others: [String]) {
        let written = Set(written)
        let folders = Set(written.flatMap(Self.foldersAbove))
        var blocking: [String] = []
        var others: [String] = []
        for path in removed {
            let isBlocking = folders.contains(path) || Self.foldersAbove(path).contains(where: written.contains)
            if isBlocking { blocking.append(path) } else { others.append(path) }
        }
        return (blocking, others)
    }

    private func remove(_ paths: [String]) throws(FileError) {
        var folders: Set<String> = []
        for path in paths {
            do { try files.removeFile(target.path + "/" + path) } catch {
                guard error.isMissing else { throw error }
            }
            folders.formUnion(Self.foldersAbove(path))
        }
        // The innermost first; one that still holds something stays.
        for folder in folders.sorted(by: >) { try? files.removeDirectory(target.path + "/" + folder) }
    }

    private func place(_ manifest: Manifest) throws(FileError) {
        let staged = area.site + "/" + Manifest.fileName
        try files.write(manifest.encoded(), to: staged)
        try place(Manifest.fileName)
    }

    private func place(_ path: String) throws(FileError) {
        let destination = target.path + "/" + path
        if let slash = destination.lastIndex(of: "/") { try files.makeDirectories(String(destination[..<slash])) }
        do {
            try files.rename(area.site + "/" + path, to: destination)
        } catch {
            guard error.isUnsupported else { throw error }
            // A mount point that the system did not tell us of: copied within, then renamed there.
            let copy = target.path + "/" + StagingArea.innerName
            try files.copy(area.site + "/" + path, to: copy)
            try files.rename(copy, to: destination)
        }
    }

    /// The folders that a relative path lies in, the innermost first.
    static func foldersAbove(_ path: String) -> [String] {
        var folders: [String] = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            folders.append(String(rest))
        }
        return folders
    }
}
