import Foundation
import Testing

/// What Debian's cmark-gfm makes of a document.
enum GFMOracle {
    static let extensions = ["table", "strikethrough", "autolink", "tasklist"]

    /// Throws where the program is missing or fails. `footnotes` is one more extension.
    static func html(_ markdown: String, extensions: [String] = extensions) throws -> String {
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
        try #require(
            process.terminationStatus == 0,
            "cmark-gfm, Debian's package of that name, is missing or fails for \(markdown.debugDescription)")
        return String(decoding: html, as: UTF8.self)
    }

    /// A difference that is not a fault of ours, told by the document alone: `applies` gets it with line feeds at the ends
    /// of lines.
    struct Explanation: Sendable {
        let reason: String
        let applies: @Sendable (String) throws -> Bool
    }

    static func isExplained(_ markdown: String, _ explanations: [Explanation]) throws -> Bool {
        let text = markdown.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return try explanations.contains { try $0.applies(text) }
    }

    private static func hasDelimiterRow(_ text: String) -> Bool { text.contains(/(?m)^[ \t>]*[-:|][-:|\ \t]*$/) }

    static let withoutFootnotes = [
        Explanation(reason: "footnotes are one more extension") { $0.contains("[^") }
    ]

    static let explanations = versions + oracle + ours

    private static let versions = [
        Explanation(reason: "cmark-gfm is a fork of libcmark 0.29, ours is 0.30.2: they differ without extensions, too")
        {
            try html($0, extensions: []) != bareHTML($0, extensions: false)
        },
        Explanation(reason: "both versions remember too coarsely where no opener of a run of underscores is") {
            $0.matches(of: /_+/).count >= 4 && $0.contains(/[^\w\s]_+[^\w\s]/)
        },
        Explanation(reason: "0.29 does so for asterisks, too, which tildes hide from the comparison as CommonMark") {
            guard $0.contains("~") else { return false }
            // Without tildes, or with other punctuation in their place, the comparison may show it again.
            let texts = [$0.replacing("~", with: ""), $0.replacing("~", with: "!")]
            return try $0.contains("***")
                || texts.contains { try html($0, extensions: []) != bareHTML($0, extensions: false) }
        },
    ]

    private static let oracle = [
        Explanation(reason: "GFM 5.3 has tasks in every list; cmark-gfm looks for the first marker of a line alone") {
            $0.contains(
                /(?m)^[ \t]*(>|[-+*][ \t]|\d+[.)][ \t])[> \t]*(([-+*]|\d+[.)])[ \t]+[> \t]*)*([-+*]|\d+[.)])[ \t]+\[[ xX]\]/
            )
        },
        Explanation(reason: "cmark-gfm takes a box for checked when `[x]` stands anywhere in its line") {
            $0.contains(/(?m)([-+*]|\d+[.)])[ \t]+\[ \].*\[[xX]\]/)
        },
        Explanation(
            reason:
                "cmark-gfm takes the box away before it looks for blocks: behind it may stand a definition of a link, "
                + "or the header of a table"
        ) {
            $0.contains(/(?m)([-+*]|\d+[.)])[ \t]+\[[ xX]\](\s+\[|.*\||.*\n[ \t>]*[|:]?-+[|:]?[-:| \t]*$)/)
        },
        Explanation(
            reason: "so that an item of nothing but a box is empty: nothing goes on lazily there, a blank line ends it"
        ) {
            $0.contains(/(?m)([-+*]|\d+[.)])[ \t]+\[[ xX]\][ \t]+\n(?!([-+*]|\d+[.)])[ \t])/)
        },
        Explanation(reason: "cmark-gfm shows a definition of a link that a table follows") {
            $0.contains("]:") && hasDelimiterRow($0)
        },
        Explanation(reason: "cmark-gfm takes backslashes before pipes from the paragraph above a table, too") {
            $0.contains("\\|") && hasDelimiterRow($0)
        },
        Explanation(reason: "cmark-gfm forgets that it is in a link when an address in it has ended") {
            $0.contains(/\[[^\]]*<[a-zA-Z][^>]*[:@]/)
        },
    ]

    private static let ours = [
        Explanation(reason: "short codes and alerts are GitHub's, but no extensions of cmark-gfm") {
            $0.contains(/:[a-z0-9_+\-]*[a-z0-9][a-z0-9_+\-]*:/)
                || $0.contains(/(?i)\[!(note|tip|important|warning|caution)\]/)
        },
        Explanation(reason: "damaged characters are repaired") {
            $0.contains(/[\u{C0}-\u{FF}][\u{80}-\u{BF}\u{152}-\u{2DC}\u{2013}-\u{2122}]/)
        },
        Explanation(reason: "a line that begins with a colon defines the line above") {
            $0.contains(/(?m)^[ \t>]*([-+*][ \t]+|\d+[.)][ \t]+)*:[ \t]/)
        },
        Explanation(reason: "abbreviations are Python-Markdown's") { $0.contains(/\*\[[^\]]+\]\s?:/) },
        Explanation(reason: "short codes of other generators are shown as they are written") {
            $0.contains("{{") || $0.contains("{%")
        },
        Explanation(reason: "attributes stand behind headings, links, images and code, and in lines of their own") {
            $0.contains(/(?m)[)\]`]\{[^}\n]*\}|\{[^}\n]*[.#=:][^}\n]*\}[ \t#]*$/)
        },
        Explanation(reason: "tables of contents have marks") { $0.contains(/(?i)\[toc\]|\[_toc_\]|\$\{toc\}/) },
        Explanation(reason: "admonitions and tabs have marks") { $0.contains(/!!!|\?\?\?|===[!+]*[ \t]/) },
    ]
}
