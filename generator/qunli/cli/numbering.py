"""What import --write-ids adds: the sheet that was imported once more, with ids by which its rows find their posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import library
from qunli.cli.common import project
from qunli.cli.sheets import open_plan, trade

if TYPE_CHECKING:
    from qunli import workbook
    from qunli.cli.taking import Result
    from qunli.library.drafts import Draft


def require_room(file: Path) -> None:
    """Leave with 2 where the sheet with ids would overwrite another: somebody may have worked in it since."""
    for suffix in (file.suffix, ".xlsx"):
        path = _beside(file, suffix)
        if path.exists():
            raise click.UsageError(f"{path.name} 已经有了，里面也许有你的改动。改个名字或挪开，再导入一次")


def write_numbered(file: Path, result: Result, today: date, puppets: workbook.Puppets) -> str:
    """Write the sheet with ids beside the one that was imported, in its own form where that holds them; return what to tell.

    Where it does not come back as the plan it made, the plan is exported instead.
    """
    from qunli import disk, workbook

    if all(plan.has_ids for plan in result.plans):
        return "表里已经有编号了，不用再写。"
    home = result.draft.industry.id, result.draft.sop_id
    found = library.load(project(), only=())
    draft = open_plan(found, *home)
    content = workbook.numbered(file.read_bytes(), result.book, result.merged.rows, workbook.Home(*home))
    path, told = _beside(file, file.suffix), ""
    words = trade(draft, found)
    again = _Again(workbook.Reader(words.festivals, today, file.stem), puppets, words)
    if content is None or not _comes_back(path.name, content, draft, again):
        assert draft.sop is not None  # it was just written
        path, content = _beside(file, ".xlsx"), workbook.as_xlsx(draft.sop, words, *home)
        told = "这张表的样子写不下编号，换成了一行一条的样子。"
    disk.write_whole(path, content)
    return f"{told}带编号的表存在 {path}，以后改它、导入它；原来的表没动。"


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(f"{file.stem}-带编号{suffix}")


@dataclass(frozen=True)
class _Again:
    """What it takes to read the sheet again."""

    reader: workbook.Reader
    puppets: workbook.Puppets
    trade: workbook.Trade


def _comes_back(name: str, content: bytes, draft: Draft, again: _Again) -> bool:
    """Say whether a sheet with ids changes nothing in the plan that it was made of, with each row known by its id."""
    from qunli import workbook
    from qunli.problem import ContentError, errors

    try:
        plans = workbook.plans(workbook.read_book(name, content), (), again.reader, again.puppets)
    except ContentError:
        return False
    target = workbook.Target(draft.now, draft.sop, {})
    merged = workbook.merge(plans, target, again.trade, again.reader, drop=False)
    is_same = draft.now is not None and merged.source.data == draft.now.data
    return is_same and not errors(merged.problems) and all(plan.has_ids for plan in plans)
