/// The path of a request, decoded, or why it is none of ours.
///
/// Browsers resolve `.` and `..` before they ask. What still has them in it, plainly or encoded, is no mistake of
/// theirs and gets no help.
struct RequestTarget: Equatable, Sendable {
    /// Relative to the site's root; empty, or ending in `/`, for a folder.
    let path: String
    /// With its `?`, as sent; empty where there is none.
    let query: String

    enum Problem: Error {
        case malformed
        case tooLong
    }

    /// More than any browser's address bar takes.
    private static let maximumLength = 8192

    init(_ target: String) throws(Problem) {
        guard target.utf8.count <= Self.maximumLength else { throw .tooLong }
        let question = target.firstIndex(of: "?") ?? target.endIndex
        query = String(target[question...])
        guard target.hasPrefix("/") else { throw .malformed }
        var decoded: [UInt8] = []
        var bytes = Array(target[..<question].utf8)[1...]
        while let byte = bytes.popFirst() {
            var value = byte
            if byte == 0x25 {
                guard let high = bytes.popFirst().flatMap(Self.digit), let low = bytes.popFirst().flatMap(Self.digit)
                else { throw .malformed }
                value = high << 4 | low
                // An encoded slash is part of a name, and no name has one.
                if value == 0x2F { throw .malformed }
            }
            // Control characters, backslash, and a fragment's sign, which no client sends.
            if value < 0x20 || value == 0x7F || value == 0x5C || byte == 0x23 { throw .malformed }
            decoded.append(value)
        }
        guard let path = String(validating: decoded, as: UTF8.self) else { throw .malformed }
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, name) in names.enumerated() {
            let isLast = index == names.count - 1
            if name == "." || name == ".." || name.isEmpty && !isLast { throw .malformed }
        }
        self.path = path
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// A path as a `Location` has it.
    static func encoded(_ path: String) -> String {
        var out = ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return out
    }
}
