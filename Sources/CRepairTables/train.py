#!/usr/bin/env python3
"""Makes model.bin, the language model of the text repair, from what Debian and PyPI hold of the world's languages.

    python3 train.py FOLDER        # downloads and works in FOLDER; needs apt, lz4, and from PyPI numpy, msgpack, wordfreq

The texts are the translations of Debian's package descriptions, of LibreOffice's help, GNOME's manual and Debian's
handbook, and the messages of some programs with much prose; wordfreq adds the words of forty languages by frequency.
Held out, for examination: manual pages, fortunes, the Debian FAQ, reference and installation guide.
Only counts of characters in a row come into the model. LanguageModel.swift describes its bytes.
"""
import collections
import gettext
import glob
import gzip
import html
import importlib.util
import os
import re
import subprocess
import sys

LANGUAGES = (
    "ar bg ca cs da de el en eo es et eu fa fi fr gl he hi hr hu hy id is it ja ka km ko lt lv mk ml nb nl pl pt pt_BR "
    "ro ru sk sl sr sv ta te th tr uk vi zh_CN zh_TW zh").split()
HELP = (
    "ca cs da de dz el en-gb en-us es et eu fi fr gl hi hu id it ja km ko nl om pl pt pt-br ru sk sl sv tr vi zh-cn "
    "zh-tw").split()
PACKAGES = ["libreoffice-help-" + name for name in HELP] + (
    "gnome-user-docs debian-handbook wesnoth-1.16-data wesnoth-1.16-core libreoffice-l10n-ja libreoffice-l10n-zh-cn "
    "libreoffice-l10n-zh-tw libreoffice-l10n-ko gimp-help-ja gimp-help-ko gimp-help-ru gimp-data stellarium-data "
    "developers-reference-ja developers-reference-ru maint-guide-ja maint-guide-zh-cn maint-guide-zh-tw debmake-doc "
    "supertuxkart-data freeciv-data kstars-data marble-data gnucash-common inkscape gimp-help-zh-cn aptitude-doc-ja "
    "freeplane gramps dpkg apt gcc-12-locales coreutils bash binutils-common vim-runtime weechat-core iso-codes "
    "lilypond-doc-html lilypond-doc-html-ja evolution-common kdevelop-l10n krita-l10n digikam-data "
    "plasma-workspace-data kate5-data texlive-lang-chinese").split()
TRIGRAMS, BIGRAMS = 380_000, 170_000
DISCOUNT = 0.5
# No language gets more weight than so many characters; those of China, Japan and Korea need all they can get.
CAP = 6.0e6
# Languages that are mostly written in ASCII. Of others, lines without a letter beyond it are left out: they are English.
PLAIN = ("en", "id", "nl", "om")
FOLD_LIMIT = 0x2800
SPACES = [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0xA0, 0x2009, 0x202F] + [ord(c) for c in ".,;:!?()[]{}\"<>|/*#=+~`\\"]


# Texts

UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", re.S | re.I)
BLOCK = re.compile(
    r"</?(p|div|td|th|li|h\d|tr|title|br|dt|dd|pre|item|note|section|media|desc|info|list|page|credit|links?|screen|"
    r"code|steps|terms)\b[^>]*>", re.I)
TAG = re.compile(r"<[^>]*>")
PLACEHOLDER = re.compile(r"<[^>]{0,80}>|\{[^}]{0,60}\}|%[-0-9.]*l*[sdufxc]|_\b|&")


def language(name):
    name = name.lower().replace("_", "-")
    if name in ("zh-cn", "zh-tw", "pt-br", "sr@latin"):
        return name
    return name.split("-")[0]


def prose(markup):
    text = BLOCK.sub("\n", re.sub(r"\s+", " ", UNSEEN.sub("", markup)))
    return html.unescape(TAG.sub("", text))


def download(folder):
    debs = os.path.join(folder, "deb")
    os.makedirs(debs, exist_ok=True)
    os.makedirs(os.path.join(folder, "lists", "partial"), exist_ok=True)
    subprocess.run(
        ["apt-get", "update", "-o", "Acquire::Languages=" + ",".join(LANGUAGES), "-o",
         "Dir::State::lists=" + os.path.join(folder, "lists")], check=True)
    for package in PACKAGES:
        subprocess.run(["apt-get", "download", package], cwd=debs, check=True)
    for path in glob.glob(os.path.join(debs, "*.deb")):
        target = os.path.join(folder, "x", os.path.basename(path).split("_")[0])
        os.makedirs(target, exist_ok=True)
        subprocess.run(["dpkg-deb", "-x", path, target], check=True)


