"""How many days before or after another one a cell says, given what the heading of its column counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qunli.when import number, offsets
from qunli.workbook.headings import Columns
from qunli.workbook.names import heading
from qunli.workbook.other_columns import DAY_NAMES
from qunli.workbook.spelling import plain
from qunli.workbook.tables import Cell

_BEFORE = re.compile(
    "提[前早]|几[天日]前|前几?[天日]|前置|距(?!离?$|离?\\()|倒计时|倒数|before", re.IGNORECASE
)
_AFTER = re.compile("延[后迟]|推[后迟]|晚几?[天日]|几[天日]后|后第?几?[天日]|after", re.IGNORECASE)
_SIGNED = re.compile("相对|偏移|相差|天数差|offset", re.IGNORECASE)
_COUNT = re.compile(r"(?:第)?(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:个?([天日周]|星期))?[前后]?")
# The part of the day stands beside the hour, and says nothing of the day but where it is that of the day before.
_EVE = re.compile("(?:前一?[晚夜]|头[一1]?[天日晚]|前[一1]日)")
_PART = re.compile("(?<=[天日])(?:早上?|上午|中午|下午|傍晚|晚上?|当?晚)$|(?<=当)晚$")
_NUMBER = re.compile(r"([+-])\s*(\d{1,2})[天日]?")
_NONE = re.compile("[/\\\\—–~-]+|无|不用|不需要|没有|当[天日]发?|同[一天日]+")
_RUN_DAYS = re.compile(
    r"(?:[、,，\s]*(?:第\s*[\d一二三四五六七八九十]{1,3}\s*天|(?:D|Day)\s*\d{1,3}))+", re.IGNORECASE
)


def sign_of(words: str) -> int | None:
    """Return what a bare number below a heading counts: -1 days before, 1 days after, 0 as it is signed; None nothing."""
    known = heading(words)
    if known is not None and DAY_NAMES.get(known.key[4:], ""):
        return None
    said = plain(words)
    if _AFTER.search(said):
        return 1
    return -1 if _BEFORE.search(said) else 0 if _SIGNED.search(said) else None


def is_reminder(words: str) -> bool:
    """Say whether a heading is that of reminders, whose bare numbers are minutes."""
    known = heading(words)
    return known is not None and known.key == "remind" and known.rank.is_integer()


def offsets_in(cell: Cell, sign: int | None) -> tuple[int, ...] | None:
    """Return the days that a cell counts, None for other words."""
    words = _PART.sub("", _EVE.sub("前1天", re.sub(r"\s", "", plain(cell.text)).removesuffix("发")))
    if sign is not None and _NONE.fullmatch(words):
        return (0,)
    if signed := _NUMBER.fullmatch(words):
        amount = int(signed[1] + signed[2])
        return (amount,) if sign == 0 else (-abs(amount),) if sign == -1 and amount < 0 else None
    if counted := offsets(words):
        return counted
    found = _COUNT.fullmatch(words) if sign else None
    if not found or not sign:
        return None
    days = number(found[1]) * (7 if found[2] in ("周", "星期") else 1)
    return (-days if words.endswith("前") else days if words.endswith("后") else sign * days,)


def offset_words(counted: tuple[int, ...]) -> str:
    """Return the words for days counted from another one: 提前3天."""
    return "、".join(f"提前{-each}天" if each < 0 else f"后{each}天" if each else "当天" for each in counted)


def counts_days(columns: Columns, lines: Sequence[tuple[Cell, ...]]) -> bool:
    """Say whether all days of some rows are those of a run by their number: Day1, 第2天."""
    numbers = {at for key, every in columns.by_key.items() if key.startswith("day:") for at in every}
    cells = [line[at].text for line in lines for at in numbers if line[at]]
    return len(cells) > 1 and all(map(_RUN_DAYS.fullmatch, cells))
