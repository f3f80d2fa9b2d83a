"""What columns hold whose headings say nothing known, as their cells say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import mean

from qunli.when import NoMonthError, UnclearError
from qunli.workbook.asides import is_remark, is_total
from qunli.workbook.dates import as_date
from qunli.workbook.days import Reader, days_of
from qunli.workbook.groups import names_in
from qunli.workbook.head_kinds import gives_way, is_newer, kinds_by_head
from qunli.workbook.head_roles import is_deed
from qunli.workbook.headings import Columns, columns_of, heading_row
from qunli.workbook.inline import first_hour
from qunli.workbook.kinds import is_group, kind_of
from qunli.workbook.names import heading, is_afterwards, is_fact, is_foreign, may_hold_days
from qunli.workbook.other_columns import DAY_NAMES, GROUP, LAST_DAY, LAST_HOUR
from qunli.workbook.tables import Cell, Table, is_web, letters
from qunli.workbook.topics import topic_column
from qunli.workbook.unclear_days import UntimedError

NO_MEANING = re.compile(
    r"序号?|[合总小共]计|条数|编[号码]|.{0,4}ID|(?:record|row|entry) ?id|No\.?|#|行号|完成|是否完成|完成情况|打卡|打勾|已发|创建时间|更新时间|修改时间|创建人|最后编辑.*",
    re.IGNORECASE,
)
# A column is one of days, hours or groups where most of its cells are; of texts where these are as long as texts are.
_MOST = 0.8
A_TEXT = 7  # letters
_MOST_ABOVE = 6
# Accounts such as 1号企微 are not where a post goes.
_MOST_TIME = 20  # letters of a date with its hour
_ACCOUNT = re.compile("企微|企业微信")
_HEADS = {
    "day": "日期",
    "hour": "时间",
    "group": "群名",
    "text": "文案",
    "person": "负责人",
    "title": "主题",
    "type": "分类",
}
_DATE_IN = re.compile(r"(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?")
_WEEKDAY_OR_RUN = re.compile(
    r"每?(?:周|星期|礼拜)[一二三四五六日天末]|工作日|平[日时]|每天|节假日|第?[\d一二三四五六七八九十]{1,3}天|(?:D|Day) ?[+-]?\d{1,2}",
    re.IGNORECASE,
)
# What a post is called by may be its day: 类型 above 平日（周一到周四）.
_NAMES_OF_POSTS = ("title", "type")
_DATE = re.compile(r"\d\s*[月./-]\s*\d")
_RUN_DAY = re.compile(
    r"(?:新人|新客|会员)?(?:入群|进群|加群|开营|开课|入营|入会|加好友|活动|打卡)?后?(?:当[天日]|第?[\d一二三四五六七八九十]{1,3}[天日]|(?:D|Day) ?[+-]?\d{1,3}|次日)(?:[(（:：].*)?",
    re.IGNORECASE,
)

Lines = tuple[tuple[Cell, ...], ...]


def head_of(table: Table, reader: Reader) -> int | None:
    """Return the row of a list's headings, which may all say nothing known; None where there is none."""
    row = heading_row(table)
    if row is not None and columns_of(table, row).is_plan and not _is_body(table.rows[row], reader):
        return row
    for number, line in enumerate(table.rows[:_MOST_ABOVE]):
        is_head = sum(map(bool, line)) > 1 and not _is_body(line, reader)
        if is_head and columns_of(with_meanings(table, number, reader), number).is_plan:
            return number
    return row


def _is_body(line: tuple[Cell, ...], reader: Reader) -> bool:
    """Say whether a row has a day or an hour in it, and so is none of headings."""
    return any(
        cell and (kind_of(cell.text, reader) in ("day", "hour") or is_both(cell, reader)) for cell in line
    )


def is_both(cell: Cell, reader: Reader) -> bool:
    """Say whether a cell is a date with its hour: 2026-12-01 9:00."""
    return (
        len(cell.text) <= _MOST_TIME
        and any(map(str.isdigit, cell.text))
        and has_hour(cell, reader)
        and is_day(cell, reader)
    )


