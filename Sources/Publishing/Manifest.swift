/// What a published folder holds by our hand: the mark that it is ours to replace, and how we tell its files from
/// those that others put there.
///
/// Its bytes depend on the files' names and sizes alone, so that the same site has the same manifest.
package struct Manifest: Equatable, Sendable {
    package static let fileName = ".opsbook-manifest.json"
    private static let version = 1

    /// Why a file is no manifest.
    package enum Problem: Error {
        case damaged
        /// Written by a later opsbook, whose files this one cannot tell from others'.
        case newer
    }

    /// False while a site is replaced file by file: then `files` names the old ones and the new.
    package var isComplete: Bool
    /// Sizes in bytes by path, relative to the folder, the manifest itself left out.
    package var files: [String: Int]

    package init(isComplete: Bool = true, files: [String: Int]) {
        self.isComplete = isComplete
        self.files = files
    }

    /// JSON, one line a file, in the order of the paths' bytes.
    package func encoded() -> [UInt8] {
        var out = Array("{\"opsbook\": \(Self.version), \"complete\": \(isComplete), \"files\": {".utf8)
        out.reserveCapacity(64 * files.count + 64)
        let paths = files.keys.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        var isFirst = true
        for path in paths {
            out += isFirst ? [0x0A, 0x22] : [0x2C, 0x0A, 0x22]
            isFirst = false
            for byte in path {
                switch byte {
                case 0x22, 0x5C: out += [0x5C, byte]
                case 0..<0x20:
                    let digits = String(byte, radix: 16)
                    out += Array("\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
                default: out.append(byte)
                }
            }
            out += Array("\": \(files[String(decoding: path, as: UTF8.self)] ?? 0)".utf8)
        }
        out += Array("\n}}\n".utf8)
        return out
    }
}

extension Manifest {
    /// Reads what `encoded` wrote. Anything else, an unknown key for one, counts as damage: then the folder is not
    /// ours to replace.
    package init(parsing bytes: [UInt8]) throws(Problem) {
        var scanner = Scanner(bytes: bytes)
        try scanner.expect("{\"opsbook\":")
        guard try scanner.number() <= Self.version else { throw .newer }
        try scanner.expect(",\"complete\":")
        isComplete = scanner.accept("true")
        if !isComplete { try scanner.expect("false") }
        try scanner.expect(",\"files\":{")
        files = [:]
        if !scanner.accept("}") {
            repeat {
                let path = try scanner.string()
                try scanner.expect(":")
                files[path] = try scanner.number()
            } while scanner.accept(",")
            try scanner.expect("}")
        }
        try scanner.expect("}")
        guard scanner.isAtEnd else { throw .damaged }
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return index == bytes.count
            }
        }

        mutating func skipSpace() {
            while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
        }

        /// Takes these characters, white space between them, or nothing.
        mutating func accept(_ text: String) -> Bool {
            let start = index
            for byte in text.utf8 {
                skipSpace()
                guard index < bytes.count, bytes[index] == byte else {
                    index = start
                    return false
                }
                index += 1
            }
            return true
        }

        mutating func expect(_ text: String) throws(Problem) {
            guard accept(text) else { throw .damaged }
        }

        mutating func number() throws(Problem) -> Int {
            skipSpace()
            let start = index
            var value = 0
            // Eighteen digits fit; a file is never that large.
            while index < bytes.count, index - start < 18, case 0x30...0x39 = bytes[index] {
                value = value * 10 + Int(bytes[index] - 0x30)
                index += 1
            }
            guard index > start else { throw .damaged }
            return value
        }

        mutating func string() throws(Problem) -> String {
            try expect("\"")
            let start = index
            while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x5C { index += 1 }
            var text = Array(bytes[start..<index])
            while index < bytes.count, bytes[index] != 0x22 {
                if bytes[index] == 0x5C { text.append(try escape()) } else { text.append(bytes[index]) }
                index += 1
            }
            guard index < bytes.count, let path = String(validating: text, as: UTF8.self) else { throw .damaged }
            index += 1
            return path
        }

        /// The byte that an escape stands for; `index` is left on the escape's last character.
        private mutating func escape() throws(Problem) -> UInt8 {
            index += 1
            guard index < bytes.count else { throw .damaged }
            if bytes[index] == 0x22 || bytes[index] == 0x5C { return bytes[index] }
            guard bytes[index] == 0x75, index + 4 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 4)], as: UTF8.self), radix: 16)
            else { throw .damaged }
            index += 4
            return value
        }
    }
}
