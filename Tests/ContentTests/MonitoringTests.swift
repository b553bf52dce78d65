import Foundation
import Testing

/// The handbook's monitoring files, judged by the programs that read them: promtool and amtool of Debian's `prometheus`
/// and `prometheus-alertmanager`.
@Suite struct MonitoringTests {
    @Test(arguments: [
        ["promtool", "check", "config", "prometheus.yml"],
        ["promtool", "check", "rules", "prometheus-rules.yml"],
        ["promtool", "test", "rules", "prometheus-rules.test.yml"],
        ["amtool", "check-config", "alertmanager.yml"],
    ])
    func `the program that reads a monitoring file accepts it`(command: [String]) throws {
        let result = try run(command, in: repository.appending(path: "content/monitoring"))
        #expect(result.status == 0, "\(command.joined(separator: " ")): \(result.output)")
    }

    @Test func `promtool refuses a rule that is none, so that the test above can fail`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "opsbook-rules-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let broken = "groups: [{name: a, rules: [{alert: A, expr: 'up =='}]}]"
        try Data(broken.utf8).write(to: folder.appending(path: "rules.yml"))
        #expect(try run(["promtool", "check", "rules", "rules.yml"], in: folder).status != 0)
    }

    @Test func `dashboards are JSON with panels that query metrics`() throws {
        let folder = repository.appending(path: "content/monitoring/dashboards")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count >= 2)
        for file in files {
            let dashboard = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            let panels = try #require(dashboard?["panels"] as? [[String: Any]])
            let all = panels + panels.flatMap { $0["panels"] as? [[String: Any]] ?? [] }
            let queries = all.flatMap { $0["targets"] as? [[String: Any]] ?? [] }.compactMap { $0["expr"] as? String }
            #expect(queries.count >= 5, "\(file.lastPathComponent)")
        }
    }

    private func run(_ command: [String], in folder: URL) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

private let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
