"""What stands in the navigation, and where."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any

from qunli.handbook.checks import TRY
from qunli.handbook.makers import PAGE as MAKERS
from qunli.handbook.my import INDEX
from qunli.handbook.press import Page
from qunli.library import Library

Navigation = list[Any]


def navigation(library: Library, pages: Mapping[str, Page]) -> Navigation:
    """Return the navigation as MkDocs writes it in YAML: a list of {title: path or list}."""
    sections = {
        "首页": "index.md" if "index.md" in pages else "",
        "我家的": _my(pages),
        "排期表": _shops(library),
        "数接龙": "orders.md" if "orders.md" in pages else "",
        "行业模板": _industries(library, pages),
        "手册": _handbook(library, pages),
        "照着填": _templates(library, pages),
        "营销日历": "almanac.md" if "almanac.md" in pages else "",
        "发前查一查": TRY if TRY in pages else "",
        "给做网站的人": _makers(pages),
    }
    return [{title: section} for title, section in sections.items() if section]


def _entries(pages: Mapping[str, Page], paths: Iterable[str]) -> Navigation:
    return [{_escaped(pages[path].title): path} for path in paths]


def _escaped(title: str) -> str:
    # MkDocs' theme engine does not escape titles.
    return html.escape(title)


def _my(pages: Mapping[str, Page]) -> Navigation:
    below = {"今天发什么": "my/today.md", "这一周": "my/week.md", "这个月": "my/month.md"}
    return [INDEX, *({title: path} for title, path in below.items())] if INDEX in pages else []


def _shops(library: Library) -> Navigation:
    found: Navigation = ["calendars/index.md"]
    for shop in library.shops.values():
        folder = f"calendars/{shop.id}"
        below = [f"{folder}/index.md", {"今天发什么": f"{folder}/today.md"}]
        found.append({_escaped(shop.calendar.title): below})
    return found


def _industries(library: Library, pages: Mapping[str, Page]) -> Navigation:
    found: Navigation = ["industries/index.md"]
    for industry in library.industries.values():
        first, *others = (path for path, _ in industry.pages())
        found.append({_escaped(industry.pack.title): [first, *_entries(pages, others)]})
    return found + _entries(pages, ["suggest.md"])


def _handbook(library: Library, pages: Mapping[str, Page]) -> Navigation:
    parts: dict[str, list[str]] = {}
    for name, page in library.handbook.items():
        if f"{name}.md" in pages and name != "index":
            parts.setdefault(page.chapter.part or "其他", []).append(f"{name}.md")
    return [{_escaped(part): _entries(pages, paths)} for part, paths in parts.items()]


def _templates(library: Library, pages: Mapping[str, Page]) -> Navigation:
    if not library.templates:
        return []
    return ["templates/index.md", *_entries(pages, (f"templates/{name}.md" for name in library.templates))]


def _makers(pages: Mapping[str, Page]) -> Navigation:
    index = "checks/index.md"
    below = [path for path in pages if path.startswith("checks/") and path not in (index, TRY)]
    checks: Navigation = [{"全部检查": [index, *_entries(pages, below)]}] if below else []
    return [MAKERS, *checks] if MAKERS in pages else checks
