"""Paragraphs that are said only where the posts they need are made."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import ADDRESS, CALENDAR, SOP, TODAY, Write, codes, planned, slot, source
from qunli import feeds, library, schema, site
from qunli.library.needs import located
from qunli.library.shops import Shop
from qunli.model.paragraphs import between
from test_cli import run

SOPS = "content/industries/shop/sops"
FULL = "  game: {title: 猜一猜, when: {every: week, weekdays: [thu], at: 16:30}, type: warmth, pace: full, copy: 猜}\n"
WELCOME = """
welcome:
  - 欢迎
  - {text: 每天有菜单, needs: [menu]}
  - {text: 周四猜一猜, needs: [game]}
  - {text: 两样都有, needs: [menu, game]}
  - 随时可退
"""
RULES = """
rules:
  service: [报菜单, {text: 周四猜, needs: [game]}]
  allowed: [问, {text: 抢答, needs: [game]}, 说]
positioning:
  benefit: [先知道菜单, {text: 猜中有汤, needs: [game]}]
"""
COPY = "{paragraphs: [今天有鱼, {text: 晚上猜一猜, needs: [game]}]}"
EMPTY = "{paragraphs: [{text: 今晚猜, needs: [game]}]}"


def at_pace(project: Write, pace: str, sop: str = SOP + FULL + WELCOME + RULES, more: str = "") -> Path:
    calendar = f"{CALENDAR.rstrip()}\npace: {pace}\n{more}"
    return project({f"{SOPS}/welfare.yml": sop, "calendars/main.yml": calendar})


def shop(root: Path) -> Shop:
    return library.load(root).require().shops["main"]


@pytest.mark.parametrize(
    ("pace", "welcome", "service", "allowed"),
    [
        (
            "full",
            "欢迎\n\n每天有菜单\n\n周四猜一猜\n\n两样都有\n\n随时可退",
            "报菜单；周四猜",
            ("问", "抢答", "说"),
        ),
        ("light", "欢迎\n\n每天有菜单\n\n随时可退", "报菜单", ("问", "说")),
    ],
)
def test_a_paragraph_is_said_where_every_post_it_needs_survives_the_pace(
    project: Write, pace: str, welcome: str, service: str, allowed: tuple[str, ...]
) -> None:
    sop = shop(at_pace(project, pace)).runs["welfare"].sop
    assert sop.welcome == welcome
    assert sop.rules
    assert sop.positioning
    assert (sop.rules.service, sop.rules.allowed) == (service, allowed)
    assert (sop.positioning.benefit == "先知道菜单") == (pace == "light")


def test_a_post_that_the_shop_drops_is_not_promised(project: Write) -> None:
    own = CALENDAR.replace("welfare: {}", "welfare: {slots: {game: null}}")
    root = project({f"{SOPS}/welfare.yml": SOP + FULL + WELCOME, "calendars/main.yml": own})
    assert codes(root) == []
    assert "猜" not in str(shop(root).runs["welfare"].sop.welcome)


def test_the_pack_itself_says_everything(project: Write) -> None:
    found = library.load(at_pace(project, "light")).require()
    assert "两样都有" in str(found.industries["shop"].sops["welfare"].welcome)


def with_copy(*texts: str) -> str:
    return SOP.replace("[今天有鱼, 今天有肉, 今天有汤]", f"[{', '.join(texts)}]") + FULL


def test_a_copy_loses_its_paragraph_and_a_text_left_empty_its_turn(project: Write) -> None:
    sop = with_copy(COPY, EMPTY, "今天有汤")
    assert shop(at_pace(project, "full", sop)).slot("welfare", "menu").texts == {
        "1": "今天有鱼\n晚上猜一猜",
        "2": "今晚猜",
        "3": "今天有汤",
    }
    root = at_pace(project, "light", sop)
    assert shop(root).slot("welfare", "menu").texts == {"1": "今天有鱼", "3": "今天有汤"}
    plan = planned(root)
    assert {each.rest for each in plan.series} == {"1", "3"}
    feed = feeds.write(plan, ADDRESS, feeds.Clock(TODAY), None)["calendars/main.ics"]
    assert "猜" not in feed.decode()


@pytest.mark.parametrize("left", [COPY, EMPTY])
def test_texts_take_turns_as_they_are_written_where_a_paragraph_goes(project: Write, left: str) -> None:
    """Ids say nothing of the order; a phone plans by the list of the pack, and the feed must post the same."""
    held = left[1:-1]
    root = at_pace(
        project,
        "light",
        with_copy("{id: 6, text: 六}", "{id: 4, text: 四}", f"{{id: 9, {held}}}", "{id: 7, text: 七}"),
    )
    found = shop(root)
    written = [each for each in ("6", "4", "9", "7") if each != "9" or left == COPY]
    assert [*found.slot("welfare", "menu").texts] == written
    posted = [post.series.text_id for post in planned(root).posts(TODAY, TODAY + timedelta(days=30))]
    turns = [each for each in posted if each in written]
    start = written.index(turns[0])
    assert turns[: len(written)] == written[start:] + written[:start]


def test_a_post_without_a_text_left_is_not_made(project: Write) -> None:
    root = at_pace(project, "light", with_copy(EMPTY) + f"  other: {slot('{every: day, at: 9:00}')}\n")
    assert set(shop(root).runs["welfare"].sop.slots) == {"game", "other"}


def test_posts_of_another_run_are_named_with_it(project: Write) -> None:
    line = "welcome: [欢迎, {text: 会员有茶会, needs: [members.party]}]\n"
    party = f"title: 会员群\nkind: content\nslots:\n  party: {slot('{every: day, at: 9:00}')}\n"
    files = {f"{SOPS}/welfare.yml": SOP + line, f"{SOPS}/members.yml": party}
    assert shop(project(files)).runs["welfare"].sop.welcome == "欢迎"
    both = CALENDAR.rstrip() + "\n  members: {}\n"
    assert (
        shop(project({**files, "calendars/main.yml": both})).runs["welfare"].sop.welcome
        == "欢迎\n\n会员有茶会"
    )


@pytest.mark.parametrize(
    ("line", "code", "at"),
    [
        ("welcome: [欢迎, {text: 有菜单, needs: [meun]}]", "Q014", (10, 35)),
        ("welcome: [欢迎, {text: 有菜单, needs: [members.party]}]", "Q014", (10, 35)),
        ("welcome: [欢迎, {text: 有菜单, needs: []}]", "Q003", None),
        ("welcome: [欢迎, {text: 有菜单}]", "Q003", None),
        ("welcome: [欢迎, {text: 有菜单, need: [menu]}]", "Q003", None),
        ("welcome: []", "Q010", None),
        ("rules: {allowed: [问, {text: 抢答, needs: menu}]}", "Q003", None),
        ("welcome: [欢迎, {text: '来{{ stroe }}', needs: [menu]}]", "Q012", (10, 24)),
        ("welcome: [欢迎, '来{store}']", "Q012", (10, 17)),
    ],
)
def test_a_fault_in_a_paragraph_is_told_where_it_stands(
    project: Write, line: str, code: str, at: tuple[int, int] | None
) -> None:
    (found,) = library.load(project({f"{SOPS}/welfare.yml": f"{SOP.strip()}\n{line}\n"})).problems
    assert (found.code, found.hint != "") == (code, True)
    assert at is None or (found.line, found.column) == at


@pytest.mark.parametrize("fault", ["title: 会员群\nkind: nobody\n", "title: [会员群\n"])
def test_posts_of_a_plan_with_a_fault_are_not_told_to_be_missing(project: Write, fault: str) -> None:
    """What is wrong is told where it stands, and not where others point at it."""
    line = "welcome: [欢迎, {text: 会员有茶会, needs: [members.party]}]\n"
    files = {f"{SOPS}/welfare.yml": SOP + line, f"{SOPS}/members.yml": fault}
    told = library.load(project(files)).problems
    assert {each.path for each in told} == {"content/industries/shop/sops/members.yml"}


def test_a_fork_may_take_out_what_its_base_promises(project: Write) -> None:
    root = project(
        {
            f"{SOPS}/welfare.yml": SOP + FULL + WELCOME,
            "content/industries/branch/pack.yml": "extends: shop\ntitle: 分店\nversion: 1.0.0\n",
            "content/industries/branch/sops/welfare.yml": "slots: {game: null}\n",
            "calendars/main.yml": CALENDAR.replace("industry: shop", "industry: branch"),
        }
    )
    assert codes(root) == []
    assert shop(root).runs["welfare"].sop.welcome == "欢迎\n\n每天有菜单\n\n随时可退"


def test_a_sheet_that_is_not_edited_leaves_paragraphs_as_they_are(project: Write) -> None:
    root = at_pace(project, "light", with_copy(COPY, "今天有汤"))
    path = root / SOPS / "welfare.yml"
    before = path.read_bytes()
    assert run(root, "export", "shop/welfare", "plan.csv").exit_code == 0
    assert "没有改动" in run(root, "import", "plan.csv").stdout
    assert path.read_bytes() == before


def test_a_text_that_a_sheet_rewrites_is_said_everywhere_and_that_is_told(project: Write) -> None:
    root = at_pace(project, "light", with_copy(COPY, "今天有汤"))
    run(root, "export", "shop/welfare", "plan.csv")
    sheet = root / "plan.csv"
    sheet.write_text(
        sheet.read_text(encoding="utf-8-sig").replace("晚上猜一猜", "晚上猜两回"), encoding="utf-8-sig"
    )
    assert "原来有几段是看排期表才说的，现在都说" in run(root, "import", "plan.csv").stdout
    assert shop(root).slot("welfare", "menu").texts["1"] == "今天有鱼\n晚上猜两回"


def test_editors_know_how_paragraphs_are_written() -> None:
    known = json.loads(schema.schemas()["sop.json"])
    listed = known["properties"]["welcome"]["anyOf"][1]
    assert listed["items"]["anyOf"][1]["required"] == ["text", "needs"]


BLOCKS = """
  block:
    title: 一块
    when: {every: day, at: 9:30}
    type: warmth
    copy:
      - paragraphs:
          - |
            今天有鱼
            # qunli: allow Q401 这是文字
          - text: |
              晚上猜一猜
            needs: [game]
      - id: 13
        text: |
          今天有虾
      - |
        今天有汤
