#!/usr/bin/env python3
"""Scores text repair on generated inputs, any number of commands side by side; README.md says how to read the table."""

import argparse
import base64
import json
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate
import sources
import speed
import upstream

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent.parent / ".build-tools" / "repair"
OUTCOMES = ("exact", "wrong", "left")


class Failed(Exception):
    pass


# -- Running --------------------------------------------------------------------------------------------------------


def answers(command, inputs):
    """{id: text} of one run over all inputs, and its seconds."""
    with tempfile.TemporaryFile() as source:
        for item in inputs:
            source.write(json.dumps(item).encode() + b"\n")
        source.seek(0)
        begin = time.monotonic()
        try:
            run = subprocess.run(shlex.split(command), stdin=source, stdout=subprocess.PIPE)
        except OSError as error:
            raise Failed(f"{command}: {error.strerror}") from error
        seconds = time.monotonic() - begin
    lines = [json.loads(line) for line in run.stdout.split(b"\n") if line]
    if run.returncode or [line["id"] for line in lines] != [item["id"] for item in inputs]:
        raise Failed(f"{command}: exit status {run.returncode}, {len(lines)} answers to {len(inputs)} inputs")
    return {line["id"]: line["text"] for line in lines}, seconds


def again(texts):
    return [{"id": key, "bytes_b64": base64.b64encode(text.encode("utf-8", "replace")).decode()} for key, text in texts.items()]


def outcome(data, got, expected):
    """exact: the text before its damage; left: as it came; wrong: anything else. A byte order mark counts nowhere."""
    got = got.removeprefix("\ufeff")
    if got == expected:
        return "exact"
    return "left" if got == data.decode("utf-8", "replace").removeprefix("\ufeff") else "wrong"


def judge(command, pairs):
    """One command over all inputs: {id: (outcome, text)}, the share that is stable, and seconds."""
    texts, seconds = answers(command, [item for item, _ in pairs])
    twice, _ = answers(command, again(texts))
    verdicts = {}
    for item, expected in pairs:
        text = texts[item["id"]]
        verdicts[item["id"]] = (outcome(base64.b64decode(item["bytes_b64"]), text, expected["expected"]), text)
    unstable = [key for key in texts if twice[key] != texts[key]]
    return {"command": command, "verdicts": verdicts, "unstable": {key: twice[key] for key in unstable}, "seconds": seconds}


# -- Report ---------------------------------------------------------------------------------------------------------


def tally(pairs, verdicts, concerns):
    counts = dict.fromkeys(OUTCOMES, 0)
    for _, expected in pairs:
        if concerns(expected):
            counts[verdicts[expected["id"]][0]] += 1
    return counts


def percent(part, whole):
    return f"{100 * part / whole:6.2f}" if whole else "     –"


def cells(counts):
    whole = sum(counts.values())
    return " ".join(percent(counts[name], whole) for name in OUTCOMES)


def report(pairs, results, names):
    kinds = {}
    for _, expected in pairs:
        kinds.setdefault((expected["group"], expected["kind"]), []).append(expected["id"])
    print(f"{'':36} {'':>6}" + "".join(f"   {name:^20}" for name in names))
    print(f"{'kind':36} {'inputs':>6}" + "   exact% wrong% left%" * len(results))
    previous = "damaged"
    for (group, kind), keys in kinds.items():
        if group != previous:
            print()
        previous = group
        row = [cells(tally(pairs, result["verdicts"], lambda expected: expected["kind"] == kind)) for result in results]
        print(f"{kind:36} {len(keys):>6}" + "".join(f"   {cell}" for cell in row))
    print()
    for title, concerns in (
        ("damaged", lambda expected: expected["group"] == "damaged"),
        ("  single lines", lambda expected: expected["group"] == "damaged" and expected["shape"] == "line"),
        ("  documents", lambda expected: expected["group"] == "damaged" and expected["shape"] == "document"),
        ("clean", lambda expected: expected["group"] == "clean"),
    ):
        counts = [tally(pairs, result["verdicts"], concerns) for result in results]
        if sum(counts[0].values()):
            print(f"{title:36} {sum(counts[0].values()):>6}" + "".join(f"   {cells(count)}" for count in counts))
    totals = {
        "clean inputs changed": lambda result: sum(result["verdicts"][expected["id"]][0] != "exact" for _, expected in pairs if expected["group"] == "clean"),
        "  of them natural prose": lambda result: sum(result["verdicts"][expected["id"]][0] != "exact" for _, expected in pairs if expected["kind"] == "clean: natural prose"),
        "changed when repaired again": lambda result: len(result["unstable"]),
    }
    for title, count in totals.items():
        print(f"{title:43}" + "".join(f"   {count(result):^20}" for result in results))
    print(f"{'seconds, with start and JSON':43}" + "".join(f"   {result['seconds']:^20.1f}" for result in results))


def report_languages(pairs, results, names):
    """exact / inputs of the damaged ones by language, a table a kind that is not yet perfect."""
    for kind in dict.fromkeys(expected["kind"] for _, expected in pairs if expected["group"] != "clean"):
        for name, result in zip(names, results):
            found = {}
            for _, expected in pairs:
                if expected["kind"] == kind:
                    found.setdefault(expected["language"], []).append(result["verdicts"][expected["id"]][0] == "exact")
            line = " ".join(f"{language} {sum(each)}/{len(each)}" for language, each in sorted(found.items()) if not all(each))
            if line:
                print(f"{kind}, {name}: {line}")


