"""Which rows are called off: by their state, by a no that is asked about, or by a line above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from qunli.problem import ContentError
from qunli.workbook.headings import Columns
from qunli.workbook.other_columns import DONE, STATE
from qunli.workbook.questions import Interview, Question
from qunli.workbook.spelling import simplified
from qunli.workbook.tables import Cell

_CANCELLED = re.compile(
    "取消|作废|停用|停发|暂停|暂缓|缓[发一]|先放|不发|不上|不做|砍[掉了]|下线|下架|废弃|搁置|[未不]通过|驳回|打回|否决|reject|cancel",
    re.IGNORECASE,
)
_PUT_OFF = re.compile("推迟|延[期后迟]|改期|顺延|[改移挪换]到|提前到|往后[推挪]")
_OFF = re.compile(
    f"(?:以下|下面|下列).*(?:{_CANCELLED.pattern})|(?:已?取消|作废|停用|停发|暂停|废弃)的?(?:内容|计划)?$"
)
# What stands in the place of a text on a day without posts.
_DAY_OFF = re.compile(
    "(?:[^，。,;；]{0,8}(?:不发|不推|停更|休更|停发|不更新|休息|放假|店休))[了。！!一天日]*|[-/—无]+"
)
_DATE = re.compile(r"(\d{1,2})\s*[月./-]\s*(\d{1,2})")
_NO = re.compile("否|不|不要|[×✗✘❌☐□xXnN]|no|false", re.IGNORECASE)
_YES = re.compile("是|有|要|需要?|对|已[发完推].{0,4}|[√✓✔☑✅●1yY]|yes|true|done", re.IGNORECASE)
_SENT_ALREADY = re.compile(
    "[√✓✔✅☑]?已?经?(?:发|推|群发|发圈|完成|执行|结束)(?:[送布完出]|推送)?了?[√✓✔✅☑]?|(?:done|sent|posted|published)",
    re.IGNORECASE,
)
_SENT, _SKIPPED = "要发", "不发"


def cancelled(line: tuple[Cell, ...], columns: Columns, interview: Interview) -> Cell | None:
    """Return the cell that calls off a row, None where none does."""
    numbers = (*columns.by_key.get(STATE, ()), *columns.spare.get(STATE, ()))
    states = [line[number] for number in numbers if line[number]]
    off = [state for state in states if _CANCELLED.search(simplified(state.text))]
    nos = [state for state in states if is_no(state.text)]
    return next(iter([*off, *(state for state in nos if _is_no(state, interview))]), None)


def done(line: tuple[Cell, ...], columns: Columns, days: Iterable[str]) -> Cell | None:
    """Return the cell that ticks off a row as posted, None where none does, or the row comes again.

    `days` are the words of its days and of its hour.
    """
    numbers = (*columns.by_key.get(DONE, ()), *columns.spare.get(DONE, ()))
    ticks = (line[number] for number in numbers if is_yes(line[number].text))
    return next(ticks, None) if any(map(_dates, days)) else None


def is_yes(words: str) -> bool:
    """Say whether a cell is ticked: ☑, 是, TRUE."""
    return _YES.fullmatch(words) is not None


def is_no(words: str) -> bool:
    """Say whether a cell is crossed out: ✗, 否, FALSE."""
    return _NO.fullmatch(words) is not None


def put_off(line: tuple[Cell, ...], columns: Columns, days: Iterable[str]) -> Cell | None:
    """Return the cell that says that a row is for another day than it has, None where none does.

    `days` are the words of its days: one that is put off to the day it has is no longer put off.
    """
    numbers = (*columns.by_key.get(STATE, ()), *columns.spare.get(STATE, ()))
    late = (line[number] for number in numbers if _PUT_OFF.search(simplified(line[number].text)))
    own = {found for words in days for found in _dates(words)}
    return next((cell for cell in late if not (_dates(cell.text) and _dates(cell.text) <= own)), None)


def _dates(words: str) -> set[tuple[int, int]]:
    return {(int(month), int(day)) for month, day in _DATE.findall(words)}


def is_day_off(cells: Mapping[str, Cell]) -> bool:
    """Say whether a row without an hour says that nothing is posted: 周日 | 休息 | | 周日群内不发."""
    said = [cell.text for key in ("copy", "title") if (cell := cells.get(key))]
    return not cells.get("when") and bool(said) and all(map(_DAY_OFF.fullmatch, said))


def is_sent(words: str) -> bool:
    """Say whether a state is that of a row that was posted already."""
    return _SENT_ALREADY.fullmatch("".join(simplified(words).split())) is not None


def calls_off(words: str) -> bool:
    """Say whether a line calls off the rows below it."""
    return _OFF.match(simplified(words)) is not None


def _is_no(state: Cell, interview: Interview) -> bool:
    """Ask whether a no means that a post is off, or only that it was not sent yet."""
    text = f"有的行写着「{state.text}」，是不发了，还是还没发、到时候要发？"
    question = Question(f"写着「{state.text}」的要发吗", text, state.place, (_SENT, _SKIPPED))
    answer = interview.ask(question)
    if answer is None:
        message = f"写着「{state.text}」，看不出是不发了，还是还没发"
        hint = "不发的写「取消」，还没发的写「待发」"
        raise ContentError([state.place.problem("Q003", message, hint)])
    return answer == _SKIPPED
