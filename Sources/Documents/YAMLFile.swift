package import SourceText
internal import TextRepair

/// A key of a YAML mapping, with its value.
package struct YAMLField: Hashable, Sendable {
    package var key: String
    package var keyRange: SourceRange
    package var value: YAMLValue
}

/// A YAML value. Scalars stay text: what a key means decides how it is read, so that `1.10` is not `1.1`.
package indirect enum YAMLValue: Hashable, Sendable {
    case null
    case scalar(String, SourceRange)
    case list([YAMLValue])
    case mapping([YAMLField])
}

extension YAMLValue {
    /// YAML 1.2's booleans, and `yes`, `no`, `on`, `off` as ops files write them; nil for anything else.
    package var flag: Bool? {
        guard case .scalar(let text, _) = self else { return nil }
        return switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }
}

/// A file that is one YAML mapping, such as the configuration, every key and value with its place.
package struct YAMLFile: Sendable {
    package var fields: [YAMLField] = []
    /// What is wrong with it; then there are no fields.
    package var failure: (message: String, range: SourceRange)?

    package init(_ bytes: [UInt8]) {
        let text = DecodedText(decoding: bytes)
        let locator = text.locator()
        switch YAMLFrontMatter.read(text.bytes, 0..<text.bytes.count) {
        case .success(let raw): fields = raw.map { YAMLField($0, locator) }
        case .failure(let error): failure = (error.message, locator.range(of: error.offset..<error.offset))
        }
    }
}

extension YAMLField {
    init(_ raw: RawFrontMatter.Field, _ locator: Locator) {
        key = raw.key
        keyRange = locator.range(of: raw.keyRange)
        value = YAMLValue(raw.value, locator)
    }
}

extension YAMLValue {
    init(_ raw: RawFrontMatter.Value, _ locator: Locator) {
        switch raw {
        case .null: self = .null
        case .scalar(let text, let range): self = .scalar(text, locator.range(of: range))
        case .list(let items): self = .list(items.map { YAMLValue($0, locator) })
        case .mapping(let items): self = .mapping(items.map { YAMLField($0, locator) })
        }
    }
}
