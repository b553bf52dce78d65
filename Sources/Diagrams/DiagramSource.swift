/// A diagram as its author wrote it: the content of a fence, without the fence.
package struct DiagramSource: Hashable, Sendable {
    package let language: DiagramLanguage
    package let text: [UInt8]

    package init(language: DiagramLanguage, text: [UInt8]) {
        self.language = language
        self.text = text
    }
}
