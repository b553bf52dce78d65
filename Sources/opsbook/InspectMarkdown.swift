import ArgumentParser
import Documents
import FoundationEssentials
import Publishing
import SourceText

extension HTMLPolicy: ExpressibleByArgument {}

struct InspectMarkdown: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "markdown",
        abstract: "Prints the HTML of a document's body, bare: without template, heading ids and automatic links.",
        discussion: """
            With --json-lines, one object a line is read, {"id", "markdown", "html", "extensions"}, where "html" is \
            safe, escape or trusted, and one a line is answered, in order: {"id", "html"}, or {"id", "error"}.
            """)

    @Argument(help: "A file, or a folder for all Markdown in it; standard input without it, or for '-'.")
    var path = "-"

    @Flag(inversion: .prefixedNo, help: "Understand what is beyond CommonMark.")
    var extensions = true

    @Option(name: .long, help: "What becomes of raw HTML: safe, escape or trusted.")
    var html: HTMLPolicy = .safe

    @Flag(name: .long, help: "Print the article as a page has it: with heading ids, highlighting and the like.")
    var article = false

    @Flag(name: .long, help: "Read and answer JSON, one object a line.")
    var jsonLines = false

    /// A request's name is given back as it came.
    private enum RequestID: Codable {
        case text(String), number(Double)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self =
                if let text = try? value.decode(String.self) { .text(text) } else {
                    .number(try value.decode(Double.self))
                }
        }

        func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            switch self {
            case .text(let text): try value.encode(text)
            case .number(let number): try value.encode(number)
            }
        }
    }

    private struct Request: Decodable {
        var id: RequestID?
        var markdown: String
        var html: String?
        var extensions: Bool?
    }

    private struct Answer: Encodable {
        var id: RequestID?
        var html: String?
        var error: String?
    }

    func run() async throws {
        if jsonLines {
            guard path == "-" else { throw ValidationError("--json-lines reads standard input, and no path") }
            return try answerLines()
        }
        if path == "-" { return Terminal.output(body(Terminal.input(), html: html, extensions: extensions)) }
        for file in try filesOfPath() {
            let bytes = try isStream(file) ? Terminal.input(from: file) : DiskFileSystem().read(file)
            Terminal.output(body(bytes, of: file, html: html, extensions: extensions))
        }
    }

    /// Answers each line, whatever is wrong with others; then fails if something was.
    private func answerLines() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        var hasFailed = false
        while let line = readLine() {
            guard line.utf8.contains(where: { $0 > 0x20 }) else { continue }
            let answer = answer(line)
            hasFailed = hasFailed || answer.error != nil
            Terminal.output(Array(try encoder.encode(answer)) + [0x0A])
        }
        if hasFailed { throw ExitCode(1) }
    }

    private func answer(_ line: String) -> Answer {
        let request: Request
        do {
            request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
        } catch DecodingError.keyNotFound(let key, _) {
            return Answer(error: "the key '\(key.stringValue)' is missing")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let key = context.codingPath.map(\.stringValue).joined(separator: ".")
            return Answer(error: key.isEmpty ? "a request is an object" : "the value of '\(key)' is of the wrong type")
        } catch {
            return Answer(error: "this is not JSON")
        }
        guard let policy = request.html.map({ HTMLPolicy(rawValue: $0) }) ?? html else {
            return Answer(id: request.id, error: "'html' takes safe, escape or trusted")
        }
        let body = body(Array(request.markdown.utf8), html: policy, extensions: request.extensions ?? extensions)
        return Answer(id: request.id, html: String(decoding: body, as: UTF8.self))
    }

    /// Whether a path is a pipe or the like, which cannot be read by places.
    private func isStream(_ path: String) -> Bool { DiskFileSystem().status(of: path)?.kind == .other }

    private func filesOfPath() throws -> [String] {
        guard DiskFileSystem().status(of: path)?.kind == .directory else { return [path] }
        return try ContentScan(root: path, excluding: [], fileSystem: DiskFileSystem()).pages.map { "\(path)/\($0)" }
    }

    private func body(_ bytes: [UInt8], of file: String = "-", html: HTMLPolicy, extensions: Bool) -> [UInt8] {
        let document = Document(path: file, bytes: bytes, extensions: extensions)
        return document.html(article ? .site : .bare, html: html)
    }
}
