import SourceText
import Templates
import Testing

struct MustacheSpecificationTests {
    /// Not ours: the specification writes nothing for a partial that is not there, to us it is an error.
    static let missingPartial = "partials/Failed Lookup"

    /// The number of cases in the core modules of the specification, 1.4, as `make` installs it.
    @Test func `the specification is installed, with all its cases`() {
        #expect(SpecificationCase.all.count == 133)
        let ids = Set(SpecificationCase.all.map(\.id))
        #expect(ids.count == 133)
        #expect(ids.isSuperset(of: [Self.missingPartial] + SpecificationCase.absentNames.keys))
    }

    @Test(arguments: SpecificationCase.all)
    func `a core case of the specification holds`(_ test: SpecificationCase) throws {
        let names = SpecificationCase.absentNames[test.id] ?? []
        let (set, diagnostics, value) = compile(test, absent: names)
        if test.id == Self.missingPartial {
            #expect(diagnostics.map(\.rule) == [.templateMissingPartial])
            return
        }
        var output: [UInt8] = []
        #expect(diagnostics.isEmpty)
        #expect(try #require(set).render("page", value, into: &output))
        #expect(String(decoding: output, as: UTF8.self) == test.expected)
    }

    @Test(arguments: SpecificationCase.all.filter { SpecificationCase.absentNames[$0.id] != nil })
    func `a name that the data lack is an error unless it is declared`(_ test: SpecificationCase) {
        let (set, diagnostics, _) = compile(test, absent: [])
        #expect(set == nil)
        #expect(diagnostics.map(\.rule) == [.templateUnknownName])
    }

    private func compile(
        _ test: SpecificationCase, absent names: [String]
    ) -> (TemplateSet?, [Diagnostic], TemplateValue) {
        let (schema, value) = DataSchema.page(for: test.data, absent: names)
        let sources = (test.partials ?? [:]).merging(["page": test.template]) { _, page in page }.map {
            TemplateSource(name: $0.key, file: $0.key, bytes: Array($0.value.utf8))
        }
        let (set, diagnostics) = TemplateSet.compile(sources: sources, pages: [TemplatePage("page", schema)])
        return (set, diagnostics, value)
    }
}
