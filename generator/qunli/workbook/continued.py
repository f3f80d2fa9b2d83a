"""Rows of a text alone below a post: it goes on in them, or they are something else, which is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qunli.problem import Problem
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.questions import Interview, Question
from qunli.workbook.steps import Step
from qunli.workbook.tables import Cell, Place

SILENT = "没写什么时候发的几行"
_TWICE, SAME_DAY = "没写哪天、钟点又一样的", "和上面同一天"
GOES_ON, LEAVE_OUT = "接在上一条后面", "不要"
# A line in brackets speaks to who posts: （体测图按人私发）.
_ASIDE = re.compile(r"[(（【\[].*[)）】\]]", re.DOTALL)


def silent(place: Place) -> Question:
    """Return the question what rows are that have a text and say no time."""
    text = "有几行只有话，没写什么时候发：是上一条的下文，还是不要了？"
    return Question(SILENT, text, place, (GOES_ON, LEAVE_OUT))


def twice_at_an_hour(first: Cell, interview: Interview) -> Problem | None:
    """Return what is told of a row whose day is blank and whose hour the day above it has already.

    It may be a second text of that hour, or one whose day nobody filled in. Returns None where it was answered to be of
    that day.
    """
    text = "有几行没写哪天，钟点和上面那天的一样。是和上面同一天再发一条吗？"
    question = Question(_TWICE, text, first.place, (SAME_DAY, LEAVE_OUT))
    answer = interview.ask(question)
    if answer == SAME_DAY:
        return None
    if answer == LEAVE_OUT:
        told, hint = "没写哪天，照你说的没有导入", "要发就写上哪天"
        return first.place.problem(LEFT_OUT, told, hint, "warning")
    hint = question.way_out("写上哪天")
    return first.place.problem("Q003", "这一行没写哪天，钟点和上面那天的一样，看不出是哪天", hint)


def with_more(
    steps: Sequence[Step], above: int, filled: Sequence[Cell], cells: Mapping[str, Cell], interview: Interview
) -> Step | None:
    """Return the last step with the text of a row that only has one and goes on in it, None for any other row.

    `above` is the last row before it that is not blank. A line in brackets is no text of the post.
    """
    copy = cells.get("copy")
    if not steps or copy is None or [each.place for each in filled] != [copy.place]:
        return None
    last = steps[-1]
    text = last.cells.get("copy")
    follows = text is not None and max(each.row for each in text.places) == above
    if not follows or text is None or not last.cells.get("when") or _ASIDE.fullmatch(copy.text):
        return None
    if interview.answers.get(SILENT) != GOES_ON:
        return None
    interview.ask(silent(copy.place))
    joined = text.joined(f"{text.text}\n{copy.text}", [copy])
    return replace(last, cells={**last.cells, "copy": joined})
