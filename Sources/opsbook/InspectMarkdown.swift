import ArgumentParser
import Documents
import FoundationEssentials
import Publishing
import SourceText

struct InspectMarkdown: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "markdown",
        abstract: "Prints the HTML of a document's body, bare: without template, heading ids and automatic links.",
        discussion: """
            With --json-lines, one object a line is read, {"id", "markdown", "html", "extensions"}, and one a line is \
            answered, {"id", "html"}, in order.
            """)

    @Argument(help: "A file, or a folder for all Markdown in it; standard input without it, or for '-'.")
    var path = "-"

    @Flag(inversion: .prefixedNo, help: "Understand what is beyond CommonMark.")
    var extensions = true

    @Flag(name: .long, help: "Read and answer JSON, one object a line.")
    var jsonLines = false

    /// A request's name is given back as it came.
    private enum RequestID: Codable {
        case text(String), number(Double)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self = if let text = try? value.decode(String.self) { .text(text) } else { .number(try value.decode(Double.self)) }
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
        var extensions: Bool?
    }

    private struct Answer: Encodable {
        var id: RequestID?
        var html: String
    }

    func run() async throws {
        guard jsonLines else {
            if path == "-" { return Terminal.output(html(Terminal.input(), extensions: extensions)) }
            for file in try filesOfPath() {
                Terminal.output(html(try DiskFileSystem().read(file), of: file, extensions: extensions))
            }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        while let line = readLine() {
            let request: Request
            do {
                request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
            } catch {
                throw ValidationError("not a request: \(line.prefix(80)); give {\"id\": …, \"markdown\": …}")
            }
            let html = html(Array(request.markdown.utf8), extensions: request.extensions ?? extensions)
            let answer = Answer(id: request.id, html: String(decoding: html, as: UTF8.self))
            Terminal.output(Array(try encoder.encode(answer)) + [0x0A])
        }
    }

    private func filesOfPath() throws -> [String] {
        guard DiskFileSystem().status(of: path)?.kind == .directory else { return [path] }
        return try ContentScan(root: path, excluding: [], fileSystem: DiskFileSystem()).pages.map { "\(path)/\($0)" }
    }

    private func html(_ bytes: [UInt8], of file: String = "-", extensions: Bool) -> [UInt8] {
        Document(path: file, bytes: bytes, extensions: extensions).bareHTML()
    }
}
