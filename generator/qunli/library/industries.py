"""Packs with their SOPs and chapters, forks merged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from qunli.library.bases import FOLDER, Bases
from qunli.library.industry import Industry
from qunli.library.pointers import pack_problems, sop_problems
from qunli.library.tree import Tree
from qunli.model import KINDS, Pack, Sop
from qunli.shape import problems

__all__ = ["FOLDER", "Industries", "Industry"]


class Industries:
    """Reads packs, each once; problems go to the tree."""

    def __init__(self, tree: Tree, festivals: Mapping[str, Any] | None) -> None:
        self.tree = tree
        self.festivals = festivals
        self.bases = Bases(tree)
        self.loaded: dict[str, Industry | None] = {}

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all packs within reach."""
        return [name for name in self.tree.folders(FOLDER) if self.tree.accepts(name, f"{FOLDER}/{name}")]

    def load(self, name: str) -> Industry | None:
        """Return the pack of this id, or None with problems noted."""
        if name not in self.loaded:
            self.loaded[name] = self._load(name)
        return self.loaded[name]

    def _load(self, name: str) -> Industry | None:
        raw = self.bases.read(name)
        if raw is None:
            return None
        pack, found = problems(raw.pack, Pack)
        sops = {}
        for sop_id, source in raw.sops.items():
            sop, faults = problems(source, Sop)
            found.extend(faults)
            if sop:
                sops[sop_id] = sop
        # The order a shop meets them in: the main group first, Moments last.
        sops = dict(sorted(sops.items(), key=lambda item: KINDS.index(item[1].kind)))
        self.tree.problems.extend(found)
        if pack is None:
            return None
        industry = Industry(
            name, pack, sops, raw.chapters, raw.bases, raw.locked, raw.pack, raw.sops, raw.paths
        )
        self.tree.problems.extend(pack_problems(industry))
        for sop_id, sop in sops.items():
            self.tree.problems.extend(sop_problems(industry, sop, raw.sops[sop_id], self.festivals))
        return industry
