"""Days counted from a day that stands elsewhere: D-3, D日, T+1, 前3天, 节后两天, 次日."""

from __future__ import annotations

import re

from qunli.when.hearing import AND, TO, N
from qunli.when.numerals import number

_EVENT = r"(?:活动|店庆|周年庆|开业|大促|上新|新品|开团|开售|开抢|首发|直播|庆典|促销|团购|节日?|正日子?)"
# Their own days are those of a run; only days before them are counted from them.
_START = r"(?:开课|开营|开班|开学|开群|建群)"
_WEEKS = {"一周": 7, "1周": 7, "两周": 14, "二周": 14, "2周": 14}
_BEFORE = rf"(?:(?:{_EVENT}|{_START})?前|提前|倒计时)(?P<before>{N}[天日]|{'|'.join(_WEEKS)})|(?P<eve>(?:{_EVENT}|{_START})?前[一1][天日])"
_AFTER = rf"{_EVENT}?后第?(?P<after>{N}[天日]|{'|'.join(_WEEKS)})"
_SIGNED = r"[DTdt](?:日|天)?(?P<sign>[-+])(?P<signed>\d{1,2})[天日]?"
_DAY = rf"(?P<next>{_EVENT}?次日)|(?P<day>{_EVENT}?(?:当天|当日)|活动日|正日子?|[DT](?:日|天|-?[Dd]ay|0|-0|(?![A-Za-z一-鿿]))|[dt](?:日|天|-day|day))"
_ONE = re.compile(rf"{_SIGNED}|{_BEFORE}|{_AFTER}|{_DAY}")
OFFSET = re.sub(r"\(\?P<\w+>", "(?:", _ONE.pattern)
OFFSETS = rf"(?:{OFFSET})(?:(?:{AND}|{TO})?(?:{OFFSET}))*"
_ALL = re.compile(OFFSETS)
# The day on which a shop opens is its first one too; what comes after it is counted from it.
_OPENS = "(?:开业|店庆|周年庆|大促|上新|首发|开售|开抢|开团|庆典|促销|团购)"
_IN_TERM = re.compile(rf"(?:{_START}后?|{_OPENS})的?第(?P<day>{N})[天日]")
# Days around what only a shop has: 双旦前一天, 年会当天. 之前, 以后 and the like are no events.
_OF_EVENT = re.compile(
    rf"(?P<event>(?:(?![之以每第周月日号天逢])[一-鿿]){{2,8}}?)(?:之|以)?(?P<after>{OFFSETS})"
)
_NAMED = re.compile(
    r"(?P<event>店庆|周年庆|开业|大促|上新|新品|开团|开售|开抢|首发|直播|庆典|促销|团购|开课|开营|开班|开学|开群|建群)(?=[前后当次第])"
)


def offsets(text: str) -> tuple[int, ...] | None:
    """Return the days before (negative), on and after that some words name, in order; None for other words."""
    if not _ALL.fullmatch(text):
        return None
    found: list[int] = []
    end = 0
    for match in _ONE.finditer(text):
        between, end = text[end : match.start()], match.end()
        value = _value(match)
        if found and re.fullmatch(TO, between):
            found += range(min(found[-1], value), max(found[-1], value))
        found.append(value)
    return tuple(sorted(set(found)))


def counted_from(text: str) -> tuple[str, tuple[int, ...]] | None:
    """Return what takes place on a day, and the days before and after it that words name: 双旦前一天; None for others."""
    found = _OF_EVENT.fullmatch(text)
    counted = offsets(found["after"]) if found else None
    return (found["event"], counted) if found and counted is not None else None


def counted_in_term(text: str) -> tuple[int, ...] | None:
    """Return how many days after the first one a day of a term is, 开班第3天, 开课后第3天: the second; None for others."""
    found = _IN_TERM.fullmatch(text)
    return (number(found["day"]) - 1,) if found else None


def event_in(text: str) -> str:
    """Return the event of its own from which words count days, 店庆前3天; "" where they name none."""
    found = _NAMED.match(text)
    return found["event"] if found else ""


def _value(match: re.Match[str]) -> int:
    if match["signed"]:
        return int(match["sign"] + match["signed"])
    if match["before"]:
        return -_amount(match["before"])
    if match["after"]:
        return _amount(match["after"])
    return -1 if match["eve"] else int(match["next"] is not None)


def _amount(words: str) -> int:
    return _WEEKS[words] if words in _WEEKS else number(words[:-1])
