/// A request's first line and headers, as far as the preview needs them (RFC 9112, sections 3 and 5).
///
/// Strict where leniency is what attacks live on: line ends, white space before a colon, folded lines, a second
/// `Host`.
struct RequestHead: Equatable, Sendable {
    var method: String
    /// As sent.
    var target: String
    var host: String
    /// Whether another request may follow on the connection.
    var keepsAlive: Bool
    /// Whether bytes follow that belong to this request: they are not read, and nothing after them can be.
    var hasBody: Bool

    /// The status that answers a request which is none.
    struct Problem: Error, Equatable {
        var status: Int
        init(_ status: Int) { self.status = status }
    }

    /// - Parameter lines: the head without its final empty line.
    init(parsing head: ArraySlice<UInt8>) throws(Problem) {
        var lines = Self.lines(of: head)[...]
        let words = (lines.popFirst() ?? []).split(separator: 0x20, omittingEmptySubsequences: false)
        guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(Self.isTokenByte),
            let target = Self.text(words[1]), !target.isEmpty
        else { throw Problem(400) }
        let version = String(decoding: words[2], as: UTF8.self)
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
            throw Problem(version.hasPrefix("HTTP/") ? 505 : 400)
        }
        (method, self.target) = (String(decoding: words[0], as: UTF8.self), target)
        keepsAlive = version == "HTTP/1.1"
        hasBody = false
        var hosts: [String] = []
        var lengths: Set<String> = []
        for line in lines {
            let (name, value) = try Self.header(line)
            switch name {
            case "host": hosts.append(value)
            case "connection" where value.lowercased().split(separator: ",").contains { $0.trimmed == "close" }:
                keepsAlive = false
            case "content-length":
                lengths.insert(value)
                guard value.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), UInt(value) != nil else { throw Problem(400) }
            case "transfer-encoding": hasBody = true
            default: break
            }
        }
        guard hosts.count == 1, lengths.count <= 1, !(hasBody && !lengths.isEmpty) else { throw Problem(400) }
        host = hosts[0]
        hasBody = hasBody || lengths.contains { $0.utf8.contains { $0 != 0x30 } }
    }

    private static func lines(of head: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = head.startIndex
        var index = start
        while index + 1 < head.endIndex {
            if head[index] == 0x0D, head[index + 1] == 0x0A {
                lines.append(head[start..<index])
                start = index + 2
                index = start
            } else {
                index += 1
            }
        }
        lines.append(head[start...])
        return lines
    }

    private static func header(_ line: ArraySlice<UInt8>) throws(Problem) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
            line[..<colon].allSatisfy(isTokenByte), let value = text(line[(colon + 1)...])
        else { throw Problem(400) }
        return (String(decoding: line[..<colon], as: UTF8.self).lowercased(), String(value.trimmed))
    }

    /// Bytes without control characters but tabs, as text.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// RFC 9110, section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension StringProtocol {
    /// Without spaces and tabs at its ends.
    fileprivate var trimmed: SubSequence {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
