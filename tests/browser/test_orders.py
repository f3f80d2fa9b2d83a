"""数接龙 in a real browser: what is pasted is counted, asked about, copied, kept, and noted for its post."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.conftest import REPOSITORY

AXE = REPOSITORY / "tests/js/node_modules/axe-core/axe.min.js"
LIST = "#接龙\n酸菜鱼 68元，小炒肉 32元\n例 张三 1份\n\n1. 小雨 酸菜鱼2份 不要香菜\n2. 王妈妈2号 小炒肉一份 6点来取\n3. 老周 2份"


@pytest.fixture
def box(page: Page, url: str) -> Page:
    page.goto(f"{url}orders/")
    expect(page.locator(".q-orders__without")).to_be_hidden()
    return page


def copied(page: Page, words: str) -> Any:
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {configurable: true,"
        " value: {writeText: (text) => { window.copied = text; return Promise.resolve(); }}})"
    )
    page.get_by_role("button", name=words).click()
    return page.evaluate("window.copied")


def test_a_list_is_counted_asked_about_copied_and_kept(box: Page) -> None:
    """At 390 px; what is doubtful counts after a tap, and all of it is there again after a reload."""
    box.fill("#q-orders-text", LIST)
    count = box.locator(".q-orders__count")
    expect(count).to_have_text("2 人 · 3 份，还有 1 条要问")
    expect(box.locator(".q-orders__items li")).to_have_text(["酸菜鱼2 份", "小炒肉1 份"])
    asked = box.locator(".q-orders__asked li")
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text("没写要哪一样")
    asked.get_by_role("button", name="多一份").click()
    expect(count).to_have_text("3 人 · 6 份")
    kitchen = copied(box, "复制给后厨的单子")
    assert "酸菜鱼 2份\n小炒肉 1份\n没写品名 3份" in kitchen
    assert "小雨：酸菜鱼 2份，不要香菜" in kitchen
    assert "6点：小炒肉 1份" in kitchen
    assert copied(box, "复制名单").splitlines()[1] == "2. 王妈妈2号 小炒肉 1份，6点来取"
    assert box.evaluate("document.documentElement.scrollWidth") <= 390
    box.reload()
    expect(count).to_have_text("3 人 · 6 份")
    box.get_by_role("button", name="清空", exact=True).click()
    expect(count).to_have_text("")
    box.reload()
    expect(box.locator("#q-orders-text")).to_have_value("")


def test_what_is_pasted_is_never_read_as_html_and_fits(box: Page) -> None:
    bad = '<img src=x onerror="document.title=1">'
    box.fill("#q-orders-text", f"包子\n1. {bad} 2份\n2. 张三 {bad} 1份\n3. {'长' * 300} 1份\n{bad}吗？")
    expect(box.locator(".q-orders__count")).to_contain_text("份")
    assert box.locator(".q-orders img").count() == 0
    assert box.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_is_read_well_and_every_button_is_large_enough(box: Page) -> None:
    box.get_by_role("button", name="放一份试试").click()
    expect(box.locator(".q-orders__asked li")).not_to_have_count(0)
    box.add_script_tag(path=AXE)
    found = box.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    buttons = box.locator(".q-orders button:visible").all()
    heights = {each.inner_text(): each.bounding_box()["height"] for each in buttons}  # type: ignore[index]
    assert len(heights) > 5
    assert {words: height for words, height in heights.items() if height < 35} == {}


def with_a_list(page: Page) -> Locator:
    """Open the next post whose 接龙 is counted, on its day."""
    found = page.locator("ol.posts li", has=page.locator("a", has_text="替你数")).first
    for _ in range(14):
        if found.count():
            break
        page.get_by_role("button", name="›").click()
    found.locator("details").evaluate("each => { each.open = true; }")
    return found


def test_the_number_is_noted_for_the_post_that_led_here(page: Page, url: str) -> None:
    """The way from a post of today whose 接龙 is counted, and back to its field."""
    page.goto(f"{url}calendars/apparel/today/#pace=3")
    first = with_a_list(page)
    first.get_by_role("link", name="替你数").click()
    page.fill("#q-orders-text", LIST)
    page.get_by_role("button", name="把 2 单记到这一条").click()
    expect(page.locator(".q-orders__note button")).to_contain_text("记好了")
    page.goto(f"{url}calendars/apparel/today/#pace=3")
    expect(with_a_list(page).get_by_label("接龙几单", exact=True)).to_have_value("2")


def test_it_works_from_a_folder_and_where_nothing_may_be_kept(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('SecurityError'); }})"
    )
    page = context.new_page()
    page.goto((site / "orders/index.html").as_uri())
    page.fill("#q-orders-text", LIST)
    expect(page.locator(".q-orders__count")).to_contain_text("2 人 · 3 份")
    expect(page.locator(".q-orders__said")).to_contain_text("这里不让网页记东西")
    context.close()


def test_without_scripts_the_page_tells_how_to_count(new_page: NewPage, url: str) -> None:
    page = new_page(java_script_enabled=False, now=None)
    page.goto(f"{url}orders/")
    expect(page.locator(".q-orders")).to_be_hidden()
    expect(page.locator("#_how")).to_be_visible()
