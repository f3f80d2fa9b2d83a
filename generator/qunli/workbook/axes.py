"""Headings that are values and no names: 周一 … 周日, 9:00 | 12:00, 福利群 | 会员群 over the columns of a sheet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from qunli.when import UnanchoredError, UnclearError, read_clocks
from qunli.workbook.asides import is_total
from qunli.workbook.asides import labelled as labelled_cells
from qunli.workbook.day_numbers import numbered, pointed_hours
from qunli.workbook.days import Reader
from qunli.workbook.inline import labelled, parted
from qunli.workbook.names import PERSON, heading
from qunli.workbook.other_columns import GROUP
from qunli.workbook.spans import span_in, week_of
from qunli.workbook.tables import Cell, Table

# What each kind of value is called as the heading of a column of its own.
NAMES = {"day": "日期", "hour": "时间", "group": "群名"}
MOST_ABOVE = 20
_FEWEST_SIGNS = 5

_LONGEST = 24
_GROUP = re.compile(
    r"(?![退进入加建拉踢爆出]群)(?!.*\d\s*[点:：])[^，。！？,!?：:]{0,12}?(?:群|朋友圈|视频号|公众号|私聊|私信|私域|小红书|抖音|企微|企业微信)[\dA-Za-z一二三四五]?"
)
_WEEK = "一二三四五六日"
# Greetings name a part of the day in a cell of hours; anywhere else they are texts.
_GREETING = re.compile("[早午晚]安|早上好|晚上好|中午好|下午好")
_OF_TEXT = re.compile(
    r"[\s_\-—]*(?:的?(?:文案|内容|话术|推送|发布|发送|发布内容|推送内容|群发内容|SOP|计划|安排))$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"(?:文案|内容|话术|推送|发布内容|推送内容|群发内容) ?\(([^()]+)\)")
_RUN = re.compile(
    r"[单双]周|(?:[DT]|Day ?)[+-]?\d{1,3}天?|[DT](?:日|-?day)?|第?\d{1,3}天|第[一二三四五六七八九十]{1,3}天|"
    r"[节活动店庆开业课]{0,2}(?:前|后|提前|之前|之后)第?[\d一二两三四五六七八九十]{1,3}[天日]|[节活动店庆开业课]{0,2}当[天日]",
    re.IGNORECASE,
)


# A date beside its weekday, or a stretch of dates, is a day even where it contradicts itself.
_DATED = re.compile(
    r"(?:20\d\d[年./-])?\d{1,2}[月./]\d{1,2}[日号]?\s*\(?(?:周|星期)[一二三四五六日天]\)?|"
    r"\(?(?:周|星期)[一二三四五六日天]\)?\s*\(?\d{1,2}[月./]\d{1,2}[日号]?\)?"
)


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
    others = 0
    for number, cell in enumerate(table.rows[row]):
        kind = kind_of(cell.text, reader) if cell else ""
        if not kind and cell and _is_both(cell.text, reader):
            # 周一 9:00, 提前3天 20:00: an hour with its day, which is read as one cell of time is.
            kind = "hour"
        if kind:
            kinds.setdefault(kind, {})[number] = cell
        elif cell and not heading(cell.text):
            others += 1
    kind, values = max(kinds.items(), key=lambda item: len(item[1]), default=("", {}))
    different = {cell.text for cell in values.values()}
    strangers = sum(len(each) for name, each in kinds.items() if name != kind)
    most = len(different) - 2
    if most < 0 or strangers > most or others + strangers > max(1, most) or _begins_a_row(values, kinds):
        return None
    return Axis(kind, row, values)


def _named_hours(table: Table, row: int, reader: Reader) -> Axis | None:
    """Return hours with what they are called over the rows of days, 10:00 早安 | 12:00 午市; none among rows of texts."""
    line = table.rows[row]
    pairs = {
        number: pair
        for number, cell in enumerate(line)
        if (pair := labelled(cell)) and (is_group(pair[1].text) or not heading(pair[1].text))
    }
    hours = {
        number: pairs[number][0] if number in pairs else cell for number, cell in enumerate(line) if cell
    }
    values = {number: cell for number, cell in hours.items() if kind_of(cell.text, reader) == "hour"}
    below = range(row + 1, len(table.rows))
    if not pairs or len(values) < 2 or min(values) == 0:
        return None
    heads = [cell for number, cell in enumerate(line) if cell and number not in values]
    is_head = all(heading(cell.text) or is_total([cell]) or PERSON.fullmatch(cell.text) for cell in heads)
    are_days = any(column_kind(table, number, below, reader) == "day" for number in range(min(values)))
    texts = [table.rows[at][number] for at in below for number in values]
    if not is_head or not are_days or any(parted(cell)[0][0] for cell in texts if cell):
        return None
    return Axis("hour", row, values, labels={number: label for number, (_, label) in pairs.items()})


def _week(line: tuple[Cell, ...]) -> dict[int, Cell]:
    """Return the weekdays of a row that has one sign for each of them, 日 一 二 三 四 五 六, by their columns."""
    found = {number: cell for number, cell in enumerate(line) if cell and cell.text in (*_WEEK, "天")}
    if len({cell.text for cell in found.values()}) < _FEWEST_SIGNS:
        return {}
    return {number: replace(cell, raw=f"周{cell.text}", shown=None) for number, cell in found.items()}


def _begins_a_row(values: Mapping[int, Cell], kinds: Mapping[str, Mapping[int, Cell]]) -> bool:
    """Say whether a value of another kind stands before these: the row is one of a table, and no head."""
    others = [number for each in kinds.values() for number in each if number not in values]
    return bool(others) and min(others) < min(values)


def is_group(words: str) -> bool:
    """Say whether some words are the name of a customer group, or of another place where posts go."""
    return _GROUP.fullmatch(words) is not None


def kind_of(words: str, reader: Reader) -> str:
    """Return what kind of value some words are: day, hour, group, or "" for none of these."""
    said, words = words.strip(), bare(words)
    if not 0 < len(words) <= _LONGEST or _GREETING.fullmatch(words):
        return ""
    exact = heading(words)
    if is_group(words):
        is_heading = exact and exact.key == GROUP and exact.rank.is_integer()
        return "" if is_heading and words == said else "group"
    if _RUN.fullmatch(words) or week_of(words) or _is_week(words):
        return "day"
    if exact and exact.key != "copy" and exact.rank.is_integer() and exact.base == words.casefold():
        return ""
    return _kind_of_time(words, reader)


def _is_week(words: str) -> bool:
    """Say whether words are a week by its number and its dates: 第1周(12.1-12.6)."""
    return week_of(re.split(r"[\s(:]", words)[0]) is not None and "月" in span_in(words)


def _kind_of_time(words: str, reader: Reader) -> str:
    try:
        if words.isdecimal():
            return ""
        clocks = read_clocks(words)
        if clocks.at:
            return "" if clocks.rest.strip("()") else "hour"
        return "day" if reader.moment(words).day else ""
    except UnclearError:
        return "day" if _DATED.fullmatch(words) else ""


def _is_both(words: str, reader: Reader) -> bool:
    """Say whether words are a day with its hour, and nothing else."""
    if len(words) > _LONGEST or not any(map(str.isdigit, words)):
        return False
    try:
        clocks = read_clocks(unicodedata.normalize("NFKC", words))
        moment = reader.moment(words) if clocks.at and clocks.rest.strip("()") else None
    except UnanchoredError:
        return True
    except UnclearError:
        return False
    return moment is not None and moment.day is not None and not moment.occasion


def bare(words: str) -> str:
    """Return a heading without what only says that texts stand below it: 福利群 of 福利群文案 and of 文案(福利群)."""
    words = " ".join(unicodedata.normalize("NFKC", words).split())
    inside = _IN_BRACKETS.fullmatch(words)
    if inside:
        return inside[1].strip()
    shorter = _OF_TEXT.sub("", words)
    return shorter or words


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
