internal import Addresses
package import SourceText

/// What a content folder holds: pages, other files, and what of it could not be read.
package struct ContentScan: Sendable {
    /// Paths relative to the root, sorted.
    package private(set) var pages: [String] = []
    package private(set) var files: [String] = []
    package private(set) var diagnostics: [Diagnostic] = []

    private let root: String
    private let excluding: Set<String>
    private let fileSystem: any FileSystem

    private struct Folder {
        var path: String
        /// Without symbolic links.
        var real: String
    }

    /// Lists a folder and everything below it. Names that begin with a dot are passed over, as are the paths of
    /// `excluding` (relative to the root).
    ///
    /// A folder is entered once, however many links lead to it: under its own name, else by the first of the links.
    package init(root: String, excluding: Set<String>, fileSystem: any FileSystem) throws(FileError) {
        (self.root, self.excluding, self.fileSystem) = (root, excluding, fileSystem)
        let start = Folder(path: "", real: try fileSystem.realPath(root))
        var visited: Set<String> = []
        // Links wait until every folder has been entered by its own name, and then go by path: the order in which a
        // file system lists its names must not show.
        var links = enter(start, try fileSystem.list(root), &visited)
        while let next = links.indices.min(by: { links[$0] < links[$1] }) {
            let path = links.remove(at: next)
            do throws(FileError) {
                let folder = Folder(path: path, real: try fileSystem.realPath("\(root)/\(path)"))
                guard !visited.contains(folder.real) else { continue }
                links += enter(folder, try fileSystem.list("\(root)/\(path)"), &visited)
            } catch {
                unreadable(path, error)
            }
        }
        pages.sort()
        files.sort()
    }

    /// Notes what a folder and those below it hold; returns the links to folders that were met.
    private mutating func enter(
        _ folder: Folder, _ entries: [DirectoryEntry], _ visited: inout Set<String>
    ) -> [String] {
        var links: [String] = []
        var pending = [(folder, entries)]
        visited.insert(folder.real)
        while let (folder, entries) = pending.popLast() {
            for entry in entries where !entry.name.utf8.starts(with: ".".utf8) {
                let path = joined(folder.path, entry.name)
                guard !excluding.contains(path), isNamed(entry, path) else { continue }
                switch entry.kind {
                case .directory where entry.isSymbolicLink: links.append(path)
                case .directory:
                    let below = Folder(path: path, real: "\(folder.real)/\(entry.name)")
                    guard visited.insert(below.real).inserted else { continue }
                    do throws(FileError) {
                        pending.append((below, try fileSystem.list("\(root)/\(path)")))
                    } catch {
                        unreadable(path, error)
                    }
                case .file:
                    if ["md", "markdown"].contains(fileExtension(of: entry.name)) {
                        pages.append(path)
                    } else {
                        files.append(path)
                    }
                case .other: continue
                case nil: report(path, "this symbolic link leads nowhere; remove it or mend its target")
                }
            }
        }
        return links
    }

    /// Whether an entry can be opened by its name; bytes that are no UTF-8 have become U+FFFD.
    private mutating func isNamed(_ entry: DirectoryEntry, _ path: String) -> Bool {
        guard entry.name.unicodeScalars.contains("\u{FFFD}"), fileSystem.status(of: "\(root)/\(path)") == nil,
            entry.kind != nil
        else { return true }
        report(path, "the name is not UTF-8, so nothing can lead here; rename it")
        return false
    }

    private mutating func unreadable(_ path: String, _ error: FileError) {
        report(path, "the folder cannot be read: \(error.reason)")
    }

    private mutating func report(_ path: String, _ message: String) {
        diagnostics.append(Diagnostic(.pageUnreadable, file: path, message: message))
    }
}
