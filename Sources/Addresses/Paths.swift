/// Paths inside the content or the site: `/` between components, relative to the root, no `.` or `..`; the root is "".

/// The folder of a path: `a/b.md` → `a`; `b.md` → "".
package func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "" }
    return String(path[..<slash])
}

/// The last component: `a/b.md` → `b.md`.
package func fileName(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return path }
    return String(path[path.utf8.index(after: slash)...])
}

/// A file name without its last extension: `b.tar.gz` → `b.tar`; a leading dot is no extension.
package func stem(of name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.utf8.startIndex else { return name }
    return String(name[..<dot])
}

/// The extension in lower case without its dot; empty without one.
package func fileExtension(of path: String) -> String {
    let name = fileName(of: path)
    guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.utf8.startIndex else { return "" }
    return name[name.utf8.index(after: dot)...].lowercased()
}

package func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : name.isEmpty ? folder : "\(folder)/\(name)"
}

/// `path`, relative to `folder`, without `.`, `..` and empty components (RFC 3986, 5.2.4); nil where it climbs above
/// the root.
package func normalized(_ path: String, in folder: String) -> String? {
    var result: [UInt8] = Array(folder.utf8)
    result.reserveCapacity(result.count + path.utf8.count + 1)
    var component: [UInt8] = []
    func finish() -> Bool {
        defer { component.removeAll(keepingCapacity: true) }
        if component.isEmpty || component == [0x2E] { return true }
        if component == [0x2E, 0x2E] {
            guard !result.isEmpty else { return false }
            let slash = result.lastIndex(of: 0x2F) ?? 0
            result.removeSubrange(slash...)
            return true
        }
        if !result.isEmpty { result.append(0x2F) }
        result.append(contentsOf: component)
        return true
    }
    for byte in path.utf8 {
        if byte == 0x2F {
            guard finish() else { return nil }
        } else {
            component.append(byte)
        }
    }
    guard finish() else { return nil }
    return String(decoding: result, as: UTF8.self)
}

/// The relative reference that leads from one output file to another, such as `../a/b.html`. A page that links to
/// itself gets its own file name, so that the link also works from a saved copy.
package func relativePath(from page: String, to target: String) -> String {
    let from = Array(page.utf8)
    let to = Array(target.utf8)
    var shared = 0
    var index = 0
    while index < from.count, index < to.count, from[index] == to[index] {
        index += 1
        if from[index - 1] == 0x2F { shared = index }
    }
    var result: [UInt8] = []
    for byte in from[shared...] where byte == 0x2F { result.append(contentsOf: [0x2E, 0x2E, 0x2F]) }
    result.append(contentsOf: to[shared...])
    // `a:b.html` would read as a scheme (RFC 3986, 4.2).
    if let colon = result.firstIndex(of: 0x3A), !result[..<colon].contains(0x2F) {
        result.insert(contentsOf: [0x2E, 0x2F], at: 0)
    }
    return String(decoding: result, as: UTF8.self)
}
