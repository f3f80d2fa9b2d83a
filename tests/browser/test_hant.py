"""The edition in Traditional Chinese, and large letters, as a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from qunli import hant

from tests.browser.conftest import NewPage, settle
from tests.browser.test_my import begin
from tests.conftest import needs
from tests.traditional import simplified

pytestmark = needs("OpenCC", hant.is_there())


@pytest.fixture
def both(whole: Path, serve: Callable[[Path], str]) -> str:
    return serve(whole)


def left(page: Page) -> set[str]:
    """Return the characters that only Simplified Chinese has of what a page shows and says."""
    said = page.evaluate(
        """() => {
          const named = Array.from(document.querySelectorAll("[aria-label],[placeholder],[title]"))
            .filter((each) => !each.matches("[lang=zh-Hans]"))
            .map((each) => ["aria-label", "placeholder", "title"].map((name) => each.getAttribute(name) || "").join(""));
          const typed = Array.from(document.querySelectorAll("textarea")).map((each) => each.value);
          const own = Array.from(document.querySelectorAll("[lang=zh-Hans]")).map((each) => each.textContent);
          const shown = own.reduce((text, words) => text.replace(words, ""), document.body.innerText);
          return [document.title, shown, ...named, ...typed].join("\\n");
        }"""
    )
    return simplified(said)


def test_the_switch_leads_to_the_same_page_and_back(page: Page, both: str) -> None:
    page.goto(f"{both}industries/catering/welfare/")
    page.get_by_role("link", name="繁體中文").click()
    expect(page).to_have_url(f"{both}zh-hant/industries/catering/welfare/")
    expect(page.locator("h1")).to_have_text(re.compile("福利群"))
    page.locator("details.q-post, details").first.evaluate("each => { each.open = true; }")
    settle(page)
    assert left(page) == set()
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(f"{both}industries/catering/welfare/")


def test_a_shop_its_ticks_and_its_texts_are_one_in_both_editions(new_page: NewPage, both: str) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{both}zh-hant/my/")
    begin(page, "餐飲", "老王小馆")
    for _ in range(5):
        page.get_by_role("button", name=re.compile("下一步|做好了")).click()
        assert left(page) == set()
    page.get_by_role("link", name="看今天發什麼").click()
    expect(page.locator("#_shop")).to_have_text("老王小館")
    expect(page.locator(".posts li").first).to_be_visible()
    page.get_by_role("button", name="改幾個字").first.click()
    assert left(page) == set()
    page.get_by_role("button", name="改好了").first.click()
    expect(page.locator(".posts")).not_to_contain_text("改回原來的")
    copy = page.locator(".posts li details[open] button", has_text=re.compile("^複製")).first
    copy.click()
    if not page.get_by_text("已複製").count():
        copy.click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert len(text) > 10
    assert simplified(text) == set()
    page.locator(".posts input[type=checkbox]").first.check()
    page.goto(f"{both}my/today/")
    expect(page.locator("#_shop")).to_have_text("老王小馆")
    expect(page.locator(".posts input[type=checkbox]").first).to_be_checked()
    assert simplified(page.locator(".posts").inner_text()) != set()


def test_ticks_of_a_checklist_are_one_in_both_editions(page: Page, both: str) -> None:
    page.goto(f"{both}zh-hant/before-you-open/")
    page.locator(".task-list-item", has_text="五格填滿").click()
    page.goto(f"{both}before-you-open/")
    assert page.locator(".task-list-item", has_text="五格填满").locator("input").is_checked()


@pytest.mark.parametrize("query", ["秒殺", "群裡沒人說話怎麼辦", "群规"])
def test_a_question_in_traditional_characters_finds_what_the_simplified_one_finds(
    new_page: NewPage, both: str, query: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    wanted = {"秒殺": "three-values/", "群裡沒人說話怎麼辦": "cold-group/", "群规": "templates/group-rules/"}[
        query
    ]
    page.goto(f"{both}zh-hant/")
    with page.expect_response("**/zh-hant/search/search_index.json"):
        page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(query)
    # What pages are called is answered first, then all texts.
    page.wait_for_function(
        """wanted => Array.from(document.querySelectorAll(".md-search-result__item")).slice(0, 3)
          .some((each) => each.querySelector("a").href.includes(wanted))""",
        arg=f"/zh-hant/{wanted}",
    )
    assert simplified(page.locator(".md-search-result__list").inner_text()) == set()


def test_home_says_the_post_of_today_in_traditional_characters(page: Page, both: str) -> None:
    page.goto(f"{both}zh-hant/")
    expect(page.locator(".q-home .posts li").first).to_be_visible()
    settle(page)
    assert left(page) == set()


@pytest.mark.parametrize("path", ["", "industries/catering/welfare/", "my/", "calendars/catering/today/"])
def test_large_letters_are_chosen_once_for_all_pages_and_fit_a_narrow_phone(
    new_page: NewPage, both: str, path: str
) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(both + path)
    size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
    before = page.evaluate(size)
    switch = page.get_by_role("button", name="大字")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(size) > 1.15 * before
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.reload()
    assert page.evaluate(size) > 1.15 * before
    box = switch.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    page.goto(f"{both}my/today/")
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
