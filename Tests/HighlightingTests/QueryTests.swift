import Testing

@Suite struct QueryTests {
    static let samples: [Golden] = [
        Golden(
            "PromQL", "promql",
            #"""
            # q
            sum by (instance, job) (rate(http_requests_total{job=~"api.*", code!="500"}[5m:1m] offset 1h)) / on(a) group_left up == 3 > bool 0.5e-3
            histogram_quantile(0.99, sum(rate(x_bucket[$__rate_interval])) by (le)) and job:x:rate5m unless absent(up{a="b"})
            """#,
            #"""
            c‹# q›
            f‹sum› k‹by› (v‹instance›, v‹job›) (f‹rate›(http_requests_total{v‹job›=~s‹"api.*"›, v‹code›!=s‹"500"›}[n‹5m›:n‹1m›] k‹offset› n‹1h›)) / k‹on›(v‹a›) k‹group_left› up == n‹3› > k‹bool› n‹0.5e-3›
            f‹histogram_quantile›(n‹0.99›, f‹sum›(f‹rate›(x_bucket[v‹$__rate_interval›])) k‹by› (v‹le›)) k‹and› job:x:rate5m k‹unless› f‹absent›(up{v‹a›=s‹"b"›})
            """#),
        Golden(
            "offsets, modifiers, subqueries", "promql",
            #"""
            rate(x{a="b",c=~"d|e\\.f",g!~'h'}[5m] @ 1609746000 offset -1w) >= bool 1e3 # c
            max_over_time(deriv(x[1h30m])[1d:5m]) unless on (a, b) absent(y) or vector(Inf)
            SUM BY (a) (x) != 3
            """#,
            #"""
            f‹rate›(x{v‹a›=s‹"b"›,v‹c›=~s‹"d|e\\.f"›,v‹g›!~s‹'h'›}[n‹5m›] @ n‹1609746000› k‹offset› -n‹1w›) >= k‹bool› n‹1e3› c‹# c›
            f‹max_over_time›(f‹deriv›(x[n‹1h30m›])[n‹1d›:n‹5m›]) k‹unless› k‹on› (v‹a›, v‹b›) f‹absent›(y) k‹or› f‹vector›(n‹Inf›)
            f‹SUM› k‹BY› (v‹a›) (x) != n‹3›
            """#),
        Golden(
            "LogQL", "logql",
            #"""
            {app="x", env=~"p.*"} |= "error" != `a b` | json | line_format "{{.msg}}" | status >= 500 | level="error" | duration > 10s
            sum by (app) (count_over_time({a="b"} | logfmt [5m]))
            """#,
            #"""
            {v‹app›=s‹"x"›, v‹env›=~s‹"p.*"›} |= s‹"error"› != s‹`a b`› | k‹json› | k‹line_format› s‹"{{.msg}}"› | status >= n‹500› | v‹level›=s‹"error"› | duration > n‹10s›
            f‹sum› k‹by› (v‹app›) (f‹count_over_time›({v‹a›=s‹"b"›} | k‹logfmt› [n‹5m›]))
            """#),
        Golden(
            "pipelines", "logql",
            #"""
            {job="x"} |~ `e\d` | pattern "<ip> - <_>" | ip != "1.2.3.4"
            # c
            topk(5, sum by (app) (rate({a=~".+"} != "x" | json | unwrap bytes(size) [1m])))
            """#,
            #"""
            {v‹job›=s‹"x"›} |~ s‹`e\d`› | k‹pattern› s‹"<ip> - <_>"› | v‹ip› != s‹"1.2.3.4"›
            c‹# c›
            f‹topk›(n‹5›, f‹sum› k‹by› (v‹app›) (f‹rate›({v‹a›=~s‹".+"›} != s‹"x"› | k‹json› | k‹unwrap› f‹bytes›(size) [n‹1m›])))
            """#),
        Golden(
            "SQL", "sql",
            #"""
            -- c
            SELECT a."Col", count(*) FROM t WHERE x = 'it''s' AND y::int > $1 AND z = :name /* c */;
            CREATE INDEX CONCURRENTLY idx ON t (a) WHERE b IS NOT NULL;
            """#,
            #"""
            c‹-- c›
            k‹SELECT› a.v‹"Col"›, f‹count›(*) k‹FROM› t k‹WHERE› x = s‹'it''s'› k‹AND› y::k‹int› > v‹$1› k‹AND› z = v‹:name› c‹/* c */›;
            k‹CREATE› k‹INDEX› k‹CONCURRENTLY› idx k‹ON› t (a) k‹WHERE› b k‹IS› k‹NOT› n‹NULL›;
            """#),
        Golden(
            "casts, quotes, placeholders", "postgresql",
            #"""
            INSERT INTO "T" (`a`) VALUES ('<VALUE>', NULL, E'\\x', 1.5e3);
            select date_trunc('day', x)::date, $$ body $$ from t where a @> b and c = :id and d = @e;
            """#,
            #"""
            k‹INSERT› k‹INTO› v‹"T"› (v‹`a`›) k‹VALUES› (s‹'mark‹<VALUE>›'›, n‹NULL›, Es‹'\\x'›, n‹1.5e3›);
            k‹select› f‹date_trunc›(s‹'day'›, x)::k‹date›, $$ body $$ k‹from› t k‹where› a @> b k‹and› c = v‹:id› k‹and› d = v‹@e›;
            """#),
        Golden(
            "a session of psql in SQL", "sql",
            #"""
            db=> select 1;
             1
            (1 row)

            """#,
            #"""
            p‹db=> ›k‹select› n‹1›;
            o‹ 1
            (1 row)
            ›
            """#),
    ]

    @Test(arguments: samples)
    func `queries`(_ golden: Golden) {
        #expect(coloured(golden.language, golden.code) == golden.html)
    }
}
