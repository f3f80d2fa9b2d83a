"""A sheet without ids that comes a second time: what changed in it changes in the plan, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from conftest import PACK, Write, dear, slot, sop
from hypothesis import assume, given
from hypothesis import strategies as st
from qunli import workbook
from qunli.library.drafts import Draft
from qunli.problem import ContentError, errors, render
from qunli.workbook.questions import Interview
from test_workbook import PLAN, PUPPETS, READER, Rows, edited, exported, merged, opened, sheet, trade

HEADING = ["时间", "标题", "文案", "谁来发", "发前看"]
FRESH = "content/industries/shop/sops/fresh.yml"


def written(root: Path, rows: Rows, *, drop: bool = False) -> workbook.Merged:
    """Import a sheet into the plan `fresh` and write it."""
    draft = opened(root, name="fresh")
    found = merged(draft, sheet(rows), drop=drop)
    assert not errors(found.problems), render(found.problems)
    (root / FRESH).write_text(draft.text(found.source.data), encoding="utf-8")
    return found


def slots(root: Path) -> dict[str, Any]:
    draft = opened(root, name="fresh")
    assert draft.now is not None
    found: dict[str, Any] = draft.now.data["slots"]
    return found


def asked(draft: Draft, rows: Rows, answers: dict[str, str]) -> tuple[workbook.Merged, list[str]]:
    """Return what came of a sheet with some answers, and the keys of what was asked."""
    interview = Interview(answers)
    reader = workbook.Reader(READER.festivals, READER.today, interview=interview)
    plans = workbook.plans(
        workbook.read_book("a.xlsx", sheet(rows)),
        (),
        reader,
        PUPPETS,
    )
    target = workbook.Target(draft.now, draft.sop, {})
    return workbook.merge(plans, target, trade(draft), reader, drop=False), list(interview.raised)


# --- rows of one hour -------------------------------------------------------------------------------


def test_rows_of_one_hour_and_title_that_differ_in_more_than_the_text_are_two_posts(project: Write) -> None:
    root = project()
    written(
        root,
        [
            HEADING,
            ["每天 9:00", "早安", "早", "群主", None],
            ["每天 9:00", "早安", "早上好", "店员", None],
            ["每天 9:00", "早安", "又一天", "群主", None],
            ["每天 9:00", "早安", "早", "群主", "先看天气"],
        ],
    )
    said = [(each.get("owner"), each["copy"], each.get("notes")) for each in slots(root).values()]
    assert said == [
        ("host", {"1": "早", "2": "又一天"}, None),
        ("staff", {"1": "早上好"}, None),
        ("host", {"1": "早"}, "先看天气"),
    ]


def test_the_same_row_twice_is_taken_once_and_told(project: Write) -> None:
    root = project()
    row = ["每天 9:00", "早安", "早", "群主", None]
    found = written(root, [HEADING, row, row, row])
    assert [each["copy"] for each in slots(root).values()] == [{"1": "早"}]
    assert "和上面一模一样的行，只收一次：表「日常」单元格 A3、表「日常」单元格 A4" in found.told


# --- a second time ----------------------------------------------------------------------------------


_TEXTS = st.text(st.sampled_from("早安今天有鱼肉汤面团券买送"), min_size=2, max_size=12)
_WHENS = st.builds(
    "{} {}:00".format, st.sampled_from(["每天", "每周一", "第2天", "12月24日"]), st.integers(8, 12)
)
_ROWS = st.lists(
    st.tuples(
        _WHENS,
        st.sampled_from(["早安", "菜单", "福利"]),
        _TEXTS,
        st.sampled_from(["群主", "店员", "小王", None]),
        st.sampled_from([None, "看天气"]),
    ).map(list),
    min_size=1,
    max_size=6,
    unique_by=tuple,
)


def kept(root: Path) -> list[Any]:
    """Return what the plan says, whatever its ids: each post with its texts in any order."""
    posts = [
        (
            each["title"],
            str(each["when"]),
            each.get("owner"),
            each.get("notes"),
            sorted(each["copy"].values()),
        )
        for each in slots(root).values()
    ]
    return sorted(posts, key=str)


def fresh_root(folder: Path) -> Path:
    (folder / "content/industries/shop/sops").mkdir(parents=True)
    (folder / "content/industries/shop/pack.yml").write_text(PACK, encoding="utf-8")
    return folder


@pytest.mark.slow
@given(_ROWS)
@dear(40)
def test_twice_the_same_sheet_changes_nothing(rows: Rows) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = fresh_root(Path(folder))
        written(root, [HEADING, *rows])
        before = (root / FRESH).read_text()
        found = written(root, [HEADING, *rows], drop=True)
        assert (root / FRESH).read_text() == before
        assert found.absent == ()


@pytest.mark.slow
@given(_ROWS, st.data())
@dear(60)
def test_an_edited_sheet_makes_of_the_plan_what_it_makes_of_none(rows: Rows, data: st.DataObject) -> None:
    """One cell, a row more or a row less: with --drop the plan is as if the sheet had come first like this."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        root, afresh = fresh_root(Path(folder)), fresh_root(Path(other))
        written(root, [HEADING, *rows])
        new = [list(row) for row in rows]
        at = data.draw(st.integers(0, len(rows) - 1))
        what = data.draw(st.sampled_from(["time", "title", "text", "owner", "add", "remove"]))
        if what == "add":
            new.insert(at, data.draw(_ROWS)[0])
        elif what == "remove":
            del new[at]
        else:
            column = ["time", "title", "text", "owner"].index(what)
            new[at][column] = data.draw([_WHENS, st.just("换了名字"), _TEXTS, st.just("店员")][column])
        assume(new)
        draft = opened(root, name="fresh")
        assume(not errors(merged(draft, sheet([HEADING, *new])).problems))  # what is like several is asked
        written(root, [HEADING, *new], drop=True)
        written(afresh, [HEADING, *new])
        assert kept(root) == kept(afresh)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        (0, "每天 9:30", "「早安」时间：每天 09:00 → 每天 09:30"),
        (1, "问好", "「早安」标题：早安 → 问好"),
        (2, "完全是另一句", "「早安」改了第 1 条文案"),
        (3, "店员", "「早安」谁来发：群主 → 店员"),
        (3, "小王", "「早安」发前看：看天气 → 看天气；谁来发：小王"),
        (4, "看看天气", "「早安」发前看：看天气 → 看看天气"),
    ],
)
def test_one_edited_cell_is_one_change(project: Write, column: int, value: str, told: str) -> None:
    root = project()
    rows = [
        ["每天 9:00", "早安", "早上好", "群主", "看天气"],
        ["每天 12:00", "菜单", "今天有鱼", "店员", None],
        ["每天 12:00", "菜单", "今天有肉", "店员", None],
    ]
    written(root, [HEADING, *rows])
    before = slots(root)
    rows[0][column] = value
    changes = [
        each
        for each in written(root, [HEADING, *rows]).told
        if "→" in each or "改了" in each or "新增" in each
    ]
    assert changes == [told]
    after = slots(root)
    assert list(after) == list(before)
    assert after["daily-1200"] == before["daily-1200"]


