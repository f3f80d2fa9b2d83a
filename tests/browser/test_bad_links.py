"""Links that are cut, forged, of another version or of another time: text, a clear word, and nothing of the phone is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_offline import made, make_shop
from tests.conftest import Once, smoke

HOSTILE = "<img src=x onerror=alert(1)>{{store}}\u202e\"'〔x〕"
PAGES = ("my/", "my/today/", "my/week/", "my/month/")


@pytest.fixture
def page(new_page: NewPage, once: Once, serve: Callable[[Path], str]) -> Page:
    """A phone with a shop of its own, at its page of today."""
    page = new_page()
    make_shop(page, serve(made(once, "first", "第一版")))
    return page


def follow(page: Page, path: str, code: str) -> None:
    """Open the link of a shop at a page, as from a chat."""
    site = str(page.evaluate("document.baseURI")).partition("my/")[0]
    page.goto("about:blank")
    page.goto(f"{site}{path}#my={code}")


def crafted(page: Page, **changes: object) -> str:
    """Return the code of the open shop with some fields as they are given, whatever they are, with a mark that holds."""
    script = "changes => qunli.link.written(Object.assign(qunli.link.read(location.hash.slice(4)), changes))"
    return str(page.evaluate(script, changes))


def run(sop: str, **more: object) -> dict[str, object]:
    return {"sop": sop, "groups": ["一群"], "starts": "2026-12-07", "gone": {}, **more}


def test_a_shops_link_on_a_page_of_the_site_is_told_in_the_same_words_or_leads_to_the_shop(
    page: Page,
) -> None:
    good = page.url.partition("#my=")[2]
    for path in ("", "orders/", "industries/shop/", "industries/shop/welfare/all/", "calendars/main/today/"):
        follow(page, path, good[: len(good) // 2])
        said = page.locator(".q-shop-link")
        expect(said).to_contain_text("这个链接不完整")
        expect(said.get_by_role("link", name="到「我家的」")).to_be_visible()
    page.evaluate("code => { location.hash = `my=${code}` }", good)
    expect(page.locator(".q-shop-link")).to_contain_text("这是「老街小馆」的链接")
    page.get_by_role("link", name="看今天发什么").first.click()
    expect(page.locator("#_shop")).to_have_text("老街小馆")


BROKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "cut in half": (lambda good: good[: len(good) // 2], "这个链接不完整"),
    "changed on the way": (lambda good: f"{good[:-12]}AAAA{good[-8:]}", "这个链接不完整"),
    "of a newer version": (lambda good: f"7{good[1:]}", "这个链接是新版做的"),
    "no link at all": (lambda good: "%3Cimg%3E", "这个链接不完整"),
}


@pytest.mark.parametrize(("broken", "words"), smoke(BROKEN, "changed on the way"))
def test_a_link_that_is_not_whole_says_so_on_every_page_and_opens_the_phones_own_shop(
    page: Page, broken: Callable[[str], str], words: str
) -> None:
    code = broken(page.url.partition("#my=")[2])
    kept = page.evaluate("JSON.stringify(localStorage)")
    for path in PAGES:
        follow(page, path, code)
        expect(page.locator("._said")).to_contain_text(words)
        expect(page.locator("main")).to_contain_text("老街小馆")
    assert page.evaluate("JSON.stringify(localStorage)") == kept


def test_a_phone_without_a_shop_says_what_is_wrong_with_the_link_that_was_tapped(
    page: Page, new_page: NewPage
) -> None:
    """The usual receiver of a link has nothing yet: that the link is broken must not vanish behind that."""
    good = page.url.partition("#my=")[2]
    site = page.url.partition("my/")[0]
    fresh = new_page()
    for code, words in {
        good[: len(good) // 2]: "这个链接不完整",
        f"2{good[1:]}": "这个链接是新版做的",
        "": "这个链接不完整",
    }.items():
        for path in PAGES:
            fresh.goto("about:blank")
            fresh.goto(f"{site}{path}#my={code}")
            expect(fresh.locator("._said")).to_contain_text(words)
    expect(fresh.get_by_role("link", name="做一份我家的")).to_be_visible()
    fresh.goto("about:blank")
    fresh.goto(f"{site}my/month/#my={good}，谢谢老板。")
    expect(fresh.locator("#_shop")).to_have_text("老街小馆")
    assert "谢谢" not in fresh.evaluate("decodeURIComponent(location.href)")


def test_a_shop_whose_trade_plans_or_posts_are_gone_says_what_is_and_is_mended_in_the_form(
    page: Page,
) -> None:
    page.route(
        "**/gone/plan.js", lambda route: route.fulfill(status=200, content_type="text/javascript", body="")
    )
    trade = crafted(page, id="my-aaaaa", industry="gone")
    plan = crafted(page, id="my-aaaab", title="旧计划店", runs=[run("old")])
    slots = crafted(
        page,
        id="my-aaaac",
        values={"old": "x", "dishes": "x", "store": [{"name": "x"}]},
        runs=[run("welfare", gone={"old": ["1"], "menu": ["1", "77"]})],
    )
    for path in PAGES[1:]:
        follow(page, path, trade)
        expect(page.locator("._said")).to_contain_text("店里的资料还在")
        follow(page, path, plan)
        expect(page.locator("._said")).to_contain_text("选过的计划这里没有了")
    follow(page, "my/today/", slots)
    expect(page.locator(".posts > li")).to_have_count(1)
    follow(page, "my/", plan)
    expect(page.locator("._said")).to_contain_text("选过的计划这里没有了")
    expect(page.get_by_role("heading", name="存好了，可是现在一条也不发")).to_be_visible()
    page.get_by_role("button", name="改一改").click()
    while page.get_by_role("button", name="下一步").is_visible():
        page.get_by_role("button", name="下一步").click()
    expect(page.get_by_label("第 1 个群叫什么")).to_have_value("一群")
    page.get_by_role("button", name="做好了").click()
    expect(page.get_by_text("旧计划店 · 每天一条 · 一群")).to_be_visible()
    expect(page.locator("._said")).to_have_count(0)


def test_hostile_and_huge_values_of_a_link_are_short_lines_of_text_on_every_page(page: Page) -> None:
    code = crafted(
        page,
        id="my-aaaad",
        title=HOSTILE * 30,
        values={"store": HOSTILE * 30, "dishes": [{"name": HOSTILE, "price": HOSTILE}] * 60},
        runs=[run("welfare", groups=[f"{HOSTILE}{each}" for each in range(20)])],
    )
    for path in PAGES:
        follow(page, path, code)
        expect(page.locator("main")).to_contain_text("<img src=x onerror=alert(1)>{{store}}")
        assert page.locator("img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_changed_halfway_is_offered_after_the_phone_put_the_page_away(page: Page) -> None:
    page.get_by_role("link", name="我家的").click()
    page.get_by_role("button", name="改一改").click()
    page.reload()
    expect(page.get_by_role("heading", name="做好了，今天就能发")).to_be_visible()
    expect(page.locator("._unfinished")).to_have_count(0)
    for answer in ("不要了", "接着改"):
        page.get_by_role("button", name="改一改").click()
        page.get_by_label("店名").fill("改到一半")
        page.reload()
        expect(page.get_by_text("老街小馆 · ")).to_be_visible()
        page.get_by_role("button", name=answer).click()
        expect(page.locator("._unfinished")).to_have_count(0)
    expect(page.get_by_label("店名")).to_have_value("改到一半")
    while page.get_by_role("button", name="下一步").is_visible():
        page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="做好了").click()
    expect(page.get_by_text("改到一半 · ")).to_be_visible()
    page.reload()
    expect(page.get_by_text("改到一半 · ")).to_be_visible()
    expect(page.locator("._unfinished")).to_have_count(0)
