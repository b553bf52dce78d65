"""Speaks the contract of `opsbook inspect text --json-lines` for ftfy, used as its documentation says.

Bytes that are UTF-8 are decoded as such, others by ftfy.guess_bytes; then ftfy.fix_encoding repairs each line.
"""

import base64
import json
import sys

import ftfy


def repaired(data):
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ftfy.guess_bytes(data)[0].removeprefix("\ufeff")
    # As ftfy.fix_text does: splitlines() would also split at U+0085, which mojibake is full of.
    return "\n".join(ftfy.fix_encoding(line) for line in text.split("\n"))


for line in sys.stdin:
    request = json.loads(line)
    data = base64.b64decode(request["bytes_b64"])
    print(json.dumps({"id": request["id"], "text": repaired(data), "repairs": [], "unsure": 0}))
