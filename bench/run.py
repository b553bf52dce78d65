#!/usr/bin/env python3
"""Times opsbook against the floor F (floor.c) on generated corpora; README.md says how to read the result."""

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import peers
import profiling

HERE = Path(__file__).resolve().parent
BYTES_A_PAGE = 60_000  # room on the tmpfs: the source, the site, a staged second site, each rounded up to whole memory pages
GOALS = {"build": (6, 3), "check": (4, 2), "rebuild": (1, 0.4)}  # × F: required, aimed at
MARKDOWN_GOALS = {"bare": 2, "article": 3}  # × cmark_markdown_to_html on one thread: with GFM and slugs; with highlighting, too
PEER_RUNS = 3  # MkDocs takes 84 s for 10,000 pages


class Sample(NamedTuple):
    wall: float  # seconds
    cpu: float  # seconds, user and system
    peak: float  # MiB


class Failed(Exception):
    pass


# -- Preparation ----------------------------------------------------------------------------------------------------------------------------


def scratch_root(pages):
    """A tmpfs with room for it all, so that no disk is measured; else the temporary folder, and the report says so."""
    shm, need = Path("/dev/shm"), pages * BYTES_A_PAGE
    if shm.is_dir() and min(shutil.disk_usage(shm).free, available_memory()) > need:
        return shm
    print(f"warning: no tmpfs with {need / 1e9:.1f} GB of room; the disk under {tempfile.gettempdir()} is measured too", file=sys.stderr)
    return Path(tempfile.gettempdir())


def available_memory():
    """A tmpfs promises its size, not the memory for it."""
    with open("/proc/meminfo") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable"))


def corpus(pages, cache):
    """The folder of the corpus. Its name carries the generator's hash: an edited generator never meets an old corpus."""
    generator = b"".join((HERE / name).read_bytes() for name in ("corpus.py", "vocabulary.py"))
    folder = cache / f"corpus-{hashlib.sha256(generator).hexdigest()[:12]}-{pages}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=cache) as partial:
            subprocess.run([sys.executable, HERE / "corpus.py", "--pages", str(pages), "--out", f"{partial}/new"], check=True)
            os.chmod(f"{partial}/new", 0o755)
            try:
                os.rename(f"{partial}/new", folder)
            except OSError:  # another run was faster; its bytes are the same
                if not folder.exists():
                    raise
    return folder


def compile_tools(work):
    for name, libraries in (("floor", ["-lcmark", "-lpthread"]), ("markdown", ["-lcmark"]), ("measure", [])):
        subprocess.run(["cc", "-O2", "-o", work / name, HERE / f"{name}.c", *libraries], check=True)


# -- Measurement ----------------------------------------------------------------------------------------------------------------------------


def measure(command, work):
    """One whole process. Its output goes to a file on the scratch folder: a terminal would be timed too."""
    log, result = work / "log", work / "result"
    with open(log, "wb") as output:
        subprocess.run([work / "measure", result, *command], stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=work, check=True)
    wall, user, system, peak, status = result.read_text().split()
    if status != "0":
        tail = log.read_text(errors="replace").splitlines()[-8:]
        raise Failed("\n  ".join([f"exit status {status}: {' '.join(map(str, command))}", *tail]))
    return Sample(float(wall), float(user) + float(system), int(peak) / 1024)


def commands(options, source, work, output):
    build = [options.opsbook, "build", source, "-o", output / "site", "-j", "2", *options.config]
    return {"floor": [work / "floor", "-j", "2", source, output / "floor"],
            "build": build,
            "rebuild": build,
            "check": [options.opsbook, "check", source, "-j", "2", *options.config]}


def opsbook_round(options, source, work, number):
    """Every other round runs the other way round, so that a machine that slows down favours nobody."""
    names = ["floor", "build", "rebuild", "check"] if number % 2 == 0 else ["check", "build", "rebuild", "floor"]
    with tempfile.TemporaryDirectory(dir=work) as output:
        table = commands(options, source, work, Path(output))
        return {name: measure(table[name], work) for name in names}


