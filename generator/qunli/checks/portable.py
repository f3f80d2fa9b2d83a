"""The word checks as data for a browser: plain lists, numbers and expressions as text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qunli.checks import company, reading
from qunli.checks.expressions import rarest
from qunli.checks.letters import letters
from qunli.checks.matching import finder
from qunli.checks.wordings import Wording

_EXPRESSIONS = ("look", "disguised", "unless", "cleared", "near", "denied")


def portable(wordings: Mapping[str, Wording]) -> dict[str, object]:
    """Return everything a browser needs to find the same words: plain lists, numbers and expressions as text."""
    entries = [_portable_entry(code, wording) for code, wording in sorted(wordings.items())]
    rules = reading.RULES | company.RULES
    wanted = "".join([*rules.values(), *(str(entry[name]) for entry in entries for name in _EXPRESSIONS)])
    return {"rules": rules, "letters": letters().portable(wanted), "entries": entries}


def _portable_entry(code: str, wording: Wording) -> dict[str, object]:
    ready = finder(code, wording)
    near = wording.near
    return {
        "code": code,
        "level": wording.level,
        "title": wording.title,
        "hint": wording.hint,
        "one_of": None if ready.one_of is None else "".join(sorted(rarest(ready.one_of))),
        "negation": wording.negation,
        "final": wording.final,
        "names": wording.names,
        "scope": wording.scope.model_dump(),
        **{name: _source_of(getattr(ready, name)) for name in _EXPRESSIONS},
        "cleared_reach": wording.cleared_reach,
        "near_reach": near.reach if near else "",
        "within": near.within if near else 0,
    }


def _source_of(pattern: re.Pattern[str] | None) -> str:
    return pattern.pattern if pattern else ""
