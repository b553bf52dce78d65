import Preview
import Testing

let testFiles: [String: [UInt8]] = [
    "index.html": Array("<html><body>home</BODY></html>".utf8), "404.html": Array("<body>lost</body>".utf8),
    "guide/index.html": Array("<body>guide</body>".utf8), "guide/fragment.html": Array("no end".utf8),
    "style.css": Array("body {}".utf8), "empty.txt": [], "a b/é.html": Array("<body>accent</body>".utf8),
    "picture.png": [0x89, 0x50, 0x4E, 0x47, 0xFF], "LICENSE": Array("free".utf8), "100%.txt": Array("all".utf8),
    "big.json": [UInt8](repeating: 0x20, count: 3_000_000), "search.JS": Array("1".utf8), "..hidden": Array("odd".utf8),
]

/// Runs a server for as long as the body.
func withServer(
    _ files: [String: [UInt8]]? = testFiles, host: String = "127.0.0.1",
    _ body: @escaping @Sendable (RawClient, PreviewState) async throws -> Void
) async throws {
    let state = PreviewState()
    if let files { state.update(PreviewBuild(site: BuiltSite(files: files))) }
    try await PreviewServer(host: host, port: 0, state: state).run { address in
        try await body(RawClient(port: address.port), state)
    }
}

@Suite("The preview server")
struct PreviewServerTests {
    struct Case: Sendable {
        var target: String
        var contains: String
        var status: Int
        var type: String

        init(_ target: String, _ contains: String, _ status: Int = 200, _ type: String = "text/html; charset=utf-8") {
            (self.target, self.contains, self.status, self.type) = (target, contains, status, type)
        }
    }

    static let cases = [
        Case("/", "home"), Case("/index.html", "home"), Case("/?q=../../etc", "home"), Case("/guide/", "guide"),
        Case("/guide/?x=1", "guide"), Case("/guide/fragment.html", "no end"), Case("/a%20b/%C3%A9.html", "accent"),
        Case("/a%20b/%c3%a9.html?%00", "accent"), Case("/a%20b/é.html", "accent"),
        Case("/style.css", "body {}", 200, "text/css; charset=utf-8"),
        Case("/search.JS", "1", 200, "text/javascript; charset=utf-8"),
        Case("/picture.png", "PNG", 200, "image/png"), Case("/empty.txt", "", 200, "text/plain; charset=utf-8"),
        Case("/100%25.txt", "all", 200, "text/plain; charset=utf-8"),
        Case("/LICENSE", "free", 200, "application/octet-stream"),
        Case("/..hidden", "odd", 200, "application/octet-stream"),
        Case("/nothing", "lost", 404), Case("/guide/nothing/", "lost", 404),
        Case("/style.css/", "lost", 404), Case("/INDEX.HTML", "lost", 404),
        Case("/__opsbook/reload.js", "EventSource", 200, "text/javascript; charset=utf-8"),
        Case("/__opsbook/reload.css", "#opsbook-preview", 200, "text/css; charset=utf-8"),
        Case("/__opsbook/other", "not found", 404, "text/plain; charset=utf-8"),
    ]

    @Test("Answers with the right file, type and safeguards")
    func answers() async throws {
        try await withServer { client, _ in
            for example in Self.cases {
                let answer = await client.get(example.target)
                #expect(answer.status == example.status, "\(example)")
                #expect(answer.headers["content-type"] == example.type, "\(example)")
                #expect(answer.text.contains(example.contains) || example.contains.isEmpty, "\(example)")
                #expect(answer.headers["cache-control"] == "no-store")
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(answer.headers["access-control-allow-origin"] == nil)
                #expect(answer.headers["content-length"] == String(answer.body.count))

                let head = await client.get(example.target, method: "HEAD")
                #expect(head.status == example.status)
                #expect(head.headers["content-length"] == answer.headers["content-length"], "\(example)")
                #expect(head.body.isEmpty)
            }
        }
    }

    @Test("A folder without its slash is redirected to itself, on this host")
    func redirect() async throws {
        try await withServer { client, _ in
            for (target, location) in [
                ("/guide", "/guide/"), ("/guide?a=b%20c", "/guide/?a=b%20c"), ("/g%75ide", "/guide/"),
            ] {
                let answer = await client.get(target)
                #expect(answer.status == 301)
                #expect(answer.headers["location"] == location)
            }
            for target in ["//guide", "//evil.example/guide", "/%2Fguide", "/\\guide"] {
                let answer = await client.get(target)
                #expect(answer.status == 400)
                #expect(answer.headers["location"] == nil)
            }
        }
    }

    @Test("A large file arrives whole, several on one connection")
    func large() async throws {
        try await withServer { client, _ in
            #expect(await client.get("/big.json").body == testFiles["big.json"])
            let two =
                "GET /style.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /style.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let answer = String(decoding: await client.exchange(Array(two.utf8)), as: UTF8.self)
            #expect(answer.components("HTTP/1.1 200") == 2)
        }
    }

    @Test("Pages get the reload script before their body's end, or at their own")
    func injection() async throws {
        try await withServer { client, state in
            let tag = "<script src=\"/__opsbook/reload.js\" data-build=\"\(state.current.identifier)\" defer></script>"
            #expect(await client.get("/").text == "<html><body>home\(tag)</BODY></html>")
            #expect(await client.get("/guide/fragment.html").text == "no end\(tag)")
            #expect(await client.get("/none").text == "<body>lost\(tag)</body>")
            #expect(await client.get("/style.css").text == "body {}")
        }
    }