def texts(folder):
    """Lines by language, each once."""
    lines = collections.defaultdict(dict)

    def add(name, text):
        for line in text.split("\n"):
            line = re.sub(r"\s+", " ", line).strip()
            if len(line) >= 3:
                lines[name][line] = True

    root = os.path.join(folder, "x")
    for path in sorted(glob.glob(root + "/**/*", recursive=True)):
        name = None
        if match := re.search(r"/libreoffice/help/([^/]+)/text/.*\.html$", path):
            name = match[1]
        elif match := re.search(r"/share/help/([^/]+)/.*\.page$", path):
            name = match[1] if match[1] != "C" else None
        elif match := re.search(r"/debian-handbook/html/([^/]+)/.*\.html$", path):
            name = match[1]
        elif match := re.search(r"[/.](ja|ko|ru|zh_CN|zh-cn|zh-tw|zh_TW|de|fr|it|es)[/.].*\.html$", path):
            name = match[1]
        elif match := re.search(r"/(?:locale|translations?)/([A-Za-z_@]+)/.*\.mo$", path):
            try:
                with open(path, "rb") as file:
                    for key, value in gettext.GNUTranslations(file)._catalog.items():
                        if key and isinstance(value, str) and value != key:
                            add(language(match[1]), PLACEHOLDER.sub(" ", value))
            except (OSError, UnicodeDecodeError, ValueError, IndexError):
                pass
            continue
        if name and os.path.isfile(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                add(language(name), prose(file.read()))
    for path in glob.glob(folder + "/lists/*_main_i18n_Translation-*.lz4"):
        name = language(path.split("Translation-")[1][:-4].replace("%5f", "_"))
        text = subprocess.run(["lz4", "-dc", path], capture_output=True, check=True).stdout.decode()
        paragraph = []
        for line in text.split("\n"):
            if line.startswith(" ") and line.strip() != ".":
                paragraph.append(line.strip())
                continue
            add(name, " ".join(paragraph))
            paragraph = []
            if re.match(r"Description-[^:]+: ", line) and not line.startswith("Description-md5"):
                add(name, line.split(": ", 1)[1])
    english = set(lines["en"])
    for name, own in lines.items():
        if name == "en":
            yield name, list(own)
        else:
            yield name, [
                line for line in own if line not in english and (name in PLAIN or not line.isascii())]


# Counts

def folding():
    import numpy
    fold = numpy.arange(0x110000, dtype=numpy.uint32)
    for scalar in range(0x110000):
        if not 0xD800 <= scalar < 0xE000:
            lower = chr(scalar).lower()
            if len(lower) == 1:
                fold[scalar] = ord(lower)
    fold[0x30:0x3A] = 0x30
    fold[SPACES] = 0x20
    return fold


def count(folder):
    """All trigrams as a << 42 | b << 21 | c, their weights, and the bigrams of words of China and Japan."""
    import msgpack
    import numpy
    fold = folding()
    keys, weights, pairs = [], [], collections.Counter()
    for name, lines in texts(folder):
        text = "\n\n".join(lines)
        if len(text) < 5000:
            continue
        weight = 2.0 if name in ("ja", "ko", "zh", "zh-cn", "zh-tw") else min(1.0, CAP / len(text))
        scalars = numpy.frombuffer(("\n\n" + text + "\n").encode("utf-32-le", "ignore"), dtype=numpy.uint32)
        row = fold[scalars].astype(numpy.uint64)
        key, times = numpy.unique(
            row[:-2] << numpy.uint64(42) | row[1:-1] << numpy.uint64(21) | row[2:], return_counts=True)
        keys.append(key)
        weights.append(times * weight)
    data = os.path.join(importlib.util.find_spec("wordfreq").submodule_search_locations[0], "data")
    for path in sorted(glob.glob(data + "/*_*.msgpack.gz")):
        size, name = os.path.basename(path).split(".")[0].split("_", 1)
        if size not in ("large", "small") or size == "small" and os.path.exists(path.replace("small_", "large_")):
            continue
        with gzip.open(path) as file:
            buckets = msgpack.load(file, raw=False)[1:]
        has_no_spaces = name in ("ja", "zh")
        total = 3.0e6 if has_no_spaces else 1.2e6
        own = collections.Counter()
        for rank, words in enumerate(buckets):
            weight = 10 ** (-rank / 100) * total
            for word in words:
                row = [int(fold[ord(c)]) for c in (word if has_no_spaces else "  " + word + " ")]
                for a, b, c in zip(row, row[1:], row[2:]):
                    own[a << 42 | b << 21 | c] += weight
                if has_no_spaces:
                    for b, c in zip(row, row[1:]):
                        pairs[b << 21 | c] += weight
        keys.append(numpy.array(list(own), dtype=numpy.uint64))
        weights.append(numpy.array(list(own.values())))
    key, place = numpy.unique(numpy.concatenate(keys), return_inverse=True)
    return key, numpy.bincount(place, weights=numpy.concatenate(weights)), pairs


# Model

def mix(key):
    """The finaliser of SplitMix64."""
    import numpy
    with numpy.errstate(over="ignore"):
        key = (key ^ key >> numpy.uint64(29)) * numpy.uint64(0xBF58476D1CE4E5B9)
        key = (key ^ key >> numpy.uint64(32)) * numpy.uint64(0x94D049BB133111EB)
    return key ^ key >> numpy.uint64(31)


def model(key3, count3, pairs):
    """Interpolated absolute discounting, pruned by what an n-gram adds to what its shorter one says."""
    import numpy
    low = numpy.uint64((1 << 21) - 1)
    shift = numpy.uint64(21)

    def total(key, weight):
        unique, place = numpy.unique(key, return_inverse=True)
        return unique, numpy.bincount(place, weights=weight)

    def look(key, table, values, default):
        place = numpy.minimum(numpy.searchsorted(table, key), len(table) - 1)
        return numpy.where(table[place] == key, values[place], default)

    def quantise(probability, step):
        return numpy.clip(numpy.rint(-numpy.log(probability) / step), 0, 63).astype(numpy.uint64)

    context3, tail3 = key3 >> shift, key3 & numpy.uint64((1 << 42) - 1)
    key2, count2 = total(
        numpy.concatenate([tail3, numpy.array(list(pairs), dtype=numpy.uint64)]),
        numpy.concatenate([count3, numpy.array(list(pairs.values()))]))
    context2 = key2 >> shift
    key1, count1 = total(key2 & low, count2)
    p1 = (count1 + 0.02) / count1.sum()

    def weights(context, counts, floor):
        table, all_of_it = total(context, counts)
        _, taken = total(context, numpy.minimum(counts, DISCOUNT))
        # A floor, since the texts have few symbols: what was never met is not impossible.
        return table, all_of_it, numpy.clip(taken / all_of_it, numpy.exp(floor), 1)

    table2, all2, weight2 = weights(context2, count2, -4.5)
    lower2 = look(context2, table2, weight2, 1) * look(key2 & low, key1, p1, 1e-9)
    p2 = numpy.maximum(count2 - DISCOUNT, 0) / look(context2, table2, all2, 1) + lower2
    table3, all3, weight3 = weights(context3, count3, -3.0)
    lower3 = look(context3, table3, weight3, 1) * look(tail3, key2, p2, 1e-9)
    p3 = numpy.maximum(count3 - DISCOUNT, 0) / look(context3, table3, all3, 1) + lower3

    gain3 = numpy.where(count3 > 0.8, count3 * numpy.abs(numpy.log(p3 / lower3)), -1)
    keep3 = numpy.argsort(-gain3, kind="stable")[:TRIGRAMS]
    keep2 = numpy.isin(key2, context3[keep3])
    keep2[numpy.argsort(-count2 * numpy.abs(numpy.log(p2 / lower2)), kind="stable")[:BIGRAMS]] = True
    keep1 = count1 > 0.6

    marker = numpy.uint64(1 << 63)
    keys = numpy.concatenate([key1[keep1], key2[keep2] | marker, key3[keep3] | marker])
    values = numpy.concatenate([
        quantise(p1[keep1], 0.25) | quantise(look(key1[keep1], table2, weight2, 1), 0.125) << numpy.uint64(6),
        quantise(p2[keep2], 0.25) | quantise(look(key2[keep2], table3, weight3, 1), 0.125) << numpy.uint64(6),
        quantise(p3[keep3], 0.25)])

    hashes = mix(keys)
    size = int(len(keys) / 0.82)
    first = (hashes >> numpy.uint64(32)) * numpy.uint64(size) >> numpy.uint64(32)
    check = numpy.maximum(hashes & numpy.uint64(0xFFFFF), 1)
    slots = numpy.zeros(size + 64, dtype="<u4")
    place = 0
    for index in numpy.argsort(first, kind="stable"):
        place = max(place, int(first[index]))
        slots[place] = int(values[index]) << 20 | int(check[index])
        place += 1
    fold = folding()[:FOLD_LIMIT]
    fold = numpy.where(fold < FOLD_LIMIT, fold, numpy.arange(FOLD_LIMIT))
    return numpy.array([size], dtype="<u4").tobytes() + fold.astype("<u2").tobytes() + slots.tobytes()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = os.path.abspath(sys.argv[1])
    if not os.path.isdir(os.path.join(folder, "x")):
        download(folder)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "model.bin"), "wb") as file:
        file.write(model(*count(folder)))


if __name__ == "__main__":
    main()
