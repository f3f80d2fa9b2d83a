"""A day's work on the page of today's posts, on phones of several kinds."""

from __future__ import annotations

import csv
import gzip
import io
import re
import textwrap
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import DAY, FILES, REPOSITORY, build, own_library, smoke
from playwright.sync_api import Locator, Page, expect
from qunli import schedule, text

from browser.conftest import NewPage, weights

AXE = REPOSITORY / "tests/js/node_modules/axe-core/axe.min.js"
# The horizon of a plan of DAY, which comes before the 400 days that the almanac knows.
LAST = date(2027, 12, 31)
CATERING = "calendars/catering/today/"
# With the posts of all its groups, as its calendar has them.
WHOLE = CATERING + "#pace=3"
SHOP = "calendars/main/today/"
WECHAT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN"
)
HOSTILE = """</script><script>hacked=1</script> <img src=x onerror="hacked=2"> ]]> `|` {# 'q' "d" \\u003c &lt; *_[x](y)"""

PACK = """
grammar: 1
title: 小店
summary: 给测试用的小模板
version: 1.0.0
roles:
  host: {title: 群主, duty: 管事}
  staff: {title: 店员, duty: 发帖}
variables:
  store: {title: 店名, default: 本店}
  hours: {title: 几点开门, default: 九点}
"""
SOP = f"""
title: =福利群
kind: traffic
positioning: {{purpose: '{{{{ store }}}}{{{{ hours }}}}开门'}}
rules: {{ask: '别的：{{{{ store }}}}的事去店里说'}}
slots:
  menu:
    title: 今日菜单
    when: {{every: day, at: 11:00}}
    type: content
    owner: staff
    media: [菜单图]
    notes: 核对价格
    record: [replies, payments]
    copy: 今天有〔菜名，例：酸菜鱼〕和〔例：上海青〕，〔菜名〕卖完就没有了
    short: 今天照常营业
  evening:
    title: +晚安
    when: {{every: week, weekdays: [thu, sat], at: 20:30}}
    type: warmth
    owner: host
    record: [replies]
    copy: 晚安
  hostile:
    title: '@<b>坏的</b>'
    when: {{every: day, at: 21:00}}
    type: activity
    copy:
      - |
        {HOSTILE}
        〔</script>，例："><script>hacked=3</script>〕
  far:
    title: 中秋
    when: {{date: 2027-09-15, at: 09:00}}
    type: activity
    copy: 中秋好
  past:
    title: 开张
    when: {{date: 2026-12-08, at: 09:00}}
    type: activity
    copy: 开张了
"""
CALENDAR = """
title: 中山路店
industry: shop
starts: 2026-12-08
timezone: Asia/Urumqi
sops:
  welfare: {groups: [一群, 二群]}
staff: {staff: 小陈}
closed: [2026-12-12]
"""


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small shop in Ürümqi with two groups, a day off, a far post and hostile words."""
    root = tmp_path_factory.mktemp("shop")
    own = {
        "content/industries/shop/pack.yml": PACK,
        "content/industries/shop/sops/welfare.yml": SOP,
        "calendars/main.yml": CALENDAR,
    }
    for path, content in (FILES | own).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(content).lstrip("\n"), encoding="utf-8")
    return build(root, root / "site")


@pytest.fixture(scope="session")
def shop_url(shop: Path, serve: Callable[[Path], str]) -> str:
    return serve(shop)


@pytest.fixture
def phone(page: Page, shop_url: str) -> Page:
    """A phone that has the small shop's page open; its clipboard may be used."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(shop_url + SHOP)
    return page


def card(page: Page, title: str) -> Locator:
    found = page.locator(".posts > li", has=page.locator(".title", has_text=title))
    if found.locator("details").get_attribute("open") is None:
        found.locator("summary").click()
    return found


def chips(page: Page) -> dict[str, str]:
    return dict(
        page.locator(".posts > li").evaluate_all(
            "items => items.map(i => [i.querySelector('time').textContent, i.querySelector('.chip').textContent])"
        )
    )


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def copied(page: Page, button: str) -> str:
    page.get_by_role("button", name=button).click()
    page.get_by_text("已复制").first.wait_for()
    return clipboard(page)


def heading(page: Page) -> str:
    return page.locator("#_posts h2").first.inner_text()


def notice(page: Page) -> str:
    return page.locator(".notice").inner_text()


def at(page: Page, moment: str) -> None:
    """Move the page's clock and let it notice."""
    page.clock.set_fixed_time(moment)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


# --- what the page shows --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "zone", smoke(["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"], "America/New_York")
)
def test_now_and_next_follow_chinas_clock_wherever_the_phone_thinks_it_is(
    new_page: NewPage, url: str, zone: str
) -> None:
    page = new_page(timezone_id=zone)
    page.goto(url + WHOLE)
    marks = chips(page)
    assert list(marks) == sorted(marks)
    assert marks["11:00"] == "现在发"
    assert [time for time, mark in marks.items() if mark == "下一条"] == [
        min(t for t in marks if t > "11:05")
    ]
    assert {mark for time, mark in marks.items() if time < "10:50"} == {"过点没发"}
    assert page.locator("details[open] time").all_inner_texts() == ["11:00"]


@pytest.mark.nightly
def test_a_shop_in_another_zone_goes_by_its_own_clock(phone: Page) -> None:
    assert chips(phone)["11:00"] == "下一条"
    at(phone, "2026-12-10T13:05:00+08:00")
    assert chips(phone)["11:00"] == "现在发"


