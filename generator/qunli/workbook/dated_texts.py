"""Texts that begin with their own date, 12.7 砂糖橘 or 12月7日砂糖橘, as a column of dates beside one of texts."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.problem import ContentError
from qunli.workbook.axes import Axis
from qunli.workbook.contents import below
from qunli.workbook.headings import columns_of
from qunli.workbook.tables import Cell, Table

_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = (
    rf"(?:20\d\d\s*[年./-]\s*)?{_MONTH}(?:\s*月\s*{_DAY}\s*[日号]|月{_DAY}(?=[^\d日号\s])|(?P<sign>[./-]){_DAY}(?![\d.:]))"
    r"(?:\s*[(]?(?:周|星期)[一二三四五六日天][)]?)?"
)
_DATED = re.compile(
    rf"[(（【\[]?(?P<day>{_DATE})[)）】\]]?(?P<sign_after>[\s:：,，、|—–-]*)(?P<text>\S.*)", re.DOTALL
)
# What goes on with a date is a stretch of days or part of a sentence: 12月1日起, 12.1-12.5, 5.8折.
_GOES_ON = re.compile(r"[起前后止至到~～\-–—之以及和与、当期的是]|\d{1,2}\s*[月./日号]")
_UNIT = re.compile(r"[折元块斤克米倍万千%％kK寸公毫分]|cm|mm|kg")
_WEEKDAY = re.compile(r"每?(?:周|星期|礼拜)[一二三四五六日天1-7]|第?[\d一二三四五六七八九十]+周.*")
_POINTED = re.compile(rf"(?<!\d)({_MONTH})[./-]({_DAY})(?!\d)(?![./-])")
_FEWEST = 2


def date_before(cell: Cell) -> tuple[Cell, Cell] | None:
    """Return the date that a text begins with and the rest of it, None where it begins with none."""
    found = _DATED.fullmatch(cell.text)
    if not found or _GOES_ON.match(found["text"]):
        return None
    if (
        found["sign"]
        and not found["sign_after"]
        and (_UNIT.match(found["text"]) or found["text"][0].isdigit())
    ):
        return None
    # 12.10 beside a weekday could be an hour.
    parts = (_POINTED.sub(r"\1月\2日", found["day"].strip()), found["text"].strip())
    day, text = (replace(cell, raw=each, shown=None, lies_in=None) for each in parts)
    return day, text


def are_dated(table: Table, row: int, axis: Axis) -> bool:
    """Say whether a row below days has a date before each of its texts, and no texts of such dates below it."""
    if not _all_dated(table.rows[row], axis):
        return False
    lines = table.rows[row + 1 :]
    under = next((line for line in lines if any(line[number] for number in axis.values)), None)
    return under is None or _all_dated(under, axis)


def _all_dated(line: tuple[Cell, ...], axis: Axis) -> bool:
    cells = [line[number] for number in axis.values if line[number]]
    return bool(cells) and all(map(date_before, cells))


def with_dates_apart(table: Table, row: int) -> Table:
    """Return a list whose texts begin with their dates with these in a column of their own, where no other has any."""
    column, others = _dated(table, row)
    if column is None or others:
        return table
    head = replace(table.rows[row][column], raw="日期", shown=None, lies_in=None)
    body = [each for line in table.rows[row + 1 :] for each in _apart(line, column)]
    above = [(*line, Cell(line[-1].place)) for line in table.rows[:row]]
    return replace(table, rows=(*above, (*table.rows[row], head), *body))


def require_dated(table: Table, row: int) -> None:
    """Refuse a list of which only most texts begin with their dates."""
    for other in _dated(table, row)[1][:1]:
        message = f"别的几条开头写着日期，这一条没写：{other.text[:20]}"
        hint = "也在最前面写上几月几日；都不算日期就放到文字后面"
        raise ContentError([other.place.problem("Q003", message, hint)])


def _dated(table: Table, row: int) -> tuple[int | None, list[Cell]]:
    """Return the column of texts that begin with dates, None for a list without one, and those of its texts that do not."""
    columns = columns_of(table, row)
    copies = columns.by_key.get("copy", ())
    if columns.has_ids or len(copies) != 1 or not _lacks_dates(table, row):
        return None, []
    cells = [line[copies[0]] for line in below(table, row) if line[copies[0]]]
    others = [cell for cell in cells if not date_before(cell)]
    dated = len(cells) - len(others)
    return (copies[0], others) if dated >= _FEWEST and dated * 2 >= len(cells) else (None, [])


def _lacks_dates(table: Table, row: int) -> bool:
    """Say whether a list has no days but weekdays and weeks, within which the dates of its texts lie."""
    columns = columns_of(table, row)
    numbers = [number for key, each in columns.by_key.items() if key.startswith("day:") for number in each]
    days = [line[number].text for number in numbers for line in table.rows[row + 1 :] if line[number]]
    return all(map(_WEEKDAY.fullmatch, days))


def _apart(line: tuple[Cell, ...], column: int) -> list[tuple[Cell, ...]]:
    """Return a row once for each date that begins a line of its text."""
    if not date_before(line[column]):
        return [(*line, Cell(line[column].place))]
    found: list[list[str]] = []
    for words in line[column].text.split("\n"):
        if not found or date_before(replace(line[column], raw=words, shown=None)):
            found.append([])
        found[-1].append(words)
    texts = (replace(line[column], raw="\n".join(each), shown=None) for each in found)
    pairs = [pair for text in texts if (pair := date_before(text))]
    return [(*line[:column], text, *line[column + 1 :], day) for day, text in pairs]
