#!/usr/bin/env python3
"""Makes encodings.bin, languages.bin and include/repair_tables.h.

    make-tables.py            encodings.bin: the mapping tables, from Python's codecs (those of the Unicode Consortium)
    make-tables.py TEXTS      languages.bin as well: statistics of what collect-texts.py has put into the folder TEXTS

All costs are -log2 of a probability in eighths of a bit. Numbers in files are little-endian.
"""
import math
import os
import struct
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))

# In the order of LegacyEncoding.
SINGLE = ["cp1252", "cp1251", "cp1250", "iso8859_2", "cp1253", "iso8859_7", "cp1254", "cp1255", "cp1256", "cp1257",
          "iso8859_15", "iso8859_5", "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic", "cp437", "cp850", "cp852", "cp866"]
# In the order of Language.
LATIN = ["en", "de", "fr", "es", "pt", "it", "nl", "da", "nb", "sv", "fi", "ca", "is", "et", "ga", "af", "br",
         "cy", "cs", "pl", "hu", "sk", "sl", "hr", "ro", "tr", "lt", "lv", "western"]
# A language of the west without statistics of its own is like all of these together.
WESTERN = LATIN[:18]
CYRILLIC = ["ru", "uk", "bg", "sr", "mk", "be"]
ALPHABETIC = [(n, 1) for n in LATIN] + [("el", 2)] + [(n, 3) for n in CYRILLIC] + [("he", 4), ("ar", 5), ("fa", 5)]
HAN = ["ja", "zh", "tw", "ko"]


def decode(data, codec):
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0
    return ord(text) if len(text) == 1 and ord(text) < 0x10000 else 0


# MARK: Encodings

def encodings():
    parts = {}
    parts["SINGLE_BYTE"] = b"".join(
        struct.pack("<H", decode(bytes([byte]), codec)) for codec in SINGLE for byte in range(0x80, 0x100))
    leads = list(range(0x81, 0xA0)) + list(range(0xE0, 0xFD))
    trails = list(range(0x40, 0x7F)) + list(range(0x80, 0xFD))
    parts["SHIFT_JIS"] = b"".join(
        struct.pack("<H", decode(bytes([a, b]), "cp932")) for a in leads for b in trails)
    parts["GBK"] = b"".join(
        struct.pack("<H", decode(bytes([a, b]), "gb18030"))
        for a in range(0x81, 0xFF) for b in range(0x40, 0xFF) if b != 0x7F)
    parts["BIG5"] = b"".join(
        struct.pack("<H", decode(bytes([a, b]), "cp950"))
        for a in range(0x81, 0xFF) for b in list(range(0x40, 0x7F)) + list(range(0xA1, 0xFF)))
    parts["EUC_KR"] = b"".join(
        struct.pack("<H", decode(bytes([a, b]), "cp949")) for a in range(0x81, 0xFF) for b in range(0x41, 0xFF))
    ranges = []
    last = None
    for pointer in range(39420):
        rest, d = divmod(pointer, 10)
        rest, c = divmod(rest, 126)
        a, b = divmod(rest, 10)
        scalar = decode(bytes([a + 0x81, b + 0x30, c + 0x81, d + 0x30]), "gb18030")
        if last is None or scalar == 0 or scalar != last + 1:
            if not (scalar == 0 and last == 0):
                ranges.append((pointer, scalar))
        last = scalar
    parts["GB18030_RANGES"] = b"".join(struct.pack("<HH", *item) for item in ranges)
    return parts, {"GB18030_RANGE_COUNT": len(ranges)}


# MARK: Characters

def letters():
    """The letters of each script, by number; 1 is the first."""
    latin = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    latin += [chr(c) for c in range(0xDF, 0x180) if chr(c).islower() and chr(c) not in "ŉſĸ"]
    latin = [c for c in latin if c.lower() == c and (c.upper() != c or c == "ß")]
    return {
        1: latin,
        2: list("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ"),
        3: list("абвгдежзийклмнопрстуфхцчшщъыьэюяёђѓєѕіїјљњћќўџґ"),
        4: [chr(c) for c in range(0x5D0, 0x5EB)],
        5: [chr(c) for c in range(0x621, 0x64B) if chr(c).isalpha() and c != 0x640] + list("پچژگکیۀے"),
    }


