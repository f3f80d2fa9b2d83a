"""Columns that count the day of a post from another day: 提前几天发 3 or 前一天 beside 活动日期, D-3 beside 开业日期."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from qunli.problem import ContentError
from qunli.when import UnclearError
from qunli.workbook.contents import Lines, below
from qunli.workbook.counted_days import is_reminder, offset_words, offsets_in, sign_of
from qunli.workbook.counted_hours import with_days_apart
from qunli.workbook.dates import as_date
from qunli.workbook.days import Reader
from qunli.workbook.names import heading, is_posted
from qunli.workbook.questions import Question
from qunli.workbook.shifted_days import DATE, Shift, is_date, shifted, with_cells
from qunli.workbook.spelling import plain
from qunli.workbook.tables import Cell, Table

FROM_THERE, IS_IT = "从那天数", "那天就发"
_SHORTER = re.compile(r"(?:提前|延后|推后)?\d+(?:\.\d+)?\s*(?:个?小时|h|分钟?|min|刻钟?)", re.IGNORECASE)
# A heading of how long before its hour a post goes out, and of no other work.
_OF_POST = re.compile(
    "(?:发布?|推送|发群)?(?:提[前早]|延[后迟]|推[后迟])(?:多久|多少|几)?(?:个?小时|分钟|时间|时长|量)?(?:发[布送群]?|推送|提醒|通知|预告|预热)*"
)
# What a heading says of whose date it is: that of something that takes place, and not that of a post.
_OF_EVENT = re.compile(
    "活动|[节庆店]|开|事件|到[店货]|生日|婚|上[市新架]|截[止至]|直播|当[天日]|正日|[演场课考]|D日|event|launch",
    re.IGNORECASE,
)


def with_shifts(table: Table, row: int, reader: Reader) -> Table:
    """Return a list with the days that are counted from a date beside them in the place of that date.

    One of which that is not clear is left as it is.
    """
    apart = with_days_apart(table, row)
    try:
        return _read(apart, row, reader)
    except ContentError:
        return apart


def require_shifts(table: Table, row: int, reader: Reader) -> None:
    """Raise ContentError where it is not clear what a column of days before or after another one counts."""
    _read(table, row, reader)


def _read(table: Table, row: int, reader: Reader) -> Table:
    lines = below(table, row)
    for column, head in enumerate(table.rows[row]):
        sign = sign_of(head.text)
        if not head or not _is_shift(lines, column, head, sign):
            continue
        anchors = _anchors(table, row, column, reader)
        if anchors is None and sign and not _has_days(table, row, column):
            return _renamed(table, row, column, sign)
        if anchors is None and sign:
            raise _unanchored(head)
        shift = Shift(column, anchors, sign or 0) if anchors is not None else None
        if shift and _counts(table, row, shift, reader):
            return shifted(table, row, shift, reader)
    return table


def _is_shift(lines: Lines, column: int, head: Cell, sign: int | None) -> bool:
    """Say whether a column holds days counted from another; refuse one of hours, which no plan takes off."""
    cells = [line[column] for line in lines if line[column]]
    shorter = [cell for cell in cells if _SHORTER.fullmatch(plain(cell.text))]
    if shorter and len(shorter) * 2 > len(cells) and _OF_POST.fullmatch(plain(head.text)):
        message = f"这一列写的是提前、延后多久，几点发要先算好：{cells[0].text[:20]}"
        raise ContentError(
            [cells[0].place.problem("Q003", message, "把「时间」改成发的那一个钟点，再去掉这一列")]
        )
    if is_reminder(head.text):
        cells = [cell for cell in cells if re.search("[天日周]", cell.text)]
    counted = [each for cell in cells if (each := offsets_in(cell, sign))]
    if sign is not None:
        return len(counted) * 2 >= max(1, len(cells))
    is_moved = any(number for each in counted for number in each)
    return is_moved and len(counted) * 2 > len(cells) and not _is_text(head)


def _anchors(table: Table, row: int, column: int, reader: Reader) -> int | None:
    """Return the column of the days that another one counts from: that of an event before one called only 日期."""
    lines = below(table, row)
    found = [
        number
        for number, head in enumerate(table.rows[row])
        if number != column
        and head
        and not _is_text(head)
        and (cells := [line[number] for line in lines if line[number]])
        and sum(_is_anchor(cell, reader) for cell in cells) * 5 >= len(cells) * 4
    ]
    dated = [number for number in found if any(_is_date_in(line[number]) for line in lines)]
    heads = table.rows[row]
    return min(
        dated or found, key=lambda number: (not _OF_EVENT.search(heads[number].text), number), default=None
    )


def _is_text(head: Cell) -> bool:
    known = heading(head.text)
    return known is not None and known.key == "copy"


def _is_anchor(cell: Cell, reader: Reader) -> bool:
    """Say whether a cell is a date or the name of a festival."""
    if _is_date_in(cell) or as_date(cell, "1月").endswith("日"):
        return True
    try:
        return "festival" in (reader.moment(cell.text).day or {})
    except UnclearError:
        return False


def _is_date_in(cell: Cell) -> bool:
    return DATE.match(as_date(cell, "")) is not None


def _has_days(table: Table, row: int, column: int) -> bool:
    heads = (cell for number, cell in enumerate(table.rows[row]) if number != column and cell)
    return any((known := heading(cell.text)) and known.key.startswith("day:") for cell in heads)


def _renamed(table: Table, row: int, column: int, sign: int) -> Table:
    """Return a list whose counted days are its only ones with the words for them: their day stands above, or is asked."""
    rows = list(table.rows)
    rows[row] = with_cells(rows[row], {column: replace(rows[row][column], raw="日期", shown=None)})
    for at in range(row + 1, len(rows)):
        cell = rows[at][column]
        counted = offsets_in(cell, sign) if cell else None
        if counted:
            rows[at] = with_cells(rows[at], {column: replace(cell, raw=offset_words(counted), shown=None)})
    return replace(table, rows=tuple(rows))


# --- whether the date beside is that of the event or already that of the post ---


def _counts(table: Table, row: int, shift: Shift, reader: Reader) -> bool:
    """Say whether days are to be counted from the dates beside them, which else are those of the posts already."""
    heads = table.rows[row]
    anchor = heads[shift.anchors].text
    if any(_is_of_post(table, row, number) for number in range(len(heads)) if number != shift.anchors):
        return False
    pairs = [*_pairs(table, row, shift, reader)]
    if is_posted(anchor):
        return False
    is_event, is_post = _said_twice(pairs), _lead_to_one(pairs)
    if is_reminder(heads[shift.column].text):
        return _asked(heads[shift.column], anchor, reader)
    if is_event != is_post:
        return is_event
    if not pairs or _OF_EVENT.search(anchor) or is_posted(heads[shift.column].text):
        return True
    # A plain date beside 节点 D-1 is that of the row: the label only says what the day is called.
    return bool(shift.sign) and _asked(heads[shift.column], anchor, reader)


def _asked(head: Cell, anchor: str, reader: Reader) -> bool:
    """Ask whether the days below a heading are counted from those below another one."""
    name, place = head.text, head.place
    text = f"「{name}」是从「{anchor}」那天数，还是「{anchor}」已经是发的那天？"
    answer = reader.interview.ask(Question(f"「{name}」从哪天数", text, place, (FROM_THERE, IS_IT)))
    if answer is None:
        hint = f"是活动那天就把列名改成「活动日期」，是发的那天就改成「发布日期」；或者回答：{FROM_THERE}、{IS_IT}"
        raise ContentError([place.problem("Q003", f"「{name}」看不出从哪天数", hint)])
    return answer == FROM_THERE


def _is_of_post(table: Table, row: int, column: int) -> bool:
    """Say whether a column has dates which nothing says to be those of an event."""
    head = table.rows[row][column]
    is_own = is_date(head) and (is_posted(head.text) or not _OF_EVENT.search(head.text))
    return is_own and any(_is_date_in(line[column]) for line in below(table, row))


def _pairs(table: Table, row: int, shift: Shift, reader: Reader) -> Iterator[tuple[date, int]]:
    """Yield the date and the days of each row that has one of both; dates as those of a leap year."""
    for line in below(table, row):
        found = DATE.match(as_date(line[shift.anchors], ""))
        counted = offsets_in(line[shift.column], shift.sign) if line[shift.column] else None
        if found and counted and len(counted) == 1:
            try:
                yield date(2024, int(found[1]), int(found[2])), counted[0]
            except ValueError:
                continue


def _said_twice(pairs: Sequence[tuple[date, int]]) -> bool:
    return any(one[0] == other[0] and one[1] != other[1] for one, other in combinations(pairs, 2))


def _lead_to_one(pairs: Sequence[tuple[date, int]]) -> bool:
    days = [(day - timedelta(days=counted), counted) for day, counted in pairs]
    return any(one[0] == other[0] and one[1] != other[1] for one, other in combinations(days, 2))


def _unanchored(head: Cell) -> ContentError:
    message = f"「{head.text}」要从一个日期数起，表里没有"
    return ContentError([head.place.problem("Q003", message, "加一列「活动日期」；或者直接写发的那天")])
