#!/usr/bin/env python3
"""Gathers the texts that make-tables.py counts: collect-texts.py LISTS PACKAGES TEXTS

LISTS     apt's lists with the indices Translation-* of the languages below (Acquire::Languages)
PACKAGES  a folder of unpacked packages (dpkg -x), each under its own name: libreoffice-help-* and libreoffice-l10n-*,
          gnome-user-docs, debian-handbook
TEXTS     where to put one file a language
"""
import gettext
import glob
import html
import os
import random
import re
import subprocess
import sys

# The name of a language in: the indices, libreoffice-help, gnome-user-docs, debian-handbook, libreoffice-l10n.
LANGUAGES = {
    "en": "en en-us C en-US -", "de": "de de de de-DE -", "fr": "fr fr fr fr-FR -", "es": "es es es es-ES -",
    "pt": "pt%5fBR pt-br pt_BR pt-BR -", "it": "it it it it-IT -", "nl": "nl nl nl nl-NL -", "da": "da da da da-DK -",
    "nb": "nb - nb nb-NO nb", "sv": "sv sv sv sv-SE -", "fi": "fi fi fi - -", "ca": "ca ca ca ca-ES -",
    "is": "- - - - is", "et": "- et - - -", "ga": "- - - - ga", "af": "- - - - af", "br": "- - - - br",
    "cy": "- - - - cy", "cs": "cs cs cs cs-CZ -", "pl": "pl pl pl pl-PL -", "hu": "hu hu hu - -", "sk": "sk sk sk - sk",
    "sl": "- sl sl - sl", "hr": "hr - hr hr-HR hr", "ro": "ro - ro ro-RO ro", "tr": "tr tr tr tr-TR -",
    "lt": "- - lt - lt", "lv": "- - lv - lv", "ru": "ru ru ru ru-RU -", "uk": "uk - uk - uk", "bg": "- - - - bg",
    "sr": "sr - sr - sr", "mk": "- - - - mk", "be": "- - - - be", "el": "el el el el-GR -", "he": "- - he - he",
    "ar": "- - ar ar-MA ar", "fa": "- - fa fa-IR fa", "ja": "ja ja ja ja-JP -", "zh": "zh%5fCN zh-cn zh_CN zh-CN -",
    "tw": "zh%5fTW zh-tw - zh-TW -", "ko": "ko ko ko ko-KR -",
}
MARKUP = re.compile(r"<(script|style|pre|code|cmd|input)\b.*?</\1>|<[^>]*>", re.S)
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|[\w./-]+/[\w./-]+")


def sample(parts, limit):
    """Parts by chance, always the same, up to so many characters."""
    random.Random(1).shuffle(parts)
    chosen, length = [], 0
    for part in parts:
        text = part() if callable(part) else part
        chosen.append(text)
        length += len(text)
        if length > limit:
            break
    return "\n".join(chosen)


def page(path):
    with open(path, encoding="utf-8", errors="ignore") as file:
        text = file.read()
    return html.unescape(MARKUP.sub("\n", text[max(0, text.find("<body")):]))


def pages(pattern, limit):
    paths = sorted(glob.glob(pattern, recursive=True))
    return sample([lambda path=path: page(path) for path in paths], limit)


def descriptions(path):
    text = subprocess.run(["/usr/lib/apt/apt-helper", "cat-file", path], capture_output=True, check=True).stdout
    lines = []
    for line in text.decode("utf-8", "ignore").split("\n"):
        if line.startswith("Description-") and not line.startswith("Description-md5"):
            lines.append(line.split(":", 1)[1])
        elif line.startswith(" ") and line != " .":
            lines.append(line)
    return sample(["\n".join(lines[i:i + 200]) for i in range(0, len(lines), 200)], 2_000_000)


def messages(pattern):
    """Translations that differ from the original, without the marks of an interface."""
    found = []
    for path in sorted(glob.glob(pattern, recursive=True)):
        with open(path, "rb") as file:
            catalog = gettext.GNUTranslations(file)._catalog
        for key, value in catalog.items():
            original = (key if isinstance(key, str) else key[0]).split("\x04")[-1].strip()
            if original and value.strip() != original:
                found.append(re.sub(r"<[^>]*>|\$\(\w+\)|%\w+%|[~_]", "", value))
    return "\n".join(found)[:3_000_000]


def main():
    lists, packages, texts = sys.argv[1:4]
    os.makedirs(texts, exist_ok=True)
    for name, sources in LANGUAGES.items():
        index, help_, gnome, handbook, program = sources.split()
        found = [descriptions(path) for path in glob.glob(f"{lists}/*bookworm_main_i18n_Translation-{index}.lz4")]
        found.append(pages(f"{packages}/libreoffice-help-{help_}/usr/share/libreoffice/help/*/text/**/*.html", 1_500_000))
        found.append(pages(f"{packages}/gnome-user-docs/usr/share/help/{gnome}/**/*.page", 1_000_000))
        found.append(pages(f"{packages}/debian-handbook/usr/share/doc/debian-handbook/html/{handbook}/*.html", 800_000))
        found.append(messages(f"{packages}/libreoffice-l10n-{program}/**/*.mo"))
        text = re.sub(r"[ \t]*\n\s*", "\n", ADDRESS.sub("", "\n".join(found)))
        with open(f"{texts}/{name}.txt", "w", encoding="utf-8") as file:
            file.write(text)
        print(name, len(text))


main()