def test_days_turn_and_say_which_they_are(phone: Page) -> None:
    assert heading(phone) == "12月10日 周四 今天"
    phone.get_by_role("button", name="明天").click()
    assert heading(phone) == "12月11日 周五 明天"
    assert "20:30" not in chips(phone)
    phone.get_by_role("button", name="后一天").click()
    assert phone.locator(".nothing").inner_text() == "店休，不发。下一条：12月13日 周日 11:00 今日菜单。"
    assert heading(phone) == "12月12日 周六 2天后"
    phone.get_by_role("button", name="回到今天").click()
    phone.get_by_role("button", name="昨天").click()
    assert heading(phone) == "12月9日 周三 昨天"
    phone.get_by_role("button", name="前一天").click()
    assert heading(phone) == "12月8日 周二 2天前"
    assert phone.get_by_role("button", name="前一天").is_disabled()
    phone.evaluate("location.hash = 'day=2026-11-30'")
    expect(phone.get_by_text("12月8日 周二开始发，先看这一天。")).to_be_visible()
    assert heading(phone) == "12月8日 周二 2天前"


def test_a_page_left_open_overnight_turns_to_the_new_day(phone: Page) -> None:
    at(phone, "2026-12-11T09:00:00+08:00")
    assert heading(phone) == "12月11日 周五 今天"
    phone.get_by_role("button", name="昨天").click()
    at(phone, "2026-12-12T09:00:00+08:00")
    assert heading(phone) == "12月10日 周四 2天前"
    phone.get_by_role("button", name="回到今天").click()
    phone.get_by_role("button", name="明天").click()
    at(phone, "2026-12-13T09:00:00+08:00")
    assert heading(phone) == "12月13日 周日 今天"


def test_what_was_moved_past_midnight_stands_above_the_new_day_until_it_is_posted(phone: Page) -> None:
    """The shop's clock is two hours behind China's: 00:05 in the shop is 02:05 on the wall of the browser."""
    menu = card(phone, "今日菜单")
    menu.get_by_role("button", name="改到几点").click()
    menu.get_by_label("改到几点").fill("00:30")
    menu.get_by_role("button", name="改好了").click()
    pointer = phone.get_by_text("昨天的还有一条：凌晨 00:30 今日菜单。")
    expect(pointer).to_have_count(0)
    at(phone, "2026-12-11T02:05:00+08:00")
    assert heading(phone) == "12月11日 周五 今天"
    expect(pointer).to_be_visible()
    pointer.get_by_role("button", name="去发这条").click()
    assert heading(phone) == "12月10日 周四 昨天"
    expect(pointer).to_have_count(0)
    assert chips(phone) == {"20:30": "没发", "21:00": "没发", "24:30": "下一条"}
    at(phone, "2026-12-11T02:31:00+08:00")
    assert chips(phone)["24:30"] == "现在发"
    for group in ("一群", "二群"):
        card(phone, "今日菜单").get_by_role("checkbox", name=group).check()
    phone.get_by_role("button", name="回到今天").click()
    expect(pointer).to_have_count(0)


def test_what_has_the_focus_holds_no_day_back_unless_somebody_is_writing(phone: Page) -> None:
    menu = card(phone, "今日菜单")
    menu.get_by_role("checkbox", name="一群").check()
    at(phone, "2026-12-11T09:00:00+08:00")
    assert heading(phone) == "12月11日 周五 今天"
    field = card(phone, "今日菜单").locator(".field input").first
    phone.clock.set_fixed_time("2026-12-11T23:58:00+08:00")
    field.fill("鱼")
    at(phone, "2026-12-12T00:01:00+08:00")
    assert field.input_value() == "鱼"
    at(phone, "2026-12-12T07:00:00+08:00")
    assert heading(phone) == "12月12日 周六 今天"
    phone.get_by_role("button", name="昨天").click()
    assert card(phone, "今日菜单").locator(".field input").first.input_value() == "鱼"
    card(phone, "今日菜单").get_by_role("button", name="改几个字").click()
    phone.get_by_label("改这一条的字").fill("写到一半")
    at(phone, "2026-12-13T07:00:00+08:00")
    assert phone.get_by_label("改这一条的字").input_value() == "写到一半"


def test_a_role_chosen_stays_chosen(phone: Page) -> None:
    phone.get_by_label("谁来发").select_option("店员（小陈）")
    assert list(chips(phone)) == ["11:00"]
    phone.reload()
    assert list(chips(phone)) == ["11:00"]
    phone.get_by_label("谁来发").select_option("全部")
    phone.reload()
    assert list(chips(phone)) == ["11:00", "20:30", "21:00"]


def test_it_says_when_the_data_runs_out(phone: Page) -> None:
    last = LAST
    at(phone, f"{last - timedelta(days=3)}T12:00:00+08:00")
    assert notice(phone).startswith("排期只到")
    assert len(chips(phone)) > 0
    at(phone, f"{last + timedelta(days=1)}T12:00:00+08:00")
    assert "后面的还没生成" in phone.locator(".nothing").inner_text()
    at(phone, "2020-01-01T12:00:00+08:00")
    assert "看看手机的日期对不对" in notice(phone)


