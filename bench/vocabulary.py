"""The words of the corpus: pools, and templates whose {slots} name a pool.

All of it is our own. `ACCENTED` holds every template that yields a non-ASCII line: corpus.py decides how often one is used, and the share of
such lines is a property of the corpus that has to stay put.
"""

AREAS = """platform storage network messaging payments identity trading search delivery analytics clearing observability edge billing mail
catalog scheduling compliance backup provisioning""".split()
NOUNS = """ledger order quote session invoice token report snapshot tick position account event image route object stream price audit feed
statement mandate voucher parcel device tenant policy certificate secret lease quota""".split()
ROLES = """writer gateway indexer router cache archiver loader relay scheduler broker collector proxy resolver replicator worker monitor
signer exporter merger balancer""".split()

SUBSYSTEMS = "gateway ledger broker cache archive scheduler replica resolver signer ingest storage edge".split()
MEASURES = [  # name, type, labels, meaning
    ("requests_total", "counter", "method, code", "Requests answered, by result"),
    ("errors_total", "counter", "reason", "Requests that failed, by reason"),
    ("retries_total", "counter", "target", "Attempts after the first"),
    ("restarts_total", "counter", "reason", "Restarts since the last deploy"),
    ("dropped_messages_total", "counter", "queue", "Messages given up on"),
    ("flushes_total", "counter", "result", "Buffers written out"),
    ("evictions_total", "counter", "tier", "Entries removed to make room"),
    ("bytes_written_total", "counter", "volume", "Bytes written to disk"),
    ("request_duration_seconds", "histogram", "method", "Time to answer a request"),
    ("queue_wait_seconds", "histogram", "queue", "Time a message waits before work starts"),
    ("commit_duration_seconds", "histogram", "volume", "Time until a write is durable"),
    ("batch_size_bytes", "histogram", "queue", "Size of a batch when it is sent"),
    ("queue_depth", "gauge", "queue", "Messages waiting"),
    ("replication_lag_seconds", "gauge", "peer", "How far the copy is behind"),
    ("open_connections", "gauge", "pool", "Connections in use"),
    ("free_disk_bytes", "gauge", "volume", "Space left on the volume"),
    ("leader_state", "gauge", "instance", "1 on the leader, 0 elsewhere"),
    ("last_success_timestamp_seconds", "gauge", "job", "When the job last finished"),
    ("config_reload_success", "gauge", "instance", "1 if the running configuration is the one on disk"),
    ("saturation_ratio", "gauge", "instance", "Used capacity, from 0 to 1"),
]

SEVERITIES = [
    ("SEV-1", "Critical", "Customers cannot work, or data is being lost", "immediate"),
    ("SEV-2", "Major", "A main function is down, and there is no way around it", "15 minutes"),
    ("SEV-3", "Minor", "Degraded, with a way around it", "1 hour"),
    ("SEV-4", "Low", "Nobody outside the team notices", "next business day"),
]
TEAMS = ["platform", "storage", "network", "messaging", "payments", "identity", "observability", "data", "edge", "release"]

