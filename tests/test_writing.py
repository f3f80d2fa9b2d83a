"""Writing into people's YAML, and SOPs opened for change."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import PACK, REPOSITORY, SOP, Write, tries
from hypothesis import given
from hypothesis import strategies as st
from qunli import library
from qunli.library.drafts import Draft, open_draft
from qunli.library.writing import amend, respell, rewrite
from qunli.problem import ContentError
from qunli.source import File, KeyPath, Source, parse_yaml
from qunli.source.writing import Verbatim, as_yaml, quoted, same, scalar

PLAN = """\
# 福利群
title: 福利群   # 群里人人看得到
kind: traffic

slots:
  # 午饭前
  menu:
    title: "今日菜单"
    when: {every: day,  at: 11:00}   # 别晚
    type: content
    copy:
      - |  # qunli: allow Q401 老板同意
        今天有鱼

        明天有肉
      - 今天有汤   # 冬天
      - '今天休息'

  video:
    title: 短视频
    when:
      every: week
      weekdays: [mon, thu]
      at: 12:00
    type: content
    copy: 一条

# 完
"""


def changed(text: str, **slots: Any) -> str:
    """Return the text after changes of fields, written slot__field."""
    file = File("a.yml", text)
    data = parse_yaml(file).data
    for path, value in slots.items():
        *keys, last = path.split("__")
        at = data["slots"]
        for key in keys:
            at = at[key]
        at[last] = value
    return rewrite(file, data)


def difference(old: str, new: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    import difflib

    lines = list(difflib.ndiff(old.split("\n"), new.split("\n")))
    return [each[2:] for each in lines if each[0] == "-"], [each[2:] for each in lines if each[0] == "+"]


def test_an_hour_changes_and_nothing_beside_it() -> None:
    new = changed(PLAN, menu__when={"every": "day", "at": "10:30"})
    assert difference(PLAN, new) == (
        ["    when: {every: day,  at: 11:00}   # 别晚"],
        ["    when: {every: day,  at: 10:30}   # 别晚"],
    )


def test_a_text_changes_and_the_reason_on_its_first_line_stays() -> None:
    copy = ["今天有虾\n明天有蟹", "今天有汤", "今天休息"]
    gone, came = difference(PLAN, changed(PLAN, menu__copy=copy))
    assert gone == ["        今天有鱼", "", "        明天有肉"]
    assert came == ["        今天有虾", "        明天有蟹"]


def test_one_line_becomes_a_block_and_keeps_its_comment() -> None:
    copy = ["今天有鱼\n\n明天有肉", "一\n二", "今天休息"]
    assert "      - |   # 冬天\n        一\n        二\n" in changed(PLAN, menu__copy=copy)


def test_a_new_field_comes_after_the_one_before_it() -> None:
    data = parse_yaml(File("", PLAN)).data
    video = data["slots"]["video"]
    data["slots"]["video"] = {"title": video["title"], "owner": "staff", **video}
    gone, came = difference(PLAN, rewrite(File("", PLAN), data))
    assert (gone, came) == ([], ["    owner: staff"])


def test_a_slot_goes_and_the_comments_around_it_stay() -> None:
    data = parse_yaml(File("", PLAN)).data
    del data["slots"]["menu"]
    new = rewrite(File("", PLAN), data)
    assert "# 午饭前" in new
    assert "# 完" in new
    assert "menu" not in new


def test_a_text_is_added_below_the_last() -> None:
    copy = ["今天有鱼\n\n明天有肉", "今天有汤", "今天休息", "- 不是列表", "a\n  b"]
    gone, came = difference(PLAN, changed(PLAN, menu__copy=copy))
    assert gone == []
    assert came == ['      - "- 不是列表"', "      - |", "        a", "          b"]


@pytest.mark.parametrize("path", sorted(REPOSITORY.glob("content/industries/*/sops/*.yml")), ids=str)
def test_real_plans_change_in_one_place_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    file = File(path.name, text)
    data = parse_yaml(file).data
    assert rewrite(file, data) == text
    name = next((name for name, slot in data["slots"].items() if slot and "when" in slot), None)
    if name is None:
        # A fork's plan may change texts alone.
        data["title"] = "改了"
        assert len(difference(text, rewrite(file, data))[1]) == 1
        return
    data["slots"][name]["when"] = {**data["slots"][name]["when"], "at": "03:33"}
    gone, came = difference(text, rewrite(file, data))
    assert len(gone) <= 1
    assert len(came) == 1


def test_an_anchor_that_is_used_twice_is_refused() -> None:
    text = "slots:\n  a: &x {title: 一, copy: 二}\n  b: *x\n"
    with pytest.raises(ContentError, match="没法自动改"):
        changed(text, a__title="三")


def test_a_text_of_two_lines_fits_between_braces() -> None:
    text = "slots: {a: {title: 一, copy: 二}, b: {title: 三}}\n"
    new = changed(text, a__copy="甲\n乙")
    assert parse_yaml(File("a.yml", new)).data["slots"]["a"]["copy"] == "甲\n乙"
    assert "b: {title: 三}" in new


_CHARACTERS = st.one_of(
    st.sampled_from(list("abc:#-|>{}[],&*!%@`'\"?=+~\n\n\t 今天。：〔〕1230")),
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Cf", "Zl", "Zp"]),
)
_TRICKY = [
    "true",
    "null",
    "yes",
    "on",
    "11:00",
    "2026-12-01",
    "2026-2-1",
    "007",
    "1.5",
    "1e3",
    "0x1f",
    "12:30 开",
    "1:2:3",
]
_TRICKY += [
    "- a",
    "a: b",
    "a #b",
    "",
    "\n",
    "a\n\n",
    "  a\nb",
    "a\n  b\n",
    "{{ a }}",
    "=",
    "<<",
    "~",
    "&a",
    "*a",
    "a, b]",
]
_TEXTS = st.one_of(
    st.text(_CHARACTERS, max_size=25).filter(lambda text: not re.search("[\ufeff\ufffe\uffff]", text)),
    st.sampled_from(_TRICKY),
)
_KEYS = st.one_of(st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True), st.sampled_from(["1", "2", "10"]))
_LEAVES = st.one_of(_TEXTS, st.integers(-(10**6), 10**6), st.booleans(), st.none())
_VALUES = st.recursive(
    _LEAVES,
    lambda each: st.one_of(st.lists(each, max_size=4), st.dictionaries(_KEYS, each, max_size=4)),
    max_leaves=10,
)
_MAPPINGS = st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("12:30 开", "12:30 开"),
        ("1.5", '"1.5"'),
        ("11:00", "11:00"),
        ("2026-12-01", "2026-12-01"),
        ("yes", '"yes"'),
        ("010", '"010"'),
        ("618", '"618"'),
        ("老王, 小馆", '"老王, 小馆"'),
        ("今天：有鱼。", "今天：有鱼。"),
        ("3?", '"3?"'),
    ],
)
def test_a_word_has_quotes_where_any_reader_takes_it_for_something_else(text: str, line: str) -> None:
    assert scalar(text) == line


@pytest.mark.slow
@given(_MAPPINGS, _MAPPINGS)
@tries(150)
def test_whatever_is_written_reads_as_what_was_meant(one: dict[str, Any], other: dict[str, Any]) -> None:
    text = as_yaml(one)
    assert same(parse_yaml(File("", text)).data, one)
    new = rewrite(File("", text), other)
    assert same(parse_yaml(File("", new)).data, other)
    assert rewrite(File("", new), other) == new


def in_yaml_1_1(value: Any) -> Any:
    """Return what a reader of YAML 1.1 makes of plain data: hours are numbers to it, days are dates."""
    if isinstance(value, dict):
        return {int(key) if key.isdigit() else key: in_yaml_1_1(each) for key, each in value.items()}
    if isinstance(value, list):
        return [in_yaml_1_1(each) for each in value]
    if isinstance(value, str) and re.fullmatch(r"\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return yaml.safe_load(value)
    return value


@pytest.mark.slow
@given(_MAPPINGS)
@tries(150)
def test_mkdocs_reads_the_same_but_for_hours_and_days(data: dict[str, Any]) -> None:
    assert same(yaml.safe_load(as_yaml(data)), in_yaml_1_1(data))


SETTINGS = """\
site_name: 群历   # 名字
theme: {name: material}
plugins:
  - search
  - qunli:
      # 不要改
      project: a