"""
ADDED = "slots:\n  block:\n    copy:\n      +:\n        - |\n          今天有蟹\n        - id: own\n          text: |\n            今天有螺\n"


@pytest.mark.parametrize("pace", ["light", "full"])
def test_texts_in_blocks_are_judged_wherever_they_stand(project: Write, pace: str) -> None:
    root = at_pace(project, pace, SOP + FULL + BLOCKS)
    files = {
        "content/industries/fork/pack.yml": "extends: shop\ntitle: 分店\nversion: 1.0.0\n",
        "content/industries/fork/sops/welfare.yml": ADDED,
        "calendars/other.yml": (root / "calendars/main.yml").read_text("utf-8").replace("shop", "fork"),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    _, problems = site.judged(library.load(root), TODAY)
    assert {each.code for each in problems} & {"Q091", "Q092", "Q093"} == set()
    assert len(shop(root).slot("welfare", "block").texts) == 3


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("早上好", (0, 0, 3)),
        ("好", (0, 2, 3)),
        ("好到今天", (0, 2, 3)),
        ("今天有鱼", (1, 0, 4)),
        ("鱼", (1, 3, 4)),
    ],
)
def test_words_stand_in_the_paragraph_they_begin_in_also_where_they_reach_into_the_next(
    word: str, place: tuple[int, int, int]
) -> None:
    path = ("slots", "menu", "copy", "1")
    made = source("slots: {menu: {copy: {'1': {paragraphs: [早上好, 今天有鱼]}}}}")
    text = f"早上好{between(path)}今天有鱼"
    start, end = text.index(word[0]), text.index(word[-1]) + 1
    number, first, last = place
    assert located(made, path, (start, end)) == ((*path, "paragraphs", number), (first, last))
