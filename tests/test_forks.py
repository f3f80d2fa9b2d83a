"""Forks: merge patches with positions, removals, locks of the head office, and what a fork saw of its base."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import PACK, SOP, Write, codes, source
from hypothesis import given
from hypothesis import strategies as st
from qunli import library
from qunli.library import forks, locks

BASE = """
    title: 福利群
    kind: traffic
    slots:
      menu:
        title: 今日菜单
        when: {every: day, at: 11:00}
        type: content
        copy: [一, 二, 三]
      video: {title: 视频, when: {every: week, weekdays: [mon, thu], at: 12:00}, type: content, copy: 看}
      moon:
        title: 中秋
        when: {festival: mid-autumn, day: [-3, 0], at: 18:00}
        type: activity
        replaces: [video, menu]
        copy: 月
    """


def merged(patch: str, base: str = BASE) -> dict[str, object]:
    return forks.merge(source(base), source(patch, "patch.yml")).value.data["slots"]


def test_who_removed_a_post_is_known_to_the_fork_of_a_fork() -> None:
    """Its mark outlives another fork that says nothing of it."""
    middle = forks.merge(source(BASE), source("slots: {menu: null}", "middle.yml")).value
    last = forks.merge(middle, source("slots: {video: {title: 看视频}}", "last.yml")).value
    assert last.mark(("slots", "menu")).file.path == "middle.yml"
    assert last.mark(("slots", "video", "title")).file.path == "last.yml"
    assert "menu" not in last.data["slots"]


def slot(patch: str, name: str = "menu") -> dict[str, object]:
    return merged(f"slots: {{{name}: {patch}}}")[name]


def test_a_number_changes_one_text_in_its_place() -> None:
    assert slot("{copy: {2: 新}}")["copy"] == {"1": "一", "2": "新", "3": "三"}


def test_null_takes_one_text_out_and_leaves_the_ids_of_the_others() -> None:
    assert slot("{copy: {2: null}}")["copy"] == {"1": "一", "3": "三"}


def test_a_new_number_comes_last() -> None:
    assert list(slot("{copy: {29: 末}}")["copy"]) == ["1", "2", "3", "29"]


@pytest.mark.parametrize(("patch", "texts"), [("[甲, 乙]", {"1": "甲", "2": "乙"}), ("甲", {"1": "甲"})])
def test_a_list_or_one_text_replaces_all(patch: str, texts: dict[str, str]) -> None:
    assert slot(f"{{copy: {patch}}}")["copy"] == texts


def test_the_hour_alone_keeps_the_days() -> None:
    assert slot("{when: {at: 10:30}}")["when"] == {"every": "day", "at": "10:30"}


def test_another_form_of_when_keeps_the_hour_alone() -> None:
    assert slot("{when: {every: week, weekdays: [tue]}}")["when"] == {
        "at": "11:00",
        "every": "week",
        "weekdays": ["tue"],
    }


@pytest.mark.parametrize(
    ("base", "patch", "whole"),
    [
        (
            "{every: day, at: 11:00, holidays: skip}",
            "{every: workday}",
            "{every: workday, at: 11:00, holidays: skip}",
        ),
        (
            "{every: month, monthdays: [1], at: 11:00, holidays: skip}",
            "{monthdays: [last]}",
            "{every: month, monthdays: [last], at: 11:00, holidays: skip}",
        ),
        (
            "{every: month, monthdays: [last], at: 11:00}",
            "{monthdays: [3]}",
            "{every: month, monthdays: [3], at: 11:00}",
        ),
        ("{every: day, at: 11:00, holidays: skip}", "{lunar: [1]}", "{lunar: [1], at: 11:00}"),
        ("{lunar: [1, 15], at: 11:00}", "{lunar: [8]}", "{lunar: [8], at: 11:00}"),
        ("{lunar: [1, 15], at: 11:00}", "{day: 3}", "{day: 3, at: 11:00}"),
        ("{every: day, at: [11:00, 17:00]}", "{at: 10:00}", "{every: day, at: 10:00}"),
        ("{every: day, at: 11:00}", "{at: [9:00, 12:00]}", "{every: day, at: [9:00, 12:00]}"),
    ],
)
def test_what_outlives_of_a_time_is_what_the_new_form_still_says(base: str, patch: str, whole: str) -> None:
    shared = "slots: {{one: {{title: 一, type: content, copy: 字, when: {}}}}}"
    found = merged(f"slots: {{one: {{when: {patch}}}}}", shared.format(base))
    assert found["one"]["when"] == merged("{}", shared.format(whole))["one"]["when"]  # type: ignore[index]


def test_the_same_form_of_when_keeps_the_rest() -> None:
    assert slot("{when: {every: 2 weeks}}", "video")["when"] == {
        "every": "2 weeks",
        "weekdays": ["mon", "thu"],
        "at": "12:00",
    }


def test_day_on_a_festival_changes_its_offset() -> None:
    assert slot("{when: {day: -7}}", "moon")["when"]["festival"] == "mid-autumn"


def test_day_on_a_daily_slot_makes_it_a_day_of_the_run() -> None:
    assert slot("{when: {day: 3}}")["when"] == {"day": 3, "at": "11:00"}


def test_a_removed_slot_gives_way_to_nobody_any_more() -> None:
    slots = merged("slots: {video: null}")
    assert slots["moon"]["replaces"] == ["menu"]
    assert "replaces" not in merged("slots: {video: null, menu: null}")["moon"]


def test_a_slot_that_is_only_changed_is_still_given_way_to() -> None:
    slots = merged("slots: {video: {title: 新}, menu: null}")
    assert slots["moon"]["replaces"] == ["video"]


def test_what_a_patch_says_itself_of_giving_way_stays() -> None:
    slots = merged("slots: {video: null, moon: {replaces: [video]}}")
    assert slots["moon"]["replaces"] == ["video"]


def test_the_base_is_not_touched_by_a_merge() -> None:
    base = source(BASE)
    before = json.dumps(base.data)
    forks.merge(base, source("slots: {video: null, menu: {copy: {1: 新}, when: {at: 10:30}}}"))
    assert json.dumps(base.data) == before


def test_a_value_keeps_the_place_of_its_own_file() -> None:
    result = forks.merge(source(BASE), source("slots:\n  menu:\n    copy: {2: 新}\n", "patch.yml")).value
    at = {key: result.mark(("slots", "menu", "copy", key)).file.path for key in "123"}
    assert at == {"1": "a.yml", "2": "patch.yml", "3": "a.yml"}


def test_marks_of_replaces_follow_its_entries() -> None:
    result = forks.merge(source(BASE), source("slots: {video: null}")).value
    column = result.mark(("slots", "moon", "replaces", 0)).value[1]
    assert column == source(BASE).mark(("slots", "moon", "replaces", 1)).value[1]
    path = ("slots", "moon", "replaces")
    assert result.mark(path).value == source(BASE).mark(path).value


def test_a_slot_may_be_called_like_a_field_of_when() -> None:
    assert list(merged("slots: {date: {title: 新}}")) == ["menu", "video", "moon", "date"]


plain = st.recursive(
    st.one_of(st.none(), st.integers(-99, 99), st.text("ab", max_size=3)),
    lambda below: st.one_of(
        st.lists(below, max_size=2), st.dictionaries(st.sampled_from("abcd"), below, max_size=3)
    ),
    max_leaves=8,
)


def rfc7396(target: object, patch: object) -> object:
    """The algorithm of RFC 7396 §2."""
    if not isinstance(patch, dict):
        return patch
    target = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            target.pop(name, None)
        else:
            target[name] = rfc7396(target.get(name), value)
    return target


def without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_nulls(each) for key, each in value.items() if each is not None}
    return value


@given(st.dictionaries(st.sampled_from("abcd"), plain), st.dictionaries(st.sampled_from("abcd"), plain))
def test_outside_slots_a_merge_is_rfc_7396(base: dict[str, object], patch: dict[str, object]) -> None:
    base = without_nulls(base)
    text, other = (json.dumps(each) for each in (base, patch))
    assert forks.merge(source(text), source(other)).value.data == rfc7396(base, patch)


# --- in a project ---------------------------------------------------------------------------------

FORK = "extends: shop\ntitle: 分店\nversion: 1.0.0\n"


def forked(patch: str) -> dict[str, str]:
    """Return a project's files with one fork of the pack `shop`."""
    folder = "content/industries/branch"
    return {f"{folder}/pack.yml": FORK, f"{folder}/sops/welfare.yml": patch}