# A symbol's cost in bits, and where it stands: 1 before a word, 2 behind one, 3 also within one, 4 seldom.
SYMBOLS = {
    "\u00a0": (7, 0), "’": (6, 3), "‘": (8, 0), "“": (7, 0), "”": (7, 0), "„": (8, 1), "‚": (15, 1), "«": (8, 0), "»": (8, 0),
    "–": (7, 4), "—": (7, 4), "…": (7, 2), "°": (8, 0), "©": (9, 0), "®": (9, 2), "™": (9, 2), "§": (9, 1), "€": (9, 0),
    "£": (9, 1), "·": (9, 3), "•": (8, 0), "×": (9, 1), "±": (10, 1), "²": (10, 2), "³": (11, 2), "µ": (10, 1),
    "½": (10, 1), "¼": (11, 1), "¾": (11, 1), "º": (9, 2), "ª": (10, 2), "¿": (8, 1), "¡": (9, 1), "¶": (14, 1), "÷": (11, 1),
    "‹": (11, 1), "›": (11, 2), "→": (9, 0), "←": (10, 0), "№": (8, 1), "¢": (12, 2), "¥": (11, 1), "†": (11, 2),
    "‡": (13, 2), "‰": (13, 2), "¬": (13, 1), "¦": (13, 0), "¨": (17, 1), "¯": (14, 1), "´": (14, 3), "¸": (17, 1), "˘": (17, 1), "˝": (17, 1), "˙": (17, 1), "˚": (15, 1), "˛": (17, 1), "ˇ": (17, 1),
    "¹": (11, 2), "¤": (19, 0), "\u00ad": (11, 3), "ˆ": (17, 1), "˜": (17, 1), "√": (12, 1), "∞": (12, 0), "≤": (11, 1), "≥": (11, 1),
    "≠": (12, 1), "≈": (12, 1), "■": (11, 0), "\u200b": (12, 3), "\u200c": (8, 3), "\u200e": (10, 3), "\u200f": (10, 3),
    "،": (6, 2), "؛": (8, 2), "؟": (7, 2), "־": (6, 3), "״": (7, 3), "׳": (7, 3), "΄": (13, 0), "─": (9, 0), "│": (9, 0),
}


def trait(scalar, numbers):
    """Letters: number, capital << 7, script << 8. Symbols: cost, place << 11."""
    char = chr(scalar)
    lower = "i" if char == "İ" else char.lower()
    for script, table in numbers.items():
        if lower in table:
            return table[lower] | (0x80 if lower != char else 0) | script << 8
    if scalar < 0x80:
        return 8 * (2 if scalar in (0x20, 0x0A) else 3 if scalar in (9, 0x0D) else 4 if char.isdigit() else
                    20 if scalar < 0x20 and scalar not in (0x0C, 0x1B) or scalar == 0x7F else 5)
    if char in SYMBOLS:
        return 8 * SYMBOLS[char][0] | SYMBOLS[char][1] << 11
    category = unicodedata.category(char)
    if category in ("Cc", "Cn", "Co"):
        return 8 * 22
    if 0x2500 <= scalar < 0x25A0:
        return 8 * 12
    if category.startswith("M"):
        return 8 * (10 if scalar in range(0x591, 0x6FF) else 18) | 3 << 11
    if category.startswith("P") or 0x660 <= scalar < 0x670 or 0x6F0 <= scalar < 0x6FA:
        return 8 * 12
    return 8 * 14 | (3 if category.startswith("L") else 1) << 11


def cost(probability):
    return max(0, min(255, round(-8 * math.log2(probability))))


# MARK: Languages

def alphabet(text, script, table):
    """A language's pairs of letters: the symbol of each letter of its script, then the costs by symbol before."""
    text = text.replace("İ", "i").lower().replace("ș", "ş").replace("ț", "ţ")
    counts = {}
    for char in text:
        if char in table:
            counts[char] = counts.get(char, 0) + 1
    total = sum(counts.values())
    own = [c for c in table if counts.get(c, 0) > total * 3e-5 or (script == 1 and c <= "z")]
    symbols = {c: i + 1 for i, c in enumerate(own)}
    size = len(own) + 2
    other = size - 1
    pairs = [[0] * size for _ in range(size)]
    previous = 0
    for char in text:
        symbol = symbols.get(char, other if char in table else 0)
        if previous or symbol:
            pairs[previous][symbol] += 1
        previous = symbol
    sums = [sum(row) for row in pairs]
    all_pairs = sum(sums)
    single = [(sum(pairs[a][b] for a in range(size)) + 2) / (all_pairs + 2 * size) for b in range(size)]
    rows = b""
    for a in range(size):
        row = []
        for b in range(size):
            probability = (pairs[a][b] + 40 * single[b]) / (sums[a] + 40)
            row.append(min(255, cost(max(probability, 2e-6)) + (40 if b == other else 0)))
        rows += bytes(row)
    remap = bytearray([other] * 128)
    remap[0] = 0
    for char, symbol in symbols.items():
        remap[table[char]] = symbol
    return size, bytes(remap) + rows


def han_class(scalar):
    if 0x3041 <= scalar < 0x30A0: return 1
    if 0x30A0 <= scalar < 0x3100: return 2
    if 0x3400 <= scalar < 0xA000: return 3
    if 0x3000 <= scalar < 0x3041 or 0xFF01 <= scalar < 0xFF61: return 4
    if 0xFF61 <= scalar < 0xFFA0: return 5
    if 0xAC00 <= scalar < 0xD7A4: return 6
    return 0 if scalar < 0x80 else 7


