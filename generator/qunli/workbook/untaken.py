"""What a sheet says and no post has: rows without content, columns that mean nothing known, remarks about colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qunli.problem import Problem
from qunli.workbook.colours import cells_in
from qunli.workbook.contents import NO_MEANING, below, called, says_nothing, unnamed
from qunli.workbook.heading_words import AUDIENCE, SOME_PEOPLE
from qunli.workbook.headings import Columns
from qunli.workbook.left_out import LEFT_OUT, rows_left_out
from qunli.workbook.names import is_fact
from qunli.workbook.other_columns import DONE, GROUP, LAST_DAY, STATE
from qunli.workbook.remarks import passed_over, told_columns
from qunli.workbook.states import is_no, is_yes
from qunli.workbook.tables import Cell, Table

# What is posted, and when: what it says is no remark about it.
_SAID = frozenset(
    ("when", "copy", "title", "answer", "short", "rotate", "replaces", "once", STATE, DONE, LAST_DAY, "")
)

_CONDITION = re.compile("条件|前提|触发|天气|气温|对象|人群|受众|客群|适用|门店|城市|区域|群号|分组")

_ALL = re.compile("全部|所有人?|全员|全体|大家|都发?|不限|通用")

Line = tuple[Cell, ...]


def untaken(
    table: Table,
    row: int,
    columns: Columns,
    left_out: Sequence[Cell],
    taken: list[tuple[Line, Mapping[str, Cell]]],
) -> Iterator[Problem]:
    """Yield what is left of a sheet below the row of its headings, given the rows left out and those taken."""
    if left_out:
        yield rows_left_out(left_out)
    yield from passed_over(columns, taken)
    yield from _unknown_columns(columns, table, row)


def aside(columns: Columns, line: Line, cells: Mapping[str, Cell]) -> Iterator[int]:
    """Yield the columns whose cells of a row that is taken say nothing of the post, or of which all is told."""
    yield from (number for number, _ in columns.unknown())
    yield from (number for number, head in enumerate(columns.heads) if not head)
    every = (*columns.by_key.items(), *columns.spare.items())
    yield from (
        number
        for key, numbers in every
        if key in (STATE, DONE, GROUP, LAST_DAY, "media", "notes")
        for number in numbers
    )
    yield from told_columns(columns, [(line, cells)])


def remarks_of(columns: Columns, line: Line) -> Iterator[Cell]:
    """Yield what a row says that is neither its time nor what is posted, and may change either."""
    every = (*columns.by_key.items(), *columns.spare.items())
    said = {number for key, numbers in every if key in _SAID or key.startswith("day:") for number in numbers}
    yield from (cell for number, cell in enumerate(line) if cell and number not in said)


def conditions(table: Table, row: int, columns: Columns) -> Iterator[Cell]:
    """Yield the heads of columns that say on what it depends whether, or to whom, each row is posted."""
    for number, head in columns.unknown():
        texts = {line[number].text for line in table.rows[row + 1 :]}
        if _follows_group(table, row, columns, number):
            continue
        is_ticked = any(texts) and all(map(_is_yes_or_no, filter(None, texts))) and not says_nothing(head)
        some = {each for each in texts if SOME_PEOPLE.fullmatch(each)}
        is_of_some = bool(some) and len(texts - {""}) > 1 and all(map(_ALL.fullmatch, texts - some - {""}))
        if (
            (_CONDITION.search(head.text) or AUDIENCE.search(head.text) or is_ticked or is_of_some)
            and len(texts) > 1
            and any(texts)
        ):
            yield head


def _follows_group(table: Table, row: int, columns: Columns, number: int) -> bool:
    """Say whether a column only tells more of the group of each row: the shop whose group it is."""
    groups: dict[str, set[str]] = {}
    for line in table.rows[row + 1 :]:
        for at in columns.by_key.get(GROUP, ()):
            if line[at] and line[number]:
                groups.setdefault(line[at].text, set()).add(line[number].text)
    return len(groups) > 1 and all(len(each) == 1 for each in groups.values())


def _is_yes_or_no(words: str) -> bool:
    return is_yes(words) or is_no(words)


def by_colour(cell: Cell, words: str, table: Table) -> Problem:
    """Return what is wrong with a remark that calls off what has a colour."""
    message = f"颜色和字体这里看不见：{words[:40]}{cells_in(words, table)}"
    hint = "颜色的意思写成一列：不发的在「状态」写 取消，谁发写在「负责人」，发哪个群写在「群」；再把这句说明删掉"
    return cell.place.problem("Q003", message, hint)


_IN_VAIN = "里从哪天起没有收进计划，导入以后就照着发"


def no_start(title: Cell) -> Problem:
    """Return what is told of a title that says from when a plan holds."""
    message = f"「{title.text[:40]}」{_IN_VAIN}"
    return title.place.problem(LEFT_OUT, message, "到了那天再导入；或者把每一行的日子写成日期", "warning")


def is_of_start(problem: Problem) -> bool:
    """Say whether a problem is that of a title which says in vain from when a plan holds."""
    return problem.message.endswith(_IN_VAIN)


def _unknown_columns(columns: Columns, table: Table, row: int) -> Iterator[Problem]:
    """Yield the columns that hold something and mean nothing known."""
    lines = [line for line in below(table, row) if sum(map(bool, line)) > 1]
    hint = "要紧的把列名改成：时间、文案、标题、谁来发、发前看、配图 里的一个"
    for number, head in columns.unknown():
        is_silent = NO_MEANING.fullmatch(head.text) or is_fact(head.text)
        if any(line[number] for line in lines) and not is_silent:
            message = f"「{head.text}」这一列不认识，没有导入"
            yield head.place.problem(LEFT_OUT, message, hint, "warning")
    for number, head in unnamed(columns, lines):
        first = next(line[number] for line in lines if line[number])
        yield first.place.problem(LEFT_OUT, f"{called(head)}没有列名，没有导入", hint, "warning")
