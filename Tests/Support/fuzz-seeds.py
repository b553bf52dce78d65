"""Writes every example of the CommonMark specification's spec.json, and every case of goldmark's extensions, as a file: seeds for `make fuzz`."""

import json
import pathlib
import re
import sys

spec, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
texts = [example["markdown"] for example in json.loads(spec.read_text())]
for path in sorted((spec.parent.parent / "extension" / "_test").glob("*.txt")):
    texts += re.split(r"^//(?:- )+-//\n", path.read_text(), flags=re.MULTILINE)[1::2]
for number, text in enumerate(texts):
    (folder / f"{number:04}.md").write_text(text, newline="")