extra: {env: !ENV [A, ""]}
"""


@pytest.mark.slow
@given(_TEXTS, _MAPPINGS)
@tries(100)
def test_what_is_put_into_the_settings_is_what_mkdocs_reads(title: str, extra: dict[str, Any]) -> None:
    def change(found: dict[str, Any]) -> dict[str, Any]:
        first, ours = found["plugins"]
        plugins = [first, {"qunli": {**ours["qunli"], "project": "b.1e5"}}]
        return {**found, "site_name": Verbatim(quoted(title)), "plugins": plugins, "extra": extra}

    new = amend(File("mkdocs.yml", SETTINGS), change)
    assert yaml.safe_load(new) == {
        "site_name": title,
        "theme": {"name": "material"},
        "plugins": ["search", {"qunli": {"project": "b.1e5"}}],
        "extra": yaml.safe_load(as_yaml(extra)),
    }
    assert "# 名字" in new
    assert "# 不要改" in new


def test_an_item_that_goes_takes_no_comment_of_another_with_it() -> None:
    text = "slots:\n  # 一\n  - a\n  - b   # 二\n  - c   # 三\n"
    assert rewrite(File("", text), {"slots": ["a", "c"]}) == text.replace("  - b   # 二\n", "")


SITE = """\
site_name: 群历
extra:   # 还没写
plugins:
  - search
  -
  - qunli: {project: a}
