import SourceText

/// Turns parsed templates into one program: each page's template and, for each context and way of indenting it is used
/// in, each partial once.
struct TemplateCompiler {
    let templates: [ParsedTemplate]
    let templateOfName: [String: Int]
    var records: [[TemplateSchema.Field]] = []
    var program = Program()
    var findings = TemplateFindings()
    var instances: [Instance] = []
    var calls: [Call] = []
    private var instanceOfKey: [Instance.Key: Int] = [:]

    /// A template in one use of it.
    struct Instance {
        struct Key: Hashable {
            var template: Int
            var context: StaticContext
            /// Whether its lines are to be indented; by how much is known when rendering, for recursion adds to it.
            var isIndented: Bool
        }

        var key: Key
        /// The first tag that asked for it; nil for a page.
        var includer: (instance: Int, tag: Range<Int>)?
        var start = 0
    }

    /// A partial tag: an edge of the graph in which endless recursion is looked for.
    struct Call {
        var from: Int
        var to: Int
        var tag: Range<Int>
        var descent: Descent
    }

    /// How the innermost context at a place relates to the one its template began with.
    enum Descent {
        /// The same value, so that a template that includes itself here never ends.
        case same
        /// A part of it: data are finite, so this ends.
        case within
        /// A value of the contexts around, which may hold the first one again.
        case elsewhere
    }

    init(templates: [ParsedTemplate]) {
        self.templates = templates
        templateOfName = Dictionary(
            zip(templates.map(\.source.name), templates.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The instance of a page's template, to be compiled by `compileInstances`.
    mutating func addPage(template: Int, root: TemplateKind) -> Int {
        let context = StaticContext(exact: [root])
        return instance(Instance.Key(template: template, context: context, isIndented: false), includer: nil)
    }

    /// Compiles what was asked for and what that asks for in turn, then puts places for instances in all calls.
    mutating func compileInstances() {
        var next = 0
        while next < instances.count {
            instances[next].start = program.code.count
            compile(next)
            next += 1
        }
        for index in program.code.indices {
            if case .call(let instance, let indentation) = program.code[index] {
                program.code[index] = .call(
                    start: UInt32(instances[Int(instance)].start), indentation: indentation)
            }
        }
    }

    func entry(of page: Int) -> Program.Entry {
        let root = instances[page].key.context.exact.last
        return Program.Entry(start: instances[page].start, record: root?.recordNumber ?? -1)
    }

    /// The instance for a partial tag. A partial within itself, however deep, gets a folded context: it would otherwise
    /// be compiled anew for each further level without end.
    mutating func partial(_ key: Instance.Key, from includer: Int, tag: Range<Int>) -> Int {
        var key = key
        if instanceOfKey[key] == nil, ancestors(of: includer).contains(where: { $0.key.template == key.template }) {
            key.context = key.context.folded
        }
        return instance(key, includer: (includer, tag))
    }

    private mutating func instance(_ key: Instance.Key, includer: (instance: Int, tag: Range<Int>)?) -> Int {
        if let known = instanceOfKey[key] { return known }
        instanceOfKey[key] = instances.count
        instances.append(Instance(key: key, includer: includer))
        return instances.count - 1
    }

    /// An instance, the one that first included it, and so on to a page.
    func ancestors(of instance: Int) -> [Instance] {
        var chain = [instances[instance]]
        while let includer = chain.last?.includer { chain.append(instances[includer.instance]) }
        return chain
    }

    /// Reports at a place of an instance's template; where that is a partial, notes say what included it.
    mutating func report(
        _ rule: Rule, in instance: Int, _ range: Range<Int>, _ message: String, suggestion: String? = nil
    ) {
        let template = templates[instances[instance].key.template]
        let chain = ancestors(of: instance)
        let notes = zip(chain, chain.dropFirst()).prefix(8).compactMap { inner, outer in
            inner.includer.map { includer in
                let template = templates[outer.key.template]
                return DiagnosticNote(
                    file: template.source.file, range: template.sourceRange(includer.tag), message: "included here")
            }
        }
        findings.add(
            Diagnostic(
                rule, file: template.source.file, range: template.sourceRange(range), message: message,
                suggestion: suggestion, notes: Array(notes)))
    }
}

/// The findings of all instances. What is wrong in a partial is told once, with all places that include it.
struct TemplateFindings {
    private(set) var diagnostics: [Diagnostic] = []
    private var known: [Diagnostic: Int] = [:]

    mutating func add(_ diagnostic: Diagnostic) {
        var key = diagnostic
        key.notes = []
        guard let index = known[key] else {
            known[key] = diagnostics.count
            return diagnostics.append(diagnostic)
        }
        for note in diagnostic.notes where !diagnostics[index].notes.contains(note) {
            diagnostics[index].notes.append(note)
        }
    }
}
