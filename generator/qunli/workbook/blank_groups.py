"""Rows whose group is blank in a column that names several: that of the row above, or every one, which is asked."""

from __future__ import annotations

from collections.abc import Sequence

from qunli.problem import Problem
from qunli.workbook.headings import Columns
from qunli.workbook.other_columns import GROUP
from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import Cell

AS_ABOVE, TO_EVERY = "和上一行同一个群", "每个群都发"
_KEY = "没写群的几行"


def names_several(columns: Columns, lines: Sequence[tuple[Cell, ...]]) -> bool:
    """Return whether the column of groups has at least two different ones."""
    numbers = columns.by_key.get(GROUP, ())
    return len({line[number].text for line in lines for number in numbers if line[number]}) > 1


def blank_group(columns: Columns, filled: Sequence[Cell], above: str, interview: Interview) -> str | Problem:
    """Return the group of a row that names none, given that of the row above, "" for all; or what is wrong.

    A first column is filled in once for the rows below, as where its cells are merged; elsewhere no answer is safe.
    """
    is_first = min(columns.by_key[GROUP]) == min(
        number for numbers in columns.by_key.values() for number in numbers
    )
    text = "有几行没写群，别的行写了。是和上一行同一个群，还是每个群都发？"
    question = Question(_KEY, text, filled[0].place, (AS_ABOVE, TO_EVERY), AS_ABOVE if is_first else None)
    answer = interview.ask(question)
    if answer is None:
        hint = question.way_out("写上哪个群")
        return filled[0].place.problem("Q003", "这一行没写群，别的行写了，看不出发到哪个群", hint)
    return above if answer == AS_ABOVE else ""
