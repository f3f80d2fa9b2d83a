"""What a line of a sheet says of the words and letters below its headings: Status: G=Go, H=Hold, X=Killed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qunli.workbook.tables import Place, Table

_LABEL = re.compile(
    r"^(?:图例|说明|备注|注|状态(?:说明)?|标记(?:说明)?|符号(?:说明)?|legend|status|key|note)s?\s*[:：]\s*",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\s*[“「\"']?(?P<code>[^\s=＝:：→,，;；、|/“”「」\"']{1,6})[”」\"']?\s*(?:[=＝→]|[:：]|表示|代表|就是|是|为)\s*[“「]?(?P<means>[^=＝→:：,，;；|\n“」]{1,16}?)[”」]?\s*(?:[,，;；、|/\n]|\s(?=\S{1,4}[=＝:：→])|$)"
)
# A part of the day with its hour is no code: 早=8:30.
_HOUR = re.compile(r"\d")
_FEWEST = 2


def codes_of(tables: Sequence[Table]) -> tuple[Mapping[str, str], frozenset[Place]]:
    """Return what each code of some tables means, and the cells that say nothing else."""
    said: dict[str, str] = {}
    places: set[Place] = set()
    words = {cell.text for table in tables for line in table.rows for cell in line if cell}
    for line in (line for table in tables for line in table.rows):
        for cell in (cell for cell in line if cell and not cell.is_beside):
            found = dict(_pairs(cell.text))
            if len(found) < _FEWEST or not words & found.keys():
                continue
            said |= {code: means for code, means in found.items() if code not in said}
            places |= set(cell.places)
    return said, frozenset(places)


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    """Yield each code that words explain, none where they say anything else too."""
    rest = _LABEL.sub("", words)
    found = [*_PAIR.finditer(rest)] if "=" in rest or "＝" in rest or _LABEL.match(words) else []
    if "".join(each[0] for each in found) == rest and not any(_HOUR.search(each["means"]) for each in found):
        yield from ((each["code"], each["means"].strip()) for each in found)
