package import SourceText
private import Synchronization

/// A site on its way to its folder.
///
/// Files are written to a staging folder, from as many tasks as like, and take the old site's place in one step, at
/// `commit`. Until then the old site stands untouched, and a process that is killed leaves the old site or the new
/// one, never a mixture (the exceptions are `Publication.Method`'s last two).
///
/// A file that is what the old site has is not written: it is compared, and becomes a second name of the old one's
/// bytes if anything else has changed. When nothing has, nothing is touched.
///
/// Two builds into one folder take turns: the second waits, ten seconds unless told otherwise, then fails.
///
/// Nothing is synced to the disk. Against a killed process that is no help, and for 10,000 files it takes seconds;
/// after a loss of power, a build finds every file that differs, since it compares bytes and trusts no time stamp.
package final class StagedSite: Sendable {
    /// One file of the new site.
    struct Entry: Sendable {
        var size = 0
        /// The old site has the same; else it is in the staging folder.
        var isUnchanged = false
    }

    private struct State: Sendable {
        var entries: [String: Entry] = [:]
        var folders: Set<String> = []
    }

    let target: PublishTarget
    let area: StagingArea
    let files: any FileSystem
    /// Of the site that is to be replaced; without files where there is none.
    let old: Manifest
    private let state = Mutex(State())

    /// Makes ready to publish into a folder, which is made at the end where it is missing.
    ///
    /// Throws, with nothing touched, for a folder that is neither empty nor ours, that is the content folder or lies
    /// within or above it, and for what is no folder; names that begin with a dot do not make a folder full.
    /// - Parameter patience: how long to wait for another build into the same folder.
    package init(
        target: String, content: String, fileSystem: any FileSystem, patience: Duration = .seconds(10)
    ) async throws(PublishError) {
        files = fileSystem
        let target = try PublishTarget(target, content: content, files: fileSystem)
        try target.checkOwner(fileSystem)
        self.target = target
        area = try await StagingArea.open(for: target, files: fileSystem, patience: patience)
        // Once more, now that no other build is at it.
        try target.checkOwner(fileSystem)
        old = try target.manifest(fileSystem)
        do { try fileSystem.makeDirectory(area.site) } catch { throw .file(error) }
    }

    /// Adds a file; safe to call from several tasks at once, each with its own path.
    /// - Parameter path: relative to the site, `/` between components.
    package func write(_ bytes: RawSpan, to path: String) throws(PublishError) {
        try claim(path)
        let isUnchanged = old.files[path] == bytes.byteCount && files.file(target.path + "/" + path, holds: bytes)
        if !isUnchanged {
            do throws(FileError) {
                try makeFolder(of: path)
                try files.write(bytes, to: area.site + "/" + path)
            } catch {
                throw .file(error)
            }
        }
        record(path, Entry(size: bytes.byteCount, isUnchanged: isUnchanged))
    }

    /// Adds a file; see above.
    package func write(_ bytes: [UInt8], to path: String) throws(PublishError) {
        try unsafe write(bytes.span.bytes, to: path)
    }

    /// Adds a file with the bytes of one that lies elsewhere, of any size.
    package func copy(_ source: String, to path: String) throws(PublishError) {
        try claim(path)
        do throws(FileError) {
            if let size = old.files[path], files.file(source, equals: target.path + "/" + path) {
                return record(path, Entry(size: size, isUnchanged: true))
            }
            try makeFolder(of: path)
            try files.copy(source, to: area.site + "/" + path)
            // What was copied counts: the source may have grown meanwhile.
            record(path, Entry(size: files.status(of: area.site + "/" + path)?.size ?? 0))
        } catch {
            throw .file(error)
        }
    }

    /// Whether the folder holds a site that a commit would replace.
    package var replacesSite: Bool { !old.files.isEmpty }

    /// Drops the new site. The old one stands; also done when the value is dropped without a commit.
    package func abandon() { area.close() }

    /// The new site's files by path.
    var entries: [String: Entry] { state.withLock { $0.entries } }

    private func record(_ path: String, _ entry: Entry) {
        state.withLock { $0.entries[path] = entry }
    }

    /// Checks a path and takes its name.
    private func claim(_ path: String) throws(PublishError) {
        guard Self.isWithinSite(path) else { throw .invalidPath(path) }
        let isFirst = state.withLock { $0.entries.updateValue(Entry(), forKey: path) == nil }
        guard isFirst else { throw .writtenTwice(path: path) }
    }

    private static func isWithinSite(_ path: String) -> Bool {
        let bytes = path.utf8
        var start = bytes.startIndex
        while true {
            let end = bytes[start...].firstIndex(of: 0x2F) ?? bytes.endIndex
            let name = bytes[start..<end]
            if name.isEmpty || name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) || name.contains(0) {
                return false
            }
            if start == bytes.startIndex, name.elementsEqual(StagingArea.innerName.utf8) { return false }
            if end == bytes.endIndex { return path != Manifest.fileName }
            start = bytes.index(after: end)
        }
    }

    func makeFolder(of path: String) throws(FileError) {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return }
        let folder = String(path[..<slash])
        guard !state.withLock({ $0.folders.contains(folder) }) else { return }
        try files.makeDirectories(area.site + "/" + folder)
        _ = state.withLock { $0.folders.insert(folder) }
    }
}
