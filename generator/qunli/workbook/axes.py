"""Headings that are values and no names: 周一 … 周日, 9:00 | 12:00, 福利群 | 会员群 over the columns of a sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from qunli.workbook.asides import is_total
from qunli.workbook.asides import labelled as labelled_cells
from qunli.workbook.channels import texts_of_group
from qunli.workbook.day_numbers import numbered, pointed_hours
from qunli.workbook.days import Reader
from qunli.workbook.heading_words import PERSON
from qunli.workbook.inline import labelled, parted
from qunli.workbook.kinds import is_day_with_hour, is_group, kind_of
from qunli.workbook.names import heading
from qunli.workbook.other_columns import DAY_NAMES, GROUP
from qunli.workbook.tables import Cell, Table

# What each kind of value is called as the heading of a column of its own.
NAMES = {"day": "日期", "hour": "时间", "group": "群名"}
MOST_ABOVE = 20
_FEWEST_SIGNS = 5
_MOST_OTHERS = 3
_MOST_WORD = 6  # letters
_CORNER = re.compile(r"[\\/|]")
# What counts rows is no name of them.
COUNTS = re.compile(r"序号?|编号|行号|No\.?|#", re.IGNORECASE)

_WEEK = "一二三四五六日"
_NUMBERS = "1234567"
_FEWEST_HOURS = 2


@dataclass(frozen=True)
class Axis:
    """The row whose cells are values of one kind, and the value of each of its columns by their number.

    `counts` says that they are written as numbers of days, as the weeks below the weekdays of a month are too;
    `labels` has what hours are called beside their number: 10:00 早安.
    """

    kind: str
    row: int
    values: Mapping[int, Cell]
    counts: bool = False
    labels: Mapping[int, Cell] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(self.values)


def find_axis(table: Table, reader: Reader) -> Axis | None:
    """Return the first row that holds at least two different values of one kind, None where there is none."""
    for row in range(min(MOST_ABOVE, len(table.rows))):
        found = None if _is_one(table.rows[row]) else axis_of(table, row, reader)
        if found and not any(_has_values(line, found, reader) for line in table.rows[:row]):
            return found
    return None


def _has_values(line: tuple[Cell, ...], axis: Axis, reader: Reader) -> bool:
    """Say whether a row of several cells has such values in the columns already: the row below is one of a table.

    A label with its date, 开业日期 | 12月20日, is no row of one; nor are names of parts of the day right above their hours.
    """
    if len({line[number].lies_in for number in axis.values} - {None}) == 1 and all(
        line[number].lies_in for number in axis.values
    ):
        # 12月 merged over the numbers of its days.
        return False
    values = (line[number].text for number in axis.values)
    if axis.kind == "hour":
        values = (words for words in values if any(map(str.isdigit, words)))
    return not _is_one(line) and any(kind_of(words, reader) == axis.kind for words in values)


def _is_one(line: tuple[Cell, ...]) -> bool:
    """Say whether a row has one cell, or a label with the date that it names: D日 | 12月20日."""
    filled = [*{cell.text: cell for cell in line if cell and not cell.is_beside}.values()]
    return len(labelled_cells(filled)) < 2


def axis_of(table: Table, row: int, reader: Reader) -> Axis | None:
    """Return the values of a row if it is the head of columns: all of one kind beside headings, and no texts."""
    week = _week(table.rows[row])
    if week:
        return Axis("day", row, week)
    if days := numbered(table, row, reader.about):
        return Axis("day", row, days, counts=True)
    if hours := pointed_hours(table.rows[row]):
        return Axis("hour", row, hours)
    if named := _named_hours(table, row, reader):
        return named
    kinds: dict[str, dict[int, Cell]] = {}
    others = clear = 0
    for number, cell in enumerate(table.rows[row]):
        kind = kind_of(cell.text, reader) if cell else ""
        if not kind and cell and is_day_with_hour(cell.text, reader):
            # 周一 9:00, 提前3天 20:00: an hour with its day, which is read as one cell of time is.
            kind = "hour"
            clear += 1
        if kind:
            kinds.setdefault(kind, {})[number] = cell
        elif cell and not heading(cell.text):
            others += 1
    noon = _noon(table.rows[row], kinds.get("hour", {}))
    if noon:
        kinds["hour"] |= noon
        others -= len(noon)
    if "group" in kinds:
        # 朋友圈 | 社群: beside a place where posts go, what else is one is no heading.
        kinds["group"] |= {number: cell for number, cell in enumerate(table.rows[row]) if _is_any_group(cell)}
        kinds["group"] = dict(sorted((kinds["group"] | texts_of_group(table, row, kinds["group"])).items()))
    kind, values = max(kinds.items(), key=lambda item: len(item[1]), default=("", {}))
    different = {cell.text for cell in values.values()}
    strangers = sum(len(each) for name, each in kinds.items() if name != kind)
    most = len(different) - 2
    # Nobody writes several days with their hours in one row but as heads.
    most_others = max(1, most, _MOST_OTHERS if clear == len(different) > 1 else 0)
    if most < 0 or strangers > most or others + strangers > most_others or _begins_a_row(values, kinds):
        return None
    return None if _goes_on(table, values, reader) else Axis(kind, row, values)


def _goes_on(table: Table, values: Mapping[int, Cell], reader: Reader) -> bool:
    """Say whether a row goes on with a column of hours, the first of a sheet: 12:00 | 午餐 | a text."""
    if min(values) > 0:
        return False
    cells = [line[0] for line in table.rows if line[0] and not line[0].is_beside]
    hours = [cell for cell in cells if kind_of(cell.as_time().text, reader) == "hour"]
    return len(hours) > _FEWEST_HOURS and len(hours) * 2 > len(cells)


def _noon(line: tuple[Cell, ...], hours: dict[int, Cell]) -> dict[int, Cell]:
    """Return 中 as noon between 早 and 晚, which it is in no other place."""
    if not {"早", "晚"} & {cell.text for cell in hours.values()}:
        return {}
    return {
        number: replace(cell, raw="中午", shown=None) for number, cell in enumerate(line) if cell.text == "中"
    }


def _is_any_group(cell: Cell) -> bool:
    known = heading(cell.text) if cell else None
    return known is not None and known.key == GROUP and is_group(cell.text)


def _named_hours(table: Table, row: int, reader: Reader) -> Axis | None:
    """Return hours with what they are called over the rows of days, 10:00 早安 | 12:00 午市; none among rows of texts."""
    line = table.rows[row]
    pairs = {
        number: pair
        for number, cell in enumerate(line)
        if (pair := labelled(cell)) and (is_group(pair[1].text) or _may_name(pair[1].text))
    }
    hours = {
        number: pairs[number][0] if number in pairs else cell for number, cell in enumerate(line) if cell
    }
    values = {number: cell for number, cell in hours.items() if kind_of(cell.text, reader) == "hour"}
    below = range(row + 1, len(table.rows))
    if not pairs or len(values) < 2 or min(values) == 0:
        return None
    heads = {number: cell for number, cell in enumerate(line) if cell and number not in values}
    is_head = all(
        _is_head(cell) or (number > max(values) and _is_word(cell)) for number, cell in heads.items()
    )
    are_days = any(column_kind(table, number, below, reader) == "day" for number in range(min(values)))
    texts = [table.rows[at][number] for at in below for number in values]
    if not is_head or not are_days or any(parted(cell)[0][0] for cell in texts if cell):
        return None
    return Axis("hour", row, values, labels={number: label for number, (_, label) in pairs.items()})


def _is_head(cell: Cell) -> bool:
    """Say whether a cell beside values is a heading, the corner of two of them, a total or a word for who posts."""
    is_known = any(map(heading, (cell.text, *_CORNER.split(cell.text))))
    is_mute = COUNTS.fullmatch(cell.text) is not None or is_total([cell])
    return is_known or is_mute or PERSON.fullmatch(cell.text) is not None


def _is_word(cell: Cell) -> bool:
    """Say whether a cell behind values may be a heading that nobody knows: 对应部门."""
    return len(cell.text) <= _MOST_WORD and not re.search(r"[\d，。！!？?]", cell.text)


def _may_name(words: str) -> bool:
    """Say whether words can be what an hour is called: 早安文案 names a text, and 推送时间 nothing."""
    known = heading(words)
    return known is None or (known.key == "copy" and not known.rank.is_integer())


def _week(line: tuple[Cell, ...]) -> dict[int, Cell]:
    """Return the weekdays of a row that has one sign for each of them, 日 一 二 三 四 五 六, by their columns.

    Numbers are weekdays beside a heading that says so.
    """
    if (head := heading(line[0].text)) and DAY_NAMES.get(head.key[4:]) == DAY_NAMES["星期"]:
        numbers = {at: cell for at, cell in enumerate(line[1:], 1) if cell}
        if [cell.text for cell in numbers.values()] == [*_NUMBERS[: len(numbers)]] and len(
            numbers
        ) >= _FEWEST_SIGNS:
            return {
                at: replace(cell, raw=f"周{_WEEK[int(cell.text) - 1]}", shown=None)
                for at, cell in numbers.items()
            }
    found = {number: cell for number, cell in enumerate(line) if cell and cell.text in (*_WEEK, "天")}
    if len({cell.text for cell in found.values()}) < _FEWEST_SIGNS:
        return {}
    return {number: replace(cell, raw=f"周{cell.text}", shown=None) for number, cell in found.items()}


def weekdays_below(line: tuple[Cell, ...], axis: Axis) -> dict[int, Cell]:
    """Return the weekdays that stand by their signs below each day of a row, however few these are; none where others do."""
    found = {number: line[number] for number in axis.values}
    if axis.kind != "day" or not all(cell.text in (*_WEEK, "天") for cell in found.values()):
        return {}
    return {number: replace(cell, raw=f"周{cell.text}", shown=None) for number, cell in found.items()}


def _begins_a_row(values: Mapping[int, Cell], kinds: Mapping[str, Mapping[int, Cell]]) -> bool:
    """Say whether a value of another kind stands before these: the row is one of a table, and no head."""
    others = [number for each in kinds.values() for number in each if number not in values]
    return bool(others) and min(others) < min(values)


def column_kind(table: Table, column: int, rows: range, reader: Reader) -> str:
    """Return what most cells of a column are: day, hour, group, text, or "" for an empty one."""
    found = Counter(
        kind_of(cell.text, reader) or "text"
        for cell in _column(table, column, rows)
        if cell and not cell.is_beside
    )
    return max(found, key=lambda kind: (found[kind], kind != "text"), default="")


def _column(table: Table, column: int, rows: range) -> Iterator[Cell]:
    return (table.rows[row][column] for row in rows)
