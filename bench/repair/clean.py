"""Clean text that looks damaged: each kind holds neighbours that mojibake has too."""

import damage

WORDS = {
    "Ã": ["MAÇÃ", "IRMÃ", "AMANHÃ", "MANHÃ", "ROMÃ", "LÃ", "CRISTÃ", "ALEMÃ", "AVELÃ", "RÃ"],
    "Â": ["RÂ", "TÂ", "PÂ", "DÂ", "CHÂ"],
    "É": ["CAFÉ", "ANDRÉ", "SANTÉ", "QUALITÉ", "FERMÉ", "BÉBÉ", "CLICHÉ", "JOSÉ", "LIBERTÉ"],
    "À": ["VOILÀ", "LÀ", "DÉJÀ", "CITTÀ", "QUALITÀ", "OLÀ"],
    "Ó": ["AVÓ", "CIÓ", "KRAKÓ", "JERICÓ", "PALETÓ"],
    "Ă": ["CASĂ", "MAMĂ", "ȚARĂ", "PIAȚĂ", "ȘCOALĂ", "VARĂ", "IARNĂ"],
    "Ô": ["AVÔ", "METRÔ", "ROBÔ", "CÔ", "TÔ"],
    "Ö": ["BLÖ", "SJÖ", "Ö", "MALMÖ", "FÅRÖ"],
    "Å": ["Å", "VÅ", "SÅ", "BLÅ", "SMÅ"],
    "Ð": ["BORÐ", "STAÐ", "GARÐ", "NORÐ"],
    "Ê": ["BUFFÊ", "VOCÊ", "BEBÊ", "GUICHÊ", "PURÊ"],
    "Î": ["MAÎ", "DÎ", "COBORÎ", "HOTĂRÎ", "URÎ"],
    "Ü": ["MENÜ", "DEBÜ", "GRÜ", "KÖPRÜ", "GÖRÜNTÜ"],
    "Ñ": ["Ñ", "ESPAÑ", "AÑ"],
    "Р": ["СССР", "РФСР", "КНР", "ДНР", "ПР", "АСР"],
    "С": ["АЭС", "ТЭС", "США С", "МЧС", "НДС", "ЖКС", "ЕС"],
    "В": ["МВ", "КВ", "ТВ", "ДВ"],
}
OPEN_CLOSE = ["«»", "“”", "‘’", "‹›", "„“", "‚‘", "””", "\"\"", "()", "»«"]
MARKS = ["®", "™", "©", "²", "³", "¹", "°", "…", " –", "—", "•", "·", "ª", "º", "¹²", " §", "†", "‡", " ®", "±1", "×2"]
UNITS = [
    "{a} Å²", "{a} Å³", "Ø±{b}", "Ø ±{b} mm", "{a} °C ± {b} °C", "Ø{a}°", "{a} Å±{b}", "±{a} µΩ", "{a} µm²", "Ø {a}²", "{a} Å·{b}",
    "{a} kΩ ± {b} %", "ΔT ≈ {a} °C", "{a} N·m²", "{a} m³/s²", "λ = {a} Å", "½ × {a} Å²", "{a}° {b}′ N", "¼–½ Å", "{a} €/m²", "µ±σ = {a}",
]
LETTERS = "â ã î ö ü é è ê ç ñ ø å æ ð þ ß ł ń ő ű ă ș ț ž š č ř ů Ã Â Ð Ñ Å Ä Ã© É Ð° œ Œ Ÿ".replace("Ã© ", "").replace("Ð° ", "").split()
IPA = ["[ˈʃtʁaːsə]", "/ɡəˈʁɛːt/", "[ˈkafɛ]", "/ˈθɪŋk/", "[ʒəˈnɛːv]", "/mɐ̃ˈɲɐ̃/", "[œ̃]", "/ðə/", "[ˈɑ̃ː]", "/çeːˈmiː/", "[ʎaˈβe]", "/ŋ/", "[ɔ̃]"]
MATHS = [
    "∀x ∈ ℝ: x² ≥ 0", "√2 ≈ 1.414", "√(a² + b²)", "∑ᵢ xᵢ ≤ n·σ²", "¬(p ∧ q) ≡ ¬p ∨ ¬q", "Γ(n) = (n − 1)!", "a ≠ b ⇒ √a ≠ √b", "∂f/∂x ± ∂g/∂y",
    "π ≈ 3.14159…", "f: ℕ → ℕ, x ↦ x²", "A ∩ B = ∅", "½ + ¼ = ¾", "Σ ± µ", "‖v‖² = ∑ vᵢ²", "10⁻³ × 10⁶", "∫₀^∞ e^(−x²) dx = √π⁄2", "√∞ ≠ ∞", "Ω ⊂ √Δ", "Φ ≤ ∏ π", "√(−1) is no real number",
]
CJK = [
    "「可用性」は99.9％以上——目標です。", "（注）ＡＢＣ１２３、全角の記号“”‘’…も使う。", "監視・通知→担当者（当番）", "系统可靠性——监控与告警（值班）……", "“引号”与‘单引号’、《书名》〈篇名〉",
    "한국어 “인용” — ‘따옴표’…", "温度は25℃±2℃、①②③の順", "ﾊﾝｶｸｶﾅも①使われる", "價格：€50／件 → NT$1,600", "☆★◎○●△▲※〒→←↑↓", "々〆ヶ・ー「」『』【】〜", "顔文字 (´・ω・`) ¯\\_(ツ)_/¯ ( ﾟДﾟ)",
]
BOXES = [
    "├── src\n│   └── main.c\n└── README", "┌─────┐\n│ a │\n└─────┘", "╔═══╗\n║ é ║\n╚═══╝", "▁▂▃▄▅▆▇█ 100 %", "█▓▒░ load", "│ é │ ü │ ß │", "─── é ───", "▶ ■ □ ▪ ▫ ◆ ◇ ● ○", "┃ √ ┃ ∞ ┃ ≈ ┃",
]
ART = ["°º¤ø,¸¸,ø¤º°`°º¤ø", "¸.·´¯`·.¸", "»»——⍟——««", "•°¯`•• ops ••´¯°•", "«‹›»", "¡¿«»“”‘’–—…†‡•", "£ € ¥ ¢ ¤ ƒ", "© ® ™ ª º ¹ ² ³", "¼ ½ ¾ ± × ÷", "¨´`^~¸", "ÄÖÜäöüß€", "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ", "ÁÉÍÓÚÜÑ¿¡", "ŠŽšžŸÐÞ", "ĄĆĘŁŃÓŚŹŻ", "ÃÕÇÁÉÍÓÚÂÊÔÀ", "ЀЁЂЃЄЅІЇ", "АБВГД…ЭЮЯ", "абвгд…эюя", "ΑΒΓΔ…ΧΨΩ"]
CAPITALS = [
    "ÉTAT DES SERVICES À L’ARRÊT", "« À LA UNE » : L’ÉTÉ À PARIS", "ÇA MARCHE DÉJÀ — VOILÀ", "NÃO HÁ INFORMAÇÕES", "ATENÇÃO: MANUTENÇÃO À NOITE", "SÃO PAULO – REGIÃO «MANHÃ»",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐỘC LẬP – TỰ DO – HẠNH PHÚC", "XÃ “ÂN THI”", "HƯỚNG DẪN SỬ DỤNG: “ĐÃ XONG”", "GRÖẞE UND HÖHE: ÄNDERN", "ÅTGÄRD KRÄVS — ÖVERVAKNING", "AÑO NUEVO: ¡SEÑAL DE ALARMA!",
    "PRZEGLĄD WYDAJNOŚCI «ŻÓŁĆ»", "PŘEHLED SLUŽEB „ŽLUŤOUČKÝ“", "ÎNTREȚINERE LA BUCUREȘTI – „ȚARĂ”", "ÍSLENSK ÞJÓÐ: „BORÐ“", "TÜRKİYE’DE İŞ — “ÇALIŞMA”", "MÅNEDSLØN Ø–Å", "EU ESTAVA LÁ… VOCÊ NÃO", "OS ANÕES «PÕE»", "DÚ‘N’ À“X”", "ÎLE-D’YEU «FÊTE»",
    "КОМПАНИЯ «РС» И ООО «ВЕТЕР»", "СТАНЦИЯ «РОСТОВ-С»", "ОТЧЁТ: «СССР», «АЭС»", "ЗАВОД „ВИДИН“ — БЪЛГАРИЯ", "ЈЕДИНИЦА „Ђ“ И „Љ“", "УКРАЇНА – «ЇЖАК»", "ΑΘΗΝΑ «ΕΛΛΑΔΑ»",
]
NAMES = ["Žižek™", "Ðuro’s", "Ångström", "Åse’s", "Ōkami", "Þór", "Čapek…", "Łódź", "Señor Ñuñoa", "Siân’s", "Zoë’s café", "Dvořák’s", "Brontë’s", "Škoda™", "Citroën®", "Nestlé®", "Häagen-Dazs®", "Mötley Crüe", "L’Oréal™", "Lancôme®", "Rosé™", "Pokémon™", "Kärcher®", "Café® °C", "Beyoncé’s", "Château d’If", "Gruyère®", "François’", "Ærø", "Ísafjörður"]
ENTITIES = [
    "caf&eacute; &agrave; Paris", "&copy; 2024 M&uuml;ller &mdash; R&amp;D", "&laquo;&nbsp;oui&nbsp;&raquo;", "&lt;b&gt;fett&lt;/b&gt;", "a &ne; b &rarr; c", "`&acirc;&euro;&trade;` stands for &rsquo;", "`&Atilde;&copy;` is &eacute;, broken", "S&atilde;o Paulo, Jos&#233;, &#8364; 5",
    "&Acirc; and &acirc; are letters", "&Eacute;&Egrave;&Ccedil; &agrave;&ugrave;", "&ldquo;quoted&rdquo; &hellip;", "&#x1F527; tools, &#10003; done", "&deg;C &plusmn; 2", "`&#226;&#8364;&#8221;` in a log", "&Oslash;&plusmn;0.05", "MA&Ccedil;&Atilde;, IRM&Atilde;",
]
CAPITAL_LANGUAGES = "ca cs da de es fi fr hu it nb nl pl pt pt_BR ro sv tr vi is sk hr sl ru uk bg sr mk el".split()
FRAMES = ["{}", "{} is what it says.", "See {} and {}.", "Label: {}; also {}", "- {}", "## {}", "| {} | {} |", "The sign read {}, no more.", "{} – {}", "({}, {})", "> {}", "1. {} → {}"]
MOJIBAKE_OF = ["—", "’", "“", "”", "é", "ü", "ñ", "→", "…", "€", "🔧", "✅", "à", "ß", "«café»", "naïve", "Grüße", "señor", "日本語", "Привет", "•", "–", "™", "ø", "façade", "São Paulo"]


