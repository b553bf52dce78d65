import Foundation
import Testing

/// What Debian's cmark-gfm makes of a document.
enum GFMOracle {
    static let extensions = ["table", "strikethrough", "autolink", "tasklist"]

    /// Throws where the program is missing or fails. `footnotes` is one more extension.
    static func html(_ markdown: String, extensions: [String] = extensions) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/cmark-gfm")
        process.arguments = ["--unsafe"] + extensions.flatMap { ["-e", $0] }
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(markdown.utf8))
        try input.fileHandleForWriting.close()
        let html = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "cmark-gfm fails for \(markdown.debugDescription)")
        return String(decoding: html, as: UTF8.self)
    }

    /// A difference that is not a fault of ours, told by the document alone.
    struct Explanation: Sendable {
        let reason: String
        let applies: @Sendable (String) throws -> Bool
    }

    static let explanations = [
        Explanation(reason: "cmark-gfm is a fork of libcmark 0.29, ours is 0.30.2: they differ without extensions, too")
        {
            try html($0, extensions: []) != bareHTML($0, extensions: false)
        },
        Explanation(reason: "both versions remember too coarsely where no opener of a run of underscores is") {
            $0.matches(of: /_+/).count >= 4 && $0.contains(/[^\w\s]_+[^\w\s]/)
        },
        Explanation(reason: "footnotes, short codes and alerts are more than the four extensions") {
            $0.contains("[^") || $0.contains(/:[a-z0-9_+\-]*[a-z0-9][a-z0-9_+\-]*:/)
                || $0.contains(/(?i)\[!(note|tip|important|warning|caution)\]/)
        },
        Explanation(reason: "damaged characters are repaired") {
            $0.contains(/[\u{C0}-\u{FF}][\u{80}-\u{BF}\u{152}-\u{2DC}\u{2013}-\u{2122}]/)
        },
    ]
}
