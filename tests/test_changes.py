"""What differs: between a fork and its base, between two plans, and when the base moved under a fork."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import CALENDAR, PACK, SOP, Write, planned
from qunli import __version__, changes, library, schedule
from qunli.changes import plans
from qunli.library import locks, revisions
from qunli.library.git import git
from test_cli import run

FORK = "content/industries/branch"
BASE_SOP = "content/industries/shop/sops/welfare.yml"
PATCH = """
slots:
  menu:
    when: {at: 10:30}
    copy: {2: 今天有虾}
"""


def qunli(root: Path, *words: str, code: int = 0) -> str:
    """Run a command in a folder, in this process; return what it prints."""
    done = run(root, *words)
    printed = done.stdout + done.stderr
    assert done.exit_code == code, printed
    assert "Traceback" not in done.stderr
    return printed


def forked(patch: str = PATCH) -> dict[str, str]:
    pack = "extends: shop\ntitle: 分店\nversion: 1.0.0\n"
    return {f"{FORK}/pack.yml": pack, f"{FORK}/sops/welfare.yml": patch}


# --- what a fork changes --------------------------------------------------------------------------


def words(root: Path) -> list[str]:
    return changes.fork_words(library.load(root).require(), "branch")


def test_an_hour_reads_as_one_says_it(project: Write) -> None:
    assert "福利群「今日菜单」11:00 → 10:30" in words(project(forked()))


def test_another_day_shows_both_times_whole(project: Write) -> None:
    root = project(forked("slots: {menu: {when: {every: week, weekdays: [tue]}}}"))
    assert "福利群「今日菜单」每天 11:00 → 每周二 11:00" in words(root)


def test_texts_are_named_by_their_number_and_share_a_line(project: Write) -> None:
    root = project(forked("slots: {menu: {copy: {1: 甲, 3: 乙}}}"))
    assert "福利群「今日菜单」换了第 1、3 条文案" in words(root)


def test_slots_left_out_share_a_line(project: Write) -> None:
    chat = "  {}: {{title: {}, when: {{every: day, at: 20:00}}, type: warmth, copy: 聊}}\n"
    base = SOP + chat.format("chat", "闲聊") + chat.format("vote", "投票")
    root = project(forked("slots: {chat: null, vote: null}") | {BASE_SOP: base})
    assert "福利群不发「闲聊」「投票」" in words(root)


def test_a_renamed_role_is_told_once_and_not_at_each_slot(project: Write) -> None:
    files = forked("slots: {menu: {short: 短}}")
    files[f"{FORK}/pack.yml"] += "roles: {staff: {title: 吧台}}\n"
    assert words(project(files)) == [
        "模板的名字：小店 → 分店",
        "角色「吧台」名字：店员 → 吧台",
        "福利群「今日菜单」短文案：没有 → 短",
    ]


def test_everything_a_fork_can_do_has_its_words(project: Write) -> None:
    files = forked(
        "title: 新群\nwelcome: 欢迎\nslots: {own: {title: 自己的, when: {date: 2027-05-01, at: 9:00}, type: warmth, copy: 新}}"
    )
    files[f"{FORK}/pack.yml"] += (
        "locked: [roles.host]\nvariables: {store: {default: 分店}, deal: {title: 特价}}\nroles: {chef: {title: 厨师, duty: 做饭}}\n"
    )
    files[f"{FORK}/sops/extra.yml"] = SOP.replace("福利群", "另一个群")
    files[f"{FORK}/chapters/law.md"] = "---\ntitle: 规矩\n---\n正文\n"
    assert words(project(files)) == [
        "模板的名字：小店 → 分店",
        "总部锁定了 roles.host",
        "我家资料「店名」默认写什么：本店 → 分店",
        "新增我家资料：特价",
        "新增角色：厨师",
        "新群的名字：福利群 → 新群",
        "新群的欢迎语：没有 → 欢迎",
        "新群新增「自己的」2027年5月1日 09:00",
        "新增发布计划：另一个群，1 条",
        "新增一页：规矩",
    ]


def test_a_fork_that_leaves_the_trial_says_so(project: Write) -> None:
    draft, done = "stage: draft\n", "stage: null\n"
    base = {"content/industries/shop/pack.yml": PACK + draft}
    kept, finished, begun = forked(), forked(), forked()
    finished[f"{FORK}/pack.yml"] += done
    begun[f"{FORK}/pack.yml"] += draft
    assert [each for each in words(project(kept | base)) if "试用" in each] == []
    assert "模板写全了，不再是试用" in words(project(finished | base))
    assert "模板改成试用" in words(project(begun))


@pytest.mark.slow
def test_diff_prints_words_and_json(project: Write) -> None:
    root = project(forked())
    assert "福利群「今日菜单」11:00 → 10:30" in qunli(root, "diff", "branch")
    found = json.loads(qunli(root, "diff", "branch", "--json"))
    assert {
        "kind": "changed",
        "part": "sops.welfare.slots.menu",
        "field": "when",
        "before": "11:00",
        "after": "10:30",
        "words": "福利群「今日菜单」11:00 → 10:30",
    } in found
    assert found[-1]["before"] == "今天有肉"


@pytest.mark.slow
def test_diff_refuses_what_is_no_fork(project: Write) -> None:
    root = project(forked())
    assert "没有上游" in qunli(root, "diff", "shop", code=2)
    assert "你是不是想写 branch" in qunli(root, "diff", "brunch", code=2)


# --- what moves in the coming days ----------------------------------------------------------------

WEEKLY = (
    SOP
    + "  game: {title: 猜一猜, when: {every: week, weekdays: [thu], at: 16:00}, type: activity, copy: [猜]}\n"
)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 30)


def compared(project: Write, change: dict[str, str]) -> list[changes.PostChange]:
    before = planned(project({BASE_SOP: WEEKLY}))
    after = planned(project({BASE_SOP: WEEKLY} | change))
    return [post for each in plans.compare({"a": before}, {"a": after}, FIRST, LAST) for post in each.posts]


def kinds(found: list[changes.PostChange]) -> list[tuple[str, str, datetime | None, datetime | None]]:
    return [(each.kind, each.slot, each.before, each.after) for each in found]


def test_another_hour_moves_every_post(project: Write) -> None:
    found = compared(project, {BASE_SOP: WEEKLY.replace("11:00", "10:30")})
    assert len(found) == 30
    assert kinds(found)[0] == ("moved", "menu", datetime(2026, 12, 1, 11), datetime(2026, 12, 1, 10, 30))


def test_another_weekday_moves_each_post_within_its_week(project: Write) -> None:
    found = compared(project, {BASE_SOP: WEEKLY.replace("thu", "tue")})
    assert kinds(found) == [
        ("moved", "game", datetime(2026, 12, day, 16), datetime(2026, 12, day - 2, 16))
        for day in (3, 10, 17, 24)
    ] + [("moved", "game", datetime(2026, 12, 31, 16), datetime(2026, 12, 29, 16))]


def test_a_dropped_slot_vanishes_and_a_new_one_appears(project: Write) -> None:
    found = compared(project, {BASE_SOP: WEEKLY.replace("game:", "quiz:")})
    assert {(each.kind, each.slot) for each in found} == {("vanishes", "game"), ("appears", "quiz")}


def test_a_closed_day_takes_away_that_day_only(project: Write) -> None:
    found = compared(project, {"calendars/main.yml": CALENDAR + "closed: [2026-12-09]\n"})
    assert kinds(found) == [("vanishes", "menu", datetime(2026, 12, 9, 11), None)]


def test_one_text_changes_its_own_days_only(project: Write) -> None:
    found = compared(project, {BASE_SOP: WEEKLY.replace("今天有汤", "今天有面")})
    assert {each.kind for each in found} == {"reads"}
    assert len(found) == 10


def test_nothing_changed_says_so(project: Write) -> None:
    assert compared(project, {}) == []
    assert plans.as_message([], FIRST, LAST) == "12月1日到12月30日，各家要发的都没有变。"


def test_the_message_draws_posts_that_move_alike_together(project: Write) -> None:
    before = planned(project({BASE_SOP: WEEKLY}))
    after = planned(project({BASE_SOP: WEEKLY.replace("11:00", "10:30").replace("thu", "fri")}))
    message = plans.as_message(
        plans.compare({"a": before}, {"a": after, "b": after}, FIRST, LAST), FIRST, LAST
    )
    assert message.splitlines() == [
        "12月1日到12月30日，要发的有这些变化：",
        "",
        "【中山路店】",
        "- 「今日菜单」→福利群 11:00 → 10:30：12月1日 周二、12月2日 周三、12月3日 周四、12月4日 周五 等 30 次，到 12月30日 周三",
        "- 「猜一猜」→福利群 换了日子：12月3日 周四 → 12月4日 周五，12月10日 周四 → 12月11日 周五，12月17日 周四 → 12月18日 周五，12月24日 周四 → 12月25日 周五",
        "",
        "【中山路店】新的排期表",
    ]


# --- the words that changed -----------------------------------------------------------------------

NAMED = SOP.replace("copy: [今天有鱼, 今天有肉, 今天有汤]", "copy: ['来{{ store }}吃鱼', 今天有肉, 今天有汤]")


def message(project: Write, after: str, before: str = SOP, shops: tuple[str, ...] = ("店",)) -> list[str]:
    """Return the lines of the message for shops of these names; a name is the value of `store`, too."""
    calendars = {
        f"calendars/s{number}.yml": CALENDAR.replace("中山路店", name) + f"variables: {{store: {name}}}\n"
        for number, name in enumerate(shops)
    }

    def every(sop: str) -> dict[str, schedule.Plan]:
        found = library.load(project({BASE_SOP: sop, "calendars/main.yml": None} | calendars)).require()
        return {name: schedule.plan(shop, found.almanac, FIRST) for name, shop in found.shops.items()}

    return plans.as_message(
        plans.compare(every(before), every(after), FIRST, LAST), FIRST, LAST
    ).splitlines()[2:]


def test_a_changed_text_is_shown_as_it_was_and_as_it_is(project: Write) -> None:
    head, days, old, new = message(project, SOP.replace("今天有肉", "今天有鸡"))
    assert (head, old, new) == ("【店】", "  原来：今天有肉", "  现在：今天有鸡")
    assert days.startswith("- 「今日菜单」→福利群 文案换了：12月1日 周二、")


def test_of_a_long_text_only_the_lines_that_differ_are_shown(project: Write) -> None:
    before = SOP.replace("今天有鱼", '"第一行\\n今天有鱼\\n回「要」"')
    *_, old, new = message(project, before.replace("今天有鱼", "今天有虾"), before)
    assert (old, new) == ("  原来：今天有鱼", "  现在：今天有虾")


def test_a_new_text_is_told_once_and_the_others_only_have_their_turn(project: Write) -> None:
    after = SOP.replace("copy: [", "copy: [{id: 4, text: 今天有虾}, ")
    assert [line for line in message(project, after) if "有" in line] == ["  新加的：今天有虾"]
    assert "轮到的文案不同了" in message(project, after)[1]


def test_a_text_that_went_is_told(project: Write) -> None:
    assert "  去掉的：今天有汤" in message(project, SOP.replace(", 今天有汤", ""))


def test_texts_in_another_order_only_have_their_turn(project: Write) -> None:
    found = message(project, SOP.replace("今天有鱼, 今天有肉", "今天有肉, 今天有鱼"))
    assert len(found) == 2
    assert "轮到的文案不同了" in found[1]


def test_what_a_shop_fills_in_anew_is_shown_as_it_reads(project: Write) -> None:
    named = {"calendars/main.yml": CALENDAR + "variables: {store: 旧店}\n", BASE_SOP: NAMED}
    before = planned(project(named))
    after = planned(project(named | {"calendars/main.yml": CALENDAR + "variables: {store: 新店}\n"}))
    told = plans.as_message(plans.compare({"a": before}, {"a": after}, FIRST, LAST), FIRST, LAST)
    assert told.endswith("  原来：来旧店吃鱼\n  现在：来新店吃鱼")


def test_the_same_change_of_many_shops_is_told_once(project: Write) -> None:
    shops = ("东店", "西店", "南店")
    found = message(project, SOP.replace("今天有肉", "今天有鸡"), shops=shops)
    assert (found[0], len(found)) == ("【东店、西店、南店】", 4)


def test_a_text_with_the_name_of_the_shop_is_told_once_with_what_stands_for_it(project: Write) -> None:
    found = message(project, NAMED.replace("吃鱼", "吃虾"), NAMED, ("东店", "西店"))
    assert (found[0], found[-2:]) == ("【东店、西店】", ["  原来：来〔店名〕吃鱼", "  现在：来〔店名〕吃虾"])


def test_one_shop_reads_its_own_name(project: Write) -> None:
    alone = message(project, NAMED.replace("吃鱼", "吃虾"), NAMED, ("东店",))
    assert alone[-2:] == ["  原来：来东店吃鱼", "  现在：来东店吃虾"]


def test_very_many_shops_are_counted(project: Write) -> None:
    shops = tuple(f"{number}店" for number in range(14))
    assert "等 14 家】" in message(project, SOP.replace("今天有肉", "今天有鸡"), shops=shops)[0]


def test_very_many_texts_are_counted(project: Write) -> None:
    before = SOP.replace(
        "copy: [今天有鱼, 今天有肉, 今天有汤]", f"copy: [{', '.join(f'文案{n}' for n in range(9))}]"
    )
    assert message(project, before.replace("文案", "新文案"), before)[-1] == "  还有 3 条文案"


def test_another_hour_and_other_words_share_a_line(project: Write) -> None:
    found = message(project, SOP.replace("11:00", "10:30").replace("今天有肉", "今天有鸡"))
    assert found[1].startswith("- 「今日菜单」→福利群 11:00 → 10:30：")
    assert found[2:] == ["  原来：今天有肉", "  现在：今天有鸡"]


# --- a revision and the packs that it was built on ------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "line", "version"),
    [
        ("# 群历\nqunli==0.1.0\n", "qunli==0.1.0", "0.1.0"),
        (
            "--find-links x\n./wheels/qunli-0.1.0-py3-none-any.whl\n",
            "./wheels/qunli-0.1.0-py3-none-any.whl",
            "0.1.0",
        ),
        ("qunli @ git+https://example.org/q@abc\n", "qunli @ git+https://example.org/q@abc", ""),
        ("mkdocs\nqunlike==1\n", None, ""),
    ],
)
def test_requirements_say_what_made_a_revision(
    tmp_path: Path, lines: str, line: str | None, version: str
) -> None:
    assert revisions.made_by(tmp_path) is None
    (tmp_path / "requirements.txt").write_text(lines, encoding="utf-8")
    assert revisions.made_by(tmp_path) == line
    assert revisions.version_of(line or "") == version


def wheel(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(f"qunli/_data/{path}", content)
    return packed.getvalue()


OLD_WHEEL = "wheels/qunli-0.0.1-py3-none-any.whl"


def test_packs_come_out_of_the_wheel_of_their_version_alone(project: Write) -> None:
    root = project(
        {OLD_WHEEL: wheel({"content/almanac.yml": "{}"}), "wheels/qunli-0.0.2-py3-none-any.whl": b"?"}
    )
    with revisions.packs_of("qunli==0.0.1", root) as packs:
        assert packs is not None
        assert (packs / "content/almanac.yml").read_text(encoding="utf-8") == "{}"
    assert not packs.exists()
    for line in ("qunli==0.0.2", "qunli==0.0.3", "qunli @ git+https://example.org/q@abc", ""):
        with revisions.packs_of(line, root) as packs:
            assert packs is None


def since(project: Write, made: str, *, with_wheel: bool) -> tuple[str, str]:
    """Return what `changes` prints where a shop posts a pack of the program and an old one is committed."""
    calendar = CALENDAR.replace("industry: shop", "industry: tiny")
    then = {"content/industries/tiny/pack.yml": PACK, "content/industries/tiny/sops/welfare.yml": SOP}
    files = {"calendars/main.yml": calendar, "requirements.txt": made}
    with_it: dict[str, str | bytes | None] = {OLD_WHEEL: wheel(then)} if with_wheel else {}
    root = project(files | with_it)
    committed(root)
    now = root.parent / "now"
    for path, content in (
        then | {"content/industries/tiny/sops/welfare.yml": SOP.replace("肉", "鸡")}
    ).items():
        (now / path).parent.mkdir(parents=True, exist_ok=True)
        (now / path).write_text(content.lstrip("\n"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "packaged", lambda: now)
        done = run(root, "changes", "--since", "HEAD", "--date", "2026-12-01")
    assert done.exit_code == 0, done.stderr
    return done.stdout, done.stderr


@pytest.mark.slow
def test_a_revision_is_read_with_the_packs_of_its_own_program(project: Write) -> None:
    out, told = since(project, "qunli==0.0.1\n", with_wheel=True)
    assert "  原来：今天有肉\n  现在：今天有鸡" in out
    assert told == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("qunli==0.0.1\n", "那时用的是 0.0.1"),
        ("qunli @ git+https://example.org/q@abc\n", "那时用的是 qunli @ git+https://example.org/q@abc"),
        ("mkdocs\n", "没写那时用的是哪一版"),
    ],
)
def test_packs_that_are_not_here_any_more_are_told(project: Write, made: str, said: str) -> None:
    out, told = since(project, made, with_wheel=False)
    assert "都没有变" in out
    assert said in told
    assert ("放进 wheels 文件夹就能比" in told) == ("0.0.1" in made)


@pytest.mark.slow
def test_a_revision_of_the_same_program_needs_no_word(project: Write) -> None:
    assert since(project, f"qunli=={__version__}\n", with_wheel=False)[1] == ""


def committed(root: Path) -> None:
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


@pytest.mark.slow
def test_git_that_fails_has_said_nothing(tmp_path: Path) -> None:
    assert git(tmp_path, "rev-parse", "HEAD") is None
    assert git(tmp_path, "version")


@pytest.mark.slow
def test_changes_compares_with_a_revision_of_git(project: Write) -> None:
    committed(project())
    root = project({BASE_SOP: SOP.replace("11:00", "10:30")})
    words = ("changes", "--since", "HEAD", "--date", "2026-12-01")
    assert "「今日菜单」→福利群 11:00 → 10:30" in qunli(root, *words)
    (main,) = json.loads(qunli(root, *words, "--json"))
    assert (main["calendar"], main["state"], len(main["posts"])) == ("main", "kept", 30)
    assert main["posts"][0] == {
        "kind": "moved",
        "run": "welfare",
        "slot": "menu",
        "title": "今日菜单",
        "groups": ["福利群"],
        "before": "2026-12-01T11:00",
        "after": "2026-12-01T10:30",
    }


@pytest.mark.slow
def test_changes_works_in_a_folder_of_a_larger_repository(project: Write) -> None:
    root = project()
    committed(root.parent)
    project({"calendars/main.yml": None, "calendars/other.yml": CALENDAR})
    said = qunli(root, "changes", "--since", "HEAD", "--date", "2026-12-01")
    assert "【中山路店】这份排期表撤掉了" in said
    assert "【中山路店】新的排期表" in said


@pytest.mark.slow
@pytest.mark.parametrize("revision", ["HEAD~9", "--output=x", "没有", ""])
def test_an_unknown_revision_is_wrong_usage(project: Write, revision: str) -> None:
    root = project()
    committed(root)
    before = sorted(root.rglob("*"))
    assert "git 里没有" in qunli(root, "changes", f"--since={revision}", code=2)
    assert sorted(root.rglob("*")) == before


@pytest.mark.slow
def test_a_revision_with_faults_cannot_be_compared(project: Write) -> None:
    committed(project({BASE_SOP: "title: [\n"}))
    root = project({BASE_SOP: SOP})
    assert "那一版里有错，没法比" in qunli(root, "changes", "--since", "HEAD", code=1)


# --- the base moved -------------------------------------------------------------------------------


def moved(project: Write, fork: dict[str, str], upstream: dict[str, str | None]) -> changes.Drift:
    """Return what is told when the lock was written before the base changed."""
    root = project(fork)
    (root / FORK / "base.lock").write_text(locks.record(read(root)), encoding="utf-8")
    return changes.upstream.drift(read(project(fork | upstream)))


def read(root: Path) -> locks.Fork:
    found = library.load(root, only="")
    return locks.read_fork(found.tree, found.almanac.festivals, "branch")


def test_a_value_both_sides_changed_is_told_three_ways(project: Write) -> None:
    found = moved(project, forked(), {BASE_SOP: SOP.replace("11:00", "11:30")})
    (both,) = found.both
    assert (both.was, both.now, both.mine) == ("11:00", "11:30", "10:30")
    assert (both.path, both.line) == (f"{FORK}/sops/welfare.yml", 3)
    assert both.words() == "福利群「今日菜单」时间：原来 11:00，上游改成 11:30，你写的是 10:30"
    assert (found.gone, found.new, found.same) == ((), (), ())


def test_a_change_beside_an_override_is_no_conflict(project: Write) -> None:
    found = moved(project, forked(), {BASE_SOP: SOP.replace("今天有鱼", "今天有蟹")})
    assert (found.both, found.gone) == ((), ())
    assert found.moved == ("福利群「今日菜单」",)


def test_a_change_the_base_took_over_can_be_dropped(project: Write) -> None:
    found = moved(project, forked(), {BASE_SOP: SOP.replace("11:00", "10:30")})
    assert [each.mine for each in found.same] == ["10:30"]
    assert found.both == ()


def test_an_override_of_a_slot_that_vanished_is_told(project: Write) -> None:
    found = moved(project, forked(), {BASE_SOP: SOP.replace("menu:", "lunch:")})
    assert {each.name for each in found.gone} == {"福利群「今日菜单」时间", "福利群「今日菜单」第 2 条文案"}
    assert found.new == ("福利群「今日菜单」",)


def test_new_slots_roles_and_plans_are_told(project: Write) -> None:
    more = SOP + "  chat: {title: 闲聊, when: {every: day, at: 20:00}, type: warmth, copy: 聊}\n"
    pack = PACK.replace("1.0.0", "1.1.0") + "  chef: {title: 厨师, duty: 做饭}\n"
    found = moved(project, forked(), {BASE_SOP: more, "content/industries/shop/pack.yml": pack})
    assert found.versions == ("1.0.0", "1.1.0")
    assert found.new == ("角色「厨师」", "福利群「闲聊」")


def test_what_the_base_dropped_without_an_override_is_told(project: Write) -> None:
    chat = "  chat: {title: 闲聊, when: {every: day, at: 20:00}, type: warmth, copy: 聊}\n"
    found = moved(project, forked() | {BASE_SOP: SOP + chat}, {BASE_SOP: SOP})
    assert found.left == ("福利群「闲聊」",)


def test_a_plan_that_came_or_went_is_told_once(project: Write) -> None:
    extra = {"content/industries/shop/sops/members.yml": SOP.replace("福利群", "会员群")}
    assert moved(project, forked(), extra).new == ("发布计划「会员群」",)
    gone = moved(project, forked() | extra, dict.fromkeys(extra))
    assert gone.left == ("发布计划「会员群」",)


def test_an_override_made_after_the_record_is_not_forgotten(project: Write) -> None:
    root = project(forked())
    (root / FORK / "base.lock").write_text(locks.record(read(root)), encoding="utf-8")
    later = forked("slots: {menu: {title: 我的菜单}}") | {BASE_SOP: SOP.replace("今日菜单", "今天吃什么")}
    (both,) = changes.upstream.drift(read(project(later))).both
    assert (both.now, both.mine, both.noted) == ("今天吃什么", "我的菜单", False)


def test_a_replaced_page_that_moved_upstream_is_told(project: Write) -> None:
    page = "---\ntitle: 规矩\n---\n{}\n"
    fork = forked() | {
        f"{FORK}/chapters/law.md": page.format("我的"),
        "content/industries/shop/chapters/law.md": page.format("旧"),
    }
    found = moved(project, fork, {"content/industries/shop/chapters/law.md": page.format("新")})
    assert [each.path for each in found.both] == [f"{FORK}/chapters/law.md"]


def test_nothing_moved_is_clean(project: Write) -> None:
    assert moved(project, forked(), {}).is_clean


@pytest.mark.slow
def test_outdated_lists_accepts_and_falls_silent(project: Write) -> None:
    root = project(forked())
    assert "还没有记下过" in qunli(root, "outdated")
    qunli(root, "outdated", "--accept")
    assert "没有变化" in qunli(root, "outdated", "branch")
    project({BASE_SOP: SOP.replace("11:00", "11:30")})
    said = qunli(root, "outdated")
    assert "两边都改了" in said
    assert f"{FORK}/sops/welfare.yml:3" in said
    (drift,) = json.loads(qunli(root, "outdated", "--json"))
    assert drift["both"][0]["was"] == "11:00"
    qunli(root, "outdated", "--accept", "branch")
    assert "没有变化" in qunli(root, "outdated")


@pytest.mark.slow
def test_outdated_explains_a_fork_that_no_longer_loads(project: Write) -> None:
    root = project(forked())
    qunli(root, "outdated", "--accept")
    project({BASE_SOP: SOP.replace("menu:", "lunch:")})
    assert "上游没有这一条" in qunli(root, "build", code=1)
    assert "上游已经没有、你却还在改的" in qunli(root, "outdated")


@pytest.mark.slow
def test_outdated_without_forks_or_with_an_unknown_name(project: Write) -> None:
    root = project()
    assert "没有自己改的模板" in qunli(root, "outdated")
    assert "不是自己改的模板" in qunli(root, "outdated", "shop", code=2)


@pytest.mark.slow
def test_a_base_that_cannot_be_read_leaves_the_record_alone(project: Write) -> None:
    root = project(forked())
    qunli(root, "outdated", "--accept")
    before = (root / FORK / "base.lock").read_bytes()
    project({BASE_SOP: "title: [\n"})
    assert "welfare.yml" in qunli(root, "outdated", "--accept", code=1)
    assert (root / FORK / "base.lock").read_bytes() == before
