"""Spreadsheets of every layout people use: the posts that a person reads in them, a question, or a clear refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from pytest_regressions.file_regression import FileRegressionFixture
from qunli import library, workbook
from qunli.problem import ContentError, Problem
from qunli.workbook.columns import TOLD
from qunli.workbook.field_words import Trade
from qunli.workbook.headings import columns_of, heading_row
from qunli.workbook.layouts import lists
from qunli.workbook.questions import Interview
from qunli.workbook.steps import Puppets
from qunli.workbook.tables import Table
from sheets.layout import Layout, layouts

TODAY = date(2026, 11, 26)
LAYOUTS = layouts()
TRADE = Trade({"host": "群主", "staff": "店员"}, {}, {})


@cache
def festivals() -> dict[str, str]:
    found = library.load(REPOSITORY, only=()).almanac.festivals
    return {name: each.title for name, each in found.items()}


def reader_of(layout: Layout) -> workbook.Reader:
    answers = {key: str(answer) for key, answer in layout.data.get("answers", {}).items()}
    return workbook.Reader(festivals(), TODAY, Path(layout.file).stem, interview=Interview(answers))


def opened(layout: Layout) -> workbook.Book:
    return workbook.read_book(layout.file, layout.content())


def read(layout: Layout, book: workbook.Book) -> tuple[workbook.Merged, workbook.Reader]:
    reader = reader_of(layout)
    puppets = Puppets(lambda text: "", lambda name: "")
    plans = workbook.plans(book, (), reader, puppets, layout.data.get("group"))
    target = workbook.Target(None, None, {"title": "计划", "kind": "traffic"})
    merged = workbook.merge(plans, target, TRADE, reader, drop=False)
    told = (*book.problems, *(each for plan in plans for each in plan.problems), *merged.problems)
    return workbook.Merged(merged.source, tuple(told), merged.told, merged.absent), reader


@dataclass(frozen=True)
class Read:
    """One layout, opened and read once for the tests that look at it."""

    layout: Layout

    @cached_property
    def book(self) -> workbook.Book:
        return opened(self.layout)

    @cached_property
    def result(self) -> tuple[workbook.Merged, workbook.Reader]:
        return read(self.layout, self.book)

    def faults(self) -> tuple[Problem, ...]:
        """Return what is wrong with the layout."""
        try:
            merged, _ = self.result
        except ContentError as error:
            return tuple(error.problems)
        return tuple(each for each in merged.problems if each.level == "error")


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda layout: layout.name)
def each(request: pytest.FixtureRequest) -> Read:
    return Read(request.param)


def posts(merged: workbook.Merged) -> list[dict[str, Any]]:
    found = []
    for slot in merged.source.data["slots"].values():
        texts = slot["copy"]
        found.append({**slot, "copy": list(texts.values()) if isinstance(texts, dict) else [texts]})
    return found


def plain(value: Any) -> str:
    return str(sorted(value.items()) if isinstance(value, dict) else value)


def normal(post: dict[str, Any]) -> dict[str, Any]:
    """Return an expected post as the reader has it: its texts as a list, its days every day where none are said."""
    copy = post["copy"] if isinstance(post["copy"], list) else [post["copy"]]
    when = {key: _as_text(value) for key, value in post["when"].items()}
    return {**post, "copy": copy, "when": when}


def _as_text(value: Any) -> Any:
    if isinstance(value, list):
        return [*map(_as_text, value)]
    return value.isoformat() if isinstance(value, date) else value


def test_a_layout_is_read_as_a_person_reads_it_or_asked_or_refused(each: Read) -> None:
    wanted = each.layout.data
    if "refused" in wanted:
        faults = each.faults()
        told = [f"{fault.code} {fault.message}" for fault in faults]
        assert any(all(part in line for part in wanted["refused"]) for line in told), told
        assert all(fault.hint for fault in faults)
        return
    merged, reader = each.result
    found = posts(merged)
    expected = [*map(normal, wanted["posts"])]
    keys = [set(post) for post in expected]
    shown = [{key: value for key, value in post.items() if any(key in own for own in keys)} for post in found]
    assert sorted(map(plain, shown)) == sorted(map(plain, expected))
    assert merged.source.data.get("welcome") == wanted.get("welcome")
    assert [*reader.interview.raised] == wanted.get("asks", [])
    assert sorted({problem.code for problem in merged.problems}) == wanted.get("told", [])


def test_the_three_stages_of_reading_can_be_looked_at(
    each: Read, file_regression: FileRegressionFixture
) -> None:
    layout, reader = each.layout, reader_of(each.layout)
    try:
        book = each.book
    except ContentError as error:
        file_regression.check(str(error) + "\n")
        return
    parts = [f"== {layout.data['about']}"]
    parts += ["-- what a person sees", *map(shown_grid, book.tables)]
    parts += ["-- what the columns mean"]
    parts += [shown_columns(part) for table in book.tables for part in lists(table, reader)]
    parts += ["-- the posts", *shown_posts(each)]
    file_regression.check("\n".join(parts) + "\n")


def shown_grid(table: Table) -> str:
    lines = (" | ".join(cell.text.replace("\n", "⏎") for cell in row).rstrip() for row in table.rows)
    return "\n".join((f"[{table.name}]", *lines))


def shown_columns(table: Table) -> str:
    row = heading_row(table)
    if row is None:
        return f"[{table.name}] no headings"
    columns = columns_of(table, row)
    means = {number: key for key, numbers in columns.by_key.items() for number in numbers}
    means |= {number: f"({key})" for key, numbers in columns.spare.items() for number in numbers}
    heads = [f"{cell.text} = {means.get(number, '?')}" for number, cell in enumerate(columns.heads) if cell]
    return "\n".join(
        (f"[{table.name}] " + ", ".join(heads), *shown_grid(Table("", table.rows[row + 1 :])).split("\n")[1:])
    )


def shown_posts(each: Read) -> list[str]:
    try:
        merged, reader = each.result
    except ContentError as error:
        return [str(error)]
    lines = []
    for name, slot in merged.source.data["slots"].items():
        lines.append(name)
        for key in dict.fromkeys(("when", *TOLD)):
            if key in slot:
                at = merged.source.places.get(("slots", name, key)) or merged.source.places.get(
                    ("slots", name, key, "1")
                )
                lines.append(f"  {key}: {slot[key]}" + (f"   [{at}]" if at else ""))
    lines += [f"! {problem.code} {problem.message}" for problem in merged.problems]
    lines += [
        f"? {asked.key} ({asked.place}): {asked.default or 'no default'}"
        for asked in reader.interview.raised.values()
    ]
    return lines
