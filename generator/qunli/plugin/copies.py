"""Pages as plain Markdown beside their HTML, and llms.txt, which lists them: what assistants read instead of pages.

Neither is in the search, the sitemap or the list of pages without network. What a project, or another plugin, has at one
of these addresses stays as it is.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from qunli import kept
from qunli.handbook import MAKERS
from qunli.plugin import plain

INDEX = "llms.txt"
_SUMMARY = "店里的群今天发什么：几点发、发什么、怎么写，都排好了。"
_EXPLAINED = "下面每条链接是一页的纯文字（Markdown），文案可以直接引用。给人看的网页在同一个地方，把文件名末尾的 .md 换成 .html 就是。"
_FIRST = "先看这几页"
# What the form of llms.txt calls the section that a reader in a hurry may leave out.
_LATER = "Optional"
_MOST_OF_A_LINE = 80
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")
_MARKS = re.compile(r"(?<!\\)[*`]+|\\(?=[^\w\s])")
_NO_SENTENCE = ("#", "|", "`", "- ", "> ", "**", "1. ", "---", "![")


class _Entry(NamedTuple):
    name: str
    page: Page


@dataclass
class Copies:
    """Keeps the copies of those pages of a site whose sources are ours, by path in the site, until they are written."""

    files: Iterable[File] = ()
    ours: Collection[str] = ()
    made: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        of_ours = (file.dest_uri for file in self.files if file.src_uri in self.ours)
        self._places = {path: _beside(path) for path in of_ours if path.endswith(".html")}
        self._known = kept.digest(sorted(self._places))

    def hear(self, page: Page) -> str | None:
        """Make the copy of a page as it is shown and return where in the site it will be, None of a page of somebody else's."""
        here = page.file.dest_uri
        place = self._places.get(here)
        if place is None:
            return None
        content = page.content or ""

        def make() -> str:
            return _titled(plain.markdown(content, lambda address: self._leads(here, address)), page)

        made_from = (content, here, html.unescape(str(page.title)), self._known)
        self.made[place] = kept.value("copy", made_from, make)
        return place

    def _leads(self, here: str, address: str) -> str:
        """Return where a link of a page leads from its copy: to copies where there are any, nowhere within the page itself."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return address if parts.scheme in {"http", "https", "mailto", "tel"} else ""
        folder = posixpath.dirname(here)
        there = posixpath.normpath(posixpath.join(folder, parts.path))
        if parts.path.endswith(("/", ".")):
            there = posixpath.normpath(posixpath.join(there, "index.html"))
        if there == here:
            return ""
        copy = self._places.get(there)
        return posixpath.relpath(copy, folder or ".") if copy else address

    def write(self, site: Path, navigation: Navigation, config: MkDocsConfig) -> None:
        """Write all copies and their list into a built site, where nothing else has these names."""
        for path, text in {**self.made, INDEX: self._index(navigation, config)}.items():
            target = site / path
            if not target.exists():
                target.write_text(text, encoding="utf-8", newline="\n")

    # --- llms.txt ---

    def _index(self, navigation: Navigation, config: MkDocsConfig) -> str:
        url = config.site_url or ""
        site = url if not url or url.endswith("/") else url + "/"
        summary = config.site_description or _SUMMARY
        found = [f"# {_plain(config.site_name)}", f"> {_plain(summary)}", _EXPLAINED]
        for title, entries in sorted(_sections(navigation), key=lambda each: each[0] == _LATER):
            lines = [self._listed(each, site) for each in entries]
            found += [f"## {title}", "\n".join(lines)] if lines else []
        return "\n\n".join(found) + "\n"

    def _listed(self, entry: _Entry, site: str) -> str:
        page = entry.page
        copy = self._places.get(page.file.dest_uri)
        said = _said(page, self.made.get(copy or "", ""))
        name = entry.name.replace("[", "［").replace("]", "］")
        return f"- [{name}]({site}{copy or page.url or '.'})" + (f"：{said}" if said else "")


def _beside(path: str) -> str:
    return path.removesuffix(".html") + ".md"


def _titled(text: str, page: Page) -> str:
    """Return a copy that begins with what the page is called."""
    return text if text.startswith("# ") else f"# {_plain(page.title)}\n\n{text}"


def _plain(words: object) -> str:
    """Return words of MkDocs, which come to themes escaped, as one line as they were written."""
    return " ".join(html.unescape(str(words)).split())


def _sections(navigation: Navigation) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield the sections of a site, first the pages that are in none."""
    alone = [_Entry(_plain(item.title), item) for item in navigation.items if isinstance(item, Page)]
    yield _FIRST, alone
    for item in navigation.items:
        if isinstance(item, Section):
            entries = [*_below(item, "")]
            is_for_makers = any(each.page.file.src_uri == MAKERS for each in entries)
            yield _LATER if is_for_makers else _plain(item.title), entries


def _below(section: Section, above: str) -> Iterator[_Entry]:
    """Yield the pages of a section; those of sections inside of it bear their names, too."""
    for item in section.children:
        if isinstance(item, Page):
            name = _plain(item.title)
            yield _Entry(f"{above} · {name}" if above and name != above else name, item)
        elif isinstance(item, Section):
            yield from _below(item, _plain(item.title))


def _said(page: Page, copy: str) -> str:
    """Return one line about a page: its own, else its first sentence that is one."""
    own = page.meta.get("description")
    words = _plain(own) if own else next(map(_words, filter(_is_said, copy.split("\n\n"))), "")
    return words if len(words) <= _MOST_OF_A_LINE else words[: _MOST_OF_A_LINE - 1] + "…"


def _is_said(block: str) -> bool:
    return not block.startswith(_NO_SENTENCE) and bool(_LINK.sub("", block).strip(" ·\n"))


def _words(block: str) -> str:
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", block)).split())
