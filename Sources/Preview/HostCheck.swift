/// Which `Host` a request may name.
///
/// A page of another site can have its own name resolve to 127.0.0.1 and then read what is served here, as its own
/// (DNS rebinding). Its name gives it away. The port is not compared: it differs where one is forwarded.
struct HostCheck: Sendable {
    private let names: Set<String>
    private let allowsAnyAddress: Bool

    /// - Parameters:
    ///   - address: what the server is bound to.
    ///   - names: further names under which the user reaches it.
    init(address: String, names: [String] = []) {
        self.names = Set((names + ["localhost", "127.0.0.1", "::1", address]).map { $0.lowercased() })
        // Bound to all interfaces, it is reached under any of their addresses. An address cannot be rebound.
        allowsAnyAddress = address == "0.0.0.0" || address == "::"
    }

    func allows(_ host: String) -> Bool {
        guard let name = Self.name(of: host.lowercased()) else { return false }
        if names.contains(name) { return true }
        return allowsAnyAddress && (Self.isVersion4(name) || Self.isVersion6(name))
    }

    /// The name without the port and an address's brackets; nil for what is not written as a host (RFC 3986, 3.2.2).
    private static func name(of host: String) -> String? {
        let name: Substring
        var rest: Substring
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return nil }
            name = host[host.index(after: host.startIndex)..<end]
            rest = host[host.index(after: end)...]
            guard isVersion6(String(name)) else { return nil }
        } else {
            let end = host.firstIndex(of: ":") ?? host.endIndex
            name = host[..<end]
            rest = host[end...]
        }
        if rest.popFirst() != nil {
            guard host.contains(":"), UInt16(rest) != nil, rest.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
                return nil
            }
        }
        return name.isEmpty ? nil : String(name)
    }

    private static func isVersion4(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && $0.utf8.count <= 3 && !$0.hasPrefix("+") }
    }

    private static func isVersion6(_ name: String) -> Bool {
        name.contains(":")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x66, 0x3A, 0x2E: true
                default: false
                }
            }
    }
}
