"""Rows with several texts that are posts of their own: a column for each person who posts, or one that was asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qunli.workbook.columns import BY_KEY
from qunli.workbook.contents import below, length
from qunli.workbook.crosstab import listed
from qunli.workbook.days import Reader
from qunli.workbook.heading_words import PERSON
from qunli.workbook.headings import columns_of
from qunli.workbook.kinds import is_group
from qunli.workbook.names import heading
from qunli.workbook.names_of_people import is_surely_person
from qunli.workbook.required import SEND, asked_text, unnamed_texts
from qunli.workbook.tables import Cell, Table

_LONGEST_NAME = 10
_MOST_ABOVE = 4
_NAMED = re.compile(
    r"[阿老小大][^\W\d]{1,2}|[^\W\d]{1,3}(?:姐|哥|妈|老师|店长|经理|师傅|掌柜|医生|教练|顾问|总)|[A-Z][a-z]{1,9}"
)
# 张教练发 | 李教练发.
_SENDS = re.compile("(?:来|负责)?(?:发(?:布|送|的)?|推送|负责)(?:内容|文案)?$")
_LEAST = 4  # letters that the texts of a person have on average
_OWNER, _COPY = BY_KEY["owner"].title, BY_KEY["copy"].title


def people_apart(table: Table, row: int) -> Table | None:
    """Return a list whose columns below 发送人 are one for each person, as one with a row for each text and who posts it.

    `row` is that of the headings, the upper or the lower one; None for other lists.
    """
    over, people = next(
        ((at, found) for at in (row, row - 1) if len(found := _people(table, at)) > 1), (row, {})
    )
    if not people and len(roles := _roles(table, row)) > 1:
        return _parted(table, row, {number: {_OWNER: name} for number, name in roles.items()})
    if not people:
        return None
    rest = replace(table, rows=(*table.rows[: over + 1], *table.rows[over + 2 :]))
    return _parted(rest, over, {number: {_OWNER: name} for number, name in people.items()})


def head_of_people(table: Table) -> int | None:
    """Return the row that has a heading of hours or days and else only people who post, None where there is none."""
    for row, line in enumerate(table.rows[:_MOST_ABOVE]):
        is_timed = any(_means(cell, "when") or _is_of_days(cell) for cell in line)
        if is_timed and len(_roles(table, row)) > 1:
            return row
    return None


def _is_of_days(cell: Cell) -> bool:
    known = heading(cell.text) if cell else None
    return known is not None and known.key.startswith("day:")


def _people(table: Table, row: int) -> Mapping[int, Cell]:
    """Return the names right below a heading of who posts that lies over several columns, where there are no other texts."""
    if not 0 <= row < len(table.rows) - 1:
        return {}
    heads, names = table.rows[row : row + 2]
    owner = next((number for number, cell in enumerate(heads) if _means(cell, "owner")), len(heads))
    last = next(
        (number for number in range(owner + 1, len(heads)) if _is_other(heads, owner, number)), len(heads)
    )
    found = {number: names[number] for number in range(owner, last) if names[number]}
    others = [number for number, cell in enumerate(names) if cell and number not in found]
    has_texts = any(_means(cell, "copy") for number, cell in enumerate(heads) if number not in found)
    is_named = all(len(cell.text) <= _LONGEST_NAME and not heading(cell.text) for cell in found.values())
    are_heads = all(names[number].text == heads[number].text for number in others)
    is_group_row = any(is_group(cell.text) for cell in found.values())
    return found if is_named and are_heads and not has_texts and not is_group_row else {}


def _roles(table: Table, row: int) -> Mapping[int, Cell]:
    """Return the headings that each are somebody who posts, 店长李姐 beside 顾问小周, where nothing else is text."""
    heads = table.rows[row]
    if any(_means(cell, key) for cell in heads for key in ("copy", "title", "owner")):
        return {}
    lines = below(table, row)
    return {
        number: _without_deed(cell)
        for number, cell in enumerate(heads)
        if cell
        and len(cell.text) <= _LONGEST_NAME
        and (PERSON.match(cell.text) or _is_named(_SENDS.sub("", cell.text)))
        and not heading(cell.text)
        and length([line[number] for line in lines if line[number]]) >= _LEAST
    }


def _is_named(words: str) -> bool:
    return _NAMED.fullmatch(words) is not None or is_surely_person(words)


def _without_deed(cell: Cell) -> Cell:
    name = _SENDS.sub("", cell.text)
    return cell if name == cell.text or not name else replace(cell, raw=name, shown=None)


def _is_other(heads: tuple[Cell, ...], owner: int, number: int) -> bool:
    return bool(heads[number]) and heads[number].text != heads[owner].text


def _means(cell: Cell, key: str) -> bool:
    known = heading(cell.text) if cell else None
    return known is not None and known.key == key


def with_texts_asked(table: Table, row: int, reader: Reader) -> Table:
    """Return a list with a row of its own for each text of a column that was said to be posted too."""
    columns = columns_of(table, row)
    if columns.has_ids or not columns.is_plan or len(columns.by_key.get("copy", ())) > 1:
        return table
    asked = [
        first.place.column
        for head, first in unnamed_texts(columns, table, row)
        if head and asked_text(head, first, reader.interview) == SEND
    ]
    heads = table.rows[row]
    chosen = [number for number, cell in enumerate(heads) if cell.place.column in asked]
    copies = columns.by_key.get("copy", ())
    titles = columns.by_key.get("title", ())
    title = heads[titles[0]].text if titles else BY_KEY["title"].title
    # What its column is called tells a text from the other one of its row, which may begin alike.
    own = {number: {title: heads[number]} if number in chosen else {} for number in (*copies, *chosen)}
    return _parted(table, row, own) if chosen else table


def _parted(table: Table, row: int, texts: Mapping[int, Mapping[str, Cell]]) -> Table:
    """Return a list with a row for each text of some columns, with the cells that each column adds to its texts.

    What stands in the other columns is said of all texts of a row.
    """
    heads = [cell.text or f"#{number}" for number, cell in enumerate(table.rows[row])]
    names = [f"{name}#{number}" if name in heads[:number] else name for number, name in enumerate(heads)]
    return listed(table, row, [*_rows(table.rows[row:], names, texts)])


def _rows(
    lines: Sequence[tuple[Cell, ...]], names: list[str], texts: Mapping[int, Mapping[str, Cell]]
) -> Iterator[dict[str, Cell]]:
    heads = lines[0]
    for line in lines[1:]:
        shared = {names[number]: cell for number, cell in enumerate(line) if number not in texts}
        filled = {number: line[number] for number in texts if line[number]}
        for number, cell in filled.items():
            own = {name: _joined(shared.get(name), more) for name, more in texts[number].items()}
            yield {**shared, **own, _COPY: replace(cell, also=(*cell.also, heads[number].place))}
        if not filled:
            yield {name: cell for name, cell in shared.items() if cell} or shared


def _joined(cell: Cell | None, more: Cell) -> Cell:
    return cell.joined(f"{cell.text} {more.text}", [more]) if cell else more
