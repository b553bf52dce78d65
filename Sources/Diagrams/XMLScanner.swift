/// Reads the XML that Graphviz writes: tags and text, without comments, declarations and document types. What is not well
/// formed ends it.
struct XMLScanner {
    struct Element {
        var name: ArraySlice<UInt8>
        var attributes: [(name: ArraySlice<UInt8>, value: [UInt8])]
        var isClosed: Bool
    }

    enum Token {
        case open(Element)
        case close(ArraySlice<UInt8>)
        case text([UInt8])
    }

    private let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    mutating func next() -> Token? {
        while at < bytes.endIndex {
            guard bytes[at] == UInt8(ascii: "<") else {
                let end = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
                defer { at = end }
                return .text(Self.decoded(bytes[at..<end]))
            }
            let rest = bytes[at...]
            if rest.starts("<!--") {
                at = end(of: "-->")
            } else if rest.starts("<?") {
                at = end(of: "?>")
            } else if rest.starts("<!") {
                at = end(of: ">")
            } else if rest.starts("</") {
                let name = rest.dropFirst(2).prefix { $0 != UInt8(ascii: ">") && !$0.isSpace }
                at = end(of: ">")
                return .close(name)
            } else {
                return element().map { .open($0) }
            }
        }
        return nil
    }

    private func end(of sign: StaticString) -> Int {
        var place = at
        while place < bytes.endIndex {
            if bytes[place...].starts(sign) { return place + sign.utf8CodeUnitCount }
            place += 1
        }
        return bytes.endIndex
    }

    private mutating func element() -> Element? {
        let name = bytes[(at + 1)...].prefix { !$0.isSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        var element = Element(name: name, attributes: [], isClosed: false)
        at = name.endIndex
        while at < bytes.endIndex {
            switch bytes[at] {
            case UInt8(ascii: ">"):
                at += 1
                return element
            case UInt8(ascii: "/"):
                element.isClosed = true
                at += 1
            case let byte where byte.isSpace: at += 1
            default:
                let key = bytes[at...].prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && !$0.isSpace }
                at = key.endIndex
                guard at + 1 < bytes.endIndex, bytes[at] == UInt8(ascii: "="), bytes[at + 1] == UInt8(ascii: "\""),
                    let quote = bytes[(at + 2)...].firstIndex(of: UInt8(ascii: "\""))
                else { return nil }
                element.attributes.append((key, Self.decoded(bytes[(at + 2)..<quote])))
                at = quote + 1
            }
        }
        return nil
    }

    private static let names: [[UInt8]: UInt8] = [
        Array("amp".utf8): UInt8(ascii: "&"), Array("lt".utf8): UInt8(ascii: "<"), Array("gt".utf8): UInt8(ascii: ">"),
        Array("quot".utf8): UInt8(ascii: "\""), Array("apos".utf8): UInt8(ascii: "'"),
    ]

    /// With its character references resolved.
    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
        var out: [UInt8] = []
        var at = text.startIndex
        while at < text.endIndex {
            if text[at] == UInt8(ascii: "&"), let end = text[at...].prefix(12).firstIndex(of: UInt8(ascii: ";")) {
                let name = text[(at + 1)..<end]
                if let byte = names[Array(name)] {
                    out.append(byte)
                    at = end + 1
                    continue
                }
                if let scalar = MermaidText.reference(name) {
                    out += String(Character(scalar)).utf8
                    at = end + 1
                    continue
                }
            }
            out.append(text[at])
            at += 1
        }
        return out
    }
}
