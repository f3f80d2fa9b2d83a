"""Content in, library or problems out: every fault is one problem at its place, with a way out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import ADDRESS, CALENDAR, PACK, REPOSITORY, SOP, TODAY, Write, smoke, tries
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from qunli import library, schedule, site
from qunli.library.filling import filled
from qunli.library.industries import Industries
from qunli.library.parts import PARTS
from qunli.library.reading import Read, Steps, reading
from qunli.library.tree import Tree
from qunli.model import Variable
from qunli.problem import ContentError, Problem, errors
from qunli.source import MOST_BYTES
from qunli.text import Value, blanks

HERE = Path(__file__).parent
PLACES = {
    "sop": "content/industries/shop/sops/welfare.yml",
    "pack": "content/industries/shop/pack.yml",
    "calendar": "calendars/main.yml",
    "almanac": "content/almanac.yml",
    "holidays": "calendars/holidays/2027.yml",
    "chapter": "content/handbook/page.md",
    "faq": "content/industries/shop/faq.yml",
    "anytime": "content/industries/shop/anytime.yml",
}
ALMANAC = {"content/almanac.yml": "mid-autumn: {title: 中秋, lunar: 08-15}\n"}
SOPS = "content/industries/shop/sops"
FAQ = "questions:\n  fish: {question: 有鱼吗？, answer: 有, slots: [welfare/menu]}\n"


def cases(folder: str) -> list[pytest.param]:
    """Every file of a folder that stands for one kind of source: drop a file, get a test."""
    return [
        pytest.param(path, id=f"{path.parent.name}/{path.stem}")
        for path in sorted((HERE / folder).glob("*/*"))
        if path.parent.name in PLACES
    ]


def found(root: Path) -> list[Problem]:
    """The problems of a project alone, without the content of the package."""
    return list(library.load(root, fallback=root.parent / "package").problems)


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, "\n".join(f"{each.path}:{each.line} {each.message}" for each in problems)
    return problems[0]


def said(root: Path) -> tuple[str, str, int]:
    """The one problem of a project as (path, code, line); every message is Chinese and has a way out."""
    problem = only(found(root))
    assert re.search("[\u4e00-\u9fff]", problem.message)
    assert problem.hint
    assert problem.line or problem.column == 1
    return problem.path, problem.code, problem.line


@pytest.mark.parametrize("path", cases("bad"))
def test_a_bad_file_is_one_problem_at_its_place(path: Path, project: Write) -> None:
    expected = re.search(r"expect: (Q\d{3}) (\d+):(\d+)", path.read_text(encoding="utf-8"))
    assert expected, "say what you expect: # expect: Q001 5:3"
    where = PLACES[path.parent.name]
    root = project(ALMANAC | {where: path.read_bytes()})
    problem = only(found(root))
    place = (expected[1], int(expected[2]), int(expected[3]))
    assert (problem.code, problem.line, problem.column) == place, problem
    assert problem.path == where
    assert re.search("[\u4e00-\u9fff]", problem.message)
    assert problem.hint
    text = path.read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert problem.snippet == text
    assert problem.column - 1 + problem.width <= len(text) + 1


@pytest.mark.parametrize("path", cases("good"))
def test_a_good_file_is_no_problem(path: Path, project: Write) -> None:
    assert found(project(ALMANAC | {PLACES[path.parent.name]: path.read_bytes()})) == []


def test_every_kind_of_source_has_bad_and_good_files() -> None:
    assert {part.schema for part in PARTS if part.schema} <= PLACES.keys()
    for folder in ("bad", "good"):
        assert {path.values[0].parent.name for path in cases(folder)} == set(PLACES)


# --- what no single text can show -----------------------------------------------------------------

TOO_LARGE = {
    "100,000 open brackets": "copy: " + "[" * 100_000,
    "3,000 nested keys": "copy: " + "{a: " * 3000 + "1" + "}" * 3000,
    "1,000 texts that take turns": "copy: [" + ", ".join(f"第{n}句" for n in range(1000)) + "]",
    "30,000 values": "copy: [" + "一, " * 30_000 + "]",
}


@pytest.mark.parametrize("copy", TOO_LARGE.values(), ids=TOO_LARGE)
def test_too_much_of_it_is_one_problem(copy: str, project: Write) -> None:
    text = SOP.replace("copy: [今天有鱼, 今天有肉, 今天有汤]", copy)
    path, code, line = said(project({f"{SOPS}/welfare.yml": text}))
    assert (path, code, line) == (f"{SOPS}/welfare.yml", "Q009", 9)


def test_a_file_of_50_megabytes_is_not_read(project: Write) -> None:
    root = project()
    with (root / "content/industries/shop/pack.yml").open("r+b") as file:
        file.truncate(50_000_000)
    assert said(root) == ("content/industries/shop/pack.yml", "Q009", 0)


NAMES = {
    "a capital": ("calendars/Main.yml", "Q011"),
    "Chinese": ("calendars/中山路.yml", "Q011"),
    "a reserved word": ("calendars/all.yml", "Q011"),
    "a page of the site's own": ("content/handbook/calendars.md", "Q011"),
    "a plan that would be the folder of chapters": ("content/industries/shop/sops/chapters.yml", "Q011"),
    "the name of the home page": ("calendars/index.yml", "Q011"),
    "41 characters": (f"calendars/{'a' * 41}.yml", "Q011"),
    "two dots": ("calendars/..yml.yml", None),
    ".yaml": ("calendars/other.yaml", "Q015"),
    ".yml beside .yaml": ("calendars/main.yaml", "Q015"),
    ".YML": ("calendars/other.YML", "Q015"),
    "what an editor adds": ("calendars/other.yml.txt", "Q015"),
    "a year that is none": ("calendars/holidays/next.yml", "Q011"),
    "a year of .yaml": ("calendars/holidays/2027.yaml", "Q015"),
    "a chapter with a capital": ("content/handbook/Page.md", "Q011"),
    "a chapter of a pack that would be its list": ("content/industries/shop/chapters/index.md", "Q011"),
}


@pytest.mark.parametrize(("path", "code"), NAMES.values(), ids=NAMES)
def test_a_name_that_cannot_be_an_address_is_one_problem(path: str, code: str | None, project: Write) -> None:
    root = project({path: CALENDAR})
    if code is None:  # a hidden file is nobody's
        assert found(root) == []
    else:
        assert said(root) == (path, code, 0)


FREE = {
    "a calendar, for the word is one of those below it": {"calendars/today.yml": CALENDAR},
    "a page, for the word is one of those below a calendar": {
        "content/handbook/next-90-days.md": "# 页\n",
        "content/handbook/chapters.md": "# 页\n",
    },
    "a plan, for the word is one of those at the top": {f"{SOPS}/almanac.yml": SOP, f"{SOPS}/today.yml": SOP},
    "a page of a pack": {"content/industries/shop/chapters/chapters.md": "# 页\n"},
    "a slot": {f"{SOPS}/welfare.yml": SOP.replace("menu:", "today:")},
    "a run and a variable": {
        "content/industries/shop/pack.yml": PACK.replace("dishes:", "templates:"),
        "calendars/main.yml": CALENDAR.replace("welfare: {}", "all: {sop: welfare}"),
    },
    "a role": {
        "content/industries/shop/pack.yml": PACK.replace("  staff:", "  all:"),
        f"{SOPS}/welfare.yml": SOP.replace("owner: staff", "owner: all"),
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("files", smoke(FREE, "a run and a variable"))
def test_a_word_of_the_site_is_free_where_the_site_does_not_use_it(
    files: dict[str, str], project: Write
) -> None:
    root = project(files)
    assert found(root) == []
    made = site.make(library.load(root), TODAY, {}, ADDRESS, None)
    assert made.pages


@pytest.mark.parametrize("value", ["{{ store }}面馆", "{store}面馆", "｛store｝面馆", "{店名}"])
def test_a_variable_in_the_value_of_one_would_go_out_as_it_is(value: str, project: Write) -> None:
    own = f"{CALENDAR.rstrip()}\nvariables: {{store: '{value}'}}\n"
    assert said(project({"calendars/main.yml": own})) == ("calendars/main.yml", "Q012", 6)
    pack = PACK.replace("default: 本店", f"default: '{value}'")
    assert (
        said(project({"content/industries/shop/pack.yml": pack, "calendars/main.yml": CALENDAR}))[1] == "Q012"
    )


@pytest.mark.parametrize("role", ["index", "today", "next-90-days"])
def test_a_role_is_not_called_like_what_stands_beside_its_feed(role: str, project: Write) -> None:
    pack = PACK.replace("  staff:", f"  {role}:")
    path, code, line = said(project({"content/industries/shop/pack.yml": pack}))
    assert (path, code, line) == ("content/industries/shop/pack.yml", "Q011", 14)


def test_the_wrong_ending_and_the_second_file_have_ways_out_of_their_own(project: Write) -> None:
    hints = [only(found(project({"calendars/other.yaml": CALENDAR}))).hint]
    (project() / "calendars/other.yaml").rename(project() / "calendars/main.yaml")
    hints.append(only(found(project())).hint)
    assert hints == ["把结尾改成小写的 .yml", "留下 .yml 的那一个"]


def test_a_file_may_be_as_large_as_it_may_be(project: Write) -> None:
    raw = CALENDAR.strip().encode() + b"\n"
    comment = b"# " + b"a" * (MOST_BYTES - len(raw) - 3) + b"\n"
    assert found(project({"calendars/main.yml": raw + comment})) == []
    assert said(project({"calendars/main.yml": raw + b"#" + comment}))[:2] == ("calendars/main.yml", "Q009")


def test_a_folder_where_a_file_belongs_is_one_problem(project: Write) -> None:
    root = project()
    (root / "calendars/other.yml").mkdir()
    assert said(root) == ("calendars/other.yml", "Q015", 0)


def test_a_pack_without_pack_yml_is_one_problem(project: Write) -> None:
    root = project({"content/industries/other/sops/welfare.yml": SOP})
    assert said(root) == ("content/industries/other", "Q015", 0)


@pytest.mark.parametrize("name", ["pack.yaml", "pack.yml.txt"])
def test_a_misnamed_pack_yml_is_one_problem(name: str, project: Write) -> None:
    root = project({f"content/industries/other/{name}": PACK})
    assert said(root) == (f"content/industries/other/{name}", "Q015", 0)


LINKS = {"out of the project": "/etc/hostname", "nowhere": "nowhere.yml", "itself": "other.yml"}


@pytest.mark.parametrize("target", LINKS.values(), ids=LINKS)
def test_a_link_that_cannot_be_followed_is_one_problem(target: str, project: Write) -> None:
    root = project()
    (root / "calendars/other.yml").symlink_to(target)
    assert said(root) == ("calendars/other.yml", "Q015", 0)


def test_a_linked_folder_out_of_the_project_is_one_problem(project: Write, tmp_path: Path) -> None:
    root = project()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "pack.yml").write_text(PACK, encoding="utf-8")
    (root / "content/industries/other").symlink_to(outside)
    assert said(root) == ("content/industries/other/pack.yml", "Q015", 0)


def test_a_link_inside_the_project_is_fine(project: Write) -> None:
    root = project({"calendars/main.yml": CALENDAR})
    (root / "calendars/other.yml").symlink_to("main.yml")
    assert found(root) == []


def test_a_link_to_what_is_gone_says_so(project: Write) -> None:
    root = project({"calendars/main.yml": CALENDAR})
    (root / "calendars/other.yml").symlink_to("gone.yml")
    (problem,) = found(root)
    assert (problem.path, problem.code) == ("calendars/other.yml", "Q015")
    assert "指到的文件不在了" in problem.message


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_one_problem(project: Write) -> None:
    root = project()
    (root / "calendars/main.yml").chmod(0)
    assert said(root) == ("calendars/main.yml", "Q015", 0)


BYTES = {
    "GBK": "title: 中山路店".encode("gbk"),
    "UTF-16": "title: 中山路店".encode("utf-16"),
    "a control character": "title: 中山\x0b路店".encode(),
    "a line separator": "title: 中山\u2028路店".encode(),
    "a broken character": "title: 中山".encode()[:-1],
    "a surrogate": b"title: \xed\xa0\x80",
}


@pytest.mark.parametrize("raw", BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_text_are_one_problem(raw: bytes, project: Write) -> None:
    assert said(project({"calendars/main.yml": raw}))[:2] == ("calendars/main.yml", "Q008")


def test_a_byte_order_mark_and_windows_line_ends_are_fine(project: Write) -> None:
    assert (
        found(project({"calendars/main.yml": CALENDAR.strip().replace("\n", "\r\n").encode("utf-8-sig")}))
        == []
    )


# --- one fault, one problem -----------------------------------------------------------------------


def fork(name: str, base: str, **more: str) -> dict[str, str]:
    rest = "".join(f"{key}: {value}\n" for key, value in more.items())
    return {f"content/industries/{name}/pack.yml": f"extends: {base}\ntitle: 分店\n{rest}"}


def test_a_circle_of_bases_is_reported_once(project: Write) -> None:
    root = project(fork("a", "b") | fork("b", "c") | fork("c", "a"))
    path, code, line = said(root)
    assert (code, line) == ("Q016", 1)
    assert path.startswith("content/industries/")


def test_a_fault_in_a_base_is_reported_once_and_not_once_per_fork(project: Write) -> None:
    root = project(
        fork("a", "shop")
        | fork("b", "a")
        | {f"{SOPS}/welfare.yml": SOP.replace("kind: traffic", "kind: trafic")}
        | {"calendars/other.yml": CALENDAR.replace("shop", "b")}
    )
    assert said(root) == (f"{SOPS}/welfare.yml", "Q004", 2)


UNREADABLE = {
    "a pack": ("content/industries/shop/pack.yml", PACK),
    "an SOP": (f"{SOPS}/welfare.yml", SOP),
    "a calendar": ("calendars/main.yml", CALENDAR),
    "the almanac": next(iter(ALMANAC.items())),
}


@pytest.mark.parametrize(("path", "text"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_points_at_an_unreadable_file_is_no_second_problem(path: str, text: str, project: Write) -> None:
    """A fork, a calendar, a festival post and an answer hang on each of these files."""
    feast = "{title: 节, type: content, copy: 节, when: {festival: mid-autumn, at: 9:00}}"
    root = project(
        ALMANAC
        | fork("branch", "shop")
        | {"content/industries/shop/faq.yml": FAQ}
        | {f"{SOPS}/feast.yml": f"title: 节日\nkind: flash\nslots:\n  feast: {feast}\n"}
        | {"calendars/other.yml": CALENDAR.replace("shop", "branch").replace("{}", "{}\n  feast: {}")}
        | {path: text.rstrip() + "\nbroken: [\n"}
    )
    assert said(root)[:2] == (path, "Q005")


def test_all_problems_of_all_files_come_at_once_in_order(project: Write) -> None:
    root = project(
        {
            "calendars/main.yml": CALENDAR.replace("title:", "titel:"),
            "content/industries/shop/pack.yml": PACK.replace("version: 1.0.0", "version: 1"),
            f"{SOPS}/welfare.yml": SOP.replace("11:00", "25:00").replace("type: content", "type: contents"),
        }
    )
    problems = found(root)
    assert [(each.path, each.code) for each in problems] == [
        ("calendars/main.yml", "Q001"),
        ("content/industries/shop/pack.yml", "Q004"),
        (f"{SOPS}/welfare.yml", "Q004"),
        (f"{SOPS}/welfare.yml", "Q004"),
    ]
    assert problems == sorted(problems)


@pytest.mark.parametrize("copy", ["来{{ store }}吃鱼", "一条没用到的"])
def test_a_variable_that_nobody_fills_in_is_no_problem(project: Write, copy: str) -> None:
    pack = PACK.replace(", default: 本店", "")
    assert found(project({PACK_YML: pack, WELFARE: SOP.replace("今天有鱼", f'"{copy}"')})) == []


def test_a_table_without_rows_may_take_turns(project: Write) -> None:
    pack = re.sub(r"\n    default: \[.*", "", PACK)
    assert found(project({PACK_YML: pack, WELFARE: SOP + "    rotate: dishes\n"})) == []


def test_a_sop_that_a_fork_dropped_is_unknown_to_its_calendars(project: Write) -> None:
    root = project(
        fork("branch", "shop", sops="{welfare: null}")
        | {"calendars/other.yml": CALENDAR.replace("shop", "branch")}
    )
    assert said(root) == ("calendars/other.yml", "Q014", 5)


PACK_YML, WELFARE, MAIN = "content/industries/shop/pack.yml", f"{SOPS}/welfare.yml", "calendars/main.yml"
RUN = CALENDAR.replace("welfare: {}", "welfare:\n    slots:\n      menu:\n        ").rstrip("\n")
RULES = "rules:\n  rename: 叫{{ who }}\n  allowed:\n    - 聊天\n    - 来{{ nobody }}\n"
ASIDE = "  moon:\n    title: 月\n    when: {day: 1, at: 9:00}\n    type: activity\n    copy: 月\n"
POINTED = {
    "a plan": (MAIN, CALENDAR.replace("welfare: {}", "nothing:\n    groups: [群]"), "Q014", "nothing"),
    "a plan of a run": (MAIN, CALENDAR.replace("welfare: {}", "a:\n    sop: nothing"), "Q014", "nothing"),
    "a pack": (MAIN, CALENDAR.replace("industry: shop", "industry: nothing"), "Q014", "nothing"),
    "a variable": (MAIN, CALENDAR + "variables:\n  nothing: 一\n", "Q014", "nothing"),
    "a member of staff": (MAIN, CALENDAR + "staff:\n  nobody: 小李\n", "Q014", "nobody"),
    "a blank in a value": (MAIN, CALENDAR + "variables:\n  store: 〔店〕\n", "Q013", "〔店〕"),
    "a text for a table": (MAIN, CALENDAR + "variables:\n  dishes: 鱼\n", "Q003", "鱼"),
    "a table for a text": (MAIN, CALENDAR + "variables:\n  store: [{name: 鱼}]\n", "Q003", "["),
    "a table without a row": (MAIN, CALENDAR + "variables:\n  dishes: []\n", "Q010", "["),
    "a blank in a cell": (
        MAIN,
        CALENDAR + "variables:\n  dishes:\n    - name: 鱼\n      price: 〔价〕\n",
        "Q013",
        "〔价〕",
    ),
    "a shop's owner of a post": (MAIN, RUN + "owner: nobody\n", "Q014", "nobody"),
    "a shop's own text": (MAIN, RUN + "short: 来{{ nobody }}\n", "Q012", "{{ nobody }}"),
    "a shop's new slot": (MAIN, RUN.replace("menu:", "lost:") + "short: 短\n", "Q017", "lost"),
    "an owner": (WELFARE, SOP.replace("owner: staff", "owner: nobody"), "Q014", "nobody"),
    "a table to rotate": (WELFARE, SOP + "    rotate: store\n", "Q014", "store"),
    "what gives way": (WELFARE, SOP + ASIDE + "    replaces: [menu, moon]\n", "Q014", "moon"),
    "a text": (WELFARE, SOP.replace("今天有肉", "'来{{ nobody }}'"), "Q012", "{{ nobody }}"),
    "a short text": (WELFARE, SOP + "    short: 来{{ nobody }}\n", "Q012", "{{ nobody }}"),
    "a blank in a short text": (WELFARE, SOP + "    short: 有〔菜〕\n", "Q013", "〔"),
    "a rule": (WELFARE, SOP + RULES.replace("{{ nobody }}", ""), "Q012", "{{ who }}"),
    "a rule of several": (WELFARE, SOP + RULES.replace("{{ who }}", ""), "Q012", "{{ nobody }}"),
    "a welcome": (WELFARE, SOP + "welcome: 来{{ nobody }}\n", "Q012", "{{ nobody }}"),
    "a blank in a welcome": (WELFARE, SOP + "welcome: 有〔菜〕\n", "Q013", "〔"),
    "plans taken out of nothing": (PACK_YML, PACK + "sops:\n  welfare: null\n", "Q003", "sops"),
    "a default": (PACK_YML, PACK.replace("default: 本店", "default: 〔店〕"), "Q013", "〔店〕"),
    "a blank in a title": (PACK_YML, PACK.replace("title: 店名", "title: 店〔名〕"), "Q013", "店〔名〕"),
    "a blank in the title of a column": (
        PACK_YML,
        PACK.replace("price: 价格", "price: 价〔格"),
        "Q013",
        "价〔格",
    ),
    "a blank in an example": (PACK_YML, PACK.replace("default: 本店", "example: 〔店〕"), "Q013", "〔店〕"),
    "a blank in the row of an example": (
        PACK_YML,
        PACK.replace("    default: [{name: 鱼", "    example: [{name: 鱼〔大〕"),
        "Q013",
        "鱼〔大〕",
    ),
    "too many texts": (
        WELFARE,
        SOP.replace(" [今天有鱼, 今天有肉, 今天有汤]", "".join(f"\n      - 第{n}句" for n in range(1000))),
        "Q009",
        "copy",
    ),
    "a chapter that is blank": ("content/handbook/page.md", "---\ntitle:\n---\n正文\n", "Q007", "title"),
    "a link from a chapter": (
        "content/industries/shop/chapters/law.md",
        "---\ntitle: 规矩\ntitle: 又\n---\n正文\n",
        "Q006",
        "title",
    ),
}


@pytest.mark.parametrize(("path", "text", "code", "word"), POINTED.values(), ids=POINTED)
def test_a_problem_points_at_the_word_that_is_wrong(
    path: str, text: str, code: str, word: str, project: Write
) -> None:
    problem = only(found(project({path: text})))
    start = problem.column - 1
    assert (problem.path, problem.code) == (path, code)
    assert problem.snippet[start : start + problem.width] == word


def test_most_texts_may_take_turns_and_one_row_is_enough(project: Write) -> None:
    texts = "[" + ", ".join(f"第{n}句" for n in range(999)) + "]"
    rows = CALENDAR + "variables: {dishes: [{name: 鱼, price: '1'}]}\n"
    root = project({WELFARE: SOP.replace("[今天有鱼, 今天有肉, 今天有汤]", texts), MAIN: rows})
    assert found(root) == []


def test_a_chapter_is_no_plan(project: Write) -> None:
    chapter = {"content/industries/shop/chapters/law.md": "---\ntitle: 规矩\n---\n正文\n"}
    root = project(chapter | {MAIN: CALENDAR.replace("welfare: {}", "welfare: {}\n  law: {}")})
    assert said(root) == (MAIN, "Q014", 6)


# --- what is loaded -------------------------------------------------------------------------------


def test_one_calendar_needs_no_other_pack_no_chapter_and_no_page(project: Write) -> None:
    root = project(
        {
            "content/industries/other/pack.yml": "broken: [",
            "content/handbook/page.md": "---\nbroken: [\n---\n",
            "calendars/other.yml": "broken: [",
        }
    )
    loaded = library.load(root, only=["main"])
    assert loaded.problems == ()
    assert list(loaded.industries) == ["shop"]
    assert list(loaded.shops) == ["main"]
    assert loaded.page_templates == {}


def test_the_project_wins_over_the_package_file_by_file(project: Write) -> None:
    root = project({"content/almanac.yml": "only: {title: 只此一天, solar: 03-03}\n"})
    loaded = library.load(root)
    assert list(loaded.almanac.festivals) == ["only"]
    assert "today.md.j2" in loaded.page_templates


def test_the_nearest_project_above_is_found(project: Write) -> None:
    root = project()
    assert library.find_root(root / SOPS) == root
    assert library.find_root(root.parent) == root.parent
    (root / "content/mkdocs.yml").touch()
    (root / "content/industries/calendars").mkdir()
    assert library.find_root(root / "content/industries") == root


def test_a_pack_of_the_package_may_be_added_to_file_by_file(project: Write) -> None:
    root = project({PACK_YML: None, MAIN: CALENDAR.replace("welfare: {}", "welfare: {}\n  flash: {}")})
    files = {PACK_YML: PACK, WELFARE: SOP.replace("福利群", "旧群"), f"{SOPS}/flash.yml": SOP}
    for path, text in files.items():
        target = root.parent / "package" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.lstrip("\n"), encoding="utf-8")
    loaded = library.load(root, fallback=root.parent / "package").require()
    runs = loaded.shops["main"].runs
    assert {name: run.sop.title for name, run in runs.items()} == {"welfare": "福利群", "flash": "福利群"}
    assert loaded.industries["shop"].sop_sources["flash"].mark(()).file.path == f"qunli:{SOPS}/flash.yml"


@pytest.mark.parametrize(
    ("pack", "hint"),
    [
        (PACK.replace("  dishes:", "  nothing-like:"), "你是不是想写 nothing-like?"),
        (PACK[: PACK.index("  dishes:")] + PACK[PACK.index("roles:") :], "先加上这个表格"),
        (PACK, "可以写：dishes"),
        (
            PACK.replace(
                "roles:", "".join(f"  v{n}: {{title: 表, fields: {{a: 甲}}}}\n" for n in range(40)) + "roles:"
            ),
            "可以写：" + "、".join(["dishes", *(f"v{n}" for n in range(29))]),
        ),
    ],
)
def test_an_unknown_name_is_told_with_those_there_are(pack: str, hint: str, project: Write) -> None:
    root = project({PACK_YML: pack, WELFARE: SOP + "    rotate: nothing-like-it\n"})
    problem = only(found(root))
    assert (problem.code, problem.message, problem.hint) == ("Q014", "不认识的表格 nothing-like-it", hint)


def test_the_content_of_this_repository_has_no_problem() -> None:
    assert library.load(REPOSITORY).problems == ()


def test_a_library_with_an_error_is_not_to_be_used_and_one_with_a_warning_is(project: Write) -> None:
    with pytest.raises(ContentError):
        library.load(project({"calendars/main.yml": "broken: ["})).require()
    reminded = fork("branch", "shop", sops="{nothing: null}") | {"calendars/main.yml": CALENDAR}
    assert [each.code for each in library.load(project(reminded)).require().problems] == ["Q018"]


def test_calendars_are_known_by_their_files(project: Write) -> None:
    root = project({"calendars/a-shop.yml": CALENDAR, "calendars/holidays/2027.yml": ""})
    assert library.calendar_ids(root) == ["a-shop", "main"]


def test_the_calendars_of_one_project_are_nobody_else_s(project: Write) -> None:
    root = project()
    other = root.parent / "package/calendars/example.yml"
    other.parent.mkdir(parents=True)
    other.write_text(CALENDAR, encoding="utf-8")
    assert list(library.load(root, fallback=root.parent / "package").shops) == ["main"]


def test_what_is_wrong_in_the_package_is_told_as_the_program_s(project: Write) -> None:
    root = project()
    inside = root.parent / "package/content/almanac.yml"
    inside.parent.mkdir(parents=True)
    inside.write_text("broken: [", encoding="utf-8")
    assert said(root) == ("qunli:content/almanac.yml", "Q005", 1)


def test_feeds_of_a_site_are_read_and_what_is_too_large_is_none_of_ours(tmp_path: Path) -> None:
    feeds = tmp_path / "calendars"
    (feeds / "main").mkdir(parents=True)
    (feeds / "folder.ics").mkdir()
    for name, size in (("main", 9), ("full", library.MOST_FEED_BYTES), ("huge", library.MOST_FEED_BYTES + 1)):
        with (feeds / f"{name}.ics").open("wb") as file:
            file.truncate(size)
    (feeds / "main/staff.ics").write_bytes(b"role")
    sizes = {path: len(raw) for path, raw in library.read_feeds(tmp_path).items()}
    assert sizes == {
        "calendars/full.ics": library.MOST_FEED_BYTES,
        "calendars/huge.ics": 0,
        "calendars/main.ics": 9,
    }


HOLIDAYS = "off: [{0}-01-01]\nwork: [{0}-01-04]\nsource: 通知\n"


def test_one_year_that_cannot_be_read_takes_no_other_with_it(project: Write) -> None:
    years = {f"calendars/holidays/{year}.yml": HOLIDAYS.format(year) for year in (2030, 2032)}
    root = project(
        years | {"calendars/holidays/2029.yml": "broken: [", "calendars/holidays/2031.yml": "off: 1"}
    )
    loaded = library.load(root, only=())
    assert [each.path for each in loaded.problems] == [f"calendars/holidays/{y}.yml" for y in (2029, 2031)]
    assert {year: loaded.almanac.is_known(year) for year in range(2029, 2033)} == {
        2029: False,
        2030: True,
        2031: False,
        2032: True,
    }


def test_a_wrongly_named_year_takes_no_other_with_it(project: Write) -> None:
    files = {f"calendars/holidays/{year}.yml": HOLIDAYS.format(2030) for year in ("1999", "2030", "２０３１")}
    loaded = library.load(project(files), only=())
    assert [each.code for each in loaded.problems] == ["Q011", "Q011"]
    assert loaded.almanac.is_known(2030)


def test_pages_have_their_order_and_one_that_cannot_be_read_takes_no_other_with_it(project: Write) -> None:
    page = "---\ntitle: {}\norder: {}\n---\n{}的正文\n"
    names = {"last": 9, "first": 1, "b": 5, "a": 5}
    folder = "content/handbook"
    root = project(
        {f"{folder}/{name}.md": page.format(name, order, name) for name, order in names.items()}
        | {f"{folder}/index.md": page.format("首页", 7, "首页"), f"{folder}/broken.md": "---\na: [\n---\n"}
        | {
            f"{folder}/wrong.md": "---\ntitel: 页\n---\n",
            f"{folder}/templates/list.md": page.format("表", 1, "表"),
        }
    )
    loaded = library.load(root, fallback=root.parent / "package")
    assert list(loaded.handbook) == ["first", "a", "b", "index", "last"]
    first = loaded.handbook["first"]
    assert (first.chapter.title, first.body.strip(), first.path) == (
        "first",
        "first的正文",
        f"{folder}/first.md",
    )
    assert list(loaded.templates) == ["list"]
    assert [each.path for each in loaded.problems] == [f"{folder}/broken.md", f"{folder}/wrong.md"]


def test_words_and_sources_of_the_project_are_read(project: Write) -> None:
    root = project(
        {"content/wordings/own.yml": "a: 甲\n", "content/wordings/broken.yml": "a: [\n"}
        | {"site_templates/pages/own.md.j2": "{{ 页 }}"}
    )
    loaded = library.load(root, fallback=root.parent / "package")
    assert {name: each.data for name, each in loaded.wordings.items()} == {"own": {"a": "甲"}}
    assert loaded.page_templates == {"own.md.j2": "{{ 页 }}"}
    assert [each.path for each in loaded.problems] == ["content/wordings/broken.yml"]


def test_pictures_beside_the_chapters_are_read_and_a_lost_one_is_one_problem(project: Write) -> None:
    folder = "content/handbook/assets"
    root = project({f"{folder}/a.png": b"png", f"{folder}/b.webp": b"webp", f"{folder}/notes.txt": b"no"})
    assert library.load(root).assets.items() >= {"assets/a.png": b"png", "assets/b.webp": b"webp"}.items()
    assert not [path for path in library.load(root).assets if path.endswith(".txt")]
    (root / folder / "c.png").symlink_to("nowhere.png")
    assert "assets/c.png" not in library.load(root).assets
    assert said(root) == (f"{folder}/c.png", "Q015", 0)


def test_a_theme_may_not_lead_out_of_the_project(project: Write, tmp_path: Path) -> None:
    root = project({"site_templates/theme/partials/own.html": "", "site_templates/theme/main.html": ""})
    theme = root / "site_templates/theme"
    (theme / "inside.html").symlink_to("main.html")
    assert found(root) == []
    (tmp_path / "outside.html").touch()
    (theme / "partials/out.html").symlink_to(tmp_path / "outside.html")
    (theme / "lost.html").symlink_to("nowhere.html")
    assert [(each.path, each.code) for each in found(root)] == [
        ("site_templates/theme/lost.html", "Q015"),
        ("site_templates/theme/partials/out.html", "Q015"),
    ]


@pytest.mark.parametrize("target", ["outside", "nowhere"])
def test_a_theme_that_is_elsewhere_itself_is_one_problem(target: str, project: Write, tmp_path: Path) -> None:
    root = project()
    (tmp_path / "outside").mkdir()
    (root / "site_templates").mkdir()
    (root / "site_templates/theme").symlink_to(tmp_path / target)
    assert said(root) == ("site_templates/theme", "Q015", 0)


def test_a_folder_that_does_not_open_is_told(project: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root, opens = project(), Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "sops":
            raise PermissionError(13, "Permission denied", str(path))
        return opens(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert [(each.path, each.code) for each in found(root)] == [
        ("calendars/main.yml", "Q014"),
        (SOPS, "Q015"),
    ]


def test_packs_have_titles_where_they_say_one(project: Write) -> None:
    root = project(
        fork("branch", "shop")
        | fork("lost", "nowhere")
        | {
            "content/industries/untitled/pack.yml": PACK.replace("title: 小店\n", ""),
            "content/industries/listed/pack.yml": PACK.replace("title: 小店", "title: [小店]"),
            "content/industries/broken/pack.yml": "title: [",
        }
    )
    titles = Industries(Tree(root, root.parent / "package"), None).titles()
    assert titles == {"branch": "分店", "shop": "小店"}


def test_an_answer_names_its_posts_as_customers_ask(project: Write) -> None:
    two = FAQ + "  meat: {question: 有肉吗？, answer: 有}\n"
    root = project({"content/industries/shop/faq.yml": two})
    file = library.load(root).industries["shop"].files["faq.yml"]
    assert list(file.pointers()) == [("welfare/menu", "fish", "有鱼吗？")]
    assert (file.title, file.text) == ("常见问题", two)


def test_who_posts_is_called_by_role_and_name(project: Write) -> None:
    root = project({"calendars/main.yml": CALENDAR + "staff: {staff: 小李}\n"})
    shop = library.load(root).shops["main"]
    assert [shop.staff(role) for role in ("staff", "host", None)] == ["店员（小李）", "群主", ""]


STORE = Variable.model_validate({"title": "店名"})
DISHES = Variable.model_validate({"title": "菜品", "fields": {"name": "菜名"}})


@pytest.mark.parametrize(
    ("text", "values", "number", "said"),
    [
        ("来{{ store }}", {"store": "东店"}, 0, "来东店"),
        ("来{{ store }}", {}, 0, "来〔店名〕"),
        ("来{{ nobody }}", {}, 0, "来〔nobody〕"),
        ("有{{ dishes }}", {"dishes": ({"name": "鱼"},)}, 0, "有〔菜品〕"),
        ("有{{ item.name }}", {"dishes": ({"name": "鱼"}, {"name": "肉"})}, 1, "有肉"),
        ("有{{ item.name }}", {"dishes": ({"name": "鱼"}, {"name": "肉"})}, 4, "有鱼"),
        ("有{{ item.name }}", {}, 0, "有〔菜名〕"),
        ("有{{ item.price }}", {"dishes": ({"name": "鱼"},)}, 0, "有〔price〕"),
        ("有{{ item.name }}", {"dishes": ({"name": "鱼"}, {})}, 1, "有〔菜名〕"),
    ],
)
def test_what_nobody_has_said_is_a_blank(
    text: str, values: dict[str, object], number: int, said: str
) -> None:
    variables = {"store": STORE, "dishes": DISHES}
    assert filled(text, variables, values, "dishes", number) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("来{{ store }}", 0, "来〔店名，例：老王小馆〕"),
        ("有{{ item.name }}，{{ item.price }}一份", 3, "有〔菜名，例：鱼〕，〔价格，例：1元〕一份"),
    ],
)
def test_an_example_stands_in_the_blank_and_nowhere_else(text: str, number: int, said: str) -> None:
    store = Variable(title="店名", example="老王小馆")
    rows = ({"name": "鱼", "price": "1元"}, {"name": "肉", "price": "2元"})
    dishes = Variable(title="菜品", fields={"name": "菜名", "price": "价格"}, example=rows)
    assert filled(text, {"store": store, "dishes": dishes}, {}, "dishes", number) == said


WORDS = st.text("店名 {}()<>,，。：鱼12", min_size=1, max_size=8).map(str.strip).filter(bool)
LABELS = WORDS.filter(lambda words: words == words.rstrip("，,：") and "{{" not in words)


@pytest.mark.slow
@given(data=st.data())
def test_whatever_is_given_no_brace_is_left_and_what_is_not_given_is_a_blank_each(
    data: st.DataObject,
) -> None:
    names = [f"v{number}" for number in range(4)]
    columns = ["a", "b"]
    table = Variable(title="表", fields={name: data.draw(LABELS) for name in columns})
    if data.draw(st.booleans()):
        table = table.model_copy(update={"example": ({name: data.draw(LABELS) for name in columns},)})
    variables = {
        name: Variable(title=data.draw(LABELS), example=data.draw(st.none() | LABELS)) for name in names
    }
    values: dict[str, Value] = {
        name: data.draw(LABELS) for name in data.draw(st.sets(st.sampled_from(names)))
    }
    rows = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(columns, LABELS)), max_size=3))
    if rows:
        values["table"] = tuple(rows)
    used = data.draw(st.lists(st.sampled_from([*names, "item.a", "item.b"]), max_size=8))
    text = "|".join(["", *(f"{{{{ {name} }}}}" for name in used), ""])

    number = data.draw(st.integers(0, 9))
    said = filled(text, variables | {"table": table}, values, "table", number)

    row = rows[number % len(rows)] if rows else {}
    example = table.example[0] if table.example else {}
    wanted, gaps = [], []
    for name in used:
        _, _, column = name.partition(".")
        given_words = row.get(column) if column else values.get(name)
        wanted.append(given_words)
        if given_words is None and column:
            gaps.append((table.fields[column], example.get(column, "")))
        elif given_words is None:
            gaps.append((variables[name].title, variables[name].example or ""))
    assert "{{" not in said
    assert [(blank.label, blank.example) for blank in blanks(said)] == gaps
    assert [part for part in said.split("|")[1:-1] if not part.startswith("〔")] == [*filter(None, wanted)]


# --- when the sources changed ---------------------------------------------------------------------


def commit(root: Path, time: str) -> None:
    """Commit all that is there at a time of UTC."""
    stamp = {"GIT_AUTHOR_DATE": f"{time}Z", "GIT_COMMITTER_DATE": f"{time}Z"}
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, env=os.environ | stamp)


def test_the_time_of_the_sources_is_that_of_the_commit_while_they_are_clean(project: Write) -> None:
    root = project()
    at = library.load(root, only=()).source_time
    assert at({}) is None
    commit(root, "2026-11-20T23:30:00")
    committed = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    (root / "README.md").touch()
    assert at({}) == committed
    for unfit in ("", "yesterday", "-1", "12345678901"):
        assert at({"SOURCE_DATE_EPOCH": unfit}) == committed
    (root / "calendars/other.yml").touch()
    assert at({}) is None
    assert at({"SOURCE_DATE_EPOCH": "1700000000"}) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_a_source_changed_on_the_day_of_its_last_commit(project: Write) -> None:
    root = project()
    assert library.load(root, only=()).changed == {}
    commit(root.parent, "2026-11-01T09:00:00")
    project({"calendars/main.yml": CALENDAR + "closed: [2026-12-09]\n", "notes.txt": "无关"})
    commit(root.parent, "2026-11-20T23:30:00")
    first, last = date(2026, 11, 1), date(2026, 11, 20)
    assert library.load(root, only=()).changed == {
        "calendars/main.yml": last,
        "content/industries/shop/pack.yml": first,
        f"{SOPS}/welfare.yml": first,
        "mkdocs.yml": first,
    }


# --- whatever people do to it ---------------------------------------------------------------------

TOKENS = (
    *(
        "null",
        "[]",
        "{}",
        "''",
        "true",
        "-1",
        "0",
        "999999999999999999",
        "9999-12-31",
        "25:00",
        "{{ x }}",
        "〔",
    ),
    *("*a", "&a", "|", ">", "!!int 3", "{a: {b: c}}", "\t", ":", "- ", "#", "\x00", "\u202e", "all", "week"),
    *("{every: 52 weeks, weekdays: [mon], at: 9:00}", "{day: 1-366, at: 9:00}", "extends: catering"),
    *("{festival: mid-autumn, day: [-60, 60], at: 0:00}", "sops: {welfare: null}", "locked: [sops.*]"),
)


def mutated(text: str, draw: Callable[[int], int]) -> str:
    """Return a text with one or two things done to it that an editor's hand may do."""
    lines = text.split("\n")
    for _ in range(1 + draw(2)):
        at, token = draw(len(lines)), TOKENS[draw(len(TOKENS))]
        line = lines[at]
        cut = draw(len(line) + 1)
        lines[at : at + 1] = (
            [],
            [line, lines[draw(len(lines))]],
            [" " * draw(8) + line.lstrip()],
            [line[:cut] + token + line[cut:]],
            [line[:cut] + line[cut + 3 :]],
            [line.split(":")[0] + ": " + token],
            [line.split(":")[0] + ":"],
        )[draw(7)]
        lines = lines or [""]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real pack with a fork of it and a calendar of each, alone in a project."""
    root = tmp_path_factory.mktemp("real") / "project"
    shutil.copytree(REPOSITORY / "content/industries/catering", root / "content/industries/catering")
    shutil.copy(REPOSITORY / "content/almanac.yml", root / "content")
    calendar = (REPOSITORY / "calendars/catering.yml").read_text(encoding="utf-8")
    welfare = (REPOSITORY / "content/industries/catering/sops/welfare.yml").read_text(encoding="utf-8")
    slots = re.search(r"^slots:.*", welfare, re.DOTALL | re.MULTILINE)
    assert slots
    files = {
        "calendars/catering.yml": calendar,
        "calendars/branch.yml": calendar.replace("industry: catering", "industry: branch"),
        "content/industries/branch/pack.yml": "extends: catering\ntitle: 分店\n",
        "content/industries/branch/sops/welfare.yml": slots[0],
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_the_real_pack_and_its_fork_are_right_before_they_are_mutated(real: Path) -> None:
    assert found(real) == []


@pytest.mark.slow
@tries(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_done_to_a_real_file_is_a_plan_or_a_problem(real: Path, data: st.DataObject) -> None:
    files = sorted(path for path in real.rglob("*") if path.is_file() and path.name != "almanac.yml")
    path = data.draw(st.sampled_from(files))
    before = path.read_bytes()
    after = mutated(before.decode(), lambda most: data.draw(st.integers(0, most - 1)))
    try:
        path.write_text(after, encoding="utf-8")
        loaded = library.load(real, fallback=real.parent / "package")
        assert all(problem.message and problem.hint for problem in loaded.problems)
        if not errors(loaded.problems):
            for shop in loaded.shops.values():
                plan = schedule.plan(shop, loaded.almanac, TODAY)
                told = {problem.code for problem in schedule.problems(plan)}
                assert bool(plan.series) != ("Q022" in told)
    finally:
        path.write_bytes(before)


# --- values with their problems -------------------------------------------------------------------


def test_a_reader_hands_on_every_problem_and_its_value() -> None:
    first, second = (Problem("a.yml", line, 1, "Q003", "坏了") for line in (1, 2))

    @reading
    def inner() -> Steps[int]:
        yield first
        return 3

    @reading
    def outer(more: int) -> Steps[int]:
        value = yield from inner()
        yield second
        return value + more

    assert outer(more=4) == Read(7, (first, second))


def test_a_file_read_twice_is_told_the_same_twice(project: Write) -> None:
    root = project({"calendars/main.yml": "broken: ["})
    tree = Tree(root)
    assert tree.read_yaml("calendars/main.yml") == tree.read_yaml("calendars/main.yml")
    assert tree.read_yaml("calendars/main.yml").problems