POOLS = {
    "noun": NOUNS,
    "role": ROLES,
    "component": [f"{noun} {role}" for noun in NOUNS for role in ROLES],
    "unit": [f"{noun}-{role}" for noun in NOUNS for role in ROLES],
    "host": [f"{kind}-{site}-{number:03d}" for kind in ("db", "app", "mq", "lb", "kv", "job") for site in ("fra", "iad", "sin", "gru")
             for number in range(1, 60)],
    "ticket": [f"OPS-{number}" for number in range(10240, 18240)],
    "metric": [f"{subsystem}_{measure[0]}" for subsystem in SUBSYSTEMS for measure in MEASURES],
    "gauge": [f"{subsystem}_{measure[0]}" for subsystem in SUBSYSTEMS for measure in MEASURES if measure[1] == "gauge"],
    "counter": [f"{subsystem}_{measure[0]}" for subsystem in SUBSYSTEMS for measure in MEASURES if measure[1] == "counter"],
    "histogram": [f"{subsystem}_{measure[0]}" for subsystem in SUBSYSTEMS for measure in MEASURES if measure[1] == "histogram"],
    "symptom": ["lag above limit", "refuses connections", "disk almost full", "out of memory", "stuck after failover", "slow commits",
                "lost its leader", "certificate expires", "drops messages", "serves stale data", "restart loop", "split brain",
                "time drift", "queue does not drain", "rejects writes", "cold cache after deploy", "handshake failures", "missing partitions"],
    "verb": ["Restart", "Drain", "Promote", "Resize", "Rotate", "Restore", "Migrate", "Fence", "Rebuild", "Throttle", "Upgrade", "Replay",
             "Compact", "Rebalance", "Quarantine", "Decommission"],
    "doing": ["restarting", "draining", "promoting", "resizing", "restoring", "fencing", "rebuilding", "throttling", "replaying", "compacting"],
    "state": ["healthy", "degraded", "read-only", "draining", "fenced", "leader", "follower", "stopped", "warming up", "behind"],
    "who": ["the on-call engineer", "the operations manager", "the storage team", "the release captain", "the database owner",
            "the duty manager", "the network desk", "whoever holds the pager"],
    "thing": ["replica", "volume", "partition", "connection pool", "write-ahead log", "consumer group", "lease", "checkpoint", "load balancer",
              "firewall rule", "retention policy", "feature flag", "rate limit", "health check", "backup", "shard map", "dead-letter queue",
              "quorum", "schema version", "certificate chain"],
    "cause": ["a full disk", "a lost lease", "a slow neighbour", "clock skew", "an expired token", "a bad deploy", "a network partition",
              "a schema change", "a hot key", "an exhausted pool", "a long transaction", "a missing index", "a stale route", "a noisy client"],
    "effect": ["writes time out", "reads return old data", "the queue grows", "clients reconnect in a loop", "alerts arrive late",
               "the failover does not finish", "reports miss the last hour", "orders wait", "sessions are lost", "the nightly dump fails"],
    "adverb": ["usually", "often", "rarely", "sometimes", "in most cases", "after a deploy", "under load", "at the end of the month"],
    "count": [str(number) for number in (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30, 40, 50, 64, 80, 100, 120, 200, 250, 300, 500, 750, 1000)],
    "percent": [str(number) for number in range(45, 99)],
    "time": ["30 seconds", "1 minute", "2 minutes", "5 minutes", "10 minutes", "15 minutes", "half an hour", "1 hour", "2 hours", "a day"],
    "clock": [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in range(0, 60, 3)],
    "port": [str(port) for port in (2379, 3100, 4222, 5432, 6379, 7946, 8080, 8222, 8443, 9090, 9092, 9100)],
    "flag": ["--force", "--dry-run", "--wait", "--timeout=30s", "--read-only", "--from-checkpoint", "--max-parallel=4", "--no-fence"],
    "key": ["max_connections", "flush_interval", "lease_ttl", "retention", "batch_limit", "retry_budget", "commit_timeout", "queue_limit"],
    "path": ["/var/lib/ops", "/etc/ops", "/srv/archive", "/var/log/ops", "/mnt/wal", "/run/ops"],
    "person": ["Zoë", "José", "Anaïs", "Jürgen", "Søren", "Łukasz", "Renée", "Björn"],
    "place": ["São Paulo", "Zürich", "Kraków", "Malmö", "Reykjavík", "東京"],
}

PLAIN = """The {component} is {adverb} the first to show {cause}, and then {effect}.
Check the {thing} on `{host}` before you touch anything else.
If `{metric}` stays above {count} for {time}, treat the {component} as {state}.
A {thing} that is {state} for more than {time} needs {who}.
We have seen {cause} twice this quarter ({ticket}, {ticket}); both times {effect}.
Do **not** restart `{unit}` while the {thing} is {state}.
Keep the {thing} at {percent} % or below; above that, {effect}.
The {component} keeps its state in `{path}/{unit}` and can be rebuilt from the {thing} in {time}.
When {effect}, {adverb} the reason is {cause} and not the {component} itself.
Ask {who} before {doing} more than {count} instances at once.
Each instance of `{unit}` listens on port {port} and registers itself within {time}.
*Never* change `{key}` on one instance only: the {thing} will not agree with its peers.
The limit of {count} was chosen after {ticket}, when {cause} took the {component} down.
Look at `{metric}` and at the logs of `{unit}` side by side.
After {doing}, wait {time} and look again; the {thing} is slow to settle.
It is safe to repeat this: the {component} skips what is already done.
Old clients retry {count} times and then give up, so {effect} even after the {thing} is back.
Write down the time and what you saw in {ticket} before you continue.
The {thing} belongs to {who}; the {component} only reads it.
With `{flag}` the command only prints what it would do.
Both the {component} and the {component} depend on this {thing}.
Expect {count} messages a second on a normal day, and {count} times that at the close.""".splitlines()

ACCENTED = """The {component} is {state} — {adverb} because of {cause} — and {effect}.
Keep the {thing} ≤ {percent} % and the wait ≥ {count} µs.
{person} wrote the first version after {ticket}; the {thing} moved to {place} since then.
“Restart it” is no diagnosis: find out whether {cause} came first.
Traffic goes client → {component} → {thing}, never the other way round.
⚠️ {who} has to agree before you touch the {thing} in {place}.
The naïve fix, {doing} the {component}, hides {cause}…
Room temperature above 27 °C throttles `{host}`, and {effect}.""".splitlines()

