"""The word checks alone: what judges a text that belongs to no project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qunli.library.reading import Steps, reading
from qunli.library.tree import Tree, packaged
from qunli.model import Reference
from qunli.source import Source


@dataclass(frozen=True)
class WordChecks:
    """The files of word checks by name, and what they cite by key."""

    wordings: Mapping[str, Source]
    references: Mapping[str, Reference]


@reading
def word_checks(root: Path | None = None, *, fallback: Path | None = None) -> Steps[WordChecks]:
    """Return the word checks of a project, those of the program where there is none."""
    fallback = fallback or packaged()
    # A folder that holds nothing: then everything is of the program and bears its mark.
    tree = Tree(root or fallback / "nowhere", fallback)
    references = (yield from tree.read_shaped("content/sources.yml", Mapping[str, Reference])) or {}
    return WordChecks((yield from read_wordings(tree)), references)


@reading
def read_wordings(tree: Tree) -> Steps[dict[str, Source]]:
    found = {}
    for name, path in (yield from tree.sources("content/wordings")).items():
        source = yield from tree.read_yaml(path)
        if source:
            found[name] = source
    return found
