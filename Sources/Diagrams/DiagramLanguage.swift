/// The languages of fences that are drawn.
package enum DiagramLanguage: Hashable, Sendable {
    case graphviz
    case mermaid

    /// `language` is the first word of a fence's info string, in any case; nil for what is not a diagram.
    package init?(fence language: ArraySlice<UInt8>) {
        switch language.map({ $0.isASCIICapital ? $0 | 0x20 : $0 }) {
        case Array("dot".utf8), Array("graphviz".utf8), Array("gv".utf8): self = .graphviz
        case Array("mermaid".utf8): self = .mermaid
        default: return nil
        }
    }
}
