"""Writes every case of Tests/TextRepairTests/Cases/ as a file: seeds for `make fuzz-text`."""

import json
import pathlib
import sys

cases, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
for path in sorted(cases.glob("*.json")):
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        data = bytes.fromhex(case["hex"]) if "hex" in case else case["original"].encode()
        (folder / f"{path.stem}-{number:03}").write_bytes(data)
