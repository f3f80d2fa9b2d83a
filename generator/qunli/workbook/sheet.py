"""Down the rows of a sheet below its headings: what each row says, and what rows above say of those below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from qunli.problem import ContentError, Problem
from qunli.when import comes_in_turns, tells_start
from qunli.workbook.asides import (
    first_day_in,
    goes_by_colour,
    is_anchor,
    is_aside,
    is_label,
    is_rule,
    is_signed,
    is_title,
    is_total,
    labelled,
)
from qunli.workbook.axes import kind_of
from qunli.workbook.days import Reader, days_of
from qunli.workbook.groups import names_in
from qunli.workbook.headings import columns_of
from qunli.workbook.inline import hours_in
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.legend import with_own_hour
from qunli.workbook.names import heading
from qunli.workbook.orders import doubts, is_of_all, is_order, is_start, orders, require_remarks, require_same
from qunli.workbook.other_columns import DAY_NAMES, GROUP
from qunli.workbook.remarks import require_turns, with_link, with_remarks
from qunli.workbook.required import require_known
from qunli.workbook.row_cells import cells_of, texts_of
from qunli.workbook.row_days import columns_of_days, days_said, is_day, with_sides
from qunli.workbook.spans import only_days_in, span_in
from qunli.workbook.standing import labels_in, sent_to, standing
from qunli.workbook.states import calls_off
from qunli.workbook.steps import Plan, Puppets, Said, Step
from qunli.workbook.tables import Cell, Place, Table
from qunli.workbook.timing import contradictions
from qunli.workbook.titles import group_in, one_title
from qunli.workbook.unposted import above_headings, picture_alone, why_not_posted
from qunli.workbook.untaken import aside, by_colour, conditions, no_start, remarks_of, untaken

# 一、每周固定 is a first part, and no Monday.
_OUTLINE = re.compile(r"^[(（]?[一二三四五六七八九十]{1,2}(?:[、.．)）]|[:：])\s*")
_RUN = DAY_NAMES["天数"]
_COUNTED = re.compile(r"[DT]\s?[+-]?\d|[前后月周]|当[天日]", re.IGNORECASE)
# A text as short as this may be none: 视情况, 【待定】午安.
_A_REMARK = 14


class Sheet:
    """Goes down the rows of a sheet below its headings."""

    def __init__(self, table: Table, row: int, reader: Reader, puppets: Puppets) -> None:
        self.table, self.row = table, row
        self.reader, self.puppets = reader, puppets
        self.columns = columns_of(table, row)
        self.day_columns = columns_of_days(self.columns, table.rows[row + 1 :], reader)
        self.headings = {cell.text for cell in table.rows[row] if cell}
        self.above: Said | None = None
        self.group = group_in(reader.about)
        # Lines that tell from which day weeks are counted, wherever they stand.
        every = (cell for line in table.rows for cell in line if cell and not cell.is_beside)
        self.starts = [cell for cell in every if tells_start(cell.text)]
        self.turns = False
        self.off: Cell | None = None
        self.last_days: tuple[Said, ...] = ()
        self.last_when: Cell | None = None
        self.steps: list[Step] = []
        self.left_out: list[Cell] = []
        self.problems: list[Problem] = []
        self.account: set[Place] = set()
        self.remarks: list[Cell] = []
        self.standing: dict[str, Cell] = {}
        self.taken: list[tuple[tuple[Cell, ...], Mapping[str, Cell]]] = []

    def plan(self) -> Plan:
        self._read_above()
        # The title of a turned sheet stands among its headings.
        self.remarks += [cell for _, cell in self.columns.unknown() if self._is_of_all(cell)]
        require_turns(self.columns, self.reader.interview)
        require_known(self.columns, self.table, self.row, self.reader)
        self._count(self.table.rows[self.row])
        for line in self.table.rows[self.row + 1 :]:
            self._read(line)
        if self.turns:
            self._count(self.starts)
            self.remarks = [cell for cell in self.remarks if not tells_start(cell.text)]
            told = {cell.place for cell in self.left_out if tells_start(cell.text)}
            self.left_out = [cell for cell in self.left_out if cell.place not in told]
        if not self.columns.has_ids:
            self._require_clear()
        self.left_out = [cell for cell in self.left_out if cell.place not in self.reader.legend.places]
        return Plan(
            self.table.name,
            self.table.rows[self.row][0].place,
            self.columns.keys,
            self.columns.has_ids,
            tuple(self.steps),
            self.columns.unused(),
            tuple(cell.place for cell in self.left_out),
            (*self.problems, *untaken(self.table, self.row, self.columns, self.left_out, self._taken())),
            taken=frozenset(self.account),
        )

    def _require_clear(self) -> None:
        """Ask about remarks and columns that may change a post; what is wrong with the days is told before that."""
        try:
            require_remarks(self.remarks, self.reader.interview)
            require_same([*conditions(self.table, self.row, self.columns)], self.reader.interview)
        except ContentError as error:
            raise ContentError([*contradictions(self.steps, self.reader), *error.problems]) from None

    def _taken(self) -> list[tuple[tuple[Cell, ...], Mapping[str, Cell]]]:
        """Return the rows that became posts, with blanks for the cells that were used as days."""
        said = {place for step in self.steps for each in step.days for place in each.places}
        return [
            (tuple(Cell(each.place) if each.place in said else each for each in line), cells)
            for line, cells in self.taken
        ]

    def _read_above(self) -> None:
        """Take what the sheet's name and the lines above the headings say of days and of the group."""
        self._take_section(Cell(self.table.rows[self.row][0].place, self.table.name))
        for line in self.table.rows[: self.row]:
            filled = one_title([*labels_in(labelled([cell for cell in line if cell]))])
            are_labels = len(filled) > 1 and all(is_label(cell.text) for cell in filled)
            if are_labels or all(is_label(cell.text) for cell in filled):
                filled = [cell for cell in filled if not self._take_label(cell)]
            if not filled:
                continue
            if len(filled) == 1 and self._take_section(filled[0]):
                self._count(filled)
                self.remarks += doubts(filled)
                continue
            if self._is_above(filled):
                self._count(filled)
            elif are_labels and self._says_days():
                self._count(cell for cell in filled if is_anchor(cell.text))
            if goes_by_colour(words := " ".join(cell.text for cell in filled)):
                self.problems.append(by_colour(filled[0], words, self.table))
                continue
            if not are_labels and self._is_post(line):
                raise ContentError([above_headings(filled[0])])
            if len(filled) == 1 and is_start(filled[0].text):
                self._count(filled)
                self.problems.append(no_start(filled[0]))
                continue
            others = [cell for cell in filled if cell.text not in self.headings]
            self.remarks += [cell for cell in others if is_order(cell.text) or self._is_of_all(cell)]
            self.left_out += [
                cell for cell in filled if cell.text not in self.headings and is_rule(cell.text)
            ]

    def _is_of_all(self, cell: Cell) -> bool:
        """Say whether a line above says something of all posts that is not read there; the only hour of all is."""
        group, rest = sent_to(cell.text)
        self.group = self.group or group
        return is_of_all(rest) and ("when" in self.columns.keys or not hours_in(rest))

    def _take_label(self, cell: Cell) -> bool:
        """Take a cell that says what it names for all rows, 负责人：小满; return whether it says anything known."""
        key, said = standing(cell, self.reader)
        if key == GROUP:
            self.group = said.text if names_in(said.text)[1:] else group_in(said.text) or said.text
        elif key:
            self.standing[key] = said
        elif not self._take_section(cell):
            return False
        self._count([cell])
        self.remarks += doubts([cell])
        return True

    def _is_above(self, filled: list[Cell]) -> bool:
        """Say whether a line above the headings is a title, or says who keeps the sheet; what stands over columns is more."""
        texts = {cell.text for cell in filled if cell.text not in self.headings}
        are_heads = sum(heading(each) is not None for each in texts) * 2 >= len(texts)
        is_one = len(texts) < 2 or is_signed(filled) or are_heads
        return is_one and all(is_title(each, is_counted=self._says_days()) for each in texts)

    def _says_days(self) -> bool:
        """Say whether the rows have days of their own, which may be counted from a date above them."""
        hours = self.columns.by_key.get("when", ())
        cells = (line[number].text for line in self.table.rows[self.row + 1 :] for number in hours)
        return any(key.startswith("day:") for key in self.columns.keys) or any(map(_COUNTED.search, cells))

    def _is_post(self, line: tuple[Cell, ...]) -> bool:
        """Say whether a line above what was taken for the headings says when and what, in the columns for it."""
        cells = dict(cells_of(line, self.columns, self._is_day))
        timed = [
            *self._days(line),
            *([Said(cells["when"].text, cells["when"].place)] if cells.get("when") else []),
        ]
        is_timed = any(kind_of(each.text, self.reader) in ("day", "hour") for each in timed)
        return is_timed and bool(cells.get("copy") or cells.get("title"))

    def _take_section(self, cell: Cell) -> bool:
        """Take a line of one cell as what the rows below are about; return whether it says anything."""
        words = _OUTLINE.sub("", cell.text)
        if _RUN in map(DAY_NAMES.get, (key[4:] for key in self.columns.keys)):
            words = first_day_in(words)
        days, group = days_of(words, self.reader) or span_in(words), group_in(words)
        if not any(key.startswith("day:") for key in self.columns.keys):
            days = days or only_days_in(words)
        if days:
            self.above = Said(days, cell.place, is_above=True)
        self.group = group or self.group
        return bool(days or group)

    def _read(self, line: tuple[Cell, ...]) -> None:
        filled = [cell for cell in line if cell]
        is_heading_again = {cell.text for cell in filled} <= self.headings
        if filled and not is_heading_again:
            self._line(line, filled)
        elif filled:
            self._count(filled)

    def _count(self, cells: Iterable[Cell]) -> None:
        """Note cells that became something, or of which something is told."""
        self.account |= {place for cell in cells for place in cell.places}

    def _line(self, line: tuple[Cell, ...], filled: list[Cell]) -> None:
        cells = dict(cells_of(line, self.columns, self._is_day))
        says_what = cells.get("copy") or cells.get("title")
        if not self.columns.has_ids and len(filled) == 1 and not says_what:
            self._read_section(filled[0])
        elif not (says_what or cells.get("")) or (not self.columns.has_ids and is_aside(filled, cells)):
            self._count(filled)
            if wordless := picture_alone(filled, cells):
                self.problems.append(wordless)
            else:
                self._leave_out(filled)
        elif self.off:
            self._count(filled)
        elif told := self._why_not_posted(line, cells):
            self._count(filled)
            self.problems.append(told)
        else:
            self._add_steps(line, cells, filled)

    def _why_not_posted(self, line: tuple[Cell, ...], cells: Mapping[str, Cell]) -> Problem | None:
        days = [each.text for each in self._days(line)]
        return why_not_posted(line, cells, self.columns, days, self.reader.interview)

    def _read_section(self, cell: Cell) -> None:
        """Take a line of one cell as a section; one that calls off the rows below it holds until the next."""
        self.last_days, self.last_when = (), None
        self._count([cell])
        is_off = calls_off(cell.text)
        if not is_off and not self._take_section(cell):
            self._leave_out([cell])
            return
        self.off = cell if is_off else None
        self.remarks += [] if is_off else doubts([cell])
        if is_off:
            told = f"写着「{cell.text}」，下面的行没有导入"
            self.problems.append(cell.place.problem(LEFT_OUT, told, "还要发就去掉这一行", "warning"))

    def _leave_out(self, filled: list[Cell]) -> None:
        """Note a row that is no post; a total says nothing that anybody posts."""
        words = " ".join(cell.text for cell in filled)
        if len(filled) == 1:
            self.remarks += filled if is_of_all(filled[0].text) else orders(filled)
        if goes_by_colour(words):
            self.problems.append(by_colour(filled[0], words, self.table))
        elif not is_total(filled) and not is_signed(filled):
            self.left_out.append(filled[0])

    # --- one row, one text or more ---

    def _add_steps(self, line: tuple[Cell, ...], cells: dict[str, Cell], filled: list[Cell]) -> None:
        self.taken.append((line, cells))
        self._count(line[number] for number in aside(self.columns, line, cells))
        days = self._days(line)
        hour = cells.get("when")
        said_when = [each.text for each in days] + ([hour.text] if hour else [])
        turns = any(map(comes_in_turns, said_when))
        self.turns = self.turns or turns
        remarks = [*remarks_of(self.columns, line)]
        self.remarks += orders([cell for cell in remarks if not (turns and tells_start(cell.text))])
        self.account |= {each for said in days for each in said.places}
        self.last_days = days or self.last_days
        if not self.columns.has_ids and not self.table.knows_merged:
            self._inherit_when(cells, starts_anew=bool(days))
        cells |= {key: said for key, said in self.standing.items() if not cells.get(key)}
        group = cells[GROUP].text if cells.get(GROUP) else self.group
        around = "\n".join(self._around())
        about = "\n".join(cell.text for cell in filled)
        above = (self.above,) if self.above else ()
        every = [(at, own) for at, each in texts_of(self.columns, line, cells) for own in self._timed(each)]
        for place, each in every:
            own = with_sides(self._days(line, place) or self.last_days, filled)
            each = each if self.columns.has_ids else with_link(with_remarks(self.columns, line, each))
            said = (*own, *above)
            self._count(each.values())
            self.remarks += doubts(
                [each["copy"]] if each.get("copy") and len(each["copy"].text) <= _A_REMARK else []
            )
            hours = self.reader.legend.hours
            self.steps.append(Step(each, said, about, filled[0].place, self.puppets, group, around, hours))

    def _timed(self, cells: dict[str, Cell]) -> list[dict[str, Cell]]:
        """Return a text once for each hour that it begins with, where its row only says a part of the day."""
        return [cells] if self.columns.has_ids else with_own_hour(cells)

    def _inherit_when(self, cells: dict[str, Cell], *, starts_anew: bool) -> None:
        """Give a row without an hour that of the row above: a merged cell saved as CSV is blank below its first row."""
        if cells.get("when"):
            self.last_when = cells["when"]
        elif starts_anew:
            self.last_when = None
        if self.last_when:
            cells["when"] = self.last_when

    def _days(self, line: tuple[Cell, ...], place: int | None = None) -> tuple[Said, ...]:
        around = "\n".join(self._around())
        return tuple(days_said(self.columns, line, self.reader, around, self.day_columns, place))

    def _is_day(self, cell: Cell) -> bool:
        return is_day(cell, self.reader)

    def _around(self) -> Iterator[str]:
        """Yield the words that may name the month of a bare number, the nearest first."""
        if self.above:
            yield self.above.text
        yield from (cell.text for line in reversed(self.table.rows[: self.row + 1]) for cell in line if cell)
        yield self.table.name
        yield self.reader.about
        yield from dict.fromkeys(cell.text for cell in self.starts)
