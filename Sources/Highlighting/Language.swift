/// A language: how its code is read.
struct Language: Sendable {
    /// What it is called in info strings, separated by spaces, in lower case.
    let names: String
    var placeholders = Placeholders.capitals
    let read: @Sendable (inout Lexer) -> Void

    /// The language of a name, in whatever case.
    static func named(_ name: ArraySlice<UInt8>) -> Language? {
        let bytes = Array(name)
        let value = table[bytes, 0, bytes.count]
        return value == 0 ? nil : all[Int(value) - 1]
    }

    private static let table = WordTable(
        foldsCase: true, all.enumerated().map { ($1.names, UInt8(truncatingIfNeeded: $0 + 1)) })

    static let all = sessions + configuration + queries + formats + programming

    private static let sessions = [
        Language(
            names: """
                console shell-session shellsession sh-session bash-session zsh-session session terminal term pycon ps1con
                pwsh-session psql mysql-console postgres-console
                """, placeholders: .anyCase
        ) { $0.session() },
        Language(names: "sh bash zsh shell shellscript ksh ash dash fish bats envrc", placeholders: .anyCase) {
            $0.beginsSession(.shell) ? $0.session() : $0.shell()
        },
        Language(names: "powershell pwsh ps1 ps posh", placeholders: .anyCase) {
            $0.beginsSession(.powershell) ? $0.session() : $0.code(.powershell)
        },
    ]

    private static let configuration = [
        Language(names: "yaml yml helm ansible docker-compose compose eyaml") { $0.yaml() },
        Language(names: "json jsonc json5 ndjson jsonl jsonlines geojson har hjson jsonnet libsonnet") {
            $0.code(.json)
        },
        Language(names: "toml") { $0.code(.toml) },
        Language(names: "ini cfg cnf config gitconfig editorconfig pgbouncer inifile dosini desktop") {
            $0.settings(.ini)
        },
        Language(names: "systemd service unit timer properties props java-properties sysctl") { $0.settings(.plain) },
        Language(names: "env dotenv environment") { $0.settings(.environment) },
        Language(names: "conf") { $0.configuration() },
        Language(names: "hcl terraform tf tfvars nomad vault packer opentofu tofu bicep") { $0.code(.hcl) },
        Language(names: "nginx nginxconf openresty") { $0.code(.nginx) },
        Language(
            names:
                "apache apacheconf haproxy sshconfig ssh-config ssh_config sshdconfig caddyfile caddy varnish crontab cron squid"
        ) { $0.code(.directives) },
        Language(names: "dockerfile docker containerfile") { $0.dockerfile() },
        Language(names: "make makefile mk gnumakefile") { $0.makefile() },
        Language(names: "rego opa") { $0.code(.rego) },
    ]

    private static let queries = [
        Language(names: "promql prometheus metricsql") { $0.code(.promql) },
        Language(names: "logql loki logsql") { $0.code(.logql) },
        Language(
            names: "sql postgresql postgres pgsql plpgsql mysql mariadb sqlite tsql mssql plsql clickhouse cql ksql"
        ) {
            $0.beginsSession(.sql) ? $0.session() : $0.code(.sql)
        },
        Language(names: "graphql gql") { $0.code(.graphql) },
    ]

    private static let formats = [
        Language(names: "diff patch udiff") { $0.diff() },
        Language(names: "http https rest curl-output") { $0.http() },
        Language(names: "xml html htm xhtml svg vue svelte plist rss wsdl xsd xslt pom", placeholders: .never) {
            $0.markup(isHTML: true)
        },
        Language(
            names: """
                gotemplate go-template gotmpl go-text-template go-html-template tmpl tpl template jinja jinja2 j2 liquid twig
                handlebars hbs mustache django nunjucks
                """
        ) { $0.template() },
        Language(names: "css scss less sass") { $0.code(.css) },
        Language(names: "md markdown mkd mdx", placeholders: .never) { $0.markdown() },
        Language(names: "log logs syslog journal") { $0.log() },
        Language(names: "dot graphviz gv") { $0.code(.dot) },
        Language(names: "proto protobuf proto3") { $0.code(.proto) },
    ]

    private static let programming = [
        Language(names: "c h cpp c++ cc cxx hpp cuda objc objective-c arduino", placeholders: .quoted) { $0.code(.c) },
        Language(names: "cs csharp c#", placeholders: .quoted) { $0.code(.csharp) },
        Language(names: "go golang", placeholders: .quoted) { $0.code(.go) },
        Language(names: "java groovy gradle jenkinsfile scala", placeholders: .quoted) { $0.code(.java) },
        Language(names: "js javascript jsx mjs cjs node ts typescript tsx mts cts", placeholders: .quoted) {
            $0.code(.javascript)
        },
        Language(names: "kotlin kt kts", placeholders: .quoted) { $0.code(.kotlin) },
        Language(names: "lua") { $0.code(.lua) },
        Language(names: "perl pl") { $0.code(.perl) },
        Language(names: "php") { $0.code(.php) },
        Language(names: "py python python3 py3 starlark bzl bazel tiltfile") {
            $0.beginsSession(.python) ? $0.session() : $0.code(.python)
        },
        Language(names: "rb ruby puppet vagrantfile brewfile") { $0.code(.ruby) },
        Language(names: "rs rust", placeholders: .quoted) { $0.code(.rust) },
        Language(names: "swift", placeholders: .quoted) { $0.code(.swift) },
    ]
}

extension Lexer {
    /// `.conf` is many languages' name; the first lines show which.
    mutating func configuration() {
        var line = index
        while line < min(end, index + 4000) {
            let stop = lineEnd(line)
            let text = afterBlanks(line)
            let comment = find(0x23, from: text, to: stop) ?? stop
            let last = beforeBlanks(comment, from: text)
            if last > text {
                if byte(text) == 0x5B || byte(text) == 0x3B { return settings(.ini) }
                if source[last - 1] == 0x3B || source[last - 1] == 0x7B { return code(.nginx) }
                if find(0x3D, from: text, to: last) != nil { return settings(.ini) }
                return code(.directives)
            }
            line = stop + 1
        }
        settings(.ini)
    }
}
