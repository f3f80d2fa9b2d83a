"""A base that moves under its fork: what check says, what outdated guesses, and what --rename writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import PACK, SOP, Write
from qunli import changes, library
from qunli.library import locks, renaming
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


def test_a_base_that_nobody_can_read_is_told_where_it_stands_and_not_as_moved(project: Write) -> None:
    told = problems(moved(project, forked(), {BASE: SOP + "rules: [{\n"}))
    assert {(each.path, each.level) for each in told} == {(BASE, "error")}


FAQ = "questions:\n  price: {question: 多少钱, answer: 看图}\n"
ANYTIME = "occasions:\n  late: {title: 迟开门, copy: [晚一点开, 再等等, 快了]}\n"


@pytest.mark.parametrize(
    ("file", "whole", "fault", "patch"),
    [
        ("pack.yml", PACK, ("roles:", "rolles:"), "roles: {host: {duty: 管群}}\n"),
        ("pack.yml", PACK, ("roles:", "[roles:"), "roles: {host: {duty: 管群}}\n"),
        ("faq.yml", FAQ, ("questions", "[questions"), "questions: {price: {answer: 看图}}\n"),
        ("faq.yml", FAQ, ("question: 多少钱", "qestion: 多少钱"), "questions: {price: {answer: 看图}}\n"),
        ("anytime.yml", ANYTIME, ("occasions", "[occasions"), "occasions: {late: {notes: 真晚了再发}}\n"),
        ("anytime.yml", ANYTIME, ("title: 迟开门, ", ""), "occasions: {late: {notes: 真晚了再发}}\n"),
    ],
)
def test_what_forks_lack_by_a_fault_of_their_base_is_told_there_alone(
    project: Write, file: str, whole: str, fault: tuple[str, str], patch: str
) -> None:
    """The base's own file loses a key or all it says; the patches of a fork and of a fork of it are then no whole files."""
    head = "" if file != "pack.yml" else patch
    base, lane = f"{FORK.replace('branch', 'shop')}/{file}", FORK.replace("branch", "lane")
    files = forked(pack=head) | {base: whole}
    files[f"{lane}/pack.yml"] = files[f"{FORK}/pack.yml"].replace("extends: shop", "extends: branch")
    if not head:
        files |= {f"{FORK}/{file}": patch, f"{lane}/{file}": patch}
    assert problems(project(files)) == []
    broken = files | {base: whole.replace(*fault)}
    assert {each.path for each in problems(project(broken)) if each.level == "error"} == {base}


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


WEEKLY = "  video: {{title: 看, when: {{every: week, weekdays: {}, at: 9:00}}, type: content, copy: 看}}\n"
LONG = "一二三四五六七八九十" * 2 + "一二三四"


@pytest.mark.parametrize(
    ("patch", "before", "after", "said"),
    [
        (
            "slots: {video: {when: {weekdays: [tue]}}}",
            SOP + WEEKLY.format("[mon]"),
            SOP + WEEKLY.format("[mon, thu]"),
            "原来是 1 项，现在是 2 项",
        ),
        ("title: 我的群", SOP.replace("福利群", LONG), SOP, f"原来是「{LONG}」，现在是「福利群」"),
        ("title: 我的群", SOP.replace("福利群", LONG + "五"), SOP, f"原来是「{LONG}…」，现在是「福利群」"),
        ("slots: {menu: {short: 短}}", SOP + "    short: 上游的短\n", SOP, "原来是「上游的短」，现在没有"),
    ],
)
def test_what_the_base_says_is_told_in_short(
    project: Write, patch: str, before: str, after: str, said: str
) -> None:
    (found,) = problems(moved(project, forked(patch) | {BASE: before}, {BASE: after}))
    assert found.message == f"这里改的是上游的内容，上游变了：{said}"


def test_a_field_that_a_fork_leaves_out_may_change(project: Write) -> None:
    short = {BASE: SOP + "    short: 短\n"}
    root = moved(project, forked("slots: {menu: {short: null}}") | short, {BASE: SOP + "    short: 新\n"})
    assert problems(root) == []