def test_the_link_of_an_event_opens_its_own_post(phone: Page, shop_url: str) -> None:
    def follow(fragment: str) -> str:
        phone.goto(shop_url + SHOP + fragment)
        return heading(phone)

    opened = phone.locator("details[open] time")
    assert follow("#welfare.evening") == "12月10日 周四 今天"
    assert opened.all_inner_texts() == ["20:30"]
    phone.get_by_label("谁来发").select_option("店员（小陈）")
    at(phone, "2026-12-11T12:00:00+08:00")
    phone.goto("about:blank")
    assert follow("#welfare.evening") == "12月17日 周四 6天后"
    assert opened.all_inner_texts() == ["20:30"]
    assert "下次是12月17日" in notice(phone)
    assert follow("#welfare.far") == "9月15日 周三 278天后"
    assert "下次是9月15日" in notice(phone)
    assert follow("#welfare.past") == "12月11日 周五 今天"
    assert "这一条到12月31日 周五都不发" in notice(phone)
    assert phone.locator("[id='welfare.past'] pre").is_visible()
    assert follow("#day=2026-12-17&welfare.evening") == "12月17日 周四 6天后"
    assert opened.all_inner_texts() == ["20:30"]
    assert not notice(phone)
    assert follow("#day=2026-12-18&welfare.evening") == "12月17日 周四 6天后"
    assert "下次是12月17日" in notice(phone)
    assert follow("#day=2026-12-18") == "12月18日 周五 7天后"
    follow("#welfare.gone")
    assert "没有这一条了" in notice(phone)
    assert not phone.locator("[id='welfare.past']").is_visible()


def test_without_javascript_the_texts_and_every_events_anchor_are_there(
    new_page: NewPage, url: str, site: Path
) -> None:
    page = new_page(now=None, java_script_enabled=False)
    for feed in sorted(site.glob("calendars/*.ics")):
        links = set(re.findall(r"/today/#([\w.&=-]+)", feed.read_bytes().decode().replace("\r\n ", "")))
        page.goto(f"{url}calendars/{feed.stem}/today/")
        assert links
        assert links <= set(page.locator("[id]").evaluate_all("all => all.map(each => each.id)"))
    page.goto(url + CATERING + "#welfare.menu")
    shown = page.locator("[id='welfare.menu'] pre").first
    assert shown.is_visible()
    assert shown.inner_text().strip()


# --- blanks and copying ---------------------------------------------------------------------------

EVERYTHING = """() => {
  const plan = qunli.plan, found = [];
  for (let day = plan.data.first; day <= plan.last(); day = qunli.dates.shifted(day, 1))
    for (const post of plan.posts(day)) {
      const blanks = plan.blanks(post.parts), values = {};
      blanks.forEach((blank, at) => { values[blank.key] = `<${at}>`; });
      found.push([day, post.slot.at, post.id, plan.filled(post.parts, {}), plan.filled(post.parts, values),
        blanks.map(blank => [blank.label, blank.example]), post.short]);
    }
  return found;
}"""


def expected(plan: schedule.Plan) -> list[list[object]]:
    found = []
    for post in plan.posts(DAY - timedelta(days=60), LAST):
        series = post.series
        whole = series.text
        for number, blank in reversed(list(enumerate(text.blanks(whole)))):
            whole = whole[: blank.start] + f"<{number}>" + whole[blank.end :]
        found.append(
            [
                f"{post.start:%Y-%m-%d}",
                f"{post.start:%H:%M}",
                series.anchor,
                text.to_paste(series.text),
                whole,
                [[blank.label, blank.example] for blank in text.blanks(series.text)],
                text.to_paste(series.short),
            ]
        )
    return found


def test_page_and_generator_agree_on_every_text_and_blank(page: Page, url: str, shop_url: str) -> None:
    found = own_library().require()
    for name, own in found.shops.items():
        page.goto(f"{url}calendars/{name}/today/#pace=3")
        shown = page.evaluate(EVERYTHING)
        assert len(shown) > 50
        assert shown == expected(schedule.plan(own, found.almanac, DAY))


