"""Lunar dates beside what they are for: 小年(腊月廿四), 二月二龙抬头."""

from __future__ import annotations

import re

from qunli.when import lunar_day

# What a lunar date in brackets is for: 小年(腊月廿四).
_NAMED_MOON = re.compile(r"(?P<name>[^()\d]+)\((?P<moon>[^()]+)\)")
_CHANGED = re.compile("[前后起止到至和、每初十廿]|以|之")


def moon_in(words: str) -> tuple[str, str] | None:
    """Return what a lunar date is for and that date: of 小年(腊月廿四), 二月二龙抬头; None for other words."""
    named = _NAMED_MOON.fullmatch(words)
    if named and lunar_day(named["moon"]):
        return named["name"], named["moon"]
    ends = (end for end in range(len(words) - 1, 2, -1) if lunar_day(words[:end]))
    end = next(ends, None)
    name = words[end:] if end else ""
    return (
        (name, words[:end])
        if name and re.fullmatch(r"[一-鿿]{2,5}", name) and not _CHANGED.search(name)
        else None
    )
