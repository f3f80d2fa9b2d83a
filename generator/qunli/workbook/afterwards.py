"""Columns below 实际 or 去年 beside those of the plan: what was done then is none of it, though its headings are the same."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.headings import MOST_HEADING_ROW
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell, Table

_NOT_PLANNED = re.compile(
    r"实际|(?:执行|完成|发布|推送)(?:情况|结果|记录)|复盘|去年|上[周月年次]|往期|历史|旧版|原版|修改前|改前|竞品|同行|参考|示例|样例|actual|last (?:week|month|year)",
    re.IGNORECASE,
)
_FEWEST = 2


def with_afterwards_named(table: Table) -> Table:
    """Return a table with what stands over such columns in their headings, so that none of them is taken for the plan's."""
    for row, line in enumerate(table.rows[:MOST_HEADING_ROW]):
        if row + 1 < len(table.rows) and any(_NOT_PLANNED.match(cell.text) for cell in line if cell):
            named = _named(_filled(table, line), table.rows[row + 1])
            if named != table.rows[row + 1]:
                return replace(table, rows=(*table.rows[: row + 1], named, *table.rows[row + 2 :]))
    return table


def _filled(table: Table, line: tuple[Cell, ...]) -> list[Cell]:
    """Return the cells over each column; in a CSV file a merged one is blank behind its first column."""
    found: list[Cell] = []
    for cell in line:
        found.append(found[-1] if found and not cell and not table.knows_merged else cell)
    return found


def _named(over: list[Cell], heads: tuple[Cell, ...]) -> tuple[Cell, ...]:
    if sum(heading(cell.text) is not None for cell in heads if cell) < _FEWEST:
        return heads
    return tuple(
        head.joined(f"{above.text}{head.text}", [above])
        if head and above is not head and _NOT_PLANNED.match(above.text) and heading(head.text)
        else head
        for above, head in zip(over, heads, strict=True)
    )
