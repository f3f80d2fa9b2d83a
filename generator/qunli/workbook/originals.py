"""What a row said when it was exported, as a short mark, so that only what was edited since is taken over.

Without it, a sheet kept for a month would undo everything that others changed meanwhile.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence

_VERSION = "1"
_LENGTH = 4
# So many of the last columns are rare (columns.RARE).
_RARE = 2


def digest(text: str) -> str:
    """Return four characters that stand for a text."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.strip().encode()).digest()[:3]).decode()


def mark(texts: Sequence[str]) -> str:
    """Return the mark of a row: a version, then a digest for each column but for the rare ones where none says a thing."""
    told = texts if any(texts[-_RARE:]) else texts[:-_RARE]
    return _VERSION + "".join(map(digest, told))


def read_mark(text: str, keys: Sequence[str]) -> Mapping[str, str]:
    """Return the digests of a mark by the keys of the columns; {} for what is no mark."""
    short = len(_VERSION) + _LENGTH * (len(keys) - _RARE)
    if len(text) == short:
        text += digest("") * _RARE
    if not text.startswith(_VERSION) or len(text) != short + _LENGTH * _RARE:
        return {}
    return {key: text[len(_VERSION) + _LENGTH * place :][:_LENGTH] for place, key in enumerate(keys)}
