"""HTML that could act on a reader's phone, found in what Markdown made of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

_LINK = "会运行程序的链接"
# What shows and does nothing: what Markdown and its usual extensions make, and what people write by hand.
_SHOWN = (
    "a abbr b bdi bdo blockquote br caption center circle cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure font footer g h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li line main mark nav ol"
    " p path picture polygon polyline pre q rect rp rt ruby s samp section small source span strong sub summary sup"
    " svg table tbody td tfoot th thead time tr u ul var video audio wbr"
)
_SHOWING = frozenset(_SHOWN.split())
_INPUTS = {"checkbox", "radio"}
_ACTING = {"style", "srcdoc", "formaction", "http-equiv", "ping", "autofocus"}
_ADDRESSES = {
    "href",
    "src",
    "srcset",
    "xlink:href",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "cite",
}
# The theme reads its settings from elements with these names and asks another host for what draws diagrams.
_OWN_ID = re.compile(r"__(?!tabbed_)")
_RUNS = re.compile(r"(?:javascript|vbscript|livescript|data):", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
# Browsers end these comments earlier than a parser that believes in their ends.
_TRICKY = re.compile(r"\A-?>|--!>")


class Live(NamedTuple):
    """One thing that acts: what it is in words, and how it was written, to find its line by."""

    words: str
    written: str


def live_html(html: str) -> list[Live]:
    """Return everything in HTML that does more than show."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def live_links(html: str) -> list[Live]:
    """Return the addresses in HTML that would run as a program."""
    return [each for each in live_html(html) if each.words.startswith(_LINK)]


def runs(address: str) -> bool:
    """Say whether a browser runs an address instead of going there; it passes over blanks and what is not seen."""
    plain = bare(address)
    return bool(_RUNS.match(plain)) and not _PICTURE.match(plain)


def bare(text: str) -> str:
    """Return a text as a browser compares schemes: references resolved, blanks and unseen characters left out."""
    return "".join(
        char
        for char in unescape(text)
        if not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"}
    )


class _Reader(HTMLParser):
    """Collects what acts. Whatever it does not know is taken for something that does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Live] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Of an attribute that is written twice a browser takes the first, so none may hide behind another.
        first = next((value for name, value in attrs if name == "type"), None)
        if tag not in _SHOWING or (tag == "input" and first not in _INPUTS):
            self._note(f"<{tag}>", f"<{tag}")
        for name, value in attrs:
            self._attribute(name, value or "")

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith(("on", "data-md-")) or name in _ACTING:
            self._note(f"{name}=", name)
        if (name in {"id", "name"} and _OWN_ID.match(value)) or (
            name == "class" and "mermaid" in value.split()
        ):
            self._note(f'{name}="{value[:20]}"', value)
        if name in _ADDRESSES and any(map(runs, _addresses(name, value))):
            scheme = bare(value).lower().split(":")[0]
            self._note(f"{_LINK} {scheme[:12]}:", f"{scheme}:")

    def handle_comment(self, data: str) -> None:
        if _TRICKY.search(data):
            self._note("没写好的注释 <!--", "<!--")

    def handle_decl(self, decl: str) -> None:
        self._note("<!…>", "<!")

    def unknown_decl(self, data: str) -> None:
        self._note("<![…]>", "<![")

    def handle_pi(self, data: str) -> None:
        self._note("<?…>", "<?")

    def _note(self, words: str, written: str) -> None:
        self.found.append(Live(words, written))


def _addresses(name: str, value: str) -> Iterable[str]:
    return value.split(",") if name == "srcset" else [value]
