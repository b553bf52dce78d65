/// Colours the code of one language, in HTML.
package struct Highlighter: Sendable {
    private let language: Language

    /// - Parameter name: as in an info string, in whatever case: `yaml`, `yml`, `sh`, `console`. Nil for a language that is
    ///   not known, and for plain text.
    package init?(language name: ArraySlice<UInt8>) {
        guard let language = Language.named(name) else { return nil }
        self.language = language
    }

    /// Writes the code, escaped, with `<span class="x">` around what has a colour (`TokenKind`) and `<mark>` around
    /// placeholders. Without its tags and escapes it is the code, byte for byte. In linear time.
    package func write(_ code: ArraySlice<UInt8>, into html: inout [UInt8]) {
        Self.write(code, language, lines: nil, into: &html)
    }

    /// The names of all languages, a list for each: the first is the usual one, the others mean the same.
    package static var languages: [[String]] {
        Language.all.map { $0.names.split(whereSeparator: \.isWhitespace).map(String.init) }
    }

    static func write(_ code: ArraySlice<UInt8>, _ language: Language?, lines: LineMarks?, into html: inout [UInt8]) {
        // Token places are 32 bits wide.
        guard code.count < Int32.max else { return CodeWriter(Array(code), [], .never, nil).write(into: &html) }
        var lexer = Lexer(code)
        language?.read(&lexer)
        CodeWriter(lexer.source, lexer.tokens, language?.placeholders ?? .capitals, lines).write(into: &html)
    }
}
