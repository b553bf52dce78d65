/// What runs Graphviz. Tests give their own.
package protocol DiagramTool: Sendable {
    /// Draws the graphs in `input`, DOT in UTF-8, as SVGs one after another. Never throws: what went wrong is a result.
    func run(_ input: [UInt8]) async -> DiagramToolResult
}

package enum DiagramToolResult: Hashable, Sendable {
    /// What it wrote. `succeeded` is false if it reported an error.
    case finished(output: [UInt8], errors: [UInt8], succeeded: Bool)
    case notInstalled
    /// Killed after its time was up.
    case timedOut
    /// Killed because it wrote more than a page can carry.
    case outputTooLarge
    /// It could not be run, or died; the system's words.
    case failed(String)
}
