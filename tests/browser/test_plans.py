"""The pages of plans and of trades: posts of which one is open, their texts turned page by page, and the week of a trade."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.bench_weight import first_visit, plan_sizes
from tests.browser.conftest import NOW, NewPage
from tests.browser.texts import rare_words
from tests.conftest import REPOSITORY, smoke
from tests.served import Served

PLANS = sorted(
    f"industries/{path.parts[-3]}/{path.stem}/" for path in REPOSITORY.glob("content/industries/*/sops/*.yml")
)
PLAN, TRADE = "industries/catering/welfare/", "industries/catering/"
RARE = rare_words("catering", "welfare", "menu")
DESK = {"viewport": {"width": 1280, "height": 900}}
AXE = REPOSITORY / "tests/js/node_modules/axe-core/axe.min.js"
SCREENS, SCREEN = 6, 844


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    return new_page(permissions=["clipboard-read", "clipboard-write"])


@pytest.fixture
def desk(new_page: NewPage) -> Page:
    return new_page(permissions=["clipboard-read", "clipboard-write"], **DESK)


def texts(site: Path) -> list[str]:
    """Return the addresses of the texts of the first post, in the order of turns."""
    return re.findall(r'id="(menu\.[^"]+)"', (site / PLAN / "all/index.html").read_text("utf-8"))


def piece(site: Path, name: str) -> str:
    return (site / PLAN / "all/index.html").read_text("utf-8").split(f'id="{name}"')[1].split("</pre>")[0]


def pages(box: Page | Locator) -> Locator:
    return box.locator(".q-pager p")


def opened(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".q-post[open]", "all => all.map((each) => each.id)")
    return found


def pressed(page: Page, name: str) -> None:
    page.locator(f"#{name} > summary").click()
    expect(page.locator(f"#{name}")).to_have_attribute("open", "")


# --- a list of posts --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", smoke(PLANS, PLAN, "industries/apparel/welfare/"))
def test_a_plan_is_at_most_six_screens_of_a_phone_with_one_button_for_each_text_that_shows(
    page: Page, url: str, path: str
) -> None:
    page.goto(url + path)
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= SCREENS * SCREEN
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(".q-post").count() > 0
    assert page.locator(".q-copy__button:visible").count() == 0
    page.locator(".q-post > summary").first.click()
    post = page.locator(".q-post[open]")
    texts, buttons = post.locator("pre:visible").count(), post.locator(".q-copy__button:visible").count()
    assert texts == buttons >= 1


def test_one_post_is_open_at_a_time_and_what_was_pressed_stays_under_the_finger(page: Page, url: str) -> None:
    page.goto(url + PLAN)
    pressed(page, "menu")
    assert opened(page) == ["menu"]
    other = page.locator(".q-post").nth(5).locator("summary").first
    other.evaluate("(each) => window.scrollBy(0, each.getBoundingClientRect().top - 500)")
    before = other.bounding_box()
    other.click()
    page.wait_for_timeout(100)
    after = other.bounding_box()
    assert len(opened(page)) == 1
    assert opened(page) != ["menu"]
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 2
    assert page.url.endswith(f"#{opened(page)[0]}")


def test_on_a_desk_the_open_post_stands_beside_the_list_and_keys_lead_there_and_back(
    desk: Page, url: str
) -> None:
    desk.goto(url + PLAN)
    pane = desk.locator(".q-pane")
    expect(pane.locator("h2")).to_have_text("今日菜单")
    expect(desk.locator("#menu pre")).to_have_count(0)
    desk.locator("#video > summary, .q-post > summary").nth(1).focus()
    desk.keyboard.press("Enter")
    expect(pane.locator("h2")).to_be_focused()
    assert len(opened(desk)) == 1
    expect(pane.locator(".q-text:visible pre")).to_have_count(1)
    desk.keyboard.press("Tab")
    expect(pane.get_by_role("button", name="上一条")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator(".q-post[open] > summary")).to_be_focused()
    # The open one stays open: beside the list nothing is ever empty.
    desk.locator(".q-post[open] > summary").click()
    assert len(opened(desk)) == 1


def test_a_bar_of_the_week_opens_its_post(desk: Page, url: str) -> None:
    desk.goto(url + PLAN)
    bar = desk.locator(".q-bars .q-cell", has_text="周日闲聊")
    bar.click()
    expect(desk.locator(".q-pane h2")).to_have_text("周日闲聊")
    expect(bar).to_have_class(re.compile("q-chosen"))
    assert desk.locator(".q-bars .q-cell.q-chosen").count() == 1
    assert desk.locator("thead .q-now").inner_text() == "周四"


def test_a_phone_turned_to_its_side_keeps_what_is_open(page: Page, url: str) -> None:
    page.goto(f"{url}{PLAN}#menu")
    expect(page.locator("#menu pre:visible")).to_have_count(1)
    page.set_viewport_size({"width": 1100, "height": 700})
    expect(page.locator(".q-pane pre:visible")).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#menu pre:visible")).to_have_count(1)
    assert opened(page) == ["menu"]


# --- texts turned page by page ----------------------------------------------------------------------


@pytest.mark.parametrize("size", [390, 1280])
def test_texts_are_turned_both_ways_copied_each_and_have_an_address(
    new_page: NewPage, url: str, site: Path, size: int
) -> None:
    page = new_page(
        viewport={"width": size, "height": 844}, permissions=["clipboard-read", "clipboard-write"]
    )
    page.goto(f"{url}{PLAN}#menu")
    box = page.locator("#menu, .q-pane").filter(has=page.locator(".q-pager")).first
    expect(pages(box)).to_have_text("1 / 28")
    first = box.locator(".q-text:visible pre").inner_text()
    back = box.get_by_role("button", name="上一条")
    back.focus()
    page.keyboard.press("Enter")
    expect(pages(box)).to_have_text("28 / 28")
    expect(back).to_be_focused()
    assert page.url.endswith(f"#{texts(site)[27]}")
    box.get_by_role("button", name="下一条").click()
    expect(pages(box)).to_have_text("1 / 28")
    assert box.locator(".q-text:visible pre").inner_text() == first
    box.get_by_role("button", name="下一条").click()
    text = box.locator(".q-text:visible pre").inner_text()
    copy = box.locator(".q-text:visible .q-copy__button").first
    copy.click()
    if copy.inner_text() != "已复制":
        copy.click()
    expect(copy).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == text.strip()
    assert box.locator(".q-text:visible").count() == 1


@pytest.mark.parametrize("size", [390, 1280])
def test_addresses_lead_to_a_post_to_one_of_its_texts_and_to_what_is_folded(
    new_page: NewPage, url: str, site: Path, size: int
) -> None:
    page = new_page(viewport={"width": size, "height": 844})
    whole = (site / PLAN / "all/index.html").read_text("utf-8")
    page.goto(f"{url}{PLAN}#{texts(site)[16]}")
    expect(pages(page)).to_have_text("17 / 28")
    shown = page.locator(".q-text:visible pre").inner_text()
    assert re.sub(r"\s", "", shown) in re.sub(r"\s|<[^>]*>", "", html.unescape(whole))
    assert opened(page) == ["menu"]
    page.goto(f"{url}{PLAN}#_rules")
    expect(page.locator("#_rules dl")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{url}{PLAN}#menu.999")
    assert opened(page) == ["menu"]
    expect(pages(page)).to_have_text("1 / 28")
    page.goto(f"{url}{PLAN}#nothing%20here")
    expect(page.locator("h1")).to_contain_text("门店福利群")


@pytest.mark.nightly
def test_every_address_of_a_plan_in_the_site_leads_to_a_post_of_it(site: Path) -> None:
    ids: dict[str, set[str]] = {}
    wrong = []
    for page in site.rglob("index.html"):
        for target, anchor in re.findall(r'href="([^"#]*)#([a-z_][\w.-]*)"', page.read_text("utf-8")):
            there = (page.parent / target).resolve() if target else page.parent
            if not (there.is_relative_to(site) and there.relative_to(site).as_posix() + "/" in PLANS):
                continue
            found = ids.setdefault(
                str(there), set(re.findall(r'\bid="([^"]+)"', (there / "index.html").read_text("utf-8")))
            )
            if anchor not in found:
                wrong.append((page.relative_to(site), target, anchor))
    assert len(ids) > 20
    assert wrong == []


def test_a_search_opens_the_text_with_what_was_asked(phone: Page, url: str) -> None:
    phone.goto(f"{url}{PLAN}?h={quote(RARE)}#menu")
    expect(phone.locator("#menu .q-text:visible pre")).to_contain_text(RARE)
    assert pages(phone.locator("#menu")).inner_text() != "1 / 28"


def test_where_the_texts_do_not_come_the_page_leads_to_all_of_them(new_page: NewPage, url: str) -> None:
    page = new_page()
    page.route("**/welfare/all/", lambda route: route.fulfill(status=200, body=""))
    page.goto(f"{url}{PLAN}#menu")
    page.locator("#menu").get_by_role("button", name="下一条").click()
    link = page.locator("#menu .q-pages a")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "all/#menu"
    expect(page.locator("#menu .q-text:visible pre")).to_have_count(1)


def test_what_an_own_shop_says_stands_in_texts_that_come_later_too(phone: Page, url: str, site: Path) -> None:
    shop = {
        "form": 1,
        "id": "my-x7k2q",
        "edition": 1,
        "time": 1,
        "industry": "catering",
        "pace": 2,
        "title": "老王小馆",
        "starts": "2026-12-07",
        "values": {"dishes": [{"name": "酸菜鱼"}]},
        "runs": [{"sop": "welfare", "groups": ["门店福利群"]}],
    }
    phone.goto(f"{url}industries/")
    phone.evaluate(
        "(shop) => { localStorage.setItem('qunli:1:my', JSON.stringify({open: shop.id, ids: [shop.id]}));"
        " localStorage.setItem('qunli:1:my:' + shop.id, JSON.stringify(shop)); }",
        shop,
    )
    named = next(each for each in texts(site)[1:] if "dishes.name" in piece(site, each))
    phone.goto(f"{url}{PLAN}#{named}")
    expect(phone.locator("#_whose")).to_contain_text("下面是「老王小馆」的话")
    text = phone.locator("#menu .q-text:visible pre")
    expect(text).to_contain_text("酸菜鱼")
    phone.get_by_role("button", name="看通用版").click()
    expect(text).to_contain_text("〔菜名〕")
    expect(text.locator("mark").first).to_be_visible()


# --- finding a post ---------------------------------------------------------------------------------


def test_a_list_shows_a_day_what_is_for_festivals_or_what_has_some_words_in_any_text(
    page: Page, url: str
) -> None:
    page.goto(url + PLAN)
    shown = page.locator(".q-post:visible")
    everything = shown.count()
    day = page.get_by_role("button", name=re.compile("^周日"))
    day.click()
    expect(day).to_have_attribute("aria-pressed", "true")
    names = shown.locator("strong").all_inner_texts()
    assert "周日闲聊" in names
    assert "今日菜单" in names
    assert "本周一张券" not in names
    day.click()
    expect(shown).to_have_count(everything)
    page.get_by_role("button", name="过节的").click()
    assert "今日菜单" not in shown.locator("strong").all_inner_texts()
    assert page.locator(".q-group:visible").count() == 1
    page.get_by_role("button", name="过节的").click()
    page.get_by_label("在这份计划里找").fill(RARE)
    expect(shown.filter(has_text="今日菜单")).to_have_count(1)
    assert shown.count() < everything
    page.get_by_label("在这份计划里找").fill("没有人会这么说")
    expect(page.get_by_text("没有这样的一条")).to_be_visible()
    page.evaluate("location.hash = 'menu'")
    expect(shown).to_have_count(everything)


# --- readers without scripts, paper, old engines ----------------------------------------------------


def test_without_scripts_posts_open_and_all_texts_are_a_link_away(new_page: NewPage, url: str) -> None:
    page = new_page(java_script_enabled=False, now=None)
    page.goto(url + PLAN)
    expect(page.locator(".q-bar")).to_be_hidden()
    page.locator("#menu > summary").click()
    expect(page.locator("#menu pre").first).to_be_visible()
    page.locator("#menu .q-pages a").click()
    assert page.url == f"{url}{PLAN}all/#menu"
    assert page.locator("[id^='menu.'] pre").count() == 28
    assert page.locator("button").count() == 0
    page.get_by_role("link", name="回到这份计划").click()
    assert page.url == url + PLAN
    page.goto(url + TRADE)
    expect(page.locator(".q-event", has_text="今日菜单")).to_be_visible()


def test_all_texts_of_a_plan_fit_a_phone_and_keep_to_wcag(new_page: NewPage, url: str) -> None:
    for scheme in ("light", "dark"):
        page = new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
        page.goto(f"{url}{PLAN}all/")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.add_script_tag(path=AXE)
        rules = {"runOnly": ["wcag2a", "wcag2aa"], "resultTypes": ["violations"]}
        assert page.evaluate("rules => axe.run(document, rules)", rules)["violations"] == []


def test_an_engine_without_masks_or_media_of_scripting_shows_it_all_the_same(
    new_page: NewPage, url: str
) -> None:
    page = new_page()
    old = re.compile(
        r"@media[^{]*\(scripting[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@supports \(mask[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|[^{}]*:has\([^{}]*\{[^{}]*\}"
    )

    def without(route: object) -> None:
        reply = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=reply, body=old.sub("", reply.text()))  # type: ignore[attr-defined]

    page.route("**/plan.css", without)
    page.goto(url + TRADE)
    assert page.locator(".q-awning").bounding_box()["height"] == 16  # type: ignore[index]
    expect(page.locator(".q-event", has_text="本周一张券")).to_be_visible()
    expect(page.locator(".q-event", has_text="今日菜单")).to_be_hidden()
    page.goto(f"{url}{PLAN}#menu")
    expect(page.locator("#menu pre:visible")).to_have_count(1)
    expect(page.locator(".q-bar")).to_be_visible()


# --- a trade ----------------------------------------------------------------------------------------


def test_a_trade_shows_as_much_of_its_week_as_is_chosen_and_the_phone_remembers(page: Page, url: str) -> None:
    page.goto(url + TRADE)
    events = page.locator(".q-days .q-event:visible")
    assert events.count() == 4
    expect(page.locator(".q-daily")).to_be_hidden()
    expect(page.locator(".q-none:visible")).to_have_count(3)
    page.get_by_role("button", name="每天五条").click()
    expect(page.locator(".q-daily .q-event:visible")).to_have_count(3)
    assert events.count() == 14
    page.reload()
    expect(page.get_by_role("button", name="每天五条")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".q-day.q-now strong")).to_have_text("周四")
    page.locator(".q-daily .q-event", has_text="今日菜单").click()
    assert page.url == f"{url}{PLAN}#menu"
    expect(page.locator("#menu pre:visible")).to_have_count(1)
    page.goto(f"{url}calendars/catering/")
    expect(page.get_by_role("button", name="每天五条")).to_have_attribute("aria-pressed", "true")


def test_a_trade_shows_a_post_of_each_kind_as_it_is_posted_and_its_plans(phone: Page, url: str) -> None:
    phone.goto(url + TRADE)
    samples = phone.locator(".q-sample")
    assert samples.locator(".q-m--word").all_inner_texts() == ["福利", "干货", "互动"]
    assert samples.locator(".q-copy__button").count() == 3
    tip = samples.nth(1)
    tip.locator(".q-copy__button").click()
    expect(tip.locator(".q-copy__button")).to_have_text("已复制")
    plans = len([each for each in PLANS if each.startswith(TRADE)])
    assert phone.locator(".q-card-of a").count() == plans
    phone.locator(".q-card-of").first.click()
    assert phone.url == url + PLAN


# --- weight -----------------------------------------------------------------------------------------


def test_the_html_of_every_plan_is_light(site: Path) -> None:
    sizes = plan_sizes(site)
    assert {f"{each}/" for each in sizes} == set(PLANS)
    assert [each for each, size in sizes.items() if size > 40_000] == []


@pytest.mark.parametrize("size", smoke({"phone": ((390, 844),), "desk": ((1280, 900),)}, "phone"))
def test_first_loads_are_light_and_nothing_moves_before_the_eyes(
    browser: Browser, site: Path, size: tuple[int, int]
) -> None:
    served = Served(site, is_zipping=True)
    seen = {}
    for path in ("", TRADE, PLAN, "industries/apparel/welfare/", f"{PLAN}#chat", f"{PLAN}#menu.31"):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        seen[path] = first_visit(page, served.url + path, is_slow=False)
        context.close()
    served.stop()
    assert {path: each for path, each in seen.items() if not 40_000 < each.first <= 120_000} == {}
    assert {path: each for path, each in seen.items() if each.cls > 0.05} == {}
    assert min(each.lcp for each in seen.values()) > 0
