"""What people type, on the real content, and the page they want: first, or among the first three.

The separator of mkdocs.yml and what pages count (handbook/chapters.py) were chosen by this table.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

TABLE = [
    ("拉新", "growth-acquisition/", 1),
    ("促活", "growth-activation/", 3),
    ("留存", "growth-retention/", 1),
    ("变现", "growth-revenue/", 3),
    ("裂变", "growth-referral/", 1),
    ("成交", "growth-revenue/", 3),
    ("转介绍", "growth-referral/", 3),
    ("复购", "growth-repurchase/", 3),
    ("朋友圈", "growth-moments/", 3),
    ("秒杀", "three-values/", 3),
    ("群规", "templates/group-rules/", 3),
    ("欢迎语", "templates/welcome-texts/", 3),
    ("快闪脚本", "templates/flash-sale-script/", 1),
    ("快闪群", "industries/apparel/flash-sale/", 3),
    ("会员群", "industries/apparel/members/", 3),
    ("福利群", "industries/apparel/welfare/", 3),
    ("打卡", "templates/camp-plan/", 3),
    ("新人周", "industries/apparel/onboarding/", 3),
    ("纸尿裤", "industries/maternal-baby/welfare/", 3),
    ("尿裤", "industries/maternal-baby/welfare/", 3),
    ("宝妈", "industries/maternal-baby/chapters/law/", 3),
    ("抽奖", "templates/lottery-card/", 1),
    ("值班表", "templates/duty-sheet/", 1),
    ("日报", "templates/daily-report/", 1),
    ("定位", "templates/positioning-canvas/", 3),
    ("营销日历", "almanac/", 3),
    ("中秋", "industries/catering/welfare/", 3),
    ("改成我家的", "make-it-yours/", 1),
    ("今日菜单", "industries/catering/welfare/", 3),
    ("红包", "points-and-games/", 3),
    ("积分", "points-and-games/", 3),
    ("积分卡", "templates/points-card/", 1),
    ("试穿", "industries/apparel/welfare/", 3),
    ("尺码", "industries/apparel/chapters/sizes/", 1),
    ("公开课", "industries/education/chapters/open-class-week/", 3),
    ("退费", "industries/education/chapters/paper/", 3),
    ("照片", "industries/maternal-baby/chapters/photos/", 3),
    ("沉默", "segments-and-cleaning/", 3),
    ("发布计划", "posting-plan/", 1),
    ("词典", "glossary/", 1),
    ("广告法", "checks/q4/", 3),
]


@pytest.fixture(scope="module")
def searching(browser: Browser, whole_url: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(whole_url)
    page.locator(".md-search__input").click()
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('键入')")
    yield page
    page.close()


def results(page: Page, whole_url: str, words: str) -> list[str]:
    """Return the pages found, best first."""
    page.locator(".md-search__input").fill("")
    page.keyboard.press("End")
    page.wait_for_function("!document.querySelector('.md-search-result__item')")
    page.locator(".md-search__input").fill(words)
    # Words set by the driver fire no key events, and the search listens to those alone.
    page.keyboard.press("End")
    page.wait_for_function("/结果/.test(document.querySelector('.md-search-result__meta').textContent)")
    page.wait_for_timeout(50)
    found: list[str] = page.eval_on_selector_all(
        ".md-search-result__item", "all => all.map(each => each.querySelector('a').href)"
    )
    return [each.split("#")[0].split("?")[0].removeprefix(whole_url) for each in found]


@pytest.mark.parametrize(("words", "wanted", "among"), TABLE, ids=[each[0] for each in TABLE])
def test_a_search_finds_the_page_one_wants(
    searching: Page, whole_url: str, words: str, wanted: str, among: int
) -> None:
    assert wanted in results(searching, whole_url, words)[:among]


def test_a_text_folded_away_is_found_all_the_same(searching: Page, whole_url: str) -> None:
    assert "industries/catering/welfare/" in results(searching, whole_url, "掀盖")[:3]
