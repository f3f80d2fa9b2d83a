"""What a line of a sheet says of the words and letters below its headings: Status: G=Go, H=Hold; 群A=老客群."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qunli.workbook.tables import Cell, Place, Table

_LABEL = re.compile(
    r"^[(（【]?(?:图例|说明|备注|注|状态(?:说明)?|标记(?:说明)?|符号(?:说明)?|群(?:名|说明|代号)?|代号|简称|legend|status|key|note)s?\s*[:：]\s*",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\s*[“「\"']?(?P<code>[^\s=＝:：→,，;；、|/“”「」\"']{1,6}?)[”」\"']?\s*(?:[=＝→]|[:：]|表示|代表|就是|是指|是|指|为)\s*[“「]?(?P<means>[^=＝→:：,，;；|\n“」)）】]{1,16}?)[”」]?\s*(?:[,，;；、。|/\n)）】]|\s(?=\s*\S{1,4}(?:[=＝:：→]|代表|表示|是))|$)"
)
_EXPLAINS = re.compile("[=＝→]|代表|表示|是指")
# A part of the day with its hour is no code: 早=8:30.
_HOUR = re.compile(r"\d")
_GROUP = re.compile(r"\S.{0,12}(?:群[\dA-Za-z一二三四五]?|朋友圈|店)")
_RING = re.compile(
    r"\s*(?P<code>[①-⑳])\s*(?P<means>[^\s①-⑳,，;；、|/]{1,14}(?:群[\dA-Za-z]?|朋友圈))\s*[,，;；、|/]?\s*"
)
_CODE = re.compile(r"[①-⑳A-Za-z\d]{1,3}群?|群[A-Za-z\d]{1,3}|[甲乙丙丁一二三四五六]群?")
_FEWEST = 2


def codes_of(tables: Sequence[Table]) -> tuple[Mapping[str, str], frozenset[Place]]:
    """Return what each code of some tables means, and the cells that say nothing else.

    A line with one code explains a group only, 群A=老客群, since anything else may be a sentence.
    """
    said: dict[str, str] = {}
    places: set[Place] = set()
    words = {cell.text for table in tables for line in table.rows for cell in line if cell}
    for cell in _cells(tables):
        found = dict(_pairs(cell.text)) or _rings(cell.text)
        is_of_groups = bool(found) and all(map(_GROUP.fullmatch, found.values()))
        if len(found) < (1 if is_of_groups else _FEWEST) or not words & found.keys():
            continue
        said |= {code: means for code, means in found.items() if code not in said}
        places |= set(cell.places)
    for code, means in _beside(tables):
        if code.text not in said:
            said[code.text] = means.text
            places |= {code.place, means.place}
    return said, frozenset(places)


def _rings(words: str) -> dict[str, str]:
    """Return the groups behind numbers in rings, ①会员群 ②福利群, where a line has nothing else."""
    found = [*_RING.finditer(_LABEL.sub("", words))]
    return (
        {each["code"]: each["means"] for each in found} if "".join(each[0] for each in found) == words else {}
    )


def _beside(tables: Sequence[Table]) -> Iterator[tuple[Cell, Cell]]:
    """Yield each code that stands beside the only group of its line, A群 | 会员群, where a cell of another line has it."""
    for table in tables:
        lines = [[cell for cell in line if cell and not cell.is_beside] for line in table.rows]
        pairs = [line for line in lines if len(line) == 2 and _GROUP.fullmatch(line[1].text)]
        used = {cell.text for line in lines if line not in pairs for cell in line}
        pairs = [line for line in pairs if line[0].text in used and _CODE.fullmatch(line[0].text)]
        yield from ((code, means) for code, means in pairs if len(pairs) >= _FEWEST)


def _cells(tables: Sequence[Table]) -> Iterator[Cell]:
    lines = (line for table in tables for line in table.rows)
    yield from (cell for line in lines for cell in line if cell and not cell.is_beside)


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    """Yield each code that words explain, none where they say anything else too."""
    rest = _LABEL.sub("", words)
    found = [*_PAIR.finditer(rest)] if _EXPLAINS.search(rest) or _LABEL.match(words) else []
    are_hours = any(
        _HOUR.search(each["means"]) and not _GROUP.fullmatch(each["means"].strip()) for each in found
    )
    if "".join(each[0] for each in found) == rest and not are_hours:
        yield from ((each["code"], each["means"].strip()) for each in found)
