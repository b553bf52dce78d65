"""The kinds of input, each a function that makes one: (language, shape, bytes, expected text), or None to draw again.

Expected is the text before it was damaged. An input that its damage leaves as it was is none, and is drawn again.
"""

import damage
from clean import Clean
from sources import SPACELESS
from texts import EMOJI, NAMES, SERVICES

LATIN = "ca cs da de eo es fi fr hu it nb nl pl pt pt_BR ro sv tr vi".split()
WESTERN = "ca da de es fi fr it nb nl pt pt_BR sv".split()
CYRILLIC = "bg mk ru sr uk".split()
QUOTING = [*LATIN, *CYRILLIC, "el"]
ENTITY = "ca da de es fi fr it nb nl pt pt_BR sv pl cs ru".split()


class Kinds:
    """All kinds by name: `damaged`, `clean`, and `information`, which is shown but not counted in the totals."""

    def __init__(self, texts, random):
        self.texts, self.random, self.tricky = texts, random, Clean(texts, random)
        self.damaged = {
            "cp1252, undefined bytes kept": self.misread("cp1252"),
            "cp1252, undefined bytes dropped": self.lossy("dropped"),
            "cp1252, undefined bytes → U+FFFD": self.lossy("replaced"),
            "latin-1": self.misread("latin-1"),
            "iso-8859-2": self.misread("iso-8859-2"),
            "cp1250": self.misread("cp1250"),
            "cp1251": self.misread("cp1251"),
            "mac-roman": self.misread("mac-roman"),
            "cp437": self.misread("cp437"),
            "two layers, same codec": self.layers(2, same=True),
            "two layers, mixed": self.layers(2, same=False),
            "three layers, same codec": self.layers(3, same=True),
            "three layers, mixed": self.layers(3, same=False),
            "no-break space → space": self.whitespace(damage.spaced, lambda text: "\u00a0" in text),
            "no-break space collapsed": self.whitespace(damage.collapsed, lambda text: "\u00a0" in text),
            "end of line trimmed": self.trimmed,
            "quotes straightened": self.straightened,
            "part of a line": self.part_of_line,
            "part of a document": self.part_of_document,
            "two codecs in a line": self.two_codecs,
            "code spans": self.structured(self.code_spans),
            "fences": self.structured(self.fences),
            "link titles": self.structured(self.link_titles),
            "tables": self.structured(self.tables),
            "front matter": self.structured(self.front_matter),
            "box drawing in fences": self.structured(self.box_drawing),
            "entities, named": self.entities(damage.named),
            "entities, numeric": self.entities(lambda text: damage.numbered(text, self.random.random() < 0.3)),
            "file: cp1252": self.file("cp1252", [*WESTERN, "ops"]),
            "file: latin-1": self.file("latin-1", WESTERN),
            "file: cp1251": self.file("cp1251", CYRILLIC),
            "file: UTF-16 LE with BOM": self.file("utf-16-le", None, b"\xff\xfe"),
            "file: UTF-16 BE with BOM": self.file("utf-16-be", None, b"\xfe\xff"),
            "file: UTF-16 LE": self.file("utf-16-le", None),
            "file: UTF-16 BE": self.file("utf-16-be", None),
            "file: UTF-8 with BOM": self.file("utf-8", None, b"\xef\xbb\xbf"),
            "file: Shift_JIS": self.file("cp932", ["ja"]),
            "file: GB18030": self.file("gb18030", ["zh_CN"]),
            "file: UTF-8 with stray cp1252": self.stray,
            "page about mojibake, damaged": self.about,
        }
        self.information = {
            "file: Big5": self.file("big5", ["zh_TW"]),
            "file: EUC-KR": self.file("cp949", ["ko"]),
            "file: EUC-JP": self.file("euc-jp", ["ja"]),
            "file: cp1250": self.file("cp1250", ["cs", "pl", "hu", "ro"]),
            "file: KOI8-R": self.file("koi8-r", ["ru"]),
            "cp1254, cp1257, cp1253": self.others,
            "cp1252 bytes read as latin-1": self.controls,
            "surrogates as UTF-8 (CESU-8)": self.surrogates,
            "cp1250, undefined bytes dropped": self.lossy("dropped", "cp1250", ["pl", "cs", "hu", "ro", "de", "fr"]),
            "cp1252 twice, dropped": self.twice_dropped,
        }
        self.clean = {"clean: natural prose": self.natural, "clean: ops pages": self.ops}
        self.clean |= {f"clean: {kind}": self.clean_kind(kind) for kind in Clean.KINDS}

    def draw(self, make):
        for _ in range(20_000):
            made = make()
            if made is None:
                continue
            language, shape, data, expected = made
            data = data.encode("utf-8") if isinstance(data, str) else data
            if make in self.damaged.values() and data == expected.encode("utf-8"):
                continue
            return language, shape, data, expected
        raise AssertionError(f"nothing to damage: {make}")

    # -- One codec, layers ----------------------------------------------------------------------------------------

    def codec(self):
        """A codec for kinds that are not about codecs: Windows-1252 most often, as in the wild."""
        return self.random.choice(damage.WINDOWS if self.random.random() < 0.75 else damage.CODECS)

    def fate(self):
        return self.random.choice(["kept", "kept", "dropped", "replaced"])

    def damage(self, text):
        """Damage of any one codec. Bytes are lost only in text where one reading stands out."""
        codec = self.codec()
        lossless = not damage.loses(text) or self.random.random() < 0.7
        return damage.misread(text, codec, "kept" if lossless or codec != "cp1252" else self.fate())

    def misread(self, codec):
        def make():
            language, shape, text = self.texts.any()
            if shape == "document" and self.random.random() < 0.1:
                text = text.replace("\n", "\r\n")
            return language, shape, damage.misread(text, codec), text
        return make

    def lossy(self, fate, codec="cp1252", among=None):
        def make():
            language, shape, text = self.texts.any(among)
            if damage.loses(text, codec):
                return language, shape, damage.misread(text, codec, fate), text
        return make

    def others(self):
        """Codecs that ftfy knows and the issue does not list."""
        language, shape, text = self.texts.any()
        codec = self.random.choice(["cp1254", "cp1257", "cp1253"])
        if all(damage.decodes(bytes([byte]), codec) for byte in text.encode("utf-8")):
            return language, shape, text.encode("utf-8").decode(codec), text

    def controls(self):
        """A Windows-1252 file read as Latin-1: the quotes and dashes became C1 controls."""
        language, shape, text = self.texts.any([*WESTERN] if self.random.random() < 0.5 else None)
        text = "".join(character for character in text if damage.encodes(character, "cp1252"))
        damaged = text.encode("cp1252").decode("latin-1")
        if any("\x80" <= character < "\xa0" for character in damaged):
            return language, shape, damaged, text

    def surrogates(self):
        """Emoji as two surrogates of three bytes each, read as Windows-1252."""
        shape = self.texts.shape
        text = self.texts.of("ops", shape)
        if max(text) > "\uffff":
            units = text.encode("utf-16-le", "surrogatepass")
            data = "".join(chr(int.from_bytes(units[at:at + 2], "little")) for at in range(0, len(units), 2)).encode("utf-8", "surrogatepass")
            return "ops", shape, damage.misread_bytes(data, "cp1252"), text

    def twice_dropped(self):
        language, shape, text = self.texts.any()
        once = damage.misread(text, "cp1252", "dropped")
        return language, shape, damage.misread(once, "cp1252", "dropped"), text

    def layers(self, count, same):
        def make():
            language, shape, text = self.texts.any()
            steps = [self.codec()] * count if same else [self.codec() for _ in range(count)]
            if same or len(set(steps)) > 1:
                return language, shape, damage.layered(text, steps), text
        return make

    # -- What happens on the way ----------------------------------------------------------------------------------

    def whitespace(self, change, concerns):
        def make():
            language, shape, text = self.texts.any()
            damaged = damage.misread(text, self.codec())
            if concerns(damaged):
                return language, shape, change(damaged), text
        return make

    def trimmed(self):
        """Lines are cut behind a word whose end is lost. Latin-1 reads all of 80...9F as controls: losing them loses all."""
        language, shape, text = self.texts.any()
        codec, controls = self.random.choice([("cp1252", True), ("cp1252", False), ("latin-1", False)])
        lines = text.split("\n")
        for place, line in enumerate(lines):
            ends = [end for end in range(15, len(line) + 1) if self.ends_lossy(line, end, codec, controls, language)]
            if ends and "|" not in line and (shape == "line" or self.random.random() < 0.5):
                lines[place] = line[:self.random.choice(ends)]
        text = "\n".join(lines)
        damaged = damage.misread(text, codec)
        result = damage.trimmed(damaged, controls)
        if result != damaged and damage.trimmed(text, controls) == text:
            return language, shape, result, text

    @staticmethod
    def ends_lossy(line, end, codec, controls, language):
        """Whether a word ends there in a character of which trimming takes a part."""
        character = line[end - 1]
        follows = line[end:end + 1]
        if character.isascii() or character.isspace() or follows and (follows.isalnum() or language in SPACELESS):
            return False
        broken = damage.misread(character, codec)
        return damage.trimmed(broken, controls) != broken

    def straightened(self):
        language, shape, text = self.texts.any(QUOTING if self.random.random() < 0.6 else None)
        if language == "ops":  # which of two dashes it was, nobody can tell but between numbers
            text = text.replace(" – ", " — ")
        codec = self.random.choice(["cp1252"] * 8 + ["cp1250", "cp1251"])
        damaged = damage.misread(text, codec, self.fate() if codec == "cp1252" and self.random.random() < 0.3 else "kept")
        if any(quote in damaged for quote in damage.TYPOGRAPHIC):
            return language, shape, damage.straightened(damaged), text

    def part_of_line(self):
        language, _, _ = self.texts.any()
        text = self.texts.of(language, "line")
        spots = [place for place, character in enumerate(text) if not character.isascii()]
        if len(spots) < 2:
            return None
        cut = self.random.choice(spots[1:])
        joint = text.rfind(" ", 0, cut) + 1 or cut
        head, tail = text[:joint], text[joint:]
        if head.isascii() or tail.isascii():
            return None
        codec = self.codec()
        if self.random.random() < 0.5:
            return language, "line", damage.misread(head, codec) + tail, text
        return language, "line", head + damage.misread(tail, codec), text

    def part_of_document(self):
        language, _, _ = self.texts.any()
        text = self.texts.of(language, "document")
        codec, share = self.codec(), self.random.choice([0.2, 0.5, 0.8])
        lines = text.split("\n")
        if self.random.random() < 0.5:
            at = self.random.randrange(len(lines))
            hurt = set(range(at, len(lines)) if self.random.random() < 0.5 else range(at))
        else:
            hurt = {place for place in range(len(lines)) if self.random.random() < share}
        # A fence whose content alone is damaged is literal code, not damage.
        fenced = [line.startswith("```") for line in lines]
        if any(sum(fenced[:place]) % 2 and not lines[place].isascii() for place in hurt):
            return None
        damaged = [damage.misread(line, codec) if place in hurt else line for place, line in enumerate(lines)]
        return language, "document", "\n".join(damaged), text

    def two_codecs(self):
        first, second = self.random.sample(damage.CODECS, 2)
        if {first, second} == {"cp1252", "latin-1"}:
            return None
        one, other = self.texts.any()[0], self.texts.any()[0]
        head, tail = self.texts.of(one, "line").strip("\n"), self.texts.of(other, "line")
        joint = self.random.choice([" ", " – ", " / "])
        if head.isascii() or tail.isascii():
            return None
        text = head + joint + tail
        return one, "line", damage.misread(head + joint, first) + damage.misread(tail, second), text

    # -- Inside Markdown --------------------------------------------------------------------------------------------

    def structured(self, compose):
        def make():
            shape = self.texts.shape
            text = compose(shape)
            if text and not text.isascii():
                damaged = self.damage(text)
                return "ops", shape, damaged, text
        return make

    def phrase(self):
        """A few words with at least one character beyond ASCII."""
        texts, random = self.texts, self.random
        return random.choice([
            f"{random.choice(NAMES)}’s {random.choice(SERVICES)}", f"“{random.choice(SERVICES)}” – {random.choice(SERVICES)}",
            f"{random.choice(EMOJI)} {random.choice(SERVICES)}", texts.fill("{T} — {s}"), texts.fill("{k} € – {k} €"),
            texts.natural_line(texts.language(LATIN)).replace("`", "").replace('"', "")[:40].strip(" |"),
            texts.natural_line(texts.language(CYRILLIC)).replace("`", "").replace('"', "")[:40].strip(" |"),
        ])

    def surrounded(self, block, prose):
        """A document around a block; its prose is damaged with it, or ASCII."""
        line = self.texts.ops_line if prose else self.texts.plain_line
        parts = [f"# {self.texts.fill('{s}')}", line(), block, line(), self.texts.plain_line(), line(), line()]
        return "\n\n".join(parts) + "\n"

    def code_spans(self, shape):
        """The prose is damaged as the code is: code alone would be literal."""
        span = f"Set `{self.phrase()}` — and not `{self.phrase()}`: {self.texts.ops_line()}"
        return span if shape == "line" else self.surrounded(span, True)

    def fences(self, shape):
        comment = f"```sh\n# {self.phrase()}\necho \"{self.phrase()}\"\n{self.texts.command()}\n```"
        return self.surrounded(comment, True) if shape == "document" else self.texts.ops_line() + "\n\n" + comment + "\n"

    def link_titles(self, shape):
        link = f"See [the guide](guide.md \"{self.phrase()}\") and ![plan](plan.png '{self.phrase().replace(chr(39), '’')}')."
        return link if shape == "line" else self.surrounded(link, self.random.random() < 0.5)

    def tables(self, shape):
        rows = [f"| {self.phrase()} | {self.texts.fill('{k} ms')} | {self.phrase()} |" for _ in range(self.random.randint(1, 5))]
        if shape == "line":
            return rows[0]
        return self.surrounded("\n".join(["| Name | Time | Note |", "| --- | ---: | --- |", *rows]), self.random.random() < 0.5)

    def front_matter(self, shape):
        fields = [f"title: {self.phrase()}", f"owner: \"{self.random.choice(NAMES)}\"", f"tags: [{self.texts.fill('{s}')}, {self.random.choice(NAMES)}]"]
        head = "---\n" + "\n".join(fields[:self.random.randint(1, 3)]) + "\n---\n"
        if shape == "line":
            return head + self.texts.plain_line() + "\n"
        return head + "\n" + self.surrounded(self.texts.plain_line(), self.random.random() < 0.5)

    def box_drawing(self, shape):
        """The document's only damage, or beside damaged prose."""
        fence = f"```{self.random.choice(['', 'text'])}\n{self.texts.tree()}\n```"
        return fence + "\n" if shape == "line" else self.surrounded(fence, self.random.random() < 0.5)

    def entities(self, spell):
        def make():
            language, shape, text = self.texts.any(ENTITY if self.random.random() < 0.6 else None)
            if language not in ENTITY + ["ops"]:
                return None
            damaged = spell(damage.misread(text, self.random.choice(["cp1252", "cp1252", "latin-1"])))
            return language, shape, damaged, text
        return make

    # -- Whole files ------------------------------------------------------------------------------------------------

    def file(self, codec, languages, mark=b""):
        def make():
            language, shape, text = self.texts.any()
            if languages:
                language = self.random.choice(languages)
                text = self.texts.of(language, shape)
            if codec in ("cp1252", "cp1250", "cp1251"):
                text = text.replace("→", "–").replace("←", "–")
            if not damage.encodes(text, codec) or text.isascii() and not codec.startswith("utf-16"):
                text = "\n".join(line for line in text.split("\n") if damage.encodes(line, codec))
            if text.isascii() or len(text) < 15:
                return None
            if self.random.random() < 0.2:
                text = text.replace("\n", "\r\n")
            return language, shape, mark + text.encode(codec), text
        return make

    def stray(self):
        language, shape, text = self.texts.any(LATIN if self.random.random() < 0.6 else None)
        data = damage.with_stray_bytes(text, self.random)
        return data and (language, shape, data, text)

    def about(self):
        text = self.tricky.about()
        codec, fate = self.random.choice([("cp1252", "kept"), ("cp1252", "kept"), ("cp1252", "dropped"), ("latin-1", "kept"), ("cp1251", "kept"), ("mac-roman", "kept")])
        if fate == "dropped" and {character for character in text if damage.loses(character)} - set("”←"):
            return None  # bytes lost in its examples are lost for good
        return "ops", "document", damage.misread(text, codec, fate), text

    # -- Clean ------------------------------------------------------------------------------------------------------

    def natural(self):
        """Every language is as frequent as any other."""
        language = self.random.choice(list(self.texts.prose))
        shape = self.texts.shape
        text = self.texts.of(language, shape)
        return language, shape, text, text

    def ops(self):
        shape = self.texts.shape
        text = self.texts.of("ops", shape)
        return "ops", shape, text, text

    def clean_kind(self, kind):
        def make():
            shape, text = self.tricky.draw(kind)
            return "ops", shape, text, text
        return make
