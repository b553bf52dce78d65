import Dispatch

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A client that sends whatever bytes it is given: none of the courtesies of an HTTP library.
struct RawClient: Sendable {
    var port: UInt16

    /// What comes back until the server closes, `enough` says so, or ten seconds have passed.
    /// - Parameter closing: whether to end the sending side, so that the server does not wait for more.
    func exchange(
        _ request: [UInt8], closing: Bool = false, until enough: @escaping @Sendable ([UInt8]) -> Bool = { _ in false }
    ) async -> [UInt8] {
        let port = port
        return await withCheckedContinuation { continuation in
            // Blocking calls must not hold the threads on which the server runs.
            DispatchQueue(label: "client").async {
                continuation.resume(returning: Self.exchange(request, port, closing, enough))
            }
        }
    }

    private static func exchange(
        _ request: [UInt8], _ port: UInt16, _ closing: Bool, _ enough: ([UInt8]) -> Bool
    ) -> [UInt8] {
        let connection = Connection(port: port)
        defer { withExtendedLifetime(connection) {} }
        let descriptor = connection.descriptor
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        connection.send(request)
        // The server, which may wait for more, learns that there is none.
        if closing { shutdown(descriptor, Int32(SHUT_WR)) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !enough(answer) {
            let n = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard n > 0 else { break }
            answer += buffer[..<n]
        }
        return answer
    }

    func get(_ target: String, method: String = "GET", headers: [String] = []) async -> RawAnswer {
        let lines = ["\(method) \(target) HTTP/1.1", "Host: localhost:\(port)", "Connection: close"] + headers
        return RawAnswer(await exchange(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)))
    }
}

/// An open connection, closed with the value. Nothing waits for what it may receive.
final class Connection: Sendable {
    let descriptor: Int32

    init(port: UInt16) {
        #if canImport(Darwin)
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let n = unsafe bytes[sent...].withUnsafeBytes { unsafe systemSend(descriptor, $0) }
            guard n > 0 else { return }
            sent += n
        }
    }
}

private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    unsafe send(descriptor, bytes.baseAddress, bytes.count, noSignal)
}

#if canImport(Darwin)
    private let noSignal: Int32 = 0
#else
    private let noSignal = Int32(MSG_NOSIGNAL)
#endif

/// A response taken apart.
struct RawAnswer {
    var status = 0
    /// Names in small letters.
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    var text: String { String(decoding: body, as: UTF8.self) }

    init(_ bytes: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        var index = 0
        while index + 4 <= bytes.count, Array(bytes[index..<(index + 4)]) != end { index += 1 }
        guard index + 4 <= bytes.count else { return }
        let lines = String(decoding: bytes[..<index], as: UTF8.self).split(separator: "\r\n")
        status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].drop { $0 == " " }.description : ""
        }
        body = Array(bytes[(index + 4)...])
    }
}