def texts_of(root: Path, name: str) -> dict[str, str]:
    return dict(library.load(root).require().industries[name].sops["welfare"].slots["menu"].texts)


def test_a_fork_of_a_fork_sees_both(project: Write) -> None:
    files = forked("slots: {menu: {copy: {1: 大区的}}}")
    files["content/industries/corner/pack.yml"] = "extends: branch\ntitle: 街角\nversion: 1.0.0\n"
    files["content/industries/corner/sops/welfare.yml"] = "slots: {menu: {copy: {2: 街角的}}}"
    root = project(files)
    assert texts_of(root, "corner") == {"1": "大区的", "2": "街角的", "3": "今天有汤"}
    assert library.load(root).industries["corner"].bases == ("branch", "shop")


def test_changing_what_the_fork_between_removed_says_who_removed_it(project: Write) -> None:
    base = (
        SOP
        + "  chat: {title: 闲聊, when: {every: week, weekdays: [sun], at: 16:00}, type: warmth, copy: 聊}\n"
    )
    files = forked("slots:\n  chat: null\n") | {"content/industries/shop/sops/welfare.yml": base}
    files["content/industries/corner/pack.yml"] = "extends: branch\ntitle: 街角\nversion: 1.0.0\n"
    files["content/industries/corner/sops/welfare.yml"] = "slots:\n  chat: {title: 聊聊}\n"
    (problem,) = library.load(project(files)).problems
    assert (problem.code, problem.path, problem.line) == (
        "Q017",
        "content/industries/corner/sops/welfare.yml",
        2,
    )
    assert "content/industries/branch/sops/welfare.yml 第 2 行" in problem.message


