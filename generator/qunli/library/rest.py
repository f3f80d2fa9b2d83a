"""What only pages and checks need of a project: its handbook, templates, references, rules about words, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from qunli.library.pages import FOLDERS, Page, read_pages
from qunli.library.reading import Steps, reading
from qunli.library.tree import Tree
from qunli.library.word_checks import read_wordings
from qunli.model import Reference
from qunli.source import Source

PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp")
ASSETS = "content/handbook/assets"
THEME = "site_templates/theme"


@dataclass(frozen=True)
class Rest:
    """What only pages and checks need: pages and templates by id, page templates by file name, `assets` by path."""

    handbook: Mapping[str, Page] = field(default_factory=dict)
    templates: Mapping[str, Page] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    wordings: Mapping[str, Source] = field(default_factory=dict)
    page_templates: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)


@reading
def by_which(tree: Tree) -> Steps[Rest]:
    """Return what is needed to judge, and no page."""
    return Rest(
        references=(yield from tree.read_shaped("content/sources.yml", Mapping[str, Reference])) or {},
        wordings=(yield from read_wordings(tree)),
    )


@reading
def read_rest(tree: Tree) -> Steps[Rest]:
    yield from tree.require_inside(THEME)
    return Rest(
        (yield from read_pages(tree, FOLDERS[0], "/")),
        (yield from read_pages(tree, FOLDERS[1], "/templates/")),
        (yield from tree.read_shaped("content/sources.yml", Mapping[str, Reference])) or {},
        (yield from read_wordings(tree)),
        (yield from _texts(tree, "site_templates/pages")),
        (yield from _assets(tree)),
    )


@reading
def _texts(tree: Tree, folder: str) -> Steps[dict[str, str]]:
    found = {}
    for path in (yield from tree.files(folder, ".j2")):
        file = yield from tree.read(path)
        if file:
            found[PurePosixPath(path).name] = file.text
    return found


@reading
def _assets(tree: Tree) -> Steps[dict[str, bytes]]:
    """Return pictures and the like that stand beside the chapters."""
    found = {}
    for suffix in PICTURES:
        for path in (yield from tree.files(ASSETS, suffix)):
            raw = yield from tree.read_bytes(path)
            if raw is not None:
                found[path.removeprefix("content/handbook/")] = raw
    return found
