"""What is open above a line: the lists and mappings it may belong to, and the field that waits for its value.

Here is decided whether a line that could be read in two ways is meant as a field, as an item or as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qunli.source.lines import DASH, FIELD, KEY, ODD_DASH, Line, following
from qunli.source.signs import COLONS, ODD, width

# Behind the colon of a name like og:title.
_TWO_WORDS = re.compile(r"[A-Za-z][\w:-]*:(?=\s|$)", re.ASCII)


def _is_filled(words: str) -> bool:
    """Say whether words are a field with its value beside it."""
    named = FIELD.match(words)
    return bool(named and words[named.end() :].strip())


@dataclass(frozen=True)
class Entries:
    """A list ("-") or a mapping (":") that is open: the column of its entries and the line of the first."""

    column: int
    kind: str
    line: int


@dataclass
class Standing:
    """What is open, the innermost last; `waiting` is the column of the field above that has no value yet."""

    lines: list[str]
    open: list[Entries] = field(default_factory=list)
    waiting: int | None = -1

    def leave(self, indent: int) -> None:
        """Close what stands further in than a line."""
        while self.open and self.open[-1].column > indent:
            self.open.pop()

    def enter(self, line: Line, kind: str) -> None:
        """Note that a list or a mapping has an entry at this column."""
        if kind == ":":
            while self.open and (self.open[-1].column, self.open[-1].kind) == (line.indent, "-"):
                self.open.pop()
        if not self.has(line.indent, kind):
            self.open.append(Entries(line.indent, kind, line.number))

    def has(self, indent: int, kind: str) -> bool:
        return any((each.column, each.kind) == (indent, kind) for each in self.open)

    def aligned(self, number: int, lead: str, *, is_tabbed: bool) -> int:
        """Return the column that odd blanks are meant to reach: the nearest at which something stands.

        `is_tabbed` says that the line above was indented with tabs, too.
        """
        indent = width(lead)
        if "\t" in lead and not is_tabbed:
            return self.tabbed(lead.count("\t"))
        if self.waiting is not None:
            return self.beside(number, indent)
        known = [each.column for each in self.open]
        return min(known, key=lambda each: (abs(each - indent), each), default=indent)

    def tabbed(self, number: int) -> int:
        """Return the column that tabs are meant to reach, on one line of them among others.

        How wide a tab was shown nobody knows: 2, 4 or 8 columns.
        """
        if self.waiting is not None or not self.open:
            return max(0, (self.waiting or 0) + 2)
        known = {each.column for each in self.open} & {number * each for each in (2, 4, 8)}
        return max(known, default=self.open[-1].column)

    def beside(self, number: int, indent: int) -> int:
        """Return the column of the first line below a field: that of the next one, where it stands less far in."""
        after = following(self.lines, number)
        is_beside = after and self.waiting is not None and self.waiting < after[0] < indent
        return after[0] if after and is_beside else indent

    def askew(self, line: Line) -> Entries | None:
        """Return the first field of a mapping where it stands askew to this line, the second, which is right."""
        if self.waiting is not None or not self.open:
            return None
        first = self.open[-1]
        outer = self.open[-2].column if len(self.open) > 1 else -2
        is_right = outer + 2 == line.indent != first.column and outer < first.column
        is_above = first.kind == ":" and first.line == line.number - 1
        if is_right and is_above and not self.lines[first.line].lstrip().startswith("-"):
            return first
        return None

    # --- what a line is meant as ---

    def is_sure(self, line: Line) -> bool:
        """Say whether a line is an item or a field and not the text of the field above it."""
        if self.waiting is None or line.indent <= self.waiting:
            return True
        after = following(self.lines, line.number)
        if after is None:
            return self.waiting < 0
        indent, rest = after
        if indent != line.indent:
            return indent > line.indent or self.waiting < 0
        return bool(FIELD.match(rest) or KEY.match(rest) or DASH.match(rest) or ODD_DASH.match(rest))

    def is_item(self, line: Line, wrong: re.Match[str]) -> bool:
        """Say whether a line that begins with an odd dash, or one without a blank, is meant as an item."""
        if self.has(line.indent, "-"):
            return True
        after = following(self.lines, line.number)
        if after and after[0] == line.indent:
            return bool(DASH.match(after[1]) or ODD_DASH.match(after[1]))
        if after and after[0] == line.indent + 2 and _is_filled(line.rest[1:]) and FIELD.match(after[1]):
            # A field that has its value holds no further one: what stands deeper is the same item's.
            return True
        is_number_or_field = wrong[3] and (FIELD.match(line.rest[1:]) or line.rest[1].isdigit())
        return not is_number_or_field and self.is_sure(line)

    def is_field(self, line: Line, named: re.Match[str], *, in_list: bool) -> bool:
        """Say whether words with a sign like a colon behind them are meant as a field."""
        _, before, sign, behind = named.groups()
        rest = line.rest[named.end() :]
        if len(sign) > 1 and not in_list:
            return self.is_sure(line)
        if sign == ":" and (behind or not rest):
            odd = re.search(f"[{ODD}]", before + behind.rstrip("\t"))
            return bool(odd) or not rest or " " in behind or "\t" in behind
        if sign == ":" and (rest.startswith("//") or _TWO_WORDS.match(rest)):
            return False
        if in_list:
            after = following(self.lines, line.number)
            return bool(after and after[0] == line.indent and FIELD.match(after[1]))
        if KEY.match(line.rest) and sign != ":" and sign not in COLONS:
            return False
        return self.is_sure(line)

    def among(self, line: Line) -> str:
        """Say what stands at the column of a line: the items of a list ("-"), fields (":"), or neither ("")."""
        if self.waiting is None:
            return self.open[-1].kind if self.open and self.open[-1].column == line.indent else ""
        after = following(self.lines, line.number)
        if after is None or after[0] != line.indent:
            return ""
        if DASH.match(after[1]):
            return "-"
        return ":" if KEY.match(after[1]) else ""

    def is_item_before_field(self, line: Line) -> bool:
        """Say whether a first item stands where the next line has a field: the parser would stop at that one."""
        after = following(self.lines, line.number)
        return bool(
            after
            and self.waiting is not None
            and self.waiting < line.indent == after[0]
            and KEY.match(after[1])
            and not DASH.match(after[1])
        )