def test_a_misnamed_plan_is_told_what_its_base_has(project: Write) -> None:
    files = forked("slots: {menu: {copy: {1: 换}}}")
    files["content/industries/branch/sops/welfar.yml"] = files.pop(
        "content/industries/branch/sops/welfare.yml"
    )
    (problem,) = library.load(project(files)).problems
    assert (problem.code, problem.path, problem.line) == (
        "Q017",
        "content/industries/branch/sops/welfar.yml",
        1,
    )
    assert problem.message == "上游没有发布计划 welfar，自己新写的又少了 title、kind"
    assert problem.hint == "上游没有这一条，你是不是想改 welfare?"


def test_a_plan_of_one_s_own_is_no_misnamed_one(project: Write) -> None:
    files = forked("slots: {menu: {title: 换}}")
    files["content/industries/branch/sops/own.yml"] = SOP.replace("福利群", "自己的群")
    loaded = library.load(project(files)).require()
    assert loaded.industries["branch"].sops["own"].title == "自己的群"


def test_changing_a_plan_that_the_fork_between_dropped_says_who_dropped_it(project: Write) -> None:
    folder = "content/industries"
    files = {
        f"{folder}/branch/pack.yml": FORK + "sops:\n  welfare: null\n",
        f"{folder}/branch/sops/own.yml": SOP,
        f"{folder}/corner/pack.yml": "extends: branch\ntitle: 街角\nversion: 1.0.0\n",
        f"{folder}/corner/sops/welfare.yml": "slots: {menu: {title: 换}}\n",
    }
    (problem,) = library.load(project(files)).problems
    assert (problem.code, problem.path) == ("Q017", f"{folder}/corner/sops/welfare.yml")
    assert problem.message == f"发布计划 welfare 在 {folder}/branch/pack.yml:5 已经不要了"


