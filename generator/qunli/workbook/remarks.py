"""What a row says in columns that no field of a post takes: noted under their headings, or told as passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qunli.problem import ContentError, Problem
from qunli.when import is_daytime
from qunli.workbook.fresh import is_no_title
from qunli.workbook.headings import Columns
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.names import is_fact
from qunli.workbook.other_columns import LAST_DAY, LAST_HOUR, LINK, NOTED, STATE
from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import Cell

# Several columns that mean the same: every one is kept in these, joined like this; in others the first that is filled.
JOINED = {"when": "、", "owner": "、", "notes": "；", "media": "\n"}
IN_TURN = "轮着发"
_LABEL = re.compile("[(（]([^()（）]+)[)）]")
_VERSION = re.compile("[版款备选条轮字]|^[A-Da-d\\d一二三四五六]+$")
# The date before an hour: 2026-12-03 20:30, 12月3日 周四 20:30.
_DAY = re.compile(
    r"\s*(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?(?:\s*[(（]?(?:周|星期)[一二三四五六日天][)）]?)?(?=\s|$)\s*"
)
_KEPT = frozenset(("copy", "title", "owner"))
_UNSETTLED = re.compile("待定|待[^发]*[确审定改补]|未[定审确通]|草稿|驳回|pending|draft|tbd", re.IGNORECASE)

Line = tuple[Cell, ...]


def with_remarks(columns: Columns, line: Line, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells of a row with what other columns say of its post among the notes, each under its heading."""
    noted = [line[number] for number in _noted(columns, line, cells)]
    heads = {cell.place: columns.heads[number].text for number, cell in enumerate(line)}
    state = cells.get(STATE)
    if state and _UNSETTLED.search(state.text):
        noted.append(state)
    if not noted:
        return dict(cells)
    notes = cells.get("notes")
    said = [f"{_flat(heads[cell.place])}：{_flat(cell.text)}" for cell in noted]
    words = "；".join([*([notes.text] if notes else []), *said])
    return {**cells, "notes": (notes or noted[0]).joined(words, noted)}