BULLETS = """**{thing}**: {effect} when it is {state}.
`{unit}` on `{host}` reports *{state}*.
`{metric}` below {count} for at least {time}.
`{gauge}{{instance="{host}"}}` agrees with the other instances.
`{counter} == 0` since {clock}.
No alert is open for the {component}.
The last {thing} is younger than {time}.
You have a shell on `{host}` and the rights of the {noun} team.
A second person knows that you are {doing} the {component}.
{cause}: see {ticket}.""".splitlines()

STEPS = """Open the dashboard of the {component} and note the value of `{metric}`.
Stop `{unit}` on `{host}` and wait until it is {state}.
Set `{key}` to `{count}` and reload.
Tell {who} that {effect} for about {time}.
Take the {thing} out of rotation.
Start `{unit}` with `{flag}` and follow the log for {time}.
Repeat for every {thing} that is still {state}.
Put the {thing} back and watch `{metric}` for {time}.
Close {ticket} with what you found.""".splitlines()

BASH = """# {verb} the {component}
opsctl {noun} status --host {host}
opsctl {noun} drain --host {host} {flag}
for host in {host} {host}; do
  ssh "$host" sudo systemctl restart {unit}.service
done
curl -fsS http://{host}:{port}/healthz | jq '.status'
export {key}={count}  # {ticket}
test -s {path}/{unit}/current || exit 1
tail -n {count} {path}/{unit}.log | grep -c "{state}"
sudo rsync -a {path}/{unit}/ {host}:{path}/{unit}.old/
opsctl {noun} wait --for={role} --timeout {count}s && echo "done"
""".splitlines()

YAML = """{unit}:
  image: registry.example.net/{noun}/{role}:{count}.{percent}
  replicas: {count}
  {key}: {count}
  {key}_seconds: {percent}
  labels: {{team: {noun}, tier: "{role}"}}
  volumes:
    - {path}/{unit}:/data
    - {path}/shared:/shared:ro
  healthcheck:
    test: ["CMD", "curl", "-f", "http://localhost:{port}/healthz"]
    interval: {count}s  # was {count}s before {ticket}
""".splitlines()

CONSOLE = """$ opsctl {noun} list --area {role}
NAME              HOST         STATE      LAG
{unit}  {host}  {state}  {count}
{unit}  {host}  {state}  {count}
$ systemctl is-active {unit}
active
$ ss -ltn 'sport = :{port}'
LISTEN 0  {count}  0.0.0.0:{port}  0.0.0.0:*
{clock}:07 {host} {unit}[{port}]: {thing} is {state}
{clock}:41 {host} {unit}[{port}]: retry {count}, {cause}
""".splitlines()

PROMQL = """sum by (instance) (rate({counter}[5m])) > {count}
increase({counter}{{instance="{host}"}}[1h]) > 0
max by (instance) ({gauge}) > {count}
avg_over_time({gauge}[10m]) / {count}
histogram_quantile(0.95, sum by (le) (rate({histogram}_bucket[5m])))
sum(rate({counter}[5m])) / sum(rate({counter}[5m]))""".splitlines()

ESCALATIONS = """If recovery fails after 15 minutes, escalate to the on-call lead.
If {effect} for longer than 30 minutes, escalate to the operations manager.
Escalate to the technical director if the {thing} is lost.
Escalate to the owner of the {component} after 1 hour.""".splitlines()

# Table columns: header, template of a cell.
TABLES = {
    "endpoints": [("Endpoint", "`/{noun}/{role}`"), ("Port", "{port}"), ("Answers", "{state} within {count} ms")],
    "settings": [("Setting", "`{key}`"), ("Default", "`{count}`"), ("Effect", "the {thing} is {state} sooner")],
    "failures": [("What fails", "{component}"), ("What follows", "{effect}"), ("First look", "`{metric}`"), ("Owner", "{who}")],
    "dependencies": [("Depends on", "`{unit}`"), ("For", "the {thing}"), ("Without it", "{effect}")],
    "timeline": [("At", "{clock}"), ("Host", "`{host}`"), ("Event", "{thing} {state}, {effect}")],
    "capacity": [("Host", "`{host}`"), ("Limit", "{count}"), ("Used", "{percent} %"), ("Escaped", "`{noun} \\| {role}`")],
}

LINK_LEADS = ["See {} first.", "The background is in {}.", "{} says what to do when that fails.", "Compare with {}, which shares the {thing}.",
              "This replaces the second half of {} since {ticket}.", "Once the {thing} is {state}, go on with {}."]
