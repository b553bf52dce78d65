import Diagrams
import Publishing
import SiteSupport
import Testing

/// Draws nothing, or what it is told to.
private struct FakeTool: DiagramTool {
    var result: DiagramToolResult

    func run(_ input: [UInt8]) async -> DiagramToolResult { result }
}

@Suite("Diagrams in pages")
struct DiagramTests {
    private static let flowchart = """
        # A

        ```mermaid
        flowchart LR
          a[Alert] --> b[Runbook]
          click b "b.md#stop"
          click a "gone.md"
        ```

        After nats_lag_total.

        """

    @Test("A flowchart is a picture with its source below, and its links are the page's")
    func picture() async throws {
        let built = try await build(["a.md": Self.flowchart, "b.md": "# B\n\n## Stop\n"])
        let page = built["a.html"]
        #expect(page.contains("<figure class=\"diagram\"><svg"))
        #expect(page.contains("</svg>\n<details><summary>Source</summary>\n<pre><code class=\"language-mermaid\">"))
        #expect(page.contains("</code></pre>\n</details></figure>\n<p>After"))
        #expect(page.contains("href=\"b.html#stop\""))
        #expect(built.report == "a.md:3:1: error: no file 'gone.md' in the content [link/missing-file]\n")
    }

    @Test("What cannot be drawn stays code, and says where and why")
    func fault() async throws {
        let text = "# A\n\n```mermaid\nflowchart LR\n  a[Alert --> b\n```\n\n```mermaid\ngantt\n  title x\n```\n"
        let built = try await build(["a.md": text])
        #expect(!built["a.html"].contains("<svg"))
        #expect(built["a.html"].contains("<pre><code class=\"language-mermaid\">"))
        let lines = built.report.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("a.md:5:1: notice: this diagram is shown as code: ") == true)
        #expect(
            lines.last?.hasPrefix("a.md:8:1: notice: this diagram is shown as code: ") == true
                || lines.last?.hasPrefix("a.md:9:1: ") == true)
    }

    @Test("Without Graphviz a graph stays code")
    func notInstalled() async throws {
        let built = try await build(["a.md": "# A\n\n```dot\ndigraph { a -> b }\n```\n"]) {
            $0.diagramTool = FakeTool(result: .notInstalled)
        }
        #expect(built["a.html"].contains("<pre><code class=\"language-dot\">"))
        #expect(built.report.hasPrefix("a.md:3:1: notice: this diagram is shown as code: "))
        #expect(built.report.contains("Graphviz"))
    }

    @Test("Slots behind a picture keep their places")
    func slots() async throws {
        let text = Self.flowchart.replacing("  click a \"gone.md\"\n", with: "") + "\n[b](b.md) and [c](b.md#stop)\n"
        let built = try await build(["a.md": text, "b.md": "# B\n\n## Stop\n"])
        #expect(built["a.html"].contains("<p><a href=\"b.html\">b</a> and <a href=\"b.html#stop\">c</a></p>"))
        #expect(built.report.isEmpty)
    }
}
