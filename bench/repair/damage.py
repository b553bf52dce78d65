"""How text breaks: UTF-8 read in another encoding, and what happens to the result on its way."""

import html.entities
import re

TYPOGRAPHIC = "‘’“”"
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
UNDEFINED = {"cp1252": b"\x81\x8d\x8f\x90\x9d", "cp1250": b"\x81\x83\x88\x90\x98", "cp1251": b"\x98"}
CODECS = ["cp1252", "latin-1", "iso-8859-2", "cp1250", "cp1251", "mac-roman", "cp437"]
WINDOWS = ["cp1252", "cp1252", "cp1252", "latin-1"]


def table(codec):
    return [bytes([byte]).decode(codec, "replace") for byte in range(256)]


TABLES = {codec: table(codec) for codec in CODECS}


def misread(text, codec, undefined="kept"):
    """UTF-8 read as `codec`. Bytes it leaves undefined are kept as C1 controls, dropped, or replaced by U+FFFD."""
    return misread_bytes(text.encode("utf-8"), codec, undefined)


def misread_bytes(data, codec, undefined="kept"):
    lost = UNDEFINED.get(codec, b"")
    upper = TABLES[codec]
    fate = {"kept": chr, "dropped": lambda _: "", "replaced": lambda _: "\ufffd"}[undefined]
    return "".join(fate(byte) if byte in lost else upper[byte] for byte in data)


def unread(text, codec="cp1252"):
    """The bytes that `misread` read; UnicodeError where it has not made the text."""
    return b"".join(bytes([ord(each)]) if "\x80" <= each < "\xa0" else each.encode(codec) for each in text)


def loses(text, codec="cp1252"):
    """Whether reading the text's UTF-8 as `codec` meets an undefined byte."""
    return any(byte in UNDEFINED[codec] for byte in text.encode("utf-8"))


def layered(text, steps):
    for codec in steps:
        text = misread(text, codec)
    return text


def spaced(damaged):
    return damaged.replace("\u00a0", " ")


def collapsed(damaged):
    """Runs of white space that hold a no-break space become one space, as a browser's or an editor's clean-up does."""
    return re.sub(r" *\u00a0[ \u00a0]*", " ", damaged)


def trimmed(damaged, controls):
    """Each line's trailing white space goes: no-break spaces and U+0085 are white space, and many trims take all C1 controls."""
    ends = r"[ \t\u0080-\u00a0]+$" if controls else r"[ \t\u0085\u00a0]+$"
    return "\n".join(re.sub(ends, "", line) for line in damaged.split("\n"))


def straightened(damaged):
    return damaged.translate(STRAIGHT)


def named(damaged):
    """Characters beyond ASCII as HTML 4's named entities; those without a name stay (C1 controls) or become numbers."""
    return "".join(entity(character, html.entities.codepoint2name) for character in damaged)


def numbered(damaged, hexadecimal=False):
    return "".join(
        character if character.isascii() else f"&#x{ord(character):X};" if hexadecimal else f"&#{ord(character)};"
        for character in damaged)


def entity(character, names):
    if character.isascii() or "\u0080" <= character < "\u00a0":
        return character
    name = names.get(ord(character))
    return f"&{name};" if name else f"&#{ord(character)};"


def with_stray_bytes(text, random):
    """The bytes of a UTF-8 file in which one to four characters stand as Windows-1252; None if none can."""
    data = [character.encode("utf-8") for character in text]
    places = [
        place for place, character in enumerate(text)
        if not character.isascii() and encodes(character, "cp1252")
        and text[place - 1:place].isascii() and text[place + 1:place + 2].isascii()]
    count = min(random.randint(1, 4), len(places), (sum(not character.isascii() for character in text)) // 3)
    if count < 1:
        return None
    for place in random.sample(places, count):
        data[place] = text[place].encode("cp1252")
    return b"".join(data)


def encodes(text, codec):
    try:
        text.encode(codec)
        return True
    except UnicodeEncodeError:
        return False


def decodes(data, codec):
    try:
        data.decode(codec)
        return True
    except UnicodeDecodeError:
        return False