def test_a_reminder_points_at_the_key_that_changes_it(project: Write) -> None:
    root = moved(project, forked("slots:\n  menu:\n    title: 我的\n"), {BASE: SOP.replace("今日菜单", "菜")})
    (found,) = problems(root)
    assert (found.line, found.column, found.width) == (3, 5, 5)


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


def test_a_change_to_what_the_base_never_had_is_told_as_before(project: Write) -> None:
    root = moved(project, forked("slots: {menu: {title: 换}}"), {BASE: LUNCH})
    project({f"{FORK}/sops/welfare.yml": "slots: {lost: {title: 换}}\n", BASE: LUNCH})
    (found,) = problems(root)
    assert (found.code, found.hint) == ("Q017", "上游没有这一条，你是不是想改 lunch?")
    project(
        {f"{FORK}/sops/lost.yml": "slots: {menu: {title: 换}}\n", f"{FORK}/sops/welfare.yml": "title: 群\n"}
    )
    (found,) = problems(root)
    assert (found.code, found.hint) == ("Q017", "上游没有这一条，你是不是想改 welfare?")


def test_what_went_is_told_by_its_own_problem_alone(project: Write) -> None:
    assert [each.code for each in problems(moved(project, forked(), {BASE: LUNCH}))] == ["Q017"]


@pytest.mark.parametrize("has_traces", [True, False])
def test_what_went_has_a_way_out_by_its_name_where_that_is_known(project: Write, has_traces: bool) -> None:
    def hints(upstream: dict[str, str | None]) -> list[str]:
        accepted(project({**forked(), BASE: SOP}))
        lock = json.loads(text(project(), f"{FORK}/base.lock"))
        if not has_traces:
            del lock["traces"]
        (project() / FORK / "base.lock").write_text(json.dumps(lock), encoding="utf-8")
        return [each.hint for each in problems(project(upstream)) if each.code == "Q017"]

    slot, plan = ("「今日菜单」", "「福利群」") if has_traces else ("", "")
    other = SOP[: SOP.index("  menu:")] + (
        "  vote: {title: 投一票, when: {every: day, at: 20:00}, type: warmth, copy: [选甲, 选乙]}\n"
    )
    assert hints({BASE: other}) == [
        f"上游去掉了{slot}：运行 qunli outdated branch 看变了什么，这里删掉或写全"
    ]
    assert hints({BASE: SOP.replace("menu:", "lunch:")}) == [
        f"上游像是给{slot or '它'}改了名：qunli outdated branch --rename welfare/menu=welfare/lunch"
    ]
    daily = BASE.replace("welfare", "daily")
    assert hints({BASE: None, daily: SOP}) == [
        f"上游像是给{plan or '它'}改了名：qunli outdated branch --rename welfare=daily"
    ]


def test_of_several_slots_that_went_the_likest_has_the_new_name(project: Write) -> None:
    tea = "  tea: {title: 今日茶单, when: {every: day, at: 11:00}, type: content, copy: 茶}\n"
    fork = forked("slots: {menu: {short: 短}, tea: {short: 短}}") | {BASE: SOP + tea}
    assert renamed(moved(project, fork, {BASE: LUNCH})) == [("welfare/menu", "welfare/lunch")]


def test_what_is_of_another_kind_is_no_new_name(project: Write) -> None:
    pack = PACK.replace("  staff: {title: 店员, duty: 发帖}\n", "")
    pack = pack.replace("variables:\n", "variables:\n  clerk: {title: 店员}\n")
    upstream = {BASE_PACK: pack, BASE: SOP.replace("owner: staff", "owner: host")}
    root = moved(project, forked(pack="roles: {staff: {title: 吧台}}\n"), upstream)
    assert renamed(root) == []
    faq = "questions:\n  a: {question: 有吗, answer: 有}\n"
    upstream = {BASE: None, BASE.replace("sops/welfare", "faq"): faq, BASE.replace("welfare", "daily"): None}
    assert renamed(moved(project, forked(), upstream)) == []


def test_a_copy_of_what_stays_is_no_new_name_and_what_was_there_before_is_none(project: Write) -> None:
    twin = BASE.replace("welfare", "twin")
    fork = read(moved(project, forked(), {twin: SOP}))
    assert fork.lock is not None
    assert guesses(fork.lock, fork.base_files) == {}
    project({twin: None})
    root = moved(project, forked() | {twin: SOP}, {BASE: None})
    assert renamed(root) == []


