/// One browser's connection: requests in, replies out, in turn.
///
/// FlyingFox's own server is not used. Its reader of lines copies what it has at every byte, without a limit: an
/// address of 80 KB, which any web page may have a browser ask for, keeps a core busy for seven seconds, and Ctrl-C
/// waits for it (0.27.1, measured). Its sockets and their event loop serve well.
struct PreviewConnection: Sendable {
    let socket: PreviewSocket
    let responder: PreviewResponder

    /// A request's line and headers together; browsers send one or two kilobytes.
    private static let maximumHead = 32 * 1024
    /// For a whole head to arrive, or the next request on an open connection.
    private static let patience = Duration.seconds(30)

    func serve() async {
        defer { socket.close() }
        var pending: [UInt8] = []
        while true {
            let head: RequestHead
            do throws(RequestHead.Problem) {
                guard let next = try await nextHead(&pending) else { return }
                head = next
            } catch {
                _ = await send(PreviewResponder.plain(error.status, "the request is malformed"), closing: true)
                return await linger()
            }
            let reply = await responder.respond(
                to: PreviewRequest(method: head.method, target: head.target, host: head.host))
            let closing = !head.keepsAlive || head.hasBody
            guard await send(reply, isHead: head.method == "HEAD", closing: closing) else { return }
            if closing { return head.hasBody ? await linger() : () }
        }
    }

    /// The next request on the connection; nil when it was closed, or nothing came for too long.
    private func nextHead(_ pending: inout [UInt8]) async throws(RequestHead.Problem) -> RequestHead? {
        let end = ContinuousClock.now + Self.patience
        var searched = 0
        while true {
            // An empty line before a request is passed over (RFC 9112, section 2.2).
            while pending.starts(with: [0x0D, 0x0A]) { pending.removeFirst(2) }
            var index = max(0, searched - 3)
            while index + 3 < pending.count {
                if pending[index] == 0x0D, pending[index + 1] == 0x0A, pending[index + 2] == 0x0D,
                    pending[index + 3] == 0x0A
                {
                    let head = try RequestHead(parsing: pending[..<index])
                    pending.removeFirst(index + 4)
                    return head
                }
                index += 1
            }
            searched = pending.count
            guard searched < Self.maximumHead else {
                throw RequestHead.Problem(pending.contains(0x0A) ? 431 : 414)
            }
            guard let more = await socket.read(until: end) else { return nil }
            pending += more
        }
    }

    /// False where the connection is to be given up.
    private func send(_ reply: PreviewReply, isHead: Bool = false, closing: Bool) async -> Bool {
        var head = "HTTP/1.1 \(reply.status) \(Self.phrase(reply.status))\r\n"
        for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
        switch reply.body {
        case .bytes(let bytes):
            head += "Content-Length: \(bytes.count)\r\n" + (closing ? "Connection: close\r\n\r\n" : "\r\n")
            return await socket.write(Array(head.utf8) + (isHead ? [] : bytes))
        case .events(let events):
            // Without a length the body lasts as long as the connection.
            guard await socket.write(Array((head + "Connection: close\r\n\r\n").utf8)) else { return false }
            await stream(events)
            return false
        }
    }

    /// Sends events until there are no more or the browser is gone, which shows at once in what it sends: nothing.
    private func stream(_ events: AsyncStream<String>) async {
        await withTaskGroup { group in
            group.addTask { while await socket.read(until: nil) != nil {} }
            group.addTask {
                for await event in events {
                    guard await socket.write(Array(event.utf8)) else { return }
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Reads on for a moment before closing: closing on unread bytes has the system take back what was answered.
    private func linger() async {
        socket.endWriting()
        let end = ContinuousClock.now + .seconds(1)
        for _ in 0..<64 { guard await socket.read(until: end) != nil else { return } }
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
        case 431: "Request Header Fields Too Large"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }
}
