"""The rows of a plan in a spreadsheet, wherever its heading stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from qunli.when import UnclearError
from qunli.workbook.columns import DAY_NAMES, TOLD
from qunli.workbook.days import Reader
from qunli.workbook.headings import heading_row, is_download, is_plan, keys_of, no_plan, stop
from qunli.workbook.originals import digest, read_mark
from qunli.workbook.tables import Book, Cell, Place, Table

# Where a row may ask staff to pose as customers.
_TEXTS = ("copy", "title", "notes", "way", "short")


@dataclass(frozen=True)
class Puppets:
    """The rule against staff who pose as customers: what it finds in a text, or in somebody's name, or nothing."""

    in_text: Callable[[str], str]
    in_name: Callable[[str], str]


@dataclass(frozen=True)
class Step:
    """One row: its cells by the key of their column ("" for the id), and the words about days above or beside it."""

    cells: Mapping[str, Cell]
    days: tuple[str, ...]
    about: str
    place: Place
    puppets: Puppets

    def text(self, key: str) -> str:
        cell = self.cells.get(key)
        return cell.text if cell else ""

    def at(self, key: str) -> Place:
        """Return the place of a column's cell, else of the row."""
        cell = self.cells.get(key)
        return self.place if cell is None else cell.place

    def original(self, key: str) -> str | None:
        """Return the digest of what a column said when the row was exported, None where that is not known."""
        return read_mark(self.text("="), TOLD).get(key)

    def is_edited(self, key: str) -> bool:
        """Say whether a column says something else than when the row was exported, as far as that is known."""
        return self.original(key) != digest(self.text(key))

    def is_changed(self) -> bool:
        """Say whether any column says something else than when the row was exported."""
        return any(self.is_edited(key) for key in TOLD)

    def poses_as_customer(self) -> str:
        """Return the words that make staff pose as customers, or nothing."""
        owner = self.text("owner")
        found = (self.puppets.in_text(self.text(key)) for key in _TEXTS)
        return self.puppets.in_name(owner) or self.puppets.in_text(owner) or next(filter(None, found), "")


@dataclass(frozen=True)
class Plan:
    """One sheet that is a plan. `keys` are its columns; `has_ids` says that the program wrote it."""

    name: str
    keys: frozenset[str]
    has_ids: bool
    steps: tuple[Step, ...]
    ignored: tuple[str, ...]
    left_out: tuple[Place, ...]


def plans(book: Book, only: Collection[str], reader: Reader, puppets: Puppets) -> list[Plan]:
    """Return the sheets that are plans; raise ContentError where there is none, or it is not clear which is meant.

    `only` names the sheets that are wanted; none for all.
    """
    listed = [table.as_list() for table in _wanted(book, only)]
    headed = [(table, heading_row(table)) for table in listed]
    below = [(table, row) for table, row in headed if row is not None]
    if any(is_download(table, row) for table, row in below):
        hint = "它只管填已发和数字；改计划先 qunli export 模板/计划 文件，再导入那一份"
        raise stop(book, "Q003", "这是 28 天的排期表，不是发布计划", hint)
    found = [_Sheet(table, row, reader, puppets).plan() for table, row in below if is_plan(table, row)]
    if not found:
        raise no_plan(book, headed)
    if not only:
        _require_one(book, found, reader)
    return found


def _require_one(book: Book, found: list[Plan], reader: Reader) -> None:
    if len(found) == 1 or _belong_together(found, reader):
        return
    names = "、".join(plan.name for plan in found)
    hint = f"用 --sheet 说要哪一张，比如 --sheet {found[0].name}；几张都要就写几次"
    raise stop(book, "Q003", f"有 {len(found)} 张表都像发布计划：{names}", hint)


def _wanted(book: Book, only: Collection[str]) -> list[Table]:
    names = [table.name for table in book.tables]
    for name in only:
        if name not in names:
            raise stop(book, "Q014", f"没有名叫 {name} 的表", f"这个文件里有：{'、'.join(names)}")
    return [table for table in book.tables if not only or table.name in only]


