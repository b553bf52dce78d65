/// What a value is, known before there is one.
package indirect enum TemplateKind: Hashable, Sendable {
    case text, raw, flag
    case list(TemplateKind)
    /// An index into the schema's records.
    case record(Int)
}

/// All names that a template can use, with what they hold. Records refer to each other by index, so that one can hold
/// a list of its own kind.
package struct TemplateSchema: Sendable {
    package struct Field: Sendable {
        package var name: String
        package var kind: TemplateKind
        /// Whether its value can be `.absent`, and the name then is looked for in the records around.
        package var mayBeAbsent: Bool

        package init(name: String, kind: TemplateKind, mayBeAbsent: Bool) {
            self.name = name
            self.kind = kind
            self.mayBeAbsent = mayBeAbsent
        }
    }

    package private(set) var records: [[Field]]
    /// What the page's own value is: a record, but for the odd test.
    package private(set) var root: TemplateKind
    /// The view type each record was derived from; nil for a schema made by hand.
    private(set) var origins: [ObjectIdentifier?]

    /// A schema made by hand: every index in `root` and the fields is one of `records`.
    package init(records: [[Field]], root: TemplateKind) {
        self.records = records
        self.root = root
        origins = [ObjectIdentifier?](repeating: nil, count: records.count)
    }

    /// The schema of a view type and of all view types that it holds.
    package init<View: TemplateView>(of view: View.Type) {
        var derivation = SchemaDerivation()
        root = .record(derivation.record(of: view))
        records = derivation.records
        origins = derivation.origins
    }
}

private struct SchemaDerivation {
    var records: [[TemplateSchema.Field]] = []
    var origins: [ObjectIdentifier?] = []
    private var known: [ObjectIdentifier: Int] = [:]

    mutating func record(of view: any TemplateView.Type) -> Int {
        let origin = ObjectIdentifier(view)
        if let index = known[origin] { return index }
        let index = records.count
        // Known before its fields are: they may lead back to it.
        known[origin] = index
        records.append([])
        origins.append(origin)
        let fields = view.fieldDescriptions.map { field in
            TemplateSchema.Field(name: field.name, kind: kind(of: field.kind), mayBeAbsent: field.mayBeAbsent)
        }
        precondition(Set(fields.map(\.name)).count == fields.count, "\(view) declares a field twice")
        records[index] = fields
        return index
    }

    private mutating func kind(of kind: TemplateFieldDescription.Kind) -> TemplateKind {
        switch kind {
        case .text: .text
        case .raw: .raw
        case .flag: .flag
        case .texts: .list(.text)
        case .list(let item): .list(.record(record(of: item)))
        case .record(let part): .record(record(of: part))
        }
    }
}

/// The records of all pages' schemas under one numbering, so that a partial is compiled once for all pages that use it
/// in the same context.
struct SchemaTable {
    private(set) var records: [[TemplateSchema.Field]] = []
    private var known: [ObjectIdentifier: Int] = [:]

    /// Takes a schema's records in and returns its root under the common numbering.
    mutating func add(_ schema: TemplateSchema) -> TemplateKind {
        var numbers: [Int] = []
        for origin in schema.origins {
            let number = origin.flatMap { known[$0] } ?? records.count
            if number == records.count { records.append([]) }
            if let origin { known[origin] = number }
            numbers.append(number)
        }
        for (number, fields) in zip(numbers, schema.records) {
            records[number] = fields.map { field in
                var field = field
                field.kind = renumbered(field.kind, numbers)
                return field
            }
        }
        return renumbered(schema.root, numbers)
    }

    private func renumbered(_ kind: TemplateKind, _ numbers: [Int]) -> TemplateKind {
        switch kind {
        case .text, .raw, .flag: kind
        case .list(let element): .list(renumbered(element, numbers))
        case .record(let record): .record(numbers[record])
        }
    }
}
