"""What has to be read to judge a few files as the whole project would judge them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qunli.library.industries import FOLDER
from qunli.library.parts import PACK
from qunli.library.tree import Tree

CALENDARS = "calendars"
# Whoever names one of these, or a folder around them, asks about everything.
_EVERYTHING = ("content", CALENDARS, "site_templates")


@dataclass(frozen=True)
class Scope:
    """The calendars to plan and the packs to judge, by id."""

    calendars: Collection[str]
    packs: Collection[str] = ()


def scope_of(tree: Tree, paths: Iterable[Path]) -> Scope | None:
    """Return what these files and folders belong to, None where that is everything.

    A pack is seen through its forks and through the calendars that post it, whose changes may put it in the wrong.
    """
    calendars, packs = set(), set()
    for path in paths:
        match _parts(tree, path):
            case ["calendars", name] if name.endswith(".yml"):
                calendars.add(PurePosixPath(name).stem)
            case ["content", "industries", pack, *_]:
                packs.add(pack)
            case [first, *_] if first not in _EVERYTHING:
                continue
            case None:
                continue
            case _:
                return None
    if not packs:
        return Scope(calendars)
    packs = _with_forks(tree, packs)
    return Scope(calendars | _posting(tree, packs), packs)


def _parts(tree: Tree, path: Path) -> list[str] | None:
    """Return a path below the project in parts, None for one outside it, none for a folder around it."""
    root = tree.root.resolve()
    if path.resolve().is_relative_to(root):
        return list(path.resolve().relative_to(root).parts)
    return [] if root.is_relative_to(path.resolve()) else None


def _with_forks(tree: Tree, packs: set[str]) -> set[str]:
    """Return the packs with all that extend them, and what extends those."""
    bases = {name: _said(tree, f"{FOLDER}/{name}/{PACK}", "extends") for name in tree.folders(FOLDER).value}
    found, more = set(packs), set(packs)
    while more:
        more = {name for name, base in bases.items() if base in found} - found
        found |= more
    return found


def _posting(tree: Tree, packs: Collection[str]) -> set[str]:
    paths = tree.sources(CALENDARS, "/calendars/").value
    return {name for name, path in paths.items() if _said(tree, path, "industry") in packs}


def _said(tree: Tree, path: str, field: str) -> object:
    """Return what a file says in one field; its faults are told by whoever reads it for good."""
    source = tree.read_yaml(path).value
    value = source.data.get(field) if source and isinstance(source.data, dict) else None
    return value if isinstance(value, str) else None
