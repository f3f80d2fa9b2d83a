"""Values that head columns in two rows: dates over weekdays, parts of the day over their hours."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.when import is_daytime
from qunli.workbook.axes import Axis, axis_of, weekdays_below
from qunli.workbook.days import Reader
from qunli.workbook.headings import columns_of, heading_row
from qunli.workbook.inline import labelled
from qunli.workbook.kinds import is_group, kind_of
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell, Table

_NAME = re.compile(r"[^\d，。！？,!?；;]+")
_HOUR = re.compile(r"\d{1,2}\s*[:：点]\s*(?:\d{2}|半)?")
_MOST_HEADS = 8
_LONGEST_NAME = 8  # letters
# A title above the headings is one cell.
_FEWEST_ABOVE = 2


def with_hours_below(table: Table, axis: Axis, reader: Reader) -> tuple[Table, Axis]:
    """Return a table with the hours below the names of parts of the day, 8:30 | 12:30 under 早安 | 午间, for those.

    The names of some may be no parts of the day: then the hours are the axis, and the names stand above them.
    """
    row = axis.row + 1
    if axis.kind == "hour":
        for names in (axis.row - 1, row):
            if _are_names(table, axis, names, reader):
                return _named(table, axis, names)
    below = axis_of(table, row, reader) if axis.kind == "hour" and row < len(table.rows) else None
    if below is None or below.kind != "hour" or not below.values.keys() >= axis.values.keys():
        return table, axis
    if not all(any(map(str.isdigit, cell.text)) for cell in below.values.values()):
        return table, axis
    return _named(table, below, axis.row)


def with_groups_over_hours(table: Table) -> Table:
    """Return a table with groups over hours whose other headings stand beside the hours only, as do parts of the day.

    日期 may stand beside the groups or be merged over both rows, and 早 | 晚 between them in a third.
    """
    for at in range(min(len(table.rows) - 1, _MOST_HEADS)):
        groups, *under = table.rows[at : at + 3]
        numbers = [number for number, cell in enumerate(groups) if cell and is_group(cell.text)]
        if len({groups[number].text for number in numbers}) < 2:
            continue
        for depth, is_one in (*((depth, _is_hour) for depth in range(1, len(under) + 1)), (1, _is_part)):
            between, hours = under[: depth - 1], under[depth - 1]
            columns = [number for number, cell in enumerate(hours) if cell and is_one(cell)]
            if columns and columns[0] == numbers[0] and _is_head(groups, between, hours, columns):
                heads = _heads_of_hours(groups, between, hours, columns)
                return replace(table, rows=(*table.rows[:at], *heads, *table.rows[at + depth + 1 :]))
    return table


Line = tuple[Cell, ...]


def _is_part(cell: Cell) -> bool:
    return is_daytime(cell.text)


def _is_hour(cell: Cell) -> bool:
    """Say whether a cell is an hour, alone or with what it is called: 午市11:00."""
    return _HOUR.fullmatch(cell.text) is not None or labelled(cell) is not None


def _is_head(groups: Line, between: list[Line], hours: Line, columns: list[int]) -> bool:
    """Say whether rows are heads of groups over hours: between them parts of the day, beside them headings."""
    parts = [line[number] for line in between for number in columns]
    others = [
        cell
        for line in (groups, *between, hours)
        for number, cell in enumerate(line)
        if cell and number not in columns
    ]
    return (
        len(columns) > 1
        and all(is_daytime(cell.text) for cell in parts)
        and all(heading(cell.text) for cell in others)
    )


def _heads_of_hours(groups: Line, between: list[Line], hours: Line, columns: list[int]) -> tuple[Line, Line]:
    over, under = list(groups), list(hours)
    for number, cell in enumerate(hours):
        if number in columns:
            # A group that is not merged stands over the first of its hours.
            over[number] = groups[number] if groups[number] else over[number - 1]
            under[number] = cell.joined(cell.text, [line[number] for line in between])
        else:
            above = next((line[number] for line in (groups, *between) if line[number]), cell)
            under[number], over[number] = cell if cell else above, Cell(groups[number].place)
    return tuple(over), tuple(under)


def _are_names(table: Table, axis: Axis, row: int, reader: Reader) -> bool:
    """Say whether a row beside that of hours has what each is called: different short words, no days, groups or headings."""
    if not 0 <= row < len(table.rows):
        return False
    line = table.rows[row]
    over = [line[number] for number in axis.values]
    words = {cell.text for cell in over if cell}
    if row < axis.row and all(map(is_group, words)) and all(over):
        return len(words) > 1
    is_apart = len(words) > 1 and not any(cell.is_beside for cell in over)
    # Below the hours a row of names has nothing else, and those of posts have a day.
    below = (
        [each for number, each in enumerate(table.rows[row + 1]) if number < axis.first]
        if row > axis.row and row + 1 < len(table.rows)
        else []
    )
    if row > axis.row and (any(line[: axis.first]) or not any(below)):
        return False
    return is_apart and all(
        len(each) <= _LONGEST_NAME
        and _NAME.fullmatch(each)
        and kind_of(each, reader) in ("", "hour")
        and not heading(each)
        for each in words
    )


def _named(table: Table, hours: Axis, names: int) -> tuple[Table, Axis]:
    """Return a table without the names of hours in a row, and the hours with them."""
    over = table.rows[names]
    labels = {number: over[number] for number in hours.values if over[number]}
    heads = [
        cell if number in labels or not heading(over[number].text) else over[number]
        for number, cell in enumerate(table.rows[hours.row])
    ]
    blank = tuple(
        Cell(cell.place) if number in labels or heads[number].text == cell.text else cell
        for number, cell in enumerate(over)
    )
    lines = {names: blank, hours.row: tuple(heads)}
    rows = tuple(lines.get(at, line) for at, line in enumerate(table.rows))
    return replace(table, rows=rows), replace(hours, labels=labels)


def with_both_heads(table: Table, axis: Axis, reader: Reader) -> tuple[Table, Axis]:
    """Return a table whose days stand in two rows, the date over or under the weekday, with both in the lower one."""
    row = axis.row + 1
    below = axis_of(table, row, reader) if axis.kind == "day" and row < len(table.rows) else None
    if below is None and row < len(table.rows) and (signs := weekdays_below(table.rows[row], axis)):
        below = Axis("day", row, signs)
    if below is None or below.kind != "day" or below.values.keys() != axis.values.keys():
        return table, axis
    values = {
        number: cell.joined(f"{axis.values[number].text} {cell.text}", [axis.values[number]])
        for number, cell in below.values.items()
    }
    above = table.rows[axis.row - 1] if axis.row else table.rows[axis.row]
    heads = [
        under or over or (named if heading(named.text) else over)
        for named, over, under in zip(above, *table.rows[axis.row : row + 1], strict=True)
    ]
    rows = (*table.rows[: axis.row], *((Cell(each.place),) * len(heads) for each in heads[:1]), tuple(heads))
    return replace(table, rows=(*rows, *table.rows[row + 1 :])), Axis("day", row, values)


def with_heads_above(table: Table) -> Table:
    """Return a table whose headings stand in two rows with those that only the upper one has in the lower one too.

    负责人 above a blank cell heads its column, as do 人 above 发布 and 审核.
    """
    plain = table.as_list()
    row = heading_row(plain)
    if not row or not columns_of(plain, row).is_plan or columns_of(plain, row).has_ids:
        return table
    over, under = plain.rows[row - 1], plain.rows[row]
    if sum(map(bool, over)) < _FEWEST_ABOVE:
        return table
    heads = [*map(_whole_head, over, under)]
    columns = columns_of(plain, row)
    numbers = [
        number
        for number, cell in enumerate(heads)
        if cell is not under[number]
        and (known := heading(cell.text))
        and known.key not in columns.keys
        and any(line[number] for line in plain.rows[row + 1 :])
    ]
    line = tuple(heads[at] if at in numbers else cell for at, cell in enumerate(table.rows[row]))
    return replace(table, rows=(*table.rows[:row], line, *table.rows[row + 1 :]))


def _whole_head(over: Cell, under: Cell) -> Cell:
    """Return the heading of a column whose lower one says nothing known, as it is where the upper one says nothing more."""
    if not under:
        known = heading(over.text) if over else None
        return replace(over, lies_in=None, also=(*over.also, under.place)) if known else under
    both = under.joined(f"{under.text}{over.text}", [over])
    known = None if heading(under.text) or not over else heading(both.text)
    return both if known and known.key == "owner" else under
