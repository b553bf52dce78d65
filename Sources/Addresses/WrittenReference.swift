/// A destination as an author wrote it, taken apart but not resolved: RFC 3986's components, percent-escapes decoded
/// in the path and the fragment.
package struct WrittenReference: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        /// `https:`, `mailto:`, `ftp:` …: the scheme in lower case. Nothing is taken apart further.
        case absolute(scheme: String)
        /// `//host/path`.
        case protocolRelative
        /// `/a/b.md`: from the content root.
        case rooted
        /// `../a/b.md`, `a.md`.
        case relative
        /// Nothing before the query or fragment: the page itself.
        case samePage
    }

    package var form: Form
    /// Decoded; empty unless `form` is `rooted` (without the leading slash) or `relative`.
    package var path: String
    /// As written, with its question mark; empty without one.
    package var query: String
    /// Decoded, without the hash; nil without one.
    package var fragment: String?

    package init(_ written: String) {
        let bytes = Array(written.utf8)
        query = ""
        fragment = nil
        path = ""
        if let scheme = WrittenReference.scheme(of: bytes) {
            form = .absolute(scheme: scheme)
            return
        }
        if bytes.starts(with: [0x2F, 0x2F]) {
            form = .protocolRelative
            return
        }
        var pathEnd = bytes.count
        if let hash = bytes.firstIndex(of: 0x23) {
            fragment = percentDecoded(bytes[(hash + 1)...])
            pathEnd = hash
        }
        if let mark = bytes[..<pathEnd].firstIndex(of: 0x3F) {
            query = String(decoding: bytes[mark..<pathEnd], as: UTF8.self)
            pathEnd = mark
        }
        if pathEnd == 0 {
            form = .samePage
        } else if bytes[0] == 0x2F {
            form = .rooted
            path = percentDecoded(bytes[1..<pathEnd])
        } else {
            form = .relative
            path = percentDecoded(bytes[..<pathEnd])
        }
    }

    /// RFC 3986, 3.1: a letter, then letters, digits, `+`, `-`, `.`, up to a colon. One letter alone is a drive
    /// (`C:\docs`), not a scheme.
    private static func scheme(of bytes: [UInt8]) -> String? {
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A: continue
            case 0x30...0x39, 0x2B, 0x2D, 0x2E: if index == 0 { return nil }
            case 0x3A where index > 1: return String(decoding: bytes[..<index], as: UTF8.self).lowercased()
            default: return nil
            }
        }
        return nil
    }
}

/// `%41` → `A`. An escape that is malformed stays as it is; bytes that are no UTF-8 become U+FFFD.
package func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x25) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
        if bytes[index] == 0x25, index + 2 < bytes.endIndex, let high = hexValue(bytes[index + 1]),
            let low = hexValue(bytes[index + 2])
        {
            result.append(high << 4 | low)
            index += 3
        } else {
            result.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}

/// A path or fragment for an `href`: everything outside RFC 3986's `pchar`, `/` and non-ASCII letters escaped.
/// Non-ASCII stays as it is: HTML5 pages are UTF-8, and browsers encode it themselves.
package func percentEncoded(_ text: String) -> String {
    let safe = text.utf8.allSatisfy { isPathByte($0) }
    if safe { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
        if isPathByte(byte) {
            result.append(byte)
        } else {
            result.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x80...0xFF, 0x41...0x5A, 0x61...0x7A, 0x30...0x39: true
    // - . _ ~ ! $ ' ( ) * + , ; = : @ /   (& is left to HTML escaping)
    case 0x2D, 0x2E, 0x5F, 0x7E, 0x21, 0x24, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x3B, 0x3D, 0x3A, 0x40, 0x2F:
        true
    default: false
    }
}
