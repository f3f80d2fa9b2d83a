"""Forks that no calendar uses."""

from __future__ import annotations

from collections.abc import Iterator

from qunli.library import Library
from qunli.library.industries import FOLDER
from qunli.problem import Problem


def idle_packs(library: Library) -> Iterator[Problem]:
    """Yield a reminder for each fork whose changes nobody posts, where a project has calendars; drafts may wait."""
    if not library.tree.sources("calendars", "/calendars/").value:
        return
    used = {each for shop in library.shops.values() for each in (shop.industry.id, *shop.industry.bases)}
    for name, pack in library.industries.items():
        is_own_fork = bool(pack.bases) and library.tree.is_local(f"{FOLDER}/{name}")
        if is_own_fork and name not in used and not pack.pack.is_draft:
            message = f"没有一份排期表用「{pack.pack.title}」，改的都发不出去"
            hint = f"把排期表的 industry 改成 {name}；不要了就删掉这个文件夹"
            yield pack.source.problem(("extends",), "Q029", message, hint, key=True).as_warning()