@pytest.mark.parametrize(
    ("pack", "sop", "line", "hint"),
    [
        ("sops:\n  welfar: null\n", "slots: {}", 5, "你是不是想写 welfare?"),
        ("sops:\n  zzz: null\n", "slots: {}", 5, "删掉这一行"),
        ("roles:\n  stuff: null\n", "slots: {}", 5, "你是不是想写 staff?"),
        ("", "slots:\n  menus: null\n", 2, "你是不是想写 menu?"),
        ("", "slots:\n  menu:\n    copy: {9: null}\n", 3, "删掉这一行"),
    ],
)
def test_removing_what_the_base_does_not_have_is_a_warning(
    project: Write, pack: str, sop: str, line: int, hint: str
) -> None:
    files = forked(sop)
    files["content/industries/branch/pack.yml"] = FORK + pack
    (problem,) = library.load(project(files)).problems
    assert (problem.code, problem.level, problem.line, problem.hint) == ("Q018", "warning", line, hint)


def told_at(root: Path) -> tuple[str, str, str]:
    """Return the one problem of a project as (code, message, the word it points at)."""
    (problem,) = library.load(root, fallback=root.parent / "package").problems
    start = problem.column - 1
    return problem.code, problem.message, problem.snippet[start : start + problem.width]


@pytest.mark.parametrize(
    ("pack", "sop", "told"),
    [
        ("sops:\n  welfar: null\n", None, ("Q018", "上游没有 welfar，不用删", "welfar")),
        (
            "sops:\n  welfare: 换\n",
            None,
            ("Q003", "sops 里只能写 编号: null，意思是不要这个发布计划", "welfare"),
        ),
        ("sops: 换\n", None, ("Q003", "sops 里只能写 编号: null，意思是不要这个发布计划", "sops")),
        ("", "slots:\n  menus: null\n", ("Q018", "上游没有 menus，不用删", "menus")),
        (
            "",
            "slots:\n  menus:\n    title: 换\n    type: content\n",
            ("Q017", "上游没有这一条 menus，自己新写的又少了 when、copy", "menus"),
        ),
        (
            "roles:\n  chef:\n    title: 厨师\n",
            None,
            ("Q017", "上游没有这一条 chef，自己新写的又少了 duty", "chef"),
        ),
        ("roles:\n  host:\n    title: 换\n", None, ("Q019", "roles.host.title 是总部锁定的", "title")),
        (
            "",
            "slots:\n  menu:\n    when:\n      at: 9:00\n",
            ("Q019", "sops.welfare.slots.menu.when 是总部锁定的", "at"),
        ),
    ],
)
def test_a_problem_of_a_patch_points_at_the_key_that_says_it(
    project: Write, pack: str, sop: str | None, told: tuple[str, str, str]
) -> None:
    locked = PACK + "locked: [roles.host.title, sops.welfare.slots.*.when]\n"
    files: dict[str, str | bytes | None] = {
        "content/industries/shop/pack.yml": locked if told[0] == "Q019" else PACK,
        "content/industries/branch/pack.yml": FORK + pack,
    }
    if sop:
        files["content/industries/branch/sops/welfare.yml"] = sop
    assert told_at(project(files)) == told


@pytest.mark.parametrize(
    ("name", "others", "known"),
    [
        ("menus", 0, "menu"),
        ("zzz", 0, "menu"),
        ("zzz", 7, "menu、x0、x1、x2、x3、x4、x5、x6"),
        ("zzz", 8, "menu、x0、x1、x2、x3、x4、x5、x6 里的一条"),
    ],
)
def test_what_an_unknown_entry_may_have_meant_is_listed(
    project: Write, name: str, others: int, known: str
) -> None:
    more = "  x{}: {{title: 一, when: {{day: 1, at: 9:00}}, type: warmth, copy: 字}}\n"
    base = SOP + "".join(map(more.format, range(others)))
    files = forked(f"slots: {{{name}: {{title: 换}}}}") | {"content/industries/shop/sops/welfare.yml": base}
    (problem,) = library.load(project(files)).problems
    assert problem.hint == f"上游没有这一条，你是不是想改 {known}?"


