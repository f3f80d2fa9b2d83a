"""Down the rows of a sheet below its headings: what each row says, and what rows above say of those below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from qunli.problem import ContentError, Problem
from qunli.when import comes_in_turns, tells_start
from qunli.workbook.asides import (
    goes_by_colour,
    is_aside,
    is_signed,
    is_total,
)
from qunli.workbook.block_titles import block_title
from qunli.workbook.continued import with_more
from qunli.workbook.days import days_of
from qunli.workbook.deeds import require_said
from qunli.workbook.heir import Heir
from qunli.workbook.left_out import LEFT_OUT
from qunli.workbook.legend import with_own_hour
from qunli.workbook.no_texts import require_texts
from qunli.workbook.orders import (
    doubts,
    is_closed,
    is_of_all,
    is_standby,
    orders,
    require_remarks,
    require_same,
)
from qunli.workbook.remarks import require_turns, with_link, with_remarks
from qunli.workbook.required import require_known
from qunli.workbook.row_cells import cells_of, texts_of
from qunli.workbook.row_days import with_sides
from qunli.workbook.spans import span_in
from qunli.workbook.states import calls_off
from qunli.workbook.steps import Plan, Said, Step
from qunli.workbook.tables import Cell
from qunli.workbook.timing import contradictions
from qunli.workbook.titles import group_in
from qunli.workbook.unposted import picture_alone, why_not_posted
from qunli.workbook.untaken import aside, by_colour, conditions, remarks_of, untaken
from qunli.workbook.unwritten import title_alone

# A text as short as this may be none: 视情况, 【待定】午安.
_A_REMARK = 14

# Lines of one cell below these tell what words and colours of the sheet mean.
_LEGEND = re.compile(r"(?:图例|颜色|状态|标[记注色]|符号|底色)(?:说明|含义|图例|解释)?\s*[:：]?")


class Sheet(Heir):
    """Goes down the rows of a sheet below its headings."""

    explains = False
    block: Cell | None = None

    def plan(self) -> Plan:
        self._read_above()
        self._take_file()
        if (title := self.table.title) and not self._says_when_or_whom(title):
            self.block = block_title(title, self.columns, is_marked=False)
        if self.reader.legend.blank:
            self.standing.setdefault("when", self.reader.legend.blank)
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
            texts = [
                cell for step in self.steps if (cell := step.cells.get("copy") or step.cells.get("title"))
            ]
            require_texts(texts)
            require_said(texts, self.reader.interview)
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

    def _says_when_or_whom(self, cell: Cell) -> bool:
        return bool(days_of(cell.text, self.reader) or span_in(cell.text) or group_in(cell.text))

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

    def _read(self, line: tuple[Cell, ...]) -> None:
        filled = [cell for cell in line if cell]
        is_heading_again = {cell.text for cell in filled} <= self.headings
        explains = all(cell.place in self.reader.legend.places for cell in filled)
        explains = explains and not self._heads_hour(filled)
        if filled and not is_heading_again and not explains:
            self._line(line, filled)
        elif filled:
            self._count(filled)
        self.last_row = filled[0].place.row if filled else self.last_row

    def _line(self, line: tuple[Cell, ...], filled: list[Cell]) -> None:
        cells = dict(cells_of(line, self.columns, self._is_day))
        says_what = cells.get("copy") or cells.get("title")
        self.explains = len(filled) == 1 and (self.explains or _LEGEND.fullmatch(filled[0].text) is not None)
        if self.explains and not says_what:
            self._count(filled)
            self.left_out += filled
        elif not self.columns.has_ids and len(filled) == 1 and not says_what:
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
        elif not self.columns.has_ids and (
            more := with_more(self.steps, self.last_row, filled, cells, self.reader.interview)
        ):
            self._count(filled)
            self.steps[-1] = more
        else:
            self._add_steps(line, cells, filled)

    def _why_not_posted(self, line: tuple[Cell, ...], cells: Mapping[str, Cell]) -> Problem | None:
        days = [each.text for each in self._days(line)]
        told = why_not_posted(line, cells, self.columns, days, self.reader)
        is_timed = bool(days) or bool(cells.get("when"))
        is_bare = is_timed and not self.columns.has_ids and self._texts_are_rarely_blank
        return told or (title_alone(cells, self.reader.interview) if is_bare else None)

    @cached_property
    def _texts_are_rarely_blank(self) -> bool:
        """Say whether most rows have a text, so that a title alone lacks one."""
        numbers = self.columns.by_key.get("copy", ())
        lines = [line for line in self.table.rows[self.row + 1 :] if sum(map(bool, line)) > 1]
        texts = sum(any(line[number] for number in numbers) for line in lines)
        return texts < len(lines) < texts * 2

    def _read_section(self, cell: Cell) -> None:
        """Take a line of one cell as a section; one that calls off the rows below it holds until the next."""
        self.last_days, self.last_when, self.last_group = (), None, ""
        self.block = None
        self._count([cell])
        is_off = calls_off(cell.text)
        if not is_off and not self._take_section(cell):
            self._leave_out([cell])
            self.block = block_title(cell, self.columns)
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
            says_all = is_of_all(filled[0].text) or is_closed(filled[0].text)
            self.remarks += filled if says_all else orders(filled)
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
        if told := self._again_at_its_hour(cells, filled, has_days=bool(days)):
            self._count(filled)
            self.problems.append(told)
            return
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
        self._take_block(cells)
        group = self._group_of(cells, filled) if days or hour else self.group
        if isinstance(group, Problem):
            self._count(filled)
            self.problems.append(group)
            return
        every = [(at, own) for at, each in texts_of(self.columns, line, cells) for own in self._timed(each)]
        for place, each in every:
            own = with_sides(self._days(line, place) or self.last_days, filled)
            each = each if self.columns.has_ids else with_link(with_remarks(self.columns, line, each))
            self._count(each.values())
            self.remarks += doubts(_brief(each))
            self.steps.append(self._step(each, own, filled, group))

    def _step(self, cells: dict[str, Cell], own: tuple[Said, ...], filled: list[Cell], group: str) -> Step:
        around = "\n".join(self._around())
        about = "\n".join(cell.text for cell in filled)
        days = (*own, self.above) if self.above else own
        hours = self.reader.legend.hours
        return Step(cells, days, about, filled[0].place, self.puppets, group, around, hours)

    def _take_block(self, cells: dict[str, Cell]) -> None:
        """Call a row after the marked line above it."""
        if self.block and not cells.get("title"):
            place = self.block.place
            cells["title"] = self.block
            self.left_out = [cell for cell in self.left_out if cell.place != place]

    def _timed(self, cells: dict[str, Cell]) -> list[dict[str, Cell]]:
        """Return a text once for each hour that it begins with, where its row only says a part of the day."""
        return [cells] if self.columns.has_ids else with_own_hour(cells)


def _brief(cells: dict[str, Cell]) -> list[Cell]:
    """Return the text of a row where it may be a remark: it is short, or on standby."""
    text = cells.get("copy")
    return [text] if text and (len(text.text) <= _A_REMARK or is_standby(text.text)) else []
