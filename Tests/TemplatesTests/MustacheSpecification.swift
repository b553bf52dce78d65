import Foundation
import Templates
import Testing

/// A JSON value of the specification's data.
indirect enum JSONValue: Decodable {
    case null
    case flag(Bool)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .text("\(number)")
        } else if let number = try? container.decode(Double.self) {
            self = .text("\(number)")
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}

/// One test of the Mustache specification.
struct SpecificationCase: Decodable, CustomTestStringConvertible {
    var name: String
    var data: JSONValue
    var template: String
    var partials: [String: String]?
    var expected: String
    var module: String?

    var id: String { "\(module ?? "")/\(name)" }
    var testDescription: String { id }

    /// The core modules; what is optional (`~lambdas` and others) is no part of our language.
    static let modules = ["comments", "delimiters", "interpolation", "inverted", "partials", "sections"]

    /// All cases of the core modules, from the folder that `OPSBOOK_MUSTACHE_SPEC` names (`make` sets it); none where
    /// it is not there, which a test of its own reports.
    static let all: [SpecificationCase] = modules.flatMap { module -> [SpecificationCase] in
        struct File: Decodable {
            var tests: [SpecificationCase]
        }
        guard let folder = ProcessInfo.processInfo.environment["OPSBOOK_MUSTACHE_SPEC"],
            let data = try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(module).json")),
            let file = try? JSONDecoder().decode(File.self, from: data)
        else { return [] }
        return file.tests.map {
            var test = $0
            test.module = module
            return test
        }
    }

    /// Names that a case uses and its data lack where it uses them. To us an undeclared name is an error; these are
    /// declared, and absent.
    static let absentNames: [String: [String]] = [
        "interpolation/Basic Context Miss Interpolation": ["cannot"],
        "interpolation/Triple Mustache Context Miss Interpolation": ["cannot"],
        "interpolation/Ampersand Context Miss Interpolation": ["cannot"],
        "interpolation/Dotted Names - Broken Chains": ["a.b.c"],
        "interpolation/Dotted Names - Broken Chain Resolution": ["a.b.c.name"],
        "interpolation/Dotted Names - Context Precedence": ["a.b.c"],
        "inverted/Context": ["name"],
        "inverted/List": ["n"],
        "inverted/Context Misses": ["missing"],
        "inverted/Dotted Names - Broken Chains": ["a.b.c"],
        "sections/Context Misses": ["missing"],
        "sections/Dotted Names - Broken Chains": ["a.b.c"],
    ]
}

/// What is known of the data at one place: all values there, taken together.
indirect enum Shape {
    case unknown
    case text, flag
    case list(Shape)
    case record([String: (shape: Shape, isMissingSomewhere: Bool)])

    init(_ value: JSONValue) {
        switch value {
        case .null: self = .unknown
        case .flag: self = .flag
        case .text: self = .text
        case .list(let elements): self = .list(elements.reduce(.unknown) { $0.merged(with: Shape($1)) })
        case .object(let fields): self = .record(fields.mapValues { (Shape($0), false) })
        }
    }

    /// A record with one field, that is absent, at the end of a dotted name.
    init(absent parts: ArraySlice<String>) {
        guard let first = parts.first else {
            self = .unknown
            return
        }
        self = .record([first: (Shape(absent: parts.dropFirst()), true)])
    }

    func merged(with other: Shape) -> Shape {
        switch (self, other) {
        case (.unknown, let shape), (let shape, .unknown): return shape
        case (.text, .text), (.flag, .flag): return self
        case (.list(let a), .list(let b)): return .list(a.merged(with: b))
        case (.record(let a), .record(let b)):
            var fields = a.mapValues { ($0.shape, true) }
            for (name, field) in b {
                if let mine = a[name] {
                    fields[name] = (
                        mine.shape.merged(with: field.shape), mine.isMissingSomewhere || field.isMissingSomewhere
                    )
                } else {
                    fields[name] = (field.shape, true)
                }
            }
            return .record(fields)
        default: preconditionFailure("the data of a case mix kinds of values at one place")
        }
    }
}

/// A schema made from data, and the data as values of it.
struct DataSchema {
    private var records: [[TemplateSchema.Field]] = []

    static func page(for data: JSONValue, absent names: [String]) -> (TemplateSchema, TemplateValue) {
        let shape = names.reduce(Shape(data)) { shape, name in
            shape.merged(with: Shape(absent: name.split(separator: ".").map(String.init)[...]))
        }
        var derivation = DataSchema()
        let root = derivation.kind(of: shape, within: [])
        return (
            TemplateSchema(records: derivation.records, root: root), derivation.value(of: data, as: root)
        )
    }

    /// An object with the same keys as one around it is of its kind: that makes the schema of a tree.
    private mutating func kind(of shape: Shape, within outer: [(keys: [String], record: Int)]) -> TemplateKind {
        switch shape {
        case .unknown, .text: return .text
        case .flag: return .flag
        case .list(let element): return .list(kind(of: element, within: outer))
        case .record(let fields):
            let keys = fields.keys.sorted()
            if let same = outer.first(where: { $0.keys == keys }) { return .record(same.record) }
            let record = records.count
            records.append([])
            records[record] = keys.compactMap { key in
                fields[key].map { field in
                    TemplateSchema.Field(
                        name: key, kind: kind(of: field.shape, within: outer + [(keys, record)]),
                        mayBeAbsent: field.isMissingSomewhere)
                }
            }
            return .record(record)
        }
    }

    private func value(of data: JSONValue, as kind: TemplateKind) -> TemplateValue {
        switch (data, kind) {
        case (.text(let text), .text): .text(text)
        case (.flag(let flag), .flag): .flag(flag)
        case (.list(let elements), .list(let element)): .list(elements.map { value(of: $0, as: element) })
        case (.object(let object), .record(let record)):
            .record(
                records[record].map { field in object[field.name].map { value(of: $0, as: field.kind) } ?? .absent })
        default: .empty
        }
    }
}
