"""发前查一查 for texts that somebody has at hand: a string, a file, standard input."""

from __future__ import annotations

from qunli.proof.findings import (
    NOT_EVERYTHING,
    Finding,
    Judged,
    catalogue,
    check_text,
    judged,
    kind_of,
    trade_of,
)
from qunli.proof.reading import SUFFIXES, Script, read_file, script_of
from qunli.proof.unreadable import UnreadableError

__all__ = [
    "NOT_EVERYTHING",
    "SUFFIXES",
    "Finding",
    "Judged",
    "Script",
    "UnreadableError",
    "catalogue",
    "check_text",
    "judged",
    "kind_of",
    "read_file",
    "script_of",
    "trade_of",
]
