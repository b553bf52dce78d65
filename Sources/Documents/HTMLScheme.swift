/// What a browser makes of the address in an attribute (URL Living Standard, 4.4): spaces and control characters
/// around it, and tabs and line ends in it, are no part of it.
enum HTMLScheme {
    static func cleaned(_ address: [UInt8]) -> [UInt8] {
        var slice = address[...]
        while let first = slice.first, first <= 0x20 { slice.removeFirst() }
        while let last = slice.last, last <= 0x20 { slice.removeLast() }
        return slice.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    /// Whether a cleaned address runs code, carries its content in itself, or reaches into the reader's machine.
    static func isDangerous(_ address: [UInt8], isImage: Bool) -> Bool {
        guard let colon = address.firstIndex(of: 0x3A), let first = address.first, isLetter(first) else {
            return false
        }
        let name = address[..<colon]
        guard name.count <= 16, name.allSatisfy({ isSchemeByte($0) }) else { return false }
        let scheme = String(decoding: name, as: UTF8.self).lowercased()
        if scheme == "data", isImage { return !isPicture(address[(colon + 1)...]) }
        return dangerous.contains(scheme)
    }

    private static let dangerous: Set<String> = [
        "javascript", "vbscript", "livescript", "mocha", "jscript", "data", "file", "blob", "filesystem", "view-source",
        "jar", "about", "resource", "mhtml",
    ]

    /// Pictures of dots. A vector graphic is a document: it stays out, though browsers run no script in an `img`.
    private static func isPicture(_ type: ArraySlice<UInt8>) -> Bool {
        let type = type.prefix { $0 != 0x3B && $0 != 0x2C }.map { isLetter($0) ? $0 | 0x20 : $0 }
        return ["image/png", "image/gif", "image/jpeg", "image/jpg", "image/webp", "image/avif"].contains {
            $0.utf8.elementsEqual(type)
        }
    }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }
}
