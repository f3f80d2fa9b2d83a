"""The layouts in which people write plans, each turned into lists: a heading row, and a row for every post."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.axes import Axis, axis_of, find_axis
from qunli.workbook.blocks import side_by_side, stacked, turned
from qunli.workbook.cards import as_cards
from qunli.workbook.contents import head_of, with_meanings
from qunli.workbook.crosstab import as_list, listed
from qunli.workbook.dated_texts import are_dated, with_dates_apart
from qunli.workbook.dates_behind import with_last_dates
from qunli.workbook.day_numbers import with_months
from qunli.workbook.days import Reader
from qunli.workbook.dittos import without_dittos
from qunli.workbook.headings import columns_of, heading_row
from qunli.workbook.headless import with_headings
from qunli.workbook.heads import with_both_heads, with_hours_below
from qunli.workbook.inline import parted
from qunli.workbook.labels import with_labels_apart
from qunli.workbook.lunar import with_lunar_days
from qunli.workbook.months import is_month, is_printed, month_as_list
from qunli.workbook.names import heading
from qunli.workbook.occasions import with_occasions
from qunli.workbook.pasted import as_lines
from qunli.workbook.several import head_of_people, people_apart, with_texts_asked
from qunli.workbook.shifts import with_shifts
from qunli.workbook.tables import Cell, Table
from qunli.workbook.week_rows import days_in

_FEWEST_BELOW = 3
_WEEKDAY = re.compile("(?:周|星期|礼拜)?[一二三四五六日天]")


def lists(table: Table, reader: Reader) -> list[Table]:
    """Return what a sheet holds as lists: one for each table that stands in it."""
    if other := as_cards(table) or as_lines(table, reader):
        return [other]
    if whole := _wholly_turned(table, reader):
        return [whole]
    parts = side_by_side(table, lambda part: _is_plan(part, reader), lambda part: _is_more(part, reader))
    return [_as_list(block, reader) for part in parts for block in stacked(part, _heads(part, reader))]


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
    if (columns is None or not columns.is_plan) and (other := _turned(table, reader)):
        return other
    axis = _axis(table, row if columns and columns.is_plan else None, reader)
    if axis and is_month(table, axis):
        return month_as_list(table, axis, reader)
    if axis:
        whole, axis = with_hours_below(table, axis, reader)
        whole, axis = with_both_heads(whole, axis, reader)
        melted = as_list(*with_labels_apart(whole, axis, reader), reader)
        return _with_hours(with_dates_apart(melted, axis.row), axis.row)
    row = head_of(plain, reader)
    row = head_of_people(plain) if row is None else row
    if row is not None and (by_person := people_apart(plain, row)):
        return by_person
    if row is None or not columns_of(with_meanings(plain, row, reader), row).is_plan:
        plain = with_headings(plain, reader)
        row = head_of(plain, reader)
    if row is None:
        return plain
    plain = with_shifts(_two_rows(with_lunar_days(plain, row, reader), row), row, reader)
    named = with_texts_asked(with_meanings(plain, row, reader), row, reader)
    named = with_last_dates(with_dates_apart(named, row), row, reader)
    return _with_hours(with_months(named, row), row) if columns_of(named, row).is_plan else plain


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


def _heads(table: Table, reader: Reader) -> list[int]:
    """Return the rows that begin a table: headings of a plan unlike the ones before, or values over its columns."""
    plain = table.as_list()
    found: list[int] = []
    said: set[str] = set()
    kinds: set[tuple[str, bool]] = set()
    over: Axis | None = None
    in_month = False
    for row, line in enumerate(plain.rows):
        words = {cell.text for cell in line if cell}
        if row - 1 in found or len(words) < 2 or (found and is_printed([*words], reader)):
            continue
        if over and (are_dated(plain, row, over) or (in_month and _is_of_month(line, over))):
            continue
        axis = axis_of(table, row, reader)
        # Among texts two hours or groups may stand in one row; values head columns again where they did before.
        begins = _is_heading(plain, row) or (
            axis is not None and (not found or (axis.kind, axis.counts) in kinds)
        )
        if begins and (not words <= said or _has_title(plain, row)):
            found.append(row)
        if begins:
            said |= words
            kinds |= {(axis.kind, axis.counts)} if axis else set()
            over = axis if axis and axis.kind == "day" else None
            in_month = over is not None and is_month(plain, over)
    return found


def _is_of_month(line: tuple[Cell, ...], axis: Axis) -> bool:
    """Say whether a row is one of texts below the numbers of a month: festivals there head no table."""
    cells = [line[number] for number in axis.values if line[number]]
    is_week = all(_WEEKDAY.fullmatch(cell.text) for cell in cells)
    return bool(cells) and not is_week and not days_in(line, axis)


def _has_title(table: Table, row: int) -> bool:
    return row > 0 and sum(map(bool, table.rows[row - 1])) == 1


def _is_heading(table: Table, row: int) -> bool:
    """Say whether a row is a heading throughout, which no row of texts is."""
    filled = [cell for cell in table.rows[row] if cell]
    known = [each for cell in filled if (each := heading(cell.text))]
    exact = [each for each in known if each.rank.is_integer()]
    is_known = len(known) * 3 >= len(filled) * 2 and len(exact) * 2 >= len(known)
    return is_known and columns_of(table, row).is_plan


def _turned(table: Table, reader: Reader) -> Table | None:
    """Return a sheet whose headings stand in its first column, turned, None where they do not."""
    if not table.rows:
        return None
    other = turned(table).as_list()
    heads = (
        row for row in range(min(2, len(other.rows))) if _is_heading(other, row) or _is_exact(other, row)
    )
    return next((with_meanings(with_shifts(other, row, reader), row, reader) for row in heads), None)


def _is_exact(table: Table, row: int) -> bool:
    """Say whether most of a row are headings by name, among them the hour and the text of a plan; others may be unknown."""
    filled = [cell for cell in table.rows[row] if cell]
    known = [each for cell in filled if (each := heading(cell.text))]
    return len(known) * 2 > len(filled) and {"when", "copy"} <= {each.key for each in known}


def _wholly_turned(table: Table, reader: Reader) -> Table | None:
    """Return a sheet turned whose first column is nothing but different headings: festivals in its rows head no table."""
    labels = [
        line[0].text for line in table.rows if line[0] and len({cell.text for cell in line if cell}) > 1
    ]
    known = {each.key for words in labels if (each := heading(words)) and each.rank.is_integer()}
    is_plan = "copy" in known and any(key == "when" or key.startswith("day:") for key in known)
    is_whole = len(labels) == len(known) >= _FEWEST_BELOW and not any(
        _is_heading(table, row) for row in range(len(table.rows))
    )
    return _turned(table, reader) if is_plan and is_whole else None


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
