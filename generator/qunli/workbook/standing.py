"""What a line above the headings says once for all rows: 负责人：小满, 群名：一群, 发送时间：20:00."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qunli.workbook.asides import LABEL, is_label, is_signed
from qunli.workbook.days import Reader
from qunli.workbook.heading_words import PERSON
from qunli.workbook.kinds import kind_of
from qunli.workbook.names import heading
from qunli.workbook.names_of_people import is_person
from qunli.workbook.other_columns import GROUP
from qunli.workbook.tables import Cell

_LONGEST = 20
_SENT_TO = re.compile(r"(?:发|推|投放?)[到至]\s*[【「“\[]?(?P<group>[^】」”\]，。,\s]{1,14}群)[】」”\]]?")
# Two labels in one cell, parted by blanks: 发布群:麦香会员群    负责人:小孟.
_APART = re.compile(r"[\s　]{2,}|[\s　|｜;；]+(?=[^\W\d]{1,8}\s*[:：])")


def sent_to(words: str) -> tuple[str, str]:
    """Return the only group to which a line says that all is posted, and what else it says; "" for none or several."""
    found = {match["group"] for match in _SENT_TO.finditer(words)}
    return (found.pop(), _SENT_TO.sub("", words)) if len(found) == 1 else ("", words)


def labels_in(filled: list[Cell]) -> Iterator[Cell]:
    """Yield the cells of a line, one that has several labels in it as several."""
    for cell in filled:
        parts = [part for part in _APART.split(cell.text.strip()) if part]
        # 21天读写营  群：6班群  班主任：小苏 begins with a title.
        if len(parts) > 1 and all(map(is_label, parts[1:])) and (len(parts) > 2 or is_label(parts[0])):
            yield from (replace(cell, raw=part, shown=None) for part in parts)
        else:
            yield cell


def standing(cell: Cell, reader: Reader) -> tuple[str, Cell]:
    """Return the key of the column that a label means and what it says; "" where it means no hour, person or group."""
    found = LABEL.fullmatch(cell.text.strip())
    if found is None or is_signed([cell]) or len(found["said"]) > _LONGEST:
        return "", cell
    known = heading(found["name"])
    said = replace(cell, raw=found["said"].strip(), shown=None)
    if known is None:
        return ("owner", said) if PERSON.fullmatch(found["name"]) and is_person(said.text) else ("", cell)
    if known.key in ("owner", GROUP):
        return known.key, said
    is_hour = known.key == "when" and kind_of(said.as_time().text, reader) == "hour"
    return ("when", said) if is_hour else ("", cell)
