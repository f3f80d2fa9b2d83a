"""The heading row of a sheet: which row it is, and what its columns hold."""

from __future__ import annotations

from qunli.problem import ContentError, Problem
from qunli.workbook.columns import BY_KEY, heading
from qunli.workbook.tables import Book, Table

MOST_HEADING_ROW = 20
# Headings that only the 28 days' download has together.
_DOWNLOAD = frozenset(("文案(已填)", "已发"))


def keys_of(table: Table, row: int) -> dict[int, str]:
    """Return the key of each column of a heading row that has one; the first of two alike counts."""
    keys: dict[int, str] = {}
    for number, cell in enumerate(table.rows[row]):
        key = heading(cell.text) if cell else None
        if key is not None and key not in keys.values():
            keys[number] = key
    return keys


def heading_row(table: Table) -> int | None:
    """Return the row whose words are the best headings, None where no row has two."""
    rows = range(min(MOST_HEADING_ROW, len(table.rows)))
    best = max(rows, key=lambda row: (is_plan(table, row), len(keys_of(table, row)), -row), default=None)
    return best if best is not None and len(keys_of(table, best)) > 1 else None


def is_plan(table: Table, row: int) -> bool:
    """Say whether the columns below a row say when something is posted, and what."""
    keys = set(keys_of(table, row).values())
    is_timed = "when" in keys or any(key.startswith("day:") for key in keys)
    return is_timed and bool(keys & {"copy", "title"})


def is_download(table: Table, row: int) -> bool:
    """Say whether this is the 28 days' download."""
    return {cell.text for cell in table.rows[row]} >= _DOWNLOAD


def no_plan(book: Book, headed: list[tuple[Table, int | None]]) -> ContentError:
    """Return what is to be said where no sheet is a plan."""
    for table, row in headed:
        if row is not None:
            keys = set(keys_of(table, row).values())
            lacking = BY_KEY["when" if {"copy", "title"} & keys else "copy"].title
            message = f"这一行表头里没有「{lacking}」这一列"
            hint = f"至少要有 {_named('when', 'copy')} 两列，列名写在同一行"
            return ContentError([table.rows[row][0].place.problem("Q002", message, hint)])
    hint = f"第一行写列名：{_named('when', 'copy', 'owner', 'notes')}"
    return stop(book, "Q002", "没有找到表头", hint)


def stop(book: Book, code: str, message: str, hint: str) -> ContentError:
    """Return a fault of the file as a whole."""
    return ContentError([Problem(book.file, 0, 1, code, message, hint)])


def _named(*keys: str) -> str:
    return "、".join(BY_KEY[key].title for key in keys)
