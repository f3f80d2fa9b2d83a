"""The heading row of a sheet: which row it is, and what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from qunli.problem import ContentError, Problem
from qunli.workbook.columns import BY_KEY
from qunli.workbook.head_roles import with_aims_noted, with_pairs, with_products_noted, with_titles
from qunli.workbook.names import Heading, heading, is_foreign, key_inside
from qunli.workbook.other_columns import LAST_DAY, LAST_HOUR
from qunli.workbook.tables import Book, Cell, Table

MOST_HEADING_ROW = 20
# Headings that only the 28 days' download has together.
_DOWNLOAD = frozenset(("文案(已填)", "已发"))
_HOUR_AND_TEXT = re.compile(
    r"(?:\d{1,2}\s*[、.．)）]\s*)?[^\d，。]{0,6}\d{1,2}\s*[:：点]\s*\d{0,2}\s*[^\d\s:：-]"
)
_FEWEST_LINES = 2
_LASTS = {LAST_DAY: "day:", LAST_HOUR: "when"}
_ENDS = ("结束", "终止", "end")
_FIRST = re.compile("开始|起始|start", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """What the columns below a heading hold.

    `by_key` has for each key the numbers of its columns, the best first: several that are called alike (文案1, 文案2)
    stand together. `spare` has columns that mean the same under another name, to be asked where the best are blank.
    """

    by_key: Mapping[str, tuple[int, ...]]
    spare: Mapping[str, tuple[int, ...]]
    heads: tuple[Cell, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self.by_key)

    @property
    def has_ids(self) -> bool:
        return "" in self.by_key

    @property
    def is_plan(self) -> bool:
        """Say whether the columns say when something is posted, and what."""
        is_timed = "when" in self.keys or any(key.startswith("day:") for key in self.keys)
        return is_timed and bool(self.keys & {"copy", "title"})

    def paired(self) -> Mapping[str, tuple[int, ...]]:
        """Return the columns that stand in pairs, one of each key for every text; none where no hours do."""
        texts = self.by_key.get("copy", ())
        found = {
            key: numbers
            for key, numbers in self.by_key.items()
            if len(numbers) == len(texts) > 1 and self._stand_alike(numbers, texts)
        }
        return found if "when" in found else {}

    def _stand_alike(self, numbers: tuple[int, ...], texts: tuple[int, ...]) -> bool:
        """Say whether each column stands on the same side of its text, or is called after it."""
        pairs = [*zip(numbers, texts, strict=True)]
        is_named = all(self.heads[one].text.startswith(self.heads[text].text) for one, text in pairs)
        return is_named or all((one < text) == (numbers[0] < texts[0]) for one, text in pairs)

    def unknown(self) -> Iterator[tuple[int, Cell]]:
        """Yield the columns that mean nothing known: number and heading."""
        used = {number for found in (self.by_key, self.spare) for each in found.values() for number in each}
        yield from ((number, cell) for number, cell in enumerate(self.heads) if cell and number not in used)

    def unused(self) -> tuple[str, ...]:
        """Return the headings of columns that mean nothing known."""
        return tuple(cell.text for _, cell in self.unknown())


def columns_of(table: Table, row: int) -> Columns:
    """Return what the columns below a row hold, if that is a heading."""
    heads = table.rows[row]
    known = with_pairs([(number, heading(cell.text)) for number, cell in enumerate(heads) if cell], heads)
    own = _has_own_ids(table, row, known)
    found = with_titles([(number, head) for number, head in known if head and (head.key or own)])
    found = with_aims_noted(with_products_noted(found))
    found = [item for item in found if item[1].key not in _LASTS or _has_first(item[1], found, heads)]
    by_key: dict[str, tuple[int, ...]] = {}
    spare: dict[str, tuple[int, ...]] = {}
    for key, group in groupby(sorted(found, key=_order), key=lambda item: item[1].key):
        every = list(group)
        first = every[0][1].base
        by_key[key] = tuple(number for number, head in every if head.base == first)
        others = tuple(number for number, head in every if head.base != first)
        if others:
            spare[key] = others
    return Columns(by_key, spare, heads)


def _has_own_ids(table: Table, row: int, known: list[tuple[int, Heading | None]]) -> bool:
    """Say whether the numbers of the rows are ids that the program wrote, and not those a shop counts its posts by."""
    ids = [number for number, head in known if head and head.key == ""]
    below = [line[number].text for number in ids for line in table.rows[row + 1 :] if line[number]]
    return (
        not below or any("/" in each for each in below) or any(head and head.key == "=" for _, head in known)
    )


def _has_first(last: Heading, found: list[tuple[int, Heading]], heads: tuple[Cell, ...]) -> bool:
    """Say whether a span that ends in a column begins in another: 截止时间 alone is when an offer ends."""
    firsts = [heads[number].text for number, head in found if head.key.startswith(_LASTS[last.key])]
    return any(last.base.startswith(_ENDS) or _FIRST.search(words) for words in firsts)


def _order(item: tuple[int, Heading]) -> tuple[str, float, int]:
    number, head = item
    return head.key, head.rank, number


def heading_row(table: Table) -> int | None:
    """Return the row whose words are the best headings, None where no row has two."""
    rows = range(min(MOST_HEADING_ROW, len(table.rows)))

    def worth(row: int) -> tuple[bool, int, int]:
        columns = columns_of(table, row)
        return columns.is_plan, len(columns.keys), -row

    best = max(rows, key=worth, default=None)
    return best if best is not None and len(columns_of(table, best).keys) > 1 else None


def own_columns(heads: Mapping[tuple[int, int], str]) -> set[int]:
    """Return the columns that the program wrote for itself, by the words in the first rows, by row and column.

    They stand in the first row, or beside the mark, whose heading nobody else writes.
    """
    found = {
        at: head.key for at, words in heads.items() if (head := heading(words)) and head.key in ("", "=")
    }
    row = next((row for (row, _), key in found.items() if key == "="), 1)
    return {column for at_row, column in found if at_row == row}


def is_download(table: Table, row: int) -> bool:
    """Say whether this is the 28 days' download."""
    return {cell.text for cell in table.rows[row]} >= _DOWNLOAD