def test_what_the_general_edition_cannot_know_is_filled_in_on_the_phone(page: Page, url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(url + WHOLE)
    menu = card(page, "今日菜单")
    for label, example, value in (("菜名", "酸菜鱼", "水煮鱼"), ("价格", "68元", "58元")):
        field = menu.get_by_label(label, exact=True)
        assert field.get_attribute("placeholder") == f"例：{example}"
        assert f"〔{label}〕" in menu.locator("pre").inner_text()
        assert example not in menu.locator("pre").inner_text()
        field.fill(value)
    for field in menu.locator(".field input").all()[2:]:
        field.fill("二十")
    menu.get_by_role("button", name="复制", exact=True).click()
    menu.get_by_text("已复制").wait_for()
    said = clipboard(page)
    assert "水煮鱼" in said
    assert "58元" in said
    assert "〔" not in said


def test_copying_waits_for_blanks_and_never_copies_an_example(phone: Page) -> None:
    menu = card(phone, "今日菜单")
    fields = menu.locator(".field input")
    assert [fields.nth(i).get_attribute("placeholder") for i in range(3)] == [
        "例：酸菜鱼",
        "例：上海青",
        None,
    ]
    phone.evaluate("navigator.clipboard.writeText('旧的')")
    menu.get_by_role("button", name="复制", exact=True).click()
    assert "还差 3 空：菜名、菜名。" in menu.locator(".said").first.inner_text()
    assert clipboard(phone) == "旧的"
    fields.nth(0).fill("鱼")
    assert menu.get_by_role("button", name="复制", exact=True).is_visible()
    menu.get_by_role("button", name="复制", exact=True).click()
    assert "还差 2 空" in menu.locator(".said").first.inner_text()
    menu.get_by_role("button", name="再点一次").click()
    menu.get_by_text("已复制").wait_for()
    assert clipboard(phone) == "今天有鱼和〔　　〕，〔菜名〕卖完就没有了"
    fields.nth(1).fill("$& 青菜")
    fields.nth(2).fill("它")
    menu.get_by_role("button", name="复制", exact=True).click()
    menu.get_by_text("已复制").wait_for()
    assert clipboard(phone) == "今天有鱼和$& 青菜，它卖完就没有了"
    menu.get_by_role("button", name="复制短的").click()
    menu.locator(".brief").get_by_text("已复制").wait_for()
    assert clipboard(phone) == "今天照常营业"


def test_the_last_value_is_offered_the_next_day(phone: Page) -> None:
    card(phone, "今日菜单").locator(".field input").first.fill("水煮鱼")
    phone.get_by_role("button", name="明天").click()
    menu = card(phone, "今日菜单")
    assert menu.locator(".field input").first.input_value() == ""
    menu.get_by_role("button", name="上次：水煮鱼").click()
    assert menu.locator(".field input").first.input_value() == "水煮鱼"
    assert "今天有水煮鱼和" in menu.locator("pre").inner_text()


def test_hostile_words_are_shown_and_copied_as_written(phone: Page) -> None:
    bad = card(phone, "坏的")
    assert bad.locator(".title").inner_text().startswith("@<b>坏的</b>")
    assert bad.locator("pre").inner_text().split("\n")[0] == HOSTILE
    assert bad.locator(".field input").get_attribute("placeholder") == '例："><script>hacked=3</script>'
    bad.locator(".field input").fill("<i>好</i>")
    bad.get_by_role("button", name="复制", exact=True).click()
    bad.get_by_text("已复制").wait_for()
    assert clipboard(phone).rstrip("\n") == HOSTILE + "\n<i>好</i>"
    assert phone.locator("[id='welfare.hostile'] pre").text_content().split("\n")[0] == HOSTILE
    assert phone.evaluate("typeof hacked") == "undefined"


def refuse_clipboard(page: Page) -> None:
    page.add_init_script(
        """navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
        document.execCommand = () => false;"""
    )


def test_in_wechat_on_an_iphone_a_refused_copy_leaves_the_text_selected(
    new_page: NewPage, shop_url: str
) -> None:
    page = new_page(user_agent=WECHAT)
    refuse_clipboard(page)
    page.goto(shop_url + SHOP + "#welfare.evening")
    evening = card(page, "晚安")
    evening.get_by_role("button", name="复制", exact=True).click()
    area = evening.get_by_label("要复制的文字")
    area.wait_for()
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    assert area.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == "晚安"
    assert "已复制" not in evening.inner_text()
    page.get_by_role("button", name="复制这一周的表").click()
    assert page.locator(".closing textarea").input_value().startswith("\ufeff日期,")


def test_an_old_way_of_copying_is_tried_where_there_is_no_clipboard(new_page: NewPage, shop_url: str) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(shop_url + SHOP + "#welfare.evening")
    page.evaluate(
        "document.addEventListener('copy', () => { window.taken = String(document.activeElement.value); })"
    )
    evening = card(page, "晚安")
    evening.get_by_role("button", name="复制", exact=True).click()
    evening.get_by_text("已复制").wait_for()
    assert page.evaluate("taken") == "晚安"


# --- ticks, figures, what is handed on ------------------------------------------------------------


def work(page: Page) -> None:
    """Fill, tick and count as a shop does until noon."""
    menu = card(page, "今日菜单")
    menu.locator(".field input").first.fill("鱼")
    menu.get_by_role("checkbox", name="一群").check()
    menu.get_by_label("一群 回复几个人").fill("１20")
    menu.get_by_label("一群 收款几笔").fill("3.5")
    evening = card(page, "晚安")
    evening.get_by_role("checkbox", name="一群").check()
    evening.get_by_role("checkbox", name="二群").check()


def test_ticks_blanks_and_figures_are_still_there_after_a_reload(phone: Page) -> None:
    work(phone)
    assert phone.locator(".progress").inner_text() == "已发 1/3 条"
    assert notice(phone) == ""
    phone.reload()
    assert phone.locator(".progress").inner_text() == "已发 1/3 条"
    assert chips(phone)["20:30"] == "已发"
    menu = card(phone, "今日菜单")
    assert menu.locator(".field input").first.input_value() == "鱼"
    assert menu.get_by_role("checkbox", name="一群").is_checked()
    assert not menu.get_by_role("checkbox", name="二群").is_checked()
    phone.get_by_role("button", name="明天").click()
    assert not card(phone, "今日菜单").get_by_role("checkbox", name="一群").is_checked()


def test_the_report_and_the_list_for_the_staffs_group(phone: Page) -> None:
    work(phone)
    card(phone, "晚安").get_by_label("一群 回复").fill("很多")
    assert card(phone, "晚安").get_by_label("一群 回复").get_attribute("aria-invalid") == "true"
    assert copied(phone, "复制今日日报") == "\n".join(
        [
            "【中山路店】12月10日 周四 日报",
            "发了 1/3 条",
            "11:00 今日菜单 只发了一群 09:05 回复120 付费3.5",
            "20:30 +晚安 已发 09:05",
            "21:00 @<b>坏的</b> 还没到",
            "合计 付费3.5 回复120",
        ]
    )
    phone.reload()
    phone.get_by_label("谁来发").select_option("店员（小陈）")
    assert copied(phone, "复制明日清单") == "\n".join(
        [
            "【中山路店】12月11日 周五 要发 1 条（店员（小陈））",
            "11:00 今日菜单 → 一群、二群",
            "  店员（小陈），直接发",
            "  要填：菜名（例：酸菜鱼）；（例：上海青）；菜名",
            "  准备：菜单图",
            "  发前看：核对价格",
        ]
    )


def test_the_weeks_table_opens_in_a_spreadsheet_as_text(phone: Page) -> None:
    work(phone)
    with phone.expect_download() as download:
        phone.get_by_role("button", name="这一周的表").click()
    assert download.value.suggested_filename == "中山路店 2026-12-07.csv"
    raw = download.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == [
        "日期",
        "几点",
        "计划",
        "发什么",
        "群",
        "发了没",
        "到达",
        "点击",
        "付费",
        "回复",
        "接龙",
        "群人数",
        "改了什么",
    ]
    today = [row for row in rows if row[0] == "2026-12-10"]
    assert today[0] == [
        "2026-12-10",
        "11:00",
        "'=福利群",
        "今日菜单",
        "一群",
        "已发",
        "",
        "",
        "3.5",
        "120",
        "",
        "",
        "",
    ]
    assert today[1] == [
        "2026-12-10",
        "11:00",
        "'=福利群",
        "今日菜单",
        "二群",
        "还没到",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ]
    assert [row[3] for row in today[2::2]] == ["'+晚安", "'@<b>坏的</b>"]
    assert sorted({row[0] for row in rows[1:]}) == [f"2026-12-{day:02}" for day in (8, 9, 10, 11, 13)]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_crafted_hand_over_leaves_the_page_as_it_is(phone: Page) -> None:
    code = phone.evaluate(
        """() => qunli.fragment.written(["main", "2026-12-10", "constructor\\t11\\t\\u0001\\t1", "__proto__\\t11",
        "toString", "<img src=x onerror=alert(1)>\\t1"].join("\\n"))"""
    )
    phone.goto(phone.url.split("#")[0] + "#shift=" + code)
    assert "有 4 条对不上，没接" in phone.locator(".notice").inner_text()
    phone.reload()
    assert phone.locator(".progress").inner_text() == "已发 0/3 条"
    card(phone, "今日菜单").get_by_role("checkbox", name="一群").check()
    phone.reload()
    assert card(phone, "今日菜单").get_by_role("checkbox", name="一群").is_checked()


def handed_over(page: Page) -> str:
    message = copied(page, "交班")
    assert message.startswith("【交班】中山路店 12月10日 周四，点开接着发：\n")
    link = message.split("\n")[1]
    assert re.fullmatch(r"[\w.:/#=-]+", link)
    return link


def test_the_next_shifts_phone_takes_over_and_says_what(phone: Page, new_page: NewPage) -> None:
    work(phone)
    link = handed_over(phone)
    assert len(link.partition("#")[2]) < 200
    second = new_page()
    second.goto(link)
    assert (
        notice(second).split("\n")[0]
        == "交班（12月10日 周四）：接过来勾了 3 个群，填了 1 个空，记了 2 个数。"
    )
    assert "#" not in second.url
    second.reload()
    assert chips(second)["20:30"] == "已发"
    assert card(second, "今日菜单").locator(".field input").first.input_value() == "鱼"
    assert card(second, "今日菜单").get_by_label("一群 收款几笔").input_value() == "3.5"
    second.goto(link)
    assert "没有新的要接" in notice(second)


def test_what_the_second_phone_already_says_stays_and_can_be_brought_back(
    phone: Page, new_page: NewPage, shop_url: str
) -> None:
    work(phone)
    link = handed_over(phone)
    second = new_page()
    second.goto(shop_url + SHOP)
    menu = card(second, "今日菜单")
    menu.locator(".field input").first.fill("虾")
    menu.get_by_role("checkbox", name="二群").check()
    second.goto(link)
    assert "有 1 处两边不一样，留了这台手机上的" in notice(second)
    menu = card(second, "今日菜单")
    assert menu.locator(".field input").first.input_value() == "虾"
    assert menu.get_by_role("checkbox", name="一群").is_checked()
    assert menu.get_by_role("checkbox", name="二群").is_checked()
    second.get_by_role("button", name="不接，退回去").click()
    menu = card(second, "今日菜单")
    assert not menu.get_by_role("checkbox", name="一群").is_checked()
    assert menu.get_by_role("checkbox", name="二群").is_checked()
    assert chips(second)["20:30"] != "已发"


def test_a_colleagues_report_is_pasted_and_says_what_was_missed_and_how_late(
    phone: Page, new_page: NewPage, shop_url: str
) -> None:
    at(phone, "2026-12-10T13:20:00+08:00")
    work(phone)
    report = copied(phone, "复制今日日报")
    second = new_page(now="2026-12-10T23:30:00+08:00")
    second.goto(shop_url + SHOP)
    second.locator(".pasting summary").click()
    box = second.get_by_label("同事的日报")
    box.fill("<img src=x onerror=alert(1)>")
    second.get_by_role("button", name="接过来").click()
    assert "没认出日报" in second.locator(".pasting [role=status]").inner_text()
    assert box.input_value() == "<img src=x onerror=alert(1)>"
    box.fill(report)
    second.get_by_role("button", name="接过来").click()
    said = notice(second)
    assert "日报（12月10日 周四）：接过来勾了 3 个群，记了 2 个数。" in said
    assert "11:00 今日菜单（二群）" in said
    assert "21:00 @<b>坏的</b>" in said
    assert "11:00 今日菜单 晚了 20 分钟" in said
    menu = card(second, "今日菜单")
    assert menu.get_by_role("checkbox", name="一群").is_checked()
    assert menu.locator(".ticks").inner_text().split() == ["发到了", "一群", "11:20", "二群"]
    second.get_by_role("button", name="不接，退回去").click()
    assert not card(second, "今日菜单").get_by_role("checkbox", name="一群").is_checked()


def test_a_day_stands_without_what_closes_it_and_a_hand_over_waits_for_the_network(
    phone: Page, new_page: NewPage, shop_url: str
) -> None:
    card(phone, "今日菜单").get_by_role("checkbox", name="一群").check()
    phone.get_by_role("button", name="交班：复制链接").click()
    phone.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('交班'))")
    link = phone.evaluate("navigator.clipboard.readText()").split("\n")[1]

    second = new_page(permissions=["clipboard-read", "clipboard-write"])
    document = second.request.get(shop_url + SHOP).text()
    (after,) = re.findall(r'data-after href="[./]*([^"]+)"', document)
    second.route(f"**/{after}", lambda route: route.fulfill(body="", content_type="text/javascript"))
    second.goto(link)
    expect(second.locator(".notice")).to_contain_text("交班没接到，多半是没连上网。")
    assert "shift=" in second.url
    card(second, "今日菜单").get_by_role("button", name="复制短的").click()
    second.wait_for_function("navigator.clipboard.readText().then((text) => text === '今天照常营业')")
    expect(second.locator(".closing")).to_contain_text("没拿到")
    second.unroute(f"**/{after}")
    second.get_by_role("button", name="再试一次").click()
    expect(second.get_by_role("button", name="交班：复制链接")).to_be_visible()
    second.reload()
    expect(second.locator(".notice")).to_contain_text("接过来勾了 1 个群")
    assert "shift=" not in second.url


