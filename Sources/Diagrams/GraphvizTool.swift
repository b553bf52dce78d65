private import Foundation
internal import Subprocess

/// Graphviz as it is installed: `dot`, found in `PATH`.
package struct GraphvizTool: DiagramTool {
    private let executable: String
    private let seconds: Int
    private let outputLimit: Int

    /// More address space than any legible graph needs.
    private static let memoryInKiB = 2 << 20
    /// A process that waits instead of working ends too, however busy the machine is.
    private static let wallSeconds = 120

    /// `executable` is a name in `PATH`. A run ends after so many `seconds` of processor time, which a busy machine does not
    /// stretch: whether a graph is drawn must not depend on what else runs. It ends too if it writes more than `outputLimit`
    /// bytes.
    package init(executable: String = "dot", seconds: Int = 10, outputLimit: Int = 32 << 20) {
        self.executable = executable
        self.seconds = seconds
        self.outputLimit = outputLimit
    }

    package func run(_ input: [UInt8]) async -> DiagramToolResult {
        await withTaskGroup(of: DiagramToolResult?.self) { group in
            group.addTask { await draw(input) }
            group.addTask {
                // Nil if the drawing came first and cancelled this.
                do { try await Task.sleep(for: .seconds(Self.wallSeconds)) } catch { return nil }
                return .timedOut
            }
            var result = DiagramToolResult.timedOut
            for await first in group {
                guard let first else { continue }
                result = first
                break
            }
            // Ends the sleep, or kills the process.
            group.cancelAll()
            return result
        }
    }

    private func draw(_ input: [UInt8]) async -> DiagramToolResult {
        // A file, no pipe: of a process that ends before it has read all, a pipe's writer would get SIGPIPE, and after that
        // Subprocess 1.0.2 traps over a descriptor it has not closed.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("opsbook-\(UUID().uuidString).dot")
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try Data(input).write(to: file)
            // With SERVER_NAME set and GV_FILE_PATH not, Graphviz opens no file that a graph names.
            let environment = Environment.inherit.updating([
                "SERVER_NAME": "opsbook", "GV_FILE_PATH": nil, "LC_ALL": "C.UTF-8",
            ])
            // The shell sets the limits and becomes Graphviz. The page's text has no serifs; authors' own fonts stay.
            let limits = "ulimit -t \(seconds); ulimit -v \(Self.memoryInKiB) 2>/dev/null; exec \"$@\" <\"$0\""
            let arguments: Arguments = [
                "-c", limits, file.path, executable, "-Tsvg", "-Gfontname=Helvetica", "-Nfontname=Helvetica",
                "-Efontname=Helvetica",
            ]
            let result = try await Subprocess.run(
                .name("sh"), arguments: arguments, environment: environment, input: .none,
                output: .bytes(limit: outputLimit), error: .bytes(limit: 1 << 20))
            switch result.terminationStatus {
            case .exited(Self.notFound): return .notInstalled
            case .exited(let status):
                return .finished(output: result.standardOutput, errors: result.standardError, succeeded: status == 0)
            case .signaled(let signal):
                let isLimit = signal == Self.processorLimit || signal == Self.kill
                return isLimit ? .timedOut : .failed("it was ended by signal \(signal)")
            }
        } catch let error as SubprocessError {
            if error.code == .outputLimitExceeded { return .outputTooLarge }
            return .failed(error.description)
        } catch {
            return .failed("\(error)")
        }
    }

    /// The shell's status where there is no such command, and the signals of the limit on processor time.
    private static let notFound: Int32 = 127
    private static let processorLimit: Int32 = 24
    private static let kill: Int32 = 9
}
