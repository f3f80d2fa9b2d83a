"""Hours in the headings of texts, 早间档(8:00): where the layout did not take them, no text below is read without its own."""

from __future__ import annotations

from qunli.problem import ContentError
from qunli.workbook.contents import below
from qunli.workbook.headings import Columns
from qunli.workbook.inline import first_hour
from qunli.workbook.names import is_fact
from qunli.workbook.tables import Cell, Table

_LONGEST = 16  # letters


def require_no_hours_above(columns: Columns, table: Table, row: int) -> None:
    """Refuse a list with an hour in the heading of its texts, or of a column that nobody knows, and no hours of its own."""
    if "when" in columns.keys:
        return
    texts = [(at, columns.heads[at]) for key in ("copy", "title") for at in columns.by_key.get(key, ())]
    for number, head in sorted((*texts, *columns.unknown())):
        has_text = any(line[number] for line in below(table, row))
        if head and has_text and _names_hour(head):
            message = f"「{' '.join(head.text.split())}」写着钟点，和别的列合不到一起，看不出几点发"
            hint = "加一列「时间」，一条写一行，写上几点发"
            raise ContentError([head.place.problem("Q003", message, hint)])


def _names_hour(head: Cell) -> bool:
    is_short = len(head.text) <= _LONGEST and not is_fact(head.text)
    return is_short and first_hour(head.text) is not None
