import Rendering
import SiteSupport
import SourceText
import Testing

@Suite("Themes")
struct ThemeTests {
    private func findings(_ files: [String: String]) -> String {
        let (theme, findings) = Theme.load(
            overrides: files.sorted { $0.key < $1.key }.map { ($0.key, $0.key, Array($0.value.utf8)) })
        #expect((theme == nil) == !findings.isEmpty)
        return reportText(findings)
    }

    @Test("The default theme compiles, and its assets carry their hashes")
    func defaults() throws {
        let theme = try Theme.load([:])
        #expect(
            theme.assetFiles.map { String($0.path.prefix { $0 != "." }) } == [
                "assets/favicon", "assets/site", "assets/site",
            ])
        #expect(theme.assets.stylesheet.wholeMatch(of: /assets\/site\.[0-9a-f]{16}\.css/) != nil)
    }

    @Test("An asset's name changes with its bytes, and with nothing else")
    func hashes() throws {
        func style(_ text: String) throws -> String { try Theme.load(["site.css": text]).assets.stylesheet }
        #expect(try style("a {}") == style("a {}"))
        #expect(try style("a {}") != style("b {}"))
        // FNV-1a of nothing is its offset basis: the name is the same on every machine.
        #expect(try style("") == "assets/site.cbf29ce484222325.css")
        #expect(try style("a") == "assets/site.af63dc4c8601ec8c.css")
        #expect(try Theme.load(["site.js": "x"]).assets.stylesheet == Theme.load([:]).assets.stylesheet)
    }

    @Test(
        "A style sheet loses its comments and indentation, and nothing else",
        arguments: [
            ("/* a */ b {\n  c: d;\n\n  e: f g; /* h */\n}\n", "b{c: d;e: f g;}"),
            ("a::before { content: \"/* x */  \\\" {\"; }", "a::before{content: \"/* x */  \\\" {\";}"),
            ("a /* b */ c { d: e } /* open", "a c{d: e}"), ("a{b:calc(1px + 2px)}/*/x", "a{b:calc(1px + 2px)}"),
        ])
    func compacting(written: String, published: String) throws {
        let theme = try Theme.load(["site.css": written])
        let file = theme.assetFiles.first { $0.path.hasSuffix(".css") }
        #expect(String(decoding: file?.bytes ?? [], as: UTF8.self) == published)
    }

    @Test("A site's own template takes the default's place, and the others stay")
    func overriding() async throws {
        let theme = try Theme.load(["foot.mustache": "<footer>ours</footer>", "logo.png": "PNG"])
        let built = try await build(["a.md": "# A\n\ntext\n"], theme: theme)
        #expect(built["a.html"].hasSuffix("<footer>ours</footer>"))
        #expect(built["a.html"].contains("<!doctype html>"))
        #expect(built.files.keys.contains { $0.hasPrefix("assets/logo.") && $0.hasSuffix(".png") })
    }

    @Test(
        "A broken template is told with its place",
        arguments: [
            (
                ["page.mustache": "{{>head}}\n  {{#breadcrumbs}}\n"],
                "page.mustache:2:3: error: section 'breadcrumbs' is never closed: {{/breadcrumbs}} is missing "
                    + "[template/syntax]\n"
            ),
            (
                ["page.mustache": "<h1>\n{{titel}}\n"],
                "page.mustache:2:3: error: no field is named 'titel' here [template/unknown-name]\n  try: title\n"
            ),
            (
                ["foot.mustache": "{{>futter}}"],
                "foot.mustache:1:4: error: no template is named 'futter': add it or remove the tag "
                    + "[template/missing-partial]\n"
            ),
        ] as [([String: String], String)])
    func broken(_ files: [String: String], _ report: String) {
        let found = findings(files)
        #expect(found.hasPrefix(report.prefix { $0 != "[" }), "\(found)")
    }
}
