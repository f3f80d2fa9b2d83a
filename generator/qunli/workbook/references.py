"""Texts that a plan only names: 话术编号 H01, looked up in another sheet or block that has texts beside such names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qunli.problem import ContentError, Problem
from qunli.workbook.axes import find_axis
from qunli.workbook.columns import BY_KEY
from qunli.workbook.days import Reader
from qunli.workbook.head_roles import is_deed
from qunli.workbook.headings import columns_of
from qunli.workbook.left_out import LEFT_OUT, named_cells
from qunli.workbook.libraries import LONGEST_NAME, Library, libraries_in
from qunli.workbook.referring import CODE, column_of, rank_of, require_known
from qunli.workbook.tables import Cell, Place, Table

_BETWEEN = re.compile(r"[、,，/+＋;；\n\s]+")
_COPY = BY_KEY["copy"].title

Line = tuple[Cell, ...]


def with_texts(
    every: Sequence[Table], wanted: Sequence[Table], reader: Reader
) -> tuple[list[Table], list[Problem]]:
    """Return the wanted sheets with the texts that they name, without those of the libraries, and what is told.

    `every` are all sheets of the file. Raises ContentError for names of texts that are nowhere, at their cells.
    """
    names = {table.name for table in wanted}
    sources = (*wanted, *(table for table in every if table.name not in names))
    libraries = [each for table in sources for each in libraries_in(table)]
    used: dict[int, Library] = {}
    tables = [_without(table, libraries) if _refers(table, libraries) else table for table in wanted]
    for at, table in enumerate(tables):
        found = next(
            ((library, looked) for library in libraries if (looked := _looked_up(table, library, reader))),
            None,
        )
        if found:
            used[id(found[0])] = found[0]
            tables[at] = found[1]
        require_known(table if not found else found[1])
    chosen = [*used.values()]
    gone = {id(each.table) for each in chosen}
    tables = [
        _without(table, chosen)
        for table, before in zip(tables, wanted, strict=True)
        if id(before) not in gone or any(map(any, _without(before, chosen).rows))
    ]
    return tables, [problem for each in chosen for problem in _unused(each)]


def _refers(table: Table, libraries: Sequence[Library]) -> bool:
    return any(each.table is table for each in libraries) and any(
        column_of(_without(table, libraries), each) is not None for each in libraries
    )


def _looked_up(table: Table, library: Library, reader: Reader) -> Table | None:
    """Return a sheet with the texts that it names, None for one that names none of the library's."""
    if found := column_of(table, library):
        row, number = found
        assert row is not None
        return _in_list(table, row, number, library)
    axis = find_axis(table, reader) if table is not library.table else None
    if axis is None:
        return None
    body = [
        (at, number)
        for at in range(axis.row + 1, len(table.rows))
        for number in axis.values
        if table.rows[at][number]
    ]
    known = [table.rows[at][number] for at, number in body if library.row_of(table.rows[at][number].text)]
    if len(known) * 2 < len(body) or not known or all(cell.text.isdecimal() for cell in known):
        return None
    texts = _texts([table.rows[at][number] for at, number in body], library, strict=False)
    rows = [
        tuple(_said(cell, library, texts[cell.place])[0] if cell.place in texts else cell for cell in line)
        for line in table.rows
    ]
    return replace(table, rows=tuple(rows))


def _in_list(table: Table, row: int, number: int, library: Library) -> Table:
    """Return a list with the texts in the place of their names, or behind these where they are titles."""
    heads = table.rows[row]
    columns = columns_of(table.as_list(), row)
    own = [
        each for each in columns.by_key.get("copy", ()) if each != number and not is_deed(heads[each].text)
    ]
    below = [line for line in table.rows[row + 1 :] if line[number] and not any(line[each] for each in own)]
    rank = rank_of(
        heads[number], number in columns.by_key.get("copy", ()) and not is_deed(heads[number].text)
    )
    texts = _texts([line[number] for line in below], library, strict=rank == 0 or (rank == 3 and not own))
    more = library.others()
    many = len(library.texts) > 1
    stays = rank == 3 or bool(own)
    new_heads = [
        Cell(
            heads[number].place,
            f"{_COPY}{at}" if many else _COPY,
            also=library.table.rows[library.head][each].places,
        )
        for at, each in enumerate(library.texts, 1)
    ]
    rows: list[Line] = []
    for at, line in enumerate(table.rows):
        blank = Cell(line[-1].place)
        if at == row:
            added = [*new_heads, *(library.table.rows[library.head][each] for each in more)]
        elif at > row and line[number].place in texts and line in below:
            source = library.table.rows[texts[line[number].place]]
            added = [
                *_said(line[number], library, texts[line[number].place]),
                *(source[each] for each in more),
            ]
        else:
            added = [blank] * (len(new_heads) + len(more))
            added[0] = line[number] if at > row and line in below else blank
        rows.append(_with_added(line, number, added, own, stays=stays, is_head=at == row))
    return replace(table, rows=tuple(rows))


