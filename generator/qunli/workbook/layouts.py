"""The layouts in which people write plans, each turned into lists: a heading row, and a row for every post."""

from __future__ import annotations

from dataclasses import replace

from qunli.workbook.afterwards import with_afterwards_named
from qunli.workbook.anchors_below import with_anchors_above
from qunli.workbook.axes import Axis, axis_of, find_axis
from qunli.workbook.begins import heads
from qunli.workbook.blocks import side_by_side, stacked
from qunli.workbook.cards import as_cards
from qunli.workbook.contents import below, has_hour, head_of, with_meanings
from qunli.workbook.crosstab import as_list, listed
from qunli.workbook.dated_texts import with_dates_apart
from qunli.workbook.dates_behind import with_last_dates
from qunli.workbook.day_numbers import with_months
from qunli.workbook.days import Reader
from qunli.workbook.dittos import without_dittos
from qunli.workbook.headings import Columns, columns_of, heading_row
from qunli.workbook.headless import with_headings
from qunli.workbook.heads import (
    with_both_heads,
    with_groups_over_hours,
    with_heads_above,
    with_hours_below,
)
from qunli.workbook.hour_numbers import with_minutes, with_parts_of_hours
from qunli.workbook.inline import parted
from qunli.workbook.labels import with_labels_apart
from qunli.workbook.lunar import with_lunar_days
from qunli.workbook.months import is_month, month_as_list
from qunli.workbook.names import heading
from qunli.workbook.occasions import with_occasions
from qunli.workbook.pasted import as_lines
from qunli.workbook.people import with_people_asked, with_reviewers_apart
from qunli.workbook.piped import as_columns
from qunli.workbook.several import head_of_people, people_apart, with_texts_asked
from qunli.workbook.shifts import with_shifts
from qunli.workbook.signed_days import with_signed_days
from qunli.workbook.tables import Cell, Table
from qunli.workbook.turning import as_turned, wholly_turned
from qunli.workbook.twins import twins
from qunli.workbook.versions import with_versions
from qunli.workbook.weekday_signs import with_days_of_month, with_weekday_signs

_FEWEST_BELOW = 3


def lists(table: Table, reader: Reader) -> list[Table]:
    """Return what a sheet holds as lists: one for each table that stands in it."""
    table = with_groups_over_hours(as_columns(table))
    table = with_anchors_above(with_heads_above(with_versions(with_afterwards_named(table))))
    if other := as_cards(table) or as_lines(table, reader):
        return [other]
    if whole := wholly_turned(table, reader):
        return [whole]
    parts = side_by_side(table, lambda part: _is_plan(part, reader), lambda part: _is_more(part, reader))
    parts = [twin for part in parts for twin in twins(part)]
    return [_as_list(block, reader) for part in parts for block in stacked(part, heads(part, reader))]


def _is_plan(table: Table, reader: Reader) -> bool:
    head = heading_row(table.as_list())
    return (head is not None and columns_of(table.as_list(), head).is_plan) or find_axis(
        table, reader
    ) is not None


def _is_more(table: Table, reader: Reader) -> bool:
    """Say whether a part has values over its columns from the first one on: what is said of its rows stands before it."""
    axis = find_axis(table, reader)
    return axis is not None and axis.first == 0


def _as_list(table: Table, reader: Reader) -> Table:
    plain = table.as_list()
    row = heading_row(plain)
    if row is not None and columns_of(plain, row).has_ids:
        return plain
    table = with_occasions(without_dittos(table))
    plain = table.as_list()
    row = heading_row(plain)
    columns = columns_of(plain, row) if row is not None else None
    if (columns is None or not columns.is_plan) and (other := as_turned(table, reader)):
        return other
    axis = _axis(table, row if columns and columns.is_plan else None, reader)
    if axis and columns and axis.kind == "hour" and axis.row == row:
        axis = None if _has_own_hours(plain, row, columns, reader) else axis
    return _melted(table, axis, reader) if axis else _with_its_columns(plain, reader)


def _melted(table: Table, axis: Axis, reader: Reader) -> Table:
    """Return a table whose days or hours stand over its columns as a list of its cells."""
    if is_month(table, axis):
        return month_as_list(table, axis, reader)
    whole, axis = with_hours_below(table, axis, reader)
    whole, axis = with_both_heads(whole, axis, reader)
    melted = as_list(*with_labels_apart(whole, axis, reader), reader)
    melted = with_shifts(melted, axis.row, reader) if axis.kind == "hour" else melted
    return _with_hours(with_dates_apart(melted, axis.row), axis.row)


