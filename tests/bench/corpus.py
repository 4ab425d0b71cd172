#!/usr/bin/env -S python3 -B
"""Real prose to measure with: documentation of Debian in many languages, as plain text.

Owns: which packages, how their pages become text, and the cache. Refuses to know what is measured.
The packages are only unpacked into the cache: nothing is installed and no root is needed. As a program it
prints the folder.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

PACKAGES = ["gnome-user-docs", "debian-handbook"]
ENDINGS = (".page", ".html")
# Raised when the same packages give another corpus.
VERSION = "1"
# Shorter pages are menus, longer ones are more than one work can hold.
SHORTEST, LONGEST = 400, 200_000

BLOCKS = {"p", "div", "title", "desc", "item", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td",
          "section", "note", "steps", "list", "pre", "screen", "table", "figure", "media", "blockquote"}
LEFT_OUT = {"head", "script", "style", "info"}
# Classes and ids of what is the same on every page.
FRAMES = {"docnav", "banner"}


class Text(HTMLParser):
    """The words of a page, a line for each block."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces, self.skipped, self.depth = [], None, 0

    def handle_starttag(self, tag, attrs):
        if self.skipped:
            self.depth += tag == self.skipped
        elif tag in LEFT_OUT or not FRAMES.isdisjoint(f"{dict(attrs).get('class')} {dict(attrs).get('id')}".split()):
            self.skipped, self.depth = tag, 1
        elif tag in BLOCKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if self.skipped == tag:
            self.depth -= 1
            self.skipped = self.skipped if self.depth else None
        elif not self.skipped and tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data):
        if not self.skipped:
            self.pieces.append(data.replace("\n", " "))

    def text(self):
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        return "\n\n".join(line for line in lines if line) + "\n"


def cache():
    """The folder that outlives a run."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "vicinia-bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def corpus(say):
    """The folder of texts, made if it is not there."""
    folder = cache() / f"corpus-{VERSION}"
    if not folder.is_dir():
        making = cache() / f"corpus-{VERSION}.part"
        shutil.rmtree(making, ignore_errors=True)
        pages = unpack(say)
        say("making texts of the pages")
        convert(pages, making)
        making.rename(folder)
        shutil.rmtree(pages)
    return folder


def unpack(say):
    """Fetches the packages and takes them apart."""
    folder = cache() / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    say(f"fetching {', '.join(PACKAGES)}")
    fetch = ["apt-get", "download", "-q", *PACKAGES]
    if subprocess.run(fetch, cwd=folder, capture_output=True).returncode != 0:
        # What the machine knows of the archive may be old.
        update = ["apt-get", "update", "-q"]
        subprocess.run(update if os.geteuid() == 0 else ["sudo", "-n", *update], capture_output=True)
        subprocess.run(fetch, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, folder / "unpacked"], check=True)
    return folder


def convert(pages, target):
    """Writes each page that is prose, and no text twice."""
    seen = set()
    found = (Path(place) / name for place, _, names in os.walk(pages) for name in names)
    for page in sorted(page for page in found if page.suffix in ENDINGS and not page.is_symlink()):
        parser = Text()
        parser.feed(page.read_text("utf-8", "replace"))
        text = parser.text()
        digest = hashlib.sha256(text.encode()).digest()
        if SHORTEST <= len(text.encode()) <= LONGEST and digest not in seen:
            seen.add(digest)
            # As in the package: a folder for each language.
            language = next(part for part in page.parts[::-1][1:] if part not in ("gnome-help", "system-admin-guide"))
            name = target / language / f"{page.stem}.txt"
            name = name if not name.exists() else name.with_stem(f"{page.stem}-{len(seen)}")
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_text(text, "utf-8")


def some(folder, number, into):
    """A folder of this many of the texts, spread over all languages."""
    files = sorted(folder.rglob("*.txt"))
    number = min(number or len(files), len(files))
    chosen = [files[position * len(files) // number] for position in range(number)]
    for file in chosen:
        target = into / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return chosen


if __name__ == "__main__":
    print(corpus(lambda words: print(words, file=sys.stderr)))
