"""Everything together: pages, feeds, files and navigation as values, and publishing them into a folder."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from qunli import changes, checks, feeds, handbook, schedule, workbook
from qunli.handbook import Facts, Page
from qunli.handbook.navigation import Navigation, navigation
from qunli.library import Library
from qunli.problem import ContentError, Problem, errors
from qunli.schedule import Plan

_LINK = re.compile(r"\[((?:[^\[\]\\\n]|\\.)*)\]\(([^()\s]+?\.md)(#[^()\s]*)?\)(\{[^}\n]*\})?")
_ANCHOR = re.compile(r"\{[^}\n]*#([\w.-]+)[^}\n]*\}|\bid=\"([\w.-]+)\"")

# The ending of a file that is being written; a leading dot keeps it from readers.
_BESIDE = ".qunli-new"


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
    found = list(library.problems)
    if errors(found):
        return {}, found
    plans = {name: schedule.plan(shop, library.almanac, today) for name, shop in library.shops.items()}
    for plan in plans.values():
        found.extend(schedule.problems(plan))
    if not errors(found):
        found.extend(checks.run(library, plans.values(), today, known))
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
    facts = Facts(today, plans, files, address, known, _changed(library), around.repository, around.others)
    pages = _linked(handbook.pages(library, facts), around.others)
    return Site(pages, files, navigation(library, pages), tuple(sorted(set(found))))


def _stop_at(problems: list[Problem]) -> None:
    if errors(problems):
        raise ContentError(problems)


def _feeds(
    plans: Mapping[str, Plan], previous: Mapping[str, bytes], address: feeds.Address, clock: feeds.Clock
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return each plan's feeds with what the pages read beside them, by path, and what is wrong with the feeds."""
    files: dict[str, bytes] = {}
    found: list[Problem] = []
    for name, plan in plans.items():
        memory = previous.get(f"calendars/{name}.ics")
        written = feeds.write(plan, address, clock, memory)
        found += feeds.problems(plan, written, address, memory)
        files = _joined(files, written, handbook.today_files(plan, clock.today))
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
    anchors = cache(lambda path: {match[1] or match[2] for match in _ANCHOR.finditer(pages[path].markdown)})

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

        return Page(page.title, _LINK.sub(kept, page.markdown), page.source)

    return {path: linked(path, page) for path, page in pages.items()}


# --- publishing -----------------------------------------------------------------------------------


def publish(built: Path, target: Path) -> int:
    """Bring a built folder into a published one, file by file; return how many files changed.

    Unchanged files are not touched, changed ones are put in place whole, new ones come first and vanished ones
    go last, so that a reader never misses a file that stays and a crash leaves only whole files. Names that begin
    with a dot beside the home page (.git, .well-known) are not the site's and stay.
    """
    new = {path.relative_to(built): path for path in sorted(built.rglob("*")) if path.is_file()}
    ways = {way for name in new for way in name.parents}
    old = {path.relative_to(target) for path in sorted(target.rglob("*")) if _is_published(path)}
    changed = 0
    for name in sorted(new, key=lambda each: each in old):
        changed += put(target / name, new[name].read_bytes())
    for name in sorted(old - new.keys() - ways):
        if not _stays(name):
            _remove(target, name)
            changed += 1
    return changed


def _remove(target: Path, name: Path) -> None:
    """Remove a file and the folders that are empty without it."""
    # A file that now stands where its folder was has taken it away already.
    with suppress(FileNotFoundError, NotADirectoryError):
        (target / name).unlink()
    for folder in (target / name).parents:
        if folder == target:
            return
        with suppress(OSError):
            folder.rmdir()


def _is_published(path: Path) -> bool:
    return path.is_symlink() or not path.is_dir()


def _stays(name: Path) -> bool:
    """Say whether a file is somebody else's: one that is hidden beside the home page, and not our left-over."""
    return name.parts[0].startswith(".") and not _is_left_over(name)


def _is_left_over(name: Path) -> bool:
    """Say whether a killed build left this half-written file."""
    return len(name.parts) == 1 and name.name.endswith(_BESIDE)


def put(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all; return whether it changed."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return False
    _make_way(path)
    write_whole(path, content)
    return True


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with the rights it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}{_BESIDE}")
    try:
        beside.write_bytes(content)
        if path.exists():
            shutil.copymode(path, beside)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _make_way(path: Path) -> None:
    """Make the folders of a path, where a file of an earlier site has a folder's name, and the reverse."""
    for folder in reversed(path.parents):
        if folder.is_file() or (folder.is_symlink() and not folder.is_dir()):
            folder.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        for each in sorted(path.rglob("*"), reverse=True):
            each.rmdir() if each.is_dir() else each.unlink()
        path.rmdir()
