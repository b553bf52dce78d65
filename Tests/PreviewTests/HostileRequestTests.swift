import Preview
import Testing

@Suite("A hostile client gets nothing it should not")
struct HostileRequestTests {
    /// Targets that are no page of the site, with the statuses that may answer them. 0 stands for a closed connection.
    static let targets: [(String, Set<Int>)] = [
        ("/../etc/passwd", [400]), ("/../../../../../../etc/passwd", [400]), ("/guide/../../etc/passwd", [400]),
        ("/%2e%2e/etc/passwd", [400]), ("/%2E%2E/%2E%2E/etc/passwd", [400]), ("/.%2e/etc/passwd", [400]),
        ("/%2e./etc/passwd", [400]), ("/%252e%252e/etc/passwd", [404]), ("/..%2fetc/passwd", [400]),
        ("/..%5cetc%5cpasswd", [400]), ("/..\\..\\etc\\passwd", [400]), ("/%5c..%5c..%5cetc", [400]),
        ("/%c0%ae%c0%ae/etc/passwd", [400]), ("/%e0%80%ae%e0%80%ae/etc/passwd", [400]),
        ("/%uff0e%uff0e/etc/passwd", [400]), ("/．．/etc/passwd", [404]), ("/....//....//etc/passwd", [400]),
        ("/./index.html", [400]), ("/.", [400]), ("/..", [400]), ("/guide/.", [400]), ("/guide/..", [400]),
        ("/index.html%00", [400]), ("/index.html%00.png", [400]), ("/%00", [400]), ("/%0d%0aSet-Cookie:x=1", [400]),
        ("/%0a", [400]), ("/%7f", [400]), ("/%", [400]), ("/%4", [400]), ("/%zz", [400]), ("/%ff%fe", [400]),
        ("/%ed%a0%80", [400]), ("//", [400]), ("///etc/passwd", [400]), ("//index.html", [400]),
        ("/guide//index.html", [400]), ("/index.html/", [404]), ("/index.html/../LICENSE", [400]),
        ("/etc/passwd", [404]), ("/proc/self/environ", [404]), ("/.git/config", [404]), ("/.env", [404]),
        ("/.opsbook-manifest.json", [404]), ("/file:///etc/passwd", [400]), ("/~root/.ssh/id_rsa", [404]),
        ("/CON", [404]), ("/index.html::$DATA", [404]), ("/index.html#x", [400]), ("/__opsbook/../index.html", [400]),
        ("/__opsbook/", [404]), ("http://localhost/index.html", [400]), ("http://evil.example/", [400]),
        ("*", [400]), ("index.html", [400]), ("?", [400]), ("localhost:80", [400]), ("/;/../index.html", [400]),
        ("/" + String(repeating: "a", count: 9000), [414]), ("/" + String(repeating: "../", count: 2000), [400]),
        ("/" + String(repeating: "%2e%2e/", count: 1000), [400]), ("/?" + String(repeating: "x", count: 9000), [414]),
    ]

    static let methods = [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "MKCOL", "BREW", "GETT", "get",
        "*",
    ]

    /// Whole requests, with the statuses that answer them.
    static let requests: [(String, Set<Int>)] = [
        ("", [0]), ("\r\n", [0]), ("\r\n\r\n", [0]), ("GET", [0]), ("GET / HTTP/1.1\r\nHost: localhost\r\n", [0]),
        ("GET\r\n\r\n", [400]), ("GET /\r\n\r\n", [400]), ("GET /\r\nHost: localhost\r\n\r\n", [400]),
        ("GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]), ("GET / x HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]),
        ("GE(T / HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]), ("get/x / HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\n\r\n", [400]), ("GET / HTTP/1.0\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost localhost\r\n\r\n", [400]), ("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u{0}b\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n", [400]),
        ("GET / HTTP/1.1\nHost: localhost\n\n\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nhost: localhost\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: +4\r\n\r\n", [400]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999999\r\n\r\n", [400]),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n", [400]), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [505]),
        ("GET / HTTP/0.9\r\nHost: localhost\r\n\r\n", [505]), ("GET / HTTP/1.10\r\nHost: localhost\r\n\r\n", [505]),
        ("GET / http/1.1\r\nHost: localhost\r\n\r\n", [400]),
        ("GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", [414]),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "a", count: 100_000) + "\r\n\r\n", [431]),
        ("GET / HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 100_000) + "\r\n", [431]),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", [405]),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", [405]),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n", [421]),
        ("GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", [421]),
    ]

    private func check(_ answer: RawAnswer, _ statuses: Set<Int>, _ what: String) {
        #expect(statuses.contains(answer.status), "\(what.prefix(80)): \(answer.status)")
        #expect(!answer.text.contains("root:"), "\(what)")
        #expect(answer.headers["set-cookie"] == nil, "\(what)")
        if !answer.body.isEmpty { #expect(answer.headers["x-content-type-options"] == "nosniff", "\(what.prefix(80))") }
    }

    @Test("Paths out of the site, however written, and the server lives on")
    func paths() async throws {
        try await withServer { client, _ in
            for (target, statuses) in Self.targets {
                for method in ["GET", "HEAD"] { check(await client.get(target, method: method), statuses, target) }
            }
            #expect(await client.get("/").status == 200)
        }
    }

    @Test("Methods that would change something, or are none")
    func otherMethods() async throws {
        try await withServer { client, _ in
            for method in Self.methods {
                let answer = await client.get("/", method: method)
                #expect(answer.status == 405, "\(method)")
                #expect(answer.headers["allow"] == "GET, HEAD", "\(method)")
            }
            #expect(await client.get("/").status == 200)
        }
    }

    @Test("Requests that are no HTTP, or lie about their length")
    func malformed() async throws {
        try await withServer { client, _ in
            for (request, statuses) in Self.requests {
                check(await client.sendWhole(request), statuses, request)
            }
            // A request hidden in another's body is not answered.
            let hidden = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let outer = "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n" + hidden
            let answer = String(decoding: await client.exchange(Array(outer.utf8)), as: UTF8.self)
            #expect(answer.components("HTTP/1.1 ") == 1)
            // Neither UTF-8 nor ASCII in the address, and in a header.
            for bytes in [Array("GET /".utf8) + [0xFF, 0xFE], Array("GET / HTTP/1.1\r\nX: ".utf8) + [0xC3, 0x28]] {
                let rest = Array(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
                #expect(RawAnswer(await client.exchange(bytes + rest)).status == 400)
            }
            #expect(await client.get("/").status == 200)
        }
    }

    @Test("Many connections that say nothing do not keep others out")
    func silent() async throws {
        try await withServer { client, _ in
            await withTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask { _ = await client.exchange(Array("GET / HT".utf8)) { _ in true } }
                }
            }
            #expect(await client.get("/").status == 200)
        }
    }
}

extension RawClient {
    /// Sends a text as it is; a request that leaves the server waiting is ended by closing.
    func sendWhole(_ text: String) async -> RawAnswer { RawAnswer(await exchange(Array(text.utf8), closing: true)) }
}
