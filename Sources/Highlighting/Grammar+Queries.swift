// Query languages
extension Grammar {
    static let promql = Grammar(
        [.line("#"), .quoted("\""), .quoted("'"), .long("`", escape: 0), .sigil("$", .variable)],
        keywords: "by without on ignoring group_left group_right offset bool and or unless atan2 smoothed anchored",
        constants: "inf nan",
        functions: """
            sum min max avg group stddev stdvar count count_values bottomk topk quantile limitk limit_ratio
            """,
        foldsCase: true, wordBytes: ":", traits: [.calls, .labels])

    static let logql = Grammar(
        [.line("#"), .quoted("\""), .long("`", escape: 0), .sigil("$", .variable)],
        keywords: """
            by without on ignoring group_left group_right offset bool and or unless json logfmt pattern regexp unpack unwrap
            line_format label_format decolorize drop keep distinct
            """,
        functions: "sum min max avg stddev stdvar count bottomk topk sort sort_desc",
        wordBytes: ":", traits: [.calls, .labels, .labelFilters])

    /// The words of PostgreSQL, MySQL and SQLite that structure a statement.
    static let sql = Grammar(
        [
            .line("--"), .block("/*", "*/", nests: true), .long("'", escape: 0),
            .quoted("\"", escape: 0, kind: .variable),
            .quoted("`", escape: 0, kind: .variable), .sigil("$", .variable), .sigil("@", .variable),
            .sigil(":", .variable),
        ],
        keywords: """
            add all alter analyze and any array as asc authorization autocommit backup begin between both by cache call cascade
            case cast check checkpoint close cluster collate column comment commit concurrently conflict constraint copy create
            cross cube current cursor cycle data database databases deallocate declare default deferrable deferred definer delete
            desc describe distinct do domain drop each else elsif end engine escape except exclude exclusive exec execute exists
            explain extension external fetch filter first following for force foreign format freeze from full function generated
            global grant group grouping groups having identified identity if ignore ilike immediate immutable in include
            increment index inherit inner insert instead intersect interval into invoker is isolation join key kill language last
            lateral left level like limit listen load local lock locked locking log loop maintenance materialized maxvalue merge
            minvalue mode modify move names natural next no not nothing notify nowait nulls of off offset on only open optimize
            option or order ordinality outer over owned owner parallel partition partitions password plan policy preceding
            prepare prepared primary privileges procedure process processlist publication raise range read recursive references
            refresh reindex release rename repeatable replace replica replication reset restart restrict return returning returns
            revoke right role rollback rollup row rows savepoint schema security select sequence serializable server session set
            setof share show similar skip slot some stable start statement statistics status storage strict subscription system
            table tables tablesample tablespace temp temporary then ties to top trailing transaction trigger truncate type
            unbounded uncommitted union unique unlisten unlock unlogged until update upsert use user using vacuum valid validate
            values variables verbose view volatile when where while window with within without work write zone
            bigint bigserial binary bit blob boolean bool bytea char character cidr date datetime decimal double float inet
            int integer int2 int4 int8 json jsonb mediumtext money numeric nvarchar oid precision real serial smallint text time
            timestamp timestamptz timetz tinyint uuid varchar varying xml
            """,
        constants: "true false null unknown current_date current_time current_timestamp current_user session_user",
        foldsCase: true, traits: .calls)
}
