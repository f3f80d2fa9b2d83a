"""Columns whose heading says that their days are of the lunar calendar: 农历日子, 阴历."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from qunli.almanac import lunar_month_day
from qunli.when import UnclearError, lunar_day
from qunli.workbook.contents import below
from qunli.workbook.dates import as_date
from qunli.workbook.days import Reader
from qunli.workbook.moment import dates_of
from qunli.workbook.names import heading, is_afterwards
from qunli.workbook.other_columns import DAY_NAMES
from qunli.workbook.questions import Question
from qunli.workbook.spelling import simplified
from qunli.workbook.tables import Cell, Table

SOLAR, LUNAR = "按公历", "按农历"
_KEY = "公历和农历不是同一天"
_HEAD = re.compile(r"[(（]?(?:农历|阴历|旧历)[)）]?的?(?:日子|日期|日|哪[天日]|时间|初几|节点)?")
_MONTH_HEAD = re.compile("(?:农历|阴历|旧历)月份?")
_FESTIVAL = re.compile(r"[^月初\d十廿]{1,4}节?")
_FIRST_TEN = re.compile(
    "(?:每月|每逢|逢)?初[一二三四五六七八九十](?:[、,，/和 ]*(?:十五|初[一二三四五六七八九十]))*"
)
_TEENS = re.compile("(?:每月|每逢|逢)?(?:十[一二三四五六七八九]|二十[一二三四五六七八九]?)")
_YEAR = re.compile(r"20\d\d|\d\d年")
_REMARK = re.compile(r"[(（]?(?:按|是|指|都?是|为)?(?:农历|阴历|旧历)(?:的?日[子期])?(?:算|来)?[)）]?[。.]?")
_DATE = re.compile(r"(?:20\d\d\s*[年./-]\s*)?(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})\s*[日号]?(?: 00:00)?")
_ANY_MONTH = "正"

Line = tuple[Cell, ...]


def with_lunar_days(table: Table, row: int, reader: Reader) -> Table:
    """Return a list with the calendar's name in each cell of such a column, so that no day of it is taken for a solar one.

    Beside a column of solar dates it only repeats these; a day on which both differ is asked about. Raises ContentError
    where nobody said which of them holds.
    """
    table = _with_remarks(table, row)
    heads = table.rows[row]
    found = [
        number
        for number, cell in enumerate(heads)
        if _HEAD.fullmatch(simplified(cell.text)) and not is_afterwards(cell.text)
    ]
    if len(found) != 1:
        return _with_neighbours(table, row)
    (column,) = found
    table = _with_months(table, row, column)
    solar = next(_solar(table, row, column, reader), None)
    body = [_read(line, column, solar, reader) for line in table.rows[row + 1 :]]
    head = replace(heads[column], raw="日期", shown=None, lies_in=None)
    is_only = solar is None or any(line[column] for line in body)
    named = _with(heads, column, head) if is_only else heads
    return replace(table, rows=(*table.rows[:row], named, *body))


def _with_remarks(table: Table, row: int) -> Table:
    """Return a list with the days of rows as lunar ones where a cell beside them says only that they are: 1月15日 | 农历."""
    days = [
        at
        for at, head in enumerate(table.rows[row])
        if (known := heading(head.text)) and known.key.startswith("day:")
    ]
    body = [_remarked(line, days) for line in table.rows[row + 1 :]]
    return replace(table, rows=(*table.rows[: row + 1], *body))


def _remarked(line: Line, days: list[int]) -> Line:
    found = [at for at, cell in enumerate(line) if at not in days and _REMARK.fullmatch(cell.text)]
    filled = [at for at in days if line[at]]
    if len(found) != 1 or len(filled) != 1:
        return line
    (remark,), (day,) = found, filled
    words = as_date(line[day], "")
    dated = _DATE.fullmatch(words)
    moon = _lunar(
        replace(line[day], raw=f"{int(dated['m'])}月{int(dated['d'])}日" if dated else words, shown=None)
    )
    return _with(_with(line, day, moon.joined(moon.text, [line[remark]])), remark, Cell(line[remark].place))


def _with_neighbours(table: Table, row: int) -> Table:
    """Return a list with 十五 as a lunar day where the same column has 初一, which no other calendar has."""
    lines = below(table, row)
    numbers = [
        number
        for number, head in enumerate(table.rows[row])
        if (known := heading(head.text))
        and (known.key.startswith("day:") or known.key == "when")
        and any(_FIRST_TEN.fullmatch(line[number].text.strip()) for line in lines)
    ]
    if not numbers:
        return table

    def named(at: int, cell: Cell) -> Cell:
        return _lunar(cell) if at in numbers and _TEENS.fullmatch(cell.text.strip()) else cell

    body = (tuple(named(at, cell) for at, cell in enumerate(line)) for line in table.rows[row + 1 :])
    return replace(table, rows=(*table.rows[: row + 1], *body))


def _with_months(table: Table, row: int, column: int) -> Table:
    """Return a list with the lunar month of a column of its own, 农历月 beside 农历日, before the days of that month."""
    months = next(
        (at for at, cell in enumerate(table.rows[row]) if _MONTH_HEAD.fullmatch(simplified(cell.text))), None
    )
    if months is None:
        return table
    rows = []
    for line in table.rows[row + 1 :]:
        month, day = line[months], line[column]
        if month and day and "月" not in day.text:
            whole = day.joined(f"{month.text.removesuffix('月')}月{day.text}", [month])
            line = _with(_with(line, column, whole), months, Cell(month.place))
        rows.append(line)
    heads = _with(table.rows[row], months, Cell(table.rows[row][months].place))
    return replace(table, rows=(*table.rows[:row], heads, *rows))


def _solar(table: Table, row: int, lunar: int, reader: Reader) -> Iterator[int]:
    """Yield the columns of solar dates beside one of lunar ones."""
    for number, head in enumerate(table.rows[row]):
        known = heading(head.text) if number != lunar else None
        if known is None or not known.key.startswith("day:") or DAY_NAMES[known.key[4:]]:
            continue
        if any(_dates(line[number], reader) for line in below(table, row)):
            yield number


def _dates(cell: Cell, reader: Reader) -> list[date]:
    """Return the only date of a cell, in each year that it may be of; none for other cells."""
    try:
        said = dates_of(reader.moment(as_date(cell, reader.about)))
    except UnclearError:
        return []
    if len(said) != 1:
        return []
    day = date.fromisoformat(said[0])
    years = (day.year,) if _YEAR.search(cell.text) else (day.year - 1, day.year, day.year + 1)
    return [day.replace(year=each) for each in years if (day.month, day.day) != (2, 29) or each == day.year]


def _read(line: Line, column: int, solar: int | None, reader: Reader) -> Line:
    """Return a row with one day: that of its solar date, else the lunar one."""
    moon = line[column]
    days = _dates(line[solar], reader) if solar is not None and moon else []
    if solar is None or not days:
        return _with(line, column, _lunar(moon))
    if _is_one_of(moon, days) or _asked(line[solar], moon, reader) == SOLAR:
        both = line[solar].joined(line[solar].text, [moon])
        return _with(_with(line, solar, both), column, Cell(moon.place))
    only = _lunar(moon)
    return _with(_with(line, solar, Cell(line[solar].place)), column, only.joined(only.text, [line[solar]]))


def _is_one_of(cell: Cell, days: list[date]) -> bool:
    """Say whether a lunar date, or only its day, 初八, is one of some days; words that are none say nothing else."""
    words = "".join(simplified(cell.text).split())
    said = lunar_day(words) or lunar_day(f"农历{words}")
    if said is not None:
        return any(lunar_month_day(each) == said for each in days)
    only = lunar_day(f"{_ANY_MONTH}月{words}")
    return only is None or any(lunar_month_day(each)[1] == only[1] for each in days)


def _asked(solar: Cell, moon: Cell, reader: Reader) -> str:
    text = f"{solar.place.cell}「{solar.text}」和 {moon.place.cell}「{moon.text}」不是同一天，按哪个？"
    message = f"公历「{solar.text}」和农历「{moon.text}」不是同一天"
    question = Question(_KEY, text, solar.place, (SOLAR, LUNAR))
    hint = question.way_out("改对一个，或只留一个")
    return reader.interview.require(question, message, hint)


def _lunar(cell: Cell) -> Cell:
    """Return a day of the lunar calendar with its name; a festival has the same in both, and a word that is none none."""
    words = cell.text
    if not words or re.match("农历|阴历|旧历", words) or _FESTIVAL.fullmatch(words):
        return cell
    return replace(cell, raw=f"农历{words}", shown=None)


def _with(line: Line, column: int, cell: Cell) -> Line:
    return (*line[:column], cell, *line[column + 1 :])
