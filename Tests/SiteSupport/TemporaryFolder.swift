package import SourceText

/// A folder on disk for one test, removed with the value.
package final class TemporaryFolder: Sendable {
    /// Absolute, without symbolic links.
    package let path: String
    private let files = DiskFileSystem()

    /// - Parameter files: texts by path; their folders are made.
    package init(_ texts: [String: String] = [:]) throws {
        let name = "/tmp/opsbook-test-\(UInt64.random(in: .min ... .max))"
        try files.makeDirectory(name)
        path = try files.realPath(name)
        for (name, text) in texts { try write(text, to: name) }
    }

    deinit { try? files.removeTree(path) }

    package func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    package func write(_ bytes: [UInt8], to name: String) throws {
        let file = "\(path)/\(name)"
        try files.makeDirectories(String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]))
        try files.write(bytes, to: file)
    }

    package func read(_ name: String) throws -> String {
        String(decoding: try files.read("\(path)/\(name)"), as: UTF8.self)
    }

    package func has(_ name: String) -> Bool { files.status(of: "\(path)/\(name)") != nil }

    package func names(in folder: String = "") throws -> [String] {
        try files.list("\(path)/\(folder)").map(\.name).sorted()
    }

    package func tree(_ folder: String) throws -> [String: [UInt8]] { try fileTree("\(path)/\(folder)") }
}

/// The bytes of all files below a folder by their path in it, links followed.
package func fileTree(_ root: String) throws(FileError) -> [String: [UInt8]] {
    let files = DiskFileSystem()
    var tree: [String: [UInt8]] = [:]
    var pending = [""]
    while let folder = pending.popLast() {
        for entry in try files.list("\(root)/\(folder)") {
            switch entry.kind {
            case .directory: pending.append(folder + entry.name + "/")
            case .file: tree[folder + entry.name] = try files.read("\(root)/\(folder)\(entry.name)")
            case .other, nil: tree[folder + entry.name] = []
            }
        }
    }
    return tree
}
