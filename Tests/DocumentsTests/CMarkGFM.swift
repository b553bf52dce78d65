import Foundation
import Testing

/// What cmark-gfm makes of a text; fails the test where it is missing.
func cmarkGFM(_ markdown: String, extensions: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["cmark-gfm", "--unsafe"] + extensions.flatMap { ["-e", $0] }
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(markdown.utf8))
    try input.fileHandleForWriting.close()
    let html = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "cmark-gfm is missing: it is Debian's package of that name")
    return String(decoding: html, as: UTF8.self)
}
