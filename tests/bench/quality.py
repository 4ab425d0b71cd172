#!/usr/bin/env -S python3 -B
"""How often the right page comes back, on public texts in seven languages: makes the sets, runs quality.rs.

    tests/bench/quality.py              # release build
    tests/bench/quality.py --profile dev

Sets: `gnome-LANG` asks the user guide of GNOME with the description of each page (which is left out of the
page); `help-LANG` asks the help of LibreOffice with the title of each page (which is left out as well). Each
set is asked alone; then all of a collection mixed in one library.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import xml.etree.ElementTree as xml
from pathlib import Path

import corpus

ROOT = Path(__file__).resolve().parents[2]
GNOME = {"en": "C", "de": "de", "fr": "fr", "es": "es", "it": "it", "pl": "pl", "el": "el"}
HELP = {"en": ("libreoffice-help-en-us", "en-US"), "it": ("libreoffice-help-it", "it"), "el": ("libreoffice-help-el", "el")}
PACKAGES = ["gnome-user-docs", *(package for package, _ in HELP.values())]
PAGES = 600
SHORTEST = 30  # words
SPACE = "{http://projectmallard.org/1.0/}"


def words(node):
    return " ".join("".join(node.itertext()).split())


def mallard(path):
    """Title, description and text of a page of the GNOME guide."""
    page = xml.parse(path).getroot()
    info = page.find(f"{SPACE}info")
    description = info.find(f"{SPACE}desc") if info is not None else None
    title = page.find(f"{SPACE}title")
    if title is None or description is None:
        return None
    page.remove(info)
    page.remove(title)
    blocks = [words(one) for one in page.iter() if one.tag in (f"{SPACE}p", f"{SPACE}title")]
    return words(title), words(description), [block for block in blocks if block]


class Page(corpus.Text):
    """A page of the LibreOffice help, with its title apart."""

    def __init__(self):
        super().__init__()
        self.title, self.in_title = "", False

    def handle_starttag(self, tag, attrs):
        self.in_title = tag == "title"
        super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.in_title = False
        super().handle_endtag(tag)

    def handle_data(self, data):
        if self.in_title:
            self.title += data
        super().handle_data(data)


def help_page(path):
    parser = Page()
    parser.feed(path.read_text("utf-8", "replace"))
    title = " ".join(parser.title.split())
    blocks = [line for line in parser.text().split("\n\n") if line.strip() and line.strip() != title]
    return title, blocks


def write(folder, documents, queries):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs").mkdir(parents=True)
    for slug, title, language, blocks in documents:
        head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}"
                         for name, value in (("slug", slug), ("title", title), ("language", language)))
        (folder / "docs" / f"{slug}.md").write_text(f"---\n{head}\n---\n\n" + "\n\n".join(blocks) + "\n", "utf-8")
    rows = [{"q": query, "lang": language, "relevant": [slug]} for query, language, slug in queries]
    (folder / "queries.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    return folder


def gnome(pages, place):
    """A set for each language; untranslated pages are left out."""
    base = pages / "usr/share/help"
    english = {file.name: mallard(file) for file in sorted((base / "C/gnome-help").glob("*.page"))}
    for language, folder in GNOME.items():
        documents, queries = [], []
        for file in sorted((base / folder / "gnome-help").glob("*.page")):
            page = mallard(file)
            if not page or not page[2] or language != "en" and english.get(file.name) and page[1] == english[file.name][1]:
                continue
            slug = f"{language}-{file.stem}"
            documents.append((slug, page[0], language, page[2]))
            queries.append((page[1], language, slug))
        yield write(place / f"gnome-{language}", documents, queries)


def office(pages, place):
    """The same pages in each language: those whose title is translated and occurs once."""
    found = {}
    for language, (_, folder) in HELP.items():
        base = pages / "usr/share/libreoffice/help" / folder / "text"
        found[language] = {str(file.relative_to(base)): help_page(file) for file in base.rglob("*.html")}
    titles = {language: [title for title, _ in of.values()] for language, of in found.items()}

    def fits(path):
        for language, of in found.items():
            title, blocks = of.get(path, ("", []))
            if not title or titles[language].count(title) > 1 or sum(len(block.split()) for block in blocks) < SHORTEST:
                return False
            if language != "en" and title == found["en"][path][0]:
                return False
        return True

    usable = [path for path in sorted(found["en"]) if fits(path)]
    chosen = sorted(random.Random(7).sample(usable, min(PAGES, len(usable))))
    for language, of in found.items():
        documents = [(f"{language}-{n}", f"page {n}", language, of[path][1]) for n, path in enumerate(chosen)]
        queries = [(of[path][0], language, f"{language}-{n}") for n, path in enumerate(chosen)]
        yield write(place / f"help-{language}", documents, queries)


def main():
    parser = argparse.ArgumentParser(description="Judge search on public texts.")
    parser.add_argument("--profile", default="release", choices=["release", "dev"])
    options = parser.parse_args()
    corpus.PACKAGES = PACKAGES
    pages = corpus.unpack(print) / "unpacked"
    place = corpus.cache() / "quality"
    collections = [list(gnome(pages, place)), list(office(pages, place))]
    profile = "bench" if options.profile == "release" else "dev"
    for sets in collections:
        command = ["cargo", "bench", "--workspace", "--locked", "--profile", profile, "--bench", "quality", "--", *map(str, sets)]
        subprocess.run(command, cwd=ROOT, check=True, env=os.environ)


if __name__ == "__main__":
    main()
