"""Texts and their ids: what a list, a mapping and a patch say, and that what is not touched keeps its id."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import PACK, SOP, Write, codes, planned, slot, sop, source, tries
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from qunli import library
from qunli.library import forks
from qunli.library.drafts import open_draft
from qunli.library.texts import normalise
from qunli.model.texts import as_copy, entries, in_order, relisted, wrong
from qunli.problem import Problem
from test_cli import run

BASE = "content/industries/shop/sops/welfare.yml"
BRANCH = "content/industries/branch"
FORK = {f"{BRANCH}/pack.yml": "extends: shop\ntitle: 分店\nversion: 1.0.0\n"}
FRONT = SOP.replace("copy: [", "copy: [{id: 4, text: 今天有虾}, ")


def texts_of(root: Path, pack: str = "shop") -> list[tuple[str, str]]:
    return list(library.load(root).require().industries[pack].sops["welfare"].slots["menu"].texts.items())


def copied(copy: str) -> str:
    """Return the SOP with other texts."""
    return SOP.replace("copy: [今天有鱼, 今天有肉, 今天有汤]", f"copy: {copy}")


def problems(root: Path) -> list[Problem]:
    return list(library.load(root).problems)


# --- what a file says -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("copy", "texts"),
    [
        ("[鱼, 肉]", {"1": "鱼", "2": "肉"}),
        ("[{id: 3, text: 虾}, 鱼, 肉]", {"3": "虾", "1": "鱼", "2": "肉"}),
        ("[鱼, {id: shrimp, text: 虾}, 肉]", {"1": "鱼", "shrimp": "虾", "2": "肉"}),
        ("[鱼, null, 肉]", {"1": "鱼", "3": "肉"}),
        ("[{text: 鱼}, 肉]", {"1": "鱼", "2": "肉"}),
        ("[{id: 7, text: 618}]", {"7": "618"}),
        ("{10: 十, last: 末, 2: 二}", {"2": "二", "10": "十", "last": "末"}),
    ],
)
def test_texts_take_turns_as_written_and_those_without_an_id_are_counted(
    project: Write, copy: str, texts: dict[str, str]
) -> None:
    assert texts_of(project({BASE: copied(copy)})) == list(texts.items())


@pytest.mark.parametrize(
    ("copy", "at", "code", "message", "way_out"),
    [
        ("[鱼, 肉, {id: 2, text: 虾}]", "2, text", "Q010", "编号 2 写了两次", "{id: 3, text: …}"),
        (
            "[鱼, {id: a, text: 肉}, {id: a, text: 虾}]",
            "a, text: 虾",
            "Q010",
            "编号 a 写了两次",
            "{id: 2, text",
        ),
        ("[{id: 2, text: 虾}, 鱼, 肉]", "肉", "Q010", "这一条没写编号，按先后也算它", "{id: 3, text: …}"),
        ("[鱼, {id: 2}]", "{id: 2}", "Q002", "少了 text", "{id: 13, text: 文案}"),
        ("[鱼, {id: 2, txt: 虾}]", "虾", "Q001", "不认识的字段 txt", "id、text"),
        ("[鱼, {id: [2], text: 虾}]", "[2]", "Q011", "编号 这个列表 不合规矩", "小写英文编号"),
        ("[鱼, {id: 3, text: {a: [b]}}]", "text: {a", "Q003", "这里要写文字", "照模板"),
        ("[鱼, {id: 01, text: 虾}]", "01", "Q011", "编号 01 不合规矩", "小写英文编号"),
        ("{+: [鱼]}", "[鱼]", "Q011", "这里没有上游的文案，+ 添不上去", "写成列表"),
        ("[null]", "[null]", "Q010", "一条文案也没有", "至少写一条"),
    ],
)
def test_what_is_wrong_with_an_id_is_told_where_it_stands(
    project: Write, copy: str, at: str, code: str, message: str, way_out: str
) -> None:
    (found,) = problems(project({BASE: copied(copy)}))
    assert (found.path, found.line, found.code) == (BASE, 9, code)
    assert message in found.message
    assert way_out in found.hint
    assert found.snippet[found.column - 1 :].startswith(at)


def test_a_list_of_entries_has_the_marks_of_its_texts() -> None:
    found = normalise(source("slots:\n  menu:\n    copy:\n      - {id: 9, text: 虾}\n      - 鱼\n"))
    places = {key: found.mark(("slots", "menu", "copy", key)).value for key in ("9", "1")}
    assert places == {"9": (3, 22), "1": (4, 8)}


def test_normalising_twice_keeps_the_order() -> None:
    once = normalise(source("slots: {menu: {copy: [{id: 9, text: 虾}, 鱼]}}"))
    assert list(normalise(once).data["slots"]["menu"]["copy"]) == ["9", "1"]


# --- what is not touched keeps its id -------------------------------------------------------------


def told(root: Path) -> dict[str, str]:
    return {each.rest: each.text for each in planned(root).series}


def test_a_new_text_at_the_front_moves_no_other_event_to_another_text(project: Write) -> None:
    before = told(project())
    after = told(project({BASE: FRONT}))
    assert after.pop("4") == "今天有虾"
    assert after == before


def test_a_new_text_at_the_front_leaves_the_overrides_of_forks_where_they_were(project: Write) -> None:
    fork = FORK | {f"{BRANCH}/sops/welfare.yml": "slots: {menu: {copy: {2: 我的肉}}}"}
    assert texts_of(project(fork | {BASE: FRONT}), "branch") == [
        ("4", "今天有虾"),
        ("1", "今天有鱼"),
        ("2", "我的肉"),
        ("3", "今天有汤"),
    ]


# --- what a patch adds ----------------------------------------------------------------------------


def added(copy: str, base: str = SOP) -> dict[str, str | bytes | None]:
    return {**FORK, BASE: base, f"{BRANCH}/sops/welfare.yml": f"slots:\n  menu:\n    copy: {copy}\n"}


@pytest.mark.parametrize(
    ("copy", "own"),
    [
        ("{+: 今天有茶}", {"branch-1": "今天有茶"}),
        ("{+: [茶, 酒]}", {"branch-1": "茶", "branch-2": "酒"}),
        ("{+: [{id: wine, text: 酒}, 茶]}", {"wine": "酒", "branch-1": "茶"}),
        ("{+: [茶, null, 酒]}", {"branch-1": "茶", "branch-3": "酒"}),
    ],
)
def test_a_patch_adds_texts_without_numbers(project: Write, copy: str, own: dict[str, str]) -> None:
    assert texts_of(project(added(copy)), "branch")[3:] == list(own.items())


def test_a_patch_may_add_change_and_drop_at_once(project: Write) -> None:
    found = texts_of(project(added("{2: 我的肉, 3: null, +: [茶]}")), "branch")
    assert found == [("1", "今天有鱼"), ("2", "我的肉"), ("branch-1", "茶")]


def test_what_a_patch_adds_keeps_its_id_when_the_base_grows(project: Write) -> None:
    base = SOP.replace("今天有汤]", "今天有汤, 今天有面]")
    found = dict(texts_of(project(added("{+: [茶]}", base)), "branch"))
    assert (found["4"], found["branch-1"]) == ("今天有面", "茶")


def test_forks_of_forks_and_shops_add_texts_of_their_own(project: Write) -> None:
    files = added("{+: [茶]}") | {
        "content/industries/corner/pack.yml": "extends: branch\ntitle: 街角\nversion: 1.0.0\n",
        "content/industries/corner/sops/welfare.yml": "slots: {menu: {copy: {+: [酒], branch-1: 好茶}}}",
        "calendars/main.yml": "title: 店\nindustry: corner\nstarts: 2026-12-01\nsops:\n"
        "  welfare: {slots: {menu: {copy: {+: [汽水]}}}}\n",
    }
    found = told(project(files))
    assert [(key, found[key]) for key in list(found)[3:]] == [
        ("branch-1", "好茶"),
        ("corner-1", "酒"),
        ("own-1", "汽水"),
    ]


def test_an_added_text_keeps_the_place_of_its_own_line(project: Write) -> None:
    root = project(added("\n      +:\n        - 茶\n        - 来{{ nobody }}家"))
    (found,) = problems(root)
    assert (found.path, found.line, found.code) == (f"{BRANCH}/sops/welfare.yml", 6, "Q012")


def test_an_added_text_with_a_taken_id_is_told(project: Write) -> None:
    (found,) = problems(project(added("{+: [{id: 2, text: 茶}]}")))
    assert (found.code, found.line, found.message) == ("Q010", 3, "编号 2 已经有了")
    assert "{id: 4, text: …}" in found.hint


def test_texts_added_where_the_base_has_none_are_told(project: Write) -> None:
    own = "slots: {own: {title: 新的, when: {day: 1, at: 9:00}, type: warmth, copy: {+: [茶]}}}"
    (found,) = problems(project({**FORK, f"{BRANCH}/sops/welfare.yml": own}))
    assert (found.code, found.message) == ("Q011", "这里没有上游的文案，+ 添不上去")


@pytest.mark.parametrize(
    "copy",
    ["今天有鱼", "618", "true", "[今天有鱼]", "{1: 今天有鱼}"],
    ids=["text", "number", "truth", "list", "by id"],
)
def test_one_text_has_the_first_id_and_its_place(project: Write, copy: str) -> None:
    found = library.load(project({BASE: copied(copy)})).require().industries["shop"]
    assert list(found.sops["welfare"].slots["menu"].texts) == ["1"]
    assert found.sop_sources["welfare"].mark(("slots", "menu", "copy")).value == (8, 10)


def test_a_text_that_is_one_of_a_kind_is_told_where_it_stands(project: Write) -> None:
    (found,) = problems(project({BASE: copied("'来{{ nobody }}'")}))
    assert (found.code, found.line, found.column) == ("Q012", 9, 13)


def test_the_texts_of_one_slot_are_added_and_those_of_another_stay(project: Write) -> None:
    tea = "  tea: {title: 茶, when: {day: 1, at: 9:00}, type: content, copy: 茶}\n"
    patch = "slots:\n  tea: {short: 短}\n  menu: {copy: {+: [酒]}}\n"
    files = FORK | {BASE: SOP + tea, f"{BRANCH}/sops/welfare.yml": patch}
    slots = library.load(project(files)).require().industries["branch"].sops["welfare"].slots
    assert {name: list(slot.texts) for name, slot in slots.items()} == {
        "menu": ["1", "2", "3", "branch-1"],
        "tea": ["1"],
    }


def test_the_owner_of_a_long_name_still_makes_ids() -> None:
    base, patch = source("slots: {menu: {copy: [鱼]}}"), source("slots: {menu: {copy: {+: [茶]}}}")
    texts = forks.merge(base, patch, "a" * 40).value.data["slots"]["menu"]["copy"]
    assert [len(each) for each in texts] == [1, 37]
    texts = forks.merge(base, patch, "a" * 34 + "-b").value.data["slots"]["menu"]["copy"]
    assert [*texts] == ["1", "a" * 34 + "-1"]


# --- writing back ---------------------------------------------------------------------------------

ids = st.lists(st.integers(1, 9).map(str) | st.sampled_from("abc"), min_size=1, unique=True)


def said(listed: Any) -> list[tuple[str, str]]:
    if isinstance(listed, dict):
        return list(in_order(listed).items())
    assert wrong(listed) is None
    return [(each.id, each.text) for each in entries(listed)]


@given(ids)
def test_any_order_of_ids_can_be_written(order: list[str]) -> None:
    texts = {each: f"文案{each}" for each in order}
    assert said(as_copy(texts)) == list(texts.items())


@given(ids, ids, st.data())
def test_a_list_rewritten_keeps_its_order_and_gets_what_is_new_at_the_end(
    order: list[str], more: list[str], data: st.DataObject
) -> None:
    written = [{"id": each, "text": each} if data.draw(st.booleans()) else each for each in order]
    if wrong(written):
        return
    before = [each.id for each in entries(written)]
    kept = [each for each in before if data.draw(st.booleans())]
    wanted = {each: f"新{each}" for each in [*kept, *(each for each in more if each not in before)]}
    assert said(relisted(written, wanted)) == list(wanted.items())


def rewritten(root: Path, pack: str, change: Any) -> str:
    found = library.load(root, only=())
    draft = open_draft(found.tree, found.almanac.festivals, pack, "welfare")
    assert draft is not None
    assert draft.now is not None
    copy = dict(draft.now.data["slots"]["menu"]["copy"])
    change(copy)
    menu = {**draft.now.data["slots"]["menu"], "copy": copy}
    return draft.text({**draft.now.data, "slots": {**draft.now.data["slots"], "menu": menu}})


BLOCK = """
      - id: 4 # 夏天才有
        text: 今天有虾
      - 今天有鱼 # 每天都有
      - 今天有肉
