"""Other tools on the same corpus: what each needs prepared, and the command that is timed."""

import os
from pathlib import Path
from typing import Callable, NamedTuple

HUGO_CONFIG = """baseURL = "https://handbook.example.net/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]
[markup.highlight]
codeFences = false
"""

# The least that has opsbook's duties: a title, a table of contents, the body.
HUGO_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>{{ .TableOfContents }}<main>{{ .Content }}</main></body></html>
"""

HUGO_LINK = """{{- $url := urls.Parse .Destination -}}{{- $href := .Destination -}}{{- $page := .Page -}}
{{- if and (not $url.Scheme) $url.Path -}}
{{- $path := replaceRE `README\\.md$` "_index.md" $url.Path -}}
{{- with $page.GetPage $path -}}{{- $href = .RelPermalink -}}
{{- else -}}{{- errorf "%s: no page %s" $page.File.Path $path -}}{{- end -}}
{{- with $url.Fragment -}}{{- $href = printf "%s#%s" $href . -}}{{- end -}}
{{- end -}}
<a href="{{ $href }}">{{ .Text }}</a>
"""

MKDOCS_CONFIG = """site_name: Handbook
docs_dir: {source}
theme:
  name: material
  features: [navigation.prune, navigation.indexes]
"""


class Peer(NamedTuple):
    name: str
    program: str
    prepare: Callable[[Path, Path], Path]  # corpus, empty folder → project
    command: Callable[[Path, Path, str], list]  # corpus, project, output


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def hugo_project(source, project):
    write(project / "hugo.toml", HUGO_CONFIG)
    for name in ("single", "list", "index"):
        write(project / f"layouts/_default/{name}.html", HUGO_PAGE)
    write(project / "layouts/_default/_markup/render-link.html", HUGO_LINK)
    for folder, _, names in os.walk(source):  # Hugo's name for a folder's own page is another
        target = project / "content" / os.path.relpath(folder, source)
        target.mkdir(parents=True)
        for name in names:
            os.link(os.path.join(folder, name), target / ("_index.md" if name == "README.md" else name))
    return project


def mkdocs_project(source, project):
    write(project / "mkdocs.yml", MKDOCS_CONFIG.format(source=source))
    return project


ALL = [
    Peer("hugo", "hugo", hugo_project, lambda source, project, output: ["hugo", "--source", project, "--destination", output, "--noBuildLock"]),
    Peer("lychee", "lychee", lambda source, project: project,
         lambda source, project, output: ["lychee", "--offline", "--include-fragments", "--no-progress", "--quiet", source]),
    Peer("mkdocs", "mkdocs", mkdocs_project,
         lambda source, project, output: ["mkdocs", "build", "--quiet", "--config-file", project / "mkdocs.yml", "--site-dir", output]),
]
