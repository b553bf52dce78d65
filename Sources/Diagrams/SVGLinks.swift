/// Which addresses a picture may link to.
enum SVGLinks {
    /// `http`, `https`, `mailto`, and paths. Spaces and control characters, which browsers leave out when they look for the
    /// scheme, make an address unsafe.
    static func isSafe(_ destination: ArraySlice<UInt8>) -> Bool {
        guard !destination.isEmpty, destination.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else {
            return false
        }
        let schemeEnd = destination.firstIndex {
            $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
        }
        guard let schemeEnd, destination[schemeEnd] == UInt8(ascii: ":") else { return true }
        let scheme = destination[..<schemeEnd].map { $0.isASCIICapital ? $0 | 0x20 : $0 }
        return scheme.equals("http") || scheme.equals("https") || scheme.equals("mailto")
    }
}
