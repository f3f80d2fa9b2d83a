"""What the rows of a plan in a spreadsheet say: a step for each text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from qunli.problem import Problem
from qunli.workbook.columns import TOLD
from qunli.workbook.originals import digest, read_mark
from qunli.workbook.tables import Cell, Place, clean

# Where a row may ask staff to pose as customers.
_TEXTS = ("copy", "title", "notes", "way", "short", "answer")


@dataclass(frozen=True)
class Puppets:
    """The rule against staff who pose as customers: what it finds in a text, or in somebody's name, or nothing."""

    in_text: Callable[[str], str]
    in_name: Callable[[str], str]


@dataclass(frozen=True)
class Said:
    """Words that say on which days something is posted, and the cell in which they stand; `also` are others they come from.

    `is_above` says that they stand over the row, as a heading, a section or a title, and not beside its text.
    """

    text: str
    place: Place
    also: tuple[Place, ...] = ()
    is_above: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.place, *self.also)


@dataclass(frozen=True)
class Step:
    """One text of a row: its cells by the key of their column ("" for the id), and the words about days beside or above.

    `about` are the words of the row, `around` those above it and the sheet's name, the nearest first; each in lines.
    `group` is the customer group that a column or a line above names, "" where none does. `hours` are those of the parts
    of the day that the sheet explains, by what is asked about them, "" where it does so and not clearly.
    """

    cells: Mapping[str, Cell]
    days: tuple[Said, ...]
    about: str
    place: Place
    puppets: Puppets
    group: str = ""
    around: str = ""
    hours: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        cell = self.cells.get(key)
        return cell.text if cell else ""

    @property
    def content(self) -> str:
        """Return what is posted: the text, else the title."""
        return self.text("copy") or self.text("title")

    def said(self, key: str) -> str:
        """Return all that a row says of a field: of its time also what stands in columns of days and above."""
        if key != "when" or not self.days:
            return self.text(key)
        return "\n".join((self.text(key), *(each.text for each in self.days)))

    def at(self, key: str) -> Place:
        """Return the place of a column's cell, else of the row."""
        cell = self.cells.get(key)
        return self.place if cell is None else cell.place

    def original(self, key: str) -> str | None:
        """Return the digest of what a column said when the row was exported, None where that is not known."""
        return read_mark(self.text("="), TOLD).get(key)

    def is_edited(self, key: str) -> bool:
        """Say whether a column says something else than when the row was exported, as far as that is known."""
        return self.original(key) not in (digest(self.text(key)), digest(self.said(key)))

    def as_exported(self) -> Step:
        """Return the row with the apostrophes of its own texts, which are taken for a guard where no mark says otherwise."""
        told = read_mark(self.text("="), TOLD)
        own = {
            key: replace(cell, raw=f"'{cell.raw}")
            for key, cell in self.cells.items()
            if isinstance(cell.raw, str) and key in told and told[key] == digest(clean(f"'{cell.raw}"))
        }
        return replace(self, cells={**self.cells, **own}) if own else self

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
    """One sheet, or one of several tables in a sheet, that is a plan.

    `place` is the first cell of its headings, `keys` are its columns; `has_ids` says that the program wrote it;
    `left_out` are rows without content; `problems` what was not taken although it says
    something; `group` is the customer group that was chosen where the sheet plans several, else ""; `lost` names the
    encoding that wrote question marks for letters it lacks; `taken` are the cells that became something or are told.
    """

    name: str
    place: Place
    keys: frozenset[str]
    has_ids: bool
    steps: tuple[Step, ...]
    ignored: tuple[str, ...]
    left_out: tuple[Place, ...]
    problems: tuple[Problem, ...] = ()
    group: str = ""
    lost: str = ""
    taken: frozenset[Place] = frozenset()