def dump(pairs, results, names, folder):
    """What was not exact, a file a command and kind: language, input, what came, what was meant; only lines that differ."""
    for name, result in zip(names, results):
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob("*.txt"):
            old.unlink()
        files = {}
        for item, expected in pairs:
            verdict, got = result["verdicts"][expected["id"]]
            if verdict != "exact":
                files.setdefault(expected["kind"], []).append(entry(item, expected, verdict, got))
            if expected["id"] in result["unstable"]:
                files.setdefault("unstable", []).append(entry(item, expected, "unstable", result["unstable"][expected["id"]]))
        for kind, entries in files.items():
            (place / (kind.replace("/", "-").replace(":", "") + ".txt")).write_text("\n".join(entries), encoding="utf-8")


def entry(item, expected, verdict, got):
    data = base64.b64decode(item["bytes_b64"])
    came = data.decode("utf-8", "backslashreplace").split("\n")
    lines, meant = got.split("\n"), expected["expected"].split("\n")
    text = [f"=== {expected['id']}  {expected['language']} {expected['shape']}  {verdict.upper()}"]
    if len(lines) == len(meant) == len(came):
        for number, (before, after, want) in enumerate(zip(came, lines, meant), 1):
            if after != want:
                text += [f"line {number}", f"  input  {visible(before)}", f"  got    {visible(after)}", f"  want   {visible(want)}"]
    else:
        text += [f"  input  {visible(data.decode('utf-8', 'backslashreplace'))}", f"  got    {visible(got)}", f"  want   {visible(expected['expected'])}"]
    return "\n".join(text) + "\n"


def visible(text):
    """Characters that do not show, as escapes."""
    shown = []
    for character in text:
        invisible = character in "\n\r\t\u00a0\u00ad\u200b\u200d\u202f\ufeff" or "\x7f" <= character < "\xa0"
        shown.append(f"⟨{ord(character):02X}⟩" if invisible else character)
    return "".join(shown)


# -- Command line ---------------------------------------------------------------------------------------------------


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", action="append", default=[], metavar="[NAME=]COMMAND", help="reads {id, bytes_b64} a line and answers {id, text}; may be repeated")
    parser.add_argument("--ftfy", action="store_true", help="score ftfy too; it has to be installed for the Python that is found as --ftfy-python")
    parser.add_argument("--ftfy-python", default=str(CACHE.parent / "ftfy/bin/python"), help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=100, help="inputs a kind (five times as many of natural prose)")
    parser.add_argument("--only", metavar="TEXT", help="only kinds whose name has this in it")
    parser.add_argument("--all-prose", action="store_true", help="score every clean paragraph there is instead, about 170,000 of 74 languages")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where packages and their text are kept")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the inputs and what is expected there")
    parser.add_argument("--set", type=Path, metavar="DIR", help="score the inputs that --out wrote, and generate none")
    parser.add_argument("--languages", action="store_true", help="show by language, too, how many came out exactly")
    parser.add_argument("--failures", type=Path, metavar="DIR", help="write what was not exact there, to be read")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every verdict here")
    parser.add_argument("--speed", type=int, metavar="MB", help="time the commands instead, over files of so many megabytes; {} stands for the file")
    parser.add_argument("--upstream", type=Path, metavar="DIR", help="score ftfy's own test-cases folder instead")
    options = parser.parse_args()
    named = [command.split("=", 1) if "=" in command.split(" ")[0] else [Path(command.split(" ")[0]).name, command] for command in options.command]
    if options.ftfy:
        named.append(["ftfy", f"{options.ftfy_python} {HERE / 'ftfy_driver.py'}"])
    options.names, options.commands = [name for name, _ in named], [command for _, command in named]
    return options


def inputs(options):
    if options.set:
        return generate.load(options.set)
    prose = sources.prose(options.cache)
    return generate.everything(prose) if options.all_prose else generate.generate(prose, options.seed, options.per_kind, options.only)


def main():
    options = parse()
    if options.upstream:
        for name, command in zip(options.names, options.commands):
            upstream.report(name, upstream.load(options.upstream), lambda inputs: answers(command, inputs)[0])
        return
    if options.speed:
        for name, command in zip(options.names, options.commands):
            speed.report(name, command, sources.prose(options.cache), options.speed * 1_000_000)
        return
    pairs = inputs(options)
    if options.out:
        generate.write(pairs, options.out)
    if not options.commands:
        print(f"{len(pairs)} inputs")
        return
    results = [judge(command, pairs) for command in options.commands]
    report(pairs, results, options.names)
    if options.languages:
        report_languages(pairs, results, options.names)
    if options.failures:
        dump(pairs, results, options.names, options.failures)
    if options.json:
        options.json.write_text(json.dumps([{"command": result["command"], "outcomes": {key: verdict for key, (verdict, _) in result["verdicts"].items()}} for result in results]))


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    try:
        main()
    except (Failed, sources.Failed) as failure:
        sys.exit(f"repair bench: {failure}")
