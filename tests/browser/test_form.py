"""The form of 我家, step by step, on 10 December 2026 at five past eleven: what each step changes in the shop's plan, and how a
form that was begun comes back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.test_offline import PHONE

IN_WECHAT = "Mozilla/5.0 (Linux; Android 14; PHZ110) AppleWebKit/537.36 MicroMessenger/8.0.49"


def on(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.get_by_role("button", name=re.compile("^(下一步|做好了)$")).click()


def step(page: Page, words: str) -> None:
    """Go on until a step is open."""
    while words not in page.locator("legend").inner_text():
        on(page)


def done(page: Page) -> None:
    while page.locator("legend").count():
        on(page)
    expect(page.get_by_role("heading", name="做好了，今天就能发")).to_be_visible()


def edition(page: Page) -> dict[str, object]:
    """Return the shop that the page shows as its link says it."""
    found: dict[str, object] = page.evaluate("qunli.link.read(qunli.address.read(location.hash).my)")
    return found


@pytest.fixture
def form(page: Page, url: str) -> Page:
    """The form of a catering shop with a name, at how much it posts."""
    page.goto(f"{url}my/")
    page.get_by_role("button", name="餐饮", exact=True).click()
    page.get_by_label("店名").fill("老王小馆")
    on(page)
    return page


def test_each_step_is_skipped_with_its_default_the_trade_that_was_looked_at_on_the_home_page(
    page: Page, url: str
) -> None:
    page.goto(url)
    page.evaluate("localStorage.setItem('qunli.industry', 'education')")
    page.goto(f"{url}my/")
    expect(page.get_by_text("没想好就点「下一步」，先按教培做，随时能换。")).to_be_visible()
    on(page)
    expect(page.locator("legend")).to_have_text("店叫什么？")
    done(page)
    assert edition(page)["industry"] == "education"


def test_a_tap_on_another_trade_loses_nothing(form: Page) -> None:
    """What was filled in comes back with its trade, after the page was opened anew, too, and after the other was finished."""
    step(form, "要写进话里的几样")
    form.locator("summary", has_text="发得多了").click()
    form.get_by_label("菜名").first.fill("酸菜鱼")
    step(form, "几点到几点")
    form.get_by_label("几点起").select_option("10:00")
    step(form, "发到哪几个群")
    form.locator(".names input").first.fill("中山路群")
    done(form)
    before = edition(form)
    for last in ("mistaken", "finished"):
        form.get_by_role("button", name="改一改").click()
        form.get_by_role("button", name="上一步").click()
        form.get_by_role("button", name="火锅", exact=True).click()
        expect(form.locator("p.note").first).to_contain_text("餐饮填的都记着")
        expect(form.get_by_label("店名")).to_have_value("老王小馆")
        if last == "finished":
            done(form)
            assert edition(form)["industry"] == "hotpot"
            form.get_by_role("button", name="改一改").click()
        else:
            form.reload()
            form.get_by_role("button", name="接着改").click()
        form.get_by_role("button", name="上一步").click()
        form.get_by_role("button", name="餐饮", exact=True).click()
        expect(form.get_by_label("店名")).to_have_value("老王小馆")
        done(form)
        after = edition(form)
        assert {name: after[name] for name in ("values", "hours", "runs", "industry")} == {
            name: before[name] for name in ("values", "hours", "runs", "industry")
        }


def test_hours_and_closed_weekdays_of_the_form_bound_what_is_posted(form: Page) -> None:
    form.locator(".seg").first.get_by_role("button").last.click()
    step(form, "几点到几点")
    form.get_by_label("几点起").select_option("10:00")
    form.get_by_label("几点止").select_option("18:00")
    for day in "三四":
        form.get_by_role("button", name=f"每周{day}歇").click()
    expect(form.get_by_text("每周三、四歇，那天一条也不发。")).to_be_visible()
    done(form)
    expect(form.locator(".ok")).to_contain_text("今天没有排着的，头一条在12月11日 周五 11:00")
    assert edition(form)["hours"] == ["10:00", "18:00"]
    assert edition(form)["shut"] == [2, 3]
    form.get_by_role("link", name="这一周的表").click()
    expect(form.get_by_role("heading", name="周一 12月7日")).to_be_visible()
    times = set(form.locator("main time").evaluate_all("all => all.map(each => each.textContent)"))
    assert len(times) > 5
    assert all("10:00" <= each <= "18:00" for each in times)
    form.goto(form.url.replace("my/week/", "my/today/"))
    expect(form.locator(".posts .nothing")).to_contain_text("店休，不发。下一条：12月11日 周五")


def test_one_post_of_a_fuller_pace_is_chosen_counted_and_posted(form: Page) -> None:
    """A shop that posts four times a week may want its late-night dish beside them, and nothing else."""
    form.locator("summary", has_text="另外想发的").click()
    box = form.get_by_label(re.compile("^今晚的夜宵 每周五 20:00"))
    expect(form.locator("p.big")).to_contain_text("一周四条")
    box.check()
    expect(form.locator("p.big")).to_contain_text("一周五条")
    expect(form.get_by_role("button", name="一周四条")).to_have_attribute("aria-pressed", "true")
    done(form)
    assert [each["also"] for each in edition(form)["runs"]] == [["late-night"]]  # type: ignore[attr-defined]
    form.get_by_role("button", name="改一改").click()
    step(form, "一周发多少")
    expect(box).to_be_checked()
    done(form)
    form.get_by_role("link", name="这个月的表").click()
    expect(form.locator("main")).to_contain_text("20:00 今晚的夜宵")


def test_rows_of_a_table_are_added_and_taken_away_and_what_is_left_takes_turns(form: Page) -> None:
    form.locator(".seg").first.get_by_role("button").last.click()
    step(form, "要写进话里的几样")
    dishes = form.get_by_role("group", name=re.compile("本周菜品"))
    for at, (name, price) in enumerate((("酸菜鱼", "58元"), ("小炒肉", "32元"), ("蛋饺", "26元")), 1):
        if at > 2:
            dishes.get_by_role("button", name="再加一样").click()
        row = dishes.get_by_role("group", name=f"第 {at} 样")
        row.get_by_role("textbox").nth(0).fill(name)
        row.get_by_role("textbox").nth(1).fill(price)
    dishes.get_by_role("button", name="去掉第 2 样").click()
    expect(dishes.get_by_role("group", name=re.compile("第 . 样"))).to_have_count(2)
    done(form)
    values = edition(form)["values"]
    assert isinstance(values, dict)
    [rows] = values.values()
    assert [row["name"] for row in rows] == ["酸菜鱼", "蛋饺"]


def test_a_round_is_added_later_with_the_day_it_begins_and_is_posted_from_then_on(form: Page) -> None:
    step(form, "发到哪几个群")
    form.get_by_text("以后再加").click()
    rounds = form.locator("details", has_text="以后再加")
    choice = rounds.locator(".choice", has_text="好好吃饭")
    choice.get_by_role("checkbox").check()
    choice.get_by_label("哪天开始").fill("2027-01-04")
    done(form)
    runs = edition(form)["runs"]
    assert isinstance(runs, list)
    assert [each["starts"] for each in runs] == ["2026-12-07", "2027-01-04"]
    today = form.get_by_role("link", name="看今天发什么").get_attribute("href")
    posted = "day => qunli.planner.plan(window.qunliPack, window.qunliCalendar, day, day).filter(({run}) => /check-in/.test(run)).length"
    form.goto(str(today))
    expect(form.locator(".posts li").first).to_be_visible()
    assert form.evaluate(posted, "2027-01-03") == 0
    assert form.evaluate(posted, "2027-01-04") > 0


def test_a_round_that_would_begin_on_a_day_off_says_so_and_begins_on_the_next(form: Page) -> None:
    step(form, "几点到几点")
    form.get_by_role("button", name="每周日歇").click()
    step(form, "发到哪几个群")
    form.get_by_text("以后再加").click()
    choice = form.locator(".choice", has_text="好好吃饭")
    choice.get_by_role("checkbox").check()
    starts = choice.get_by_label("哪天开始")
    starts.fill("2026-12-20")
    expect(choice).to_contain_text("从12月20日 周日开始，开头那天店里歇，所以整轮都不发。")
    done(form)
    expect(form.locator("._said")).to_contain_text("整轮都不发")
    form.get_by_role("button", name="改一改").click()
    step(form, "发到哪几个群")
    choice.get_by_role("button", name="改成12月21日 周一开始").click()
    expect(starts).to_have_value("2026-12-21")
    expect(choice.locator(".warn")).to_have_count(0)
    done(form)
    expect(form.locator("._said")).to_have_count(0)


def test_what_is_too_long_for_the_form_is_told_and_a_shop_too_long_for_its_link_still_opens_here(
    form: Page, new_page: NewPage
) -> None:
    form.get_by_role("button", name="上一步").click()
    form.get_by_label("店名").fill("店" * 500)
    expect(form.get_by_text("太长了：有 500 个字，只用前 40 个。")).to_be_visible()
    form.get_by_label("店名").fill("老王小馆")
    expect(form.locator("small[role=status]")).to_have_text("")
    on(form)
    form.locator(".seg").first.get_by_role("button").last.click()
    step(form, "要写进话里的几样")
    form.evaluate(
        """() => {
          const of = JSON.parse(localStorage["qunli:1:my:draft"]);
          const rows = (count) => Array.from({length: count}, (_, at) => ({name: "鱼".repeat(190) + at, price: "价".repeat(190)}));
          of.values = {dishes: rows(59), packages: rows(60)};
          localStorage["qunli:1:my:draft"] = JSON.stringify(of);
        }"""
    )
    form.reload()
    step(form, "要写进话里的几样")
    table = form.get_by_role("group", name=re.compile("本周菜品"))
    table.get_by_role("button", name="再加一样").click()
    expect(table).to_contain_text("一共能写 60 个。要加别的，先去掉一个。")
    done(form)
    expect(form.get_by_role("heading", name="带走这家店")).to_be_visible()
    with form.expect_download() as saved:
        form.get_by_role("button", name="存档存成文件").first.click()
    assert saved.value.suggested_filename == "老王小馆存档.json"
    form.get_by_role("link", name="看今天发什么").click()
    expect(form.locator(".posts > li").first).to_be_visible()
    assert len(form.url) < 200
    form.reload()
    expect(form.locator("#_shop")).to_have_text("老王小馆")
    expect(form.locator("._said")).to_have_count(0)
    other = new_page()
    other.goto(form.url.replace("my/today/", "my/"))
    expect(other.locator("._said")).to_contain_text("链接里装不下")
    other.get_by_text("有链接或存档，接回来").click()
    other.get_by_label("选存档文件").set_input_files(saved.value.path())
    expect(other.get_by_role("heading", name="做好了，今天就能发")).to_be_visible()


def test_a_piece_of_a_spreadsheet_fills_the_rows_of_a_table_and_plans_of_one_group_are_told(
    form: Page,
) -> None:
    form.locator(".seg").first.get_by_role("button").last.click()
    step(form, "要写进话里的几样")
    table = form.get_by_role("group", name=re.compile("本周菜品"))
    table.locator("input").first.evaluate(
        """(input) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "菜名\\t价格\\n<b>鱼</b>\\t68元\\n肉\\t38元\\n菜\\t18元\\n");
          input.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }"""
    )
    values = table.locator("input").evaluate_all("all => all.map((each) => each.value).filter(Boolean)")
    assert values == ["<b>鱼</b>", "68元", "肉", "38元", "菜", "18元"]
    expect(table.get_by_role("status").filter(has_text="贴进来 3 行")).to_be_visible()
    step(form, "发到哪几个群？")
    form.locator("summary", has_text="以后再加").click()
    for box in form.locator(".choice input[type=checkbox]").all():
        box.check()
    for name in form.get_by_label("第 1 个群叫什么").all():
        name.fill("老王群")
    warning = form.locator(".note.warn", has_text="一个群一天最多 5 条")
    expect(warning).to_contain_text("「老王群」")
    form.get_by_role("button", name="做好了").click()
    expect(form.get_by_role("heading", name="做好了，今天就能发")).to_have_count(0)
    form.get_by_role("button", name="一个计划用一个群").click()
    expect(warning).to_have_count(0)
    form.get_by_role("button", name="做好了").click()
    expect(form.get_by_role("heading", name="做好了，今天就能发")).to_be_visible()


def test_words_that_no_shop_may_say_are_marked_while_typing_and_no_calendar_file_is_made_of_them(
    form: Page,
) -> None:
    form.get_by_role("button", name="上一步").click()
    form.get_by_label("店名").fill("全网最低价小馆")
    risk = form.locator(".risk")
    expect(form.locator("input + .risk")).to_contain_text("店名：")
    expect(risk.locator("mark")).to_contain_text("全网最")
    step(form, "要写进话里的几样")
    form.get_by_label(re.compile("店里送的一小样")).fill("国家级酸梅汤")
    expect(form.locator("label + .risk")).to_contain_text("国家级")
    expect(risk).to_have_count(2)
    step(form, "发到哪几个群？")
    form.get_by_label("第 1 个群叫什么").fill("水军一群")
    expect(risk.filter(has_text="群名：")).to_contain_text("水军")
    done(form)
    form.get_by_text("存成文件", exact=True).click()
    refusal = form.locator(".note.warn", has_text="电脑不收这个文件")
    expect(refusal).to_contain_text("「全网最」")
    expect(refusal).to_contain_text("「国家级」")
    file = form.get_by_role("button", name="给会电脑的人的文件")
    expect(file).to_have_count(0)
    form.get_by_role("button", name="改一改").click()
    form.get_by_label("店名").fill("老王小馆")
    expect(risk.filter(has_text="店名")).to_have_count(0)
    step(form, "要写进话里的几样")
    form.get_by_label(re.compile("店里送的一小样")).fill("酸梅汤一杯")
    step(form, "发到哪几个群？")
    form.get_by_label("第 1 个群叫什么").fill("一群")
    expect(risk).to_have_count(0)
    done(form)
    form.get_by_text("存成文件", exact=True).click()
    expect(file).to_be_visible()


def test_several_shops_of_one_phone_take_turns_and_one_is_taken_away(form: Page) -> None:
    done(form)
    form.get_by_text("几家店", exact=True).click()
    form.get_by_role("button", name="再做一家").click()
    form.get_by_role("button", name="服装", exact=True).click()
    form.get_by_label("店名").fill("阿兰服装")
    done(form)
    for name, other in (("老王小馆", "阿兰服装"), ("阿兰服装", "老王小馆")):
        form.get_by_text("几家店", exact=True).click()
        form.get_by_role("button", name=f"换到「{name}」").click()
        expect(form.locator(".ok")).to_contain_text(name)
        form.reload()
        expect(form.locator(".ok")).to_contain_text(name)
        assert other not in form.locator(".ok").inner_text()
    form.get_by_text("几家店", exact=True).click()
    form.get_by_role("button", name="把这家店从手机上拿掉").click()
    form.get_by_role("button", name="真的拿掉").click()
    expect(form.locator(".ok")).to_contain_text("老王小馆")
    form.get_by_text("几家店", exact=True).click()
    expect(form.get_by_role("button", name=re.compile("换到"))).to_have_count(0)


def test_another_shop_that_was_begun_is_offered_again_and_takes_nothing_from_a_change_of_the_first(
    form: Page,
) -> None:
    done(form)
    form.get_by_role("button", name="改一改").click()
    form.get_by_label("店名").fill("改到一半")
    form.reload()
    form.get_by_text("几家店", exact=True).click()
    form.get_by_role("button", name="再做一家").click()
    form.get_by_role("button", name="服装", exact=True).click()
    form.get_by_label("店名").fill("阿兰服装")
    form.reload()
    begun = form.locator("._unfinished", has_text="再做的那一家「阿兰服装」做到一半")
    expect(form.locator("._unfinished")).to_have_count(2)
    begun.get_by_role("button", name="接着做").click()
    expect(form.get_by_label("店名")).to_have_value("阿兰服装")
    done(form)
    assert edition(form)["industry"] == "apparel"
    expect(form.locator("._unfinished")).to_have_count(0)
    form.get_by_text("几家店", exact=True).click()
    form.get_by_role("button", name="换到「老王小馆」").click()
    form.locator("._unfinished").get_by_role("button", name="接着改").click()
    expect(form.get_by_label("店名")).to_have_value("改到一半")


def test_in_wechat_nothing_is_saved_as_a_file_and_each_way_says_what_to_do(
    browser: Browser, url: str
) -> None:
    context = browser.new_context(
        **{**PHONE, "user_agent": IN_WECHAT}, permissions=["clipboard-read", "clipboard-write"]
    )  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{url}my/")
    on(page)
    done(page)
    card = page.locator("#_remind")
    card.locator("summary").click()
    expect(card).to_contain_text("微信里存不了文件：点右上角「···」，选「在浏览器打开」")
    # Its own alarms come first on a phone that obeys least.
    assert card.locator("p").first.inner_text().startswith("不想导入的，在手机自带的闹钟里定")
    expect(card.get_by_role("button")).to_have_count(0)
    page.get_by_text("存成文件", exact=True).click()
    page.get_by_role("button", name="复制 28 天的排期表").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    assert (
        page.evaluate("navigator.clipboard.readText()")
        .lstrip("\ufeff")
        .startswith("日期,星期,几点,发到,发什么,文案")
    )
    context.close()


@pytest.mark.nightly
def test_a_shop_whose_link_was_never_sent_is_offered_it_from_the_next_day_on(
    form: Page, new_page: NewPage
) -> None:
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    done(form)
    today = str(form.get_by_role("link", name="看今天发什么").get_attribute("href"))
    form.goto(today)
    expect(form.locator(".posts li").first).to_be_visible()
    expect(form.locator("._offer")).to_have_count(0)
    page = new_page(form.context, now="2026-12-11T11:05:00+08:00")
    page.goto(today)
    expect(page.locator("._offer")).to_contain_text("自家的这一份只存在这台手机上")
    page.locator("._offer").get_by_role("button", name="复制自家的链接").click()
    expect(page.locator("._offer")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").endswith(page.url)
    page.reload()
    expect(page.locator(".posts li").first).to_be_visible()
    expect(page.locator("._offer")).to_have_count(0)
    page.locator(".rest summary").click()
    page.get_by_role("button", name=re.compile("^定了")).click()
    later = new_page(form.context, now="2026-12-13T11:05:00+08:00")
    later.goto(today)
    expect(later.locator("._offer")).to_contain_text("上次复制以后改的，只存在这台手机上")
    later.locator("._offer").get_by_role("button", name="过几天再说").click()
    later.reload()
    expect(later.locator(".posts").first).to_be_visible()
    expect(later.locator("._offer")).to_have_count(0)


@pytest.mark.nightly
def test_a_phone_that_forgot_says_so_on_each_page_of_the_shop(form: Page, new_page: NewPage) -> None:
    done(form)
    own = str(form.get_by_role("link", name="看今天发什么").get_attribute("href"))
    context = form.context
    # What still has the shop before it keeps it.
    form.close()
    for path in ("my/", "my/week/", "my/month/"):
        page = new_page(context, now="2026-12-18T11:05:00+08:00")
        page.goto(own.partition("my/")[0] + "sw.js")
        page.evaluate("localStorage.clear()")
        page.goto(own.replace("my/today/", path))
        expect(page.get_by_text("这台手机上没有这家店以前的记录")).to_be_visible()
        page.close()