"""


@pytest.mark.parametrize(
    ("change", "gone", "came"),
    [
        ({"4": "今天有蟹"}, {"        text: 今天有虾"}, {"        text: 今天有蟹"}),
        ({"2": "今天有鸡"}, {"      - 今天有肉"}, {"      - 今天有鸡"}),
        ({"5": "今天有茶"}, set(), {"      - {id: 5, text: 今天有茶}"}),
        ({"1": None}, {"      - 今天有鱼 # 每天都有"}, {"      - null # 每天都有"}),
    ],
)
def test_one_text_changed_in_a_list_with_ids_changes_its_line_alone(
    project: Write, change: dict[str, str | None], gone: set[str], came: set[str]
) -> None:
    root = project({BASE: copied(BLOCK)})

    def changed(copy: dict[str, str | None]) -> None:
        for key, text in change.items():
            if text is None:
                del copy[key]
            else:
                copy[key] = text

    old, new = ((root / BASE).read_text(encoding="utf-8"), rewritten(root, "shop", changed))
    assert (set(old.split("\n")) - set(new.split("\n")), set(new.split("\n")) - set(old.split("\n"))) == (
        gone,
        came,
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [("好茶", "copy: {+: [好茶, 酒]}"), (None, "copy: {+: [null, 酒]}")],
)
def test_an_added_text_is_changed_where_it_was_added(project: Write, text: str | None, line: str) -> None:
    def change(copy: dict[str, str]) -> None:
        if text is None:
            del copy["branch-1"]
        else:
            copy["branch-1"] = text

    assert line in rewritten(project(added("{+: [茶, 酒]}")), "branch", change)


@pytest.mark.parametrize("pack", ["shop", "branch"])
def test_a_sheet_goes_out_and_comes_back(project: Write, pack: str) -> None:
    root = project(added("{3: null, +: [茶]}", copied(BLOCK)) | {BASE: copied(BLOCK)})
    plan = BASE.replace("shop/sops", f"{pack}/sops")
    before = (root / plan).read_bytes()
    run(root, "export", f"{pack}/welfare", "plan.csv")
    run(root, "import", "plan.csv")
    assert (root / plan).read_bytes() == before
    sheet = (root / "plan.csv").read_text(encoding="utf-8-sig")
    (root / "plan.csv").write_text(sheet.replace("今天有虾", "今天有蟹"), encoding="utf-8")
    assert run(root, "import", "plan.csv").exit_code == 0
    assert dict(texts_of(root, pack))["4"] == "今天有蟹"
    assert len(texts_of(root, pack)) == (3 if pack == "shop" else 4)


# --- texts that a calendar leaves out ---------------------------------------------------------------


def choosing(texts: str, more: str = "") -> dict[str, str]:
    run = f"  welfare: {{texts: {texts}{more}}}\n"
    return {"calendars/main.yml": f"title: 店\nindustry: shop\nstarts: 2026-12-01\nsops:\n{run}"}


@pytest.mark.slow
@tries(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(2, 9), st.data())
def test_texts_left_out_are_those_that_a_pack_would_no_longer_write(
    project: Write, count: int, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.integers(1, count), min_size=1, max_size=count - 1))
    texts = [f"第{number}条" for number in range(1, count + 1)]
    kept = ["null" if number in gone else text for number, text in enumerate(texts, 1)]
    plan = "content/industries/shop/sops/welfare.yml"
    when = "{every: week, weekdays: [mon, thu], at: 11:00}"
    chosen, written = (
        planned(project({plan: sop(menu=slot(when, f"[{', '.join(each)}]"))} | calendar)).series
        for each, calendar in ((texts, choosing(f"{{menu: {sorted(gone)}}}")), (kept, choosing("{}")))
    )
    assert chosen == written
    assert not {each.text_id for each in chosen} & {str(number) for number in gone}


def test_a_text_of_ones_own_may_take_the_place_of_one_left_out(project: Write) -> None:
    root = project(choosing("{menu: [1, 2, 3]}", ", slots: {menu: {copy: {+: 我家的}}}"))
    assert [each.rest for each in planned(root).series] == ["own-1"]


def test_the_texts_of_a_post_that_is_dropped_need_not_be_chosen(project: Write) -> None:
    chat = "  chat: {title: 聊, when: {every: day, at: 20:00}, type: warmth, copy: 聊}\n"
    files = choosing("{menu: [1]}", ", slots: {menu: null}")
    root = project(files | {"content/industries/shop/sops/welfare.yml": SOP + chat})
    assert {each.slot for each in planned(root).series} == {"chat"}


def test_a_text_that_the_pack_no_longer_has_is_only_told(project: Write) -> None:
    (problem,) = library.load(project(choosing("{menu: [2, old]}"))).problems
    assert (problem.code, problem.level, problem.line, problem.column) == ("Q018", "warning", 5, 31)
    assert problem.hint == "现在有：1、2、3；没有的就删掉"


def test_a_locked_text_cannot_be_left_out(project: Write) -> None:
    locked = PACK + "locked: [sops.welfare.slots.*.copy.2]\n"
    files = {"content/industries/shop/pack.yml": locked}
    assert codes(project(files | choosing("{menu: [2]}"))) == ["Q019"]
    assert codes(project(files | choosing("{menu: [3]}"))) == []