def test_an_entry_that_is_not_whole_leaves_the_others_of_its_patch(project: Write) -> None:
    own = "own: {title: 自己的, when: {day: 1, at: 9:00}, type: warmth, copy: 新}"
    root = project(forked(f"slots: {{menu: {{title: 换}}, {own}, lost: {{title: 换}}}}"))
    loaded = library.load(root)
    assert [each.code for each in loaded.problems] == ["Q017"]
    slots = loaded.industries["branch"].sops["welfare"].slots
    assert {name: slot.title for name, slot in slots.items()} == {"menu": "换", "own": "自己的"}


def test_a_misnamed_plan_without_a_like_name_is_told_all_there_are(project: Write) -> None:
    files = {
        "content/industries/shop/sops/flash.yml": SOP,
        "content/industries/branch/pack.yml": FORK,
        "content/industries/branch/sops/zzz.yml": "slots: {menu: {title: 换}}\n",
    }
    (problem,) = library.load(project(files)).problems
    assert problem.hint == "上游没有这一条，你是不是想改 flash、welfare?"
    files |= {
        "content/industries/shop/sops/flash.yml": None,
        "content/industries/shop/sops/welfare.yml": None,
    }
    (problem, *_) = library.load(project(files | {"calendars/main.yml": None})).problems
    assert (problem.code, problem.hint) == ("Q017", "把少的补上")


@pytest.mark.parametrize(
    ("extends", "message", "hint"),
    [
        ("shopp", "没有名叫 shopp 的上游模板", "你是不是想写 shop?"),
        ("zzz", "没有名叫 zzz 的上游模板", "可以写：shop"),
        ("[a, b]", "extends 要写一个模板的编号", "可以写：shop"),
        ("branch", "模板绕成了一个圈：branch → branch", "改掉其中一个 extends"),
    ],
)
def test_a_base_that_cannot_be_is_told_where_it_is_named(
    project: Write, extends: str, message: str, hint: str
) -> None:
    root = project({"content/industries/branch/pack.yml": FORK.replace("shop", extends)})
    (problem,) = library.load(root, fallback=root.parent / "package").problems
    assert (problem.code, problem.line, problem.message, problem.hint) == ("Q016", 1, message, hint)


def test_a_base_left_blank_is_told_once(project: Write) -> None:
    (code, _, word) = told_at(project({"content/industries/branch/pack.yml": FORK.replace(" shop", "")}))
    assert (code, word) == ("Q007", "extends")


def test_a_key_left_blank_in_a_patch_is_told_and_removes_nothing(project: Write) -> None:
    loaded = library.load(project(forked("slots:\n  menu:\n    title:\n")))
    assert [(each.code, each.line) for each in loaded.problems] == [("Q007", 3)]
    assert loaded.industries["branch"].sops["welfare"].slots["menu"].title == "今日菜单"


@pytest.mark.parametrize("sops", ["{welfare: {title: 换}}", "不要"])
def test_plans_are_dropped_by_null_alone(project: Write, sops: str) -> None:
    files = {"content/industries/branch/pack.yml": FORK + f"sops: {sops}\n"}
    (problem,) = library.load(project(files)).problems
    assert (problem.code, problem.line) == ("Q003", 4)
    assert "sops 文件夹" in problem.hint


def test_a_base_may_be_repaired_by_nobody_but_reported_once(project: Write) -> None:
    broken = {"content/industries/shop/sops/welfare.yml": SOP.replace("type: content", "type: contents")}
    files = forked("slots: {menu: {when: {at: 10:30}}}") | broken
    assert codes(project(files)) == ["Q004"]


def test_a_shop_may_leave_out_a_slot_that_campaigns_replace(project: Write) -> None:
    moon = "  moon: {title: 中秋, when: {festival: mid-autumn, at: 18:00}, type: activity, replaces: [menu], copy: 月}\n"
    calendar = "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops:\n  welfare: {slots: {menu: null}}\n"
    files = {"content/industries/shop/sops/welfare.yml": SOP + moon, "calendars/main.yml": calendar}
    assert codes(project(files)) == []


LOCKED = PACK + "locked: [sops.welfare.slots.*.when, sops.welfare.slots.*.copy.2, roles.host]\n"


