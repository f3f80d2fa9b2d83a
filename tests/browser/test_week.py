"""A week of work in a shop of one's own, from one Monday to the next, on a phone of 390 px whose clock is moved on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_my import begin, on
from tests.browser.test_today import at, card, chips, clipboard, copied, notice

MENU, VIDEO, PACKAGE, PACKET = "今日菜单", "出锅短视频", "明日限量套餐", "晚上的小红包"


def words(post: Locator) -> str:
    return post.locator("pre").first.inner_text()


def send(post: Locator, *groups: str) -> str:
    """Copy a post, blanks and all, and tick it; return what was copied."""
    button = post.locator("button.main")
    button.click()
    if button.inner_text() != "复制":
        button.click()
    expect(post.locator(".said").first).to_contain_text("已复制")
    for group in groups or ("一群", "二群"):
        post.get_by_role("checkbox", name=group, exact=True).check()
    return clipboard(post.page)


def progress(page: Page) -> str:
    return page.locator(".progress").inner_text()


@pytest.fixture
def phone(page: Page, url: str) -> Page:
    """A shop with two groups and five posts a day, made on Monday morning, at its page of today."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.set_fixed_time("2026-12-14T09:00:00+08:00")
    page.goto(f"{url}my/")
    begin(page, "餐饮", "老王小馆")
    on(page)
    page.locator(".seg button").nth(2).click()
    on(page)
    page.get_by_label("菜名").first.fill("酸菜鱼")
    on(page, 2)
    page.get_by_label("第 1 个群叫什么").first.fill("一群")
    page.get_by_role("button", name="这样的群还有一个").first.click()
    page.get_by_label("第 2 个群叫什么").first.fill("二群")
    on(page)
    page.get_by_role("link", name="看今天发什么").click()
    expect(page.locator(".posts li").first).to_be_visible()
    return page


def monday(phone: Page) -> None:
    """The first post waits for the blank that the shop did not fill in; both groups are ticked with their hour."""
    at(phone, "2026-12-14T11:05:00+08:00")
    assert chips(phone)["11:00"] == "现在发"
    menu = card(phone, MENU)
    sent = send(menu)
    assert "酸菜鱼" in sent
    assert "〔" not in sent.replace("〔价格〕", "")
    assert menu.locator(".ticks small").all_inner_texts() == ["11:05", "11:05"]
    send(card(phone, VIDEO))
    assert progress(phone) == "已发 2/5 条"


def tuesday(phone: Page) -> None:
    """A text is swapped: what was meant for today comes on the day whose text it took, and none twice."""
    at(phone, "2026-12-15T10:50:00+08:00")
    menu = card(phone, MENU)
    before = words(menu)
    menu.get_by_role("button", name="换一条").click()
    menu = card(phone, MENU)
    after = words(menu)
    assert after != before
    assert send(menu) == after
    swapped = phone.evaluate("qunli.memory.noted('2026-12-15', 'welfare.menu').bent.from")
    assert swapped > "2026-12-15"
    phone.evaluate("day => { location.hash += `&day=${day}`; }", swapped)
    expect(phone.locator(".days h2")).to_contain_text(f"{int(swapped[8:])}日")
    assert words(card(phone, MENU)) == before
    phone.get_by_role("button", name="回到今天").click()
    assert words(card(phone, MENU)) == after
    for title in (VIDEO, "周二拼一样", PACKAGE):
        send(card(phone, title))


def wednesday(phone: Page) -> None:
    """A text is edited; what is copied is what she wrote, and the next day has the plan's again."""
    at(phone, "2026-12-16T10:50:00+08:00")
    menu = card(phone, MENU)
    menu.get_by_role("button", name="改几个字").click()
    menu.get_by_label("改这一条的字").fill("下雨，今天有〔菜名〕\n回「1」留一份")
    menu.get_by_role("button", name="改好了").click()
    menu = card(phone, MENU)
    menu.get_by_label("菜名").fill("羊汤")
    assert send(menu) == "下雨，今天有羊汤\n回「1」留一份"
    for title in (VIDEO, "吃的小窍门", PACKAGE):
        send(card(phone, title))
    phone.reload()
    assert words(card(phone, MENU)) == "下雨，今天有羊汤\n回「1」留一份"
    expect(card(phone, MENU).locator(".chip")).to_have_text("已发")


def thursday(phone: Page) -> None:
    """A post is skipped: it is neither due nor late, and the next one comes up."""
    at(phone, "2026-12-17T11:10:00+08:00")
    send(card(phone, MENU))
    assert chips(phone)["12:00"] == "下一条"
    card(phone, VIDEO).get_by_role("button", name="今天不发").click()
    assert chips(phone)["12:00"] == "今天不发"
    assert chips(phone)["16:30"] == "下一条"
    at(phone, "2026-12-17T22:00:00+08:00")
    for title in ("周四听大家的", PACKAGE, PACKET):
        send(card(phone, title))
    assert progress(phone) == "已发 4/4 条"
    assert "12:00 出锅短视频 今天不发" in copied(phone, "复制今日日报")