theme:
  name: material
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        ({"extra": "有了"}, "extra:   # 还没写", "extra: 有了   # 还没写"),
        ({"extra": {"a": "甲\n乙"}}, "extra:   # 还没写", "extra:   # 还没写\n  a: |\n    甲\n    乙"),
        (
            {"plugins": ["search", "b"]},
            "plugins:\n  - search\n  -\n  - qunli: {project: a}",
            "plugins: [search, b]",
        ),
        ({"theme": "mkdocs"}, "theme:\n  name: material", "theme: mkdocs"),
        ({"theme": ["a\nb"]}, "theme:\n  name: material", "theme:\n  - |\n    a\n    b"),
    ],
)
def test_a_place_that_was_left_blank_is_filled_where_its_mark_is(
    change: dict[str, Any], old: str, new: str
) -> None:
    assert amend(File("mkdocs.yml", SITE), lambda found: {**found, **change}) == SITE.replace(old, new)


def test_a_mapping_in_a_list_becomes_a_text_or_another_mapping_behind_its_mark() -> None:
    text = "slots:\n  - a: 1\n    b: 2   # 二\n  - c\n"
    assert rewrite(File("", text), {"slots": ["z", "c"]}) == "slots:\n  - z\n  - c\n"
    other = {"slots": [{"d": "甲\n乙", "e": "三"}, "c"]}
    assert rewrite(File("", text), other) == "slots:\n  - d: |\n      甲\n      乙\n    e: 三\n  - c\n"


@pytest.mark.parametrize("text", ["{a: 1, c: 3}\n", "# 头\na: 1\nc: 3\n", "# 头\na: 1\nc: 3\n\n# 尾\n"])
def test_a_file_of_which_nothing_stays_is_written_anew_between_its_comments(text: str) -> None:
    head = "# 头\n" * text.startswith("#")
    tail = "\n# 尾\n" * text.endswith("# 尾\n")
    assert rewrite(File("", text), {"b": 2, "d": ["x"]}) == f"{head}b: 2\nd: [x]\n{tail}"


SPREAD = """\
a:
  # 甲
  one: 1

  two: [x, y]   # 乙

list:
- p   # 丙
- q:
    deep: 1
- r

last: 完"""


@pytest.mark.parametrize(
    ("new", "old", "becomes"),
    [
        ({"a": {"one": 1, "two": ["x"]}}, "[x, y]", "[x]"),
        ({"a": {"one": 1, "two": ["x", "z"]}}, "[x, y]", "[x, z]"),
        ({"a": {"one": 1}}, "  two: [x, y]   # 乙\n", ""),
        ({"a": {"two": ["x", "y"]}}, "  one: 1\n", ""),
        ({"a": {"zero": 0, "one": 1, "two": ["x", "y"]}}, "  # 甲\n", "  # 甲\n  zero: 0\n"),
        ({"a": {"three": 3}}, "a:\n  # 甲\n  one: 1\n\n  two: [x, y]   # 乙\n", "a: {three: 3}\n  # 甲\n"),
        ({"list": ["p", {"q": {"deep": 2}}, "r"]}, "deep: 1", "deep: 2"),
        ({"list": ["p", {"q": {"deep": 1}}, "r", "s"]}, "- r\n", "- r\n- s\n"),
        ({"list": ["p", "r"]}, "- q:\n    deep: 1\n", ""),
        ({"list": ["p"]}, "- q:\n    deep: 1\n- r\n", ""),
        ({"list": ["t"]}, "- p   # 丙\n- q:\n    deep: 1\n- r\n", "- t   # 丙\n"),
        ({"list": ["r", "p"]}, "- p   # 丙\n- q:\n    deep: 1\n- r\n", "- r   # 丙\n- p\n"),
        ({"last": "末"}, "last: 完", "last: 末"),
        ({"last": "末\n尾"}, "last: 完", "last: |\n  末\n  尾"),
        ({"last": None}, "last: 完", "last: null"),
    ],
)
def test_a_change_touches_its_own_stretch_alone(new: dict[str, Any], old: str, becomes: str) -> None:
    assert old in SPREAD
    data = parse_yaml(File("", SPREAD)).data | new
    assert rewrite(File("", SPREAD), data) == SPREAD.replace(old, becomes) + "\n"


