internal import SourceText
internal import Synchronization

/// The folder in which one build prepares a site, and the lock that makes it the only one.
///
/// It has a fixed name beside the output folder, `.public.opsbook` for `public`: whoever holds the lock within knows
/// that everything else in it was left by a process that is gone, without a look at process numbers, which are used
/// again. Where nothing can be moved from beside the output folder into it (a mount point, a parent that may not be
/// written), it is a folder within.
final class StagingArea: Sendable {
    /// The one name in the output folder, besides the manifest's, that no site may use.
    static let innerName = ".opsbook-staging"

    let path: String
    let isInside: Bool
    /// The new site, and after an exchange the old one.
    var site: String { path + "/site" }
    /// The old site, while two renames put the new one in its place.
    var aside: String { path + "/old" }

    private let files: any FileSystem
    private let lock: Mutex<FileLock?>
    /// Folders above the output folder that were missing, the outermost first.
    private let madeParents: [String]

    /// Waits its turn, then clears what a dead build left, putting an old site back that lies aside.
    static func open(
        for target: PublishTarget, files: any FileSystem, patience: Duration
    ) async throws(PublishError) -> StagingArea {
        let made: [String]
        let path: String
        let isInside: Bool
        do throws(FileError) {
            made = try files.makeDirectories(target.parent)
            (path, isInside) = try makeFolder(for: target, files)
        } catch {
            throw .file(error)
        }
        let deadline = ContinuousClock.now + patience
        while true {
            do throws(FileError) {
                if let lock = try files.lock(path + "/lock") {
                    let area = StagingArea(path, isInside: isInside, madeParents: made, files, lock)
                    try area.recover(target)
                    return area
                }
            } catch {
                // The build before us removes the folder when it is done: then it is ours to make again.
                guard error.isMissing else { throw .file(error) }
                do { try files.makeDirectories(path) } catch { throw .file(error) }
            }
            guard ContinuousClock.now < deadline else { throw .targetIsBusy(target: target.name) }
            do { try await Task.sleep(for: .milliseconds(10)) } catch { throw .cancelled }
        }
    }

    private static func makeFolder(
        for target: PublishTarget, _ files: any FileSystem
    ) throws(FileError) -> (path: String, isInside: Bool) {
        let beside = (target.parent == "/" ? "" : target.parent) + "/.\(target.lastName).opsbook"
        let inside = target.path + "/" + innerName
        let status = files.status(of: target.path)
        let sameDevice = status?.identity.device == files.status(of: target.parent)?.identity.device
        // Exchanged, the working directory of whoever called us would be the old site, and then nothing at all.
        let isWorkingDirectory = status != nil && status?.identity == files.status(of: ".")?.identity
        if status != nil, !sameDevice || isWorkingDirectory || files.isMountPoint(target.path) {
            try files.makeDirectories(inside)
            return (inside, true)
        }
        do {
            try files.makeDirectories(beside)
            return (beside, false)
        } catch {
            guard status != nil else { throw error }
            // A container's volume in a root that may not be written is the usual case.
            try files.makeDirectories(inside)
            return (inside, true)
        }
    }

    private init(
        _ path: String, isInside: Bool, madeParents: [String], _ files: any FileSystem, _ lock: consuming FileLock
    ) {
        (self.path, self.isInside, self.madeParents, self.files) = (path, isInside, madeParents, files)
        self.lock = Mutex(lock)
    }

    private func recover(_ target: PublishTarget) throws(FileError) {
        if files.kind(of: aside) == .directory, files.kind(of: target.path) == nil {
            try files.rename(aside, to: target.path)
        }
        try removeContents()
    }

    private func removeContents() throws(FileError) {
        for folder in [site, aside] where files.kind(of: folder) != nil { try files.removeTree(folder) }
    }

    /// Removes the folder and lets the next build in. What cannot be removed is left to that one.
    func close() {
        lock.withLock { held in
            guard held != nil else { return }
            try? removeContents()
            try? files.removeFile(path + "/lock")
            try? files.removeDirectory(path)
            // Only those that are empty still, that is when nothing was published.
            for folder in madeParents.reversed() { try? files.removeDirectory(folder) }
            held = nil
        }
    }

    /// Lets the next build in, and leaves it the old site that lies aside.
    func leave() { lock.withLock { $0 = nil } }

    deinit { close() }
}
