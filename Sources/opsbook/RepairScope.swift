import Addresses
import Documents
import Publishing
import SourceText
import TextRepair

/// The files that a repair looks at: those that it is given, and of a folder what a build would read as Markdown.
struct RepairScope: Sendable {
    struct File: Sendable {
        /// As it is opened and shown.
        var path: String
        /// Without symbolic links.
        var real: String
        /// As findings and the configuration name it; several where links lead to it.
        var names: [String]
        var ground: Ground
        /// A symbolic link led out of the folder in which it was found: whoever named the folder did not mean this.
        var isOutside: Bool
    }

    /// The content that a path lies in.
    final class Ground: Sendable {
        let content: String
        let configuration: Configuration
        let excluded: Set<String>
        /// Nil where the content cannot be found.
        let includes: IncludeReader?

        init(content: String, configuration: Configuration, disk: DiskFileSystem) {
            (self.content, self.configuration) = (content, configuration)
            let templates = try? Project.templates(configuration, disk)
            excluded = Project.excluded(configuration, templates, content, disk)
            includes = try? IncludeReader(root: content, repair: RepairOptions(), fileSystem: disk)
        }
    }

    /// A folder that was looked through.
    private struct Folder {
        var real: String
        var ground: Ground
        var others: Set<String>
    }

    private(set) var files: [File] = []
    /// What could not be looked at, in words.
    private(set) var failures: [String] = []
    private var folders: [Folder] = []
    private var grounds: [String: Ground] = [:]
    /// Indices of `files`, by real path: a file with several names is one.
    private var known: [String: Int] = [:]
    private let configuration: String?
    private let disk = DiskFileSystem()

    /// - Parameters:
    ///   - paths: files and folders; without any, the content folder.
    ///   - configuration: the configuration file, instead of the next one in or above each path.
    init(_ paths: [String], configuration: String?) throws {
        self.configuration = configuration
        if paths.isEmpty {
            let found = try Project.configuration(for: ".", named: configuration, disk)
            let content = try Project.content(nil, found, disk)
            look(through: content, on: ground(content, of: content, found))
        }
        for path in paths.map(Project.trimmed) {
            switch disk.kind(of: path) {
            case .directory: look(through: path, on: try ground(of: path))
            case .file:
                let ground = try ground(of: Project.parent(of: path))
                add(path, named: name(of: path, in: ground) ?? path, ground, within: nil)
            case .other: failures.append("cannot repair '\(path)': it is no file")
            case nil: failures.append("cannot read '\(path)': it does not exist")
            }
        }
        files.sort { $0.path < $1.path }
        for index in files.indices { known[files[index].real] = index }
    }

    /// How many files of the folders are neither Markdown nor included.
    var otherFiles: Int { folders.reduce(0) { $0 + $1.others.count } }

    /// Configurations that cannot be trusted with what they accept.
    var findings: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return grounds.values.flatMap(\.configuration.diagnostics).filter { seen.insert($0).inserted }.sorted()
    }

    // MARK: Configurations

    private mutating func ground(of folder: String) throws -> Ground {
        if let known = grounds[folder] { return known }
        let found = try Project.configuration(for: folder, named: configuration, disk)
        // A folder of its own where the configuration speaks of another.
        var content = folder
        if found.file != nil, let configured = try? Project.content(nil, found, disk),
            configured == folder || Project.path(of: folder, inside: configured, disk) != nil
        {
            content = configured
        }
        return ground(folder, of: content, found)
    }

    private mutating func ground(_ folder: String, of content: String, _ configuration: Configuration) -> Ground {
        let made = Ground(content: content, configuration: configuration, disk: disk)
        grounds[folder] = made
        return made
    }

    // MARK: Files

    private mutating func look(through folder: String, on ground: Ground) {
        do throws(FileError) {
            let real = try disk.realPath(folder)
            let prefix = Project.path(of: folder, inside: ground.content, disk) ?? ""
            let excluded = ground.excluded.compactMap { path in
                prefix.isEmpty ? path : path.hasPrefix(prefix + "/") ? String(path.dropFirst(prefix.count + 1)) : nil
            }
            let scan = try ContentScan(root: folder, excluding: Set(excluded), fileSystem: disk)
            failures += scan.diagnostics.map { "\(Project.path($0.file, in: folder)): \($0.message)" }
            let root = Folder(real: real, ground: ground, others: Set(scan.files.map { real + "/" + $0 }))
            folders.append(root)
            for page in scan.pages {
                add(Project.path(page, in: folder), named: joined(prefix, page), ground, within: real)
            }
        } catch {
            failures.append("\(error)")
        }
    }

    /// A file as seen from its content folder; nil for what lies elsewhere.
    private func name(of path: String, in ground: Ground) -> String? {
        let parent = Project.parent(of: path)
        guard let real = try? disk.realPath(parent), let root = try? disk.realPath(ground.content) else { return nil }
        if real == root { return fileName(of: path) }
        // The folder's real name, but the file's own, which may be a link's.
        return Project.path(of: parent, inside: ground.content, disk).map { joined($0, fileName(of: path)) }
    }

    private mutating func add(_ path: String, named name: String, _ ground: Ground, within folder: String?) {
        guard let real = try? disk.realPath(path) else {
            failures.append("cannot read '\(path)': it is gone")
            return
        }
        let isOutside = folder.map { !real.hasPrefix($0 == "/" ? $0 : $0 + "/") } ?? false
        guard let index = known[real] else {
            known[real] = files.count
            files.append(File(path: path, real: real, names: [name], ground: ground, isOutside: isOutside))
            return
        }
        files[index].names.append(name)
        files[index].isOutside = files[index].isOutside && isOutside
        // Its own name says more than a link's.
        if real.hasSuffix("/" + name) { files[index].path = path }
    }

    /// Adds what pages include and is no page: the files among the others of a folder that was looked through, and files
    /// that the configuration leaves out.
    ///
    /// - Parameter included: paths relative to the content folder, with the page's ground.
    /// - Returns: the files that were added.
    mutating func add(included: [(path: String, ground: Ground)]) -> Range<Int> {
        let start = files.count
        for (name, ground) in included {
            let path = Project.path(name, in: ground.content)
            guard disk.kind(of: path) == .file, let real = try? disk.realPath(path), known[real] == nil,
                let folder = folders.firstIndex(where: { $0.ground === ground && real.hasPrefix($0.real + "/") })
            else { continue }
            folders[folder].others.remove(real)
            add(path, named: name, ground, within: folders[folder].real)
        }
        return start..<files.count
    }
}
