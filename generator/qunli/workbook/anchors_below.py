"""The day from which others are counted in a line below the plan, 开营日： | 12月14日: it says the same as one above."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.headings import heading_row
from qunli.workbook.tables import Cell, Table

_LABEL = re.compile(
    r"(?:开营|开课|开班|开业|开学|开团|开始|起始|活动|直播|入营|首日|店庆|周年庆|大促|第[1一]天|D[1-]?|T)(?:日期|时间|日|当天|day)?(?:[(（][DT]日?[)）])?",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?")
_WEEKDAY = re.compile(r"[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?")
_BETWEEN = re.compile(r"[:：\s]*(?:是|为)?[:：\s]*")


def with_anchors_above(table: Table) -> Table:
    """Return a table with such lines in one cell above its headings, where what is said of all rows stands."""
    head = heading_row(table.as_list())
    if head is None:
        return table
    lines = [*table.rows]
    moved: list[tuple[Cell, ...]] = []
    for line in table.as_list().rows[head + 1 :]:
        if anchor := _anchor([cell for cell in line if cell]):
            lines = [each for each in lines if each[0].place.row != line[0].place.row]
            moved.append((anchor, *(Cell(cell.place) for cell in line[1:])))
    return replace(table, rows=(*lines[:head], *moved, *lines[head:])) if moved else table


def _anchor(filled: list[Cell]) -> Cell | None:
    """Return a line of a label, its date and perhaps its weekday as one cell, None for others."""
    words = " ".join(cell.text for cell in filled)
    label = _LABEL.match(words)
    if not filled or not label:
        return None
    rest = words[label.end() :]
    rest = rest[_BETWEEN.match(rest).end() :]  # type: ignore[union-attr]
    date = _DATE.match(rest)
    behind = rest[date.end() :].strip() if date else ""
    if not date or (behind and not _WEEKDAY.fullmatch(behind)):
        return None
    said = f"{label[0]}：{date[0]}{behind}"
    return replace(filled[0].joined(said, filled[1:]), lies_in=None)
