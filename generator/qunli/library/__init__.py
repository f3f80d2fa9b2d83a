"""The only reader of sources and of the previous feeds: from a folder to a Library, all problems collected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from qunli.almanac import Almanac, Festival, read_holidays
from qunli.library import history
from qunli.library.industries import Industries, Industry
from qunli.library.pages import Page, read_pages
from qunli.library.shops import Shop, ShopRun, load_shop
from qunli.library.tree import Tree, find_root, packaged
from qunli.model import Reference
from qunli.problem import ContentError, Problem, errors
from qunli.shape import YEARS, Id, problems
from qunli.source import Source

__all__ = ["Industry", "Library", "Page", "Shop", "ShopRun", "find_root", "load", "packaged", "read_feeds"]

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
    tree = Tree(root, fallback or packaged())
    festivals, almanac = _almanac(tree)
    industries = Industries(tree, festivals)
    calendars = tree.sources("calendars")
    wanted = calendars if only is None else [name for name in calendars if name in only]
    shops = {name: load_shop(tree, name, calendars[name], industries) for name in wanted}
    for name in industries.ids if only is None else ():
        if tree.is_local(f"content/industries/{name}"):
            industries.load(name)
    packs = {name: pack for name, pack in sorted(industries.loaded.items()) if pack}
    rest = _rest(tree) if only is None else _Rest()
    theme = (root / "site_templates/theme", tree.fallback / "site_templates/theme")
    return Library(
        root=root,
        industries=packs,
        shops={name: shop for name, shop in shops.items() if shop},
        almanac=almanac,
        handbook=rest.handbook,
        templates=rest.templates,
        references=rest.references,
        wordings=rest.wordings,
        page_templates=rest.page_templates,
        assets=rest.assets,
        theme=theme,
        problems=tuple(sorted(set(tree.problems))),
        tree=tree,
    )


@dataclass(frozen=True)
class _Rest:
    """What only pages and checks need."""

    handbook: Mapping[str, Page] = field(default_factory=dict)
    templates: Mapping[str, Page] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    wordings: Mapping[str, Source] = field(default_factory=dict)
    page_templates: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)


def _rest(tree: Tree) -> _Rest:
    return _Rest(
        read_pages(tree, "content/handbook"),
        read_pages(tree, "content/handbook/templates"),
        _shaped(tree, "content/sources.yml", Mapping[str, Reference]) or {},
        read_wordings(tree),
        _texts(tree, "site_templates/pages"),
        _assets(tree),
    )


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


def _shaped(tree: Tree, relative: str, shape: Any) -> Any:
    source = tree.read_yaml(relative)
    if source is None:
        return None
    value, found = problems(source, shape)
    tree.problems.extend(found)
    return value


def _almanac(tree: Tree) -> tuple[Mapping[str, Festival] | None, Almanac]:
    """Return the festivals, None where they cannot be read, and the almanac."""
    is_there = tree.locate("content/almanac.yml") is not None
    festivals = _shaped(tree, "content/almanac.yml", Mapping[Id, Festival]) if is_there else {}
    holidays = {}
    for year, path in tree.sources("calendars/holidays", ids=False).items():
        if not (year.isdecimal() and year.isascii() and int(year) in YEARS):
            message = f"假期文件要以年份命名，不是 {year}"
            tree.problems.append(Problem(path, 0, 1, "Q011", message, "比如 calendars/holidays/2027.yml"))
            continue
        source = tree.read_yaml(path)
        if source is None:
            continue
        value, found = read_holidays(source, int(year))
        tree.problems.extend(found)
        if value:
            holidays[int(year)] = value
    return festivals, Almanac(festivals or {}, holidays)


def read_wordings(tree: Tree) -> dict[str, Source]:
    found = {name: tree.read_yaml(path) for name, path in tree.sources("content/wordings", ids=False).items()}
    return {name: source for name, source in found.items() if source}


def _texts(tree: Tree, folder: str) -> dict[str, str]:
    found = {PurePosixPath(path).name: tree.read(path) for path in tree.files(folder, ".j2")}
    return {name: file.text for name, file in found.items() if file}


def _assets(tree: Tree) -> dict[str, bytes]:
    """Return pictures and the like that stand beside the chapters."""
    found = {}
    for suffix in (".png", ".jpg", ".jpeg", ".svg", ".webp"):
        for path in tree.files("content/handbook/assets", suffix):
            raw = tree.read_bytes(path)
            if raw is not None:
                found[path.removeprefix("content/handbook/")] = raw
    return found
