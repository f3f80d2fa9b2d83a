"""Which column of a list names texts that stand elsewhere: 话术编号 with H01."""

from __future__ import annotations

import re

from qunli.problem import ContentError
from qunli.workbook.head_roles import is_deed
from qunli.workbook.headings import columns_of, heading_row
from qunli.workbook.libraries import NUMBER, Library
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell, Table

_OF_TEXTS = r"(?:话术|文案|内容|素材|推文|文本|稿件?|模板|消息|文字|脚本)"
_REFERS = re.compile(
    rf"(?:对应|引用|使用|用哪条)?的?{_OF_TEXTS}的?{NUMBER}|对应{_OF_TEXTS}|用哪[条个]{_OF_TEXTS}?",
    re.IGNORECASE,
)
CODE = re.compile(r"[A-Za-z]{1,4}[-_.]?\d{1,4}[A-Za-z]?|[一-鿿]{1,3}[-_]?\d{1,4}")


def column_of(table: Table, library: Library) -> tuple[int | None, int] | None:
    """Return the heading row and the column of a list that names texts of a library; None for another sheet."""
    row = heading_row(table.as_list())
    if row is None:
        return None
    columns = columns_of(table.as_list(), row)
    if not any(key == "when" or key.startswith("day:") for key in columns.keys):
        return None
    own = {each for each in columns.by_key.get("copy", ()) if not is_deed(columns.heads[each].text)}
    ranked = sorted(
        (rank_of(cell, number in own), number)
        for number, cell in enumerate(columns.heads)
        if cell and rank_of(cell, number in own) < 9
    )
    for rank, number in ranked:
        cells = [line[number] for line in table.rows[row + 1 :] if line[number]]
        known = [cell for cell in cells if library.row_of(cell.text)]
        is_number = all(cell.text.isdecimal() for cell in known)
        is_whole = len(known) == len(cells) if rank > 1 and own else len(known) * 2 >= len(cells)
        is_same = not own and columns.heads[number].text == library.name and library.name != "序号"
        if known and is_whole and (rank == 0 or is_same or not is_number):
            return row, number
    return None


def rank_of(head: Cell, is_copy: bool) -> int:
    """Return how likely a column names texts: by its heading, as that of texts, as a title; 9 for none of these."""
    if _REFERS.fullmatch("".join(head.text.split())):
        return 0
    known = heading(head.text)
    if is_copy:
        return 1
    if known and known.key in ("title", "copy"):
        return 3
    return 2 if known is None or known.key == "" else 9


def require_known(table: Table) -> None:
    """Refuse a list that only has numbers of texts, where these stand nowhere."""
    row = heading_row(table.as_list())
    columns = columns_of(table.as_list(), row) if row is not None else None
    if row is None or columns is None or columns.has_ids:
        return
    own = [each for each in columns.by_key.get("copy", ()) if not is_deed(columns.heads[each].text)]
    refers = [
        number for number, cell in enumerate(columns.heads) if _REFERS.fullmatch("".join(cell.text.split()))
    ]
    for number in (*([] if set(own) - {*refers} else refers), *(own if len(own) == 1 else ())):
        cells = [line[number] for line in table.rows[row + 1 :] if line[number]]
        if cells and all(
            CODE.fullmatch(cell.text.strip()) or (number in refers and cell.text.isdecimal())
            for cell in cells
        ):
            head = columns.heads[number]
            message = f"「{head.text}」里只有编号，这个文件里没有找到它们的话术"
            hint = "把话术那张表放进同一个文件，一列编号、一列话术；或把要发的话直接写进这一列"
            raise ContentError([head.place.problem("Q003", message, hint)])