def with_meanings(table: Table, row: int, reader: Reader) -> Table:
    """Return a list whose columns of unknown headings are called what they hold, where no other column holds that."""
    columns, lines = columns_of(table, row), below(table, row)
    heads = _named(columns, lines, list(table.rows[row]), reader)
    # 周末 below 环节 on a sheet of one day is what a post is about.
    dated = () if days_of(table.name, reader) else _dated_titles(columns, lines, reader)
    for number in dated:
        heads[number] = _called(heads[number], _HEADS["day"])
    named = _headed(table, row, heads)
    topic = topic_column(columns_of(named, row), lines, lambda cell: bool(cell) and is_day(cell, reader))
    if topic is None:
        return named
    heads[topic] = _called(heads[topic], _HEADS["title"])
    return _headed(table, row, heads)


def _headed(table: Table, row: int, heads: list[Cell]) -> Table:
    return replace(table, rows=(*table.rows[:row], tuple(heads), *table.rows[row + 1 :]))


def _called(head: Cell, name: str) -> Cell:
    return replace(head, raw=name, shown=None)


def _named(columns: Columns, lines: Lines, heads: list[Cell], reader: Reader) -> list[Cell]:
    """Return the headings; those of no known meaning are called what stands below them, each meaning once."""
    lacking = _lacking(columns)
    if any(kind_in(lines, number, reader) == "day" for number in columns.by_key.get("when", ())):
        lacking -= {"day"}
    named = [*heads]
    for number, only, is_run in _doubtful(columns, lines, lacking, reader):
        head = heads[number]
        kinds = (
            "day" if is_run else kind_in(lines, number, reader),
            *kinds_by_head(head, [line[number] for line in lines if line[number]]),
        )
        kind = next((each for each in kinds if each in lacking), "")
        if kind and (not only or kind in only):
            named[number] = _called(head, _name_of(kind, head))
            lacking -= {kind}
    return named


def _doubtful(
    columns: Columns, lines: Lines, lacking: set[str], reader: Reader
) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Yield the columns whose heading may be of another meaning, what alone it may mean (all where empty), and whether it
    has the days of a run."""
    for number, cell in columns.unknown():
        if _may_mean(lines, number, cell, reader):
            # 9.9 below 单价 is no date.
            yield number, ("group", "text", "person") if is_fact(cell.text) else (), False
    for number in columns.by_key.get("way", ()) if "group" in lacking else ():
        yield number, ("group",), False
    if "day" in lacking:
        # 节奏 may be how a shop paces itself, or T-5, T-1, T.
        for number in columns.by_key.get("pace", ()):
            yield number, ("day",), False
        # 阶段 may be that of a campaign, or 入群第3天.
        for number in columns.by_key.get("stage", ()):
            if _are_days_of_run(lines, number):
                yield number, ("day",), True
    # A column without a heading may have the days or the hours of the others.
    for number in sorted({number for number, _ in unnamed(columns, [*lines])}):
        yield number, ("day", "hour"), False


def _name_of(kind: str, head: Cell) -> str:
    """Return the heading of a meaning, with what the old one says of all that is below it."""
    # The day from which others are counted may stand in it: 节奏(T=12月12日).
    day = _DATE_IN.search(head.text) if kind == "day" else None
    # So may the hour of all texts: 早场 9:00.
    kept = day[0] if day else head.text if kind == "text" and first_hour(head.text) else ""
    return f"{_HEADS[kind]}({kept})" if kept else _HEADS[kind]


def _dated_titles(columns: Columns, lines: Lines, reader: Reader) -> Iterator[int]:
    """Yield a column called like one of titles or types, 项目, that has the dates of the posts, where only weekdays are known."""
    days = [key[4:] for key in columns.keys if key.startswith("day:")]
    every = (columns.by_key, columns.spare)
    numbers = [number for key in _NAMES_OF_POSTS for found in every for number in found.get(key, ())]
    hours = [line[number] for number in columns.by_key.get("when", ()) for line in lines if line[number]]
    if any(DAY_NAMES[name] != DAY_NAMES["星期"] for name in days) or any(
        is_day(cell, reader) for cell in hours
    ):
        return
    for number in numbers:
        cells = [line[number] for line in lines if line[number]]
        if cells and all(_says_when(cell, days, reader) for cell in cells):
            yield number
            return


def _says_when(cell: Cell, days: list[str], reader: Reader) -> bool:
    """Say whether a cell is a day and no name of one: a date, and where no column has days also 周一, 第3天."""
    is_counted = not days and _WEEKDAY_OR_RUN.match("".join(cell.text.split()))
    return bool(_DATE.search(cell.text) or is_counted) and is_day(cell, reader)


def _are_days_of_run(lines: Lines, number: int) -> bool:
    """Say whether most cells of a column are days by their number, or the first one: 入群当天, 入群第2天."""
    cells = [line[number].text for line in lines if line[number]]
    days = [each for each in cells if _RUN_DAY.fullmatch("".join(each.split()))]
    return len(cells) > 0 and len(days) * 2 > len(cells)


def _may_mean(lines: Lines, number: int, head: Cell, reader: Reader) -> bool:
    """Say whether cells may tell what their heading does not: not where it is of another hour, day or text."""
    known = heading(head.text)
    if known is not None and known.key in (LAST_DAY, LAST_HOUR):
        return False
    if says_nothing(head) or not is_foreign(head.text) or is_newer(head.text):
        return not says_nothing(head)
    cells = [line[number] for line in lines]
    return may_hold_days(head.text) and not any(has_hour(cell, reader) for cell in cells)


def _lacking(columns: Columns) -> set[str]:
    has = {
        "day": any(key.startswith("day:") for key in columns.keys),
        "hour": "when" in columns.keys,
        "group": GROUP in columns.keys,
        "text": any(not is_deed(columns.heads[number].text) for number in columns.by_key.get("copy", ())),
        "person": "owner" in columns.keys,
        "type": "type" in columns.keys,
        "title": any(not gives_way(columns.heads[number].text) for number in columns.by_key.get("title", ())),
    }
    return {kind for kind, is_there in has.items() if not is_there}


def kind_in(lines: Lines, column: int, reader: Reader) -> str:
    """Return what most cells of a column are: day, hour, group or text, "" for none of these."""
    cells = [line[column] for line in lines if line[column]]
    if not cells:
        return ""
    for kind, is_one in (("day", is_day), ("hour", is_hour), ("group", _are_groups)):
        if sum(is_one(cell, reader) for cell in cells) >= _MOST * len(cells):
            return kind
    return "text" if length(cells) >= A_TEXT else ""


def is_day(cell: Cell, reader: Reader) -> bool:
    """Say whether a cell says a day, or to what somebody's doing a post answers."""
    try:
        words = as_date(cell, "") if "." in cell.text else cell.text
        return kind_of(words, reader) == "day" or reader.moment(words).day is not None
    except (UntimedError, NoMonthError):
        return True
    except UnclearError:
        return False