def test_a_part_is_known_by_its_digest_where_the_lock_has_no_more(project: Write) -> None:
    accepted(project(forked("slots: {menu: {short: 短}}")))
    root = project()
    lock = json.loads(text(root, f"{FORK}/base.lock"))
    del lock["traces"]
    (root / FORK / "base.lock").write_text(json.dumps(lock), encoding="utf-8")
    assert renamed(project({BASE: SOP.replace("menu:", "lunch:")})) == [("welfare/menu", "welfare/lunch")]


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
    followed_to = json.loads(text(root, f"{FORK}/base.lock"))["values"]["sops/welfare.yml"]
    accepted(root)
    assert (
        followed_to.keys() == json.loads(text(root, f"{FORK}/base.lock"))["values"]["sops/welfare.yml"].keys()
    )


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


MORE = """
  chat: {title: 闲聊, when: {every: day, at: 20:00}, type: warmth, owner: staff, copy: [聊]}
  moon: {title: 中秋, when: {date: 2027-09-15, at: 18:00}, type: activity, replaces: [menu, chat], copy: 月}
"""
BASE_FAQ = BASE.replace("sops/welfare", "faq")
QUESTIONS = "questions:\n  fish: {question: 有鱼吗？, answer: 有, slots: [welfare/menu]}\n"
MINE = {
    f"{FORK}/pack.yml": "extends: shop\ntitle: menu\nversion: 1.0.0\nroles: {staff: {title: staff}}\n"
    "variables:\n  dishes: {title: store}\n  store: {default: '{{store}}'}\n",
    f"{FORK}/sops/welfare.yml": "title: welfare\nslots:\n  menu:\n    title: menu\n    owner: staff\n"
    "    rotate: dishes\n    copy: {1: '{{ store }}和{{storey}}和{{item.name}}', 3: 三}\n"
    "  chat: {owner: staff, title: staff}\n  moon: {replaces: [menu, chat]}\n",
    f"{FORK}/faq.yml": "questions:\n  fish:\n    answer: menu\n    slots: [welfare/menu, welfare/chat]\n",
    f"{FORK}/sops/flash.yml": "title: 另一个\nslots:\n  menu: {owner: staff, copy: {1: 另}}\n",
    "calendars/main.yml": "title: menu\nindustry: branch\nstarts: 2026-12-01\nstaff: {staff: staff}\n"
    "variables: {store: store, dishes: [{name: 鱼, price: '1'}]}\nsops:\n  welfare:\n    slots:\n"
    "      menu: {short: menu, copy: {1: 甲, 3: 乙}}\n      moon: {replaces: [menu, chat]}\n"
    "  late: {sop: welfare, slots: {menu: {short: 晚}}, texts: {menu: [2, 1]}}\n  flash: {slots: {menu: {short: 另}}, texts: {menu: [1]}}\n",
    "calendars/other.yml": "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {welfare: {slots: {menu: {}}}}\n",
}
UPSTREAM = {BASE: SOP + MORE.lstrip("\n"), BASE_FAQ: QUESTIONS, BASE.replace("welfare", "flash"): SOP}


