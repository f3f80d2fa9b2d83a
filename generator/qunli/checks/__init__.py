"""Judgement over packs, SOPs, plans and copy: what the trade and the law would object to before it is posted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qunli.checks import (
    amounts,
    calendars,
    closed,
    idle,
    offers,
    packs,
    platforms,
    promises,
    structure,
    texts,
    timing,
    unfilled,
    welcome,
)
from qunli.checks.chapters import chapter_problems
from qunli.checks.engine import Catalogue, catalogue, judge
from qunli.checks.hits import Hit
from qunli.checks.live import Live, live_html, live_links, runs
from qunli.checks.matching import Matcher, matcher
from qunli.checks.portable import portable, portable_model
from qunli.checks.registry import Check, basis
from qunli.checks.rewriting import Rewrite, portable_ways, rewritten
from qunli.checks.subjects import of_pack, of_plan
from qunli.checks.trades import guess_trade, sectors_with_checks, trade_words
from qunli.checks.wordings import Where, Wording
from qunli.library import Library
from qunli.problem import Problem
from qunli.schedule import Plan

__all__ = [
    "Catalogue",
    "Check",
    "Hit",
    "Live",
    "Matcher",
    "Rewrite",
    "Where",
    "Wording",
    "basis",
    "catalogue",
    "chapter_problems",
    "choose",
    "guess_trade",
    "judge",
    "live_html",
    "live_links",
    "matcher",
    "portable",
    "portable_model",
    "portable_ways",
    "rewritten",
    "run",
    "runs",
    "sectors_with_checks",
    "trade_words",
]

# Importing a room registers its checks.
ROOMS = (
    structure,
    packs,
    welcome,
    amounts,
    timing,
    texts,
    unfilled,
    offers,
    promises,
    platforms,
    calendars,
    closed,
    idle,
)


def run(
    library: Library, plans: Iterable[Plan], today: date, known: Catalogue | None = None
) -> list[Problem]:
    """Return what is wrong with every pack of a library and with these plans, sorted; allowances applied.

    `known` is the library's catalogue, if the caller has made it already.
    """
    known = known or catalogue(library.wordings, library.references)
    whole = (subject for industry in library.industries.values() for subject in of_pack(industry))
    shops = (subject for plan in plans for subject in of_plan(plan, library.almanac, today))
    return judge([*whole, *shops], known, today)


def choose(
    problems: Iterable[Problem], select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> list[Problem]:
    """Return the problems whose code begins with one of `select` (all if empty) and with none of `ignore`."""
    wanted, unwanted = tuple(select) or ("",), tuple(ignore)
    return [each for each in problems if each.code.startswith(wanted) and not each.code.startswith(unwanted)]
