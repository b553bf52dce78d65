internal import Addresses
package import SourceText

/// What a content folder holds: pages, other files, and what of it could not be read.
package struct ContentScan: Sendable {
    /// Paths relative to the root, sorted.
    package private(set) var pages: [String] = []
    package private(set) var files: [String] = []
    package private(set) var diagnostics: [Diagnostic] = []

    /// Lists a folder and everything below it. Names that begin with a dot are passed over, as are the paths of
    /// `excluding` (relative to the root). A folder is entered once, however many links lead to it.
    package init(root: String, excluding: Set<String>, fileSystem: any FileSystem) throws(FileError) {
        var visited: Set<String> = [try fileSystem.realPath(root)]
        var pending = [("", try fileSystem.list(root))]
        while let (folder, entries) = pending.popLast() {
            for entry in entries where !entry.name.utf8.starts(with: ".".utf8) {
                let path = joined(folder, entry.name)
                guard !excluding.contains(path) else { continue }
                switch entry.kind {
                case .directory:
                    do throws(FileError) {
                        let real = entry.isSymbolicLink ? try fileSystem.realPath("\(root)/\(path)") : nil
                        if let real, !visited.insert(real).inserted { continue }
                        pending.append((path, try fileSystem.list("\(root)/\(path)")))
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
                case nil:
                    diagnostics.append(
                        Diagnostic(
                            .pageUnreadable, file: path,
                            message: "this symbolic link leads nowhere; remove it or mend its target"))
                }
            }
        }
        pages.sort()
        files.sort()
    }

    private mutating func unreadable(_ path: String, _ error: FileError) {
        diagnostics.append(
            Diagnostic(.pageUnreadable, file: path, message: "the folder cannot be read: \(error.reason)"))
    }
}
