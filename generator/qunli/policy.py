"""The Content-Security-Policy of a built site: its own files, and the inline scripts its pages have, by their hashes.

The theme writes a few scripts into its pages; they differ with its version, the site's settings and how deep a page
lies, so they are read from the pages. See https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# Scripts of any other type are data, which no policy asks about.
_RUN = {
    "",
    "module",
    "text/javascript",
    "application/javascript",
    "text/ecmascript",
    "application/ecmascript",
}


def policy(pages: Iterable[str]) -> str:
    """Return the value of the header under which these HTML pages work."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for html in pages:
        reader = _Inline()
        reader.feed(html)
        reader.close()
        for kind, text in reader.found:
            found[kind].add(_hash(text))
    return "; ".join(
        " ".join([name, allowed, *sorted(found.get(name.removesuffix("-src"), ()))])
        for name, allowed in _DIRECTIVES.items()
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class _Inline(HTMLParser):
    """Collects the texts of scripts that run and of style elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[tuple[str, str]] = set()
        self._kind = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = tag == "script" and "src" not in given and (given.get("type") or "").strip().lower() in _RUN
        self._kind = tag if runs or tag == "style" else ""
        self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._kind == tag:
            self.found.add((tag, "".join(self._text)))
        self._kind = ""
