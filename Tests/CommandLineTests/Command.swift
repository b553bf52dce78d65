import Foundation
import SiteSupport
import Synchronization
import Testing

/// What a run of `opsbook` gave.
struct Outcome {
    var status: Int32
    /// The signal that ended it; nil for an exit of its own.
    var signal: Int32?
    var output: String
    var errors: String
}

/// The `opsbook` that was built with the tests.
enum Command {
    /// Beside the test bundle, in `.build/debug`.
    static let path: String = {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("opsbook")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate.path }
            folder.deleteLastPathComponent()
        }
        return "opsbook"
    }()

    /// Starts `opsbook` in a folder, with what it prints going to files there is always room in.
    static func start(
        _ arguments: [String], in folder: String, environment: [String: String] = [:], through wrapper: [String] = [],
        input: String = "", log: TemporaryFolder
    ) throws -> Process {
        let process = Process()
        let words = wrapper + [path] + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
        variables.merge(environment) { _, given in given }
        process.environment = variables
        try log.write("", to: "out")
        try log.write("", to: "err")
        try log.write(input, to: "in")
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: log.path + "/in"))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: log.path + "/out"))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: log.path + "/err"))
        try process.run()
        return process
    }

    /// Runs `opsbook` in a folder to its end.
    static func run(
        _ arguments: [String], in folder: String, environment: [String: String] = [:], through wrapper: [String] = [],
        input: String = ""
    ) async throws -> Outcome {
        await gate.enter()
        defer { gate.leave() }
        let log = try TemporaryFolder()
        let process = try start(
            arguments, in: folder, environment: environment, through: wrapper, input: input, log: log)
        return try await outcome(of: process, log)
    }

    /// All tests run at once; their processes should not, or each would seem to hang.
    private static let gate = Gate(width: ProcessInfo.processInfo.activeProcessorCount + 2)

    /// Waits for a run. On a thread of its own: tests run on few.
    static func outcome(of process: Process, _ log: TemporaryFolder) async throws -> Outcome {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                process.waitUntilExit()
                continuation.resume()
            }
        }
        let signal = process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
        return Outcome(
            status: process.terminationStatus, signal: signal, output: try log.read("out"), errors: try log.read("err"))
    }
}

/// A folder with a site's sources, in which commands run.
struct Workplace {
    let folder: TemporaryFolder

    init(_ texts: [String: String]) throws { folder = try TemporaryFolder(texts) }

    func run(
        _ arguments: String..., environment: [String: String] = [:], through wrapper: [String] = [], input: String = ""
    ) async throws -> Outcome {
        try await Command.run(arguments, in: folder.path, environment: environment, through: wrapper, input: input)
    }
}

/// Contents with each kind of worst finding.
enum Sample {
    static let clean = ["content/README.md": "# Home\n\n[Guide](guide.md)\n", "content/guide.md": "# Guide\n"]
    static let warnings = clean.merging(["content/index.md": "# Index\n"]) { first, _ in first }
    static let errors = clean.merging(["content/broken.md": "# Broken\n\nSee [it](giude.md).\n"]) { first, _ in first }
}

/// Lets so many in at a time.
final class Gate: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(width: Int) { state = Mutex(State(free: width)) }

    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state in
            if state.waiting.isEmpty { state.free += 1 }
            return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
        }
        next?.resume()
    }
}
