// Configuration and data
extension Grammar {
    /// JSON, and its relatives with comments (JSONC), single quotes and bare keys (JSON5).
    static let json = Grammar(
        [.line("//"), .block("/*", "*/"), .quoted("\""), .quoted("'")],
        constants: "true false null Infinity NaN", traits: .colonKeys)

    static let toml = Grammar(
        [
            .line("#"), .long("\"\"\""), .long("'''", escape: 0), .quoted("\""), .quoted("'", escape: 0),
            .other(.section, "[", .heading),
        ],
        constants: "true false inf nan", wordBytes: "-.", traits: .equalKeys)

    static let hcl = Grammar(
        [
            .line("#"), .line("//"), .block("/*", "*/"), .quoted("\"", interpolation: "${"),
            .other(.hereDocument, "<<"),
        ],
        keywords: "for in if else endif endfor", constants: "true false null", wordBytes: "-",
        traits: [.equalKeys, .calls], statements: .blocks)

    /// nginx.conf, and what looks like it: a directive, its arguments, `;` or a block.
    static let nginx = Grammar(
        [
            .line("#", spaced: true), .long("\""), .long("'"), .sigil("$", .variable),
        ],
        constants: "on off", wordBytes: "-.", statements: .semicolons)

    /// A directive and its arguments on a line: Apache, HAProxy, ssh_config, Caddyfile, crontab and many more.
    static let directives = Grammar(
        [
            .line("#", spaced: true), .quoted("\""), .quoted("'"), .sigil("$", .variable), .sigil("%", .variable),
            .other(.directive, "</", .heading), .other(.directive, "<", .heading),
        ],
        constants: "on off yes no true false none On Off", wordBytes: "-.", statements: .lines)

    /// What follows a Dockerfile's FROM, COPY, ENV and so on.
    static let dockerArguments = Grammar(
        [.line("#", spaced: true), .quoted("\""), .quoted("'"), .sigil("$", .variable)],
        keywords: "AS as", wordBytes: "-.", wordStarts: "-", traits: .equalKeys)

    static let css = Grammar(
        [
            .block("/*", "*/"), .line("//", spaced: true), .quoted("\""), .quoted("'"), .sigil("@", .keyword),
            .sigil("$", .variable),
        ],
        wordBytes: "-", traits: [.properties, .calls])

    static let proto = Grammar(
        [.line("//"), .block("/*", "*/"), .quoted("\""), .quoted("'")],
        keywords: """
            syntax edition package import public weak option message enum service rpc returns stream oneof map repeated optional
            required reserved extensions extend to max double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64
            sfixed32 sfixed64 bool string bytes
            """,
        constants: "true false")

    static let graphql = Grammar(
        [.line("#"), .long("\"\"\""), .quoted("\""), .sigil("$", .variable), .sigil("@", .function)],
        keywords: """
            query mutation subscription fragment on type input enum interface union scalar schema directive extend implements
            """,
        constants: "true false null", traits: .colonKeys)

    /// Graphviz.
    static let dot = Grammar(
        [.line("//"), .line("#", spaced: true), .block("/*", "*/"), .long("\"")],
        keywords: "graph digraph subgraph node edge strict", foldsCase: true, traits: .equalKeys)

    static let rego = Grammar(
        [.line("#"), .quoted("\""), .long("`", escape: 0)],
        keywords: "package import as default if else some every in not contains with", constants: "true false null",
        traits: .calls)
}
