"""The nouns as values: what a source means once it is read."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from conftest import source
from qunli import shape
from qunli.model import (
    ZONES,
    Calendar,
    EveryDay,
    EveryMonth,
    EveryWeeks,
    Lottery,
    OnDates,
    OnDays,
    OnFestival,
    Pack,
    Slot,
    Sop,
    Variable,
    value_fault,
    when_form,
)

WHENS = {
    "{every: day, at: 9:05}": EveryDay(every="day", at=time(9, 5)),
    "{every: workday, at: 11:00, holidays: skip}": EveryDay(every="workday", at=time(11), holidays="skip"),
    "{every: week, weekdays: [thu, mon], at: 11:00}": (1, (0, 3)),
    "{every: week, weekdays: sun, at: 11:00}": (1, (6,)),
    "{every: 52 weeks, weekdays: [tue], at: 11:00}": (52, (1,)),
    "{every: month, monthdays: [15, 1], at: 11:00}": (1, 15),
    "{every: month, monthdays: 28, at: 11:00}": (28,),
    "{day: 3, at: 11:00}": (3,),
    "{day: [3, 1], at: 11:00}": (1, 3),
    "{day: 1-21, at: 11:00}": tuple(range(1, 22)),
    "{date: 2026-12-24, at: 11:00}": (date(2026, 12, 24),),
    "{date: [2026-12-25, 2026-12-24], at: 11:00}": (date(2026, 12, 24), date(2026, 12, 25)),
    "{festival: mid-autumn, at: 11:00}": ("mid-autumn", (0,)),
    "{festival: mid-autumn, day: [0, -3], at: 11:00}": ("mid-autumn", (-3, 0)),
}


def slot(**more: str) -> Slot:
    fields = {"title": "一条", "type": "content", "copy": "字", "when": "{every: day, at: 11:00}"} | more
    return shape.read(source("".join(f"{key}: {value}\n" for key, value in fields.items())), Slot)


@pytest.mark.parametrize(("text", "meaning"), WHENS.items(), ids=WHENS)
def test_each_form_of_when_means_its_days_in_order(text: str, meaning: Any) -> None:
    when = slot(when=text).when
    match when:
        case EveryDay():
            assert when == meaning
        case EveryWeeks():
            assert (when.every, when.weekdays) == meaning
        case EveryMonth():
            assert when.monthdays == meaning
        case OnDays():
            assert when.day == meaning
        case OnDates():
            assert when.date == meaning
        case OnFestival():
            assert (when.festival, when.day) == meaning


def test_the_first_key_present_decides_the_form() -> None:
    every_key = {"every": "day", "festival": "x", "date": "x", "day": 1}
    assert when_form(every_key) == "EveryDay"
    del every_key["every"]
    assert when_form(every_key) == "OnFestival"
    del every_key["festival"]
    assert when_form(every_key) == "OnDates"
    del every_key["date"]
    assert when_form(every_key) == "OnDays"
    assert when_form({"at": "9:00"}) is None


COPIES = {
    "一": {"1": "一"},
    "618": {"1": "618"},
    "[一, 二]": {"1": "一", "2": "二"},
    "{10: 十, last: 末, 2: 二}": {"2": "二", "10": "十", "last": "末"},
}


@pytest.mark.parametrize(("text", "texts"), COPIES.items(), ids=COPIES)
def test_copy_is_texts_by_id_numbers_first(text: str, texts: dict[str, str]) -> None:
    assert list(slot(copy=text).texts.items()) == list(texts.items())


def test_a_slot_has_the_defaults_of_the_grammar() -> None:
    one = slot()
    assert (one.way, one.minutes, one.remind, one.pace) == ("post", 15, None, "light")
    assert (one.media, one.record, one.replaces, one.owner) == ((), (), (), None)


def test_replaces_is_all_or_a_list() -> None:
    dated = "{date: 2026-12-24, at: 18:00}"
    assert slot(when=dated, replaces="all").replaces == ("all",)
    assert slot(when=dated, replaces="[a, b]").replaces == ("a", "b")


def test_an_offer_is_known_by_its_kind() -> None:
    offer = slot(offer="{kind: lottery, prizes: [{name: 一等奖, quantity: 1}]}").offer
    assert isinstance(offer, Lottery)
    assert offer.prizes
    assert offer.prizes[0].quantity == 1


def test_a_calendar_is_closed_on_days_and_spans_both_ends_included() -> None:
    text = "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {welfare: }\nclosed: [2027-02-05/2027-02-08, 2027-03-01]\n"
    calendar = shape.read(source(text.replace("{welfare: }", "{welfare: null}")), Calendar)
    closed = [day for day in range(1, 32) if calendar.is_closed(date(2027, 2, 1).replace(day=min(day, 28)))]
    assert [day for day in closed if day <= 28] == [5, 6, 7, 8]
    assert calendar.is_closed(date(2027, 3, 1))
    assert not calendar.is_closed(date(2027, 3, 2))


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_has_no_daylight_saving_and_the_offset_we_say(zone: str) -> None:
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    offsets = {datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in range(1, 13)}
    assert offsets == {timedelta(hours=ZONES[zone])}


def test_a_value_fits_its_variable_or_says_why_not() -> None:
    name = Variable(title="店名")
    dishes = Variable(title="菜品", fields={"name": "菜名"})
    assert value_fault(name, "老王") is None
    assert value_fault(dishes, ({"name": "鱼"},)) is None
    assert value_fault(name, ({"name": "鱼"},)) is not None
    assert value_fault(dishes, "鱼") is not None
    assert value_fault(dishes, ({"name": "鱼", "price": "1元"},)) is not None


def test_a_schema_of_each_file_accepts_what_is_required() -> None:
    assert set(shape.json_schema(Pack)["required"]) == {"title", "summary", "version", "roles"}
    assert set(shape.json_schema(Sop)["required"]) == {"title", "kind", "slots"}
    assert set(shape.json_schema(Slot)["required"]) == {"title", "when", "type", "copy"}
    assert set(shape.json_schema(Calendar)["required"]) == {"title", "industry", "starts", "sops"}
