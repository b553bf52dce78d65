package import SourceText

/// A template that is rendered for itself, and what it is given.
package struct TemplatePage: Sendable {
    package var name: String
    package var schema: TemplateSchema

    package init(_ name: String, _ schema: TemplateSchema) {
        self.name = name
        self.schema = schema
    }

    package init<View: TemplateView>(_ name: String, _ view: View.Type) {
        self.init(name, TemplateSchema(of: view))
    }
}

/// All templates of a site, compiled: names resolved, partials in place. A value that any number of threads can render
/// from at once.
package struct TemplateSet: Sendable {
    let program: Program
    private let pages: [String: CompiledPage]

    private struct CompiledPage {
        var entry: Program.Entry
        var origin: ObjectIdentifier?
    }

    /// Compiles the pages' templates and the partials that these use. Of two sources with one name the first counts.
    ///
    /// Reported are all errors of all sources: `template/syntax` (also in sources that no page uses),
    /// `template/unknown-name` and `template/missing-partial`, sorted. With any of them there is no set.
    package static func compile(
        sources: [TemplateSource], pages: [TemplatePage]
    ) -> (set: TemplateSet?, diagnostics: [Diagnostic]) {
        var templates: [ParsedTemplate] = []
        var diagnostics: [Diagnostic] = []
        for source in sources {
            let (template, found) = TemplateParser.parse(source)
            templates.append(template)
            diagnostics += found
        }
        var compiler = TemplateCompiler(templates: templates)
        var schemas = SchemaTable()
        let roots = pages.map { schemas.add($0.schema) }
        compiler.records = schemas.records
        var instances: [(page: TemplatePage, instance: Int)] = []
        for (page, root) in zip(pages, roots) {
            if let template = compiler.templateOfName[page.name] {
                instances.append((page, compiler.addPage(template: template, root: root)))
            } else {
                diagnostics.append(
                    Diagnostic(
                        .templateMissingPartial, file: page.name + ".mustache",
                        message: "no template is named '\(page.name)', which the site's pages are made with",
                        suggestion: nearest(to: page.name, in: compiler.templateOfName.keys)))
            }
        }
        compiler.compileInstances()
        compiler.reportEndlessRecursion()
        diagnostics = (diagnostics + compiler.findings.diagnostics).sorted()
        guard diagnostics.isEmpty else { return (nil, diagnostics) }
        let compiled = instances.map { page, instance in
            let origin: ObjectIdentifier? =
                if case .record(let root) = page.schema.root { page.schema.origins[root] } else { nil }
            return (page.name, CompiledPage(entry: compiler.entry(of: instance), origin: origin))
        }
        let set = TemplateSet(
            program: compiler.program, pages: Dictionary(compiled, uniquingKeysWith: { first, _ in first }))
        return (set, diagnostics)
    }

    /// The template of a page for views of a type; nil unless it was compiled under this name for this type.
    package func page<View: TemplateView>(_ name: String, for view: View.Type) -> PageTemplate<View>? {
        guard let page = pages[name], page.origin == ObjectIdentifier(view) else { return nil }
        return PageTemplate(program: program, entry: page.entry)
    }

    /// Appends a page's text, from a value made by hand after the schema the page was compiled with; a value of another
    /// shape is a programming error. False if there is no such page.
    package func render(_ name: String, _ value: TemplateValue, into output: inout [UInt8]) -> Bool {
        guard let page = pages[name] else { return false }
        program.render(from: page.entry, value, into: &output)
        return true
    }
}

/// One page's template. Keep it: to find it costs a look-up by name, to render does not.
package struct PageTemplate<View: TemplateView>: Sendable {
    let program: Program
    let entry: Program.Entry

    /// Appends the page's text.
    package func render(_ view: View, into output: inout [UInt8]) {
        program.render(from: entry, view.templateValue, into: &output)
    }

    /// Appends the page's text from a view that was evaluated before.
    package func render(_ view: EvaluatedView<View>, into output: inout [UInt8]) {
        program.render(from: entry, view.value, into: &output)
    }
}