def _belong_together(found: list[Plan], reader: Reader) -> bool:
    """Say whether several sheets are one plan: all are named after days, or the program wrote them all."""
    return all(_context(plan.name, reader) for plan in found) or all(plan.has_ids for plan in found)


class _Sheet:
    """Goes down the rows of a sheet below its headings, and remembers what rows above say of those below."""

    def __init__(self, table: Table, row: int, reader: Reader, puppets: Puppets) -> None:
        self.table, self.row = table, row
        self.reader, self.puppets = reader, puppets
        self.keys = keys_of(table, row)
        self.has_ids = "" in self.keys.values()
        self.headings = {cell.text for cell in table.rows[row] if cell}
        self.above = self._section_before() or _context(table.name, reader)
        self.last_days = ""
        self.last_when: Cell | None = None
        self.steps: list[Step] = []
        self.left_out: list[Place] = []

    def plan(self) -> Plan:
        for line in self.table.rows[self.row + 1 :]:
            self._read(line)
        heads = enumerate(self.table.rows[self.row])
        ignored = tuple(cell.text for number, cell in heads if cell and number not in self.keys)
        keys = frozenset(self.keys.values())
        return Plan(self.table.name, keys, self.has_ids, tuple(self.steps), ignored, tuple(self.left_out))

    def _section_before(self) -> str:
        """Return the last line above the headings that says which days the sheet is about."""
        lines = [[cell.text for cell in line if cell] for line in self.table.rows[: self.row]]
        sections = [_context(words[0], self.reader) for words in lines if len(words) == 1]
        return next(filter(None, reversed(sections)), "")

    def _read(self, line: tuple[Cell, ...]) -> None:
        filled = [cell for cell in line if cell]
        is_heading_again = {cell.text for cell in filled} <= self.headings
        if filled and not is_heading_again:
            self._line({key: _as_key(key, line[number]) for number, key in self.keys.items()}, filled)

    def _line(self, cells: dict[str, Cell], filled: list[Cell]) -> None:
        says_what = cells.get("copy") or cells.get("title")
        if not self.has_ids and len(filled) == 1 and not says_what:
            self._begin_section(filled[0])
        elif says_what or cells.get(""):
            self._add_step(cells, filled)
        else:
            self.left_out.append(filled[0].place)

    def _begin_section(self, cell: Cell) -> None:
        section = _context(cell.text, self.reader)
        self.above = section or self.above
        self.last_days, self.last_when = "", None
        if not section:
            self.left_out.append(cell.place)

    def _add_step(self, cells: dict[str, Cell], filled: list[Cell]) -> None:
        own_days = " ".join(_day_words(cells))
        self.last_days = own_days or self.last_days
        if not self.has_ids and not self.table.knows_merged:
            self._inherit_when(cells, starts_anew=bool(own_days))
        about = " ".join((self.table.name, self.above, *(cell.text for cell in filled)))
        days = tuple(each for each in (self.last_days, self.above) if each)
        self.steps.append(Step(cells, days, about, filled[0].place, self.puppets))

    def _inherit_when(self, cells: dict[str, Cell], *, starts_anew: bool) -> None:
        """Give a row without an hour that of the row above: a merged cell saved as CSV is blank below its first row."""
        if cells.get("when"):
            self.last_when = cells["when"]
        elif starts_anew:
            self.last_when = None
        if self.last_when:
            cells["when"] = self.last_when


def _as_key(key: str, cell: Cell) -> Cell:
    return cell.as_time() if key == "when" else cell


def _day_words(cells: Mapping[str, Cell]) -> Iterator[str]:
    for key, cell in cells.items():
        if key.startswith("day:") and cell:
            pattern = DAY_NAMES[key[4:]]
            is_number = re.fullmatch(r"\d{1,3}|[一二三四五六日天]", cell.text) and pattern
            yield pattern.format(cell.text) if is_number else cell.text


def _context(words: str, reader: Reader) -> str:
    """Return the words of a section or a sheet's name if they say which days, else nothing."""
    if len(words) > 20:
        return ""
    try:
        moment = reader.moment(words)
    except UnclearError:
        return words if re.search(r"节前|节后", words) else ""
    return words if moment.day and not moment.at else ""
