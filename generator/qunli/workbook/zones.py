"""Moments as programs write them, with the zone they are told in: that of the shop says nothing more, another is refused."""

from __future__ import annotations

import re

from qunli.when import UnclearError

_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?"
# 2026-12-01T20:00:00+08:00, in the zone of the shop. RFC 3339, 5.6.
_HERE = re.compile(
    rf"(?P<clock>{_CLOCK})\s*(?:(?:UTC|GMT)\s*)?\+0?8(?::?00)?$|(?P<named>{_CLOCK})\s*\(?北京时间\)?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"\d[T\s]{_CLOCK}\s*(?:(?:Z|UTC|GMT)(?:\s*[+-]\d{{1,2}}(?::?\d\d)?)?$|(?:(?<=:\d\d:\d\d)|(?<=\.\d\d\d))[+-]\d\d:?\d\d$)",
    re.IGNORECASE,
)


def without_zone(words: str) -> str:
    """Return a moment without the zone of the shop; other words as they are."""
    return _HERE.sub(lambda found: found["clock"] or found["named"], words)


def require_here(words: str) -> None:
    """Raise UnclearError for a moment of another zone: its hour is not that of the shop."""
    if _ELSEWHERE.search(words):
        raise UnclearError(f"{words} 是别的时区的时间", "写成北京时间，比如 12月24日 20:00")
