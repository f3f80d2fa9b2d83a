"""Blocks beside a plan that list the groups of a shop, 群名 | 人数 | 群主, and say nothing of posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from qunli.workbook.headings import columns_of
from qunli.workbook.names import heading
from qunli.workbook.other_columns import GROUP
from qunli.workbook.tables import Cell, Table

_OF_GROUPS = re.compile(
    "群?(?:人数|成员数?|规模)|群主|管理员?|群?(?:二维码|规则?|号|码)|建群(?:时间|日期)|群?(?:定位|画像|说明|简介|用途|类型|性质|状态)|上限|满员|负责人?|备注|序号|编号"
)
# The titles of the sheet and of the block, and its headings.
_MOST_ABOVE = 3


def groups_told(table: Table) -> Iterator[int]:
    """Yield the rows of blocks between blank lines whose headings are of groups only, a title above them among these."""
    rows = range(len(table.rows))
    blocks = [
        [*block] for is_filled, block in groupby(rows, key=lambda row: any(table.rows[row])) if is_filled
    ]
    for block in blocks if len(blocks) > 1 else []:
        head = next((row for row in block[:_MOST_ABOVE] if len(_filled(table, row)) > 1), None)
        if head is not None and head < block[-1] and _heads_groups(table, head):
            # What stands over the title of the block is that of the sheet.
            yield from block[max(block.index(head) - 1, 0) :]


def _heads_groups(table: Table, row: int) -> bool:
    """Say whether a row heads groups and what they are, and no hour, day or text."""
    cells = _filled(table, row)
    others = [cell for cell in cells if not _is_group(cell)]
    keys = columns_of(table.as_list(), row).keys
    is_plan = "when" in keys or "copy" in keys or any(key.startswith("day:") for key in keys)
    return (
        not is_plan and len(others) < len(cells) and all(_OF_GROUPS.fullmatch(cell.text) for cell in others)
    )


def _is_group(cell: Cell) -> bool:
    known = heading(cell.text)
    return known is not None and known.key == GROUP


def _filled(table: Table, row: int) -> list[Cell]:
    return [cell for cell in table.rows[row] if cell and not cell.is_beside]
