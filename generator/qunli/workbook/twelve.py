"""Hours in a sheet that says that its clock has twelve of them, 时间(12小时制): 7:00 may be of the morning or the evening."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qunli.workbook.contents import below
from qunli.workbook.headings import Columns
from qunli.workbook.questions import Interview, Question
from qunli.workbook.spelling import plain, simplified
from qunli.workbook.tables import Cell, Table

AS_WRITTEN = "就是24小时的写法"
_KEY = "12小时制的钟点"
_TWELVE = re.compile(
    r"(?<!\d)(?:12|十二)\s*小时[制进计]|(?<!\d)12[ -]?h(?:ou)?rs?\b|(?:不|没|未)[分写标区][明出]?上下?午",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:0?[1-9]|1[0-2])\s*(?:[:：.]\s*\d{2}(?:\s*[:：]\s*\d{2})?|[点时](?:半|整|[一三]刻|\d{1,2}分?)?)"
)
_MOST_NAMED = 5


def require_halves(columns: Columns, table: Table, row: int, interview: Interview) -> None:
    """Ask about hours without their half of the day where a heading or a remark says that they are twelve.

    Raises ContentError without an answer.
    """
    said = next(_saying_so(table, row), None)
    if said is None:
        return
    numbers = (*columns.by_key.get("when", ()), *columns.spare.get("when", ()))
    hours = [line[number] for line in below(table, row) for number in numbers if _is_bare(line[number])]
    if not hours:
        return
    named = "、".join(f"{cell.place.cell}「{cell.text}」" for cell in hours[:_MOST_NAMED])
    more = f" 等 {len(hours)} 处" if len(hours) > _MOST_NAMED else ""
    words = " ".join(said.text.split())[:20]
    text = f"「{words}」下面没写上午下午：{named}{more}。照 24 小时的写法收吗？"
    hint = f"下午晚上的写成 19:00 这样，或前面写上 上午、下午、晚上；不用改就回答「{_KEY}」：{AS_WRITTEN}"
    message = f"「{words}」下面没写上午下午，看不出是早上还是晚上：{named}{more}"
    interview.require(Question(_KEY, text, hours[0].place, (AS_WRITTEN,)), message, hint)


def _saying_so(table: Table, row: int) -> Iterator[Cell]:
    """Yield the headings, the lines above them and the remarks of one cell that say so."""
    for at, line in enumerate(table.rows):
        filled = [cell for cell in line if cell and not cell.is_beside]
        if at <= row or len(filled) == 1:
            yield from (cell for cell in filled if _TWELVE.search(simplified(cell.text)))


def _is_bare(cell: Cell) -> bool:
    return _BARE.fullmatch(plain(cell.text)) is not None
