/// A type whose values templates can show. Its fields are declared once; names are resolved against them when the
/// templates are compiled.
package protocol TemplateView: SendableMetatype {
    /// Declare it `static let`: a computed property would build the list anew for every value shown.
    /// Names are unique within it.
    static var fields: TemplateFields<Self> { get }
}

extension TemplateView {
    /// All fields' values, in order: what `TemplateSet.render` takes.
    package var templateValue: TemplateValue { Self.fields.value(of: self) }

    static var fieldDescriptions: [TemplateFieldDescription] { fields.descriptions }
}

/// A view's fields, written as an array of them.
///
/// The getters are chained to one closure when the list is made. To go through an array of them for each value took
/// twice as long: the array's type depends on the view's, which is only known when running.
package struct TemplateFields<View>: Sendable, ExpressibleByArrayLiteral {
    let descriptions: [TemplateFieldDescription]
    private let append: TemplateField<View>.Getter

    package init(arrayLiteral fields: TemplateField<View>...) {
        descriptions = fields.map(\.description)
        var chain: TemplateField<View>.Getter = { _, _ in }
        for field in fields { chain = Self.chained(chain, field.append) }
        append = chain
    }

    private static func chained(
        _ first: @escaping TemplateField<View>.Getter, _ second: @escaping TemplateField<View>.Getter
    ) -> TemplateField<View>.Getter {
        { view, values in
            first(view, &values)
            second(view, &values)
        }
    }

    func value(of view: View) -> TemplateValue {
        var values: [TemplateValue] = []
        values.reserveCapacity(descriptions.count)
        append(view, &values)
        return .record(values)
    }
}

/// One field of a view: the name that templates use, what it holds, how to get it.
///
/// A nil is shown as nothing. It does not let the same name of a record around this one shine through (an entry without
/// an owner must not show its page's), unless the field says `inherits: true`.
package struct TemplateField<View>: Sendable {
    let description: TemplateFieldDescription
    let append: Getter

    /// Appends the field's value; to return it would cost a copy more.
    typealias Getter = @Sendable (View, inout [TemplateValue]) -> Void

    private init(
        _ name: String, _ kind: TemplateFieldDescription.Kind, inherits: Bool = false, append: @escaping Getter
    ) {
        description = TemplateFieldDescription(name: name, kind: kind, mayBeAbsent: inherits)
        self.append = append
    }

    package static func text(_ name: String, _ get: @escaping @Sendable (View) -> String) -> Self {
        Self(name, .text) { $1.append(.text(get($0))) }
    }

    package static func optionalText(
        _ name: String, inherits: Bool = false, _ get: @escaping @Sendable (View) -> String?
    ) -> Self {
        let missing: TemplateValue = inherits ? .absent : .empty
        return Self(name, .text, inherits: inherits) { view, values in
            values.append(get(view).map { .text($0) } ?? missing)
        }
    }

    /// Finished HTML, shown with three braces: `{{{body}}}`.
    package static func raw(_ name: String, _ get: @escaping @Sendable (View) -> [UInt8]) -> Self {
        Self(name, .raw) { $1.append(.raw(get($0))) }
    }

    package static func flag(_ name: String, _ get: @escaping @Sendable (View) -> Bool) -> Self {
        Self(name, .flag) { $1.append(.flag(get($0))) }
    }

    package static func list<Item: TemplateView>(
        _ name: String, _ get: @escaping @Sendable (View) -> [Item]
    ) -> Self {
        Self(name, .list(Item.self)) { view, values in
            let fields = Item.fields
            let items = get(view)
            var elements: [TemplateValue] = []
            elements.reserveCapacity(items.count)
            for item in items { elements.append(fields.value(of: item)) }
            values.append(.list(elements))
        }
    }

    /// A list of texts, shown with `{{.}}`.
    package static func texts(_ name: String, _ get: @escaping @Sendable (View) -> [String]) -> Self {
        Self(name, .texts) { view, values in values.append(.list(get(view).map { .text($0) })) }
    }

    package static func record<Part: TemplateView>(
        _ name: String, _ get: @escaping @Sendable (View) -> Part
    ) -> Self {
        Self(name, .record(Part.self)) { $1.append(get($0).templateValue) }
    }

    package static func optionalRecord<Part: TemplateView>(
        _ name: String, inherits: Bool = false, _ get: @escaping @Sendable (View) -> Part?
    ) -> Self {
        let missing: TemplateValue = inherits ? .absent : .empty
        return Self(name, .record(Part.self), inherits: inherits) { view, values in
            values.append(get(view)?.templateValue ?? missing)
        }
    }

    /// A record that was evaluated before, for all pages that show it.
    package static func evaluated<Part: TemplateView>(
        _ name: String, _ get: @escaping @Sendable (View) -> EvaluatedView<Part>
    ) -> Self {
        Self(name, .record(Part.self)) { $1.append(get($0).value) }
    }

    /// A list of records that were evaluated before.
    package static func evaluatedList<Item: TemplateView>(
        _ name: String, _ get: @escaping @Sendable (View) -> [EvaluatedView<Item>]
    ) -> Self {
        Self(name, .list(Item.self)) { view, values in values.append(.list(get(view).map(\.value))) }
    }
}

/// A field without its getter: what a schema is made of. A nested view is named by its type alone, so that a view can
/// hold a list of its own kind.
struct TemplateFieldDescription: Sendable {
    enum Kind: Sendable {
        case text, raw, flag, texts
        case list(any TemplateView.Type)
        case record(any TemplateView.Type)
    }

    let name: String
    let kind: Kind
    let mayBeAbsent: Bool
}