@pytest.mark.parametrize("header", ["|", "|-", ">+", "|2-", ">"])
def test_whatever_the_header_of_a_block_is_its_comment_stays(header: str) -> None:
    text = f"a: {header}   # 一\n  字\n\n# 二\nb: 三\n"
    assert rewrite(File("", text), {"a": "新\n字", "b": "三"}) == "a: |   # 一\n  新\n  字\n\n# 二\nb: 三\n"
    assert rewrite(File("", text), {"a": "新", "b": "三"}) == "a: 新   # 一\n\n# 二\nb: 三\n"


def test_a_block_with_an_anchor_is_changed_by_hand() -> None:
    for new in ("新", "新\n字"):
        with pytest.raises(ContentError, match="没法自动改") as told:
            rewrite(File("", "a: &x |   # 一\n  字\nb: 三\n"), {"a": new, "b": "三"})
        assert (told.value.problems[0].line, told.value.problems[0].column) == (1, 4)


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "a:\n"])
def test_a_file_with_faults_is_not_written_into(text: str) -> None:
    with pytest.raises(ContentError) as told:
        rewrite(File("a.yml", text), {"a": "b"})
    assert "没法自动改" not in str(told.value)


@pytest.mark.parametrize("text", ["", "- a\n", "a: [", "一句话\n"])
def test_settings_that_are_no_mapping_are_not_amended(text: str) -> None:
    with pytest.raises(ContentError, match="没法自动改"):
        amend(File("mkdocs.yml", text), lambda found: {"a": "b"})


def test_settings_that_would_not_say_what_was_meant_are_not_amended() -> None:
    text = "a: &x {n: 1}\nb: *x\n"
    with pytest.raises(ContentError, match="没法自动改"):
        amend(File("mkdocs.yml", text), lambda found: {**found, "a": {"n": "2"}})


# --- drafts ---------------------------------------------------------------------------------------

FORK = """
extends: shop
title: 分店
summary: 一家分店
version: 1.0.0
"""


def draft(root: Path, pack: str, sop: str = "welfare") -> Draft:
    found = library.load(root, only=())
    opened = open_draft(found.tree, found.almanac.festivals, pack, sop)
    assert opened is not None
    return opened


def after(opened: Draft, change: Any) -> str:
    assert opened.now is not None
    wanted = deepcopy(opened.now.data)
    change(wanted["slots"])
    return opened.text(wanted)


def fork(project: Write, patch: str | None = None) -> Path:
    files: dict[str, str | bytes | None] = {"content/industries/branch/pack.yml": FORK}
    if patch is not None:
        files["content/industries/branch/sops/welfare.yml"] = patch
    return project(files)


def test_a_fork_gets_only_what_differs_from_its_base(project: Write) -> None:
    root = fork(project)

    def change(slots: Any) -> None:
        slots["menu"]["when"] = {"every": "day", "at": "10:30"}
        slots["menu"]["copy"]["2"] = "今天有虾"

    assert after(draft(root, "branch"), change) == (
        "slots:\n  menu:\n    when: {at: 10:30}\n    copy: {2: 今天有虾}\n"
    )


def test_a_fork_that_says_what_its_base_says_gets_nothing(project: Write) -> None:
    root = fork(project, "slots:\n  menu:\n    when: {at: 10:30}\n    owner: host\n")

    def change(slots: Any) -> None:
        slots["menu"]["when"] = {"every": "day", "at": "11:00"}

    assert after(draft(root, "branch"), change) == "slots:\n  menu:\n    owner: host\n"


