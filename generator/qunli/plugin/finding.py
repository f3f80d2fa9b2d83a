"""What the search of our pages reads: first what pages are called and which questions they answer, then all their texts.

Material's own index stays where it is, for pages that have the theme's own search; ours reads it after the first answer.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.structure.pages import Page

INDEX, FIRST = "search/search_index.json", "search/first.json"
# What a result shows of a page before its texts are there.
_SHOWN = 60
_TAG = re.compile(r"<[^>]+>")
# All texts of a plan stand on a page of their own; who finds one is led to the plan, which opens its post.
_WHOLE = re.compile(r"(industries/[^/]+/(?!chapters/)[^/#]+)/all(/|\.html)(?=#|$)")
_PACK = re.compile(r"industries/([^/]+)/[^#]")


@dataclass
class Finding:
    """What pages say of themselves for a search; `trades` are the names of packs by id."""

    trades: Mapping[str, str] = field(default_factory=dict)
    asks: dict[str, list[str]] = field(default_factory=dict)
    also: list[list[str]] = field(default_factory=list)

    def hear(self, page: Page) -> None:
        """Note the questions that a page answers (`questions`), and the words it knows for one thing (`also`)."""
        asks = _lines(page.meta.get("questions"))
        if asks:
            self.asks[page.url] = asks
        self.also.extend(words.split() for words in _lines(page.meta.get("also")))

    def write(self, site: Path) -> None:
        """Write both indexes of a built site; nothing where it has none."""
        path = site / INDEX
        if not path.is_file():
            return
        index = json.loads(path.read_text("utf-8"))
        docs = [self._named(doc) for doc in index["docs"]]
        settings = {**index["config"], "also": self.also}
        first = {"config": {**settings, "rest": INDEX}, "docs": [_short(doc) for doc in docs]}
        for target, content in ((path, {"config": settings, "docs": docs}), (site / FIRST, first)):
            target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")

    def _named(self, doc: dict[str, Any]) -> dict[str, Any]:
        asks = self.asks.get(doc["location"])
        location = _WHOLE.sub(r"\1\2", doc["location"])
        found = _PACK.match(location)
        trade = html.escape(self.trades.get(found[1], "")) if found and "#" not in location else ""
        title = f"{doc['title']} · {trade}" if trade and trade not in doc["title"] else doc["title"]
        return {**doc, "location": location, "title": title, **({"asks": asks} if asks else {})}


def _short(doc: dict[str, Any]) -> dict[str, Any]:
    if "#" in doc["location"]:
        return {**doc, "text": ""}
    text = " ".join(_TAG.sub(" ", doc["text"]).split())
    return {**doc, "text": text[:_SHOWN]}


def _lines(found: Any) -> list[str]:
    lines: Iterable[Any] = found if isinstance(found, list) else []
    return [each for each in lines if isinstance(each, str)]
