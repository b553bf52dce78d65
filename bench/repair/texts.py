"""Clean texts in the two shapes of the benchmark: single lines, and Markdown documents of 10 to 40 lines.

Natural ones are cut from prose.json; the ops ones, English with typographic characters and emoji, are composed here.
"""

import re

MAIN = 700  # paragraphs from which a language is drawn often

EMOJI = "✅ ⚠️ 🔧 🚨 🔥 📊 📜 🩺 🚀 👉 ❌ ℹ️ 📝 🐛 🔍 💡 🔒 🧪 📦 ⏱️ 🌐 👍 🛑 🎯 🗂️ 📚 ☁️ ❤️ 🟢 🔴 🟡 👩‍💻 🇩🇪 🇫🇷 ➡️ ⏳".split()
SERVICES = "ledger checkout ingest gateway billing search mailer scheduler auth-proxy thumbnailer payments vault catalog".split()
NAMES = ["Zoë", "José", "Jürgen", "Łukasz", "François", "Søren", "Ana Gonçalves", "Renée", "Åsa", "Héctor", "Nuñez", "Günther", "Chloë", "Ondřej", "Siân", "Þóra", "Müller", "Béla"]
THINGS = "the primary|a replica|the queue|its cache|the certificate|the load balancer|every canary|the on-call’s laptop|the Grafana board|the backup job|the read pool".split("|")
VERBS = "restarts|drains|fails over to|alerts on|throttles|blocks|rebuilds|pages|retries|skips|locks out".split("|")
WHEN = ["after 5 min", "at 02:00 UTC", "within ± 30 s", "once load ≥ 80 %", "until p99 ≤ 250 ms", "every 10–15 minutes", "if errors > 0.1 %", "at 40 °C", "during a café-style rollout"]
TITLES = ["System Reliability", "On-call handover", "Incident response", "Disaster recovery", "Rollback", "Capacity planning", "Post-mortems", "Secrets", "Escalation", "Déjà vu: known alerts", "Naïve retries", "Access & façade"]
SENTENCES = [
    "{e} {S} {v} {t} — {w}.",
    "If {s} {v} {t}, don’t restart it: page {n} first.",
    "The “{s}” service {v} {t} {w}…",
    "See [{T}](../{f}.md) — it’s the canonical guide.",
    "Cost: {k} € per month (≈ £{k}), {k}× less than before.",
    "Flow: {s} → {s2} → {s3}, never the other way ←.",
    "{e} **{T}** — {w}, {s} {v} {t}.",
    "{n}’s rule: “measure twice, deploy once”.",
    "Latency went from {k} µs to {k} ms — that’s not a typo.",
    "‘{s}’ and ‘{s2}’ share {t} – keep them apart.",
    "Budget {k} ± 2 %, i.e. ≥ {k} but ≤ {k}; see § {k}.",
    "Copyright © 2024 {n}, Opsbook™, all rights reserved®.",
    "• {s} {v} {t} • {s2} {v} {t}",
    "✓ {s} is green, ✗ {s2} isn’t — {n} looks into it.",
    "Don’t touch {t} {w}: it’s {n}’s.",
    "The résumé of {s} names {n}; the naïve fix {v} {t}.",
    "Wait {k} min — {s} {v} {t} — then check again.",
    "Owner: {n} · Tier: {k} · Region: São Paulo",
    "{e} {S} needs {k} GB — {k} % more than {s2}…",
    "Ranges: 10–20 ms, 9–17 h, {k}–{k} nodes.",
    "It’s “fine”, {n} said; it wasn’t.",
    "[← Back to Index](../README.md)",
    "[Next: {T} →]({f}.md \"{T} – {s}\")",
    "## {e} {T}",
    "- [**{T}**]({f}.md) — {s} {v} {t}.",
    "| {s} | {n} | {e} | {k} ms – {k} ms |",
    "> {e} **Note** — {s} {v} {t}, {w}.",
    "{e} {e2} {e3} {T}",
    "1. {S} {v} {t} ➜ tell {n}",
    "El Niño, Curaçao and Zürich are the {s} regions’ names.",
    "Réponse de {n} : « {s} est prêt ».",
    "Temperature: {k} °C, Δ = {k} K, Ω = {k}, ∑ ≠ ∞",
]


