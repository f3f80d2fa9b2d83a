"""What pages say to programs and where readers answer: calendar feeds in the head, and 有用吗.

Both stand in a page's front matter, so that any builder's templates can print them and no search finds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from qunli.handbook.press import Facts, Page, Press
from qunli.handbook.suggest import about_page
from qunli.library import Shop

_FENCE = "---\n"


def with_comforts(press: Press) -> dict[str, Page]:
    """Return the pages made so far with what belongs into their heads and below their ends."""
    feeds = dict(_feeds(press))
    asked = _asked(press)
    return {
        path: _with_settings(
            page,
            {
                "feeds": feeds.get(path),
                "useful": about_page(press.facts.repository, page.title, path) if path in asked else "",
            },
        )
        for path, page in press.pages.items()
    }


def _with_settings(page: Page, settings: dict[str, Any]) -> Page:
    said = {key: value for key, value in settings.items() if value}
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())
    return replace(page, markdown=_FENCE + lines + page.markdown.removeprefix(_FENCE))


def _asked(press: Press) -> set[str]:
    """Return the pages that are read: chapters, sheets to fill in, and what trades post."""
    handbook = {f"{name}.md" for name in press.library.handbook if name != "index"}
    return handbook | {path for path in press.pages if path.startswith(("industries/", "templates/"))}


# --- feeds ----------------------------------------------------------------------------------------


def _feeds(press: Press) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield the feeds of a page: of a calendar's all of its own, of a plan's the whole calendar that posts it for everybody.

    The page of today leads to them in its words; a phone that waits for a text is not sent them twice.
    """
    shops = [plan.shop for plan in press.facts.plans.values()]
    for shop in shops:
        yield f"calendars/{shop.id}/index.md", [*_of_shop(shop, press.facts)]
    for industry in press.library.industries.values():
        theirs = [each for each in shops if each.industry.id == industry.id]
        for sop in industry.sops:
            posting = [each for each in theirs if any(run.sop_id == sop for run in each.runs.values())]
            of_all = [each for each in posting if each.is_general] or posting
            # Of several shops none is this plan's own.
            if len(of_all) == 1:
                yield f"industries/{industry.id}/{sop}.md", [*_of_shop(of_all[0], press.facts)][:1]


def _of_shop(shop: Shop, facts: Facts) -> Iterator[dict[str, str]]:
    """Yield the feeds of a calendar, the one with all posts first."""
    folder = f"calendars/{shop.id}"
    named = {
        f"{folder}.ics": "全部",
        **{f"{folder}/{role}.ics": shop.staff(role) for role in shop.industry.pack.roles},
    }
    for path, who in named.items():
        if path in facts.feeds:
            yield {"title": f"{shop.calendar.title} · {who}", "path": path}
