private import FlyingFox
private import FlyingSocks
private import Foundation

#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

/// Where the preview is to be had.
package struct PreviewAddress: Hashable, Sendable {
    /// An IP address without brackets.
    package var host: String
    package var port: UInt16

    package var url: String { "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)/" }
}

package enum PreviewError: Error, CustomStringConvertible {
    case invalidAddress(String)
    case noFreePort(host: String, first: UInt16, last: UInt16)
    case cannotListen(host: String, port: UInt16, reason: String)

    package var description: String {
        switch self {
        case .invalidAddress(let host): "'\(host)' is no IP address of this machine, nor 'localhost'"
        case .noFreePort(let host, let first, let last): "all ports of \(host) from \(first) to \(last) are in use"
        case .cannotListen(let host, let port, let reason): "cannot listen on \(host), port \(port): \(reason)"
        }
    }
}

/// Serves a `PreviewState` over HTTP/1.1.
///
/// FlyingFox accepts, parses and writes; what is answered is decided in `PreviewResponder`. None of its own handlers
/// is used: the directory handler resolves an encoded `..`.
package struct PreviewServer: Sendable {
    private let host: String
    private let wantedPort: UInt16
    private let state: PreviewState
    private let hosts: HostCheck
    /// How many ports are tried, counted from the wanted one.
    private static let portCount = 20

    /// - Parameters:
    ///   - host: an IP address of this machine, or `localhost` for 127.0.0.1.
    ///   - port: the first to try of twenty; 0 for any that is free.
    ///   - names: further host names under which the user reaches the preview.
    package init(host: String = "127.0.0.1", port: UInt16 = 8000, names: [String] = [], state: PreviewState) {
        self.host = host == "localhost" ? "127.0.0.1" : host
        wantedPort = port
        self.state = state
        hosts = HostCheck(address: self.host, names: names)
    }

    /// Serves while `body` runs, then ends every connection, open event streams included.
    package func run<Value: Sendable>(
        while body: @escaping @Sendable (PreviewAddress) async throws -> Value
    ) async throws -> Value {
        let port = try freePort()
        let responder = PreviewResponder(state: state, hosts: hosts)
        let server = HTTPServer(
            config: .init(address: try socketAddress(port), logger: .disabled),
            handler: ClosureHTTPHandler { request in await Self.respond(to: request, responder) })
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await server.run()
                return nil
            }
            group.addTask { [state] in
                while true {
                    try await Task.sleep(for: .seconds(15))
                    state.beat()
                }
            }
            group.addTask { [host] in
                try await server.waitUntilListening()
                var bound = port
                switch await server.listeningAddress {
                case .ip4(_, let port), .ip6(_, let port): bound = port
                default: break
                }
                return try await body(PreviewAddress(host: host, port: bound))
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                guard let value else { continue }
                state.finish()
                await server.stop(timeout: 0)
                return value
            }
            throw CancellationError()
        }
    }

    private func socketAddress(_ port: UInt16) throws -> any SocketAddress {
        do {
            return host.contains(":")
                ? try sockaddr_in6.inet6(ip6: host, port: port) : try sockaddr_in.inet(ip4: host, port: port)
        } catch {
            throw PreviewError.invalidAddress(host)
        }
    }

    /// The first port of twenty that nobody listens on.
    private func freePort() throws -> UInt16 {
        let last = UInt16(min(Int(wantedPort) + Self.portCount - 1, Int(UInt16.max)))
        for port in wantedPort...last {
            do {
                try probe(try socketAddress(port))
                return port
            } catch SocketError.failed(_, let code, let message) {
                if code == EADDRINUSE { continue }
                if code == EADDRNOTAVAIL { throw PreviewError.invalidAddress(host) }
                throw PreviewError.cannotListen(host: host, port: port, reason: message)
            }
        }
        throw PreviewError.noFreePort(host: host, first: wantedPort, last: last)
    }

    /// Listens for a moment, as the server will.
    private func probe(_ address: some SocketAddress) throws {
        let socket = try Socket(domain: Int32(type(of: address).family))
        defer { try? socket.close() }
        try socket.setValue(true, for: .localAddressReuse)
        try socket.bind(to: address)
        try socket.listen()
    }

    private static func respond(to request: HTTPRequest, _ responder: PreviewResponder) async -> HTTPResponse {
        let reply = await responder.respond(
            to: PreviewRequest(
                method: request.method.rawValue, target: request.target.rawValue, host: request.headers[.host]))
        var headers = HTTPHeaders()
        for (name, value) in reply.headers { headers[HTTPHeader(name)] = value }
        let status = HTTPStatusCode(reply.status, phrase: phrase(reply.status))
        switch reply.body {
        case .bytes(let bytes):
            headers[.contentLength] = String(bytes.count)
            let body = request.method == .HEAD ? Data() : Data(bytes)
            // Large pieces: each is a call to the system.
            return HTTPResponse(
                statusCode: status, headers: headers,
                body: HTTPBodySequence(data: body, suggestedBufferSize: 1 << 18))
        case .events(let stream):
            return HTTPResponse(
                statusCode: status, headers: headers, body: HTTPBodySequence(from: EventBytes(stream: stream)))
        }
    }

    /// Reason phrases (RFC 9110, section 15).
    private static func phrase(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 301: "Moved Permanently"
        case 400: "Bad Request"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 414: "URI Too Long"
        case 421: "Misdirected Request"
        case 503: "Service Unavailable"
        default: ""
        }
    }
}

/// Server-sent events as FlyingFox wants a body of unknown length: a buffer for each event.
private struct EventBytes: AsyncBufferedSequence {
    typealias Element = UInt8

    let stream: AsyncStream<String>

    struct Iterator: AsyncBufferedIteratorProtocol {
        var iterator: AsyncStream<String>.Iterator

        mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
            await iterator.next().map { Array($0.utf8) }
        }

        /// Asked of by nobody: the buffers are.
        mutating func next() async throws -> UInt8? { nil }
    }

    func makeAsyncIterator() -> Iterator { Iterator(iterator: stream.makeAsyncIterator()) }
}