def test_a_broken_or_foreign_hand_over_changes_nothing(phone: Page, new_page: NewPage, url: str) -> None:
    work(phone)
    link = handed_over(phone)
    second = new_page()
    for fragment in (
        link[:-3],
        link.partition("#")[0] + "#shift=",
        link.partition("#")[0] + "#shift=%E4%BA%A4",
    ):
        second.goto("about:blank")
        second.goto(fragment)
        assert "不完整" in notice(second)
    second.goto(url + CATERING + "#" + link.partition("#")[2])
    assert "另一份排期表" in notice(second)
    assert second.evaluate("Object.keys(localStorage)") == []


def test_a_full_day_hands_over_in_a_link_that_a_chat_can_carry(new_page: NewPage, url: str) -> None:
    page = new_page()
    page.goto(url + WHOLE)
    typed, posts = page.evaluate(
        """() => { const { plan, memory } = qunli, day = plan.now().day;
        const typed = [];
        for (const post of plan.posts(day)) {
          memory.note(day, post.id, noted => { noted.groups = post.slot.groups.slice();
            for (const name of post.slot.record) noted.figures[name] = "128"; });
          for (const blank of plan.blanks(post.parts)) {
            memory.fill(day, post.id, blank.key, "红烧排骨");
            typed.push("红烧排骨");
          }
        }
        return [typed.join("").length, plan.posts(day).length]; }"""
    )
    written = len(page.evaluate("qunli.handover.written(qunli.plan.now().day)"))
    # What is typed takes four letters a character, and a post with its ticks and figures a short line beside it.
    assert 4 * typed < written < 4 * typed + 50 * posts
    assert written < 2000


