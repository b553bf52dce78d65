"""Megabytes a second of a command that reads one file, and its memory: the process's time less that over an empty file."""

import random
import shlex
import subprocess
import tempfile
from pathlib import Path

import damage
from texts import Texts

RUNS = 5
KINDS = ("clean, ASCII", "clean, Japanese", "clean, all languages", "damaged, Latin letters", "damaged, Japanese", "damaged, one line in ten")


def file(prose, kind, size):
    """A Markdown file of one kind, of at least `size` bytes. It is made of a megabyte, over and over."""
    source = random.Random(kind)
    texts = Texts(prose, source)
    draw = {
        "clean, ASCII": lambda: "\n".join([texts.plain_line(), texts.plain_line(), "", f"```sh\n{texts.command()}\n```", ""]),
        "clean, Japanese": lambda: source.choice(prose["ja"]) + "\n",
        "clean, all languages": lambda: texts.any()[2] + "\n",
        "damaged, Latin letters": lambda: damage.misread(source.choice(prose[source.choice(["de", "fr", "pl", "es", "sv"])]), "cp1252") + "\n",
        "damaged, Japanese": lambda: damage.misread(source.choice(prose["ja"]), "cp1252") + "\n",
        "damaged, one line in ten": lambda: "\n".join([texts.plain_line() for _ in range(9)] + [damage.misread(texts.ops_line(), "cp1252")]) + "\n",
    }[kind]
    block = bytearray()
    while len(block) < min(size, 1_000_000):
        block += draw().encode("utf-8")
    return bytes(block) * -(-size // len(block))


def measure(tool, command):
    """Seconds and peak memory of one process. A child of Python would inherit Python's peak, hence ../measure.c."""
    result = tool.parent / "result"
    subprocess.run([tool, result, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    wall, _, _, peak, _ = result.read_text().split()
    return float(wall), int(peak) * 1024


def report(name, command, prose, size):
    words = shlex.split(command)
    if "{}" not in words:
        words.append("{}")
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        tool, path = Path(folder) / "measure", Path(folder) / "page.md"
        subprocess.run(["cc", "-O2", "-o", tool, Path(__file__).resolve().parent.parent / "measure.c"], check=True)
        call = [str(path) if word == "{}" else word for word in words]
        path.write_bytes(b"")
        idle, base = (min(each) for each in zip(*(measure(tool, call) for _ in range(RUNS))))
        for kind in KINDS:
            data = file(prose, kind, size)
            path.write_bytes(data)
            seconds, peak = (min(each) for each in zip(*(measure(tool, call) for _ in range(RUNS))))
            print(f"{name:12} {kind:26} {len(data) / 1e6 / max(1e-9, seconds - idle):8.0f} MB/s   memory {(peak - base) / len(data):5.2f} × the file")