def is_hour(cell: Cell, reader: Reader) -> bool:
    """Say whether a cell is an hour and nothing else."""
    return kind_of(cell.as_time().text, reader) == "hour"


def _are_groups(cell: Cell, _: Reader) -> bool:
    return not _ACCOUNT.search(cell.text) and all(map(is_group, names_in(cell.text)))


def length(cells: list[Cell]) -> float:
    """Return how many letters the texts of some cells have on average."""
    return mean(_letters(cell.text) for cell in cells) if cells else 0


def _letters(text: str) -> int:
    """Return how many letters a text has; none where it is an address."""
    return 0 if is_web(text) else sum(map(str.isalpha, text))


def below(table: Table, row: int) -> Lines:
    """Return the lines below a heading that tell what its columns hold: no blank ones, headings again, totals, remarks."""
    heads = {cell.text for cell in table.rows[row] if cell}
    found = ((line, [cell for cell in line if cell]) for line in table.rows[row + 1 :])
    return tuple(
        line
        for line, filled in found
        if not {cell.text for cell in filled} <= heads and not is_total(filled) and not is_remark(filled)
    )


def says_nothing(head: Cell) -> bool:
    """Say whether a heading is of the sheet itself or of what comes after a post."""
    return NO_MEANING.fullmatch(head.text) is not None or is_afterwards(head.text)


def has_hour(cell: Cell, reader: Reader) -> bool:
    """Say whether a cell says an hour, alone or beside a day."""
    try:
        return bool(cell) and bool(reader.moment(cell.as_time().text).hours)
    except UnclearError:
        return False


def unnamed(columns: Columns, lines: list[tuple[Cell, ...]]) -> Iterator[tuple[int, Cell]]:
    """Yield the columns that hold something and have no heading: number, and the blank cell where one would be."""
    for number, head in enumerate(columns.heads):
        if not head and any(line[number] for line in lines):
            yield number, head


def called(head: Cell) -> str:
    """Return what to call a column in a message."""
    return f"「{head.text}」这一列" if head else f"{letters(head.place.column)} 列"
