"""Lists whose form is changed in every way that changes nothing for a person who reads them: the posts stay the same."""

from __future__ import annotations

import random
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st
from qunli.problem import ContentError
from qunli.workbook.columns import COLUMNS
from qunli.workbook.names import Heading, heading
from qunli.workbook.other_columns import DAY_NAMES
from sheets.layout import Layout, rows_of
from test_sheet_layouts import LAYOUTS, opened, plain, posts, read

SHEETS_MADE_IN_CELLS = (
    "merged",
    "values",
    "times",
    "moments",
    "cached",
    "rich",
    "links",
    "formats",
    "struck",
)


def is_list(layout: Layout) -> bool:
    """Say whether a layout is one list of texts that is read, so that its form can be changed by hand."""
    sheet = layout.sheets[0]
    return (
        len(layout.sheets) == 1
        and layout.name.startswith(
            ("list-", "csv-", "ods-", "english", "several", "better", "two-hours", "total")
        )
        and "refused" not in layout.data
        and not any(key in sheet for key in SHEETS_MADE_IN_CELLS)
    )


LISTS = [layout for layout in LAYOUTS if is_list(layout)]
Rows = list[list[str]]


def head_of(rows: Rows) -> int:
    return max(range(len(rows)), key=lambda row: sum(heading(cell) is not None for cell in rows[row]))


def filled(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def stands_apart(rows: Rows) -> bool:
    """Say whether each column has a meaning of its own, so that their order says nothing."""
    keys = [known.key for cell in rows[head_of(rows)] if cell and (known := heading(cell))]
    return len(set(keys)) == len(keys) and sum(key.startswith("day:") for key in keys) < 2


def shuffled(rows: Rows, chance: random.Random) -> Rows:
    order = [*range(len(rows[0]))]
    if stands_apart(rows) and all(sum(map(bool, row)) != 1 for row in rows):
        chance.shuffle(order)
    # What stands above the headings is no part of the columns.
    head = head_of(rows)
    return [*rows[:head], *([row[number] for number in order] for row in rows[head:])]


def renamed(rows: Rows, chance: random.Random) -> Rows:
    if not stands_apart(rows):
        return rows
    head = head_of(rows)
    return [*rows[:head], [synonym(cell, chance) for cell in rows[head]], *rows[head + 1 :]]


def synonym(words: str, chance: random.Random) -> str:
    """Return another heading that means the same as a plain one; one that is more than a name stays."""
    known = heading(words)
    # Beside an end it says more than when: how long something takes.
    if "开始" in words:
        return words
    column = next(
        (each for each in COLUMNS if known and each.key == known.key and known.key not in ("", "=")), None
    )
    if column and words in (column.title, *column.names):
        return chance.choice(
            [
                name
                for name in (column.title, *column.names)
                if not name.startswith(("开始", "起始", "Start")) and _weighs(name, known)
            ]
        )
    if known and words in DAY_NAMES:
        alike = [name for name, pattern in DAY_NAMES.items() if pattern == DAY_NAMES[words]]
        return chance.choice([name for name in alike if not name.startswith(("开始", "起始", "Start"))])
    return words


def _weighs(name: str, known: Heading) -> bool:
    """Say whether a heading is as good as another one of its key: a deed is no script of texts."""
    other = heading(name)
    return other is not None and other.rank == known.rank


def with_title(rows: Rows, chance: random.Random) -> Rows:
    title = chance.choice(["老街小馆群发计划", "社群SOP", "【内部】内容排期表"])
    return [[title, *[""] * (len(rows[0]) - 1)], *rows]


def with_total(rows: Rows, chance: random.Random) -> Rows:
    return [*rows, [chance.choice(["合计", "总计：", "共计"]), *[""] * (len(rows[0]) - 2), "8条"]]


def with_remark(rows: Rows, chance: random.Random) -> Rows:
    remark = chance.choice(["注：下雨照发", "※ 图都在共享盘里", "备注：有问题找店长"])
    return [*rows, [remark, *[""] * (len(rows[0]) - 1)]]


def with_blank_column(rows: Rows, chance: random.Random) -> Rows:
    return [["", *row] for row in rows]


def with_blank_rows(rows: Rows, chance: random.Random) -> Rows:
    blank = [""] * len(rows[0])
    head = head_of(rows)
    return [
        blank,
        *rows[: head + 1],
        *(each for row in rows[head + 1 :] for each in ((row, blank) if chance.random() < 0.3 else (row,))),
    ]


CHANGES = {
    "shuffled": shuffled,
    "renamed": renamed,
    "title": with_title,
    "total": with_total,
    "remark": with_remark,
    "blank column": with_blank_column,
    "blank rows": with_blank_rows,
}


def changed(layout: Layout, names: list[str], chance: random.Random) -> Layout:
    data: dict[str, Any] = deepcopy(layout.data)
    sheet = data["sheets"][0]
    rows = filled(rows_of(sheet))
    for name in names:
        rows = CHANGES[name](rows, chance)
    if layout.file.endswith((".xlsx", ".ods")) and "saved_as" not in data and chance.random() < 0.5:
        rows = [*rows, rows[-1]]
        sheet["hidden_rows"] = [len(rows)]
    sheet["cells"] = rows
    return replace(layout, data=data)


@pytest.mark.slow
@given(st.sampled_from(LISTS), st.sets(st.sampled_from([*CHANGES])), st.integers(0, 10**6))
@tries(40)
def test_a_list_in_another_form_has_the_same_posts(layout: Layout, names: set[str], seed: int) -> None:
    other = changed(layout, [name for name in CHANGES if name in names], random.Random(seed))
    shape = "\n".join(" | ".join(row) for row in other.sheets[0]["cells"])
    try:
        found = said(other)
    except ContentError as error:
        pytest.fail(f"{layout.name} {names}\n{shape}\n{error}")
    assert found == said(layout), f"{layout.name} {names}\n{shape}"


def said(layout: Layout) -> list[str]:
    """Return what the posts of a layout say, without the type that is guessed and the order of the notes."""
    return sorted(
        plain(
            {
                key: sorted(value.split("；")) if key == "notes" else value
                for key, value in post.items()
                if key != "type"
            }
        )
        for post in posts(read(layout, opened(layout))[0])
    )


def test_every_change_of_form_changes_something() -> None:
    every = [filled(rows_of(layout.sheets[0])) for layout in LISTS]
    for name, change in CHANGES.items():
        assert any(change(rows, random.Random(seed)) != rows for seed, rows in enumerate(every)), name
