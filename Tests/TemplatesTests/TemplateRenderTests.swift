import Templates
import Testing

struct TemplateRenderTests {
    @Test(
        arguments: [
            ("{{title}}", "Restart &lt;NATS&gt;"),
            ("{{{title}}}{{&title}}", "Restart <NATS>Restart <NATS>"),
            ("{{{body}}}", "<p>raw</p>"),
            ("{{site.name}}: {{#site}}{{name}} {{title}}{{/site}}", "Titan: Titan Restart &lt;NATS&gt;"),
            ("{{#isDraft}}draft{{/isDraft}}{{^isDraft}}final{{/isDraft}}", "final"),
            ("{{#tags}}{{.}},{{/tags}}", "a&#39;,b,"),
            ("{{#owner}}{{.}} = {{owner}}{{/owner}}", "ops = ops"),
            ("{{#body}}{{{.}}}{{/body}}", "<p>raw</p>"),
            ("{{#next}}{{name}}{{/next}}{{^next}}last{{/next}}{{next.name}}", "last"),
            ("{{#items}}{{#tags}}{{label}}{{.}} {{/tags}}{{/items}}", "onea&#39; oneb twoa&#39; twob "),
        ])
    func `a view is shown by the names of its fields`(template: String, expected: String) {
        let view = PageView(
            owner: "ops", body: Array("<p>raw</p>".utf8), items: [ItemView(label: "one"), ItemView(label: "two")],
            tags: ["a'", "b"])
        #expect(render(template, view) == expected)
    }

    @Test func `an empty text and a missing one are false`() {
        let template = "{{#title}}title{{/title}}{{^title}}no title{{/title}}, {{^owner}}no owner{{/owner}}"
        #expect(render(template, PageView(title: "")) == "no title, no owner")
    }

    @Test func `a nil does not let the record around shine through unless the field inherits`() {
        let view = PageView(
            title: "page", owner: "page's",
            items: [ItemView(label: "1"), ItemView(label: "2", owner: "own", title: "item")])
        #expect(render("{{#items}}{{label}} {{owner}} {{title}};{{/items}}", view) == "1  page;2 own item;")
    }

    @Test func `a partial includes itself down a tree, indented by each level`() {
        let tree = "- {{label}} {{title}} {{site.name}}\n{{#items}}\n  {{>tree}}\n{{/items}}\n"
        let leaf = ItemView(label: "leaf")
        let view = PageView(
            title: "T",
            items: [ItemView(label: "a", items: [ItemView(label: "b", title: "U", items: [leaf]), leaf])])
        let expected = """
            <
              - a T Titan
                - b U Titan
                  - leaf U Titan
                - leaf T Titan
            >

            """
        #expect(render("<\n{{#items}}\n  {{>tree}}\n{{/items}}\n>\n", partials: ["tree": tree], view) == expected)
    }

    @Test func `a partial within a line is not indented in an indented one`() {
        let partials = ["outer": "1\n{{>inner}}, {{>inner}}\n", "inner": "x\ny"]
        #expect(render("  {{>outer}}\n", partials: partials) == "  1\n  x\ny, x\ny\n")
    }

    @Test func `a partial within a line begins anew with the indentation of what it includes`() {
        let partials = ["outer": "a\n{{>middle}} z\n", "middle": "x\n  {{>inner}}\n", "inner": "i\n"]
        #expect(render("  {{>outer}}\n", partials: partials) == "  a\n  x\n  i\n z\n")
    }

    @Test func `data of any depth is rendered without a deep stack`() {
        var item = ItemView(label: "0")
        for _ in 1..<2_000 { item = ItemView(label: "1", items: [item]) }
        let output = render(
            "{{#items}}{{>tree}}{{/items}}", partials: ["tree": "{{label}}{{#items}}{{>tree}}{{/items}}"],
            PageView(items: [item]))
        #expect(output == String(repeating: "1", count: 1_999) + "0")
    }

    @Test func `a part that was evaluated once is shown by many pages`() throws {
        struct Navigated: TemplateView {
            var site: EvaluatedView<SiteView>
            var others: [EvaluatedView<SiteView>]
            static let fields: TemplateFields<Navigated> = [
                .evaluated("site") { $0.site }, .evaluatedList("others") { $0.others },
            ]
        }
        let source = TemplateSource(
            name: "page", file: "page.mustache", bytes: Array("{{site.name}}{{#others}} {{name}}{{/others}}".utf8))
        let set = TemplateSet.compile(sources: [source], pages: [TemplatePage("page", Navigated.self)]).set
        let page = try #require(set?.page("page", for: Navigated.self))
        #expect(set?.page("page", for: PageView.self) == nil)
        let site = EvaluatedView(SiteView())
        var output: [UInt8] = []
        page.render(Navigated(site: site, others: [site]), into: &output)
        page.render(EvaluatedView(Navigated(site: site, others: [])), into: &output)
        #expect(String(decoding: output, as: UTF8.self) == "Titan TitanTitan")
    }

    @Test func `many threads render from one set`() async throws {
        let source = TemplateSource(
            name: "page", file: "page.mustache", bytes: Array("{{#items}}{{label}};{{/items}}".utf8))
        let set = TemplateSet.compile(sources: [source], pages: [TemplatePage("page", PageView.self)]).set
        let page = try #require(set?.page("page", for: PageView.self))
        let outputs = await withTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<64 {
                group.addTask {
                    var output: [UInt8] = []
                    page.render(PageView(items: (0..<50).map { ItemView(label: "\($0)") }), into: &output)
                    return output
                }
            }
            return await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(outputs == [Array((0..<50).map { "\($0);" }.joined().utf8)])
    }
}
