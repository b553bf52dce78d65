/// A language as data: what begins a comment or a string, which words are keywords. `Lexer.code` reads by it.
final class Grammar: Sendable {
    /// What a word, or a string, tells by what stands around it.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt16
        /// `name(` is a function.
        static let calls = Traits(rawValue: 1)
        /// `name!(` is one too.
        static let macros = Traits(rawValue: 2)
        /// `name:` and `"name":` are keys.
        static let colonKeys = Traits(rawValue: 4)
        /// `name =` and `"name" =` are keys.
        static let equalKeys = Traits(rawValue: 8)
        /// `{name="x"}` and the names after `by (` are labels.
        static let labels = Traits(rawValue: 16)
        /// `name="x"` is a label outside braces too.
        static let labelFilters = Traits(rawValue: 32)
        /// `Verb-Noun` is a command.
        static let hyphenatedCommands = Traits(rawValue: 64)
        /// Letters may stand right before a quote: `r"…"`, `f'…'`.
        static let stringPrefixes = Traits(rawValue: 128)
        /// `name: value;` is a property, `name:hover {` is not.
        static let properties = Traits(rawValue: 256)
    }

    /// What the first word of a statement is.
    enum Statements: Sendable {
        case none
        /// A statement is a line; its first word is a keyword.
        case lines
        /// Statements end with `;`, `{` or `}`.
        case semicolons
        /// A line's first word is a keyword before a quote, a brace or another word: `resource "x" "y" {`.
        case blocks
    }

    static let word: UInt8 = 1
    static let wordPart: UInt8 = 2
    static let digit: UInt8 = 4
    static let lead: UInt8 = 8
    static let statementEnd: UInt8 = 16
    static let blank: UInt8 = 32

    /// What a byte may begin.
    let flags: InlineArray<256, UInt8>
    let words: WordTable
    let rules: [DelimiterRule]
    let traits: Traits
    let statements: Statements

    /// - Parameters:
    ///   - rules: in the order of preference: longer ones before their beginnings.
    ///   - wordBytes: what may stand in a word besides letters, digits and `_`.
    ///   - wordStarts: what a word may begin with besides.
    init(
        _ rules: [DelimiterRule], keywords: String = "", constants: String = "", functions: String = "",
        more: [(words: String, kind: TokenKind)] = [], foldsCase: Bool = false, wordBytes: String = "",
        wordStarts: String = "", traits: Traits = [], statements: Statements = .none
    ) {
        self.rules = rules
        self.traits = traits
        self.statements = statements
        words = WordTable(
            foldsCase: foldsCase,
            [
                (keywords, TokenKind.keyword.rawValue), (constants, TokenKind.number.rawValue),
                (functions, TokenKind.function.rawValue),
            ] + more.map { ($0.words, $0.kind.rawValue) })
        var flags = InlineArray<256, UInt8>(repeating: 0)
        for byte in UInt8.min...UInt8.max {
            var flag: UInt8 = 0
            if isWordStart(byte) { flag |= Self.word | Self.wordPart }
            if isDigit(byte) { flag |= Self.digit | Self.wordPart }
            if isBlank(byte) || byte == 0x0D { flag |= Self.blank }
            flags[Int(byte)] = flag
        }
        for byte in wordBytes.utf8 { flags[Int(byte)] |= Self.wordPart }
        for byte in wordStarts.utf8 { flags[Int(byte)] |= Self.word | Self.wordPart }
        for rule in rules { flags[Int(rule.open.first ?? 0)] |= Self.lead }
        switch statements {
        case .none: break
        case .lines, .blocks: flags[0x0A] |= Self.statementEnd
        case .semicolons: for byte in ";{}".utf8 { flags[Int(byte)] |= Self.statementEnd }
        }
        self.flags = flags
    }
}

/// What stands between delimiters, or begins with one.
struct DelimiterRule: Sendable {
    enum Form: Sendable {
        /// To the end of the line. `spaced`: only at the beginning of a line or after a blank.
        case lineComment(spaced: Bool)
        case blockComment(nests: Bool)
        case string
        /// `'x'` or `'\n'`, while `'a` alone is something else.
        case character
        /// `#"…"#` behind a prefix: Rust's `r#"…"#`.
        case hashedString
        /// `<<EOF`, `<<-EOF`.
        case hereDocument
        /// `/…/` where a value may stand.
        case regularExpression
        /// A mark and a name: `$name`, `${…}`, `@name`.
        case sigil
        /// A mark and a name at the beginning of a line: `#include`.
        case directive
        /// `[…]` as a whole line.
        case section
    }

    let form: Form
    let open: [UInt8]
    var close: [UInt8] = []
    var escape: UInt8 = 0
    var isMultiline = false
    /// What begins code inside a string: `${`, which `}` closes.
    var interpolation: [UInt8] = []
    var kind = TokenKind.string

    /// `#`, `//`.
    static func line(_ open: String, spaced: Bool = false) -> DelimiterRule {
        DelimiterRule(form: .lineComment(spaced: spaced), open: Array(open.utf8), kind: .comment)
    }

    static func block(_ open: String, _ close: String, nests: Bool = false) -> DelimiterRule {
        DelimiterRule(
            form: .blockComment(nests: nests), open: Array(open.utf8), close: Array(close.utf8), kind: .comment)
    }

    /// A string on one line, with `\` before what does not close it.
    static func quoted(
        _ open: String, close: String? = nil, escape: UInt8 = 0x5C, interpolation: String = "",
        kind: TokenKind = .string
    ) -> DelimiterRule {
        DelimiterRule(
            form: .string, open: Array(open.utf8), close: Array((close ?? open).utf8), escape: escape,
            interpolation: Array(interpolation.utf8), kind: kind)
    }

    /// A string that may hold line breaks.
    static func long(
        _ open: String, _ close: String? = nil, escape: UInt8 = 0x5C, interpolation: String = ""
    ) -> DelimiterRule {
        DelimiterRule(
            form: .string, open: Array(open.utf8), close: Array((close ?? open).utf8), escape: escape,
            isMultiline: true, interpolation: Array(interpolation.utf8))
    }

    static func other(_ form: Form, _ open: String, _ kind: TokenKind = .string) -> DelimiterRule {
        DelimiterRule(form: form, open: Array(open.utf8), kind: kind)
    }

    static func sigil(_ open: String, _ kind: TokenKind) -> DelimiterRule { other(.sigil, open, kind) }
}
