"""What phones plan with: packs and calendars as data."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from typing import Any

import pytest
from conftest import CALENDAR, Write, own_library, slot, sop, words_of
from hypothesis import given
from hypothesis import strategies as st
from qunli import library, portable
from qunli.library import Library

DAY = date(2026, 12, 10)
MOST_PAGE = 150_000
PARAGRAPHS = "[{paragraphs: [早上好, {text: '菜单在上面，{{ store }}', needs: [menu]}]}]"


def pack(found: Library, today: date = DAY) -> dict[str, Any]:
    return read(portable.files(found, found.shops.values(), today)[0]["industries/shop/plan.js"])


def calendar(found: Library) -> dict[str, Any]:
    return read(portable.files(found, found.shops.values(), DAY)[1]["calendars/main/calendar.js"])


def read(script: bytes) -> dict[str, Any]:
    name, _, data = script.decode().partition("=")
    assert name in {"window.qunliPack", "window.qunliCalendar"}
    value: dict[str, Any] = json.loads(data.removesuffix(";\n"))
    return value


def posts(found: Library) -> dict[str, Any]:
    slots: dict[str, Any] = pack(found)["sops"]["welfare"]["slots"]
    return slots


@pytest.mark.slow
def test_a_trade_with_its_calendar_is_small() -> None:
    found = own_library().require()
    packs, calendars = portable.files(found, found.shops.values(), DAY)
    assert len(packs) == len(found.industries) >= 6
    for shop in found.shops.values():
        choices = calendars[f"calendars/{shop.id}/calendar.js"]
        assert len(choices) < 1000
        whole = packs[f"industries/{shop.industry.id}/plan.js"] + choices
        assert len(gzip.compress(whole)) < MOST_PAGE


def test_a_text_is_cut_at_its_variables_and_its_blanks_stay(project: Write) -> None:
    copy = "['{{ store }}有〔菜名，例：鱼〕{{ item.name }}']"
    menu = slot("{every: day, at: 11:00}", copy, rotate="dishes")
    found = library.load(project({"content/industries/shop/sops/welfare.yml": sop(menu=menu)})).require()
    (text,) = posts(found)["menu"]["texts"]
    assert text == {"id": "1", "parts": [["store"], "有〔菜名，例：鱼〕", ["item", "name"]]}


def test_occasions_without_an_hour_are_data_in_their_order(project: Write) -> None:
    assert "anytime" not in pack(library.load(project()).require())
    said = """
    occasions:
      sold-out: {title: 卖完了, copy: {3: '{{ store }}的〔菜名，例：鱼〕卖完了', 1: 没了}}
      power: {title: 停电, way: notice, owner: staff, notes: 来电再发一条, record: [chain], copy: 停电了}
    """
    found = pack(library.load(project({"content/industries/shop/anytime.yml": said})).require())
    assert [*found["anytime"].items()] == [
        (
            "sold-out",
            {
                "title": "卖完了",
                "way": "post",
                "record": ["replies"],
                "texts": [
                    {"id": "1", "parts": ["没了"]},
                    {"id": "3", "parts": [["store"], "的〔菜名，例：鱼〕卖完了"]},
                ],
            },
        ),
        (
            "power",
            {
                "title": "停电",
                "way": "notice",
                "owner": "staff",
                "notes": "来电再发一条",
                "record": ["chain"],
                "texts": [{"id": "1", "parts": ["停电了"]}],
            },
        ),
    ]


def test_the_sector_by_which_words_are_judged_is_data(project: Write) -> None:
    assert pack(library.load(project()).require())["sector"] == "other"


def test_what_a_paragraph_needs_is_data(project: Write) -> None:
    menu = slot("{every: day, at: 11:00}")
    note = slot("{every: day, at: 12:00}", PARAGRAPHS)
    files = {"content/industries/shop/sops/welfare.yml": sop(menu=menu, note=note)}
    (text,) = posts(library.load(project(files)).require())["note"]["texts"]
    said = [{"parts": ["早上好"]}, {"parts": ["菜单在上面，", ["store"]], "needs": ["menu"]}]
    assert text == {"id": "1", "paragraphs": said}


def test_a_when_has_one_of_two_shapes(project: Write) -> None:
    whens = {
        "day": "{every: day, at: 11:00}",
        "workday": "{every: workday, at: [9:00, 17:00], holidays: skip}",
        "weeks": "{every: 2 weeks, weekdays: [sun, mon], at: 11:00}",
        "month-end": "{every: month, monthdays: [last, 1], at: 11:00}",
        "moon": "{lunar: [1, 15], at: 11:00}",
        "run": "{day: 2-4, at: 11:00}",
        "date": "{date: 2026-12-24, at: 11:00}",
        "feast": "{festival: mid-autumn, day: [0, -3], at: 11:00}",
    }
    text = sop(**{name.replace("-", "_"): slot(when) for name, when in whens.items()})
    found = posts(library.load(project({"content/industries/shop/sops/welfare.yml": text})).require())
    assert {name: found[name]["when"] for name in whens} == {
        "day": {"unit": "day", "every": 1, "on": [0]},
        "workday": {"unit": "week", "every": 1, "on": [0, 1, 2, 3, 4], "skip": True, "workdays": True},
        "weeks": {"unit": "week", "every": 2, "on": [0, 6]},
        "month-end": {"unit": "month-end", "every": 1, "on": [1, 31]},
        "moon": {"unit": "moon", "every": 1, "on": [1, 15]},
        "run": {"days": [2, 3, 4]},
        "date": {"dates": ["2026-12-24"]},
        "feast": {"festival": "mid-autumn", "days": [-3, 0]},
    }
    assert found["workday"]["at"] == ["09:00", "17:00"]


def test_a_calendar_is_choices_and_its_changes_are_whole_fields(project: Write) -> None:
    own = """
      menu: {when: {at: 10:00}, copy: {2: 换了}}
      own: {title: 自家的, type: warmth, when: {every: day, at: 9:00}, copy: 早}
    """
    text = f"""