class Clean:
    """Draws clean texts that look damaged, one kind a method named in KINDS."""

    KINDS = [
        "capitals and marks", "capitals in sentences", "prose in capitals", "prose with quotes and marks", "units", "letter lists", "boxes", "IPA", "maths",
        "CJK", "runs of symbols", "names", "entities", "character tables", "page about mojibake"]

    def __init__(self, texts, random):
        self.texts, self.random = texts, random

    def draw(self, kind):
        """(shape, text)"""
        if kind == "page about mojibake":
            return "document", self.about()
        if kind == "character tables":
            return "document", self.characters()
        if self.texts.shape == "line":
            return "line", self.line(kind) + self.random.choice(["", "\n"])
        blocks = ["# " + self.random.choice(["Notes", "Remarks", "Glossary", "Signs", "Übersicht"])]
        while sum(block.count("\n") + 2 for block in blocks) < self.random.randint(11, 24):
            fence = kind == "boxes" and self.random.random() < 0.5
            block = self.line(kind)
            blocks.append(f"```\n{block}\n```" if fence else block)
            if self.random.random() < 0.4:
                blocks.append(self.texts.plain_line())
        return "document", "\n\n".join(blocks) + "\n"

    def line(self, kind):
        random = self.random
        if kind == "boxes":
            return random.choice([random.choice(BOXES), self.texts.tree()])
        frame = random.choice(FRAMES)
        return "".join(part + (self.sample(kind) if place < frame.count("{}") else "") for place, part in enumerate(frame.split("{}")))

    def sample(self, kind):
        random = self.random
        if kind == "capitals and marks":
            word = random.choice(random.choice(list(WORDS.values())))
            opening, closing = random.choice(OPEN_CLOSE)
            return random.choice([opening + word + closing, word + random.choice(MARKS), opening + word + random.choice(MARKS) + closing, word + closing, word + ", " + opening + word + closing])
        if kind == "units":
            return random.choice(UNITS).format(a=random.choice([2, "2.5", 10, "0,3", 400]), b=random.choice(["0.05", 1, 2, 15]))
        if kind == "prose in capitals":
            return self.marked(self.texts.natural_line(self.texts.language(CAPITAL_LANGUAGES)).upper())
        if kind == "prose with quotes and marks":
            return self.marked(self.texts.natural_line(self.texts.language()))
        if kind == "letter lists":
            some = random.sample(LETTERS, random.randint(2, 6))
            return random.choice([", ".join(some[:-1]) + " and " + some[-1], " ".join(some), "/".join(some), ", ".join(f"“{letter}”" for letter in some), ", ".join(f"‘{letter}’" for letter in some), ", ".join(f"`{letter}`" for letter in some), " – ".join(some), ", ".join(f"«{letter}»" for letter in some)])
        return random.choice({"capitals in sentences": CAPITALS, "IPA": IPA, "maths": MATHS, "CJK": CJK, "runs of symbols": ART, "names": NAMES, "entities": ENTITIES}[kind])

    def marked(self, text):
        """A third of the words in quotes of some kind, or with a mark."""
        words = text.split(" ")
        for place, word in enumerate(words):
            if word and self.random.random() < 0.33 and word[-1].isalpha() and word[0].isalpha():
                opening, closing = self.random.choice(OPEN_CLOSE)
                words[place] = self.random.choice([opening + word + closing, opening + word + closing, word + self.random.choice(MARKS)])
        return " ".join(words)

    def characters(self):
        """A table of a stretch of Unicode, as references have them."""
        random = self.random
        first = random.choice([0xA0, 0xC0, 0xD0, 0xE0, 0x100, 0x150, 0x2010, 0x2018, 0x2190, 0x2500, 0x410, 0x391, 0xC0])
        shown = range(first, first + random.randint(8, 24))
        if random.random() < 0.5:
            rows = [f"| U+{code:04X} | {chr(code)} | {code} |" for code in shown]
            table = "\n".join(["| Code | Character | Decimal |", "|---|---|---|", *rows])
        else:
            rows = ["| " + " | ".join(chr(code + step) for step in range(8)) + " |" for code in shown[::8]]
            table = "\n".join(["| " + " | ".join("01234567") + " |", "|---|---|---|---|---|---|---|---|", *rows])
        return f"# Characters\n\n{self.texts.plain_line()}\n\n{table}\n\n{self.texts.plain_line()}\n"

    def about(self):
        """A page that explains mojibake: its examples stand in code, its prose has sound characters beyond ASCII."""
        random = self.random
        some = random.sample(MOJIBAKE_OF, random.randint(3, 6))
        codec = random.choice(["cp1252", "cp1252", "latin-1", "cp1251", "mac-roman", "cp437"])
        shown = [(text, damage.misread(text, codec, "dropped" if codec == "cp1252" else "kept")) for text in some]
        shown = [(text, broken) for text, broken in shown if not any("\x80" <= character < "\xa0" for character in broken)] or [("é", "Ã©")]
        intro = random.choice(["When UTF-8 is read as another encoding, “text” breaks — that’s mojibake.", "Mojibake — what it is, and how it’s repaired:", "🔍 If a page looks like this, it’s been decoded twice…"])
        parts = [f"# {random.choice(['Mojibake', '🔧 Broken characters', 'Encoding — a runbook'])}", intro]
        form = random.choice(["table", "list", "fence", "indented", "text"])
        if form == "table":
            parts.append("\n".join(["| Meant | Shown |", "|---|---|", *(f"| {text} | `{broken}` |" for text, broken in shown)]))
        elif form == "list":
            parts.append("\n".join(f"- `{broken}` stands for {text} — don’t search for it." for text, broken in shown))
        elif form in ("fence", "indented"):
            lines = [broken for _, broken in shown]
            parts.append("```text\n" + "\n".join(lines) + "\n```" if form == "fence" else "\n".join("    " + line for line in lines))
            parts.append("What was meant: " + ", ".join(f"“{text}”" for text, _ in shown) + ".")
        else:
            parts += [f"You’ll see `{broken}` where the author wrote “{text}”." for text, broken in shown]
        parts += [self.texts.ops_line(), "Réparer, c’est lire à l’envers — in that order."]
        return "\n\n".join(parts) + "\n"
