internal import Addresses
internal import SourceText

/// What a path that leads nowhere was probably meant to be.
///
/// Looked up, not compared with every path: an index of file names, and of file names with one letter left out, so that
/// a site with ten thousand faults is judged as fast as one with ten (the symmetric delete method).
struct Suggestions: Sendable {
    private var bySpelling: [String: String] = [:]
    private var byName: [String: [String]] = [:]
    private var byDeletion: [String: [String]] = [:]

    init(_ book: AddressBook) {
        let paths = book.suggestedPaths
        for path in paths {
            bySpelling[path.lowercased()] = path
            let name = Suggestions.key(path)
            byName[name, default: []].append(path)
            guard byName[name]?.count == 1 else { continue }
            for variant in Suggestions.deletions(of: name) { byDeletion[variant, default: []].append(name) }
        }
    }

    /// The path that differs from this one only by case.
    func spelling(of path: String) -> String? {
        for suffix in ["", ".md", ".markdown"] {
            if let real = bySpelling[path.lowercased() + suffix], real != path + suffix { return real }
        }
        return nil
    }

    /// A file of the same name elsewhere, or one whose name differs by a slip or two; the nearest folder first.
    func nearest(to path: String) -> String? {
        let name = Suggestions.key(path)
        guard !name.isEmpty else { return nil }
        var names: Set<String> = byName[name] == nil ? [] : [name]
        if names.isEmpty {
            for variant in Suggestions.deletions(of: name) + [name] {
                for candidate in byDeletion[variant] ?? [] { names.insert(candidate) }
                if byName[variant] != nil { names.insert(variant) }
            }
            // A letter left out on both sides is a letter changed; two slips or more are no longer a slip.
            names = names.filter { editDistance($0, name, atMost: 2) != nil }
        }
        let candidates = names.flatMap { candidate in
            (byName[candidate] ?? []).map { (path: $0, slips: editDistance(candidate, name, atMost: 2) ?? 3) }
        }
        let wantsImage = Suggestions.isImage(path)
        return candidates
            .filter { Suggestions.isImage($0.path) == wantsImage }
            .min { a, b in
                let left = (a.slips, -sharedFolders(a.path, path), a.path)
                let right = (b.slips, -sharedFolders(b.path, path), b.path)
                return left < right
            }?.path
    }

    private func sharedFolders(_ a: String, _ b: String) -> Int {
        zip(folder(of: a).split(separator: "/"), folder(of: b).split(separator: "/")).prefix { $0 == $1 }.count
    }

    /// The last component in lower case, without the extensions that references leave out.
    private static func key(_ path: String) -> String {
        let name = fileName(of: path)
        let isPage = ["md", "markdown", "html"].contains(fileExtension(of: name))
        return (isPage ? stem(of: name) : name).lowercased()
    }

    private static func isImage(_ path: String) -> Bool {
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"].contains(fileExtension(of: path))
    }

    private static func deletions(of name: String) -> [String] {
        let bytes = Array(name.utf8)
        guard bytes.count >= 3, bytes.count <= 80 else { return [] }
        return bytes.indices.map { index in
            String(decoding: bytes[..<index] + bytes[(index + 1)...], as: UTF8.self)
        }
    }
}
