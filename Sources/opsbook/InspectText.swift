import ArgumentParser
import FoundationEssentials
import SourceRepair
import SourceText
import TextRepair

struct InspectText: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "Shows how a text was decoded, and how everything in it that looks like mojibake was judged.",
        discussion: """
            With --json-lines, one object a line is read, {"id", "bytes_b64"}, and one a line is answered, in order: \
            {"id", "text", "repairs", "unsure"}, where each repair is {"line", "col", "before", "after", "codec", \
            "confidence"} and "unsure" counts what was left alone in doubt; or {"id", "error"}.
            """)

    @Argument(help: "A file; standard input without it, or for '-'.")
    var path = "-"

    @Flag(name: .long, help: "Read and answer JSON, one object a line.")
    var jsonLines = false

    @Option(name: .long, help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: ColorChoice = .auto

    private struct Request: Decodable {
        var base64: String

        private enum CodingKeys: String, CodingKey {
            case base64 = "bytes_b64"
        }
    }

    private struct Answer: Encodable {
        var text: String
        var repairs: [RepairRecord]
        var unsure: Int
    }

    func run() async throws {
        if jsonLines {
            guard path == "-" else { throw ValidationError("--json-lines reads standard input, and no path") }
            return try JSONLines.serve(answer)
        }
        let bytes = try Terminal.bytes(of: path)
        let terminal = Terminal(color: color, isQuiet: false, isVerbose: false)
        terminal.output(JudgementReport(bytes, name: path == "-" ? "standard input" : path, terminal: terminal).text)
    }

    private func answer(_ request: Request) throws(RequestFault) -> Answer {
        guard let bytes = Data(base64Encoded: request.base64) else { throw RequestFault("'bytes_b64' is not Base64") }
        let text = DecodedText(decoding: Array(bytes))
        return Answer(
            text: String(decoding: text.bytes, as: UTF8.self), repairs: text.repairs.map(RepairRecord.init),
            unsure: text.doubtful.count)
    }
}

/// A repair for programs, in the same form wherever one is told.
struct RepairRecord: Encodable {
    var line: UInt32
    /// In UTF-16 code units of the text before its repair, as in every report.
    var col: UInt32
    /// Nil for a byte that is no text.
    var before: String?
    /// The byte, in hexadecimal.
    var byte: String?
    var after: String
    var codec: String
    var confidence: Double?
    var evidence: String?

    /// Without the evidence, which is for people.
    init(_ repair: Repair) {
        (line, col) = (repair.range.start.line, repair.range.start.column)
        (before, after) = (repair.before, repair.after)
        (codec, confidence) = (repair.codec, repair.confidence)
    }
}
