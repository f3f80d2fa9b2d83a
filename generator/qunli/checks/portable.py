"""The word checks as data for a browser: plain lists, numbers and expressions as text."""

from __future__ import annotations

import re
from typing import Any

from qunli.checks import company, learned, reading
from qunli.checks.expressions import Alternative
from qunli.checks.finder import Finder
from qunli.checks.matching import Matcher

_EXPRESSIONS = ("look", "disguised", "unless", "cleared", "meant", "near", "denied")


def portable(matcher: Matcher) -> dict[str, Any]:
    """Return everything a browser needs to find the same words: plain lists, numbers and expressions as text."""
    entries = [_portable_entry(each) for each in matcher.finders]
    rules = reading.RULES | company.RULES
    wanted = "".join([*rules.values(), *(str(entry[name]) for entry in entries for name in _EXPRESSIONS)])
    return {"rules": rules, "letters": matcher.letters.portable(wanted), "entries": entries}


def portable_model(matcher: Matcher) -> dict[str, Any] | None:
    """Return what was learned for a browser, and of which checks it may doubt a finding; None where nothing was."""
    return {**learned.portable(), "doubted": sorted(matcher.doubted)} if matcher.learned else None


def _portable_entry(ready: Finder) -> dict[str, object]:
    wording = ready.wording
    near = wording.near
    return {
        "code": ready.code,
        "level": wording.level,
        "title": wording.title,
        "hint": wording.hint,
        "negation": wording.negation,
        "final": wording.final,
        "names": wording.names,
        "scope": wording.scope.model_dump(),
        "look": _lines(ready.alternatives[: ready.disguised_from]),
        "disguised": _lines(ready.alternatives[ready.disguised_from :]),
        **{
            name: _source_of(getattr(ready, name))
            for name in ("unless", "cleared", "meant", "near", "denied")
        },
        "cleared_reach": wording.cleared_reach,
        "near_reach": near.reach if near else "",
        "within": near.within if near else 0,
    }


def _lines(alternatives: list[Alternative]) -> str:
    """Return expressions one a line; a line feed in one of them is written as its sign."""
    return "\n".join(each.source for each in alternatives)


def _source_of(pattern: re.Pattern[str] | None) -> str:
    return pattern.pattern if pattern else ""
