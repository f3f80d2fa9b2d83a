"""What is open above a line: the lists and mappings it may belong to, and the field that waits for its value.

Here is decided whether a line that could be read in two ways is meant as a field, as an item or as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qunli.source.lines import DASH, FIELD, KEY, ODD_DASH, Line, following
from qunli.source.signs import COLONS, ODD, width


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

    def aligned(self, lead: str, *, is_tabbed: bool) -> int:
        """Return the column that odd blanks are meant to reach: the nearest at which something stands.

        `is_tabbed` says that the line above was indented with tabs, too.
        """
        indent = width(lead)
        if "\t" in lead and not is_tabbed:
            # One line of tabs among others: how wide a tab was shown nobody knows.
            return (
                self.open[-1].column
                if self.waiting is None and self.open
                else max(0, (self.waiting or 0) + 2)
            )
        if self.waiting is not None:
            return indent
        known = [each.column for each in self.open]
        return min(known, key=lambda each: (abs(each - indent), each), default=indent)

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
        is_number_or_field = wrong[3] and (FIELD.match(line.rest[1:]) or line.rest[1].isdigit())
        return not is_number_or_field and self.is_sure(line)

    def is_field(self, line: Line, named: re.Match[str], *, in_list: bool) -> bool:
        """Say whether words with a sign like a colon behind them are meant as a field."""
        _, before, sign, behind = named.groups()
        rest = line.rest[named.end() :]
        if sign == ":" and (behind or not rest):
            odd = re.search(f"[{ODD}]", before + behind.rstrip("\t"))
            return bool(odd) or not rest or " " in behind or "\t" in behind
        if sign == ":" and rest.startswith("//"):
            return False
        if in_list:
            after = following(self.lines, line.number)
            return bool(after and after[0] == line.indent and FIELD.match(after[1]))
        if KEY.match(line.rest) and sign != ":" and sign not in COLONS:
            return False
        return self.is_sure(line)

    def is_among_fields(self, line: Line) -> bool:
        if self.waiting is None:
            return bool(self.open) and (self.open[-1].column, self.open[-1].kind) == (line.indent, ":")
        after = following(self.lines, line.number)
        return bool(after and after[0] == line.indent and KEY.match(after[1]))
