"""Rows of a text alone below a post: it goes on in them, or they are something else, which is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qunli.workbook.questions import Interview, Question
from qunli.workbook.steps import Step
from qunli.workbook.tables import Cell, Place

SILENT = "没写什么时候发的几行"
GOES_ON, LEAVE_OUT = "接在上一条后面", "不要"
# A line in brackets speaks to who posts: （体测图按人私发）.
_ASIDE = re.compile(r"[(（【\[].*[)）】\]]", re.DOTALL)


def silent(place: Place) -> Question:
    """Return the question what rows are that have a text and say no time."""
    text = "有几行只有话，没写什么时候发：是上一条的下文，还是不要了？"
    return Question(SILENT, text, place, (GOES_ON, LEAVE_OUT))


def with_more(
    steps: Sequence[Step], filled: Sequence[Cell], cells: Mapping[str, Cell], interview: Interview
) -> Step | None:
    """Return the last step with the text of a row that only has one and goes on in it, None for any other row.

    A line in brackets is no text of the post.
    """
    copy = cells.get("copy")
    if not steps or copy is None or [each.place for each in filled] != [copy.place]:
        return None
    last = steps[-1]
    text = last.cells.get("copy")
    follows = text is not None and max(each.row for each in text.places) == copy.place.row - 1
    if not follows or text is None or not last.cells.get("when") or _ASIDE.fullmatch(copy.text):
        return None
    if interview.answers.get(SILENT) != GOES_ON:
        return None
    interview.ask(silent(copy.place))
    joined = text.joined(f"{text.text}\n{copy.text}", [copy])
    return replace(last, cells={**last.cells, "copy": joined})
