"""Texts beside the names they go by, 话术库: the blocks of sheets that have them and no hours or days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from qunli.workbook.head_roles import is_deed
from qunli.workbook.headings import columns_of
from qunli.workbook.tables import Table

NUMBER = r"(?:编[号码]|代[号码]|序号|ID|号码?|No\.?|名称?|标题)"
LONGEST_NAME = 16  # letters
_BARE = re.compile(r"^(?:见|用|发|→|>|#|No\.?|编号|话术库?|文案库?|素材|模板|[:：])+", re.IGNORECASE)


@dataclass
class Library:
    """Texts by their names: of one table, the rows and columns they stand in, and those of them that were used."""

    table: Table
    head: int
    rows: range
    columns: range
    names: int
    texts: tuple[int, ...]
    used: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What the column of names is called."""
        return self.table.rows[self.head][self.names].text

    def row_of(self, words: str) -> list[int]:
        """Return the rows that go by some words."""
        wanted = _plain(words)
        exact = [row for row in self.rows if _plain(self.table.rows[row][self.names].text) == wanted]
        bare = _BARE.sub("", wanted)
        return exact or [
            row for row in self.rows if bare and _plain(self.table.rows[row][self.names].text) == bare
        ]

    def others(self) -> list[int]:
        """Return the columns that say more of a text."""
        heads = self.table.rows[self.head]
        return [each for each in self.columns if heads[each] and each not in (self.names, *self.texts)]


def libraries_in(table: Table) -> Iterator[Library]:
    """Yield the blocks of a sheet with a column of texts, one of names, and no hours or days."""
    width = len(table.rows[0]) if table.rows else 0
    plain = table.as_list()
    filled = [any(line[number] for line in plain.rows) for number in range(width)]
    runs = [[*run] for is_filled, run in groupby(range(width), key=filled.__getitem__) if is_filled]
    for run in runs:
        part = plain.only(run[0], run[-1] + 1)
        for head, line in enumerate(part.rows):
            columns = columns_of(part, head)
            texts = [each for each in columns.by_key.get("copy", ()) if not is_deed(line[each].text)]
            is_timed = any(key == "when" or key.startswith("day:") for key in columns.keys)
            # Words over several headings are none.
            is_band = head + 1 < len(part.rows) and columns_of(part, head + 1).is_plan
            if not texts or is_timed or is_band or "=" in columns.keys or not _begins(part, head):
                continue
            end = next(
                (at for at in range(head + 1, len(part.rows)) if not any(part.rows[at])), len(part.rows)
            )
            rows = range(head + 1, end)
            names = [
                each
                for each, cell in enumerate(line)
                if cell and each not in texts and _are_names(part, rows, each)
            ]
            for name in sorted(names, key=lambda each: not re.search(NUMBER, line[each].text)):
                first = run[0]
                yield Library(
                    table,
                    head,
                    rows,
                    range(first, run[-1] + 1),
                    first + name,
                    tuple(first + each for each in texts),
                )


def _begins(table: Table, row: int) -> bool:
    """Say whether a row begins a block: below a blank row, or a title, or at the top."""
    above = table.rows[row - 1] if row else ()
    is_title = sum(map(bool, above)) == 1 and (row == 1 or not any(table.rows[row - 2]))
    return not any(above) or is_title


def _are_names(table: Table, rows: range, column: int) -> bool:
    cells = [table.rows[row][column] for row in rows if any(table.rows[row])]
    return bool(cells) and all(cell and len(cell.text) <= LONGEST_NAME for cell in cells)


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())
