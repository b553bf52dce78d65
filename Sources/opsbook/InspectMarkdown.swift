import ArgumentParser
import Documents
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

    private struct Request: Decodable {
        var markdown: String
        var html: String?
        var extensions: Bool?
    }

    private struct Answer: Encodable {
        var html: String
    }

    func run() async throws {
        if jsonLines {
            guard path == "-" else { throw ValidationError("--json-lines reads standard input, and no path") }
            return try JSONLines.serve(answer)
        }
        for file in try filesOfPath() {
            Terminal.output(body(try Terminal.bytes(of: file), of: file, html: html, extensions: extensions))
        }
    }

    private func answer(_ request: Request) throws(RequestFault) -> Answer {
        guard let policy = request.html.map({ HTMLPolicy(rawValue: $0) }) ?? html else {
            throw RequestFault("'html' takes safe, escape or trusted")
        }
        let body = body(Array(request.markdown.utf8), html: policy, extensions: request.extensions ?? extensions)
        return Answer(html: String(decoding: body, as: UTF8.self))
    }

    private func filesOfPath() throws -> [String] {
        guard path != "-", DiskFileSystem().kind(of: path) == .directory else { return [path] }
        return try ContentScan(root: path, excluding: [], fileSystem: DiskFileSystem()).pages.map { "\(path)/\($0)" }
    }

    private func body(_ bytes: [UInt8], of file: String = "-", html: HTMLPolicy, extensions: Bool) -> [UInt8] {
        let document = Document(path: file, bytes: bytes, extensions: extensions)
        return document.html(article ? .site : .bare, html: html)
    }
}
