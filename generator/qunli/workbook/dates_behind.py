"""Texts that end with a date, 早安 (12月1日): whether it is the day of the post is asked, where no column has any."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.contents import below
from qunli.workbook.days import Reader
from qunli.workbook.headings import columns_of
from qunli.workbook.questions import Question
from qunli.workbook.tables import Cell, Table

OF_POST, OF_TEXT = "是发的那天", "只是要发的话"
_KEY = "文字最后写的日子"
_BEHIND = re.compile(
    r"(?P<text>.*?\S)(?:\s*[(（【\[]\s*|\s*[—–-]{1,2}\s*|\s+)(?P<day>(?:20\d\d[年./-])?\d{1,2}[月./]\d{1,2}[日号]?(?:\s*[(（]?(?:周|星期)[一二三四五六日天][)）]?)?)\s*[)）】\]]?",
    re.DOTALL,
)
_FEWEST = 2


def with_last_dates(table: Table, row: int, reader: Reader) -> Table:
    """Return a list whose texts all end with dates with these in a column of their own, if that is the answer.

    Raises ContentError where nobody said so: such a text would go out every day.
    """
    columns = columns_of(table, row)
    copies = columns.by_key.get("copy", columns.by_key.get("title", ()))
    if columns.has_ids or len(copies) != 1 or any(key.startswith("day:") for key in columns.keys):
        return table
    cells = [line[copies[0]] for line in below(table, row) if line[copies[0]]]
    parts = [_BEHIND.fullmatch(cell.text) for cell in cells]
    days = {found["day"] for found in parts if found}
    if len(days) < _FEWEST or not all(parts) or not _asked(cells[0], reader):
        return table
    head = Cell(table.rows[row][copies[0]].place, "日期")
    body = [_apart(line, copies[0]) for line in table.rows[row + 1 :]]
    above = [(*line, Cell(line[-1].place)) for line in table.rows[:row]]
    return replace(table, rows=(*above, (*table.rows[row], head), *body))


def _asked(first: Cell, reader: Reader) -> bool:
    text = f"每一条最后都写着日子（{first.text[-12:]}），是发的那天吗？"
    message = f"没有日期那一列，每条最后写的日子看不出是不是发的那天：{first.text[-12:]}"
    question = Question(_KEY, text, first.place, (OF_POST, OF_TEXT))
    hint = question.way_out("加一列「日期」写上哪天发")
    return reader.interview.require(question, message, hint) == OF_POST


def _apart(line: tuple[Cell, ...], column: int) -> tuple[Cell, ...]:
    found = _BEHIND.fullmatch(line[column].text)
    if not found:
        return (*line, Cell(line[column].place))
    text, day = (replace(line[column], raw=found[each], shown=None, lies_in=None) for each in ("text", "day"))
    return (*line[:column], text, *line[column + 1 :], day)