def test_stored_rubbish_does_no_harm(phone: Page) -> None:
    phone.evaluate(
        """scope => { localStorage.setItem(scope + "2026-12-10", '{"welfare.menu":{"groups":7,"blanks":[1],"figures":"x"}}');
        localStorage.setItem(scope + "last", "{{{"); localStorage.setItem(scope + "role", '{"role":"constructor"}'); }""",
        "qunli:1:/" + SHOP + ":",
    )
    phone.reload()
    assert len(chips(phone)) == 3
    work(phone)
    assert chips(phone)["20:30"] == "已发"


def test_old_days_are_forgotten_and_other_pages_memory_is_not(phone: Page) -> None:
    old, new = "qunli:1:/" + SHOP + ":2026-10-01", "qunli:1:/" + SHOP + ":2026-12-01"
    foreign = old.replace("main", "mail")
    phone.evaluate("keys => keys.forEach(key => localStorage.setItem(key, '{}'))", [old, new, foreign])
    phone.reload()
    assert set(phone.evaluate("Object.keys(localStorage)")) == {new, foreign}


def test_a_browser_that_keeps_nothing_says_so_and_works_until_it_is_closed(
    new_page: NewPage, shop_url: str
) -> None:
    page = new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page.goto(shop_url + SHOP)
    work(page)
    assert chips(page)["20:30"] == "已发"
    assert "不让网页记东西" in notice(page)


def test_two_windows_of_one_day_tick_together(phone: Page, new_page: NewPage) -> None:
    other = new_page(phone.context)
    other.goto(phone.url)
    card(phone, "今日菜单").get_by_role("checkbox", name="一群").check()
    other.wait_for_function("qunli.dom.all(document, '.ticks input').some((box) => box.checked)", polling=50)
    field = card(other, "今日菜单").locator(".field input").first
    field.fill("鱼")
    card(phone, "今日菜单").get_by_role("checkbox", name="二群").check()
    assert other.evaluate("document.activeElement.value") == "鱼"
    card(other, "晚安").get_by_role("checkbox", name="一群").check()
    phone.reload()
    menu = card(phone, "今日菜单")
    assert [menu.get_by_role("checkbox", name=name).is_checked() for name in ("一群", "二群")] == [True, True]
    assert menu.locator(".field input").first.input_value() == "鱼"
    assert card(phone, "晚安").get_by_role("checkbox", name="一群").is_checked()


