"""The week and the month of one's own shop in a real browser, on 10 December 2026 at five past eleven, at 390 px."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_my import begin, on, refused
from tests.browser.test_print import WIDE, sheets
from tests.conftest import needs


@pytest.fixture
def shop(page: Page, url: str) -> Page:
    """A finished shop with a post every day."""
    page.goto(f"{url}my/")
    begin(page, "餐饮", "老王小馆")
    on(page)
    page.locator(".seg button").nth(1).click()
    on(page, 4)
    expect(page.get_by_role("heading", name="做好了，今天就能发")).to_be_visible()
    return page


def test_her_week_leads_to_the_very_day_and_post_and_the_shop_goes_along(shop: Page, url: str) -> None:
    shop.get_by_role("link", name="这一周的表").click()
    expect(shop.locator("#_shop")).to_have_text("老王小馆")
    expect(shop.locator(".turn h2")).to_contain_text("12月7日–12月13日 这周")
    expect(shop).to_have_title("老王小馆 · 这一周发什么")
    assert refused(shop) == []
    assert shop.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shop.get_by_role("button", name="下周").click()
    expect(shop.locator(".turn h2")).to_contain_text("12月14日–12月20日 下周")
    entry = shop.locator(".day", has_text="12月16日").locator(".e").first
    said = entry.locator("time").inner_text()
    entry.click()
    expect(shop.locator(".days h2")).to_contain_text("12月16日")
    opened = shop.locator(".posts details[open]")
    expect(opened).to_have_count(1)
    expect(opened.locator("time")).to_have_text(said)
    assert "/my/today/#my=1." in shop.url
    shop.get_by_role("link", name="这个月").click()
    expect(shop.locator(".turn h2")).to_contain_text("2026年12月 这月")
    expect(shop).to_have_title("老王小馆 · 这个月发什么")
    assert refused(shop) == []
    assert shop.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shop.locator(".month td", has=shop.get_by_text("冬至", exact=True)).locator(".d").click()
    expect(shop.locator(".days h2")).to_contain_text("12月22日")
    shop.goto(f"{url}my/week/")
    expect(shop.locator("#_shop")).to_have_text("老王小馆")


@needs("pdftotext", shutil.which("pdftotext"))
def test_her_week_and_month_are_one_sheet_each_for_the_wall(shop: Page, tmp_path: Path) -> None:
    shop.get_by_role("link", name="这一周的表").click()
    expect(shop.locator(".tt .e").first).to_be_visible()
    titles = shop.locator(".tt .e span").all_inner_texts()
    ((size, text),) = sheets(shop, tmp_path)
    assert size == WIDE
    squeezed = re.sub(r"\s", "", text)
    assert [each for each in titles if each[:2] not in squeezed] == []
    shop.set_viewport_size({"width": 1062, "height": 733})  # an A4 across, without its margins
    shop.emulate_media(media="print")
    letters = "all => all.map(each => parseFloat(getComputedStyle(each).fontSize) * 25.4 / 96)"
    assert min(shop.eval_on_selector_all(".wall .x b", letters)) >= 7  # millimetres: two metres away
    assert shop.eval_on_selector(".wall", "each => each.scrollHeight <= each.clientHeight + 1")
    shop.emulate_media(media="null")
    shop.set_viewport_size({"width": 390, "height": 844})
    shop.get_by_role("link", name="这个月").click()
    expect(shop.locator(".month .d").first).to_be_visible()
    ((size, text),) = sheets(shop, tmp_path)
    assert size == WIDE
    assert "冬至" in text
    assert "老王小馆" in text


def test_without_a_shop_the_sheets_say_how_to_make_one(page: Page, url: str) -> None:
    for path in ("my/week/", "my/month/"):
        page.goto(url + path)
        expect(page.get_by_role("status")).to_contain_text("没有自家的一份")
        assert refused(page) == []
        page.get_by_role("link", name="做一份我家的").click()
        expect(page).to_have_url(f"{url}my/")


def test_last_week_is_looked_at_from_what_was_ticked_and_pasted(shop: Page) -> None:
    shop.get_by_role("link", name="这一周的表").click()
    review = shop.locator("#_review")
    expect(review).to_contain_text("上周还没开始发，还看不出")
    shop.clock.set_fixed_time("2026-12-17T11:05:00+08:00")
    shop.reload()
    expect(review.get_by_role("heading", name="还看不出")).to_be_visible()
    expect(review).to_contain_text("那几天什么也没记")
    title = shop.locator(".day", has_text="12月16日").locator(".e span").first.inner_text()
    review.locator("summary").click()
    review.get_by_label("粘同事的日报").fill(
        f"【老王小馆】12月9日 周三 日报\n发了 1/1 条\n16:30 {title} 已发 回复12\n"
    )
    review.get_by_role("button", name="记进来").click()
    expect(review.get_by_role("status")).to_contain_text("记下了12月9日 周三的 2 处")
    row = review.locator("tr", has_text=title)
    expect(row).to_contain_text("1/1")
    expect(row).to_contain_text("回复 12")
    expect(row).to_contain_text("还看不出")
    expect(review).to_contain_text(f"{title}：才 1 次，再发 3 次看")
    assert refused(shop) == []
    assert shop.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.nightly
def test_a_clock_wrong_by_a_year_is_told_on_every_page_of_the_shop_and_empties_none(
    shop: Page, url: str
) -> None:
    code = shop.url.partition("#")[2]
    for now in ("2025-12-08T09:00:00+08:00", "2027-12-08T09:00:00+08:00", "2028-01-12T09:00:00+08:00"):
        shop.clock.set_fixed_time(now)
        for path in ("", "my/", "my/today/", "my/week/", "my/month/"):
            shop.goto("about:blank")
            shop.goto(f"{url}{path}#{code}")
            told = shop.get_by_text(re.compile(f"这台手机上今天是 {now[:10]}.*看看手机的日期对不对"))
            expect(told.first).to_be_visible()
            expect(shop.locator("main")).not_to_contain_text("零条")
        assert shop.locator("table.month a.e").count() > 5
