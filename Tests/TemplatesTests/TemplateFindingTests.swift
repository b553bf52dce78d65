import SourceText
import Templates
import Testing

/// What one marked template is expected to report.
struct FindingCase: CustomTestStringConvertible {
    var template: String
    var rule: Rule
    var message: String
    var suggestion: String?
    var partials: [String: String] = [:]

    init(
        _ template: String, _ rule: Rule, _ message: String, suggests suggestion: String? = nil,
        partials: [String: String] = [:]
    ) {
        self.template = template
        self.rule = rule
        self.message = message
        self.suggestion = suggestion
        self.partials = partials
    }

    init(_ template: String, _ message: String, suggests suggestion: String? = nil) {
        self.init(template, .templateSyntax, message, suggests: suggestion)
    }

    var testDescription: String { template }
}

func findings(_ page: String, partials: [String: String] = [:]) -> [Diagnostic] {
    let sources = partials.merging(["page": page]) { _, page in page }.map {
        TemplateSource(name: $0.key, file: $0.key + ".mustache", bytes: Array($0.value.utf8))
    }
    let (set, diagnostics) = TemplateSet.compile(sources: sources, pages: [TemplatePage("page", PageView.self)])
    #expect((set == nil) == !diagnostics.isEmpty)
    return diagnostics
}

struct TemplateFindingTests {
    static let syntax: [FindingCase] = [
        FindingCase(
            "é😀 «{{#items}}»\n{{label}}", "section 'items' is never closed: {{/items}} is missing"),
        FindingCase(
            "{{#items}}«{{#tags}}»x{{/items}}", "section 'tags' is never closed: {{/tags}} is missing"),
        FindingCase(
            "a\r\nb\n  «{{/items}}»",
            "'items' is closed here but not open: remove the tag or open the section before it"),
        FindingCase(
            "{{#tags}}«{{/tgas}}»{{/tags}}",
            "'tgas' is closed here but not open: remove the tag or open the section before it",
            suggests: "{{/tags}}"),
        FindingCase("x «{{»title", "tag is not closed: '}}' is missing"),
        FindingCase("x «{{{»body}} y", "tag is not closed: '}}}' is missing"),
        FindingCase("«{{#»items {{title}}", "tag is not closed: '}}' is missing"),
        FindingCase("{{=<% %>=}}«<%»title }}", "tag is not closed: '%>' is missing"),
        FindingCase(
            "«{{=<%=}}»",
            "delimiters are set by two marks with a space between them and no '=' in them, as in {{=<% %>=}}"),
        FindingCase("«{{ }}»", "tag names nothing: write the name of a field in it"),
        FindingCase(
            "{{ «site..name» }}",
            "'site..name' is not a name: use letters, digits, '-' and '_', and '.' between a record and its field"),
        FindingCase("{{«<base»}}", "template inheritance is not supported: use partials"),
        FindingCase("{{>«*name»}}", "dynamic partial names are not supported: name the partial itself"),
        FindingCase("{{«items»}}", "'items' is a list and can not be shown: use it as a section, {{#items}}"),
        FindingCase("{{«site»}}", "'site' is a record and can not be shown: name one of its fields"),
        FindingCase("{{{«isDraft»}}}", "'isDraft' is a flag and can not be shown: use it as a section, {{#isDraft}}"),
        FindingCase(
            "{{«body»}}", "'body' is HTML, which two braces would escape: use three", suggests: "{{{body}}}"),
    ]

    static let names: [FindingCase] = [
        FindingCase("{{«titel»}}", .templateUnknownName, "no field is named 'titel' here", suggests: "title"),
        FindingCase(
            "\n{{#«itmes»}}{{anything}}{{/itmes}}", .templateUnknownName, "no field is named 'itmes' here",
            suggests: "items"),
        FindingCase(
            "{{#site}}{{«headline»}}{{/site}}", .templateUnknownName,
            "no field is named 'headline' here; known are name, language, title, owner, body, isDraft, site, next, "
                + "items, tags"),
        FindingCase(
            "{{^site.«nmae»}}{{/site.nmae}}", .templateUnknownName, "'site' has no field 'nmae'", suggests: "name"),
        FindingCase(
            "{{items.«label»}}", .templateUnknownName,
            "'items' is a list: use it as a section, {{#items}}, and 'label' within"),
        FindingCase(
            "{{title.«length»}}", .templateUnknownName, "'title' is no record and has no field 'length'"),
        FindingCase(
            "{{>«haed»}}", .templateMissingPartial, "no template is named 'haed'", suggests: "head",
            partials: ["head": ""]),
        FindingCase(
            "{{>«breadcrumbs»}}", .templateMissingPartial,
            "no template is named 'breadcrumbs': add it or remove the tag"),
    ]

