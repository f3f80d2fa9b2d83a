"""Everything together: pages, feeds, files and navigation as values."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from qunli import changes, checks, feeds, handbook, portable, schedule, workbook
from qunli.handbook import Facts, Page
from qunli.handbook.navigation import Navigation, navigation
from qunli.library import Library
from qunli.library.idle import idle_packs
from qunli.problem import ContentError, Problem, errors
from qunli.schedule import Plan

_LINK = re.compile(r"\[((?:[^\[\]\\\n]|\\.)*)\]\(([^()\s]+?\.md)(#[^()\s]*)?\)(\{[^}\n]*\})?")
_ANCHOR = re.compile(r"\{[^}\n]*#([\w.-]+)[^}\n]*\}|\bid=\"([^\"\s]+)\"")


@dataclass(frozen=True)
class Site:
    """Markdown pages and other files by path among the documents, the navigation, and what is to be mended."""

    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    navigation: Navigation
    problems: tuple[Problem, ...]

    def contents(self) -> dict[str, bytes]:
        """Return every file of the tree by path."""
        return {path: page.markdown.encode() for path, page in self.pages.items()} | dict(self.files)


@dataclass(frozen=True)
class Surroundings:
    """What stands beside the pages made here: the address of the sources, and the paths of the site's other pages."""

    repository: str = ""
    others: frozenset[str] = frozenset()


ALONE = Surroundings()


def judged(
    library: Library, today: date, known: checks.Catalogue | None = None
) -> tuple[dict[str, Plan], list[Problem]]:
    """Return each shop's plan and everything that is to be said about the sources, sorted.

    Plans and the checks over them are made only where file and shape are in order.
    """
    found = [*library.problems, *checks.chapter_problems(library)]
    if errors(found):
        return {}, found
    plans = {name: schedule.plan(shop, library.almanac, today) for name, shop in library.shops.items()}
    for plan in plans.values():
        found.extend(schedule.problems(plan))
    if not errors(found):
        found.extend(checks.run(library, plans.values(), today, known))
        found.extend(idle_packs(library))
    return plans, sorted(set(found))


def make(
    library: Library,
    today: date,
    previous: Mapping[str, bytes],
    address: feeds.Address,
    source_time: datetime | None,
    around: Surroundings = ALONE,
) -> Site:
    """Return the whole site; raise ContentError where a problem stops it.

    `previous` holds the last published feeds by path: they are the memory of stamps.
    """
    known = checks.catalogue(library.wordings, library.references)
    plans, found = judged(library, today, known)
    _stop_at(found)
    written, wrong = _feeds(plans, previous, address, feeds.Clock(today, source_time))
    found += wrong
    files = _joined(library.assets, written)
    _stop_at(found)
    files = _joined(files, handbook.check_files(known, today), workbook.files(plans, today))
    files = _joined(files, *portable.files(library, library.shops.values(), today))
    facts = Facts(today, plans, files, address, known, _changed(library), around.repository, around.others)
    pages = _linked(handbook.pages(library, facts), around.others)
    return Site(pages, files, navigation(library, pages), tuple(sorted(set(found))))


def _stop_at(problems: list[Problem]) -> None:
    if errors(problems):
        raise ContentError(problems)


def _feeds(
    plans: Mapping[str, Plan], previous: Mapping[str, bytes], address: feeds.Address, clock: feeds.Clock
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return each plan's feeds by path, and what is wrong with them."""
    files: dict[str, bytes] = {}
    found: list[Problem] = []
    for name, plan in plans.items():
        memory = previous.get(f"calendars/{name}.ics")
        written = feeds.write(plan, address, clock, memory)
        found += feeds.problems(plan, written, address, memory)
        found += feeds.too_big(plan, written)
        files = _joined(files, written)
    return files, found


def _changed(library: Library) -> dict[str, list[str]]:
    """Return what each fork changes, in words."""
    forks = [name for name, industry in library.industries.items() if industry.bases]
    return {name: changes.fork_words(library, name) for name in forks}


def _joined(*parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files by path; raise ContentError where two want the same one."""
    files: dict[str, bytes] = {}
    for part in parts:
        twice = sorted(files.keys() & part.keys())
        if twice:
            message, hint = f"网址 /{twice[0]} 有两个文件要用", "给其中一个换个名字"
            raise ContentError([Problem(twice[0], 0, 1, "Q025", message, hint)])
        files |= part
    return files


def _linked(pages: Mapping[str, Page], others: Collection[str]) -> dict[str, Page]:
    """Return the pages with links to those this project does not have turned into plain words."""
    anchors = cache(
        lambda path: {match[1] or html.unescape(match[2]) for match in _ANCHOR.finditer(pages[path].markdown)}
    )

    def linked(path: str, page: Page) -> Page:
        def kept(match: re.Match[str]) -> str:
            words, target, anchor, attributes = match[1], match[2], match[3] or "", match[4] or ""
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if there in others:
                return match[0]
            if there not in pages:
                return words
            if anchor and anchor[1:] not in anchors(there):
                anchor = ""
            return f"[{words}]({target}{anchor}){attributes}"

        return replace(page, markdown=_LINK.sub(kept, page.markdown))

    return {path: linked(path, page) for path, page in pages.items()}
