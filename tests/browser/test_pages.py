"""Every kind of page as a person meets it: on a narrow phone, in light and dark, with and without scripts."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NOW, NewPage, in_schemes
from tests.conftest import SETTINGS, Write, build, smoke

AXE = Path(__file__).parents[1] / "js/node_modules/axe-core/axe.min.js"
FIRST_LOAD = 150_000

KINDS = {
    "home": "",
    "chapter": "posting-plan/",
    "template": "templates/duty-sheet/",
    "templates": "templates/",
    "industries": "industries/",
    "industry": "industries/catering/",
    "plan": "industries/catering/welfare/",
    "run": "industries/education/check-in/",
    "industry-chapter": "industries/maternal-baby/chapters/photos/",
    "calendars": "calendars/",
    "calendar": "calendars/catering/",
    "almanac": "almanac/",
    "checks": "checks/",
}
LIGHT = [f"{kind}-light" for kind in KINDS]


@pytest.mark.parametrize("path", smoke(KINDS, *list(KINDS)[::4]))
def test_a_page_fits_a_phone_of_360_pixels_and_its_first_load_is_light(
    new_page: NewPage, url: str, site: Path, path: str
) -> None:
    page, asked = new_page(viewport={"width": 360, "height": 740}), list[str]()
    page.on("response", lambda reply: asked.append(reply.url.removeprefix(url).partition("?")[0]))
    reply = page.goto(url + path, wait_until="networkidle")
    assert reply
    assert reply.status == 200
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    sizes = {
        each: zipped(site / (each + "index.html" if each.endswith("/") or not each else each))
        for each in asked
    }
    assert len(sizes) >= 5
    assert sum(sizes.values()) <= FIRST_LOAD, sizes


@cache
def zipped(path: Path) -> int:
    """Return how many bytes a file takes on its way."""
    return len(gzip.compress(path.read_bytes()))


@pytest.mark.parametrize(("path", "scheme"), smoke(in_schemes(KINDS), *LIGHT[::8], "plan-dark"))
def test_axe_finds_no_violation_of_wcag_2_aa(new_page: NewPage, url: str, path: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(url + path)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.add_script_tag(path=AXE)
    rules = {"runOnly": ["wcag2a", "wcag2aa"], "resultTypes": ["violations"]}
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    told = [
        (each["id"], node["target"], node["failureSummary"]) for each in found for node in each["nodes"][:3]
    ]
    assert told == []


def test_lines_of_text_are_no_longer_than_42_characters(new_page: NewPage, url: str) -> None:
    page = new_page(viewport={"width": 1600, "height": 900})
    page.goto(url + "posting-plan/")
    widths = page.eval_on_selector_all(
        ".md-typeset p, .md-typeset li",
        "all => all.map(each => each.clientWidth / parseFloat(getComputedStyle(each).fontSize))",
    )
    assert 38 <= max(widths) <= 42


@pytest.mark.parametrize("path", smoke(KINDS, "plan"))
def test_pages_opened_from_a_folder_ask_nobody_outside(new_page: NewPage, site: Path, path: str) -> None:
    # Under file:// the search cannot load; what is left must not turn to another host for it.
    page = new_page().context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / path / "index.html").as_uri())
    page.wait_for_timeout(100)
    assert [each for each in asked if not each.startswith(("file:", "data:", "blob:"))] == []


# --- copying, ticking, tabs -------------------------------------------------------------------------


def test_a_sheet_of_the_handbook_asks_too_and_is_copied_to_be_filled_in_where_it_is_pasted(
    new_page: NewPage, url: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(url + "templates/duty-sheet/")
    block = page.locator(".q-copy").first
    block.locator(".q-copy__button").click()
    expect(block.locator(".q-copy__fields")).to_have_text(re.compile(r"^还差 \d+ 空。$"))
    block.locator(".q-copy__button").click()
    expect(block.locator(".q-copy__button")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").startswith("本周：")


def test_where_the_clipboard_is_refused_the_text_is_left_selected(page: Page, url: str) -> None:
    page.goto(url + "industries/catering/welfare/#menu")
    page.evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false"
    )
    block = page.locator("#menu .q-copy").first
    for _ in range(2):  # its blanks are asked for first
        block.locator(".q-copy__button").click()
    expect(block.locator(".q-copy__button")).to_contain_text("长按")
    assert page.evaluate("getSelection().toString().trim()") == block.locator("pre").inner_text().strip()


def test_ticks_stay_with_their_item_and_can_be_cleared(page: Page, url: str) -> None:
    page.goto(url + "before-you-open/")
    item = page.locator(".task-list-item", has_text="五格填满")
    item.click()
    page.reload()
    assert item.locator("input").is_checked()
    assert page.locator(".task-list-item input:checked").count() == 1
    page.get_by_role("button", name="全部重来").first.click()
    page.reload()
    assert page.locator(".task-list-item input:checked").count() == 0


@pytest.mark.parametrize("kind", ["today", "off today", "work"])
def test_the_number_of_a_sunday_has_the_colour_of_what_the_day_is(page: Page, url: str, kind: str) -> None:
    """Days of rest are red by their column; what a day is comes before that."""
    page.goto(url + "almanac/")
    colour = """(kind) => ["td:nth-child(7)", "td:nth-child(2)"].map((column) => {
      const day = [...document.querySelectorAll(`.q-wall ${column}`)].find((each) => each.querySelector("b"));
      day.className = kind;
      return getComputedStyle(day.querySelector("b")).color;
    })"""
    sunday, tuesday = page.evaluate(colour, kind)
    assert sunday == tuesday


def test_tabs_of_the_trades_move_in_step_and_stay(page: Page, url: str) -> None:
    page.goto(url + "almanac/")
    page.locator(".tabbed-labels label", has_text="母婴").first.click()
    sets = page.locator(".tabbed-set").count()
    chosen = ".tabbed-set > input:checked"
    labels = "all => all.map(each => each.parentElement.querySelector(`label[for=${each.id}]`).textContent)"
    assert page.eval_on_selector_all(chosen, labels) == ["母婴"] * sets
    page.goto(url + "posting-plan/")
    assert page.eval_on_selector_all(chosen, labels) == ["母婴"]


# --- timetables -----------------------------------------------------------------------------------


def test_the_week_is_a_table_on_a_desk_and_a_list_by_day_on_a_phone(new_page: NewPage, url: str) -> None:
    top = "all => all.map(each => [each.getBoundingClientRect().top, each.textContent.trim()])"
    desk = new_page(viewport={"width": 1280, "height": 900})
    for path in ("industries/catering/welfare/", "calendars/catering/"):
        desk.goto(url + path)
        heads = desk.eval_on_selector_all(".q-week thead th", top)
        assert len(heads) == 8
        assert len({round(each[0]) for each in heads}) == 1
    phone = new_page()
    phone.goto(url + "calendars/catering/")
    phone.get_by_role("button", name="每天五条").click()
    expect(phone.locator(".q-week .q-cell", has_text="今日菜单")).to_have_count(7)
    shown = sorted(phone.eval_on_selector_all(".q-week thead th:nth-child(n+2), .q-week .q-cell", top))
    words = [each[1] for each in shown]
    days = [number for number, word in enumerate(words) if re.search("周[一二三四五六日]$", word)]
    assert len(days) == 7
    assert days[0] == 0
    for first, last in zip(days, [*days[1:], len(words)], strict=True):
        posts = words[first + 1 : last]
        assert posts
        assert posts == sorted(posts)


def test_week_and_month_of_a_calendar_open_their_very_day(page: Page, url: str) -> None:
    page.goto(url + "calendars/catering/")
    page.get_by_role("button", name="每天五条").click()
    cell = page.locator(".q-week .q-cell", has_text="今日菜单").nth(2)
    cell.click()
    assert page.url == url + "calendars/catering/today/#day=2026-12-12&welfare.menu"
    expect(page.locator(".days h2")).to_contain_text("12月12日")
    expect(page.locator(".posts details[open] .title")).to_contain_text("今日菜单")
    page.go_back()
    page.locator(".q-month__day:visible", has_text="12月22日").click()
    assert page.url == url + "calendars/catering/today/#day=2026-12-22"
    expect(page.locator(".days h2")).to_contain_text("12月22日")


# --- onto a phone -----------------------------------------------------------------------------------


def test_wechat_is_told_how_to_leave_and_can_still_copy_the_address(new_page: NewPage, url: str) -> None:
    agent = (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50"
    )
    wechat = new_page(user_agent=agent, permissions=["clipboard-read", "clipboard-write"])
    wechat.goto(url + "calendars/catering/")
    note = wechat.locator(".q-wechat")
    expect(note).to_be_visible()
    expect(note).to_contain_text("浏览器打开")
    note.locator(".q-copy__button").click()
    address = "https://qunli.example/calendars/catering/#_subscribe"
    assert wechat.evaluate("navigator.clipboard.readText()") == address
    other = new_page()
    other.goto(url + "calendars/catering/")
    expect(other.locator(".q-wechat")).to_be_hidden()


# --- a project with a repository --------------------------------------------------------------------


def test_a_project_with_a_repository_gets_edit_links_and_asks_its_host_nothing(
    project: Write, tmp_path: Path, serve: Callable[[Path], str], new_page: NewPage
) -> None:
    repository = "repo_url: https://github.com/example/shop\nedit_uri: edit/main/\n"
    address = serve(build(project({"mkdocs.yml": SETTINGS + repository}), tmp_path / "site"))
    page = new_page(now=NOW)
    page.goto(address + "industries/shop/welfare/", wait_until="networkidle")
    source = "https://github.com/example/shop/edit/main/content/industries/shop/sops/welfare.yml"
    assert page.locator(".q-edit a").get_attribute("href") == source


def test_a_project_without_one_gets_no_edit_link(page: Page, url: str) -> None:
    page.goto(url + "industries/catering/welfare/")
    expect(page.locator(".q-edit")).to_have_count(0)


def test_the_page_for_makers_says_which_file_a_page_comes_from(page: Page, url: str) -> None:
    page.goto(url + "makers/")
    row = page.locator("tr", has=page.locator("a[href='../industries/catering/welfare/']"))
    expect(row).to_contain_text("content/industries/catering/sops/welfare.yml")
    expect(page.locator("tr", has_text="餐饮").first).to_contain_text("2.")


def test_an_owner_meets_no_file_and_no_key_of_a_source(page: Page, url: str) -> None:
    for path in (
        "",
        "cold-group/",
        "before-you-open/",
        "industries/catering/",
        "industries/catering/welfare/",
    ):
        page.goto(url + path)
        words = page.locator("article").inner_text()
        assert not re.search(r"content/|\.yml|\.md\b|\bQ\d{3}\b|\bS[0-4]\b|来源：|最后改动", words), path
