"""A table of two directions as a list: hours down and weekdays across, groups side by side, ticks under days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from qunli.workbook.alike import SECTION, Row, alike
from qunli.workbook.asides import labelled_remark
from qunli.workbook.axes import COUNTS, NAMES, Axis, column_kind
from qunli.workbook.bands import banded, bands_of, plain_name, value_cell
from qunli.workbook.columns import BY_KEY
from qunli.workbook.days import Reader
from qunli.workbook.heading_words import PERSON
from qunli.workbook.inline import parted
from qunli.workbook.kinds import is_group, keeper_of, kind_of
from qunli.workbook.margins import fields_apart, is_legend, label_column, label_of
from qunli.workbook.names import heading
from qunli.workbook.other_columns import GROUP
from qunli.workbook.states import is_no
from qunli.workbook.tables import Cell, Place, Table

_TICK = re.compile(r"TRUE|[√✓✔☑●○◎★☆■▲⭐✅]|[yY]|yes|是|有|发|1", re.IGNORECASE)
_NO_POST = r"(?:[/\\\-—–~×xX✗✕❌]+|无|(?:全天)?(?:店|公|轮)?休息?|歇业|放假|停更|不营业|闭店|不[发推]|停发?|空|N/?A|暂无|没有)"
_NOTHING = re.compile(rf"[(（【\[]?{_NO_POST}(?:[\s，,、。；;/|]+{_NO_POST})*[)）】\]。！!]?", re.IGNORECASE)
# How the keys of the columns begin that hold values of a kind.
_KEYS = {"day": "day:", "hour": "when", "group": GROUP}

# Days beside days are the weeks within which those are meant: 12.1-12.7 beside 周一, 第一周 beside 周一.
_STRETCH = "周期"
_TEXT = "内容"


def as_list(table: Table, axis: Axis, reader: Reader) -> Table:
    """Return a crosstab as a list with a row for every filled cell; each value keeps its cell."""
    rows = range(axis.row + 1, len(table.rows))
    shared = _shared(table, axis, rows, reader)
    bands = bands_of(table, axis)
    start = axis.row + (2 if bands else 1)
    melted: list[Row] = []
    lines = table.rows[start:]
    within = label_column(lines, axis.first)
    if within is not None:
        melted = [*_by_fields(lines, axis, shared, within)]
    for line, fields in fields_apart(lines, axis.first) if within is None else ():
        section = _section(line, axis, shared)
        own = section or [*_melted(line, fields, axis, _beside(line, shared), bands, reader)]
        melted += _together(own, axis)
    heads = table.rows[axis.row]
    around = [cell.text for line in table.rows[: axis.row + 1] for cell in line if cell]
    melted = alike(melted, replace(reader, around="\n".join((*around, table.name))))
    return listed(table, axis.row, melted, {name: heads[number].place for number, name in shared.items()})


def _together(rows: list[Row], axis: Axis) -> list[Row]:
    """Return the rows of one line with several texts for one group as one row: they are versions of one post."""
    values = [cell.text for cell in axis.values.values()]
    if axis.kind != "group" or len({*values}) == len(values):
        return rows
    found: dict[str, Row] = {}
    for row in rows:
        group, text = row.get(NAMES["group"]), row.get(_TEXT)
        if group is None or text is None:
            return rows
        first = found.setdefault(group.text, {each: cell for each, cell in row.items() if each != _TEXT})
        first[f"{_TEXT}{sum(each.startswith(_TEXT) for each in first) + 1}"] = text
    return [*found.values()]


def listed(
    table: Table, row: int, melted: Sequence[Row], heads_of: Mapping[str, Place] | None = None
) -> Table:
    """Return rows as a table below what stands above a row of the sheet; the names of the rows are its headings.

    `heads_of` has the cells where some of them stand.
    """
    own = heads_of or {}
    place = table.rows[row][0].place
    names = tuple(dict.fromkeys(name for each in melted for name in each if name != SECTION))
    above = replace(table, rows=table.rows[:row]).as_list().rows
    width = max(len(names), *(len(line) for line in above), 2) if above else max(len(names), 2)
    body = [
        [each[SECTION]] if SECTION in each else [each.get(name, Cell(place)) for name in names]
        for each in melted
    ]
    heads = [Cell(own.get(name, place), plain_name(name)) for name in names] or [Cell(place)]
    return replace(table, rows=tuple(_wide(line, width) for line in (*above, heads, *body)))


def _wide(line: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    return (*line, *(Cell(line[-1].place) for _ in range(width - len(line))))


def _shared(table: Table, axis: Axis, rows: range, reader: Reader) -> dict[int, str]:
    """Return the columns beside the values by their number, each with the heading that its contents or its own say.

    A heading that comes again is told apart by its number.
    """
    heads = {number: _head(table, axis.row, number) for number in range(len(table.rows[axis.row]))}
    found: dict[int, str] = {}
    for number, cell in heads.items():
        kind = "" if number in axis.values else column_kind(table, number, rows, reader)
        if number not in axis.values and PERSON.fullmatch(cell.text) and not heading(cell.text):
            found[number] = BY_KEY["owner"].title
            continue
        if not kind or COUNTS.fullmatch(cell.text):
            continue
        others = [each for at, each in heads.items() if at != number and at not in axis.values]
        is_value = kind in NAMES and kind != axis.kind and number < axis.first
        if is_value and not any(_says(each, kind) for each in others):
            name = NAMES[kind]
        elif kind == axis.kind == "day" and number < axis.first:
            name = _STRETCH
        elif heading(cell.text) or number > axis.first:
            name = cell.text
        else:
            # Of two columns beside days that nothing is called, the first one calls the texts of the second.
            name = _TEXT if "栏目" in found.values() else "栏目"
        if name:
            again = sum(plain_name(each) == name for each in found.values())
            found[number] = f"{name}#{again}" if again else name
    return found


def _head(table: Table, row: int, column: int) -> Cell:
    """Return the heading of a column: in the row of the values, else right above it."""
    cell = table.rows[row][column]
    above = table.rows[row - 1][column] if row else cell
    return above if not cell and heading(above.text) else cell


def _says(cell: Cell, kind: str) -> bool:
    known = heading(cell.text)
    return known is not None and known.key.startswith(_KEYS[kind])


def _section(line: Sequence[Cell], axis: Axis, shared: dict[int, str]) -> list[Row]:
    """Return a row of one cell over all columns as the section it is."""
    filled = [cell for cell in line if cell and not cell.is_beside]
    if remark := labelled_remark(line):
        return [{SECTION: remark}]
    spans_all = len(filled) == 1 and all(cell.text == filled[0].text for cell in line if cell)
    if is_legend(line, axis.first):
        words = " ".join(cell.text for cell in filled)
        return [{SECTION: replace(filled[0].joined(words, filled), lies_in=None)}]
    is_alone = spans_all and not any(line[number] for number in axis.values)
    is_wide = spans_all and all(line[number] for number in axis.values) and filled[0] is line[0]
    return [{SECTION: filled[0]}] if is_alone or is_wide else []


def _beside(line: Sequence[Cell], shared: dict[int, str]) -> Row:
    return {name: line[number] for number, name in shared.items() if line[number]}


def _by_fields(
    lines: Sequence[tuple[Cell, ...]], axis: Axis, shared: dict[int, str], labels: int
) -> Iterator[Row]:
    """Yield the posts of rows that each have one field of them, as a column of labels says: 文案, 配图."""
    others = {number: name for number, name in shared.items() if number != labels}

    def said(line: Sequence[Cell]) -> tuple[str, ...]:
        return tuple(line[number].text for number in others)

    for _, group in groupby((line for line in lines if line[labels]), key=said):
        rows = [*group]
        for number, value in axis.values.items():
            cells = {
                line[labels].text: line[number] for line in rows if not _NOTHING.fullmatch(line[number].text)
            }
            if any(cells.values()):
                yield {**_beside(rows[0], others), NAMES[axis.kind]: value_cell(value), **cells}


def _melted(
    line: Sequence[Cell],
    fields: Sequence[Sequence[Cell]],
    axis: Axis,
    beside: Row,
    bands: dict[int, str],
    reader: Reader,
) -> Iterator[Row]:
    if bands:
        yield from banded(line, axis, beside, bands)
        return
    # 早8点朋友圈 | 午12点群 say where each of them goes.
    names = NAMES["group"] if all(is_group(each.text) for each in axis.labels.values()) else "栏目"
    for number, value in axis.values.items():
        cell = line[number]
        label = {names: axis.labels[number]} if number in axis.labels else {}
        own = {label_of(each, axis.first).text: each[number] for each in fields if each[number]}
        if cell and not _NOTHING.fullmatch(cell.text):
            yield from _posts({**label, **own, **beside}, axis.kind, value, cell, reader)


def _posts(beside: Row, kind: str, value: Cell, cell: Cell, reader: Reader) -> Iterator[Row]:
    """Yield what one cell of the body says: a text, several with their hours, a tick, or an hour."""
    own = {NAMES[kind]: value_cell(value), **_keeper(value, kind, beside)}
    content = next((name for name in beside if _means(name, "copy")), None)
    is_named = content is not None or any(_means(name, "title") for name in beside)
    if is_named and _TICK.fullmatch(cell.text):
        yield {**beside, **own}
        return
    if is_named and is_no(cell.text):
        return
    if content and kind != "hour" and _is_clock(cell.text, reader):
        yield {**beside, **own, "时间": cell}
        return
    if content:
        beside = {"栏目" if name == content else name: each for name, each in beside.items()}
    is_timed = kind == "hour" or any(_means(name, "when") for name in beside)
    for hour, text in [(None, cell)] if is_timed else parted(cell):
        yield {**beside, **own, **({"时间": hour} if hour else {}), _TEXT: text}


def _keeper(value: Cell, kind: str, beside: Row) -> Row:
    """Return who posts where the heading of a group says who keeps it, and no column says who posts."""
    who = keeper_of(value.text) if kind == "group" else None
    if who is None or any(_means(name, "owner") for name in beside):
        return {}
    return {BY_KEY["owner"].title: replace(value, raw=who, shown=None, lies_in=None)}


def says_nothing(words: str) -> bool:
    """Say whether a cell of a wall plan says that nothing is posted."""
    return _NOTHING.fullmatch(words) is not None


def _is_clock(words: str, reader: Reader) -> bool:
    """Say whether some words are an hour with its number: 晚安 is a text."""
    return any(map(str.isdigit, words)) and kind_of(words, reader) == "hour"


def _means(name: str, key: str) -> bool:
    known = heading(plain_name(name))
    return known is not None and known.key == key
