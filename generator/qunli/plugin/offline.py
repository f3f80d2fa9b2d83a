"""Days without network: the list that makes the theme's sw.js a worker, and what a phone's desktop shows."""

from __future__ import annotations

import hashlib
import ipaddress
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

WORKER, MANIFEST = "sw.js", "manifest.webmanifest"
# Pages that a phone keeps from the first visit on; others of those a build knows, once they were opened.
START = "my/today.md"
NOW = ("my/index.md", START, "my/week.md", "my/month.md", "orders.md", "checks/try.md")
# What no page loads by itself, and what a page asks for when somebody wants it (`rel="asked"`).
ASKED = ("industries/*/plan.js", "assets/vendor/qrcode.js", "checks/try/why.js", "checks/try/learned.js")
_ASKED_BY_PAGE = re.compile(r'<link rel="asked"[^>]* href="([^"]+)"')
_KEPT = {"stylesheet", "icon", "manifest", "apple-touch-icon", "prefetch", "later"}
# --paper of tokens.css, by day.
PAPER = "#f8f2e7"
_ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable.png", "512x512", "maskable"),
)


class Kept(NamedTuple):
    """The pages of a site, by path in its folder, that a phone keeps at once, and those it keeps once opened."""

    now: tuple[str, ...]
    later: tuple[str, ...]


def write(folder: Path, address: str, kept: Kept, themes: Iterable[Path]) -> None:
    """Put the list of a built site before its worker; one that a project has of its own stays as it is."""
    ours = [(theme / WORKER).read_bytes() for theme in themes if (theme / WORKER).is_file()]
    target = folder / WORKER
    if is_published(address) and target.is_file() and target.read_bytes() in ours:
        script = worker(folder, kept, target.read_text(encoding="utf-8"))
        target.write_text(script, encoding="utf-8", newline="\n")


def is_published(address: str) -> bool:
    """Say whether a site's address is one where it stays: a server for trying out must not leave a worker behind."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return True
    return not (found.is_loopback or found.is_unspecified)


def worker(folder: Path, kept: Kept, script: str) -> str:
    """Return sw.js for a built site: what it holds, then the script. A page that the site does not have is left out."""
    now = _whole(folder, kept.now)
    asked = {path.relative_to(folder).as_posix() for each in ASKED for path in folder.glob(each)}
    asked |= {each for page in now for each in _asked(folder, page)}
    later = (_whole(folder, kept.later) | asked) - now
    digests = {
        name: {path: _digest(folder / path) for path in sorted(each)}
        for name, each in (("now", now), ("later", later))
    }
    version = hashlib.sha256(json.dumps([digests, script]).encode()).hexdigest()[:12]
    data = json.dumps({"version": version, **digests}, ensure_ascii=True, separators=(",", ":"))
    return f"self.qunliOffline={data};\n{script}"


def manifest_path(folder: str) -> str:
    """Return where the manifest of what stands in a folder of the site is, "" being all of it."""
    return posixpath.join(folder, MANIFEST)


def manifest(name: str, start: str, here: str) -> str:
    """Return what a desktop shows of an app that begins at page `start`; `here` is the manifest's own path."""
    folder = posixpath.dirname(here)
    icons = [
        {
            "src": posixpath.relpath(f"assets/{file}", folder or "."),
            "sizes": sizes,
            "type": "image/png",
            "purpose": purpose,
        }
        for file, sizes, purpose in _ICONS
    ]
    up = posixpath.relpath(".", folder) + "/" if folder else "./"
    begin = posixpath.relpath(start.removesuffix("index.html") or ".", folder or ".")
    return json.dumps(
        {
            "name": name,
            "short_name": name,
            "lang": "zh-CN",
            "start_url": begin + ("/" if start.endswith("index.html") else ""),
            "scope": up,
            "display": "standalone",
            "theme_color": PAPER,
            "background_color": PAPER,
            "icons": icons,
        },
        ensure_ascii=False,
        indent=1,
    )


def _whole(folder: Path, pages: Iterable[str]) -> set[str]:
    """Return the pages that are there, with every file of the site that they load."""
    found: set[str] = set()
    for page in pages:
        if (folder / page).is_file():
            found |= {page, *(each for each in _loaded(folder / page, page) if (folder / each).is_file())}
    return found


def _asked(folder: Path, page: str) -> Iterator[str]:
    if page.endswith(".html"):
        yield from _inside(page, _ASKED_BY_PAGE.findall((folder / page).read_text(encoding="utf-8")))


def _loaded(file: Path, page: str) -> Iterator[str]:
    reader = _Loads()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    yield from _inside(page, reader.found)


def _inside(page: str, addresses: Iterable[str]) -> Iterator[str]:
    """Yield the paths of those addresses on a page that are of its site."""
    for address in addresses:
        parts = urlsplit(address)
        if not (parts.scheme or parts.netloc):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


class _Loads(HTMLParser):
    """Collects the addresses that a page loads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: Mapping[str, str] = {name: value or "" for name, value in attrs}
        # What an editor of texts asks for when it opens.
        self.found += given.get("data-check", "").split()
        loads = tag in {"script", "img"} and "src" in given
        linked = tag == "link" and _KEPT & set(given.get("rel", "").split())
        if loads or linked:
            self.found.append(given.get("src") or given.get("href", ""))
