"""What readers may choose besides: the whole site in Traditional Chinese below zh-hant/, and large letters.

The second edition is made from the pages as MkDocs and all plugins left them. It has pages, a search, manifests and a list of
words of its own, and takes scripts, styles, plans and feeds from the site, so that a shop, its ticks and its subscribers are one.
"""

from __future__ import annotations

import gzip
import html
import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from qunli import hant, kept
from qunli.plugin import finding, offline
from qunli.plugin.tight import tight

FOLDER = "zh-hant"
_MANIFESTS = "**/manifest.webmanifest"
_SITEMAP = "sitemap.xml"
# Beside what in the head of a page the switches stand: the theme's choice of colours or its search, else the site's name.
_BESIDE = re.compile(
    r'<form class="md-header__option"|<label class="md-header__button md-icon" for="__search"|</header>'
)
_HEAD_ENDS = re.compile(r"</head>")
_OTHER = re.compile(r'<a class="[\w -]*" data-edition [^>]*>.*?</a>')
_CANONICAL = re.compile(r'(<link rel="canonical" href=")([^"]*)(">)')
_ENTRY = re.compile(r"<url>\s*<loc>([^<]*)</loc>(.*?)</url>", re.DOTALL)
_URLSET = re.compile(r"<urlset\b(?![^>]*xmlns:xhtml)")
_BUTTON = "md-header__button q-switch"


@dataclass(frozen=True)
class Choices:
    """Which of both a site offers."""

    hant: bool = False
    large: bool = False

    def beside(self, page: str, here: str) -> str:
        """Return a page, whose path in the site is given, with its switches, and so tight that it weighs no more with them."""
        place = _BESIDE.search(page) if self.hant or self.large else None
        if place is None:
            return page
        switches = "".join(self._switches(page, here))
        page = page[: place.start()] + switches + page[place.start() :]
        script = f'<script src="{_up(here)}assets/js/large.js"></script>\n' if self.large else ""
        return tight(_HEAD_ENDS.sub(f"{script}</head>", page, count=1))

    def _switches(self, page: str, here: str) -> Iterator[str]:
        look = _BUTTON if "md-header" in page else "switch"
        if self.large:
            yield (
                f'<template data-larger><button type="button" class="{look}" data-enlarge aria-label="大字">大</button></template>'
            )
        if self.hant and here != "404.html":
            address = f"{_up(here)}{FOLDER}/{_address(here)}"
            yield _link(look, address, hant.LANGUAGE, "繁體中文", "繁")


def _link(look: str, address: str, language: str, name: str, words: str) -> str:
    return (
        f'<a class="{look}" data-edition href="{html.escape(address)}" hreflang="{language}" lang="{language}"'
        f' aria-label="{name}">{words}</a>'
    )


def _up(here: str) -> str:
    return "../" * here.count("/")


def _address(path: str) -> str:
    return path.removesuffix("index.html") if posixpath.basename(path) == "index.html" else path


def write(site: Path, address: str, pages: Iterable[str]) -> None:
    """Write the second edition of these pages of a built site, whose address is known if it has one; a file that is there stays."""
    found = [path for path in pages if path.endswith(".html") and (site / path).is_file()]
    manifests = [path.relative_to(site).as_posix() for path in site.glob(_MANIFESTS)]
    edition = hant.Edition(FOLDER, frozenset([*found, *manifests]), hant.converted)
    known = kept.digest([*sorted(edition.paths), address])
    made = {path: _page(site, path, edition, known, address) for path in found}
    made |= {path: _manifest(site, path, edition) for path in manifests}
    made |= dict(_search(site))
    made["words.js"] = _words(site)
    for path, text in made.items():
        target = site / FOLDER / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    _name(site, address, found)


def kept_too(kept_pages: offline.Kept) -> offline.Kept:
    """Return what phones keep of a site with its second edition: a page of it once it was opened."""
    more = [f"{FOLDER}/{path}" for path in (*kept_pages.now, *kept_pages.later)]
    return offline.Kept(kept_pages.now, (*kept_pages.later, *more))


