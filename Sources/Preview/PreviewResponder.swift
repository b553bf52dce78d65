/// What is asked for, as far as it matters here.
struct PreviewRequest: Sendable {
    var method: String
    /// As sent.
    var target: String
    var host: String
}

/// What is answered. The body of an answer to `HEAD` is there for its length.
struct PreviewReply: Sendable {
    enum Body: Sendable {
        case bytes([UInt8])
        case events(AsyncStream<String>)
    }

    var status: Int
    var headers: [(name: String, value: String)]
    var body: Body
}

/// Answers requests from what was built, and from nothing else: no path ever reaches the disk.
struct PreviewResponder: Sendable {
    let state: PreviewState
    let hosts: HostCheck

    func respond(to request: PreviewRequest) async -> PreviewReply {
        guard hosts.allows(request.host) else {
            return Self.plain(421, "this preview does not answer for '\(request.host.prefix(100))'")
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return Self.plain(405, "only GET and HEAD are answered", [("Allow", "GET, HEAD")])
        }
        do {
            return await answer(try RequestTarget(request.target), isHead: request.method == "HEAD")
        } catch {
            switch error {
            case .malformed: return Self.plain(400, "the address is malformed")
            case .tooLong: return Self.plain(414, "the address is too long")
            }
        }
    }

    private func answer(_ target: RequestTarget, isHead: Bool) async -> PreviewReply {
        let current = state.current
        if target.path.hasPrefix(ReloadClient.prefix) { return answerClient(target.path, isHead: isHead) }
        guard let site = current.site else {
            return page(
                503,
                Array("<!doctype html><title>Building</title><body><p>The first build is under way.</p></body>\n".utf8),
                current, [("Retry-After", "1")])
        }
        let isFolder = target.path.isEmpty || target.path.hasSuffix("/")
        let path = isFolder ? target.path + "index.html" : target.path
        if let bytes = await site.file(path) {
            let type = contentType(of: path)
            if type.hasPrefix("text/html") { return page(200, bytes, current) }
            return PreviewReply(status: 200, headers: Self.headers(type), body: .bytes(bytes))
        }
        if !isFolder, await site.file(path + "/index.html") != nil {
            // Absolute paths with one slash: two would name another host.
            return Self.plain(301, "moved", [("Location", "/" + RequestTarget.encoded(path) + "/" + target.query)])
        }
        guard let bytes = await site.file("404.html") else { return Self.plain(404, "not found") }
        return page(404, bytes, current)
    }

    private func answerClient(_ path: String, isHead: Bool) -> PreviewReply {
        if path == ReloadClient.prefix + "events" {
            let headers = Self.headers("text/event-stream; charset=utf-8")
            if isHead { return PreviewReply(status: 200, headers: headers, body: .bytes([])) }
            guard let events = state.events() else { return Self.plain(503, "too many open pages") }
            return PreviewReply(status: 200, headers: headers, body: .events(events))
        }
        guard let bytes = ReloadClient.file(path) else { return Self.plain(404, "not found") }
        return PreviewReply(status: 200, headers: Self.headers(contentType(of: path)), body: .bytes(bytes))
    }

    private func page(
        _ status: Int, _ bytes: [UInt8], _ current: PreviewState.Current, _ more: [(name: String, value: String)] = []
    ) -> PreviewReply {
        PreviewReply(
            status: status, headers: Self.headers("text/html; charset=utf-8") + more,
            body: .bytes(ReloadClient.inject(into: bytes, identifier: current.identifier)))
    }

    static func plain(_ status: Int, _ text: String, _ more: [(name: String, value: String)] = []) -> PreviewReply {
        PreviewReply(
            status: status, headers: headers("text/plain; charset=utf-8") + more,
            body: .bytes(Array((text + "\n").utf8)))
    }

    private static func headers(_ type: String) -> [(name: String, value: String)] {
        [
            ("Content-Type", type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "same-origin"),
        ]
    }
}
