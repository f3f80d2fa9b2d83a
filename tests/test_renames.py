"""A base that moves under its fork: what check says, what outdated guesses, and what --rename writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import PACK, SOP, Write
from qunli import changes, library
from qunli.library import locks
from qunli.library.guessing import guesses
from qunli.problem import Problem
from test_cli import run, told

FORK = "content/industries/branch"
BASE = "content/industries/shop/sops/welfare.yml"
BASE_PACK = "content/industries/shop/pack.yml"
PATCH = (
    "# 我的\nslots:\n  # 菜单\n  menu: # 早点发\n    when: {at: 10:30}\n    copy: {1: 我的鱼, 2: 我的肉}\n"
)
Files = dict[str, str]


def forked(patch: str = PATCH, pack: str = "", **more: str) -> Files:
    head = "extends: shop\ntitle: 分店\nversion: 1.0.0\n"
    return {f"{FORK}/pack.yml": head + pack, f"{FORK}/sops/welfare.yml": patch, **more}


def moved(project: Write, fork: Files, upstream: dict[str, str | None]) -> Path:
    """Return a project whose base.lock was written before its base changed."""
    accepted(project(fork))
    return project(fork | upstream)


def accepted(root: Path, name: str = "branch") -> None:
    text = locks.record(read(root, name))
    (root / f"content/industries/{name}/base.lock").write_text(text, encoding="utf-8")


def read(root: Path, name: str = "branch") -> locks.Fork:
    found = library.load(root, only="")
    return locks.read_fork(found.tree, found.almanac.festivals, name)


def problems(root: Path) -> list[Problem]:
    return list(library.load(root).problems)


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


# --- check tells that base.lock no longer fits ----------------------------------------------------

FRONT = SOP.replace("copy: [", "copy: [今天有虾, ")


def test_an_upstream_text_at_the_front_is_told_at_each_override_it_moved(project: Write) -> None:
    first, second = problems(moved(project, forked(), {BASE: FRONT}))
    assert (first.code, first.level, first.path, first.line) == (
        "Q035",
        "warning",
        f"{FORK}/sops/welfare.yml",
        6,
    )
    assert first.message == (
        "这里改的是上游的内容，上游变了：原来是「今天有鱼」，现在是「今天有虾」；原来那条现在编号是 2"
    )
    assert "现在编号是 3" in second.message
    assert "qunli outdated branch" in first.hint


def test_an_upstream_text_with_an_id_moves_nothing_and_is_not_told(project: Write) -> None:
    front = SOP.replace("copy: [", "copy: [{id: 4, text: 今天有虾}, ")
    assert problems(moved(project, forked(), {BASE: front})) == []


def test_a_text_that_is_dropped_by_its_place_is_told_too(project: Write) -> None:
    (found,) = problems(moved(project, forked("slots: {menu: {copy: {3: null}}}"), {BASE: FRONT}))
    assert "原来是「今天有汤」，现在是「今天有肉」" in found.message


@pytest.mark.parametrize(
    ("patch", "base", "said"),
    [
        (
            "slots: {menu: {when: {at: 10:30}}}",
            SOP.replace("11:00", "11:30"),
            "原来是「11:00」，现在是「11:30」",
        ),
        ("slots: {menu: {short: 短}}", SOP + "    short: 上游的短\n", "原来没有，现在是「上游的短」"),
        ("title: 我的群", SOP.replace("福利群", "新的群"), "原来是「福利群」，现在是「新的群」"),
    ],
)
def test_any_value_under_an_override_is_told(project: Write, patch: str, base: str, said: str) -> None:
    (found,) = problems(moved(project, forked(patch), {BASE: base}))
    assert said in found.message
    assert "--accept branch" in found.hint


@pytest.mark.parametrize(
    ("patch", "base"),
    [
        ("slots: {menu: {when: {at: 10:30}}}", SOP.replace("11:00", "10:30")),
        ("slots: {menu: {copy: [全换]}}", FRONT),
        ("slots: {menu: null, own: {title: 自, when: {day: 1, at: 9:00}, type: warmth, copy: 字}}", FRONT),
        (PATCH, SOP.replace("今天有汤", "今天有蟹")),
    ],
)
def test_what_is_alike_whole_dropped_or_untouched_is_not_told(project: Write, patch: str, base: str) -> None:
    assert problems(moved(project, forked(patch), {BASE: base})) == []


def test_accepting_ends_the_reminders(project: Write) -> None:
    root = moved(project, forked(), {BASE: FRONT})
    run(root, "outdated", "--accept")
    assert problems(root) == []


def test_a_damaged_lock_only_reminds(project: Write) -> None:
    root = project(forked())
    (root / FORK / "base.lock").write_text("{", encoding="utf-8")
    (found,) = problems(root)
    assert (found.code, found.level, found.path) == ("Q003", "warning", f"{FORK}/base.lock")


def test_a_lock_of_an_earlier_version_is_read(project: Write) -> None:
    root = project(forked())
    accepted(root)
    lock = json.loads(text(root, f"{FORK}/base.lock"))
    del lock["traces"]
    (root / FORK / "base.lock").write_text(json.dumps(lock), encoding="utf-8")
    root = project(forked() | {BASE: SOP.replace("menu:", "lunch:").replace("今天有汤", "今天有蟹")})
    (found,) = changes.upstream.drift(read(root)).renamed
    assert (found.old, found.new) == ("welfare/menu", "welfare/lunch")


# --- what has another name ------------------------------------------------------------------------

LUNCH = SOP.replace("menu:", "lunch:").replace("今日菜单", "今天吃什么")


def renamed(root: Path, name: str = "branch") -> list[tuple[str, str]]:
    return [(each.old, each.new) for each in changes.upstream.drift(read(root, name)).renamed]


@pytest.mark.parametrize(
    "base",
    [
        SOP.replace("menu:", "lunch:"),
        LUNCH,
        LUNCH.replace("11:00", "11:30"),
        SOP.replace("menu:", "lunch:").replace("今天", "明天"),
    ],
    ids=["id", "title", "title and hour", "texts"],
)
def test_a_renamed_slot_is_known_by_its_texts_title_and_hour(project: Write, base: str) -> None:
    root = moved(project, forked(), {BASE: base})
    assert renamed(root) == [("welfare/menu", "welfare/lunch")]
    (found,) = [each for each in problems(root) if each.code == "Q017"]
    assert "qunli outdated branch --rename welfare/menu=welfare/lunch" in found.hint


def test_another_slot_is_no_renamed_one(project: Write) -> None:
    other = SOP[: SOP.index("  menu:")] + (
        "  vote: {title: 投一票, when: {every: day, at: 20:00}, type: warmth, copy: [选甲, 选乙]}\n"
    )
    root = moved(project, forked(), {BASE: other})
    assert renamed(root) == []
    (found,) = [each for each in problems(root) if each.code == "Q017"]
    assert found.hint.startswith("上游去掉了「今日菜单」：运行 qunli outdated branch")


def test_of_several_new_slots_the_likest_is_meant(project: Write) -> None:
    more = LUNCH + "  tea: {title: 今日茶单, when: {every: day, at: 11:00}, type: content, copy: 茶}\n"
    assert renamed(moved(project, forked(), {BASE: more})) == [("welfare/menu", "welfare/lunch")]


def test_a_slot_that_was_dropped_and_comes_back_under_another_name_is_told(project: Write) -> None:
    patch = "slots:\n  menu: null\n  own: {title: 自, when: {day: 1, at: 9:00}, type: warmth, copy: 字}\n"
    root = moved(project, forked(patch), {BASE: LUNCH})
    assert renamed(root) == [("welfare/menu", "welfare/lunch")]
    (found,) = [each for each in problems(root) if each.code == "Q035"]
    assert found.line == 2
    assert "又会发出来" in found.message


@pytest.mark.parametrize(
    ("pack", "before", "after", "pair"),
    [
        ("roles: {staff: {title: 吧台}}\n", "staff: {title", "clerk: {title", ("roles/staff", "roles/clerk")),
        (
            "variables: {store: {default: 分店}}\n",
            "store: {",
            "shop: {",
            ("variables/store", "variables/shop"),
        ),
    ],
)
def test_renamed_roles_and_variables_are_known(
    project: Write, pack: str, before: str, after: str, pair: tuple[str, str]
) -> None:
    upstream = {BASE_PACK: PACK.replace(before, after), BASE: SOP.replace("owner: staff", "owner: host")}
    assert renamed(moved(project, forked(pack=pack), upstream)) == [pair]


def test_a_renamed_plan_is_known_with_what_is_renamed_in_it(project: Write) -> None:
    upstream: dict[str, str | None] = {BASE: None, BASE.replace("welfare", "daily"): LUNCH}
    more = SOP + "  chat: {title: 聊, when: {every: day, at: 20:00}, type: warmth, copy: 聊}\n"
    fork = forked() | {BASE: more}
    upstream[BASE.replace("welfare", "daily")] = LUNCH + more.removeprefix(SOP)
    root = moved(project, fork, upstream)
    assert renamed(root) == [("welfare", "daily"), ("welfare/menu", "daily/lunch")]
    (found,) = [each for each in problems(root) if each.code == "Q017"]
    assert "--rename welfare=daily" in found.hint


def test_what_the_base_dropped_is_told_by_its_title(project: Write) -> None:
    chat = "  chat: {title: 闲聊, when: {every: day, at: 20:00}, type: warmth, copy: 聊}\n"
    root = moved(project, forked() | {BASE: SOP + chat}, {BASE: SOP})
    assert changes.upstream.drift(read(root)).left == ("福利群「闲聊」",)


def test_a_fork_of_a_fork_that_no_longer_loads_is_answered_too(project: Write) -> None:
    corner = "content/industries/corner"
    fork = forked() | {
        f"{corner}/pack.yml": "extends: branch\ntitle: 街角\nversion: 1.0.0\n",
        f"{corner}/sops/welfare.yml": "slots: {menu: {title: 街角的菜单}}\n",
    }
    accepted(project(fork))
    accepted(project(fork), "corner")
    root = project(fork | {BASE: LUNCH})
    gone = changes.upstream.drift(read(root, "corner")).gone
    assert [each.name for each in gone] == ["福利群「今日菜单」标题"]
    run(root, "outdated", "branch", "--rename", "menu=lunch")
    assert renamed(root, "corner") == [("welfare/menu", "welfare/lunch")]


def test_nothing_is_guessed_where_nothing_went(project: Write) -> None:
    root = moved(project, forked(), {BASE: SOP + LUNCH[LUNCH.index("  lunch:") :]})
    fork = read(root)
    assert fork.lock is not None
    assert guesses(fork.lock, fork.base_files) == {}


# --- following ------------------------------------------------------------------------------------


def test_following_a_renamed_slot_changes_its_key_alone(project: Write) -> None:
    root = moved(project, forked(), {BASE: LUNCH})
    done = run(root, "outdated", "branch", "--rename", "menu=lunch")
    assert (done.exit_code, f"改了 {FORK}/sops/welfare.yml" in done.stderr) == (0, True)
    assert text(root, f"{FORK}/sops/welfare.yml") == PATCH.replace("menu:", "lunch:")
    assert problems(root) == []
    assert renamed(root) == []


def test_what_moved_besides_the_name_is_still_told_afterwards(project: Write) -> None:
    root = moved(project, forked(), {BASE: LUNCH.replace("11:00", "11:30")})
    run(root, "outdated", "branch", "--rename", "welfare/menu=welfare/lunch")
    (both,) = changes.upstream.drift(read(root)).both
    assert (both.was, both.now, both.mine) == ("11:00", "11:30", "10:30")


def test_a_name_is_followed_wherever_the_fork_and_its_shops_say_it(project: Write) -> None:
    moon = "  moon: {title: 中秋, when: {festival: mid-autumn, at: 18:00}, type: activity, replaces: [menu], copy: 月}\n"
    faq = "questions:\n  price: {question: 多少钱, answer: 看图, slots: [welfare/menu]}\n"
    calendar = "title: 店\nindustry: branch\nstarts: 2026-12-01\nsops:\n  welfare: {slots: {menu: {when: {at: 9:00}}}} # 早\n"
    files = forked(PATCH + moon, **{f"{FORK}/faq.yml": faq, "calendars/own.yml": calendar})
    root = moved(project, files, {BASE: LUNCH})
    run(root, "outdated", "branch", "--rename", "welfare/menu=welfare/lunch")
    assert text(root, f"{FORK}/sops/welfare.yml") == (PATCH + moon).replace("menu", "lunch")
    assert text(root, f"{FORK}/faq.yml") == faq.replace("welfare/menu", "welfare/lunch")
    assert text(root, "calendars/own.yml") == calendar.replace("menu", "lunch")
    assert problems(root) == []


def test_texts_that_moved_are_followed_all_at_once(project: Write) -> None:
    root = moved(project, forked(), {BASE: FRONT})
    assert renamed(root) == [("welfare/menu/1", "welfare/menu/2"), ("welfare/menu/2", "welfare/menu/3")]
    command = next(each for each in run(root, "outdated").stdout.splitlines() if "--rename" in each)
    assert run(root, *command.split("qunli ")[1].split()).exit_code == 0
    assert text(root, f"{FORK}/sops/welfare.yml") == PATCH.replace("1: 我的鱼, 2:", "2: 我的鱼, 3:")
    assert problems(root) == []


def test_a_renamed_plan_takes_its_file_along_and_its_shops_keep_their_runs(project: Write) -> None:
    daily = BASE.replace("welfare", "daily")
    calendar = "title: 店\nindustry: branch\nstarts: 2026-12-01\nsops:\n  welfare:\n    groups: [群] # 老群\n"
    files = forked(**{"calendars/main.yml": calendar})
    root = moved(project, files, {BASE: None, daily: SOP})
    assert {each.code for each in problems(root)} == {"Q017"}
    run(root, "outdated", "branch", "--rename", "welfare=daily")
    assert not (root / f"{FORK}/sops/welfare.yml").exists()
    assert text(root, f"{FORK}/sops/daily.yml") == PATCH
    assert problems(root) == []
    (shop,) = library.load(root).shops.values()
    assert [(name, run.sop_id, run.groups) for name, run in shop.runs.items()] == [
        ("welfare", "daily", ("群",))
    ]
    assert "# 老群" in text(root, "calendars/main.yml")


def test_a_renamed_variable_is_followed_into_texts(project: Write) -> None:
    patch = "slots:\n  menu:\n    copy:\n      1: |\n        来{{ store }}吃鱼\n        {{store}}等你，store 不动\n"
    pack = "variables:\n  store: {default: 分店} # 我家\n"
    calendar = (
        "title: 店\nindustry: branch\nstarts: 2026-12-01\nsops: {welfare: {}}\nvariables: {store: 中山路店}\n"
    )
    files = forked(patch, pack, **{"calendars/main.yml": calendar})
    root = moved(project, files, {BASE_PACK: PACK.replace("store: {", "shop: {")})
    run(root, "outdated", "branch", "--rename", "variables/store=variables/shop")
    assert "来{{ shop }}吃鱼\n        {{shop}}等你，store 不动" in text(root, f"{FORK}/sops/welfare.yml")
    assert "  shop: {default: 分店} # 我家" in text(root, f"{FORK}/pack.yml")
    assert "variables: {shop: 中山路店}" in text(root, "calendars/main.yml")
    assert problems(root) == []


def test_a_renamed_role_is_followed(project: Write) -> None:
    patch = "slots:\n  menu:\n    owner: staff\n"
    upstream = {
        BASE_PACK: PACK.replace("staff: {", "clerk: {"),
        BASE: SOP.replace("owner: staff", "owner: clerk"),
    }
    root = moved(project, forked(patch, "roles: {staff: {title: 吧台}}\n"), upstream)
    run(root, "outdated", "branch", "--rename", "roles/staff=roles/clerk")
    assert text(root, f"{FORK}/sops/welfare.yml") == patch.replace("staff", "clerk")
    assert problems(root) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("branch --rename menu", "旧名=新名"),
        ("branch --rename menu=brunch", "上游没有 welfare/brunch"),
        ("branch --rename dinner=lunch", "在哪个发布计划里"),
        ("branch --rename welfare/menu=lunch", "一样深"),
        ("branch --rename a/b/c/d=a/b/c/e", "一样深"),
    ],
)
def test_a_name_that_cannot_be_followed_is_wrong_usage(project: Write, words: str, said: str) -> None:
    root = moved(project, forked(), {BASE: LUNCH})
    done = run(root, "outdated", *words.split())
    assert done.exit_code == 2
    assert said in told(done)
    assert text(root, f"{FORK}/sops/welfare.yml") == PATCH


def test_two_changes_under_one_name_are_told_and_stay(project: Write) -> None:
    patch = "slots:\n  menu: {short: 短}\n  lunch: {title: 我的}\n"
    root = moved(project, forked(patch), {BASE: LUNCH})
    done = run(root, "outdated", "branch", "--rename", "menu=lunch")
    assert done.exit_code == 1
    assert "这里已经有 lunch 了" in told(done)
    assert f"{FORK}/sops/welfare.yml:2" in told(done)
    assert text(root, f"{FORK}/sops/welfare.yml") == patch


def test_a_copy_follows_nobody(project: Write) -> None:
    root = project(forked())
    run(root, "fork", "shop", "own", "--title", "拷贝", "--eject")
    done = run(root, "outdated", "own", "--rename", "menu=menu")
    assert (done.exit_code, "整份拷来的" in told(done)) == (2, True)
