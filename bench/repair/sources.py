"""Clean prose in many languages, from Debian packages that are downloaded and unpacked, not installed.

Translated manual pages, manuals and fortunes give much text in about 30 languages; the questions that packages ask on
installation (debconf templates) give a little in 60 more. The result is kept as prose.json beside the packages.
"""

import gzip
import html.parser
import json
import re
import subprocess
import unicodedata
from pathlib import Path

import damage

MANUALS = "cs da de el es fi fr hu id it ja mk nb nl pl pt-br ro ru sr sv tr uk vi zh".split()
PACKAGES = (
    [f"manpages-{code}" for code in MANUALS]
    + [f"fortunes-{code}" for code in "bg br cs de eo es ga it pl ru".split()]
    + [f"debian-faq-{code}" for code in "de fr it ja ko nl pt ru zh-cn".split()]
    + [f"debian-reference-{code}" for code in "de es fr id it ja pt zh-cn zh-tw".split()]
    + [f"maint-guide-{code}" for code in "ca ru vi zh-tw".split()]
    + ["installation-guide-amd64"]
    + """apt-listchanges base-passwd ca-certificates cdebconf console-setup debconf dictionaries-common discover
    exim4-config fontconfig-config gdm3 grub-pc lightdm localepurge locales man-db mdadm openssh-server
    popularity-contest postfix samba-common slapd ssl-cert tasksel ucf unattended-upgrades user-setup
    xserver-xorg-legacy""".split()
)
SPACELESS = {"ja", "zh_CN", "zh_TW", "th", "km", "lo", "my", "bo", "dz"}
PARAGRAPH = range(25, 700)  # characters


class Failed(Exception):
    pass


# -- Packages -------------------------------------------------------------------------------------------------------


def unpack(cache):
    """The folder of each package under `cache`; what is there already is not asked for again."""
    missing = [name for name in PACKAGES if not (cache / "unpacked" / name).is_dir()]
    if missing:
        packages = cache / "packages"
        packages.mkdir(parents=True, exist_ok=True)
        wanted = [name for name in missing if not list(packages.glob(f"{name}_*.deb"))]
        if wanted:
            run = subprocess.run(["apt-get", "download", "-q", *wanted], cwd=packages, capture_output=True, text=True)
            if run.returncode:
                raise Failed(f"apt-get download: {run.stderr.strip()}\n(run apt-get update first)")
        for name in missing:
            file = next(packages.glob(f"{name}_*.deb"))
            partial = cache / "unpacked" / f"{name}.partial"
            subprocess.run(["dpkg-deb", "--raw-extract", file, partial], check=True)
            partial.rename(cache / "unpacked" / name)
    return {name: cache / "unpacked" / name for name in PACKAGES}


def prose(cache):
    """{language: [paragraph]}: natural text, one paragraph a string, without markup; every one has a non-ASCII letter."""
    file = cache / "prose.json"
    if not file.exists():
        (cache / "unpacked").mkdir(parents=True, exist_ok=True)
        found = {}
        for name, folder in unpack(cache).items():
            for language, text in paragraphs(name, folder):
                text = " ".join(text.split(" "))
                if is_prose(text, language):
                    found.setdefault(language, {})[unicodedata.normalize("NFC", text)] = None
        found = {language: list(texts) for language, texts in sorted(found.items()) if len(texts) >= 20}
        file.write_text(json.dumps(found, ensure_ascii=False, indent=0))
    return json.loads(file.read_text())


def is_mojibake(text):
    """Some of the packages' own texts are damaged: two runs of Latin-1 that are UTF-8, or one beside a small letter."""
    found = 0
    for run in re.finditer(r"[ÂÃâ][\u0080-\u00ff\u0152-\u0178\u2013-\u203a\u20ac\u2122]+", text):
        try:
            damage.unread(run[0]).decode("utf-8")
        except UnicodeError:
            continue
        sure = run.start() == 0 or text[run.start() - 1].islower() or text[run.end():run.end() + 1].islower()
        found += 2 if sure else 1
    return found > 1


def is_prose(text, language):
    if len(text) not in PARAGRAPH or text.isascii() or any(is_odd(character) for character in text):
        return False
    if re.search(r" \.[A-Z]{2}\b|https?://|[{}<>|\\$]|\d{3,}.*\d{3,}|Copyright|©|--\w|\[[^\]]*\].*\[", text):
        return False
    if is_mojibake(text):
        return False
    letters = sum(unicodedata.category(character)[0] in "LM" for character in text)
    words = len(text.split())
    return letters > 0.72 * len(text.replace(" ", "")) and (language in SPACELESS or words >= 4)


def is_odd(character):
    """What text that is not damaged never holds: controls, replacement characters, private use."""
    return character != "\u200d" and unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs") or character in "\ufffd\ufeff"


def paragraphs(name, folder):
    if name.startswith("manpages-"):
        yield from manual_pages(folder)
    elif name.startswith("fortunes-"):
        yield from fortunes(folder, "pt_BR" if name == "fortunes-br" else name.split("-")[1])
    elif (folder / "DEBIAN/templates").exists():
        yield from templates(folder / "DEBIAN/templates")
    else:
        yield from books(folder)


def read(path):
    data = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


# -- Manual pages ---------------------------------------------------------------------------------------------------

