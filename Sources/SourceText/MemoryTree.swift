#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The folders, files and symbolic links of a `MemoryFileSystem`, with the rules of names that the disk has.
///
/// A node is a number, as an inode is, so that hard links are two names of one number. Nodes without a name are
/// not collected: a test's are few.
struct MemoryTree: Sendable {
    /// An `errno` value; the file system adds the path and the words.
    struct Failure: Error {
        var code: Int32
        init(_ code: Int32) { self.code = code }
    }

    enum Node: Sendable {
        case file([UInt8])
        case directory([String: Int])
        case link(String)
    }

    /// Where a path leads: the folder and name that hold it, and what is there, if anything.
    struct Place {
        var folder: Int
        /// Empty for the root.
        var name: String
        var node: Int?
        /// The names from the root, symbolic links resolved.
        var path: [String]

        var realPath: String { "/" + path.joined(separator: "/") }
    }

    private static let root = 0
    /// As many symbolic links in one path as Linux follows (`MAXSYMLINKS`).
    private static let maximumHops = 40

    private(set) var nodes: [Node] = [.directory([:])]
    private var modified: [Int64] = [0]

    func node(_ index: Int) -> Node { nodes[index] }
    func modified(_ index: Int) -> Int64 { modified[index] }

    /// Follows a path from the root; the last name's own link only where `following`.
    func find(_ path: String, following: Bool = true) throws(Failure) -> Place {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw Failure(path.isEmpty ? ENOENT : EINVAL) }
        var pending: [String] = path.split(separator: "/").reversed().map(String.init)
        var trail: [(node: Int, name: String)] = [(Self.root, "")]
        var hops = 0
        while let name = pending.popLast() {
            if name == "." { continue }
            if name == ".." {
                if trail.count > 1 { trail.removeLast() }
                continue
            }
            let folder = trail[trail.count - 1].node
            guard case .directory(let names) = nodes[folder] else { throw Failure(ENOTDIR) }
            guard let next = names[name] else {
                guard pending.isEmpty else { throw Failure(ENOENT) }
                return Place(folder: folder, name: name, node: nil, path: trail.dropFirst().map(\.name) + [name])
            }
            if case .link(let target) = nodes[next], following || !pending.isEmpty {
                hops += 1
                guard hops <= Self.maximumHops else { throw Failure(ELOOP) }
                if target.hasPrefix("/") { trail.removeSubrange(1...) }
                pending += target.split(separator: "/").reversed().map(String.init)
                continue
            }
            trail.append((next, name))
        }
        let last = trail[trail.count - 1]
        return Place(
            folder: trail.count > 1 ? trail[trail.count - 2].node : Self.root, name: last.name, node: last.node,
            path: trail.dropFirst().map(\.name))
    }

    func existing(_ path: String, following: Bool = true) throws(Failure) -> (place: Place, node: Int) {
        let place = try find(path, following: following)
        guard let node = place.node else { throw Failure(ENOENT) }
        return (place, node)
    }

    func names(_ node: Int) throws(Failure) -> [String: Int] {
        guard case .directory(let names) = nodes[node] else { throw Failure(ENOTDIR) }
        return names
    }

    /// Puts a new node at a place, in place of a file or link that may be there.
    @discardableResult
    mutating func add(_ node: Node, at place: Place) throws(Failure) -> Int {
        if let old = place.node, case .directory = nodes[old] { throw Failure(EISDIR) }
        nodes.append(node)
        modified.append(Int64(nodes.count))
        try name(nodes.count - 1, at: place)
        return nodes.count - 1
    }

    /// Gives a node a name, or takes the name away.
    mutating func name(_ node: Int?, at place: Place) throws(Failure) {
        guard !place.name.isEmpty else { throw Failure(EBUSY) }
        var names = try names(place.folder)
        names[place.name] = node
        nodes[place.folder] = .directory(names)
    }

    /// Moves a node as rename(2) does.
    mutating func move(_ from: Place, to place: Place) throws(Failure) {
        guard let node = from.node else { throw Failure(ENOENT) }
        if node == place.node { return }
        var moved = false
        if case .directory = nodes[node] { moved = true }
        if moved, place.path.starts(with: from.path) { throw Failure(EINVAL) }
        if let old = place.node {
            switch nodes[old] {
            case .directory(let names):
                guard moved else { throw Failure(EISDIR) }
                guard names.isEmpty else { throw Failure(ENOTEMPTY) }
            case .file, .link:
                guard !moved else { throw Failure(ENOTDIR) }
            }
        }
        try name(nil, at: from)
        try name(node, at: place)
    }

    /// Every file's real path and bytes.
    func files() -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        var pending = [(Self.root, "")]
        while let (node, path) = pending.popLast() {
            switch nodes[node] {
            case .file(let bytes): found[path] = bytes
            case .directory(let names): for (name, child) in names { pending.append((child, path + "/" + name)) }
            case .link: break
            }
        }
        return found
    }
}
