"""Pages for people, as Markdown.

Every text of the sources is escaped on its way in: a text may hold back-ticks, tags or pipes and shows as written.
"""

from __future__ import annotations

from qunli.handbook.almanac import almanac_page
from qunli.handbook.chapters import TEMPLATE, chapter_page
from qunli.handbook.checks import check_files, check_pages
from qunli.handbook.comforts import with_comforts
from qunli.handbook.compiled import remember_compiled
from qunli.handbook.home import HOME, home
from qunli.handbook.industries import industry_pages
from qunli.handbook.makers import PAGE as MAKERS
from qunli.handbook.makers import makers_page
from qunli.handbook.my import my_pages
from qunli.handbook.orders import orders_page
from qunli.handbook.press import Facts, Page, Press
from qunli.handbook.shops import shop_pages
from qunli.handbook.suggest import suggest_page
from qunli.handbook.today import today_page
from qunli.library import Library

__all__ = ["MAKERS", "Facts", "Page", "check_files", "pages", "remember_compiled"]


def pages(library: Library, facts: Facts) -> dict[str, Page]:
    """Return every page by its path among the documents."""
    press = Press(library, facts)
    if HOME not in facts.others:
        home(press)
    for name, written in library.handbook.items():
        if name != "index":
            chapter_page(press, f"{name}.md", written)
    for name, written in library.templates.items():
        chapter_page(press, f"templates/{name}.md", written, TEMPLATE)
    press.add("templates/index.md", "templates.md.j2", "照着填的模板", "content/handbook/templates")
    press.add("industries/index.md", "industries.md.j2", "行业模板", "content/industries")
    for industry in library.industries.values():
        industry_pages(press, industry)
    press.add("calendars/index.md", "calendars.md.j2", "排期表", "calendars", facts=facts)
    for plan in facts.plans.values():
        shop_pages(press, plan)
        today_page(press, plan)
    my_pages(press)
    orders_page(press)
    suggest_page(press)
    almanac_page(press)
    check_pages(press)
    makers_page(press)
    return with_comforts(press)