    @Test("Before the first build, and without a page for it, plain answers are given")
    func noSite() async throws {
        try await withServer(nil) { client, state in
            let answer = await client.get("/")
            #expect(answer.status == 503)
            #expect(answer.text.contains("/__opsbook/reload.js"))
            state.update(PreviewBuild(site: BuiltSite(files: [:])))
            #expect(await client.get("/").status == 404)
        }
    }

    @Test("Only names of this machine are answered to")
    func hosts() async throws {
        try await withServer { client, _ in
            for (host, status) in [
                ("localhost", 200), ("LocalHost:8000", 200), ("127.0.0.1", 200), ("127.0.0.1:1", 200),
                ("[::1]:80", 200),
                ("evil.example", 421), ("evil.example:8000", 421), ("localhost.evil.example", 421),
                ("127.0.0.1.nip.io", 421),
                ("192.168.0.1", 421), ("0.0.0.0", 421), ("127.0.0.2", 421), ("2130706433", 421), ("[::]", 421),
                ("[::1", 421), ("::1", 421), ("localhost:", 421), ("localhost:x", 421), ("localhost:99999", 421),
                ("localhost:+80", 421), ("localhost@evil.example", 421), ("evil.example#localhost", 421),
                (":8000", 421),
                ("localhost/", 421), ("localhost, evil.example", 421), ("", 421),
            ] {
                let request = "GET / HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
                let answer = RawAnswer(await client.exchange(Array(request.utf8)))
                #expect(answer.status == status, "\(host)")
                #expect(status == 200 || !answer.text.contains("home"))
            }
            #expect(RawAnswer(await client.exchange(Array("GET / HTTP/1.0\r\n\r\n".utf8))).status == 400)
        }
    }

    @Test("Bound to all interfaces, it answers to addresses and still to no strange name")
    func allInterfaces() async throws {
        try await withServer(host: "0.0.0.0") { client, _ in
            for (host, status) in [
                ("192.168.0.7:8000", 200), ("[fe80::1]:8000", 200), ("localhost", 200), ("evil.example", 421),
                ("1.2.3", 421), ("1.2.3.256", 421), ("1.2.3.+4", 421),
            ] {
                let request = "GET / HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
                #expect(RawAnswer(await client.exchange(Array(request.utf8))).status == status, "\(host)")
            }
        }
    }

    @Test("A taken port is passed over, and a foreign address refused in words")
    func ports() async throws {
        try await withServer { client, state in
            let second = PreviewServer(port: client.port, state: state)
            let address = try await second.run { $0 }
            #expect(address.port > client.port && address.port < client.port + 20)
            #expect(address.url == "http://127.0.0.1:\(address.port)/")
        }
        for host in ["not-an-address", "203.0.113.77"] {
            await #expect(throws: PreviewError.self) {
                try await PreviewServer(host: host, port: 0, state: PreviewState()).run { _ in }
            }
        }
    }

    @Test("An open page hears of the state, of each build and of a failure, and its stream ends with the server")
    func events() async throws {
        let state = PreviewState()
        state.update(PreviewBuild(site: BuiltSite(files: testFiles)))
        let answer = try await PreviewServer(port: 0, state: state).run { address in
            let client = RawClient(port: address.port)
            let request = "GET /__opsbook/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let stream = Task { await client.exchange(Array(request.utf8)) }
            while state.listenerCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
            let first = state.current.identifier
            state.update(PreviewBuild(site: nil, message: "a \"bad\"\ntemplate \u{2028}"))
            state.update(PreviewBuild(site: BuiltSite(files: [:])))
            #expect(state.current.identifier != first)
            return (stream, first, state.current.identifier)
        }
        let text = String(decoding: await answer.0.value, as: UTF8.self)
        #expect(text.contains("Content-Type: text/event-stream"))
        #expect(text.contains("event: state\ndata: {\"build\": \"\(answer.1)\", \"message\": null}\n\n"))
        #expect(
            text.contains("data: {\"build\": \"\(answer.1)\", \"message\": \"a \\\"bad\\\"\\ntemplate \\u2028\"}\n\n"))
        #expect(text.contains("data: {\"build\": \"\(answer.2)\", \"message\": null}\n\n"))
    }

    @Test("A browser that went away is forgotten, and more than 256 at once are refused")
    func manyStreams() async throws {
        try await withServer { client, state in
            let request = Array("GET /__opsbook/events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
            _ = await client.exchange(request) { !$0.isEmpty }
            for _ in 0..<2000 where state.listenerCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(state.listenerCount == 0)
            let held = (0..<256).map { _ in Connection(port: client.port) }
            for connection in held { connection.send(request) }
            for _ in 0..<2000 where state.listenerCount < 256 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(await client.get("/__opsbook/events").status == 503)
            #expect(await client.get("/").status == 200)
            withExtendedLifetime(held) {}
        }
    }
}

extension String {
    /// How often a text occurs.
    func components(_ text: String) -> Int {
        var (count, rest) = (0, self[...])
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