class Texts:
    """Draws clean texts; all draws come from the one generator given."""

    def __init__(self, prose, random):
        self.prose, self.random = prose, random
        self.shape = "line"  # of the next input: "line" or "document"
        self.main = [language for language, texts in prose.items() if len(texts) >= MAIN]
        self.rare = [language for language in prose if language not in self.main]

    # -- Languages ------------------------------------------------------------------------------------------------

    def language(self, among=None):
        if among:
            return self.random.choice([language for language in among if language in self.prose])
        return self.random.choice(self.main if self.random.random() < 0.85 else self.rare)

    def natural_line(self, language):
        """One to three sentences of one paragraph."""
        while True:
            text = self.random.choice(self.prose[language])
            parts = re.findall(r".+?(?:[.!?…:;]+[”\"»)]*(?=\s)|[。！？]|$)", text)
            first = self.random.randrange(len(parts))
            line = "".join(parts[first:first + self.random.randint(1, 3)]).strip(" ")
            if 12 <= len(line) <= 400 and not line.isascii():
                return line

    def natural_document(self, language):
        random, line = self.random, lambda: self.natural_line(language)
        blocks = ["# " + title(line())]
        for _ in range(random.randint(2, 4)):
            kind = random.choice(["text", "text", "list", "numbers", "quote", "table", "section", "code"])
            if kind == "text":
                blocks.append("\n".join(line() for _ in range(random.randint(1, 3))))
            elif kind == "list":
                blocks.append("\n".join("- " + line() for _ in range(random.randint(2, 4))))
            elif kind == "numbers":
                blocks.append("\n".join(f"{n + 1}. {line()}" for n in range(random.randint(2, 4))))
            elif kind == "quote":
                blocks.append("> " + line())
            elif kind == "table":
                rows = [f"| {title(line(), '|')} | {title(line(), '|')} |" for _ in range(random.randint(2, 4))]
                blocks.append("\n".join([rows[0], "|---|---|", *rows[1:]]))
            elif kind == "section":
                blocks.append(f"## {title(line())}\n\n{line()}")
            else:
                blocks.append(f"```sh\n{self.command()}\n```")
        blocks.append(line())
        while sum(block.count("\n") + 2 for block in blocks) < 11:
            blocks.append("\n\n".join([line(), line()]))
        return "\n\n".join(blocks) + "\n"

    # -- Ops ------------------------------------------------------------------------------------------------------

    def fill(self, pattern):
        random = self.random
        values = {"S": random.choice(SERVICES).capitalize(), "v": random.choice(VERBS), "t": random.choice(THINGS),
                  "w": random.choice(WHEN), "n": random.choice(NAMES), "T": random.choice(TITLES),
                  "f": random.choice(["runbooks/index", "deploy", "oncall-guide", "slo"])}
        values |= {key: random.choice(SERVICES) for key in ("s", "s2", "s3")}
        values |= {key: random.choice(EMOJI) for key in ("e", "e2", "e3")}
        return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1]) or str(random.randint(2, 900)), pattern)

    def ops_line(self):
        parts = [self.fill(self.random.choice(SENTENCES)) for _ in range(self.random.choice([1, 1, 2]))]
        parts = [parts[0], *(part for part in parts[1:] if not re.match(r"[#|>\-\d•]", part + parts[0][:0]))]
        return parts[0] if re.match(r"[#|]", parts[0]) else " ".join(parts)

    def plain_line(self):
        """ASCII alone."""
        return self.fill(self.random.choice([
            "The {s} service has {k} nodes.", "Ask the owner of {s} before you restart {s2}.",
            "Run it twice, then wait {k} minutes.", "This page lists what {s} needs from {s2} and {s3}.",
            "Nothing here is urgent.", "Every host of {s} is listed below."]))

    def command(self):
        return self.fill(self.random.choice([
            "kubectl -n {s} rollout restart deploy/{s2}\nkubectl get pods -w", "systemctl restart {s}  # then wait",
            "curl -fsS https://{s}.example.com/healthz", "for host in {s} {s2}; do ssh \"$host\" uptime; done",
            "promtool check rules {s}.yml"]))

    def tree(self):
        """A folder as tree(1) draws it, or a frame of box drawing, without the fence."""
        random = self.random
        if random.random() < 0.5:
            first, second, third = random.sample(SERVICES, 3)
            return "\n".join([f"{first}/", "├── README.md", f"├── {second}/", "│   ├── deploy.yml", "│   └── values.yml",
                              f"└── {third}.md"][: random.choice([4, 6, 6])])
        label = random.choice(SERVICES)
        bar = "─" * (len(label) + 2)
        if random.random() < 0.3:
            bar = "═" * (len(label) + 2)
            return f"╔{bar}╗\n║ {label} ║\n╚{bar}╝"
        return f"┌{bar}┐\n│ {label} │──▶ {random.choice(SERVICES)}\n└{bar}┘"

    def ops_document(self):
        random, line = self.random, self.ops_line
        blocks = []
        if random.random() < 0.4:
            blocks.append(f"---\ntitle: {self.fill(random.choice(['{T} – {s}', '“{T}”', '{n}’s {s}']))}\nowner: {random.choice(NAMES)}\n---")
        blocks.append(self.fill(random.choice(["# {T}", "# {e} {T}", "# {T} — {s}"])))
        if random.random() < 0.5:
            blocks.append("[← Back to Index](../README.md)")
        for _ in range(random.randint(3, 5)):
            blocks.append(random.choice([self.section, self.list, self.table, self.fence, self.paragraph])())
        blocks.append(self.fill("{e} {S} {v} {t} — {w}."))
        while sum(block.count("\n") + 2 for block in blocks) < 11:
            blocks.append(self.section())
        return "\n\n".join(blocks) + "\n"

    def paragraph(self):
        return " ".join(self.fill(sentence) for sentence in self.random.sample(SENTENCES[:20], 2))

    def section(self):
        return self.fill("## {e} {T}") + "\n\n" + self.paragraph()

    def list(self):
        mark = self.random.choice(["- ", "* ", "- [ ] "])
        return "\n".join(mark + self.fill(self.random.choice(SENTENCES[:20])) for _ in range(self.random.randint(2, 5)))

    def table(self):
        rows = [self.fill("| {s} | {n} | {e} {k} ms | {w} |") for _ in range(self.random.randint(2, 5))]
        return "\n".join(["| Service | Owner | p99 | When |", "|---|---|---|---|", *rows])

    def fence(self):
        return f"```text\n{self.tree()}\n```" if self.random.random() < 0.3 else f"```sh\n{self.command()}\n```"

    # -- Either -----------------------------------------------------------------------------------------------------

    def any(self, among=None):
        """(language, shape, text); language "ops" is English with typography. `among` narrows natural languages."""
        language = "ops" if not among and self.random.random() < 0.3 else self.language(among)
        return language, self.shape, self.of(language, self.shape)

    def of(self, language, shape):
        if language == "ops":
            return self.document_or_line(shape, self.ops_document, self.ops_line)
        return self.document_or_line(shape, lambda: self.natural_document(language), lambda: self.natural_line(language))

    def document_or_line(self, shape, document, line):
        return document() if shape == "document" else line() + self.random.choice(["", "\n"])


def title(text, forbidden=""):
    """The first words of a text, for a heading or a cell."""
    if " " not in text[:30]:
        return re.split("[。、，：；,.:;]", text)[0][:18].strip(" " + forbidden)
    short = text[:45].rsplit(" ", 1)[0]
    return re.sub(r"[.,;:|]+$", "", short.replace("|", "")).strip(" " + forbidden)
