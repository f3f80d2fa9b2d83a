"""What columns hold whose headings say nothing known, as their cells say it; and what is asked where that is not safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import mean

from qunli.problem import ContentError, Problem
from qunli.when import UnclearError
from qunli.workbook.axes import is_group, kind_of
from qunli.workbook.columns import GROUP
from qunli.workbook.days import Reader, UntimedError
from qunli.workbook.groups import names_in
from qunli.workbook.headings import Columns, columns_of, heading_row
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.names import UNSURE, heading, is_afterwards
from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import Cell, Table, is_web, letters

LEAVE_OUT = "不发"
_NO_MEANING = re.compile(
    r"序号?|[合总小共]计|条数|编[号码]|ID|No\.?|#|行号|完成|是否完成|完成情况|打卡|打勾|已发|创建时间|更新时间|修改时间|创建人|最后编辑.*",
    re.IGNORECASE,
)
# A column is one of days, hours or groups where most of its cells are; of texts where these are as long as texts are.
_MOST = 0.8
_A_TEXT = 7  # letters
_MOST_ABOVE = 6
# Accounts such as 1号企微 are not where a post goes.
_ACCOUNT = re.compile("企微|企业微信")
_HEADS = {"day": "日期", "hour": "时间", "group": "群名", "text": "文案"}

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
    return any(cell and kind_of(cell.text, reader) in ("day", "hour") for cell in line)


def with_meanings(table: Table, row: int, reader: Reader) -> Table:
    """Return a list whose columns of unknown headings are called what they hold, where no other column holds that."""
    columns = columns_of(table, row)
    lines = _below(table, row)
    heads = list(table.rows[row])
    lacking = _lacking(columns)
    if any(_kind(lines, number, reader) == "day" for number in columns.by_key.get("when", ())):
        lacking -= {"day"}
    unknown = [number for number, cell in columns.unknown() if not _says_nothing(cell)]
    ways = columns.by_key.get("way", ()) if "group" in lacking else ()
    for number in (*unknown, *ways):
        kind = _kind(lines, number, reader)
        if kind in lacking and (number in unknown or kind == "group"):
            heads[number] = replace(heads[number], raw=_HEADS[kind], shown=None)
            lacking -= {kind}
    return replace(table, rows=(*table.rows[:row], tuple(heads), *table.rows[row + 1 :]))


def _lacking(columns: Columns) -> set[str]:
    has = {
        "day": any(key.startswith("day:") for key in columns.keys),
        "hour": "when" in columns.keys,
        "group": GROUP in columns.keys,
        "text": "copy" in columns.keys,
    }
    return {kind for kind, is_there in has.items() if not is_there}


def _kind(lines: Lines, column: int, reader: Reader) -> str:
    cells = [line[column] for line in lines if line[column]]
    if not cells:
        return ""
    for kind, is_one in (("day", _is_day), ("hour", _is_hour), ("group", _are_groups)):
        if sum(is_one(cell, reader) for cell in cells) >= _MOST * len(cells):
            return kind
    return "text" if _length(cells) >= _A_TEXT else ""


def _is_day(cell: Cell, reader: Reader) -> bool:
    """Say whether a cell says a day, or to what somebody's doing a post answers."""
    try:
        return kind_of(cell.text, reader) == "day" or reader.moment(cell.text).day is not None
    except UntimedError:
        return True
    except UnclearError:
        return False


def _is_hour(cell: Cell, reader: Reader) -> bool:
    return kind_of(cell.as_time().text, reader) == "hour"


def _are_groups(cell: Cell, _: Reader) -> bool:
    return not _ACCOUNT.search(cell.text) and all(map(is_group, names_in(cell.text)))


def _length(cells: list[Cell]) -> float:
    return mean(_letters(cell.text) for cell in cells) if cells else 0


def _letters(text: str) -> int:
    """Return how many letters a text has; none where it is an address."""
    return 0 if is_web(text) else sum(map(str.isalpha, text))


def _below(table: Table, row: int) -> Lines:
    heads = {cell.text for cell in table.rows[row] if cell}
    return tuple(line for line in table.rows[row + 1 :] if not {cell.text for cell in line if cell} <= heads)


def _says_nothing(head: Cell) -> bool:
    return _NO_MEANING.fullmatch(head.text) is not None or is_afterwards(head.text)


# --- what is not safe to pass over ---


def require_known(columns: Columns, table: Table, row: int, reader: Reader) -> None:
    """Ask about texts, and refuse hours, of which no heading says whether they are those of the posts."""
    if columns.has_ids:
        return
    _require_whole_lines(columns, table, row)
    _require_one_hour(columns)
    _require_texts_known(columns, table, row, reader.interview)
    _require_hours_known(columns, table, row, reader)


