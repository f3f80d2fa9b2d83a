"""What a spreadsheet takes for a command or a value, and the apostrophe before a text that keeps it from that."""

from __future__ import annotations

import re
import unicodedata

# Blanks, and what is passed over because no one can see it. The page of today's posts has the same (assets/js/csv.js).
_SIGN = (
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\\-@＝＋－＠\t\r]"
)
_COMMAND = re.compile(_SIGN)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# Numbers, shares, money, dates and hours as any program in Chinese or English knows them, and words that are values.
_VALUE = re.compile(
    rf"(?=.*\d)(?:[\d\s.,:/%¥$€()eE+\-年月日时分秒点上下午]|[ap]m?|(?:{_MONTHS})[a-z]*)+"
    r"|true|false|#(?:n/a|ref!|value!|name\?|div/0!|num!|null!)",
    re.IGNORECASE,
)
_SAME_AS_NUMBER = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d*[1-9])?")
_MOST_OF_VALUE = 40  # characters


def is_command(text: str) -> bool:
    """Say whether a spreadsheet takes a text for a formula, or may."""
    return _COMMAND.match(text) is not None


def guarded(text: str) -> str:
    """Return a text as a CSV file holds it, so that it stays as it is; one with an apostrophe of its own gets one more.

    A number that is the same when it comes back stands without one, so that it can be counted with.
    """
    is_free = _SAME_AS_NUMBER.fullmatch(text) is not None
    return text if is_free or not _needs_guard(text.lstrip("'")) else f"'{text}"


def unguarded(text: str) -> str:
    """Return a text of a sheet without the apostrophe that `guarded`, or another program, put before it."""
    return text[1:] if text.startswith("'") and _needs_guard(text.lstrip("'")) else text


def _needs_guard(text: str) -> bool:
    if is_command(text):
        return True
    return len(text) <= _MOST_OF_VALUE and _VALUE.fullmatch(unicodedata.normalize("NFKC", text)) is not None
