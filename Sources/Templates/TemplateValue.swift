/// What a template can show, evaluated: no names are left in it, a record's fields lie in the order of its schema.
package enum TemplateValue: Sendable {
    /// Not there: the name is looked for in the records around this one, as if it had not been declared.
    case absent
    /// There, and nothing: false as a section, no bytes as a variable.
    case empty
    case text(String)
    /// Finished HTML. An empty text or stretch of HTML is false as a section.
    case raw([UInt8])
    case flag(Bool)
    case list([TemplateValue])
    /// One value for each field of the record's schema, in its order.
    case record([TemplateValue])

    var isTrue: Bool {
        switch self {
        case .absent, .empty: false
        case .text(let text): !text.isEmpty
        case .raw(let bytes): !bytes.isEmpty
        case .flag(let flag): flag
        case .list(let elements): !elements.isEmpty
        case .record: true
        }
    }
}

/// A view's fields, evaluated once: for a part that many pages share, such as the navigation, so that each of them does
/// not evaluate it again.
package struct EvaluatedView<View: TemplateView>: Sendable {
    package let value: TemplateValue

    package init(_ view: View) {
        value = view.templateValue
    }
}
