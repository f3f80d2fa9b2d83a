"""What a list must say to be read: hours, days and texts that are those of the posts, and whole lines."""

from __future__ import annotations

from collections.abc import Iterator

from qunli.problem import ContentError
from qunli.workbook.contents import (
    A_TEXT,
    NO_MEANING,
    Lines,
    below,
    called,
    has_hour,
    is_hour,
    length,
    says_nothing,
    unnamed,
)
from qunli.workbook.customers import require_no_customers
from qunli.workbook.dated_texts import require_dated
from qunli.workbook.days import Reader
from qunli.workbook.head_hours import require_no_hours_above
from qunli.workbook.head_kinds import is_newer, is_older
from qunli.workbook.headings import Columns
from qunli.workbook.hour_numbers import require_parts_known
from qunli.workbook.legend import is_vague
from qunli.workbook.names import UNSURE, heading, is_fact, is_foreign
from qunli.workbook.no_texts import require_text_named
from qunli.workbook.questions import Interview, Question
from qunli.workbook.required_days import LIKE_DAY, is_timed, require_days
from qunli.workbook.shifts import require_shifts
from qunli.workbook.tables import Cell, Table
from qunli.workbook.twelve import require_halves

LEAVE_OUT, SEND = "不发", "要发，一格一条"


def require_known(columns: Columns, table: Table, row: int, reader: Reader) -> None:
    """Ask about texts, and refuse hours, of which no heading says whether they are those of the posts."""
    if columns.has_ids:
        return
    _require_whole_lines(columns, table, row)
    require_no_customers(columns)
    require_dated(table, row)
    require_shifts(table, row, reader)
    _require_one_hour(columns)
    require_no_hours_above(columns, table, row)
    require_halves(columns, table, row, reader.interview)
    _require_texts_known(columns, table, row, reader.interview)
    require_text_named(columns)
    require_parts_known(columns, table, row, reader.interview)
    _require_hours_known(columns, table, row, reader)
    require_days(columns, table, row, reader)


def _require_texts_known(columns: Columns, table: Table, row: int, interview: Interview) -> None:
    """Ask about columns of texts which no heading says to be those of posts."""
    for head, first in unnamed_texts(columns, table, row):
        if head and LIKE_DAY.search(head.text):
            hint = "表头的日子都写成一样的，比如 12月7日 周一；不是那天发的，列名改成说清楚的名字"
            message = f"{called(head)}像是那一天要发的，和别的列合不到一起"
            raise ContentError([head.place.problem("Q003", message, hint)])
        if asked_text(head, first, interview) is None:
            hint = "要发的，列名改成「文案」；只是说明，列名改成「备注」"
            message = f"{called(head)}里也是成段的文字，看不出发不发"
            raise ContentError([first.place.problem("Q003", message, hint)])


def asked_text(head: Cell, first: Cell, interview: Interview) -> str | None:
    """Ask whether a column of texts is posted, given its heading and its first text."""
    name = called(head)
    text = f"{name}里也是成段的文字，发不发？"
    return interview.ask(Question(f"{name}发吗", text, first.place, (LEAVE_OUT, SEND)))


def unnamed_texts(columns: Columns, table: Table, row: int) -> Iterator[tuple[Cell, Cell]]:
    """Yield the columns of texts at least half as long as those that are posted: heading and first text.

    Most rows have one, or those that have nothing else to post.
    """
    lines = [line for line in below(table, row) if sum(map(bool, line)) > 1]
    posted = [line[number] for number in columns.by_key.get("copy", ()) for line in lines if line[number]]
    least = max(A_TEXT, length(posted) / 2)
    for number, head in (*columns.unknown(), *unnamed(columns, lines)):
        filled = [line for line in lines if line[number]]
        cells = [line[number] for line in filled]
        fills = any(not any(line[each] for each in columns.by_key.get("copy", ())) for line in filled)
        is_rare = len(cells) * 2 < len(lines) and not fills
        if cells and head and is_newer(head.text):
            # What took the place of some texts only may be as rare or as short as it likes.
            yield head, cells[0]
            continue
        if is_rare or length(cells) < least or (head and (says_nothing(head) or is_older(head.text))):
            continue
        yield head, cells[0]


def _require_whole_lines(columns: Columns, table: Table, row: int) -> None:
    """Refuse a text of rows with more fields than headings: a sign in a text has parted it."""
    for line in below(table, row):
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
    lines = below(table, row)
    timed = [number for key, numbers in columns.by_key.items() if is_timed(key) for number in numbers]
    if any(has_hour(line[number], reader) for number in timed for line in lines):
        _require_no_more_hours(columns, lines, reader)
        return
    for number, head in columns.unknown():
        cells = [line[number] for line in lines if line[number]]
        if cells and not NO_MEANING.fullmatch(head.text) and all(has_hour(cell, reader) for cell in cells):
            message = f"没有说几点发的一列，「{head.text}」看着是别的时间"
            hint = "就是那时候发的，列名改成「时间」；不是就加一列「时间」，写上几点发"
            raise ContentError([head.place.problem("Q003", message, hint)])


def _require_no_more_hours(columns: Columns, lines: Lines, reader: Reader) -> None:
    """Refuse a column of hours beside those of the posts that may be when each is posted again: 第二次.

    Beside parts of the day without any hour, 上午 | 晚上, those of something else may be theirs.
    """
    hours = [line[number] for number in columns.by_key.get("when", ()) for line in lines if line[number]]
    are_vague = bool(hours) and all(is_vague(cell.text) for cell in hours)
    for number, head in columns.unknown():
        cells = [line[number] for line in lines if line[number]]
        is_other = says_nothing(head) or (is_foreign(head.text) and not are_vague) or is_fact(head.text)
        if cells and not is_other and all(is_hour(cell, reader) for cell in cells):
            message = f"「{head.text}」这一列也写着几点，看不出那时候发不发"
            hint = (
                "也发的，两个钟点写在「时间」的一格里，比如 9:00、20:00；不是的，列名写清楚，比如「开播时间」"
            )
            raise ContentError([cells[0].place.problem("Q003", message, hint)])