def warm_up(options, source, work, pages):
    """A round that does not count, but must be right: a build that drops pages would win. Returns the site's bytes of HTML a page."""
    with tempfile.TemporaryDirectory(dir=work) as output:
        for command in commands(options, source, work, Path(output)).values():
            measure(command, work)
        sizes = {name: [file.stat().st_size for file in (Path(output) / name).rglob("*.html")] for name in ("floor", "site")}
    for name, found in sizes.items():
        if len(found) < pages:
            raise Failed(f"{name}: {len(found)} HTML files from {pages} pages")
    return sum(sizes["site"]) / pages


def peer_rounds(peer, source, work, runs):
    """Rounds of floor and peer, or the sentence that says why there are none."""
    if not shutil.which(peer.program):
        return "not installed"
    rounds = []
    with tempfile.TemporaryDirectory(dir=work) as folder:
        project = peer.prepare(source, Path(folder))
        for number in range(runs):
            with tempfile.TemporaryDirectory(dir=work) as output:
                table = {"floor": [work / "floor", "-j", "2", source, f"{output}/floor"],
                         peer.name: peer.command(source, project, f"{output}/site")}
                order = list(table) if number % 2 == 0 else list(reversed(table))
                try:
                    rounds.append({name: measure(table[name], work) for name in order})
                except Failed as failure:
                    return f"failed: {failure}"
    return rounds


def markdown_rounds(options, source, work):
    """Markdown to HTML alone, on one thread, beside cmark_markdown_to_html on the same files."""
    files = sorted(map(str, source.rglob("*.md")))
    table = {"cmark": [work / "markdown", *files],
             "bare": [options.opsbook, "inspect", "markdown", source],
             "article": [options.opsbook, "inspect", "markdown", "--article", source]}
    for command in table.values():
        measure(command, work)
    rounds = []
    for number in range(options.runs):
        order = list(table) if number % 2 == 0 else list(reversed(table))
        rounds.append({name: measure(table[name], work) for name in order})
    return rounds


def print_markdown(pages, rounds):
    print(f"\nMarkdown to HTML of {pages:,} pages, one thread, × cmark_markdown_to_html (processor time, min–max):")
    for name, required in MARKDOWN_GOALS.items():
        print(f"  {name:<8} {spread([each[name].cpu / each['cmark'].cpu for each in rounds], 2)}  required {required}")


# -- Report ---------------------------------------------------------------------------------------------------------------------------------


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def rows(rounds):
    """A row a job: the raw values, from which every figure of the report follows."""
    return [{"job": name,
             "wall": [each[name].wall for each in rounds],
             "cpu": [each[name].cpu for each in rounds],
             "peak_mib": [each[name].peak for each in rounds],
             "wall_ratio": [each[name].wall / each["floor"].wall for each in rounds],
             "cpu_ratio": [each[name].cpu / each["floor"].cpu for each in rounds]} for name in rounds[0]]


LAYOUT = "{:>8}  {:<8}  {:<21}  {:>7}  {:>8}  {:<20}  {:>7}  {:>8}  {:>5}"


def print_header():
    print(LAYOUT.format("pages", "job", "wall s (min–max)", "cpu s", "peak MiB", "wall × F (min–max)", "cpu × F", "required", "aimed"))


def print_row(pages, row):
    required, aimed = GOALS.get(row["job"], ("", ""))
    middle = {key: statistics.median(row[key]) for key in ("cpu", "peak_mib", "cpu_ratio")}
    print(LAYOUT.format(f"{pages:,}", row["job"], spread(row["wall"], 3), f"{middle['cpu']:.3f}", f"{middle['peak_mib']:.1f}",
                        spread(row["wall_ratio"], 2), f"{middle['cpu_ratio']:.2f}", required, aimed))


