"""What changes nothing for a person changes no post: columns moved, headings called otherwise, rows that are no posts."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from qunli.workbook.columns import COLUMNS, DAY_NAMES, heading
from sheets.layout import Layout, layouts, rows_of
from test_sheet_layouts import plain, posts, read

Rows = list[list[str]]
# Names that give way to better ones of the same meaning, or that other columns read otherwise.
_WEAK = {
    "时段",
    "事项",
    "动作",
    "安排",
    "内容",
    "Content",
    "图",
    "商品",
    "产品",
    "菜品",
    "品名",
    "链接",
    "小程序",
    "落地页",
    "Link",
    "URL",
}


def _is_plain_list(layout: Layout) -> bool:
    """Say whether a layout is one list below its headings and nothing else, so that it can be rebuilt from its lines."""
    if "posts" not in layout.data or len(layout.sheets) != 1 or not layout.file.endswith(".xlsx"):
        return False
    (sheet,) = layout.sheets
    heads = rows_of(sheet)[0]
    keys = [each.key for each in map(heading, heads) if each]
    is_known = len(keys) == len(heads) and len(set(keys)) == len(keys)
    return is_known and set(sheet) <= {"name", "rows"} and "copy" in keys and not {"", "="} & set(keys)


LISTS = [layout for layout in layouts() if _is_plain_list(layout)]


def moved(rows: Rows, chance: random.Random) -> Rows:
    """Put the columns in another order."""
    width = max(map(len, rows))
    order = chance.sample(range(width), width)
    return [[(row + [""] * width)[number] for number in order] for row in rows]


def renamed(rows: Rows, chance: random.Random) -> Rows:
    """Call the columns by other names of the same meaning."""
    return [[_other(name, chance) for name in rows[0]], *rows[1:]]


def _other(name: str, chance: random.Random) -> str:
    known = heading(name)
    # 开始时间 is what makes 结束时间 an end; beside another name it may be when an offer ends.
    if known is None or name in _WEAK or name.startswith(("开始", "结束")):
        return name
    if name in DAY_NAMES:
        same = [each for each, pattern in DAY_NAMES.items() if pattern == DAY_NAMES[name] and pattern]
        return chance.choice(same or [name])
    names = next(((column.title, *column.names) for column in COLUMNS if column.key == known.key), (name,))
    return chance.choice([each for each in names if each not in _WEAK] or [name])


def titled(rows: Rows, chance: random.Random) -> Rows:
    return [["本店发布安排（试行）"], *rows]


def totalled(rows: Rows, chance: random.Random) -> Rows:
    return [*rows, ["合计", f"{len(rows) - 1}条"]]


def remarked(rows: Rows, chance: random.Random) -> Rows:
    return [*rows, [], ["备注：以上都可以微调"]]


def indented(rows: Rows, chance: random.Random) -> Rows:
    """Begin the table in the second column."""
    return [["", *row] for row in rows]


def spaced(rows: Rows, chance: random.Random) -> Rows:
    """Leave a row blank at the end and one below the headings."""
    return [rows[0], [], *rows[1:], [], []]


CHANGES: tuple[Callable[[Rows, random.Random], Rows], ...] = (
    moved, renamed, spaced, totalled, remarked, titled, indented,
)  # fmt: skip


def saved(name: str, rows: Rows, hidden: int | None = None) -> bytes:
    book = Workbook()
    page: Any = book.active
    page.title = name
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            page.cell(number, column).value = text or None
    if hidden:
        page.row_dimensions[hidden].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def said(layout: Layout, content: bytes) -> list[str]:
    """Return the posts as one compares them: without the order of the sheet and the notes of unknown words."""
    merged, _ = read(layout, content)
    assert [each for each in merged.problems if each.level == "error"] == []
    return sorted(
        plain({key: value for key, value in post.items() if key != "notes"}) for post in posts(merged)
    )


def name_of(layout: Layout) -> str:
    return str(layout.sheets[0].get("name", "Sheet1"))


def test_there_are_lists_to_change() -> None:
    assert len(LISTS) >= 12


@given(
    st.sampled_from(LISTS),
    st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3, unique=True),
    st.integers(0, 10**6),
)
@tries(40)
def test_a_list_changed_in_looks_alone_makes_the_same_posts(
    layout: Layout, changes: list[Callable[[Rows, random.Random], Rows]], seed: int
) -> None:
    rows, chance = rows_of(layout.sheets[0]), random.Random(seed)
    wanted = said(layout, layout.content())
    for change in sorted(changes, key=CHANGES.index):
        rows = change(rows, chance)
    assert said(layout, saved(name_of(layout), rows)) == wanted


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_change_alone_leaves_every_list_as_it_is(change: Callable[[Rows, random.Random], Rows]) -> None:
    different = []
    for layout in LISTS:
        rows = change(rows_of(layout.sheets[0]), random.Random(7))
        if said(layout, saved(name_of(layout), rows)) != said(layout, layout.content()):
            different.append(layout.name)
    assert different == []


def test_a_hidden_row_takes_only_its_own_post_away() -> None:
    for layout in LISTS:
        rows = rows_of(layout.sheets[0])
        own = [
            *rows,
            ["" if (known := heading(name)) and known.key != "copy" else "藏起来的" for name in rows[0]],
        ]
        assert said(layout, saved(name_of(layout), own, hidden=len(own))) == said(layout, layout.content())
