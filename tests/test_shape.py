"""From plain data to values, and every fault at its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any, Literal

import pytest
from conftest import source
from qunli import shape
from qunli.problem import ContentError, Problem
from qunli.shape import Clock, Day, Discriminator, Field, Id, Line, Lines, MonthDay, Shape, Tag, Text, fault


class Cat(Shape):
    kind: Literal["cat"]
    lives: Annotated[int, Field(ge=1, le=9)] = 9


class Dog(Shape):
    kind: Literal["dog"]
    tricks: Lines = ()


class House(Shape):
    title: Line
    opens: Clock | None = None
    since: Day | None = None
    fair: MonthDay | None = None
    notes: Text | None = None
    pet: Annotated[Cat | Dog, Discriminator("kind")] | None = None
    rooms: Mapping[Id, Line] = Field(default_factory=dict)
    doors: Mapping[Annotated[str, shape.id_at("/calendars/*/")], Line] = Field(default_factory=dict)
    value: Line | Annotated[tuple[Mapping[str, Line], ...], shape.list_of] | None = None

    @shape.model_validator(mode="after")
    def _tidy(self) -> House:
        if self.notes == "x":
            raise fault("Q003", "说了等于没说", "写清楚", at="notes")
        return self


def read(text: str) -> Any:
    return shape.read(source(text), House)


def wrong(text: str) -> list[Problem]:
    given = source(text)
    return [*given.problems, *shape.problems(given, House)[1]]


def test_values_are_typed() -> None:
    house = read("title: 618\nopens: 9:30\nsince: 2026-12-01\nfair: 02-29\nnotes: |\n  一\n  二\n\n")
    assert (house.title, house.opens, house.since) == ("618", time(9, 30), date(2026, 12, 1))
    assert (house.fair, house.notes) == ((2, 29), "一\n二")


def test_a_word_is_reserved_at_its_own_level_of_the_address_alone() -> None:
    text = "title: x\nrooms: {today: 大}\ndoors: {industries: 大}"
    assert (list(read(text).rooms), list(read(text).doors)) == (["today"], ["industries"])
    assert [shape.id_fault("today", level) is None for level in ("/calendars/*/", "/industries/*/")] == [
        False,
        True,
    ]
    assert shape.id_fault("Today", "/industries/*/")


@pytest.mark.parametrize("written", ["true", "false", "-5", "618"])
def test_where_a_text_is_wanted_a_word_is_the_text_as_written(written: str) -> None:
    assert read(f"title: {written}").title == written


def test_values_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read("title: x").title = "y"


ONE_FAULT = {
    "missing": ("opens: 9:00", "Q002", (1, 1)),
    "misspelt and so missing": ("titel: x", "Q001", (1, 1)),
    "unknown": ("title: x\ncolour: red", "Q001", (2, 1)),
    "null for a text": ("title: null", "Q003", (1, 8)),
    "blank": ("title:", "Q007", (1, 1)),
    "a list for a text": ("title: [x]", "Q003", (1, 8)),
    "empty": ("title: ''", "Q003", (1, 8)),
    "only spaces": ("title: '  '", "Q003", (1, 8)),
    "two lines": ('title: "a\\nb"', "Q003", (1, 8)),
    "a time of 24 hours": ("title: x\nopens: 24:00", "Q004", (2, 8)),
    "a time with seconds": ("title: x\nopens: 09:00:00", "Q004", (2, 8)),
    "a time in Arabic-Indic digits": ("title: x\nopens: ٠٩:٠٠", "Q004", (2, 8)),
    "a list for a time": ("title: x\nopens: [9, 30]", "Q004", (2, 8)),
    "a mapping for a day": ("title: x\nsince: {year: 2026}", "Q004", (2, 1)),
    "an unreal day": ("title: x\nsince: 2026-02-30", "Q004", (2, 8)),
    "a day of no calendar we know": ("title: x\nsince: 1900-01-01", "Q004", (2, 8)),
    "an unreal month and day": ("title: x\nfair: 02-30", "Q004", (2, 7)),
    "a mapping where one of two shapes is wanted": ("title: x\nvalue: {a: b}", "Q003", (2, 1)),
    "a fault inside the better of two shapes": ("title: x\nvalue: [{a: [b]}]", "Q003", (2, 13)),
    "an unknown member": ("title: x\npet: {kind: cta, lives: 3}", "Q004", (2, 13)),
    "no member named": ("title: x\npet: {lives: 3}", "Q002", (2, 1)),
    "a list for a member": ("title: x\npet: [cat]", "Q003", (2, 6)),
    "a field of the other member": ("title: x\npet: {kind: cat, tricks: [a]}", "Q001", (2, 18)),
    "too many": ("title: x\npet: {kind: cat, lives: 10}", "Q004", (2, 25)),
    "a text for a number": ("title: x\npet: {kind: cat, lives: nine}", "Q003", (2, 25)),
    "true for a number": ("title: x\npet: {kind: cat, lives: true}", "Q003", (2, 25)),
    "an empty list": ("title: x\npet: {kind: dog, tricks: []}", "Q010", (2, 26)),
    "a repeated entry": ("title: x\npet: {kind: dog, tricks: [a, 'a']}", "Q010", (2, 26)),
    "a bad id": ("title: x\nrooms: {Big: 大}", "Q011", (2, 9)),
    "a reserved id": ("title: x\ndoors: {today: 大}", "Q011", (2, 9)),
    "a rule of the whole": ("title: x\nnotes: x", "Q003", (2, 8)),
}


@pytest.mark.parametrize(("text", "code", "place"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_fault_is_one_problem_at_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    (problem,) = wrong(text)
    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert problem.hint
    assert not any(word in problem.message for word in ("None", "dict", "Input", "should"))


def test_two_faults_are_two_problems() -> None:
    found = wrong("titel: x\nopens: 25:00\nsince: never")
    assert [each.code for each in sorted(found)] == ["Q001", "Q004", "Q004"]


def test_an_unknown_field_is_told_what_may_stand_there() -> None:
    (far,) = wrong("title: x\npet: {kind: cat, colour: red}")
    assert far.hint == "这里可以写：kind、lives"
    (near,) = wrong("title: x\npet: {kind: cat, live: 3}")
    assert near.hint == "你是不是想写 lives?"


def test_a_fault_in_a_value_is_raised_with_every_other() -> None:
    with pytest.raises(ContentError) as caught:
        shape.read(source("opens: 25:00"), House)
    assert [each.code for each in caught.value.problems] == ["Q002", "Q004"]


def test_a_list_of_ten_thousand_is_checked_in_one_pass() -> None:
    """Comparing each entry with all before it took minutes."""
    many = ", ".join(f"a{number}" for number in range(10_000))
    assert len(read(f"title: x\npet: {{kind: dog, tricks: [{many}]}}").pet.tricks) == 10_000


def test_the_schema_names_every_field() -> None:
    schema = shape.json_schema(House)
    assert set(schema["properties"]) == set(House.model_fields)
    assert schema["additionalProperties"] is False


class Weekly(Shape):
    every: Literal["week"]
    weekday: Line


class Once(Shape):
    date: Day


WHEN = Annotated[
    Annotated[Weekly, Tag("Weekly")] | Annotated[Once, Tag("Once")],
    Discriminator(lambda value: "Weekly" if "every" in value else "Once"),
]


class Post(Shape):
    when: WHEN


@pytest.mark.parametrize(
    "text", ["when: {every: wek, day: mon}", "when: {every: wek, weekday: mon}", "when: {every: }"]
)
def test_where_the_field_that_chose_a_member_is_wrong_nothing_else_is_blamed(text: str) -> None:
    given = source(text)
    (problem,) = [*given.problems, *shape.problems(given, Post)[1]]
    assert problem.snippet[problem.column - 1 :].startswith(("wek", "every"))
