"""New projects, forks and packs, as files to write: a dict of path → text. Pure."""

from __future__ import annotations

from qunli.scaffold.packs import BLANK, blank, eject, fork
from qunli.scaffold.projects import TEXTS, Opening, new_project, title_fault

__all__ = ["BLANK", "TEXTS", "Opening", "blank", "eject", "fork", "new_project", "title_fault"]