    @Test(arguments: syntax + names)
    func `an error is reported at its place`(_ expected: FindingCase) throws {
        let marked = MarkedTemplate(expected.template)
        let found = findings(marked.text, partials: expected.partials)
        let finding = try #require(found.first)
        #expect(found.count == 1)
        #expect(finding.range.printed == marked.range)
        #expect(finding.rule == expected.rule)
        #expect(finding.message == expected.message)
        #expect(finding.suggestion == expected.suggestion)
        #expect(finding.file == "page.mustache")
        #expect(finding.level == .error)
    }

    @Test func `all errors of all files are reported, sorted`() {
        let found = findings(
            "{{titel}} {{#items}}{{lable}} {{>none}}{{/items}}{{/x}}\n{{items}}{{#tags}}",
            partials: ["unused": "{{/y}}"])
        #expect(
            found.map { "\($0.file):\($0.range.start.line):\($0.range.start.column) \($0.rule.rawValue)" } == [
                "page.mustache:1:3 template/unknown-name", "page.mustache:1:23 template/unknown-name",
                "page.mustache:1:34 template/missing-partial", "page.mustache:1:50 template/syntax",
                "page.mustache:2:3 template/syntax", "page.mustache:2:10 template/syntax",
                "unused.mustache:1:1 template/syntax",
            ])
    }

    @Test func `an error in a partial is told once, with every place that includes it`() throws {
        let found = findings(
            "{{>head}}\n{{#items}}{{>head}}{{/items}}", partials: ["head": "{{>bar}}", "bar": "{{titel}}"])
        let finding = try #require(found.first)
        #expect(found.count == 1)
        #expect(finding.file == "bar.mustache" && finding.range.printed == "1:3-1:8")
        #expect(
            finding.notes.map { "\($0.file) \($0.range.printed) \($0.message)" } == [
                "head.mustache 1:4-1:7 included here", "page.mustache 1:4-1:8 included here",
                "page.mustache 2:14-2:18 included here",
            ])
    }

    @Test func `a name is judged in each context that a partial is used in`() {
        let partials = ["label": "{{label}}"]
        #expect(findings("{{#items}}{{>label}}{{/items}}", partials: partials).isEmpty)
        #expect(findings("{{>label}}", partials: partials).map(\.rule) == [.templateUnknownName])
    }

    @Test(
        arguments: [
            ("«{{>page}}»", [:]),
            ("{{#isDraft}}{{>page}}{{/isDraft}}", [:]),
            ("{{^items}}{{>page}}{{/items}}", [:]),
            ("{{#title}}{{>page}}{{/title}}", [:]),
            ("{{>a}}", ["a": "{{>b}}", "b": "{{>a}}"]),
            ("{{#items}}{{>a}}{{/items}}", ["a": "{{label}}{{#site}}{{>a}}{{/site}}"]),
            ("{{>a}}", ["a": "{{#items}}{{>b}}{{/items}}", "b": "{{#site}}{{>a}}{{/site}}"]),
        ])
    func `recursion that its data do not end is an error`(page: String, partials: [String: String]) {
        let found = findings(MarkedTemplate(page).text, partials: partials)
        #expect(!found.isEmpty)
        for finding in found {
            #expect(finding.rule == .templateSyntax)
            #expect(finding.message.contains("would include itself without end"))
        }
    }

    @Test func `a page without a template is an error`() {
        let (set, found) = TemplateSet.compile(
            sources: [TemplateSource(name: "pages", file: "pages.mustache", bytes: [])],
            pages: [TemplatePage("page", PageView.self)])
        #expect(set == nil)
        #expect(found.map(\.rule) == [.templateMissingPartial] && found.map(\.suggestion) == ["pages"])
    }

    @Test func `sections nested without bound are an error and no crash`() {
        let deep = String(repeating: "{{#isDraft}}", count: 25_000) + String(repeating: "{{/isDraft}}", count: 25_000)
        #expect(findings(deep).map(\.message) == ["sections nest more than 100 deep: move the inner ones to a partial"])
        let open = String(repeating: "{{#isDraft}}", count: 300)
        #expect(findings(open).count == 301)
    }

    @Test func `a template cut at any byte is reported or rendered`() {
        let template = Array(
            "{{=<% %>=}}\r\n<%! é %>\n  <%> page %>\n<%#items%><%label%><%/items%><%{title}%>\u{1F600}".utf8)
        for length in template.indices {
            let source = TemplateSource(name: "page", file: "page.mustache", bytes: Array(template[..<length]))
            let (set, found) = TemplateSet.compile(sources: [source], pages: [TemplatePage("page", PageView.self)])
            #expect((set == nil) == !found.isEmpty)
        }
    }
}