def followed(root: Path, *names: str) -> dict[str, str | None]:
    """Return what following does to the files that change."""
    fork = read(root)
    renames = [renaming.read_rename(name, fork) for name in names]
    tree = library.load(root, only=()).tree
    return renaming.follow(tree, fork, renames)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "base", "spelled"),
    [
        (
            "welfare/menu=welfare/lunch",
            {
                BASE: UPSTREAM[BASE].replace("menu:", "lunch:").replace("[menu, ", "[lunch, "),
                BASE_FAQ: QUESTIONS.replace("menu", "lunch"),
            },
            {
                "sops/welfare.yml": [("  menu:", "  lunch:"), ("replaces: [menu,", "replaces: [lunch,")],
                "faq.yml": [("[welfare/menu,", "[welfare/lunch,")],
                "calendars/main.yml": [
                    ("      menu: {short: menu", "      lunch: {short: menu"),
                    ("replaces: [menu,", "replaces: [lunch,"),
                    ("sop: welfare, slots: {menu:", "sop: welfare, slots: {lunch:"),
                    ("texts: {menu: [2, 1]", "texts: {lunch: [2, 1]"),
                ],
            },
        ),
        (
            "welfare/menu/1=welfare/menu/13",
            {BASE: UPSTREAM[BASE].replace("copy: [今天有鱼,", "copy: [{id: 13, text: 今天有鱼}, null,")},
            {
                "sops/welfare.yml": [("copy: {1: '", "copy: {13: '")],
                "calendars/main.yml": [("copy: {1: 甲", "copy: {13: 甲"), ("menu: [2, 1]", "menu: [2, 13]")],
            },
        ),
        (
            "roles/staff=roles/clerk",
            {
                BASE_PACK: PACK.replace("staff: {", "clerk: {"),
                BASE: UPSTREAM[BASE].replace("owner: staff", "owner: clerk"),
                BASE.replace("welfare", "flash"): SOP.replace("owner: staff", "owner: clerk"),
            },
            {
                "pack.yml": [("roles: {staff: {", "roles: {clerk: {")],
                "sops/welfare.yml": [("owner: staff", "owner: clerk")],
                "sops/flash.yml": [("owner: staff", "owner: clerk")],
                "calendars/main.yml": [("staff: {staff: staff}", "staff: {clerk: staff}")],
            },
        ),
        (
            "variables/store=variables/shop",
            {BASE_PACK: PACK.replace("store: {", "shop: {")},
            {
                "pack.yml": [("  store: {default: '{{store}}'}", "  shop: {default: '{{shop}}'}")],
                "sops/welfare.yml": [("{{ store }}", "{{ shop }}")],
                "calendars/main.yml": [("variables: {store: store", "variables: {shop: store")],
            },
        ),
        (
            "variables/dishes=variables/food",
            {BASE_PACK: PACK.replace("  dishes:", "  food:")},
            {
                "pack.yml": [("  dishes: {title", "  food: {title")],
                "sops/welfare.yml": [("rotate: dishes", "rotate: food")],
                "calendars/main.yml": [(", dishes: [", ", food: [")],
            },
        ),
        (
            "questions/fish=questions/seafood",
            {BASE_FAQ: QUESTIONS.replace("fish:", "seafood:")},
            {"faq.yml": [("  fish:", "  seafood:")]},
        ),
        (
            "welfare=daily",
            {
                BASE: None,
                BASE.replace("welfare", "daily"): UPSTREAM[BASE],
                BASE_FAQ: QUESTIONS.replace("welfare", "daily"),
            },
            {
                "sops/daily.yml": [],
                "sops/welfare.yml": None,
                "faq.yml": [("[welfare/menu, welfare/chat]", "[daily/menu, daily/chat]")],
                "calendars/main.yml": [
                    ("  welfare:\n    slots:", "  welfare:\n    sop: daily\n    slots:"),
                    ("{sop: welfare,", "{sop: daily,"),
                ],
            },
        ),
    ],
)
def test_a_name_is_followed_where_it_is_meant_and_nowhere_else(
    project: Write,
    name: str,
    base: dict[str, str | None],
    spelled: dict[str, list[tuple[str, str]] | None],
) -> None:
    """What base.lock says then is what it would say had the base always used the new name."""
    root = moved(project, MINE | UPSTREAM, base)
    before = read(root).lock
    assert before is not None
    found = followed(root, name)
    wanted: dict[str, str | None] = {}
    for file, pairs in spelled.items():
        path = file if file.startswith("calendars") else f"{FORK}/{file}"
        old = MINE.get(path, MINE[f"{FORK}/sops/welfare.yml"])
        for was, becomes in pairs or ():
            assert was in old
            old = old.replace(was, becomes)
        wanted[path] = None if pairs is None else old
    lock = json.loads(str(found.pop(f"{FORK}/base.lock")))
    assert found == wanted
    now = json.loads(locks.record(read(project(MINE | UPSTREAM | base | found))))
    assert lock["values"].keys() == now["values"].keys()
    assert {f: each.keys() for f, each in lock["values"].items()} == {
        f: each.keys() for f, each in now["values"].items()
    }
    for kind in ("seen", "traces"):
        assert {f: each.keys() for f, each in lock[kind].items()} == {
            f: each.keys() for f, each in now[kind].items()
        }
    assert sorted(str(v) for each in lock["values"].values() for v in each.values()) == sorted(
        str(v) for each in before.values.values() for v in each.values()
    )


