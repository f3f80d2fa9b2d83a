"""Which rows are called off: by their state, by a no that is asked about, or by a line above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from qunli.workbook.headings import Columns
from qunli.workbook.other_columns import DONE, STATE
from qunli.workbook.questions import Interview, Question
from qunli.workbook.spelling import simplified
from qunli.workbook.tables import Cell

_CANCELLED = re.compile(
    "取消|作废|停用|停发|暂停|暂缓|缓[发一]|先放|不发|不上|不做|砍[掉了]|下线|下架|废弃|搁置|[未不]通过|驳回|打回|否决|中止|终止|撤[回下掉]|"
    r"reject|cancel|\bkill|\bdropped\b|\bvoid\b|\bscrap|withdrawn|\bno[- ]?go\b|\bskip|\bdeleted?\b|\bremoved?\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile("推迟|延[期后迟]|改期|顺延|[改移挪换]到|提前到|往后[推挪]")
_OFF = re.compile(
    f"(?:以下|下面|下列).*(?:{_CANCELLED.pattern})|(?:已?取消|作废|停用|停发|暂停|废弃)的?(?:内容|计划)?$"
)
# What stands in the place of a text on a day without posts.
_REST = "[^，。,;；]{0,8}(?:不发|不推|停更|休更|停发|不更新|休息|放假|店休|闭店|不营业)[了。！!一天日]*"
_DAY_OFF = re.compile(f"{_REST}(?:[，。,;；、 ]+{_REST})*|[-/—无]+")
_DATE = re.compile(r"(\d{1,2})\s*[月./-]\s*(\d{1,2})")
_NO = re.compile("否|不|不要|[×✗✘❌☐□xXnN]|no|false", re.IGNORECASE)
_YES = re.compile("是|有|要|需要?|对|已[发完推].{0,4}|[√✓✔☑✅●1yY]|yes|true|done", re.IGNORECASE)
_SENT_ALREADY = re.compile(
    "[√✓✔✅☑]?已?经?(?:发|推|群发|发圈|完成|执行|结束)(?:[送布完出]|推送)?了?[√✓✔✅☑]?|(?:done|sent|posted|published)",
    re.IGNORECASE,
)
_SENT, _SKIPPED = "要发", "不发"
# States of what may not be posted at all: 待审, 草稿, on hold. What waits only for its hour is settled: 待发, 待办.
_UNSETTLED = re.compile(
    "待(?!发|推|办|执行|完成|开始|处理|上线|群发|播|通知客户)|未[定审确批]|审[核批]中|沟通中|讨论|草稿|初稿|考虑|犹豫|再[议看定]|看情况|视.{0,6}(?:定|情况)|备[选用]|候[补选]|可选|保留|观望|"
    # What begins like a no, 不用了, or lacks something yet, 缺图.
    r"^(?:先|都|也|就)?(?:不(?![错变]|影响)|别|勿|免|没(?!问题|毛病|变)|缺|弃|算了|换|重[写拍做]|返工|[改修](?!好|完|过|毕))|[改修]稿?中|修改"
    r"|等.{0,6}(?:通知|确认|定|审|回复|消息)|hold|draft|pending|\btb[acd]\b|\bwip\b|wait|review|tentative|maybe|blocked|unconfirmed|not (?:yet )?(?:approved|confirmed|final)|[?？⚠]",
    re.IGNORECASE,
)
# A letter or a sign, of which no line tells what it means.
_CODE = re.compile("[A-Za-z]|[○△▲▼◇◆□■☆★※~～]")


def cancelled(
    line: tuple[Cell, ...], columns: Columns, codes: Mapping[str, str], interview: Interview
) -> Cell | None:
    """Return the cell that calls off a row, None where none does; `codes` tells what states mean that are only letters."""
    numbers = (*columns.by_key.get(STATE, ()), *columns.spare.get(STATE, ()))
    states = [line[number] for number in numbers if line[number]]
    off = [state for state in states if _CANCELLED.search(_meant(state, codes))]
    open_ones = [state for state in states if state not in off and _is_open(state, codes)]
    return next(iter([*off, *(state for state in open_ones if _is_no(state, codes, interview))]), None)


def _meant(state: Cell, codes: Mapping[str, str]) -> str:
    """Return the words of a state with what they mean."""
    means = codes.get(state.text, "")
    return simplified(f"{state.text} {means}".strip())


def _is_open(state: Cell, codes: Mapping[str, str]) -> bool:
    """Say whether a state leaves open whether its row is posted."""
    means = codes.get(state.text, "")
    if is_yes(means or state.text) or is_sent(means or state.text):
        return False
    is_unknown = not means and _CODE.fullmatch(state.text) is not None
    return is_no(means or state.text) or is_unknown or _UNSETTLED.search(_meant(state, codes)) is not None


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


def _is_no(state: Cell, codes: Mapping[str, str], interview: Interview) -> bool:
    """Ask whether a state means that a post is off, or only that it was not sent or settled yet."""
    means = f"（{codes[state.text]}）" if state.text in codes else ""
    said = f"「{state.text}」{means}"
    text = f"有的行写着{said}，是不发了，还是还没发、到时候要发？"
    question = Question(f"写着「{state.text}」的要发吗", text, state.place, (_SENT, _SKIPPED))
    message = f"写着{said}，看不出是不发了，还是还没发"
    hint = "不发的写「取消」，还没发的写「待发」"
    return interview.require(question, message, hint) == _SKIPPED
