"""ftfy's own published cases, from a copy of its repository, for those that concern encoding only."""

import base64
import json


def load(folder):
    """[(file and label, original, wanted, the author expects it to pass)]; wanted is what fix_encoding alone should make of it.

    That is "fixed-encoding" where a case has it, else "fixed", as ftfy's own test reads them.
    """
    cases = []
    for path in sorted(folder.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            wanted = case.get("fixed-encoding", case["fixed"])
            cases.append((f"{path.stem}: {case['label']}", case["original"], wanted, case["expect"] == "pass"))
    return cases


def report(name, cases, ask):
    """ftfy leaves U+FFFD where a byte was lost; a case that wants it fails whoever restores the character."""
    texts = ask([{"id": str(number), "bytes_b64": base64.b64encode(case[1].encode()).decode()} for number, case in enumerate(cases)])
    judged = [(case, texts[str(number)]) for number, case in enumerate(cases)]
    lossy = lambda case: "\ufffd" in case[2]
    for title, counts in (
        ("all that its author expects to pass", lambda case: case[3]),
        ("  of them without U+FFFD in the result", lambda case: case[3] and not lossy(case)),
        ("  of them with U+FFFD", lambda case: case[3] and lossy(case)),
        ("known failures of ftfy", lambda case: not case[3]),
    ):
        verdicts = [got == case[2] for case, got in judged if counts(case)]
        print(f"{name:12} {title:42} {sum(verdicts):>4} of {len(verdicts):>4}  {100 * sum(verdicts) / max(1, len(verdicts)):5.1f} %")
    for case, got in judged:
        if got != case[2]:
            print(f"  {case[0]}{'' if case[3] else ' (known failure of ftfy)'}\n    original {case[1]!a}\n    got      {got!r}\n    want     {case[2]!r}")