def test_a_fork_drops_a_renamed_plan_still(project: Write) -> None:
    drops = forked(pack="sops: {welfare: null}\n") | {BASE.replace("welfare", "flash"): SOP}
    del drops[f"{FORK}/sops/welfare.yml"]
    daily = BASE.replace("welfare", "daily")
    root = moved(
        project,
        drops | {"calendars/main.yml": "title: 店\nindustry: shop\nstarts: 2026-12-01\nsops: {}\n"},
        {BASE: None, daily: SOP},
    )
    found = followed(root, "welfare=daily")
    assert found.pop(f"{FORK}/base.lock")
    assert found == {f"{FORK}/pack.yml": drops[f"{FORK}/pack.yml"].replace("welfare: null", "daily: null")}


def test_a_fork_that_remembers_nothing_follows_too(project: Write) -> None:
    root = project(forked() | {BASE: LUNCH})
    assert followed(root, "menu=lunch") == {f"{FORK}/sops/welfare.yml": PATCH.replace("menu:", "lunch:")}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("menu", "menu 要写成 旧名=新名，比如 welfare/menu=welfare/lunch"),
        ("menu=", "menu= 要写成 旧名=新名，比如 welfare/menu=welfare/lunch"),
        ("=lunch", "=lunch 要写成 旧名=新名，比如 welfare/menu=welfare/lunch"),
        ("menu=lunch", "menu 在哪个发布计划里？写成 flash/menu=…"),
        ("nobody=lunch", "nobody 在哪个发布计划里？写成 welfare/nobody=…"),
        ("chat=talk", "上游没有 welfare/talk"),
        ("chat=other/chat", "chat=other/chat 两边要写得一样深，比如 welfare/menu=welfare/lunch"),
        ("a/b/c=a/b", "a/b/c=a/b 两边要写得一样深，比如 welfare/menu=welfare/lunch"),
        ("a/b/c/d=a/b/c/e", "a/b/c/d=a/b/c/e 两边要写得一样深，比如 welfare/menu=welfare/lunch"),
        ("welfare=daily", "上游没有 daily"),
        ("welfare/menu/1=welfare/menu/9", "上游没有 welfare/menu/9"),
        ("roles/staff=roles/clerk", "上游没有 roles/clerk"),
        ("chat=menu", (("welfare", "chat"), ("welfare", "menu"))),
        ("welfare=flash", (("welfare",), ("flash",))),
        ("welfare/menu/1=welfare/menu/2", (("welfare", "menu", "1"), ("welfare", "menu", "2"))),
        ("roles/staff=roles/host", (("roles", "staff"), ("roles", "host"))),
    ],
)
def test_what_is_to_be_renamed_is_read_or_refused_in_words(
    project: Write, text: str, answer: str | tuple[tuple[str, ...], ...]
) -> None:
    found = renaming.read_rename(text, read(project(MINE | UPSTREAM)))
    assert (found if isinstance(found, str) else (found.old, found.new)) == answer


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


NEEDING = """\
welcome:
- 欢迎
- {text: 每天有菜单, needs: [menu]}
rules: {service: [不吵, {text: 每天一条, needs: [welfare.menu]}]}
slots:
  menu: {when: {at: 10:30}}
  own:
    title: 自己的
    when: {every: day, at: 9:00}
    type: warmth
    copy: [{paragraphs: [早, {text: 十一点半看菜单, needs: [menu]}]}]
"""


def test_what_a_text_needs_is_followed_to_its_new_name(project: Write) -> None:
    shop = "title: 二店\nindustry: branch\nstarts: 2026-12-01\nsops:\n  welfare:\n    slots:\n      menu:\n"
    added = "        copy: {+: [{paragraphs: [看, {text: 菜, needs: [menu]}]}]}\n"
    fork = forked(NEEDING, **{"calendars/second.yml": shop + added})
    root = moved(project, fork, {BASE: SOP.replace("  menu:", "  lunch:")})
    assert run(root, "outdated", "branch", "--rename", "welfare/menu=welfare/lunch").exit_code == 0
    assert text(root, f"{FORK}/sops/welfare.yml") == NEEDING.replace("menu", "lunch")
    assert text(root, "calendars/second.yml") == (shop + added).replace("menu", "lunch")
    assert [each for each in problems(root) if each.level == "error"] == []