def _require_texts_known(columns: Columns, table: Table, row: int, interview: Interview) -> None:
    """Ask about a column of texts at least half as long as those that are posted, which no heading says to be one."""
    lines = [line for line in _below(table, row) if sum(map(bool, line)) > 1]
    posted = [line[number] for number in columns.by_key.get("copy", ()) for line in lines if line[number]]
    least = max(_A_TEXT, _length(posted) / 2)
    for number, head in (*columns.unknown(), *_unnamed(columns, lines)):
        cells = [line[number] for line in lines if line[number]]
        if len(cells) * 2 < len(lines) or _length(cells) < least or (head and _says_nothing(head)):
            continue
        name = _called(head)
        question = Question(f"{name}发吗", f"{name}里也是成段的文字，不发吗？", cells[0].place, (LEAVE_OUT,))
        if interview.ask(question) is None:
            hint = "要发的，列名改成「文案」；只是说明，列名改成「备注」"
            message = f"{name}里也是成段的文字，看不出发不发"
            raise ContentError([cells[0].place.problem("Q003", message, hint)])


def _require_whole_lines(columns: Columns, table: Table, row: int) -> None:
    """Refuse a text of rows with more fields than headings: a sign in a text has parted it."""
    for line in _below(table, row):
        behind = [cell for cell, head in zip(line, columns.heads, strict=True) if cell and head.raw is None]
        if behind and not behind[0].place.sheet:
            hint = "文字里有逗号、分号的，用双引号括起来；或另存为 .xlsx 再导入"
            message = f"这一行比表头多出 {len(behind)} 格，怕是一段话被断开了"
            raise ContentError([behind[0].place.problem("Q005", message, hint)])


def _require_one_hour(columns: Columns) -> None:
    """Refuse a sheet with hours of several things, where no heading says that it is when something is posted."""
    numbers = (*columns.by_key.get("when", ()), *columns.spare.get("when", ()))
    heads = [columns.heads[number] for number in numbers]
    ranks = [found.rank for head in heads if (found := heading(head.text))]
    if len({head.text for head in heads}) > 1 and len(ranks) == len(heads) and min(ranks) >= UNSURE:
        names = "、".join(f"「{' '.join(head.text.split())}」" for head in heads)
        hint = "发的那一列，列名改成「发送时间」"
        raise ContentError([heads[0].place.problem("Q003", f"{names}看不出哪一列是几点发", hint)])


def _require_hours_known(columns: Columns, table: Table, row: int, reader: Reader) -> None:
    """Refuse a sheet whose only hours are those of something else: 截稿时间, 审核时间."""
    lines = _below(table, row)
    timed = [number for key, numbers in columns.by_key.items() if _is_timed(key) for number in numbers]
    if any(_has_hour(line[number], reader) for number in timed for line in lines):
        return
    for number, head in columns.unknown():
        cells = [line[number] for line in lines if line[number]]
        if cells and not _NO_MEANING.fullmatch(head.text) and all(_has_hour(cell, reader) for cell in cells):
            message = f"没有说几点发的一列，「{head.text}」看着是别的时间"
            hint = "就是那时候发的，列名改成「时间」；不是就加一列「时间」，写上几点发"
            raise ContentError([head.place.problem("Q003", message, hint)])


def _is_timed(key: str) -> bool:
    return key == "when" or key.startswith("day:")


def _has_hour(cell: Cell, reader: Reader) -> bool:
    try:
        return bool(cell) and bool(reader.moment(cell.as_time().text).hours)
    except UnclearError:
        return False


def untaken_columns(columns: Columns, table: Table, row: int) -> Iterator[Problem]:
    """Yield the columns that hold something and mean nothing known."""
    lines = [line for line in _below(table, row) if sum(map(bool, line)) > 1]
    hint = "要紧的把列名改成：时间、文案、标题、谁来发、发前看、配图 里的一个"
    for number, head in columns.unknown():
        if any(line[number] for line in lines) and not _NO_MEANING.fullmatch(head.text):
            message = f"「{head.text}」这一列不认识，没有导入"
            yield head.place.problem(LEFT_OUT, message, hint, "warning")
    for number, head in _unnamed(columns, lines):
        first = next(line[number] for line in lines if line[number])
        yield first.place.problem(LEFT_OUT, f"{_called(head)}没有列名，没有导入", hint, "warning")


def _unnamed(columns: Columns, lines: list[tuple[Cell, ...]]) -> Iterator[tuple[int, Cell]]:
    """Yield the columns that hold something and have no heading: number, and the blank cell where one would be."""
    for number, head in enumerate(columns.heads):
        if not head and any(line[number] for line in lines):
            yield number, head


def _called(head: Cell) -> str:
    return f"「{head.text}」这一列" if head else f"{letters(head.place.column)} 列"
