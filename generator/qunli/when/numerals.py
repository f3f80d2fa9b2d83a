"""Chinese numerals up to 99."""

from __future__ import annotations

_DIGITS = {each: value for value, each in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}

NUMERAL = "[零〇一二两三四五六七八九十]{1,3}"


def number(words: str) -> int:
    """Return 21 for 21 and for 二十一."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS[each]) for each in words))
    return (number(tens) if tens else 1) * 10 + (number(ones) if ones else 0)
