"""Where the time goes: perf if there is one, else callgrind, which is some fifty times slower and gets a small corpus."""

import re
import shutil
import subprocess

TOP = 40  # functions shown, a table
CALLGRIND_PAGES = 300


def pages(largest):
    return largest if shutil.which("perf") else CALLGRIND_PAGES


def run(command, work):
    if shutil.which("perf"):
        perf(command, work / "perf.data")
    elif shutil.which("valgrind"):
        callgrind(command, work / "callgrind.out")
    else:
        raise SystemExit("profile: neither perf nor valgrind is installed")


def perf(command, data):
    subprocess.run(["perf", "record", "-g", "-F", "4999", "-o", data, "--", *command], check=True, stdout=subprocess.DEVNULL)
    for title, order in (("inclusive", "--children"), ("self", "--no-children")):
        report = subprocess.run(["perf", "report", "--stdio", "-g", "none", "--percent-limit", "0.2", order, "-i", data],
                                check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        show(title, [line.rstrip() for line in report.splitlines() if "%" in line and not line.startswith("#")])


def callgrind(command, data):
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={data}", *command], check=True, stdout=subprocess.DEVNULL)
    for title, inclusive in (("inclusive", "yes"), ("self", "no")):
        report = subprocess.run(["callgrind_annotate", f"--inclusive={inclusive}", "--auto=no", data],
                                check=True, text=True, stdout=subprocess.PIPE).stdout
        show(title, [line for line in report.splitlines() if re.match(r"\s*[\d,]+ \(", line) and "PROGRAM TOTALS" not in line])


def show(title, lines):
    print(f"\n== {title}\n" + demangled("\n".join(lines[:TOP])))


def demangled(text):
    if not shutil.which("swift"):
        return text
    return subprocess.run(["swift", "demangle", "--simplified"], input=text, text=True, check=True, stdout=subprocess.PIPE).stdout
