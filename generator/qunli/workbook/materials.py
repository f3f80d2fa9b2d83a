"""What a cell of pictures says that is no name of one: 无 and - for none, 有 and √ for one, 3张 for three."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.when import NUMERAL, number
from qunli.workbook.spelling import plain
from qunli.workbook.tables import Cell

_NONE = re.compile(
    r"[-/\\—–~×✗✘❌☐□xX]+|(?:暂)?(?:无|没有|没)(?:图|素材|海报|配图)?|不(?:需要?|用|要|必|配|带)(?:图|素材|海报|配图)?|无需(?:配?图|海报|素材)?|"
    r"否|空|纯?文字|n/?a|no|none|false|0\s*[张个幅]?图?",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[-/\\—–~]+|(?:暂)?无|没有|n/?a", re.IGNORECASE)
_ONE = re.compile(
    r"图片?|有|是|需要?|要|用|配图?|带图?|[√✓✔☑●★■]|y|yes|true|已?(?:备好?|做好|准备好)了?", re.IGNORECASE
)
# What a chat leaves of a picture where it was copied from: [图片].
_COPIED = re.compile(r"[\[【]\s*([^\W\d]{1,6})\s*[\]】]")
_COUNT = rf"(?P<count>\d{{1,2}}|{NUMERAL})"
_SEVERAL = re.compile(
    rf"{_COUNT}\s*(?:[张幅个条段支份]\s*(?P<what>[^\W\d]{{1,6}})?|图|p)?|(?P<before>[^\W\d]{{1,6}})(?P<of>\d{{1,2}})[张幅个条段支份]",
    re.IGNORECASE,
)
_AND = re.compile(r"[+、,&]|(?<=\D)[和加](?=[\d一二两三四五六七八九十])")
_NINE = "九宫格"
# 图片、海报 is what one of them is called.
_PLURAL = re.compile(r"(?:链接|名称?|情况|数量?|要求|清单|是否|有无|需要?|吗|\(.*?\)|[?/、].*)")
_MOST = 18


def materials(cell: Cell, head: Cell) -> Cell:
    """Return a cell of pictures with one line for each that is to be prepared; a blank one where it says that none is."""
    if copied := _COPIED.fullmatch(cell.text.strip()):
        cell = replace(cell, raw=copied[1], shown=None)
    words = plain(cell.text)
    if _NONE.fullmatch(words):
        return Cell(cell.place)
    name = _PLURAL.sub("", head.text.strip())
    name = name if any(map(str.isalpha, name)) else "图"
    if _ONE.fullmatch(words):
        return _as(cell, [name])
    parts = [_several(part.strip(), name) for part in _AND.split(words)]
    return _as(cell, [line for part in parts for line in part]) if all(parts) else cell


def _several(words: str, name: str) -> list[str]:
    """Return a line for each of the pictures that some words count, called by `name` where they do not say; else none."""
    found = _SEVERAL.fullmatch(words)
    counted = (found["count"] or found["of"]) if found else ""
    count = 9 if words == _NINE else number(counted) if counted else 0
    if not 0 < count <= _MOST:
        return []
    what = (found["what"] or found["before"] if found else "") or name
    return [what] if count == 1 else [f"{what}{each}" for each in range(1, count + 1)]


def remarks(cell: Cell) -> Cell:
    """Return a cell of remarks, a blank one where it says that there are none."""
    return Cell(cell.place) if _NOTHING.fullmatch(plain(cell.text)) else cell


def _as(cell: Cell, lines: list[str]) -> Cell:
    return replace(cell, raw="\n".join(lines), shown=None)
