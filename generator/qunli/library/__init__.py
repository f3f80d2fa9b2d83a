"""The only reader of sources and of the previous feeds: from a folder to a Library, all problems collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from qunli.almanac import Almanac, Festival, read_holidays
from qunli.library import history
from qunli.library.industries import Industries, Industry, Page, read_pages
from qunli.library.shops import Shop, ShopRun, load_shop
from qunli.library.tree import Tree, find_root, packaged
from qunli.model import Reference
from qunli.problem import ContentError, Problem, errors
from qunli.shape import Id, problems
from qunli.source import Source, parse_yaml

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


def load(root: Path, *, only: str | None = None, fallback: Path | None = None) -> Library:
    """Return the library of a project. `only` limits it to one calendar and what that needs.

    Never raises for content: every fault is in `problems`.
    """
    tree = Tree(root, fallback or packaged())
    festivals, almanac = _almanac(tree)
    industries = Industries(tree, festivals)
    calendars = tree.sources("calendars")
    if only is not None:
        calendars = {name: path for name, path in calendars.items() if name == only}
    shops = {name: load_shop(tree, name, path, industries) for name, path in calendars.items()}
    wanted = [name for name in industries.ids if tree.is_local(f"content/industries/{name}")]
    packs = {name: industries.load(name) for name in (wanted if only is None else [])}
    packs |= industries.loaded
    handbook = read_pages(tree, "content/handbook") if only is None else {}
    return Library(
        root=root,
        industries={name: packs[name] for name in sorted(packs) if packs[name]},  # type: ignore[misc]
        shops={name: shop for name, shop in shops.items() if shop},
        almanac=almanac,
        handbook=handbook,
        templates=read_pages(tree, "content/handbook/templates") if only is None else {},
        references=_shaped(tree, "content/sources.yml", Mapping[str, Reference]) or {},
        wordings=_wordings(tree),
        page_templates=_texts(tree, "site_templates/pages"),
        assets=_assets(tree),
        theme=tuple(path for path in (root / "site_templates/theme", tree.fallback / "site_templates/theme")),
        problems=tuple(sorted(set(tree.problems))),
        tree=tree,
    )


def calendar_ids(root: Path) -> list[str]:
    """Return the ids of a project's calendars."""
    return sorted(path.stem for path in (root / "calendars").glob("*.yml"))


def read_feeds(folder: Path) -> dict[str, bytes]:
    """Return the feeds a site folder holds, by path; what is no readable feed is left out."""
    found = {}
    for path in sorted(folder.glob("calendars/*.ics")):
        if path.is_file() and path.stat().st_size <= MOST_FEED_BYTES:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def _yaml(tree: Tree, relative: str) -> Source | None:
    file = tree.read(relative)
    if file is None:
        return None
    try:
        source = parse_yaml(file)
    except ContentError as error:
        tree.problems.extend(error.problems)
        return None
    tree.problems.extend(source.problems)
    return source


def _shaped(tree: Tree, relative: str, shape: Any) -> Any:
    source = _yaml(tree, relative)
    if source is None:
        return None
    value, found = problems(source, shape)
    tree.problems.extend(found)
    return value


def _almanac(tree: Tree) -> tuple[Mapping[str, Festival], Almanac]:
    festivals = _shaped(tree, "content/almanac.yml", Mapping[Id, Festival]) or {}
    holidays = {}
    for path in tree.files("calendars/holidays", ".yml"):
        year = PurePosixPath(path).stem
        if not (year.isdigit() and len(year) == 4):
            message = f"假期文件要以年份命名，不是 {year}"
            tree.problems.append(Problem(path, 0, 1, "Q011", message, "比如 calendars/holidays/2027.yml"))
            continue
        source = _yaml(tree, path)
        if source is None:
            continue
        value, found = read_holidays(source, int(year))
        tree.problems.extend(found)
        if value:
            holidays[int(year)] = value
    return festivals, Almanac(festivals, holidays)


def _wordings(tree: Tree) -> dict[str, Source]:
    found = {name: _yaml(tree, path) for name, path in tree.sources("content/wordings").items()}
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