@pytest.mark.parametrize(
    "patch",
    [
        "slots:\n  menu:\n    when: {at: 10:30}\n",
        "slots:\n  menu:\n    when: null\n",
        "slots:\n  menu: null\n",
        "slots:\n  menu:\n    copy: [全换]\n",
        "slots:\n  menu:\n    copy: {2: 换}\n",
        "slots:\n  menu:\n    copy: {2: null}\n",
    ],
)
def test_what_the_head_office_locked_cannot_be_overridden(project: Write, patch: str) -> None:
    files = forked(patch) | {"content/industries/shop/pack.yml": LOCKED}
    found = [each for each in library.load(project(files)).problems if each.code == "Q019"]
    assert [(each.path, each.line) for each in found] == [
        (
            "content/industries/branch/sops/welfare.yml",
            2 if patch.endswith("null\n") and "menu: null" in patch else 3,
        )
    ]
    assert "总部锁定" in found[0].message


@pytest.mark.parametrize(
    "patch",
    [
        "slots: {menu: {copy: {1: 换}, title: 换}}",
        "slots: {menu: {}}",
        "slots: {own: {title: 自己的, when: {every: day, at: 09:00}, type: content, copy: 新}}",
    ],
)
def test_what_is_not_locked_stays_free(project: Write, patch: str) -> None:
    assert codes(project(forked(patch) | {"content/industries/shop/pack.yml": LOCKED})) == []


def test_locks_bind_forks_of_forks_shops_and_whole_plans(project: Write) -> None:
    files = forked("slots: {menu: {title: 换}}") | {
        "content/industries/shop/pack.yml": LOCKED,
        "content/industries/branch/pack.yml": FORK
        + "locked: [variables.store]\nroles: {host: {title: 换}}\n",
        "content/industries/corner/pack.yml": "extends: branch\ntitle: 街角\nversion: 1.0.0\nsops: {welfare: null}\n",
        "calendars/main.yml": "title: 店\nindustry: branch\nstarts: 2026-12-01\nsops:\n  welfare: {slots: {menu: {when: {at: 9:00}}}}\n",
    }
    found = [each.path for each in library.load(project(files)).problems if each.code == "Q019"]
    assert found == [
        "calendars/main.yml",
        "content/industries/branch/pack.yml",
        "content/industries/corner/pack.yml",
    ]


def test_a_lock_binds_where_a_chapter_is_called_like_the_plan(project: Write) -> None:
    files = forked("slots: {menu: {when: {at: 10:30}}}") | {
        "content/industries/shop/pack.yml": LOCKED,
        "content/industries/shop/chapters/welfare.md": "---\ntitle: 规矩\n---\n正文\n",
    }
    assert codes(project(files)) == ["Q019"]


def test_a_locked_page_cannot_be_replaced_and_others_can(project: Write) -> None:
    page = "---\ntitle: 规矩\n---\n正文\n"
    files = forked("slots: {menu: {title: 换}}") | {
        "content/industries/shop/pack.yml": PACK + "locked: [chapters.law, chapters.day.title]\n",
        **{f"content/industries/shop/chapters/{name}.md": page for name in ("law", "day", "free")},
        **{
            f"content/industries/branch/chapters/{name}.md": "自己的\n"
            for name in ("law", "day", "free", "new")
        },
    }
    found = library.load(project(files)).problems
    assert [(each.code, Path(each.path).name) for each in found] == [("Q019", "day.md"), ("Q019", "law.md")]


@pytest.mark.parametrize(
    ("lock", "is_idle"),
    [
        ("sops.welfare.slots.menu.when", False),
        ("sops.*.slots.m*.copy.2", False),
        ("roles.host", False),
        ("sops.welfare.slots.lunch.when", True),
        ("sops.welfare.slots.menu.copy.9", True),
        ("sops/welfare", True),
        ("variable.store", True),
        ("sops..slots", True),
    ],
)
def test_a_lock_that_names_nothing_is_told(project: Write, lock: str, is_idle: bool) -> None:
    files = {"content/industries/shop/pack.yml": f"{PACK}locked: [roles.*, '{lock}']\n"}
    found = [each for each in library.load(project(files)).problems if each.code == "Q014"]
    assert [(each.level, lock in each.message, each.column) for each in found] == (
        [("warning", True, 19)] if is_idle else []
    )