def _with_its_columns(plain: Table, reader: Reader) -> Table:
    """Return a list whose columns say what they mean, as it is where that is no plan."""
    row = head_of(plain, reader)
    row = head_of_people(plain) if row is None else row
    if row is not None and (by_person := people_apart(plain, row)):
        return by_person
    if row is None or not columns_of(with_meanings(plain, row, reader), row).is_plan:
        plain = with_headings(plain, reader)
        row = head_of(plain, reader)
    if row is None:
        return plain
    plain = with_days_of_month(with_minutes(plain, row), row)
    plain = with_shifts(_two_rows(with_lunar_days(plain, row, reader), row), row, reader)
    named = with_meanings(with_reviewers_apart(plain, row), row, reader)
    named = with_texts_asked(with_people_asked(named, row, reader), row, reader)
    named = with_last_dates(with_dates_apart(named, row), row, reader)
    named = with_weekday_signs(with_parts_of_hours(named, row, reader.interview), row)
    if not columns_of(named, row).is_plan:
        return plain
    return _with_hours(with_signed_days(with_months(named, row), row), row)


def _has_own_hours(table: Table, row: int | None, columns: Columns, reader: Reader) -> bool:
    """Say whether a list has its hours and texts in columns of their own: 早班 | 晚班 beside them are who is on duty."""
    if row is None or not {"when", "copy"} <= columns.keys:
        return False
    cells = [line[number] for line in below(table, row) for number in columns.by_key["when"] if line[number]]
    return bool(cells) and all(has_hour(cell, reader) for cell in cells)


def _axis(table: Table, row: int | None, reader: Reader) -> Axis | None:
    """Return the values that head the columns: in the heading row or right above it where the sheet has one."""
    if row is None:
        return find_axis(table, reader)
    own, over = (axis_of(table, each, reader) if each >= 0 else None for each in (row, row - 1))
    # Numbers of days stand over their weekdays, and head the columns together with these.
    if own and over and own.kind == over.kind == "day" and own.values.keys() == over.values.keys():
        return over
    return own or over or _below(table, row + 1, reader)


def _below(table: Table, row: int, reader: Reader) -> Axis | None:
    """Return the values in the second row of headings, where that has nothing else."""
    axis = axis_of(table, row, reader) if row < len(table.rows) else None
    if axis is None or (len(axis.values) < _FEWEST_BELOW and not _is_parted(table.rows[row - 1], axis)):
        return None
    others = [cell for number, cell in enumerate(table.rows[row]) if cell and number not in axis.values]
    return axis if all(heading(cell.text) for cell in others) else None


def _is_parted(over: tuple[Cell, ...], axis: Axis) -> bool:
    """Say whether values stand below one merged heading of texts: 上午场 | 晚场 below 群发内容."""
    above = {over[number].lies_in for number in axis.values}
    known = [heading(over[number].text) for number in axis.values]
    return len(above) == 1 and None not in above and all(each and each.key == "copy" for each in known)


def _two_rows(table: Table, row: int) -> Table:
    """Return a table whose headings stand in two rows with those of the second in the place of the first."""
    if row + 1 >= len(table.rows):
        return table
    below = table.rows[row + 1]
    filled = [cell for cell in below if cell]
    if len(filled) < 2 or not all(heading(cell.text) and len(cell.text) <= 8 for cell in filled):
        return table
    # What stands over headings that come again tells them apart, and is no name of a part of the row.
    is_apart = len({cell.text for cell in filled}) == len(filled)
    heads = tuple(
        (under.joined(under.text, [over] if is_apart and over else [])) if under else over
        for over, under in zip(table.rows[row], below, strict=True)
    )
    joined = replace(table, rows=(*table.rows[:row], heads, *table.rows[row + 2 :]))
    return joined if columns_of(joined, row).is_plan else table


def _with_hours(table: Table, row: int) -> Table:
    """Return a list without a column of hours with the hours that begin the lines of its texts in one."""
    columns = columns_of(table, row)
    # 当天要发的 is a title, and what is posted where nothing else is.
    copies = columns.by_key.get("copy", columns.by_key.get("title", ()))
    if "when" in columns.keys or len(copies) != 1 or not _has_hours(table, row, copies[0]):
        return table
    heads = [cell.text or f"#{number}" for number, cell in enumerate(table.rows[row])]
    if "copy" not in columns.keys:
        heads[copies[0]] = "文案"
    rows = [
        {**dict(zip(heads, line, strict=True)), **({"时间": hour} if hour else {}), heads[copies[0]]: text}
        for line in table.rows[row + 1 :]
        for hour, text in parted(line[copies[0]])
    ]
    return listed(table, row, rows)


def _has_hours(table: Table, row: int, column: int) -> bool:
    cells = [line[column] for line in table.rows[row + 1 :] if line[column]]
    timed = [cell for cell in cells if parted(cell)[0][0] is not None]
    return len(timed) * 2 >= max(1, len(cells))
