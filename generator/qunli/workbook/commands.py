"""What a spreadsheet takes for a command, and the apostrophe before a text that keeps it from that."""

from __future__ import annotations

import re

# Blanks, and what is passed over because no one can see it. The page of today's posts has the same (assets/js/csv.js).
_SIGN = (
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\\-@＝＋－＠\t\r]"
)
_COMMAND = re.compile(_SIGN)
_WRITTEN = re.compile(f"'*{_SIGN}")
_GUARDED = re.compile(f"'+{_SIGN}")


def is_command(text: str) -> bool:
    """Say whether a spreadsheet takes a text for a formula, or may."""
    return _COMMAND.match(text) is not None


def guarded(text: str) -> str:
    """Return a text as a CSV file holds it; one with apostrophes of its own gets one more."""
    return f"'{text}" if _WRITTEN.match(text) else text


def unguarded(text: str) -> str:
    """Return a text of a CSV file without the apostrophe that `guarded` put before it."""
    return text[1:] if _GUARDED.match(text) else text