def test_a_lock_of_the_answers_binds_their_entries_alone(project: Write) -> None:
    faq = "questions:\n  a: {question: 有吗, answer: 有}\n  b: {question: 多少, answer: 看图}\n"
    files = {
        "content/industries/shop/pack.yml": PACK + "locked: [faq.questions.a]\n",
        "content/industries/shop/faq.yml": faq,
        "content/industries/branch/pack.yml": FORK,
        "content/industries/branch/faq.yml": "questions: {b: {answer: 问}, a: {answer: 没}}\n",
    }
    assert told_at(project(files)) == ("Q019", "faq.questions.a 是总部锁定的", "answer")


# --- base.lock ------------------------------------------------------------------------------------


def read(root: Path, name: str = "branch") -> locks.Fork:
    found = library.load(root, only="")
    return locks.read_fork(found.tree, found.almanac.festivals, name)


def test_the_lock_records_the_version_and_what_the_base_said(project: Write) -> None:
    lock = json.loads(locks.record(read(project(forked("slots: {menu: {when: {at: 10:30}, short: 短}}")))))
    assert (lock["base"], lock["version"]) == ("shop", "1.0.0")
    assert lock["values"] == {"sops/welfare.yml": {"slots.menu.when.at": "11:00", "slots.menu.short": None}}
    assert {"slots.menu", "title", "kind"} <= lock["seen"]["sops/welfare.yml"].keys()


def test_the_lock_records_a_replaced_page_by_its_digest_and_an_own_part_by_its_name(project: Write) -> None:
    page = "---\ntitle: 规矩\n---\n{}\n"
    own = "slots:\n  own: {title: 自, when: {day: 1, at: 9:00}, type: warmth, copy: 字}\n"
    files = forked(own) | {
        "content/industries/shop/chapters/law.md": page.format("旧"),
        "content/industries/branch/chapters/law.md": page.format("我的"),
        "content/industries/branch/chapters/own.md": page.format("自己的"),
        "content/industries/branch/sops/more.yml": SOP,
    }
    lock = json.loads(locks.record(read(project(files))))
    assert lock["values"] == {
        "sops/welfare.yml": {"slots.own": None},
        "chapters/law.md": {"": locks.digest(page.format("旧"))},
    }
    assert lock["seen"]["chapters/law.md"] == {"": locks.digest(page.format("旧"))}


def test_what_a_fork_says_of_itself_is_no_override(project: Write) -> None:
    files = forked("slots: {menu: {short: 短}}")
    files["content/industries/branch/pack.yml"] = FORK + "summary: 分店的\nlocked: [roles]\n"
    assert json.loads(locks.record(read(project(files))))["values"].keys() == {"sops/welfare.yml"}


def test_forks_are_the_project_s_packs_that_extend_another_or_were_copied_from_one(project: Write) -> None:
    folder = "content/industries"
    root = project(
        {f"{folder}/branch/pack.yml": FORK, f"{folder}/copy/base.lock": "{}", f"{folder}/copy/pack.yml": PACK}
        | {f"{folder}/listed/pack.yml": "[extends]", f"{folder}/empty/sops/welfare.yml": SOP}
    )
    inside = root.parent / "package" / folder / "theirs"
    inside.mkdir(parents=True)
    (inside / "pack.yml").write_text(FORK, encoding="utf-8")
    assert locks.fork_ids(library.load(root, only=(), fallback=root.parent / "package").tree) == [
        "branch",
        "copy",
    ]


