"""The only reader of sources and of the previous feeds: from a folder to a Library, all problems collected."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from qunli.almanac import Almanac
from qunli.library import history
from qunli.library.days import read_almanac
from qunli.library.industries import FOLDER, Industries, Industry
from qunli.library.industry import PackFile
from qunli.library.pages import FOLDERS as PAGES
from qunli.library.pages import Page
from qunli.library.reading import Read, Steps, reading
from qunli.library.rest import ASSETS, PICTURES, THEME, Rest, by_which, read_rest
from qunli.library.scope import scope_of
from qunli.library.shops import Shop, ShopRun, load_shop
from qunli.library.tree import PACKAGED, Tree, find_root, packaged
from qunli.library.word_checks import WordChecks, read_wordings, word_checks
from qunli.model import Reference
from qunli.problem import ContentError, Problem, errors
from qunli.source import Source, slips

__all__ = [
    "PACKAGED",
    "Industry",
    "Library",
    "PackFile",
    "Page",
    "Shop",
    "ShopRun",
    "WordChecks",
    "find_root",
    "is_source",
    "load",
    "load_for",
    "packaged",
    "read_feeds",
    "read_wordings",
    "settings_slips",
    "word_checks",
]

_YAML = re.compile(r"\.ya?ml\b")
_SOURCES_ALONE = ("content/industries", "content/wordings", "site_templates")
SOURCE_FOLDERS = ("content", "calendars", "site_templates")
MOST_FEED_BYTES = 20_000_000


@dataclass(frozen=True)
class Library:
    """Everything the site is made from. Mappings are by id; page templates by file name; `assets` by path."""

    root: Path
    industries: Mapping[str, Industry]
    shops: Mapping[str, Shop]
    almanac: Almanac
    handbook: Mapping[str, Page]
    templates: Mapping[str, Page]
    references: Mapping[str, Reference]
    wordings: Mapping[str, Source]
    page_templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    theme: tuple[Path, ...]
    problems: tuple[Problem, ...]
    tree: Tree = field(repr=False)

    @cached_property
    def changed(self) -> dict[str, date]:
        """The day each source was last committed."""
        return history.last_changes(self.root)

    def source_time(self, environ: Mapping[str, str]) -> datetime | None:
        """Return the time of the sources (UTC), or None where only the build day is known."""
        return history.source_time(self.root, environ)

    def require(self) -> Library:
        """Return self; raise ContentError where a problem stops the build."""
        if errors(self.problems):
            raise ContentError(self.problems)
        return self


def load(root: Path, *, only: Collection[str] | None = None, fallback: Path | None = None) -> Library:
    """Return the library of a project. `only` limits it to these calendars and what they post.

    Never raises for content: every fault is in `problems`.
    """
    return _told(_load(Tree(root, fallback or packaged()), only, None, with_rest=only is None))


def load_for(root: Path, paths: Iterable[Path], *, fallback: Path | None = None) -> Library:
    """Return the library by which these files are judged as the whole project's would judge them, and no more of it.

    Never raises for content: every fault is in `problems`, those of other files among them.
    """
    tree = Tree(root, fallback or packaged())
    scope = scope_of(tree, paths)
    if scope is None:
        return load(root, fallback=fallback)
    return _told(_load(tree, scope.calendars, scope.packs, with_rest=False))


def _told(read: Read[Library]) -> Library:
    """Return the library with each problem once: a base and its heirs find the same one, with other ways out."""
    found: dict[tuple[Any, ...], Problem] = {}
    for each in read.problems:
        found.setdefault((each.path, each.line, each.column, each.width, each.code, each.message), each)
    return replace(read.value, problems=tuple(sorted(found.values())))


@reading
def _load(
    tree: Tree, only: Collection[str] | None, judged: Collection[str] | None, *, with_rest: bool
) -> Steps[Library]:
    """Return the library of these calendars; `judged` are the packs that are in question, None for all."""
    festivals, almanac = yield from read_almanac(tree)
    industries = Industries(tree, festivals)
    shops = yield from _shops(tree, only, industries)
    if with_rest or judged:
        yield from _own_packs(tree, industries, judged)
    rest = (yield from read_rest(tree)) if with_rest else Rest()
    if judged is not None:
        rest = yield from by_which(tree)
    packs = {
        name: read.value
        for name, read in sorted(industries.loaded.items())
        if read.value and (judged is None or name in judged)
    }
    return Library(
        root=tree.root,
        industries=packs,
        shops=shops,
        almanac=almanac,
        handbook=rest.handbook,
        templates=rest.templates,
        references=rest.references,
        wordings=rest.wordings,
        page_templates=rest.page_templates,
        assets=rest.assets,
        theme=(tree.root / THEME, tree.fallback / THEME),
        problems=(),
        tree=tree,
    )


@reading
def _shops(tree: Tree, only: Collection[str] | None, industries: Industries) -> Steps[dict[str, Shop]]:
    shops = {}
    for name, path in (yield from tree.sources("calendars", "/calendars/")).items():
        shop = (yield from load_shop(tree, name, path, industries)) if only is None or name in only else None
        if shop:
            shops[name] = shop
    return shops


@reading
def _own_packs(tree: Tree, industries: Industries, wanted: Collection[str] | None) -> Steps[None]:
    """Read the project's own packs, those that no calendar uses too."""
    for name in (yield from industries.ids):
        if tree.is_local(f"{FOLDER}/{name}") and (wanted is None or name in wanted):
            yield from industries.load(name)


def settings_slips(root: Path) -> tuple[Problem, ...]:
    """Return the typing slips in a project's mkdocs.yml; the rest of it is for MkDocs to judge."""
    tree = Tree(root)
    file = tree.read("mkdocs.yml") if tree.is_local("mkdocs.yml") else None
    if file is None:
        return ()
    return (*file.problems, *(slips(file.value) if file.value else ()))


def is_source(path: str) -> bool:
    """Say whether a file of a project (its relative POSIX path) is read here, or what an editor left of one.

    What is not may go to the site as it is.
    """
    where = PurePosixPath(path)
    folder = where.parent.as_posix()
    if where.parts[0] not in SOURCE_FOLDERS:
        return False
    if _YAML.search(where.name) or any(where.is_relative_to(each) for each in _SOURCES_ALONE):
        return True
    return (folder in PAGES and where.suffix == ".md") or (folder == ASSETS and where.suffix in PICTURES)


def calendar_ids(root: Path) -> list[str]:
    """Return the ids of a project's calendars."""
    return sorted(path.stem for path in (root / "calendars").glob("*.yml"))


def read_feeds(folder: Path) -> dict[str, bytes]:
    """Return the feeds a site folder holds, by path; one too large to be ours is given as no bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.stat().st_size <= MOST_FEED_BYTES
        else b""
        for path in sorted(folder.glob("calendars/*.ics"))
        if path.is_file()
    }
