internal import FlyingSocks
private import Synchronization

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

/// Serves a `PreviewState` over HTTP/1.1. What is answered is decided in `PreviewResponder`.
package struct PreviewServer: Sendable {
    private let host: String
    private let wantedPort: UInt16
    private let state: PreviewState
    private let hosts: HostCheck
    /// How many ports are tried, counted from the wanted one.
    private static let portCount = 20
    /// Fewer than the files a process may have open on most systems (1024).
    private static let maximumConnections = 500

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
        let (listener, port) = try listen()
        defer { try? listener.close() }
        let pool = SocketPool<Poll>.make()
        try await pool.prepare()
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await pool.run()
                return nil
            }
            group.addTask {
                try await accept(on: AsyncSocket(socket: listener, pool: pool))
                return nil
            }
            group.addTask { [host] in try await body(PreviewAddress(host: host, port: port)) }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                guard let value else { continue }
                state.finish()
                return value
            }
            throw CancellationError()
        }
    }

    private func accept(on listener: AsyncSocket) async throws {
        let responder = PreviewResponder(state: state, hosts: hosts)
        let count = ConnectionCount()
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                let socket: AsyncSocket
                do {
                    socket = try await listener.accept()
                } catch SocketError.failed {
                    // A connection that was gone again, or too many open files: others will be closed.
                    try await Task.sleep(for: .milliseconds(50))
                    continue
                }
                guard count.open.load(ordering: .relaxed) < Self.maximumConnections else {
                    try? socket.close()
                    continue
                }
                count.open.add(1, ordering: .relaxed)
                group.addTask {
                    await PreviewConnection(socket: PreviewSocket(socket), responder: responder).serve()
                    count.open.subtract(1, ordering: .relaxed)
                }
            }
        }
    }

    /// Listens on the first port of twenty that nobody else listens on.
    private func listen() throws -> (Socket, UInt16) {
        let last = UInt16(min(Int(wantedPort) + Self.portCount - 1, Int(UInt16.max)))
        for port in wantedPort...last {
            do {
                let socket = try Self.listen(on: try socketAddress(port))
                switch try? socket.sockname() {
                case .ip4(_, let port), .ip6(_, let port): return (socket, port)
                default: return (socket, port)
                }
            } catch SocketError.failed(_, let code, let message) {
                if code == EADDRINUSE { continue }
                if code == EADDRNOTAVAIL { throw PreviewError.invalidAddress(host) }
                throw PreviewError.cannotListen(host: host, port: port, reason: message)
            }
        }
        throw PreviewError.noFreePort(host: host, first: wantedPort, last: last)
    }

    private func socketAddress(_ port: UInt16) throws -> any SocketAddress {
        do {
            return host.contains(":")
                ? try sockaddr_in6.inet6(ip6: host, port: port) : try sockaddr_in.inet(ip4: host, port: port)
        } catch {
            throw PreviewError.invalidAddress(host)
        }
    }

    private static func listen(on address: some SocketAddress) throws -> Socket {
        let socket = try Socket(domain: Int32(type(of: address).family))
        do {
            // A port that was served a moment ago may still have connections that time out.
            try socket.setValue(true, for: .localAddressReuse)
            #if canImport(Darwin)
                try socket.setValue(true, for: .noSIGPIPE)
            #endif
            try socket.bind(to: address)
            try socket.listen()
        } catch {
            try? socket.close()
            throw error
        }
        return socket
    }
}

private final class ConnectionCount: Sendable {
    let open = Atomic(0)
}
