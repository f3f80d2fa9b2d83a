"""A month as a wall calendar: weekdays across, weeks down, each day's number over or before its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from qunli.when import UnclearError
from qunli.workbook.alike import SECTION, Row
from qunli.workbook.asides import labelled_remark
from qunli.workbook.axes import Axis, find_axis
from qunli.workbook.crosstab import listed
from qunli.workbook.days import Reader
from qunli.workbook.inline import parted
from qunli.workbook.kinds import kind_of
from qunli.workbook.questions import Question
from qunli.workbook.tables import Cell, Table
from qunli.workbook.week_rows import days_in, numbered, with_own_days

_FEWEST_COLUMNS = 5
_MOST_NAMED = 5
_TICK = re.compile("[√✓✔☑]|TRUE")
POSTED, ONLY_LABEL = "要发", "只是标出过节"
LUNAR = re.compile(
    r"初[一二三四五六七八九十]|十[一二三四五六七八九]|二十|廿[一二三四五六七八九]|三十|"
    r"闰?(?:[正二三四五六七八九十冬腊]|十一|十二)月[大小]?(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|二十|廿[一二三四五六七八九]|三十)?"
)


def is_month(table: Table, axis: Axis) -> bool:
    """Say whether the rows below weekdays are weeks of a month, whose days have their numbers; ticks below them are none."""
    below = table.rows[axis.row + 1 :]
    is_ticked = any(_TICK.fullmatch(line[number].text) for line in below for number in axis.values)
    if axis.kind != "day" or len(axis.values) < _FEWEST_COLUMNS or is_ticked:
        return False
    days = [day for line in below for day in days_in(line, axis)]
    return len(days) >= _FEWEST_COLUMNS and sum(map(_follows, days, days[1:])) >= len(days) - 3


def _follows(day: int, after: int) -> bool:
    return after == day + 1 or (after == 1 and day >= 28)


def month_as_list(table: Table, axis: Axis, reader: Reader) -> Table:
    """Return a wall calendar as a list of its days and texts; the weekday stays beside the day, to be held against it."""
    own = with_own_days(table, axis, reader.about)
    if not (_prints_more(own, axis) or _are_labels(own, axis, reader)):
        return listed(own, axis.row, list(_rows(own, axis, reader)))
    bare = replace(own, rows=tuple(_without_labels(line, axis, reader) for line in own.rows))
    return listed(table, axis.row, list(_rows(bare, axis, reader)))


def _prints_more(table: Table, axis: Axis) -> bool:
    """Say whether a calendar prints lunar days, and so festivals too."""
    words = (cell.text for line in table.rows[axis.row + 1 :] for cell in line if cell)
    return any(LUNAR.fullmatch(each) for text in words for each in text.split())


def require_no_festivals(table: Table, reader: Reader) -> None:
    """Raise ContentError for festivals that stand alone below their number, of which nobody said what they are: 12 双十二."""
    axis = find_axis(table, reader)
    if axis is None or not is_month(table, axis):
        return
    own = with_own_days(table, axis, reader.about)
    alone = _alone(own, axis, reader)
    if alone and not _prints_more(own, axis):
        question = _question(alone)
        hint = question.way_out("要发的写上要发的话；只是标出过节就去掉")
        message = f"{question.text.partition('，')[0]}，看不出是不是要发的"
        reader.interview.require(question, message, hint)


def _are_labels(table: Table, axis: Axis, reader: Reader) -> bool:
    """Say whether festivals that stand alone below their number only are printed there."""
    alone = _alone(table, axis, reader)
    return not alone or reader.interview.ask(_question(alone)) != POSTED


def _alone(table: Table, axis: Axis, reader: Reader) -> list[Cell]:
    lines = table.rows[axis.row + 1 :]
    pairs = ((line[number], numbered(line[number])) for line in lines for number in axis.values)
    return [cell for cell, pair in pairs if pair and _is_label(pair[1], reader)]


def _question(alone: list[Cell]) -> Question:
    named = "、".join(f"{cell.place.cell}「{' '.join(cell.text.split())}」" for cell in alone[:_MOST_NAMED])
    more = f" 等 {len(alone)} 格" if len(alone) > _MOST_NAMED else ""
    text = f"{named}{more} 只写了节日，是那天要发的，还是只标出那天过节？"
    return Question("只写了节日的格子", text, alone[0].place, (POSTED, ONLY_LABEL))


def _without_labels(line: tuple[Cell, ...], axis: Axis, reader: Reader) -> tuple[Cell, ...]:
    """Return a row of a calendar without what it prints beside its numbers: the lunar day, the solar term, the festival."""
    texts = [line[number].text for number in axis.values if line[number]]
    if is_printed(texts, reader):
        return tuple(Cell(cell.place) if number in axis.values else cell for number, cell in enumerate(line))
    return tuple(_bare(cell, reader) if number in axis.values else cell for number, cell in enumerate(line))


def _bare(cell: Cell, reader: Reader) -> Cell:
    found = numbered(cell)
    if not found:
        return cell
    words = found[1].split("\n")
    first = words[0].split()
    while first and _is_label(first[0], reader):
        first = first[1:]
    if first == words[0].split():
        return cell
    rest = "\n".join(filter(None, (" ".join(first), *words[1:])))
    bare = _bare(_of(cell, f"{found[0]}\n{rest}"), reader) if rest else _of(cell, found[0])
    return replace(bare, lies_in=cell.lies_in)


def is_printed(texts: Sequence[str], reader: Reader) -> bool:
    """Say whether the texts of a row are the lunar days and what else a calendar prints below its numbers."""
    return (
        len(texts) > 1 and any(map(LUNAR.fullmatch, texts)) and all(_is_label(each, reader) for each in texts)
    )


def _is_label(words: str, reader: Reader) -> bool:
    """Say whether words are only what a calendar prints of a day."""
    if LUNAR.fullmatch(words) or words in ("休", "班"):
        return True
    try:
        moment = reader.moment(words)
    except UnclearError:
        return False
    return not moment.at and (moment.day or {}).keys() == {"festival"}


def _rows(table: Table, axis: Axis, reader: Reader) -> Iterator[Row]:
    above: dict[int, Cell] = {}
    labels = [cell for line in table.rows[axis.row + 1 :] for cell in line[: axis.first] if cell]
    has_hours = any(kind_of(cell.text, reader) == "hour" for cell in labels)
    footers = _footers(table, axis)
    for at, line in enumerate(table.rows[axis.row + 1 :], axis.row + 1):
        if footer := footers.get(at) or labelled_remark(line):
            yield {SECTION: footer}
            continue
        if days_in(line, axis):
            above = {}
            for number in axis.values:
                above |= {number: line[number]} if line[number] else {}
            yield from _numbered(line, axis, reader)
            continue
        beside = [line[number] for number in range(axis.first) if line[number]]
        # Where rows have their hours beside them, a label that is none is read as one, and told at its cell.
        other = beside[-1] if beside and has_hours else None
        hour = next((cell for cell in beside if kind_of(cell.text, reader) == "hour"), other)
        for number in axis.values:
            if line[number] and number in above:
                day = _of(above[number], _label(above[number]))
                yield from _texts(day, axis.values[number], line[number], hour)


def _footers(table: Table, axis: Axis) -> dict[int, Cell]:
    """Return the only cells of lines further below the last week than texts are below the others, by their rows."""
    weeks = [at for at, line in enumerate(table.rows) if at > axis.row and days_in(line, axis)]
    tall = max((after - before for before, after in pairwise(weeks)), default=len(table.rows))
    below = {
        at: [cell for cell in line if cell and not cell.is_beside]
        for at, line in enumerate(table.rows)
        if weeks and at >= weeks[-1] + tall
    }
    return {at: filled[0] for at, filled in below.items() if len(filled) == 1}


def _numbered(line: tuple[Cell, ...], axis: Axis, reader: Reader) -> Iterator[Row]:
    hour = next((cell for cell in line[: axis.first] if cell and kind_of(cell.text, reader) == "hour"), None)
    for number in axis.values:
        if found := numbered(line[number]):
            day, text = (_of(line[number], each) for each in found)
            yield from _texts(day, axis.values[number], text, hour)


def _texts(day: Cell, weekday: Cell, cell: Cell, beside: Cell | None) -> Iterator[Row]:
    for hour, text in parted(cell):
        at = hour or beside
        yield {"日期": day, "星期": weekday, **({"时间": at} if at else {}), "内容": text}


def _label(cell: Cell) -> str:
    found = numbered(cell)
    return found[0] if found else cell.text


def _of(cell: Cell, words: str) -> Cell:
    return replace(cell, raw=words, shown=None, lies_in=None)
