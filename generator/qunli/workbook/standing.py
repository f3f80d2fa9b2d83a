"""What a line above the headings says once for all rows: 负责人：小满, 群名：一群, 发送时间：20:00."""

from __future__ import annotations

from dataclasses import replace

from qunli.workbook.asides import LABEL, is_signed
from qunli.workbook.axes import kind_of
from qunli.workbook.columns import GROUP
from qunli.workbook.days import Reader
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell

_LONGEST = 20


def standing(cell: Cell, reader: Reader) -> tuple[str, Cell]:
    """Return the key of the column that a label means and what it says; "" where it means no hour, person or group."""
    found = LABEL.fullmatch(cell.text.strip())
    known = heading(found["name"]) if found else None
    if found is None or known is None or is_signed([cell]) or len(found["said"]) > _LONGEST:
        return "", cell
    said = replace(cell, raw=found["said"].strip(), shown=None)
    if known.key in ("owner", GROUP):
        return known.key, said
    is_hour = known.key == "when" and kind_of(said.as_time().text, reader) == "hour"
    return ("when", said) if is_hour else ("", cell)
