internal import Addresses
internal import SourceText

/// What a path that leads nowhere was probably meant to be.
struct Suggestions: Sendable {
    private var bySpelling: [String: String] = [:]
    /// Sorted, by key.
    private var byName: [String: [String]] = [:]
    private let names: NearNames

    init(_ book: AddressBook) {
        var paths = Set(book.suggestedPaths)
        // A folder that has an index can be named too.
        for path in paths where indexRank(of: fileName(of: path)) != nil || fileName(of: path) == "index.html" {
            let folder = folder(of: path)
            guard !folder.isEmpty, case .success = book.resolve(WrittenReference("/" + percentEncoded(folder)), in: "")
            else {
                continue
            }
            paths.insert(folder)
        }
        for path in paths.sorted() {
            bySpelling[path.lowercased()] = path
            byName[Suggestions.key(path), default: []].append(path)
        }
        names = NearNames(Set(byName.keys))
    }

    /// The path that differs from this one only by case.
    func spelling(of path: String) -> String? {
        for suffix in ["", ".md", ".markdown"] {
            if let real = bySpelling[path.lowercased() + suffix], real != path + suffix { return real }
        }
        return nil
    }

    /// A file of the same name elsewhere, else one whose name is nearly the same; the one that shares most folders with
    /// the path, of several the one that lies least deep.
    func nearest(to path: String) -> String? {
        let name = Suggestions.key(path)
        guard !name.isEmpty else { return nil }
        let wantsImage = Suggestions.isImage(path)
        var best: (distance: Int, depth: Int, path: String)?
        for candidate in names.nearest(to: name).flatMap({ neighbours(of: path, named: $0) })
        where Suggestions.isImage(candidate) == wantsImage {
            let found = (-sharedFolders(candidate, path), candidate.utf8.count { $0 == 0x2F }, candidate)
            if best.map({ found < $0 }) ?? true { best = found }
        }
        return best?.path
    }

    /// Of the paths with a name, the few that stand next to a path when sorted: those that share the most folders
    /// with it are among them, however many folders have a file of the name.
    private func neighbours(of path: String, named name: String) -> ArraySlice<String> {
        let paths = byName[name] ?? []
        let place = position(of: path, in: paths) { $0 }
        return paths[max(0, place - 4)..<min(paths.count, place + 4)]
    }

    private func sharedFolders(_ a: String, _ b: String) -> Int {
        zip(folder(of: a).split(separator: "/"), folder(of: b).split(separator: "/")).prefix { $0 == $1 }.count
    }

    /// The last component in lower case, without the extensions that references leave out. Every folder has a README:
    /// an index goes by its folder's name.
    private static func key(_ path: String) -> String {
        let name = fileName(of: path)
        let isPage = ["md", "markdown", "html"].contains(fileExtension(of: name))
        guard isPage else { return name.lowercased() }
        let stem = stem(of: name).lowercased()
        return indexNames.contains(stem) ? joined(fileName(of: folder(of: path)), stem).lowercased() : stem
    }

    private static func isImage(_ path: String) -> Bool {
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"].contains(fileExtension(of: path))
    }
}