title: 店
industry: shop
starts: 2026-12-01
pace: light
hours: 10:30-20:00
closed: [sun, 2027-02-05/2027-02-08]
sops:
  welfare:
    texts: {{menu: [3]}}
    slots: {own}
"""
    data = calendar(library.load(project({"calendars/main.yml": text})).require())
    assert data["shut"] == [6]
    assert data["closed"] == [["2027-02-05", "2027-02-08"]]
    assert data["hours"] == ["10:30", "20:00"]
    assert data["pace"] == 0
    (run,) = data["runs"]
    assert run["texts"] == {"menu": ["3"]}
    changed = {"1": "今天有鱼", "2": "换了", "3": "今天有汤"}
    texts = [{"id": name, "parts": [text]} for name, text in changed.items()]
    assert run["slots"]["menu"] == {"at": ["10:00"], "texts": texts}
    assert run["slots"]["own"]["title"] == "自家的"


def test_only_a_calendar_called_as_its_trade_that_says_nothing_of_a_shop_is_a_general_edition(
    project: Write,
) -> None:
    def general(name: str, words: str = "") -> object:
        found = library.load(project({f"calendars/{name}.yml": CALENDAR + words})).require()
        _, files = portable.files(found, found.shops.values(), DAY)
        return read(files[f"calendars/{name}/calendar.js"]).get("general")

    assert general("shop") is True
    assert general("main") is None
    assert general("shop", "variables: {store: 老王小馆}\n") is None


def test_a_post_that_a_calendar_drops_is_gone(project: Write) -> None:
    files = {
        "content/industries/shop/sops/welfare.yml": sop(
            menu=slot("{every: day, at: 11:00}"), tip=slot("{every: day, at: 12:00}")
        ),
        "calendars/main.yml": "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {welfare: {slots: {tip: null}}}\n",
    }
    (run,) = calendar(library.load(project(files)).require())["runs"]
    assert run["slots"] == {"tip": None}


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 1, 5), "2025-11-03", "2027-02-14"),
        (date(2026, 12, 30), "2026-10-26", "2027-12-31"),
    ],
)
def test_the_almanac_reaches_to_the_horizon_and_no_further(
    project: Write, today: date, first: str, last: str
) -> None:
    """In whole weeks, since what gives way is decided by the week."""
    days = pack(library.load(project()).require(), today)["days"]
    assert (days["from"], days["to"], days["horizon"]) == (first, last, f"{today.year + 1}-12-31")
    assert days["moons"][0][0] <= first
    assert days["moons"][-1][0] > last
    assert all(first <= day <= last for day in days["off"] + days["work"])


def test_only_festivals_that_posts_are_counted_from_travel(project: Write) -> None:
    files = {
        "content/industries/shop/sops/welfare.yml": sop(
            menu=slot("{every: day, at: 11:00}"), moon=slot("{festival: mid-autumn, day: 0, at: 12:00}")
        ),
        "calendars/main.yml": CALENDAR.replace(
            "welfare: {}",
            "welfare: {slots: {own: {title: 自家的, type: content, when: {festival: qixi, day: 0, at: 9:00}, copy: 一}}}",
        ),
    }
    found = library.load(project(files)).require()
    packs, _ = portable.files(found, found.shops.values(), DAY)
    assert {*read(packs["industries/shop/plan.js"])["days"]["festivals"]} == {"mid-autumn", "qixi"}


def test_a_variable_has_its_default_and_the_blank_that_stands_for_it(project: Write) -> None:
    variables = pack(library.load(project()).require())["variables"]
    assert variables["store"] == {"title": "店名", "default": "本店", "blank": "〔店名〕"}
    assert variables["dishes"]["fields"] == {"name": "菜名", "price": "价格"}
    assert variables["dishes"]["blank"] == {"name": "〔菜名〕", "price": "〔价格〕"}


@given(st.recursive(st.text(max_size=20), lambda below: st.lists(below, max_size=3), max_leaves=5))
def test_no_text_ends_a_script_and_every_text_comes_back(value: Any) -> None:
    script = portable.script("qunliPack", [value, "</script>]]>\u2028\u2029<!--"]).decode()
    assert not re.search("[<\u2028\u2029]", script)
    assert json.loads(script.removeprefix("window.qunliPack=").removesuffix(";\n"))[0] == value


@given(
    st.dictionaries(
        st.text("键é<甲", min_size=1),
        st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('中\u2028®Ж<\\"-]^')),
        max_size=4,
    )
)
def test_what_is_sent_with_its_characters_numbered_comes_back_whole(data: dict[str, str]) -> None:
    """Also letters that stand for others on the way, and what would end a script."""
    script = portable.numbered_script("qunliWords", {**data, "最": "最好"})
    assert words_of(script) == {**data, "最": "最好"}
    assert b"<" not in script
