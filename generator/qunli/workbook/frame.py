"""What stands over the rows of a sheet: its name, titles, sections and labels, which say something of those below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from qunli.problem import ContentError, Problem
from qunli.when import tells_start
from qunli.workbook.asides import (
    first_day_in,
    goes_by_colour,
    is_anchor,
    is_label,
    is_rule,
    is_signed,
    is_title,
    labelled,
)
from qunli.workbook.counted_days import counts_days
from qunli.workbook.dates import month_named
from qunli.workbook.days import Reader, days_of
from qunli.workbook.groups import names_in
from qunli.workbook.headings import columns_of
from qunli.workbook.inline import hours_in
from qunli.workbook.kinds import kind_of
from qunli.workbook.names import heading
from qunli.workbook.orders import doubts, is_of_all, is_off_duty, is_order, is_start
from qunli.workbook.other_columns import DAY_NAMES, GROUP
from qunli.workbook.questions import Question
from qunli.workbook.row_cells import cells_of
from qunli.workbook.row_days import columns_of_days, days_said, is_day
from qunli.workbook.spans import only_days_in, span_in
from qunli.workbook.spelling import plain
from qunli.workbook.standing import labels_in, sent_to, standing
from qunli.workbook.steps import Puppets, Said, Step
from qunli.workbook.tables import Cell, Place, Table
from qunli.workbook.titles import group_in, one_title
from qunli.workbook.unposted import above_headings
from qunli.workbook.untaken import by_colour, no_start

# 一、每周固定 is a first part, and no Monday.
_OUTLINE = re.compile(r"^[(（]?[一二三四五六七八九十]{1,2}(?:[、.．)）]|[:：])\s*")
_RUN = DAY_NAMES["天数"]
THAT_DAY, COMES_AGAIN = "就那时候发", "常年都这样发"
_ANY_DATE = re.compile(
    r"\d\s*[月./-]\s*\d|\d[日号](?!店)|(?<![A-Za-z])[DTdt](?:ay)?\s?[+-]?\d|第.{1,3}[天日]|20\d{6}|^4[5-9]\d{3}$|^每|节[前后]|当[天日]|工作日|初[一二三四五六七八九十]"
)
# Lines with more letters than these say more than when those below them are posted.
_MOST_HOUR = 16
_OTHER_HOUR = re.compile("营业|更新|修改|制表|直播|开播|活动|截|[收到发]货|上课|次日|明天|提前|[-~–—至到]")
_EXPLAINS = re.compile("[=＝→]|说明|代表|表示|指|[^\\s]是|为")
_COUNTED = re.compile(r"[DT]\s?[+-]?\d|[前后月周]|当[天日]", re.IGNORECASE)


class Frame:
    """The columns of a sheet, and what is said of rows beyond their own cells."""

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
        self.last_group = ""
        # The last row that is not blank.
        self.last_row = 0
        # The hours, each with its group, of the rows on the last day.
        self.hours_of_day: set[tuple[str, str] | None] = set()
        self.steps: list[Step] = []
        self.left_out: list[Cell] = []
        self.problems: list[Problem] = []
        self.account: set[Place] = set()
        self.remarks: list[Cell] = []
        self.standing: dict[str, Cell] = {}
        self.taken: list[tuple[tuple[Cell, ...], Mapping[str, Cell]]] = []

    def _read_above(self) -> None:
        """Take what the sheet's name and the lines above the headings say of days and of the group."""
        self._take_section(Cell(self.table.rows[self.row][0].place, self.table.name))
        for line in self.table.rows[: self.row]:
            filled = one_title([*labels_in(labelled([cell for cell in line if cell]))])
            are_labels = len(filled) > 1 and all(is_label(cell.text) for cell in filled)
            # A title may stand before them.
            if any(map(is_label, texts := [cell.text for cell in filled])) and all(map(is_label, texts[1:])):
                filled = [cell for cell in filled if not (is_label(cell.text) and self._take_label(cell))]
            if all(cell.place in self.reader.legend.places for cell in filled) and not self._heads_hour(
                filled
            ):
                self._count(filled)
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

    def _take_file(self) -> None:
        """Ask whether the only date or week in the name of the file is that of rows which say none."""
        days = span_in(self.reader.about) or only_days_in(self.reader.about)
        if self.columns.has_ids or self.above or not re.search(r"\d[月日号]", days) or self._is_dated():
            return
        place = self.table.rows[self.row][0].place
        question = Question(
            "文件名里的日子", f"文件名里写着 {days}，这张表就是那时候发的吗？", place, (THAT_DAY, COMES_AGAIN)
        )
        hint = question.way_out("就是那时候发的，加一列「日期」")
        message = f"表里没写日子，文件名里写着 {days}，看不出是不是就那时候发"
        if self.reader.interview.require(question, message, hint) == THAT_DAY:
            self.above = Said(days, place, is_above=True)

    def _is_dated(self) -> bool:
        """Say whether some row, or the sheet's name, says a date, a day of a run or one that is counted."""
        cells = (cell.text for line in self.table.rows for cell in line if cell)
        return any(
            len(words) <= _MOST_HOUR and _ANY_DATE.search(words) for words in (*cells, self.table.name)
        )

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
        if goes_by_colour(cell.text) or is_off_duty(cell.text):
            return False
        words = _OUTLINE.sub("", cell.text)
        if self._counts_days:
            words = first_day_in(words)
        days, group = days_of(words, self.reader) or span_in(words), group_in(words)
        if not any(key.startswith("day:") for key in self.columns.keys):
            days = days or only_days_in(words)
        if days:
            self.above = Said(days, cell.place, is_above=True)
        self.group = group or self.group
        return bool(days or group) or self._take_hour(cell)

    @cached_property
    def _counts_days(self) -> bool:
        """Say whether the rows say days of a run by their heading, or each by its number: Day1, 第2天."""
        if _RUN in map(DAY_NAMES.get, (key[4:] for key in self.columns.keys)):
            return True
        return counts_days(self.columns, self.table.rows[self.row + 1 :])

    def _heads_hour(self, filled: list[Cell]) -> bool:
        """Say whether a line is a part of the day with its hour over rows that say none, 晚间 20:00, and explains no word."""
        is_alone = len(filled) == 1 and "when" not in self.columns.keys
        return is_alone and not _EXPLAINS.search(filled[0].text) and len(hours_in(plain(filled[0].text))) == 1

    def _take_hour(self, cell: Cell) -> bool:
        """Take the only hour of a line as that of the rows below it, which have none of their own: 【早场 10:00】."""
        clocks = hours_in(plain(cell.text))
        if "when" in self.columns.keys or len(clocks) != 1 or len(cell.text) > _MOST_HOUR:
            return False
        rest = plain(cell.text).replace(clocks[0], "").strip(" ()-—~:、,")
        if _OTHER_HOUR.search(rest) or rest.endswith(("前", "后", "起", "止")):
            return False
        self.standing["when"] = replace(cell, raw=clocks[0], shown=None, lies_in=None)
        return True

    def _count(self, cells: Iterable[Cell]) -> None:
        """Note cells that became something, or of which something is told."""
        self.account |= {place for cell in cells for place in cell.places}

    def _days(self, line: tuple[Cell, ...], place: int | None = None) -> tuple[Said, ...]:
        around = "\n".join(self._around())
        return tuple(days_said(self.columns, line, self.reader, around, self.day_columns, place))

    def _is_day(self, cell: Cell) -> bool:
        return is_day(cell, self.reader)

    def _around(self) -> Iterator[str]:
        """Yield the words that may name the month of a bare number, the nearest first."""
        yield from map(month_named, self._lines_around())

    @cached_property
    def _words_above(self) -> tuple[str, ...]:
        """The words above the rows, the nearest first: a label and the cell beside it are one, 活动日（T） | 12月24日."""
        lines = reversed(self.table.rows[: self.row + 1])
        return tuple(cell.text for line in lines for cell in labelled([cell for cell in line if cell]))

    def _lines_around(self) -> Iterator[str]:
        if self.above:
            yield self.above.text
        yield from self._words_above
        yield self.table.name
        yield self.reader.about
        yield from dict.fromkeys(cell.text for cell in self.starts)
