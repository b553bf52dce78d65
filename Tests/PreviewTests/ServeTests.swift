import Preview
import SourceText
import Synchronization
import Testing

/// What a running preview said.
private final class Record: Sendable {
    private let events = Mutex<[PreviewEvent]>([])

    func add(_ event: PreviewEvent) { events.withLock { $0.append(event) } }

    var address: PreviewAddress? {
        events.withLock { events in
            for case .ready(let address, _) in events { return address }
            return nil
        }
    }
}

@Suite("Serving from first build to last")
struct ServeTests {
    /// A build that shows the page's text, and fails on one that says so.
    private func build(_ folder: WatchedFolder) -> PreviewBuild {
        guard let bytes = try? folder.files.read(folder.path("content/page.md")) else {
            return PreviewBuild(site: nil, message: "page.md is missing")
        }
        if bytes == Array("bad".utf8) { return PreviewBuild(site: nil, message: "page.md: bad") }
        return PreviewBuild(site: BuiltSite(files: ["index.html": bytes]), summary: "0 findings")
    }

    private func poll(_ client: RawClient, until text: String) async throws -> Bool {
        for _ in 0..<2000 {
            if await client.get("/").text.contains(text) { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    @Test("A save is there, a failure keeps the last page, and cancelling ends it all")
    func wholeWay() async throws {
        let folder = try WatchedFolder(["content/page.md": "first"])
        let record = Record()
        var options = PreviewOptions()
        options.port = 0
        let serving: Task<Void, any Error> = Task { [options] in
            try await serve(
                options, watching: [folder.path("content")], build: { _ in build(folder) }, log: record.add)
        }
        while record.address == nil { try await Task.sleep(for: .milliseconds(5)) }
        let client = RawClient(port: try #require(record.address).port)
        #expect(await client.get("/").text.contains("first"))
        for text in ["second", "third"] {
            try folder.write(text, to: "content/page.md")
            #expect(try await poll(client, until: text))
        }
        let stream = Task {
            await client.exchange(Array("GET /__opsbook/events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)) {
                String(decoding: $0, as: UTF8.self).contains("page.md: bad")
            }
        }
        try await Task.sleep(for: .milliseconds(50))
        try folder.write("bad", to: "content/page.md")
        #expect(String(decoding: await stream.value, as: UTF8.self).contains("\"message\": \"page.md: bad\""))
        #expect(await client.get("/").text.contains("third"))
        try folder.write("mended", to: "content/page.md")
        #expect(try await poll(client, until: "mended"))
        serving.cancel()
        _ = await serving.result
        #expect(await client.exchange(Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)).isEmpty)
    }

    @Test("A build that does not end does not keep the preview from ending")
    func endlessBuild() async throws {
        let folder = try WatchedFolder(["content/page.md": "first"])
        let isBuilding = Mutex(false)
        var options = PreviewOptions()
        options.port = 0
        let serving: Task<Void, any Error> = Task { [options] in
            try await serve(options, watching: [folder.path("content")]) { _ in
                isBuilding.withLock { $0 = true }
                while true { try? await Task.sleep(for: .seconds(60)) }
            } log: { _ in
            }
        }
        while !isBuilding.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
        serving.cancel()
        _ = await serving.result
    }
}