def _with_added(
    line: Line, number: int, added: list[Cell], own: Sequence[int], *, stays: bool, is_head: bool
) -> Line:
    """Return a line with texts in the place of their name, in the column of the own texts, or behind all others."""
    if own:
        cells = [*line]
        if not is_head and added[0]:
            cells[own[0]] = added[0]
        cells[number] = Cell(line[number].place) if not is_head else line[number]
        return (*cells, *added[1:])
    if stays:
        return (*line, *added)
    return (*line[:number], added[0], *line[number + 1 :], *added[1:])


def _said(name: Cell, library: Library, row: int) -> list[Cell]:
    """Return the texts that a cell names, each with the cells it comes from."""
    library.used.add(row)
    line = library.table.rows[row]
    return [
        replace(
            name,
            raw=line[each].text,
            shown=None,
            also=(*name.also, *line[each].places, *line[library.names].places),
        )
        for each in library.texts
    ]


def _texts(cells: Sequence[Cell], library: Library, *, strict: bool) -> Mapping[Place, int]:
    """Return the row of the library that each cell names; words that are no name stay as they are.

    Raises ContentError for names that it has not or has twice, and for several in a cell. `strict` says that nothing but
    names can stand there.
    """
    found: dict[Place, int] = {}
    wrong: list[Problem] = []
    where = f"表「{library.table.name}」" if library.table.name else "话术那几行"
    for cell in cells:
        rows = library.row_of(cell.text)
        parts = [part for part in _BETWEEN.split(cell.text) if part]
        if len(rows) == 1:
            found[cell.place] = rows[0]
        elif rows:
            wrong.append(
                cell.place.problem("Q004", f"{where}里「{cell.text}」有 {len(rows)} 条", "编号改成各不一样的")
            )
        elif len(parts) > 1 and all(map(library.row_of, parts)):
            message = f"写了 {len(parts)} 个编号，看不出是一起发还是轮着发"
            wrong.append(cell.place.problem("Q004", message, "一行写一个编号；要分几条发就写几行"))
        elif strict or CODE.fullmatch(cell.text.strip()):
            hint = f"在{where}里加上这一条，或把编号改对；要发的话也可以直接写在这一格"
            if not strict or len(cell.text) <= LONGEST_NAME:
                wrong.append(cell.place.problem("Q004", f"{where}里没有「{cell.text}」这一条话术", hint))
    if wrong:
        raise ContentError(wrong)
    return found


def _without(table: Table, libraries: Sequence[Library]) -> Table:
    """Return a sheet without the libraries in it, each with its title above."""
    gone = {
        (at, number)
        for each in libraries
        if table.rows and each.table.name == table.name
        for at in (*_titles(each), each.head, *each.rows)
        for number in each.columns
    }
    if not gone:
        return table
    rows = [
        tuple(Cell(cell.place) if (at, number) in gone else cell for number, cell in enumerate(line))
        for at, line in enumerate(table.rows)
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    return replace(table, rows=tuple(rows))


def _titles(library: Library) -> Iterator[int]:
    at = library.head - 1
    cells = [library.table.rows[at][each] for each in library.columns] if at >= 0 else []
    if len({cell.text for cell in cells if cell}) == 1:
        yield at


def _unused(library: Library) -> Iterator[Problem]:
    left = [library.table.rows[row][library.names] for row in library.rows if row not in library.used]
    left = [cell for cell in left if cell]
    if left:
        cells = f"{named_cells([cell.place for cell in left])} " if len(left) > 1 else ""
        message = (
            f"{cells}的话术没有哪一条用到，没有导入"
            if cells
            else f"「{left[0].text}」的话术没有哪一条用到，没有导入"
        )
        yield left[0].place.problem(LEFT_OUT, message, "要发就在排期里写上它的编号", "warning")
