"""What a reading of a text finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Hit:
    """Words at characters start to end of the original text, a risk by the entry of this code, or, where it is `learned`, by
    what example lines taught about such texts: then it is a reminder whatever the entry's level is."""

    start: int
    end: int
    code: str
    words: str
    learned: bool = False