def test_a_store_that_is_full_or_cleared_under_the_page_loses_nothing_and_says_so(phone: Page) -> None:
    card(phone, "今日菜单").get_by_role("checkbox", name="一群").check()
    phone.evaluate("localStorage.clear()")
    card(phone, "晚安").get_by_role("checkbox", name="一群").check()
    assert "手机刚把网页记的东西清掉了" in notice(phone)
    phone.reload()
    assert card(phone, "今日菜单").get_by_role("checkbox", name="一群").is_checked()
    assert card(phone, "晚安").get_by_role("checkbox", name="一群").is_checked()
    assert notice(phone) == ""
    phone.evaluate(
        "() => { window.real = Storage.prototype.setItem;"
        " Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    card(phone, "晚安").get_by_role("checkbox", name="二群").check()
    assert "手机存满了" in notice(phone)
    assert chips(phone)["20:30"] == "已发"
    assert "20:30 +晚安 已发 09:05" in copied(phone, "复制今日日报")
    phone.evaluate("() => { Storage.prototype.setItem = window.real; }")
    card(phone, "今日菜单").get_by_role("checkbox", name="二群").check()
    assert notice(phone) == ""
    phone.reload()
    assert chips(phone) == {"11:00": "已发", "20:30": "已发", "21:00": ""}


def test_a_clock_that_is_wrong_by_a_year_is_told_and_loses_nothing(phone: Page) -> None:
    work(phone)
    for moment in ("2027-12-10T11:05:00+08:00", "2025-12-10T11:05:00+08:00"):
        phone.clock.set_fixed_time(moment)
        phone.reload()
        assert "看看手机的日期对不对" in notice(phone)
    phone.clock.set_fixed_time("2026-12-10T11:05:00+08:00")
    phone.reload()
    assert notice(phone) == ""
    assert chips(phone)["20:30"] == "已发"
    assert card(phone, "今日菜单").get_by_label("一群 收款几笔").input_value() == "3.5"


def test_a_day_of_work_on_the_real_site(new_page: NewPage, url: str) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(url + WHOLE)
    for number in range(page.locator(".posts > li").count()):
        post = page.locator(".posts > li").nth(number)
        if post.locator("details").get_attribute("open") is None:
            post.locator("summary").click()
        for field in post.locator(".field input").all():
            field.fill("好的")
        post.get_by_role("button", name="复制", exact=True).click()
        post.get_by_text("已复制").wait_for()
        assert "〔" not in clipboard(page)
        for box in post.locator(".ticks input").all():
            box.check()
    assert set(chips(page).values()) == {"已发"}
    done, total = re.findall(r"\d+", page.locator(".progress").inner_text())
    assert done == total
    assert f"发了 {total}/{total} 条" in copied(page, "复制今日日报")
    link = copied(page, "交班").split("\n")[1]
    second = new_page()
    second.goto(link)
    assert set(chips(second).values()) == {"已发"}


# --- the page itself ------------------------------------------------------------------------------


def test_it_opens_from_a_folder_too(new_page: NewPage, site: Path) -> None:
    page = new_page()
    page.goto((site / CATERING / "index.html").as_uri() + "#welfare.menu")
    assert page.locator("details[open] time").all_inner_texts() == ["11:00"]
    page.locator("details[open] .ticks input").first.check()
    page.reload()
    assert page.locator("details[open] .ticks input").first.is_checked()


def test_without_its_data_the_written_list_stays(new_page: NewPage, url: str) -> None:
    page = new_page()
    page.route("**/calendar.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(url + CATERING)
    assert page.locator(".plain pre").first.is_visible()


@pytest.mark.parametrize("scheme", smoke(["light", "dark"], "dark"))
def test_it_is_accessible_in_every_state(new_page: NewPage, url: str, shop_url: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")

    def violations() -> list[str]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        )
        return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]

    page.goto(url + CATERING)
    assert violations() == []
    page.goto(shop_url + SHOP)
    work(page)
    card(page, "晚安").get_by_label("一群 回复").fill("多")
    card(page, "今日菜单").get_by_role("button", name="复制", exact=True).click()
    assert violations() == []
    page.get_by_role("button", name="明天").click()
    card(page, "今日菜单")
    assert violations() == []
    page.goto(shop_url + SHOP + "#welfare.past")
    assert violations() == []


@pytest.mark.parametrize("width", smoke([320, 360, 390, 1280], "320", "1280"))
def test_nothing_is_wider_than_the_phone_and_targets_fit_a_thumb(
    new_page: NewPage, url: str, shop_url: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 740})
    for address in (url + CATERING, shop_url + SHOP):
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
        for button in page.locator("button.main").all()[:3]:
            button.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.locator(
            "button, summary, select, .field input, .ticks label, .figures input, #_posts ~ p a"
        )
        heights = small.evaluate_all(
            "all => all.filter(e => e.checkVisibility()).map(e => [e.getBoundingClientRect().height, e.outerHTML])"
        )
        assert len(heights) > 5
        assert [html for height, html in heights if height < 44] == []


OWN = {
    "form": 1, "id": "my-x7k2q", "edition": 1, "time": 1, "industry": "shop", "title": "<b>老王</b>", "pace": 2,
    "starts": "2026-12-07", "values": {"hours": "早七点"}, "runs": [{"sop": "welfare", "groups": ["一群"]}],
}  # fmt: skip


def test_rules_and_what_a_group_is_for_speak_for_ones_own_shop_until_asked_otherwise(
    page: Page, shop_url: str
) -> None:
    plan = f"{shop_url}industries/shop/welfare/"
    page.goto(plan)
    printed = page.locator(".q-own").all_text_contents()
    assert printed == ["本店", "九点", "本店"]
    kept = {"qunli:1:my": {"open": OWN["id"], "ids": [OWN["id"]]}, f"qunli:1:my:{OWN['id']}": OWN}
    page.evaluate(
        "(kept) => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, JSON.stringify(value)))",
        kept,
    )
    page.goto(plan)
    expect(page.locator(".q-own")).to_have_text(["<b>老王</b>", "早七点", "<b>老王</b>"])
    expect(page.locator("details", has_text="群规")).to_contain_text("别的：<b>老王</b>的事去店里说")
    page.get_by_role("button", name="看通用版").click()
    expect(page.locator(".q-own")).to_have_text(printed)


