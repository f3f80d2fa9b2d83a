"""The data of the page of today's posts, and its words without JavaScript."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import FILES, REPOSITORY, UNSET, Write, planned, slot, sop
from hypothesis import given
from hypothesis import strategies as st
from qunli import agenda, library, schedule, text
from qunli.feeds import Address, event
from qunli.handbook import today, today_files
from qunli.site import make

DAY = date(2026, 12, 10)


def data(plan: schedule.Plan, day: date = DAY) -> dict[str, Any]:
    (content,) = today_files(plan, day).values()
    script = content.decode()
    assert script.startswith("window.qunliPlan={")
    return json.loads(script.removeprefix("window.qunliPlan=").removesuffix(";\n"))


def put_together(parts: list[Any]) -> str:
    return "".join(part if isinstance(part, str) else f"〔{part[0] or '　　'}〕" for part in parts)


def test_the_data_says_what_the_plan_says_with_each_text_once(project: Write) -> None:
    plan = planned(project(), today=DAY)
    found = data(plan)
    assert found["first"] == "2026-11-30"
    assert len(found["days"]) == 10 + today.DAYS
    assert len(found["texts"]) == 3
    shown = [
        (date.fromisoformat(found["first"]) + timedelta(number), put_together(found["texts"][text_number]))
        for number, entries in enumerate(found["days"])
        for _, text_number, _ in entries
    ]
    posts = plan.posts(date(2026, 11, 30), DAY + timedelta(days=today.DAYS - 1))
    assert shown == [(post.start.date(), text.to_paste(post.series.text)) for post in posts]


@pytest.mark.slow
def test_the_data_stays_small_and_the_same_for_every_industry() -> None:
    found = library.load(REPOSITORY).require()
    for shop in found.shops.values():
        plan = schedule.plan(shop, found.almanac, DAY)
        files = today_files(plan, DAY)
        assert list(files) == [f"calendars/{shop.id}/days.js"]
        assert files == today_files(plan, DAY)
        assert len(next(iter(files.values()))) < 150_000


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> schedule.Plan:
    """A plan of a single series."""
    root = tmp_path_factory.mktemp("plan")
    for path, content in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    plan = planned(root, today=DAY)
    return replace(plan, series=plan.series[:1])


@given(hostile=st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_text_can_end_the_script_and_every_text_comes_back(one: schedule.Plan, hostile: str) -> None:
    source = f"{hostile}</script>]]>\u2028\u2029<!--〔{hostile}a，例：b〕"
    plan = replace(one, series=(replace(one.series[0], text=source),))
    assert put_together(data(plan)["texts"][0]) == text.to_paste(source)
    assert not re.search("[<\u2028\u2029]", today_files(plan, DAY)["calendars/main/days.js"].decode())


def test_closed_days_and_roles_of_what_is_posted_are_in_the_data(project: Write) -> None:
    root = project(
        {"calendars/main.yml": FILES["calendars/main.yml"] + "closed: [2026-12-12]\nstaff: {staff: 小陈}\n"}
    )
    found = data(planned(root, today=DAY))
    assert found["closed"] == [12]
    assert found["days"][12] == []
    assert found["roles"] == {"staff": "店员（小陈）"}


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
    found = data(plan)
    said = next(parts for parts in found["texts"] if len(parts) > 3)
    assert [part for part in said if not isinstance(part, str)] == wants
    (day,) = agenda.days(plan, DAY, DAY)
    assert day.entries[0].text == "〔店名〕今天有〔菜名〕，〔价格〕，做〔份数〕份"
    assert list(day.entries[0].fill) == [f"{label}（例：{example}）" for label, example in wants]
    page = _page(root)
    assert "<pre>〔店名〕今天有〔菜名〕，〔价格〕，做〔份数〕份</pre>" in page
    for made_up in ("<pre>老王小馆", "今天有鱼", "，10元"):
        assert made_up not in page + put_together(said)
    assert event.description(plan, series, "").startswith("〔店名〕今天有〔菜名〕，〔价格〕，做〔份数〕份\n")
    assert event.summary(plan.shop.slot("welfare", "a"), series, ("福利群",)).endswith("填4空")


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
    assert "〔店名〕今天开着" in template
    assert "老王小馆〕" not in template
