"""The page of today's posts: its words without JavaScript."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from conftest import FILES, UNSET, Write, planned, slot, sop
from openpyxl import load_workbook
from qunli import agenda, library, workbook
from qunli.feeds import Address, event
from qunli.site import make

DAY = date(2026, 12, 10)


def _page(root: Any, day: date = DAY) -> str:
    found = library.load(root)
    site = make(found, day, {}, Address("https://shop.example/", "shop.example"), None)
    return site.pages["calendars/main/today.md"].markdown


def test_the_page_holds_an_anchor_for_each_slot_with_the_text_of_its_next_day(project: Write) -> None:
    slots = sop(
        soon=slot("{every: week, weekdays: [mon], at: 9:00}", "[周一甲, 周一乙]"),
        far=slot("{date: 2027-11-11, at: 9:00}", "[很远]"),
        past=slot("{date: [2026-12-02, 2026-12-03], at: 9:00}", "[已经发完, 最后一次]"),
        slow=slot("{every: day, at: 8:00}", "[不在节奏里]", pace="full"),
    )
    calendar = FILES["calendars/main.yml"] + "pace: light\n"
    root = project({"content/industries/shop/sops/welfare.yml": slots, "calendars/main.yml": calendar})
    sections = dict(re.findall(r'id="welfare\.(\w+)">(.*?)</section>', _page(root), re.S))
    assert set(sections) == {"far", "past", "soon"}
    assert "下次：12月14日 周一" in sections["soon"]
    assert "下次：11月11日 周四" in sections["far"]
    assert "已经发完了" in sections["past"]
    assert "<pre>最后一次</pre>" in sections["past"]


@pytest.mark.slow
def test_hostile_words_stand_on_the_page_as_written(project: Write) -> None:
    bad = """</pre></section><script>x()</script> `a` [b](c.md) {#d} {{ }} *e* _f_ ]]> "g" '"""
    quoted = json.dumps(bad.replace("{{ }} ", ""), ensure_ascii=False)
    slots = sop(bad=slot("{every: day, at: 9:00}", f"[{quoted}]", short=quoted))
    page = _page(project({"content/industries/shop/sops/welfare.yml": slots}))
    assert "<script" not in page
    texts = [html.unescape(found) for found in re.findall(r"<pre>(.*?)</pre>", page, re.S)]
    assert set(texts) == {bad.replace("{{ }} ", "")}


def test_the_page_the_terminal_and_the_phone_say_in_one_order_what_a_post_takes(project: Write) -> None:
    more = {"owner": "staff", "media": "[菜单图, 菜图]", "notes": "先核对沽清"}
    slots = sop(a=slot("{every: day, at: 9:00}", "今天有〔菜名，例：鱼〕", **more))
    root = project({"content/industries/shop/sops/welfare.yml": slots})
    plan = planned(root, today=DAY)
    takes = ["店员，直接发", "要填：菜名（例：鱼）", "准备：菜单图、菜图", "发前看：先核对沽清"]
    (day,) = agenda.days(plan, DAY, DAY)
    assert [line.strip() for line in agenda.as_text(day).split("\n")[3:7]] == takes
    described = event.description(plan, plan.series[0], "").split("\n")
    assert [line for line in described if line in takes] == takes
    # Seven days and the slot itself.
    assert re.findall("|".join(takes), _page(root)) == takes * 8


def test_a_text_for_one_customer_goes_to_no_group_wherever_it_is_told(project: Write) -> None:
    slots = sop(a=slot("{every: day, at: 9:00}", "上回那条鱼还行吗", way="private"))
    root = project({"content/industries/shop/sops/welfare.yml": slots})
    plan = planned(root, today=DAY)
    (day,) = agenda.days(plan, DAY, DAY)
    assert day.entries[0].groups == ("一对一",)
    written = event.write_event(plan, plan.series[0], Address("", "shop.example"))
    assert "SUMMARY:私发一条→一对一" in written.content
    assert "LOCATION:一对一" in written.content
    sheet = load_workbook(BytesIO(workbook.download(plan, DAY))).worksheets[0]
    assert [cell.value for cell in sheet[2]][3:5] == ["一对一", "一对一私下发"]
    assert "福利群" not in "".join(re.findall(r'<p class="meta">.*?</p>', _page(root)))


def test_what_a_shop_has_not_said_is_filled_in_like_any_blank(project: Write) -> None:
    copy = '"{{ store }}今天有{{ item.name }}，{{ item.price }}，做〔份数，例：20〕份"'
    slots = sop(a=slot("{every: day, at: 9:00}", copy, rotate="dishes", short="'{{ store }}今天开着'"))
    root = project(
        {"content/industries/shop/pack.yml": UNSET, "content/industries/shop/sops/welfare.yml": slots}
    )
    plan = planned(root, today=DAY)
    (series,) = plan.series
    assert series.row is None
    wants = [["店名", "老王小馆"], ["菜名", "鱼"], ["价格", "10元"], ["份数", "20"]]
    (day,) = agenda.days(plan, DAY, DAY)
    assert day.entries[0].text == "〔店名〕今天有〔菜名〕，〔价格〕，做〔份数〕份"
    assert list(day.entries[0].fill) == [f"{label}（例：{example}）" for label, example in wants]
    page = _page(root)
    assert "<pre>〔店名〕今天有〔菜名〕，〔价格〕，做〔份数〕份</pre>" in page
    for made_up in ("<pre>老王小馆", "今天有鱼", "，10元"):
        assert made_up not in page
    assert event.description(plan, series, "").startswith("〔店名〕今天有〔菜名〕，〔价格〕，做〔份数〕份\n")
    assert event.summary(plan.shop.slot("welfare", "a"), series, ("福利群",)).endswith("填4空")


@pytest.mark.slow
def test_a_sentence_for_busy_days_never_goes_out_with_an_example(project: Write) -> None:
    slots = sop(a=slot("{every: day, at: 9:00}", "[今天开门]", short="'{{ store }}今天开着'"))
    root = project(
        {"content/industries/shop/pack.yml": UNSET, "content/industries/shop/sops/welfare.yml": slots}
    )
    plan = planned(root, today=DAY)
    (day,) = agenda.days(plan, DAY, DAY)
    assert day.entries[0].short == "〔店名〕今天开着"
    assert "<pre>〔店名〕今天开着</pre>" in _page(root)
    assert "来不及填就发：〔店名〕今天开着\n" in event.description(plan, plan.series[0], "") + "\n"
    pages = make(library.load(root), DAY, {}, Address("https://shop.example/", "shop.example"), None).pages
    template = pages["industries/shop/welfare.md"].markdown
    assert "〔店名〕今天开着" in re.sub("<[^>]*>", "", template)
    assert "老王小馆〕" not in template