@pytest.mark.parametrize(
    "when",
    [
        {"every": "week", "weekdays": ["mon"], "at": "11:00"},
        {"every": "workday", "at": "09:00"},
        {"day": 3, "at": "10:00"},
        {"date": "2026-12-24", "at": "10:00"},
    ],
)
def test_a_fork_may_post_on_other_days(project: Write, when: dict[str, Any]) -> None:
    root = fork(project)
    text = after(draft(root, "branch"), lambda slots: slots["menu"].update(when=when))
    root = fork(project, text)
    assert draft(root, "branch").now.data["slots"]["menu"]["when"] == when  # type: ignore[union-attr]


def test_a_fork_removes_a_text_with_null(project: Write) -> None:
    root = fork(project)
    text = after(draft(root, "branch"), lambda slots: slots["menu"]["copy"].pop("2"))
    assert text == "slots:\n  menu:\n    copy: {2: null}\n"


def test_names_are_respelled_and_nothing_beside_them() -> None:
    text = "slots:\n  'menu':   # 早\n    replaces: [menu, \"menu\"]\n    copy: {2: menu}\n"

    def turn(path: KeyPath, word: str, is_key: bool) -> str | None:
        return {"menu": "lunch", "2": "13"}.get(word) if is_key or "replaces" in path else None

    assert respell(File("a.yml", text), turn) == (
        "slots:\n  lunch:   # 早\n    replaces: [lunch, lunch]\n    copy: {13: menu}\n"
    )


def test_a_name_that_is_taken_is_not_respelled() -> None:
    with pytest.raises(ContentError, match="这里已经有 b 了"):
        respell(File("a.yml", "a: 1\nb: 2\n"), lambda path, word, is_key: "b" if word == "a" else None)


def test_names_change_places_at_once() -> None:
    names = {"1": "2", "2": "1"}
    turned = respell(File("a.yml", "1: 一\n2: 二\n"), lambda path, word, is_key: names.get(word))
    assert turned == "2: 一\n1: 二\n"


def test_what_an_anchor_stands_for_is_respelled_once_or_not_at_all() -> None:
    text = "a: &x {n: 1}\nb: *x\n"
    every = respell(File("a.yml", text), lambda path, word, is_key: "more" if word == "n" else None)
    assert every == "a: &x {more: 1}\nb: *x\n"
    with pytest.raises(ContentError, match="没法自动改"):
        respell(File("a.yml", text), lambda path, word, is_key: "more" if path == ("a", "n") else None)


def test_a_list_that_loses_a_text_keeps_the_ids_of_the_others(project: Write) -> None:
    text = after(draft(project(), "shop"), lambda slots: slots["menu"]["copy"].pop("2"))
    assert "copy: {1: 今天有鱼, 3: 今天有汤}" in text


def test_a_slot_that_goes_is_dropped_by_null_in_a_fork_and_goes_whole_where_it_is_one_s_own(
    project: Write,
) -> None:
    own = "  own: {title: 自己的, when: {day: 1, at: 9:00}, type: warmth, copy: 新}\n"
    root = fork(project, f"slots:\n  menu: {{owner: host}}\n{own}")
    assert after(draft(root, "branch"), lambda slots: slots.pop("menu")) == f"slots:\n  menu: null\n{own}"
    assert after(draft(root, "branch"), lambda slots: slots.pop("own")) == "slots:\n  menu: {owner: host}\n"
    more = SOP.lstrip("\n") + own
    root = project({"content/industries/shop/sops/welfare.yml": more})
    assert after(draft(root, "shop"), lambda slots: slots.pop("own")) == more.replace(own, "")


def test_a_slot_of_a_fork_s_own_may_be_posted_on_another_day(project: Write) -> None:
    own = "slots:\n  own: {title: 自己的, when: {day: 1, at: 9:00}, type: warmth, copy: 新}\n"
    text = after(
        draft(fork(project, own), "branch"), lambda slots: slots["own"].update(when={"day": 2, "at": "9:00"})
    )
    assert text == own.replace("day: 1", "day: 2")


@pytest.mark.parametrize(
    ("copy", "wanted", "line"),
    [
        ("一条", {"1": "新的"}, "copy: 新的"),
        ("一条", {"1": "一条", "2": "二"}, "copy: [一条, 二]"),
        ("[一条]", {"1": "新的"}, "copy: [新的]"),
        ("[一条, 二]", {"1": "一条"}, "copy: [一条]"),
        ("{1: 一条}", {"1": "新的"}, "copy: {1: 新的}"),
        ("一条", {"3": "三", "5": "五"}, "copy: {3: 三, 5: 五}"),
    ],
)
def test_texts_of_one_s_own_are_written_as_they_were(
    project: Write, copy: str, wanted: dict[str, str], line: str
) -> None:
    written = SOP.replace("[今天有鱼, 今天有肉, 今天有汤]", copy)
    root = project({"content/industries/shop/sops/welfare.yml": written})
    text = after(draft(root, "shop"), lambda slots: slots["menu"].update(copy=wanted))
    assert text == written.lstrip("\n").replace(f"copy: {copy}", line)