def friday(phone: Page) -> None:
    """A post is put off behind another: it stands there, is not late at its old hour, and is at its new one."""
    at(phone, "2026-12-18T17:50:00+08:00")
    package = card(phone, PACKAGE)
    package.get_by_role("button", name="改到几点").click()
    package.get_by_label("改到几点").fill("21:30")
    package.get_by_role("button", name="改好了").click()
    assert [*chips(phone)][-2:] == ["20:00", "21:30"]
    at(phone, "2026-12-18T18:30:00+08:00")
    assert chips(phone)["21:30"] == ""
    at(phone, "2026-12-18T21:35:00+08:00")
    assert chips(phone)["21:30"] == "现在发"
    for title in (MENU, VIDEO, PACKAGE):
        send(card(phone, title))
    assert "21:30 明日限量套餐 已发 21:35（改了：18:00 改到 21:30）" in copied(phone, "复制今日日报")


def saturday(phone: Page, second: Page) -> None:
    """The day is handed over at three, worked on by a colleague without the shop, and comes back as her report."""
    at(phone, "2026-12-19T15:00:00+08:00")
    send(card(phone, MENU))
    send(card(phone, VIDEO), "一群")
    link = copied(phone, "交班：复制链接").split("\n")[1]
    second.goto(link)
    expect(second.locator("#_shop")).to_have_text("老王小馆")
    assert "接过来勾了 3 个群" in notice(second)
    assert progress(second) == "已发 1/5 条"
    at(second, "2026-12-19T20:05:00+08:00")
    card(second, VIDEO).get_by_role("checkbox", name="二群").check()
    for title in ("今晚特价一道", PACKAGE, PACKET):
        send(card(second, title))
    card(second, PACKET).get_by_label("一群 回复几个人").fill("20")
    card(second, PACKET).get_by_label("二群 回复几个人").fill("6")
    card(second, PACKAGE).get_by_label("二群 接龙几单").fill("14")
    assert progress(second) == "已发 5/5 条"
    report = copied(second, "复制今日日报")
    at(phone, "2026-12-19T21:00:00+08:00")
    assert chips(phone)["20:00"] == "过点没发"
    phone.locator(".pasting summary").click()
    phone.get_by_label("同事的日报").fill(report)
    phone.get_by_role("button", name="接过来").click()
    said = notice(phone)
    assert "接过来勾了 7 个群，记了 3 个数。" in said
    assert "12:00 出锅短视频 晚了 485 分钟" in said
    assert progress(phone) == "已发 5/5 条"
    assert card(phone, PACKET).get_by_label("二群 回复几个人").input_value() == "6"
    assert copied(phone, "复制今日日报") == report


def sunday(phone: Page) -> None:
    """Nobody opens the page until the evening: everything due is late, and stays so the next day."""
    at(phone, "2026-12-20T23:00:00+08:00")
    assert set(chips(phone).values()) == {"过点没发"}
    at(phone, "2026-12-21T00:05:00+08:00")
    assert phone.locator(".days h2").inner_text() == "12月21日 周一 今天"
    assert progress(phone) == "已发 0/3 条"
    phone.locator(".days button").first.click()
    assert set(chips(phone).values()) == {"没发"}


def week_after(phone: Page, url: str) -> None:
    """The week looks back: what was sent of what was due, with the number that came in the report."""
    at(phone, "2026-12-21T09:00:00+08:00")
    phone.goto(f"{url}my/week/")
    review = phone.locator("#_review")
    expect(review.locator("tbody tr")).to_have_count(15)
    rows = {
        row.locator("th").inner_text(): " ".join(row.locator("td").all_inner_texts())
        for row in review.locator("tbody tr").all()
    }
    assert rows[MENU] == "6/6 没记 还看不出"
    assert rows[VIDEO] == "5/5 没记 还看不出"
    assert rows[PACKAGE] == "5/6 接龙 14 还看不出"
    assert rows[PACKET] == "2/3 回复 26 还看不出"
    assert rows["周日闲聊"] == "那几天没记 没记 还看不出"
    expect(review).to_contain_text("晚上的小红包：才 3 次")
    expect(review).to_contain_text("一样也没记的日子不算，没记的数不当 0")
    phone.get_by_role("button", name="上周").click()
    days = phone.locator(".day")
    expect(days.nth(3).locator(".e", has_text=VIDEO)).to_contain_text("不发")
    expect(days.nth(4).locator(".e", has_text=PACKAGE)).to_contain_text("21:30")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.slow
def test_a_week_is_worked_from_monday_to_the_next(phone: Page, new_page: NewPage, url: str) -> None:
    monday(phone)
    tuesday(phone)
    wednesday(phone)
    thursday(phone)
    friday(phone)
    saturday(
        phone, new_page(now="2026-12-19T15:10:00+08:00", permissions=["clipboard-read", "clipboard-write"])
    )
    sunday(phone)
    week_after(phone, url)