@pytest.mark.parametrize(
    ("name", "files", "said"),
    [
        ("shop", {}, "shop 没有上游"),
        (
            "branch",
            {"content/industries/branch/pack.yml": FORK.replace("shop", "[a]")},
            "读不到 branch 的上游",
        ),
        (
            "branch",
            forked("") | {"content/industries/shop/pack.yml": "title: [\n"},
            "读不到 branch 的上游 shop",
        ),
    ],
)
def test_a_fork_without_a_base_to_read_is_told(
    project: Write, name: str, files: dict[str, str], said: str
) -> None:
    root = project(files)
    with pytest.raises(library.ContentError) as told:
        read(root, name)
    last = told.value.problems[-1]
    assert said in " ".join(each.message for each in told.value.problems)
    problem = next(each for each in told.value.problems if said in each.message)
    assert (problem.code, problem.line, problem.column) == ("Q016", 0, 1)
    assert problem.path == f"content/industries/{name}/pack.yml"
    assert last.hint


def test_a_base_with_a_fault_is_told_and_not_compared(project: Write) -> None:
    base = SOP.replace("owner: staff", "owner: nobody")
    root = project(
        forked("slots: {menu: {owner: host}}") | {"content/industries/shop/sops/welfare.yml": base}
    )
    with pytest.raises(library.ContentError) as told:
        read(root)
    assert [each.code for each in told.value.problems] == ["Q014"]


def test_a_lock_is_read_back_as_it_was_written(project: Write) -> None:
    root = project(forked("slots: {menu: {when: {at: 10:30}}}"))
    text = locks.record(read(root))
    (root / "content/industries/branch/base.lock").write_text(text, encoding="utf-8")
    assert read(root).lock is not None
    assert locks.record(read(root)) == text


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"base": 1}', '{"base":"a","version":"1","values":[],"seen":{}}']
)
def test_a_damaged_lock_is_a_problem_with_a_way_out(project: Write, text: str) -> None:
    root = project(forked("slots: {menu: {when: {at: 10:30}}}"))
    (root / "content/industries/branch/base.lock").write_text(text, encoding="utf-8")
    with pytest.raises(library.ContentError, match=r"base\.lock 读不了"):
        read(root)


@pytest.mark.parametrize("part", ["faq", "chapters"])
def test_only_plans_can_be_taken_out_whole(project: Write, part: str) -> None:
    root = project({"content/industries/branch/pack.yml": FORK + f"{part}: {{x: null}}\n"})
    assert codes(root) == ["Q001"]


BRANCH = {
    "content/industries/branch/pack.yml": "extends: shop\ntitle: 分店\nsummary: 分店\nversion: 1.0.0\n",
    "content/industries/branch/sops/welfare.yml": "slots: {menu: {when: {at: 10:00}}}\n",
    "calendars/branch.yml": "title: 店\nindustry: branch\nstarts: 2026-12-01\nsops: {welfare: {slots: {menu: {at: 9:00}}}}\n",
}
BROKEN = {
    "no YAML": "title: [",
    "a list": "- a\n",
    "empty": "",
    "posts that are none": "title: 群\nkind: traffic\nslots: 7\n",
    "no posts": "title: 群\nkind: traffic\n",
    "a post that is none": "title: 群\nkind: traffic\nslots: {menu: 7}\n",
    "a blank post": "title: 群\nkind: traffic\nslots:\n  menu:\n",
}


@pytest.mark.parametrize("base", BROKEN.values(), ids=BROKEN)
def test_what_only_follows_from_a_broken_base_is_told_of_the_base_alone(project: Write, base: str) -> None:
    calendar = BRANCH["calendars/branch.yml"].replace("{at: 9:00}", "{when: {at: 9:00}}")
    root = project(
        {**BRANCH, "calendars/branch.yml": calendar, "content/industries/shop/sops/welfare.yml": base}
    )
    assert {each.path for each in library.load(root).problems} == {"content/industries/shop/sops/welfare.yml"}


def test_beside_a_broken_post_of_its_base_a_forks_own_faults_are_told(project: Write) -> None:
    files = {
        "content/industries/shop/sops/welfare.yml": BROKEN["a post that is none"],
        "content/industries/branch/sops/welfare.yml": "slots: {menu: {title: 好}, nemu: {title: 好}}\n",
    }
    found = library.load(project({**BRANCH, **files})).problems
    assert [each.code for each in found if "branch/sops" in each.path] == ["Q017"]
