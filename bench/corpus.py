#!/usr/bin/env python3
"""Generates a corpus of ops pages: the same bytes for the same number of pages, on any machine.

    corpus.py --pages N --out DIR

N counts every Markdown file: the three at the root, an index per area and per folder, and the pages. Only `Random.random()` is drawn from: it
is the one method whose sequence Python promises to keep between versions.
"""

import argparse
import multiprocessing
import os
import random
import re
from collections import Counter
from typing import NamedTuple

import vocabulary

SEED = 20240229
FOLDER_SIZE = 30  # pages a folder, its index included; and folders an area, so that no index grows with the corpus
ACCENT_RATE = 0.1  # of the prose lines of two pages in three: gives 2.2 % of all lines
FRONT_MATTER_RATE = 0.35
CATALOG, SEVERITY_PAGE = "metrics-catalog.md", "severity-levels.md"


class Page(NamedTuple):
    number: int
    path: str
    title: str
    kind: str  # a key of OUTLINES, or root, catalog, severities, index
    outline: list  # (level, heading, what stands under it)
    children: list  # the pages that an index lists


# -- Words --------------------------------------------------------------------------------------------------------------------------------


def compiled(template):
    """A template as a format string and the pools of its slots: four times as fast as str.format in the inner loop."""
    pools = []

    def slot(match):
        pools.append(vocabulary.POOLS[match[1]])
        return "%s"

    text = template.replace("%", "%%").replace("{{", "\1").replace("}}", "\2")
    text = re.sub(r"\{(\w+)\}", slot, text)
    return text.replace("\1", "{").replace("\2", "}"), [(pool, len(pool)) for pool in pools]


PLAIN, ACCENTED, BULLETS, STEPS, BASH, YAML, CONSOLE, PROMQL, ESCALATIONS = (
    [compiled(line) for line in lines]
    for lines in (vocabulary.PLAIN, vocabulary.ACCENTED, vocabulary.BULLETS, vocabulary.STEPS, vocabulary.BASH, vocabulary.YAML,
                  vocabulary.CONSOLE, vocabulary.PROMQL, vocabulary.ESCALATIONS))
TABLES = [([header for header, _ in columns], compiled("| " + " | ".join(cell for _, cell in columns) + " |"))
          for columns in vocabulary.TABLES.values()]
LINK_LEADS = [compiled(lead.replace("{}", "\3")) for lead in vocabulary.LINK_LEADS]


def pick(draw, items):
    return items[int(draw() * len(items))]


def between(draw, low, high):
    return low + int(draw() * (high - low + 1))


def fill(draw, template):
    text, pools = template
    return text % tuple([pool[int(draw() * count)] for pool, count in pools])


def capitalised(text):
    return text[:1].upper() + text[1:]


# -- Plan: which pages there are, and their headings, so that any page can link to any other's sections -------------------------------------

OUTLINES = {  # level, heading, what stands under it; a `?` before what is there on two pages in three
    "runbook": [(2, "Meaning", "prose"), (2, "Symptoms", "bullets"), (2, "Impact", "?prose"), (2, "Diagnosis", "prose"),
                (3, "Check `{metric}`", "promql"), (3, "Look at the {thing}", "console"), (3, "Is it {cause}?", "?prose"),
                (2, "Mitigation", "steps"), (3, "{verb} `{unit}`", "bash"), (2, "Verification", "bullets"), (2, "Escalation", "escalation"),
                (2, "Related", "related")],
    "procedure": [(2, "Before you start", "bullets"), (2, "Procedure", "prose"), (3, "1. {verb} the {thing}", "steps"),
                  (3, "2. {verb} `{unit}`", "bash"), (3, "3. Check & compare", "console"), (2, "Settings", "table"),
                  (2, "Rollback (within {time})", "bash"), (2, "If it fails: {symptom}", "?prose"), (2, "Related", "related")],
    "service": [(2, "What it does", "prose"), (2, "Dependencies", "table"), (2, "Configuration", "yaml"), (3, "Limits of `{key}`", "?table"),
                (2, "Signals", "prose"), (3, "`{metric}`", "promql"), (2, "Failure modes", "table"), (3, "When {effect}", "prose"),
                (2, "Daily checks", "bullets"), (2, "Related", "related")],
    "review": [(2, "Summary", "prose"), (2, "Timeline", "table"), (2, "Root cause: {cause}", "prose"), (2, "What we saw", "console"),
               (3, "Evidence", "promql"), (2, "Contributing factors", "bullets"), (3, "Evidence", "?table"), (2, "What we changed", "yaml"),
               (2, "Actions", "tasks"), (2, "Related", "related")],
}
OUTLINES = {kind: [(level, compiled(heading), body) for level, heading, body in outline] for kind, outline in OUTLINES.items()}
KINDS = ["runbook"] * 8 + ["procedure"] * 5 + ["service"] * 4 + ["review"] * 3
TITLES = {kind: compiled(title) for kind, title in {
    "runbook": "{component} {symptom}", "procedure": "{verb} the {component}", "service": "The {component} of the {noun} area",
    "review": "Review {ticket}: {component} {symptom}"}.items()}


