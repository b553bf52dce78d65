"""Writes a set of inputs: inputs.jsonl, what a command is fed, and expected.jsonl, what it should answer."""

import base64
import json
import random

from kinds import Kinds
from texts import Texts


def generate(prose, seed, per_kind, only=None):
    """[(input, expected)]; the same for the same seed, number and prose. Each kind draws from a generator of its own."""
    found = []
    names = Kinds(Texts(prose, random.Random(0)), random.Random(0))
    for group in ("damaged", "clean", "information"):
        for name in getattr(names, group):
            if only and only not in name:
                continue
            source = random.Random(f"{seed}/{name}")
            texts = Texts(prose, source)
            kinds = Kinds(texts, source)
            count = per_kind * 5 if name == "clean: natural prose" else per_kind
            for number in range(count):
                texts.shape = "line" if number % 2 == 0 else "document"
                language, shape, data, expected = kinds.draw(getattr(kinds, group)[name])
                found.append(pair(group, name, f"{name}/{number}", shape, language, data, expected))
    return found


def everything(prose):
    """Every paragraph there is, as a clean input."""
    return [pair("clean", "clean: natural prose", f"{language}/{number}", "line", language, text.encode("utf-8"), text)
            for language, texts in prose.items() for number, text in enumerate(texts)]


def pair(group, kind, key, shape, language, data, expected):
    return ({"id": key, "bytes_b64": base64.b64encode(data).decode()},
            {"id": key, "group": group, "kind": kind, "shape": shape, "language": language, "expected": expected})


def write(found, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for place, name in enumerate(("inputs.jsonl", "expected.jsonl")):
        with open(folder / name, "w", encoding="utf-8") as file:
            for pair in found:
                file.write(json.dumps(pair[place], ensure_ascii=False) + "\n")


def load(folder):
    sides = []
    for name in ("inputs.jsonl", "expected.jsonl"):
        with open(folder / name, encoding="utf-8") as file:
            sides.append([json.loads(line) for line in file])
    return list(zip(*sides))