def print_growth(results):
    """How time and memory grow between neighbouring sizes: linear is the goal."""
    for small, large in zip(results, results[1:]):
        step = large["pages"] - small["pages"]
        print(f"\nfrom {small['pages']:,} to {large['pages']:,} pages (× {large['pages'] / small['pages']:.3g}):")
        for before, after in zip(small["rows"], large["rows"]):
            wall = statistics.median(after["wall"]) / statistics.median(before["wall"])
            peak = (statistics.median(after["peak_mib"]) - statistics.median(before["peak_mib"])) * 1024 / step
            print(f"  {before['job']:<8} wall × {wall:.1f}, peak {peak:+.2f} KiB a page")
        print(f"  HTML a page: {small['html_bytes_a_page']:,.0f} → {large['html_bytes_a_page']:,.0f} bytes")


def time_size(options, pages, source, work):
    html = warm_up(options, source, work, pages)
    rounds = [opsbook_round(options, source, work, number) for number in range(options.runs)]
    result = {"pages": pages, "html_bytes_a_page": html, "rows": rows(rounds), "peers": {}}
    for row in result["rows"]:
        print_row(pages, row)
    for peer in peers.ALL if options.peers else []:
        outcome = peer_rounds(peer, source, work, min(options.runs, PEER_RUNS))
        if isinstance(outcome, str):
            print(f"{pages:>8,}  {peer.name:<8}  {outcome}")
            result["peers"][peer.name] = outcome
            continue
        row = next(row for row in rows(outcome) if row["job"] == peer.name)
        print_row(pages, row)
        result["peers"][peer.name] = row
    return result


def machine():
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"warning: load average {load:.1f}: trust the ratios, of processor time first, and not the seconds", file=sys.stderr)
    return {"processors": os.cpu_count(), "load_average": load, "kernel": os.uname().release}


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--opsbook", required=True, help="the binary")
    parser.add_argument("--pages", default="1000,10000", help="sizes of the corpora, separated by commas")
    parser.add_argument("--runs", type=int, default=7, help="rounds that count, a size")
    parser.add_argument("--config", metavar="FILE", help="handed to opsbook, e.g. one that switches highlighting off")
    parser.add_argument("--json", metavar="FILE", help="write every sample here")
    parser.add_argument("--peers", action="store_true", help="time Hugo, lychee and MkDocs too, where installed")
    parser.add_argument("--profile", nargs="?", const="build", choices=["build", "check"], help="show where the time goes, and time nothing")
    options = parser.parse_args()
    try:
        options.pages = sorted({int(size) for size in options.pages.split(",")})
    except ValueError:
        parser.error("--pages wants numbers, separated by commas")
    if options.pages[0] < 60 or options.runs < 1:
        parser.error("at least 60 pages and one run")
    options.opsbook = shutil.which(options.opsbook) or parser.error(f"{options.opsbook} is no program")
    options.opsbook = os.path.abspath(options.opsbook)
    options.config = ["--config", os.path.abspath(options.config)] if options.config else []
    return options


def main():
    options = parse()
    cache = scratch_root(options.pages[-1]) / f"opsbook-bench-{os.getuid()}"
    cache.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="work-") as folder:
        work = Path(folder)
        if options.profile:
            pages = profiling.pages(options.pages[-1])
            profiling.run(commands(options, corpus(pages, cache), work, work)[options.profile], work)
            return
        compile_tools(work)
        report = {"version": 1, "machine": machine(), "opsbook": options.opsbook, "runs": options.runs, "results": []}
        print_header()
        for pages in options.pages:
            report["results"].append(time_size(options, pages, corpus(pages, cache), work))
        print_growth(report["results"])
        # The largest, so that the start of a process hardly counts.
        largest = options.pages[-1]
        print_markdown(largest, markdown_rounds(options, corpus(largest, cache), work))
        if options.json:
            Path(options.json).write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # a size takes minutes; show each row when it is there
    try:
        main()
    except (Failed, subprocess.CalledProcessError) as failure:
        sys.exit(f"bench: {failure}")