def slug(heading):
    """GitHub's: lower case; letters, digits, marks, `_`, `-` stay, a space becomes `-`, the rest goes. Headings here hold no links."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def outline(draw, kind):
    return [(level, capitalised(fill(draw, heading)), body.lstrip("?")) for level, heading, body in OUTLINES[kind]
            if body[0] != "?" or draw() < 0.67]


def anchors(page):
    """Slugs that only one heading of the page has: a link to a repeated one would be ambiguous, and is a finding."""
    counts = Counter(slug(heading) for _, heading, _ in page.outline)
    return [name for name, count in counts.items() if count == 1]


def plan_page(number, folder, taken):
    draw = random.Random(f"{SEED} plan {number}").random
    kind = pick(draw, KINDS)
    title = capitalised(fill(draw, TITLES[kind]))
    name = slug(title)
    while name in taken:
        name += "-b"
    taken.add(name)
    return Page(number, f"{folder}/{name}.md", title, kind, outline(draw, kind), [])


def plan_folder(number, folder, size):
    taken = {"readme"}
    children = [plan_page(number + i, folder, taken) for i in range(1, size)]
    title = capitalised(folder.split("/")[1].replace("-", " "))
    return [Page(number, f"{folder}/README.md", title, "index", [(2, "Pages", "")], children), *children]


def plan(count):
    root = Page(0, "README.md", "Operations handbook", "root", [(2, "Start here", ""), (2, "Areas", "")], [])
    catalog = Page(1, CATALOG, "Metrics catalog", "catalog",
                   [(2, f"{capitalised(name)} metrics (`{name}_*` prefix)", "") for name in vocabulary.SUBSYSTEMS], [])
    severities = Page(2, SEVERITY_PAGE, "Incident classification", "severities", [(2, "Severity levels", ""), (2, "Escalation", "")], [])
    pages, folders = [root, catalog, severities], 0
    while len(pages) < count:
        if folders % FOLDER_SIZE == 0:
            number = folders // FOLDER_SIZE
            name = vocabulary.AREAS[number % len(vocabulary.AREAS)] + (f"-{number}" if number >= len(vocabulary.AREAS) else "")
            area = Page(len(pages), f"{name}/README.md", capitalised(name), "index", [(2, "Pages", "")], [])
            root.children.append(area)
            pages.append(area)
        if len(pages) == count:
            break
        # 7 and 600 share no factor: the names go round all pairs of noun and role before one returns.
        unit = vocabulary.POOLS["unit"][folders * 7 % len(vocabulary.POOLS["unit"])]
        folder = plan_folder(len(pages), f"{name}/{unit}", min(FOLDER_SIZE, count - len(pages)))
        area.children.append(folder[0])
        pages += folder
        folders += 1
    return pages


# -- Pages ----------------------------------------------------------------------------------------------------------------------------------


def relative(source, target):
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


class Writer:
    """Writes one page. Sections take links from `links` as they go; the last section takes what is left."""

    def __init__(self, page, pages):
        self.page, self.pages = page, pages
        self.draw = random.Random(f"{SEED} text {page.number}").random
        self.accent = ACCENT_RATE if self.draw() < 0.67 else 0
        self.lines, self.definitions = [], []
        self.links = [self.link() for _ in range(pick(self.draw, (4, 4, 5, 5, 6, 7)))]

    def neighbour(self):
        """Most links stay near: in the folder, then within some folders, seldom anywhere."""
        chance, number, count = self.draw(), self.page.number, len(self.pages)
        if chance < 0.08:
            return self.pages[1 + int(self.draw() * 2)]
        reach = FOLDER_SIZE // 2 if chance < 0.6 else 10 * FOLDER_SIZE if chance < 0.85 else count
        return self.pages[(number + between(self.draw, -reach, reach)) % count]

    def link(self):
        target = self.neighbour()
        own = target.number == self.page.number
        destination = "" if own else relative(self.page.path, target.path)
        text = target.title
        if own or self.draw() < 0.4:
            fragment = pick(self.draw, anchors(target))
            destination += "#" + fragment
            text += ", " + fragment.strip("-").replace("-", " ")
        if self.draw() < 0.12:
            label = f"link {len(self.definitions) + 1}"
            self.definitions.append(f"[{label}]: {destination}")
            return f"[{text}][{label}]"
        return f"[**{text}**]({destination})" if self.draw() < 0.15 else f"[{text}]({destination})"

    def sentence(self, templates=PLAIN):
        if self.draw() < self.accent:
            templates = ACCENTED
        return capitalised(fill(self.draw, pick(self.draw, templates)))

    def heading(self, level, text):
        self.lines += ["#" * level + " " + text, ""]

    def prose(self):
        draw = self.draw
        for _ in range(between(draw, 1, 2)):
            self.lines += [self.sentence() for _ in range(between(draw, 3, 6))]
            self.lines.append("")
        if self.links and draw() < 0.7:
            self.lines[-1:] = [fill(draw, pick(draw, LINK_LEADS)).replace("\3", self.links.pop()), ""]
        if draw() < 0.1:
            self.lines += ["> **Note**: " + self.sentence(), ""]
        if draw() < 0.06:
            self.lines += [f"The ticket is [{fill(draw, compiled('{ticket}'))}](https://tickets.example.net/browse?area={draw():.6f}).", ""]

    def bullets(self):
        self.lines += ["- " + self.sentence(BULLETS) for _ in range(between(self.draw, 3, 6))] + [""]

    def tasks(self):
        self.lines += [f"- [{pick(self.draw, ' x')}] " + self.sentence(STEPS) for _ in range(between(self.draw, 3, 6))] + [""]

    def steps(self):
        for number in range(1, between(self.draw, 4, 7)):
            self.lines.append(f"{number}. {self.sentence(STEPS)}")
            if self.draw() < 0.25:
                self.lines.append("   - " + self.sentence(BULLETS))
        self.lines.append("")

    def escalation(self):
        self.lines += [capitalised(fill(self.draw, pick(self.draw, ESCALATIONS))), self.sentence(), ""]

    def table(self):
        header, row = pick(self.draw, TABLES)
        self.lines += ["| " + " | ".join(header) + " |", "|---" * len(header) + "|"]
        self.lines += [fill(self.draw, row) for _ in range(between(self.draw, 3, 6))] + [""]

    def fence(self, language, templates, low, high):
        start = int(self.draw() * (len(templates) - low))
        self.lines.append("```" + language)
        self.lines += [fill(self.draw, line) for line in templates[start:start + between(self.draw, low, high)]]
        self.lines += ["```", ""]

    def bash(self):
        self.lines += [self.sentence(), ""]
        self.fence("bash", BASH, 3, 7)

    def yaml(self):
        self.lines += [self.sentence(), ""]
        self.fence("yaml", YAML, len(YAML), len(YAML))  # whole: a cut one would not parse

    def console(self):
        self.lines += [self.sentence(), ""]
        self.fence("console", CONSOLE, 4, 9)

    def promql(self):
        self.lines += [self.sentence(), self.sentence(), ""]
        self.fence("promql", PROMQL, 1, 2)

    def related(self):
        self.lines += ["- " + link for link in self.links]
        if not self.links:
            self.lines.append("- None yet.")
        self.lines.append("")

    def head(self):
        draw, page = self.draw, self.page
        severity = pick(draw, vocabulary.SEVERITIES)[0] if page.kind == "runbook" else None
        if draw() < FRONT_MATTER_RATE:
            self.lines += ["---", f'title: "{page.title}"', f"owner: {pick(draw, vocabulary.TEAMS)}"]
            if severity:
                self.lines.append(f"severity: {severity}")
            self.lines += [f"tags: [{pick(draw, vocabulary.NOUNS)}, {pick(draw, vocabulary.ROLES)}]", "---", ""]
            severity = None
        self.heading(1, page.title)
        if severity:
            self.lines += [f"**Severity**: {severity}", ""]
        self.lines += [self.sentence(), self.sentence(), ""]

    def body(self):
        self.head()
        for level, text, body in self.page.outline:
            self.heading(level, text)
            getattr(self, body)()
        self.lines += self.definitions

    def index(self):
        self.head()
        self.heading(2, "Pages")
        for child in self.page.children:
            self.lines.append(f"- [**{child.title}**]({relative(self.page.path, child.path)}): {self.sentence()}")

    def root(self):
        self.heading(1, self.page.title)
        self.heading(2, "Start here")
        self.lines += [f"- [Metrics]({CATALOG}): every metric by subsystem.",
                       f"- [Severities]({SEVERITY_PAGE}#severity-levels): how bad it is, and how soon to answer.", ""]
        self.heading(2, "Areas")
        self.lines += [f"- [{child.title}]({child.path})" for child in self.page.children]

    def catalog(self):
        self.heading(1, self.page.title)
        for (level, text, _), subsystem in zip(self.page.outline, vocabulary.SUBSYSTEMS):
            self.heading(level, text)
            self.lines += ["| Metric | Type | Labels | Meaning |", "|---|---|---|---|"]
            self.lines += [f"| `{subsystem}_{name}` | {type} | {labels} | {meaning} |" for name, type, labels, meaning in vocabulary.MEASURES]
            self.lines.append("")

    def severities(self):
        self.heading(1, self.page.title)
        self.heading(2, "Severity levels")
        self.lines += ["| Level | Name | Definition | Response time |", "|---|---|---|---|"]
        self.lines += [f"| {' | '.join(level)} |" for level in vocabulary.SEVERITIES] + [""]
        self.heading(2, "Escalation")
        self.lines += ["If recovery fails after 15 minutes, escalate to the on-call lead.", ""]

    def text(self):
        (self.body if self.page.kind in OUTLINES else getattr(self, self.page.kind))()
        return "\n".join(self.lines).rstrip("\n") + "\n"


# -- Run ------------------------------------------------------------------------------------------------------------------------------------


def write_share(pages, out, first, step):
    for page in pages[first::step]:
        with open(f"{out}/{page.path}", "wb") as file:
            file.write(Writer(page, pages).text().encode())


def generate(count, out):
    pages = plan(count)
    for folder in sorted({os.path.dirname(page.path) for page in pages}):
        os.makedirs(f"{out}/{folder}", exist_ok=True)
    # Each page draws from a generator of its own, so the number of processes does not show in the bytes. Forked, they share the plan.
    workers = os.cpu_count() or 1
    processes = [multiprocessing.get_context("fork").Process(target=write_share, args=(pages, out, i, workers)) for i in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise SystemExit("corpus: a worker failed")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    if arguments.pages < 2 * FOLDER_SIZE:
        parser.error(f"fewer than {2 * FOLDER_SIZE} pages are no handbook")
    if os.path.exists(arguments.out) and os.listdir(arguments.out):
        parser.error(f"{arguments.out} is not empty")
    generate(arguments.pages, arguments.out)


if __name__ == "__main__":
    main()
