"""New projects, forks and packs, as files to write: a dict of path → text. Pure."""

from __future__ import annotations

from qunli.scaffold.packs import BLANK, blank, eject, fork
from qunli.scaffold.projects import TEXTS, Beginning, new_project, title_fault
from qunli.scaffold.writing import as_yaml, scalar

__all__ = [
    "BLANK",
    "TEXTS",
    "Beginning",
    "as_yaml",
    "blank",
    "eject",
    "fork",
    "new_project",
    "scalar",
    "title_fault",
]