def level(char, language):
    """How usual a character is by the standard's own division: its first level, its second, or neither."""
    codec = {"ja": "euc_jp", "zh": "gb2312", "tw": "cp950", "ko": "euc_kr"}[language]
    try:
        code = char.encode(codec)
    except UnicodeEncodeError:
        return 0.01
    if len(code) != 2:
        return 0.01
    if language == "ja": return 1.0 if code[0] < 0xD0 else 0.1
    if language == "zh": return 1.0 if code[0] < 0xD8 else 0.1
    if language == "tw": return 1.0 if code[0] < 0xC9 else 0.1
    return 1.0 if 0xB0 <= code[0] < 0xC9 else 0.05


def han(text, language):
    """Costs of passing from class to class, then of each character within its class."""
    passes = [[1.0] * 8 for _ in range(8)]
    counts = {}
    previous = 0
    for char in text:
        scalar = ord(char)
        kind = han_class(scalar)
        if kind or previous:
            passes[previous][kind] += 1
        previous = kind
        counts[scalar] = counts.get(scalar, 0) + 1
    for row in passes:
        row[5] = min(row[5], 1e-3 * sum(row))
    rows = b"".join(bytes([cost(n / sum(row)) for n in row]) for row in passes)
    ranges = [(0x3000, 0x3100), (0xFF00, 0x10000), (0x4E00, 0xA000)] + ([(0xAC00, 0xD7A4)] if language == "ko" else [])
    weights, sums = {}, [0.0] * 8
    for low, high in ranges:
        for scalar in range(low, high):
            kind = han_class(scalar)
            extra = level(chr(scalar), language) * (12 if kind == 3 else 4) if kind in (3, 6) else 1
            weights[scalar] = counts.get(scalar, 0) + extra
            sums[kind] += weights[scalar]
    return rows + b"".join(
        bytes([cost(weights[s] / sums[han_class(s)]) if han_class(s) else 255 for s in range(low, high)])
        for low, high in ranges)


def read(folder, name):
    with open(f"{folder}/{name}.txt", encoding="utf-8") as file:
        return file.read()


def languages(folder):
    tables = {script: {char: i + 1 for i, char in enumerate(chars)} for script, chars in letters().items()}
    traits = b"".join(
        struct.pack("<H", trait(s, tables)) for s in list(range(0x700)) + list(range(0x2000, 0x2700)))
    data, entries = b"", []
    count = len(ALPHABETIC) + len(HAN)
    start = 8 * count + len(traits)
    for name, script in ALPHABETIC:
        if name == "western":
            text = "\n".join(read(folder, other)[:150_000] for other in WESTERN)
        else:
            text = read(folder, name)
        size, table = alphabet(text, script, tables[script])
        entries.append((script, size, start + len(data)))
        data += table
    for name in HAN:
        text = read(folder, name)
        entries.append((6, 1 if name == "ko" else 0, start + len(data)))
        data += han(text, name)
    directory = b"".join(struct.pack("<BBHI", script, size, 0, offset) for script, size, offset in entries)
    return directory + traits + data, {"LANGUAGE_COUNT": count, "TRAITS": 8 * count}


def main():
    parts, numbers = encodings()
    data = b""
    for name, part in parts.items():
        numbers[name] = len(data)
        data += part
    with open(f"{HERE}/encodings.bin", "wb") as file:
        file.write(data)
    if len(sys.argv) > 1:
        blob, more = languages(sys.argv[1])
        with open(f"{HERE}/languages.bin", "wb") as file:
            file.write(blob)
    count = len(ALPHABETIC) + len(HAN)
    numbers |= {"LANGUAGE_COUNT": count, "TRAITS": 8 * count}
    numbers |= {f"{name.upper()}_SIZE": os.path.getsize(f"{HERE}/{name}.bin") for name in ("encodings", "languages")}
    with open(f"{HERE}/include/repair_tables.h", "w", encoding="utf-8") as file:
        file.write("// Made by make-tables.py. Offsets in bytes; the tables are described there.\n")
        file.write("#ifndef REPAIR_TABLES_H\n#define REPAIR_TABLES_H\n\n#include <stdint.h>\n\n")
        file.write("/// Mappings from the legacy encodings to Unicode.\nconst uint8_t *_Nonnull repair_encodings(void);\n")
        file.write("/// Statistics of languages.\nconst uint8_t *_Nonnull repair_languages(void);\n\nenum {\n")
        for name, value in numbers.items():
            file.write(f"  REPAIR_{name} = {value},\n")
        file.write("};\n\n#endif\n")


main()