def _page(site: Path, path: str, edition: hant.Edition, known: str, address: str) -> str:
    text = (site / path).read_text(encoding="utf-8")

    def make() -> str:
        return _headed(hant.page(text, path, edition), path, address)

    return kept.value("zh-hant", (text, path, known), make)


def _headed(page: str, path: str, address: str) -> str:
    """Return a page with what converts the words of its scripts, with its own address, and with the way back."""
    up = f"../{_up(path)}"
    first = f'<script src="{up}{FOLDER}/words.js" defer></script>\n<script src="{up}assets/js/hant.js" defer></script>\n'
    last = f'<link rel="stylesheet" href="{up}assets/hant.css">\n'
    page = page.replace("</title>", f"</title>\n{first}", 1).replace("</head>", f"{last}</head>", 1)
    page = page.replace("<html ", f'<html data-root="{up}" ', 1) if "data-root=" not in page else page
    page = _CANONICAL.sub(lambda found: found[1] + _moved(found[2], address) + found[3], page, count=1)
    look = _BUTTON if "md-header" in page else "switch"
    return _OTHER.sub(_link(look, up + _address(path), "zh-Hans", "简体中文", "简"), page, count=1)


def _moved(place: str, address: str) -> str:
    return (
        f"{address}{FOLDER}/{place.removeprefix(address)}" if address and place.startswith(address) else place
    )


def _manifest(site: Path, path: str, edition: hant.Edition) -> str:
    found: dict[str, Any] = json.loads((site / path).read_text(encoding="utf-8"))
    said = {name: edition.said(found[name]) for name in ("name", "short_name") if name in found}
    icons = [{**icon, "src": edition.address(path, icon["src"])} for icon in found.get("icons", [])]
    return json.dumps({**found, **said, "lang": hant.LANGUAGE, "icons": icons}, ensure_ascii=False, indent=1)


def _search(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the search of the edition: what is shown is converted, and found by what is typed in either way of writing."""
    if not (site / finding.FIRST).is_file():
        return
    texts = {path: (site / path).read_text(encoding="utf-8") for path in (finding.FIRST, finding.INDEX)}
    fold = kept.value("zh-hant fold", (texts[finding.INDEX],), lambda: hant.fold(texts.values()))
    for path, text in texts.items():
        found = json.loads(kept.value("zh-hant search", (text,), partial(hant.converted, text)))
        found["config"]["fold"] = fold
        if "rest" in found["config"]:
            found["config"]["rest"] = f"{FOLDER}/{finding.INDEX}"
        yield path, json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _words(site: Path) -> str:
    """Return what the scripts of pages need to say the words of scripts and plans; of the checks, what they tell."""
    scripts = [*site.glob("assets/js/**/*.js"), *site.glob("*/*/plan.js"), *site.glob("*/*/calendar.js")]
    texts = [path.read_text(encoding="utf-8") for path in sorted([*scripts, *site.glob("checks/try/w*.js")])]
    runs = hant.runs(texts)
    return kept.value("zh-hant words", ("\n".join(runs),), lambda: hant.known(runs).script())


def _name(site: Path, address: str, pages: Iterable[str]) -> None:
    """Let the site's map name both editions of each page that it lists, so that a search engine shows each reader hers."""
    target = site / _SITEMAP
    ours = {address + _address(path) for path in pages}
    if not (address and target.is_file()):
        return

    def both(found: re.Match[str]) -> str:
        place, more = found[1], found[2]
        if html.unescape(place) not in ours:
            return found[0]
        other = _moved(place, address)
        names = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{each}"/>'
            for language, each in (("zh-Hans", place), (hant.LANGUAGE, other))
        )
        return "".join(f"<url>\n         <loc>{each}</loc>{more}{names}</url>" for each in (place, other))

    text = target.read_text(encoding="utf-8")
    text = _URLSET.sub('<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"', _ENTRY.sub(both, text), count=1)
    target.write_text(text, encoding="utf-8", newline="\n")
    zipped = site / f"{_SITEMAP}.gz"
    if zipped.is_file():
        # No clock in it, as MkDocs writes it where the build day is given.
        zipped.write_bytes(gzip.compress(text.encode(), mtime=0))