def test_what_a_text_needs_is_followed_to_a_plan_of_another_name(project: Write) -> None:
    fork = forked(NEEDING)
    root = moved(project, fork, {BASE: None, BASE.replace("welfare", "group"): SOP})
    assert run(root, "outdated", "branch", "--rename", "welfare=group").exit_code == 0
    assert text(root, f"{FORK}/sops/group.yml") == NEEDING.replace("welfare.menu", "group.menu")


GUIDE = "---\ntitle: 一天\nslots: [branch/{0}, branch/{1}, shop/{2}] # 三条\n---\n\n看 branch/{2}。\n"
CHAPTER, HANDBOOK = f"{FORK}/chapters/day.md", "content/handbook/day.md"
TWO = SOP + MORE.lstrip("\n")


@pytest.mark.parametrize(
    ("name", "upstream", "slots"),
    [
        (
            "welfare/menu=welfare/lunch",
            {BASE: TWO.replace("menu", "lunch")},
            ("welfare/lunch", "welfare/chat"),
        ),
        ("welfare=daily", {BASE: None, BASE.replace("welfare", "daily"): TWO}, ("daily/menu", "daily/chat")),
        ("welfare/menu/1=welfare/menu/4", {BASE: TWO.replace("[今天有鱼", "[{id: 4, text: 今天有鱼}")}, ()),
        ("variables/store=variables/shop", {BASE_PACK: PACK.replace("store: {", "shop: {")}, ()),
    ],
)
def test_pages_that_say_a_post_of_the_fork_follow_its_name(
    project: Write, name: str, upstream: dict[str, str | None], slots: tuple[str, ...]
) -> None:
    was = ("welfare/menu", "welfare/chat", "welfare/menu")
    pages = {path: GUIDE.format(*was) for path in (CHAPTER, HANDBOOK)}
    plain = {
        "content/handbook/plain.md": "没有前言，branch/welfare/menu\n",
        f"{FORK}/chapters/empty.md": "---\n---\n空\n",
    }
    root = moved(project, forked(**pages, **plain) | {BASE: TWO}, upstream)
    changed = followed(root, name)
    after = GUIDE.replace("{2}。", "welfare/menu。").format(*slots, was[2]) if slots else None
    assert {path: changed.get(path) for path in pages} == dict.fromkeys(pages, after)
    assert changed.keys().isdisjoint(plain)


@pytest.mark.parametrize(
    ("name", "locked"),
    [
        (
            "welfare/menu=welfare/lunch",
            "[sops.welfare.slots.lunch.when, sops.welfare.slots.lunch, sops.welfare.slots.menus, sops.daily.slots.menu]",
        ),
        (
            "welfare=group",
            "[sops.group.slots.menu.when, sops.group.slots.menu, sops.group.slots.menus, sops.daily.slots.menu]",
        ),
        ("variables/store=variables/shop", None),
    ],
)
def test_what_a_fork_locks_for_its_shops_follows_its_name(
    project: Write, name: str, locked: str | None
) -> None:
    was = "[sops.welfare.slots.menu.when, sops.welfare.slots.menu, sops.welfare.slots.menus, sops.daily.slots.menu]"
    upstream = {
        BASE_PACK: PACK.replace("store: {", "shop: {"),
        BASE: SOP.replace("menu", "lunch"),
        BASE.replace("welfare", "group"): SOP,
    }
    root = moved(project, forked(pack=f"locked: {was} # 总部\n"), upstream)
    new = followed(root, name).get(f"{FORK}/pack.yml")
    assert (new is None) == (locked is None)
    assert locked is None or f"locked: {locked} # 总部\n" in str(new)


def test_a_locked_variable_follows_its_name(project: Write) -> None:
    pack = "locked: [variables.store, faq.questions.store]\n"
    root = moved(project, forked(pack=pack), {BASE_PACK: PACK.replace("store: {", "shop: {")})
    new = followed(root, "variables/store=variables/shop")[f"{FORK}/pack.yml"]
    assert "locked: [variables.shop, faq.questions.store]" in str(new)
