"""What differs between two packs or plans, and between a fork and a base that moved. Pure."""

from __future__ import annotations

from qunli.changes import packs, plans, upstream
from qunli.changes.change import Change, lines
from qunli.changes.posts import CalendarChange, PostChange
from qunli.changes.upstream import Drift, Override, Renamed
from qunli.library import Industry, Library
from qunli.library.industries import Industries

__all__ = [
    "CalendarChange",
    "Change",
    "Drift",
    "Override",
    "PostChange",
    "Renamed",
    "fork_changes",
    "fork_words",
    "lines",
    "packs",
    "plans",
    "upstream",
]


def fork_changes(library: Library, fork: Industry) -> list[Change]:
    """Return what a fork says otherwise than its nearest base; [] for a pack without one."""
    if not fork.bases:
        return []
    festivals = library.almanac.festivals
    base = library.industries.get(fork.bases[0])
    if base is None:
        # A base inside the package that no calendar uses is in no library.
        base = Industries(library.tree, festivals).load(fork.bases[0]).value
    return packs.compare(base, fork, lambda name: festivals[name].title) if base else []


def fork_words(library: Library, fork: str) -> list[str]:
    """Return what a fork changes in the trade's words: 门店福利群「今日菜单」11:00 → 10:30."""
    return lines(fork_changes(library, library.industries[fork]))