def test_a_text_that_replaces_all_of_a_base_s_stays_one_text_in_the_fork(project: Write) -> None:
    root = fork(project, "slots: {menu: {copy: 只此一条}}\n")
    text = after(draft(root, "branch"), lambda slots: slots["menu"].update(copy={"1": "换一条"}))
    assert text == "slots: {menu: {copy: 换一条}}\n"


def test_what_a_fork_writes_of_a_slot_has_the_order_of_the_trade(project: Write) -> None:
    def change(slots: Any) -> None:
        slots["menu"] = {
            "short": "短",
            "copy": {"1": "新"},
            "owner": "host",
            "title": "菜",
            "type": "content",
        }
        slots["menu"]["when"] = {"every": "day", "at": "10:30"}

    text = after(draft(fork(project), "branch"), change)
    assert text == (
        "slots:\n  menu:\n    title: 菜\n    when: {at: 10:30}\n    owner: host\n"
        "    copy: {1: 新, 2: null, 3: null}\n    short: 短\n"
    )


@pytest.mark.parametrize("pack", ["shop", "branch"])
def test_what_is_not_a_slot_is_changed_by_hand(project: Write, pack: str) -> None:
    opened = draft(fork(project), pack)
    assert opened.now is not None
    with pytest.raises(ContentError, match="Q016"):
        opened.text({**opened.now.data, "title": "新群"})


def test_a_new_plan_is_written_whole(project: Write) -> None:
    root = project()
    opened = draft(root, "shop", "more")
    assert (opened.now, opened.file, opened.path) == (None, None, "content/industries/shop/sops/more.yml")
    slot = {"title": "一", "when": {"day": 1, "at": "9:00"}, "type": "warmth", "copy": {"1": "字"}}
    assert opened.text({"title": "新群", "kind": "flash", "slots": {"one": slot}}) == (
        "title: 新群\nkind: flash\nslots:\n  one:\n    title: 一\n    when: {day: 1, at: 9:00}\n"
        "    type: warmth\n    copy: 字\n"
    )


def test_a_pack_with_faults_is_not_opened_and_an_unknown_one_is_none(project: Write) -> None:
    root = project({"content/industries/shop/sops/other.yml": "title: ["})
    tree = library.load(root, only=()).tree
    assert open_draft(tree, {}, "nobody", "welfare") is None
    with pytest.raises(ContentError, match=r"other\.yml"):
        open_draft(tree, {}, "shop", "welfare")
    root = project(
        {"content/industries/shop/sops/other.yml": None, "content/industries/shop/pack.yml": "a: ["}
    )
    with pytest.raises(ContentError, match=r"pack\.yml"):
        open_draft(library.load(root, only=()).tree, {}, "shop", "welfare")


def test_what_is_wrong_with_a_plan_as_it_shall_be_is_told(project: Write) -> None:
    opened = draft(project(), "shop")
    assert opened.now is not None
    wanted = deepcopy(opened.now.data)
    wanted["slots"]["menu"]["owner"] = "nobody"
    assert [each.code for each in opened.problems(Source(wanted, opened.now.marks))] == ["Q014"]
    wanted["kind"] = "trafic"
    assert [each.code for each in opened.problems(Source(wanted, opened.now.marks))] == ["Q004"]


def test_a_change_that_a_patch_cannot_say_is_refused(project: Write) -> None:
    def empty(slots: Any) -> None:
        slots["menu"]["notes"] = None

    with pytest.raises(ContentError, match="Q016"):
        after(draft(fork(project), "branch"), empty)


def test_a_change_of_what_a_base_has_locked_is_a_problem(project: Write) -> None:
    root = fork(project)
    locked = PACK + "locked: [sops.welfare.slots.*.when]\n"
    (root / "content/industries/shop/pack.yml").write_text(locked, encoding="utf-8")
    opened = draft(root, "branch")
    assert opened.now is not None
    wanted = deepcopy(opened.now.data)
    assert opened.problems(Source(wanted, opened.now.marks)) == []
    wanted["slots"]["menu"]["when"] = {"every": "day", "at": "10:30"}
    assert [each.code for each in opened.problems(Source(wanted, opened.now.marks))] == ["Q019"]
