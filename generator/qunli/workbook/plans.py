"""The sheets of a file that are plans, and the rows of each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import groupby

from qunli.workbook.days import Reader
from qunli.workbook.headings import columns_of, heading_row, is_download, no_plan, stop
from qunli.workbook.pictures import attached
from qunli.workbook.sheet import Sheet, days_of
from qunli.workbook.steps import Plan, Puppets
from qunli.workbook.tables import Book, Table


def plans(book: Book, only: Collection[str], reader: Reader, puppets: Puppets) -> list[Plan]:
    """Return the sheets that are plans; raise ContentError where there is none, or it is not clear which is meant.

    `only` names the sheets that are wanted; none for all.
    """
    listed = [part for table in _wanted(book, only) for part in _side_by_side(table.as_list())]
    headed = [(table, heading_row(table)) for table in listed]
    below = [(table, row) for table, row in headed if row is not None]
    if any(is_download(table, row) for table, row in below):
        hint = "它只管填已发和数字；改计划先 qunli export 模板/计划 文件，再导入那一份"
        raise stop(book, "Q003", "这是 28 天的排期表，不是发布计划", hint)
    found = [
        Sheet(table, row, reader, puppets).plan() for table, row in below if columns_of(table, row).is_plan
    ]
    if not found:
        raise no_plan(book, headed)
    if not only:
        _require_one(book, found, reader)
    return [replace(attached(plan, book.pictures), lost=book.lost) for plan in found]


def require_whole(book: Book, found: list[Plan]) -> None:
    """Raise ContentError where rows are hidden: what is dropped for not being in a sheet might be one of them.

    Sheets that the program wrote are read with their hidden rows.
    """
    if any(table.hides_rows for table in book.tables) and not all(plan.has_ids for plan in found):
        hint = "取消隐藏和筛选，存一次再导入；或者不加 --drop"
        raise stop(book, "Q003", "表里有藏起来的行，加了 --drop 会把它们从计划里删掉", hint)


def _require_one(book: Book, found: list[Plan], reader: Reader) -> None:
    if len(found) == 1 or _belong_together(found, reader):
        return
    names = "、".join(plan.name for plan in found)
    hint = f"用 --sheet 说要哪一张，比如 --sheet {found[0].name}；几张都要就写几次"
    raise stop(book, "Q003", f"有 {len(found)} 张表都像发布计划：{names}", hint)


def _wanted(book: Book, only: Collection[str]) -> list[Table]:
    names = [table.name for table in book.tables]
    for name in only:
        if name not in names:
            raise stop(book, "Q014", f"没有名叫 {name} 的表", f"这个文件里有：{'、'.join(names)}")
    return [table for table in book.tables if not only or table.name in only]


def _belong_together(found: list[Plan], reader: Reader) -> bool:
    """Say whether several sheets are one plan: all are named after days, or the program wrote them all."""
    return all(days_of(plan.name, reader) for plan in found) or all(plan.has_ids for plan in found)


def _side_by_side(table: Table) -> list[Table]:
    """Return the tables that stand beside each other in a sheet, parted by blank columns; the sheet itself if it is one."""
    width = len(table.rows[0]) if table.rows else 0
    filled = [any(row[column] for row in table.rows) for column in range(width)]
    runs = [list(run) for is_filled, run in groupby(range(width), key=filled.__getitem__) if is_filled]
    parts = [table.only(run[0], run[-1] + 1) for run in runs]
    heads = [(part, heading_row(part)) for part in parts]
    plans = [part for part, row in heads if row is not None and columns_of(part, row).is_plan]
    return plans if len(plans) > 1 else [table]