def with_link(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells of a row with the link that customers open at the end of its text; without one as they are."""
    link, copy = cells.get(LINK), cells.get("copy")
    if not link or not copy or link.text in copy.text:
        return dict(cells)
    return {**cells, "copy": copy.joined(f"{copy.text}\n{link.text}", [link])}


def _flat(text: str) -> str:
    return " ".join(text.split())


def _noted(columns: Columns, line: Line, cells: Mapping[str, Cell]) -> Iterator[int]:
    yield from (number for number in columns.by_key.get(NOTED, ()) if line[number])
    yield from (number for number in columns.spare.get(NOTED, ()) if line[number])
    yield from (number for number in facts(columns) if line[number])
    yield from (number for number in _ends(columns, line) if line[number])
    yield from (number for key, number in _untaken(columns, line, cells) if key in _KEPT)


def _ends(columns: Columns, line: Line) -> Iterator[int]:
    """Yield the columns that say when something ends on another day than it begins."""
    firsts = {
        LAST_HOUR: columns.by_key.get("when", ()),
        LAST_DAY: tuple(
            number for key, each in columns.by_key.items() if key.startswith("day:") for number in each
        ),
    }
    for key, numbers in firsts.items():
        begun = next((line[number].text for number in numbers if line[number]), "")
        for number in (
            columns.by_key.get(key, ()) if begun and (key == LAST_HOUR or has_hour_behind(begun)) else ()
        ):
            if is_of_other_day(begun, line[number].text):
                yield number


def facts(columns: Columns) -> Iterator[int]:
    """Yield the columns of facts that mean nothing else, and of ends that are none of the post."""
    yield from (number for number, head in columns.unknown() if is_fact(head.text))


def _untaken(columns: Columns, line: Line, cells: Mapping[str, Cell]) -> Iterator[tuple[str, int]]:
    """Yield the filled cells of a row that mean the same as others, which were taken: key and number of the column."""
    for key, numbers in columns.by_key.items():
        spare = columns.spare.get(key, ())
        own = () if key in JOINED or key == "copy" or key.startswith("day:") else numbers
        taken = cells.get(key)
        for number in (*own, *spare):
            cell = line[number]
            is_taken = taken and (
                cell.place == taken.place or cell.text in taken.text.split(JOINED.get(key, "\n"))
            )
            is_none = key == "title" and is_no_title(cell.text)
            if cell and not is_taken and not is_none:
                yield key, number


def told_columns(columns: Columns, lines: list[tuple[Line, Mapping[str, Cell]]]) -> dict[int, str]:
    """Return the columns that some posts have something in which nothing took, by their number, with their keys."""
    found: dict[int, str] = {}
    for line, cells in lines:
        for key, number in _untaken(columns, line, cells):
            is_said = key in (*_KEPT, NOTED, STATE, "notes", "media") or (
                key == "when" and is_daytime(line[number].text)
            )
            if not is_said and key not in (LAST_DAY, LAST_HOUR):
                found.setdefault(number, key)
    return found


def passed_over(columns: Columns, lines: list[tuple[Line, Mapping[str, Cell]]]) -> Iterator[Problem]:
    """Yield the columns that some posts have something in which nothing took, since another column means the same."""
    for number, key in told_columns(columns, lines).items():
        head, best = columns.heads[number], columns.heads[columns.by_key[key][0]]
        message = f"「{head.text}」和「{best.text}」说的是一回事，只收了「{best.text}」"
        yield head.place.problem(LEFT_OUT, message, "要紧的改个列名，或写进「备注」那一列", "warning")


def require_turns(columns: Columns, interview: Interview) -> None:
    """Ask whether texts take turns that brackets in their headings tell apart: 文案(男宝), 文案(女宝)."""
    heads = [columns.heads[number] for number in columns.by_key.get("copy", ())]
    labels = {found[1] for head in heads if (found := _LABEL.search(head.text))}
    if columns.paired() or columns.has_ids or len(labels) < 2 or all(map(_VERSION.search, labels)):
        return
    names = "、".join(_flat(head.text) for head in heads)
    question = Question(
        "几列文案怎么发", f"{names} 是同一条的几种写法，轮着发吗？", heads[0].place, (IN_TURN,)
    )
    if interview.ask(question) is None:
        hint = "是同一条的几种写法就写成 文案1、文案2；不是就拆成几行或几张表"
        raise ContentError(
            [heads[0].place.problem("Q003", f"{names} 看不出是轮着发，还是各有各的用处", hint)]
        )


def until(line: Line, columns: Columns, first: Cell) -> Cell:
    """Return an hour with the one at which it ends, where another column has that; one of another day is no end of it."""
    last = next((line[each].as_time() for each in columns.by_key.get(LAST_HOUR, ()) if line[each]), None)
    return first if last is None else first.joined(ended(first.text, last.text), [last])


def ended(first: str, last: str) -> str:
    """Return the words of an hour with the one at which it ends; one of another day is no end of it."""
    if is_of_other_day(first, last):
        return first
    day = _DAY.match(last)
    return span(first, last[day.end() :] if day else last)


def is_of_other_day(first: str, last: str) -> bool:
    """Say whether an end has a date that is not that of the beginning, or no hour beside it."""
    day, own = _DAY.match(last), _DAY.match(first)
    if not day:
        return False
    is_same = own is not None and re.findall(r"\d+", own[0]) == re.findall(r"\d+", day[0])
    return not is_same or not last[day.end() :].strip()


def has_hour_behind(words: str) -> bool:
    """Say whether words are a date with an hour behind it."""
    day = _DAY.match(words)
    return day is not None and words[day.end() :].strip() != ""


def span(first: str, last: str) -> str:
    """Return the words of all that lies from one day or hour to another."""
    return first if first == last else f"{first}至{last}"
