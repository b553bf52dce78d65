import Operations
import Testing

@Suite("Metrics are read from catalogs, and from nothing that only looks like one")
struct MetricTests {
    private func names(_ markdown: String) -> [String] { operations(markdown).metrics.map(\.name) }

    @Test("A row is a metric with its type, labels, unit and meaning")
    func row() {
        let markdown = """
            # Metrics Catalog

            ## Brain Metrics (`titan_brain_*` prefix)

            | Metric | Type | Unit | Labels | Meaning | Since |
            |---|---|---|---|---|---|
            | `decisions_total` | Counter | – | `phase_id`, `approved` | Decisions *taken* | v2 |
            | `titan_brain_equity` | gauge (float) | USD | none | – | |
            """
        let metrics = operations(markdown).metrics
        #expect(metrics.map(\.name) == ["titan_brain_decisions_total", "titan_brain_equity"])
        #expect(metrics.map(\.written) == ["decisions_total", "titan_brain_equity"])
        #expect(metrics.map(\.type) == [.counter, .gauge])
        #expect(metrics.map(\.typeText) == ["Counter", "gauge (float)"])
        #expect(metrics.map(\.labels) == [["phase_id", "approved"], []])
        #expect(metrics.map(\.unit) == [nil, "USD"])
        #expect(metrics.map(\.meaning) == ["Decisions taken", nil])
        #expect(metrics.map(\.details) == [[NamedText(name: "Since", text: "v2")], []])
        #expect(metrics.map(\.section) == .init(repeating: "Brain Metrics (titan_brain_* prefix)", count: 2))
        #expect(metrics.map { cut($0.source, from: markdown) } == ["`decisions_total`", "`titan_brain_equity`"])
        #expect(metrics.map(\.source.anchor) == .init(repeating: "brain-metrics-titan_brain_-prefix", count: 2))
    }

    @Test(
        "The prefix ends with its section",
        arguments: [
            "## Brain (`app_brain_*` prefix)", "## Brain – prefix `app_brain_`", "## `app_brain_*`",
        ])
    func prefix(heading: String) {
        let table = "\n\n| Metric | Meaning |\n|---|---|\n| `x_total` | x |\n| `job:x:rate5m` | r |\n"
        let markdown = "# Metrics\n\n\(heading)\n\n### Deep\(table)\n## Others\(table)"
        #expect(names(markdown) == ["app_brain_x_total", "job:x:rate5m", "x_total", "job:x:rate5m"])
    }

    @Test(
        "Names stand bare, in code, with labels, several in a cell",
        arguments: [
            ("http_requests_total", ["http_requests_total"]),
            ("`http_requests_total{method, code=\"200\"}`", ["http_requests_total"]),
            ("`a_total`, `b_total`", ["a_total", "b_total"]), ("a_total / b_total", ["a_total", "b_total"]),
            ("**`up`**", ["up"]), ("–", []), ("`job:a:sum`", ["job:a:sum"]),
        ])
    func cells(cell: String, expected: [String]) {
        #expect(names("| Metric Name | Description |\n|---|---|\n| \(cell) | x |") == expected)
    }

    @Test("A column of numbers may come first")
    func numbered() { #expect(names("| # | Metrics Name | Labels |\n|-|-|-|\n| 01 | a_b | c |") == ["a_b"]) }

    @Test("Labels are read from the name's braces too")
    func labels() {
        let metric = operations("|Metric|Help|\n|-|-|\n|`x_total{a, b=\"c\"}`|x|").metrics.first
        #expect(metric?.labels == ["a", "b"])
    }

    @Test("Lists under a heading that names metrics")
    func lists() {
        let markdown = """
            ## Key Metrics

            - `titan_latency_ms`: Brain processing time.
            - **`titan_equity`** (Gauge) – Equity over all exchanges
            - `titan_fills_total` (counter)
              - Labels: `symbol`, `side`
              - Unit: fills
            - `titan_x` is not exported yet.
            - Latency: how long
            """
        let metrics = operations(markdown).metrics
        #expect(metrics.map(\.name) == ["titan_latency_ms", "titan_equity", "titan_fills_total"])
        #expect(metrics.map(\.meaning) == ["Brain processing time", "Equity over all exchanges", nil])
        #expect(metrics.map(\.type) == [nil, .gauge, .counter])
        #expect(metrics.last?.labels == ["symbol", "side"])
        #expect(metrics.last?.unit == "fills")
        #expect(metrics.map(\.source.line) == [3, 4, 5])
    }

    @Test(
        "Other tables and lists are no catalogs",
        arguments: [
            "# Metrics\n\n## Endpoints\n\n| Service | Port |\n|---|---|\n| `titan_brain` | 3100 |",
            "# Metrics\n\n## Gaps\n\n- `titan_x`: not exported yet",
            "# Metrics\n\n## Label Values\n\n| Label | Values | Meaning |\n|---|---|---|\n| `phase_id` | 1, 2 | phase |",
            "# Metrics\n\n## Buckets\n\n| Histograms | Upper bounds |\n|---|---|\n| in_ms | 1 |",
            "| Metric | Target | Description |\n|---|---|---|\n| Availability | 99.9 % | x |\n| Latency p95 | 1 s | y |",
            "| Metric | Description |\n|---|---|\n| Availability | x |\n| Latency p95 | y |\n| `a_total` | z |",
            "| Metric | Threshold | Action |\n|---|---|---|\n| `titan_x_total` | 5 | page |",
            "| Signal | Question | Metric |\n|---|---|---|\n| Latency | how long | `titan_x_ms` |",
            "| Name | Type |\n|---|---|\n| `user_id` | string |",
            "# Metric Naming\n\n## Labels\n\n### Common\n\n- `error_type`: x",
            "# Metrics\n\n- `scope`: a label",
            "## Options\n\n- `max_retries`: how often",
            "| Metric |\n|---|\n| `a_total` |",
        ])
    func none(markdown: String) { #expect(names(markdown).isEmpty) }
}

@Suite("Metrics of all pages are one index")
struct MetricIndexTests {
    private let pages: KeyValuePairs = [
        "b.md":
            "This page is the canonical list of metrics.\n\n|Metric|Type|Meaning|\n|-|-|-|\n|`a_seconds`|Histogram|b|\n|`q_s`|Summary|q|",
        "a.md": "## Metrics\n\n- `a_seconds`: a\n- `a_seconds_count`: its own\n- `g_x`: no histogram\n",
    ]

    @Test("Definitions stand by authority, then by path and line")
    func definitions() {
        let index = index(pages)
        #expect(index.metrics.map(\.name) == ["a_seconds", "a_seconds_count", "g_x", "q_s"])
        #expect(index.metrics.first?.definitions.map(\.source.file) == ["b.md", "a.md"])
        #expect(index.metrics.first?.meaning == "b")
        #expect(index.metrics.first?.type == .histogram)
        #expect(index.catalogs.map(\.path) == ["a.md", "b.md"])
        #expect(index.catalogs.first?.sections.map(\.title) == ["Metrics"])
    }

    @Test(
        "Series fold into a known histogram or summary, never into what has the name itself",
        arguments: [
            ("a_seconds_bucket", "a_seconds" as String?), ("a_seconds_sum", "a_seconds"),
            ("a_seconds_count", "a_seconds_count"),
            ("q_s_sum", "q_s"), ("q_s_count", "q_s"), ("q_s_bucket", nil), ("g_x_bucket", nil), ("unknown", nil),
            ("g_x", "g_x"),
        ])
    func series(name: String, metric: String?) {
        let index = index(pages)
        #expect(index.metric(named: name).map { index.metrics[$0].name } == metric)
    }
}