def test_the_first_load_is_light(new_page: NewPage, url: str, site: Path) -> None:
    sent = weights(new_page(service_workers="block"), url + CATERING)
    names = [address.rpartition("/")[2] for address in sent]
    assert not [name for name in names if "bundle" in name or "search" in name]
    assert 20_000 < sum(sent.values()) <= 100_000, sent
    for data in [*site.glob("industries/*/plan.js"), *site.glob("calendars/*/calendar.js")]:
        assert len(gzip.compress(data.read_bytes())) <= 60_000


def test_words_that_are_too_long_stay_in_their_field_and_the_page_says_so(phone: Page) -> None:
    post = card(phone, "今日菜单")
    field = post.locator(".field input").first
    field.fill("鱼" * 300)
    expect(post.locator(".field small").first).to_have_text("太长了：有 300 个字，只用前 200 个。")
    assert field.input_value() == "鱼" * 300
    field.fill("🐟" * 200)
    expect(post.locator(".field small").first).to_have_text("")
    expect(post.locator("pre").first).to_contain_text("🐟" * 200)
    post.get_by_role("button", name="改几个字").click()
    area = post.locator("textarea")
    area.fill("字" * 3000 + "尾巴在这")
    post.get_by_role("button", name="改好了").click()
    expect(post).to_contain_text("太长了：有 3004 个字，一条最多 2000 个。")
    assert area.input_value().endswith("尾巴在这")
    area.fill("字" * 1996 + "尾巴在这")
    post.get_by_role("button", name="改好了").click()
    expect(post.locator("pre").first).to_contain_text("字尾巴在这")


def test_days_off_of_a_general_edition_hold_at_every_pace_and_sign_with_no_name_of_the_site(
    page: Page, url: str
) -> None:
    page.goto(url + CATERING)
    page.get_by_role("button", name="一周四条").click()
    page.locator(".rest summary").click()
    rest = page.locator(".rest")
    expect(rest.locator("pre")).to_contain_text(re.compile("^小店12月"))
    expect(rest).not_to_contain_text("通用版")
    expect(rest).to_contain_text("先做成我家的")
    rest.get_by_role("button", name="定了").click()
    page.get_by_role("button", name="每天五条").click()
    page.get_by_role("button", name="明天").click()
    expect(page.locator(".posts > li").nth(2)).to_be_visible()
    assert set(page.locator(".posts > li .chip").all_inner_texts()) == {"今天不发"}


def test_days_off_of_a_published_plan_call_off_its_posts_on_this_phone_and_say_what_the_site_needs(
    phone: Page,
) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.get_by_role("button", name="明天").click()
    off_before = phone.locator(".posts > li").first
    if off_before.locator("details").get_attribute("open") is None:
        off_before.locator("summary").click()
    off_before.get_by_role("button", name="今天不发").click()
    phone.get_by_role("button", name="回到今天").click()
    rest = phone.locator(".rest")
    rest.locator("summary").click()
    expect(rest.locator("pre")).to_contain_text("12月11日 周五歇一天，12月13日 周日照常。")
    expect(rest).to_contain_text("把这几天歇发给管网站的人")
    expect(rest).not_to_contain_text(".yml")
    rest.get_by_label("歇到哪天").fill("2026-12-13")
    expect(rest.locator("li").first).to_contain_text("12月11日 周五")
    rest.get_by_role("button", name="复制店休通知").click()
    expect(rest.locator(".said").first).to_contain_text("已复制")
    rest.get_by_role("button", name="定了").click()
    expect(phone.locator(".notice")).to_contain_text(
        "12月11日 周五到12月13日 周日歇3天，那几天的都记成今天不发。"
    )
    rest.locator("summary").click()
    expect(rest.get_by_label("从哪天歇")).to_have_value("2026-12-14")
    rest.get_by_label("从哪天歇").fill("2026-12-12")
    rest.get_by_label("歇到哪天").fill("2026-12-13")
    expect(rest).to_contain_text("这几天已经定了歇")
    expect(rest.get_by_role("button", name="定了")).to_have_count(0)
    rest.get_by_label("歇到哪天").fill("2026-12-14")
    rest.get_by_role("button", name="定了").click()
    rest.locator("summary").click()
    expect(rest).to_contain_text("12月11日 周五到12月14日 周一歇4天")
    expect(rest.get_by_role("button", name="不歇了，照常")).to_have_count(1)
    phone.reload()
    expect(phone.locator(".rest summary")).to_have_text("店休")
    phone.get_by_role("button", name="明天").click()
    chips_of = phone.locator(".posts > li .chip")
    expect(chips_of.first).to_have_text("今天不发")
    assert set(chips_of.all_inner_texts()) == {"今天不发"}
    phone.locator(".rest summary").click()
    phone.get_by_role("button", name="不歇了，照常").click()
    expect(phone.locator(".notice")).to_contain_text("12月11日 周五起照常发。")
    expect(phone.locator(".posts > li .chip", has_text="今天不发")).to_have_count(1)
    expect(off_before.locator(".chip")).to_have_text("今天不发")
    expect(phone.locator(".rest summary")).to_have_text("明天店休、歇几天")