SPECIAL = {
    "em": "—", "en": "–", "aq": "'", "dq": '"', "lq": "“", "rq": "”", "oq": "‘", "cq": "’", "bu": "•", "co": "©",
    "rg": "®", "+-": "±", "mu": "×", "->": "→", "<-": "←", "Fo": "«", "Fc": "»", "Bq": "„", "de": "°", "tm": "™",
    "ha": "^", "ti": "~", "ga": "`", "rs": "\\", "hy": "-", "bv": "|", "ul": "_", "sl": "/", "at": "@", "sh": "#",
    "r!": "¡", "r?": "¿", "ss": "ß", ":a": "ä", ":o": "ö", ":u": "ü", ":A": "Ä", ":O": "Ö", ":U": "Ü", "'e": "é",
}
BREAKS = {"PP", "P", "LP", "SH", "SS", "IP", "TP", "TQ", "HP", "br", "sp", "RS", "RE", "TH", "ti", "in", "UR", "UE"}
FONTS = {"B": " ", "I": " ", "SM": " ", "SB": " ", "BR": "", "RB": "", "BI": "", "IB": "", "RI": "", "IR": ""}


def manual_pages(folder):
    for path in sorted((folder / "usr/share/man").rglob("*.gz")):
        language = path.relative_to(folder / "usr/share/man").parts[0]
        source = read(path)
        if not path.is_symlink() and "\n.Dd" not in source:
            for text in roff(source, "" if language in SPACELESS else " "):
                yield language, text


def roff(source, joint):
    """The paragraphs of a page in the man macros. A paragraph with an escape not known here is left out."""
    lines, literal, tag = [], 0, False
    for line in source.split("\n"):
        macro = re.match(r"[.'][ \t]*(\S*)[ \t]*(.*)", line)
        if macro and macro[1] in ("nf", "EX", "TS", "de", "ig"):
            literal += 1
        elif macro and macro[1] in ("fi", "EE", "TE", "."):
            literal = max(0, literal - 1)
        elif literal:
            continue
        elif macro and macro[1] in FONTS:
            words = [(a or b).replace('""', '"') for a, b in re.findall(r'"((?:[^"]|"")*)"|(\S+)', macro[2])]
            lines.append(FONTS[macro[1]].join(words))
        elif not macro and line.strip():
            lines.append(line.strip())
        if literal or tag or not line.strip() or macro and macro[1] in BREAKS:
            yield from finished(lines, joint)
            lines = []
        tag = bool(macro) and macro[1] == "TP"
    yield from finished(lines, joint)


def finished(lines, joint):
    text = joint.join(lines)
    text = re.sub(r"\\(?:f(?:\[\w*\]|\(\w\w|\w)|s[-+]?\d+|[&,/:|^%c])", "", text)
    text = re.sub(r"\\\((..)|\\\[([^\]]+)\]", lambda found: SPECIAL.get(found[1] or found[2], "\\"), text)
    text = text.replace(r"\-", "-").replace(r"\~", "\u00a0").replace(r"\ ", " ").replace(r"\'", "'").replace(r"\e", "/")
    if text and "\\" not in text:
        yield re.sub(r"[ \t]+", " ", text).strip(" ")


# -- Manuals, fortunes, questions -----------------------------------------------------------------------------------


class Paragraphs(html.parser.HTMLParser):
    """The text of <p> elements that hold no code."""

    def __init__(self):
        super().__init__()
        self.found, self.text = [], None

    def handle_starttag(self, tag, attributes):
        if tag in ("p", "dt", "dd", "li"):
            self.text = [] if tag == "p" else None
        elif tag in ("pre", "img", "table"):
            self.text = None

    def handle_endtag(self, tag):
        if tag == "p" and self.text:
            self.found.append(re.sub(r"[ \t\n]+", " ", "".join(self.text)).strip(" "))
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text.append(data)


def books(folder):
    for path in sorted((folder / "usr/share").rglob("*.html")):
        place = path.parent.name if path.parent.name != "html" and len(path.parent.name) in (2, 5) else ""
        name = re.search(r"\.([a-z]{2}(?:[-_]\w\w)?)\.html$", path.name)
        language = (name[1] if name else place).replace("-", "_")
        language = {"zh_cn": "zh_CN", "zh_tw": "zh_TW", "pt_br": "pt_BR"}.get(language, language)
        if language and language != "en":
            parser = Paragraphs()
            parser.feed(read(path))
            for text in parser.found:
                yield language, text


def fortunes(folder, language):
    for path in sorted((folder / "usr/share/games/fortunes").rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix not in (".dat", ".u8"):
            for text in re.split(r"\n%.*\n", read(path)):
                lines = [line.strip() for line in text.split("\n")]
                if not re.search(r"\x1b|\n\s*--|^\s*-", text):
                    yield language, " ".join(filter(None, lines))


def templates(path):
    language = None
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        field = re.match(r"(?:Extended_)?Description(?:-([A-Za-z_@]+)(?:\.\S+)?)?: (.*)", line)
        if field:
            language = field[1]
            line = field[2]
        elif not line.startswith(" ") or line.strip() == ".":
            language = language if line.strip() == "." else None
            continue
        if language and language != "en" and not re.match(r"\s*[-*]", line):
            yield language, line.strip()
