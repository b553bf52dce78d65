internal import SourceText

/// The folder that a site goes to, its symbolic links resolved, found safe to replace.
struct PublishTarget: Sendable {
    /// Absolute and without symbolic links, whether the folder is there or not.
    let path: String
    /// As the user named it: for messages.
    let name: String

    var parent: String { Self.parent(of: path) }
    var lastName: String { String(path.split(separator: "/").last ?? "") }

    /// Resolves a folder's name, and refuses the content folder, one within it and one above it.
    ///
    /// Identities are compared and not paths: a bind mount, or a file system that ignores case, has several paths
    /// for one folder.
    init(_ name: String, content: String, files: any FileSystem) throws(PublishError) {
        self.name = name
        let contentPath: String
        do throws(FileError) {
            path = try Self.resolve(name, files)
            contentPath = try files.realPath(content)
        } catch {
            throw .file(error)
        }
        if let kind = files.kind(of: path), kind != .directory { throw .targetIsNoFolder(target: name) }
        let here = files.status(of: path)?.identity
        let contentHere = files.status(of: contentPath)?.identity
        if let here, here == contentHere { throw .targetIsContent(target: name) }
        if Self.foldersAbove(path).contains(where: { files.status(of: $0)?.identity == contentHere }) {
            throw .targetInsideContent(target: name, content: content)
        }
        if let here, Self.foldersAbove(contentPath).contains(where: { files.status(of: $0)?.identity == here }) {
            throw .targetAboveContent(target: name, content: content)
        }
    }

    func exists(_ files: any FileSystem) -> Bool { files.kind(of: path) == .directory }

    /// Refuses a folder that is neither ours nor empty. Names that begin with a dot do not count: a `.gitignore` or
    /// `.git` is put there before the first site is.
    func checkOwner(_ files: any FileSystem) throws(PublishError) {
        guard exists(files), files.kind(of: path + "/" + Manifest.fileName) == nil else { return }
        let entries: [DirectoryEntry]
        do { entries = try files.list(path) } catch { throw .file(error) }
        if let example = entries.map(\.name).filter({ !$0.hasPrefix(".") }).min() {
            throw .targetIsNotOurs(target: name, example: example)
        }
    }

    /// The manifest of the site that is there; without one, that of an empty site.
    func manifest(_ files: any FileSystem) throws(PublishError) -> Manifest {
        let manifest = path + "/" + Manifest.fileName
        guard files.kind(of: manifest) != nil else { return Manifest(files: [:]) }
        let bytes: [UInt8]
        do { bytes = try files.read(manifest) } catch { throw .file(error) }
        do {
            return try Manifest(parsing: bytes)
        } catch {
            switch error {
            case .damaged: throw .manifestIsDamaged(target: name)
            case .newer: throw .manifestIsNewer(target: name)
            }
        }
    }

    /// The real path of a folder that may not be there: that of the nearest one above it which is, and the rest.
    private static func resolve(_ path: String, _ files: any FileSystem) throws(FileError) -> String {
        var existing = path
        var missing: [Substring] = []
        while true {
            do throws(FileError) {
                let real = try files.realPath(existing.isEmpty ? "." : existing)
                var names = real.split(separator: "/")
                for name in missing.reversed() where name != "." {
                    if name != ".." { names.append(name) } else if !names.isEmpty { names.removeLast() }
                }
                return "/" + names.joined(separator: "/")
            } catch {
                let trimmed = existing.split(separator: "/", omittingEmptySubsequences: true)
                guard let last = trimmed.last else { throw error }
                missing.append(last)
                existing = (existing.hasPrefix("/") ? "/" : "") + trimmed.dropLast().joined(separator: "/")
            }
        }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func foldersAbove(_ path: String) -> [String] {
        var folders: [String] = []
        var path = path
        while path != "/" {
            path = parent(of: path)
            folders.append(path)
        }
        return folders
    }
}
