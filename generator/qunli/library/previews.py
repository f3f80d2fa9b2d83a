"""A plan as a calendar of its own, to see what it would post before anybody has it in use."""

from __future__ import annotations

from datetime import date

from qunli.library.industries import Industry
from qunli.library.shops import Shop, ShopRun
from qunli.model import Calendar, Run, Sop
from qunli.shape import problems
from qunli.source import Source


def shop_of(industry: Industry, sop_id: str, source: Source, path: str, first: date) -> Shop | None:
    """Return a shop that runs one SOP from a day on, with the values its pack has for everybody; None for a faulty SOP."""
    sop: Sop | None = problems(source, Sop)[0]
    if sop is None:
        return None
    calendar = Calendar(title=sop.title, industry=industry.id, starts=first, sops={sop_id: Run()})
    run = ShopRun(sop_id, sop_id, sop, (sop.title,), (first,), source, source)
    return Shop("preview", calendar, industry, {sop_id: run}, industry.defaults, path, source)