def test_a_text_that_is_like_none_takes_no_place_from_one_that_is_edited(project: Write) -> None:
    root = project()
    day, title = "每天 12:00", "菜单"
    rows = [[day, title, "今天的蒸饺两块一份"], [day, title, "新出锅的煲仔饭在门口"]]
    written(root, [HEADING[:3], *rows])
    (menu,) = slots(root)
    edited = [[day, title, "周末店休一天"], [day, title, "今天的蒸饺三块一份"]]
    written(root, [HEADING[:3], *edited])
    assert slots(root)[menu]["copy"] == {"1": "今天的蒸饺三块一份", "2": "周末店休一天"}


def test_a_title_that_was_made_of_the_text_follows_it(project: Write) -> None:
    root = project()
    heading = ["时间", "文案"]
    written(root, [heading, ["每天 9:00", "早上好，今天有鱼"], ["每天 10:00", "喝汤"]])
    found = written(root, [heading, ["每天 9:00", "早呀，来吃面"], ["每天 10:00", "喝汤"]])
    assert found.told == ("「早上好」改了第 1 条文案", "「早上好」标题：早上好 → 早呀")
    assert slots(root)["daily-0900"]["copy"] == {"1": "早呀，来吃面"}


def test_what_the_sheet_no_longer_has_is_named_and_dropped_on_request(project: Write) -> None:
    root = project()
    rows = [["每天 9:00", "早安", "早", None, None], ["每天 9:00", "早安", "早呀", None, None]]
    written(root, [HEADING, *rows, ["每天 20:00", "晚安", "晚", None, None]])
    assert written(root, [HEADING, rows[0]]).absent == ("daily-0900/2", "daily-2000")
    assert len(slots(root)) == 2
    found = written(root, [HEADING, rows[0]], drop=True)
    assert found.told == ("「早安」去掉第 2 条文案", "去掉「晚安」")
    assert slots(root) == {"daily-0900": {**slots(root)["daily-0900"], "copy": {"1": "早"}}}