def no_plan(book: Book, headed: list[tuple[Table, int | None]]) -> ContentError:
    """Return what is to be said where no sheet is a plan: what is lacking, and which column only looks like it."""
    for table, _ in headed:
        if first := _line_of_all(table):
            hint = f"拆成几列，列名写在第一行：{_named('when', 'copy')}；哪一天另写一列「日期」或「星期」"
            message = f"时间和要发的话写在同一格里，分不开：「{first.text[:20]}」"
            return ContentError([first.place.problem("Q002", message, hint)])
    for table, row in headed:
        if row is not None:
            keys = columns_of(table, row).keys
            lacking = "when" if {"copy", "title"} & keys else "copy"
            message = f"这一行表头里没有「{BY_KEY[lacking].title}」这一列"
            return _not_headed(table.rows[row], lacking, message)
    for table, _ in headed:
        for line in table.rows[:MOST_HEADING_ROW]:
            if sum(map(bool, line)) > 1 and any(is_foreign(cell.text) for cell in line if cell):
                return _not_headed(line, "", "这一行不像表头")
    hint = f"第一行写列名：{_named('when', 'copy', 'owner', 'notes')}"
    first = next((cell for table in book.tables for line in table.rows for cell in line if cell), None)
    if first is None:
        return stop(book, "Q002", "没有找到表头", hint)
    message = f"没有找到表头，「{first.text[:20]}」这张表看不出哪一列是几点、哪一列是要发的话"
    return ContentError([first.place.problem("Q002", message, hint)])


def _line_of_all(table: Table) -> Cell | None:
    """Return the first line that is an hour with its text, where a sheet of one column has several, None elsewhere."""
    filled = [[cell for cell in line if cell] for line in table.rows]
    lines = [line[0] for line in filled if len(line) == 1 and _HOUR_AND_TEXT.match(line[0].text)]
    return lines[0] if len(lines) >= _FEWEST_LINES and max(map(len, filled)) == 1 else None


def _not_headed(line: tuple[Cell, ...], lacking: str, message: str) -> ContentError:
    hint = f"至少要有 {_named('when', 'copy')} 两列，列名写在同一行"
    foreign = [cell for cell in line if cell and (is_foreign(cell.text) or key_inside(cell.text) in _LASTS)]
    foreign = [
        cell for cell in foreign if not lacking or (key_inside(cell.text) == "copy") == (lacking == "copy")
    ]
    if foreign:
        message = f"{message}，{'、'.join(f'「{cell.text}」' for cell in foreign)}看着是别的时间或文字"
        hint = f"就是要发的，列名改成 {_named('when', 'copy')}；{hint}"
    first = foreign[0] if foreign else line[0]
    return ContentError([first.place.problem("Q002", message, hint)])


def stop(book: Book, code: str, message: str, hint: str) -> ContentError:
    """Return a fault of the file as a whole."""
    return ContentError([Problem(book.file, 0, 1, code, message, hint)])


def _named(*keys: str) -> str:
    return "、".join(BY_KEY[key].title for key in keys)
