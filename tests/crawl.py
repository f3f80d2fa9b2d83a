"""Follow every link of a built site: of pages, feeds, sheets, codes to scan, the search and the sitemap."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import segno
from icalendar import Calendar
from openpyxl import load_workbook

_WEB = re.compile(r"https?://[^\s<>\"'，。；）]+")
_SCHEMES = ("mailto:", "tel:", "javascript:", "data:")
_LOADED = {("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("video", "src")}


class _Page(HTMLParser):
    """Where a page leads (`links`), what it loads (`loads`), its anchors, and how many codes to scan it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.canonical = ""
        self.drawn: set[str] = set()
        self.codes = text.count("这一页的二维码")
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.anchors |= {each for each in (given.get("id"), given.get("name")) if each}
        self.drawn |= {given.get("d") or ""}
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href") or ""
        for name in ("href", "src"):
            value = given.get(name)
            if value is None:
                continue
            is_sheet = tag == "link" and "stylesheet" in (given.get("rel") or "")
            (self.loads if (tag, name) in _LOADED or is_sheet else self.links).append(value)


@dataclass
class Crawl:
    """One site, served at `url` from `folder`; `seen` counts links by what they were found in."""

    folder: Path
    url: str
    seen: dict[str, int] = field(default_factory=dict)
    pages: dict[str, _Page] = field(default_factory=dict)

    def faults(self) -> list[str]:
        """Return every link that leads nowhere, and everything that is loaded from another host."""
        return [fault for kind, where, link in self._links() for fault in self._judged(kind, where, link)]

    def _judged(self, kind: str, where: str, link: str) -> Iterator[str]:
        if link.startswith(_SCHEMES):
            return
        # A phone asks for what webcal names as the site itself is asked for.
        link = (
            link.replace("webcal:", f"{urlsplit(self.url).scheme}:", 1)
            if link.startswith("webcal:")
            else link
        )
        target, anchor = urldefrag(urljoin(self._address(where), link))
        if kind != "load" and not self._is_inside(target):
            return
        self.seen[kind] = self.seen.get(kind, 0) + 1
        path = self._file(target)
        if path is None:
            yield f"{where}: {kind} {link} leads nowhere"
        elif anchor and path.suffix == ".html" and unquote(anchor) not in self._page(path).anchors:
            yield f"{where}: {kind} {link} has no such anchor"

    def _is_inside(self, target: str) -> bool:
        return urlsplit(target).netloc == urlsplit(self.url).netloc

    def _address(self, path: str) -> str:
        """Return the address a file is read at: a page of a folder at the folder's."""
        return self.url + path.removesuffix("index.html")

    def _file(self, target: str) -> Path | None:
        bare = urlsplit(target)._replace(query="").geturl()
        if not (bare + "/").startswith(self.url):
            return None
        path = self.folder / unquote(bare.removeprefix(self.url.rstrip("/")).lstrip("/"))
        path = path / "index.html" if bare.endswith("/") or bare + "/" == self.url else path
        return path if path.is_file() else None

    def _page(self, path: Path) -> _Page:
        name = path.relative_to(self.folder).as_posix()
        if name not in self.pages:
            self.pages[name] = _Page(path.read_text(encoding="utf-8"))
        return self.pages[name]

    # --- what there is ---

    def _links(self) -> Iterator[tuple[str, str, str]]:
        """Yield (what it was found in, the file, the address as written)."""
        readers = {".html": self._of_page, ".ics": self._of_feed, ".xlsx": self._of_sheet}
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.suffix in readers:
                where = path.relative_to(self.folder).as_posix()
                yield from ((kind, where, link) for kind, link in readers[path.suffix](path))
        yield from self._of_the_whole()

    def _of_page(self, path: Path) -> Iterator[tuple[str, str]]:
        page = self._page(path)
        # A page that stands for any address is read at none of its own: its links begin at the host.
        yield from (("page", link) for link in page.links)
        yield from (("load", link) for link in page.loads)
        if page.codes:
            address = f"{page.canonical}#_subscribe"
            code = segno.make(address, error="m", micro=False)
            drawn = re.findall(r' d="([^"]+)"', code.svg_inline(border=4, light="#fff", omitsize=True))
            assert page.drawn.issuperset(drawn), f"{path}: the code says another address than {address}"
            yield "code", address

    @staticmethod
    def _of_feed(path: Path) -> Iterator[tuple[str, str]]:
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
            yield "feed", str(event["URL"])
            yield from (("feed", each) for each in _WEB.findall(str(event["DESCRIPTION"])))

    @staticmethod
    def _of_sheet(path: Path) -> Iterator[tuple[str, str]]:
        book = load_workbook(io.BytesIO(path.read_bytes()))
        for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
            if cell.hyperlink and cell.hyperlink.target:
                yield "sheet", str(cell.hyperlink.target)
            yield from (("sheet", each) for each in _WEB.findall(str(cell.value or "")))

    def _of_the_whole(self) -> Iterator[tuple[str, str, str]]:
        index = self.folder / "search/search_index.json"
        if index.is_file():
            for entry in json.loads(index.read_text(encoding="utf-8"))["docs"]:
                yield "search", "index.html", entry["location"]
        sitemap = self.folder / "sitemap.xml"
        if sitemap.is_file():
            for place in re.findall(r"<loc>([^<]*)</loc>", sitemap.read_text(encoding="utf-8")):
                yield "sitemap", "index.html", place
