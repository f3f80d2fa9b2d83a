"""Down the rows of a sheet below its headings: what each row says, and what rows above say of those below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qunli.problem import ContentError, Problem
from qunli.workbook.asides import goes_by_colour, is_aside, is_rule, is_signed, is_total
from qunli.workbook.axes import group_in, kind_of
from qunli.workbook.columns import DAY_NAMES, GROUP, LAST_DAY
from qunli.workbook.contents import require_known
from qunli.workbook.dates import as_date
from qunli.workbook.days import Reader, days_of
from qunli.workbook.fresh import short_title
from qunli.workbook.headings import columns_of
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.remarks import require_turns, span, with_remarks
from qunli.workbook.row_cells import as_key, cells_of
from qunli.workbook.spans import only_days_in, span_in
from qunli.workbook.states import calls_off, cancelled, put_off
from qunli.workbook.steps import Plan, Puppets, Said, Step
from qunli.workbook.tables import Cell, Table
from qunli.workbook.untaken import by_colour, untaken

# What a column of weekdays or days of a run holds beside whole words: 3, 一、三、五, 1-5.
_COUNTED = re.compile(
    r"(?:\d{1,3}|[一二三四五六日天]+)(?:\s*[、,，/&和~–—至到-]\s*(?:\d{1,3}|[一二三四五六日天]+))*"
)
# 一、每周固定 is a first part, and no Monday.
_OUTLINE = re.compile(r"^[(（]?[一二三四五六七八九十]{1,2}(?:[、.．)）]|[:：])\s*")
_DATE = re.compile(r"\d\s*[月./-]\s*\d")
ABOVE = "这一行像是要发的，却在表头上面"
ABOVE_HINT = "表头写在最上面一行，写明 时间、内容；每一列一个名字"


class Sheet:
    """Goes down the rows of a sheet below its headings."""

    def __init__(self, table: Table, row: int, reader: Reader, puppets: Puppets) -> None:
        self.table, self.row = table, row
        self.reader, self.puppets = reader, puppets
        self.columns = columns_of(table, row)
        self.headings = {cell.text for cell in table.rows[row] if cell}
        self.above: Said | None = None
        self.group = ""
        self.off: Cell | None = None
        self.last_days: tuple[Said, ...] = ()
        self.last_when: Cell | None = None
        self.steps: list[Step] = []
        self.left_out: list[Cell] = []
        self.problems: list[Problem] = []
        self.taken: list[tuple[tuple[Cell, ...], Mapping[str, Cell]]] = []

    def plan(self) -> Plan:
        self._read_above()
        require_turns(self.columns, self.reader.interview)
        require_known(self.columns, self.table, self.row, self.reader)
        for line in self.table.rows[self.row + 1 :]:
            self._read(line)
        return Plan(
            self.table.name,
            self.table.rows[self.row][0].place,
            self.columns.keys,
            self.columns.has_ids,
            tuple(self.steps),
            self.columns.unused(),
            tuple(cell.place for cell in self.left_out),
            (*self.problems, *untaken(self.table, self.row, self.columns, self.left_out, self.taken)),
        )

    def _read_above(self) -> None:
        """Take what the sheet's name and the lines above the headings say of days and of the group."""
        self._take_section(Cell(self.table.rows[self.row][0].place, self.table.name))
        for line in self.table.rows[: self.row]:
            filled = [cell for cell in line if cell]
            if len(filled) == 1 and self._take_section(filled[0]):
                continue
            if goes_by_colour(words := " ".join(cell.text for cell in filled)):
                self.problems.append(by_colour(filled[0], words))
                continue
            if self._is_post(line):
                raise ContentError([filled[0].place.problem("Q002", ABOVE, ABOVE_HINT)])
            self.left_out += [
                cell for cell in filled if cell.text not in self.headings and is_rule(cell.text)
            ]

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
        days, group = days_of(words, self.reader) or span_in(words), group_in(words)
        if not any(key.startswith("day:") for key in self.columns.keys):
            days = days or only_days_in(words)
        if days:
            self.above = Said(days, cell.place)
        self.group = group or self.group
        return bool(days or group)

    def _read(self, line: tuple[Cell, ...]) -> None:
        filled = [cell for cell in line if cell]
        is_heading_again = {cell.text for cell in filled} <= self.headings
        if filled and not is_heading_again:
            self._line(line, filled)

    def _line(self, line: tuple[Cell, ...], filled: list[Cell]) -> None:
        cells = dict(cells_of(line, self.columns, self._is_day))
        says_what = cells.get("copy") or cells.get("title")
        if not self.columns.has_ids and len(filled) == 1 and not says_what:
            self._read_section(filled[0])
        elif not (says_what or cells.get("")) or (not self.columns.has_ids and is_aside(filled, cells)):
            self._leave_out_or_ask(filled, cells)
        elif off := self.off or cancelled(line, self.columns, self.reader.interview):
            if off is not self.off:
                told = f"这一行写着「{off.text}」，没有导入"
                self.problems.append(off.place.problem(LEFT_OUT, told, "还要发就改掉它", "warning"))
        elif late := put_off(line, self.columns):
            hint = "把时间改成新的；不发了就写「取消」"
            told = f"这一行写着「{late.text}」，时间还是原来的"
            self.problems.append(late.place.problem("Q004", told, hint))
        else:
            self._add_steps(line, cells, filled)

    def _read_section(self, cell: Cell) -> None:
        """Take a line of one cell as a section; one that calls off the rows below it holds until the next."""
        self.last_days, self.last_when = (), None
        is_off = calls_off(cell.text)
        if not is_off and not self._take_section(cell):
            self._leave_out([cell])
            return
        self.off = cell if is_off else None
        if is_off:
            told = f"写着「{cell.text}」，下面的行没有导入"
            self.problems.append(cell.place.problem(LEFT_OUT, told, "还要发就去掉这一行", "warning"))

    def _leave_out_or_ask(self, filled: list[Cell], cells: Mapping[str, Cell]) -> None:
        """Note a row without a text; one that says an hour and has a picture would be a post."""
        media = cells.get("media")
        if not (media and cells.get("when")) or is_total(filled):
            self._leave_out(filled)
            return
        hint = "只发图就在「文案」里写「发图」；不发就删掉这一行"
        self.problems.append(media.place.problem("Q004", "这一行有时间有图，没有要发的字", hint))

    def _leave_out(self, filled: list[Cell]) -> None:
        """Note a row that is no post; a total says nothing that anybody posts."""
        words = " ".join(cell.text for cell in filled)
        if goes_by_colour(words):
            self.problems.append(by_colour(filled[0], words))
        elif not is_total(filled) and not is_signed(filled):
            self.left_out.append(filled[0])

    # --- one row, one text or more ---

    def _add_steps(self, line: tuple[Cell, ...], cells: dict[str, Cell], filled: list[Cell]) -> None:
        self.taken.append((line, cells))
        days = tuple(self._days(line))
        self.last_days = days or self.last_days
        if not self.columns.has_ids and not self.table.knows_merged:
            self._inherit_when(cells, starts_anew=bool(days))
        group = cells[GROUP].text if cells.get(GROUP) else self.group
        around = "\n".join(self._around())
        about = "\n".join(cell.text for cell in filled)
        above = (self.above,) if self.above else ()
        for place, each in self._texts(line, cells):
            own = tuple(self._days(line, place)) or self.last_days
            each = each if self.columns.has_ids else with_remarks(self.columns, line, each)
            said = (*own, *above)
            self.steps.append(Step(each, said, about, filled[0].place, self.puppets, group, around))

    def _texts(
        self, line: tuple[Cell, ...], cells: dict[str, Cell]
    ) -> Iterator[tuple[int | None, dict[str, Cell]]]:
        """Yield the cells of each text of a row: each text with its own hour where they stand in pairs, else all in turn.

        A text of such a pair comes with the number of the pair.
        """
        copies = self.columns.by_key.get("copy", ())
        filled = [(place, line[number]) for place, number in enumerate(copies) if line[number]]
        if len(copies) < 2 or not filled:
            yield None, cells
            return
        paired = self.columns.paired()
        if not paired:
            title = cells.get("title") or Cell(filled[0][1].place, short_title(filled[0][1].text))
            yield from ((None, {**cells, "title": title, "copy": copy}) for _, copy in filled)
            return
        for place, _ in filled:
            own = {
                key: as_key(key, line[numbers[place]])
                for key, numbers in paired.items()
                if not key.startswith("day:")
            }
            yield place, {**cells, **own}

    def _inherit_when(self, cells: dict[str, Cell], *, starts_anew: bool) -> None:
        """Give a row without an hour that of the row above: a merged cell saved as CSV is blank below its first row."""
        if cells.get("when"):
            self.last_when = cells["when"]
        elif starts_anew:
            self.last_when = None
        if self.last_when:
            cells["when"] = self.last_when

    def _days(self, line: tuple[Cell, ...], place: int | None = None) -> Iterator[Said]:
        """Yield what a row says of its days; `place` is the number of the pair of hour and text that is meant."""
        paired = self.columns.paired() if place is not None else {}
        for key, numbers in self.columns.by_key.items():
            meant = paired[key][place : place + 1] if place is not None and key in paired else numbers
            for cell in (line[number] for number in meant if key.startswith("day:") and line[number]):
                words = self._day_words(DAY_NAMES[key[4:]], cell)
                yield Said(self._until(line, key, words), cell.place)
        yield from self._days_of_stage(line)
        spare = self.columns.spare.get("when", ())
        for cell in (line[number] for number in ((*self.columns.by_key["when"], *spare) if spare else ())):
            if self._is_day(cell):
                yield Said(self._day_words("", cell), cell.place)

    def _days_of_stage(self, line: tuple[Cell, ...]) -> Iterator[Said]:
        """Yield the dates of the stage that a row belongs to, 预热期(12.1-12.5), where it has no date of its own."""
        own = [
            number for key, each in self.columns.by_key.items() if key.startswith("day:") for number in each
        ]
        if any(_DATE.search(line[number].text) for number in own):
            return
        for number in self.columns.by_key.get("stage", ()):
            span = span_in(line[number].text)
            if _DATE.search(span):
                yield Said(span, line[number].place)

    def _is_day(self, cell: Cell) -> bool:
        return kind_of(cell.text, self.reader) == "day"

    def _until(self, line: tuple[Cell, ...], key: str, first: str) -> str:
        """Return the words of a first day with the last one, where another column has it."""
        last = next((line[each] for each in self.columns.by_key.get(LAST_DAY, ()) if line[each]), None)
        if DAY_NAMES[key[4:]] or LAST_DAY not in self.columns.by_key:
            return first
        until = as_date(last, "\n".join(self._around())) if last else ""
        return span(first, until) if until else f"{first}起"

    def _day_words(self, pattern: str, cell: Cell) -> str:
        """Return the words of a cell in a column of days; a bare number there is what the heading says it counts."""
        if pattern:
            return pattern.format(cell.text) if _COUNTED.fullmatch(cell.text) else cell.text
        return as_date(cell, "\n".join(self._around()))

    def _around(self) -> Iterator[str]:
        """Yield the words that may name the month of a bare number, the nearest first."""
        if self.above:
            yield self.above.text
        yield from (cell.text for line in reversed(self.table.rows[: self.row + 1]) for cell in line if cell)
        yield self.table.name
        yield self.reader.about
