"""The first screen, and how much of a general edition is shown, on 10 December 2026 at five past eleven."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage, settle
from tests.browser.texts import line_around
from tests.conftest import REPOSITORY, smoke

AXE = REPOSITORY / "tests/js/node_modules/axe-core/axe.min.js"
TRADES = ["服装", "餐饮", "烘焙", "火锅", "奶茶", "教培", "水果生鲜", "农特产", "母婴"]
DISH = line_around("catering", "welfare", "menu", "item.name", "item.price")
SHOP = {
    "form": 1,
    "id": "my-x7k2q",
    "edition": 1,
    "time": 1,
    "industry": "catering",
    "title": "老王小馆",
    "pace": 2,
    "starts": "2026-12-07",
    "values": {"dishes": [{"name": "酸菜鱼"}]},
    "runs": [{"sop": "welfare", "groups": ["门店福利群"]}],
}
KEEP = (
    "(shop) => { localStorage.setItem('qunli:1:my', JSON.stringify({open: shop.id, ids: [shop.id]}));"
    " localStorage.setItem('qunli:1:my:' + shop.id, JSON.stringify(shop)); }"
)


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    return new_page(permissions=["clipboard-read", "clipboard-write"])


def choose(page: Page, url: str, trade: str) -> None:
    page.goto(url)
    page.locator(".q-door", has_text=trade).click()
    expect(page.locator(".q-card--chosen .q-today li")).to_be_visible()


def own(page: Page, url: str, **more: object) -> None:
    """Let the phone keep a shop of its own."""
    page.goto(f"{url}industries/")
    page.evaluate(KEEP, {**SHOP, **more})


def clipboard(page: Page) -> str:
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found


def refused(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    rules = {"runOnly": ["wcag2a", "wcag2aa"], "resultTypes": ["violations"]}
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


# --- the card -------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", smoke(["Asia/Shanghai", "America/New_York"], "America/New_York"))
def test_all_trades_stand_there_and_the_one_chosen_shows_todays_post_and_stays(
    new_page: NewPage, url: str, zone: str
) -> None:
    page = new_page(timezone_id=zone)
    page.goto(url)
    expect(page.locator(".q-door")).to_have_text(TRADES)
    page.locator(".q-door", has_text="餐饮").click()
    expect(page.locator(".q-today__day")).to_contain_text("今天 12月10日 周四")
    expect(page.locator(".q-card:visible")).to_have_count(1)
    card = page.locator(".q-today li")
    expect(card.locator("time")).to_have_text("14:30")
    expect(card).to_contain_text("准备 券包图")
    expect(card).to_contain_text("发前看")
    page.reload()
    expect(page.locator(".q-door[aria-pressed=true]")).to_have_text("餐饮")
    expect(page.locator(".q-card--chosen")).to_have_attribute("data-door", "catering")
    expect(page.locator(".q-today li")).to_be_visible()


def test_home_and_the_page_of_today_are_one_what_is_filled_in_here_stands_there(
    phone: Page, url: str
) -> None:
    choose(phone, url, "餐饮")
    phone.get_by_role("button", name="每天五条").click()
    card = phone.locator(".q-today li")
    expect(card.locator(".title")).to_contain_text("今日菜单")
    card.get_by_label("菜名").fill("酸菜鱼")
    card.get_by_label("福利群").check()
    expect(card.locator(".chip")).to_have_text("已发")
    phone.locator(".q-card--chosen .q-card__all").click()
    there = phone.locator(".posts li").first
    expect(there.locator(".chip")).to_have_text("已发")
    expect(there.locator(".title")).to_contain_text("今日菜单")
    expect(there.locator("pre")).to_contain_text("酸菜鱼")


def test_the_first_tap_goes_to_the_open_blank_and_the_second_copies_it_by_its_name(
    phone: Page, url: str
) -> None:
    choose(phone, url, "服装")
    card = phone.locator(".q-today li")
    card.get_by_role("button", name="复制", exact=True).click()
    expect(card.locator(".wait").first).to_contain_text("还差 3 空：天气")
    expect(card.get_by_label("天气")).to_be_focused()
    card.get_by_role("button", name="再点一次，照样复制").click()
    expect(card.get_by_text("已复制")).to_be_visible()
    assert "〔天气〕" in clipboard(phone)
    assert "例：" not in clipboard(phone)


IS_ON_TOP = (
    "(made) => { const { x, y } = made.getBoundingClientRect();"
    " return made.contains(document.elementFromPoint(x + 9, y + 9)); }"
)


def is_within_reach(part: Locator) -> bool:
    expect(part).to_be_in_viewport(ratio=1)
    return bool(part.evaluate(IS_ON_TOP))


@pytest.mark.parametrize("trade", smoke([*TRADES, ""], TRADES[0], ""))
def test_the_copy_button_stands_on_the_first_screen_and_covers_no_field(
    page: Page, url: str, trade: str
) -> None:
    if trade:
        choose(page, url, trade)
    else:
        page.goto(f"{url}calendars/catering/today/")
    card = page.locator(".posts details[open]").first
    assert is_within_reach(card.locator(".act .main"))
    field = card.locator(".field input").first
    if field.count():
        card.locator(".act .main").click()
        expect(field).to_be_focused()
        assert is_within_reach(field)
        assert is_within_reach(card.locator(".act .wait"))


def test_the_next_post_comes_in_place_and_what_is_posted_is_passed_over(phone: Page, url: str) -> None:
    choose(phone, url, "餐饮")
    title = phone.locator(".q-today li .title")
    before = title.inner_text()
    phone.get_by_role("button", name="下一条").click()
    expect(title).not_to_have_text(before)
    expect(phone.locator(".q-today__day")).to_contain_text("12月11日 周五")
    phone.reload()
    phone.locator(".q-today .ticks input").first.check()
    phone.reload()
    expect(phone.locator(".q-today__day")).to_contain_text("今天的都发了，下一条在12月11日 周五")


def test_a_build_of_days_ago_shows_todays_post(new_page: NewPage, url: str) -> None:
    page = new_page(now="2027-02-03T09:00:00+08:00")
    choose(page, url, "母婴")
    expect(page.locator(".q-today__day")).to_contain_text("2月3日 周三")
    expect(page.locator(".q-card__print:visible")).to_have_count(0)


def test_before_its_calendar_starts_a_general_edition_shows_todays_post_all_the_same(
    new_page: NewPage, url: str
) -> None:
    page = new_page(now="2026-11-27T09:00:00+08:00")
    choose(page, url, "餐饮")
    page.get_by_role("button", name="每天五条").click()
    expect(page.locator(".q-today__day")).to_contain_text("今天 11月27日 周五")


def test_the_first_screen_is_readable_without_scripts_and_says_of_which_day_it_is(
    new_page: NewPage, url: str
) -> None:
    page = new_page(now=None, java_script_enabled=False)
    page.goto(url)
    expect(page.locator(".q-card:visible")).to_have_count(len(TRADES))
    for card in page.locator(".q-card").all():
        assert len(card.locator(".q-copy__text").inner_text()) > 10
        assert re.fullmatch(r"12月1\d日 周.", card.locator(".q-card__day").inner_text())
    page.locator("a.q-door", has_text="教培").click()
    assert page.url.endswith("#_education")


def test_where_the_plan_does_not_come_the_print_stays_with_its_day(new_page: NewPage, url: str) -> None:
    page = new_page()
    page.route("**/catering/plan.js", lambda route: route.fulfill(status=200, body=""))
    page.goto(url)
    page.locator(".q-door", has_text="餐饮").click()
    expect(page.locator(".q-card--chosen .q-card__print")).to_be_visible()
    expect(page.locator(".q-card--chosen .q-card__day")).to_contain_text("12月10日 周四")


def test_the_folder_alone_is_enough(new_page: NewPage, site: Path) -> None:
    page = new_page().context.new_page()
    page.clock.set_fixed_time("2026-12-10T11:05:00+08:00")
    page.goto((site / "index.html").as_uri())
    page.locator(".q-door", has_text="餐饮").click()
    expect(page.locator(".q-today__day")).to_contain_text("今天 12月10日 周四")


def test_the_first_screen_keeps_to_words_a_shopkeeper_knows(page: Page, url: str) -> None:
    choose(page, url, "餐饮")
    words = page.locator(".q-home").inner_text()
    assert not [each for each in ("SOP", "iCal", "AARRR", "YAML") if each in words]
    assert "不会替你自动发（自动群发会封号）；不收顾客资料；怎么删，加之前先写给你看" in words


def test_the_card_leads_to_the_trades_own_calendar(page: Page, url: str) -> None:
    choose(page, url, "母婴")
    page.locator(".q-card--chosen .md-button").click()
    assert page.url == url + "calendars/maternal-baby/#_subscribe"


@pytest.mark.parametrize("scheme", smoke(["light", "dark"], "light"))
def test_the_card_is_accessible_and_its_targets_fit_a_thumb(new_page: NewPage, url: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    choose(page, url, "餐饮")
    assert refused(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    heights = page.locator(".q-stage :is(button, input[type=text], summary)").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => [e.getBoundingClientRect().height, e.outerHTML])"
    )
    assert len(heights) > 5
    assert [html for height, html in heights if height < 44] == []


def test_what_the_card_loads_is_light_and_comes_after_the_page(page: Page, url: str) -> None:
    loaded: dict[str, int] = {}
    page.on(
        "response", lambda got: loaded.setdefault(got.url.removeprefix(url), len(gzip.compress(got.body())))
    )
    page.goto(url, wait_until="networkidle")
    with page.expect_response("**/catering/plan.js"):
        page.locator(".q-door", has_text="餐饮").click()
    expect(page.locator(".q-card--chosen .q-today li")).to_be_visible()
    settle(page)
    ours = {name: size for name, size in loaded.items() if not re.match("assets/(java|style)|search", name)}
    assert "industries/catering/plan.js" in ours
    assert sum(ours.values()) - ours["industries/apparel/plan.js"] <= 100_000, ours
    early = page.locator("script[defer]").evaluate_all("all => all.map((each) => each.getAttribute('src'))")
    assert not [each for each in early if "planner/planner" in each or "plan.js" in each]


# --- one's own shop -------------------------------------------------------------------------------


def test_a_shop_of_ones_own_speaks_and_the_general_edition_is_one_tap_away(phone: Page, url: str) -> None:
    own(phone, url)
    phone.goto(url)
    whose = phone.locator(".q-whose")
    expect(whose).to_contain_text("这是「老王小馆」的话")
    card = phone.locator(".q-today li")
    expect(card.locator(".title")).to_contain_text("今日菜单")
    expect(card.locator(".ticks")).to_contain_text("门店福利群")
    assert refused(phone) == []
    expect(card.locator("pre")).to_contain_text("酸菜鱼")
    phone.get_by_role("button", name="看通用版").click()
    expect(whose).to_contain_text("这是餐饮通用版，店里的事要现填。")
    expect(phone.locator(".q-today .ticks")).not_to_contain_text("门店福利群")
    phone.get_by_role("button", name="回到「老王小馆」").click()
    expect(whose).to_contain_text("这是「老王小馆」的话")
    phone.get_by_role("link", name="「老王小馆」这一天全部").click()
    expect(phone.locator("#_shop")).to_have_text("老王小馆")


def test_a_shop_whose_trade_is_gone_leaves_the_general_edition(page: Page, url: str) -> None:
    own(page, url, industry="gone")
    page.route("**/gone/plan.js", lambda route: route.fulfill(status=200, body=""))
    page.goto(url)
    expect(page.locator(".q-whose")).to_contain_text("这是服装通用版")
    assert json.loads(page.evaluate("localStorage.getItem('qunli:1:my:my-x7k2q')"))["title"] == "老王小馆"


def test_whatever_a_shop_is_called_shows_as_text(page: Page, url: str) -> None:
    own(page, url, title="<img src=x onerror=alert(1)>{{store}}")
    page.goto(url)
    expect(page.locator(".q-whose")).to_contain_text("<img src=x onerror=alert(1)>{{store}}")
    page.goto(f"{url}industries/catering/welfare/")
    expect(page.locator("#_whose")).to_contain_text("<img src=x onerror=alert(1)>{{store}}")
    assert page.locator(".md-content img").count() == 0


# --- texts on the pages of a trade ------------------------------------------------------------------


def test_the_texts_of_a_plan_are_in_the_words_of_ones_own_shop_until_asked_otherwise(
    phone: Page, url: str
) -> None:
    own(phone, url)
    phone.goto(f"{url}industries/catering/welfare/#menu.{DISH.text_id}")
    expect(phone.locator("#_whose")).to_contain_text("下面是「老王小馆」的话")
    block = phone.locator("#menu .q-copy:visible", has_text=DISH.before).first
    expect(block.locator("pre")).to_contain_text(DISH.said("酸菜鱼"))
    expect(phone.locator("#menu .q-fill:visible", has_text="价格").first).to_contain_text(
        "要填：价格（例：68元）"
    )
    assert refused(phone) == []
    phone.get_by_role("button", name="看通用版").click()
    expect(block.locator("pre")).to_contain_text(DISH.said("〔菜名〕"))
    expect(phone.locator("#_whose")).to_contain_text("下面是餐饮通用版")
    phone.get_by_role("button", name="回到「老王小馆」").click()
    expect(block.locator("pre")).to_contain_text(DISH.said("酸菜鱼"))


def test_the_page_of_all_texts_speaks_for_ones_own_shop_and_prints_so(phone: Page, url: str) -> None:
    phone.goto(f"{url}industries/catering/welfare/all/")
    expect(phone.locator("#_whose")).to_be_hidden()
    own(phone, url)
    phone.goto(f"{url}industries/catering/welfare/all/")
    expect(phone.locator("#_whose")).to_contain_text("下面是「老王小馆」的话")
    block = phone.locator(f"[id='menu.{DISH.text_id}'] pre").first
    expect(block).to_contain_text(DISH.said("酸菜鱼"))
    phone.get_by_role("button", name="看通用版").click()
    expect(block).to_contain_text(DISH.said("〔菜名〕"))


@pytest.mark.parametrize("page_of", smoke(["faq", "anytime", "welfare"], "welfare"))
def test_pages_of_a_trade_ask_for_scripts_of_a_shop_only_where_there_is_one(
    page: Page, url: str, page_of: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    own(page, url)
    page.goto(f"{url}industries/hotpot/welfare/", wait_until="networkidle")
    later = page.locator("link[data-then]").evaluate_all("all => all.map((each) => each.href)")
    assert later
    assert not set(later) & set(asked)
    expect(page.locator("#_whose")).to_be_hidden()
    page.goto(f"{url}industries/catering/{page_of}/", wait_until="networkidle")
    expect(page.locator("#_whose")).to_contain_text("老王小馆")
    later = page.locator("link[data-then]").evaluate_all("all => all.map((each) => each.href)")
    assert set(later) <= set(asked)


def test_a_printed_text_asks_for_its_blanks_and_takes_what_is_filled_in(phone: Page, url: str) -> None:
    phone.goto(f"{url}industries/catering/welfare/#menu.{DISH.text_id}")
    block = phone.locator("#menu .q-copy:visible", has_text=DISH.before).first
    copy = block.locator(".q-copy__button")
    copy.click()
    expect(copy).to_have_text("再点一次，照样复制")
    expect(block.get_by_label("菜名")).to_be_focused()
    expect(block.locator("[role=status]")).to_have_text("还差 2 空：菜名、价格。")
    block.get_by_label("菜名").fill("<b>鱼</b>")
    expect(block.locator("pre")).to_contain_text(DISH.said("<b>鱼</b>"))
    copy.click()
    expect(block.locator("[role=status]")).to_have_text("还差 1 空：价格。")
    copy.click()
    expect(copy).to_have_text("已复制")
    assert clipboard(phone).startswith(DISH.said("<b>鱼</b>") + "\n")
    assert "〔价格〕" in clipboard(phone)
    assert refused(phone) == []


# --- how much -------------------------------------------------------------------------------------


def test_how_much_is_chosen_once_for_home_the_calendar_and_today(page: Page, url: str) -> None:
    choose(page, url, "餐饮")
    names = ["一周四条", "每天一条", "每天五条"]
    pressed = "[aria-pressed=true]"
    expect(page.locator(".seg button")).to_have_text(names)
    expect(page.locator(f".seg {pressed}")).to_have_text("一周四条")
    page.goto(f"{url}calendars/catering/")
    expect(page.locator(".seg button")).to_have_text(names)
    expect(page.locator("#_wall .q-cell", has_text="今日菜单")).to_have_count(0)
    page.get_by_role("button", name="每天五条").click()
    expect(page.locator("#_wall .q-cell", has_text="今日菜单")).to_have_count(7)
    expect(page.locator("#_pace")).to_contain_text("整套：每天九条")
    assert refused(page) == []
    page.goto(f"{url}calendars/catering/today/")
    expect(page.locator(f".seg {pressed}")).to_have_text("每天五条")
    expect(page.locator(".posts li")).to_have_count(5)
    page.get_by_role("button", name="一周四条").click()
    expect(page.locator(".posts li")).to_have_count(1)
    assert page.url.endswith("#pace=0")
    page.get_by_role("button", name="别的群也看").click()
    expect(page.locator(".posts li", has_text="会员群").first).to_be_visible()
    page.goto(url)
    expect(page.locator(f".seg {pressed}")).to_have_text("每天五条")


def test_a_post_of_a_subscribed_calendar_opens_though_less_is_chosen(page: Page, url: str) -> None:
    page.goto(f"{url}calendars/catering/today/#welfare.menu")
    expect(page.locator(".posts details[open] .title")).to_contain_text("今日菜单")
    page.goto(f"{url}calendars/catering/today/")
    page.reload()
    expect(page.locator(".posts li")).to_have_count(1)


def test_a_shop_that_wrote_its_own_calendar_has_no_switch(page: Page, url: str) -> None:
    own(page, url)
    page.goto(f"{url}my/today/")
    expect(page.locator("#_shop")).to_have_text("老王小馆")
    expect(page.locator(".posts li").first).to_be_visible()
    expect(page.locator(".pace")).to_have_count(0)