def test_a_text_that_gets_an_hour_of_its_own_leaves_the_post_it_was_in(project: Write) -> None:
    root = project()
    rows = [["每天 9:00", "早安", "早", None, None], ["每天 9:00", "早安", "早呀", None, None]]
    written(root, [HEADING, *rows])
    rows[1][0] = "每天 10:00"
    assert "「早安」去掉第 2 条文案" in written(root, [HEADING, *rows]).told
    assert [each["copy"] for each in slots(root).values()] == [{"1": "早"}, {"1": "早呀"}]


def test_a_text_put_between_others_is_one_more_and_no_other_changes(project: Write) -> None:
    root = project()
    texts = ["今天有鱼", "来碗热汤", "买一送一"]
    rows = [["每天 9:00", "菜单", text, None, None] for text in texts]
    written(root, [HEADING, *rows])
    rows.insert(1, ["每天 9:00", "菜单", "饺子", None, None])
    assert written(root, [HEADING, *rows]).told == ("「菜单」新增第 4 条文案",)


def test_an_emptied_cell_is_told_and_emptied_on_request(project: Write) -> None:
    root = project()
    row = ["每天 9:00", "早安", "早", "群主", "看天气"]
    written(root, [HEADING, row])
    empty = [*row[:4], None]
    assert written(root, [HEADING, empty]).told == (
        "表里空着、计划里有，留着没动（要去掉就加 --drop）：表「日常」单元格 E2",
    )
    assert written(root, [HEADING, empty], drop=True).told == ("「早安」发前看：看天气 → （空）",)
    assert "notes" not in slots(root)["daily-0900"]


def test_what_is_like_several_posts_is_asked(project: Write) -> None:
    """One post is there at nine, and two rows are, none of which says what it said."""
    draft = opened(project({PLAN: sop(menu=slot("{every: day, at: 09:00}", "[鱼]"))}))
    rows = [["时间", "标题", "文案"], ["每天 9:00", "问好", "甲甲甲"], ["每天 9:00", "报菜名", "乙乙乙"]]
    found, keys = asked(draft, rows, {})
    assert [each.code for each in errors(found.problems)] == ["Q003", "Q003"]
    assert "「问好」是计划里哪一条改的，还是新的一条" in render(found.problems)
    found, _ = asked(draft, rows, dict(zip(keys, ("新的一条", "一条（menu）"), strict=True)))
    assert not errors(found.problems)
    after = found.source.data["slots"]
    assert [(each["title"], each["copy"]) for each in after.values()] == [
        ("报菜名", {"1": "乙乙乙"}),
        ("问好", {"1": "甲甲甲"}),
    ]


def test_rows_that_are_hidden_are_never_dropped_for_not_being_there(project: Write) -> None:
    draft = opened(project())
    content = edited(
        sheet([HEADING, ["每天 9:00", "早安", "早", None, None], ["每天 20:00", "晚安", "晚", None, None]]),
        lambda found, at: setattr(found.row_dimensions[3], "hidden", True),
    )
    book = workbook.read_book("a.xlsx", content)
    plans = workbook.plans(book, (), READER, PUPPETS)
    with pytest.raises(ContentError, match="藏起来的行，加了 --drop 会把它们从计划里删掉"):
        workbook.require_whole(book, plans)
    own = edited(exported(draft), lambda found, at: setattr(found.row_dimensions[3], "hidden", True))
    book = workbook.read_book("a.xlsx", own)
    workbook.require_whole(book, workbook.plans(book, (), READER, PUPPETS))
    assert merged(draft, own).absent == ()
