"""The nouns as values: what a source means once it is read."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import source
from qunli import shape
from qunli.model import (
    ZONES,
    Calendar,
    Lottery,
    Pack,
    Slot,
    Sop,
    Variable,
    value_fault,
)


def slot(**more: str) -> Slot:
    fields = {"title": "一条", "type": "content", "copy": "字", "when": "{every: day, at: 11:00}"} | more
    return shape.read(source("".join(f"{key}: {value}\n" for key, value in fields.items())), Slot)


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
